"""The command ``nengo``: arguments become settings, settings a running server."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import getpass
import os
import re
import signal
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from nengo_gui.handlers import password
from nengo_gui.handlers.encryption import CertificateTrouble
from nengo_gui.handlers.gate import is_name
from nengo_gui.sandbox.launch import launcher, limits_of
from nengo_gui.sandbox.limits import GIB, MIB
from nengo_gui.sandbox.process import WorkerError
from nengo_gui.session.names import EXAMPLE
from nengo_gui.settings import (
    DEFAULT_PORT,
    Sandbox,
    Settings,
    config_folder,
    examples_folder,
    is_loopback,
    screen_folder,
    version,
)
from nengo_gui.subcommands import SENTENCES, carry_out

if TYPE_CHECKING:
    from nengo_gui.app import Server

USAGE_ERROR = 2
LEAST_MEMORY = 256 * MIB
_SIGNALS = [signal.SIGINT, signal.SIGTERM]
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
    _SIGNALS.append(signal.SIGHUP)  # the terminal was closed, and nobody said nohup


class UsageError(Exception):
    """The command cannot be carried out as it was written."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns an exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words and words[0] in SENTENCES:
            return carry_out(words[0], words[1:])
        return asyncio.run(_serve(_settings(_parser().parse_args(words))))
    except (UsageError, CertificateTrouble, password.PasswordTrouble) as error:
        print(f"nengo: {error}", file=sys.stderr)
        return USAGE_ERROR
    except WorkerError as error:
        print(f"nengo: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read what we print has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:  # where the loop cannot take signals itself
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nengo",
        description="Build brain-like models by code and by hand, and watch them think.",
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "file",
        nargs="?",
        help="model to open: a Python file, or the name of a built-in example such as "
        "tutorial/15-lorenz.py; without it, the models of this folder are offered",
    )
    parser.add_argument("--play", action="store_true", help="let time pass as soon as it is open")
    parser.add_argument(
        "--port",
        type=_port,
        default=DEFAULT_PORT,
        help="port to listen on; if it is taken, the next free one (default %(default)s)",
    )
    parser.add_argument(
        "--host", default=Settings.host, help="address to listen on (default %(default)s)"
    )
    parser.add_argument(
        "--no-browser", action="store_true", help="print the link, but open no browser"
    )
    parser.add_argument(
        "--sandbox",
        choices=get_args(Sandbox),
        default=Settings.sandbox,
        help="walls around models: require them, or do not start; have them as well as this "
        "machine can, and ask where it cannot; or have none (default %(default)s)",
    )
    parser.add_argument(
        "--memory",
        type=_memory,
        help="memory a model may use, such as 4G or 512M (default: half of this machine's)",
    )
    parser.add_argument(
        "--insecure-i-know",
        action="store_true",
        help="with --host: let other machines reach the server, unencrypted",
    )
    parser.add_argument(
        "--cert", type=Path, metavar="FILE", help="with --host: certificate to encrypt with (PEM)"
    )
    parser.add_argument("--key", type=Path, metavar="FILE", help="private key of that certificate")
    parser.add_argument(
        "--password",
        action="store_true",
        help="let people in by a password too; asks for a new one, or keeps the one of before",
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="further name the server is reached by, or https://NAME of a proxy before it; "
        "may be given several times",
    )
    parser.add_argument(
        "--framed",
        action="store_true",
        help="let notebooks of this machine show the page within theirs",
    )
    parser.add_argument(
        "--screen",
        type=Path,
        default=screen_folder(),
        help="folder of the built screen, for those who work on it",
    )
    parser.add_argument("--version", action="version", version=f"nengo {version()}")
    return parser


def _epilog() -> str:
    width = max(map(len, SENTENCES))
    lines = [f"  nengo {name:{width}}  {sentence}" for name, sentence in SENTENCES.items()]
    return "\n".join(["other commands (add --help to each):", *lines])


def _port(text: str) -> int:
    port = int(text) if text.isdecimal() else -1
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: choose a number up to 65535")
    return port


