# Takes the place of output away.
# must: fine
import sys
import nengo

sys.stdout = sys.stderr = None
print("nobody hears this")
model = nengo.Network()
