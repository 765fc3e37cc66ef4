"""Absence is not news: neither a reader's, nor the database's, nor that of the right time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.installation import READER, Clock, feed, feeds, settings
from tumen import pipeline
from tumen.cli import answer
from tumen.cli.work import run_once
from tumen.errors import ConfigError, StorageError
from tumen.model import DigestKind, Reader
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
TROOPS = (
    "North Korea sends 3,000 more soldiers to Russia, Seoul says",
    "The intelligence service said that they had boarded ships in Rason.",
)
LATER = ("Kim Jong Un and Putin sign a treaty in Moscow", "The two leaders signed it in the Kremlin after talks.")


@pytest.fixture
def server():
    with feeds() as running:
        yield running


@pytest.fixture
def opened(server, tmp_path):
    """A runtime with its clock and its server; the archive is that of tmp_path."""
    clock = Clock(NOON)
    with open_runtime(chronicle=False, settings=settings(tmp_path, server, "/a"), now=clock) as runtime:
        yield runtime, clock


def arrives(server, runtime, clock, *items):
    server.pages["/a"] = feed(*items, at=clock())
    pipeline.collect(runtime.archive, runtime.fetcher, runtime.content, clock)
    pipeline.develop_all(runtime.archive, runtime.content, clock)


def written(runtime, clock, reader, kind=DigestKind.DIGEST):
    return pipeline.write_digest(runtime.archive, runtime.content, reader, clock(), kind=kind)


def told(digest):
    return [(str(item.kind), item.headline) for item in digest.items] if digest else []


DESK = Reader(id="desk", name="The desk")
NEWCOMER = Reader(id="newcomer", name="The newcomer", alerts=True)


def test_a_new_readers_first_alert_and_digest_look_back_two_days_and_not_to_the_beginning(server, opened):
    runtime, clock = opened
    arrives(server, runtime, clock, VISIT)
    clock.later(days=180)
    arrives(server, runtime, clock, COAL)
    clock.later(days=2)

    alert = written(runtime, clock, NEWCOMER, DigestKind.ALERT)
    digest = written(runtime, clock, replace(NEWCOMER, id="other"))
    clock.later(minutes=1)
    too_late = written(runtime, clock, replace(NEWCOMER, id="third"), DigestKind.ALERT)

    assert told(alert) == [("new", COAL[0])]
    assert told(digest) == [("new", COAL[0])]
    assert digest.since is None
    assert too_late is None


def test_a_weekly_readers_first_digest_covers_a_week_and_look_back_days_says_otherwise(server, opened):
    runtime, clock = opened
    arrives(server, runtime, clock, VISIT)
    clock.later(days=20)
    arrives(server, runtime, clock, COAL)
    clock.later(days=7)

    assert told(written(runtime, clock, replace(NEWCOMER, schedule="weekly"))) == [("new", COAL[0])]
    assert told(written(runtime, clock, replace(NEWCOMER, id="back", look_back_days=27)))[0][0] == "new"
    assert len(written(runtime, clock, replace(NEWCOMER, id="far", look_back_days=27)).items) == 2


def test_what_was_reported_before_a_reader_came_is_known_also_in_later_digests(server, opened):
    runtime, clock = opened
    arrives(server, runtime, clock, VISIT)
    written(runtime, clock, DESK)
    clock.later(days=3)
    written(runtime, clock, NEWCOMER)
    again = ("Shoigu arrives in Pyongyang with a message from Putin, agencies say", VISIT[1])
    clock.later(hours=2)
    arrives(server, runtime, clock, again, COAL)

    later = written(runtime, clock, NEWCOMER)

    assert [item.headline for item in later.items if item.kind == "new"] == [COAL[0]]
    assert runtime.archive.digests.begins("newcomer") == NOON + timedelta(days=1)


def test_a_reader_who_returns_after_months_is_not_told_all_of_them(server, opened):
    runtime, clock = opened
    arrives(server, runtime, clock, VISIT)
    written(runtime, clock, DESK)
    clock.later(days=60)
    arrives(server, runtime, clock, COAL)
    clock.later(days=60)
    arrives(server, runtime, clock, TROOPS)

    back = written(runtime, clock, DESK)

    assert told(back) == [("new", TROOPS[0])]
    assert back.since == clock() - timedelta(days=2)


def test_an_installation_that_stood_still_for_months_tells_everything_since_the_last_digest(server, opened):
    runtime, clock = opened
    arrives(server, runtime, clock, VISIT)
    written(runtime, clock, DESK)
    clock.later(days=1)
    arrives(server, runtime, clock, COAL)
    clock.later(days=120)
    arrives(server, runtime, clock, TROOPS)

    assert sorted(told(written(runtime, clock, DESK))) == sorted([("new", COAL[0]), ("new", TROOPS[0])])


def test_three_weeks_without_a_digest_are_all_told(server, opened):
    runtime, clock = opened
    arrives(server, runtime, clock, VISIT)
    written(runtime, clock, DESK)
    clock.later(days=4)
    arrives(server, runtime, clock, COAL)
    clock.later(days=25)
    arrives(server, runtime, clock, TROOPS)

    assert len(written(runtime, clock, DESK).items) == 2


def test_a_clock_that_was_put_back_stops_no_digest_and_no_window_ends_before_it_begins(server, opened):
    runtime, clock = opened
    clock.later(days=365)
    arrives(server, runtime, clock, VISIT)
    written(runtime, clock, DESK)
    clock.later(days=-365)

    quiet = written(runtime, clock, DESK)
    clock.later(hours=2)
    next_one = written(runtime, clock, DESK)

    assert quiet is not None
    assert quiet.since <= quiet.until
    assert next_one.since == quiet.until
    clock.later(minutes=59)
    assert written(runtime, clock, DESK) is None


@pytest.mark.parametrize("lost", ["emptied", "deleted"])
def test_an_empty_database_beside_sealed_digests_is_refused_by_everything_that_would_tell(
    server, tmp_path, monkeypatch, capsys, lost
):
    made = settings(tmp_path, server, "/a")
    for name, value in (("TUMEN_HOME", made.home), ("TUMEN_CONFIG", made.config)):
        monkeypatch.setenv(name, str(value))
    server.pages["/a"] = feed(VISIT, at=NOON)
    assert answer(["run"]) == 0
    database = made.home / "tumen.db"
    if lost == "deleted":
        database.unlink()
    else:
        database.write_bytes(b"")
    capsys.readouterr()

    for command in (["run"], ["digest"], ["alert"], ["collect"], ["doctor"], ["upkeep"]):
        assert answer(command) == 1
        said = " ".join("".join(capsys.readouterr()).split())
        assert "tumen adopt" in said or "│" in said
    assert json.loads(json.dumps(answer(["doctor", "--json"]))) == 1
    (wrong,) = [row for row in json.loads(capsys.readouterr().out) if row["state"] == "wrong"]
    assert "holds no digest" in wrong["detail"]
    assert "backup" in wrong["detail"]
    assert str(database.resolve()) in wrong["detail"]

    assert answer(["adopt"]) == 0
    assert answer(["doctor"]) == 0


def test_readers_by_mail_alone_leave_a_trace_too(server, tmp_path):
    by_mail = READER.replace('form = "file"\naddress = "file"', 'form = "json"\naddress = "json://127.0.0.1:9/hook"')
    made = settings(tmp_path, server, "/a", readers=by_mail)
    server.pages["/a"] = feed(VISIT, at=NOON)
    with open_runtime(chronicle=False, settings=made, now=Clock(NOON)) as runtime:
        run_once(runtime)
    (made.home / "tumen.db").unlink()

    with pytest.raises(StorageError, match="tumen adopt"), open_runtime(settings=made):
        pass


def test_a_first_run_is_no_loss(server, tmp_path):
    made = settings(tmp_path, server, "/a")
    for _ in range(2):
        with open_runtime(chronicle=False, settings=made, now=Clock(NOON)) as runtime:
            assert runtime.archive.adoption.is_new()


@pytest.mark.parametrize("value", ["0", "366", '"two"', "true", "1.5"])
def test_look_back_days_is_a_number_of_days(tmp_path, server, value):
    made = settings(tmp_path, server, "/a", readers=READER.replace("alerts = true", f"look_back_days = {value}"))

    with pytest.raises(ConfigError, match="look_back_days"), open_runtime(settings=made):
        pass
