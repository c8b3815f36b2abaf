"""What do the walls around a model cost: until its graph is there, and in each step?

    python tests/bench/walls.py [--rounds 25]

With and without them in turn, so that a busy machine slows both alike. The time to the graph goes
from the request, in the server, to the last byte of the answer; it ought to be below 60 ms.
"""

import argparse
import asyncio
import statistics
import time

from nengo_gui.protocol.inside import Build, Built, Clock, Load, Loaded, Pause, Run, Speed
from nengo_gui.sandbox.limits import Limits
from nengo_gui.sandbox.start import WorkerPool

MODEL = """
import nengo
import numpy as np
with nengo.Network(seed=1) as model:
    stimulus = nengo.Node(lambda t: np.sin(6 * t))
    a = nengo.Ensemble(100, 1)
    b = nengo.Ensemble(100, 1)
    nengo.Connection(stimulus, a)
    nengo.Connection(a, b, function=np.square)
"""
RUN_SECONDS = 0.5


class Worker:
    """A worker, and what it said last."""

    def __init__(self, pool):
        self._news = asyncio.Queue()
        nothing = lambda *_: None  # noqa: E731
        self._worker = pool.open(self._news.put_nowait, nothing, self._news.put_nowait, nothing)

    async def until(self, kind, *orders):
        for order in orders:
            self._worker.send(order)
        while not isinstance(report := await self._news.get(), kind):
            pass
        return report

    async def end(self):
        self._worker.kill()
        await self._worker.gone


async def measure(pool):
    """Return milliseconds until the graph is there, and microseconds a step takes."""
    started = time.perf_counter()
    worker = Worker(pool)
    load = Load(text=MODEL, filename="/nowhere/model.py", folder="", revision=1)
    await worker.until(Loaded, load)
    to_graph = time.perf_counter() - started
    await worker.until(Built, Build())
    await worker.until(Clock, Speed(value=None), Run())
    first = await worker.until(Clock)
    began = time.perf_counter()
    await asyncio.sleep(RUN_SECONDS)
    last = await worker.until(Clock)
    steps = (last.time - first.time) / 0.001
    took = time.perf_counter() - began
    await worker.until(Clock, Pause())
    await worker.end()
    return 1e3 * to_graph, 1e6 * took / steps


async def main(rounds):
    pools = {"walls": WorkerPool(Limits()), "none": WorkerPool(Limits(walls=False))}
    for pool in pools.values():
        await pool.start()
    print("confinement:", *pools["walls"].confinement)
    await asyncio.sleep(8)  # until the compiled engine is there
    taken = {name: [] for name in pools}
    for _ in range(rounds):
        for name, pool in pools.items():
            taken[name].append(await measure(pool))
    for name, rows in taken.items():
        for i, what in enumerate(("graph after, ms", "a step, us")):
            values = [row[i] for row in rows]
            median = statistics.median(values)
            print(f"{name:6} {what:16} {median:7.1f}   ({min(values):.1f} .. {max(values):.1f})")
    for pool in pools.values():
        await pool.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=25)
    asyncio.run(main(parser.parse_args().rounds))
