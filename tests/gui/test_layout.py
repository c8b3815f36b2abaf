"""Graphs lie left to right, without overlap, and nothing jumps."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nengo_gui.layout.auto import arrange
from nengo_gui.layout.boxes import Box, all_boxes, closed_box
from nengo_gui.layout.complete import complete, lay_out_anew, make_room, stepped
from nengo_gui.layout.coordinates import rising
from nengo_gui.layout.layers import columns, flow
from nengo_gui.layout.links import links_by_network
from nengo_gui.layout.newcomers import settle
from nengo_gui.protocol.objects import Graph, GraphConnection, GraphObject, Place

CIRCLE = Box(-30, -28, 30, 50)


def thing(name, kind="ensemble", **facts):
    facts = {"n_neurons": 100, **facts} if kind == "ensemble" else facts
    parent, _, label = name.rpartition(".")
    return GraphObject(id=name, kind=kind, label=label, parent=parent, **facts)


def graph(*things, links=(), **facts):
    return Graph(
        revision=1,
        objects=(thing("model", "network"), *things),
        connections=tuple(
            GraphConnection(id=f"c{n}", pre=pre, post=post, parent="model", **facts)
            for n, (pre, post) in enumerate(links)
        ),
    )


def overlaps(points, boxes):
    placed = [boxes[name].at(*point) for name, point in points.items()]
    return sum(a.overlaps(b) for i, a in enumerate(placed) for b in placed[:i])


def some_links(names, n, rng):
    return [(rng.choice(names), rng.choice(names)) for _ in range(n)]


@st.composite
def problems(draw):
    """Boxes of many sizes and links among them, loops and doubles included."""
    size = st.floats(5, 120)
    names = [f"o{i}" for i in range(draw(st.integers(1, 14)))]
    boxes = {name: Box(-draw(size), -draw(size), draw(size), draw(size)) for name in names}
    links = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=25))
    return boxes, links


@given(problems())
def test_nothing_overlaps_and_all_lies_around_zero(problem):
    boxes, links = problem
    points = arrange(boxes, links)
    assert points.keys() == boxes.keys()
    assert not overlaps(points, {name: box.grown(-1) for name, box in boxes.items()})
    frame = Box.union(boxes[name].at(*point) for name, point in points.items())
    assert abs(frame.left + frame.right) <= 2 and abs(frame.top + frame.bottom) <= 2


@given(problems())
def test_the_same_graph_gives_the_same_picture(problem):
    boxes, links = problem
    assert arrange(boxes, links) == arrange(dict(boxes), list(links))


@given(st.integers(2, 40), st.randoms(use_true_random=False))
def test_without_cycles_every_link_points_to_the_right(n, rng):
    links = [(a, b) for a, b in (sorted(rng.sample(range(n), 2)) for _ in range(2 * n))]
    shuffled = rng.sample(range(n), n)
    links = [(shuffled[a], shuffled[b]) for a, b in links]
    column = columns(n, links)
    assert all(column[pre] < column[post] for pre, post in links)
    assert sorted(flow(n, links)) == list(range(n))


def test_a_cycle_is_cut_where_the_flow_returns():
    """stimulus → a → b → c → a: the stimulus comes first, c is last."""
    assert columns(4, [(0, 1), (1, 2), (2, 3), (3, 1)]) == [0, 1, 2, 3]


def test_an_input_stands_right_before_what_it_feeds():
    """Late inputs are not drawn at the far left, with a line across everything."""
    column = columns(5, [(0, 1), (1, 2), (2, 3), (4, 3)])
    assert column[4] == column[3] - 1


def test_columns_are_comfortably_apart():
    points = arrange(dict.fromkeys("abc", CIRCLE), [("a", "b"), ("b", "c")])
    xs = [points[name][0] for name in "abc"]
    assert [b - a for a, b in pairwise(xs)] == [150, 150]
    assert len({points[name][1] for name in "abc"}) == 1


def test_twins_fold_into_a_square():
    names = [f"e{i}" for i in range(100)]
    boxes = dict.fromkeys(["in", *names, "out"], CIRCLE)
    points = arrange(boxes, [("in", n) for n in names] + [(n, "out") for n in names])
    frame = Box.union(boxes[name].at(*points[name]) for name in names)
    assert 0.6 < frame.width / frame.height < 1.7
    assert points["in"][0] < frame.left and frame.right < points["out"][0]


@given(st.lists(st.floats(-100, 100), max_size=20))
def test_rising_is_the_closest_sequence_that_never_falls(values):
    result = rising(values)
    assert all(a <= b + 1e-9 for a, b in pairwise(result))
    assert sum(result) == pytest.approx(sum(values), abs=1e-6)
    assert rising(result) == pytest.approx(result, abs=1e-9)


def test_links_are_lifted_to_where_the_ends_lie_side_by_side():
    g = graph(
        thing("model.a"),
        thing("model.net", "network"),
        thing("model.net.b"),
        thing("model.net.c"),
        links=[("model.a", "model.net.b"), ("model.a", "model.net.c"),
               ("model.net.b", "model.net.c"), ("model.a", "model.a")],
    )  # fmt: skip
    assert links_by_network(g) == {
        "model": [("model.a", "model.net")],
        "model.net": [("model.net.b", "model.net.c")],
    }


def test_what_feeds_a_learning_rule_does_not_turn_the_picture_round():
    g = graph(thing("model.a"), thing("model.b"), links=[("model.b", "model.a")], modulates="c1")
    assert links_by_network(g) == {}


def nested():
    """Two closed networks in a row, each with a chain of three, and one object behind them."""
    chain = lambda net: [thing(f"model.{net}.{x}") for x in "abc"]  # noqa: E731
    return graph(
        thing("model.stim", "node", size_out=1),
        thing("model.net", "network", n_objects=3),
        *chain("net"),
        thing("model.other", "network", n_objects=3),
        *chain("other"),
        thing("model.end"),
        thing("model.below"),
        links=[("model.stim", "model.net.a"), ("model.net.a", "model.net.b"),
               ("model.net.b", "model.net.c"), ("model.net.c", "model.other.a"),
               ("model.other.a", "model.other.b"), ("model.other.b", "model.other.c"),
               ("model.other.c", "model.end"), ("model.stim", "model.below"),
               ("model.below", "model.end")],
    )  # fmt: skip


def siblings(g, places, parent="model"):
    boxes = all_boxes(g.objects, places)
    return {
        t.id: boxes[t.id].at(places[t.id].x, places[t.id].y)
        for t in g.objects
        if t.parent == parent
    }


def touching(boxes):
    found = list(boxes.values())
    return sum(a.overlaps(b) for i, a in enumerate(found) for b in found[:i])


def test_every_object_gets_a_place_and_networks_start_closed():
    g = nested()
    places = complete(g, {})
    assert list(places) == [t.id for t in g.objects]
    assert [name for name, place in places.items() if place.open] == ["model"]
    assert not touching(siblings(g, places))
    assert not touching(siblings(g, places, "model.net"))


def opened(g, places, name):
    after = {**places, name: Place(places[name].x, places[name].y, open=True)}
    return stepped(after, make_room(g, places, after, name))


def test_neighbours_make_room_for_a_network_that_opens():
    g = nested()
    places = complete(g, {})
    after = opened(g, places, "model.net")
    assert not touching(siblings(g, after))
    assert after["model.net"].x == places["model.net"].x
    assert after["model.other"].x > places["model.other"].x
    # What stands on the same side moves alike.
    shift = {n: after[n].x - places[n].x for n in ("model.other", "model.end")}
    assert len(set(shift.values())) == 1
    both = opened(g, after, "model.other")
    assert not touching(siblings(g, both))


def test_room_is_made_on_every_floor():
    """A network that opens inside an open one pushes the neighbours of that one too."""
    g = graph(
        thing("model.outer", "network"),
        thing("model.outer.inner", "network"),
        *[thing(f"model.outer.inner.e{i}") for i in range(4)],
        thing("model.next"),
        links=[(f"model.outer.inner.e{i}", f"model.outer.inner.e{i + 1}") for i in range(3)]
        + [("model.outer.inner.e3", "model.next")],
    )
    places = opened(g, complete(g, {}), "model.outer")
    after = opened(g, places, "model.outer.inner")
    assert after["model.next"].x > places["model.next"].x
    assert not touching(siblings(g, after))


def test_no_room_is_made_where_there_is_enough():
    g = nested()
    places = complete(g, {})
    places = {n: Place(p.x * 10, p.y * 10, open=p.open) for n, p in places.items()}
    after = {**places, "model.net": Place(places["model.net"].x, places["model.net"].y, open=True)}
    assert make_room(g, places, after, "model.net") == {}


@given(st.integers(3, 25), st.randoms(use_true_random=False))
def test_opening_never_makes_neighbours_overlap(n, rng):
    names = [f"model.o{i}" for i in range(n)]
    inside = [thing(f"model.net.e{i}") for i in range(rng.randint(1, 9))]
    g = graph(
        thing("model.net", "network"),
        *inside,
        *[thing(name) for name in names],
        links=some_links(["model.net.e0", *names], n, rng),
    )
    places = complete(g, {})
    assert not touching(siblings(g, places))
    assert not touching(siblings(g, opened(g, places, "model.net")))


@given(st.integers(1, 12), st.integers(1, 12), st.randoms(use_true_random=False))
def test_newcomers_take_free_places_and_nobody_else_moves(n_old, n_new, rng):
    old = [thing(f"model.o{i}") for i in range(n_old)]
    new = [thing(f"model.n{i}") for i in range(n_new)]
    links = some_links([t.id for t in old + new], n_old + n_new, rng)
    before = complete(graph(*old, links=[p for p in links if ".n" not in p[0] + p[1]]), {})
    g = graph(*old, *new, links=links)
    after = complete(g, before)
    assert {name: after[name] for name in before} == before
    assert not touching(siblings(g, after))


def test_a_newcomer_lands_beside_what_feeds_it():
    points = settle({"a": CIRCLE}, {"b": CIRCLE, "c": CIRCLE}, [("a", "b"), ("b", "c")])
    assert points["b"][0] > 100 and points["c"][0] > points["b"][0] + 100
    assert abs(points["b"][1]) < 60


def test_a_crowd_of_newcomers_comes_as_a_block():
    names = [f"n{i}" for i in range(60)]
    boxes = dict.fromkeys(names, CIRCLE)
    points = settle({"a": CIRCLE}, boxes, [])
    assert not overlaps({**points, "a": (0, 0)}, {**boxes, "a": CIRCLE})


def test_laying_out_anew_forgets_places_but_not_what_is_open():
    g = nested()
    fresh = complete(g, {})
    moved = {**opened(g, fresh, "model.net"), "model.end": Place(9999, 9999, placed=True)}
    anew = {**moved, **lay_out_anew(g, moved, "model")}
    assert anew["model.net"].open and not anew["model.end"].placed
    assert not touching(siblings(g, anew))


def test_a_long_label_has_room():
    box = closed_box(thing("model." + "x" * 40))
    assert box.width > 200
