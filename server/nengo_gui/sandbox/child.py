"""From a bare process to a confined worker: what happens before the worker's own code runs."""

from __future__ import annotations

import faulthandler
import importlib
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable

from nengo_gui.sandbox.confine import confine
from nengo_gui.sandbox.limits import Limits

Entry = Callable[[socket.socket], None]


def find_by_name(name: str) -> Callable:
    """Import a function, written ``package.module:function``.

    By name, because what happens behind the walls is none of this package's business.
    """
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)


def become_worker(
    entry: Entry, channel: socket.socket, stacks: int | None, limits: Limits, parent: int
) -> None:
    """Turn this process into a worker. Does not return.

    Parameters
    ----------
    entry : callable
        What to run; it gets the channel.
    channel : socket
        The only way to the server.
    stacks : int or None
        Pipe that takes the stacks of all threads on SIGUSR1 and on a crash.
    limits : Limits
    parent : int
        Process without which the worker must not live.
    """
    status = 70  # EX_SOFTWARE of <sysexits.h>
    try:
        _silence()
        _tell_stacks(stacks)
        confine(limits, parent)
        sys.dont_write_bytecode = True  # no __pycache__ in the user's folders
        entry(channel)
        status = 0
    except BaseException:
        if stacks is not None:
            os.write(stacks, traceback.format_exc().encode(errors="backslashreplace"))
    finally:
        os._exit(status)  # neither our parent's clean-up nor the model's is wanted


def _silence() -> None:
    """Leave no terminal to read from or write to."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)


def _tell_stacks(stacks: int | None) -> None:
    if stacks is None:
        return
    faulthandler.enable(file=stacks)
    if hasattr(faulthandler, "register"):
        faulthandler.register(signal.SIGUSR1, file=stacks, all_threads=True, chain=False)
