"""A person's hour with one model: real server, real workers, real sockets."""

import json
import time
import zlib

import pytest

MODEL = '''"""Follow a circle. Press play."""
import nengo
import numpy as np

with nengo.Network(seed=1) as model:
    stim = nengo.Node(lambda t: [np.sin(6 * t), np.cos(6 * t)])
    ens = nengo.Ensemble(50, 2)
    nengo.Connection(stim, ens)
'''
MORE = MODEL + "    extra = nengo.Ensemble(20, 1)\n"
VALUE = {"id": "", "kind": "value", "object": "model.ens", "x": 0, "y": 120}


def checksum(text):
    return zlib.crc32(text.encode())


def ids(event):
    return {thing["id"] for thing in event["graph"]["objects"]}


@pytest.fixture
def model(folder):
    """The file of a model; ``named(model)`` is what the screen calls it."""
    path = folder / "model.py"
    path.write_text(MODEL)
    return path


def named(path):
    return f"{path.parent.name}/{path.name}"


def paused(client, path):
    """Open a model and wait until it is built."""
    tab = client(path if isinstance(path, str) else named(path))
    tab.until("simulation", state="paused")
    return tab


def running(client, path):
    tab = paused(client, path)
    tab.send("run")
    tab.until("simulation", state="running")
    return tab


def test_opening_a_model_tells_all_there_is_in_order(client, model):
    tab = paused(client, model)
    kinds = [event["kind"] for event in tab.events]
    assert kinds[:2] == ["welcome", "opened"]
    assert {"graph", "places", "plots", "problems", "simulation", "history"} < set(kinds)
    opened, graph, places = tab.last("opened"), tab.last("graph"), tab.last("places")
    assert (opened["text"], opened["name"], opened["saved"]) == (MODEL, "model.py", True)
    assert ids(graph) == {"model", "model.stim", "model.ens"} == set(places["places"])
    at = places["places"]
    assert at["model.stim"]["x"] < at["model.ens"]["x"]


def test_play_runs_in_real_time_and_frames_carry_the_plots(client, model):
    tab = paused(client, model)
    tab.send("add_plot", plot=VALUE)
    tab.send("add_plot", plot={**VALUE, "kind": "raster", "attr": "spikes"})
    plots = tab.until("plots")
    while len(plots["streams"]) < 2:
        plots = tab.until("plots")
    channels = {stream["stream"]: stream["channels"] for stream in plots["streams"]}
    tab.send("run")
    tab.until_frames(lambda arrived: channels.keys() <= {b.stream for b in arrived[-1].blocks})
    tab.send("pause")
    tab.until("simulation", state="paused")
    for frame in tab.frames:
        for block in frame.blocks:
            assert block.channels == channels.get(block.stream, block.channels)
    seqs = [frame.seq for frame in tab.frames]
    assert seqs == sorted(set(seqs))


def test_an_error_is_told_at_its_line_and_the_last_good_model_runs_on(client, model):
    tab = running(client, model)
    tab.send("edit", text=MODEL + "oops\n", revision=1)
    (problem,) = tab.until("problems", text_revision=1)["problems"]
    assert problem["line"] == 9 and "oops" in problem["message"]
    tab.until_frames(lambda arrived: True)
    assert tab.last("simulation")["state"] == "running"
    tab.send("edit", text=MODEL, revision=2)
    assert tab.until("problems", text_revision=2)["problems"] == []


def test_an_edit_brings_new_objects_while_running_and_it_goes_on(client, model):
    tab = running(client, model)
    before = tab.last("places")["places"]
    epoch = tab.last("simulation")["epoch"]
    tab.send("edit", text=MORE, revision=1)
    graph = tab.until("graph", text_revision=1)
    assert ids(graph) == {"model", "model.stim", "model.ens", "model.extra"}
    after = tab.until("places")["places"]
    assert {name: after[name] for name in before} == before
    now = tab.until("simulation")
    assert now["state"] == "running" and now["epoch"] == epoch
    tab.until_frames(lambda arrived: arrived[-1].t0 > now["time"])


def test_a_comment_restarts_nothing(client, model):
    tab = running(client, model)
    epoch = tab.last("simulation")["epoch"]
    tab.send("edit", text="# hello\n\n" + MODEL, revision=1)
    graph = tab.until("graph", text_revision=1)
    lines = {thing["id"]: thing["line"] for thing in graph["graph"]["objects"]}
    assert lines["model.ens"] == 9
    tab.until_frames(lambda arrived: True)
    assert tab.last("simulation")["epoch"] == epoch


