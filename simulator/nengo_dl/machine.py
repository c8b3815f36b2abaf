"""A network made ready to run: compiled, with its parameters, its state and its clock."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
import numpy as np

import nengo_dl.inputs as data_in
from nengo.builder import Model
from nengo.network import Network
from nengo_dl.builder.kernel import Training
from nengo_dl.config import of_all_objects, setting
from nengo_dl.data import Samples
from nengo_dl.engine.compile import compile_model
from nengo_dl.engine.program import Parameters, State
from nengo_dl.feed import Feed, Generators
from nengo_dl.inputs import Data, Names
from nengo_dl.names import name_objects
from nengo_dl.parameters import Keeper, Parameter, find_parameters, find_taus
from nengo_dl.placement import Placement
from nengo_dl.running import Runner, Wish

Tell = Callable[[int], Any]
"""Called with a number of steps when they are done."""


class Machine:
    """A network made ready to run.

    Parameters
    ----------
    model : Model
        The network, as built.
    network : Network or None
        Has the settings and the names.
    batch : int
        Number of items.
    placement : Placement
        On which devices.

    Attributes
    ----------
    names : dict
        Object → name.
    nodes, probes : Names
        What data may be given of, and what is recorded.
    described : list of Parameter
        All parameters.
    program : Program
        What runs.
    parameters, state : Parameters, State
        As they are now.
    n_steps : int
        Number of steps so far.
    feed : Feed
        Computes what goes in, from here on.
    samples : dict
        Probe → what it has recorded.
    """

    parameters: Parameters
    state: State
    feed: Feed

    def __init__(
        self, model: Model, network: Network | None, batch: int, placement: Placement
    ) -> None:
        self.model, self.network, self.batch, self._placement = model, network, batch, placement
        self.dtype: str = setting(network, "dtype")
        self.n_steps = 0
        self._name_everything()
        self._compile()

    @property
    def learning_phase(self) -> bool | None:
        """Whether neurons give rates as in training always (True), never, or in ``fit`` (None)."""
        return setting(self.network, "learning_phase")

    @property
    def training(self) -> Training:
        """How neurons are trained."""
        is_surrogate = setting(self.network, "spiking_gradient") == "surrogate"
        return Training(is_surrogate, setting(self.network, "lif_smoothing"))

    @property
    def wish(self) -> Wish:
        """What is recorded, of all probes."""
        names = self.probes.names
        last_only = tuple(name for probe, name in names.items() if not self.keeps_history(probe))
        return Wish(
            tuple(names.values()), last_only, self.training if self.learning_phase else None
        )

    def keeps_history(self, probe: Any) -> bool:
        """Whether a probe keeps all steps, rather than the last."""
        return self._keep_history.get(probe) is not False

    def source_block(self, signal: Any) -> str | None:
        """Return the block that a source feeds; None if nothing uses it."""
        place = self.compiled.layout.places.get(signal)
        return None if place is None else place.block.name

    def value(self, parameter: Parameter) -> np.ndarray:
        """Return the present value of a parameter."""
        return self._keeper.get(parameter.signal, self.parameters, self.state)

    def uses(self, parameter: Parameter) -> bool:
        """Whether anything in the program reads a parameter."""
        return self._keeper.has(parameter.signal)

    def set_values(self, values: dict[Any, np.ndarray]) -> None:
        """Set the values of some signals."""
        self.parameters, self.state = self._keeper.put(values, self.parameters, self.state)

    # Back to the start.

    def restart(self, seed: int, trained: bool, processes: bool) -> None:
        """Go back to the start; as asked, with parameters as built, and processes anew."""
        self.seed = seed
        self._generators = self._new_generators()
        if trained:
            self.parameters = self.program.initial_parameters()
        self.state = self._placement.state(self.program.initial_state(self.batch, seed))
        self.n_steps = 0
        if processes:
            self.restart_processes()

    def restart_processes(self) -> None:
        """Let all processes begin anew."""
        self.feed = self.new_feed()
        items = range(self.batch)
        for kernel in self.program.host_kernels:
            kernel.restart([[self._generators.of(op, i) for i in items] for op in kernel.operators])

    def new_feed(self) -> Feed:
        """Return processes and functions of time at their start."""
        model = self.model
        sources = [each for each in self.compiled.sources if self.source_block(each.signal)]
        return Feed(
            sources,
            self._generators,
            self.batch,
            model.dt,
            model.time,
            model.step,
            model.origins,
        )

    def take_state(self, blocks: dict[str, np.ndarray], n_steps: int) -> None:
        """Continue from a state that was saved."""
        arrays = {name: jnp.asarray(x) for name, x in blocks.items()}
        state = State(arrays, jnp.asarray(n_steps, jnp.int32), self.state.key)
        self.state, self.n_steps = self._placement.state(state), n_steps

    # Forwards.

    def given(self, x: Any, n_steps: int | None) -> tuple[Data, int]:
        """Check what a user gives of input nodes, and for how many steps."""
        data = data_in.arrays(x, self.nodes, lambda node: node.size_out, self.dtype)
        n_steps = data_in.count_steps(data, n_steps)
        return data_in.without_repeats(data), n_steps

    def warn_of_single_step(self, n_steps: int) -> None:
        """Warn if a whole run is one step, in which no synapse hands anything on."""
        links = [] if self.network is None else self.network.all_connections
        if n_steps == 1 and any(link.synapse is not None for link in links):
            warnings.warn(
                "The network has synapses, but is run for one step only, in which nothing gets "
                "through them. Give data of more steps, or use synapse=None.",
                stacklevel=4,
            )

    def record(self, given: Data, n_steps: int, stateful: bool, tell: Tell) -> None:
        """Run one minibatch, and keep what probes record."""
        steps = np.arange(self.n_steps + 1, self.n_steps + 1 + n_steps)
        state, found = self._run(given, n_steps, self.state, self.feed, tell)
        for probe, name in self.probes.names.items():
            period = 1 if probe.sample_every is None else probe.sample_every / self.model.dt
            chosen = steps % period < 1 if self.keeps_history(probe) else slice(None)
            self.samples[probe].extend(np.swapaxes(found[name][chosen], 0, 1))
        if stateful:
            self.state, self.n_steps = state, self.n_steps + n_steps
        else:
            self.restart_processes()

    def predict(self, given: Data, n_steps: int, stateful: bool) -> dict[Any, np.ndarray]:
        """Run minibatch after minibatch; return probe → (n_items, n_steps, …) array."""
        found: dict[Any, list[np.ndarray]] = {probe: [] for probe in self.probes.names}
        state, feed = self.state, self.feed
        for part, n_items in data_in.batches(given, self.batch):
            if not stateful:
                state, feed = self.state, self.new_feed()
            state, samples = self._run(part, n_steps, state, feed)
            for probe, name in self.probes.names.items():
                each = np.swapaxes(samples[name], 0, 1)[:n_items]
                found[probe].append(each.reshape(*each.shape[:2], *self._shape_of(probe)))
        if stateful:
            self.state, self.n_steps = state, int(state.n_steps)
        return {probe: np.concatenate(parts) for probe, parts in found.items()}

    def loss_in_double_precision(
        self, names: tuple[str, ...], n_steps: int
    ) -> Callable[[dict[str, Any]], Any]:
        """Return the mean square of some samples as a function of what is trained."""
        program = self.program.in_double_precision()
        inputs = self._runner.inputs(self.new_feed(), self.n_steps + 1, n_steps)
        fixed = _as_doubles(self.parameters.fixed)
        state = self.state._replace(blocks=_as_doubles(self.state.blocks))

        def loss(trained: dict[str, Any]) -> Any:
            parameters = Parameters(trained, fixed)
            _, samples = program.run(
                parameters,
                state,
                _as_doubles(inputs),
                length=n_steps,
                batch=self.batch,
                training=self.training,
                wanted=names,
            )
            return sum(jnp.mean(jnp.square(x)) for x in samples.values())

        return loss

    def _run(
        self,
        given: Data,
        n_steps: int,
        state: State,
        feed: Feed,
        tell: Tell = lambda n: None,
    ) -> tuple[State, dict[str, np.ndarray]]:
        by_signal = {self.model.sig[node]["out"]: x for node, x in given.items()}
        return self._runner.run(self.parameters, state, feed, by_signal, n_steps, self.wish, tell)

    # At the beginning.

    def _name_everything(self) -> None:
        model, network = self.model, self.network
        self.names = name_objects(network) or _names_of_probes(model)
        inputs = data_in.input_nodes([] if network is None else network.all_nodes)
        self.nodes = Names("input Nodes", {node: self.names[node] for node in inputs})
        self.probes = Names("Probes", {probe: self.names[probe] for probe in model.probes})
        self._keep_history = of_all_objects(network, "keep_history")
        self.samples = {probe: Samples(self._shape_of(probe)) for probe in model.probes}

    def _compile(self) -> None:
        model = self.model
        taus, described_taus = find_taus(model, self.network, self.names)
        self.described = [*find_parameters(model, self.network, self.names), *described_taus]
        with self._placement.active():
            self.compiled = compile_model(
                model,
                samples={name: model.sig[p]["in"] for p, name in self.probes.names.items()},
                inputs=[model.sig[node]["out"] for node in self.nodes.names],
                trained=[each.signal for each in self.described if each.is_trained],
                taus=taus,
                dtype=self.dtype,
            )
        self.program = self.compiled.program
        self._runner = Runner(self.compiled, self._placement, self.batch)
        self._keeper = Keeper(self.compiled.layout)

    def _new_generators(self) -> Generators:
        wanted = {source.op for source in self.compiled.sources if source.op is not None}
        wanted |= {op for kernel in self.program.host_kernels for op in kernel.operators}
        return Generators(self.compiled.operators, wanted, self.seed)

    def _shape_of(self, probe: Any) -> tuple[int, ...]:
        return self.model.sig[probe]["in"].shape


def _names_of_probes(model: Model) -> dict[Any, str]:
    return {probe: f"probe_{i}" for i, probe in enumerate(model.probes)}


def _as_doubles(arrays: dict[str, Any]) -> dict[str, Any]:
    return {name: jnp.asarray(np.asarray(x, dtype=np.float64)) for name, x in arrays.items()}
