"""From a network to the graph that the screen draws."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

import nengo
from nengo.connection import LearningRule
from nengo.ensemble import Neurons
from nengo.networks import EnsembleArray
from nengo.transforms import Dense, NoTransform, Sparse
from nengo_gui.protocol.objects import Glyph, Graph, GraphConnection, GraphObject, ObjectId
from nengo_gui.worker.naming import Naming
from nengo_gui.worker.source import Source
from nengo_gui.worker.texts import shown
from nengo_gui.worker.words import words_of

HTML_ATTRIBUTE = "_nengo_html_"
"""Where the function of a Node leaves the page that it draws."""


def describe(naming: Naming, source: Source, revision: int) -> Graph:
    """Describe everything there is to draw.

    Parameters
    ----------
    naming : Naming
        The objects and their ids.
    source : Source
        The file, to tell which line made what.
    revision : int
        The edit that the model comes from.
    """
    return Describer(naming, source).graph(revision)


class Describer:
    """Describes the objects of one model."""

    def __init__(self, naming: Naming, source: Source) -> None:
        self._naming = naming
        self._source = source
        self._synapse_texts: dict[int, str] = {}

    def graph(self, revision: int) -> Graph:
        """Describe the whole."""
        objects = self._naming.objects.items()
        return Graph(
            revision,
            objects=tuple(
                self._object(object_id, obj)
                for object_id, obj in objects
                if isinstance(obj, nengo.Ensemble | nengo.Node | nengo.Network)
            ),
            connections=tuple(self._connections()),
        )

    def _object(self, object_id: ObjectId, obj: Any) -> GraphObject:
        if isinstance(obj, nengo.Ensemble):
            return self._ensemble(object_id, obj)
        if isinstance(obj, nengo.Node):
            return self._node(object_id, obj)
        return self._network(object_id, obj)

    def _ensemble(self, object_id: ObjectId, ensemble: nengo.Ensemble) -> GraphObject:
        return GraphObject(
            **self._common(object_id, ensemble),
            kind="ensemble",
            size_in=ensemble.size_in,
            size_out=ensemble.size_out,
            dimensions=ensemble.dimensions,
            n_neurons=ensemble.n_neurons,
            neuron_type=shown(type(ensemble.neuron_type).__name__),
            probeable=probeable(ensemble),
        )

    def _node(self, object_id: ObjectId, node: nengo.Node) -> GraphObject:
        return GraphObject(
            **self._common(object_id, node),
            kind="node",
            glyph=_glyph(node),
            size_in=node.size_in,
            size_out=node.size_out,
            dimensions=node.size_out,
            probeable=probeable(node),
        )

    def _network(self, object_id: ObjectId, network: nengo.Network) -> GraphObject:
        is_array = isinstance(network, EnsembleArray)
        return GraphObject(
            **self._common(object_id, network),
            kind="network",
            glyph="array" if is_array else "",
            size_in=_size(network, "input", "size_in"),
            size_out=_size(network, "output", "size_out"),
            dimensions=_size(network, "output", "size_out"),
            n_neurons=network.n_neurons,
            n_objects=len(network.ensembles) + len(network.nodes) + len(network.networks),
            n_members=len(network.ensembles) if is_array else 0,
            probeable=probeable(network),
        )

    def _common(self, object_id: ObjectId, obj: Any) -> dict[str, Any]:
        parent, _, name = object_id.rpartition(".")
        return {
            "id": object_id,
            "label": shown(obj.label or name),
            "parent": parent,
            "line": self._line(obj),
        }

    def _connections(self) -> Iterator[GraphConnection]:
        for object_id, obj in self._naming.objects.items():
            if isinstance(obj, nengo.Connection):
                pre, post, modulates = self._ends(obj)
                # An end that is not in the model is a mistake, which building tells.
                if pre is not None and post is not None:
                    yield self._connection(object_id, obj, pre, post, modulates)

    def _connection(
        self,
        object_id: ObjectId,
        conn: nengo.Connection,
        pre: ObjectId,
        post: ObjectId,
        modulates: ObjectId | None,
    ) -> GraphConnection:
        return GraphConnection(
            id=object_id,
            pre=pre,
            post=post,
            parent=object_id.rpartition(".")[0],
            dimensions=conn.size_out,
            effect=_effect(conn),
            to_neurons=isinstance(conn.post_obj, Neurons),
            learning_rules=tuple(_rule_names(conn)),
            modulates=modulates,
            synapse=self._synapse_text(conn.synapse),
            function=_function_text(conn),
            transform=_transform_text(conn),
            line=self._line(conn),
        )

    def _ends(
        self, conn: nengo.Connection
    ) -> tuple[ObjectId | None, ObjectId | None, ObjectId | None]:
        """Return the ids of both ends, and of the connection that this one teaches."""
        post, modulates = conn.post_obj, None
        if isinstance(post, LearningRule):
            modulates = self._naming.id_of(post.connection)
            post = post.connection.post_obj
        return self._id_of(conn.pre_obj), self._id_of(post), modulates

    def _id_of(self, end: Any) -> ObjectId | None:
        return self._naming.id_of(end.ensemble if isinstance(end, Neurons) else end)

    def _synapse_text(self, synapse: Any) -> str:
        if synapse is None:
            return ""
        # Most connections share theirs, and a repr looks at signatures, which takes long.
        if id(synapse) not in self._synapse_texts:
            self._synapse_texts[id(synapse)] = shown(repr(synapse))
        return self._synapse_texts[id(synapse)]

    def _line(self, obj: Any) -> int | None:
        place = obj._birthplace
        return place.line if place is not None and place.file == self._source.filename else None


def probeable(obj: Any) -> tuple[str, ...]:
    """Name what a plot may show of an object.

    ``output`` is the value it represents, puts out or delivers; ``similarity`` that value in words;
    ``html`` a page that a Node draws; ``spikes`` or ``rates`` and what follows concern its neurons.
    """
    if isinstance(obj, nengo.Connection):
        return ("output",)
    if isinstance(obj, nengo.Network):
        output = getattr(obj, "output", None)
        names = probeable(output)[:1] if isinstance(output, nengo.Node | nengo.Ensemble) else ()
        return (*names, "similarity") if words_of(obj) is not None else names
    if isinstance(obj, nengo.Node):
        output = ("output",) if obj.size_out else ()
        return (*output, "html") if hasattr(obj.output, HTML_ATTRIBUTE) else output
    neuron_type = obj.neuron_type
    if obj.neurons.size_out == 0:  # direct mode
        return ("output", "input")
    states = tuple(name for name in neuron_type.probeable if name != "output")
    return ("output", "spikes" if neuron_type.spiking else "rates", *states, "input")


def _size(network: nengo.Network, name: str, size: str) -> int:
    """Return a size of the network's ``input`` or ``output``, if it has one by that name."""
    end = getattr(network, name, None)
    return getattr(end, size) if isinstance(end, nengo.Node | nengo.Ensemble) else 0


