"""The last good model is always at hand, and the wish to run survives edits and errors.

Here workers are scripted, because the order in which things happen is the point and real ones
cannot be made to answer late; ``test_session.py`` tells the same stories with real ones.
"""

import pytest

from nengo_gui.protocol import inside
from nengo_gui.protocol.inside import Clock, Watch, Watching
from nengo_gui.sandbox.exits import Exit
from nengo_gui.session.playback import Playback
from nengo_gui.session.refusal import Refusal

GOOD = "import nengo\nwith nengo.Network() as model:\n    a = nengo.Node(1)\n"
BETTER = GOOD + "    b = nengo.Node(2)\n"
A_STREAM = Watch(stream=2, object="model.a")


class Story:
    """A playback on a stage that writes down what it is told."""

    def __init__(self, scripted):
        self.workers, self.told, self.events, self.frames = scripted.workers, [], [], []
        self.timers = []
        self.playback = Playback(scripted.open, self, lambda _, call: self.timers.append(call))

    def __getattr__(self, name):
        if name.startswith("new_"):
            return lambda: self.told.append(name)
        raise AttributeError(name)

    def happened(self, event):
        self.events.append(event)

    def framed(self, frame, epoch):
        if frame == b"nonsense":
            raise ValueError("This is no frame.")
        self.frames.append((frame, epoch))

    def edit(self, text, revision):
        if not self.playback.adopt(text, revision):
            self.playback.load(text, revision, "model.py", "")
        return self.workers[-1]

    def ready(self, text=GOOD, revision=1):
        worker = self.edit(text, revision)
        worker.load("a")
        worker.build()
        return worker

    def running(self, **facts):
        worker = self.ready(**facts)
        self.playback.run()
        worker.clock("running")
        return worker

    @property
    def state(self):
        return self.playback.state

    def messages(self):
        return [problem.message for problem in self.playback.problems]


@pytest.fixture
def story(scripted):
    return Story(scripted)


def test_states_follow_the_worker(story):
    assert story.state == "empty"
    worker = story.edit(GOOD, 1)
    assert story.state == "loading"
    worker.load("a")
    assert story.state == "building", "building begins at once, so that play need not wait"
    worker.build()
    assert story.state == "paused"
    story.playback.run()
    worker.clock("running")
    assert story.state == "running"
    assert "new_model" in story.told


def test_play_before_the_model_is_built_is_remembered(story):
    worker = story.edit(GOOD, 1)
    story.playback.run()
    worker.load("a")
    assert not worker.got(inside.Run)
    worker.build()
    assert len(worker.got(inside.Run)) == 1


def test_play_and_pause_before_the_model_is_built_leave_it_paused(story):
    worker = story.edit(GOOD, 1)
    story.playback.run()
    story.playback.pause()
    worker.load("a")
    worker.build()
    assert not worker.got(inside.Run)


def test_a_running_model_runs_until_the_next_one_can(story):
    old = story.running()
    new = story.edit(BETTER, 2)
    new.load("a", "b")
    assert not old.killed and story.state == "running"
    old.frame(b"still")
    new.build()
    assert old.killed and len(new.got(inside.Run)) == 1
    new.frame(b"now")
    assert [frame for frame, _ in story.frames] == [b"still", b"now"]
    first, second = (epoch for _, epoch in story.frames)
    assert first != second


def test_a_paused_model_makes_way_as_soon_as_the_next_one_is_loaded(story):
    old = story.ready()
    new = story.edit(BETTER, 2)
    assert story.state == "paused"
    new.load("a", "b")
    assert old.killed and story.state == "building"
    assert len(story.playback.shown.graph.objects) == 3


@pytest.mark.parametrize("when", ["loading", "building"])
def test_an_error_leaves_the_last_good_model_running(story, when):
    old = story.running()
    new = story.edit(BETTER, 2)
    if when == "building":
        new.load("a", "b")
    new.trouble("no such thing")
    assert story.state == "running" and not old.killed and new.killed
    assert story.messages() == ["no such thing"]
    assert story.playback.judged.revision == 2


def test_mending_the_text_by_undoing_the_edit_needs_no_new_worker(story):
    story.running()
    story.edit("broken (", 2).trouble("never closed")
    n_workers = len(story.workers)
    story.edit(GOOD, 3)
    assert len(story.workers) == n_workers
    assert story.state == "running" and story.messages() == []
    assert story.playback.judged.revision == 3


