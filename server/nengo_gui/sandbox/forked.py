"""Start workers by forking them from a zygote (Linux)."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess

from nengo_gui.sandbox.enclosure import Enclosure
from nengo_gui.sandbox.environment import command, environment, safe_folder
from nengo_gui.sandbox.limits import Limits
from nengo_gui.sandbox.probe import OPEN, Confinement
from nengo_gui.sandbox.process import Launched, Launcher, Process, WorkerError, admit
from nengo_gui.sandbox.zygote import MAX_PACKET


class ForkedProcess(Process):
    """A child of the zygote, held by a pidfd so that no signal ever hits a stranger."""

    def __init__(self) -> None:
        super().__init__()
        self._handle: int | None = None
        self._doomed = False

    def set_begun(self, pid: int, handle: int) -> None:
        """Note that it lives."""
        self.pid, self._handle = pid, handle
        if self._doomed:
            self.kill()

    def set_ended(self, status: int | None) -> None:
        """Note that it is over."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        super().set_ended(status)

    def signal(self, number: int) -> None:
        """Send a signal, if it lives."""
        if self._handle is not None:
            try:
                signal.pidfd_send_signal(self._handle, number)
            except ProcessLookupError:
                pass  # over already; the zygote is about to say so

    def kill(self) -> None:
        """End it; the zygote then ends what it started."""
        self._doomed = True
        self.signal(signal.SIGKILL)


class ForkingLauncher(Launcher):
    """Keeps a zygote, and starts a new one should it die.

    ::

        no zygote ──start, launch──► starting ──ready──► ready ──its end──► no zygote
    """

    def __init__(self, entry: str, prepare: str, limits: Limits) -> None:
        self.confinement: Confinement = OPEN
        self._entry = entry
        self._prepare = prepare
        self._limits = limits
        self._processes: dict[int, ForkedProcess] = {}
        self._n_launched = 0
        self._zygote: subprocess.Popen | None = None
        self._control: socket.socket
        self._ready: asyncio.Future[Confinement]

    def begin(self) -> None:
        """Start the zygote."""
        if self._zygote is None:
            self._start_zygote()

    async def start(self) -> None:
        """Start the zygote and wait until it has imported all that workers need."""
        self.begin()
        self.confinement = await self._ready

    def launch(self, enclosure: Enclosure) -> Launched:
        """Ask the zygote for a worker; the request waits while the zygote still starts."""
        self.begin()
        self._n_launched += 1
        process = self._processes[self._n_launched] = ForkedProcess()
        channel, workers_channel = socket.socketpair()
        admit(channel, enclosure)
        stacks, workers_stacks = os.pipe()
        request = json.dumps({"open": self._n_launched}).encode()
        try:
            socket.send_fds(self._control, [request], [workers_channel.fileno(), workers_stacks])
        except OSError:  # it is dying, and will be found dead in a moment
            self._processes.pop(self._n_launched).set_ended(None)
        finally:
            workers_channel.close()
            os.close(workers_stacks)
        return Launched(process, channel, stacks)

    async def close(self) -> None:
        """End all workers, wait for them, then end the zygote."""
        if self._zygote is None:
            return
        processes = list(self._processes.values())
        for process in processes:
            process.kill()
        if processes:
            await asyncio.wait([process.ended for process in processes], timeout=2)
        self._end_zygote()

    def _start_zygote(self) -> None:
        self._control, its_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.setblocking(False)
        options = {
            "control": its_end.fileno(),
            "parent": os.getpid(),
            "entry": self._entry,
            "prepare": self._prepare,
            "limits": json.dumps(self._limits.as_dict()),
        }
        # The kernel ties its life to the thread that starts it: the one of the event loop.
        self._zygote = subprocess.Popen(
            command("nengo_gui.sandbox.zygote", **options),
            pass_fds=[its_end.fileno()],
            stdin=subprocess.DEVNULL,
            cwd=safe_folder(),
            env=environment(),
            start_new_session=True,  # Ctrl-C in the terminal is for the server
        )
        its_end.close()
        loop = asyncio.get_running_loop()
        self._ready = loop.create_future()
        loop.add_reader(self._control, self._listen)

    def _listen(self) -> None:
        try:
            packet, handles, _, _ = socket.recv_fds(self._control, MAX_PACKET, 1)
        except BlockingIOError:
            return
        except OSError:
            packet = b""
        if not packet:
            self._end_zygote()
            return
        self._understand(json.loads(packet), *handles)

    def _understand(self, message: dict, *handles: int) -> None:
        match message:
            case {"ready": level, "gaps": gaps}:
                self._ready.set_result(Confinement(level, tuple(gaps)))
            case {"opened": number, "pid": pid}:
                self._processes[number].set_begun(pid, *handles)
            case {"ended": number, "status": status}:
                self._processes.pop(number).set_ended(status)

    def _end_zygote(self) -> None:
        """Leave nothing of the zygote; the kernel ends its workers with it."""
        asyncio.get_running_loop().remove_reader(self._control)
        self._control.close()
        zygote, self._zygote = self._zygote, None
        assert zygote is not None
        zygote.kill()
        status = zygote.wait()
        for process in self._processes.values():
            process.set_ended(None)
        self._processes.clear()
        if not self._ready.done():
            self._ready.set_exception(_cannot_start(status))
            self._ready.exception()  # read, so that asyncio does not complain if nobody waits


def _cannot_start(status: int) -> WorkerError:
    return WorkerError(
        f"The process that runs models ended with status {status} before it was ready. "
        "Its last words are above; reinstalling with `pip install --force-reinstall nengo` "
        "mends a damaged installation."
    )
