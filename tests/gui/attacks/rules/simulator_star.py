# Builds a simulator from everything there is.
# must: trouble 6 "Simulator is built here"
from nengo import *

model = Network()
Simulator(model)
