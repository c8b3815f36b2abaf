"""Sessions outlive their viewers, but give back what nobody needs."""

import asyncio
import dataclasses

import pytest

from nengo_gui.protocol import inside
from nengo_gui.protocol.commands import Hello, Move, Open, Run
from nengo_gui.protocol.events import Welcome
from nengo_gui.protocol.objects import Place
from nengo_gui.session.actions import carry_out
from nengo_gui.session.library import Library
from nengo_gui.session.refusal import Refusal
from nengo_gui.session.registry import Registry
from nengo_gui.session.viewers import Viewer
from nengo_gui.session.visit import Lobby, Visit
from nengo_gui.settings import Settings

MODEL = "import nengo\nwith nengo.Network() as model:\n    a = nengo.Node(1)\n"


async def deliver(message):
    pass


class House:
    """Sessions, and viewers that come and go."""

    def __init__(self, scripted, folder, **settings):
        for name in "abcdef":
            (folder / f"{name}.py").write_text(MODEL)
        self.workers = scripted.workers
        usual = Settings(workspace=folder, state=folder / "state")
        self.settings = dataclasses.replace(usual, **settings)
        self.library = Library(folder, None)
        self.registry = Registry(self.settings, self.library, scripted.open)

    def watch(self, path):
        viewer = Viewer(deliver, lambda: None)
        session = self.registry.join(path)
        session.join(viewer)
        return session, viewer

    def play(self, path):
        session, viewer = self.watch(path)
        worker = self.workers[-1]
        worker.load("a")
        worker.build()
        carry_out(session, viewer, Run())
        worker.clock("running")
        return session, viewer, worker


def story(scenario):
    """Run a scenario inside an event loop; viewers need one."""

    def test(scripted, tmp_path):
        async def run():
            await scenario(scripted, tmp_path)
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()

        asyncio.run(run())

    test.__name__, test.__doc__ = scenario.__name__, scenario.__doc__
    return test


@story
async def test_a_path_has_one_session(scripted, tmp_path):
    house = House(scripted, tmp_path)
    assert house.watch("a.py")[0] is house.watch("a.py")[0]
    assert house.watch("a.py")[0] is not house.watch("b.py")[0]
    assert len(house.workers) == 2


@story
async def test_nobody_watching_pauses_after_a_while(scripted, tmp_path):
    house = House(scripted, tmp_path, idle_minutes=1.0)
    session, viewer, worker = house.play("a.py")
    session.tick(session.last_watched + 1e6)
    assert not worker.got(inside.Pause), "somebody watches"
    session.leave(viewer)
    session.tick(session.last_watched + 30)
    assert not worker.got(inside.Pause)
    session.tick(session.last_watched + 61)
    worker.clock("paused")
    session.tick(session.last_watched + 62)
    assert len(worker.got(inside.Pause)) == 1
    assert not worker.killed


@story
async def test_too_many_unwatched_models_fall_asleep_and_wake_with_their_text(scripted, tmp_path):
    house = House(scripted, tmp_path, awake_models=2, disk_poll_seconds=0.01)
    for name in "abcd":
        session, viewer, _ = house.play(f"{name}.py")
        session.edit(session.document.text + f"# {name}\n", 1, (), viewer)
        session.leave(viewer)
    watched, _, _ = house.play("e.py")
    house.registry.start()
    while not house.workers[1].killed:
        await asyncio.sleep(0.01)
    assert [worker.killed for worker in house.workers] == [True, True, False, False, False]
    assert not watched.asleep
    session, _ = house.watch("a.py")
    assert session.document.text == MODEL + "# a\n"
    assert house.workers[-1].got(inside.Load)[0].text == MODEL + "# a\n"
    await house.registry.close()
    assert all(worker.killed for worker in house.workers)


@story
async def test_the_look_is_written_after_a_rest_and_at_the_end(scripted, tmp_path):
    house = House(scripted, tmp_path, sidecar_delay_seconds=1.0)
    session, viewer, _ = house.play("a.py")
    sidecar = tmp_path / "a.py.cfg"
    carry_out(session, viewer, Move(places={"model.a": Place(5, 6, placed=True)}))
    session.tick(session.scene.changed_at + 0.5)
    assert not sidecar.exists(), "more may follow"
    session.tick(session.scene.changed_at + 1.5)
    assert '"x": 5' in sidecar.read_text()
    carry_out(session, viewer, Move(places={"model.a": Place(7, 8, placed=True)}))
    await house.registry.close()
    assert '"x": 7' in sidecar.read_text()


@story
async def test_saving_over_a_model_that_is_open_elsewhere_is_refused(scripted, tmp_path):
    house = House(scripted, tmp_path)
    house.watch("a.py")
    other, _ = house.watch("b.py")
    with pytest.raises(Refusal, match="open in another tab"):
        other.save("a.py", overwrite=True)
    assert other.document.path == "b.py"


@story
async def test_who_moves_on_pauses_what_nobody_else_watches(scripted, tmp_path):
    house = House(scripted, tmp_path)
    session, stays, worker = house.play("a.py")
    welcome = Welcome(version="1", workspace="w", confinement="none")
    lobby = Lobby(house.registry, house.library, welcome, None)
    leaves = Visit(lobby, Viewer(deliver, lambda: None), Hello(secret="", path="a.py"))
    leaves.handle(Open(path="b.py"))
    assert not worker.got(inside.Pause), "another tab still watches"
    session.leave(stays)
    again = Visit(lobby, Viewer(deliver, lambda: None), Hello(secret="", path="a.py"))
    again.handle(Open(path="b.py"))
    assert len(worker.got(inside.Pause)) == 1
