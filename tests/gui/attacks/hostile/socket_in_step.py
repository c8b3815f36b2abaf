# Talks to another computer, once nobody looks any more.
# must: trouble 7 "network"
import nengo, socket


def later(t):
    return 0 if t < 0.01 else socket.create_connection(("192.0.2.1", 80)).fileno()


with nengo.Network() as model:
    nengo.Node(later)
