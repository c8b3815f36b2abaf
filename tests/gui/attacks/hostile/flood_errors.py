# Writes without end to the error output, past Python.
# must: fine
import os
import nengo

for _ in range(2000):
    os.write(2, b"x" * 65536)
    os.write(1, b"x" * 65536)
model = nengo.Network()
