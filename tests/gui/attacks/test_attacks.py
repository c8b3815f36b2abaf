"""No model gets out, hangs anybody, or is told less than what happened and where.

Each file in the folders beside this one is a model. Its first line says what it tries; its second
one what must come of it:

* ``fine``: it runs.
* ``trouble LINE "words"``: its problem is at that line, and says so.
* ``warning LINE "words"``: it runs, with this warning.
* ``ended LINE "words"``: its process ends, which is told with the line; ``-`` if nobody can know.
* ``stuck LINE``: it takes for ever, which is told with the line; and it can be stopped.

In the folder beside it are a module ``helper.py`` and a table ``data.csv``; beyond, in
``../outside``, a secret.
"""

import asyncio
import re
import shlex
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from nengo_gui.protocol.inside import (
    Build,
    Built,
    Clock,
    Load,
    Loaded,
    Printed,
    Run,
    Speed,
    Troubled,
)
from nengo_gui.sandbox.limits import MIB, Limits
from nengo_gui.sandbox.start import WorkerPool

HERE = Path(__file__).parent
MODELS = sorted(HERE.glob("*/*.py"))
SECRET = "the treasure"
HELPER = "def double(x):\n    return 2 * x\n\n\ndef fail():\n    raise ValueError('helpless')\n"
ENOUGH_SECONDS = 0.05
PATIENCE = 60
LIMITS = Limits(memory=500 * MIB, disk=40 * MIB, load_seconds=3, quiet_seconds=0.5)
PATIENT = replace(LIMITS, load_seconds=30)
"""For models that do come to an end, if only the machine has time for them."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these walls are Linux's")


class Outcome:
    """What came of a model."""

    def __init__(self):
        self.warnings, self.problems, self.printed, self.stuck = [], [], [], []
        self.ended = None

    def told(self):
        return f"{self.problems} {self.warnings} {self.ended} stuck in {self.stuck}"


async def live(pool, file):
    """Load, build and run a model until it is clear what comes of it."""
    outcome, news = Outcome(), asyncio.Queue()
    worker = pool.open(
        lambda report: news.put_nowait(report),
        lambda frame: None,
        lambda end: news.put_nowait(end),
        lambda line: news.put_nowait(("stuck", line)),
        folder=str(file.parent),
    )
    text = file.read_text(encoding="utf-8")
    worker.send(Load(text=text, filename=str(file), folder=str(file.parent), revision=1))
    while await goes_on(await news.get(), worker, outcome):
        pass
    worker.kill()
    await asyncio.wait_for(worker.gone, 10)
    return outcome


async def goes_on(report, worker, outcome):
    """Note a piece of news; say whether there is more to wait for."""
    match report:
        case Loaded():
            outcome.warnings += report.warnings
            worker.send(Build())
        case Built():
            worker.send(Speed(value=None))
            worker.send(Run())
        case Printed():
            outcome.printed += [entry.text for entry in report.entries]
        case Clock(time=time) if time > ENOUGH_SECONDS:
            return False
        case Troubled():
            outcome.problems += report.problems
            return False
        case ("stuck", line):
            outcome.stuck.append(line)
            return line is None or len(outcome.stuck) < 2 or worker._watchdog.phase == "load"
        case _ if hasattr(report, "asked"):
            outcome.ended = report
            return False
    return True


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Run a model file on pools that all share."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SECRET_TOKEN", SECRET)
        environment.setenv("PYTHONPATH", str(HERE.parent))
        loop = asyncio.new_event_loop()
        pools = [
            WorkerPool(limits, prepare="no_preparation:nothing") for limits in (LIMITS, PATIENT)
        ]
        for pool in pools:
            loop.run_until_complete(pool.start())
    if (gaps := pools[0].confinement.gaps) != ():
        pytest.skip(f"nothing keeps models from {', '.join(gaps)} here")

    def run(file, patient):
        return loop.run_until_complete(asyncio.wait_for(live(pools[patient], file), PATIENCE))

    yield run
    for pool in pools:
        loop.run_until_complete(pool.close())
    loop.close()


@pytest.fixture
def world(tmp_path):
    """A folder of models with what lies beside it."""
    folder, outside = tmp_path / "models", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text(SECRET)
    (folder / "helper.py").write_text(HELPER)
    (folder / "data.csv").write_text("1,2\n3,4\n")
    return folder


def state_of(world):
    """Everything there is on disk, to see whether anything was changed."""
    return {
        str(path): (path.read_bytes() if path.is_file() else b"", path.stat().st_mode)
        for path in world.parent.rglob("*")
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_comes_of_a_model(model, run, world):
    file = world / "model.py"
    file.write_bytes(model.read_bytes())
    before = state_of(world)
    kind, _, words = expectation(model)
    outcome = run(file, patient=kind == "fine" or "MiB" in words)
    assert state_of(world) == before
    assert SECRET not in f"{outcome.printed} {outcome.told()}"
    check(expectation(model), outcome)


def expectation(model):
    """Read what must come of a model: kind, line, words."""
    said = model.read_text(encoding="utf-8").splitlines()[1]
    kind, *rest = shlex.split(said.removeprefix("# must:"))
    line, words = [*rest, None, ""][:2] if rest else (None, "")
    return kind, int(line) if line and line != "-" else None, words or ""


def check(expected, outcome):
    kind, line, words = expected
    if kind == "fine":
        assert not outcome.problems and not outcome.ended and not outcome.warnings, outcome.told()
        return
    if kind == "stuck":
        assert line in outcome.stuck, outcome.told()
        return
    found = {"trouble": outcome.problems, "warning": outcome.warnings, "ended": [outcome.ended]}
    told = [what for what in found[kind] if what is not None]
    assert any(at(what, line) and says(what, words) for what in told), outcome.told()
    if kind == "warning":
        assert not outcome.problems and not outcome.ended, outcome.told()


def at(what, line):
    return line is None or what.line == line


def says(what, words):
    return re.search(words, f"{what.message} {what.remedy}") is not None
