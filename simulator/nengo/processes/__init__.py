"""Processes: systems that make or transform signals, with state and noise."""

from nengo.process import Process, ProcessParam
from nengo.processes.noise import BrownNoise, FilteredNoise, WhiteNoise
from nengo.processes.piecewise import Piecewise, PiecewiseDataParam
from nengo.processes.present import PresentInput
from nengo.processes.whitesignal import WhiteSignal

__all__ = [
    "BrownNoise",
    "FilteredNoise",
    "Piecewise",
    "PiecewiseDataParam",
    "PresentInput",
    "Process",
    "ProcessParam",
    "WhiteNoise",
    "WhiteSignal",
]