def test_an_object_that_is_renamed_stays_where_it_is(client, model):
    tab = paused(client, model)
    tab.send("move", places={"model.ens": {"x": 300, "y": 40, "placed": True}})
    tab.send("add_plot", plot=VALUE)
    tab.send("edit", text=MODEL.replace("ens", "cells"), revision=1)
    tab.until("graph", text_revision=1)
    assert tab.until("places")["places"]["model.cells"]["x"] == 300
    assert tab.until("plots")["plots"][0]["object"] == "model.cells"


def test_a_single_constant_can_be_played(client, folder):
    (folder / "one.py").write_text("import nengo\nmodel = nengo.Network()\n"
                                   "with model:\n    a = nengo.Node(1)\n")  # fmt: skip
    tab = running(client, folder / "one.py")
    tab.until_frames(lambda arrived: arrived[-1].t0 > 0)


def test_play_before_the_model_is_ready_is_remembered(client, model):
    model.write_text("import time\ntime.sleep(0.3)\n" + MODEL)
    tab = client(named(model))
    tab.send("run")
    tab.until("simulation", state="running")
    tab.until_frames(lambda arrived: True)


def test_text_survives_closing_the_lid(client, model):
    tab = paused(client, model)
    tab.send("edit", text=MORE + "# unsaved é\n", revision=1)
    tab.until("graph", text_revision=1)
    tab.close()
    again = client(named(model))
    opened = again.until("opened")
    assert opened["text"] == MORE + "# unsaved é\n"
    assert not opened["saved"] and opened["revision"] == 1
    assert ids(again.until("graph")) > {"model.extra"}


def test_a_simulation_goes_on_without_viewers_and_is_replayed_to_latecomers(client, model):
    first = running(client, model)
    first.send("add_plot", plot=VALUE)
    first.until_frames(lambda arrived: len(arrived[-1].blocks) > 2)
    first.close()
    late = client(named(model))
    late.until("simulation", state="running")
    late.until_frames(lambda arrived: arrived[0].t0 < 0.2)
    assert [plot["object"] for plot in late.last("plots")["plots"]] == ["model.ens"]


def test_two_tabs_see_the_same(client, model):
    one, two = paused(client, model), paused(client, model)
    assert one.until("viewers", count=2)
    one.send("move", places={"model.ens": {"x": 300, "y": 40, "placed": True}})
    assert two.until("places")["places"]["model.ens"]["x"] == 300
    assert two.until("history")["undo"] == "Move ens"
    two.send("undo")
    assert one.until("history", redo="Move ens")
    one.send("edit", text=MORE, revision=1)
    changed = two.until("text", revision=1)
    assert changed["text"] == MORE and not changed["saved"]
    two.send("edit", text=MODEL, revision=2)
    assert one.until("text", revision=2)["text"] == MODEL


def test_typing_on_one_line_in_two_tabs_offers_what_was_overwritten(client, model):
    """The later edit wins; its tab learns the number it got, so that answers can be matched."""
    one, two = paused(client, model), paused(client, model)
    one.send("edit", text=MODEL + "# one\n", revision=1)
    two.until("text", revision=1)
    two.send("edit", text=MODEL + "# two\n", revision=1)
    for tab in (one, two):
        (offer,) = tab.until("offers")["offers"] or tab.until("offers")["offers"]
        assert (offer["text"], offer["reason"]) == (MODEL + "# one\n", "overwritten")
        assert tab.until("text", revision=2)["text"] == MODEL + "# two\n"


def test_typing_on_different_lines_in_two_tabs_keeps_both(client, model):
    one, two = paused(client, model), paused(client, model)
    mine, other = MODEL.replace("50", "60"), MODEL.replace("seed=1", "seed=2")
    one.send("edit", text=mine, revision=1, bases=[checksum(MODEL)])
    two.until("text", revision=1)
    two.send("edit", text=other, revision=1, bases=[checksum(MODEL)])
    for tab, answers in ((one, 1), (two, 1)):
        merged = tab.until("text", revision=2)
        assert merged["text"] == mine.replace("seed=1", "seed=2")
        assert merged["answers"] == answers
    assert one.until("graph", text_revision=2)


