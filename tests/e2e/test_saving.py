"""Saving never writes where it was not meant to."""

MINE = """import nengo

with nengo.Network() as model:
    mine = nengo.Node([1])
"""
OTHER = MINE.replace("mine", "other")


def name_it(screen, name):
    screen.page.keyboard.press("Control+Shift+S")
    screen.page.get_by_role("dialog").get_by_role("textbox").fill(name)
    screen.page.keyboard.press("Enter")


def test_a_name_that_is_taken_is_replaced_only_when_told_so(screen, workspace):
    (workspace / "mine.py").write_text(MINE)
    (workspace / "other.py").write_text(OTHER)
    screen.open("mine.py")
    screen.append("# edited\n")
    name_it(screen, "other.py")
    screen.until("state => state.screen.dialog?.kind === 'conflict'")
    assert (workspace / "other.py").read_text() == OTHER
    screen.press("Replace it")
    screen.until("state => state.file.path === 'other.py' && !state.unsaved")
    assert (workspace / "other.py").read_text() == MINE + "# edited\n"
    assert (workspace / "mine.py").read_text() == MINE


def test_another_name_can_be_chosen_instead(screen, workspace):
    (workspace / "mine.py").write_text(MINE)
    (workspace / "other.py").write_text(OTHER)
    screen.open("mine.py")
    name_it(screen, "other.py")
    screen.until("state => state.screen.dialog?.kind === 'conflict'")
    screen.press("Choose another name")
    screen.page.get_by_role("dialog").get_by_role("textbox").fill("third.py")
    screen.page.keyboard.press("Enter")
    screen.until("state => state.file.path === 'third.py'")
    assert (workspace / "third.py").read_text() == MINE
    assert (workspace / "other.py").read_text() == OTHER


def test_nothing_can_be_typed_where_nobody_would_keep_it(screen):
    assert screen.page.locator(".cm-content").count() == 0
    screen.press("New model Begin with two objects and a line between them.")
    screen.until("state => state.file !== null")
    screen.append("# kept\n")
    screen.until("state => state.unsaved && !state.unsent")
    screen.page.reload()
    screen.until("state => state.file?.text.endsWith('# kept\\n')")
