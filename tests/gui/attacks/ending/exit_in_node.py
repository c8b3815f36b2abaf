# Ends the program in a step.
# must: trouble 6 "ends the program here"
import nengo, sys

with nengo.Network() as model:
    nengo.Node(lambda t: sys.exit() if t > 0.01 else 0)
