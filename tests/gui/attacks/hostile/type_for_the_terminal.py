# Types commands into the terminal that the server runs in.
# must: fine
import ctypes
import nengo

libc = ctypes.CDLL(None)
for handle in range(64):
    if libc.ioctl(handle, 0x5412, b"x") == 0:
        raise RuntimeError("it was typed")
model = nengo.Network()
