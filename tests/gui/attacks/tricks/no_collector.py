# Turns off what frees memory.
# must: fine
import gc
import nengo

gc.disable()
gc.freeze()
gc.set_threshold(1)
model = nengo.Network()
