"""Models drawn by hand: every gesture becomes an edit of the text, and one key takes it back."""

import pytest

MODEL = """import nengo
import numpy as np

with nengo.Network(seed=1) as model:
    stimulus = nengo.Node(np.sin)  # a wave
    memory = nengo.Ensemble(200, dimensions=1)
    with nengo.Network(label="cortex") as cortex:
        left = nengo.Ensemble(100, 2)
    for k in range(2):
        again = nengo.Ensemble(10, 1)

    nengo.Connection(stimulus, memory)
"""


@pytest.fixture
def model(screen, workspace):
    """A model of a few objects, shown."""
    (workspace / "model.py").write_text(MODEL)
    screen.open("model.py")
    screen.page.locator("[role=treeitem]").first.wait_for()
    return screen


def box(screen, id):
    """Return the box of an object on the page, once it no longer moves."""
    element = screen.page.locator(f"[role=treeitem][data-id='{id}']")
    before = None
    while before != (now := element.bounding_box()):
        before = now
        screen.page.wait_for_timeout(200)
    return now


def centre(screen, id):
    there = box(screen, id)
    return there["x"] + there["width"] / 2, there["y"] + there["height"] / 2


def drag(screen, start, end):
    mouse = screen.page.mouse
    mouse.move(*start)
    mouse.down()
    mouse.move(*end, steps=6)
    mouse.up()


def has(id):
    return f"state => state.objects.has('model.{id}')"


def select(screen, id):
    screen.page.mouse.click(*centre(screen, f"model.{id}"))
    screen.until(f"state => state.screen.selection.at(-1) === 'model.{id}'")


def text(screen):
    return screen.state("state => state.file.text")


def test_an_object_lands_where_it_is_dropped_and_one_key_takes_it_back(model):
    source = model.page.get_by_role("button", name="New ensemble").bounding_box()
    stage = model.page.locator(".stage").bounding_box()
    spot = stage["x"] + 300, stage["y"] + 560
    drag(model, (source["x"] + 12, source["y"] + 12), spot)
    model.until(has("ensemble"))
    line = "    ensemble = nengo.Ensemble(n_neurons=100, dimensions=1)\n"
    assert line in text(model)
    model.until("state => state.screen.selection.at(-1) === 'model.ensemble'")
    assert centre(model, "model.ensemble") == pytest.approx(spot, abs=3)
    model.page.keyboard.press("Control+z")
    model.until(f"state => !({has('ensemble')})(state)")
    assert text(model) == MODEL
    model.page.keyboard.press("Control+Shift+z")
    model.until(has("ensemble"))
    assert centre(model, "model.ensemble") == pytest.approx(spot, abs=3)


def test_one_key_takes_back_moves_and_edits_in_their_order(model):
    x, y = centre(model, "model.memory")
    model.page.mouse.move(x, y)
    drag(model, (x, y), (x + 60, y + 80))
    model.until("state => state.history.undo === 'Move memory'")
    model.page.keyboard.press("Shift+N")
    model.until(has("node"))
    model.page.keyboard.press("Control+z")
    model.until(f"state => !({has('node')})(state)")
    assert model.state("state => state.history.undo") == "Move memory"
    model.page.keyboard.press("Control+z")
    model.until("state => state.history.undo === ''")


def test_a_connection_is_drawn_from_the_handle_of_an_object(model):
    start, end = centre(model, "model.memory"), centre(model, "model.cortex")
    model.page.mouse.move(*start)
    model.page.locator("[data-join='model.memory']").wait_for()
    there = box(model, "model.memory")
    drag(model, (there["x"] + there["width"], start[1]), end)
    # A network without an input takes nothing: nothing was connected.
    assert text(model) == MODEL
    model.page.keyboard.press("Escape")
    select(model, "memory")
    drag(model, (there["x"] + there["width"], start[1]), (end[0], end[1] + 160))
    assert text(model) == MODEL
    model.page.mouse.dblclick(*end)
    model.until("state => state.places['model.cortex'].open")
    there = box(model, "model.memory")
    model.page.mouse.move(*centre(model, "model.memory"))
    handle = there["x"] + there["width"], there["y"] + there["height"] / 2
    drag(model, handle, centre(model, "model.cortex.left"))
    model.until("state => state.graph.connections.some(each => each.post === 'model.cortex.left')")
    # One dimension goes into two: the first of them.
    assert text(model) == MODEL + "    nengo.Connection(memory, left[0])\n"


def test_a_double_click_on_a_name_renames(model):
    there = box(model, "model.memory")
    model.page.mouse.dblclick(there["x"] + there["width"] / 2, there["y"] + there["height"] + 12)
    field = model.page.get_by_role("textbox", name="Name of memory")
    field.fill("1st")
    field.press("Enter")
    assert "begins with no digit" in model.page.locator(".name-field").inner_text()
    field.fill("store")
    field.press("Enter")
    model.until(has("store"))
    assert text(model) == MODEL.replace("memory", "store")
    assert box(model, "model.store") == pytest.approx(there, abs=2)


