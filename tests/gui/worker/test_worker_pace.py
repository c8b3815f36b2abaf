"""Steps are taken when they are due: never early, never in a rush after a long pause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nengo_gui.worker.pace import MAX_LAG_SECONDS, SLICE_SECONDS, Pace

DT = 0.001


def drive(pace, waits, step_seconds=1e-5):
    """Let wall time pass in pieces and take all steps that are due; return wall time and steps."""
    now, taken, most = 100.0, 0, 0.0
    pace.due(now)
    for wait in waits:
        now += wait
        while n := pace.due(now):
            taken += n
            now += n * step_seconds
            pace.did(n, n * step_seconds, now, taken * DT)
            most = max(most, taken * DT - (now - 100.0))
    return now - 100.0, taken, most


@given(st.lists(st.floats(0, 0.1), min_size=1, max_size=100), st.sampled_from([0.1, 1.0, 5.0]))
def test_time_is_level_with_the_wall_in_the_long_run_and_never_ahead(waits, speed):
    pace = Pace(DT)
    pace.set_speed(speed)
    wall, taken, _ = drive(pace, waits, step_seconds=1e-6)
    assert wall * speed - 2 * DT <= taken * DT <= wall * speed + 1e-9


def test_nothing_is_ahead_of_the_wall_at_any_time():
    assert drive(Pace(DT), [0.0037] * 300)[2] <= 1e-9


def test_a_long_pause_of_the_machine_is_forgiven():
    wall, taken, _ = drive(Pace(DT), [0.01] * 10 + [60.0] + [0.01] * 10)
    assert wall > 60 and taken * DT < 0.25


def test_a_simulation_that_is_too_slow_says_so_and_takes_what_it_can():
    pace = Pace(DT)
    now, taken = 0.0, 0
    for _ in range(2000):
        n = pace.due(now)
        now += n * 3 * DT if n else 1e-4
        if n:
            taken += n
            pace.did(n, n * 3 * DT, now, taken * DT)
    assert pace.limited(now) and 0.25 < pace.rate() < 0.34
    assert taken * 3 * DT > 0.95 * now


def test_steps_slower_than_the_lag_allows_are_taken_all_the_same():
    pace = Pace(DT)
    pace.due(0.0)
    for now in (1.0, 2.0, 3.0):
        assert pace.due(now) == 1
        pace.did(1, 1.0, now, now)
    assert pace.limited(3.0)


@pytest.mark.parametrize("step_seconds", [1e-5, 1e-4, 1e-3, 1.0])
def test_as_fast_as_possible_fills_slices(step_seconds):
    pace = Pace(DT)
    pace.set_speed(None)
    for _ in range(100):
        n = pace.due(0.0)
        pace.did(n, n * step_seconds, 0.0, 0.0)
    assert n == max(1, round(SLICE_SECONDS / step_seconds)) and pace.wait(0.0) == 0
    assert not pace.limited(0.0)


def test_while_waiting_nothing_is_due():
    pace = Pace(DT)
    pace.due(0.0)
    wait = pace.wait(0.0)
    assert 0 < wait < MAX_LAG_SECONDS
    assert pace.due(wait / 2) * DT <= wait / 2
    assert pace.due(wait + 1e-9) > 0


def test_a_change_of_speed_begins_anew():
    pace = Pace(DT)
    pace.due(0.0)
    pace.set_speed(100.0)
    assert pace.due(1e-6) == 0
    pace.set_speed(0.0)
    assert pace.due(10.0) == 0 and pace.wait(10.0) > 0


def test_holding_owes_nothing():
    pace = Pace(DT)
    pace.due(0.0)
    pace.hold()
    assert pace.due(0.15) == 0 and pace.rate() == 0
