# Draws random numbers in every way.
# must: fine
import random

import numpy as np

import nengo

random.seed(1)
np.random.seed(1)
rng = np.random.RandomState(2)
new = np.random.default_rng(3)
values = [random.random(), np.random.rand(), rng.rand(), new.random(), random.SystemRandom().random()]
with nengo.Network(seed=4) as model:
    nengo.Node(values)
    nengo.Node(lambda t: rng.randn(2), size_out=2)
