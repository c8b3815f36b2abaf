"""Sees to it that no text of a model is only in memory, and offers what was found."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

import msgspec

from nengo_gui.protocol.events import Notice, Offers, ServerEvent
from nengo_gui.protocol.objects import Offer
from nengo_gui.session.document import Document
from nengo_gui.session.journal import Journal
from nengo_gui.session.refusal import Refusal

MOST_OFFERS = 20
Reason = Literal["recovered", "overwritten", "browser"]


class Keeping:
    """The journal of one document, and the texts beside it that nobody decided about yet.

    ::

        found, overwritten ──► offered ──take──► the text that is shown
                                  └──let go──► forgotten
    """

    def __init__(
        self, journal: Journal, document: Document, tell: Callable[[ServerEvent], None]
    ) -> None:
        self._journal = journal
        self._document = document
        self._tell = tell
        self._offers: tuple[Offer, ...] = ()
        self._path = document.path
        self._is_kept = self._is_failing = False
        self.keep()  # first, for what is found may be this very text
        for offer in journal.left(document.path):
            self._add(offer)

    def offers(self) -> Offers:
        """Tell what is offered."""
        return Offers(offers=self._offers)

    def keep(self) -> None:
        """Keep the text as it stands now, or forget it if it is on disk."""
        document = self._document
        try:
            if document.path != self._path:  # it was saved under another name
                self._drop()
                self._path = document.path
            if document.saved or document.untouched:
                self._drop()
            else:
                self._journal.keep(document.path, document.text)
                self._is_kept = True
        except OSError as error:
            self._complain(error)
        else:
            self._is_failing = False

    def _drop(self) -> None:
        if self._is_kept:
            self._journal.drop(self._path)
            self._is_kept = False

    def _complain(self, error: OSError) -> None:
        """Say once that a crash of the server would lose the text."""
        if not self._is_failing:
            self._is_failing = True
            reason = (error.strerror or type(error).__name__).lower()
            self._tell(
                Notice(
                    message=f"Unsaved text cannot be kept safe on this machine: {reason}.",
                    remedy="It is still here and in your browser. Save it soon.",
                )
            )

    def offer(self, text: str, reason: Reason, when: float | None = None) -> None:
        """Offer a text, and keep it until somebody decides."""
        offer = Offer(id="", text=text, reason=reason, time=when or time.time())
        if text and self._is_news(offer):
            self._add(self._written(offer))
            self._tell(self.offers())

    def _written(self, offer: Offer) -> Offer:
        try:
            return self._journal.add(self._document.path, offer)
        except OSError as error:
            self._complain(error)
            return msgspec.structs.replace(offer, id=f"unwritten-{time.monotonic_ns()}")

    def _is_news(self, offer: Offer) -> bool:
        return offer.text not in (self._document.text, *(known.text for known in self._offers))

    def _add(self, offer: Offer) -> None:
        if not self._is_news(offer):
            self._journal.forget(offer.id)
            return
        latest_first = sorted((*self._offers, offer), key=lambda each: -each.time)
        self._offers = tuple(latest_first[:MOST_OFFERS])

    def offered(self, name: str) -> Offer:
        """Return a text that somebody decided about; raises ``Refusal`` if it is not offered."""
        for offer in self._offers:
            if offer.id == name:
                return offer
        raise Refusal("This text was decided about already.")

    def let_go(self, offer: Offer) -> None:
        """Forget a text."""
        self._journal.forget(offer.id)
        self._offers = tuple(each for each in self._offers if each != offer)
        self._tell(self.offers())

    def continued(self, base: str | None) -> None:
        """Withdraw a text if its writer goes on from it: what comes of it is shown."""
        for offer in self._offers:
            if offer.text == base and offer.reason == "overwritten":
                self.let_go(offer)
