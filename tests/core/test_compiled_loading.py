"""Nobody waits for the compiled loop who did not ask to."""

import os
import subprocess
import sys
import threading

import numpy as np
import pytest

from nengo.engine.targets.compiled.loading import Loading

pytest.importorskip("numba")


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


ROOM = """
import tempfile
from nengo.engine.targets.compiled import cache

cache.find_room()
cache.find_room()
with tempfile.TemporaryFile(dir=cache.folder()):
    print(cache.root())
"""


def test_machine_code_goes_to_a_temporary_folder_where_the_cache_is_read_only(tmp_path):
    """It is gone when the process ends; a single warning says why."""
    (tmp_path / "file").write_text("A file has no folders in it, not even for root.")
    nowhere = str(tmp_path / "file" / "cache")
    run = subprocess.run(
        [sys.executable, "-c", ROOM],
        env=os.environ | {"NENGO_COMPILED_CACHE": nowhere},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr.count("cannot be written to") == 1
    assert run.stdout.strip() != nowhere
    assert not os.path.exists(run.stdout.strip())
