# Finds the channel among all objects, and closes it.
# must: ended - "connection"
import gc, socket, time

for thing in gc.get_objects():
    if isinstance(thing, socket.socket):
        thing.close()
import nengo

model = nengo.Network()
