"""The graph says what there is, by names that survive edits."""

import pytest

import nengo
from nengo_gui.worker.describe import describe, probeable
from nengo_gui.worker.naming import Naming
from nengo_gui.worker.source import Source


def graph_of(text):
    """Run a model file here, and describe it."""
    source = Source(text, "model.py")
    names = {}
    exec(compile(text, source.filename, "exec"), names)
    return describe(Naming(names["model"], names), source, revision=3)


def objects_of(text):
    return {thing.id: thing for thing in graph_of(text).objects}


def connections_of(text):
    return {connection.id: connection for connection in graph_of(text).connections}


def in_model(*lines):
    return "import nengo\nimport numpy as np\nwith nengo.Network() as model:\n" + "".join(
        f"    {line}\n" for line in lines
    )


NESTED = in_model(
    "stim = nengo.Node([1, 2])",
    "with nengo.Network(label='Cortex') as cortex:",
    "    memory = nengo.Ensemble(30, 2)",
    "    model.attribute = nengo.Ensemble(5, 1)",
    "    cortex.own = nengo.Ensemble(5, 1)",
    "ensembles = [nengo.Ensemble(10, 1) for _ in range(2)]",
    "array = nengo.networks.EnsembleArray(7, 3)",
    "link = nengo.Connection(stim, memory)",
    "nengo.Connection(memory[0], array.input[1])",
)


def test_ids_are_paths_of_names():
    objects = objects_of(NESTED)
    assert list(objects) == [
        "model",
        "model.ensembles[0]",
        "model.ensembles[1]",
        "model.stim",
        "model.cortex",
        "model.cortex.memory",
        "model.cortex.ensembles[1]",
        "model.cortex.own",
        "model.array",
        "model.array.ensembles[0]",
        "model.array.ensembles[1]",
        "model.array.ensembles[2]",
        "model.array.input",
        "model.array.output",
    ]
    assert objects["model.cortex"].label == "Cortex" and objects["model.stim"].label == "stim"
    assert list(connections_of(NESTED))[:2] == ["model.link", "model.connections[1]"]


def test_parents_come_first_and_every_end_is_there():
    graph = graph_of(NESTED)
    ids = [thing.id for thing in graph.objects]
    assert graph.revision == 3 and len(set(ids)) == len(ids)
    for place, thing in enumerate(graph.objects[1:], start=1):
        assert ids.index(thing.parent) < place
    for connection in graph.connections:
        assert {connection.pre, connection.post, connection.parent} <= set(ids)


def test_names_stay_when_objects_come_and_go():
    before = objects_of(in_model("a = nengo.Ensemble(1, 1)", "b = nengo.Ensemble(2, 1)"))
    after = objects_of(in_model("x = nengo.Ensemble(9, 1)", "b = nengo.Ensemble(2, 1)"))
    assert before["model.b"].n_neurons == after["model.b"].n_neurons == 2


@pytest.mark.parametrize(
    "lines",
    [
        ["a = nengo.Node(1)", "b = a"],
        ["a = nengo.Node(1)", "model.label = 'a'", "model.copy_of_a = a"],
        ["for _ in range(3):", "    a = nengo.Node(1)"],
        ["model.a = nengo.Node(1)", "a = nengo.Node(2)"],
        ["model.nodes_ = a = nengo.Node(1)", "__hidden = nengo.Node(1)"],
    ],
)
def test_every_object_has_exactly_one_id(lines):
    n_nodes = {"for _ in range(3):": 3, "model.a = nengo.Node(1)": 2}.get(lines[0], None)
    objects = objects_of(in_model(*lines))
    assert len(objects) == 1 + (n_nodes or sum("Node" in line for line in lines))


def test_lines_are_those_of_the_file_that_made_the_object():
    objects = objects_of(NESTED)
    assert objects["model"].line == 3 and objects["model.cortex.memory"].line == 6
    assert objects["model.array.ensembles[2]"].line == objects["model.array"].line == 10


def test_sizes_and_counts():
    objects = objects_of(NESTED)
    memory, array, model = (objects[f"model{name}"] for name in (".cortex.memory", ".array", ""))
    assert (memory.n_neurons, memory.dimensions, memory.size_in) == (30, 2, 2)
    assert memory.neuron_type == "LIF"
    assert (array.glyph, array.n_members, array.n_neurons, array.size_out) == ("array", 3, 21, 3)
    assert (model.n_neurons, model.n_objects) == (30 + 5 + 5 + 20 + 21, 5)