def test_an_edit_that_changes_no_meaning_restarts_nothing_but_moves_lines(story):
    worker = story.running()
    story.edit("# a comment\n" + GOOD, 2)
    assert story.workers == [worker] and not worker.killed
    assert story.playback.shown.graph.objects[1].line == 4
    assert story.playback.shown.revision == 2
    worker.trouble("late", line=3)
    assert story.playback.problems[0].line == 4


def test_only_the_latest_edit_counts(story):
    old = story.running()
    for revision in range(2, 6):
        story.edit(GOOD + f"    b = nengo.Node({revision})\n", revision)
    assert [worker.killed for worker in story.workers] == [False, True, True, True, False]
    story.workers[2].load("stale")  # it speaks too late
    assert story.playback.next is not None
    story.workers[-1].load("a", "b")
    story.workers[-1].build()
    assert old.killed and story.playback.shown.revision == 5


def test_a_model_that_never_worked_is_failed_and_an_edit_brings_it_to_life(story):
    story.edit("broken (", 1).trouble("never closed")
    assert story.state == "failed" and story.messages() == ["never closed"]
    story.ready(revision=2)
    assert story.state == "paused" and story.messages() == []


def test_a_model_that_failed_while_running_runs_again_when_mended(story):
    worker = story.running()
    worker.trouble("division by zero", phase="step", line=3)
    assert story.state == "failed" and not worker.killed
    with pytest.raises(Refusal, match="Reset"):
        try:
            story.playback.run()
        except Refusal as refusal:
            raise Refusal(refusal.remedy) from refusal
    new = story.edit(BETTER, 2)
    new.load("a", "b")
    new.build()
    assert new.got(inside.Run) and story.messages() == []


def test_play_is_not_refused_while_a_mended_model_is_on_its_way(story):
    story.running().trouble("nan", phase="step")
    story.playback.pause()
    new = story.edit(BETTER, 2)
    story.playback.run()
    new.load("a", "b")
    new.build()
    assert new.got(inside.Run)


def test_a_failed_model_that_was_reset_waits_to_be_played(story):
    story.running().trouble("nan", phase="step")
    story.playback.reset()
    assert not story.ready(BETTER, 2).got(inside.Run)


def test_reset_begins_a_new_epoch_and_mends_a_failed_step(story):
    worker = story.running()
    worker.trouble("nan", phase="step")
    before = worker.epoch
    assert story.playback.reset()
    assert worker.epoch > before and story.messages() == []
    assert story.state == "paused" and story.playback.simulation().time == 0
    assert "new_epoch" in story.told


def test_a_clock_of_before_the_reset_is_not_believed(story):
    worker = story.running()
    late = Clock(state="running", time=9.0, epoch=worker.epoch)
    story.playback.reset()
    worker.report(late)
    assert story.playback.simulation().time == 0


def test_what_was_not_built_cannot_be_reset(story):
    story.edit(GOOD, 1)
    assert not story.playback.reset()


def test_only_a_paused_model_can_be_stepped(story):
    with pytest.raises(Refusal):
        story.playback.step(1)
    worker = story.ready()
    story.playback.step(3)
    assert worker.got(inside.Step)[0].n == 3
    story.playback.run()
    worker.clock("running")
    with pytest.raises(Refusal, match="running"):
        story.playback.step(1)


def test_every_worker_learns_speed_holds_and_streams_before_it_builds(story):
    story.playback.set_speed(0.5)
    story.playback.watch({2: A_STREAM, 3: Watch(stream=3, object="model.gone")})
    story.playback.hold({"model.a": (1.0,), "model.b": (1.0, 2.0)}, "model.a")
    for revision, text in enumerate((GOOD, BETTER), 1):
        worker = story.ready(text, revision)
        kinds = [type(order).__name__ for order in worker.orders]
        assert kinds.index("Build") > max(map(kinds.index, ("Watch", "Hold", "Speed")))
        assert worker.got(inside.Watch) == [A_STREAM], "nobody asks for what is not there"
        assert [hold.values for hold in worker.got(inside.Hold)] == [(1.0,)]
        assert worker.got(inside.Speed)[0].value == 0.5


def test_what_is_let_go_is_not_held_in_the_next_worker(story):
    worker = story.ready()
    story.playback.hold({"model.a": (1.0,)}, "model.a")
    story.playback.hold({"model.a": (None,)}, "model.a")
    assert [order.values for order in worker.got(inside.Hold)] == [(1.0,), (None,)]
    assert not story.ready(BETTER, 2).got(inside.Hold)


