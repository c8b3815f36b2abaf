"""The file beside the model that remembers its layout: ``model.py.cfg``.

JSON with one object a line, so that a change of layout reads well in a diff::

    {
      "version": 1,
      "places": {
        "model.stim": {"x": -150, "y": 0, "placed": true}
      },
      "plots": [
        {"id": "p1", "kind": "value", "object": "model.stim", "x": -180, "y": 60}
      ]
    }
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from nengo_gui.protocol.objects import ObjectId, Place, Plot

VERSION = 1
SUFFIX = ".cfg"
T = TypeVar("T")


class Sidecar(msgspec.Struct, frozen=True):
    """What the file beside a model holds."""

    places: dict[ObjectId, Place] = {}
    plots: tuple[Plot, ...] = ()


def parse(text: str) -> Sidecar:
    """Read a sidecar; entries we cannot read are left out, the rest is kept.

    Raises
    ------
    ValueError
        If it is no sidecar of ours at all.
    """
    try:
        content = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise ValueError(f"The layout file is not JSON: {error}.") from error
    if not isinstance(content, dict) or content.get("version") != VERSION:
        raise ValueError(f"The layout file is not of version {VERSION}.")
    places, plots = content.get("places"), content.get("plots")
    return Sidecar(
        places=dict(_readable(places.items() if isinstance(places, dict) else (), _place)),
        plots=tuple(_readable(plots if isinstance(plots, list) else (), _plot)),
    )


def _readable(items: Iterable[Any], read: Any) -> Iterable[Any]:
    for item in items:
        try:
            yield read(item)
        except msgspec.ValidationError:
            continue  # written by hand, or by a later version


def _place(item: tuple[str, Any]) -> tuple[ObjectId, Place]:
    return item[0], msgspec.convert(item[1], Place)


def _plot(item: Any) -> Plot:
    return msgspec.convert(item, Plot)


def dump(sidecar: Sidecar) -> str:
    """Write a sidecar as text."""
    places = [f"{_json(name)}: {_json(place)}" for name, place in sidecar.places.items()]
    plots = [_json(plot) for plot in sidecar.plots]
    return (
        "{\n"
        f'  "version": {VERSION},\n'
        f'  "places": {_block("{", places, "}")},\n'
        f'  "plots": {_block("[", plots, "]")}\n'
        "}\n"
    )


def _block(start: str, lines: list[str], end: str) -> str:
    return start + "".join(f"\n    {line}," for line in lines)[:-1] + "\n  " * bool(lines) + end


def _json(value: object) -> str:
    # Whole pixels without ".0", and a space after each colon and comma, as people write it.
    plain = msgspec.to_builtins(value)
    if isinstance(plain, dict):
        plain = {key: _tidy(item) for key, item in plain.items()}
    return msgspec.json.format(msgspec.json.encode(plain), indent=0).decode()


def _tidy(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value
