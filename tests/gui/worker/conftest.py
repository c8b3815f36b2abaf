"""Real workers, confined and all, that a test can talk to without knowing asyncio."""

import asyncio
import queue
import textwrap
import threading
from pathlib import Path

import pytest

from nengo_gui.protocol import frames
from nengo_gui.protocol.inside import Build, Built, Clock, Load, Loaded, Printed, Troubled
from nengo_gui.sandbox.start import WorkerPool

PATIENCE = 30.0
"""Seconds until we say that something will not happen; a busy machine needs some."""


class Told:
    """A worker and what it told so far."""

    def __init__(self, pool, loop, folder):
        self.reports, self.frames, self.stuck, self.exit = [], [], [], None
        self.folder = folder
        self._news = queue.Queue()
        self._loop = loop
        self._worker = self._call(
            lambda: pool.open(
                lambda report: self._news.put(("report", report)),
                lambda frame: self._news.put(("frames", list(frames.decode(frame)))),
                lambda end: self._news.put(("exit", end)),
                lambda line: self._news.put(("stuck", line)),
                folder=str(folder),
            )
        )

    def _call(self, function):
        async def call():
            return function()

        return asyncio.run_coroutine_threadsafe(call(), self._loop).result()

    def send(self, *orders):
        for order in orders:
            self._call(lambda order=order: self._worker.send(order))
        return self

    def kill(self):
        self._call(self._worker.kill)

    def take(self):
        """Receive one piece of news."""
        kind, news = self._news.get(timeout=PATIENCE)
        if kind == "report":
            self.reports.append(news)
        elif kind == "frames":
            self.frames += news
        elif kind == "stuck":
            self.stuck.append(news)
        else:
            self.exit = news
        return news

    def until(self, *kinds, **wanted):
        """Receive until a report of one of these kinds has these values; return it."""
        while True:
            report = self.take()
            assert self.exit is None, self.exit
            if isinstance(report, kinds) and all(
                getattr(report, name) == value for name, value in wanted.items()
            ):
                return report

    def until_frames(self, condition):
        """Receive until a condition holds for the frames so far."""
        while not condition(self.frames):
            self.take()
            assert self.exit is None, self.exit
        return self.frames

    def load(self, text, filename=None):
        """Load a model; return the answer."""
        filename = filename or str(self.folder / "model.py")
        text = textwrap.dedent(text).lstrip("\n")
        folder = str(self.folder)
        self.send(Load(text=text, filename=filename, folder=folder, revision=7))
        return self.until(Loaded, Troubled)

    def build(self, text=None, epoch=0, dt=0.001):
        """Build what is loaded, or load and build; return the answer."""
        if text is not None:
            answer = self.load(text)
            assert isinstance(answer, Loaded), answer
        self.send(Build(dt=dt, epoch=epoch))
        return self.until(Built, Troubled)

    def problem(self, text):
        """Load or build a model that has exactly one problem; return it."""
        answer = self.load(text)
        if isinstance(answer, Loaded):
            answer = self.build()
        assert isinstance(answer, Troubled), answer
        (problem,) = answer.problems
        return problem

    def printed(self):
        """Return all lines printed so far."""
        return [e for r in self.reports if isinstance(r, Printed) for e in r.entries]

    def clocks(self):
        """Return all clocks told so far."""
        return [report for report in self.reports if isinstance(report, Clock)]

    def samples(self, stream, after=-1.0):
        """Return the times and blocks' data of a stream, in order."""
        found = []
        for frame in self.frames:
            for block in frame.blocks:
                if block.stream == stream and frame.t0 > after:
                    found.append((frame, block))
        return found


@pytest.fixture(scope="session")
def _pool(tmp_path_factory):
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    # With a cache of its own, each session would have to compile the engine.
    pool = WorkerPool(prepare="no_preparation:nothing")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        environment.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
        asyncio.run_coroutine_threadsafe(pool.start(), loop).result()
    yield pool, loop
    asyncio.run_coroutine_threadsafe(pool.close(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def worker(_pool, tmp_path):
    """A worker that waits for its first order; its model's folder is the test's."""
    told = Told(*_pool, tmp_path)
    yield told
    told.kill()


@pytest.fixture
def heir(_pool, tmp_path):
    """Another worker, for what comes after the first."""
    told = Told(*_pool, tmp_path)
    yield told
    told.kill()
