"""Every kind of plot shows what it should, in a real browser."""

import io
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

MODEL = """
import numpy as np
import nengo


def picture(t):
    picture._nengo_html_ = (
        f"<p id='time'>{t:.1f}</p>"
        "<img src='x' onerror='document.body.textContent = 1'>"
        "<script>document.body.textContent = 2</script>"
        "<img src='https://example.org/leak.png'>"
    )


with nengo.Network(seed=2) as model:
    stim = nengo.Node(lambda t: [np.sin(6 * t), np.cos(6 * t)])
    memory = nengo.Ensemble(100, dimensions=2)
    nengo.Connection(stim, memory)
    pixels = nengo.Node(lambda t: np.linspace(-1, 1, 12))
    page = nengo.Node(picture)
"""


FED = "state => state.plots.every(plot => state.streams.some(each => each.plot === plot.id))"
"""Whether every plot has samples to wait for."""


@pytest.fixture
def plots(screen, workspace):
    """The model above, in the editor."""
    (workspace / "plots.py").write_text(MODEL, encoding="utf-8")
    screen.open("plots.py")
    screen.until("state => state.simulation.state === 'paused'")
    return screen


def add(screen, name, key):
    """Select an object of the graph and press a key; return the id of the plot that appears."""
    before = screen.state("state => state.plots.length")
    screen.page.get_by_role("treeitem", name=name).first.focus()
    screen.page.keyboard.press(key)
    screen.until(f"state => state.plots.length === {before + 1}")
    screen.until(FED)
    return screen.state("state => state.plots.at(-1).id")


def run(screen, seconds):
    """Let some simulated time pass, then hold it."""
    screen.page.evaluate("__app.send({kind: 'run'})")
    screen.until(f"state => state.simulation.time > {seconds}")
    screen.page.evaluate("__app.send({kind: 'pause'})")
    screen.until("state => state.simulation.state === 'paused'")


def ink(screen, plot):
    """Number of colours in the picture of a plot."""
    screen.page.wait_for_timeout(100)
    return screen.page.evaluate(
        """id => {
            const canvas = document.querySelector(`[data-plot="${id}"] canvas`)
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
            return new Set(new Uint32Array(data.buffer)).size
        }""",
        plot,
    )


@pytest.mark.parametrize(
    "name, key, channels",
    [
        ("memory", "Shift+V", 6),
        ("memory", "Shift+R", 100),
        ("memory", "n", 100),
        ("memory", "h", 100),
        ("stim", "h", 2),
        ("pixels", "Shift+I", 12),
    ],
)
def test_a_plot_added_by_its_key_is_drawn(plots, name, key, channels):
    plot = add(plots, name, key)
    before = ink(plots, plot)
    run(plots, 0.4)
    values = np.array(plots.series(plot)["values"], dtype=float)
    assert values.shape[0] == channels
    assert values.shape[1] >= 10
    assert ink(plots, plot) > before


def drag(screen, name, target):
    """Drag an object of the graph onto something, and let it go."""
    item = screen.page.get_by_role("treeitem", name=name).first
    (x, y), goal = centre(item), centre(screen.page.locator(target))
    screen.page.mouse.move(x, y)
    screen.page.mouse.down()
    screen.page.mouse.move(x + 9, y + 9)
    screen.page.mouse.move(*goal, steps=3)
    screen.page.mouse.up()


