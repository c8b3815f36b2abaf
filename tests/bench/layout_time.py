"""How long does it take to lay out a graph?

On two shared cores: about 100 ms for 1,000 objects in one network, 1 ms for an array of 200, less
than 1 ms for the usual network of a dozen. The budget is 150 ms for 1,000.

    python tests/bench/layout_time.py
"""

import random
import time

from nengo_gui.layout.auto import arrange
from nengo_gui.layout.boxes import Box

CIRCLE = Box(-30, -28, 30, 50)


def chainlike(n, rng):
    """A flow with short cuts: each object is fed by one made shortly before, some by two."""
    links = [(max(0, i - rng.randint(1, 12)), i) for i in range(1, n)]
    links += [(rng.randint(max(0, i - 40), i - 1), i) for i in range(1, n) if rng.random() < 0.3]
    return n, links


def tangled(n, rng):
    return n, [(rng.randrange(n), rng.randrange(n)) for _ in range(round(1.3 * n))]


def array(n, rng):
    return n + 2, [(0, i) for i in range(1, n + 1)] + [(i, n + 1) for i in range(1, n + 1)]


def measure(name, problem):
    n, links = problem
    boxes = {f"o{i}": CIRCLE for i in range(n)}
    named = [(f"o{a}", f"o{b}") for a, b in links]
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        points = arrange(boxes, named)
        seconds.append(time.perf_counter() - start)
    frame = Box.union(boxes[key].at(*point) for key, point in points.items())
    print(f"{name:16} {1e3 * min(seconds):7.1f} ms   {frame.width:.0f} x {frame.height:.0f} px")


if __name__ == "__main__":
    rng = random.Random(1)
    for n in (12, 100, 1000):
        measure(f"chainlike {n}", chainlike(n, rng))
        measure(f"tangled {n}", tangled(n, rng))
    measure("array 200", array(200, rng))
    measure("unconnected 1000", (1000, []))
