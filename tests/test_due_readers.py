"""For whom a digest is due, as an archive with sealed digests says it; and what the page about readers promises."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from tests.support.archives import archive_in_memory
from tests.support.digests import channel
from tests.support.newsroom import Desk
from tests.support.values import HOUR, NOON, delivery, digest
from tumen import pipeline
from tumen.catalogue.readers import READER
from tumen.model import Digest, DigestKind, QuietHours, Reader
from tumen.pipeline import due_readers
from tumen.pipeline.due_readers import hold_quiet

READERS = (Reader(id="desk", name="Desk"), Reader(id="new", name="New"))
PAGE = Path(__file__).resolve().parents[1] / "docs" / "readers.md"


def test_who_was_told_since_the_hour_is_not_due_and_who_was_never_told_is() -> None:
    with archive_in_memory() as archive:
        archive.digests.seal(digest("first"), [])

        assert due_readers(archive, READERS, NOON + HOUR) == ["new"]
        assert due_readers(archive, READERS, NOON + timedelta(hours=19)) == ["desk", "new"]


def test_every_key_of_a_reader_is_explained() -> None:
    keys = PAGE.read_text(encoding="utf-8").partition("## ")[0]
    rows = [line for line in keys.splitlines() if line.startswith("| `")]
    explained = {key for row in rows for key in re.findall(r"`(\w+)`", row.split("|")[1])}

    assert explained == READER.keys()


NIGHT = QuietHours(start=time(22), end=time(7))
SLEEPER = Reader(id="desk", name="Desk", quiet_hours=NIGHT, alerts=True, channels=(channel("chat", "tgram://1/2"),))
LATE = datetime(2026, 3, 1, 23, tzinfo=UTC)
ARRIVAL = ("Lavrov arrives in Wonsan for talks with Choe Son Hui", "The Russian foreign minister landed on Friday.")
SHIPMENT = (
    "Russia sends wheat to North Korea through Tumangang, ministry says",
    "The agriculture ministry in Moscow said a train with 2,000 tonnes of wheat left for Rason on Sunday.",
)


def written(desk: Desk, kind: DigestKind = DigestKind.DIGEST) -> Digest | None:
    return pipeline.write_digest(desk.archive, desk.content, SLEEPER, desk.now, kind=kind)


def test_in_quiet_hours_nothing_is_sealed_and_what_waited_comes_in_one_piece_at_their_end() -> None:
    with Desk() as desk:
        desk.now = LATE
        desk.send("a", *ARRIVAL)
        night = [written(desk, kind) for kind in (DigestKind.DIGEST, DigestKind.ALERT)]
        desk.now += timedelta(hours=3)
        desk.send("b", *SHIPMENT)
        night.append(written(desk))
        desk.now = datetime(2026, 3, 2, 7, tzinfo=UTC)
        morning = written(desk)

    assert night == [None] * len(night)
    assert morning is not None
    assert len(morning.items) == 2


def test_what_was_sealed_before_the_quiet_hours_waits_too_but_for_an_alert_that_may_come_at_any_hour() -> None:
    always = replace(SLEEPER, alerts_in_quiet_hours=True)
    with archive_in_memory() as archive:
        for kind in (DigestKind.DIGEST, DigestKind.ALERT):
            made = digest(kind, kind=kind, until=LATE - HOUR)
            archive.digests.seal(made, [delivery(f"of-{kind}", kind, not_after=LATE + 12 * HOUR)])
        hold_quiet(archive, [always], LATE)
        at_night = [one.id for one in archive.ledger.due(LATE)]
        hold_quiet(archive, [SLEEPER], LATE)
        at_night_for_others = [one.id for one in archive.ledger.due(LATE)]
        at_seven = [one.id for one in archive.ledger.due(LATE + 8 * HOUR)]

    assert at_night == ["of-alert"]
    assert at_night_for_others == []
    assert sorted(at_seven) == ["of-alert", "of-digest"]
