# Fails in a step.
# must: trouble 7 "ZeroDivisionError"
import nengo


def output(t):
    return 1 / (0 if t > 0.01 else 1)


with nengo.Network() as model:
    nengo.Node(output)
