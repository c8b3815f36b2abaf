"""From a bare process to a confined worker: what happens before the worker's own code runs."""

from __future__ import annotations

import faulthandler
import functools
import importlib
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from os import _exit as leave  # before a model puts something else in its place

from nengo_gui.protocol.channel import HEAD
from nengo_gui.protocol.walls import FAULT
from nengo_gui.sandbox.confine import confine
from nengo_gui.sandbox.enclosure import Enclosure
from nengo_gui.sandbox.kernel import at_exit
from nengo_gui.sandbox.limits import Limits

Entry = Callable[[socket.socket], None]
MANY = 1 << 16
"""More file descriptors than anybody has here."""
DEADLY = [
    getattr(signal, name)
    for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGALRM", "SIGVTALRM", "SIGPROF", "SIGXCPU",
                 "SIGUSR2", "SIGTRAP", "SIGSYS")
    if hasattr(signal, name)
]  # fmt: skip
"""Signals that end a process which does not care for them."""


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
        The only way to the server. What comes by it first is the ``Enclosure``.
    stacks : int or None
        Pipe that takes the stacks of all threads on SIGUSR1 and on a crash.
    limits : Limits
    parent : int
        Process without which the worker must not live.
    """
    status = FAULT
    try:
        enclosure = Enclosure.from_json(_first_message(channel))
        _silence(stacks)
        _close_all_but(channel.fileno(), stacks)
        _tell_stacks(stacks)
        confine(limits, enclosure, parent)
        sys.dont_write_bytecode = True  # no __pycache__ in the user's folders
        entry(channel)
        status = 0
    except BaseException:
        if stacks is not None:
            os.write(stacks, traceback.format_exc().encode(errors="backslashreplace"))
    finally:
        leave(status)  # neither our parent's clean-up nor the model's is wanted


def _first_message(channel: socket.socket) -> bytes:
    size, _ = HEAD.unpack(_exactly(channel, HEAD.size))
    return _exactly(channel, size)


def _exactly(channel: socket.socket, size: int) -> bytes:
    """Read so many bytes and not one more: the next message is for the worker."""
    data = b""
    while len(data) < size:
        more = channel.recv(size - len(data))
        if not more:
            leave(0)  # nobody wants a worker any more
        data += more
    return data


def _silence(stacks: int | None) -> None:
    """Leave no terminal to read from or write to; what C code complains of is kept for later."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)
    if stacks is not None:
        os.dup2(stacks, 2)


def _close_all_but(*kept: int | None) -> None:
    """Close what we inherited or opened on the way; the model shall find nothing."""
    if sys.platform == "win32":
        return  # there, nothing is inherited that was not given by name
    numbers = sorted(number for number in kept if number is not None)
    for before, after in zip([2, *numbers], [*numbers, MANY], strict=True):
        os.closerange(before + 1, after)


def _tell_stacks(stacks: int | None) -> None:
    """Write the stacks of all threads when asked, on a crash, and when something ends us."""
    if stacks is None:
        return
    faulthandler.enable(file=stacks)
    if hasattr(faulthandler, "register"):
        faulthandler.register(signal.SIGUSR1, file=stacks, all_threads=True, chain=False)
        for number in DEADLY:
            faulthandler.register(number, file=stacks, all_threads=True, chain=True)
    if sys.platform == "linux":
        at_exit(functools.partial(faulthandler.dump_traceback, stacks, all_threads=True))
