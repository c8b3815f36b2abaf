"""Text that was never saved outlives the server, and is offered to whoever opens the model next."""

import errno
import os
import signal
import stat

import pytest

from nengo_gui.protocol.objects import Offer
from nengo_gui.session.journal import Journal

MODEL = "import nengo\n\nwith nengo.Network() as model:\n    a = nengo.Node(1)\n"
TYPED = MODEL + "    b = nengo.Node(2)  # é\n"


@pytest.fixture
def journals(tmp_path):
    """Open journals of one workspace in one state folder, as servers after each other would."""
    opened = []

    def open_journal(root="workspace"):
        opened.append(Journal(tmp_path / "state", tmp_path / root))
        return opened[-1]

    yield open_journal
    for journal in opened:
        journal.close()


def files(tmp_path):
    return sorted((tmp_path / "state" / "journal").iterdir())


def test_what_one_server_left_the_next_one_finds(journals):
    first = journals()
    first.keep("model.py", MODEL)
    first.keep("model.py", TYPED)
    first.keep("new:2", "x = 1\n")
    first.close()
    second = journals()
    assert [offer.text for offer in second.left("model.py")] == [TYPED]
    assert second.paths() == ("model.py", "new:2")
    second.forget(second.left("model.py")[0].id)
    assert second.left("model.py") == () and second.paths() == ("new:2",)


def test_what_is_saved_is_not_found(journals):
    first = journals()
    first.keep("model.py", TYPED)
    first.drop("model.py")
    first.close()
    assert journals().paths() == ()


def test_texts_of_a_server_that_lives_are_its_own(journals):
    first, second = journals(), journals()
    first.keep("model.py", TYPED)
    second.sweep()
    assert second.left("model.py") == () and second.paths() == ()
    second.keep("model.py", MODEL)
    first.close()
    assert [offer.text for offer in second.left("model.py")] == [TYPED]


def test_the_latest_text_is_offered_first(journals):
    first = journals()
    for n in (1, 3, 2):
        first.add("model.py", Offer(id="", text=f"{n}", reason="overwritten", time=float(n)))
    first.close()
    assert [offer.text for offer in journals().left("model.py")] == ["3", "2", "1"]


def test_other_workspaces_have_journals_of_their_own(journals):
    first = journals()
    first.keep("model.py", TYPED)
    first.close()
    elsewhere = journals("elsewhere")
    assert elsewhere.left("model.py") == () and elsewhere.paths() == ()


