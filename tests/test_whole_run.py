"""A whole run on one machine: from a feed on loopback to a page on disk, twice, and through trouble."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.installation import READER, Clock, feed, feeds, settings
from tumen import pipeline
from tumen.cli.work import run_once
from tumen.errors import StorageError
from tumen.installation import installation, may_send
from tumen.model import DeliveryState, DigestKind, Role
from tumen.wiring import open_runtime

NOON = datetime(2026, 6, 17, 12, tzinfo=UTC)
VISIT = (
    "Shoigu arrives in Pyongyang with a message from Putin",
    "Russia's Security Council secretary was met at the airport of the North Korean capital.",
)
COAL = (
    "Seoul sanctions two Russian ships over North Korean coal",
    "The foreign ministry named the ships and their owner in Vladivostok.",
)
OTHER = ("Local council opens a library", "The building has two floors.")


@pytest.fixture
def server():
    with feeds() as running:
        yield running


def digests(home):
    pages = sorted((home / "var" / "digests").rglob("*.json"))
    return [json.loads(page.read_text(encoding="utf-8")) for page in pages]


def test_a_run_tells_what_is_new_and_a_second_run_tells_nothing_twice(server, tmp_path):
    server.pages["/a"] = feed(VISIT, OTHER, at=NOON)
    clock = Clock(NOON)
    with open_runtime(chronicle=False, settings=settings(tmp_path, server, "/a"), now=clock) as runtime:
        first = run_once(runtime)
        clock.later(hours=2)
        second = run_once(runtime)

    assert (first["reached"], first["new_documents"]) == (1, 2)
    assert [d["new"] for d in first["digests"]] == [1]
    assert [d["new"] + d["updates"] for d in second["digests"]] == [0]
    told = [item["headline"] for page in digests(tmp_path) for item in page["items"]]
    assert told == [VISIT[0]]


def test_what_came_while_nothing_was_sent_is_told_later(server, tmp_path):
    server.pages["/a"] = feed(VISIT, at=NOON)
    clock = Clock(NOON)
    with open_runtime(chronicle=False, settings=settings(tmp_path, server, "/a"), now=clock) as runtime:
        pipeline.collect(runtime.archive, runtime.fetcher, runtime.content, clock)
        pipeline.develop_all(runtime.archive, runtime.content, clock)
        clock.later(days=2)
        server.pages["/a"] = feed(COAL, at=clock())
        outcome = run_once(runtime)

    assert outcome["digests"][0]["new"] == 2


def test_one_bad_source_leaves_the_others_alone_and_is_told(server, tmp_path):
    server.pages["/a"] = feed(VISIT, at=NOON)
    clock = Clock(NOON)
    with open_runtime(chronicle=False, settings=settings(tmp_path, server, "/a", "/broken"), now=clock) as runtime:
        outcome = run_once(runtime)

    assert (outcome["reached"], outcome["asked"]) == (1, 2)
    assert [trouble["source"] for trouble in outcome["troubles"]] == ["s1"]
    (page,) = digests(tmp_path)
    assert (page["sources"]["reached"], page["sources"]["of"]) == (1, 2)
    assert len(page["items"]) == 1


def test_pages_are_read_only_where_the_headline_names_a_side(server, tmp_path):
    server.pages["/a"] = feed(VISIT, OTHER, at=NOON, base=server.address)
    story = "<p>Shoigu told reporters that the talks in Pyongyang would last two days and end with a dinner.</p>" * 8
    server.pages["/0"] = f"<html><body><article><h1>{VISIT[0]}</h1>{story}</article></body></html>".encode()
    made = settings(tmp_path, server, "/a")
    sources = made.config_folder / "sources.toml"
    sources.write_text(sources.read_text() + "full_text = true\n")
    with open_runtime(chronicle=False, settings=made, now=Clock(NOON)) as runtime:
        run_once(runtime)
        (development,) = runtime.archive.developments.latest()
        (document,) = runtime.archive.documents.find_all(development.documents)

    assert "would last two days" in document.draft.text
    assert "/1" not in server.asked


def test_a_page_that_is_no_feed_leaves_the_last_items_untouched(server, tmp_path):
    server.pages["/a"] = feed(VISIT, at=NOON)
    clock = Clock(NOON)
    with open_runtime(chronicle=False, settings=settings(tmp_path, server, "/a"), now=clock) as runtime:
        run_once(runtime)
        server.pages["/a"] = b"<html><body>Please log in</body></html>"
        clock.later(days=2)
        outcome = run_once(runtime)
        health = runtime.archive.sources.health("s0")

        assert runtime.archive.upkeep.count().documents == 1

    assert outcome["reached"] == 0
    assert health.state == "not_a_feed"


def test_nothing_reached_ends_well_with_the_reason(server, tmp_path):
    with open_runtime(settings=settings(tmp_path, server, "/none"), now=Clock(NOON)) as runtime:
        outcome = run_once(runtime)

    assert (outcome["reached"], outcome["heard"], outcome["of"]) == (0, 0, 1)
    assert outcome["failed"] == []
    (page,) = digests(tmp_path)
    assert page["background"]
    assert page["sources"]["troubles"][0]["reason"]


def test_a_trace_tells_the_life_of_a_document(server, tmp_path):
    server.pages["/a"] = feed(VISIT, at=NOON)
    with open_runtime(chronicle=False, settings=settings(tmp_path, server, "/a"), now=Clock(NOON)) as runtime:
        run_once(runtime)
        (development,) = runtime.archive.developments.latest()
        trace = runtime.archive.trace(development.documents[0])

    assert trace is not None
    assert trace.judgement is not None
    assert trace.judgement.role is Role.FIRST
    assert trace.raw is not None
    assert [told.told for told in trace.digests] == [True]
    assert {delivery.state.value for told in trace.digests for delivery in told.deliveries} == {"sent"}


def test_a_copied_database_does_not_send(server, tmp_path):
    made = settings(tmp_path, server, "/a")
    with open_runtime(chronicle=False, settings=made, now=Clock(NOON)) as runtime:
        may_send(runtime.archive, runtime.settings)
        runtime.archive.adoption.adopt("another machine")

        with pytest.raises(StorageError, match="tumen adopt"):
            may_send(runtime.archive, runtime.settings)

        runtime.archive.adoption.adopt(installation(made))
        may_send(runtime.archive, runtime.settings)


def test_an_alert_tells_only_when_something_is_new(server, tmp_path):
    server.pages["/a"] = feed(VISIT, at=NOON)
    clock = Clock(NOON)
    with open_runtime(chronicle=False, settings=settings(tmp_path, server, "/a"), now=clock) as runtime:
        pipeline.collect(runtime.archive, runtime.fetcher, runtime.content, clock)
        pipeline.develop_all(runtime.archive, runtime.content, clock)
        reader = runtime.reader("desk")
        alert = pipeline.write_digest(runtime.archive, runtime.content, reader, clock(), kind=DigestKind.ALERT)
        clock.later(minutes=5)
        again = pipeline.write_digest(runtime.archive, runtime.content, reader, clock(), kind=DigestKind.ALERT)
        daily = pipeline.write_digest(runtime.archive, runtime.content, reader, clock())

    assert alert is not None
    assert [item.kind for item in alert.items] == ["new"]
    assert again is None
    assert daily is not None
    assert [item.kind for item in daily.items if item.kind == "new"] == []


def test_a_reader_who_was_removed_gets_nothing_that_still_waited(server, tmp_path):
    server.pages["/a"] = feed(VISIT, at=NOON)
    mail = """
