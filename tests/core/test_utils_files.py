"""Locks, arrays in files, and where files are."""

import threading
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nengo
from nengo.exceptions import MovedError, TimeoutError
from nengo.utils import nco, neurons, paths, probe
from nengo.utils.builder import generate_graphviz
from nengo.utils.lock import FileLock


def test_a_lock_keeps_others_out(tmp_path):
    lock, other = (FileLock(tmp_path / "lock", timeout=0, poll=0.001) for _ in range(2))
    with lock:
        assert lock.acquired
        with pytest.raises(TimeoutError, match="locked"):
            other.acquire()
        assert not other.acquired
    assert not lock.acquired
    with other:
        assert other.acquired
    other.release()
    assert not (tmp_path / "lock").exists()


def test_a_lock_is_waited_for(tmp_path):
    first, second = (FileLock(tmp_path / "lock", timeout=10, poll=0.001) for _ in range(2))
    order = []

    def wait():
        with second:
            order.append("second")

    with first:
        thread = threading.Thread(target=wait)
        thread.start()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_an_array_and_its_description_share_a_file(tmp_path, rng):
    array, path = rng.randn(3, 2), tmp_path / "array.nco"
    with open(path, "wb") as file:
        file.write(b"before")
        nco.write(file, {"about": "noise"}, array)
        nco.write(file, None, array[0])
    with open(path, "rb") as file:
        file.seek(6)
        metadata, same = nco.read(file)
        assert metadata == {"about": "noise"}
        assert np.array_equal(same, array)
        assert np.array_equal(nco.read(file)[1], array[0])
        with pytest.raises(nengo.exceptions.CacheIOError):
            nco.read(file)


@given(st.data())
def test_a_stretch_of_a_file_is_a_file(tmp_path_factory, data):
    whole = b"01\n3456\n89" * 3
    path = tmp_path_factory.mktemp("files") / "file"
    path.write_bytes(whole)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    with open(path, "rb") as file:
        part = nco.Subfile(file, start, end)
        place = data.draw(st.integers(0, end - start))
        part.seek(place)
        assert part.tell() == place
        n = data.draw(st.integers(0, 40))
        assert part.read(n) == whole[start:end][place : place + n]
        part.seek(-(end - start), 2)
        assert part.readline() == whole[start:end].split(b"\n")[0] + b"\n" * (
            b"\n" in whole[start:end]
        )
        part.seek(0)
        buffer = bytearray(40)
        n_read = part.readinto(buffer)
        assert buffer[:n_read] == whole[start:end]
        part.seek(1000)
        assert part.tell() == end - start and part.read() == b""
        part.seek(-5, 1)
        assert part.tell() == max(0, end - start - 5)


def test_paths_follow_the_surroundings(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert paths.decoder_cache_dir == tmp_path / "nengo" / "decoders"
    assert paths.cache_dir == tmp_path / "nengo"
    assert (paths.install_dir / "simulator.py").exists()
    assert list(paths.nengorc) == ["system", "user", "project"]
    assert "cache_dir" in dir(paths)
    with pytest.raises(AttributeError, match="config_dir"):
        paths.nonsense  # noqa: B018


@pytest.mark.parametrize("moved", [neurons.rates_kernel, probe.probe_all, generate_graphviz])
def test_names_that_moved_say_where(moved):
    with pytest.raises(MovedError, match="nengo_extras"):
        moved(1, two=2)


def test_helpers_are_reached_through_the_package():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in nengo.utils.__all__:
            assert getattr(nengo.utils, name).__doc__