def test_only_the_user_can_read_it_and_names_tell_nothing(journals, tmp_path):
    os.umask(os.umask(0) & 0)  # whatever the umask is
    journals().keep("secret_plan.py", TYPED)
    folder = tmp_path / "state" / "journal"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in files(tmp_path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert "secret" not in path.name


def test_torn_and_foreign_files_hurt_nobody(journals, tmp_path):
    first = journals()
    first.keep("model.py", TYPED)
    first.close()
    (entry,) = (path for path in files(tmp_path) if path.suffix == ".json")
    entry.with_name(entry.name.replace("current", "torn")).write_bytes(entry.read_bytes()[:20])
    (entry.parent / "README").write_text("hello")
    (entry.parent / f".{entry.name}.{'0' * 16}.tmp").write_text("{")
    second = journals()
    second.sweep()
    assert [offer.text for offer in second.left("model.py")] == [TYPED]
    assert {path.name for path in files(tmp_path)} >= {"README", entry.name}
    assert not [path for path in files(tmp_path) if path.suffix in (".tmp", ".lock")]


def test_nothing_is_made_before_there_is_something_to_keep(journals, tmp_path):
    journal = journals()
    journal.sweep()
    journal.settle()
    assert journal.left("model.py") == ()
    assert not (tmp_path / "state").exists()


# With real servers


def kill(server):
    """End it as a crash does."""
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    server.process.stdout.close()
    server.process.stderr.close()


@pytest.fixture
def typed(serve, visit, tmp_path):
    """A server that was killed while a model was edited; returns what starts the next one."""

    def run(path, text):
        (tmp_path / "model.py").write_text(MODEL)
        server = serve()
        tab = visit(server, path)
        tab.until("opened")
        tab.send("edit", text=text, revision=1)
        tab.until("graph", text_revision=1)
        kill(server)
        return serve()

    return run


def test_a_killed_server_loses_no_text(typed, visit):
    tab = visit(typed("model.py", TYPED), "model.py")
    assert [entry["path"] for entry in tab.until("welcome")["unsaved"]] == ["model.py"]
    assert tab.until("opened")["text"] == MODEL
    (offer,) = tab.until("offers")["offers"]
    assert (offer["text"], offer["reason"]) == (TYPED, "recovered")
    tab.send("decide", offer=offer["id"], take=True)
    assert tab.until("text")["text"] == TYPED
    assert tab.until("offers")["offers"] == []
    tab.until("graph", text_revision=1)


def test_a_recovered_text_that_is_not_wanted_does_not_come_back(typed, visit, serve):
    server = typed("model.py", TYPED)
    tab = visit(server, "model.py")
    (offer,) = tab.until("offers")["offers"]
    tab.send("decide", offer=offer["id"], take=False)
    assert tab.until("offers")["offers"] == []
    tab.send("decide", offer=offer["id"], take=True)
    assert "already" in tab.until("refused")["message"]
    kill(server)
    assert visit(serve(), "model.py").until("offers")["offers"] == []


def test_a_model_that_has_no_file_yet_is_recovered_too(typed, visit):
    tab = visit(typed("new:", TYPED), None)
    (unsaved,) = tab.until("welcome")["unsaved"]
    assert unsaved["name"] == "untitled.py"
    tab.send("open", path=unsaved["path"])
    assert tab.until("offers")["offers"][0]["text"] == TYPED


def test_a_text_whose_file_is_gone_is_opened_as_it_was(typed, visit, tmp_path):
    server = typed("model.py", TYPED)
    (tmp_path / "model.py").unlink()
    opened = visit(server, "model.py").until("opened")
    assert opened["text"] == TYPED and not opened["saved"]


def test_an_undecided_text_outlives_further_crashes(typed, visit, serve):
    server = typed("model.py", TYPED)
    tab = visit(server, "model.py")
    tab.until("offers")
    tab.send("edit", text=MODEL + "# later\n", revision=1)
    tab.until("graph", text_revision=1)
    kill(server)
    offers = visit(serve(), "model.py").until("offers")["offers"]
    assert [offer["text"] for offer in offers] == [MODEL + "# later\n", TYPED]


def test_saved_text_is_not_offered(serve, visit, tmp_path):
    (tmp_path / "model.py").write_text(MODEL)
    server = serve()
    tab = visit(server, "model.py")
    tab.send("edit", text=TYPED, revision=1)
    tab.send("save", text=TYPED)
    tab.until("saved")
    kill(server)
    tab = visit(serve(), "model.py")
    assert tab.until("opened")["text"] == TYPED and tab.until("offers")["offers"] == []


def test_text_is_kept_when_the_server_ends_in_good_order(serve, visit, tmp_path):
    (tmp_path / "model.py").write_text(MODEL)
    server = serve()
    tab = visit(server, "model.py")
    tab.send("edit", text=TYPED, revision=1)
    tab.until("graph", text_revision=1)
    assert server.stop() == (0, "")
    assert visit(serve(), "model.py").until("offers")["offers"][0]["text"] == TYPED


def test_a_text_that_only_the_browser_remembers_is_taken_into_keeping(serve, visit, tmp_path):
    (tmp_path / "model.py").write_text(MODEL)
    server = serve()
    tab = visit(server, "model.py")
    tab.until("offers", offers=[])
    for text in (MODEL, TYPED, TYPED):  # what is shown, and what is offered already, is no news
        tab.send("offer", text=text, time=5.0)
    (offer,) = tab.until("offers")["offers"]
    assert (offer["text"], offer["reason"], offer["time"]) == (TYPED, "browser", 5.0)
    kill(server)
    assert visit(serve(), "model.py").until("offers")["offers"][0]["text"] == TYPED


def test_taking_an_offer_does_not_lose_what_was_typed_meanwhile(typed, visit):
    tab = visit(typed("model.py", TYPED), "model.py")
    (offer,) = tab.until("offers")["offers"]
    tab.send("edit", text=MODEL + "# mine\n", revision=1)
    tab.send("decide", offer=offer["id"], take=True)
    assert tab.until("text")["text"] == TYPED
    (left,) = tab.until("offers")["offers"][:1]
    assert left["text"] == MODEL + "# mine\n"


def test_a_state_folder_that_cannot_be_written_is_told_once(serve, visit, tmp_path):
    (tmp_path / "model.py").write_text(MODEL)
    server = serve()
    (tmp_path.parent / f"{tmp_path.name}-state").write_text("a file where the folder should be")
    tab = visit(server, "model.py")
    tab.send("edit", text=TYPED, revision=1)
    notice = tab.until("notice")
    assert os.strerror(errno.ENOTDIR).lower() in notice["message"] and notice["remedy"]
    tab.until("graph", text_revision=1)
    tab.send("edit", text=TYPED + "# more\n", revision=2)
    tab.until("graph", text_revision=2)
    assert [event["kind"] for event in tab.events].count("notice") == 1
