"""Questions about the text: who answers them, and what the session learns from the answers."""

from __future__ import annotations

from nengo_gui.protocol.objects import Place
from nengo_gui.protocol.questions import AddObject, Answer, Complete, Edited, Explain, Question
from nengo_gui.session.attempt import Opener
from nengo_gui.session.document import Document
from nengo_gui.session.helper import Helper, Then
from nengo_gui.session.scene import Scene


class Questions:
    """Two helpers: looking up a word may take seconds, and an edit by hand should not wait for it.

    Parameters
    ----------
    open_worker : callable
        Opens a process for each of them, when it is first asked.
    document : Document
    scene : Scene
        It is told where something is going to appear.
    """

    def __init__(self, open_worker: Opener, document: Document, scene: Scene) -> None:
        self._document = document
        self._scene = scene
        self._edits = Helper(open_worker)
        self._words = Helper(open_worker)

    def ask(self, question: Question, then: Then) -> None:
        """Have a question answered; ``then`` is called with the answer, in any case."""
        helper = self._words if isinstance(question, Complete | Explain) else self._edits

        def answered(answer: Answer) -> None:
            self._note(question, answer)
            then(answer)

        helper.ask(question, self._document.filename, self._document.folder, answered)

    def _note(self, question: Question, answer: Answer) -> None:
        match question, answer:
            case AddObject(x=float(x), y=float(y)), Edited(thing=thing):
                is_open = question.type == "network"  # so that something can be put into it
                self._scene.expect(thing, Place(x, y, open=is_open, placed=True))

    def end(self) -> None:
        """Let both helpers go."""
        self._edits.end()
        self._words.end()
