"""The web pages: what they show, to whom, and what nobody can make them do."""

from __future__ import annotations

import asyncio
import base64
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from threading import Event, Thread
from xml.etree import ElementTree

import feedparser
import pytest

from tests.support.archives import empty_archive
from tests.support.values import HOUR, NOON, delivery, development, digest, document, judgement
from tumen import catalogue, content
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.cli import answer
from tumen.desk import Desk
from tumen.errors import StorageError
from tumen.model import (
    ChannelForm,
    Claim,
    DeliveryState,
    Figure,
    Message,
    Metric,
    OpenKind,
    OpenPoint,
    Polarity,
    Quiet,
    Revision,
    Role,
    Source,
    SourceKind,
    Step,
    Storyline,
    Week,
)
from tumen.storage import Archive
from tumen.web import pages as module
from tumen.web.app import application
from tumen.web.files import write
from tumen.web.guard import LOOPBACK, Guarded
from tumen.web.page_cache import LASTS, MOST, ONE, KeptAnswers
from tumen.web.pages import Rooms
from tumen.web.rendering import Made, Maker

pytest_plugins = ["tests.support.postgres"]

DAY = timedelta(days=1)
HOSTILE = "<script>alert('x')</script><img src=//evil.example/x onerror=alert(1)>\u202e\x1b[31m{{ 7*7 }}"
SOURCES = [
    Source(id="kcna", name="KCNA <b>", kind=SourceKind.FEED, url="https://kcna.example", homepage="javascript:x")
]
PAGES = ["/", "/search?q=Shoigu", "/figures", "/figures/shells", "/sources", "/digests", "/calendar",
         "/development/D1", "/storyline/visit", "/digest/G1", "/digest/G2", "/search", "/nowhere"]  # fmt: skip


def a_week() -> Week:
    """A storyline with two steps, a changed figure and an announcement, one without a page, and a quiet one."""
    told = Step(development_id="D1", day=NOON.date() - 6 * DAY, text="Shoigu arrived", told=NOON - 5 * DAY)
    step = Step(development_id="D1", day=NOON.date(), text=HOSTILE)
    figure = Figure(
        metric=Metric.TROOPS_DEPLOYED, low=8_000, high=8_000, claimant="kremlin", polarity=Polarity.ASSERTS,
        said=NOON.date() - 3 * DAY, document_id="a", start=0, end=1,
    )  # fmt: skip
    later = replace(figure, low=11_000, high=12_000, claimant=HOSTILE, said=NOON.date(), polarity=Polarity.DENIES)
    due = OpenPoint(
        kind=OpenKind.ANNOUNCED, headline="Lavrov to visit", development_id="D1",
        day=NOON.date() + 3 * DAY,
    )  # fmt: skip
    line = Storyline(
        storyline_id="visit", title="A visit", is_new=True, steps=(told, step), revisions=(Revision(before=figure, now=later),),
        still_open=(due,),
    )  # fmt: skip
    alone = Storyline(storyline_id="D1", title="Alone", is_new=False, steps=(step,))
    return Week(storylines=(line, alone), quiet=(Quiet(storyline_id="gone", text="A bridge", last=NOON.date()),))


@pytest.fixture
def desk(tmp_path):
    claim = Claim(
        metric=Metric.SHELLS, low=8, high=8, unit=HOSTILE, claimant=HOSTILE, polarity=Polarity.ASSERTS, quote=HOSTILE,
        start=0, end=1,
    )  # fmt: skip
    names = catalogue.load_names(content.config_folder() / "watch.toml")
    with Archive.open(empty_archive(tmp_path / "tumen.db")) as archive:
        first = document("a", title=HOSTILE, text=f"Shoigu {HOSTILE}", claims=(claim,), language="ru")
        first = replace(first, draft=replace(first.draft, published=NOON, url="javascript:alert(1)", site=HOSTILE))
        archive.add([first, document("b", text="Шойгу прибыл", language="ru")], now=NOON)
        archive.developments.record(
            [judgement("a", "D1"), judgement("b", "D1", role=Role.UPDATE, changes=(HOSTILE,))],
            [development("D1", "a", "b", title=HOSTILE, storyline_id="visit", origins=("kremlin",))],
        )
        message = Message(
            form=ChannelForm.EMAIL, subject="s", parts={"html": "<p>As <b>sent</b></p>", "text": "As sent"}
        )
        sealed = digest("G1", told=("D1",))
        sealed = replace(sealed, items=(replace(sealed.items[0], headline=HOSTILE, changes=(HOSTILE,)),))
        archive.digests.seal(sealed, [replace(delivery("m1", "G1"), message=message)])
        archive.digests.seal(digest("G2", reader_id="weekly", told=("D1",), week=a_week()), [])
        yield Desk(archive, names, Publishers(SOURCES))


