"""What is imported with dates of long ago is known from then on, and no news; nothing of it is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.installation import Clock, Feeds, feed, feeds, settings
from tumen import pipeline
from tumen.delivery.render import render
from tumen.model import Channel, ChannelForm, Digest, DigestKind, LeftOutCode, Reader
from tumen.wiring import Runtime, open_runtime

NOON = datetime(2026, 6, 17, 12, tzinfo=UTC)
DESK = Reader(id="desk", name="The desk", alerts=True)
VISIT = (
    "Shoigu arrives in Pyongyang with a message from Putin",
    "Russia's Security Council secretary was met at the airport of the North Korean capital.",
)
COAL = (
    "Seoul sanctions two Russian ships over North Korean coal",
    "The foreign ministry named the ships and their owner in Vladivostok.",
)
TROOPS = (
    "North Korea sends 3,000 soldiers to Russia, Seoul says",
    "The National Intelligence Service said on Monday that 3,000 soldiers had boarded ships in Rason for Vladivostok.",
)
MORE_TROOPS = (
    "North Korea has sent 5,000 soldiers to Russia, Seoul now says",
    "The National Intelligence Service said that 5,000 soldiers had boarded ships in Rason for Vladivostok.",
)


class Newsroom:
    """An installation with one feed, and files to import."""

    def __init__(self, server: Feeds, runtime: Runtime, clock: Clock, folder: Path) -> None:
        self.server, self.runtime, self.clock, self.folder = server, runtime, clock, folder

    def collects(self, *items: tuple[str, str], at: datetime | None = None) -> None:
        self.server.pages["/a"] = feed(*items, at=at or self.clock())
        pipeline.collect(self.runtime.archive, self.runtime.fetcher, self.runtime.content, self.clock, force=True)
        self._judges()

    def imports(self, *items: tuple[tuple[str, str], datetime | None], tell: bool = False) -> pipeline.Imported:
        rows = [
            {"title": title, "text": text, **({"date": at.isoformat()} if at else {})} for (title, text), at in items
        ]
        file = self.written(rows)
        watch, now = self.runtime.content.watch, self.clock()
        done = pipeline.import_files(self.runtime.archive, [file], watch, now, tell=tell, news=pipeline.look_back(DESK))
        self._judges()
        return done

    def written(self, rows: list[dict[str, str]]) -> Path:
        file = self.folder / f"{self.clock():%d-%H%M}.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        return file

    def shares(self, item: tuple[str, str], at: datetime, *, tell: bool) -> None:
        """Import by batches, which workers do."""
        file = self.written([{"title": item[0], "text": item[1], "date": at.isoformat()}])
        archive, watch = self.runtime.archive, self.runtime.content.watch
        pipeline.queue_files(archive, [file], self.clock(), tell=tell)
        pipeline.work(archive, watch, self.runtime.collect, self.clock)
        self._judges()

    def _judges(self) -> None:
        pipeline.develop_all(self.runtime.archive, self.runtime.content, self.clock)

    def writes(self, reader: Reader = DESK, kind: DigestKind = DigestKind.DIGEST) -> Digest | None:
        self.clock.later(hours=2)
        return pipeline.write_digest(self.runtime.archive, self.runtime.content, reader, self.clock(), kind=kind)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    clock = Clock(NOON)
    with (
        feeds() as server,
        open_runtime(chronicle=False, settings=settings(tmp_path, server, "/a"), now=clock) as runtime,
    ):
        yield Newsroom(server, runtime, clock, tmp_path)


def told(digest: Digest | None) -> list[tuple[str, str]]:
    return [(str(item.kind), item.headline) for item in digest.items] if digest else []


def ago(days: float) -> datetime:
    return NOON - timedelta(days=days)


def test_an_imported_history_is_no_news_alerts_nobody_and_is_counted_in_one_line(room: Newsroom) -> None:
    done = room.imports((VISIT, ago(700)), (COAL, ago(400)), (TROOPS, ago(1)))

    alert = room.writes(kind=DigestKind.ALERT)
    digest = room.writes(replace(DESK, id="other"))

    assert done.history == 2
    assert told(alert) == told(digest) == [("new", TROOPS[0])]
    assert digest is not None
    (line,) = [entry for entry in digest.left_out if entry.code is LeftOutCode.IMPORTED]
    assert (line.times, line.title) == (2, f"{ago(700).date()} – {ago(400).date()}")
    assert digest.documents_read == 3
    page = render(digest, Channel(id="m", form=ChannelForm.EMAIL, address="x", recipient="x"), DESK)
    assert "2 imported, and older than what is news (tumen timeline)" in page.parts["text"]
    assert line.title in page.parts["text"]


def test_nothing_of_it_is_lost(room: Newsroom) -> None:
    room.imports((VISIT, ago(700)), (COAL, ago(400)))
    room.writes()

    found = room.runtime.archive.developments.latest(since=NOON - timedelta(days=1))

    assert {(one.title, one.day) for one in found} == {(VISIT[0], ago(700).date()), (COAL[0], ago(400).date())}


@pytest.mark.parametrize("is_told_between", [False, True])
def test_what_a_later_report_adds_to_it_is_told_as_an_update_of_what_was_known(
    room: Newsroom, is_told_between: bool
) -> None:
    room.imports((TROOPS, ago(2.5)))
    if is_told_between:
        room.writes()
    room.collects(MORE_TROOPS)
    digest = room.writes()

    assert told(digest) == [("update", MORE_TROOPS[0])]
    assert digest is not None
    (item,) = digest.items
    assert item.earlier is not None
    assert (item.earlier.headline, item.earlier.told.date()) == (TROOPS[0], ago(2.5).date())
    assert str(item.earlier.place) == "known"
    assert [report.title for report in item.reports] == [MORE_TROOPS[0]]


def test_a_report_that_repeats_it_is_not_told(room: Newsroom) -> None:
    room.imports((TROOPS, ago(2.5)))
    room.writes()
    room.collects((f"{TROOPS[0]}, agencies report", TROOPS[1]))
    digest = room.writes()

    assert told(digest) == []
    assert digest is not None
    assert "known from an import" in " ".join(entry.reason for entry in digest.left_out)


def test_what_is_to_be_told_is_told_and_so_is_what_has_no_date_or_came_from_a_source(room: Newsroom) -> None:
    room.collects(VISIT, at=ago(300))  # found late
    done = room.imports((COAL, ago(400)), tell=True)
    room.clock.later(hours=1)
    room.imports((TROOPS, None))

    assert done.history == 0
    assert {headline for _, headline in told(room.writes())} == {VISIT[0], COAL[0], TROOPS[0]}


@pytest.mark.parametrize("tell", [False, True])
def test_batches_know_what_is_to_be_told(room: Newsroom, tell: bool) -> None:
    room.shares(COAL, ago(400), tell=tell)

    assert told(room.writes()) == ([("new", COAL[0])] if tell else [])


def test_how_old_is_too_old_is_the_readers_look_back(room: Newsroom) -> None:
    room.imports((VISIT, ago(3)), (COAL, ago(8)))

    assert told(room.writes(replace(DESK, id="two-days"))) == []
    assert told(room.writes(replace(DESK, id="week", schedule="weekly"))) == [("new", VISIT[0])]
    assert len(told(room.writes(replace(DESK, id="month", look_back_days=30)))) == 2


def test_what_was_told_before_an_import_goes_on(room: Newsroom) -> None:
    room.collects(TROOPS)
    room.writes()
    room.imports((TROOPS, ago(5)))
    room.clock.later(hours=3)
    room.collects(MORE_TROOPS)
    digest = room.writes()

    assert told(digest) == [("update", MORE_TROOPS[0])]
    assert digest is not None
    assert digest.items[0].earlier is not None
    assert str(digest.items[0].earlier.place) == "told"