def centre(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_an_object_dropped_on_a_plot_is_shown_in_it_and_stays_where_it_was(plots):
    plot = add(plots, "memory", "v")
    before = plots.state("state => state.places['model.stim']")
    drag(plots, "stim", f'[data-plot="{plot}"]')
    plots.until("state => state.streams[0]?.channels === 4")
    assert plots.state("state => state.places['model.stim']") == before
    assert plots.page.locator(".card-chips").inner_text().split() == ["memory", "stim"]
    run(plots, 0.3)
    assert len(plots.series(plot)["values"]) == 4
    plots.page.evaluate("__app.send({kind: 'undo'})")
    plots.until("state => state.streams[0]?.channels === 2")


def test_an_object_is_added_to_a_plot_and_taken_out_by_keyboard(plots):
    add(plots, "memory", "v")
    plots.page.get_by_role("treeitem", name="stim").first.focus()
    plots.page.keyboard.press("Shift+A")
    plots.page.get_by_role("dialog").get_by_role("button", name="memory").press("Enter")
    plots.until("state => state.streams[0]?.channels === 4")
    plots.page.locator(".card-head").focus()  # a card in hand shows its tools
    plots.page.get_by_role("button", name="Settings of the plot of memory, stim").press("Enter")
    plots.page.get_by_role("button", name="Take memory out of the plot").press("Enter")
    plots.until("state => state.plots[0].object === 'model.stim'")


def test_pages_of_nodes_are_shown_but_run_nothing(plots):
    """A hostile page changes neither its frame nor ours, and asks nobody for anything."""
    asked, blocked = [], []
    plots.page.on("request", lambda request: asked.append(request.url))
    plots.page.on("requestfailed", lambda request: blocked.append((request.url, request.failure)))
    add(plots, "page", "w")
    run(plots, 0.3)
    frame = plots.page.frame_locator(".card iframe.plot-page")
    frame.locator("#time").wait_for()
    assert float(frame.locator("#time").inner_text()) > 0.1
    leaks = [url for url in asked if "leak" in url]
    assert leaks, "the page tried nothing, so nothing was proved"
    assert [url for url, why in blocked if "leak" in url and "csp" in why] == leaks
    assert plots.page.locator(".card iframe.plot-page").get_attribute("sandbox") == "allow-scripts"
    origins = [frame.evaluate("origin") for frame in plots.page.frames[1:]]
    assert set(origins) == {"null"}


WORDS = """
from nengo import spa

with spa.SPA(seed=1) as model:
    model.a = spa.State(16, subdimensions=16)
    model.b = spa.State(16, subdimensions=16)
    model.cortical = spa.Cortical(spa.Actions("b = a"))
    model.sight = spa.Input(a="DOG")
    model.get_output_vocab("a").parse("CAT + FISH")
"""


def test_a_pressed_word_is_put_into_the_module_until_it_is_pressed_again(screen, workspace):
    (workspace / "words.py").write_text(WORDS, encoding="utf-8")
    screen.open("words.py")
    screen.until("state => state.simulation.state === 'paused'")
    add(screen, "a, network", "Shift+Y")
    plot = add(screen, "b, network", "y")

    def winner():
        return np.array(screen.series(plot)["values"])[:, -1].argmax()

    cat = screen.page.locator(".pointer-cloud").get_by_role("button", name="CAT")
    run(screen, 0.3)
    assert winner() == 0
    cat.click()
    screen.until("state => state.pointers['model.a'] === 'CAT'")
    run(screen, 0.6)
    assert winner() == 1
    assert cat.get_attribute("aria-pressed") == "true"
    cat.click()
    run(screen, 0.9)
    assert winner() == 0


def download(screen, act):
    """Return the bytes and the name of the file that an act makes the browser save."""
    with screen.page.expect_download() as expected:
        act()
    return expected.value.path().read_bytes(), expected.value.suggested_filename


def choose(screen, words):
    """Run an action by its name, from the palette."""
    screen.page.keyboard.press("Control+k")
    screen.page.get_by_role("combobox").fill(words)
    screen.page.get_by_role("option", name=words).first.wait_for()
    screen.page.keyboard.press("Enter")


def test_a_plot_is_saved_as_a_table_and_as_pictures(plots):
    plot = add(plots, "memory", "v")
    run(plots, 0.3)
    card = plots.page.locator(f'[data-plot="{plot}"]')
    card.hover()
    card.get_by_role("button", name="Settings of the plot of memory").click()
    settings = plots.page.get_by_role("dialog", name="Plot settings")

    def save(name):
        return download(plots, settings.get_by_role("button", name=name, exact=True).click)

    table, name = save("CSV")
    assert name == "memory value.csv"
    rows = np.genfromtxt(io.BytesIO(table), delimiter=",", names=True)
    kept = plots.series(plot)
    assert rows["time"] == pytest.approx(kept["times"])
    assert rows["1"] == pytest.approx(kept["values"][1])
    svg, _ = save("SVG")
    lines = [
        path for path in ElementTree.fromstring(svg).findall(".//{*}path") if path.get("stroke")
    ]
    assert [line.get("d").count("L") > 100 for line in lines] == [True, True]
    assert save("PNG")[0].startswith(b"\x89PNG")


def test_all_plots_are_saved_as_one_figure_in_the_light_theme(plots):
    for name, key in [("memory", "v"), ("memory", "r"), ("memory", "Shift+R"), ("memory", "x"),
                      ("memory", "Shift+V"), ("memory", "h"), ("memory", "n")]:  # fmt: skip
        add(plots, name, key)
    run(plots, 0.3)
    plots.page.keyboard.press("t")
    plots.until("() => document.documentElement.dataset.theme === 'dark'")
    svg, name = download(plots, lambda: choose(plots, "Save all plots"))
    assert name == "plots.svg"
    figure = ElementTree.fromstring(svg)
    assert len(figure.findall("{*}svg")) == 7
    assert figure.find("{*}rect").get("fill") == "#ffffff"
    assert plots.page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_last_minute_is_saved_for_numpy(plots):
    plot = add(plots, "memory", "v")
    run(plots, 0.3)
    archive, name = download(plots, lambda: choose(plots, "Save the samples"))
    assert name == "plots.npz"
    arrays = np.load(io.BytesIO(archive))
    kept = plots.series(plot)
    assert arrays["model.memory.value.time"] == pytest.approx(kept["times"])
    assert arrays["model.memory.value.values"].T == pytest.approx(np.array(kept["values"]))


def picture(screen, plot):
    """Pixels that a plot shows."""
    screen.page.wait_for_timeout(100)
    pixels = screen.page.evaluate(
        """id => {
            const canvas = document.querySelector(`[data-plot="${id}"] canvas`)
            const { width, height } = canvas
            return Array.from(canvas.getContext("2d").getImageData(0, 0, width, height).data)
        }""",
        plot,
    )
    return np.array(pixels)


def test_a_frozen_plot_stands_still_until_it_is_let_go(plots):
    plot = add(plots, "memory", "v")
    run(plots, 0.3)
    card = plots.page.locator(f'[data-plot="{plot}"]')
    card.hover()
    freeze = card.get_by_role("button", name="Freeze the plot of memory")
    freeze.click()
    plots.page.mouse.move(5, 500)
    before = picture(plots, plot)
    run(plots, 3)
    # The end of the line leans towards the next sample, by less than a pixel.
    assert np.mean(picture(plots, plot) != before) < 0.001
    card.hover()
    freeze.click()
    plots.page.mouse.move(5, 500)
    assert np.mean(picture(plots, plot) != before) > 0.01


def test_a_locked_range_stays_until_it_is_unlocked(plots):
    plot = add(plots, "memory", "v")
    run(plots, 0.3)
    card = plots.page.locator(f'[data-plot="{plot}"]')
    card.hover()
    lock = card.get_by_role("button", name="Lock the range of memory")
    lock.click()
    plots.until("state => state.plots.at(-1).high > 0 && state.plots.at(-1).low < 0")
    lock.click()
    plots.until("state => state.plots.at(-1).high == null && state.plots.at(-1).low == null")


def test_the_inspector_shows_how_an_object_was_built(plots):
    plots.page.get_by_role("treeitem", name="memory").first.focus()
    plots.page.keyboard.press("i")
    inspector = plots.page.get_by_role("tabpanel", name="Inspector")
    inspector.get_by_role("img", name="Response curves").wait_for()
    inspector.get_by_role("img", name="Eval points and encoders").wait_for()
    neurons = inspector.locator(".attributes > div", has_text="n_neurons")
    assert neurons.inner_text().split() == ["n_neurons", "100", "set", "here"]


def test_chosen_seconds_are_looped_and_saved(plots):
    plot = add(plots, "memory", "v")
    run(plots, 1.2)
    track = plots.page.locator(".ribbon").bounding_box()
    right, y = track["x"] + track["width"] - 8, track["y"] + 18
    per_second = track["width"] / 10
    plots.page.keyboard.down("Shift")
    plots.page.mouse.move(right - 0.8 * per_second, y)
    plots.page.mouse.down()
    plots.page.mouse.move(right - 0.3 * per_second, y)
    plots.page.mouse.up()
    plots.page.keyboard.up("Shift")
    start, end = plots.state("state => [state.screen.range.start, state.screen.range.end]")
    assert end - start == pytest.approx(0.5, abs=0.05)
    with plots.page.expect_download() as saved:
        plots.page.get_by_role("button", name="NPZ").click()
    with np.load(saved.value.path()) as archive:
        times = archive["model.memory.value.time"]
    assert start <= times.min() < start + 0.01 and end - 0.01 < times.max() <= end
    with plots.page.expect_download() as saved:
        plots.page.get_by_role("button", name="CSV").click()
    rows = saved.value.path().read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + 2 * len(times)
    plots.page.get_by_role("button", name="loop").click()
    seen = {round(plots.state("state => state.screen.lookingAt"), 3) for _ in range(5)
            if plots.page.wait_for_timeout(60) is None}  # fmt: skip
    assert len(seen) > 2 and start <= min(seen) and max(seen) <= end
    assert plots.state("state => state.plots[0].id") == plot
