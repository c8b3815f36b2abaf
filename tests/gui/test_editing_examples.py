"""Edits by hand of models that people wrote: every edit can be taken back by its opposite."""

from pathlib import Path

import pytest

from nengo_gui.editing.changes import Change
from nengo_gui.editing.desk import answer
from nengo_gui.editing.making import makings
from nengo_gui.editing.parameters import what_makes
from nengo_gui.editing.program import Program
from nengo_gui.protocol.questions import AddObject, Delete, Edited, Rename, SetArgument, Spot

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
MODELS = sorted(path for path in EXAMPLES.rglob("*.py") if path.parent.name != "deep")
SOME = MODELS[::4]
"""Reading a text takes a tenth of a second, so not all of them."""


def after(question):
    """Return the text with the changes made; None if it cannot be edited so."""
    found = answer(question, "model.py", "")
    if not isinstance(found, Edited):
        return None
    encoded = question.text.encode("utf-16-le")
    for each in reversed([Change(c.start, c.end, c.insert) for c in found.changes]):
        insert = each.insert.encode("utf-16-le")
        encoded = encoded[: 2 * each.start] + insert + encoded[2 * each.end :]
    text = encoded.decode("utf-16-le")
    compile(text, "model.py", "exec")
    return text


def named_things(text):
    """Return the first and the last ensemble or node that a variable holds."""
    program = Program(text)
    found = [
        Spot(id=f"model.{making.name}", type=made, line=program.line(making.call), size=1)
        for making in makings(program)
        if (made := what_makes(program.meaning(making.call))) in ("ensemble", "node")
        and making.name not in ("", "model")
    ]
    return [found[0], found[-1]] if found else []


@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem)
def test_every_edit_of_an_example_can_be_taken_back(path):
    text = path.read_text(encoding="utf-8")
    for thing in named_things(text):
        seeded = after(SetArgument(text=text, thing=thing, name="seed", value="12345"))
        if seeded is None or "seed" in text:
            continue  # made in a loop, or there is one already
        assert seeded.count("seed=12345") == 1
        assert after(SetArgument(text=seeded, thing=thing, name="seed", value="")) == text
        renamed = after(Rename(text=text, thing=thing, name="brand_new"))
        back = Spot(id="model.brand_new", type=thing.type, line=thing.line, size=1)
        old_name = thing.id.rpartition(".")[2]
        assert after(Rename(text=renamed, thing=back, name=old_name)) == text


@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem)
def test_what_was_added_to_an_example_can_be_deleted(path):
    text = path.read_text(encoding="utf-8")
    top = Spot(id="model", type="network", line=None, size=0)
    added = after(AddObject(text=text, type="ensemble", network=top, x=None, y=None))
    (line,) = set(added.splitlines()) - set(text.splitlines())
    name = line.split("=")[0].strip()
    thing = Spot(id=f"model.{name}", type="ensemble", line=None, size=1)
    assert after(Delete(text=added, things=(thing,))) == text