def test_streams_are_asked_for_and_given_up_as_plots_come_and_go(story):
    worker = story.ready()
    story.playback.watch({2: A_STREAM})
    worker.report(Watching(stream=2, channels=1))
    assert story.playback.shown.watching[2].channels == 1
    story.playback.watch({2: A_STREAM})
    assert len(worker.got(inside.Watch)) == 1
    story.playback.watch({})
    assert [order.stream for order in worker.got(inside.Unwatch)] == [2]
    assert story.playback.shown.watching == {}


def test_a_death_is_told_and_the_text_can_be_loaded_again(story):
    worker = story.running()
    worker.exit(Exit("The model used more than 1 MB.", "Use less.", line=3))
    assert story.state == "ended"
    (ended,) = story.events
    assert (ended.message, ended.line) == ("The model used more than 1 MB.", 3)
    assert story.ready().orders and story.state == "paused"


def test_a_death_while_loading_is_a_problem_of_the_text(story):
    old = story.running()
    story.edit(BETTER, 2).exit(Exit("Line 4 did not finish.", "Look there.", line=4))
    assert story.state == "running" and not old.killed
    (problem,) = story.playback.problems
    assert (problem.message, problem.line, problem.phase) == ("Line 4 did not finish.", 4, "worker")


def test_a_long_silence_is_told_with_its_line(story):
    story.edit(GOOD, 1).stuck(2)
    assert (story.events[0].stage, story.events[0].line) == ("loading", 2)


def test_nonsense_instead_of_frames_ends_the_worker(story):
    worker = story.running()
    worker.frame(b"nonsense")
    assert worker.killed and story.state == "ended"
    assert "no frame" in story.events[-1].message


def test_frames_of_a_model_that_is_not_shown_are_not_passed_on(story):
    story.running()
    story.edit(BETTER, 2).frame(b"early")
    assert story.frames == []


def test_ending_ends_all_workers(story):
    story.running()
    story.edit(BETTER, 2)
    story.playback.end()
    assert all(worker.killed for worker in story.workers)
    assert story.state == "ended" and story.events == []


def keeping(worker):
    """Let a worker find all objects of the model before it."""
    worker.keeps = True
    return worker


def test_a_model_goes_on_where_the_version_before_it_stood(story):
    old = story.running()
    new = keeping(story.edit(BETTER, 2))
    new.load("a", "b")
    story.told.clear()
    new.build()
    (order,) = new.got(inside.Inherit)
    assert order.heritage == b"all" and order.epoch == old.epoch
    assert story.playback.simulation().time == 1.0
    assert len(new.got(inside.Run)) == 1 and old.killed
    assert "new_epoch" not in story.told, "what was plotted stays"


def test_a_paused_model_goes_on_too_and_time_never_shows_zero_between(story):
    old = story.running()
    story.playback.pause()
    old.clock("paused", 2.5)
    new = keeping(story.edit(BETTER, 2))
    new.load("a", "b")
    assert story.playback.simulation().time == 2.5 and story.state == "building"
    new.build()
    assert story.state == "paused" and not new.got(inside.Run)
    assert "new_epoch" in story.told[:3] and story.told.count("new_epoch") == 1


def test_what_was_handed_on_survives_edits_that_come_before_it_is_used(story):
    old = story.running()
    story.playback.pause()
    old.clock("paused", 2.5)
    story.edit(BETTER, 2).load("a", "b")
    last = keeping(story.edit(BETTER + "    c = nengo.Node(3)\n", 3))
    last.load("a", "b", "c")
    last.build()
    assert [order.heritage for order in last.got(inside.Inherit)] == [b"all"]


def test_another_model_begins_at_its_beginning(story):
    old = story.running()
    epoch = old.epoch
    new = story.edit(BETTER, 2)
    new.load("x")
    new.build()
    assert new.epoch > epoch and len(new.got(inside.Reset)) == 1
    assert story.playback.simulation().time == 0.0 and len(new.got(inside.Run)) == 1


def test_a_model_that_does_not_answer_is_not_waited_for(story):
    old = story.running()
    old.answers = False
    new = story.edit(BETTER, 2)
    new.load("a", "b")
    new.build()
    assert not old.killed
    for end_of_patience in story.timers:
        end_of_patience()
    assert old.killed and story.state == "running"


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_model_that_dies_while_it_is_asked_makes_way(story, when):
    old = story.running()
    old.answers = False
    new = story.edit(BETTER, 2)
    new.load("a", "b")
    if when == "before":
        old.exit(Exit("It died.", line=3))
    new.build()
    if when == "after":
        old.exit(Exit("It died.", line=3))
    for end_of_patience in story.timers:
        end_of_patience()
    assert story.playback.shown is not None and story.state in ("paused", "running")
    assert len(story.playback.shown.graph.objects) == 3
