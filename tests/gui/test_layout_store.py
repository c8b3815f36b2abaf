"""The file beside the model is read leniently and written so that people can read it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nengo_gui.layout.store import Sidecar, dump, parse
from nengo_gui.protocol.objects import Place, Plot, Source
from nengo_gui.session import sidecar
from nengo_gui.session.library import Library
from nengo_gui.session.names import parse_model

numbers = st.floats(-1e6, 1e6)
places = st.dictionaries(
    st.text(max_size=20), st.builds(Place, numbers, numbers, st.booleans(), st.booleans())
)
plots = st.lists(
    st.builds(
        Plot,
        id=st.text(max_size=5),
        kind=st.sampled_from(["value", "xy", "raster", "slider"]),
        object=st.text(max_size=20),
        x=numbers,
        y=numbers,
        dims=st.none() | st.lists(st.integers(0, 9), max_size=3).map(tuple),
        low=st.none() | numbers,
        also=st.lists(st.builds(Source, st.text(max_size=9)), max_size=2).map(tuple),
    ),
    max_size=3,
).map(tuple)


@given(places, plots)
def test_what_is_written_is_read_again(places, plots):
    text = dump(Sidecar(places, plots))
    assert parse(text) == Sidecar(places, plots)
    assert json.loads(text)["version"] == 1


def test_one_object_a_line():
    text = dump(Sidecar({"model.a": Place(1.0, 2.5), "model.b": Place(3.0, 4.0, placed=True)}))
    assert '    "model.a": {"x": 1, "y": 2.5},\n' in text
    assert '    "model.b": {"x": 3, "y": 4, "placed": true}\n' in text


def test_entries_that_cannot_be_read_do_not_spoil_the_others():
    text = json.dumps(
        {
            "version": 1,
            "places": {"model.a": {"x": 1, "y": 2}, "model.b": {"x": "left"}, "model.c": 3},
            "plots": [{"id": "p", "kind": "hologram", "object": "a", "x": 0, "y": 0}, 7],
            "colour": "blue",
        }
    )
    assert parse(text) == Sidecar({"model.a": Place(1, 2)})


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"version": 99}', "_viz_0 = Value(ens)"])
def test_what_is_no_sidecar_of_ours_says_so(text):
    with pytest.raises(ValueError, match="layout file"):
        parse(text)


def test_a_file_of_that_name_that_is_not_ours_is_kept(tmp_path):
    (tmp_path / "model.py.cfg").write_text("_viz_0 = nengo_gui.components.Value(ens)\n")
    library, model = Library(tmp_path, None), parse_model("model.py")
    assert sidecar.read(library, model) == Sidecar()
    sidecar.write(library, model, Sidecar({"model.a": Place(1, 2)}))
    assert sidecar.read(library, model) == Sidecar({"model.a": Place(1, 2)})
    assert "_viz_0" in (tmp_path / "model.py.cfg.old").read_text()
