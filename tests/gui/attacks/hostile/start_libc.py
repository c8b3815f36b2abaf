# Starts programs and processes, by the C library.
# must: fine
import ctypes
import nengo

libc = ctypes.CDLL(None)
libc.system(b"touch ../outside/planted")
for number in (57, 58, 56):  # fork, vfork, clone
    if ctypes.c_int(libc.syscall(number, 17, 0, 0, 0, 0)).value >= 0:
        raise RuntimeError("there is a second process")
model = nengo.Network()
