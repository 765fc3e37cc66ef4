"""A whole installation on this machine: a loopback server of feeds, a temporary home, a clock to set."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.support.archives import empty_archive
from tests.support.documents import shipped_watch
from tumen import catalogue, content
from tumen.analysis.clustering.chronicle import assess_entry
from tumen.model import Document
from tumen.settings import Settings
from tumen.storage import Archive

SOURCE = """
[[source]]
id = "{id}"
name = "{name}"
kind = "feed"
url = "{url}"
homepage = "{url}"
language = "en"
country = "KR"
outlet = "wire"
allow_private = true
"""

READER = """
[[reader]]
id = "desk"
name = "The desk"
alerts = true

[[reader.channel]]
id = "page"
form = "file"
address = "file"
"""


def feed(*items: tuple[str, str], at: datetime, base: str = "http://127.0.0.1") -> bytes:
    """An RSS feed of (title, text) items published at that time, each with an address under `base`."""
    entries = "".join(
        f"<item><title>{title}</title><description>{text}</description><guid isPermaLink='false'>{title}</guid>"
        f"<link>{base}/{n}</link><pubDate>{at:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
        for n, (title, text) in enumerate(items)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>t</title>{entries}</channel></rss>".encode()


class Feeds:
    """A server of feeds by path; a path without content answers 500."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.asked: list[str] = []
        feeds = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                feeds.asked.append(self.path)
                body = feeds.pages.get(self.path)
                self.send_response(200 if body else 404 if self.path == "/robots.txt" else 500)
                self.send_header("Content-Type", "application/rss+xml")
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        # Closing waits until the server looks up from its work: by itself half a second, in each of a hundred tests.
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def feeds() -> Iterator[Feeds]:
    """Serve feeds for the length of a test."""
    server = Feeds()
    try:
        yield server
    finally:
        server.close()


def configuration(home: Path, sources: str, readers: str) -> Path:
    """A folder with these sources and readers, and the shipped watch."""
    config = home / "config"
    config.mkdir(parents=True, exist_ok=True)
    (config / "sources.toml").write_text(sources, encoding="utf-8")
    (config / "readers.toml").write_text(readers, encoding="utf-8")
    (config / "watch.toml").write_bytes((content.config_folder() / "watch.toml").read_bytes())
    return config


@cache
def assessed_chronicle() -> dict[str, Document]:
    """The shipped chronicle as the shipped watch reads it, by id: that takes seconds, and many tests need it."""
    return {entry.id: assess_entry(entry, shipped_watch()) for entry in catalogue.load_chronicle()}


@cache
def _begun() -> bytes:
    """A new archive with the shipped chronicle read in: that takes seconds, and a hundred tests need it."""
    with TemporaryDirectory() as made:
        config = configuration(Path(made), "", "")
        watch = catalogue.load_watch(config / "watch.toml")
        entries = catalogue.load_chronicle(content.corpus_folder(), themes={theme.id for theme in watch.themes})
        with Archive.open(empty_archive(Path(made, "tumen.db"))) as archive:
            archive.chronicle.keep(entries, assessed_chronicle(), catalogue.load_fingerprint(config))
        return Path(made, "tumen.db").read_bytes()


def begin(home: Path) -> None:
    """Put an archive there that has read the chronicle and knows no document; one that is there stays."""
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "tumen.db").exists():
        (home / "tumen.db").write_bytes(_begun())


def settings(home: Path, server: Feeds, *paths: str, readers: str = READER) -> Settings:
    """Settings of an installation whose sources are these paths of the server, with an archive that has just begun."""
    begin(home / "var")
    rows = "".join(
        SOURCE.format(id=f"s{n}", name=f"Source {n}", url=server.address + path) for n, path in enumerate(paths)
    )
    return Settings(home=home / "var", config=configuration(home, rows, readers))


def installed(root: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation whose feeds are gone by now, where the environment says that it is."""
    with feeds() as server:
        made = settings(root, server)
    monkeypatch.setenv("TUMEN_HOME", str(made.home))
    monkeypatch.setenv("TUMEN_CONFIG", str(made.config))
    return made


class Clock:
    """A clock that moves only by `later`."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now

    def later(self, **span: float) -> None:
        """Move on."""
        self.now += timedelta(**span)
