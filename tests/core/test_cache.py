"""The decoder cache saves time and changes nothing else."""

import multiprocessing
import os
import pickle
import subprocess
import sys
import warnings
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import nengo
from nengo.cache import DecoderCache, Fingerprint, NoDecoderCache, get_default_decoder_cache
from nengo.cache.entry import Entry, EntryError, read_entry, write_entry
from nengo.cache.sizes import byte_align, bytes2human, human2bytes
from nengo.exceptions import CacheIOError, CacheIOWarning, FingerprintError


class CountingSolver:
    """Solves by drawing; counts how often."""

    def __init__(self, n_draws=0):
        self.n_calls = 0
        self.n_draws = n_draws

    def __call__(self, conn, gain, bias, x, targets, rng=None, scale=1.0):
        self.n_calls += 1
        noise = rng.randn(self.n_draws).sum()
        return scale * np.outer(targets.sum(axis=0), gain) + noise, {"rmses": np.array([0.5])}


def problem(seed=0, **changes):
    conn = SimpleNamespace(
        solver=changes.pop("solver", nengo.solvers.LstsqL2()),
        pre_obj=SimpleNamespace(neuron_type=changes.pop("neuron_type", nengo.LIF())),
    )
    values = {
        "gain": np.ones(3),
        "bias": np.zeros(3),
        "x": np.ones((5, 3)),
        "targets": np.ones((5, 2)),
        "rng": np.random.RandomState(seed),
    }
    return {"conn": conn, **values, **changes}


@pytest.fixture
def cache(tmp_path):
    return DecoderCache(cache_dir=tmp_path / "decoders")


# ---- finding what was solved before


def test_the_same_problem_is_solved_once(cache):
    solver = CountingSolver()
    with cache:
        first, first_info = cache.wrap_solver(solver)(**problem())
    with DecoderCache(cache_dir=cache.cache_dir) as later:
        second, second_info = later.wrap_solver(solver)(**problem())
    assert solver.n_calls == 1
    assert np.array_equal(first, second) and first.dtype == second.dtype
    assert np.array_equal(first_info["rmses"], second_info["rmses"])


@pytest.mark.parametrize(
    "changes",
    [
        {"solver": nengo.solvers.LstsqL2(reg=0.2)},
        {"solver": nengo.solvers.LstsqL2(weights=True)},
        {"neuron_type": nengo.LIF(tau_rc=0.03)},
        {"gain": np.full(3, 2.0)},
        {"bias": np.ones(3)},
        {"bias": np.zeros(3, dtype=np.float32)},
        {"x": np.ones((3, 5))},
        {"targets": np.zeros((5, 2))},
        {"seed": 1},
    ],
    ids=str,
)
def test_another_problem_is_solved_anew(cache, changes):
    solver = CountingSolver()
    with cache:
        cache.wrap_solver(solver)(**problem())
        cache.wrap_solver(solver)(**problem(**changes))
    assert solver.n_calls == 2


@pytest.mark.parametrize("n_draws", [0, 1, 3])
def test_the_generator_is_left_where_the_solver_left_it(cache, n_draws):
    with cache:
        solve = cache.wrap_solver(CountingSolver(n_draws))
        solved, found = problem(), problem()
        solve(**solved)
        solve(**found)
    assert solved["rng"].randn() == found["rng"].randn()


def test_further_arguments_reach_the_solver(cache):
    with cache:
        decoders, _ = cache.wrap_solver(CountingSolver())(**problem(), scale=2.0)
    assert np.all(decoders == 10)


def test_solvers_without_fingerprint_are_always_called(cache):
    class Unknown(nengo.solvers.LstsqL2):
        pass

    solver = CountingSolver()
    with cache:
        cache.wrap_solver(solver)(**problem(solver=Unknown()))
        cache.wrap_solver(solver)(**problem(solver=Unknown()))
    assert solver.n_calls == 2
    assert cache.get_files() == []


def test_information_that_cannot_be_kept_is_not(cache):
    def solver(*args, **kwargs):
        return np.ones(1), {"a thing": object()}

    with cache:
        decoders, info = cache.wrap_solver(solver)(**problem())
    assert decoders == 1 and list(info) == ["a thing"]
    assert cache.get_files() == []


def test_outside_of_its_block_the_cache_only_warns(cache):
    solver = CountingSolver()
    for _ in range(2):
        with pytest.warns(UserWarning, match="with"):
            cache.wrap_solver(solver)(**problem())
    assert solver.n_calls == 2


