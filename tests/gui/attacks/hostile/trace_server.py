# Looks into the process that started it, as a debugger does.
# must: fine
import ctypes, os
import nengo

libc = ctypes.CDLL(None)
buffer = ctypes.create_string_buffer(8)
vector = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 8)
if libc.ptrace(16, os.getppid(), 0, 0) == 0:
    raise RuntimeError("it can be traced")
if libc.process_vm_readv(os.getppid(), vector, 1, vector, 1, 0) >= 0:
    raise RuntimeError("it can be read")
model = nengo.Network()
