"""Which line of the user's model is running."""

from __future__ import annotations

import os
import sys
from types import FrameType

from nengo.exceptions import Birthplace

PACKAGES = [os.path.dirname(os.path.abspath(__file__)) + os.sep]
"""Folders of code that makes objects for the user; packages built on this one add theirs."""


def birthplace() -> Birthplace | None:
    """Return file and line of the innermost frame outside our packages, if there is one.

    An object made by one of our own networks is thus said to be made where the user made
    the network.
    """
    frame: FrameType | None = sys._getframe(1)
    ours = tuple(PACKAGES)
    while frame is not None:
        code = frame.f_code
        if not code.co_filename.startswith(ours):
            return Birthplace(code.co_filename, frame.f_lineno)
        frame = frame.f_back
    return None
