# Reads where there is no memory, in a step.
# must: ended 6 "Segmentation fault"
import ctypes, nengo

with nengo.Network() as model:
    nengo.Node(lambda t: len(ctypes.string_at(0)) if t > 0.01 else 0)
