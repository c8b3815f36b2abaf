"""A Node draws its own picture: a compass needle that the neurons turn.

A Node may show more than a square. If its function has
an attribute `_nengo_html_`, the text in it is shown in
the graph as a small web page, anew whenever it changes.
SVG is handy for that: draw with a few tags, and put
numbers where they belong.

The needle turns to the point that the neurons represent;
its length is the distance from the middle. The page is
walled in: it can show things, but it cannot reach the
rest of the editor.

Try this:

* Hold the sliders of `stim` and steer the needle.
* Make the needle red when it points down.
* Show the numbers instead: `f"<p>{x[0]:.2f}</p>"`.
"""

import nengo
import numpy as np


def circle(t):
    return 0.9 * np.cos(t), 0.6 * np.sin(2 * t)


def dial(t, x):
    dial._nengo_html_ = f"""
        <svg viewBox="-60 -60 120 120" width="100%" height="100%">
          <circle r="50" fill="#eef3ff" stroke="#2f55c0" stroke-width="2"/>
          <line x2="{48 * x[0]:.1f}" y2="{-48 * x[1]:.1f}"
                stroke="#c2620a" stroke-width="6" stroke-linecap="round"/>
          <circle r="5" fill="#2f55c0"/>
        </svg>"""


model = nengo.Network(seed=1)
with model:
    stim = nengo.Node(circle)
    point = nengo.Ensemble(n_neurons=200, dimensions=2)
    needle = nengo.Node(dial, size_in=2)
    nengo.Connection(stim, point)
    nengo.Connection(point, needle, synapse=0.05)
