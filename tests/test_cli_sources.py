"""What `tumen sources` says: the state of each, what one asked by hand answers, and what a person should do."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.listener import Entry, listening, rss
from tests.support.web import NOON, Reply
from tumen import pipeline
from tumen.catalogue import load_sources
from tumen.cli import answer
from tumen.fetch import health
from tumen.model import HealthState, SourceKind
from tumen.pipeline.check import PAUSED, STATUS_ADVICE

SOURCES = """
[[source]]
id = "good"
name = "Good"
kind = "feed"
url = "http://127.0.0.1:{port}/good"
allow_private = true

[[source]]
id = "refusing"
name = "Refusing"
kind = "feed"
url = "http://127.0.0.1:{port}/refusing"
allow_private = true

[[source]]
id = "off"
name = "Off"
kind = "feed"
url = "http://127.0.0.1:{port}/off"
allow_private = true
enabled = false
note = "Switched off: gone since 2024."
"""


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with listening() as listener:
        config = tmp_path / "config"
        config.mkdir()
        shipped = Path(__file__).parents[1] / "config"
        for name in ("watch.toml", "readers.toml"):
            (config / name).write_bytes((shipped / name).read_bytes())
        (config / "sources.toml").write_text(SOURCES.format(port=listener.site.port))
        monkeypatch.setenv("TUMEN_HOME", str(tmp_path / "var"))
        monkeypatch.setenv("TUMEN_CONFIG", str(config))
        now = datetime.now(UTC)
        listener.replies |= {"/good": rss(Entry("One", at=now), Entry("Two", at=now)), "/refusing": Reply(403, b"")}
        yield listener


def said(capsys):
    return json.loads(capsys.readouterr().out)


def test_every_source_is_listed_with_its_state_and_reason(web, capsys) -> None:
    answer(["collect"])
    capsys.readouterr()

    assert answer(["sources", "list", "--json"]) == 0
    states = {row["id"]: (row["health"]["state"], row["health"]["reason"]) for row in said(capsys)}
    assert states["good"] == ("ok", "")
    assert states["refusing"][0] == "blocked"
    assert states["off"] == ("disabled", "Switched off: gone since 2024.")
    assert answer(["sources", "list", "--state", "blocked"]) == 0
    shown = capsys.readouterr().out
    assert "refusing" in shown
    assert "good" not in shown
    assert "1 of 2 enabled sources answered" in shown
    assert answer(["sources", "list", "--state", "lost"]) == 2


def test_a_check_says_what_came_and_what_to_do_and_keeps_nothing(web, capsys) -> None:
    assert answer(["sources", "check", "--json"]) == 1
    rows = {row["source_id"]: row for row in said(capsys)}

    assert set(rows) == {"good", "refusing"}
    assert (rows["good"]["status"], rows["good"]["items"], rows["good"]["advice"]) == ("ok", 2, "")
    assert rows["good"]["newest"]
    assert rows["good"]["size"] > 0
    assert (rows["refusing"]["status"], rows["refusing"]["advice"]) == ("403", STATUS_ADVICE[403])
    assert answer(["sources", "list", "--state", "never_asked", "--json"]) == 0
    assert len(said(capsys)) == 2


def test_a_check_of_one_asks_it_also_when_it_is_off_and_asks_no_other(web, capsys) -> None:
    web.replies["/off"] = rss(Entry("Three"))

    assert answer(["sources", "check", "--source", "off"]) == 0
    assert "off" in capsys.readouterr().out
    assert [ask.target for ask in web.site.asks] == ["/off"]
    assert answer(["sources", "check", "--source", "nobody"]) == 2


def test_a_server_that_asked_us_to_wait_is_not_asked_by_hand_either(web, capsys) -> None:
    web.replies["/good"] = Reply(503, b"", {"Retry-After": "7200"})
    answer(["collect", "--source", "good"])
    capsys.readouterr()

    assert answer(["sources", "check", "--source", "good", "--json"]) == 0
    (row,) = said(capsys)
    assert (row["status"], row["advice"]) == ("waiting", PAUSED)
    assert web.site.count("/good") == 1


def test_the_manual_explains_every_state_and_no_other() -> None:
    manual = (Path(__file__).parents[1] / "docs" / "collection.md").read_text()
    table = manual.split("## States")[1].split("\n\n")[1]

    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(HealthState)


def test_every_state_that_a_failure_leads_to_can_be_listed() -> None:
    assert {*health.STATE_OF_CODE.values(), *health.STATE_OF_STATUS.values()} <= set(HealthState)


ADVISED = [
    (Reply(404, b""), "404", "correct url"),
    (Reply(410, b""), "410", "enabled = false"),
    (Reply(429, b""), "429", "raise interval"),
    (Reply(500, b""), "500", "asked again automatically"),
    (Reply(body=b"<html><body>Welcome</body></html>"), "not_a_feed", "make it a listing"),
    (Reply(body=b"<html><body>This domain is for sale</body></html>"), "parked", "enabled = false"),
    (Reply(body=b"<html><body><input type=password></body></html>"), "login", "account"),
    (Reply(body=b"<rss><channel><item></item></channel></rss>"), "unreadable", "none of its items can be read"),
    (Reply(302, b"", {"Location": "http://10.0.0.1/"}), "blocked_redirect", "browser"),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<", "truncated", "asked again automatically"),
    (rss(Entry("Old", at=NOON - timedelta(days=100))), "ok", "100 days old"),
    (rss(Entry("Fresh")), "ok", ""),
]


@pytest.mark.parametrize(("reply", "status", "advice"), ADVISED)
def test_each_answer_comes_with_what_to_do_about_it(reply, status: str, advice: str) -> None:
    with listening() as listener:
        listener.replies["/feed"] = reply
        (row,) = pipeline.check_sources(listener.fetcher, listener.sources, listener.clock)

    assert row.status == status
    assert advice in row.advice
    assert bool(advice) == bool(row.advice)


def test_a_listing_without_dates_is_told_how_to_get_them() -> None:
    with listening(kind=SourceKind.LISTING) as listener:
        listener.replies["/feed"] = Reply(
            body=b"<html><body><a href='/1'>A headline of several words here</a></body></html>"
        )
        (row,) = pipeline.check_sources(listener.fetcher, listener.sources, listener.clock)

    assert "select.date" in row.advice


LIST = """<opml version="1.0"><body>
  <outline text="Good again" xmlUrl="https://127.0.0.1:{port}/good"/>
  <outline text="off" xmlUrl="https://new.example/rss" language="ko-KR" htmlUrl="https://new.example/"/>
  <outline text="Sear&quot;ch&#10;" xmlUrl="https://news.google.com/rss/search?q=x&amp;hl=en"/>
  <outline text="A file" xmlUrl="file:///etc/passwd"/>
</body></opml>"""


def test_what_an_imported_list_prints_can_be_appended_to_the_catalogue(web, tmp_path: Path, capsys) -> None:
    (tmp_path / "list.opml").write_text(LIST.format(port=web.site.port))

    assert answer(["sources", "import-opml", str(tmp_path / "list.opml")]) == 0
    told = capsys.readouterr()
    catalogue = tmp_path / "config" / "sources.toml"
    catalogue.write_text(catalogue.read_text() + told.out)
    added = load_sources(catalogue)[3:]

    assert [(s.id, s.kind.value, s.language) for s in added] == [
        ("off-2", "feed", "ko"),
        ("sear-ch", "search-feed", None),
    ]
    assert added[0].homepage == "https://new.example/"
    assert added[1].name == 'Sear"ch'
    assert "'A file': must begin with http" in told.err