def test_no_cache_is_a_cache_too():
    cache = NoDecoderCache()
    with cache as entered:
        assert entered is cache
        assert cache.wrap_solver(len) is len
    cache.shrink()
    cache.invalidate()
    assert cache.get_files() == []
    assert cache.get_size_in_bytes() == 0


# ---- in a simulation


def noisy_model(seed):
    with nengo.Network(seed=seed) as model:
        a, b = nengo.Ensemble(30, 2), nengo.Ensemble(20, 1)
        connection = nengo.Connection(
            a,
            b,
            function=np.prod,
            solver=nengo.solvers.LstsqNoise(),
            transform=nengo.dists.Uniform(-1, 1),
        )
    return model, connection


@pytest.fixture
def rc(tmp_path):
    nengo.rc.set("decoder_cache", "path", tmp_path / "decoders")
    yield nengo.rc["decoder_cache"]
    nengo.rc.reload_rc([])


def test_a_second_build_gives_the_same_weights(rc, seed):
    weights = []
    for _ in range(2):
        model, connection = noisy_model(seed)
        with nengo.Simulator(model, progress_bar=False) as sim:
            weights.append(sim.data[connection].weights)
    assert len(get_default_decoder_cache().get_files()) == 1
    assert np.array_equal(*weights)


def test_only_connections_with_a_seed_are_cached(rc):
    model, _ = noisy_model(None)
    nengo.Simulator(model, progress_bar=False).close()
    assert get_default_decoder_cache().get_files() == []


def test_settings_choose_the_cache(rc, tmp_path):
    assert get_default_decoder_cache().cache_dir == tmp_path / "decoders"
    rc["readonly"] = "True"
    assert get_default_decoder_cache().readonly
    rc["enabled"] = "False"
    assert isinstance(get_default_decoder_cache(), NoDecoderCache)


