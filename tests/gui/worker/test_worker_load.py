"""A model file becomes a graph, or problems that say where and what to do."""

import numpy as np
import pytest

from nengo_gui.protocol.inside import Built, Load, Loaded, Run, Troubled, Watch

MODEL = """
import nengo
with nengo.Network() as model:
    a = nengo.Ensemble(10, dimensions=1)
"""


def test_a_model_becomes_a_graph(worker):
    answer = worker.load(MODEL)
    assert isinstance(answer, Loaded)
    assert answer.graph.revision == 7 and answer.warnings == ()
    assert [thing.id for thing in answer.graph.objects] == ["model", "model.a"]


# (text, line, words in the message, words in the remedy)
PROBLEMS = {
    "another name": (
        "import nengo\n\nwith nengo.Network() as net:\n    pass",
        3, "called `net`, not `model`", "Rename `net` to `model`"),
    "another name, made by a function": (
        "import nengo\ndef make():\n    return nengo.Network()\nnet = make()",
        3, "called `net`", "Rename"),
    "no network": ("x = 1", None, "no network called `model`", "model = nengo.Network()"),
    "no network but an ensemble": (
        "import nengo\nmodel = 3\nmodel = [nengo]", 3, "`model` is of type list", "nengo.Network"),
    "liar": (
        "import nengo\nclass Liar:\n    __class__ = nengo.Network\nmodel = Liar()",
        4, "is of type Liar", "nengo.Network"),
    "syntax": ("import nengo\nx = (1,\ny = 2", 2, "SyntaxError: '(' was never closed", ""),
    "indentation": ("if True:\nx = 1", 2, "IndentationError", ""),
    "return at the top": ("x = 1\nreturn", 2, "'return' outside function", ""),
    "name": ("stimulus = 1\nprint(stimulsu)", 2, "NameError", "Did you mean `stimulus`?"),
    "usual name": ("x = 1\ny = np.zeros(3)", 2, "NameError", "Add `import numpy as np`"),
    "attribute": ("import nengo\nnengo.Ensembel(1, 1)", 2, "AttributeError", "`Ensemble`?"),
    "module": ("import neng", 1, "ModuleNotFoundError", "pip install neng"),
    "value": ("import nengo\nwith nengo.Network() as model:\n    nengo.Ensemble(0, 1)",
              3, "n_neurons", ""),
    "size": (
        "import nengo\nwith nengo.Network() as model:\n    a = nengo.Ensemble(9, 1)\n"
        "    b = nengo.Ensemble(9, 2)\n    nengo.Connection(a, b)", 5, "transform", ""),
    "outside": ("import nengo\nnengo.Ensemble(9, 1)", 2, "outside of any network", ""),
    "exit": ("import sys\nsys.exit(3)", 2, "ends the program", "__main__"),
    "recursion": ("def f(): return f()\nf()", 1, "RecursionError", "without end"),
    "memory": ("import numpy as np\nx = np.zeros(2**50)", 2, "MemoryError", "Lower n_neurons"),
    "input": ("x = input()", 1, "EOFError", "slider"),
    "file": ("open('nowhere.txt')", 1, "FileNotFoundError", "folder of the model"),
    "interrupt": ("raise KeyboardInterrupt", 1, "KeyboardInterrupt", ""),
    "mute error": (
        "class E(Exception):\n    def __str__(self): raise ValueError\nraise E", 3, "E: ", ""),
    "simulator": ("import nengo\nnengo.Simulator(None)", 2, "builds its own", "press play"),
    "simulator by force": (
        "import nengo\nvars(nengo)['Sim' + 'ulator'](None)", 2, "builds its own", "press play"),
    "matplotlib": ("import matplotlib.pyplot as plt", 1, "no window", "add plots"),
    "matplotlib by force": ("x = 1\nexec('import mat' + 'plotlib')", 2, "no window", "add plots"),
    "matplotlib by importlib": (
        "import importlib\nimportlib.import_module('mat' + 'plotlib')", 2, "no window", ""),
    "null": ("x = 1\ny = '\0'", 2, "null bytes", "Open a Python file"),
    "large": ("#" * (1 << 20) + "é", None, "larger than 1 MiB", "file of its own"),
    "deep": ("x = " + "-" * 100_000 + "1", None, "nested too deeply", "Split long expressions"),
}  # fmt: skip


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_is_wrong_is_said_with_its_line_and_what_to_do(worker, name):
    text, line, message, remedy = PROBLEMS[name]
    problem = worker.problem(text)
    assert problem.line == line
    assert message in problem.message
    assert remedy in problem.remedy
    assert problem.severity == "error" and problem.phase in ("check", "load")


def test_columns_are_those_of_the_editor(worker):
    problem = worker.problem("α = '𝄞'; nengo_ = ß")
    assert (problem.line, problem.column) == (1, 19) or problem.column is None


def test_columns_of_syntax_errors_count_characters_beyond_latin(worker):
    problem = worker.problem("x = 1\nα = '𝄞é' 5 +\n")
    assert (problem.line, problem.column) == (2, 10)


