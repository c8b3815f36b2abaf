"""Build the neurons of an ensemble."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.builder.model import Model
from nengo.builder.operator import Operator
from nengo.builder.operator.base import Step
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal, SignalDict
from nengo.ensemble import Neurons
from nengo.exceptions import BuildError
from nengo.neurons import NeuronType, RatesToSpikesNeuronType


class SimNeurons(Operator):
    """Advance neurons by one step.

    Reads ``J``, sets ``output`` and the state.

    Parameters
    ----------
    neurons : NeuronType
        Their model.
    J : Signal
        (n_neurons,) input current.
    output : Signal
        (n_neurons,) spikes or rates, in hertz.
    state : dict, optional
        Name → signal, or → a generator, which is handed to the step as it is.
    tag : str, optional
        For people only.
    """

    def __init__(
        self,
        neurons: NeuronType,
        J: Signal,
        output: Signal,
        state: dict[str, Any] | None = None,
        tag: str | None = None,
    ) -> None:
        super().__init__(tag=tag)
        self.neurons = neurons
        self.state = {} if state is None else state
        self.sets = [output, *(s for s in self.state.values() if isinstance(s, Signal))]
        self.incs = []
        self.reads = [J]
        self.updates = []

    @property
    def J(self) -> Signal:
        """The input current."""
        return self.reads[0]

    @property
    def output(self) -> Signal:
        """Spikes or rates."""
        return self.sets[0]

    @property
    def _description(self) -> str:
        return f"{self.output} = {self.neurons}({self.J})"

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        step, J, output = self.neurons.step, signals[self.J], signals[self.output]
        state = {
            name: signals[value] if isinstance(value, Signal) else value
            for name, value in self.state.items()
        }

        def advance() -> None:
            step(dt, J, output, **state)

        return advance


@Builder.register(NeuronType)
def build_neurons(
    model: Model,
    neurontype: NeuronType,
    neurons: Neurons,
    input_sig: Signal | None = None,
    output_sig: Signal | None = None,
) -> None:
    """Build neurons of one type.

    1. Draw the initial state, and make a signal of each variable.
    2. Add the operator.

    Parameters
    ----------
    model : Model
        Receives the signals and operators.
    neurontype : NeuronType
        Their model.
    neurons : Neurons
        The neurons of the ensemble.
    input_sig, output_sig : Signal, optional
        Current and output, by default those of the ensemble.
    """
    sig = model.sig[neurons]
    input_sig = sig["in"] if input_sig is None else input_sig
    output_sig = sig["out"] if output_sig is None else output_sig
    state = {
        name: _state_signal(model, neurons, name, value)
        for name, value in _draw_state(model, neurontype, neurons, input_sig).items()
    }
    model.add_op(SimNeurons(neurontype, J=input_sig, output=output_sig, state=state))


@Builder.register(RatesToSpikesNeuronType)
def build_rates_to_spikes(
    model: Model, neurontype: RatesToSpikesNeuronType, neurons: Neurons
) -> None:
    """Build into ``model`` the ``neurons`` of a ``neurontype`` that makes rates to spikes.

    1. Build the neurons of the base type; their rates go into a signal between the two.
    2. Build the neurons that spike, with the rates as their input.
    """
    sig = model.sig[neurons]
    rates = Signal(shape=sig["out"].shape, name=f"{neurons}.rate_out")
    _refuse_clash(neurons, "rate_out", sig)
    sig["rate_out"] = rates
    model.build(neurontype.base_type, neurons, output_sig=rates)
    build_neurons(model, neurontype, neurons, input_sig=rates)


def _draw_state(
    model: Model, neurontype: NeuronType, neurons: Neurons, input_sig: Signal
) -> dict[str, Any]:
    # Another generator than that of the ensemble, so that a type with more state does not
    # change anything else.
    rng = np.random.RandomState(model.seeds[neurons.ensemble] + 1)
    return neurontype.make_state(neurons.ensemble.n_neurons, rng=rng, dtype=input_sig.dtype)


def _state_signal(model: Model, neurons: Neurons, name: str, value: Any) -> Any:
    if isinstance(value, np.random.RandomState):
        return value
    if not isinstance(value, np.ndarray):
        raise BuildError(
            f"State {name!r} of {neurons} is of type {type(value).__name__!r}, but must be an "
            "array or a RandomState. Change make_state of the neuron type."
        )
    _refuse_clash(neurons, name, model.sig[neurons])
    model.sig[neurons][name] = Signal(value, name=f"{neurons}.{name}")
    return model.sig[neurons][name]


def _refuse_clash(neurons: Neurons, name: str, taken: dict[str, Any]) -> None:
    if name in taken:
        raise BuildError(
            f"{neurons} would have two signals named {name!r}. "
            "Rename the state variable of the neuron type."
        )
