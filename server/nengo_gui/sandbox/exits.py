"""Why a worker is gone, and what to do about it."""

from __future__ import annotations

import signal
from enum import Enum
from typing import NamedTuple

from nengo_gui.protocol.walls import FAULT
from nengo_gui.sandbox.limits import GIB, MIB, Limits
from nengo_gui.sandbox.stacks import FATAL
from nengo_gui.sandbox.watchdog import Phase


class Exit(NamedTuple):
    """The end of a worker, told to the person whose model it ran.

    ``asked`` is True when we ended it ourselves by ``Worker.kill``: then there is nothing to tell.
    """

    message: str
    remedy: str = ""
    line: int | None = None
    asked: bool = False


class Cause(Enum):
    """Why we ended it, if we did."""

    ASKED = "asked"
    SLOW = "slow"
    MEMORY = "memory"
    DISK = "disk"
    CHANNEL = "channel"


class Death(NamedTuple):
    """All that is known about an end.

    ``status`` is the exit status, negative for a signal, None if unknown; ``words`` is the end of
    what the interpreter wrote to its pipe.
    """

    status: int | None
    cause: Cause | None
    phase: Phase
    line: int | None
    words: str


def explain(death: Death, limits: Limits) -> Exit:
    """Put an end into words."""
    if death.cause is Cause.ASKED:
        return Exit("The model was stopped.", asked=True)
    if death.cause is Cause.SLOW:
        message, remedy = _slow(death, limits)
    elif death.cause is Cause.MEMORY:
        message, remedy = _memory(death, limits)
    elif death.cause is Cause.DISK:
        message, remedy = _disk(death, limits)
    elif death.cause is Cause.CHANNEL or death.status == 0:  # it thought that we were gone
        message, remedy = _channel()
    else:
        message, remedy = _died(death)
    return Exit(message, remedy, death.line)


def _slow(death: Death, limits: Limits) -> tuple[str, str]:
    if death.phase == "check":
        return (
            f"The text is so large that checking it took more than {limits.check_seconds:g} s.",
            "Put data into a file of its own, and read it from the model.",
        )
    who = "The model" if death.line is None else f"Line {death.line}"
    return (
        f"{who} did not finish within {limits.load_seconds:g} s, so the model was stopped.",
        "If it is a loop, give it an end; if it is long work, "
        'do it once under `if __name__ == "__main__":` and load the result from a file.',
    )


def _memory(death: Death, limits: Limits) -> tuple[str, str]:
    return (
        f"The model used more than {_size(limits.memory)} of memory and was stopped{_at(death)}.",
        "Lower n_neurons or dimensions, or allow more memory when starting the editor "
        "(--memory 4G).",
    )


def _disk(death: Death, limits: Limits) -> tuple[str, str]:
    return (
        f"The model wrote more than {_size(limits.disk)} of files and was stopped{_at(death)}.",
        "Write less, or run it from a script of its own: what a model writes in the editor is "
        "deleted with it anyway.",
    )


def _channel() -> tuple[str, str]:
    return (
        "The model broke its connection to the editor, so it was stopped.",
        "Leave file descriptors and sockets alone that the model did not open itself.",
    )


def _died(death: Death) -> tuple[str, str]:
    if death.status == FAULT and death.words.strip():
        return (
            f"The worker failed: {death.words.strip().splitlines()[-1]}",
            "This is a fault of the editor, not of your model. Restart it, and please report it.",
        )
    if death.status is None:
        return "The model's process is gone, and nobody knows why.", "Restart the model."
    if death.status >= 0:
        return (
            f"The model ended its own process with exit status {death.status}{_at(death)}.",
            "Take out the call that does so (os._exit or the like).",
        )
    return _signalled(death, signal.Signals(-death.status))


def _signalled(death: Death, number: signal.Signals) -> tuple[str, str]:
    if number == signal.SIGKILL:
        return (
            "The system ended the model's process, most likely because memory ran out.",
            "Lower n_neurons or dimensions, or close other programs.",
        )
    if FATAL in death.words:
        return (
            f"Python crashed{_at(death)}: {death.words.split(FATAL)[-1].splitlines()[0]}.",
            "The fault is in compiled code. Look at what this line calls; "
            "an update of that package may help.",
        )
    return (
        f"The model's process was ended by the signal {number.name}{_at(death)}.",
        "Restart the model; if it happens again, look for what sends the signal.",
    )


def _at(death: Death) -> str:
    return "" if death.line is None else f" at line {death.line}"


def _size(n_bytes: int) -> str:
    return f"{n_bytes / GIB:.3g} GiB" if n_bytes >= GIB else f"{n_bytes // MIB} MiB"
