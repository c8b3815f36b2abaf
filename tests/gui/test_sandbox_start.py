"""Workers start fast, live apart, and end for good with a reason a person can use."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nengo_gui.protocol.inside import Load, Loaded, Printed, Run
from nengo_gui.sandbox.limits import MIB, Limits
from nengo_gui.sandbox.probe import OPEN
from nengo_gui.sandbox.process import WorkerError
from nengo_gui.sandbox.start import WorkerPool

LINUX = sys.platform == "linux"
FORKING = [pytest.param(True, marks=pytest.mark.skipif(not LINUX, reason="Linux only")), False]
FILE = "/models/strange model.py"


class Story:
    """What a worker told, in order."""

    def __init__(self, pool):
        self.reports, self.frames, self.stuck = [], [], []
        self._news = asyncio.Event()
        self.exit = None
        self.worker = pool.open(self._report, self.frames.append, self._ended, self._stuck)

    def tell(self, text):
        self.worker.send(Load(text=text, filename=FILE, folder="", revision=0))
        return self

    def _report(self, report):
        assert self.exit is None
        self.reports.append(report)
        self._news.set()

    def _stuck(self, line):
        self.stuck.append(line)
        self._news.set()

    def _ended(self, end):
        assert self.exit is None
        self.exit = end
        self._news.set()

    async def until(self, condition, seconds=20):
        async def wait():
            while not condition():
                self._news.clear()
                await self._news.wait()

        await asyncio.wait_for(wait(), seconds)

    async def ended(self):
        await self.until(lambda: self.exit is not None)
        return self.exit

    async def printed(self):
        await self.until(lambda: any(isinstance(report, Printed) for report in self.reports))
        return self.reports[-1].entries[0].text


@pytest.fixture(params=FORKING, ids=["forked", "spawned"])
def forking(request):
    return request.param


@pytest.fixture
def run(monkeypatch, tmp_path, forking):
    """Run a coroutine function on a pool of strange workers."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    monkeypatch.setenv("HOME", str(tmp_path))

    def run(story, forking=forking, entry="strange_workers:strange", **limits):
        async def main():
            prepare = "strange_workers:prepare"
            pool = WorkerPool(Limits(**limits), entry=entry, prepare=prepare, forking=forking)
            await pool.start()
            try:
                return await story(pool)
            finally:
                await pool.close()

        return asyncio.run(main())

    return run


