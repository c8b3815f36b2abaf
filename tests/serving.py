"""``nengo`` as a user starts it: a server in a process of its own."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

PATIENCE = 30.0
"""Seconds until we say that something will not happen; a busy machine needs some."""


class Server:
    """``python -m nengo_gui``, started as a user does."""

    def __init__(self, folder, *arguments, state=None):
        self.workspace = folder
        command = [sys.executable, "-W", "error", "-m", "nengo_gui", "--no-browser", "--port", "0"]
        self.process = subprocess.Popen(
            [*command, *arguments],
            cwd=folder,
            env={**os.environ, **_homes(state or folder.parent / f"{folder.name}-state")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said = []
        while not self.said or "http" not in self.said[-1]:
            self.said.append(self.process.stdout.readline())
            assert self.said[-1], self.process.stderr.read()
        self.url = re.search(r"https?://\S+", self.said[-1]).group()
        self.base = self.url.partition("/?")[0]
        self.token = urllib.parse.parse_qs(self.url.partition("?")[2])["token"][0]

    def get(self, path, **headers):
        """Return status, headers and body; redirects are not followed."""
        request = urllib.request.Request(self.base + path, headers=headers)
        opener = urllib.request.build_opener(_Stay)
        try:
            with opener.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.headers, answer.read().decode()

    def log_in(self):
        """Show the token; return the cookie."""
        _, headers, _ = self.get(f"/?token={self.token}")
        return headers["Set-Cookie"].partition(";")[0]

    def stop(self):
        """End it as Ctrl-C does; return its exit status and what it complained about."""
        self.process.send_signal(signal.SIGINT)
        _, errors = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, errors


def _homes(state):
    """Keep what the server remembers and was told away from the user's own."""
    return {"XDG_STATE_HOME": str(state), "XDG_CONFIG_HOME": str(state)}


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None
