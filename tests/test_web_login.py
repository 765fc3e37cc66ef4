"""The login of the pages: a hash of the password, which a command makes; the password itself still works, with a warning."""

from __future__ import annotations

import io
from base64 import b64encode

import pytest

from tests.support.archives import empty_archive
from tests.support.values import NOON
from tests.test_web import ask
from tumen.cli import answer
from tumen.errors import ConfigError
from tumen.storage import Archive
from tumen.web.guard import basic
from tumen.web.login import Login, hashed
from tumen.web.sessions import Sessions
from tumen.web.signing import signed_in, signed_out

# One salt for all: the ids of tests are the same in every process.
HASHED = f"anna:{hashed('se:cret пароль', b'salt' * 4)}"


def test_a_password_fits_its_hash_and_no_other_does():
    login = Login(HASHED)

    assert login.is_hashed
    assert "se" not in HASHED.removeprefix("anna:scrypt")[:20]
    assert not login.is_known("anna", "se:cret пароль")
    assert login.fits("anna", "se:cret пароль")
    assert login.is_known("anna", "se:cret пароль")
    assert not login.fits("anna", "secret")
    assert not login.fits("bob", "se:cret пароль")
    assert not login.fits("anna", HASHED.partition(":")[2])
    assert not login.is_known("anna", "secret")


def test_the_same_password_has_another_hash_each_time_that_fits_all_the_same():
    salted = [hashed("secret"), hashed("secret"), hashed("secret", b"salt" * 4)]

    assert len(set(salted)) == 3
    assert all(Login(f"anna:{one}").fits("anna", "secret") for one in salted)


def test_the_password_itself_is_taken_too():
    login = Login("anna:se:cret")

    assert not login.is_hashed
    assert login.fits("anna", "se:cret")
    assert not login.fits("anna", "se")


@pytest.mark.parametrize(
    "written",
    [
        "", "anna", ":secret", "anna:", HASHED[:-1], HASHED + "x", HASHED.replace(":8:", ":0:"),
        HASHED.replace("32768", "32767"), HASHED.replace("32768", "4194304"), "anna:scrypt:1", "anna:s\udce9",
    ],
)  # fmt: skip
def test_a_login_that_nobody_could_use_stops_at_the_start_and_is_not_shown(written):
    with pytest.raises(ConfigError) as caught:
        Login(written)

    assert "TUMEN_WEB_LOGIN" in str(caught.value)
    assert not written or written not in str(caught.value)


def test_programs_and_people_sign_in_by_the_hash():
    sessions = Sessions(Login(HASHED), lambda: NOON)
    header = [(b"authorization", b"Basic " + b64encode("anna:se:cret пароль".encode()))]

    assert sessions.knows(header, "192.0.2.1")
    assert sessions.begin("anna", "se:cret пароль", "192.0.2.1")
    assert sessions.begin("anna", "other", "192.0.2.1") is None


@pytest.mark.parametrize(
    "value", [b"Basic !", b"Basic " + b64encode(b"\xff:x"), b"Basic " + b64encode(b"x"), b"Bearer x"]
)
def test_what_is_no_login_by_http_basic_is_none(value):
    assert basic([(b"authorization", value)]) is None
    assert basic([(b"authorization", b"Basic " + b64encode(b"a:b")), (b"authorization", value)]) is None


def test_the_command_prints_a_setting_that_fits(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("secret\n"))

    assert answer(["web", "--hash-password", "anna"]) == 0
    name, _, value = capsys.readouterr().out.strip().partition("=")
    assert name == "TUMEN_WEB_LOGIN"
    assert Login(value).fits("anna", "secret")


@pytest.mark.parametrize(("name", "given"), [("an:na", "secret\n"), ("", "secret\n"), ("anna", "\n"), ("anna", "")])
def test_the_command_refuses_what_could_not_sign_in(name, given, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(given))

    assert answer(["web", "--hash-password", name]) == 2
    assert "scrypt" not in capsys.readouterr().out


@pytest.mark.parametrize(("login", "is_warned"), [("anna:secret", True), (HASHED, False)])
def test_a_password_in_the_setting_is_warned_of_and_works(login, is_warned, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path))
    monkeypatch.setenv("TUMEN_WEB_LOGIN", login)
    served = []
    monkeypatch.setattr("uvicorn.run", lambda app, **_: served.append(ask(app, "/figures")[0]))
    Archive.open(empty_archive(tmp_path / "tumen.db")).close()

    assert answer(["web"]) == 0
    assert served == [401]
    said = capsys.readouterr()
    assert ("holds the password itself" in said.err) is is_warned
    assert "secret" not in said.err + said.out


@pytest.mark.parametrize("secure", [True, False])
def test_the_cookie_goes_by_tls_alone_where_readers_come_by_tls(secure):
    cookies = [signed_in("key", "/", secure=secure), signed_out(secure=secure)]

    assert ["Secure" in one.headers["set-cookie"] for one in cookies] == [secure] * 2
