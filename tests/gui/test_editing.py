"""Edits by hand: each is the smallest change of the text that does it."""

import textwrap

import pytest

from nengo_gui.editing.desk import answer
from nengo_gui.protocol.questions import (
    AddObject,
    Arguments,
    Connect,
    Declined,
    Delete,
    Edited,
    ReadArguments,
    Rename,
    SetArgument,
    Spot,
)

MODEL = """\
import nengo  # the simulator
import numpy as np

with nengo.Network(seed=1) as model:
    # what comes in
    stim = nengo.Node(np.sin)  # a wave
    memory = nengo.Ensemble(200, dimensions=1)

    nengo.Connection(stim, memory)
    probe = nengo.Probe(memory, synapse=0.01)
"""


def spot(id, type="ensemble", line=None, size=1, part=False):
    return Spot(
        id=f"model.{id}" if id != "model" else id, type=type, line=line, size=size, part=part
    )


TOP = spot("model", "network")


def asked(question):
    """Return the answer and the text with its changes made."""
    found = answer(question, "model.py", "")
    text = question.text.encode("utf-16-le")
    for change in reversed(getattr(found, "changes", ())):
        insert = change.insert.encode("utf-16-le")
        text = text[: 2 * change.start] + insert + text[2 * change.end :]
    return found, text.decode("utf-16-le")


def changed(question):
    """Return the lines that went and the lines that came."""
    found, text = asked(question)
    assert isinstance(found, Edited), found
    compile(text, "model.py", "exec")
    before, after = question.text.splitlines(), text.splitlines()
    went = [line for line in before if before.count(line) > after.count(line)]
    came = [line for line in after if after.count(line) > before.count(line)]
    return went, came


def declined(question):
    found, text = asked(question)
    assert isinstance(found, Declined), found
    assert text == question.text
    return f"{found.message} {found.remedy}"


def add(text, type="ensemble", network=TOP):
    return AddObject(text=text, type=type, network=network, x=None, y=None)


def model(body):
    """Return a model with these lines in its block."""
    lines = textwrap.indent(textwrap.dedent(body).strip(), "    ")
    return f"import nengo\n\nwith nengo.Network() as model:\n{lines}\n"


# Adding


@pytest.mark.parametrize(
    ("type", "lines"),
    [
        ("ensemble", ["    ensemble = nengo.Ensemble(n_neurons=100, dimensions=1)"]),
        ("node", ["    node = nengo.Node([0])"]),
        ("network", ["    with nengo.Network() as network:", "        pass"]),
    ],
)
def test_a_new_object_stands_behind_those_that_are_there(type, lines):
    went, came = changed(add(MODEL, type))
    assert (went, came) == ([], lines)
    _, text = asked(add(MODEL, type))
    assert text.splitlines()[6] == "    memory = nengo.Ensemble(200, dimensions=1)"
    assert text.splitlines()[7] == lines[0]


def test_a_new_object_has_a_name_of_its_own():
    text = MODEL
    for name in ("node", "node2", "node3"):
        found, text = asked(add(text, "node"))
        assert found.thing == f"model.{name}"


def test_the_first_object_takes_the_place_of_pass():
    went, came = changed(add("import nengo\n\nwith nengo.Network() as model:\n    pass\n"))
    assert went == ["    pass"]
    assert came == ["    ensemble = nengo.Ensemble(n_neurons=100, dimensions=1)"]


def test_objects_go_into_the_block_of_their_network():
    text = model(
        """
        with nengo.Network(label="cortex") as cortex:
            a = nengo.Ensemble(10, 1)
        b = nengo.Ensemble(10, 1)
        """
    )
    _, after = asked(add(text, "node", spot("cortex", "network", line=4)))
    assert after.splitlines()[5] == "        node = nengo.Node([0])"


def test_a_network_without_a_name_is_found_by_its_line():
    text = model(
        """
        with nengo.Network(label="cortex"):
            a = nengo.Ensemble(10, 1)
        """
    )
    _, after = asked(add(text, "node", spot("networks[0]", "network", line=4)))
    assert after.splitlines()[5] == "        node = nengo.Node([0])"


