"""What a model hands on to its next version: the values its next step would have begun with.

Between two workers this is a string of bytes that the server passes on and never reads.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np

import nengo
from nengo.engine.states import State
from nengo_gui.worker.naming import Naming

MOST_BYTES = 6 << 20
"""More than this takes too long to hand on: such a model begins anew."""


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """One signal."""

    dtype: str
    shape: tuple[int, ...]
    began_as: bytes
    """Digest of its initial value, if it is something learned, else empty."""
    value: bytes


class Heritage(msgspec.Struct, frozen=True):
    """All that is handed on; ``pieces`` are named by object and role."""

    n_steps: int
    dt: float
    pieces: dict[str, Piece]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Heritage)


def bequeath(sim: nengo.Simulator, naming: Naming) -> bytes:
    """Write down where a simulator stands; empty if that is too much to hand on."""
    named = dict(_named(sim, naming))
    if sum(state.signal.nbytes for state in named.values()) > MOST_BYTES:
        return b""
    pieces = {name: _piece(sim, state) for name, state in named.items()}
    return _encoder.encode(Heritage(n_steps=sim.n_steps, dt=sim.dt, pieces=pieces))


def inherit(sim: nengo.Simulator, naming: Naming, heritage: bytes) -> bool:
    """Go on where another version of the model stood, as far as objects are the same.

    Returns
    -------
    bool
        False if nothing is the same: then this is another model, and begins at its beginning.

    Raises
    ------
    msgspec.MsgspecError
        If these bytes are no heritage.
    """
    if not heritage:
        return False
    old = _decoder.decode(heritage)
    if old.dt != sim.dt:
        return False
    heirs = [
        (state, old.pieces[name])
        for name, state in _named(sim, naming)
        if name in old.pieces and _fits(state, old.pieces[name])
    ]
    if not heirs:
        return False
    signals: Any = sim.signals
    for state, piece in heirs:
        value = np.frombuffer(piece.value, piece.dtype).reshape(piece.shape)
        signals[state.signal][...] = value
    sim.skip_to(old.n_steps)
    return True


def _named(sim: nengo.Simulator, naming: Naming) -> Iterator[tuple[str, State]]:
    counts: Counter[str] = Counter()
    for state in sim.states():
        name = f"{_name(state.origin, naming)} {state.name}"
        counts[name] += 1
        yield f"{name} {counts[name]}", state


def _name(obj: Any, naming: Naming) -> str:
    """Name an object; a connection by its ends, since hardly any has a name of its own."""
    if isinstance(obj, nengo.ensemble.Neurons):
        return _name(obj.ensemble, naming)
    if isinstance(obj, nengo.connection.LearningRule):
        return _name(obj.connection, naming)
    if isinstance(obj, nengo.Connection):
        return f"{_name(obj.pre_obj, naming)}→{_name(obj.post_obj, naming)}"
    return naming.id_of(obj) or "?"


def _piece(sim: nengo.Simulator, state: State) -> Piece:
    signals: Any = sim.signals
    value = np.ascontiguousarray(signals[state.signal])
    return Piece(value.dtype.str, value.shape, _beginning(state), value.tobytes())


def _fits(state: State, piece: Piece) -> bool:
    signal = state.signal
    return (
        piece.shape == signal.shape
        and piece.dtype == signal.dtype.str
        and piece.began_as == _beginning(state)
    )


def _beginning(state: State) -> bytes:
    """Return what tells learned values of one beginning from those of another.

    Weights that began otherwise, by an edit or by chance, shall not be what others learned.
    """
    if not state.grown:
        return b""
    initial = np.ascontiguousarray(state.signal.initial_value)
    return hashlib.blake2b(initial.tobytes(), digest_size=8).digest()
