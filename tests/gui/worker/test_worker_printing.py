"""What the model prints reaches the Log, with its line, and never floods anybody."""

from nengo_gui.protocol.inside import Clock, Run, Step, Troubled

MODEL = """
import nengo
with nengo.Network() as model:
    node = nengo.Node({function}, size_out=1)
"""


def texts(worker):
    return [(entry.source, entry.text, entry.line) for entry in worker.printed()]


def test_lines_come_with_their_source_and_line(worker):
    worker.load("""
    import sys, logging
    print("one", "two")
    print("three\\nfour", file=sys.stderr)
    def f():
        print("five")
    f()
    logging.warning("six")
    sys.stdout.buffer.write(b"seven\\n")
    sys.stdout.buffer.flush()
    """)
    assert texts(worker) == [
        ("stdout", "one two", 2),
        ("stderr", "three", 3),
        ("stderr", "four", 3),
        ("stdout", "five", 5),
        ("stderr", "WARNING:root:six", 7),
        ("stdout", "seven", 8),
    ]


def test_an_unfinished_line_is_printed_in_the_end_and_overwritten_ones_are_not(worker):
    worker.load("""
    print("0 %", end="\\r")
    print("50 %", end="\\r")
    print("done", end="")
    """)
    assert [text for _, text, _ in texts(worker)] == ["done"]


def test_any_character_can_be_printed(worker):
    worker.load(r"print('é𝄞\ud800')")
    assert [text for _, text, _ in texts(worker)] == [r"é𝄞\ud800"]


def test_warnings_of_a_step_tell_line_and_time(worker):
    function = "lambda t: __import__('warnings').warn('beware') if t > 0.002 else 0"
    worker.build(MODEL.format(function=function))
    worker.send(Step(n=2), Step(n=1), Run())
    worker.until(Troubled)  # a warning is no number
    (entry,) = worker.printed()
    assert (entry.source, entry.text, entry.line) == ("warning", "UserWarning: beware", 3)
    assert entry.time is not None


def test_a_flood_is_thinned_counted_and_harms_nobody(worker):
    answer = worker.load("for i in range(100_000):\n    print(i)\n" + MODEL.format(function="None"))
    assert answer.graph.objects
    lines = [int(text) for _, text, _ in texts(worker)]
    dropped = sum(getattr(report, "dropped", 0) for report in worker.reports)
    assert lines == sorted(lines) and len(lines) < 20_000
    # The first ones tell how it began; the newest wait for their turn.
    assert lines[:100] == list(range(100)) and dropped > 50_000


def test_a_line_without_end_is_cut(worker):
    worker.load("for i in range(1000):\n    print('x' * 10_000, end='')\nprint()")
    ((_, text, _),) = texts(worker)
    assert 1000 < len(text) <= 2000


def test_printing_in_a_step_does_not_stop_time(worker):
    worker.build(MODEL.format(function="lambda t: print(t) or 0"))
    worker.send(Run())
    for _ in range(5):
        clock = worker.until(Clock, state="running")
    assert clock.time > 0.05 and worker.printed()[-1].line == 3
