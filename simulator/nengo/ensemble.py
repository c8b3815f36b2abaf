"""Neurons that together represent a vector."""

from __future__ import annotations

from typing import Any

from nengo.base import NengoObject, ObjPart, ObjView, ProcessParam
from nengo.dists import DistOrArrayParam, ScatteredHypersphere, Uniform
from nengo.exceptions import ReadonlyError
from nengo.neurons import LIF, Direct, NeuronTypeParam
from nengo.params import BoolParam, Default, IntParam, NumberParam


class Ensemble(NengoObject):
    """A group of neurons that collectively represent a vector.

    Parameters
    ----------
    n_neurons : int
        Number of neurons.
    dimensions : int
        Number of dimensions of the vector.
    radius : float, optional
        Length of the longest vector that is to be represented well.
    neuron_type : NeuronType, optional
        The model of each neuron.
    label : str, optional
        A name for people.
    seed : int, optional
        Fixes the random choices made when the ensemble is built.

    Other Parameters
    ----------------
    encoders : Distribution or (n_neurons, dimensions) array_like, optional
        The direction to which each neuron responds most.
    intercepts : Distribution or (n_neurons,) array_like, optional
        The value along its encoder above which each neuron fires, relative to the radius.
    max_rates : Distribution or (n_neurons,) array_like, optional
        The rate of each neuron, in hertz, where its encoder meets the sphere of the radius.
    eval_points : Distribution or (n_eval_points, dimensions) array_like, optional
        The vectors for which decoders are solved, in units of the radius.
    n_eval_points : int, optional
        How many of them to draw. By default this follows from dimensions and neurons.
    gain, bias : Distribution or (n_neurons,) array_like, optional
        Set both to override ``max_rates`` and ``intercepts``.
    noise : Process, optional
        Current added to each neuron.
    normalize_encoders : bool, optional
        Whether to give all encoders length one.
    """

    probeable = ("decoded_output", "input", "scaled_encoders")

    n_neurons = IntParam("n_neurons", low=1)
    dimensions = IntParam("dimensions", low=1)
    radius = NumberParam("radius", default=1.0, low=1e-10)
    encoders = DistOrArrayParam(
        "encoders",
        default=ScatteredHypersphere(surface=True),
        sample_shape=("n_neurons", "dimensions"),
    )
    intercepts = DistOrArrayParam(
        "intercepts", default=Uniform(-1.0, 0.9), optional=True, sample_shape=("n_neurons",)
    )
    max_rates = DistOrArrayParam(
        "max_rates", default=Uniform(200, 400), optional=True, sample_shape=("n_neurons",)
    )
    eval_points = DistOrArrayParam(
        "eval_points", default=ScatteredHypersphere(), sample_shape=("*", "dimensions")
    )
    n_eval_points = IntParam("n_eval_points", default=None, optional=True)
    neuron_type = NeuronTypeParam("neuron_type", default=LIF())
    gain = DistOrArrayParam("gain", default=None, optional=True, sample_shape=("n_neurons",))
    bias = DistOrArrayParam("bias", default=None, optional=True, sample_shape=("n_neurons",))
    noise = ProcessParam("noise", default=None, optional=True)
    normalize_encoders = BoolParam("normalize_encoders", default=True, optional=True)

    def __init__(
        self,
        n_neurons: int,
        dimensions: int,
        radius: Any = Default,
        encoders: Any = Default,
        intercepts: Any = Default,
        max_rates: Any = Default,
        eval_points: Any = Default,
        n_eval_points: Any = Default,
        neuron_type: Any = Default,
        gain: Any = Default,
        bias: Any = Default,
        noise: Any = Default,
        normalize_encoders: Any = Default,
        label: Any = Default,
        seed: Any = Default,
    ) -> None:
        super().__init__(label=label, seed=seed)
        self.n_neurons = n_neurons
        self.dimensions = dimensions
        self.radius = radius
        self.encoders = encoders
        self.intercepts = intercepts
        self.max_rates = max_rates
        self.n_eval_points = n_eval_points
        self.eval_points = eval_points
        self.neuron_type = neuron_type
        self.gain = gain
        self.bias = bias
        self.noise = noise
        self.normalize_encoders = normalize_encoders

    @property
    def neurons(self) -> Neurons:
        """Its neurons, to connect to and from them directly."""
        return Neurons(self)

    @neurons.setter
    def neurons(self, _: Any) -> None:
        raise ReadonlyError(attr="neurons", obj=self)

    @property
    def size_in(self) -> int:
        """Number of dimensions."""
        return self.dimensions

    @property
    def size_out(self) -> int:
        """Number of dimensions."""
        return self.dimensions

    def __getitem__(self, key: Any) -> ObjView:
        return ObjView(self, key)

    def __len__(self) -> int:
        return self.dimensions


class Neurons(ObjPart):
    """The neurons of an ensemble, as something to connect and probe.

    Parameters
    ----------
    ensemble : Ensemble
        The ensemble they form.
    """

    def __init__(self, ensemble: Ensemble) -> None:
        self._ensemble = ensemble

    @property
    def ensemble(self) -> Ensemble:
        """The ensemble they form."""
        return self._ensemble

    @property
    def probeable(self) -> tuple[str, ...]:
        """What a probe may record: output, input, and the states of the neuron type."""
        return (*self.ensemble.neuron_type.probeable, "input")

    @property
    def size_in(self) -> int:
        """Number of neurons; none in direct mode."""
        return 0 if isinstance(self.ensemble.neuron_type, Direct) else self.ensemble.n_neurons

    @property
    def size_out(self) -> int:
        """Number of neurons; none in direct mode."""
        return self.size_in

    @property
    def _birthplace(self) -> Any:
        return self.ensemble._birthplace

    def __getitem__(self, key: Any) -> ObjView:
        return ObjView(self, key)

    def __len__(self) -> int:
        return self.ensemble.n_neurons

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Neurons) and self.ensemble is other.ensemble

    def __hash__(self) -> int:
        return hash((Neurons, self.ensemble))

    def __str__(self) -> str:
        return f"<Neurons of {self.ensemble}>"

    def __repr__(self) -> str:
        return f"<Neurons at 0x{id(self):x} of {self.ensemble!r}>"
