"""The worker's end of the channel: takes orders, sends reports, waits for no reader."""

from __future__ import annotations

import os
import select
import socket
import threading

from nengo_gui.protocol.channel import FRAME, MESSAGE, ORDER_CAPS, REPORT_CAPS, Splitter, pack
from nengo_gui.protocol.inside import Order, Report, dump, parse_order

CHUNK = 1 << 16


class ServerGone(BaseException):
    """Nobody is at the other end of the channel. No model can catch this by mistake."""


class MessageTooLarge(Exception):
    """A report has more bytes than the channel takes."""


class Channel:
    """Sends what it can at once, and keeps the rest until the server reads again.

    Parameters
    ----------
    sock : socket
        Ours from now on.
    """

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self._sock = sock
        self._splitter = Splitter(ORDER_CAPS)
        self._outgoing = bytearray()
        self._lock = threading.Lock()  # threads of the model may print
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._abandon)

    @property
    def busy(self) -> bool:
        """Whether earlier messages still wait for the server to read them."""
        return bool(self._outgoing)

    def post(self, report: Report) -> None:
        """Send a report, now or as soon as the server reads.

        Raises
        ------
        MessageTooLarge
            If it has more bytes than the channel takes.
        """
        payload = dump(report)
        if len(payload) > REPORT_CAPS[MESSAGE]:
            raise MessageTooLarge(f"A report has {len(payload)} bytes.")
        self._post(pack(MESSAGE, payload))

    def post_frame(self, frame: bytes) -> None:
        """Send the bytes of a frame. Ask ``busy`` first: a newer frame may make it needless."""
        self._post(pack(FRAME, frame))

    def exchange(self, timeout: float | None) -> list[Order]:
        """Send what waits and take the orders that came.

        Parameters
        ----------
        timeout : float or None
            Seconds to wait for something to happen; None waits for ever.

        Raises
        ------
        ServerGone
            If nobody is at the other end any more.
        """
        writing = [self._sock] if self._outgoing else []
        readable, _, _ = select.select([self._sock], writing, [], timeout)
        self._flush()
        return self._read() if readable else []

    def drain(self) -> None:
        """Send everything that waits, for as long as it takes."""
        while self._outgoing:
            select.select([], [self._sock], [])
            self._flush()

    def _abandon(self) -> None:
        """Leave the channel to our parent: two who write to it would mix up their messages."""
        self._lock = threading.Lock()  # it may have been held elsewhere when we were forked
        self._outgoing.clear()
        self._sock, _ = socket.socketpair()

    def _post(self, packet: bytes) -> None:
        with self._lock:
            self._outgoing += packet
        self._flush()

    def _flush(self) -> None:
        with self._lock:
            try:
                while self._outgoing:
                    with memoryview(self._outgoing) as view:
                        n_sent = self._sock.send(view)
                    del self._outgoing[:n_sent]
            except BlockingIOError:
                pass
            except OSError as error:
                raise ServerGone from error

    def _read(self) -> list[Order]:
        try:
            data = self._sock.recv(CHUNK)
        except BlockingIOError:
            return []
        except OSError:
            data = b""
        if not data:
            raise ServerGone
        return [parse_order(payload) for _, payload in self._splitter.feed(data)]
