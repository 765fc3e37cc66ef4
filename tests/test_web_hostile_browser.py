"""Fifty hostile documents on every page in a real browser: nothing of them runs, loads, hides or pushes the page apart."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from urllib.parse import quote

import pytest
import uvicorn

from tests.support.browser import CHROMIUM, NO_BROWSER, Browser, browsing
from tests.support.payloads import ADDRESSES, BREAKS, SCRIPTS
from tests.support.values import HOUR, NOON, delivery, development, digest, document, judgement
from tumen import catalogue, content
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.desk import Desk
from tumen.model import (
    ChannelForm,
    Claim,
    Frame,
    Kind,
    Message,
    Metric,
    Polarity,
    Reason,
    ReasonCode,
    ReasonStep,
    Role,
    Source,
    SourceKind,
    Stage,
)
from tumen.storage import Archive
from tumen.web.app import application
from tumen.web.guard import LOOPBACK

pytestmark = [pytest.mark.gate, pytest.mark.skipif(CHROMIUM is None, reason=NO_BROWSER)]

NUMBER = 50
HUGE = (
    "Unbrechbar" * 500,
    "한" * 3_000,
    "\u0489" * 400,
    "w" * 300 + "\u00ad" * 300,
    "https://e.example/" + "a" * 1_500,
)
UNSEEN = (
    "\u202eevil\u202c",
    "\u2066\u2067x\u2069\u2069",
    "\x00nul\x00",
    "\u2028line\u2029",
    "\ufeff\u200b\u200f",
    "\ud800",
)
# A page may have this and nothing else that loads, runs or leads away.
SEEN = r"""(() => {
  const all = [...document.querySelectorAll('*')], attributes = all.flatMap(e => [...e.attributes]);
  const foreign = 'img,iframe,object,embed,video,audio,source,base,style,math,template,noscript,plaintext,xmp,form[action*="//"],'
    + 'meta[http-equiv],link:not([rel=stylesheet]):not([rel=alternate]),textarea,details[open]';
  return {
    scripts: document.scripts.length,
    foreign: document.querySelectorAll(foreign).length,
    handlers: attributes.filter(a => a.name.startsWith('on') || a.name === 'style').length,
    links: [...document.querySelectorAll('a[href],area')].filter(a => !/^https?:$/.test(a.protocol)).length,
    unseen: /[\u202a-\u202e\u2066-\u2069\u200b\u200f\u2028\u2029\u0000\ufeff]/.test(document.documentElement.outerHTML),
    frame: ['header nav', 'main', 'main h1', 'footer'].map(one => document.querySelectorAll(one).length).join(),
    wide: document.documentElement.scrollWidth,
  };
})()"""
CLEAN = {"scripts": 0, "foreign": 0, "handlers": 0, "links": 0, "unseen": False, "frame": "1,1,1,1"}
WIDTH = 380
# Where pictures are kept to be looked at; nowhere by default.
PICTURES = os.environ.get("TUMEN_TEST_PICTURES", "")


def payloads() -> list[str]:
    """Fifty texts: scripts behind what breaks out of a place, what nobody sees, and words as long as a page."""
    broken = (f"{BREAKS[n % len(BREAKS)]}{script}" for n, script in enumerate(SCRIPTS))
    return [*HUGE, *UNSEEN, *islice(broken, NUMBER - len(HUGE) - len(UNSEEN))]


def fill(archive: Archive) -> None:
    """One hostile document for each, with the payload in every place that comes from elsewhere."""
    made, developments, judgements = [], [], []
    for n, bad in enumerate(payloads()):
        who = ("lavrov", bad) if n % 2 else (bad, "choe-son-hui")
        frames = (
            Frame(kind=Kind.VISIT, stage=Stage.PLANNED, agents=who, objects=(bad,), place=bad, claimant=bad,
                  day=(NOON + timedelta(days=1 + n)).date()),
            Frame(kind=Kind.MEETING, agents=who[:1], counterparts=who[1:]),
        )  # fmt: skip
        claims = tuple(
            Claim(metric=metric, low=n + 1, high=n + 1, unit=bad, claimant=f"{bad} / {bad}", polarity=Polarity.ASSERTS,
                  quote=bad, start=0, end=1)
            for metric in (Metric.SHELLS, Metric.OTHER)
        )  # fmt: skip
        one = document(
            f"d{n}", title=f"Shoigu {bad}", text=f"Shoigu {bad}\n\n{bad}", claims=claims, frames=frames,
            language=bad[:40] if n % 3 else "ru", origins=(bad,), themes=(bad,), mentions=(),
        )  # fmt: skip
        draft = replace(one.draft, url=ADDRESSES[n % len(ADDRESSES)], site=bad, links=(bad,), published=NOON)
        made.append(replace(one, draft=draft))
        reason = Reason(step=ReasonStep.NOVELTY, code=ReasonCode.FIGURE, text=bad)
        judgements.append(
            judgement(one.id, f"D{n}", role=Role.UPDATE, changes=(bad,), reasons=(reason,), storyline_id=f"S{n}")
        )
        developments.append(
            development(f"D{n}", one.id, title=bad, storyline_id=f"S{n}", origins=(bad,), themes=(bad,))
        )
    archive.add(made, now=NOON)
    edited = [
        replace(one, draft=replace(one.draft, text=one.draft.text.upper() + " again", revisited=True)) for one in made
    ]
    archive.developments.record(judgements, developments)
    archive.add(edited[::2], now=NOON + HOUR)
    for n, bad in enumerate(payloads()):
        sealed = digest(f"G{n}", 0, 1, (f"D{n}",), reader_id=f"desk{n}")
        item = replace(sealed.items[0], headline=bad, changes=(bad,))
        message = Message(form=ChannelForm.EMAIL, subject=bad, parts={"text": bad})
        archive.digests.seal(
            replace(sealed, items=(item,)),
            [replace(delivery(f"m{n}", f"G{n}", f"r{n}@e.example", reader_id=f"desk{n}"), message=message)],
        )


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[str]:
    with Archive.open(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'tumen.db'}") as archive:
        fill(archive)
        desk = Desk(archive, catalogue.load_names(content.config_folder() / "watch.toml"), Publishers([]))
        sources = [
            Source(id=f"s{n}", name=bad, kind=SourceKind.FEED, url="https://e.example", homepage=ADDRESSES[n % len(ADDRESSES)])
            for n, bad in enumerate(payloads())
        ]  # fmt: skip
        app = application(desk, sources, lambda: NOON + HOUR, LOOPBACK)
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.05)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as opened:
        opened.scripts(run=True)
        opened.sized(WIDTH)
        yield opened


EACH = {
    "development": lambda n, bad: f"/development/D{n}",
    "document": lambda n, bad: f"/document/d{n}",
    "storyline": lambda n, bad: f"/storyline/S{n}",
    "digest": lambda n, bad: f"/digest/G{n}",
    "search": lambda n, bad: f"/search?q={quote('Shoigu ' + bad[:150], errors='replace')}&actor={quote(bad[:90], errors='replace')}",
    "found": lambda n, bad: f"/search?q=Shoigu&among={'documents' if n % 2 else ''}&page={n % 3 + 1}",
}  # fmt: skip
ALL = (
    "/",
    "/figures",
    "/figures/shells",
    "/figures/other",
    "/calendar",
    "/people",
    "/people/lavrov",
    "/digests",
    "/sources",
)


@pytest.mark.parametrize("kind", EACH)
def test_nothing_of_a_hostile_document_acts_on_its_pages(browser: Browser, served: str, kind: str) -> None:
    looked_at(browser, served, [EACH[kind](n, bad) for n, bad in enumerate(payloads())])


def test_nothing_of_fifty_hostile_documents_acts_on_the_pages_of_all(browser: Browser, served: str) -> None:
    looked_at(browser, served, ALL)


def looked_at(browser: Browser, served: str, paths: list[str] | tuple[str, ...]) -> None:
    browser.asked.clear()
    found = {}
    for path in paths:
        browser.open(served + path)
        seen = browser.value(SEEN)
        wide = seen.pop("wide")
        if PICTURES:
            name = path.strip("/").replace("/", "-").partition("?")[0] or "today"
            (Path(PICTURES) / f"hostile-{name}.png").write_bytes(browser.picture())
        if seen != CLEAN or wide > WIDTH:
            found[path[:100]] = {**{name: one for name, one in seen.items() if one != CLEAN[name]}, "wide": wide}

    assert found == {}
    # The browser draws its own field for a day with a picture in its address.
    assert {
        address for address in browser.asked if not address.startswith((served + "/", "data:image/svg+xml;base64,"))
    } == set()
