"""The file door leads to the workspace and nowhere else; what is saved is safe."""

import errno
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nengo_gui.session import locks
from nengo_gui.session.document import DiskChanged, Document
from nengo_gui.session.files import LARGEST, Folder
from nengo_gui.session.handle import FileTrouble
from nengo_gui.session.library import Library
from nengo_gui.session.names import Name, NameRefused, parse_folder, parse_model
from nengo_gui.session.source import Source, decode
from nengo_gui.session.titles import makes_model, title

MODEL = "import nengo\nmodel = nengo.Network()\n"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs links and file modes")


@pytest.fixture
def library(tmp_path):
    examples = tmp_path / "examples"
    workspace = tmp_path / "workspace"
    examples.mkdir()
    workspace.mkdir()
    (examples / "one.py").write_text('"""Show one thing. And more."""\n' + MODEL)
    (workspace / "model.py").write_text(MODEL)
    return Library(workspace, examples)


@pytest.mark.parametrize(
    "path",
    ["", "..", "../model.py", "a/../model.py", "/etc/passwd.py", "a//b.py", "./a.py", "a\\b.py",
     "c:a.py", ".hidden.py", "a/.git/b.py", "nul.py", "con.py", "a\0.py", "a\n.py", " a.py",
     "a.py ", "a./b.py", "model.txt", "model", "x" * 300 + ".py", "example:../a.py"],
)  # fmt: skip
def test_names_that_could_lead_elsewhere_are_refused(path):
    with pytest.raises(NameRefused):
        parse_model(path)


@pytest.mark.parametrize("path", ["model.py", "a/b c/d-1.py", "modèle.py", "example:tutorial/1.py"])
def test_plain_names_are_taken_as_they_are(path):
    assert str(parse_model(path)) == path


@given(st.text(max_size=30))
def test_whatever_is_accepted_stays_below_the_folder(text):
    """No text becomes a path with a part that means another folder."""
    try:
        name = parse_folder(text)
    except NameRefused:
        return
    assert not {"", ".", ".."} & set(name.parts)
    assert not any("/" in part or "\\" in part for part in name.parts)


@POSIX
def test_links_are_not_followed(library, tmp_path):
    (tmp_path / "secret.py").write_text("password = 1\n")
    root = library.workspace.root
    (root / "link.py").symlink_to(tmp_path / "secret.py")
    (root / "folder").symlink_to(tmp_path)
    for path in ["link.py", "folder/secret.py"]:
        with pytest.raises(FileTrouble, match="link"):
            library.workspace.read(parse_model(path))
    with pytest.raises(FileTrouble, match="link"):
        library.workspace.write(parse_model("link.py"), b"overwritten")
    with pytest.raises(FileTrouble, match="link"):
        library.workspace.write(parse_model("folder/secret.py"), b"overwritten")
    assert (tmp_path / "secret.py").read_text() == "password = 1\n"
    assert [entry.name for entry in library.workspace.list(Name(()))] == ["model.py"]


@POSIX
def test_a_pipe_is_not_waited_for(library):
    os.mkfifo(library.workspace.root / "pipe.py")
    with pytest.raises(FileTrouble, match="regular"):
        library.workspace.read(parse_model("pipe.py"))


@POSIX
def test_saving_keeps_the_mode_and_leaves_no_other_file(library):
    path = library.workspace.root / "model.py"
    path.chmod(0o640)
    library.workspace.write(parse_model("model.py"), b"new = 1\n")
    assert path.read_text() == "new = 1\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(path.parent) == ["model.py"]


def test_examples_are_never_written(library):
    with pytest.raises(FileTrouble, match="read-only"):
        library.folder(parse_model("example:one.py")).write(parse_model("example:one.py"), b"")


def test_too_long_files_are_neither_read_nor_written(tmp_path):
    long = b"#" * (LARGEST + 1)
    (tmp_path / "long.py").write_bytes(long)
    folder = Folder(tmp_path, writable=True)
    with pytest.raises(FileTrouble, match="MB"):
        folder.read(parse_model("long.py"))
    with pytest.raises(FileTrouble, match="MB"):
        folder.write(parse_model("new.py"), long)


