"""The server: routes, start and stop."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import secrets
import socket
import ssl
from typing import Any
from urllib.parse import urlencode

from tornado.web import Application

from nengo_gui.handlers import password
from nengo_gui.handlers.assets import FILE_NAME, AssetHandler
from nengo_gui.handlers.crowd import Crowd, Listener
from nengo_gui.handlers.encryption import encryption
from nengo_gui.handlers.frame import FrameHandler
from nengo_gui.handlers.gate import Gate
from nengo_gui.handlers.guarded import Nothing
from nengo_gui.handlers.login import LoginHandler
from nengo_gui.handlers.page import PageHandler
from nengo_gui.handlers.socket import SocketHandler
from nengo_gui.protocol.commands import Hello
from nengo_gui.protocol.events import Welcome
from nengo_gui.sandbox.launch import limits_of
from nengo_gui.sandbox.process import Launcher
from nengo_gui.sandbox.start import WorkerPool
from nengo_gui.session.library import Library
from nengo_gui.session.registry import Registry
from nengo_gui.session.viewers import Viewer
from nengo_gui.session.visit import Lobby, Visit
from nengo_gui.settings import Settings, engine, examples_folder, version

MESSAGE_BYTES = 4 << 20
"""Of a command; a text may have one million bytes, and JSON can make several of one."""
BODY_BYTES = 64 << 10
HEADER_BYTES = 16 << 10
PATIENCE_SECONDS = {"idle_connection_timeout": 30, "body_timeout": 15}
"""For all the headers of a request, for the pause between two, and for a body."""
PORTS_TRIED = 50
GOODBYE_SECONDS = 2


class Server:
    """Everything that runs while ``nengo`` runs.

    ::

        made ──start──► serving ──ready──► serving, models can be opened ──stop──► stopped
    """

    def __init__(self, settings: Settings, launcher: Launcher | None = None) -> None:
        self._settings = settings
        required = settings.sandbox == "require"
        self._pool = WorkerPool(limits_of(settings), required=required, begun=launcher)
        self._run = secrets.token_hex(8)
        self._library = Library(settings.workspace, examples_folder())
        self._registry = Registry(
            settings, self._library, self._pool.open, lambda: self._pool.confinement
        )
        self._sockets: set[SocketHandler] = set()
        self._http: Listener | None = None
        self._crowd = Crowd()
        self._ready: asyncio.Task[None] | None = None
        self.port = 0
        self.url = ""

    async def start(self) -> None:
        """Listen; pages are served while the workers are still made ready.

        Raises
        ------
        OSError
            If no port can be had.
        CertificateTrouble, PasswordTrouble
            If what was chosen to protect the server cannot be used.
        """
        encrypting = self._encryption()
        line = _bind(self._settings)
        self.port = line.getsockname()[1]
        gate = self._gate()
        place = f"{gate.scheme}://{_bracketed(self._settings.host)}:{self.port}"
        self.url = f"{place}/?" + urlencode({"token": gate.token})
        self._ready = asyncio.create_task(self._pool.start())
        self._registry.start()
        self._http = Listener(
            self._application(gate),
            ssl_options=encrypting,
            max_header_size=HEADER_BYTES,
            max_body_size=BODY_BYTES,
            **PATIENCE_SECONDS,
        )
        self._http.crowd = self._crowd
        # Strangers who stumble at the door shall not fill the terminal.
        logging.getLogger("tornado.general").setLevel(logging.ERROR)
        self._http.add_socket(line)

    def _encryption(self) -> ssl.SSLContext | None:
        settings = self._settings
        return encryption(settings.certificate, settings.key) if settings.certificate else None

    def _gate(self) -> Gate:
        settings = self._settings
        return Gate(
            settings.host,
            self.port,
            settings.allowed,
            "https" if settings.certificate else "http",
            password.load(settings.config) if settings.password else None,
            settings.framed,
        )

    async def ready(self) -> None:
        """Wait until models can be opened; raises ``WorkerError`` if that will never be."""
        if self._ready is not None:
            await asyncio.shield(self._ready)

    def _application(self, gate: Gate) -> Application:
        screen = self._settings.screen
        routes: list[Any] = [
            (r"/", PageHandler, {"gate": gate, "screen": screen}),
            (r"/frame", FrameHandler, {"gate": gate}),
            (rf"/static/({FILE_NAME})", AssetHandler, {"gate": gate, "path": str(screen)}),
            (
                r"/socket",
                SocketHandler,
                {
                    "gate": gate,
                    "receive": self._receive,
                    "sockets": self._sockets,
                    "crowd": self._crowd,
                },
            ),
            (r"/login", LoginHandler, {"gate": gate, "one_at_a_time": asyncio.Lock()}),
        ]
        return Application(
            routes,
            default_handler_class=Nothing,
            default_handler_args={"gate": gate},
            websocket_max_message_size=MESSAGE_BYTES,
            # A closed lid says nothing; a tab that does not answer for this long is gone.
            websocket_ping_interval=20,
            websocket_ping_timeout=20,
            log_function=lambda handler: None,
        )

    async def _receive(self, viewer: Viewer, hello: Hello) -> Visit:
        await self.ready()
        welcome = Welcome(
            version=version(),
            workspace=self._library.workspace.root.name,
            confinement=self._pool.confinement.level,
            gaps=self._pool.confinement.gaps,
            engine=engine(),
            run=self._run,
            place=self._library.workspace.digest,
            reach=self._settings.reach,
            unsaved=self._registry.unsaved(),
        )
        lobby = Lobby(self._registry, self._library, welcome, self._settings.path)
        return Visit(lobby, viewer, hello)

    async def stop(self) -> None:
        """End all that was started: no socket, no worker, no process is left."""
        if self._http is not None:
            self._http.stop()
        for handler in list(self._sockets):
            handler.close(1001, "the server has ended")
        await self._registry.close()
        if self._ready is not None:
            self._ready.cancel()
        await self._pool.close()
        if self._http is not None:
            # A browser that does not hang up shall not keep us.
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._http.close_all_connections(), GOODBYE_SECONDS)
        for handler in list(self._sockets):
            handler.hang_up()
        await asyncio.sleep(0)  # so that who waits for these lines hears of it


def _bind(settings: Settings) -> socket.socket:
    """Take the port that was asked for, or the next free one."""
    first = settings.port
    last = min(first + PORTS_TRIED, 65535) if first else 0
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    for port in range(first, last + 1):
        try:
            line = socket.create_server((settings.host, port), family=family, backlog=128)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or port == last:
                raise
        else:
            line.setblocking(False)
            return line
    raise AssertionError("The last port either binds or raises")


def _bracketed(host: str) -> str:
    """Write an address as a link does; one that means every interface as this machine's own."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"[{host}]" if ":" in host else host
