"""Others are let in only encrypted or knowingly, by link or password, under known names."""

import getpass
import http.client
import json
import os
import shutil
import socket
import ssl
import stat
import subprocess
import sys
import urllib.parse

import pytest
from gui.knocking import address, ask, status

from nengo_gui.cli import main
from nengo_gui.handlers import password
from nengo_gui.handlers.gate import Gate

SECRET = "correct horse é"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of our own for 127.0.0.1, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl makes the certificate, and is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    cert, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=x",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert],
        check=True, capture_output=True,
    )  # fmt: skip
    return cert, key


def refused(arguments, capsys):
    assert main(["--no-browser", *map(str, arguments)]) == 2
    return capsys.readouterr().err


# What is refused before anything listens


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.7", "example.org"])
def test_an_unencrypted_door_for_others_needs_a_word_that_one_knows(host, capsys):
    said = refused(["--host", host], capsys)
    assert "unencrypted" in said and "--cert" in said and "--insecure-i-know" in said


@pytest.mark.parametrize("name", ["a b", "http://x/path", "evil.example/", "*", "", "a:b", "-x-"])
def test_what_names_no_host_is_not_allowed(name, capsys):
    assert "no name of a host" in refused([f"--allow-host={name}"], capsys)


def test_a_certificate_that_cannot_be_used_is_told(capsys, tmp_path, certificate):
    cert, key = certificate
    (tmp_path / "junk.pem").write_text("junk")
    assert "does not exist" in refused(["--cert", tmp_path / "no.pem", "--key", key], capsys)
    for pair in ((tmp_path / "junk.pem", key), (cert, tmp_path / "junk.pem"), (key, cert)):
        said = refused(["--cert", pair[0], "--key", pair[1]], capsys)
        assert "cannot be used" in said and "PEM" in said
    assert "--cert" in refused(["--key", key], capsys)


# Passwords


