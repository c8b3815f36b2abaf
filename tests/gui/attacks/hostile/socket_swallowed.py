# Talks to another computer, and hides that it failed.
# must: warning 7 "network"
import nengo, socket

model = nengo.Network()
try:
    socket.create_connection(("192.0.2.1", 80), timeout=1)
except OSError:
    pass
