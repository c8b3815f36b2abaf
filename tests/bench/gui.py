"""How quick is the editor? From gesture to picture, in headless Chromium.

    python tests/bench/gui.py [--rounds 5]

Start, open, edit, play and draw are timed in the page itself, with its own clock; each figure is
the median of the rounds, with the lowest and the highest. Drawing is by software: with a graphics
card all figures fall.
"""

import argparse
import importlib.util
import itertools
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
LORENZ = "example:tutorial/15-lorenz.py"

WAIT = """async ([condition, act]) => {
  const met = new Function("state", "app", "return " + condition)
  const started = performance.now()
  if (act) new Function("app", act)(__app)
  while (!(window.__app && met(__app.state(), __app))) await new Promise(requestAnimationFrame)
  return performance.now() - started
}"""
"""Acts, then waits frame by frame; gives milliseconds."""


def load(name):
    """Return a module of the end-to-end tests: server and browser flags are the same here."""
    sys.path.insert(0, str(HERE.parent))
    spec = importlib.util.spec_from_file_location(name, HERE.parent / "e2e" / "conftest.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Bench:
    """One server, one page, and the time things take in it."""

    def __init__(self, browser, server):
        # The page's policy forbids the Function that WAIT needs.
        self.context = browser.new_context(viewport={"width": 1520, "height": 900}, bypass_csp=True)
        self.page, self.server = self.context.new_page(), server
        self.numbers = itertools.count()
        self.page.goto(server.url)

    def timed(self, condition, act=""):
        """Act in the page and return the milliseconds until a condition on the State holds."""
        return self.page.evaluate(WAIT, [condition, act])

    def open(self, path):
        """Open a file by its address; return milliseconds until its graph is there."""
        address = self.server.url.partition("?")[0]
        self.page.goto(f"{address}?path={path}")
        return self.timed("state.graph.objects.length > 0 && state.simulation.state === 'paused'")


def measure_open(bench):
    """Open the Lorenz example from a page that shows another: command to graph."""
    bench.open("example:tutorial/13-oscillators.py")
    opened = "state.file?.path === 'example:tutorial/15-lorenz.py' && state.objects.has('model')"
    graph = opened + " && state.graph.objects.some(object => object.n_neurons === 600)"
    return bench.timed(graph, f"app.send({{kind: 'open', path: '{LORENZ}'}})")


def measure_edit(bench):
    """Type lines that make an object: last key to graph, with the way to the browser and back."""
    bench.open("new:")
    bench.page.locator(".cm-content").click()
    bench.page.keyboard.press("Control+End")
    name = f"extra{next(bench.numbers)}"
    started = time.perf_counter()
    bench.page.keyboard.insert_text(f"\nwith model:\n    {name} = nengo.Node([1])\n")
    bench.timed(f"state.objects.has('model.{name}')")
    return 1000 * (time.perf_counter() - started)


def measure_play(bench):
    """Press play: click to the first sample that a plot holds."""
    bench.open(LORENZ)
    plot = bench.page.evaluate("__app.state().plots.find(plot => plot.kind === 'value').id")
    first = f"app.series('{plot}')?.times?.length > 0"
    bench.page.get_by_role("button", name="Run", exact=True).first.focus()
    took = bench.timed(first, "document.activeElement.click()")
    bench.page.evaluate("__app.send({kind: 'pause'}); __app.send({kind: 'reset'})")
    return took


def measure_drawing(bench, speed, seconds=8):
    """Let the five plots of Lorenz run; return frames a second and simulated seconds a second."""
    bench.open(LORENZ)
    bench.page.evaluate(
        f"__app.send({{kind: 'speed', value: {speed}}}); __app.send({{kind: 'run'}})"
    )
    bench.page.wait_for_timeout(3000)
    count = """seconds => new Promise(done => {
      let frames = 0, began = performance.now(), from = __app.state().simulation.time
      const each = now => {
        frames += 1
        if (now - began < seconds * 1000) return requestAnimationFrame(each)
        const took = (now - began) / 1000
        done([frames / took, (__app.state().simulation.time - from) / took])
      }
      requestAnimationFrame(each)
    })"""
    result = bench.page.evaluate(count, seconds)
    bench.page.evaluate("__app.send({kind: 'pause'})")
    return result


def measure_start(browser, e2e, folder):
    """Give the command: to a page that can be used."""
    started = time.perf_counter()
    server = e2e.Server(folder)
    bench = Bench(browser, server)
    bench.timed("state.link === 'open'")
    took = 1000 * (time.perf_counter() - started)
    bench.context.close()
    server.stop()
    return took


def report(name, unit, values):
    """Print a row of the table."""
    middle, low, high = statistics.median(values), min(values), max(values)
    print(f"{name:<44}{middle:>9.1f} {unit:<6}({low:.1f}–{high:.1f})", flush=True)


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    e2e = load("e2e_conftest")
    path = next(filter(None, map(e2e.shutil.which, e2e.BROWSERS)))
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "workspace"
        folder.mkdir()
        browser = driver.chromium.launch(executable_path=path, args=e2e.BROWSER_FLAGS)
        starts = [measure_start(browser, e2e, folder) for _ in range(rounds)]
        report("nengo command to usable page", "ms", starts)
        server = e2e.Server(folder)
        bench = Bench(browser, server)
        for name, measure in [
            ("open an example to its graph", measure_open),
            ("last key to the changed graph", measure_edit),
            ("play to the first sample", measure_play),
        ]:
            report(name, "ms", [measure(bench) for _ in range(rounds)])
        for speed in ("1", "null"):
            asked = "real time" if speed == "1" else "as fast as possible"
            results = [measure_drawing(bench, speed) for _ in range(max(1, rounds // 2))]
            report(f"Lorenz, five plots, {asked}: frames", "/s", [r[0] for r in results])
            report(f"Lorenz, five plots, {asked}: speed", "× real", [r[1] for r in results])
        server.stop()


if __name__ == "__main__":
    main()
