"""A network steps through five words for ever: A, B, C, D, E, A, B …

The state of mind is one word, held in `state`. Five
rules say what to do: if the state is like A, make it B;
if it is like B, make it C; and so on. The *basal
ganglia* weigh all rules at the same time and choose the
one that fits best; the *thalamus* carries it out. One
choice takes about 40 milliseconds, much as long as a
step of simple thought takes in people.

The plot shows how much the state resembles each of the
words. Nothing in the network is a clock; the rhythm
comes from the time that neurons need to pass the ball
round.

Try this:

* Add a rule `dot(state, E) --> state = C` before the
  last one. Which wins?
* Make two separate rings out of the five.
* Change the dimension to 16. Do fewer numbers make
  better or worse words?

`nengo.spa` is the older way to write such models: it is
deprecated, which the log says too.
"""

import nengo
from nengo import spa

DIMENSIONS = 32

model = spa.SPA(seed=1)
with model:
    model.state = spa.State(
        DIMENSIONS, feedback=1, feedback_synapse=0.01
    )
    rules = spa.Actions(
        "dot(state, A) --> state = B",
        "dot(state, B) --> state = C",
        "dot(state, C) --> state = D",
        "dot(state, D) --> state = E",
        "dot(state, E) --> state = A",
    )
    model.ganglia = spa.BasalGanglia(rules)
    model.thalamus = spa.Thalamus(model.ganglia)

    words = model.get_default_vocab(DIMENSIONS)
    likeness = nengo.Node(size_in=5)
    nengo.Connection(
        model.state.output,
        likeness,
        transform=[words[word].v for word in "ABCDE"],
        synapse=0.01,
    )
    # A word to begin with.
    model.start = spa.Input(
        state=lambda t: "A" if t < 0.1 else "0"
    )
