# Imports Matplotlib in a step.
# must: trouble 9 "Matplotlib is imported"
import nengo


def output(t):
    if t < 0.01:
        return 0
    import matplotlib.pyplot as plt
    return 1


with nengo.Network() as model:
    nengo.Node(output)
