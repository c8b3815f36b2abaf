# Forgets where modules are.
# must: fine
import sys
import nengo

sys.path.clear()
sys.path_hooks.clear()
with nengo.Network() as model:
    a = nengo.Ensemble(10, 1)
