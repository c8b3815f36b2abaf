# Builds a simulator, and hides that it failed.
# must: warning 8 "Simulator is built here"
import nengo

model = nengo.Network()
build = vars(nengo)["Simulator"[:]]
try:
    build(model)
except BaseException:
    pass
