"""A module that carries out the action that the basal ganglia chose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nengo.connection import Connection
from nengo.dists import Uniform
from nengo.ensemble import Ensemble
from nengo.networks import EnsembleArray
from nengo.networks import Thalamus as ThalamusNetwork
from nengo.spa.action_build import (
    add_convolution,
    bias_of,
    pointer_input,
    pointer_output,
    route_transform,
)
from nengo.spa.action_objects import Convolution, Source, Symbol, terms_of
from nengo.spa.basalganglia import BasalGanglia
from nengo.spa.module import Module
from nengo.spa.state import pointer_array

if TYPE_CHECKING:
    from nengo.spa.spa import SPA


class Thalamus(ThalamusNetwork, Module):
    """Carries out rules whose condition the `BasalGanglia` found to be the largest.

    Constants go straight from the ensemble of the action to the input. What comes from outputs
    goes through a channel, which a gate keeps silent until the action is chosen.

    Parameters
    ----------
    bg : BasalGanglia
        Has the rules, and compares them.
    neurons_action : int
        Number of neurons for each action.
    threshold_action : float
        Value below which an action is not chosen.
    mutual_inhibit : float
        How strongly actions inhibit each other.
    route_inhibit : float
        How strongly a gate silences a channel.
    synapse_inhibit, synapse_bg, synapse_direct, synapse_channel, synapse_to_gate : Synapse or float
        Synapses from gates to channels, from the basal ganglia, from actions to inputs, to and
        from channels, and from actions to gates.
    neurons_channel_dim, subdim_channel : int
        Neurons for each dimension, and dimensions of each ensemble, of a channel.
    neurons_cconv : int
        Number of neurons of each product in a convolution.
    neurons_gate : int
        Number of neurons of a gate.
    threshold_gate : float
        Value below which a gate is closed.
    label, seed, add_to_container
        See `Module`.

    Attributes
    ----------
    gates : dict
        Number of an action → its gate.
    channels : dict
        (number of an action, name of an input) → its channel.
    """

    # Former versions listed it twice in the network; this keeps the seeds of what follows.
    _spare_seeds = 1

    spa: SPA
    """The network that this is part of, once it is."""

    def __init__(
        self,
        bg: BasalGanglia,
        neurons_action: int = 50,
        threshold_action: float = 0.2,
        mutual_inhibit: float = 1.0,
        route_inhibit: float = 3.0,
        synapse_inhibit: Any = 0.008,
        synapse_bg: Any = 0.008,
        synapse_direct: Any = 0.01,
        neurons_channel_dim: int = 50,
        subdim_channel: int = 16,
        synapse_channel: Any = 0.01,
        neurons_cconv: int = 200,
        neurons_gate: int = 40,
        threshold_gate: float = 0.3,
        synapse_to_gate: Any = 0.002,
        label: str | None = None,
        seed: int | None = None,
        add_to_container: bool | None = None,
    ) -> None:
        super().__init__(
            bg.actions.count,
            n_neurons_per_ensemble=neurons_action,
            mutual_inhib=mutual_inhibit,
            threshold=threshold_action,
            label=label,
            seed=seed,
            add_to_container=add_to_container,
        )
        self.bg = bg
        self.route_inhibit = route_inhibit
        self.synapse_inhibit = synapse_inhibit
        self.synapse_bg = synapse_bg
        self.synapse_direct = synapse_direct
        self.neurons_channel_dim = neurons_channel_dim
        self.subdim_channel = subdim_channel
        self.synapse_channel = synapse_channel
        self.neurons_cconv = neurons_cconv
        self.neurons_gate = neurons_gate
        self.threshold_gate = threshold_gate
        self.synapse_to_gate = synapse_to_gate
        self.gates: dict[int, Ensemble] = {}
        self.channels: dict[tuple[int, str], EnsembleArray] = {}

    def on_add(self, spa: SPA) -> None:
        """Connect to the basal ganglia, and what the effects of the rules name.

        Raises
        ------
        NotImplementedError
            If an effect is of a kind that no network computes.
        """
        self.spa = spa
        with spa:
            Connection(self.bg.output, self.input, synapse=self.synapse_bg)
        for i, action in enumerate(self.bg.actions.process(spa)):
            for target_name, expression in action.effect.items():
                for term in terms_of(expression):
                    self._add_effect(i, target_name, term)

    def _add_effect(self, index: int, target_name: str, term: Any) -> None:
        if isinstance(term, Symbol):
            self.add_direct_effect(index, target_name, term)
        elif isinstance(term, Source):
            self.add_route_effect(index, target_name, term)
        elif isinstance(term, Convolution):
            self.add_conv_effect(index, target_name, term)
        else:
            raise NotImplementedError(
                f"{target_name!r} cannot be given {term}. Give it semantic pointers."
            )

    def add_direct_effect(self, index: int, target_name: str, symbol: Symbol) -> None:
        """Give the constant ``symbol`` to ``target_name`` while action ``index`` is chosen."""
        target, vocab = pointer_input(self.spa, target_name)
        transform = vocab.parse(symbol.symbol).v[:, np.newaxis]
        with self.spa:
            Connection(
                self.actions.ensembles[index],
                target,
                transform=transform,
                synapse=self.synapse_direct,
            )

    def add_route_effect(self, index: int, target_name: str, source: Source) -> None:
        """Bring the output ``source`` to ``target_name`` while action ``index`` is chosen."""
        target, target_vocab = pointer_input(self.spa, target_name)
        node, source_vocab = pointer_output(self.spa, source.name)
        transform = route_transform(source_vocab, target_vocab, source)
        is_new = (index, target_name) not in self.channels
        channel = self.get_channel(index, target_name)
        with self.spa:
            Connection(node, channel.input, transform=transform, synapse=self.synapse_channel)
            if is_new:
                Connection(channel.output, target, synapse=self.synapse_channel)

    def add_conv_effect(self, index: int, target_name: str, effect: Convolution) -> None:
        """Bring the convolution ``effect`` to ``target_name`` while action ``index`` is chosen."""
        convolution = add_convolution(
            self.spa, target_name, effect, self.neurons_cconv, self.synapse_channel
        )
        gate = self.get_gate(index, target_name)
        with self.spa.get_module(target_name):
            self._inhibit(gate, convolution.all_ensembles)

    def get_gate(self, index: int, target_name: str) -> Ensemble:
        """Return the gate of action ``index``, made if need be in the module of ``target_name``."""
        if index not in self.gates:
            module = self.spa.get_module(target_name)
            bias = bias_of(module, target_name)
            with module:
                gate = Ensemble(
                    self.neurons_gate,
                    1,
                    intercepts=Uniform(self.threshold_gate, 1),
                    encoders=np.ones((self.neurons_gate, 1)),
                    label=f"gate[{index}]",
                )
                Connection(bias, gate, synapse=None)
            with self.spa:
                # The chosen action closes its gate, which otherwise keeps the channel silent.
                action = self.actions.ensembles[index]
                Connection(action, gate, transform=-1, synapse=self.synapse_to_gate)
            self.gates[index] = gate
        return self.gates[index]

    def get_channel(self, index: int, target_name: str) -> EnsembleArray:
        """Return the channel of action ``index`` to ``target_name``, made if need be."""
        if (index, target_name) not in self.channels:
            gate = self.get_gate(index, target_name)
            target, _ = pointer_input(self.spa, target_name)
            module = self.spa.get_module(target_name)
            with module:
                channel = pointer_array(
                    module,
                    target.size_in,
                    self.subdim_channel,
                    self.neurons_channel_dim,
                    label=f"channel_{index}_{target_name}",
                )
            with self.spa:
                self._inhibit(gate, channel.ensembles)
            self.channels[index, target_name] = channel
        return self.channels[index, target_name]

    def _inhibit(self, gate: Ensemble, ensembles: list[Ensemble]) -> None:
        for ensemble in ensembles:
            transform = np.full((ensemble.n_neurons, 1), -float(self.route_inhibit))
            Connection(gate, ensemble.neurons, transform=transform, synapse=self.synapse_inhibit)