def test_the_innermost_line_of_the_model_is_blamed_not_library_code(worker):
    problem = worker.problem("import json\ndef f(x):\n    json.loads(x)\n\nf('{')")
    assert problem.line == 3
    assert "line 5" in problem.traceback and "json/" not in problem.traceback


def test_a_module_beside_the_model_is_named_when_it_fails(worker):
    (worker.folder / "beside.py").write_text("def f():\n    return 1 / 0\n")
    problem = worker.problem("import beside\nbeside.f()")
    assert problem.line == 2
    assert "beside.py, line 2" in problem.message and "beside.py" in problem.traceback


def test_the_model_runs_in_its_folder_as_a_module_of_its_own(worker):
    (worker.folder / "beside.py").write_text("value = 5\n")
    (worker.folder / "data.txt").write_text("6")
    text = """
    import sys, pickle, dataclasses, nengo, beside
    @dataclasses.dataclass
    class D:
        x: int = 0
    assert pickle.loads(pickle.dumps(D(3))) == D(3)
    assert sys.modules[__name__].D is D and __name__ != "__main__"
    assert open("data.txt").read() == "6" and beside.value == 5
    assert __file__.endswith("model.py") and sys.argv
    assert sys.stdin.read() == ""
    if __name__ == "__main__":
        import matplotlib.pyplot as plt
        nengo.Simulator(model)
    model = nengo.Network()
    """
    assert isinstance(worker.load(text), Loaded)
    assert not (worker.folder / "__pycache__").exists()


def test_an_error_in_the_text_quotes_the_text_and_not_the_disk(worker):
    (worker.folder / "model.py").write_text("something else\n")
    assert "1 / 0" in worker.problem("x = 1 / 0").traceback


def test_a_caught_import_of_matplotlib_is_only_mentioned(worker):
    text = MODEL + "try:\n    import matplotlib\nexcept ImportError:\n    matplotlib = None\n"
    answer = worker.load(text)
    assert isinstance(answer, Loaded)
    assert {(warning.severity, warning.line) for warning in answer.warnings} == {("info", 5)}


def test_a_swallowed_simulator_is_reported_all_the_same(worker):
    text = (
        MODEL + "import warnings\nS = vars(nengo)['Simulator']\ntry:\n    S(model)\nexcept: pass\n"
    )
    (warning,) = worker.load(text).warnings
    assert (warning.severity, warning.line) == ("warning", 7)
    assert "builds its own" in warning.message and warning.remedy


def test_warnings_of_python_and_nengo_are_marked_at_their_line(worker):
    text = MODEL + "    a.colour = 3\nx = '\\d'\n"
    warnings = {warning.line: warning for warning in worker.load(text).warnings}
    assert set(warnings) == {4, 5}
    assert "colour" in warnings[4].message and "escape" in warnings[5].message
    assert all(warning.severity == "warning" for warning in warnings.values())


@pytest.mark.parametrize("end", ["import os; os._exit(3)", "exit()", "import sys; sys.exit()"])
def test_ending_the_process_is_explained_at_its_line(worker, end):
    problem = worker.problem("x = 1\n" + end)
    assert problem.line == 2 and "ends the program" in problem.message and problem.remedy


def test_a_model_cannot_be_loaded_as_text_that_is_not_unicode(worker):
    answer = worker.load("x = 'a'\n# \ufeff\nmodel = 1")
    assert isinstance(answer, Troubled)


def test_names_that_no_message_can_hold_are_shown_all_the_same(worker):
    text = MODEL + r"    b = nengo.Ensemble(1, 1, label='\ud800')"
    assert worker.load(text).graph.objects[2].label == r"\ud800"


def test_messages_that_no_message_can_hold_are_shown_all_the_same(worker):
    problem = worker.problem(r"raise ValueError('\ud800' + 'x' * 10_000)")
    assert r"\ud800xxx" in problem.message and len(problem.message) < 2100


def test_a_loop_that_never_ends_is_named_while_it_runs(worker):
    folder = str(worker.folder)
    text = "x = 1\nwhile True:\n    x += 1"
    worker.send(Load(text=text, filename=folder + "/é.py", folder=folder, revision=0))
    while not worker.stuck:
        worker.take()
    assert worker.stuck[0] in (2, 3)


def test_an_object_that_cannot_be_looked_at_is_a_problem_of_the_model(worker):
    text = """
    import nengo
    class Odd(nengo.Network):
        @property
        def output(self):
            raise ValueError("do not look")
    with nengo.Network() as model:
        odd = Odd()
    """
    problem = worker.problem(text)
    assert problem.line == 5 and "do not look" in problem.message


def test_a_model_may_be_empty(worker):
    assert worker.build("import nengo\nmodel = nengo.Network()") == Built(dt=0.001)
    worker.send(Run())
    worker.until_frames(lambda frames: len(frames) > 2)


def test_a_model_may_have_no_neurons(worker):
    text = "import nengo\nwith nengo.Network() as model:\n    nengo.Node(lambda t: 1e300)"
    assert worker.build(text) == Built(dt=0.001)
    worker.send(Watch(stream=2, object="model.nodes[0]"), Run())
    worker.until_frames(lambda frames: len(frames) > 2)
    assert np.isinf(worker.samples(2)[0][1].data).all() and worker.printed() == []