def test_a_network_that_has_no_block_gets_one():
    text = "import nengo\n\nmodel = nengo.Network()\nmodel.config[nengo.Ensemble].radius = 2\n"
    went, came = changed(add(text, "node"))
    assert (went, came) == ([], ["with model:", "    node = nengo.Node([0])"])


@pytest.mark.parametrize(
    ("imports", "written"),
    [
        ("import nengo as ng", "ng.Node([0])"),
        ("from nengo import Network, Node", "Node([0])"),
        ("from nengo import Network as Net, Node as N", "N([0])"),
    ],
)
def test_names_are_written_as_the_file_imports_them(imports, written):
    network = "ng.Network" if "ng" in imports else "Net" if "Net," in imports else "Network"
    text = f"{imports}\n\nwith {network}() as model:\n    pass\n"
    _, came = changed(add(text, "node"))
    assert came == [f"    node = {written}"]


def test_nengo_is_imported_where_it_is_not():
    text = "from nengo import Network\n\nwith Network() as model:\n    pass\n"
    _, came = changed(add(text, "node"))
    assert came == ["import nengo", "    node = nengo.Node([0])"]


def test_tabs_and_characters_beyond_ascii_stay_as_they_are():
    text = 'import nengo\n\nwith nengo.Network(label="🧠 größe") as model:\n\ta = nengo.Node([1])\n'
    went, came = changed(add(text, "node"))
    assert (went, came) == ([], ["\tnode = nengo.Node([0])"])


def test_no_line_break_at_the_end_is_no_hindrance():
    text = MODEL.rstrip("\n")
    found, after = asked(Connect(text=text, pre=spot("memory"), post=spot("memory")))
    assert after.startswith(text[:200]), found
    assert after.endswith("synapse=0.01)")


# Connecting


def connect(text, pre, post):
    return Connect(text=text, pre=pre, post=post)


def test_a_connection_stands_behind_the_other_connections():
    went, came = changed(connect(MODEL, spot("memory"), spot("memory")))
    assert (went, came) == ([], ["    nengo.Connection(memory, memory)"])
    _, text = asked(connect(MODEL, spot("memory"), spot("memory")))
    assert text.splitlines()[9] == "    nengo.Connection(memory, memory)"


def test_a_connection_stands_behind_what_it_connects():
    text = model(
        """
        a = nengo.Node([0])
        nengo.Connection(a, a)
        b = nengo.Ensemble(10, 1)
        """
    )
    _, after = asked(connect(text, spot("a", "node"), spot("b")))
    assert after.splitlines()[6] == "    nengo.Connection(a, b)"


@pytest.mark.parametrize(
    ("sizes", "ends"),
    [((2, 2), "a, b"), ((1, 3), "a, b[0]"), ((3, 2), "a[:2], b"), ((0, 3), "a, b")],
)
def test_the_larger_end_is_sliced(sizes, ends):
    text = model("a = nengo.Node([0])\nb = nengo.Ensemble(10, 3)")
    question = connect(text, spot("a", "node", size=sizes[0]), spot("b", size=sizes[1]))
    assert changed(question)[1] == [f"    nengo.Connection({ends})"]


def test_a_connection_lies_in_the_innermost_network_that_holds_both():
    text = model(
        """
        with nengo.Network() as cortex:
            a = nengo.Ensemble(10, 1)
            b = nengo.Ensemble(10, 1)
        c = nengo.Ensemble(10, 1)
        """
    )
    inner = changed(connect(text, spot("cortex.a"), spot("cortex.b")))[1]
    outer = changed(connect(text, spot("cortex.a"), spot("c")))[1]
    assert inner == ["        nengo.Connection(a, b)"]
    assert outer == ["    nengo.Connection(a, c)"]


