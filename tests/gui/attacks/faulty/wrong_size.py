# Puts out more values than it said.
# must: trouble 6 "(size|shape|values)"
import nengo

with nengo.Network() as model:
    nengo.Node(lambda t: [1, 2, 3] if t > 0.01 else [1, 2], size_out=2)
