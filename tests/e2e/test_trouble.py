"""Whatever a model does, the page stays alive, says what happened and where, and loses nothing."""

import pytest

GOOD = """import nengo

with nengo.Network(seed=1) as model:
    stim = nengo.Node([0.5])
    neurons = nengo.Ensemble(20, 1)
    nengo.Connection(stim, neurons)
"""


def write(workspace, text):
    (workspace / "model.py").write_text(text, encoding="utf-8")


@pytest.fixture
def good(screen, workspace):
    write(workspace, GOOD)
    screen.open("model.py")
    return screen


BROKEN = {
    "a syntax error": (GOOD + "x = = 1\n", 7, "syntax"),
    "another name than model": (GOOD.replace("as model", "as net"), 3, "model"),
    "a Simulator": (GOOD + "sim = nengo.Simulator(model)\n", 7, "Simulator"),
    "Matplotlib": ("import matplotlib.pyplot as plt\n" + GOOD, 1, "Matplotlib"),
    "a wrong argument": (GOOD + "    nengo.Ensemble(0, 1)\n", 7, "n_neurons"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_told_in_one_sentence_at_its_line(good, case):
    text, line, word = BROKEN[case]
    good.replace_text(text)
    good.until("state => state.problems.some(problem => problem.severity === 'error')")
    problem = good.state("state => state.problems.find(problem => problem.severity === 'error')")
    assert problem["line"] == line
    assert word.lower() in (problem["message"] + problem["remedy"]).lower()
    good.replace_text(GOOD)
    good.until("state => state.problems.length === 0")


def test_what_is_forbidden_in_the_editor_is_free_in_a_script(good):
    """The same file runs as a plain script."""
    main = (
        '\nif __name__ == "__main__":\n'
        "    import matplotlib.pyplot as plt\n"
        "    with nengo.Simulator(model) as sim:\n"
        "        sim.run(1)\n"
    )
    good.replace_text(GOOD + "    last = nengo.Node([1])\n" + main)
    good.until("state => state.objects.has('model.last')")
    assert good.state("state => state.problems.length") == 0


RUINOUS = {
    "an endless loop": (GOOD + "while True:\n    pass\n", (7, 8)),
    "a worker that exits": (GOOD + "import os\nos._exit(1)\n", (None, 8)),
}


@pytest.mark.parametrize("case", RUINOUS)
def test_one_click_gets_going_again(good, case):
    """The text is kept, the page says what happened, and a good text works at once."""
    text, lines = RUINOUS[case]
    good.replace_text(text)
    if case == "an endless loop":
        good.until("state => state.progress !== null && state.progress.line !== null")
        assert good.state("state => state.progress.line") in lines
        good.page.evaluate("__app.send({kind: 'stop'})")
    good.until("state => state.ended !== null || state.problems.length > 0")
    assert good.state("state => state.file !== null")
    assert good.text().strip() == text.strip()
    good.replace_text(GOOD + "    again = nengo.Node([1])\n")
    good.until("state => state.objects.has('model.again')")


def test_a_node_that_raises_stops_at_its_line_and_can_be_reset(good):
    broken = GOOD.replace(
        "nengo.Node([0.5])", "nengo.Node(lambda t: 1 / (0.1 - t) if t < 0.1 else {}[t])"
    )
    good.replace_text(broken)
    good.until("state => state.problems.length === 0 && state.simulation.state === 'paused'")
    good.press("Run")
    good.until("state => state.problems.length > 0")
    assert good.state("state => state.problems[0].line") == 4
    good.press("Back to time zero")
    good.until("state => state.problems.length === 0 && state.simulation.state === 'paused'")
    assert good.state("state => state.simulation.time") == 0
    good.replace_text(GOOD)
    good.until("state => state.problems.length === 0")
    good.until("state => ['paused', 'running'].includes(state.simulation.state)")