@pytest.fixture
def config(tmp_path, monkeypatch):
    """Where the password is kept in this test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "nengo"


def test_only_a_hash_is_kept_and_only_its_user_reads_it(config):
    password.choose(config, SECRET)
    (file,) = config.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(config.stat().st_mode) == 0o700
    assert SECRET not in file.read_text() and SECRET.encode() not in file.read_bytes()
    kept = password.load(config)
    assert kept.fits(SECRET)
    assert not any(map(kept.fits, ["", SECRET + " ", SECRET.upper(), "x" * 2000, "\ud800"]))


def test_the_same_password_is_hashed_differently_each_time(config):
    hashes = set()
    for _ in range(2):
        password.choose(config, SECRET)
        hashes.add(json.loads((config / "password.json").read_text())["hash"])
    assert len(hashes) == 2


@pytest.mark.parametrize("text", ["", "short", "x" * 1025])
def test_weak_passwords_are_refused(config, text):
    with pytest.raises(password.PasswordTrouble, match="characters"):
        password.choose(config, text)
    assert not password.is_kept(config)


@pytest.mark.parametrize(
    "content", ["", "junk", "{}", '{"n": 1}', "[]", '{"n":2,"r":8,"p":1,"salt":"x","hash":""}']
)
def test_a_broken_password_file_lets_nobody_in(config, content):
    config.mkdir(parents=True)
    (config / "password.json").write_text(content)
    (config / "password.json").chmod(0o600)
    with pytest.raises(password.PasswordTrouble):
        password.load(config)


@pytest.mark.skipif(os.name != "posix", reason="needs file modes")
def test_a_password_file_that_others_read_is_not_trusted(config):
    password.choose(config, SECRET)
    (config / "password.json").chmod(0o644)
    with pytest.raises(password.PasswordTrouble, match="chmod 600"):
        password.load(config)


def test_without_a_terminal_a_password_must_have_been_chosen(config, capsys, monkeypatch):
    with open(os.devnull) as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        assert "in a terminal" in refused(["--password"], capsys)


def test_a_password_is_asked_for_twice(config, capsys, monkeypatch):
    answers = iter([SECRET, "another one"])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda prompt: next(answers))
    assert "differ" in refused(["--password"], capsys)
    assert not password.is_kept(config)


@pytest.fixture
def guarded(serve, tmp_path):
    """A server that lets people in by password."""
    password.choose(tmp_path.parent / f"{tmp_path.name}-state" / "nengo", SECRET)
    return serve("--password")


def log_in(server, text, path="", **headers):
    body = urllib.parse.urlencode({"password": text, "path": path}).encode()
    return ask(
        server,
        "/login",
        "POST",
        body,
        Content_Type="application/x-www-form-urlencoded",
        Content_Length=len(body),
        **{"Origin": server.base, **headers},
    )


def header(answer, name):
    found = [line for line in answer.split(b"\r\n") if line.lower().startswith(name.lower() + b":")]
    return found[0].partition(b": ")[2].decode() if found else ""


def test_the_password_opens_the_page_that_was_asked_for(guarded):
    assert b'type="password"' in ask(guarded, "/?path=a.py")
    answer = log_in(guarded, SECRET, "a.py")
    assert status(answer) == 302 and header(answer, b"Location") == "/?path=a.py"
    cookie = header(answer, b"Set-Cookie")
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert b"nengo-secret" in ask(guarded, Cookie=cookie.partition(";")[0])


def test_a_wrong_password_opens_nothing_and_is_not_echoed(guarded):
    answer = log_in(guarded, "wrong guess 123", '"><script>')
    assert status(answer) == 403 and not header(answer, b"Set-Cookie")
    assert b"wrong guess" not in answer and b"<script" not in answer


@pytest.mark.parametrize("origin", ["", "null", "http://evil.example"])
def test_a_form_on_another_site_cannot_log_in(guarded, origin):
    assert status(log_in(guarded, SECRET, Origin=origin)) == 403


def test_after_twenty_wrong_passwords_nothing_more_is_looked_at(guarded):
    answers = [status(log_in(guarded, f"guess {n}")) for n in range(21)]
    assert answers == [403] * 20 + [429]
    assert status(log_in(guarded, SECRET)) == 429


def test_without_a_password_there_is_no_login(server):
    assert status(log_in(server, SECRET)) == 404
    assert b'type="password"' not in ask(server)


def test_the_door_loads_nothing_and_sends_its_form_only_here(guarded):
    answer = ask(guarded)
    assert "form-action 'self'" in header(answer, b"Content-Security-Policy")
    assert "script-src 'self'" in header(answer, b"Content-Security-Policy")


# Encryption


def over_tls(server, certificate, path="/", **headers):
    host, port, _ = address(server)
    context = ssl.create_default_context(cafile=certificate[0])
    line = http.client.HTTPSConnection(host, port, context=context, timeout=30)
    try:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        line.close()


@pytest.fixture
def encrypted(serve, certificate):
    return serve("--cert", str(certificate[0]), "--key", str(certificate[1]))


def test_an_encrypted_server_gives_cookies_that_stay_encrypted(encrypted, certificate):
    assert encrypted.url.startswith("https://")
    _, headers, _ = over_tls(encrypted, certificate, f"/?token={encrypted.token}")
    assert "Secure" in headers["Set-Cookie"]
    cookie = headers["Set-Cookie"].partition(";")[0]
    code, headers, page = over_tls(encrypted, certificate, Cookie=cookie)
    assert code == 200 and "nengo-secret" in page
    assert f"wss://{address(encrypted)[2]}" in headers["Content-Security-Policy"]


def test_an_encrypted_server_does_not_talk_in_the_clear(encrypted):
    assert b"HTTP" not in ask(encrypted)


def test_pages_that_are_not_encrypted_do_not_reach_an_encrypted_server(encrypted, certificate):
    origin = f"http://{address(encrypted)[2]}"
    assert over_tls(encrypted, certificate, Origin=origin)[0] == 403


def test_old_encryption_is_refused(encrypted):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    host, port, _ = address(encrypted)
    line = http.client.HTTPSConnection(host, port, context=context, timeout=30)
    with pytest.raises((ssl.SSLError, ConnectionError)):
        line.request("GET", "/")
    line.close()


# Names


def test_allowed_names_are_answered_and_no_others(serve):
    server = serve("--allow-host", "nengo.example.org", "--allow-host", "https://proxy.example.org")
    port = address(server)[1]
    good = {
        f"nengo.example.org:{port}": f"http://nengo.example.org:{port}",
        "proxy.example.org": "https://proxy.example.org",
    }
    for host, origin in good.items():
        assert status(ask(server, Host=host, Origin=origin)) == 401
        assert status(ask(server, Host=host, Origin="http://evil.example")) == 403
    for host in ("nengo.example.org", f"proxy.example.org:{port}", f"x.nengo.example.org:{port}"):
        assert status(ask(server, Host=host)) == 421
    answer = ask(server, f"/?token={server.token}", Host="proxy.example.org")
    assert "Secure" in header(answer, b"Set-Cookie")


def test_a_server_for_others_is_reached_by_address_but_not_by_its_bare_name():
    gate = Gate("0.0.0.0", 8080)
    assert gate.knows_host("192.168.0.7:8080") and gate.knows_host("[fe80::1]:8080")
    assert not gate.knows_host(f"{socket.gethostname()}:8080")


def test_who_watches_is_told_that_others_can_come(serve, visit):
    assert visit(serve(), None).until("welcome")["reach"] == "here"
    server = serve("--host", "0.0.0.0", "--insecure-i-know")
    assert any("nothing is encrypted" in line for line in server.said)
    assert visit(server, None).until("welcome")["reach"] == "open"
