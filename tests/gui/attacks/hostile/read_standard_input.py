# Reads what is typed where the server was started.
# must: fine
import sys
import nengo

if sys.stdin.read() or sys.stdin.buffer.read() or open(0, closefd=False).read():
    raise RuntimeError("something was typed")
model = nengo.Network()
