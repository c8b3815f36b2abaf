"""Nobody waits for the compiled loop who did not ask to."""

import threading

import numpy as np

from nengo.engine.targets.compiled.loading import Loading


class Slow(Loading):
    """Loads for as long as it is not let go."""

    def __init__(self):
        super().__init__(np.dtype(np.float64))
        self.loads, self.goes_on = threading.Event(), threading.Event()

    def _load(self):
        self.loads.set()
        self.goes_on.wait(30)
        return lambda: None

    def _is_warm(self):
        return True


def test_a_running_simulator_does_not_wait_for_the_loop_it_has_sent_for():
    """While one thread loads, ``begin`` returns: otherwise time would stand still meanwhile."""
    slow = Slow()
    try:
        slow.begin()
        assert slow.loads.wait(30)
        again = threading.Thread(target=slow.begin, daemon=True)
        again.start()
        again.join(30)
        assert not again.is_alive()
        assert not slow.ready
    finally:
        slow.goes_on.set()
    assert slow.wait() is slow.wait()
    assert slow.ready
