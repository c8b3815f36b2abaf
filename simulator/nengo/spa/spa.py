"""The network whose attributes are modules."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import Any

import numpy as np

from nengo.exceptions import SpaModuleError
from nengo.network import Network
from nengo.spa.module import Module
from nengo.spa.utils import enable_spa_params, similarity
from nengo.spa.vocab import Vocabulary


class SPA(Network):
    """A network of modules that exchange semantic pointers.

    Assigning a `Module` to an attribute gives it its name.

    Parameters
    ----------
    label, seed, add_to_container
        See `nengo.Network`. The seed fixes the default vocabularies as well.
    vocabs : iterable of Vocabulary, optional
        Default vocabularies, at most one for each number of dimensions.

    Examples
    --------
    >>> with spa.SPA(seed=1) as model:
    ...     model.vision = spa.State(64)
    ...     model.memory = spa.State(64, feedback=1)
    ...     model.rules = spa.Cortical(spa.Actions("memory = vision * WHAT"))
    """

    def __init__(
        self,
        label: str | None = None,
        seed: int | None = None,
        add_to_container: bool | None = None,
        vocabs: Iterable[Vocabulary] | None = None,
    ) -> None:
        warnings.warn(
            "nengo.spa is kept for old models and will be removed. "
            "Use the package nengo_spa for new ones.",
            DeprecationWarning,
            stacklevel=2,
        )
        super().__init__(label, seed, add_to_container)
        enable_spa_params(self)
        self._modules: dict[str, Module] = {}
        self._default_vocabs: dict[int, Vocabulary] = {}
        for vocab in () if vocabs is None else vocabs:
            if vocab.dimensions in self._default_vocabs:
                warnings.warn(
                    f"There are several vocabularies of {vocab.dimensions} dimensions. "
                    "The last one is used.",
                    stacklevel=2,
                )
            self._default_vocabs[vocab.dimensions] = vocab

    def get_default_vocab(self, dimensions: int) -> Vocabulary:
        """Return the vocabulary that modules of this size use, unless they have their own."""
        if dimensions not in self._default_vocabs:
            rng = None if self.seed is None else np.random.RandomState(self.seed)
            self._default_vocabs[dimensions] = Vocabulary(dimensions, rng=rng)
        return self._default_vocabs[dimensions]

    def get_module(self, name: str) -> Module:
        """Return the module of a name, or the one that has an input or output of that name.

        Raises
        ------
        SpaModuleError
            If there is none.
        """
        module = self._modules.get(name) or self._modules.get(name.rpartition("_")[0])
        if module is None:
            raise SpaModuleError(self._unknown("module", name, self._modules))
        return module

    def get_module_input(self, name: str) -> tuple[Any, Vocabulary | None]:
        """Return the node and the vocabulary of an input, ``"module"`` or ``"module_input"``.

        Raises
        ------
        SpaModuleError
            If there is none.
        """
        return self._port("inputs", name)

    def get_module_output(self, name: str) -> tuple[Any, Vocabulary | None]:
        """Return the node and the vocabulary of an output, ``"module"`` or ``"module_output"``.

        Raises
        ------
        SpaModuleError
            If there is none.
        """
        return self._port("outputs", name)

    def get_module_inputs(self) -> list[str]:
        """List the names of all inputs."""
        return self._port_names("inputs")

    def get_module_outputs(self) -> list[str]:
        """List the names of all outputs."""
        return self._port_names("outputs")

    def get_input_vocab(self, name: str) -> Vocabulary | None:
        """Return the vocabulary of an input."""
        return self.get_module_input(name)[1]

    def get_output_vocab(self, name: str) -> Vocabulary | None:
        """Return the vocabulary of an output."""
        return self.get_module_output(name)[1]

    def similarity(self, data: Any, probe: Any, vocab: Vocabulary | None = None) -> np.ndarray:
        """Compare what a probe recorded with a vocabulary.

        Parameters
        ----------
        data : mapping
            Probe → data, such as ``sim.data``.
        probe : Probe
            A probe of a module's input or output.
        vocab : Vocabulary, optional
            The vocabulary; that of the probe's target by default.

        Returns
        -------
        (n_samples, n_pointers) ndarray
        """
        if vocab is None:
            vocab = self.config[probe.target].vocab
        return similarity(data[probe], vocab)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self.__dict__.get("_modules", ()):
            raise SpaModuleError(
                f"{name!r} is a module already, and stays that. Choose another name for {value}."
            ).at(value)
        super().__setattr__(name, value)
        if isinstance(value, Module):
            self._add_module(name, value)

    def __exit__(self, *exc_info: object) -> None:
        super().__exit__(*exc_info)
        if any(exc_info):
            return  # the model is not finished, and the first error says why
        known = {id(module) for module in self._modules.values()}
        for network in self.networks:
            if isinstance(network, Module) and id(network) not in known:
                raise SpaModuleError(
                    f"{network} has no name. Assign it to an attribute of the SPA network."
                ).at(network)

    def _add_module(self, name: str, module: Module) -> None:
        self._modules[name] = module
        if module.label is None:
            module.label = name
        for ports in (module.inputs, module.outputs):
            for port, (node, vocab) in ports.items():
                if not isinstance(vocab, Vocabulary) and vocab is not None:
                    vocab = self.get_default_vocab(vocab)
                ports[port] = (node, vocab)
                self.config[node].vocab = vocab
        module.on_add(self)

    def _ports(self, kind: str) -> dict[str, tuple[Any, Vocabulary | None]]:
        """Collect inputs or outputs of all modules, by the names used in actions."""
        return {
            name if port == "default" else f"{name}_{port}": end
            for name, module in self._modules.items()
            for port, end in getattr(module, kind).items()
        }

    def _port_names(self, kind: str) -> list[str]:
        return list(self._ports(kind))

    def _port(self, kind: str, name: str) -> tuple[Any, Vocabulary | None]:
        ports = self._ports(kind)
        whole = name.removesuffix("_default")
        if name not in ports and whole not in ports:
            raise SpaModuleError(self._unknown(f"module {kind[:-1]}", name, ports))
        return ports[name] if name in ports else ports[whole]

    @staticmethod
    def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
        return f"There is no {kind} {name!r}, but only {', '.join(known) or 'none'}."