@pytest.fixture
def site(desk):
    return application(desk, SOURCES, lambda: NOON + HOUR, LOOPBACK)


def ask(site, path, method="GET", body=b"", **headers):
    """Ask once; return status, headers and body."""
    sent: list[dict] = []
    given = {"host": "127.0.0.1:8470", **{name.replace("_", "-"): value for name, value in headers.items()}}
    route, _, query = path.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": route, "raw_path": route.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()], "server": ("127.0.0.1", 8470),
    }  # fmt: skip

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(site(scope, receive, send))
    answered = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], answered, b"".join(m.get("body", b"") for m in sent[1:]).decode()


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", PAGES)
def test_no_text_of_others_acts_on_any_page(site, path):
    status, headers, page = ask(site, path)
    tags = Tags(page).found

    assert status == (404 if path == "/nowhere" else 200)
    assert "script-src" not in headers["content-security-policy"]
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert {tag for tag, _ in tags} & {"script", "img", "iframe", "object", "style", "base"} == set()
    assert [name for _, attrs in tags for name in attrs if name.startswith("on") or name == "style"] == []
    links = [attrs.get("href") or attrs.get("src") or attrs.get("action") or "" for _, attrs in tags]
    assert [link for link in links if not re.match(r"/|#|https://kcna\.example/|$", link)] == []
    assert "49" not in page
    assert not any(letter in page for letter in "\u202e\x1b")


def test_the_page_of_a_weekly_digest_shows_the_week_by_storyline(site):
    _, _, page = ask(site, "/digest/G2")
    week = page[page.index("The week by storyline") : page.index("What this digest told")]
    links = [attrs["href"] for tag, attrs in Tags(week).found if tag == "a"]
    words = " ".join(unescape(re.sub("<[^>]*>", "", week)).split())

    assert links == ["/storyline/visit", *["/development/D1"] * 4]
    assert "new A visit 2026-02-23 Shoigu arrived told 2026-02-24 12:00 UTC 2026-03-01 <script>" in words
    assert "troops deployed: 8,000 (The Kremlin, 2026-02-26) → denied: 11,000–12,000 (" in words
    assert "Open: announced: Lavrov to visit, 2026-03-04" in words
    assert words.endswith("Quiet this week A bridge last 2026-03-01")
    assert "The week by storyline" not in ask(site, "/digest/G1")[2]


def test_a_page_shows_what_is_known_with_its_language(site):
    _, _, page = ask(site, "/development/D1")
    links = {attrs["href"]: attrs.get("lang") for tag, attrs in Tags(page).found if tag == "a" and "href" in attrs}

    assert "2026-03-01" in page
    assert links["https://kcna.example/b"] == "ru"
    assert links["/storyline/visit"] is None
    assert links["/digest/G1"] is None


def test_a_search_finds_all_spellings_and_says_what_is_wrong(site):
    assert "1 development," in ask(site, "/search?q=%EC%87%BC%EC%9D%B4%EA%B5%AC")[2]
    assert "0 developments" in ask(site, "/search?q=nonexistent")[2]
    for wrong in ("/search?q=%3F%3F", "/search?since=soon", "/search?theme=cookery", "/search?actor=nobody"):
        status, _, page = ask(site, wrong)
        assert (status, 'class="problem"' in page) == (200, True), wrong


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=x",
        "page=" + "9" * 5_000,
        "page=" + "0" * 5_000 + "2",
        "page=%D9%A3",
        "q=" + "a" * 5000,
        "q=%00%FF",
    ],
)
def test_no_address_breaks_the_search(site, query):
    assert ask(site, f"/search?q=a&{query}")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/storyline/no",
        "/storyline/Shoigu",
        "/storyline/%EC%87%BC%EC%9D%B4%EA%B5%AC",
        "/development/no",
        "/figures/no",
        "/digest/no",
        "/sent/no/html",
        "/a/b/c",
        "/%2e%2e/x",
    ],
)
def test_what_is_not_there_is_not_found(site, path):
    assert ask(site, path)[0] == 404