def test_the_folder_is_looked_up_when_it_is_needed(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    assert DecoderCache.get_default_dir() == tmp_path / "elsewhere" / "nengo" / "decoders"
    nengo.rc.set("decoder_cache", "path", "~/mine")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert DecoderCache.get_default_dir() == tmp_path / "mine"
    nengo.rc.reload_rc([])


# ---- the folder


def fill(cache, n_entries):
    with cache:
        for seed in range(n_entries):
            cache.wrap_solver(CountingSolver())(**problem(seed=seed))
    return cache.get_files()


def test_entries_that_were_not_used_for_longest_go_first(cache):
    files = fill(cache, 4)
    for age, file in enumerate(files):
        os.utime(file, (1000 - age, 1000))
    cache.shrink(cache.get_size_in_bytes() // 2)
    assert set(cache.get_files()) == set(files[:2])


def test_what_is_found_counts_as_used(cache):
    files = fill(cache, 3)
    for file in files:
        os.utime(file, (1000, 1000))
    fill(cache, 1)
    assert sum(file.stat().st_atime > 1000 for file in files) == 1


def test_the_limit_may_be_a_text_or_come_from_the_settings(cache, rc):
    fill(cache, 2)
    cache.shrink("1 GB")
    assert len(cache.get_files()) == 2
    rc["size"] = "0 B"
    cache.shrink()
    assert cache.get_files() == []


def test_the_folder_is_looked_through_from_time_to_time(cache, rc):
    rc["size"] = "0 B"
    fill(cache, 1)
    assert cache.get_files() == []
    fill(cache, 2)
    assert len(cache.get_files()) == 2
    (marker,) = cache.cache_dir.rglob("looked")
    os.utime(marker, (1000, 1000))
    fill(cache, 2)
    assert len(cache.get_files()) == 2  # nothing new was kept
    fill(cache, 3)
    assert cache.get_files() == []


def test_the_size_counts_whole_blocks(cache):
    assert cache.get_size_in_bytes() == 0
    files = fill(cache, 2)
    size = cache.get_size_in_bytes()
    assert size >= sum(file.stat().st_size for file in files)
    assert size % os.statvfs(cache.cache_dir).f_frsize == 0
    assert cache.get_size() == bytes2human(size)


def test_an_invalidated_cache_is_empty(cache):
    fill(cache, 2)
    cache.invalidate()
    assert cache.get_files() == []


def test_what_other_versions_keep_in_the_folder_is_left_alone(cache):
    fill(cache, 1)
    foreign = cache.cache_dir / "ab" / "cdef.nco"
    foreign.parent.mkdir()
    foreign.write_text("mine")
    cache.shrink(0)
    cache.invalidate()
    assert foreign.read_text() == "mine"


def test_drafts_of_processes_that_died_are_removed(cache):
    (entry,) = fill(cache, 1)
    draft = entry.with_suffix(".tmp")
    draft.write_text("half")
    cache.shrink()
    assert draft.exists()
    os.utime(draft, (1000, 1000))
    cache.shrink()
    assert not draft.exists()


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 nonsense", None])
def test_a_damaged_entry_is_solved_anew(cache, damage):
    (file,) = fill(cache, 1)
    file.write_bytes(file.read_bytes()[:-40] if damage is None else damage)
    solver = CountingSolver()
    with cache:
        for _ in range(2):
            cache.wrap_solver(solver)(**problem())
    assert solver.n_calls == 1


def test_a_readonly_cache_finds_but_keeps_nothing(cache):
    fill(cache, 1)
    readonly = DecoderCache(readonly=True, cache_dir=cache.cache_dir)
    solver = CountingSolver()
    with readonly:
        readonly.wrap_solver(solver)(**problem(seed=0))
        readonly.wrap_solver(solver)(**problem(seed=1))
    readonly.shrink(0)
    assert solver.n_calls == 1
    assert len(readonly.get_files()) == 1
    with pytest.raises(CacheIOError):
        readonly.invalidate()


def test_a_readonly_cache_needs_no_folder(tmp_path):
    with DecoderCache(readonly=True, cache_dir=tmp_path / "missing") as cache:
        cache.wrap_solver(CountingSolver())(**problem())
    assert not (tmp_path / "missing").exists()


def test_a_folder_that_cannot_be_made_is_mentioned_once(tmp_path):
    (tmp_path / "file").write_text("in the way")
    solver = CountingSolver()
    with pytest.warns(CacheIOWarning, match="decoder_cache") as caught:
        for _ in range(3):
            with DecoderCache(cache_dir=tmp_path / "file" / "decoders") as cache:
                cache.wrap_solver(solver)(**problem())
    assert len(caught) == 1
    assert solver.n_calls == 3


def test_a_disk_that_fails_meanwhile_is_mentioned_once(cache):
    solver = CountingSolver()
    with pytest.warns(CacheIOWarning) as caught, cache:
        folder = cache.cache_dir / "nengo5"
        folder.rmdir()
        folder.write_text("in the way")
        for seed in range(3):
            cache.wrap_solver(solver)(**problem(seed=seed))
    assert len(caught) == 1
    assert solver.n_calls == 3


def solve_all(cache_dir, seeds):
    with DecoderCache(cache_dir=cache_dir) as cache:
        solve = cache.wrap_solver(CountingSolver(n_draws=2))
        return [solve(**problem(seed=seed))[0] for seed in seeds]


@pytest.mark.slow
def test_processes_may_share_the_folder(tmp_path):
    context = multiprocessing.get_context("spawn")
    arguments = [(tmp_path, range(20)), (tmp_path, range(19, -1, -1)), (tmp_path, range(20))]
    with context.Pool(3) as pool:
        forwards, backwards, again = pool.starmap(solve_all, arguments)
    assert np.array_equal(forwards, backwards[::-1])
    assert np.array_equal(forwards, again)
    assert len(DecoderCache(cache_dir=tmp_path).get_files()) == 20


# ---- entries


infos = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@settings(max_examples=30, deadline=None)
@given(info=st.dictionaries(st.text(), infos), decoders=arrays(float, (2, 3)))
def test_an_entry_is_read_as_it_was_written(tmp_path_factory, info, decoders):
    path = tmp_path_factory.mktemp("entries") / "entry.npz"
    state = np.random.RandomState(3).get_state()
    info["nested"] = [{"array": np.arange(3), "number": np.float32(0.1)}]
    write_entry(path, Entry(decoders, info, state))
    entry = read_entry(path)
    nested = entry.info.pop("nested")[0]
    assert np.array_equal(entry.decoders, decoders, equal_nan=True)
    assert entry.info == {key: value for key, value in info.items() if key != "nested"}
    assert np.array_equal(nested["array"], np.arange(3))
    assert type(nested["number"]) is np.float32 and nested["number"] == np.float32(0.1)
    assert entry.rng_state[0] == state[0] and np.array_equal(entry.rng_state[1], state[1])


class Unlucky:
    def __reduce__(self):
        return (warnings.warn, ("ran when it was read",))


def test_nothing_in_an_entry_can_run(tmp_path):
    path = tmp_path / "entry.npz"
    np.savez(path, tree=np.array([Unlucky()], dtype=object))
    with pytest.raises(EntryError):
        read_entry(path)
    with pytest.raises(EntryError):
        write_entry(path, Entry(np.array([Unlucky()]), {}, None))
    path.write_bytes(pickle.dumps(Unlucky()))
    with pytest.raises(EntryError):
        read_entry(path)


def test_an_entry_that_cannot_be_written_leaves_no_trace(tmp_path):
    with pytest.raises(EntryError):
        write_entry(tmp_path / "entry.npz", Entry(np.ones(1), {"key": {1, 2}}, None))
    (tmp_path / "entry.npz").mkdir()
    with pytest.raises(OSError):
        write_entry(tmp_path / "entry.npz", Entry(np.ones(1), {}, None))
    assert [file.name for file in tmp_path.iterdir()] == ["entry.npz"]


# ---- fingerprints

SUPPORTED = [
    None,
    True,
    3,
    0.5,
    1j,
    b"bytes",
    "text",
    [1, [2, "three"]],
    (1, {"key": 2}),
    np.arange(3.0),
    nengo.LIF(),
    nengo.LIF(initial_state={"voltage": nengo.dists.Uniform(0, 1)}),
    nengo.RegularSpiking(nengo.Tanh()),
    nengo.solvers.LstsqDrop(),
    nengo.dists.ScatteredHypersphere(),
    nengo.dists.PDF([0, 1], [0.5, 0.5]),
]
UNSUPPORTED = [
    object(),
    len,
    np.float64(1),
    {1: 2},
    {"key": len},
    [object()],
    np.array([object()]),
    np.zeros(2, dtype=[("a", int)]),
    np.ma.array([1]),
    nengo.solvers.NoSolver(),
    nengo.Lowpass(0.1),
    int,
]


@pytest.mark.parametrize("obj", SUPPORTED, ids=repr)
def test_equal_objects_have_equal_fingerprints(obj):
    assert Fingerprint.supports(obj)
    assert str(Fingerprint(obj)) == str(Fingerprint(pickle.loads(pickle.dumps(obj))))


def test_different_objects_have_different_fingerprints():
    assert len({str(Fingerprint(obj)) for obj in SUPPORTED}) == len(SUPPORTED)


@pytest.mark.parametrize("obj", UNSUPPORTED, ids=lambda obj: type(obj).__name__)
def test_unknown_types_have_no_fingerprint(obj):
    assert not Fingerprint.supports(obj)
    with pytest.raises(FingerprintError, match="whitelist"):
        Fingerprint(obj)


class Known:
    def __init__(self, value):
        self.value = value


def test_types_can_be_made_known(monkeypatch):
    monkeypatch.setattr(Fingerprint, "_checks", dict(Fingerprint._checks))
    assert not Fingerprint.supports(Known(1))
    Fingerprint.whitelist(Known, lambda obj: obj.value == 1)
    assert Fingerprint.supports(Known(1))
    assert not Fingerprint.supports(Known(2))
    Fingerprint.whitelist(Known)
    assert Fingerprint.supports(Known(2))


def test_a_fingerprint_is_the_same_in_another_process():
    code = "import nengo; print(nengo.cache.Fingerprint(nengo.solvers.LstsqL2(reg=0.3)))"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == str(Fingerprint(nengo.solvers.LstsqL2(reg=0.3)))


# ---- sizes


@given(st.integers(min_value=0, max_value=2**80))
def test_sizes_can_be_read_back(n):
    assert human2bytes(bytes2human(n)) == pytest.approx(n, rel=0.1)


@pytest.mark.parametrize(
    "text, n", [("512 MB", 2**29), ("1.5 gb", 3 * 2**29), ("10 B", 10), ("3KB", 3072)]
)
def test_sizes_have_a_number_and_a_unit(text, n):
    assert human2bytes(text) == n


@pytest.mark.parametrize("text", ["", "10", "MB", "1 XB", "ten B"])
def test_other_texts_are_no_sizes(text):
    with pytest.raises(ValueError):
        human2bytes(text)


@given(st.integers(0, 10**6), st.integers(1, 5000))
def test_sizes_are_rounded_up_to_whole_blocks(size, block):
    aligned = byte_align(size, block)
    assert aligned % block == 0
    assert 0 <= aligned - size < block
