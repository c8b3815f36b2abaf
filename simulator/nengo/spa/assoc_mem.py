"""A module that answers a noisy semantic pointer with a clean one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nengo.networks import AssociativeMemory as AssociativeMemoryNetwork
from nengo.node import Node
from nengo.spa.module import Module
from nengo.spa.vocab import Vocabulary


class AssociativeMemory(Module):
    """Maps semantic pointers to semantic pointers.

    Parameters
    ----------
    input_vocab : Vocabulary
        Holds the pointers that are recognised.
    output_vocab : Vocabulary, optional
        Holds the answers; ``input_vocab`` by default.
    input_keys, output_keys : iterable of str, optional
        Names of the pointers, in corresponding order; by default all of the vocabulary, and
        those of the input.
    default_output_key : str, optional
        Name of the answer where nothing is recognised.
    threshold : float or list of float
        Similarity above which a pointer is recognised.
    inhibitable : bool
        Whether to have an input ``inhibit`` that silences the memory.
    wta_output : bool
        Whether only the most similar pointer is answered.
    wta_inhibit_scale, wta_synapse : float
        Strength and synapse with which pointers inhibit each other then.
    threshold_output : bool
        Whether answers have the full length or none.
    label, seed, add_to_container
        See `Module`.

    Attributes
    ----------
    am : nengo.networks.AssociativeMemory
        The memory.
    input, output : Node
        The pointers.
    utilities : Node
        Activity of each answer.
    """

    input: Node
    output: Node

    def __init__(
        self,
        input_vocab: Vocabulary,
        output_vocab: Vocabulary | None = None,
        input_keys: Iterable[str] | None = None,
        output_keys: Iterable[str] | None = None,
        default_output_key: str | None = None,
        threshold: Any = 0.3,
        inhibitable: bool = False,
        wta_output: bool = False,
        wta_inhibit_scale: float = 3.0,
        wta_synapse: float = 0.005,
        threshold_output: bool = False,
        label: str | None = None,
        seed: int | None = None,
        add_to_container: bool | None = None,
    ) -> None:
        super().__init__(label, seed, add_to_container)
        output_vocab = input_vocab if output_vocab is None else output_vocab
        recognised = _subset(input_vocab, input_keys)
        answers = _subset(output_vocab, input_keys if output_keys is None else output_keys)
        with self:
            self.am = AssociativeMemoryNetwork(
                recognised.vectors,
                answers.vectors,
                threshold=threshold,
                inhibitable=inhibitable,
            )
            if default_output_key is not None:
                self.am.add_default_output_vector(output_vocab.parse(default_output_key).v)
            if wta_output:
                self.am.add_wta_network(wta_inhibit_scale, wta_synapse)
            if threshold_output:
                self.am.add_threshold_to_outputs()
        self._name_ends(input_vocab, output_vocab)

    def _name_ends(self, input_vocab: Vocabulary, output_vocab: Vocabulary) -> None:
        self.input, self.output = self.am.input, self.am.output
        self.utilities = self.am.utilities
        self.inputs = {"default": (self.input, input_vocab)}
        self.outputs = {"default": (self.output, output_vocab)}
        if self.am.inhibit is not None:
            self.inhibit = self.am.inhibit
            self.inputs["inhibit"] = (self.inhibit, None)
        if self.am.thresholded_utilities is not None:
            self.thresholded_utilities = self.am.thresholded_utilities


def _subset(vocab: Vocabulary, keys: Iterable[str] | None) -> Vocabulary:
    return vocab if keys is None else vocab.create_subset(keys)
