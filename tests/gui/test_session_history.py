"""One gesture is one step, and undo leads back exactly."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nengo_gui.layout.renamed import renamed
from nengo_gui.layout.store import Sidecar
from nengo_gui.protocol.objects import Graph, GraphObject, Place, Plot, Source
from nengo_gui.session.refusal import Refusal
from nengo_gui.session.scene import Scene

OBJECTS = (
    GraphObject(id="model", kind="network", label="model", parent=""),
    GraphObject(id="model.stim", kind="node", label="stim", parent="model", size_out=2,
                probeable=("output",)),
    GraphObject(id="model.ens", kind="ensemble", label="ens", parent="model", n_neurons=50,
                dimensions=1, probeable=("output", "spikes")),
    GraphObject(id="model.net", kind="network", label="net", parent="model"),
    GraphObject(id="model.net.a", kind="ensemble", label="a", parent="model.net", n_neurons=9,
                probeable=("output", "spikes")),
    GraphObject(id="model.net.b", kind="ensemble", label="b", parent="model.net", n_neurons=9,
                probeable=("output", "spikes")),
)  # fmt: skip
GRAPH = Graph(revision=1, objects=OBJECTS)


class Screen:
    """Keeps what a scene tells, as the screen does."""

    def __init__(self):
        self.places, self.replotted, self.history = {}, 0, None
        self.scene = Scene(self.tell, self.replot)
        self.scene.show(GRAPH)

    def tell(self, event):
        if hasattr(event, "places"):
            self.places = event.places if event.complete else {**self.places, **event.places}
        else:
            self.history = event

    def replot(self):
        self.replotted += 1


@pytest.fixture
def screen():
    return Screen()


def value_plot(**facts):
    return Plot(**{"id": "", "kind": "value", "object": "model.ens", "x": 0, "y": 0, **facts})


def gestures():
    numbers = st.integers(-500, 500).map(float)
    names = st.sampled_from(["model.stim", "model.ens", "model.net", "model.net.a"])
    return st.lists(
        st.one_of(
            st.tuples(st.just("move"), names, numbers, numbers),
            st.tuples(st.just("open"), st.booleans()),
            st.tuples(st.just("relayout"), st.sampled_from(["model", "model.net"])),
            st.tuples(st.just("plot"), names.filter(lambda name: name != "model.net")),
        ),
        max_size=8,
    )


def do(scene, gesture):
    places = scene.places().places
    match gesture:
        case ("move", name, x, y):
            scene.move({name: Place(x, y, open=places[name].open, placed=True)})
        case ("open", is_open):
            at = places["model.net"]
            scene.move({"model.net": Place(at.x, at.y, open=is_open, placed=at.placed)})
        case ("relayout", name):
            scene.relayout(name)
        case ("plot", name):
            scene.add_plot(value_plot(object=name))


@given(gestures())
def test_undoing_everything_leads_back_and_redoing_leads_there_again(gestures):
    screen = Screen()
    scene = screen.scene
    start = (scene.places().places, scene.plots)
    for gesture in gestures:
        do(scene, gesture)
    end = (scene.places().places, scene.plots)
    n_steps = 0
    while scene.history().undo:
        scene.undo()
        n_steps += 1
    assert (scene.places().places, scene.plots) == start
    assert n_steps <= len(gestures)
    while scene.history().redo:
        scene.redo()
    assert (scene.places().places, scene.plots) == end
    assert screen.places == end[0], "the screen knows less than the session"


@given(gestures())
def test_opening_and_closing_leaves_no_trace(gestures):
    scene = Screen().scene
    for gesture in gestures:
        if gesture[0] != "open":
            do(scene, gesture)
    before = scene.places().places
    do(scene, ("open", True))
    do(scene, ("open", False))
    assert scene.places().places == before


def test_steps_are_called_by_what_they_do(screen):
    scene = screen.scene
    scene.move({"model.ens": Place(1, 2)})
    assert screen.history.undo == "Move ens"
    scene.move({"model.ens": Place(3, 2), "model.stim": Place(5, 6)})
    assert screen.history.undo == "Move 2 objects"
    do(scene, ("open", True))
    assert screen.history.undo == "Open net"
    scene.add_plot(value_plot())
    assert screen.history.undo == "Add value of ens"
    scene.undo()
    assert (screen.history.undo, screen.history.redo) == ("Open net", "Add value of ens")


def test_a_new_gesture_forgets_what_was_taken_back(screen):
    screen.scene.move({"model.ens": Place(1, 2)})
    screen.scene.undo()
    screen.scene.move({"model.ens": Place(9, 9)})
    assert screen.history.redo == ""
    with pytest.raises(Refusal, match="nothing"):
        screen.scene.redo()


def test_a_move_to_where_it_is_already_is_no_step(screen):
    places = screen.scene.places().places
    screen.scene.move({"model.ens": places["model.ens"]})
    assert screen.scene.history().undo == ""


def test_plots_get_ids_of_their_own(screen):
    for _ in range(3):
        screen.scene.add_plot(value_plot())
    first, second, third = screen.scene.plots
    assert len({first.id, second.id, third.id}) == 3
    screen.scene.remove_plot(second.id)
    screen.scene.change_plot(value_plot(id=third.id, x=50))
    assert [(plot.id, plot.x) for plot in screen.scene.plots] == [(first.id, 0), (third.id, 50)]


@pytest.mark.parametrize(
    ("plot", "reason"),
    [
        (value_plot(object="model.gone"), "has no"),
        (value_plot(attr="voltage"), "no voltage to plot"),
        (value_plot(kind="raster", object="model.stim"), "no spikes"),
        (value_plot(kind="slider"), "no Node"),
        (value_plot(x=1e12), "within reach"),
        (value_plot(also=(Source("model.gone"),)), "has no"),
        (value_plot(also=(Source("model.ens"),)), "in this plot already"),
        (value_plot(kind="xy", also=(Source("model.stim"),)), "one object"),
        (value_plot(kind="raster", also=(Source("model.stim"),)), "no spikes"),
    ],
)
def test_plots_of_what_is_not_there_are_refused(screen, plot, reason):
    with pytest.raises(Refusal, match=reason):
        screen.scene.add_plot(plot)
    assert screen.scene.plots == ()


def test_a_plot_of_several_outlives_one_of_them(screen):
    also = (Source("model.stim"),)
    screen.scene.add_plot(value_plot(id="p", also=also))
    screen.scene.show(Graph(revision=2, objects=tuple(t for t in OBJECTS if t.id != "model.stim")))
    screen.scene.change_plot(value_plot(id="p", x=5, also=also))
    screen.scene.change_plot(value_plot(id="p", also=(*also, Source("model.net.a"))))
    assert len(screen.scene.plots[0].also) == 2


@pytest.mark.parametrize(
    "places",
    [
        {"model.gone": Place(0, 0)},
        {"model.ens": Place(0, 0, open=True)},
        {"model.ens": Place(1e9, 0)},
        {"model.stim": Place(1, 1), "model.ens": Place(float("nan"), 0)},
    ],
)
def test_moves_that_make_no_sense_change_nothing(screen, places):
    before = screen.scene.places().places
    with pytest.raises(Refusal):
        screen.scene.move(places)
    assert screen.scene.places().places == before


def test_an_object_that_comes_back_finds_its_place_and_its_plot(screen):
    scene = screen.scene
    scene.move({"model.ens": Place(321, 123, placed=True)})
    scene.add_plot(value_plot())
    without = Graph(revision=2, objects=tuple(t for t in OBJECTS if t.id != "model.ens"))
    scene.show(without)
    assert "model.ens" not in screen.places
    assert len(scene.plots) == 1
    assert "model.ens" in scene.sidecar().places
    scene.show(GRAPH)
    assert screen.places["model.ens"] == Place(321, 123, placed=True)


def test_an_object_that_is_renamed_keeps_its_place_and_its_plot(screen):
    lined = [msgspec.structs.replace(t, line=n) for n, t in enumerate(OBJECTS, 1)]
    screen.scene.show(Graph(revision=2, objects=tuple(lined)))
    do(screen.scene, ("open", True))
    screen.scene.move({"model.net.a": Place(31, 41), "model.ens": Place(59, 26)})
    screen.scene.add_plot(value_plot(also=(Source("model.net.a", (0,)),)))
    names = {"model.ens": "model.cells", "model.net": "model.box", "model.net.a": "model.box.a",
             "model.net.b": "model.box.b"}  # fmt: skip
    changed = [
        msgspec.structs.replace(t, id=names.get(t.id, t.id), parent=names.get(t.parent, t.parent))
        for t in lined
    ]
    before = screen.scene.places().places
    screen.scene.show(Graph(revision=3, objects=tuple(changed)))
    assert screen.places == {names.get(name, name): place for name, place in before.items()}
    (plot,) = screen.scene.plots
    assert (plot.object, plot.also) == ("model.cells", (Source("model.box.a", (0,)),))


def test_twins_of_one_line_are_not_taken_for_each_other(screen):
    def row(*names):
        nodes = [
            GraphObject(id=f"model.{n}", kind="node", label=n, parent="model", line=3)
            for n in names
        ]
        return Graph(revision=1, objects=(OBJECTS[0], *nodes))

    assert renamed(row("a"), row("b")) == {"model.a": "model.b"}
    assert renamed(row("a", "b"), row("c", "d")) == {}
    assert renamed(row("a", "b"), row("a", "c")) == {"model.b": "model.c"}
    assert renamed(row("a"), row("a", "b")) == {}


def test_what_the_sidecar_remembers_is_restored():
    screen = Screen()
    scene = screen.scene
    scene.move({"model.ens": Place(77, 88, placed=True)})
    scene.add_plot(value_plot())
    remembered = scene.sidecar()
    other = Scene(lambda event: None, lambda: None)
    other.restore(remembered)
    other.show(GRAPH)
    assert other.places().places == scene.places().places
    assert other.plots == scene.plots
    assert not other.changed, "opening a model is no reason to write beside it"


def test_an_empty_sidecar_is_like_none():
    scene = Scene(lambda event: None, lambda: None)
    scene.restore(Sidecar())
    scene.show(GRAPH)
    assert scene.places().places == Screen().scene.places().places
