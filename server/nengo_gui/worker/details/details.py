"""Everything there is to tell of one object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import nengo
from nengo_gui.protocol.objects import Attribute, Chart, Details, ObjectId
from nengo_gui.worker.details.attributes import attributes_of
from nengo_gui.worker.details.decoding import charts_of_connection, errors_of
from nengo_gui.worker.details.tuning import charts_of_ensemble
from nengo_gui.worker.naming import Naming
from nengo_gui.worker.texts import MAX_MESSAGE, shown

NOT_BUILT = "The curves are there once the model is built."
NO_NEURONS = "In direct mode there are no neurons, so there is nothing to tune or decode."


def details_of(object_id: ObjectId, naming: Naming, sim: nengo.Simulator | None) -> Details:
    """Tell how something was made and built.

    Parameters
    ----------
    object_id : str
        Its id; of what is not in the model there are no details.
    naming : Naming
        The objects of the model.
    sim : Simulator or None
        The built model; without it there are no charts.
    """
    obj = naming.objects.get(object_id)
    if obj is None:
        return Details(object_id, problem="It is not in the model any more.")
    attributes = (*attributes_of(object_id, naming), *_counts(obj))
    if not isinstance(obj, nengo.Ensemble | nengo.Connection):
        return Details(object_id, attributes)
    if sim is None:
        return Details(object_id, attributes, problem=NOT_BUILT)
    if isinstance(obj, nengo.Ensemble) and isinstance(obj.neuron_type, nengo.Direct):
        return Details(object_id, attributes, problem=NO_NEURONS)
    try:
        return Details(object_id, attributes, tuple(_charts(obj, naming, sim)))
    except Exception as error:  # functions, distributions and neuron types may be the model's own
        problem = shown(f"There are no curves: {type(error).__name__}: {error}", MAX_MESSAGE)
        return Details(object_id, attributes, problem=problem)


def _charts(obj: Any, naming: Naming, sim: nengo.Simulator) -> Iterator[Chart]:
    if isinstance(obj, nengo.Connection):
        yield from charts_of_connection(obj, sim)
    else:
        yield from charts_of_ensemble(obj, sim)
        yield from errors_of(obj, naming, sim)


def _counts(obj: Any) -> Iterator[Attribute]:
    """Count what is in a network, directly and at any depth."""
    if not isinstance(obj, nengo.Network):
        return
    for name in ("ensembles", "nodes", "connections", "networks"):
        own, all_of_them = len(getattr(obj, name)), len(getattr(obj, f"all_{name}"))
        deep = f" ({all_of_them:,} at any depth)" if all_of_them > own else ""
        if all_of_them:
            yield Attribute(name, f"{own:,}{deep}", "object")
