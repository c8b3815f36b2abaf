"""Signals: build functions describe a model with them, and a `SignalDict` gives them memory."""

from nengo.builder.signal.signal import Signal, is_sparse
from nengo.builder.signal.signaldict import SignalDict

__all__ = ["Signal", "SignalDict", "is_sparse"]
