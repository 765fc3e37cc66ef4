"""For whom a digest is due, as an archive with sealed digests says it; and what the page about readers promises."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from tests.support.values import HOUR, NOON, digest
from tumen.catalogue.readers import READER
from tumen.model import Reader
from tumen.pipeline import due_readers
from tumen.storage import Archive

READERS = (Reader(id="desk", name="Desk"), Reader(id="new", name="New"))
PAGE = Path(__file__).resolve().parents[1] / "docs" / "readers.md"


def test_who_was_told_since_the_hour_is_not_due_and_who_was_never_told_is() -> None:
    with Archive.open("sqlite://") as archive:
        archive.digests.seal(digest("first"), [])

        assert due_readers(archive, READERS, NOON + HOUR) == ["new"]
        assert due_readers(archive, READERS, NOON + timedelta(hours=19)) == ["desk", "new"]


def test_every_key_of_a_reader_is_explained() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    explained = {key for row in rows for key in re.findall(r"`(\w+)`", row.split("|")[1])}

    assert explained == READER.keys()
