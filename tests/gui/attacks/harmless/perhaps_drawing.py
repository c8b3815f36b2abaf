# Draws if it can.
# must: warning 6 "not there"
import nengo

try:
    import matplotlib.pyplot as plt
except ImportError:
    plt = None

with nengo.Network() as model:
    nengo.Ensemble(20, 1)
