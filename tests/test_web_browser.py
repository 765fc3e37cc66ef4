"""The pages in a real browser: found, read, corrected and left without a script, at any width, in light and dark."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn

from tests.support.browser import CHROMIUM, NO_BROWSER, Browser, browsing
from tests.support.documents import shipped_watch
from tests.support.values import HOUR, NOON, development, digest, document, judgement
from tests.test_web import HOSTILE
from tumen import catalogue, content
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.desk import Desk
from tumen.model import Claim, CorrectionKind, Frame, Kind, Metric, Polarity, Role, Source, SourceKind, Stage
from tumen.pipeline.content import Content
from tumen.storage import Archive
from tumen.web.app import application
from tumen.web.correcting import Corrector
from tumen.web.guard import LOOPBACK

pytestmark = [pytest.mark.gate, pytest.mark.skipif(CHROMIUM is None, reason=NO_BROWSER)]

PAGES = ("/", "/development/D1", "/storyline/visit", "/figures/shells", "/calendar", "/people/lavrov", "/digest/G1",
         "/document/a", "/search?q=Shoigu", "/sources")  # fmt: skip
LONG = "Unbrechbar" * 30
# Where pictures are kept to be looked at; nowhere by default.
PICTURES = os.environ.get("TUMEN_TEST_PICTURES", "")


def claim(low: float, claimant: str) -> Claim:
    return Claim(metric=Metric.SHELLS, low=low, high=low, unit="shells", claimant=claimant, polarity=Polarity.ASSERTS,
                 quote=f"{low:,.0f} shells were sent by rail", start=0, end=1)  # fmt: skip


def fill(archive: Archive) -> None:
    plan = Frame(
        kind=Kind.VISIT, stage=Stage.PLANNED, agents=("lavrov",), place="pyongyang", day=NOON.date().replace(day=20)
    )
    met = Frame(kind=Kind.MEETING, agents=("lavrov",), counterparts=("choe-son-hui",))
    made = [
        document("a", title="Shoigu visits Pyongyang", text="Shoigu brought a letter.", claims=(claim(8_000, "nis / NIS"),), frames=(met,)),
        document("b", title="Шойгу прибыл в Пхеньян", text="Шойгу передал письмо.", language="ru", claims=(claim(12_000, "kremlin / Kremlin"),)),
        document("c", title=f"쇼이구 평양 도착 {LONG}", text="쇼이구", language="ko", frames=(plan,)),
        document("h", title=HOSTILE, text=f"Shoigu {HOSTILE}"),
    ]  # fmt: skip
    archive.add([replace(one, draft=replace(one.draft, published=NOON)) for one in made], now=NOON)
    archive.developments.record(
        [judgement("a", "D1"), judgement("b", "D1", role=Role.UPDATE, changes=("8,000 → 12,000",)), judgement("c", "D2"), judgement("h", "D3")],
        [development("D1", "a", "b", storyline_id="visit", title="Shoigu visits Pyongyang"),
         development("D2", "c", storyline_id="visit", title=f"쇼이구 {LONG}"), development("D3", "h", title=HOSTILE)],
    )  # fmt: skip
    archive.digests.seal(digest("G1", 0, 4, ("D1", "D3")), [])


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with Archive.open(f"sqlite:///{tmp_path_factory.mktemp('browser') / 'tumen.db'}") as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="module")
def served(archive):
    """The pages at a port of this machine, open to all, and those of a desk with a login."""
    names = catalogue.load_names(content.config_folder() / "watch.toml")
    desk = Desk(archive, names, Publishers([]))
    watched = Content(sources=(), readers=(), watch=shipped_watch(), chronicle=())
    correct = Corrector(archive, lambda: watched, lambda: NOON + HOUR)
    sources = [Source(id="kcna", name="KCNA", kind=SourceKind.FEED, url="https://kcna.example")]
    addresses, servers = [], []
    for login in ("", "anna:secret"):
        app = application(desk, sources, lambda: NOON + HOUR, LOOPBACK, login, correct)
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.05)
        addresses.append(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}")
        servers.append((server, thread))
    yield addresses
    for server, thread in servers:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser():
    with browsing() as opened:
        yield opened


def test_a_person_finds_reads_signs_in_corrects_and_leaves_without_a_script(browser: Browser, served, archive):
    browser.scripts(run=False)
    browser.sized(1200)
    browser.open(f"{served[1]}/search")
    assert "/sign-in?next=/search" in browser.address()
    browser.write("input[name=user]", "anna")
    browser.write("input[name=password]", "wrong")
    browser.click("main button[type=submit]")
    assert browser.has("p.problem")
    browser.write("input[name=user]", "anna")
    browser.write("input[name=password]", "secret")
    browser.click("main button[type=submit]")
    assert browser.address() == f"{served[1]}/search"

    browser.write("input[name=q]", "쇼이구")
    browser.click("main form button[type=submit]")
    browser.click("a[href='/development/D1']")
    browser.click("input[name=report][value=b]", leads=False)
    browser.write("input[name=why]", "another visit")
    browser.click("button[value=split]")
    (record,) = archive.corrections.all()
    assert (record.kind, record.who, record.why, record.documents) == (
        CorrectionKind.SPLIT,
        "anna",
        "another visit",
        ("b",),
    )
    assert browser.address() == f"{served[1]}/development/{record.developments[1]}"
    assert "another visit" in browser.page()

    browser.click("header form button")
    assert browser.address() == f"{served[1]}/sign-in"
    browser.open(f"{served[1]}/development/D1")
    assert "/sign-in" in browser.address()


@pytest.mark.parametrize("width", [380, 1200])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_page_is_wider_than_its_window_or_follows_another_light(browser: Browser, served, width, dark):
    browser.scripts(run=True)
    browser.sized(width, dark=dark)
    for path in PAGES:
        browser.open(served[0] + path)
        paper = browser.value("getComputedStyle(document.body).backgroundColor")
        if PICTURES:
            name = path.strip("/").replace("/", "-").partition("?")[0] or "today"
            (Path(PICTURES) / f"{name}-{width}-{'dark' if dark else 'light'}.png").write_bytes(browser.picture())

        assert browser.value("document.documentElement.scrollWidth") <= width, path
        assert (paper == "rgb(255, 255, 255)") is not dark, path


def test_no_page_runs_or_loads_what_others_wrote(browser: Browser, served):
    browser.scripts(run=True)
    browser.sized(1200)
    browser.asked.clear()
    for path in (*PAGES, "/development/D3", "/document/h"):
        browser.open(served[0] + path)
        assert browser.value("document.scripts.length + document.images.length") == 0, path

    assert [address for address in browser.asked if not address.startswith((served[0], "data:"))] == []


def test_a_field_is_as_wide_as_its_place_in_the_form(browser: Browser, served):
    browser.scripts(run=True)
    browser.sized(380)
    browser.open(f"{served[0]}/search")
    wide = "[...document.querySelectorAll('main input[name=q],main select,main button')].map(e => e.clientWidth)"

    assert min(browser.value(wide)) > 250


def test_the_keyboard_reaches_the_content_first_and_the_focus_is_seen(browser: Browser, served):
    browser.scripts(run=True)
    browser.open(f"{served[0]}/development/D1")
    for kind in ("keyDown", "keyUp"):
        browser.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)

    assert browser.value("document.activeElement.className") == "skip"
    assert browser.value("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    assert browser.value("document.activeElement.getBoundingClientRect().left") >= 0
