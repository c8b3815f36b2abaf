# Builds a simulator in a function.
# must: trouble 7 "Simulator is built here"
import nengo


def run(model):
    return nengo.Simulator(model)


model = nengo.Network()
run(model)
