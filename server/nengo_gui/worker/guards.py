"""Watches the rules of a model file while it runs; ``worker.rules`` only reads.

What is tried is refused where it is tried, and remembered even if the model swallows the error.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import nengo.simulator
from nengo_gui.protocol.objects import Problem, Severity
from nengo_gui.protocol.walls import WALLED
from nengo_gui.worker.outside import objection
from nengo_gui.worker.rules import DRAWING, DRAWING_REMEDY, SIMULATOR_REMEDY
from nengo_gui.worker.source import Source


class RuleBroken(Exception):
    """The model did what models in the editor must not do.

    Attributes
    ----------
    remedy : str
        What to do instead.
    """

    remedy = ""


class SimulatorRefused(RuleBroken):
    """A model built a simulator."""

    remedy = SIMULATOR_REMEDY

    def __init__(self) -> None:
        super().__init__("A Simulator is built here, but the editor builds its own.")


class DrawingRefused(RuleBroken, ImportError):
    """A model imported Matplotlib. An ImportError, so that models may do without."""

    remedy = DRAWING_REMEDY

    def __init__(self, name: str) -> None:
        super().__init__("Matplotlib is imported, but a model has no window to draw in.", name=name)


class OutsideRefused(RuleBroken, PermissionError):
    """A model reached out of its process. A PermissionError, as the kernel's own refusal is."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


class Guards:
    """Stands at the doors of this process. There is one for the whole life of a worker.

    Parameters
    ----------
    source : Source
        The model, whose lines are blamed.

    Attributes
    ----------
    broken : list of (RuleBroken, int or None)
        Each refusal so far, and the line of the model that ran.
    """

    def __init__(self, source: Source) -> None:
        self.broken: list[tuple[RuleBroken, int | None]] = []
        self._source = source
        self._walled = WALLED in os.environ

    def stand(self) -> None:
        """Begin to watch. An audit hook cannot be taken away again, not even by the model."""
        os._exit = _end_politely  # type: ignore[assignment]
        # They are how we learn which line runs; to write them elsewhere as well is no harm.
        faulthandler.disable = faulthandler.unregister = _keep  # type: ignore[assignment]
        nengo.simulator.guard = self._refuse_simulator
        sys.meta_path.insert(0, self)  # importlib.import_module tells no audit hook
        sys.addaudithook(self._audit)

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Let a simulator be built: ours."""
        nengo.simulator.guard = None
        try:
            yield
        finally:
            nengo.simulator.guard = self._refuse_simulator

    def swallowed(self, raised: BaseException | None) -> tuple[Problem, ...]:
        """Return the refusals that the model caught, other than the one that came through."""
        return tuple(
            Problem(str(refusal), _severity(refusal), line, remedy=refusal.remedy)
            for refusal, line in self.broken
            if refusal is not raised
        )

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        """Refuse to find what draws (Python's import system calls this)."""
        self._refuse_drawing(name)

    def _audit(self, event: str, arguments: tuple) -> None:
        if event == "import":
            self._refuse_drawing(arguments[0])
        elif self._walled and (reason := objection(event, arguments)) is not None:
            self._refuse(OutsideRefused(*reason))

    def _refuse_drawing(self, name: str) -> None:
        if name.partition(".")[0] in DRAWING:
            self._refuse(DrawingRefused(name))

    def _refuse_simulator(self) -> None:
        self._refuse(SimulatorRefused())

    def _refuse(self, refusal: RuleBroken) -> None:
        self.broken.append((refusal, self._source.running_line(sys._getframe())))
        raise refusal


def _end_politely(status: int) -> NoReturn:
    """End the program as ``sys.exit`` does: an end that cannot be caught cannot be explained."""
    raise SystemExit(status)


def _keep(*arguments: object) -> bool:
    """Answer as ``faulthandler`` does when there was nothing to end."""
    return False


def _severity(refusal: RuleBroken) -> Severity:
    # To catch an ImportError is how a model should do without. Nobody should catch the others.
    return "info" if isinstance(refusal, DrawingRefused) else "warning"
