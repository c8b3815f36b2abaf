"""Progress is counted, estimated, and shown where somebody looks."""

import datetime
import threading

import pytest

import nengo
from nengo.exceptions import ValidationError
from nengo.utils.progress import (
    AutoProgressBar,
    HtmlProgressBar,
    NoProgressBar,
    Progress,
    ProgressBar,
    ProgressTracker,
    TerminalProgressBar,
    WriteProgressToFile,
    get_default_progressbar,
    timestamp2timedelta,
    to_progressbar,
)


class Recorder(ProgressBar):
    """Remembers what it was shown."""

    def __init__(self):
        self.shown = []
        self.n_closed = 0
        self.is_shown = threading.Event()

    def update(self, progress):
        self.shown.append((progress.name_during, progress.n_steps, progress.finished))
        self.is_shown.set()

    def close(self):
        self.n_closed += 1

    def wait(self):
        """Wait until it was shown something after now."""
        self.is_shown.clear()
        assert self.is_shown.wait(10)


def at(elapsed, **kwargs):
    """Make a progress that began some seconds ago."""
    progress = Progress("Baking", "Bake", **kwargs)
    progress.__enter__()
    progress.time_start -= elapsed
    return progress


# ---- counting


def test_progress_is_the_share_of_steps():
    with Progress(max_steps=4) as progress:
        assert progress.progress == 0
        progress.step()
        assert progress.progress == 0.25
        progress.step(10)
        assert progress.progress == 1


def test_progress_without_an_end_is_not_known():
    with Progress() as progress:
        progress.step(3)
        assert progress.progress == 0
        assert progress.eta() == -1
    assert progress.finished and progress.success


def test_work_that_succeeds_is_all_done():
    with Progress(max_steps=4) as progress:
        assert progress.success is None
    assert progress.finished and progress.success
    assert progress.n_steps == 4


def test_work_that_fails_stays_where_it_was():
    progress = Progress(max_steps=4)
    with pytest.raises(KeyError), progress:
        progress.step()
        raise KeyError
    assert progress.finished and not progress.success
    assert progress.progress == 0.25


def test_the_rest_takes_as_long_as_the_speed_so_far_says():
    progress = at(elapsed=10.0, max_steps=4)
    progress.step()
    assert progress.eta() == pytest.approx(30, rel=0.1)
    assert progress.elapsed_seconds() == pytest.approx(10, rel=0.1)


def test_time_stands_still_once_the_work_is_finished():
    progress = at(elapsed=10.0)
    progress.__exit__(None, None, None)
    assert progress.elapsed_seconds() == progress.elapsed_seconds()


def test_the_name_after_is_that_during_unless_given():
    assert Progress("Baking").name_after == "Baking"
    assert Progress("Baking", "Bake").name_after == "Bake"


@pytest.mark.parametrize("max_steps", [0, -1])
def test_work_has_at_least_one_step(max_steps):
    with pytest.raises(ValidationError, match="max_steps"):
        Progress(max_steps=max_steps)


def test_times_are_rounded_up_for_people():
    assert timestamp2timedelta(-1) == "Unknown"
    assert timestamp2timedelta(61.2) == datetime.timedelta(seconds=62)


# ---- bars


