# Tries calls of the kernel that nobody else uses.
# must: fine
import ctypes
import nengo

libc = ctypes.CDLL(None)
OTHERS = (425, 321, 298, 250, 248, 323, 304, 165, 166, 155, 272, 308, 428, 430, 442, 246, 103)
for number in (*OTHERS, *range(463, 700), 0x40000027, 1 << 20):
    if libc.syscall(number, 0, 0, 0, 0, 0, 0) != -1:
        raise RuntimeError(f"the kernel obeys {number}")
model = nengo.Network()