def test_a_missing_file_is_explained(library):
    with pytest.raises(FileTrouble, match=r"nothing\.py does not exist"):
        Document.open(library, "nothing.py")


def test_saving_into_a_folder_that_is_missing_names_the_folder(library):
    document = Document.new(library, "new:")
    with pytest.raises(FileTrouble, match="The folder cortex/v1 does not exist"):
        document.save("cortex/v1/model.py", overwrite=False)
    assert not document.saved


def test_listing_shows_folders_then_models_with_their_titles(library):
    root = library.workspace.root
    (root / "sub").mkdir()
    (root / "__pycache__").mkdir()
    (root / ".hidden.py").write_text(MODEL)
    (root / "helper.py").write_text("# Helps.\nx = 1\n")
    (root / "notes.txt").write_text("no model")
    entries = [(e.name, e.kind, e.title) for e in library.list("")]
    assert entries == [
        ("sub", "folder", ""),
        ("helper.py", "other", "Helps"),
        ("model.py", "model", ""),
    ]
    assert [(e.path, e.title) for e in library.list("example:")] == [
        ("example:one.py", "Show one thing")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"""One line."""\n', "One line"),
        ('#!/bin/python\n# coding: utf-8\n\n"""\nTwo lines,\none. Two.\n"""', "Two lines, one"),
        ("# A comment\n# of two lines\nimport nengo\n", "A comment of two lines"),
        ("import nengo\n# not leading\n", ""),
        ('r"""Lorenz: 3.5 loops. Go."""', "Lorenz: 3.5 loops"),
        ("", ""),
    ],
)
def test_the_title_is_the_first_sentence(text, expected):
    assert title(text) == expected


@pytest.mark.parametrize(
    "line",
    ["model = nengo.Network()", "with nengo.Network(seed=1) as model:", "model: Network = make()"],
)
def test_a_file_that_makes_a_model_is_recognised(line):
    assert makes_model("import nengo\n" + line)
    assert not makes_model("def f():\n    " + line)


@pytest.mark.parametrize(
    "content",
    [
        b"x = 1\r\ny = 2\r\n",
        "﻿π = 3\n".encode(),
        "# coding: latin-1\nx = 'é'\n".encode("latin-1"),
        "x = 'π“”'\n".encode(),
        b"",
    ],
)
def test_a_file_is_written_back_as_it_was_read(content):
    source = decode(content)
    assert "\r" not in source.text
    assert source.encode() == content


def test_a_text_that_its_coding_cannot_hold_is_refused_not_mangled():
    with pytest.raises(FileTrouble, match="π"):
        Source("# coding: latin-1\nx = 'π'\n").encode()


def test_a_document_is_saved_when_its_text_is_on_disk(library):
    document = Document.open(library, "model.py")
    assert document.saved and document.writable
    document.edit("x = 1\n", 1)
    assert not document.saved
    document.edit(MODEL, 2)
    assert document.saved
    document.edit("x = 2\n", 3)
    document.save(None, overwrite=False)
    assert document.saved and (library.workspace.root / "model.py").read_text() == "x = 2\n"


def test_a_change_on_disk_is_taken_over_only_if_nothing_was_edited(library):
    path = library.workspace.root / "model.py"
    document = Document.open(library, "model.py")
    assert not document.look_at_disk()
    path.write_text("from_outside = 1\n")
    assert document.look_at_disk()
    assert document.text == "from_outside = 1\n" and document.revision == 1
    document.edit("mine = 1\n", 2)
    path.write_text("theirs = 1\n")
    assert "changed on disk" in document.look_at_disk().notice.message
    assert document.text == "mine = 1\n" and not document.look_at_disk()
    with pytest.raises(DiskChanged) as caught:
        document.save(None, overwrite=False)
    assert caught.value.disk_text == "theirs = 1\n"
    assert path.read_text() == "theirs = 1\n"
    document.save(None, overwrite=True)
    assert path.read_text() == "mine = 1\n"


