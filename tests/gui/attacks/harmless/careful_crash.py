# Asks to be told where it crashes, and how it runs.
# must: fine
import faulthandler
import gc
import signal
import sys
import tracemalloc

import nengo

faulthandler.enable()
signal.signal(signal.SIGINT, signal.default_int_handler)
tracemalloc.start()
gc.set_threshold(1000)
sys.setrecursionlimit(5000)
tracemalloc.stop()
model = nengo.Network()
