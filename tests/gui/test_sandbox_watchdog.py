"""Silence is noticed exactly when an answer is owed."""

import pytest

from nengo_gui.protocol.inside import (
    Build,
    Built,
    Clock,
    Load,
    Loaded,
    Pause,
    Printed,
    Progressed,
    Run,
    Step,
    Troubled,
)
from nengo_gui.protocol.objects import Graph, LogEntry
from nengo_gui.sandbox.exits import Cause, Death, explain
from nengo_gui.sandbox.limits import Limits
from nengo_gui.sandbox.stacks import line_in
from nengo_gui.sandbox.watchdog import Watchdog

LOAD = Load(text="", filename="model.py", folder="", revision=0)
LOADED = Loaded(graph=Graph(revision=0))
CHECKING = Progressed(stage="check", done=0, total=1)
LOADING = Progressed(stage="load", done=0, total=1)
LIMITS = Limits(quiet_seconds=2, check_seconds=10, load_seconds=60)


@pytest.fixture
def dog():
    return Watchdog(LIMITS)


def test_an_idle_worker_may_be_silent_for_ever(dog):
    assert dog.verdict(1e9) == "fine"


@pytest.mark.parametrize("order, phase", [(LOAD, "start"), (Build(), "build"), (Run(), "step"),
                                          (Step(n=3), "step")])  # fmt: skip
def test_an_order_is_owed_an_answer(dog, order, phase):
    dog.ordered(order, 100)
    assert dog.phase == phase
    assert [dog.verdict(101), dog.verdict(103)] == ["fine", "quiet"]


@pytest.mark.parametrize(
    "order, answer",
    [
        (LOAD, LOADED),
        (LOAD, Troubled(problems=())),
        (Build(), Built(dt=0.001)),
        (Build(), Troubled(problems=())),
        (Run(), Clock(state="paused", time=1.0)),
        (Run(), Troubled(problems=())),
    ],
)
def test_the_answer_ends_the_watch(dog, order, answer):
    dog.ordered(order, 0)
    dog.heard(answer, 1)
    assert dog.phase == "idle" and dog.verdict(1e9) == "fine"


def test_a_run_ordered_during_the_build_is_watched_after_it(dog):
    dog.ordered(Build(), 0)
    dog.ordered(Run(), 0)
    dog.heard(Built(dt=0.001), 1)
    assert dog.phase == "step" and dog.verdict(3.5) == "quiet"


def test_the_clock_is_a_sign_of_life_and_printing_is_not(dog):
    dog.ordered(Run(), 0)
    dog.heard(Clock(state="running", time=0.0), 10)
    assert dog.verdict(11) == "fine"
    dog.heard(Printed(entries=(LogEntry("still here"),)), 12.5)
    assert dog.verdict(12.6) == "quiet"
    dog.ordered(Pause(), 12.7)
    assert dog.verdict(12.8) == "quiet"


def test_loading_has_an_end_however_lively_it_looks(dog):
    dog.ordered(LOAD, 0)
    dog.heard(CHECKING, 1)
    for now in range(5, 66):
        dog.heard(LOADING, now)
    assert [dog.verdict(64.5), dog.verdict(65.5)] == ["fine", "overdue"]


def test_checking_has_a_shorter_end(dog):
    dog.ordered(LOAD, 0)
    dog.heard(CHECKING, 5)
    assert [dog.verdict(14), dog.verdict(16)] == ["quiet", "overdue"]


def test_a_process_that_is_slow_to_start_is_not_the_fault_of_the_model(dog):
    dog.ordered(LOAD, 0)
    assert dog.verdict(100) == "quiet"


def test_what_is_said_without_an_order_starts_no_clock(dog):
    dog.heard(LOADING, 0)
    assert dog.verdict(1000) == "fine"


def test_building_may_take_its_time(dog):
    dog.ordered(Build(), 0)
    assert dog.verdict(1e6) == "quiet"


STACKS = r"""Thread 0x00007f (most recent call first):
  File "/usr/lib/threading.py", line 320 in wait
  File "/home/a\xe9/model.py", line 99 in helper

Current thread 0x00007e (most recent call first):
  File "/usr/lib/numpy/core.py", line 7 in dot
  File "/home/a\xe9/model.py", line 14 in slow
  File "/home/a\xe9/model.py", line 20 in <module>
"""


def test_the_innermost_line_of_the_main_thread_counts():
    assert line_in(STACKS, "/home/aé/model.py") == 14
    assert line_in(STACKS, "/home/other.py") is None
    assert line_in("", "/home/aé/model.py") is None


def test_the_end_of_a_slow_load_names_line_and_limit():
    end = explain(Death(-9, Cause.SLOW, "load", 14, ""), LIMITS)
    assert "Line 14 did not finish within 60 s" in end.message and end.line == 14


@pytest.mark.parametrize("cause", [*Cause, None])
@pytest.mark.parametrize("status", [None, 0, 1, -9, -11, -15])
@pytest.mark.parametrize("line", [None, 3])
def test_every_end_has_words_and_a_remedy(cause, status, line):
    end = explain(Death(status, cause, "load", line, ""), LIMITS)
    assert end.message and (end.remedy or end.asked)
    assert end.asked == (cause is Cause.ASKED)
