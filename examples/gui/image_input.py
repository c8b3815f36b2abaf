"""Neurons look at small pictures and say which one they see.

Three pictures of 7 by 7 dots are shown in turn: a cross,
a ring and a smile. `PresentInput` makes a Node of 49
numbers of them. The ensemble `retina` represents all 49
at once, and the Node `seen` draws what can be read back
from its spikes, noise and all.

One connection names the picture. It was not given a
formula, but the three pictures as examples of input and
three labels as examples of output: the simplest kind of
learning from examples.

Try this:

* Draw a picture of your own among the three.
* Rub out some dots of the shown picture: `shown =
  nengo.Node(...)` with one of them changed.
* Give `retina` 100 neurons. When do you stop
  recognising, and when do they?
"""

import nengo
import numpy as np
from nengo.processes import PresentInput

PICTURES = {
    "cross": """
        #.....#
        .#...#.
        ..#.#..
        ...#...
        ..#.#..
        .#...#.
        #.....#
        """,
    "ring": """
        ..###..
        .#...#.
        #.....#
        #.....#
        #.....#
        .#...#.
        ..###..
        """,
    "smile": """
        .......
        .#...#.
        .#...#.
        .......
        #.....#
        .#...#.
        ..###..
        """,
}
SIDE = 7


def to_vector(picture):
    """The dots, row by row, scaled to a vector of length 1."""
    dots = np.array(
        [dot == "#" for dot in "".join(picture.split())],
        dtype=float,
    )
    return dots / np.linalg.norm(dots)


vectors = np.array(
    [to_vector(picture) for picture in PICTURES.values()]
)


def picture_of(t, x):
    """Draw what is decoded, the darker the larger."""
    if round(1000 * t) % 40:
        return  # 25 pictures a second are enough for the eye
    squares = "".join(
        f'<rect x="{i % SIDE}" y="{i // SIDE}" '
        f'width="1.02" height="1.02" opacity="{ink:.2f}"/>'
        for i, ink in enumerate(np.clip(4 * x, 0, 1))
    )
    picture_of._nengo_html_ = (
        f'<svg viewBox="0 0 {SIDE} {SIDE}" width="100%" height="100%">'
        f'<g fill="#2f55c0">{squares}</g></svg>'
    )


model = nengo.Network(seed=2)
with model:
    shown = nengo.Node(
        PresentInput(vectors, presentation_time=1)
    )
    retina = nengo.Ensemble(
        n_neurons=800, dimensions=SIDE * SIDE
    )
    seen = nengo.Node(picture_of, size_in=SIDE * SIDE)
    names = nengo.Ensemble(n_neurons=150, dimensions=3)
    nengo.Connection(shown, retina)
    nengo.Connection(retina, seen, synapse=0.05)
    nengo.Connection(
        retina,
        names,
        eval_points=vectors,
        function=np.eye(3),
        synapse=0.02,
    )
