# Puts something else in the place of NumPy's functions.
# must: trouble - "not callable"
import nengo
import numpy as np

with nengo.Network() as model:
    a = nengo.Ensemble(10, 1)
    nengo.Connection(a, a)
np.array = np.zeros = np.asarray = np.dot = np.random.RandomState = None