def test_a_tab_that_types_on_before_it_hears_of_another_loses_nothing(client, model):
    one, two = paused(client, model), paused(client, model)
    one.send("edit", text="# one\n" + MODEL, revision=1, bases=[checksum(MODEL)])
    two.until("text", revision=1)
    lineage, text = [checksum(MODEL)], MODEL
    for n in range(1, 4):  # each edit comes from the one before, as this tab wrote it
        text += f"# {n}\n"
        two.send("edit", text=text, revision=n, bases=lineage)
        lineage = [checksum(text), *lineage]
    assert one.until("text", revision=4)["text"] == "# one\n" + text
    merged = two.until("text", revision=4)
    assert (merged["text"], merged["answers"]) == ("# one\n" + text, 3)
    assert two.last("offers")["offers"] == []


def test_saving_in_a_tab_that_is_behind_saves_what_both_wrote(client, model):
    one, two = paused(client, model), paused(client, model)
    one.send("edit", text="# one\n" + MODEL, revision=1, bases=[checksum(MODEL)])
    two.until("text", revision=1)
    two.send("save", text=MODEL + "# two\n", bases=[checksum(MODEL)])
    assert two.until("saved")["revision"] == 2
    assert model.read_text() == "# one\n" + MODEL + "# two\n"


def test_a_text_of_unknown_origin_is_taken_and_the_one_before_offered(client, model):
    tab = paused(client, model)
    tab.send("edit", text=MORE, revision=1, bases=[checksum(MODEL)])
    tab.send("edit", text="x = 1\n", revision=2, bases=[12345])
    offers = tab.until("offers")["offers"] or tab.until("offers")["offers"]
    assert [offer["text"] for offer in offers] == [MORE]
    tab.until("problems", text_revision=2)


def test_a_file_that_is_removed_while_open_is_told_and_can_be_saved_again(client, model):
    tab = paused(client, model)
    model.unlink()
    assert "removed" in tab.until("notice")["message"]
    assert not tab.until("text")["saved"]
    tab.send("save", text=MODEL)
    tab.until("saved")
    assert model.read_text() == MODEL


def test_save_writes_the_text_and_the_look_beside_it(client, model, folder):
    tab = paused(client, model)
    tab.send("add_plot", plot=VALUE)
    tab.send("move", places={"model.ens": {"x": 300, "y": 40, "placed": True}})
    tab.send("save", text=MORE)
    saved = tab.until("saved")
    assert (saved["path"], saved["name"]) == (named(model), "model.py")
    assert model.read_text() == MORE
    sidecar = json.loads((folder / "model.py.cfg").read_text())
    assert sidecar["places"]["model.ens"] == {"x": 300, "y": 40, "placed": True}
    assert [plot["object"] for plot in sidecar["plots"]] == ["model.ens"]


def test_what_was_remembered_is_there_again(client, model, folder):
    sidecar = {
        "version": 1,
        "places": {"model.ens": {"x": 444, "y": 5, "placed": True}, "model.gone": {"x": 0, "y": 0}},
        "plots": [{"id": "p", **{k: v for k, v in VALUE.items() if k != "id"}}],
    }
    (folder / "model.py.cfg").write_text(json.dumps(sidecar))
    tab = client(named(model))
    places = tab.until("places")["places"]
    assert places["model.ens"]["x"] == 444 and "model.gone" not in places
    plots = tab.until("plots")
    while not plots["streams"]:
        plots = tab.until("plots")
    assert plots["streams"][0]["plot"] == "p"


def test_merely_opening_and_editing_writes_nothing(client, model, folder):
    tab = paused(client, model)
    tab.send("edit", text=MORE, revision=1)
    tab.until("simulation", state="paused", epoch=tab.last("simulation")["epoch"] + 1)
    tab.send("save", text=MORE)
    tab.until("saved")
    assert [path.name for path in folder.iterdir()] == ["model.py"]


def test_a_change_on_disk_arrives_by_itself(client, model):
    tab = paused(client, model)
    model.write_text(MORE)
    assert tab.until("text")["text"] == MORE
    assert tab.last("text")["saved"]
    assert "model.extra" in ids(tab.until("graph"))


def test_a_conflict_on_disk_is_never_overwritten_unasked(client, model):
    tab = paused(client, model)
    tab.send("edit", text=MORE, revision=1)
    model.write_text("theirs = 1\n")
    tab.send("save", text=MORE)
    conflict = tab.until("conflict")
    assert (conflict["path"], conflict["disk_text"]) == (named(model), "theirs = 1\n")
    assert model.read_text() == "theirs = 1\n"
    tab.send("save", text=MORE, overwrite=True)
    tab.until("saved")
    assert model.read_text() == MORE


