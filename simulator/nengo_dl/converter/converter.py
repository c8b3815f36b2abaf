"""From a model of Keras to a network."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

import keras

from nengo.ensemble import Neurons
from nengo.exceptions import ValidationError
from nengo.network import Network
from nengo.probe import Probe
from nengo_dl.config import configure_settings
from nengo_dl.converter.activations import Activations
from nengo_dl.converter.conversion import Conversion
from nengo_dl.converter.graph import Call, has_graph
from nengo_dl.converter.lookup import Lookup
from nengo_dl.converter.measure import auto_scales
from nengo_dl.converter.options import AUTO, Options, Scales
from nengo_dl.converter.registry import register
from nengo_dl.converter.verify import Tolerance, verify


class Converter:
    """Converts a model of Keras to a network that does the same.

    Layers become neurons and connections; what has no equivalent stays a layer inside a
    `TensorNode`. Values are flat vectors, one for each step.

    Parameters
    ----------
    model : keras.Model
        A functional or sequential model.
    allow_fallback : bool
        Whether layers without equivalent may stay layers; then the network only runs in nengo_dl.
    inference_only : bool
        Whether the network will not be trained. More can then be converted.
    swap_activations : dict, optional
        From activation functions, or neuron types, to those that are used in their place.
    scale_firing_rates : float, dict or "auto", optional
        How many times as often neurons fire, with spikes that weigh as much less: one number, or
        one for each of some layers; or found from ``sample_data``.
    synapse : float or Synapse, optional
        Filter of all connections that start at neurons, and of probes of neurons.

    Other Parameters
    ----------------
    max_to_avg_pool : bool
        Whether to take the mean where the model takes the maximum of a window.
    split_shared_weights : bool
        Whether a layer that is used more than once may become separate weights.
    temporal_model : bool
        Whether axis 1 of all tensors is time. The network goes through it step by step.
    sample_data : array-like or list of array-like, optional
        Typical inputs, as for ``model.predict``, from which "auto" finds firing rates.
    target_rate : float
        The rate of the most active neurons of each layer that "auto" aims for, in hertz.

    Attributes
    ----------
    net : nengo.Network
        The network.
    model : keras.Model
        The functional model that was converted.
    inputs, outputs, layers : Mapping
        From tensors of the model (or layers, or their names) to input Nodes, to Probes of the
        outputs, and to what gives the output of each layer.

    Raises
    ------
    TypeError
        If something has no equivalent, and ``allow_fallback`` is off.
    ValidationError
        If a setting does not fit the model.
    """

    register = staticmethod(register)

    def __init__(
        self,
        model: Any,
        allow_fallback: bool = True,
        inference_only: bool = False,
        max_to_avg_pool: bool = False,
        split_shared_weights: bool = False,
        swap_activations: Mapping[Any, Any] | None = None,
        scale_firing_rates: Any = None,
        synapse: Any = None,
        temporal_model: bool = False,
        sample_data: Any = None,
        target_rate: float = 100.0,
    ) -> None:
        self.model = _functional(model)
        if isinstance(scale_firing_rates, str) and scale_firing_rates == AUTO:
            scales = Scales(auto_scales(self.model, sample_data, target_rate), is_asked_for=False)
        else:
            scales = Scales(scale_firing_rates)
        self.options = Options(
            activations=Activations(swap_activations),
            scales=scales,
            allow_fallback=allow_fallback,
            inference_only=inference_only,
            max_to_avg_pool=max_to_avg_pool,
            split_shared_weights=split_shared_weights,
            synapse=synapse,
            temporal_model=temporal_model,
        )
        self.net = Network(label=self.model.name)
        notices = [*self._convert(), *self.options.activations.unused()]
        for notice in notices:
            warnings.warn(notice, stacklevel=2)
        if scales.is_asked_for:
            scales.check_names([call.layer.name for call in self.layers.calls])

    def verify(
        self, training: bool = False, inputs: Any = None, atol: float = 1e-5, rtol: float = 1e-5
    ) -> bool:
        """Check that the network gives what the model gives.

        Parameters
        ----------
        training : bool
            Whether to check that it also gives the same after three epochs of training, and has
            as many numbers to train.
        inputs : ndarray or list of ndarray, optional
            Data, as for ``model.predict``; ones by default.
        atol, rtol : float
            How much outputs may differ, absolutely and relatively.

        Returns
        -------
        bool
            True.

        Raises
        ------
        ValidationError
            If they differ; the message says by how much.
        """
        verify(self, training, inputs, Tolerance(atol, rtol))
        return True

    def _convert(self) -> list[str]:
        """Fill the network; return what the user should be warned of."""
        conversion = Conversion(self.options)
        with self.net:
            configure_settings(trainable=None, inference_only=self.options.inference_only)
            conversion.follow(self.model)
            probes = {
                id(tensor): self._add_probe(conversion.objects[id(tensor)], tensor)
                for tensor in self.model.outputs
            }
        calls = conversion.calls
        self.layers = Lookup("layers", calls, conversion.objects)
        self.inputs = Lookup("inputs", _giving(calls, self.model.inputs), conversion.objects)
        self.outputs = Lookup("outputs", _giving(calls, self.model.outputs), probes)
        return conversion.notices

    def _add_probe(self, obj: Any, tensor: Any) -> Probe:
        synapse = self.options.synapse if isinstance(obj, Neurons) else None
        return Probe(obj, synapse=synapse, label=f"{tensor._keras_history.operation.name}.probe")


def _functional(model: Any) -> Any:
    """Return a functional model that shares the layers of any model with a graph.

    Raises
    ------
    ValidationError
        If it has none.
    """
    if not has_graph(model):
        raise ValidationError(
            f"{model!r} is of type {type(model).__name__}, but must be a functional or sequential "
            "model with known inputs. Give it a keras.Input; or put it into a network as it is, "
            "with nengo_dl.Layer.",
            attr="model",
        )
    if isinstance(model, keras.Sequential):
        return keras.Model(model.inputs[0], model.outputs[0], name=model.name)
    return model


def _giving(calls: list[Call], tensors: list[Any]) -> list[Call]:
    wanted = set(map(id, tensors))
    return [call for call in calls if any(id(tensor) in wanted for tensor in call.outputs)]