def test_no_words_are_looked_for_under_the_address_of_a_storyline(desk, site, monkeypatch):
    looked_for = []
    monkeypatch.setattr(type(desk.names), "parts", lambda _self, words: looked_for.append(words) or iter(()))

    assert ask(site, "/storyline/" + "Shoigu " * 9_000)[0] == 404
    assert looked_for == []


def test_one_report_is_one_report(desk, site):
    desk.archive.developments.record([], [development("D1", "b", storyline_id="visit")])

    for path in ("/", "/storyline/visit"):
        page = ask(site, path)[2]
        assert "1 report<" in page or "1 report ·" in page, path
        assert "1 reports" not in page, path


def test_a_digest_is_shown_exactly_as_sent_and_locked_in(site):
    status, headers, body = ask(site, "/sent/m1/html?digest=G1")

    assert (status, body) == (200, "<p>As <b>sent</b></p>")
    assert "sandbox" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    status, headers, body = ask(site, "/sent/m1/text?digest=G1")
    assert (status, headers["content-type"], body) == (200, "text/plain; charset=utf-8", "As sent")
    assert "m1@desk.example: pending" in ask(site, "/digest/G1")[2]
    assert DeliveryState.PENDING == "pending"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(site, method):
    assert {ask(site, path.partition("?")[0], method)[0] for path in PAGES} == {405}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200), ({"host": "localhost"}, 200), ({"host": "evil.example"}, 403), ({"host": "127.0.0.1.evil.example"}, 403),
        ({"origin": "http://evil.example"}, 403), ({"origin": "null"}, 403), ({"origin": "http://127.0.0.1:8470"}, 200),
    ],
)  # fmt: skip
def test_only_its_own_hosts_and_pages_are_answered(site, headers, status):
    assert ask(site, "/", **headers)[0] == status


@pytest.mark.parametrize(
    ("site_of", "method", "status"),
    [
        ("same-site", "GET", 200), ("same-site", "POST", 403), ("cross-site", "POST", 403), ("same-site", "DELETE", 403),
        ("same-origin", "POST", 405), ("none", "POST", 405), (None, "POST", 405),
    ],
)  # fmt: skip
def test_a_form_is_taken_from_the_very_pages_only(site, site_of, method, status):
    said = {"origin": "http://127.0.0.1:8470", "sec_fetch_site": site_of, "sec_fetch_mode": "navigate"}

    assert ask(site, "/", method, **{name: value for name, value in said.items() if value})[0] == status


@pytest.mark.parametrize(
    ("site_of", "mode", "dest", "status"),
    [
        ("cross-site", "no-cors", "image", 403), ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "no-cors", "script", 403), ("cross-site", "cors", "document", 403), ("cross-site", None, None, 403),
        ("cross-site", "navigate", "document", 200), ("same-origin", "cors", "empty", 200), ("none", "navigate", "document", 200),
    ],
)  # fmt: skip
def test_a_page_of_another_site_may_link_here_and_show_nothing_of_it(site, site_of, mode, dest, status):
    said = {"sec_fetch_site": site_of, "sec_fetch_mode": mode, "sec_fetch_dest": dest}

    assert ask(site, "/", **{name: value for name, value in said.items() if value})[0] == status