def test_a_new_model_is_saved_under_a_name_of_its_own(client, folder):
    tab = paused(client, "new:")
    assert tab.last("opened")["name"] == "untitled.py"
    tab.send("save", text="x = 1\n", ref=7)
    assert tab.until("refused", ref=7)["remedy"]
    path = f"{folder.name}/mine.py"
    tab.send("save", text=MODEL, path=path)
    assert tab.until("saved")["path"] == path
    assert (folder / "mine.py").read_text() == MODEL
    tab.send("open", path="new:")
    assert tab.until("opened")["path"] != path


def test_unsaved_new_models_are_kept_apart(client):
    tab = client()
    tab.send("open", path="new:")
    first = tab.until("opened")["path"]
    tab.send("edit", text=MODEL, revision=1)
    tab.send("open", path="new:")
    second = tab.until("opened")
    assert second["path"] != first and second["text"] != MODEL
    tab.send("open", path="new:")
    assert tab.until("opened")["path"] == second["path"], "nobody has touched it yet"
    assert client(first).until("opened")["text"] == MODEL


def test_a_held_node_stays_held_in_the_next_model(client, model):
    tab = paused(client, model)
    tab.send("hold", object="model.stim", values=[0.5, None])
    assert tab.until("held")["values"] == [0.5, None]
    tab.send("add_plot", plot={**VALUE, "object": "model.stim", "synapse": None})
    tab.send("edit", text=MORE, revision=1)
    tab.until("graph", text_revision=1)
    stream = None
    while stream is None:
        streams = tab.until("plots")["streams"]
        stream = streams[0]["stream"] if streams else None
    tab.send("run")

    def last_value(arrived):
        blocks = [b for frame in arrived for b in frame.blocks if b.stream == stream]
        return blocks and blocks[-1].data[0, -1] == 0.5

    tab.until_frames(last_value)
    assert client(named(model)).until("held")["values"] == [0.5, None]
    tab.send("hold", object="model.stim", values=[None, None])
    tab.until_frames(lambda arrived: not last_value(arrived))


def test_a_held_node_stays_held_under_another_name(client, model):
    tab = paused(client, model)
    tab.send("hold", object="model.stim", values=[0.5, None])
    tab.until("held")
    tab.send("add_plot", plot={**VALUE, "object": "model.stim", "synapse": None})
    tab.send("edit", text=MODEL.replace("stim", "drive"), revision=1)
    tab.until("held", object="model.stim", values=[None, None])
    tab.until("held", object="model.drive", values=[0.5, None])
    tab.until("simulation", state="paused")
    tab.send("run")
    tab.until_frames(
        lambda arrived: any(
            block.data.shape == (2, block.data.shape[-1]) and block.data[0, -1] == 0.5
            for frame in arrived
            for block in frame.blocks
            if block.stream > 1
        )
    )
    tab.send("peek", objects=["model.ens"])
    while not any(each["plot"] == "peek:model.ens" for each in tab.last("plots")["streams"]):
        tab.until("plots")


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("hold", {"object": "model.ens", "values": [1.0]}),
        ("hold", {"object": "model.stim", "values": [1.0]}),
        ("hold", {"object": "model.nothing", "values": [1.0]}),
        ("move", {"places": {"model.nothing": {"x": 0, "y": 0}}}),
        ("add_plot", {"plot": {**VALUE, "object": "model.nothing"}}),
        ("remove_plot", {"id": "nothing"}),
        ("speed", {"value": -1}),
        ("step", {"n": 0}),
        ("undo", {}),
        ("open", {"path": "missing.py"}),
        ("open", {"path": "../outside.py"}),
        ("list", {"folder": ".."}),
        ("save", {"text": MODEL, "path": "../outside.py"}),
        ("save", {"text": MODEL, "path": "model.txt"}),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(client, model, command, fields):
    tab = paused(client, model)
    tab.send(command, ref=42, **fields)
    refused = tab.until("refused")
    assert refused["ref"] == 42 and refused["message"]
    tab.send("step", n=5)
    tab.until("simulation", state="paused", time=pytest.approx(0.005))


def test_step_reset_and_speed(client, model):
    tab = paused(client, model)
    tab.send("step", n=10)
    tab.until("simulation", state="paused", time=pytest.approx(0.010))
    epoch = tab.last("simulation")["epoch"]
    tab.send("reset")
    assert tab.until("simulation", time=0.0)["epoch"] == epoch + 1
    tab.send("speed", value=None)
    assert tab.until("simulation", speed=None)
    tab.send("run")
    while tab.until("simulation", state="running")["rate"] <= 1.5:
        pass


