"""The command says what it does, and ends what it began."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from nengo_gui.cli import main

MODEL = "import nengo\nwith nengo.Network() as model:\n    a = nengo.Ensemble(10, 1)\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["missing.py"], ["missing.py", "does not exist"]),
        (["--no-browser", "missing.py"], ["missing.py", "does not exist"]),
        (["missing.py", "--port", "0"], ["missing.py", "does not exist"]),
        (["notes.txt"], ["notes.txt", ".py"]),
        (["example:no/such.py"], ["example", "no/such.py"]),
        (["--host", "0.0.0.0"], ["0.0.0.0", "--insecure-i-know"]),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(arguments, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("no model")
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1
    assert all(word in err for word in words)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--port", "x"],
        ["--port", "70000"],
        ["--memory", "lots"],
        ["--memory", "1M"],
        ["--nonsense"],
    ],
)
def test_wrong_options_are_explained(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert arguments[-1] in capsys.readouterr().err


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("nengo ")


def test_a_busy_port_means_the_next_one(serve):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server = serve("--port", str(port))
        assert server.said[0].startswith(f"Port {port} is taken")
        assert int(server.base.rpartition(":")[2]) > port


@pytest.mark.parametrize("order", ["after", "before"])
def test_the_file_named_is_what_opens(serve, visit, tmp_path, order):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "my model.py").write_text(MODEL)
    name = "sub/my model.py"
    options = ["--host", "localhost"]
    tab = visit(serve(*([name, *options] if order == "after" else [*options, name])))
    opened = tab.until("opened")
    assert (opened["path"], opened["text"]) == ("my model.py", MODEL)
    assert tab.last("welcome")["workspace"] == "sub"
    tab.until("graph")


def descendants(pid):
    found = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = [tuple(map(int, line.split())) for line in found.stdout.splitlines()]
    family = {pid}
    while True:
        more = {child for child, parent in pairs if parent in family} - family
        if not more:
            return family - {pid}
        family |= more


def living(pids):
    def alive(pid):
        try:
            with open(f"/proc/{pid}/stat") as file:
                return file.read().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            return False

    return {pid for pid in pids if alive(pid)}


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_no_process_is_left(serve, visit, tmp_path, name):
    if signal.getsignal(getattr(signal, name)) == signal.SIG_IGN:
        pytest.skip(f"whoever runs these tests lets nobody hear {name}")
    (tmp_path / "loop.py").write_text(MODEL + "while True:\n    pass\n")
    (tmp_path / "good.py").write_text(MODEL)
    server = serve()
    good, loop = visit(server, "good.py"), visit(server, "loop.py")
    good.until("simulation", state="paused")
    good.send("run")
    loop.until("progress")
    family = descendants(server.process.pid)
    assert len(family) >= 3, "the zygote and two workers"
    number = getattr(signal, name)
    os.kill(server.process.pid, number)
    server.process.communicate(timeout=20)
    assert server.process.returncode == (-number if number == signal.SIGKILL else 0)
    deadline = time.monotonic() + 10
    while living(family) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not living(family)


def test_a_second_interrupt_is_not_needed_while_tabs_are_open(serve, visit):
    server = serve()
    visit(server).until("welcome")
    assert server.stop() == (0, "")


def test_an_example_can_be_named_as_the_editor_lists_it_and_played_at_once(serve, visit):
    """One command to a model that runs: nobody has to press anything."""
    tab = visit(serve("--play", "tutorial/13-oscillators.py"))
    assert tab.until("opened")["path"] == "example:tutorial/13-oscillators.py"
    tab.until("simulation", state="running")
    tab.until_frames(lambda _: len(tab.frames) > 2)


def test_a_model_gets_the_memory_that_was_allowed_and_is_told_how_to_get_more(
    serve, visit, tmp_path
):
    """What the remedy tells to write is an option that there is."""
    greedy = MODEL + "import numpy as np\nkept = np.ones(100_000_000)\n"
    (tmp_path / "greedy.py").write_text(greedy)
    tab = visit(serve("greedy.py", "--memory", "512M"))
    while not (problems := tab.until("problems")["problems"]):
        pass
    assert "--memory 4G" in problems[0]["remedy"]