def test_networks_are_connected_by_their_gates():
    text = model("bg = nengo.networks.BasalGanglia(2)\na = nengo.Node([0, 1])")
    came = changed(connect(text, spot("a", "node", 5, 2), spot("bg", "network", 4, 2)))[1]
    assert came == ["    nengo.Connection(a, bg.input)"]


def test_members_of_ready_made_networks_can_be_connected():
    text = model("bg = nengo.networks.BasalGanglia(2)\na = nengo.Node([0, 1])")
    member = spot("bg.output", "node", 4, 2, part=True)
    came = changed(connect(text, member, spot("a", "node", 5, 2)))[1]
    assert came == ["    nengo.Connection(bg.output, a)"]


def test_what_has_no_name_gets_one_when_it_is_connected():
    text = model("nengo.Ensemble(10, 1)\na = nengo.Node([0])")
    went, came = changed(connect(text, spot("a", "node"), spot("ensembles[0]", line=4)))
    assert went == ["    nengo.Ensemble(10, 1)"]
    assert came == [
        "    ensemble = nengo.Ensemble(10, 1)",
        "    nengo.Connection(a, ensemble)",
    ]


# Arguments


def set_(text, thing, name, value):
    return SetArgument(text=text, thing=thing, name=name, value=value)


@pytest.mark.parametrize(
    ("call", "name", "value", "after"),
    [
        ("(200, 1)", "n_neurons", "50", "(50, 1)"),
        ("(200, 1)", "dimensions", "2", "(200, 2)"),
        ("(200, dimensions=1)", "dimensions", "2", "(200, dimensions=2)"),
        ("(200, 1)", "radius", "1.5", "(200, 1, radius=1.5)"),
        ("(200, 1,)", "radius", "1.5", "(200, 1, radius=1.5)"),
        ("(200, 1, radius=2)", "radius", "", "(200, 1)"),
        ("(200, 1, 2, seed=3)", "radius", "", "(200, 1, seed=3)"),
        ("(200, 1, 2, None, seed=3)", "radius", "", "(200, 1, encoders=None, seed=3)"),
        ("(radius=2, n_neurons=1)", "radius", "", "(n_neurons=1)"),
        ("(200, 1)", "seed", "", "(200, 1)"),
        ("(200, 1)", "intercepts", "(1, 2)", "(200, 1, intercepts=(1, 2))"),
        ("(200, 1)", "intercepts", "1, 2", "(200, 1, intercepts=(1, 2))"),
        ("(200, 1, radius=(2))", "radius", "3", "(200, 1, radius=3)"),
    ],
)
def test_arguments_are_changed_where_they_stand(call, name, value, after):
    text = model(f"a = nengo.Ensemble{call}  # kept")
    _, text = asked(set_(text, spot("a"), name, value))
    assert text == model(f"a = nengo.Ensemble{after}  # kept")


def test_an_argument_is_added_in_the_way_the_others_are_written():
    text = model(
        """
        a = nengo.Ensemble(
            n_neurons=200,  # many
            dimensions=1,  # few
        )
        """
    )
    _, after = asked(set_(text, spot("a", line=4), "radius", "2"))
    assert after == text.replace("# few\n", "# few\n        radius=2,\n")
    _, again = asked(set_(after, spot("a", line=4), "radius", ""))
    assert again == text


def test_a_last_argument_without_a_comma_gets_one():
    text = model("a = nengo.Ensemble(\n    200,\n    1  # few\n)")
    _, after = asked(set_(text, spot("a"), "radius", "2"))
    assert after == text.replace("1  # few\n", "1,  # few\n        radius=2\n")


def test_a_network_can_be_given_what_it_had_not():
    text = "import nengo\n\nwith nengo.Network() as model:\n    pass\n"
    assert changed(set_(text, TOP, "label", '"brain"'))[1] == [
        'with nengo.Network(label="brain") as model:'
    ]


