"""Keep what a probe or a tap watches; look for NaN."""

from __future__ import annotations

from nengo.engine.targets.compiled.kernels.compiling import kernel
from nengo.engine.targets.compiled.memory import counter_value, floats, integers


@kernel
def sample(c, p, unit):
    """Append a signal to a block, every so many steps: c = (_, n, x, block, count, bits, step).

    p = (period,) in steps, which need not be whole. ``count`` is how many samples the block holds;
    whoever runs the loop makes sure that there is room for the next ones.
    """
    n = c[1]
    step, count = counter_value(c[6], c[5]), integers(c[4], 1)
    if p[0] != 1 and step % p[0] >= 1:
        return
    x = floats(c[2], n, unit)
    block = floats(c[3] + count[0] * n * unit.itemsize, n, unit)
    for i in range(n):
        block[i] = x[i]
    count[0] += 1


@kernel
def watch(c, p, unit):
    """Raise a flag if there is NaN, or infinities that cancel: c = (_, n, x, flag)."""
    x = floats(c[2], c[1], unit)
    total = x[0]
    for i in range(1, c[1]):
        total += x[i]
    # Only NaN differs from itself.
    if total != total:
        integers(c[3], 1)[0] = 1
