# Forgets all modules.
# must: fine
import sys
import nengo

model = nengo.Network()
sys.modules.clear()