def gone(pid):
    """Whether no process of that number lives; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] in "ZX"
    except FileNotFoundError:
        return True


async def all_gone(pids, seconds=5):
    deadline = time.monotonic() + seconds
    while not all(map(gone, pids)) and time.monotonic() < deadline:
        await asyncio.sleep(0.01)
    return all(map(gone, pids))


def test_orders_sent_before_the_process_is_there_arrive_in_order(run):
    async def story(pool):
        told = Story(pool).tell("echo 1").tell("echo 2")
        await told.until(lambda: len(told.reports) == 4)
        return [report.graph.revision for report in told.reports if isinstance(report, Loaded)]

    assert run(story) == [1, 2]


def test_workers_share_nothing_not_even_their_luck(run):
    async def story(pool):
        stories = [Story(pool).tell("tell_random") for _ in range(3)]
        return [await told.printed() for told in stories], [told.worker.pid for told in stories]

    texts, pids = run(story)
    assert len(set(pids)) == 3
    assert len({number for text in texts for number in text.split()}) == 6


def test_a_worker_sees_no_keys_of_ours(run, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "hunter2")

    async def story(pool):
        return (await Story(pool).tell("tell_environment").printed()).split()

    names = run(story)
    assert "PATH" in names and "SECRET_TOKEN" not in names


def test_the_web_server_is_not_inside(run):
    async def story(pool):
        return await Story(pool).tell("tell_modules numpy tornado asyncio").printed()

    assert run(story) == "numpy"


@pytest.mark.skipif(not LINUX, reason="asks /proc")
def test_a_worker_has_one_thread_and_can_gain_no_rights(run):
    async def story(pool):
        return await Story(pool).tell("tell_limits").printed()

    assert run(story, forking=True) == "1 1"


def test_without_walls_the_pool_promises_none(run):
    async def story(pool):
        return pool.confinement

    assert run(story, walls=False) == OPEN


def test_killing_ends_a_worker_whatever_it_does(run):
    async def story(pool):
        told = Story(pool).tell("hang")
        await told.until(lambda: told.reports)
        pid = told.worker.pid
        told.worker.kill()
        told.worker.kill()
        assert (await told.ended()).asked
        told.worker.send(Run())
        return told.worker.pid is None and await all_gone([pid])

    assert run(story)


def test_a_worker_killed_before_it_began_never_lives(run):
    async def story(pool):
        told = Story(pool).tell("echo 1")
        told.worker.kill()
        return await told.ended(), told.reports

    end, reports = run(story)
    assert end.asked and reports == []


@pytest.mark.skipif(not LINUX, reason="asks /proc")
@pytest.mark.parametrize("how", ["stay", "leave"])
def test_programs_a_model_started_end_with_it(run, how):
    async def story(pool):
        told = Story(pool).tell(f"start_programs {how}")
        pids = [int(pid) for pid in (await told.printed()).split()]
        if how == "stay":
            told.worker.kill()
        await told.ended()
        return await all_gone(pids)

    assert run(story, forking=True, walls=False)


def test_closing_the_pool_ends_everything(run):
    async def story(pool):
        stories = [Story(pool).tell(what) for what in ("hang", "echo", "hang_in_c")]
        for told in stories:
            await told.until(lambda told=told: told.reports)
        pids = [told.worker.pid for told in stories]
        await pool.close()
        return all(told.exit.asked for told in stories) and await all_gone(pids)

    assert run(story)


@pytest.mark.parametrize(
    "what, words",
    [
        ("leave 3", "exit status 3"),
        ("crash", "Segmentation fault"),
        ("be_signalled SIGTERM", "SIGTERM"),
        ("be_signalled SIGKILL", "memory ran out"),
        ("be_signalled SIGABRT", "Aborted"),
        ("fail", "fault of the editor"),
        ("close_channel", "broke its connection"),
        ("write_rubbish json", "broke its connection"),
        ("write_rubbish frame", "broke its connection"),
        ("write_rubbish kind", "broke its connection"),
        ("write_rubbish size", "broke its connection"),
    ],
)
def test_every_end_is_explained_and_says_what_to_do(run, what, words):
    async def story(pool):
        return await Story(pool).tell(what).ended()

    end = run(story, walls="SIGKILL" not in what)  # behind them, nobody can do that to himself
    assert words in f"{end.message} {end.remedy}"
    assert end.remedy and not end.asked


def test_a_crash_knows_its_line(run):
    async def story(pool):
        return await Story(pool).tell("crash").ended()

    assert run(story).line == 1


@pytest.mark.parametrize("what", ["hang", "hang_in_c", "hang_and_print"])
def test_a_silent_worker_is_asked_where_it_is_then_stopped(run, what):
    async def story(pool):
        told = Story(pool).tell("echo")
        await told.until(lambda: len(told.reports) == 2)
        told.stuck.clear()
        end = await told.tell(what).ended()
        return told.stuck, end

    stuck, end = run(story, quiet_seconds=0.2, load_seconds=1.6)
    assert stuck and set(stuck) == {1}
    assert end.line == 1 and "Line 1 did not finish within 1.6 s" in end.message


def test_where_is_none_when_no_line_of_the_model_runs(run):
    async def story(pool):
        told = Story(pool).tell("echo")
        await told.until(lambda: len(told.reports) == 2)
        while await told.worker.where() is not None:
            pass  # it still returns from the line that told us
        told.tell("echo")
        await told.until(lambda: len(told.reports) == 4)

    run(story)


@pytest.mark.skipif(not LINUX, reason="asks /proc")
def test_a_greedy_worker_is_stopped_and_told_the_line(run):
    async def story(pool):
        return await Story(pool).tell("eat").ended()

    end = run(story, memory=200 * MIB)
    assert "more than 200 MiB" in end.message and end.line == 1


def test_a_flood_of_reports_loses_none(run):
    async def story(pool):
        told = Story(pool).tell("flood 20000")
        await told.printed()
        return len(told.reports)

    assert run(story) == 20_001


def test_a_worker_that_cannot_start_says_so(run):
    with pytest.raises(WorkerError, match="before it was ready"):
        run(lambda pool: None, forking=True, entry="no_such_module:serve")


@pytest.mark.skipif(not LINUX, reason="the zygote is Linux only")
def test_the_pool_survives_the_death_of_its_zygote(run):
    async def story(pool):
        told = Story(pool).tell("echo")
        await told.until(lambda: told.reports)
        pid = told.worker.pid
        os.kill(pool._launcher._zygote.pid, signal.SIGKILL)
        end = await told.ended()
        again = Story(pool).tell("echo 5")
        await again.until(lambda: len(again.reports) == 2)
        return end.message, await all_gone([pid])

    message, is_gone = run(story, forking=True)
    assert message and is_gone


@pytest.mark.skipif(not LINUX, reason="the zygote is Linux only")
def test_a_successor_takes_over_without_anybody_noticing(run):
    async def story(pool):
        old = Story(pool).tell("hang")
        await old.until(lambda: old.reports)
        names = ""
        while "PREPARED" not in names:
            new = Story(pool).tell("tell_environment")
            names = await new.printed()
            await asyncio.sleep(0.3)
        old.worker.kill()
        new.worker.kill()
        pids = [old.worker.pid, new.worker.pid]
        assert (await old.ended()).asked and (await new.ended()).asked
        return await all_gone(pids)

    assert run(story, forking=True)


HOST = """
import asyncio, sys
from nengo_gui.protocol.inside import Load
from nengo_gui.sandbox.start import WorkerPool

async def main():
    pool = WorkerPool(entry="strange_workers:strange", prepare="strange_workers:prepare",
                      forking=sys.argv[1] == "True")
    await pool.start()
    begun = asyncio.Event()
    workers = [pool.open(lambda _: begun.set(), print, print) for _ in range(2)]
    for worker, text in zip(workers, ["hang", "echo"]):
        begun.clear()
        worker.send(Load(text=text, filename="m.py", folder="", revision=0))
        await begun.wait()
    pids = [worker.pid for worker in workers]
    print(*pids, getattr(getattr(pool._launcher, "_zygote", None), "pid", pids[0]), flush=True)
    await asyncio.sleep(1000)

asyncio.run(main())
"""


@pytest.mark.skipif(not LINUX, reason="asks /proc")
def test_no_process_outlives_a_server_that_was_killed(forking, tmp_path):
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent), "HOME": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", HOST, str(forking)], stdout=subprocess.PIPE, env=environment
    ) as host:
        pids = [int(pid) for pid in host.stdout.readline().split()]
        host.kill()
    assert len(pids) == 3 and asyncio.run(all_gone(pids))
