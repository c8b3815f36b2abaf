"""What reaches out of this process, told by its name before the kernel refuses it without one.

Python tells an audit hook what it is about to do. The kernel decides (``sandbox.confine``); this
only puts it into words, and knows the line even where the model swallows the error.
"""

from __future__ import annotations

import os
import socket

PROGRAM = "A program is started here, but a model in the editor may start none."
PROCESS = "A second process is started here, but a model in the editor has only one."
NETWORK = "The network is used here, but a model in the editor has none."
STRANGER = "A signal is sent to another process here, but a model in the editor knows no other."

PROGRAM_REMEDY = (
    'Do it once under `if __name__ == "__main__":`, and let the model read the result from a file.'
)
PROCESS_REMEDY = "Use a thread, or do the work in one process."
STRANGER_REMEDY = "Leave it out."

_ALWAYS = {
    "subprocess.Popen": (PROGRAM, PROGRAM_REMEDY),
    "os.system": (PROGRAM, PROGRAM_REMEDY),
    "os.exec": (PROGRAM, PROGRAM_REMEDY),
    "os.posix_spawn": (PROGRAM, PROGRAM_REMEDY),
    "os.spawn": (PROGRAM, PROGRAM_REMEDY),
    "pty.spawn": (PROGRAM, PROGRAM_REMEDY),
    "os.fork": (PROCESS, PROCESS_REMEDY),
    "os.forkpty": (PROCESS, PROCESS_REMEDY),
    "socket.connect": (NETWORK, PROGRAM_REMEDY),
    "socket.bind": (NETWORK, PROGRAM_REMEDY),
    "socket.getaddrinfo": (NETWORK, PROGRAM_REMEDY),
    "socket.gethostbyname": (NETWORK, PROGRAM_REMEDY),
    "socket.gethostbyaddr": (NETWORK, PROGRAM_REMEDY),
}
_OWN_FAMILY = getattr(socket, "AF_UNIX", None)  # pairs of these are how event loops wake up


def objection(event: str, arguments: tuple) -> tuple[str, str] | None:
    """Return what is wrong with an audit event and what to do instead; None if it is harmless."""
    if event == "socket.__new__":
        return None if arguments[1] == _OWN_FAMILY else (NETWORK, PROGRAM_REMEDY)
    if event in ("os.kill", "os.killpg"):
        return None if arguments[0] == os.getpid() else (STRANGER, STRANGER_REMEDY)
    return _ALWAYS.get(event)
