"""The basal ganglia: choose the action of greatest utility by inhibiting it less than others."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from nengo.config import Config
from nengo.connection import Connection
from nengo.dists import Choice, Uniform
from nengo.ensemble import Ensemble
from nengo.network import Network
from nengo.networks.ensemblearray import EnsembleArray
from nengo.networks.renamed import refuse_net
from nengo.node import Node
from nengo.solvers import NnlsL2nz
from nengo.synapses import Lowpass


class Weights:
    """Connection strengths and thresholds of the basal ganglia.

    The first letter is ``w`` for a weight onto, ``m`` for the slope of, ``e`` for the threshold
    of, and ``l`` for the dopamine level at. The second one is that of a nucleus: ``s`` or none for
    the striatum, ``t`` or ``p`` for the subthalamic nucleus, ``e`` and ``g`` for the external
    and internal globus pallidus.

    References
    ----------
    K. Gurney, T. J. Prescott, P. Redgrave, *A computational model of action selection in the basal
    ganglia*, Biological Cybernetics 84, 2001.
    """

    mm = mp = me = mg = 1
    ws = wt = wm = wg = 1
    wp = 0.9
    we = 0.3
    e = 0.2
    ep = -0.25
    ee = -0.2
    eg = -0.2
    le = 0.2
    lg = 0.2

    @classmethod
    def str_func(cls, x: Any) -> Any:
        """Output of the striatum at input ``x``."""
        return _ramp(x, cls.e, cls.mm)

    @classmethod
    def stn_func(cls, x: Any) -> Any:
        """Output of the subthalamic nucleus at input ``x``."""
        return _ramp(x, cls.ep, cls.mp)

    @classmethod
    def gpe_func(cls, x: Any) -> Any:
        """Output of the external globus pallidus at input ``x``."""
        return _ramp(x, cls.ee, cls.me)

    @classmethod
    def gpi_func(cls, x: Any) -> Any:
        """Output of the internal globus pallidus at input ``x``."""
        return _ramp(x, cls.eg, cls.mg)


class BasalGanglia(Network):
    """Selects one of several actions.

    The output is about zero for the action of greatest utility, and negative for all others.

    Parameters
    ----------
    dimensions : int
        Number of actions.
    n_neurons_per_ensemble : int
        Number of neurons for each action, in each of the five nuclei.
    output_weight : float
        Factor of the output: how strongly it inhibits.
    input_bias : float
        Added to all utilities.
    ampa_config, gaba_config : Config, optional
        Defaults of the connections that excite and inhibit. Where they say nothing about the
        synapse, it is a `Lowpass` of 2 ms and 8 ms.
    **kwargs
        ``label``, ``seed`` and ``add_to_container``; see `nengo.Network`.

    Attributes
    ----------
    input, output : Node
        The utilities, and what the thalamus is inhibited by; one dimension for each action.
    strD1, strD2, stn, gpi, gpe : EnsembleArray
        The nuclei.
    bias_input : Node
        The bias, if it is not zero.

    References
    ----------
    K. Gurney, T. J. Prescott, P. Redgrave, *A computational model of action selection in the basal
    ganglia*, Biological Cybernetics 84, 2001. T. C. Stewart, X. Choo, C. Eliasmith, *Dynamic
    behaviour of a spiking model of action selection in the basal ganglia*, ICCM 2010.
    """

    def __init__(
        self,
        dimensions: int,
        n_neurons_per_ensemble: int = 100,
        output_weight: float = -3.0,
        input_bias: float = 0.0,
        ampa_config: Config | None = None,
        gaba_config: Config | None = None,
        **kwargs: Any,
    ) -> None:
        refuse_net(kwargs)
        kwargs.setdefault("label", "Basal Ganglia")
        super().__init__(**kwargs)
        with (
            self,
            _nucleus_config(),
            _with_synapse(ampa_config, Lowpass(0.002)) as ampa,
            _with_synapse(gaba_config, Lowpass(0.008)) as gaba,
        ):
            self._make_nuclei(n_neurons_per_ensemble, dimensions)
            self._make_ends(dimensions, input_bias)
            self._connect_striatum(gaba)
            self._connect_subthalamic_nucleus(ampa, dimensions)
            self._connect_pallidum(gaba, output_weight)

    def _make_nuclei(self, n_neurons: int, dimensions: int) -> None:
        def nucleus(label: str, threshold: float) -> EnsembleArray:
            intercepts = Uniform(threshold, 1)
            return EnsembleArray(n_neurons, dimensions, intercepts=intercepts, label=label)

        self.strD1 = nucleus("Striatal D1 neurons", Weights.e)
        self.strD2 = nucleus("Striatal D2 neurons", Weights.e)
        self.stn = nucleus("Subthalamic nucleus", Weights.ep)
        self.gpi = nucleus("Globus pallidus internus", Weights.eg)
        self.gpe = nucleus("Globus pallidus externus", Weights.ee)

    def _make_ends(self, dimensions: int, input_bias: float) -> None:
        self.input = Node(label="input", size_in=dimensions)
        self.output = Node(label="output", size_in=dimensions)
        if abs(input_bias) > 0:
            bias = np.ones(dimensions) * input_bias
            self.bias_input = Node(bias, label="basal ganglia bias")
            Connection(self.bias_input, self.input)
        d1_gain = Weights.ws * (1 + Weights.lg)
        d2_gain = Weights.ws * (1 - Weights.le)
        Connection(self.input, self.strD1.input, synapse=None, transform=d1_gain)
        Connection(self.input, self.strD2.input, synapse=None, transform=d2_gain)
        Connection(self.input, self.stn.input, synapse=None, transform=Weights.wt)

    def _connect_striatum(self, gaba: Config) -> None:
        d1 = self.strD1.add_output("func_str", Weights.str_func)
        d2 = self.strD2.add_output("func_str", Weights.str_func)
        with gaba:
            Connection(d1, self.gpi.input, transform=-Weights.wm)
            Connection(d2, self.gpe.input, transform=-Weights.wm)

    def _connect_subthalamic_nucleus(self, ampa: Config, dimensions: int) -> None:
        # It excites all actions alike: where one is chosen, the others must be kept down.
        to_all = Weights.wp * np.ones((dimensions, dimensions))
        stn = self.stn.add_output("func_stn", Weights.stn_func)
        with ampa:
            Connection(stn, self.gpi.input, transform=to_all)
            Connection(stn, self.gpe.input, transform=to_all)

    def _connect_pallidum(self, gaba: Config, output_weight: float) -> None:
        gpe = self.gpe.add_output("func_gpe", Weights.gpe_func)
        with gaba:
            Connection(gpe, self.gpi.input, transform=-Weights.we)
            Connection(gpe, self.stn.input, transform=-Weights.wg)
        gpi = self.gpi.add_output("func_gpi", Weights.gpi_func)
        Connection(gpi, self.output, synapse=None, transform=output_weight)


def _nucleus_config() -> Config:
    config = Config(Ensemble, Connection)
    config[Ensemble].radius = 1.5
    config[Ensemble].encoders = Choice([[1]])
    config[Connection].solver = NnlsL2nz()
    return config


@contextlib.contextmanager
def _with_synapse(config: Config | None, synapse: Lowpass) -> Iterator[Config]:
    """Make sure that a config says something about the synapse, as long as we need it."""
    if config is None:
        config = Config(Connection)
    if "synapse" in config[Connection]:
        yield config
        return
    config[Connection].synapse = synapse
    try:
        yield config
    finally:
        del config[Connection].synapse


def _ramp(x: Any, threshold: float, slope: float) -> Any:
    return slope * (x - threshold) if x >= threshold else 0
