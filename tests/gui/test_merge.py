"""What two people make of one text is brought together, and nothing is lost unseen."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nengo_gui.session.lineage import MOST_CHARACTERS, MOST_TEXTS, Lineage
from nengo_gui.session.merge import merge

BASE = "import nengo\n\nwith nengo.Network() as model:\n    a = 1\n    b = 2\n    c = 3\n"
TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n", "long line\n"]), max_size=12)


def text(lines):
    return "".join(lines)


@given(TEXTS, TEXTS)
def test_one_sided_changes_are_taken_as_they_are(base, other):
    assert merge(text(base), text(base), text(other)) == (text(other), True)
    assert merge(text(base), text(other), text(base)) == (text(other), True)


@given(TEXTS, TEXTS)
def test_what_both_did_alike_is_done_once(base, other):
    assert merge(text(base), text(other), text(other)) == (text(other), True)


@given(TEXTS, TEXTS, TEXTS)
def test_no_line_is_invented(base, earlier, later):
    merged = merge(text(base), text(earlier), text(later)).text
    assert set(merged.splitlines()) <= set((text(base) + text(earlier) + text(later)).splitlines())


@given(st.lists(st.sampled_from("abcd"), min_size=3, max_size=9), st.data())
def test_changes_of_different_lines_are_both_kept(lines, data):
    i, j = data.draw(st.permutations(range(len(lines))))[:2]
    base = [f"{line}\n" for line in lines]
    earlier, later, both = (list(base) for _ in range(3))
    earlier[i] = both[i] = "earlier\n"
    later[j] = both[j] = "later\n"
    assert merge(text(base), text(earlier), text(later)) == (text(both), True)


@pytest.mark.parametrize(
    ("earlier", "later", "merged"),
    [
        (("import nengo", "import numpy\nimport nengo"), ("c = 3", "c = 4"), True),
        (("    c = 3\n", ""), ("a = 1", "a = 0"), True),
        (("b = 2", "b = 5"), ("b = 2", "b = 6"), False),
        (("    c = 3\n", "    c = 3\n# one\n"), ("    c = 3\n", "    c = 3\n# two\n"), False),
    ],
)
def test_the_same_line_in_two_hands_goes_to_the_later_one(earlier, later, merged):
    ours, theirs = BASE.replace(*earlier), BASE.replace(*later)
    result = merge(BASE, ours, theirs)
    assert result.clean is merged
    assert later[1] in result.text
    if merged:
        assert earlier[1] in result.text


def test_texts_too_long_to_compare_are_still_merged_from_both_ends():
    lines = [f"{i}\n" for i in range(5000)]
    changed = ["first\n", *lines[1:]]
    shuffled = [lines[0], *reversed(lines[1:-1]), "last\n"]
    merged = merge(text(lines), text(changed), text(shuffled))
    assert merged.text.endswith("last\n") and merged.clean is merged.text.startswith("first\n")


def test_a_lineage_finds_the_latest_text_it_knows_and_stays_small():
    lineage = Lineage()
    lineage.add("one", 1)
    lineage.add("two")

    assert lineage.find([1, zlib.crc32(b"two"), zlib.crc32(b"one")]) == "two"
    assert lineage.at(1) == "one" and lineage.at(2) is None
    for n in range(MOST_TEXTS):
        lineage.add(f"text {n}")
    assert lineage.find([zlib.crc32(b"one")]) is None and lineage.at(1) is None
    lineage.add("x" * MOST_CHARACTERS)
    assert lineage.find([zlib.crc32(b"two")]) is None
