"""Edits that change only how a text looks are told from those that change the model."""

import pytest

from nengo_gui.session.meaning import LONGEST, LineMap, meaning

TEXT = """\
import nengo

with nengo.Network() as model:
    a = nengo.Node(1)  # one
    b = nengo.Ensemble(10, 1)
"""


def moves(old, new):
    return LineMap.between(meaning(old), meaning(new))


@pytest.mark.parametrize(
    "edited",
    [
        TEXT + "\n# the end\n",
        "# the start\n" + TEXT,
        TEXT.replace("# one", "# uno, più"),
        TEXT.replace("(10, 1)", "( 10,1 )"),
        TEXT.replace("    ", "\t"),
        TEXT.replace("(10, 1)", "(\n        10,\n        1)"),
        TEXT.rstrip(),
    ],
)
def test_looks_do_not_matter(edited):
    assert moves(TEXT, edited) is not None


@pytest.mark.parametrize(
    "edited",
    [
        TEXT.replace("10", "11"),
        TEXT.replace("    b", "b"),
        TEXT.replace("b =", "c ="),
        TEXT + "x = '#'\n",
        TEXT + "(",
        "",
    ],
)
def test_all_else_does(edited):
    assert moves(TEXT, edited) is None


def test_a_comment_inside_a_string_is_no_comment():
    assert moves("x = '# a'\n", "x = '# b'\n") is None
    assert moves('"""a # b"""\n', '"""a # c"""\n') is None


def test_lines_are_found_again():
    found = moves(TEXT, "# one\n# two\n" + TEXT.replace("(10, 1)", "(\n\n    10, 1)"))
    assert [found(line) for line in (1, 3, 4, 5, None)] == [3, 5, 6, 7, None]


def test_what_is_no_python_means_nothing():
    for text in ("x = (", "'''", "  x\n y\n"):
        assert meaning(text) is None or moves(text, text) is not None
    assert meaning("x" * (LONGEST + 1)) is None
