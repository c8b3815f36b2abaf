# Builds a simulator later.
# must: trouble 7 "Simulator is built here"
import functools, nengo

model = nengo.Network()
build = functools.partial(nengo.Simulator, model)
build()