def test_an_origin_that_is_allowed_may_ask_across_sites():
    async def app(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    other = "https://ui.example"
    guarded = Guarded(app, LOOPBACK, [other])

    assert ask(guarded, "/", origin=other, sec_fetch_site="cross-site", sec_fetch_mode="cors")[0] == 200
    assert ask(guarded, "/", sec_fetch_site="cross-site", sec_fetch_mode="cors")[0] == 403


def test_a_refusal_has_the_headers_of_a_page(desk, site):
    locked = application(desk, SOURCES, lambda: NOON, LOOPBACK, "desk:secret")
    refused = [ask(site, "/", host="evil.example"), ask(site, "/", "POST"), ask(locked, "/")]

    assert [status for status, _, _ in refused] == [403, 405, 401]
    for _, headers, _ in refused:
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/development/%", "/storyline/%", "/digest/%", "/figures/%", "/sent/%/html", "/sent/m1/%"]
)
def test_nul_in_an_address_finds_nothing_in_either_database(archive, path):
    names = catalogue.load_names(content.config_folder() / "watch.toml")
    site = application(Desk(archive, names, Publishers([])), [], lambda: NOON, LOOPBACK)

    assert ask(site, path.replace("%", "\x00"))[0] == 404
    assert ask(site, "/sent/m1/html?digest=%00")[0] == 404
    assert ask(site, "/search?q=%00&actor=%00&theme=%00&language=%00")[0] == 200


@pytest.mark.parametrize(
    ("given", "status"),
    [("desk:secret", 200), ("desk:wrong", 401), ("desk", 401), ("", 401), (None, 401), ("desk:secret2", 401)],
)
def test_a_login_is_asked_for_where_one_is_set(desk, given, status):
    site = application(desk, SOURCES, lambda: NOON, LOOPBACK, "desk:secret")
    headers = {} if given is None else {"authorization": f"Basic {base64.b64encode(given.encode()).decode()}"}

    answered, said, page = ask(site, "/", **headers)

    assert answered == status
    assert ("www-authenticate" in said) is (status == 401)
    assert ("Today" in page) is (status == 200)


def test_a_login_that_is_no_login_is_refused(desk):
    site = application(desk, SOURCES, lambda: NOON, LOOPBACK, "desk:secret")

    assert ask(site, "/", authorization="Basic not base 64 !")[0] == 401
    assert ask(site, "/", authorization="Bearer desk:secret")[0] == 401


def test_a_page_that_has_not_changed_is_not_sent_again(site):
    _, headers, _ = ask(site, "/digests")
    status, _, body = ask(site, "/digests", if_none_match=headers["etag"])

    assert (status, body) == (304, "")


def test_feeds_and_the_calendar_are_served(site):
    _, headers, atom = ask(site, "/feed.atom")

    assert headers["content-type"].startswith("application/atom+xml")
    assert len(feedparser.parse(atom.encode()).entries) == 1
    assert ask(site, "/feed.json")[2].startswith("{")
    assert ask(site, "/calendar.ics")[2].startswith("BEGIN:VCALENDAR\r\n")
    assert ask(site, "/style.css")[1]["content-type"].startswith("text/css")


def test_feeds_served_and_written_keep_what_was_reported_last(desk, site, tmp_path):
    made = [document(f"n{n}") for n in range(50)]
    later = NOON + timedelta(days=2)
    desk.archive.add([replace(one, draft=replace(one.draft, published=later)) for one in made], now=NOON)
    desk.archive.developments.record(
        [judgement(one.id, f"N{one.id}") for one in made], [development(f"N{one.id}", one.id) for one in made]
    )
    old = replace(desk.archive.developments.find("D1"), title="Reported last", last_seen=NOON + HOUR)
    desk.archive.developments.record([], [old])
    write(Rooms(desk, SOURCES, NOON), tmp_path)

    for name in ("feed.atom", "feed.json"):
        assert "Reported last" in ask(site, f"/{name}")[2]
        assert "Reported last" in (tmp_path / name).read_text("utf-8")


def test_a_figure_is_drawn_on_its_page(site):
    page = ask(site, "/figures/shells")[2]

    assert ElementTree.fromstring(page[page.index("<svg") : page.index("</svg>") + 6]).tag.endswith("svg")


def test_the_pages_as_files_lead_to_each_other_and_leave_the_search_out(desk, tmp_path):
    done = write(Rooms(desk, SOURCES, NOON), tmp_path / "site")
    files = {path.relative_to(tmp_path / "site").as_posix(): path for path in (tmp_path / "site").rglob("*.*")}
    broken = [
        (name, link)
        for name, path in files.items()
        if path.suffix == ".html"
        for _, attrs in Tags(path.read_text("utf-8")).found
        if (link := attrs.get("href")) and not link.startswith(("#", "https://"))
        if not (path.parent / link).is_file()
    ]

    assert done == len(files)
    assert {"index.html", "development/D1.html", "storyline/visit.html", "figures/shells.html", "feed.atom"} <= set(
        files
    )
    assert broken == []
    assert "search" not in files["index.html"].read_text("utf-8").lower()