@pytest.mark.parametrize(
    "output, glyph",
    [
        ("None, size_in=1", "passthrough"),
        ("[1.5]", "constant"),
        ("[0, 0]", "input"),
        ("lambda t: t", "source"),
        ("nengo.processes.WhiteSignal(1, 5)", "source"),
        ("lambda t, x: x, size_in=1", "function"),
        ("lambda t, x: None, size_in=1", "function"),
        ("html", "html"),
    ],
)
def test_the_glyph_tells_what_a_node_does(output, glyph):
    lines = ["def html(t): return t", "html._nengo_html_ = ''", f"n = nengo.Node({output})"]
    assert objects_of(in_model(*lines))["model.n"].glyph == glyph


@pytest.mark.parametrize(
    "neuron_type, names",
    [
        ("LIF", ("output", "spikes", "voltage", "refractory_time", "input")),
        ("LIFRate", ("output", "rates", "input")),
        ("Izhikevich", ("output", "spikes", "voltage", "recovery", "input")),
        ("Direct", ("output", "input")),
    ],
)
def test_what_can_be_shown_depends_on_the_neurons(neuron_type, names):
    with nengo.Network():
        ensemble = nengo.Ensemble(3, 1, neuron_type=getattr(nengo, neuron_type)())
    assert probeable(ensemble) == names


def test_networks_show_their_output_and_sinks_nothing():
    objects = objects_of(NESTED + "    sink = nengo.Node(lambda t, x: None, size_in=1)\n")
    assert objects["model.array"].probeable == ("output",)
    assert objects["model.cortex"].probeable == objects["model.sink"].probeable == ()


@pytest.mark.parametrize(
    "arguments, effect",
    [
        ("n, a.neurons, transform=-np.ones((5, 1))", "inhibitory"),
        ("n, a.neurons, transform=np.ones((5, 1))", "excitatory"),
        ("n, a.neurons, transform=[[1], [-1], [0], [0], [0]]", "mixed"),
        ("n, a.neurons, transform=np.zeros((5, 1))", "mixed"),
        ("a.neurons, a.neurons, transform=-1", "inhibitory"),
        ("a.neurons, a.neurons", "excitatory"),
        ("a.neurons, a.neurons, transform=nengo.dists.Uniform(-1, 0)", "mixed"),
        ("a, a.neurons, transform=-np.ones((5, 1))", "inhibitory"),
        ("a, a, transform=-1", "mixed"),
        ("a, a", "mixed"),
        ("n, a, transform=-1", "inhibitory"),
        ("n, a, function=lambda x: x, transform=-1", "mixed"),
        ("a.neurons, a.neurons, transform=nengo.Sparse((5, 5), indices=[[0, 1]], init=-2)",
         "inhibitory"),
    ],
)  # fmt: skip
def test_the_effect_is_the_sign_of_weights_that_are_known(arguments, effect):
    lines = [
        "n = nengo.Node([1])",
        "a = nengo.Ensemble(5, 1)",
        f"c = nengo.Connection({arguments})",
    ]
    connection = connections_of(in_model(*lines))["model.c"]
    assert connection.effect == effect
    assert connection.to_neurons == ("a.neurons" in arguments.split(",")[1])


def test_what_teaches_a_connection_points_at_it():
    connections = connections_of(
        in_model(
            "a = nengo.Ensemble(5, 1)",
            "b = nengo.Ensemble(5, 1)",
            "learned = nengo.Connection(a, b, learning_rule_type=nengo.PES())",
            "teach = nengo.Connection(b, learned.learning_rule, transform=-1)",
            "both = nengo.Connection(a.neurons, b.neurons, transform=np.ones((5, 5)),",
            "                        learning_rule_type=[nengo.BCM(), nengo.Oja()])",
        )
    )
    assert connections["model.learned"].learning_rules == ("PES",)
    assert connections["model.both"].learning_rules == ("BCM", "Oja")
    teach = connections["model.teach"]
    assert (teach.modulates, teach.post) == ("model.learned", "model.b")
    assert teach.transform == "-1"


def test_texts_of_connections_are_short():
    connections = connections_of(
        in_model(
            "a = nengo.Ensemble(50, 20)",
            "def product(x): return x[0] * x[1]",
            "c = nengo.Connection(a, a[0], function=product, synapse=0.1)",
            "d = nengo.Connection(a, a, transform=np.eye(20), synapse=None)",
            "e = nengo.Connection(a[:2], a[2:4], transform=[[1, 2], [3, 4]])",
        )
    )
    c, d, e = connections.values()
    assert (c.function, c.synapse, c.transform) == ("product", "Lowpass(tau=0.1)", "")
    assert (d.synapse, d.transform) == ("", "Dense 20×20")
    assert "3" in e.transform and len(e.transform) < 40


def test_large_labels_are_cut():
    objects = objects_of(in_model("a = nengo.Ensemble(1, 1, label='x' * 10_000)"))
    assert len(objects["model.a"].label) == 200
