# Puts out text.
# must: trouble 6 "."
import nengo

with nengo.Network() as model:
    nengo.Node(lambda t: "text" if t > 0.01 else 0)