def test_the_pages_as_files_do_not_say_to_whom_anything_was_sent(desk, tmp_path):
    write(Rooms(desk, SOURCES, NOON), tmp_path / "site")
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.*")}

    assert "G1.html" in written
    for name, text in written.items():
        assert "desk.example" not in text, name
        assert "pending" not in text, name
    assert "Sent" not in written["G1.html"]


@pytest.mark.parametrize("login", ["", "nobody", ":x", "x:"])
def test_another_address_needs_a_login(tmp_path, monkeypatch, login, capsys):
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path))
    monkeypatch.setenv("TUMEN_WEB_LOGIN", login)

    assert answer(["web", "--host", "192.0.2.1"]) == 2
    assert "TUMEN_WEB_LOGIN" in capsys.readouterr().err


def test_a_login_with_a_byte_that_is_no_text_is_wrong_usage(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path))
    monkeypatch.setenv("TUMEN_WEB_LOGIN", "desk:secr\udce9t")

    assert answer(["web", "--export", str(tmp_path / "site")]) == 2
    assert "UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "named", "address", "asked", "status"),
    [
        ("[::1]", "", "http://[::1]:8470/", "[::1]:8470", 200),
        ("::1", "", "http://[::1]:8470/", "[::1]:8470", 200),
        ("192.0.2.1", "", "http://192.0.2.1:8470/", "192.0.2.1:8470", 200),
        ("0.0.0.0", "", "TUMEN_SERVER_HOSTS has to name", "192.0.2.1:8470", 403),
        ("[::]", "desk.example", "http://desk.example:8470/", "desk.example:8470", 200),
    ],
)
def test_the_address_on_the_screen_is_one_that_answers(
    host, named, address, asked, status, tmp_path, monkeypatch, capsys
):
    served = {}
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path))
    monkeypatch.setenv("TUMEN_WEB_LOGIN", "desk:secret")
    monkeypatch.setenv("TUMEN_SERVER_HOSTS", named)

    def run(app, **options):
        key = base64.b64encode(b"desk:secret").decode()
        served.update(options, status=ask(app, "/style.css", host=asked, authorization=f"Basic {key}")[0])

    monkeypatch.setattr("uvicorn.run", run)

    assert answer(["web", "--host", host]) == 0
    shown = capsys.readouterr().out
    assert address in shown
    assert ("http://0.0.0.0" in shown, "http://[::]" in shown) == (False, False)
    assert (served["host"], served["status"]) == (host.strip("[]"), status)


def test_the_command_writes_the_files(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path))
    empty_archive(tmp_path / "tumen.db")

    assert answer(["web", "--export", str(tmp_path / "site")]) == 0
    assert "index.html" in capsys.readouterr().out
    assert "Nothing is known yet" in (tmp_path / "site" / "index.html").read_text("utf-8")
    (tmp_path / "file").touch()
    assert answer(["web", "--export", str(tmp_path / "file")]) == 2


def test_a_page_is_made_again_when_the_archive_changed_and_a_minute_is_over(desk, monkeypatch):
    now, made = [NOON], []
    figures = module.figures
    monkeypatch.setattr(module, "figures", lambda rooms, *metric: made.append(metric) or figures(rooms, *metric))
    site = application(desk, SOURCES, lambda: now[0], LOOPBACK)

    def makes(path: str) -> int:
        before = len(made)
        assert ask(site, path)[0] == (404 if path.endswith("no") else 200)
        return len(made) - before

    assert [makes("/figures"), makes("/figures"), makes("/figures/shells"), makes("/figures/shells")] == [1, 0, 1, 0]
    assert [makes("/figures/no"), makes("/figures/no")] == [1, 1]
    desk.archive.add([document("new")], now=NOON)
    assert [makes("/figures"), makes("/figures")] == [1, 0]
    now[0] += LASTS
    assert makes("/figures") == 1


