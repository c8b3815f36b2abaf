"""Whatever ends, server, link or page, what was typed is there again; two people keep theirs."""

import shutil

import pytest
from serving import Server

MODEL = """import nengo

with nengo.Network() as model:
    first = nengo.Node([1])
    second = nengo.Node([2])
    third = nengo.Node([3])
"""
TYPED = "state => state.unsaved && !state.unsent && state.file.text.endsWith('# typed\\n')"


@pytest.fixture
def crash(server, workspace, screen):
    """Kill the server and start another one at the same address; returns the page at its link."""
    servers = []

    def run(forget=False):
        server.process.kill()
        server.process.communicate()
        if forget:
            shutil.rmtree(workspace.parent / f"{workspace.name}-state")
        port = server.base.rpartition(":")[2]
        servers.append(Server(workspace, "--port", port))
        again = type(screen)(screen.page.context.new_page(), servers[-1])
        screen.page.close(run_before_unload=False)
        return again

    yield run
    for running in servers:
        running.stop()


@pytest.fixture
def typed(screen, workspace):
    """A model that was edited and not saved."""
    (workspace / "model.py").write_text(MODEL)
    screen.open("model.py")
    screen.append("# typed\n")
    screen.until(TYPED)
    return screen


@pytest.mark.parametrize("forget", [False, True], ids=["the server kept it", "the browser kept it"])
def test_text_of_a_killed_server_is_offered_and_can_be_restored(typed, crash, forget):
    again = crash(forget)
    again.open("model.py")
    assert again.text().strip() == MODEL.strip()
    again.until("state => state.offers.length === 1")
    again.press("Compare")
    assert again.page.locator(".compare .differs").all_inner_texts()
    again.page.get_by_role("dialog").get_by_role("button", name="Restore it").click()
    again.until("state => state.file.text.endsWith('# typed\\n') && state.offers.length === 0")
    assert again.text().strip() == (MODEL + "# typed").strip()
    assert again.state("state => state.unsaved")


def test_recovered_text_can_be_discarded_for_good(typed, crash):
    again = crash()
    again.open("model.py")
    again.press("Discard it")
    again.until("state => state.offers.length === 0")
    again.open("model.py")
    assert again.state("state => state.offers.length") == 0
    assert again.text().strip() == MODEL.strip()


def test_a_model_without_a_file_is_found_on_the_first_page(screen, crash):
    screen.press("New model Begin with two objects and a line between them.")
    screen.until("state => state.file !== null")
    screen.append("# typed\n")
    screen.until(TYPED)
    again = crash()
    again.press("Go on with untitled.py, which is not saved.")
    again.until("state => state.offers.length === 1")
    again.press("Restore it")
    again.until("state => state.file.text.endsWith('# typed\\n')")


@pytest.fixture
def pair(screen, workspace):
    """Two pages with the same model."""
    (workspace / "model.py").write_text(MODEL)
    screen.open("model.py")
    other = type(screen)(screen.page.context.new_page(), screen.server)
    other.open("model.py")
    return screen, other


def type_at_end_of_line(screen, line, text):
    screen.page.locator(".cm-line").nth(line - 1).click()
    screen.page.keyboard.press("End")
    screen.page.keyboard.type(text, delay=40)


def test_two_people_typing_at_once_keep_both_texts(pair):
    one, two = pair
    for letter_one, letter_two in zip("# yours", "# mine!", strict=True):
        type_at_end_of_line(one, 4, letter_one)
        type_at_end_of_line(two, 6, letter_two)
    both = MODEL.replace("([1])", "([1])# yours").replace("([3])", "([3])# mine!")
    for screen in pair:
        screen.until(f"state => state.file.text === {both!r}".replace("'", "`"))
        assert screen.text().strip() == both.strip()
        assert screen.state("state => state.offers.length") == 0


class Link:
    """The socket of a page, which can be cut."""

    def __init__(self, page):
        self.is_cut, self._routes = False, []
        page.route_web_socket("**/socket", self._connect)

    def _connect(self, route):
        if self.is_cut:
            route.close()
        else:
            self._routes.append((route, route.connect_to_server()))

    def cut(self):
        self.is_cut = True
        for ends in self._routes:
            for end in ends:
                end.close()


def test_what_is_typed_without_a_link_is_merged_when_it_is_back(pair):
    one, two = pair
    link = Link(one.page)
    one.open("model.py")
    link.cut()
    one.until("state => state.link === 'lost'")
    type_at_end_of_line(two, 6, "# mine")
    type_at_end_of_line(one, 4, "# yours")
    one.until("state => state.unsent")
    link.is_cut = False
    both = MODEL.replace("([1])", "([1])# yours").replace("([3])", "([3])# mine")
    for screen in pair:
        screen.until(f"state => state.file.text === {both!r}".replace("'", "`"))


def test_a_line_that_two_people_change_is_offered_as_it_was(pair):
    one, two = pair
    one.page.evaluate("text => __app.send({kind: 'edit', text, revision: 1, bases: []})",
                      MODEL.replace("[1]", "[10]"))  # fmt: skip
    two.page.evaluate("text => __app.send({kind: 'edit', text, revision: 1, bases: []})",
                      MODEL.replace("[1]", "[20]"))  # fmt: skip
    one.until("state => state.offers.length === 1")
    one.until("state => state.file.text.includes('[20]')")
    one.press("Restore it")
    for screen in pair:
        screen.until("state => state.file.text.includes('[10]')")


def test_code_closed_for_want_of_room_opens_where_there_is_room(typed):
    page = typed.page
    page.set_viewport_size({"width": 600, "height": 800})
    typed.open("model.py")
    assert not typed.state("state => state.screen.editorOpen")
    page.set_viewport_size({"width": 1400, "height": 900})
    typed.open("model.py")
    assert typed.state("state => state.screen.editorOpen")