[[reader]]
id = "gone"
name = "Gone"
[[reader.channel]]
id = "mail"
form = "email"
address = "mailto://127.0.0.1:9/?from=tumen@example.org&to=gone@example.org"
recipient = "gone@example.org"
"""
    clock = Clock(NOON)
    both = settings(tmp_path, server, "/a", readers=READER + mail)
    with open_runtime(chronicle=False, settings=both, now=clock) as runtime:
        run_once(runtime)
        waiting = [one.reader_id for one in runtime.archive.outbox.deliveries(state=DeliveryState.PENDING)]
    clock.later(hours=2)
    with open_runtime(chronicle=False, settings=settings(tmp_path, server, "/a"), now=clock) as runtime:
        outcome = run_once(runtime)
        after = {one.reader_id: one for one in runtime.archive.outbox.deliveries() if one.reader_id == "gone"}

    assert waiting == ["gone"]
    assert after["gone"].state is DeliveryState.ABANDONED
    assert after["gone"].detail == "gone.mail is no longer in readers.toml"
    assert "abandoned" in {row["state"] for row in outcome["deliveries"]}


WEEKLY = READER.replace("alerts = true", 'timezone = "Asia/Seoul"\nschedule = "weekly"\nat = "08:30"\ndays = ["fri"]')


def test_by_cron_a_weekly_reader_gets_one_digest_a_week_at_the_readers_own_hour(server, tmp_path):
    server.pages["/a"] = feed(VISIT, at=NOON)
    clock, sealed = Clock(NOON), []
    made = settings(tmp_path, server, "/a", readers=WEEKLY)
    with open_runtime(chronicle=False, settings=made, now=clock) as runtime:
        for _ in range(9 * 4):
            sealed += [clock() for _ in run_once(runtime, due=True)["digests"]]
            clock.later(hours=6)

    # The first at once; then on Friday at 08:30 in Seoul, 23:30 UTC on Thursday, which the next call finds.
    assert sealed == [NOON, datetime(2026, 6, 19, 0, tzinfo=UTC), datetime(2026, 6, 26, 0, tzinfo=UTC)]


def test_hours_that_were_missed_are_made_up_for_once(server, tmp_path):
    server.pages["/a"] = feed(VISIT, at=NOON)
    clock = Clock(NOON)
    with open_runtime(chronicle=False, settings=settings(tmp_path, server, "/a"), now=clock) as runtime:
        run_once(runtime, due=True)
        clock.later(days=3)
        server.pages["/a"] = feed(COAL, at=clock())
        after = [len(run_once(runtime, due=True)["digests"]) for _ in range(2)]

    assert after == [1, 0]


def test_of_two_calls_at_once_one_writes_the_digest_that_is_due(server, tmp_path):
    server.pages["/a"] = feed(VISIT, at=NOON)
    clock = Clock(NOON)
    with open_runtime(chronicle=False, settings=settings(tmp_path, server, "/a"), now=clock) as runtime:
        run_once(runtime, due=True)
        clock.later(days=1)
        reader, at = runtime.reader("desk"), clock()
        both = []
        for n, items in enumerate(((VISIT, COAL), (VISIT, COAL, OTHER))):
            server.pages["/a"] = feed(*items, at=at)
            pipeline.collect(runtime.archive, runtime.fetcher, runtime.content, clock, force=True)
            pipeline.develop_all(runtime.archive, runtime.content, clock)
            then = at + timedelta(seconds=n)
            both.append(pipeline.write_digest(runtime.archive, runtime.content, reader, then, if_due=True))
            clock.later(hours=1)

    assert [digest is not None for digest in both] == [True, False]