def test_a_connection_is_found_by_its_line():
    thing = spot("connections[0]", "connection", line=9)
    assert changed(set_(MODEL, thing, "synapse", "0.1"))[1] == [
        "    nengo.Connection(stim, memory, synapse=0.1)"
    ]


def test_arguments_tell_what_is_written_and_what_else_holds():
    found, _ = asked(ReadArguments(text=MODEL, thing=spot("memory", line=7)))
    assert isinstance(found, Arguments)
    assert (found.callee, found.name) == ("nengo.Ensemble", "memory")
    told = {each.name: (each.text, each.default) for each in found.arguments}
    assert told["n_neurons"] == ("200", "")
    assert told["radius"] == ("", "1.0")
    assert told["neuron_type"] == ("", "LIF()")


def test_the_ends_of_a_connection_are_none_of_its_settings():
    found, _ = asked(ReadArguments(text=MODEL, thing=spot("connections[0]", "connection", 9)))
    assert {"pre", "post"}.isdisjoint(each.name for each in found.arguments)


@pytest.mark.parametrize("value", ["1..2", "lambda", "1)", "2 # no", "a b"])
def test_what_is_no_expression_is_declined(value):
    said = declined(set_(MODEL, spot("memory"), "radius", value))
    assert value in said and "expression" in said


# Renaming


def rename(text, thing, name):
    return Rename(text=text, thing=thing, name=name)


def test_a_new_name_is_used_everywhere():
    went, came = changed(rename(MODEL, spot("memory"), "store"))
    assert came == [line.replace("memory", "store") for line in went]
    assert len(came) == 3


def test_only_the_variable_is_renamed():
    text = model(
        """
        a = nengo.Ensemble(10, 1, label="a")  # a stays
        def f(a):
            return a
        def g(x):
            return x * a.radius
        b = nengo.Connection(a, a, function=f)
        b.a = dict(a=a)
        """
    )
    _, after = asked(rename(text, spot("a"), "c"))
    assert after == model(
        """
        c = nengo.Ensemble(10, 1, label="a")  # a stays
        def f(a):
            return a
        def g(x):
            return x * c.radius
        b = nengo.Connection(c, c, function=f)
        b.a = dict(a=c)
        """
    )


def test_attributes_can_be_renamed():
    text = model("model.a = nengo.Node([0])\nmodel.b = nengo.Node([1])\nnengo.Probe(model.a)")
    went, came = changed(rename(text, spot("a", "node"), "c"))
    assert came == [line.replace("model.a", "model.c") for line in went]


def test_what_has_no_name_is_given_one():
    text = model('nengo.Node([0])\nwith nengo.Network(label="x"):\n    pass')
    assert changed(rename(text, spot("nodes[0]", "node", line=4), "a"))[1] == [
        "    a = nengo.Node([0])"
    ]
    assert changed(rename(text, spot("networks[0]", "network", line=5), "x"))[1] == [
        '    with nengo.Network(label="x") as x:'
    ]


@pytest.mark.parametrize("name", ["1a", "a b", "", "for", "stim", "np"])
def test_a_name_must_be_new_and_legal(name):
    assert declined(rename(MODEL, spot("memory"), name))


def test_the_model_keeps_its_name():
    assert "must be called model" in declined(rename(MODEL, TOP, "brain"))


# Deleting


def delete(text, *things):
    return Delete(text=text, things=things)


def test_connections_and_probes_go_with_an_object():
    found, text = asked(delete(MODEL, spot("memory")))
    assert text == MODEL[: MODEL.index("    memory")]
    assert found.said == "Deleted memory and 2 more lines"


def test_the_comment_of_several_stays_with_the_rest():
    went, _ = changed(delete(MODEL, spot("stim", "node")))
    assert went == [
        "    stim = nengo.Node(np.sin)  # a wave",
        "    nengo.Connection(stim, memory)",
    ]


def test_the_comment_of_one_goes_with_it():
    text = model("a = nengo.Node([0])\n\n# the second\nb = nengo.Node([1])\n\nc = nengo.Node([2])")
    _, after = asked(delete(text, spot("b", "node")))
    assert after == model("a = nengo.Node([0])\n\nc = nengo.Node([2])")


