# Prints a line of a hundred million characters.
# must: fine
import nengo

print("x" * 10**8)
model = nengo.Network()
