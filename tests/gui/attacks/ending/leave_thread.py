# Leaves from a thread.
# must: fine
import os, threading
import nengo

thread = threading.Thread(target=os._exit, args=(3,))
thread.start()
thread.join()
model = nengo.Network()
