"""The process that all workers on Linux are forked from.

Importing Nengo takes half a second, forking a process that has imported it ten milliseconds. So
this process imports once, has one thread and no user data, and forks whenever the server asks.

Some things are worth having in every worker but not worth waiting for. They are loaded by a
successor: a fork that takes over once it is ready, while we only wait for the end of what we
started. Nobody notices, and nobody waits.

On the control socket, one JSON object a packet::

    server → zygote   {"open": 7}                  with the worker's channel and stacks pipe
    zygote → server   {"ready": "full", "gaps": []}     the level of confinement
                      {"opened": 7, "pid": 123}    with a pidfd, so that nobody kills a stranger
                      {"ended": 7, "status": -9}   exit status, negative for a signal
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from nengo_gui.sandbox.child import become_worker, find_by_name
from nengo_gui.sandbox.confine import die_with
from nengo_gui.sandbox.enclosure import installation
from nengo_gui.sandbox.kernel import PR_SET_CHILD_SUBREAPER, prctl
from nengo_gui.sandbox.limits import Limits
from nengo_gui.sandbox.probe import measure

MAX_PACKET = 65536
HEAD_START = 3.0
"""Seconds until the successor is started: the first model, and the page, come first."""
AGAIN = 75
"""Exit status of a successor that left something behind for the next one (EX_TEMPFAIL)."""
SUCCESSOR = 0
"""Its number among the children; workers count from 1."""


class Child(NamedTuple):
    """A worker, or our successor, as its parent knows it."""

    number: int
    pid: int


class Zygote:
    """Forks a worker for each request, and reports its end.

    ::

        forking ──HEAD_START──► forking, with a successor in the making ──ready──► only waiting
    """

    def __init__(
        self, control: socket.socket, entry: Callable, prepare: Callable, limits: Limits
    ) -> None:
        self._control = control
        self._entry = entry
        self._prepare = prepare
        self._limits = limits
        self._successor_at: float | None = time.monotonic() + HEAD_START
        self._begin()

    def _begin(self) -> None:
        prctl(PR_SET_CHILD_SUBREAPER, 1)  # so that we can end what workers leave behind
        gc.collect()
        gc.freeze()  # so that collecting in a child does not copy every page of ours
        self._children: dict[int, Child] = {}  # by pidfd
        self._poll = select.poll()
        self._poll.register(self._control, select.POLLIN)

    def serve(self) -> None:
        """Answer requests until the server closes its end."""
        installation()  # so that no worker needs to look
        level, gaps = measure(self._limits)
        self._tell({"ready": level, "gaps": gaps})
        while True:
            for handle, _ in self._poll.poll(self._patience()):
                if handle == self._control.fileno():
                    self._answer()
                elif handle in self._children:
                    self._bury(handle)
                else:
                    self._retire(handle)
            if self._patience() == 0:
                self._start_successor()

    def _patience(self) -> float | None:
        """Return the milliseconds until the successor is to be started."""
        if self._successor_at is None:
            return None
        return max(0.0, 1000 * (self._successor_at - time.monotonic()))

    def _answer(self) -> None:
        try:
            # Not waiting: a successor that just took over may have been faster.
            received = socket.recv_fds(self._control, MAX_PACKET, 2, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        packet, handles, *_ = received
        if not packet:
            os._exit(0)  # the server is gone, and the kernel ends our children with us
        channel, stacks = handles
        parent, pid = os.getpid(), os.fork()
        if pid == 0:
            self._become_worker(channel, stacks, parent)
        for handle in handles:
            os.close(handle)
        child = Child(json.loads(packet)["open"], pid)
        handle = self._adopt(child)
        self._tell({"opened": child.number, "pid": child.pid}, handle)

    def _become_worker(self, channel: int, stacks: int, parent: int) -> None:
        os.setsid()
        self._forget_children()
        self._control.close()
        for handle in (channel, stacks):
            os.set_inheritable(handle, False)
        sock = socket.socket(fileno=channel)
        become_worker(self._entry, sock, stacks, self._limits, parent)

    def _start_successor(self) -> None:
        self._successor_at = None
        ready, its_end = os.pipe()
        parent, pid = os.getpid(), os.fork()
        if pid == 0:
            os.close(ready)
            self._succeed(parent, its_end)
            return
        os.close(its_end)
        self._poll.register(ready, select.POLLIN)
        self._adopt(Child(SUCCESSOR, pid))

    def _succeed(self, parent: int, ready: int) -> None:
        """Load what takes long, then serve instead of our parent."""
        die_with(parent)
        self._forget_children()
        try:
            if not self._prepare():
                os._exit(AGAIN)
        except Exception as error:
            print(f"Models will run without the compiled engine: {error}", file=sys.stderr)
            os._exit(0)
        self._begin()
        os.write(ready, b"!")
        os.close(ready)

    def _retire(self, ready: int) -> None:
        """Leave requests to the successor, if it came to be."""
        if os.read(ready, 1):
            self._poll.unregister(self._control)
        self._poll.unregister(ready)
        os.close(ready)

    def _adopt(self, child: Child) -> int:
        handle = os.pidfd_open(child.pid)
        self._children[handle] = child
        self._poll.register(handle, select.POLLIN)
        return handle

    def _forget_children(self) -> None:
        """Close, in a new child, what only the parent needs."""
        for handle in self._children:
            os.close(handle)

    def _bury(self, handle: int) -> None:
        child = self._children.pop(handle)
        self._poll.unregister(handle)
        # Its number stays taken until we wait for it, so the group we kill is surely its own.
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        if child.number != SUCCESSOR:
            _kill_group(child.pid)
        _, status = os.waitpid(child.pid, 0)
        os.close(handle)
        self._kill_orphans()
        if child.number == SUCCESSOR:
            if os.waitstatus_to_exitcode(status) == AGAIN:
                self._start_successor()
        else:
            self._tell({"ended": child.number, "status": os.waitstatus_to_exitcode(status)})

    def _kill_orphans(self) -> None:
        """End processes a model detached from its own group: they became our children."""
        ours = {child.pid for child in self._children.values()}
        while orphans := _children_of(os.getpid()) - ours:
            for pid in orphans:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)

    def _tell(self, message: dict, *handles: int) -> None:
        socket.send_fds(self._control, [json.dumps(message).encode()], handles)


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass  # it died before it had a group of its own


def _children_of(pid: int) -> set[int]:
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            return {int(child) for child in file.read().split()}
    except OSError:
        return set()  # a kernel without this list


def main(arguments: list[str]) -> None:
    """Run the zygote; ``sandbox.forked`` starts it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--control", type=int, required=True)
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--entry", required=True)
    parser.add_argument("--prepare", required=True)
    parser.add_argument("--limits", type=json.loads, required=True)
    options = parser.parse_args(arguments)
    die_with(options.parent)
    # A worker may be asked for its stacks before it knows how to answer.
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    control = socket.socket(fileno=options.control)
    entry, prepare = find_by_name(options.entry), find_by_name(options.prepare)
    Zygote(control, entry, prepare, Limits(**options.limits)).serve()


if __name__ == "__main__":
    main(sys.argv[1:])
