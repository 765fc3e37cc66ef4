"""The notes on real reports become a stream and labels that a replay and the scorer can read."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from benchmarks.gist_stream import NO_EVENT, UNDATED, convert, main, read_notes

Row = dict[str, Any]


@pytest.fixture(scope="module")
def converted() -> tuple[list[Row], list[Row]]:
    return convert(read_notes())


def test_every_note_becomes_one_document_and_one_label(converted: tuple[list[Row], list[Row]]) -> None:
    stream, labels = converted

    assert [row["id"] for row in stream] == [row["id"] for row in labels]
    assert sorted(row["id"] for row in stream) == sorted(note["id"] for note in read_notes())
    assert len(stream) == 598


def test_the_stream_is_in_order_of_whole_dates(converted: tuple[list[Row], list[Row]]) -> None:
    days = [date.fromisoformat(row["published"]) for row in converted[0]]

    assert days == sorted(days)


def test_nothing_of_a_note_is_lost_between_title_and_text(converted: tuple[list[Row], list[Row]]) -> None:
    notes = {note["id"]: note["gist"] for note in read_notes()}

    for row in converted[0]:
        assert row["title"]
        assert row["title"] in notes[row["id"]]
        assert (row["text"] or "") in notes[row["id"]]
        assert not row["title"].startswith(("[gist", "Polish:", "Japanese:"))


def test_each_development_is_told_first_once_and_by_its_earliest_document(
    converted: tuple[list[Row], list[Row]],
) -> None:
    labels = converted[1]
    events = {row["event"] for row in labels if row["event"]}
    firsts = [row["event"] for row in labels if row["role"] == "first"]

    assert len(firsts) == len(set(firsts)) == len(events)
    assert firsts == list(dict.fromkeys(row["event"] for row in labels if row["event"]))
    assert len(events) >= 140


def test_a_copy_follows_its_original_within_the_same_development(converted: tuple[list[Row], list[Row]]) -> None:
    labels = converted[1]
    seen: dict[str, Row] = {}
    for row in labels:
        if row["dup_of"]:
            assert row["dup_of"] in seen
            assert seen[row["dup_of"]]["event"] == row["event"]
            assert seen[row["dup_of"]]["dup_of"] is None
        seen[row["id"]] = row

    assert sum(bool(row["dup_of"]) for row in labels) >= 50


def test_what_is_not_about_the_subject_has_neither_event_nor_role(converted: tuple[list[Row], list[Row]]) -> None:
    roles = Counter(row["role"] for row in converted[1])

    assert {row["role"] for row in converted[1] if row["relevant"] == 0} == {"none"}
    assert all(row["event"] is None for row in converted[1] if row["relevant"] == 0)
    assert set(roles) == {"first", "repeat", "analysis", "background", "none"}


def test_an_undated_note_comes_after_the_dated_ones_of_its_development(
    converted: tuple[list[Row], list[Row]],
) -> None:
    undated = {note["id"] for note in read_notes() if note["published"] is None and note["event"] not in UNDATED}
    last: dict[str, str] = {}
    for document, label in zip(*converted, strict=True):
        if label["event"] and document["id"] in undated:
            assert last[label["event"]] == document["published"]
        last[label["event"] or NO_EVENT] = document["published"]


def test_the_command_writes_both_files(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    main(str(tmp_path / "out"))

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["labels.jsonl", "stream.jsonl"]
    assert "598 lines" in capsys.readouterr().out
