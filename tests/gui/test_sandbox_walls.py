"""What the kernel is told to keep from models, and what it then keeps."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nengo_gui.sandbox import landlock, seccomp
from nengo_gui.sandbox.enclosure import safely
from nengo_gui.sandbox.scratch import Scratch, used
from nengo_gui.sandbox.share import hold_to_one_core
from nengo_gui.sandbox.syscalls import ARCHITECTURE, LAST_KNOWN, MACHINES, syscalls

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="these walls are Linux's")
PID = 4711
ALLOWED, REFUSED, UNKNOWN = "allowed", errno.EPERM, errno.ENOSYS


def judged(machine, number, *arguments, architecture=None):
    """Run the filter for a machine as the kernel would; return what becomes of a call."""
    words = {0: number, 4: architecture or ARCHITECTURE[machine]}
    for i, argument in enumerate((*arguments, 0, 0, 0, 0, 0, 0)[:6]):
        words[16 + 8 * i] = argument & 0xFFFFFFFF
    code, at, loaded = seccomp.write_filter(syscalls(machine), PID), 0, 0
    while True:
        operation, if_true, if_false, operand = code[at]
        at += 1
        match operation:
            case seccomp.LOAD:
                loaded = words[operand]
            case seccomp.JUMP:
                at += operand
            case seccomp.IF_EQUAL:
                at += if_true if loaded == operand else if_false
            case seccomp.IF_AT_LEAST:
                at += if_true if loaded >= operand else if_false
            case seccomp.IF_ANY_BIT:
                at += if_true if loaded & operand else if_false
            case seccomp.ANSWER:
                answers = {seccomp.ALLOW: ALLOWED, seccomp.KILL: "killed"}
                return answers.get(operand, operand & 0xFFFF)


@pytest.fixture(params=MACHINES)
def machine(request):
    return request.param


def test_calls_that_no_model_needs_are_refused_whatever_they_ask(machine):
    @given(st.sampled_from(syscalls(machine).forbidden), st.integers(0, 2**32 - 1))
    def check(number, argument):
        assert judged(machine, number, argument, argument) == REFUSED

    check()


def test_calls_that_nobody_has_looked_at_do_not_exist(machine):
    @given(st.integers(LAST_KNOWN + 1, 2**32 - 1))
    def check(number):
        assert judged(machine, number) == UNKNOWN

    check()


def test_calls_in_the_manner_of_another_processor_are_deadly(machine):
    assert judged(machine, 1, architecture=0x40000003) == "killed"


@pytest.mark.parametrize(
    "name, arguments, becomes",
    [
        ("kill", (PID, signal.SIGTERM), ALLOWED),
        ("kill", (PID, signal.SIGKILL), REFUSED),
        ("kill", (PID, signal.SIGSTOP), REFUSED),
        ("kill", (PID + 1, signal.SIGTERM), REFUSED),
        ("kill", (0, signal.SIGTERM), REFUSED),
        ("kill", (-1, 0), REFUSED),
        ("kill", (-PID, 0), REFUSED),
        ("tgkill", (PID, PID + 1, signal.SIGUSR1), ALLOWED),
        ("tgkill", (PID + 1, PID + 1, signal.SIGUSR1), REFUSED),
        ("clone", (seccomp.CLONE_THREAD | 0xF00,), ALLOWED),
        ("clone", (signal.SIGCHLD,), REFUSED),
        ("clone3", (0,), UNKNOWN),
        ("socketpair", (1, 0x80001), ALLOWED),
        ("socketpair", (1, 2), REFUSED),
        ("socketpair", (1, 5), REFUSED),
        ("socketpair", (2, 1), REFUSED),
        ("ioctl", (1, 0x5401), ALLOWED),
        ("ioctl", (1, 0x5412), REFUSED),
        ("fcntl", (3, 1), ALLOWED),
        ("fcntl", (3, 8), REFUSED),
        ("prctl", (15,), ALLOWED),
        ("prctl", (1, 0), REFUSED),
        ("prlimit64", (0, 7), ALLOWED),
        ("prlimit64", (PID + 1, 7), REFUSED),
        ("setpriority", (0, 0, 5), ALLOWED),
        ("setpriority", (2, 0, 5), REFUSED),
        ("rt_sigaction", (signal.SIGINT,), ALLOWED),
        ("rt_sigaction", (signal.SIGUSR1,), REFUSED),
        ("seccomp", (1, 0), REFUSED),
    ],
)
def test_some_calls_are_allowed_on_conditions(machine, name, arguments, becomes):
    assert judged(machine, syscalls(machine).number[name], *arguments) == becomes


def test_no_call_is_listed_twice(machine):
    calls = syscalls(machine)
    numbers = [*calls.forbidden, *calls.number.values()]
    assert len(set(numbers)) == len(numbers) and max(numbers) <= LAST_KNOWN


def test_a_machine_nobody_wrote_a_table_for_has_no_filter():
    assert syscalls("riscv64") is None


@LINUX
def test_the_numbers_are_those_of_this_machine():
    calls = syscalls()
    if calls is None:
        pytest.skip("there is no table for this machine")
    libc = __import__("ctypes").CDLL(None)
    assert libc.syscall(calls.number["kill"], os.getpid(), 0) == 0
    assert libc.syscall(calls.number["prctl"], 3, 0, 0, 0, 0) in (0, 1)


@pytest.mark.parametrize(
    "version, n_rights", [(1, 13), (2, 14), (3, 15), (4, 15), (5, 16), (9, 16)]
)
def test_older_kernels_are_asked_for_what_they_know(version, n_rights):
    handled = landlock._handled(version)
    assert handled.files == 2**n_rights - 1
    assert bool(handled.network) == (version >= 4) and bool(handled.scoped) == (version >= 6)


def test_of_a_home_folder_nothing_hidden_is_readable(tmp_path, monkeypatch):
    home = tmp_path / "home" / "ada"
    (home / ".ssh").mkdir(parents=True)
    (home / "models").mkdir()
    (home / ".bash_history").write_text("")
    (home / "model.py").write_text("")
    (home.parent / "shared.py").write_text("")
    monkeypatch.setenv("HOME", str(home))
    assert set(safely(str(home))) == {str(home / "models"), str(home / "model.py")}
    assert list(safely(str(home / "models"))) == [str(home / "models")]
    assert list(safely(str(home.parent))) == [str(home.parent / "shared.py")]


PROBE = """
import os, sys
from nengo_gui.sandbox import landlock, seccomp
from nengo_gui.sandbox.limits import Limits
from nengo_gui.sandbox.probe import measure
{change}
print(*measure(Limits(walls={walls})))
"""
SOMEBODY = "os.setgroups([]); os.setgid(65534); os.setuid(65534)"
FEWER_WALLS = {
    "no Landlock": ("landlock.version = lambda: 0", True, "partial ('files',)"),
    "no seccomp": (
        "seccomp.is_available = lambda: False", True, "partial ('network', 'processes')"
    ),
    "by choice": ("", False, "none ('files', 'network', 'processes')"),
}  # fmt: skip


def measured(change, walls=True):
    """Measure in a process of its own what a model could reach."""
    script = PROBE.format(change=change, walls=walls)
    return subprocess.run(
        [sys.executable, "-P" if sys.version_info >= (3, 11) else "-s", "-c", script],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


@LINUX
@pytest.mark.parametrize("change, walls, level", FEWER_WALLS.values(), ids=FEWER_WALLS)
def test_what_is_not_kept_from_models_is_said(change, walls, level):
    if not landlock.version() or not seccomp.is_available():
        pytest.skip("this machine lacks a wall anyway")
    assert measured(change, walls) == level


@LINUX
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_the_walls_are_the_same_for_root_and_for_anybody():
    assert measured("") == measured(SOMEBODY)


# Scratch folders


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """Make scratch folders below the test's own."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    made = []

    def make():
        made.append(Scratch())
        made[-1].start()
        return made[-1]

    yield make
    for one in made:
        one.close()


