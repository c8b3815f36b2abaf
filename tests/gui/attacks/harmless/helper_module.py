# Uses a module beside it.
# must: fine
import nengo

import helper
from helper import double

with nengo.Network() as model:
    a = nengo.Ensemble(20, 1)
    nengo.Connection(a, a, function=double)
    nengo.Connection(a, a, function=helper.double)
