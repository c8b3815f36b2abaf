# Arranges to live on when the server ends.
# must: fine
import ctypes, os
import nengo

libc = ctypes.CDLL(None)
if libc.prctl(1, 0, 0, 0, 0) == 0 or libc.setsid() >= 0 or libc.setpgid(0, 0) == 0:
    raise RuntimeError("it would live on")
model = nengo.Network()
