"""The command web: what is known as web pages, served on this machine or written as files."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Collection
from pathlib import Path

from tumen import catalogue
from tumen.cli import screen
from tumen.counts import counted
from tumen.desk import Desk
from tumen.errors import ConfigError
from tumen.installation import Absent
from tumen.settings import Settings, load_settings
from tumen.web.guard import LOOPBACK, listed
from tumen.web.login import SETTING, Login, hashed
from tumen.wiring import clock, load_content, open_desk

_MADE = "set it to what tumen web --hash-password NAME prints"
_PORTS = 65_535
_WORKERS = 64  # more than a machine for a desk has processors
_EVERY = frozenset({"0.0.0.0", "::"})  # noqa: S104


def web(
    *,
    host: str = "127.0.0.1",
    port: int = 8470,
    workers: int = 1,
    export: Path | None = None,
    hash_password: str | None = None,
) -> int:
    """Show what is known as web pages: today, developments, storylines, figures, sources, search, digests.

    They are served on this machine only; requests under another host name are refused, as TUMEN_SERVER_HOSTS allows.
    Behind another address a login is required: TUMEN_WEB_LOGIN, which --hash-password makes. Who is signed in can
    correct.

    Parameters
    ----------
    host
        Address to listen on. 0.0.0.0 is every address; then TUMEN_SERVER_HOSTS has to name those it is called by.
    port
        Port to listen on.
    workers
        Processes that make pages, each with some 150 MB: as many as there are processors, for more than a few readers.
    export
        Write the pages as files to this folder instead, for any web server; the search is left out.
    hash_password
        Ask for the password of this name and print the setting TUMEN_WEB_LOGIN that holds its hash instead.
    """
    if hash_password is not None:
        return _print_login(hash_password)
    host = host.lower().removeprefix("[").removesuffix("]")
    login = _checked_login(needed=export is None and host not in LOOPBACK | {"::1"}, host=host)
    if not 1 <= port <= _PORTS:
        raise ConfigError("command line", "--port", f"must be between 1 and {_PORTS}")
    if not 1 <= workers <= _WORKERS:
        raise ConfigError("command line", "--workers", f"must be between 1 and {_WORKERS}")
    settings = load_settings()
    with open_desk(settings, absent=Absent.BEGIN if export is None else Absent.REFUSE) as desk:
        if export is not None:
            return _export(desk, settings, export)
        _serve(desk, settings, host, port, login, workers)
    return 0


def _checked_login(*, needed: bool, host: str) -> str:
    login = os.environ.get(SETTING, "")
    if needed and not login:
        raise ConfigError("environment", SETTING, f"{host} is reached from other machines: {_MADE}")
    if login and not Login(login).is_hashed:
        screen.warn(f"{SETTING} holds the password itself: {_MADE}")
    return login


def _export(desk: Desk, settings: Settings, folder: Path) -> int:
    from tumen.web.files import write
    from tumen.web.pages import Rooms

    sources = catalogue.load_sources(settings.config_folder / "sources.toml")
    done = write(Rooms(desk, sources, clock(), settings.site), folder)
    screen.say(f"{counted(done, 'file')} written to {folder}; open {folder / 'index.html'}")
    return 0


def _serve(desk: Desk, settings: Settings, host: str, port: int, login: str, workers: int) -> None:
    import uvicorn

    from tumen.web.app import application
    from tumen.web.correcting import Corrector
    from tumen.web.workers import Workers

    sources = catalogue.load_sources(settings.config_folder / "sources.toml")
    named = listed(os.environ)
    own = frozenset() if host in _EVERY else frozenset({_in_address(host)})
    screen.say(_called_by(host, port, named))
    correct = Corrector(desk.archive, lambda: load_content(settings), clock)
    makers = Workers(workers) if workers > 1 else None
    app = application(desk, sources, clock, LOOPBACK | named | own, login, correct, settings.site, makers)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


def _print_login(name: str) -> int:
    if not name or ":" in name or not name.isprintable():
        raise ConfigError("command line", "--hash-password", "name who signs in, without a colon")
    is_person = sys.stdin.isatty()
    password = getpass.getpass(f"Password of {name}: ") if is_person else sys.stdin.readline().rstrip("\r\n")
    if is_person and getpass.getpass("Once more: ") != password:
        raise ConfigError("command line", "--hash-password", "the two passwords differ: begin anew")
    if not password:
        raise ConfigError("command line", "--hash-password", "there is no password")
    screen.say(f"{SETTING}={name}:{hashed(password)}")
    return 0


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _called_by(host: str, port: int, named: Collection[str]) -> str:
    """The address to open; where it listens on all of the machine's, what TUMEN_SERVER_HOSTS has to name."""
    if host not in _EVERY:
        return f"http://{_in_address(host)}:{port}/  (Ctrl-C ends it)"
    others = "".join(f", http://{name}:{port}/" for name in sorted(named))
    missing = "" if named else "; from other machines nothing"
    return (
        f"http://127.0.0.1:{port}/{others}{missing}  (Ctrl-C ends it). "
        "TUMEN_SERVER_HOSTS has to name every host name or address by which this machine is called."
    )