def _memory(text: str) -> int:
    """Read an amount of memory; below ``LEAST_MEMORY``, not even an empty model would start."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?([MG])(?:i?B)?", text, re.IGNORECASE)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no amount of memory: write 4G or 512M")
    amount = int(float(found[1]) * (GIB if found[2] in "gG" else MIB))
    if amount < LEAST_MEMORY:
        least = LEAST_MEMORY // MIB
        raise argparse.ArgumentTypeError(f"{text!r} is too little: allow at least {least}M")
    return amount


def _settings(chosen: argparse.Namespace) -> Settings:
    """Check what was asked for; raises ``UsageError``."""
    _check_door(chosen)
    if chosen.password:
        _choose_password()
    workspace, path = _place(chosen.file)
    return Settings(
        path=path,
        workspace=workspace,
        host=chosen.host,
        port=chosen.port,
        play=chosen.play,
        sandbox=chosen.sandbox,
        memory=chosen.memory,
        allowed=tuple(chosen.allow_host),
        certificate=chosen.cert,
        key=chosen.key,
        password=chosen.password,
        framed=chosen.framed,
        open_browser=not chosen.no_browser,
        screen=chosen.screen.resolve(),
    )


def _check_door(chosen: argparse.Namespace) -> None:
    """Refuse to let others in where they could be listened to; raises ``UsageError``."""
    if not is_loopback(chosen.host) and not chosen.insecure_i_know and chosen.cert is None:
        raise UsageError(
            f"--host {chosen.host} would let other machines reach this server unencrypted, and "
            "whoever gets in can run programs here. Leave it out, encrypt with --cert and --key, "
            "or add --insecure-i-know."
        )
    if chosen.key is not None and chosen.cert is None:
        raise UsageError("--key was given without a certificate. Add --cert.")
    for name in chosen.allow_host:
        if not is_name(name):
            raise UsageError(
                f"--allow-host {name} is no name of a host. Write it as nengo.example.org, or as "
                "https://nengo.example.org for a proxy that encrypts."
            )


def _choose_password() -> None:
    """Ask for a password; it is never written on the command line, where others can read it."""
    folder = config_folder()
    kept = password.is_kept(folder)
    if not sys.stdin.isatty():
        if not kept:
            raise UsageError("There is no password yet. Start nengo --password in a terminal.")
        return
    asked = "New password, or nothing to keep the one of before: " if kept else "New password: "
    text = getpass.getpass(asked)
    if kept and not text:
        return
    if getpass.getpass("Once more: ") != text:
        raise UsageError("The two passwords differ. Start again.")
    password.choose(folder, text)


def _place(file: str | None) -> tuple[Path, str | None]:
    """Return the workspace, and what to show in it."""
    if file is None:
        return Path.cwd(), None
    if file.startswith(EXAMPLE):
        name = file.removeprefix(EXAMPLE)
        if not _is_example(name):
            raise UsageError(f"There is no example {name}. Start nengo to see them.")
        return Path.cwd(), file
    path = Path(file)
    if path.is_dir():
        return path.resolve(), None
    if not path.exists() and _is_example(file):
        return Path.cwd(), EXAMPLE + file
    if not path.is_file():
        raise UsageError(f"{file} does not exist. Check the name, or start nengo without it.")
    if path.suffix != ".py":
        raise UsageError(f"{file} is no model: models are Python files, with names ending in .py.")
    path = path.resolve()
    return path.parent, path.name


def _is_example(name: str) -> bool:
    folder = examples_folder()
    return folder is not None and (folder / name).is_file()


async def _serve(settings: Settings) -> int:
    workers = launcher(limits_of(settings))
    workers.begin()
    from nengo_gui.app import Server  # takes as long as the workers do, on the other core

    server = Server(settings, workers)
    ended = _ended_by_signal()
    try:
        try:
            await server.start()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UsageError(
                f"cannot listen on {settings.host}:{settings.port}: {reason}. "
                "Choose another with --port."
            ) from error
        _announce(server, settings)
        await _until(ended, server)
    finally:
        await server.stop()
    return 0


async def _until(ended: asyncio.Event, server: Server) -> None:
    """Wait for the end; raises ``WorkerError`` if the server cannot become ready."""
    end, ready = asyncio.create_task(ended.wait()), asyncio.create_task(server.ready())
    try:
        await asyncio.wait({end, ready}, return_when=asyncio.FIRST_COMPLETED)
        if not end.done():
            await ready
        await end
    finally:
        ready.cancel()


def _ended_by_signal() -> asyncio.Event:
    """Return an event that is set when somebody wants us to end."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in _SIGNALS:
        # Windows has no such thing; there Ctrl-C raises KeyboardInterrupt.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, ended.set)
    return ended


def _announce(server: Server, settings: Settings) -> None:
    if settings.port not in (0, server.port):
        print(f"Port {settings.port} is taken; using {server.port}.")
    if settings.reach != "here":
        unencrypted = ", and nothing is encrypted" if settings.reach == "open" else ""
        print(f"Other machines can reach this server{unencrypted}.")
    print(f"Nengo is at {server.url}", flush=True)
    print("Press Ctrl-C here to end it.", flush=True)
    if settings.open_browser:
        webbrowser.open(server.url)
