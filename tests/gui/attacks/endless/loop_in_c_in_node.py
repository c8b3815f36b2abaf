# Keeps Python busy inside C code, in a step.
# must: stuck 6
import nengo

with nengo.Network() as model:
    nengo.Node(lambda t: sum(range(10**12)) if t > 0.01 else 0)
