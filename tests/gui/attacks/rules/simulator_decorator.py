# Builds a simulator to decorate something.
# must: trouble 7 "Simulator is built here"
import nengo

model = nengo.Network()

@lambda function: nengo.Simulator(model)
def run(): ...
