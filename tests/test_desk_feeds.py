"""Feeds and the calendar, read back by programs that others wrote or by the letter of their standard."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import feedparser
import pytest

from tests.support.archives import empty_archive
from tests.support.values import HOUR, NOON, development, document, judgement
from tumen.cli import answer
from tumen.delivery.safe_links import safe_url
from tumen.desk.feeds import ATOM, entry_id, icalendar
from tumen.model import Frame, Kind, Stage
from tumen.storage import Archive

HOSTILE = "<b>&amp; \x00\x1b]]> ; , \\ \u202e\nBEGIN:VALARM"


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path))
    frame = Frame(kind=Kind.VISIT, stage=Stage.PLANNED, agents=("lavrov",), place="pyongyang", day=date(2026, 3, 20))
    with Archive.open(empty_archive(tmp_path / "tumen.db")) as opened:
        made = [document("a", title=HOSTILE, frames=(frame,)), document("b"), document("c")]
        made = [replace(one, draft=replace(one.draft, published=NOON + n * HOUR)) for n, one in enumerate(made)]
        opened.add(made, now=NOON)
        opened.developments.record(
            [judgement("a", "D1"), judgement("b", "D2")],
            [
                development("D1", "a", title=HOSTILE, themes=("military",)),
                development("D2", "b", last_seen=NOON + HOUR),
            ],
        )
        yield opened


def out(capsys, *command: str) -> str:
    assert answer(list(command)) == 0
    return str(capsys.readouterr().out)


def test_a_feed_reader_reads_the_feed(archive, capsys):
    read = feedparser.parse(out(capsys, "feed").encode())

    assert not read.bozo
    assert [entry.id for entry in read.entries] == [entry_id("D2"), entry_id("D1")]
    assert read.feed.updated == "2026-03-01T13:00:00Z"
    assert read.entries[0].link == "https://kcna.example/b"
    assert [tag.term for tag in read.entries[1].tags] == ["military"]
    assert "BEGIN:VALARM" in read.entries[1].title
    assert "\u202e" not in read.entries[1].title
    assert read.entries[1].title_detail.type == "text/plain"


def test_a_report_that_joins_updates_the_entry_and_leaves_its_id(archive, capsys):
    before = feedparser.parse(out(capsys, "feed").encode()).entries[1]
    archive.developments.record(
        [judgement("c", "D1")], [development("D1", "a", "c", title="Another title", last_seen=NOON + 5 * HOUR)]
    )
    after = feedparser.parse(out(capsys, "feed").encode()).entries[0]

    assert (after.id, after.published) == (before.id, before.published)
    assert (before.updated, after.updated) == ("2026-03-01T12:00:00Z", "2026-03-01T17:00:00Z")


@pytest.mark.parametrize("form", ["atom", "json"])
def test_a_feed_keeps_what_was_reported_last_not_what_happened_last(archive, form, capsys):
    archive.developments.record(
        [judgement("c", "D1")], [development("D1", "a", "c", title="Older", last_seen=NOON + 5 * HOUR)]
    )
    archive.developments.record([], [development("D2", "b", title="Newer", last_seen=NOON + HOUR)])
    moved = replace(document("d"), draft=replace(document("d").draft, published=NOON + timedelta(days=2)))
    archive.add([moved], now=NOON)
    archive.developments.record([judgement("d", "D3")], [development("D3", "d", title="Newest", last_seen=NOON)])
    shown = out(capsys, "feed", form, "--limit", "1")

    assert [word for word in ("Older", "Newer", "Newest") if word in shown] == ["Older"]


def test_the_json_feed_says_the_same(archive, capsys):
    feed = json.loads(out(capsys, "feed", "json"))

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in feed["items"]] == [entry_id("D2"), entry_id("D1")]
    assert feed["items"][0]["date_modified"] == "2026-03-01T13:00:00Z"


def test_a_feed_can_be_of_a_theme_and_goes_to_a_file(archive, tmp_path, capsys):
    assert out(capsys, "feed", "atom", "--theme", "military", "--out", str(tmp_path / "f.xml")) == ""

    assert feedparser.parse((tmp_path / "f.xml").read_bytes()).entries == []  # no report has the theme
    assert answer(["feed", "atom", "--out", "/no/such/folder/f.xml"]) == 2


def test_announced_dates_are_events_of_whole_days(archive, capsys):
    written = out(capsys, "feed", "calendar", "--since", "2026-03")
    unfolded = written.replace("\r\n ", "")
    lines = unfolded.split("\r\n")

    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    assert "\n" not in unfolded.replace("\r\n", "")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20260320" in lines
    assert "DTEND;VALUE=DATE:20260321" in lines
    assert "SUMMARY:visit (planned): Sergei Lavrov\\, in Pyongyang\\, on 2026-03-20 (expected\\, not reported)" in lines
    assert "BEGIN:VALARM" not in lines
    assert "BEGIN:VEVENT" not in out(capsys, "feed", "calendar", "--since", "2026-04")


def test_an_empty_calendar_is_one():
    assert icalendar("t", [], NOON).splitlines()[-1] == "END:VCALENDAR"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://a b", 'https://a"x', "ftp://a", "", None, "https://", "https://a\nb"]
)
def test_only_plain_web_addresses_are_linked(address):
    assert safe_url(address) == ""
    assert safe_url("https://a.example/ü?x=1") == "https://a.example/%C3%BC?x=1"


@pytest.mark.parametrize(
    ("written", "linked"),
    [
        ("https://a.example/x\ufffe", ""), ("https://a.example/\u202ex", ""), ("https://a.example/\u200bx", ""),
        ("https://a.example/북한", "https://a.example/%EB%B6%81%ED%95%9C"),
    ],
)  # fmt: skip
def test_every_address_in_a_feed_and_in_the_calendar_is_ascii_or_none(archive, capsys, written, linked):
    frame = Frame(kind=Kind.VISIT, stage=Stage.PLANNED, agents=("lavrov",), place="pyongyang", day=date(2026, 3, 20))
    made = document("a", title="Lavrov", text="Lavrov will come", frames=(frame,))
    made = replace(made, draft=replace(made.draft, url=written, published=NOON))
    archive.add([made], now=NOON + 9 * HOUR)
    archive.developments.record([judgement("a", "D1")], [development("D1", "a")])
    root = ElementTree.fromstring(out(capsys, "feed"))
    links = [link.get("href") for link in root.iterfind(f"{{{ATOM}}}entry/{{{ATOM}}}link")]
    calendar = out(capsys, "feed", "calendar", "--since", "2026-03").replace("\r\n ", "").split("\r\n")
    items = json.loads(out(capsys, "feed", "json"))["items"]

    assert links == ["https://kcna.example/b", *([linked] if linked else [])]
    assert [item["url"] for item in items if "url" in item] == links
    assert [line for line in calendar if line.startswith("URL")] == ([f"URL:{linked}"] if linked else [])


def test_one_report_is_one_report(archive, capsys):
    archive.developments.record([judgement("c", "D1")], [development("D1", "a", "c", last_seen=NOON)])
    summaries = [entry.summary for entry in feedparser.parse(out(capsys, "feed").encode()).entries]

    assert ["1 report:" in said for said in summaries] == [True, False]
    assert "2 reports:" in summaries[1]
