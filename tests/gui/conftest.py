"""A real server in a process of its own, and a real socket to it."""

import contextlib
import json
import re
import time

import hypothesis
import pytest
from serving import PATIENCE, Server
from websockets.sync.client import connect

from nengo_gui.protocol import frames, inside
from nengo_gui.protocol.inside import Built, Clock, Loaded, Troubled
from nengo_gui.protocol.objects import Graph, GraphObject, Problem
from nengo_gui.sandbox.exits import Exit

# A busy machine is no reason to fail.
hypothesis.settings.register_profile("gui", deadline=None, max_examples=60)
hypothesis.settings.load_profile("gui")


class Client:
    """A tab without a screen: sends commands, gathers events and frames, acknowledges frames."""

    def __init__(self, server, path=None):
        cookie = server.log_in()
        _, _, page = server.get("/", Cookie=cookie)
        self.secret = re.search(r'name="nengo-secret" content="([^"]+)"', page).group(1)
        self._ends = contextlib.ExitStack()
        self.socket = self._ends.enter_context(
            connect(
                server.base.replace("http", "ws") + "/socket",
                origin=server.base,
                additional_headers={"Cookie": cookie},
                max_size=None,
            )
        )
        self.events, self.frames = [], []
        self.acknowledges = True
        self.send("hello", secret=self.secret, path=path)

    def send(self, kind, **fields):
        self.socket.send(json.dumps({"kind": kind, **fields}))

    def take(self, timeout=PATIENCE):
        """Receive one message; return the event, or the frames in it."""
        message = self.socket.recv(timeout=timeout)
        if isinstance(message, str):
            self.events.append(json.loads(message))
            return self.events[-1]
        arrived = list(frames.decode(message))
        self.frames += arrived
        if self.acknowledges:
            self.send("ack", seq=arrived[-1].seq)
        return arrived

    def until(self, kind, **wanted):
        """Receive until an event of this kind has these values; return it."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            event = self.take()
            if isinstance(event, dict) and event["kind"] == kind:
                if all(event[name] == value for name, value in wanted.items()):
                    return event
        raise AssertionError(f"No {kind} {wanted} came, but {self.events[-5:]}")

    def until_frames(self, condition):
        """Receive until frames came for which a condition holds; return those."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            arrived = self.take()
            if isinstance(arrived, list) and condition(arrived):
                return arrived
        raise AssertionError("The frames that were waited for did not come")

    def last(self, kind):
        """Return the latest event of a kind that came."""
        return next(event for event in reversed(self.events) if event["kind"] == kind)

    def close(self):
        self._ends.close()


class ScriptedWorker:
    """Notes its orders; says what the test has it say."""

    def __init__(self, on_report, on_frame, on_exit, on_stuck):
        self.report, self.frame, self.exit, self.stuck = on_report, on_frame, on_exit, on_stuck
        self.orders, self.killed = [], False
        self.keeps, self.answers = False, True

    def send(self, order):
        self.orders.append(order)
        if isinstance(order, inside.Bequeath) and self.answers:
            self.report(inside.Bequeathed(heritage=b"all"))
        if isinstance(order, inside.Inherit):
            kept = self.keeps and bool(order.heritage)
            self.report(inside.Inherited(kept=kept, time=1.0 if kept else 0.0))

    def kill(self):
        self.killed = True
        self.exit(Exit("Ended by us.", asked=True))

    def got(self, kind):
        return [order for order in self.orders if isinstance(order, kind)]

    @property
    def epoch(self):
        kinds = (inside.Build, inside.Inherit, inside.Reset)
        return [order for order in self.orders if isinstance(order, kinds)][-1].epoch

    def load(self, *names):
        root = GraphObject(id="model", kind="network", label="model", parent="")
        nodes = [
            GraphObject(
                id=f"model.{n}", kind="node", label=n, parent="model", line=i + 3, size_out=1
            )
            for i, n in enumerate(names)
        ]
        self.report(Loaded(graph=Graph(revision=0, objects=(root, *nodes))))

    def build(self):
        self.report(Built(dt=0.001))

    def clock(self, state, time=1.0):
        self.report(Clock(state=state, time=time, epoch=self.epoch))

    def trouble(self, message="boom", **facts):
        self.report(Troubled(problems=(Problem(message=message, **facts),)))


class Scripted:
    """Stands in for the pool: opens scripted workers and remembers them."""

    def __init__(self):
        self.workers = []

    def open(self, *callbacks, folder=""):
        self.workers.append(ScriptedWorker(*callbacks))
        return self.workers[-1]


@pytest.fixture
def scripted():
    """Workers that do what the test says, where the order of things is the point."""
    return Scripted()


@pytest.fixture(scope="module")
def screen(tmp_path_factory):
    """Stands in for the built screen: these tests need no page that does anything."""
    folder = tmp_path_factory.mktemp("screen")
    (folder / "app.js").write_text("// stands in for the screen\n")
    return folder


@pytest.fixture
def serve(tmp_path, screen):
    """Start servers in the test's folder; they end with the test, leaving nothing behind."""
    servers = []

    def start(*arguments):
        servers.append(Server(tmp_path, "--screen", str(screen), *arguments))
        return servers[-1]

    yield start
    for server in servers:
        _end(server)


def _end(server):
    if server.process.poll() is None:
        assert server.stop() == (0, "")


@pytest.fixture(scope="module")
def server(tmp_path_factory, screen):
    """A server that the tests of a file share; each has a folder of its own in the workspace."""
    server = Server(tmp_path_factory.mktemp("workspace"), "--screen", str(screen))
    yield server
    _end(server)


@pytest.fixture
def folder(server, tmp_path):
    """This test's folder of the workspace."""
    path = server.workspace / tmp_path.name
    path.mkdir()
    return path


@pytest.fixture
def visit():
    """Open tabs on any server: ``visit(server, path)``."""
    with contextlib.ExitStack() as tabs:
        yield lambda *where: tabs.enter_context(contextlib.closing(Client(*where)))


@pytest.fixture
def client(server, visit):
    """Open tabs on the shared server: ``client(path)``."""
    return lambda path=None: visit(server, path)