def until(condition):
    deadline = time.monotonic() + 20
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


@LINUX
def test_what_a_killed_server_left_is_swept_by_the_next(scratch, tmp_path):
    script = (
        "import sys, tempfile, time; tempfile.tempdir = sys.argv[1]\n"
        "from nengo_gui.sandbox.scratch import Scratch\n"
        "s = Scratch(); s.start(); print(s.enclosure('').scratch, flush=True); time.sleep(1000)"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as host:
        left = Path(host.stdout.readline().strip())
        (left / "garbage").write_text("x")
        living = scratch()
        assert left.exists()
        host.kill()
    scratch()
    assert until(lambda: not left.parent.exists())
    assert Path(living.enclosure("").scratch).exists()


def test_models_of_one_folder_share_a_cache_and_nothing_else(scratch):
    one = scratch()
    a, b, c = (one.enclosure(folder) for folder in ("/x", "/x", "/y"))
    assert a.cache == b.cache != c.cache
    assert len({a.scratch, b.scratch, c.scratch}) == 3


def test_what_was_written_is_counted_and_then_deleted(scratch):
    one = scratch()
    enclosure = one.enclosure("")
    for i in range(3):
        Path(enclosure.scratch, str(i)).write_bytes(bytes(100_000))
    assert used(enclosure, None) >= 300_000
    os.symlink("/usr", Path(enclosure.scratch, "link"))
    assert used(enclosure, None) < 1_000_000
    one.forget(enclosure)
    assert until(lambda: not Path(enclosure.scratch).exists())
    assert Path("/usr/bin").exists()


@LINUX
def test_a_folder_that_others_can_write_to_is_not_used(scratch, tmp_path):
    trap = tmp_path / f"nengo-{os.getuid()}"
    trap.mkdir(mode=0o777)
    trap.chmod(0o777)
    assert not Path(scratch().enclosure("").scratch).is_relative_to(trap)


@LINUX
def test_all_threads_are_held_to_one_core():
    script = (
        "import threading\n"
        "def work():\n"
        "    while True: sum(range(1000))\n"
        "for _ in range(4): threading.Thread(target=work, daemon=True).start()\n"
        "print('ready', flush=True); work()"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as busy:
        try:
            busy.stdout.readline()
            hold_to_one_core(busy.pid)
            threads = os.listdir(f"/proc/{busy.pid}/task")
            cores = [frozenset(os.sched_getaffinity(int(thread))) for thread in threads]
        finally:
            busy.kill()
    assert len(threads) == 5 and len(set(cores)) == 1 and len(cores[0]) == 1
