# Loops for ever in a step.
# must: stuck 8
import nengo


def output(t):
    x = 0
    while t > 0.01: x = 1 - x
    return x


with nengo.Network() as model:
    nengo.Node(output)
