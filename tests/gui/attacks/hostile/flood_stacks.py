# Writes without end where only stacks should be.
# must: fine
import os, stat
import nengo

for handle in range(3, 64):
    try:
        if stat.S_ISFIFO(os.fstat(handle).st_mode):
            for _ in range(500):
                os.write(handle, b"x" * 65536)
    except OSError:
        pass
model = nengo.Network()
