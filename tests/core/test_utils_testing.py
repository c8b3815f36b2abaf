"""Helpers for the tests of other software."""

import threading

import numpy as np
import pytest

from nengo.exceptions import ValidationError
from nengo.utils.testing import ThreadedAssertion, signals_allclose

pytest_plugins = ["pytester"]

T = np.arange(1, 11) * 0.001
RAMP = np.linspace(0, 1, 10)


def test_signals_are_close_within_the_tolerances():
    assert signals_allclose(T, RAMP, RAMP)
    assert not signals_allclose(T, RAMP, RAMP + 0.01)
    assert signals_allclose(T, RAMP, RAMP + 0.01, atol=0.02)
    assert signals_allclose(T, RAMP, RAMP * 1.01, rtol=0.02)


def test_one_target_may_do_for_several_signals():
    signals = np.stack([RAMP, RAMP + 1], axis=1)
    assert not signals_allclose(T, RAMP, signals)
    assert signals_allclose(T, RAMP, signals, individual_results=True) == [True, False]
    assert signals_allclose(T, signals, signals, individual_results=True) == [True, True]


def test_the_start_may_be_left_out():
    signal = np.where(T < 0.0045, 5, RAMP)
    assert signals_allclose(T, RAMP, signal, buf=0.004)
    assert not signals_allclose(T, RAMP, signal, buf=0.003)


def test_signals_may_come_late():
    late = np.concatenate([[5, 5], RAMP[:-2]])
    assert signals_allclose(T, RAMP, late, delay=0.002)
    assert signals_allclose(T, RAMP, late, delay=0.002, buf=0.003)
    assert not signals_allclose(T, RAMP, late, delay=0.001)


def test_the_comparison_can_be_chosen():
    calls = []

    def allclose(actual, target, atol, rtol):
        calls.append((actual.shape, target.shape, atol, rtol))
        return "an answer"

    assert signals_allclose(T, RAMP, RAMP, atol=1, rtol=2, allclose=allclose) == "an answer"
    assert calls == [((10, 1), (10, 1), 1, 2)]


def test_there_must_be_a_target_for_every_sample():
    with pytest.raises(ValidationError):
        signals_allclose(T, RAMP[:5], RAMP)
    with pytest.raises(ValidationError):
        signals_allclose(T, np.ones((10, 2)), np.ones((10, 3)))


def test_signals_can_be_drawn():
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    assert signals_allclose(T, RAMP, np.stack([RAMP] * 2, axis=1), plt=plt, labels=["a", "b"])
    top, bottom = plt.gcf().axes
    assert [text.get_text() for text in top.get_legend().get_texts()] == ["target", "a", "b"]
    assert bottom.get_ylabel() == "error"
    plt.close("all")


class Meeting(ThreadedAssertion):
    """All threads are there before any asserts, and have asserted before any leaves."""

    def __init__(self, n_threads, fails=()):
        super().__init__(n_threads)
        self.events = []
        self.fails = fails

    def init_thread(self, worker):
        self.events.append("init")

    def assert_thread(self, worker):
        assert threading.current_thread() is worker
        self.events.append("assert")
        assert worker.n not in self.fails, worker.n

    def finish_thread(self, worker):
        self.events.append("finish")


def test_threads_assert_together():
    meeting = Meeting(4)
    meeting.run()
    assert meeting.events == ["init"] * 4 + ["assert"] * 4 + ["finish"] * 4


def test_an_assertion_that_fails_in_a_thread_fails():
    with pytest.raises(AssertionError, match="2"):
        Meeting(4, fails=[2]).run()


def test_a_test_must_say_what_it_asserts():
    with pytest.raises(NotImplementedError, match="assert_thread"):
        ThreadedAssertion(1).run()


# ---- the plugin for pytest


@pytest.fixture
def run(pytester):
    """Run a test with the plugin, apart from this session."""

    def run(test, *options, settings=""):
        pytester.makepyfile(test)
        pytester.makeini(f"[pytest]\n{settings}")
        plugins = ["nengo.utils.pytest_plugin", "no:xdist", "no:hypothesispytest", "no:timeout"]
        result = pytester.runpytest_inprocess(*(f"-p{name}" for name in plugins), *options)
        outcomes = result.parseoutcomes()
        # In one process with us: pytest may warn that the plugin was imported before.
        outcomes.pop("warnings", None)
        return outcomes

    return run


def test_the_plugin_gives_the_simulator_under_test(run):
    test = """
        import nengo, collections
        def test_it(Simulator):
            assert Simulator is {expected}
    """
    assert run(test.format(expected="nengo.Simulator"))["passed"] == 1
    other = test.format(expected="collections.OrderedDict")
    assert run(other, "--simulator", "collections.OrderedDict")["passed"] == 1
    assert run(other, settings="nengo_simulator = collections.OrderedDict")["passed"] == 1


def test_the_plugin_goes_through_neuron_types(run):
    test = """
        def test_all(nl): nl()
        def test_some(PositiveNeuronType): assert not PositiveNeuronType.negative
        def test_real(nl_nodirect): assert nl_nodirect.__name__ != "Direct"
    """
    assert run(test)["passed"] == 10 + 8 + 9
    assert run(test, "--neurons", "LIF,nengo.neurons.Direct")["passed"] == 2 + 1 + 1
    assert run(test, settings="nengo_neurons =\n  LIF\n  Tanh")["passed"] == 2 + 1 + 2


def test_the_plugin_leaves_out_what_is_not_supported(run):
    test = """
        def test_good(): pass
        def test_bad(): assert False
    """
    settings = "nengo_test_unsupported =\n  test_*.py:test_bad\n    'it is bad'"
    assert run(test, settings=settings) == {"passed": 1, "skipped": 1}
    assert run(test, "--unsupported", settings=settings) == {"passed": 1, "xfailed": 1}
