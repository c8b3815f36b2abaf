# Builds a simulator from a module it names.
# must: trouble 6 "Simulator is built here"
import importlib

model = importlib.import_module("nengo").Network()
importlib.import_module("nengo").Simulator(model)
