# Builds a simulator of its own kind.
# must: trouble 11 "Simulator is built here"
import nengo


class Mine(nengo.Simulator):
    pass


model = nengo.Network()
Mine(model)
