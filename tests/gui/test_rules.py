"""The rules of a model file are read correctly, however they are spelled."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nengo_gui.worker.positions import Positions
from nengo_gui.worker.rules import check


def problems(text):
    return check(ast.parse(text), Positions(text))


def found(text):
    return [(problem.severity, problem.line) for problem in problems(text)]


CERTAIN = [
    "import nengo\nnengo.Simulator(m)",
    "import nengo as n\nwith n.Simulator(m) as sim:\n    pass",
    "from nengo import Simulator\nsim = Simulator(m)",
    "from nengo import Simulator as S\nsim = S(m)",
    "from nengo import *\nsim = Simulator(m)",
    "import nengo.simulator\nnengo.simulator.Simulator(m)",
    "import nengo.simulator as s\ns.Simulator(m)",
    "from nengo.simulator import Simulator\nSimulator(m)",
    "import nengo_dl\nnengo_dl.Simulator(m)",
    "from nengo_ocl import Simulator\nSimulator(m)",
    "import nengo\nif (sim := nengo.Simulator(m)): pass",
    "import nengo; S = nengo.Simulator\nS(m)",
    "import nengo; S, T = nengo.Simulator, 1\nS(m)",
    "import nengo\ngetattr(nengo, 'Simulator')(m)",
    "import importlib\nimportlib.import_module('nengo').Simulator(m)",
    "from importlib import import_module as get\nget('nengo.simulator').Simulator(m)",
    "x = 1\n__import__('nengo').Simulator(m)",
    "import nengo, functools; f = functools.partial(nengo.Simulator, m)\nf()",
    "import nengo; f = lambda m: m; g = nengo\ng.Simulator(m)",
    "from nengo import Simulator as S; C: type = S\nC(m)",
    "import matplotlib.pyplot as plt; x = 1\nimport matplotlib",
    "x = 1\nfrom matplotlib import pyplot",
    "x = 1\nimport os, pylab",
    "x = 1\nfrom mpl_toolkits.mplot3d import Axes3D",
    "x = 1\n__import__('matplotlib.pyplot')",
    "import importlib\nimportlib.import_module('matplotlib')",
]


@pytest.mark.parametrize("text", CERTAIN)
def test_what_certainly_happens_is_an_error_on_its_line(text):
    assert found(text)[-1] == ("error", 2)


@pytest.mark.parametrize(
    "text",
    [
        "import nengo\ndef f():\n    nengo.Simulator(m)",
        "import nengo\nx = 1\nf = lambda: nengo.Simulator(m)",
        "import nengo\nif x:\n    nengo.Simulator(m)",
        "import nengo\nfor x in y:\n    nengo.Simulator(m)",
        "import nengo\nwhile x:\n    nengo.Simulator(m)",
        "import nengo\nx = 1\ny = x and nengo.Simulator(m)",
        "import nengo\nclass A:\n    def f(self): nengo.Simulator(m)",
        "import nengo\n@register\ndef f(): nengo.Simulator(m)\nf()",
        "x = 1\ndef f():\n    import matplotlib.pyplot as plt",
        "x = 1\ndef f():\n    def g(): import pylab",
        "import nengo\nmatch x:\n    case 1: nengo.Simulator(m)",
    ],
)
def test_what_may_happen_is_a_warning(text):
    assert found(text) == [("warning", 3)]


def test_functions_that_are_called_happen():
    text = "import nengo\ndef g():\n    nengo.Simulator(m)\ndef f(n):\n    g()\n    f(n)\nf(3)"
    assert found(text) == [("error", 3)]


def test_a_call_that_is_certain_outweighs_one_that_is_not():
    assert found("def f():\n    import pylab\nif x:\n    f()\nf()") == [("error", 2)]


@pytest.mark.parametrize("error", ["ImportError", "ModuleNotFoundError", "Exception",
                                   "(OSError, ImportError)", ""])  # fmt: skip
def test_an_import_that_may_fail_is_only_for_information(error):
    text = f"try:\n    import matplotlib\nexcept {error}:\n    matplotlib = None"
    assert found(text) == [("info", 2)]


def test_a_try_for_other_errors_changes_nothing():
    assert found("try:\n    import matplotlib\nexcept OSError:\n    pass") == [("error", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "if __name__ == '__main__':\n    import matplotlib\n    import nengo; nengo.Simulator(m)",
        "if '__main__' == __name__:\n    import matplotlib",
        "if __name__ != '__main__':\n    pass\nelse:\n    import matplotlib",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import matplotlib",
        "import typing\nif typing.TYPE_CHECKING:\n    import matplotlib",
        "from . import matplotlib",
        "class Simulator: pass\nSimulator(m)",
        "import nengo\nclass Simulator(nengo.Node): pass\nSimulator(m)",
        "import simulator\nsimulator.Simulator()",
        "import matplotlib_like",
        "text = 'import matplotlib'",
        "import nengo\nnengo.Simulator",
        "import nengo\ndef f(nengo): nengo.Simulator(m)",
        "import nengo\nnengo = 3\nnengo.Simulator(m)",
    ],
)
def test_what_breaks_no_rule_is_not_mentioned(text):
    assert found(text) == []


def test_the_else_of_main_is_what_happens():
    text = "if __name__ == '__main__':\n    pass\nelse:\n    import matplotlib"
    assert found(text) == [("error", 4)]


def test_every_problem_says_what_to_do():
    for text in CERTAIN:
        assert all(problem.remedy for problem in problems(text))


def test_problems_come_in_the_order_of_lines():
    text = "import nengo\ndef f():\n    import pylab\nnengo.Simulator(m)\nf()\nimport matplotlib"
    assert [line for _, line in found(text)] == [3, 4, 6]


def test_columns_are_counted_as_editors_count():
    (problem,) = problems("import nengo\nα = '𝄞é'; nengo.Simulator(α)\n")
    assert (problem.line, problem.column, problem.end_column) == (2, 11, 29)


@given(st.text(st.sampled_from("aé𝄞 \t"), max_size=20), st.data())
def test_bytes_and_characters_agree_on_where_something_is(line, data):
    at = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(at, len(line)))
    positions = Positions(f"first\r\n{line}\rthird")
    n_bytes = [len(line[:place].encode()) for place in (at, end)]
    span = positions.of_bytes(2, *n_bytes)
    units = line.encode("utf-16-le")
    assert units[2 * span.column : 2 * span.end_column].decode("utf-16-le") == line[at:end]
    assert positions.of_characters(2, at, end).column == span.column


def test_lines_end_where_python_and_editors_end_them():
    assert Positions("a\x0cb\u2028c\rd\r\ne\n").lines == ["a\x0cb\u2028c", "d", "e", ""]
