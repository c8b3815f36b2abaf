# Reads a file beyond its folder, by the C library.
# must: fine
import ctypes
import nengo

libc = ctypes.CDLL(None)
for call in (libc.open, libc.creat):
    if call(b"../outside/secret.txt", 0) >= 0:
        raise RuntimeError("the file was opened")
model = nengo.Network()
