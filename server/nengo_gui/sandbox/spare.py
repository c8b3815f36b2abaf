"""A worker that was started from nothing and waits to be needed; see ``sandbox.spawned``."""

from __future__ import annotations

import argparse
import base64
import json
import select
import socket
import sys
import threading
from os import _exit as leave  # before a model puts something else in its place

from nengo_gui.sandbox.child import become_worker, find_by_name
from nengo_gui.sandbox.limits import Limits


def main(arguments: list[str]) -> None:
    """Import what the worker needs, then become one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--channel", type=int, help="handle; on Windows it comes by stdin instead")
    parser.add_argument("--stacks", type=int)
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--entry", required=True)
    parser.add_argument("--limits", type=json.loads, required=True)
    options = parser.parse_args(arguments)
    channel = _channel(options.channel)
    if options.stacks is not None and sys.platform != "linux":  # whose kernel sees to that
        threading.Thread(target=_die_with_server, args=(options.stacks,), daemon=True).start()
    entry = find_by_name(options.entry)
    become_worker(entry, channel, options.stacks, Limits(**options.limits), options.parent)


def _channel(handle: int) -> socket.socket:
    if sys.platform == "win32":
        return socket.fromshare(base64.b64decode(sys.stdin.readline()))
    return socket.socket(fileno=handle)


def _die_with_server(stacks: int) -> None:
    """End this process when nobody reads its stacks any more, even if the model hangs.

    Not the channel: while we wait on it, it would stay open even after the model closed it.
    """
    reader = select.poll()
    reader.register(stacks, 0)  # nothing but the loss of the reader is of interest
    reader.poll()
    leave(0)


if __name__ == "__main__":
    main(sys.argv[1:])