def test_settings_change_the_line_and_wrong_ones_are_told(model):
    select(model, "memory")
    model.page.keyboard.press("i")
    settings = model.page.get_by_role("region", name="Settings")
    neurons = settings.get_by_label("n_neurons", exact=True)
    neurons.fill("0")
    neurons.press("Enter")
    settings.get_by_text("must be a whole number of at least 1").wait_for()
    neurons.fill("50")
    neurons.press("Enter")
    model.until("state => state.objects.get('model.memory').n_neurons === 50")
    radius = settings.get_by_label("radius", exact=True)
    radius.fill("2 *")
    radius.press("Enter")
    settings.get_by_text("is not a Python expression").wait_for()
    radius.fill("2 * np.pi")
    radius.press("Enter")
    after = MODEL.replace("200, dimensions=1)", "50, dimensions=1, radius=2 * np.pi)")
    model.until(f"state => state.file.text === {after!r}")
    settings.get_by_role("button", name="Leave out radius").click()
    model.until(f"state => state.file.text === {MODEL.replace('200', '50')!r}")


def test_everything_can_be_done_by_keys(model):
    select(model, "memory")
    model.page.keyboard.press("Shift+N")
    model.until("state => state.screen.selection.at(-1) === 'model.node'")
    model.page.locator("[role=treeitem][data-id='model.node']").focus()
    model.page.keyboard.press("c")
    assert "Connect node to" in model.page.locator(".joining-hint").inner_text()
    for _ in range(8):
        if model.state("state => state.screen.selection.at(-1)") == "model.memory":
            break
        here, there = (
            centre(model, model.state("state => state.screen.selection.at(-1)")),
            centre(model, "model.memory"),
        )
        dx, dy = there[0] - here[0], there[1] - here[1]
        across = abs(dx) > abs(dy)
        key = ("Right" if dx > 0 else "Left") if across else ("Down" if dy > 0 else "Up")
        model.page.keyboard.press(f"Arrow{key}")
    model.page.keyboard.press("Enter")
    model.until("state => state.graph.connections.some(each => each.pre === 'model.node')")
    assert text(model).endswith("    nengo.Connection(node, memory)\n")
    select(model, "memory")
    model.page.keyboard.press("F2")
    model.page.keyboard.type("store")
    model.page.keyboard.press("Enter")
    model.until(has("store"))
    model.until("state => state.screen.selection.at(-1) === 'model.store'")
    model.page.keyboard.press("Delete")
    model.until(f"state => !({has('store')})(state)")
    assert "store" not in text(model) and "Connection" not in text(model)


def test_what_is_made_in_a_loop_says_so(model):
    again = model.state("state => state.graph.objects.find(each => each.line === 10).id")
    model.page.mouse.click(*centre(model, again))
    model.until(f"state => state.screen.selection.at(-1) === {again!r}")
    model.page.keyboard.press("Delete")
    model.page.locator(".notice", has_text="made in a loop on line 9").wait_for()
    assert text(model) == MODEL


def test_the_line_the_cursor_is_in_selects_what_it_made(model):
    model.page.locator(".cm-line", has_text="left = nengo").click()
    model.until("state => state.screen.selection.at(-1) === 'model.cortex.left'")
    select(model, "memory")
    assert "memory = " in model.page.locator(".cm-linked").inner_text()


def test_names_are_completed_and_explained_from_real_objects(model):
    model.append("    x = np.arccos")
    options = model.page.locator(".cm-tooltip-autocomplete")
    options.get_by_text("arccosh").wait_for()
    model.page.keyboard.press("Escape")
    model.page.locator(".cm-line", has_text="memory = nengo").get_by_text("Ensemble").or_(
        model.page.locator(".cm-line", has_text="memory = nengo")
    ).first.click()
    model.page.keyboard.press("Home")
    model.page.keyboard.press("Alt+i")
    assert "memory: Ensemble" in model.page.locator(".cm-help").inner_text()
    model.page.keyboard.press("Escape")
    model.page.locator(".cm-help").wait_for(state="detached")


def test_lines_show_what_they_make_while_time_passes(model):
    sparks = model.page.locator(".cm-spark")
    assert sparks.count() == 0
    model.press("Run")
    model.until("state => state.streams.some(({ plot }) => plot === 'peek:model.memory')")
    samples = "__app.series('peek:model.memory').times.length"
    while model.page.evaluate(samples) < 10:
        model.page.wait_for_timeout(50)
    assert {spark.get_attribute("data-object") for spark in sparks.all()} == {
        "model.stimulus",
        "model.memory",
        "model.cortex.left",
    }
    drawn = "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data"
    painted = f"canvas => {{ const data = ({drawn})(canvas); return data.some(each => each > 0) }}"
    while not sparks.first.evaluate(painted):
        model.page.wait_for_timeout(50)
    model.page.keyboard.press("Control+,")
    model.page.get_by_label("Small plots in the code").uncheck()
    assert sparks.count() == 0
    model.until("state => !state.streams.some(({ plot }) => plot === 'peek:model.memory')")