def test_settings_and_teachers_of_what_goes_go_too():
    text = model(
        """
        a = nengo.Ensemble(10, 1)
        b = nengo.Ensemble(10, 1)
        e = nengo.Ensemble(10, 1)
        model.config[a].radius = 2
        c = nengo.Connection(a, b)
        c.learning_rule_type = nengo.PES()
        nengo.Connection(e, c.learning_rule)
        nengo.Connection(b, e)
        """
    )
    _, after = asked(delete(text, spot("a")))
    assert after == model(
        """
        b = nengo.Ensemble(10, 1)
        e = nengo.Ensemble(10, 1)
        nengo.Connection(b, e)
        """
    )


def test_a_network_goes_with_its_inside():
    text = model(
        """
        a = nengo.Node([0])
        with nengo.Network() as cortex:
            b = nengo.Ensemble(10, 1)
        with cortex:
            nengo.Connection(b, b)
        nengo.Connection(a, b)
        """
    )
    _, after = asked(delete(text, spot("cortex", "network", line=5)))
    assert after == model("a = nengo.Node([0])")


def test_a_block_that_would_be_empty_passes():
    text = model("a = nengo.Node([0])\nnengo.Probe(a)")
    _, after = asked(delete(text, spot("a", "node")))
    assert after == model("pass")


def test_several_objects_go_at_once():
    _, after = asked(delete(MODEL, spot("stim", "node"), spot("memory")))
    assert after.endswith("as model:\n    # what comes in\n    pass\n")


def test_a_connection_goes_alone():
    thing = spot("connections[0]", "connection", line=9)
    assert changed(delete(MODEL, thing)) == (["    nengo.Connection(stim, memory)"], [])


@pytest.mark.parametrize(
    "use", ["print(a)", "x = a.size_out", "for k in range(2):\n    nengo.Probe(a)"]
)
def test_what_is_used_otherwise_stays(use):
    assert "a is also used on line" in declined(
        delete(model(f"a = nengo.Node([0])\n{use}"), spot("a", "node"))
    )


# What cannot be edited by hand


REPEATED = """
    for k in range(3):
        a = nengo.Ensemble(10, 1)
    b = [nengo.Ensemble(10, 1) for k in range(3)]
    def make():
        return nengo.Ensemble(10, 1)
    c = make()
    d = nengo.networks.EnsembleArray(10, 2)
    """


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        (spot("a", line=5), "made in a loop on line 4"),
        (spot("ensembles[3]", line=6), "made in a loop on line 6"),
        (spot("c", line=8), "made in the function make on line 7"),
        (spot("d.input", "node", line=10, part=True), "part of what line 10 makes"),
        (spot("x"), "not made in this file"),
        (spot("e", line=99), "not made in this file"),
    ],
)
def test_what_is_made_elsewhere_or_repeatedly_is_declined(thing, said):
    assert said in declined(set_(model(REPEATED), thing, "seed", "1"))
    assert said in declined(delete(model(REPEATED), thing))


def test_text_that_is_no_python_is_declined():
    assert "not Python from line 2 on" in declined(add("import nengo\nwith model(:\n"))


def test_objects_are_found_by_name_when_lines_have_moved():
    text = "\n\n" + MODEL
    _, came = changed(set_(text, spot("memory"), "n_neurons", "30"))
    assert came == ["    memory = nengo.Ensemble(30, dimensions=1)"]


def test_equal_names_are_told_apart_by_their_network():
    text = model(
        """
        with nengo.Network() as left:
            a = nengo.Ensemble(10, 1)
        with nengo.Network() as right:
            a = nengo.Ensemble(10, 1)
        """
    )
    _, after = asked(set_(text, spot("right.a"), "n_neurons", "30"))
    assert after.splitlines()[6] == "        a = nengo.Ensemble(30, 1)"