def test_only_so_many_answers_are_kept():
    kept, large = KeptAnswers(lambda: NOON), Made(bytes(ONE))
    for n in range(MOST // ONE + 1):
        kept.answer(n, 0, lambda: large)

    assert kept.answer(MOST // ONE, 0, lambda: pytest.fail("made again")) is large
    assert kept.answer(0, 0, lambda: Made(status=404)).status == 404
    too_large = Made(bytes(ONE + 1))
    assert kept.answer("x", 0, lambda: too_large) is too_large
    assert kept.answer("x", 0, lambda: large) is large


def test_a_correction_of_another_process_is_on_the_page_at_once(desk, site):
    before = ask(site, "/development/D1")[2]
    with Archive.open(str(desk.archive._database.url)) as other:
        renamed = development("D1", "a", "b", title="Renamed by hand", storyline_id="visit")
        other.developments.regroup([], [renamed], [], {})

    assert "Renamed by hand" not in before
    assert "Renamed by hand" in ask(site, "/development/D1")[2]
    assert "Renamed by hand" in ask(site, "/")[2]


def test_what_many_ask_for_at_once_is_made_once():
    kept, begun, made, given = KeptAnswers(lambda: NOON), Event(), [], []

    def make() -> Made:
        made.append(1)
        begun.wait(10)
        return Made(b"page")

    threads = [Thread(target=lambda: given.append(kept.answer("/", 0, make))) for _ in range(5)]
    for thread in threads:
        thread.start()
    begun.set()
    for thread in threads:
        thread.join()

    assert len(made) == 1
    assert [one.body for one in given] == [b"page"] * 5


def test_one_who_waits_for_another_is_told_of_the_failure_and_may_ask_again():
    kept, raised = KeptAnswers(lambda: NOON), []

    def fail() -> Made:
        raised.append(1)
        raise StorageError("locked")

    with pytest.raises(StorageError):
        kept.answer("/", 0, fail)
    with pytest.raises(StorageError):
        kept.answer("/", 0, fail)

    assert len(raised) == 2
    assert kept.answer("/", 0, lambda: Made(b"page")).body == b"page"


def test_an_unchanged_page_is_known_again_without_making_it(desk, site, monkeypatch):
    _, headers, _ = ask(site, "/development/D1")
    monkeypatch.setattr(Maker, "_facts", lambda *_: pytest.fail("made again"))

    for given in (headers["etag"], f"W/{headers['etag']}", f'"other", W/{headers["etag"]}', "*"):
        assert ask(site, "/development/D1", if_none_match=given)[0] == 304, given
    for given in ('"other"', headers["etag"].strip('"'), ""):
        assert ask(site, "/development/D1", if_none_match=given)[0] == 200, given
    assert ask(site, "/development/D1?x=1")[0] == 200


def test_an_archive_that_cannot_be_read_is_said_on_the_page(desk, site, monkeypatch):
    monkeypatch.setattr(Maker, "_facts", lambda *_: (_ for _ in ()).throw(StorageError("read: secret of the driver")))

    status, headers, page = ask(site, "/figures")

    assert (status, "script" in page, "secret" in page) == (503, False, False)
    assert "cannot be read now" in page
    assert headers["content-security-policy"]


@pytest.mark.parametrize("is_broken", [False, True])
def test_an_unexpected_error_is_a_page_that_says_what_to_do_and_a_line_in_the_log(
    desk, site, monkeypatch, caplog, is_broken
):
    written = Maker.written
    broken = {"error.html.j2"} if is_broken else set()

    def writing(self, page, *more, **named):
        return {}["no such"] if page and page[0] in broken else written(self, page, *more, **named)

    monkeypatch.setattr(Maker, "_facts", lambda *_: {}["secret"])
    monkeypatch.setattr(Maker, "written", writing)

    status, headers, page = ask(site, "/figures?q=private")

    number = re.search(r"\b[0-9a-f]{8}\b", page)
    logged = [str(vars(record)) for record in caplog.records if record.getMessage().startswith("unexpected error")]
    assert (status, len(logged), "secret" in page, "<script" in page) == (500, 1, False, False)
    assert number is not None
    assert number[0] in logged[0]
    assert "the log of" in page
    assert headers["content-security-policy"]
    assert "secret" in caplog.text
    assert "private" not in caplog.text
    assert ask(site, "/style.css")[0] == 200
