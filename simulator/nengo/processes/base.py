"""The contract of processes, under its published name.

It lives a floor below, in `nengo.process`, since synapses are processes too, and noise needs
synapses.
"""

from nengo.process import Process, ProcessParam

__all__ = ["Process", "ProcessParam"]
