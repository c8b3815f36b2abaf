"""A scene is remembered as one vector and can be asked for its parts.

Words in the *Semantic Pointer Architecture* are long
random vectors. RED and CIRCLE are bound into a third
vector that is like neither (`RED * CIRCLE`), and several
bound pairs are added up in one memory. `scene` keeps
that sum in a loop of neurons. To ask for the shape of
what is red, the scene is bound with the inverse of RED,
written `~RED`.

The eyes jump between a red circle and a blue square,
five times a second. The memory forgets slowly, so it
holds both at any time. Every second the question
changes: what is red, what is blue? The plot shows how
much the answer resembles each of the four words.

Try this:

* Watch when the questions change and how the answer
  follows.
* Ask by shape: the question may be `CIRCLE`, and the
  answer a colour.
* Put a third thing into the scene. When do the answers
  get lost in noise?

`nengo.spa` is the older way to write such models: it is
deprecated, which the log says too.
"""

import nengo
import numpy as np
from nengo import spa

DIMENSIONS = 32


GLANCE = (
    0.2  # seconds; about as long as eyes rest on a thing
)


def colour(t):
    return "RED" if t % (2 * GLANCE) < GLANCE else "BLUE"


def shape(t):
    return (
        "CIRCLE" if t % (2 * GLANCE) < GLANCE else "SQUARE"
    )


def question(t):
    return "RED" if t % 2 < 1 else "BLUE"


words = spa.Vocabulary(
    DIMENSIONS, unitary=True, rng=np.random.RandomState(7)
)

model = spa.SPA(seed=7, vocabs=[words])
with model:
    model.colour = spa.State(
        DIMENSIONS, neurons_per_dimension=30
    )
    model.shape = spa.State(
        DIMENSIONS, neurons_per_dimension=30
    )
    model.scene = spa.State(
        DIMENSIONS, neurons_per_dimension=50, feedback=0.8
    )
    model.question = spa.State(
        DIMENSIONS, neurons_per_dimension=30
    )
    model.answer = spa.State(
        DIMENSIONS, neurons_per_dimension=30
    )
    actions = spa.Actions(
        "scene = 0.3 * colour * shape",
        "answer = scene * ~question",
    )
    model.flow = spa.Cortical(actions, neurons_cconv=60)
    model.sight = spa.Input(
        colour=colour, shape=shape, question=question
    )

    likeness = nengo.Node(size_in=4)
    nengo.Connection(
        model.answer.output,
        likeness,
        transform=[
            words[word].v
            for word in ["RED", "BLUE", "CIRCLE", "SQUARE"]
        ],
        synapse=0.03,
    )
