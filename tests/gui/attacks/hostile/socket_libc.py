# Makes sockets of every kind, by the C library.
# must: fine
import ctypes
import nengo

libc = ctypes.CDLL(None)
for family in range(1, 45):
    for kind in (1, 2, 3, 5):
        if libc.socket(family, kind, 0) >= 0:
            raise RuntimeError("there is a socket")
model = nengo.Network()
