"""A recorded stream: what is read, in which order, and what is set aside."""

from __future__ import annotations

import json

import pytest

from tumen import stream
from tumen.errors import ConfigError


def row(**more):
    return json.dumps({"id": "a", "title": "A title", "text": None, "url": None, "published": "2025-06-17", **more})


def written(tmp_path, *lines):
    path = tmp_path / "stream.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_lines_come_by_publication_then_by_place(tmp_path):
    path = written(
        tmp_path,
        row(id="late", published="2025-06-18T01:00:00+00:00"),
        row(id="b", published="2025-06-17"),
        row(id="c", published="2025-06-17"),
        row(id="zone", published="2025-06-17T03:00:00+09:00"),
    )

    lines, rejected = stream.read(path)

    assert [json.loads(line.body)["id"] for line in lines] == ["zone", "b", "c", "late"]
    assert rejected == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", "not JSON"),
        ("[1, 2]", "not a JSON object"),
        (row(id=""), "id is missing"),
        (row(title="", text=""), "neither title nor text"),
        (row(title=["a"]), "title is not a string"),
    ],
)
def test_a_line_that_is_no_document_is_set_aside_with_its_number_and_reason(tmp_path, line, reason):
    path = written(tmp_path, row(id="ok"), line, row(id="also"))

    lines, rejected = stream.read(path)

    assert len(lines) == 2
    assert [(r.number, reason in r.reason) for r in rejected] == [(2, True)]


@pytest.mark.parametrize("published", [None, "yesterday", "9999-01-01", "0001-01-01", 17])
def test_a_line_without_a_believable_date_stands_undated_where_it_stood(tmp_path, published):
    path = written(
        tmp_path,
        row(id="a", published="2025-06-17"),
        row(id="undated", published=published),
        row(id="b", published="2025-06-18"),
    )

    lines, rejected = stream.read(path)

    assert [(json.loads(line.body)["id"], line.dated) for line in lines] == [
        ("a", True),
        ("undated", False),
        ("b", True),
    ]
    assert rejected == []


def test_the_same_id_twice_names_both_lines(tmp_path):
    path = written(tmp_path, row(id="x"), row(id="y"), row(id="x"))

    with pytest.raises(ConfigError, match=r"line 3.*line 1"):
        stream.read(path)


def test_a_missing_file_is_said_plainly(tmp_path):
    with pytest.raises(ConfigError, match="cannot read the file"):
        stream.read(tmp_path / "none.jsonl")
