# Builds a simulator under another name.
# must: trouble 6 "Simulator is built here"
from nengo import Network, Simulator as S

model = Network()
S(model)
