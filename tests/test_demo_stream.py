"""The stream that is shipped to be replayed: real happenings of late 2024, in our own words."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from benchmarks.gist_stream import convert, read_notes

DEMO = Path(__file__).resolve().parents[1] / "corpus" / "demo" / "late-2024.jsonl"

Row = dict[str, Any]


@pytest.fixture(scope="module")
def stream() -> list[Row]:
    return [json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines()]


def test_every_line_has_what_a_replay_reads(stream: list[Row]) -> None:
    for row in stream:
        assert list(row) == ["id", "title", "text", "url", "published", "source", "language"]
        assert all(isinstance(value, str) and value == value.strip() and value for value in row.values())
        assert urlsplit(row["url"]).scheme in ("http", "https")
        assert len(row["title"]) <= 120

    assert len({row["id"] for row in stream}) == len(stream) >= 90


def test_it_covers_the_last_quarter_of_2024_in_order(stream: list[Row]) -> None:
    days = [date.fromisoformat(row["published"]) for row in stream]

    assert days == sorted(days)
    assert all(date(2024, 10, 1) <= day <= date(2024, 12, 31) for day in days)
    assert len(set(days)) >= 30


def test_it_is_written_in_many_languages(stream: list[Row]) -> None:
    languages = Counter(row["language"] for row in stream)

    assert len(languages) >= 12
    assert all(languages[language] >= 2 for language in ("de", "es", "fr", "ja", "ko", "pl", "zh"))


def test_it_keeps_the_dates_and_addresses_of_the_reports_it_retells(stream: list[Row]) -> None:
    notes = {note["id"]: note for note in read_notes()}

    for row in stream:
        assert (row["url"], row["published"]) == (notes[row["id"]]["url"], notes[row["id"]]["published"])


def test_it_holds_copies_other_subjects_and_developments_told_by_several(stream: list[Row]) -> None:
    labels = {label["id"]: label for label in convert(read_notes())[1]}
    mine = [labels[row["id"]] for row in stream]
    reports = Counter(label["event"] for label in mine if label["event"])

    assert sum(bool(label["dup_of"]) for label in mine) >= 8
    assert sum(label["relevant"] == 0 for label in mine) >= 2
    assert len(reports) >= 35
    assert sum(count >= 3 for count in reports.values()) >= 10


def test_a_copy_repeats_the_words_of_its_original(stream: list[Row]) -> None:
    texts = {row["id"]: row["text"] for row in stream}

    assert texts["a142"] == texts["a141"]
    assert texts["a177"] in texts["a176"]
