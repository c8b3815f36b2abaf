"""Kill a server again and again while somebody types and saves; look what is left each time.

``python tests/gui/killing.py 100`` does it a hundred times and says how long processes stayed.
"""

import contextlib
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from serving import PATIENCE, Server

MODEL = "import nengo\n\nwith nengo.Network() as model:\n    a = nengo.Node(1)\n"
END = "# the end\n"


def text_of(number, rng):
    """Return a text that can be told from any mixture of others."""
    return f"{MODEL}# {number}\n" + f"# {number}\n" * rng.randrange(10_000) + f"# {number}\n{END}"


def number_of(text):
    """Return the number of a text; fails if it is no whole text."""
    assert text.startswith(MODEL) and (text == MODEL or text.endswith(END)), text[-100:]
    numbers = set(text.removeprefix(MODEL).removesuffix(END).split("\n")) - {""}
    assert len(numbers) <= 1, numbers
    return int(numbers.pop()[2:]) if numbers else 0


def descendants(pid):
    """Return the processes that a process started, and those that these started."""
    parents = {}
    for entry in os.listdir("/proc"):
        with contextlib.suppress(OSError):
            if entry.isdecimal():
                fields = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
                if fields[0] != "Z":
                    parents[int(entry)] = int(fields[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def alive(pid):
    """Say whether a process is there and no zombie."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def seconds_until_gone(pids):
    """Wait until processes are gone; return how long it took."""
    begun = time.monotonic()
    while any(map(alive, pids)):
        assert time.monotonic() - begun < PATIENCE, [pid for pid in pids if alive(pid)]
        time.sleep(0.01)
    return time.monotonic() - begun


class Typist:
    """Types and saves until the server is gone; remembers what the server has heard of."""

    def __init__(self, tab, number, rng):
        self.tab, self.number, self.rng = tab, number, rng
        self.heard = self.saved = 0

    def type_until_the_end(self):
        first = self.number
        revision = 0
        with contextlib.suppress(Exception):  # the line ends with the server
            while True:
                self.number += 1
                revision += 1
                text = text_of(self.number, self.rng)
                self.tab.send("edit", text=text, revision=revision)
                if self.rng.random() < 0.5:
                    self.tab.send("save", text=text)
                    revision = self.tab.until("saved")["revision"]
                    self.saved = self.heard = first + revision
                else:
                    self.tab.until("graph", text_revision=revision)
                    self.heard = first + revision


def one_round(folder, state, connect, number, rng):
    """Start a server, check what the one before left, type, kill; return what came of it."""
    server = Server(folder, "--screen", str(folder.parent / "screen"), state=state)
    tab = connect(server, "model.py")
    opened, offers = tab.until("opened"), tab.until("offers")["offers"]
    best = max(number_of(text) for text in (opened["text"], *(o["text"] for o in offers)))
    for offer in offers:
        tab.send("decide", offer=offer["id"], take=False)
    tab.until("simulation", state="paused")
    typist = Typist(tab, number, rng)
    typing = threading.Thread(target=typist.type_until_the_end)
    typing.start()
    time.sleep(rng.random() * 0.4)
    children = descendants(server.process.pid)
    server.process.send_signal(signal.SIGKILL)
    server.process.communicate()
    seconds = seconds_until_gone(children)
    typing.join()
    on_disk = number_of((folder / "model.py").read_text())
    assert on_disk >= typist.saved
    return best, typist, seconds


def kill_again_and_again(times, folder, connect, seed=0):
    """Return the longest time in seconds that a process stayed after its server was killed."""
    rng = random.Random(seed)
    workspace, state = folder / "workspace", folder / "state"
    workspace.mkdir()
    (folder / "screen").mkdir()
    (folder / "screen" / "app.js").write_text("//\n")
    (workspace / "model.py").write_text(MODEL)
    heard = number = 0
    longest = 0.0
    for _ in range(times):
        best, typist, seconds = one_round(workspace, state, connect, number, rng)
        assert best >= heard, f"text {heard} was lost; the latest is {best}"
        heard, number, longest = max(typist.heard, best), typist.number, max(longest, seconds)
    server = Server(workspace, "--screen", str(folder / "screen"), state=state)
    connect(server, "model.py").until("opened")
    assert server.stop() == (0, "")
    left = [path.name for path in workspace.iterdir() if path.name.startswith(".")]
    left += [path.name for path in (state / "nengo" / "journal").iterdir() if path.suffix == ".tmp"]
    assert left == [], left
    return longest


if __name__ == "__main__":
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("gui_conftest", Path(__file__).with_name("conftest.py"))
    conftest = module_from_spec(spec)
    spec.loader.exec_module(conftest)
    with tempfile.TemporaryDirectory() as place:
        n = int(sys.argv[1]) if len(sys.argv) > 1 else 100
        stayed = kill_again_and_again(n, Path(place), conftest.Client)
        print(json.dumps({"kills": n, "torn": 0, "lost": 0, "longest_seconds": round(stayed, 3)}))
