"""Pages that Nodes draw of themselves: text instead of samples, sent whenever it has changed."""

from __future__ import annotations

import time

import nengo
from nengo_gui.protocol.inside import Drawn
from nengo_gui.worker.channel import Channel
from nengo_gui.worker.describe import HTML_ATTRIBUTE
from nengo_gui.worker.texts import shown

SECONDS = 0.05
"""Between two looks: a page is more work for a browser than a picture."""
MAX_CHARACTERS = 200_000
TOO_LONG = f"<p>This page has more than {MAX_CHARACTERS} characters. Draw less.</p>"


class Pages:
    """Watches the pages of some Nodes.

    Parameters
    ----------
    channel : Channel
        Where changed pages go.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._nodes: dict[int, nengo.Node] = {}
        self._told: dict[int, str] = {}
        self._look_again_at = 0.0

    def open(self, stream: int, node: nengo.Node) -> None:
        """Send the page of a Node as this stream from now on."""
        self._nodes[stream] = node

    def close(self, stream: int) -> None:
        """Send this stream no more, if there is one of that number."""
        self._nodes.pop(stream, None)
        self._told.pop(stream, None)

    def tell_if_due(self) -> None:
        """Send what has changed, unless that was done a moment ago."""
        now = time.monotonic()
        if now >= self._look_again_at:
            self._look_again_at = now + SECONDS
            self.tell()

    def tell(self) -> None:
        """Send what has changed."""
        for stream, node in self._nodes.items():
            html = _page_of(node)
            if html != self._told.get(stream):
                self._told[stream] = html
                self._channel.post(Drawn(stream=stream, html=html))


def _page_of(node: nengo.Node) -> str:
    try:
        html = shown(getattr(node.output, HTML_ATTRIBUTE, ""), MAX_CHARACTERS + 1)
    except Exception as error:  # both the attribute and its text may be code of the model
        return f"<p>There is no page: {type(error).__name__} while reading it.</p>"
    return html if len(html) <= MAX_CHARACTERS else TOO_LONG
