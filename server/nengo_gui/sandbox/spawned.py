"""Start workers from nothing, with one warm spare (systems other than Linux)."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading

from nengo_gui.sandbox.enclosure import Enclosure
from nengo_gui.sandbox.environment import command, environment, safe_folder
from nengo_gui.sandbox.limits import Limits
from nengo_gui.sandbox.probe import OPEN, Confinement
from nengo_gui.sandbox.process import Launched, Launcher, Process, admit

Options = dict[str, object]


class SpawnedProcess(Process):
    """A child of ours."""

    def __init__(self, child: subprocess.Popen) -> None:
        super().__init__()
        self.pid = child.pid
        self._child = child
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._wait, args=(loop,), daemon=True).start()

    def signal(self, number: int) -> None:
        """Send a signal, if it lives."""
        self._child.send_signal(number)

    def kill(self) -> None:
        """End it and its process group."""
        if self._child.poll() is not None:
            return
        if sys.platform == "win32":
            self._child.kill()
        else:
            os.killpg(self._child.pid, signal.SIGKILL)

    def _wait(self, loop: asyncio.AbstractEventLoop) -> None:
        status = self._child.wait()
        try:
            loop.call_soon_threadsafe(self.set_ended, status)
        except RuntimeError:
            pass  # the loop is closed: nobody wants to know any more


class SpawningLauncher(Launcher):
    """Keeps one process warm: it has imported everything and waits for its first order."""

    def __init__(self, entry: str, limits: Limits) -> None:
        self.confinement: Confinement = OPEN  # nothing is measured, so nothing is promised
        self._options: Options = {
            "parent": os.getpid(),
            "entry": entry,
            "limits": json.dumps(limits.as_dict()),
        }
        self._spare: Launched | None = None
        self._processes: set[Process] = set()

    def begin(self) -> None:
        """Start the spare."""
        if self._spare is None:
            self._spare = self._spawn()

    async def start(self) -> None:
        """Start the spare."""
        self.begin()

    def launch(self, enclosure: Enclosure) -> Launched:
        """Hand out the spare, and start the next."""
        spare, self._spare = self._spare or self._spawn(), self._spawn()
        with contextlib.suppress(OSError):  # it died while it waited, and will be found dead
            admit(spare.channel, enclosure)
        return spare

    async def close(self) -> None:
        """End the spare and all that was handed out."""
        processes = list(self._processes)
        for process in processes:
            process.kill()
        if processes:
            await asyncio.wait([process.ended for process in processes], timeout=2)
        if self._spare is not None:
            self._spare.channel.close()
            if self._spare.stacks is not None:
                os.close(self._spare.stacks)
            self._spare = None

    def _spawn(self) -> Launched:
        channel, its_channel = socket.socketpair()
        spawn = _spawn_on_windows if sys.platform == "win32" else _spawn_on_posix
        process, stacks = spawn(its_channel, self._options)
        its_channel.close()
        self._processes.add(process)
        process.ended.add_done_callback(lambda _: self._processes.discard(process))
        return Launched(process, channel, stacks)


def _spawn_on_posix(
    channel: socket.socket, options: dict[str, object]
) -> tuple[Process, int | None]:
    stacks, its_stacks = os.pipe()
    handles = {"channel": channel.fileno(), "stacks": its_stacks}
    child = subprocess.Popen(
        command("nengo_gui.sandbox.spare", **handles, **options),
        pass_fds=[channel.fileno(), its_stacks],
        stdin=subprocess.DEVNULL,
        cwd=safe_folder(),
        env=environment(),
        start_new_session=True,
    )
    os.close(its_stacks)
    return SpawnedProcess(child), stacks


def _spawn_on_windows(
    channel: socket.socket, options: dict[str, object]
) -> tuple[Process, int | None]:
    assert sys.platform == "win32"
    child = subprocess.Popen(
        command("nengo_gui.sandbox.spare", **options),
        stdin=subprocess.PIPE,
        cwd=safe_folder(),
        env=environment(),
        creationflags=subprocess.CREATE_NO_WINDOW,  # type: ignore[attr-defined]
    )
    assert child.stdin is not None
    with child.stdin:
        child.stdin.write(base64.b64encode(channel.share(child.pid)) + b"\n")  # type: ignore[attr-defined]
    return SpawnedProcess(child), None