def _glyph(node: nengo.Node) -> Glyph:
    output = node.output
    if output is None:
        return "passthrough"
    if hasattr(output, HTML_ATTRIBUTE):
        return "html"
    if isinstance(output, np.ndarray):
        # What is always zero is there to be held by a slider.
        return "constant" if output.any() else "input"
    return "source" if node.size_in == 0 else "function"


def _effect(conn: nengo.Connection) -> Any:
    """Tell the sign of the weights, where no decoders are involved that have both signs."""
    is_decoded = isinstance(conn.pre_obj, nengo.Ensemble)
    if conn.function is not None or (is_decoded and not isinstance(conn.post_obj, Neurons)):
        return "mixed"
    weights = _weights(conn.transform)
    if weights is None or not weights.any():
        return "mixed"
    if (weights >= 0).all():
        return "excitatory"
    return "inhibitory" if (weights <= 0).all() else "mixed"


def _weights(transform: Any) -> np.ndarray | None:
    if isinstance(transform, NoTransform):
        return np.ones(1)
    init = getattr(transform, "init", None)
    if isinstance(transform, Sparse):
        init = getattr(init, "data", None)
    return init if isinstance(init, np.ndarray) else None


def _rule_names(conn: nengo.Connection) -> Iterator[str]:
    rules = conn.learning_rule_type
    if isinstance(rules, dict):
        rules = rules.values()
    elif not isinstance(rules, list | tuple):
        rules = () if rules is None else (rules,)
    return (shown(type(rule).__name__) for rule in rules)


def _function_text(conn: nengo.Connection) -> str:
    function = conn.function
    if function is None:
        return ""
    if isinstance(function, np.ndarray):
        return "points"
    return shown(getattr(function, "__name__", type(function).__name__))


def _transform_text(conn: nengo.Connection) -> str:
    transform = conn.transform
    if isinstance(transform, NoTransform):
        return ""
    if isinstance(transform, Dense) and isinstance(transform.init, np.ndarray):
        if transform.init.ndim == 0:
            return f"{transform.init.item():g}"
        if transform.init.size <= 4:
            return np.array2string(transform.init, precision=3, separator=", ")
    rows, columns = conn.size_out, conn.size_mid
    return shown(f"{type(transform).__name__} {rows}×{columns}")
