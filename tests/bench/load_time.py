"""How long after an edit is the new graph there?

Opens a fresh worker on each tutorial, as the editor does after every edit, and measures from the
request to the loaded graph and to the built simulator. Run it by itself, rounds if you like:
``python tests/bench/load_time.py 5``.
"""

import asyncio
import statistics
import sys
import time
from pathlib import Path

from nengo_gui.protocol.inside import Build, Built, Load, Loaded, Troubled
from nengo_gui.sandbox.start import WorkerPool

TUTORIAL = Path(__file__).parents[2] / "examples" / "tutorial"


async def measure(pool, path):
    """Load and build one file; return the seconds until each was done."""
    loop = asyncio.get_running_loop()
    done = {kind: loop.create_future() for kind in (Loaded, Built)}

    def on_report(report):
        assert not isinstance(report, Troubled), report
        if type(report) in done:
            done[type(report)].set_result(time.perf_counter() - begun)

    begun = time.perf_counter()
    worker = pool.open(on_report, lambda frame: None, lambda end: None)
    text = path.read_text(encoding="utf-8")
    worker.send(Load(text=text, filename=str(path), folder=str(path.parent), revision=0))
    worker.send(Build())
    seconds = await done[Loaded], await done[Built]
    worker.kill()
    await worker.gone
    return seconds


async def main(rounds):
    pool = WorkerPool()
    begun = time.perf_counter()
    await pool.start()
    print(f"pool ready after {1000 * (time.perf_counter() - begun):.0f} ms")
    files = sorted(TUTORIAL.glob("*.py"))
    seconds = [await measure(pool, path) for _ in range(rounds) for path in files]
    for name, column in zip(("graph", "built"), zip(*seconds, strict=True), strict=True):
        column = sorted(1000 * each for each in column)
        p90 = column[int(0.9 * len(column))]
        print(
            f"{name}: median {statistics.median(column):.1f} ms, least {column[0]:.1f}, "
            f"90 % within {p90:.1f} ({len(files)} tutorials × {rounds})"
        )
    await pool.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
