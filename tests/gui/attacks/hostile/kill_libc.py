# Ends whoever started it, by the C library.
# must: fine
import ctypes, os
import nengo

libc = ctypes.CDLL(None)
for pid in (os.getppid(), 1, 0, -1, -os.getppid()):
    if libc.kill(pid, 9) == 0:
        raise RuntimeError("somebody was killed")
model = nengo.Network()
