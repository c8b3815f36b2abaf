# Leaves no room for calls.
# must: fine
import sys
import nengo

model = nengo.Network()
try:
    sys.setrecursionlimit(30)
except RecursionError:
    pass
