"""Every state of a source's health, reached from a real reply; the last good items stay, and it can come back."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.listener import Entry, Listener, listening, page, rss
from tests.support.web import Answer, Reply
from tumen import pipeline
from tumen.model import Draft, Source, SourceKind
from tumen.pipeline.identify import identified
from tumen.storage import Archive

GOOD = rss(Entry("One thing happened", guid="1"), Entry("Another did", guid="2"))
HTML = {"Content-Type": "text/html"}


def html(body: str, status: int = 200) -> Reply:
    return Reply(status, f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), HTML)


@pytest.fixture
def listener():
    with listening() as made:
        yield made


FAILURES: list[tuple[Answer, str, str]] = [
    (Reply(500, b""), "backing_off", "HTTP 500"),
    (Reply(404, b""), "backing_off", "not found"),
    (Reply(503, b"", {"Retry-After": "7200"}), "backing_off", "overloaded"),
    (Reply(429, b""), "backing_off", "too many requests"),
    (Reply(301, b"", {"Location": "/loop"}), "blocked", "redirect loop"),
    (Reply(301, b"", {"Location": "http://169.254.169.254/latest"}), "blocked", "not a public address"),
    (Reply(403, b""), "blocked", "access denied"),
    (Reply(402, b""), "blocked", "payment required"),
    (Reply(451, b""), "blocked", "legal"),
    (Reply(410, b""), "gone", "permanently removed"),
    (Reply(body=b""), "not_a_feed", "empty"),
    (Reply(body=b"<rss version='2.0'><channel><title>t</title></channel></rss>"), "not_a_feed", "no entries"),
    (html("<p>Welcome to our new site</p>"), "not_a_feed", "a web page, not a feed"),
    (html("<input type='password'>"), "not_a_feed", "login page"),
    (html("<p>This domain is for sale</p>"), "not_a_feed", "parked"),
    (html("<p>Checking your browser before accessing</p>"), "blocked", "bot check"),
    (html("<p>Scheduled maintenance</p>"), "backing_off", "maintenance"),
    (Reply(body=b'{"error": "quota"}'), "not_a_feed", "JSON"),
    (Reply(body=b"<rss><channel><item></item><item></item></channel></rss>"), "not_a_feed", "neither title nor text"),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<rss>", "backing_off", "incomplete"),
    (b"not http at all\r\n\r\n", "backing_off", "HTTP"),
]


@pytest.mark.parametrize(("answer", "state", "reason"), FAILURES)
def test_a_failure_has_a_name_and_a_reason_and_touches_no_document(answer: Answer, state: str, reason: str) -> None:
    with listening() as listener:
        listener.replies["/loop"] = Reply(301, b"", {"Location": "/feed"})
        listener.listen(GOOD)
        before, documents = listener.health(), listener.documents()
        done = listener.listen(answer)
        after = listener.health()
        listener.listen(GOOD, hours=30)

        assert (after.state, after.since, after.failures) == (state, listener.clock() - timedelta(hours=30), 1)
        assert reason in after.reason
        assert [trouble.reason for trouble in done.troubles] == [after.reason]
        assert (after.validators, after.last_ok) == (before.validators, before.last_ok)
        assert (listener.health().state, listener.health().reason) == ("ok", "")
        assert listener.documents() == documents


def test_the_log_line_of_a_failure_names_the_source_and_the_reason(
    listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    done = listener.listen(Reply(500, b""))

    (trouble,) = done.troubles
    assert f"source failed: {trouble.source_id}: {trouble.reason}" in caplog.messages


def test_a_source_is_named_before_it_was_ever_asked_and_when_nothing_changed() -> None:
    with listening() as listener:
        never = listener.health().state
        listener.listen(GOOD)
        answered = listener.health().state
        listener.listen(Reply(304, b""))

        assert (never, answered, listener.health().state) == ("never_asked", "ok", "unchanged")


def test_a_name_that_is_gone_and_rules_that_forbid_are_named() -> None:
    with listening(kind=SourceKind.LISTING) as listener:
        listener.replies["/robots.txt"] = Reply(body=b"User-agent: *\nDisallow: /\n")
        listener.collect()

        assert (listener.health().state, "robots.txt" in listener.health().reason) == ("blocked", True)
        assert listener.site.count("/feed") == 0


def test_a_page_that_becomes_a_block_page_keeps_the_last_good_text() -> None:
    story = ["The list of vessels names twelve ships and their owners, with the dates of their last port calls."] * 3
    with listening(kind=SourceKind.PAGE) as listener:
        listener.replies["/feed"] = page("Vessels", *story)
        listener.collect()
        before = listener.documents()
        wall = "Verify you are human by completing the action below. The site needs to review your connection first."
        listener.listen(html(f"<h1>Just a moment...</h1><p>{wall}</p>"), hours=30)

        assert listener.health().state == "blocked"
        assert listener.documents() == before


def test_a_source_that_answers_with_nothing_new_becomes_silent_and_the_digest_says_so(listener: Listener) -> None:
    for _ in range(9):
        listener.listen(GOOD, hours=25)
    coverage = pipeline.coverage(listener.archive, listener.sources)

    assert listener.health().state == "silent"
    assert (coverage.reached, coverage.of) == (0, 1)
    assert coverage.troubles[0].reason.startswith("nothing new for 8 days")


def test_a_source_that_cannot_be_reached_is_told_after_a_day_and_after_three(listener: Listener) -> None:
    listener.listen(GOOD)
    told = []
    for hour in range(1, 100):
        done = listener.listen(Reply(500, b""), hours=1)
        told += [(hour, note) for note in done.notes]

    assert [24 <= hour <= 48 for hour, _ in told] == [True, False]
    assert told[1][0] >= 72
    assert "not been reached for 1 day" in told[0][1]
    assert "not been reached for 3 days" in told[1][1]


def test_an_unexpected_error_at_one_source_costs_no_other_source_its_turn(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(archive: Archive, source: Source, drafts: list[Draft], recent: tuple[str, ...]) -> object:
        if any("banana skin" in draft.title for draft in drafts):
            raise RuntimeError("slipped")
        return identified(archive, source, drafts, recent)

    (news,) = listener.sources
    listener.sources = (news, replace(news, id="other", url=listener.site.url("/other")))
    listener.replies |= {"/feed": rss(Entry("A banana skin", guid="1", link="https://news.example/1")), "/other": GOOD}
    monkeypatch.setattr(sys.modules[pipeline.collect.__module__], "identified", stumbling)
    done = listener.collect()

    assert (done.reached, done.new) == (1, 2)
    assert listener.health().state == "backing_off"
    assert listener.health().reason == "internal error: RuntimeError: slipped"
    assert listener.health("other").state == "ok"


def test_what_a_server_asks_for_beyond_a_day_is_told(listener: Listener) -> None:
    listener.listen(GOOD)
    done = listener.listen(Reply(503, b"", {"Retry-After": "400000"}))

    assert done.notes == ["News: the server asked for a pause until 2026-03-06 07:06 UTC"]
