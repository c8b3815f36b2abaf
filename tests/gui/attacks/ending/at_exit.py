# Leaves work for the end, which will not be done.
# must: fine
import atexit
import nengo


class Clingy:
    def __del__(self):
        while True:
            pass


cling = Clingy()
atexit.register(lambda: open("planted", "w"))
model = nengo.Network()