def test_a_file_that_vanishes_is_told_once_and_its_text_stays(library):
    path = library.workspace.root / "model.py"
    document = Document.open(library, "model.py")
    path.unlink()
    assert "removed" in document.look_at_disk().notice.message
    assert document.text == MODEL and not document.saved and not document.look_at_disk()
    document.save(None, overwrite=False)
    assert document.saved and path.read_text() == MODEL


def test_a_file_that_comes_back_is_followed_again(library):
    path = library.workspace.root / "model.py"
    document = Document.open(library, "model.py")
    path.unlink()
    document.look_at_disk()
    path.write_text("again = 1\n")
    assert document.look_at_disk().notice is None
    assert document.saved and document.text == "again = 1\n"


def test_a_file_that_was_renamed_is_told_by_its_new_name(library):
    path = library.workspace.root / "model.py"
    document = Document.open(library, "model.py")
    path.rename(path.with_name("better.py"))
    notice = document.look_at_disk().notice
    assert "renamed to better.py" in notice.message and "open better.py" in notice.remedy


def test_what_a_cut_short_save_left_is_swept_but_not_what_is_being_written(library):
    root = library.workspace.root
    (root / f".model.py.{'0' * 16}.tmp").write_text("torn")
    (root / ".mine.tmp").write_text("not ours")
    written = root / f".model.py.{'1' * 16}.tmp"
    with open(written, "w") as file:
        assert locks.take(file.fileno())
        Document.open(library, "model.py")
        assert sorted(path.name for path in root.glob(".*")) == [".mine.tmp", written.name]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_a_save_that_fails_says_why_and_leaves_the_file_whole(library, monkeypatch, code):
    """A full or read-only disk cannot be had in every place that runs tests."""
    document = Document.open(library, "model.py")
    document.edit("mine = 1\n", 1)

    def fail(*arguments):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileTrouble) as caught:
        document.save(None, overwrite=False)
    assert os.strerror(code).lower() in caught.value.message
    assert caught.value.remedy.endswith("your text is kept here.")
    assert document.text == "mine = 1\n" and not document.saved
    assert [path.name for path in library.workspace.root.glob(".*")] == []
    assert (library.workspace.root / "model.py").read_text() == MODEL


def test_a_folder_that_vanished_is_named_and_can_come_back(library):
    root = library.workspace.root
    document = Document.open(library, "model.py")
    root.rename(root.with_name("away"))
    with pytest.raises(FileTrouble, match="Your folder is gone"):
        document.save(None, overwrite=False)
    root.mkdir()
    document.save(None, overwrite=False)
    assert (root / "model.py").read_text() == MODEL


@pytest.mark.parametrize(
    "path",
    ["/etc/x.py", "../x.py", "a/../../x.py", "~/x.py", "C:\\x.py", "c:/x.py", "\\\\host\\x.py"],
)
def test_names_elsewhere_are_refused_in_words(library, path):
    document = Document.open(library, "model.py")
    with pytest.raises(NameRefused, match="leads out of the folder"):
        document.save(path, overwrite=False)


def test_conflicts_are_found_by_content_whatever_the_clock_says(library):
    path = library.workspace.root / "model.py"
    status = path.stat()
    document = Document.open(library, "model.py")
    document.edit("mine = 1\n", 1)
    path.write_text(MODEL.replace("nengo", "nenga"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(DiskChanged):
        document.save(None, overwrite=False)


def test_saving_under_the_name_of_another_file_asks_first(library):
    (library.workspace.root / "other.py").write_text("other = 1\n")
    document = Document.open(library, "example:one.py")
    assert not document.writable
    with pytest.raises(FileTrouble, match="no file"):
        document.save(None, overwrite=False)
    with pytest.raises(DiskChanged):
        document.save("other.py", overwrite=False)
    document.save("mine.py", overwrite=False)
    assert document.path == "mine.py" and document.writable and document.saved
