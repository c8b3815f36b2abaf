"""A worker that runs no model: it answers questions about the text, beside those that do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from nengo_gui.protocol.inside import Answered, Ask, Report
from nengo_gui.protocol.questions import Answer, Declined, Question
from nengo_gui.sandbox.exits import Exit
from nengo_gui.sandbox.worker import Worker
from nengo_gui.session.attempt import Opener

PATIENCE = 20.0
"""Seconds; who has thought for so long about a text will not come back."""
MOST_WAITING = 8
"""Questions; who asks faster than answers come is asked to wait."""

Then = Callable[[Answer], None]


class Helper:
    """Answers questions in a process of its own, which starts with the first of them.

    ::

        idle ──ask──► asked ──answered──► idle
                        └──too long, or the worker died──► declined

    User text may take a parser down, so it is read behind the same walls as it is run.
    """

    def __init__(self, open_worker: Opener) -> None:
        self._open_worker = open_worker
        self._worker: Worker | None = None
        self._folder = ""
        self._waiting: dict[int, Then] = {}
        self._number = 0
        self._alarm: asyncio.TimerHandle | None = None

    def ask(self, question: Question, filename: str, folder: str, then: Then) -> None:
        """Ask a question; ``then`` is called with the answer, in any case."""
        if len(self._waiting) >= MOST_WAITING:
            then(Declined(message="Too many edits wait for an answer.", remedy="Try again soon."))
            return
        if folder != self._folder:
            self.end()  # behind its walls it could not read another one
        if self._worker is None:
            self._folder = folder
            nobody = (lambda frame: None, self._on_exit, lambda line: None)
            self._worker = self._open_worker(self._on_report, *nobody, folder=folder)
        self._number += 1
        self._waiting[self._number] = then
        order = Ask(number=self._number, question=question, filename=filename, folder=folder)
        self._worker.send(order)
        self._wind()

    def end(self) -> None:
        """Let the process go; another one starts with the next question."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
        self._decline("It was not waited for.")

    def _wind(self) -> None:
        """Give the oldest question its time."""
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = None
        if self._waiting:
            self._alarm = asyncio.get_running_loop().call_later(PATIENCE, self._give_up)

    def _give_up(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
        self._decline("Reading the code took too long.")

    def _decline(self, message: str) -> None:
        waiting, self._waiting = self._waiting, {}
        self._wind()
        for then in waiting.values():
            then(Declined(message=message, remedy="Edit it as text."))

    def _on_report(self, report: Report) -> None:
        # A worker that was let go may still have something to say.
        if isinstance(report, Answered) and report.number in self._waiting:
            then = self._waiting.pop(report.number)
            self._wind()
            then(report.answer)

    def _on_exit(self, exit: Exit) -> None:
        if not exit.asked:
            self._worker = None
            self._decline("What reads the code has stopped.")
