# Forgets an import.
# must: trouble 6 "import numpy as np"
import nengo

with nengo.Network() as model:
    nengo.Node(np.sin)
