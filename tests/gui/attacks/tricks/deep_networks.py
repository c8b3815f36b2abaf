# Has networks in networks in networks.
# must: fine
import nengo

model = inner = nengo.Network()
for depth in range(60):
    with inner:
        inner = nengo.Network()
