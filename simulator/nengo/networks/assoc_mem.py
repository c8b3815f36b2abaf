"""A memory that answers a noisy key with a clean value."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from nengo.arrays import is_iterable
from nengo.config import Config
from nengo.connection import Connection
from nengo.dists import Choice, Exponential, Uniform
from nengo.ensemble import Ensemble
from nengo.exceptions import ValidationError
from nengo.network import Network
from nengo.networks.ensemblearray import EnsembleArray
from nengo.node import Node

INHIBITION = -1.5
"""Strength with which the node `inhibit` silences one ensemble: enough against a full input."""


class AssociativeMemory(Network):
    """Maps input vectors to output vectors.

    Each pair has an ensemble, which represents how similar the input is to the input vector of
    the pair. Where that is more than a threshold, the output vector is added to the output.

    Parameters
    ----------
    input_vectors : (n_items, dimensions) array-like
        The keys.
    output_vectors : (n_items, output dimensions) array-like, optional
        The values; the keys themselves by default, which makes a clean-up memory.
    n_neurons : int
        Number of neurons for each pair.
    threshold : float or (n_items,) array-like
        Similarity above which an item is active.
    input_scales : float or (n_items,) array-like
        Factor of each key.
    inhibitable : bool
        Whether to add a node that silences the memory.
    label, seed, add_to_container
        See `nengo.Network`.

    Attributes
    ----------
    input, output : Node
        The noisy key and the clean value.
    elem_input, elem_output : Node
        Similarity and activity of each item.
    inhibit : Node or None
        1 silences the memory.
    am_ensembles : list of Ensemble
        The ensemble of each item.
    thresh_ens : EnsembleArray or None
        Cleaned activity of each item, once added.

    Raises
    ------
    ValidationError
        If there are no vectors, or different numbers of vectors, thresholds or scales.
    """

    exp_scale = 0.15
    """Scale of the neurons' thresholds: how densely they crowd at zero."""

    n_eval_points = 5000

    input: Node
    output: Node

    def __init__(
        self,
        input_vectors: Any,
        output_vectors: Any = None,
        n_neurons: int = 50,
        threshold: Any = 0.3,
        input_scales: Any = 1.0,
        inhibitable: bool = False,
        label: str | None = None,
        seed: int | None = None,
        add_to_container: bool | None = None,
    ) -> None:
        super().__init__(label, seed, add_to_container)
        input_vectors = np.atleast_2d(input_vectors)
        output_vectors = input_vectors if output_vectors is None else np.atleast_2d(output_vectors)
        self._check_counts(input_vectors, output_vectors, threshold)

        self.n_items = len(input_vectors)
        self.is_wta = False
        self.out_conns: list[Connection] = []
        self.default_vector_inhibit_conns: list[Connection] = []
        self.thresh_bias: EnsembleArray | None = None
        self.thresh_ens: EnsembleArray | None = None
        self.thresholded_utilities: Node | None = None
        self.inhibit: Node | None = None

        with self, self.am_ens_config:
            self._add_items(n_neurons, np.broadcast_to(threshold, self.n_items))
            if inhibitable:
                self.inhibit = Node(size_in=1, label="inhibit")
                transform = np.full((self.n_items, 1), INHIBITION)
                Connection(self.inhibit, self.elem_input, transform=transform)
        self.add_input_mapping("input", input_vectors, input_scales)
        self.add_output_mapping("output", output_vectors)

    @property
    def am_ens_config(self) -> Config:
        """Make the defaults for the ensembles of items."""
        config = self.default_ens_config
        config.configures(Connection)
        config[Connection].synapse = None
        return config

    @property
    def default_ens_config(self) -> Config:
        """Make the defaults for the ensembles that answer when no item does."""
        return self._config_for(
            intercepts=Exponential(self.exp_scale, 0.0, 1.0), eval_points=Uniform(0.0, 1.0)
        )

    @property
    def thresh_ens_config(self) -> Config:
        """Make the defaults for the ensembles that clean the activity of items."""
        # The evaluation points are those where the neurons fire, so the decoded value is
        # close to a step from zero to one.
        return self._config_for(intercepts=Uniform(0.5, 1.0), eval_points=Uniform(0.75, 1.1))

    def add_input_mapping(self, name: str, input_vectors: Any, input_scales: Any = 1.0) -> None:
        """Add a second input, with keys of its own.

        Parameters
        ----------
        name : str
            Name of the attribute that will hold the node, and its label.
        input_vectors : (n_items, dimensions) array-like
            The keys.
        input_scales : float or (n_items,) array-like
            Factor of each key.

        Raises
        ------
        ValidationError
            If the name is taken, or the numbers of keys and scales differ.
        """
        self._check_name(name)
        input_vectors = np.atleast_2d(input_vectors)
        if is_iterable(input_scales) and len(input_scales) != len(input_vectors):
            raise ValidationError(
                f"has {len(input_scales)} values, but there are {len(input_vectors)} input "
                "vectors. Give one for each, or a single one for all.",
                attr="input_scales",
                obj=self,
            )
        scales = np.reshape(input_scales, (-1, 1))
        with self:
            node = Node(size_in=input_vectors.shape[1], label=name)
            Connection(node, self.elem_input, synapse=None, transform=input_vectors * scales)
        setattr(self, name, node)

    def add_output_mapping(self, name: str, output_vectors: Any) -> None:
        """Add a second output, with values of its own.

        Parameters
        ----------
        name : str
            Name of the attribute that will hold the node, and its label.
        output_vectors : (n_items, dimensions) array-like
            The values.

        Raises
        ------
        ValidationError
            If the name is taken.
        """
        self._check_name(name)
        output_vectors = np.atleast_2d(output_vectors)
        with self:
            node = Node(size_in=output_vectors.shape[1], label=name)
            conn = Connection(self._activity, node, synapse=None, transform=output_vectors.T)
        self.out_conns.append(conn)
        setattr(self, name, node)

    def add_default_output_vector(
        self,
        output_vector: Any,
        output_name: str = "output",
        n_neurons: int = 50,
        min_activation_value: float = 0.5,
    ) -> None:
        """Answer with a given value as long as no item is active.

        Parameters
        ----------
        output_vector : (dimensions,) array-like
            The value.
        output_name : str
            Name of the output that answers.
        n_neurons : int
            Number of neurons of the ensemble that watches for silence.
        min_activation_value : float
            Activity of items that suffices to silence it.
        """
        output = getattr(self, output_name)
        inhibition = np.full((1, self.n_items), -1.0 / min_activation_value)
        with self, self.default_ens_config:
            default = Ensemble(n_neurons, 1, label=f"Default {output_name} vector")
            Connection(self.bias_node, default, synapse=None)
            self.default_vector_inhibit_conns.append(
                Connection(self._activity, default, transform=inhibition)
            )
            value = np.reshape(output_vector, (-1, 1))
            Connection(default, output, transform=value, synapse=None)
            if self.inhibit is not None:
                Connection(self.inhibit, default, transform=INHIBITION, synapse=None)

    def add_wta_network(self, inhibit_scale: float = 1.5, inhibit_synapse: Any = 0.005) -> None:
        """Let items inhibit each other, so that the most similar one wins.

        Parameters
        ----------
        inhibit_scale : float
            Strength of the inhibition.
        inhibit_synapse : Synapse or float
            Its synapse.
        """
        if self.is_wta:
            warnings.warn(
                "The items of this associative memory inhibit each other already. "
                "Calling add_wta_network again changes nothing.",
                stacklevel=2,
            )
            return
        others = np.eye(self.n_items) - 1
        with self:
            Connection(
                self.elem_output,
                self.elem_input,
                synapse=inhibit_synapse,
                transform=others * inhibit_scale,
            )
        self.is_wta = True

    def add_threshold_to_outputs(self, n_neurons: int = 50, inhibit_scale: float = 10) -> None:
        """Clean the activity of items, so that outputs have the full length or none.

        Parameters
        ----------
        n_neurons : int
            Number of neurons for each item, twice.
        inhibit_scale : float
            How steep the step from none to full is.
        """
        if self.thresh_ens is not None:
            warnings.warn(
                "The outputs of this associative memory are thresholded already. "
                "Calling add_threshold_to_outputs again changes nothing.",
                stacklevel=2,
            )
            return
        with self:
            clean = self._add_threshold_ensembles(n_neurons, inhibit_scale)
            # All that listens to the activity now listens to the clean one.
            self._reconnect(self.default_vector_inhibit_conns)
            self._reconnect(self.out_conns)
            if self.inhibit is not None:
                for ensemble in clean.ensembles:
                    Connection(self.inhibit, ensemble, transform=INHIBITION, synapse=None)

    @property
    def _activity(self) -> Node:
        """Where outputs are read from."""
        if self.thresholded_utilities is None:
            return self.elem_output
        return self.thresholded_utilities

    def _check_counts(self, inputs: np.ndarray, outputs: np.ndarray, threshold: Any) -> None:
        if inputs.size == 0:
            raise ValidationError(
                "there are no input vectors. Give one or more.", attr="input_vectors", obj=self
            )
        if len(inputs) != len(outputs):
            raise ValidationError(
                f"there are {len(inputs)} input vectors, but {len(outputs)} output vectors. "
                "Give as many of each.",
                attr="input_vectors",
                obj=self,
            )
        if is_iterable(threshold) and len(threshold) != len(inputs):
            raise ValidationError(
                f"has {len(threshold)} values, but there are {len(inputs)} input vectors. "
                "Give one for each, or a single one for all.",
                attr="threshold",
                obj=self,
            )

    def _check_name(self, name: str) -> None:
        if hasattr(self, name):
            raise ValidationError(
                f"there is an attribute {name!r} already. Choose another name for the node.",
                attr="name",
                obj=self,
            )

    def _config_for(self, intercepts: Any, eval_points: Any) -> Config:
        config = Config(Ensemble)
        config[Ensemble].radius = 1
        config[Ensemble].intercepts = intercepts
        config[Ensemble].encoders = Choice([[1]])
        config[Ensemble].eval_points = eval_points
        config[Ensemble].n_eval_points = self.n_eval_points
        return config

    def _add_items(self, n_neurons: int, thresholds: np.ndarray) -> None:
        self.bias_node = Node(output=1)
        self.elem_input = Node(size_in=self.n_items, label="element input")
        self.elem_output = Node(size_in=self.n_items, label="element output")
        self.utilities = self.elem_output
        prefix = "" if self.label is None else f"{self.label}_"
        self.am_ensembles = []
        for i, threshold in enumerate(thresholds):
            item = Ensemble(n_neurons, 1, label=f"{prefix}{i}")
            Connection(self.bias_node, item, transform=-threshold)
            Connection(self.elem_input[i], item)
            Connection(item, self.elem_output[i], function=soft_step)
            self.am_ensembles.append(item)

    def _add_threshold_ensembles(self, n_neurons: int, inhibit_scale: float) -> EnsembleArray:
        with self.thresh_ens_config:
            bias = EnsembleArray(n_neurons, self.n_items, label="thresh_bias")
            clean = EnsembleArray(n_neurons, self.n_items, label="thresh_ens")
        self.thresh_bias, self.thresh_ens = bias, clean
        self.thresholded_utilities = clean.output
        to_all = np.ones((self.n_items, 1))
        Connection(self.bias_node, bias.input, transform=to_all, synapse=None)
        Connection(self.bias_node, clean.input, transform=to_all, synapse=None)
        # An active item silences its bias, which then no longer silences the clean item.
        Connection(self.elem_output, bias.input, transform=-inhibit_scale)
        Connection(bias.output, clean.input, transform=-inhibit_scale)
        return clean

    def _reconnect(self, connections: list[Connection]) -> None:
        """Replace connections by such that start where the clean activity is."""
        for i, old in enumerate(connections):
            self.connections.remove(old)
            connections[i] = Connection(
                self._activity, old.post, transform=old.transform, synapse=old.synapse
            )


def soft_step(x: np.ndarray) -> np.ndarray:
    """Zero up to a similarity of zero, then quickly towards one."""
    return np.maximum(1 - np.exp(-15 * x), 0)
