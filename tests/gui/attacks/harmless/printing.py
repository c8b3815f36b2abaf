# Prints in every way.
# must: fine
import sys
import warnings

import numpy as np

import nengo

print("a", 1, sep=", ", end="", flush=True)
print(file=sys.stderr)
sys.stdout.write("text\n")
sys.stdout.buffer.write(b"bytes \xff\n")
sys.stdout.flush()
sys.stderr.isatty(), sys.stdout.encoding, sys.stdout.fileno()
np.set_printoptions(precision=3)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("not heard")
with nengo.Network() as model:
    nengo.Node(lambda t: print(t) or 0)