def test_a_terminal_shows_a_line_as_wide_as_it_is(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    progress = at(elapsed=3.0, max_steps=10)
    progress.step(5)
    bar = TerminalProgressBar()
    bar.update(progress)
    shown = capsys.readouterr().out
    assert shown.startswith("\r[####")
    assert "Baking... 50%" in shown and "ETA: 0:00:0" in shown
    assert len(shown) == 61
    bar.close()
    assert capsys.readouterr().out == "\n"


def test_a_terminal_shows_the_time_where_the_end_is_unknown(capsys):
    TerminalProgressBar().update(at(elapsed=2.5))
    assert "Baking..." in (shown := capsys.readouterr().out)
    assert "for 0:00:03" in shown


@pytest.mark.parametrize("error, outcome", [(None, "finished"), (KeyError, "stopped")])
def test_the_end_of_the_work_is_told(capsys, error, outcome):
    progress = at(elapsed=1.5)
    progress.__exit__(error, None, None)
    TerminalProgressBar().update(progress)
    assert f"Bake {outcome} after 0:00:02." in capsys.readouterr().out


def test_a_file_holds_the_latest_state(tmp_path):
    bar = WriteProgressToFile(tmp_path / "progress.txt")
    progress = at(elapsed=3.0, max_steps=10)
    progress.step(5)
    bar.update(progress)
    assert (tmp_path / "progress.txt").read_text().startswith("50%, ETA: 0:00:0")
    progress.__exit__(None, None, None)
    bar.update(progress)
    assert (tmp_path / "progress.txt").read_text().startswith("Bake finished")


def test_a_bar_must_say_how_to_draw():
    with pytest.raises(NotImplementedError, match="update"):
        ProgressBar().update(Progress())
    ProgressBar().close()


@pytest.mark.parametrize(
    "elapsed, n_steps, is_shown",
    [
        (0.05, 1, False),  # too early to tell
        (0.5, 90, False),  # nearly done
        (0.5, 10, True),
        (1.5, 90, True),
        (0.5, 0, False),
    ],
)
def test_a_bar_appears_where_the_work_takes_long(elapsed, n_steps, is_shown):
    progress = at(elapsed, max_steps=100)
    progress.step(n_steps)
    recorder = Recorder()
    bar = AutoProgressBar(recorder, min_eta=1.0)
    bar.update(progress)
    bar.close()
    assert bool(recorder.shown) == is_shown
    assert recorder.n_closed == int(is_shown)


def test_a_bar_that_appeared_stays_until_the_end():
    recorder = Recorder()
    bar = AutoProgressBar(recorder)
    bar.update(at(elapsed=2.0))
    bar.update(at(elapsed=0.0))
    assert len(recorder.shown) == 2


def test_the_end_is_shown_in_any_case():
    recorder = Recorder()
    with Progress() as progress:
        pass
    AutoProgressBar(recorder).update(progress)
    assert len(recorder.shown) == 1


# ---- choosing


@pytest.fixture
def setting():
    yield lambda value: nengo.rc.set("progress", "progress_bar", value)
    nengo.rc.reload_rc([])


@pytest.mark.parametrize(
    "value, cls",
    [
        ("auto", AutoProgressBar),
        ("yes", AutoProgressBar),
        ("none", NoProgressBar),
        ("False", NoProgressBar),
        ("nengo.utils.progress.TerminalProgressBar", TerminalProgressBar),
        ("nengo.utils.progress.HtmlProgressBar", HtmlProgressBar),
    ],
)
def test_the_setting_chooses_the_bar(setting, value, cls):
    setting(value)
    assert type(get_default_progressbar()) is cls


@pytest.mark.parametrize("value", ["nonsense", "nengo.nonsense", "no.such.Bar"])
def test_a_setting_that_names_no_bar_is_refused(setting, value):
    setting(value)
    with pytest.raises(ValidationError, match="dotted path"):
        get_default_progressbar()


def test_arguments_choose_the_bar():
    recorder = Recorder()
    assert to_progressbar(recorder) is recorder
    assert type(to_progressbar(None)) is type(to_progressbar(False)) is NoProgressBar
    assert type(to_progressbar(True)) is type(get_default_progressbar())


# ---- tracking


def test_a_tracker_shows_the_work_while_it_goes_on():
    recorder = Recorder()
    with ProgressTracker(recorder, Progress("All", max_steps=9), 0.001) as tracker:
        tracker.total_progress.step(3)
        recorder.wait()
        recorder.wait()
    assert ("All", 3, False) in recorder.shown
    assert recorder.shown[-1] == ("All", 9, True)
    assert recorder.n_closed == 1
    assert tracker.update_thread not in threading.enumerate()


def test_a_tracker_shows_the_stage_that_is_under_way():
    recorder = Recorder()
    with ProgressTracker(recorder, Progress("All", max_steps=2), 0.001) as tracker:
        for name in ("First", "Second"):
            with tracker.next_stage(name, max_steps=5) as stage:
                stage.step()
                recorder.wait()
                recorder.wait()
    names = [name for name, *_ in dict.fromkeys(recorder.shown)]
    assert [name for name in names if name != "All"] == ["First", "Second"]
    assert tracker.total_progress.n_steps == 2


def test_a_tracker_starts_no_thread_where_nothing_is_drawn():
    n_threads = threading.active_count()
    with ProgressTracker(NoProgressBar(), Progress()):
        assert threading.active_count() == n_threads


def test_a_simulator_tells_its_progress(seed):
    with nengo.Network(seed=seed) as model:
        nengo.Ensemble(10, 1)
    recorder = Recorder()
    with nengo.Simulator(model, progress_bar=recorder) as sim:
        assert recorder.shown[-1][0].startswith("Build") and recorder.shown[-1][2]
        sim.run(0.01)
    assert recorder.shown[-1][2]
    assert recorder.n_closed == 2
