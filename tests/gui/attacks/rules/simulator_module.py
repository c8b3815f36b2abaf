# Builds a simulator from where it is defined.
# must: trouble 6 "Simulator is built here"
import nengo.simulator as where

model = where.Network() if hasattr(where, "Network") else __import__("nengo").Network()
where.Simulator(model)
