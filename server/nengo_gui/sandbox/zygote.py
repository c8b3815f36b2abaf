"""The process that all workers on Linux are forked from.

Importing Nengo takes half a second, forking a process that has imported it ten milliseconds. So
this process imports once, has one thread and no user data, and forks whenever the server asks.

On the control socket, one JSON object a packet::

    server → zygote   {"open": 7}                  with the worker's channel and stacks pipe
    zygote → server   {"ready": "none"}            the level of confinement
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
from typing import NamedTuple

from nengo_gui.sandbox.child import Entry, become_worker, find_entry
from nengo_gui.sandbox.confine import PR_SET_CHILD_SUBREAPER, die_with, level, prctl
from nengo_gui.sandbox.limits import Limits

MAX_PACKET = 65536


class Child(NamedTuple):
    """A worker, as its parent knows it."""

    number: int
    pid: int


class Zygote:
    """Forks a worker for each request, and reports its end."""

    def __init__(self, control: socket.socket, entry: Entry, limits: Limits) -> None:
        self._control = control
        self._entry = entry
        self._limits = limits
        self._children: dict[int, Child] = {}  # by pidfd
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def serve(self) -> None:
        """Answer requests until the server closes its end."""
        self._tell({"ready": level()})
        while True:
            for ready, _ in self._poll.poll():
                if ready == self._control.fileno():
                    if not self._answer():
                        return
                else:
                    self._bury(ready)

    def _answer(self) -> bool:
        packet, handles, _, _ = socket.recv_fds(self._control, MAX_PACKET, 2)
        if not packet:
            return False
        parent, pid = os.getpid(), os.fork()
        if pid == 0:
            self._grow_up(*handles, parent)
        for handle in handles:
            os.close(handle)
        self._adopt(Child(json.loads(packet)["open"], pid))
        return True

    def _grow_up(self, channel: int, stacks: int, parent: int) -> None:
        """Close, in a new child, what only the parent needs; then become a worker."""
        os.setsid()
        self._control.close()
        for handle in self._children:
            os.close(handle)
        for handle in (channel, stacks):
            os.set_inheritable(handle, False)
        socket_ = socket.socket(fileno=channel)
        become_worker(self._entry, socket_, stacks, self._limits, parent)

    def _adopt(self, child: Child) -> None:
        handle = os.pidfd_open(child.pid)
        self._children[handle] = child
        self._poll.register(handle, select.POLLIN)
        self._tell({"opened": child.number, "pid": child.pid}, handle)

    def _bury(self, handle: int) -> None:
        child = self._children.pop(handle)
        self._poll.unregister(handle)
        # Its number stays taken until we wait for it, so the group we kill is surely its own.
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        _kill_group(child.pid)
        _, status = os.waitpid(child.pid, 0)
        os.close(handle)
        self._kill_orphans()
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
    parser.add_argument("--limits", type=json.loads, required=True)
    options = parser.parse_args(arguments)
    die_with(options.parent)
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    # A worker may be asked for its stacks before it knows how to answer.
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    entry = find_entry(options.entry)
    gc.collect()
    gc.freeze()  # so that collecting in a child does not copy every page of ours
    control = socket.socket(fileno=options.control)
    Zygote(control, entry, Limits(**options.limits)).serve()


if __name__ == "__main__":
    main(sys.argv[1:])
