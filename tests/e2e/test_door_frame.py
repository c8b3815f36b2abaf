"""What a model draws is looked at and can do nothing: not to the page, and not to the world."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

SECRET = "document.querySelector('meta[name=nengo-secret]').content"


class Listener(BaseHTTPRequestHandler):
    """A server of somebody else, that waits for what pages let out."""

    def handle(self):
        self.server.heard.append("a connection")
        super().handle()

    def do_GET(self):
        self.server.heard.append(self.path)
        self.send_response(200)
        self.end_headers()

    do_POST = do_GET

    def log_message(self, *arguments):
        pass


@pytest.fixture
def world():
    """Somebody who listens outside; ``world.heard`` is what reached them."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    server.daemon_threads = True
    server.heard = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


ATTACKS = """
<script>parent.hurt = 1; fetch("{world}/script")</script>
<script src="{world}/script-by-name"></script>
<img src=x onerror='parent.hurt = 1; fetch("{world}/handler")'>
<svg onload='parent.hurt = 1; fetch("{world}/handler-of-drawing")'></svg>
<img src="{world}/image">
<style>@import url({world}/style); body {{ background: url({world}/background) }}</style>
<link rel=stylesheet href="{world}/sheet">
<link rel=preconnect href="{world}"><link rel=prefetch href="{world}/prefetch">
<iframe src="{world}/frame"></iframe>
<iframe srcdoc="<script>top.hurt = 1; fetch('{world}/frame-of-text')</script>"></iframe>
<iframe src="javascript:top.hurt = 1"></iframe>
<form id=f action="{world}/form"></form><img src=x onerror=f.submit()>
<object data="{world}/object"></object><embed src="{world}/embed">
<base href="{world}/"><img src=base>
<video src="{world}/video" autoplay></video><audio src="{world}/audio" autoplay></audio>
<meta http-equiv=refresh content="0;url={world}/refresh">
"""
LINKS = """
<p><a target=_top href="{world}/top">go</a>
<p><a target=_blank href="{world}/blank">go</a>
<p><a href="{world}/self">go</a>
<p><a href="javascript:top.hurt=1">go</a>
<p><a download href="{world}/download">go</a>
<form action="{world}/form"><a><button>go</button></a></form>
"""


def model(html):
    return f"""import nengo

def page(t):
    page._nengo_html_ = {html!r} + "<p id=seen>seen</p>"
page._nengo_html_ = ""

with nengo.Network() as model:
    shown = nengo.Node(page)
"""


@pytest.fixture
def drawn(screen, workspace, world):
    """Draw a page by a model and wait for it; returns the frame it is drawn in."""

    def draw(html):
        outside = f"http://127.0.0.1:{world.server_port}"
        (workspace / "model.py").write_text(model(html.format(world=outside)))
        screen.open("model.py")
        screen.page.evaluate(
            "__app.send({kind: 'add_plot', plot: "
            "{id: '', kind: 'html', object: 'model.shown', attr: 'html', x: 0, y: 100}})"
        )
        screen.press("Run")
        frame = screen.page.frame_locator(".plot-page").first
        frame.locator("#seen").wait_for()
        return frame

    return draw


def unharmed(screen, world):
    """Leave time for the slowest attack, then look."""
    screen.page.wait_for_timeout(1000)
    assert world.heard == []
    assert screen.page.evaluate("typeof hurt") == "undefined"
    assert screen.page.url.startswith(screen.server.base)
    assert screen.state("state => state.link") == "open"
    return True


def test_a_page_that_a_model_draws_reaches_nothing(screen, drawn, world):
    drawn(ATTACKS)
    assert unharmed(screen, world)


def test_a_press_in_such_a_page_leads_nowhere(screen, drawn, world):
    frame = drawn(LINKS)
    for n in range(LINKS.count("<a")):
        if frame.locator("a").count():  # once the frame shows an error, it is over
            frame.locator("a").nth(n).click(force=True)
            assert unharmed(screen, world)


def test_the_frame_knows_neither_the_cookie_nor_the_secret(screen, drawn):
    drawn("<p>hello</p>")
    frame = next(each for each in screen.page.frames if each.url.endswith("/frame"))
    assert frame.evaluate("origin") == "null"
    for forbidden in ("document.cookie", "localStorage.length", f"parent.{SECRET}", "top.__app"):
        with pytest.raises(Exception, match=r"SecurityError|Blocked a frame|insecure"):
            frame.evaluate(forbidden)
