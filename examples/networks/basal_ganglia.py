"""Of three things one might do, the most useful is chosen, again and again.

Deep in the brain the *basal ganglia* hear how useful
each action would be just now. Their output inhibits the
*thalamus*, all of it, all the time, except for the best
action, which they let go. Deciding is not pushing the
winner but letting go of its brake.

`usefulness` gives three waves. In the plot of the basal
ganglia the line of the best action rises to 0 and the
others sink below; in the plot of the thalamus the best
one alone is near 1. Where two waves cross, watch how
quickly the choice flips.

Try this:

* Hold all three sliders at 0.5. What do the neurons do
  when there is nothing to choose?
* How small a difference is still decided?
* Open the basal ganglia by a double click: striatum,
  subthalamic nucleus and both parts of the pallidum.
"""

import nengo
import numpy as np


def three_waves(t):
    return 0.6 + 0.4 * np.cos(
        1.5 * t + np.array([0, 2, 4]) * np.pi / 3
    )


model = nengo.Network(seed=4)
with model:
    usefulness = nengo.Node(three_waves)
    ganglia = nengo.networks.BasalGanglia(dimensions=3)
    thalamus = nengo.networks.Thalamus(dimensions=3)
    nengo.Connection(usefulness, ganglia.input)
    nengo.Connection(ganglia.output, thalamus.input)
