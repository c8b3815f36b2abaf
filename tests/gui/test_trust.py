"""Where models are not walled in, none runs before somebody said that it may."""

import asyncio
import json

import pytest

from nengo_gui.protocol.commands import Edit, GrantTrust, Run
from nengo_gui.protocol.events import TrustAsked
from nengo_gui.sandbox.probe import Confinement
from nengo_gui.session.actions import carry_out
from nengo_gui.session.library import Library
from nengo_gui.session.registry import Registry
from nengo_gui.session.viewers import Viewer
from nengo_gui.settings import Settings

MODEL = "import nengo\nmodel = nengo.Network()\n"
GAPS = ("files", "network")


async def deliver(message):
    pass


class OpenHouse:
    """Models on a machine that walls nothing in; scripted workers tell whether one would run."""

    def __init__(self, scripted, folder):
        (folder / "inner").mkdir()
        for name in ("a.py", "b.py", "inner/c.py"):
            (folder / name).write_text(MODEL)
        self.folder, self.scripted = folder, scripted
        self.restart()

    @property
    def n_runs(self):
        return len(self.scripted.workers)

    def restart(self):
        settings = Settings(workspace=self.folder, state=self.folder / "state")
        self.registry = Registry(
            settings,
            Library(self.folder, None),
            self.scripted.open,
            lambda: Confinement("partial", GAPS),
        )

    def watch(self, path):
        """Watch a model; return a way to ask something of it, and what is told from now on."""
        told = []
        viewer = Viewer(deliver, lambda: None)
        session = self.registry.join(path)
        session.join(viewer)
        viewer.tell = told.append
        return lambda command: carry_out(session, viewer, command), told


@pytest.fixture
def in_house(scripted, tmp_path):
    """Run a scenario inside an event loop; viewers need one."""

    def run(scenario):
        async def main():
            scenario(OpenHouse(scripted, tmp_path))
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()

        asyncio.run(main())

    return run


def test_nothing_runs_before_the_answer(in_house):
    @in_house
    def scenario(house):
        ask, told = house.watch("a.py")
        ask(Edit(text="x = 1", revision=1))
        ask(Run())
        questions = [event for event in told if isinstance(event, TrustAsked)]
        assert questions and {question.gaps for question in questions} == {GAPS}
        assert questions[0].folder == str(house.folder) and house.n_runs == 0


def test_an_answer_lets_the_models_of_the_folder_run(in_house):
    @in_house
    def scenario(house):
        ask, told = house.watch("a.py")
        ask(GrantTrust())
        assert told[0] == TrustAsked(folder=str(house.folder)) and house.n_runs == 1
        house.watch("b.py")
        assert house.n_runs == 2


def test_an_answer_is_remembered_for_its_folder_and_no_other(in_house):
    @in_house
    def scenario(house):
        ask, _ = house.watch("a.py")
        ask(GrantTrust())
        house.restart()
        house.watch("a.py")
        assert house.n_runs == 2
        house.watch("inner/c.py")
        assert house.n_runs == 2


def test_a_damaged_memory_trusts_nobody(in_house):
    @in_house
    def scenario(house):
        memory = house.folder / "state" / "trusted.json"
        memory.parent.mkdir(exist_ok=True)
        memory.write_text('{"a": [')
        house.watch("a.py")
        assert house.n_runs == 0
        memory.write_text(json.dumps([str(house.folder)]))
        house.restart()
        house.watch("a.py")
        assert house.n_runs == 1


def test_without_walls_the_question_reaches_the_screen(serve, visit, tmp_path):
    (tmp_path / "a.py").write_text("import nengo\nmodel = nengo.Network()\n")
    server = serve("--sandbox", "off")
    client = visit(server, "a.py")
    assert client.until("trust")["gaps"] == ["files", "network", "processes"]
    assert client.events[0]["confinement"] == "none"
    client.send("trust")
    assert client.until("trust")["gaps"] == []
    client.until("graph")


def test_with_walls_nothing_is_asked(serve, visit, tmp_path):
    (tmp_path / "a.py").write_text("import nengo\nmodel = nengo.Network()\n")
    client = visit(serve("--sandbox", "auto"), "a.py")
    client.until("graph")
    if client.events[0]["confinement"] == "full":
        assert not [event for event in client.events if event["kind"] == "trust"]