def test_a_mistake_in_a_step_stops_time_and_reset_begins_again(client, model):
    model.write_text(MODEL.replace("np.sin(6 * t)", "1 / (t < 0.05)"))
    tab = paused(client, model)
    tab.send("run")
    tab.until("simulation", state="failed")
    (problem,) = tab.last("problems")["problems"]
    assert problem["line"] == 6 and problem["phase"] == "step"
    tab.send("run", ref=1)
    assert "Reset" in tab.until("refused", ref=1)["remedy"]
    tab.send("reset")
    tab.until("simulation", state="paused", time=0.0)
    assert tab.last("problems")["problems"] == []


def test_an_endless_loop_is_shown_by_its_line_and_can_be_stopped(client, model):
    tab = paused(client, model)
    tab.send("edit", text=MODEL + "while True:\n    pass\n", revision=1)
    progress = tab.until("progress", line=9)
    assert progress["stage"] == "loading"
    tab.send("stop")
    assert tab.until("ended")["remedy"]
    assert tab.last("simulation")["state"] == "ended"
    tab.send("edit", text=MORE, revision=2)
    assert "model.extra" in ids(tab.until("graph", text_revision=2))


def test_a_worker_that_dies_is_explained_and_the_text_is_safe(client, model):
    model.write_text(
        MODEL.replace("np.sin(6 * t)", "__import__('ctypes').string_at(0) if t > 0.05 else 0")
    )
    tab = paused(client, model)
    tab.send("run")
    ended = tab.until("ended")
    assert ended["message"] and ended["remedy"]
    assert tab.until("simulation")["state"] == "ended"
    tab.send("restart")
    tab.until("simulation", state="paused")
    assert client(named(model)).until("opened")["text"] == model.read_text()


def test_prints_reach_the_log_of_those_who_watch_and_of_latecomers(client, model):
    model.write_text(MODEL + "print('hello from the model')\n")
    paused(client, model)
    late = client(named(model))
    while not late.until("log")["entries"]:
        pass
    assert late.last("log")["entries"][0]["text"] == "hello from the model"


def test_who_moves_on_leaves_a_paused_model_behind(client, model, folder):
    (folder / "other.py").write_text(MORE)
    tab = running(client, model)
    tab.until_frames(lambda arrived: arrived[-1].t0 > 0)
    other = named(folder / "other.py")
    tab.send("open", path=other)
    tab.until("opened", path=other)
    tab.until("simulation", state="paused")
    tab.send("open", path=named(model))
    tab.until("opened", path=named(model))
    assert tab.until("simulation", state="paused")["time"] > 0


def test_examples_are_listed_and_open_read_only(client):
    tab = client()
    tab.send("list", folder="example:")
    (folder,) = [e for e in tab.until("listing")["entries"] if e["name"] == "tutorial"]
    tab.send("list", folder=folder["path"])
    entries = tab.until("listing")["entries"]
    assert all(entry["title"] for entry in entries if entry["kind"] == "model")
    tab.send("open", path=entries[0]["path"])
    assert not tab.until("opened")["writable"]
    assert tab.until("graph")


def test_a_tab_that_does_not_draw_gets_everything_later(client, model):
    """Frames wait and are joined; nothing is lost, and the first message after is a big one."""
    tab = paused(client, model)
    tab.acknowledges = False
    tab.send("run")
    while len(tab.frames) < 4:
        tab.take()
    n_before = len(tab.frames)
    time.sleep(0.5)
    tab.send("ack", seq=tab.frames[-1].seq)
    arrived = tab.until_frames(lambda arrived: len(arrived) > 5)
    assert arrived[0].seq == tab.frames[n_before - 1].seq + 1 or n_before > 4
    seqs = [frame.seq for frame in tab.frames]
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))


def test_an_edit_while_running_keeps_time_and_what_was_plotted(client, model):
    tab = running(client, model)
    tab.until_frames(lambda frames: frames[-1].t0 > 0.3)
    epoch = tab.last("simulation")["epoch"]
    tab.send("edit", text=MODEL.replace("50, 2", "50, 2, radius=1.2"), revision=1)
    tab.until("graph", text_revision=1)
    tab.take()
    now = tab.until("simulation", state="running")
    assert now["time"] > 0.3 and now["epoch"] == epoch
    frames = tab.until_frames(lambda frames: frames[0].t0 > now["time"] + 0.1)
    assert frames[0].epoch == epoch & 0xFFFF
