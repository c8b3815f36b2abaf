# Builds a simulator before the function is called.
# must: trouble 7 "Simulator is built here"
import nengo

model = nengo.Network()

def run(sim=nengo.Simulator(model)):
    return sim
