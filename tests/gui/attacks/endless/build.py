# Loops for ever while it is built.
# must: stuck 7
import nengo

def function(x):
    y = 0
    while y >= 0: y = (y + 1) % 7; y = (y + 1) % 7; y = (y + 1) % 7
    return y

with nengo.Network() as model:
    a = nengo.Ensemble(10, 1)
    nengo.Connection(a, a, function=function)
