"""Turn the notes on real reports into a labelled stream: python benchmarks/gist_stream.py OUT_DIR

The notes (tests/cases/gists/gists.jsonl) are short, in our own words, of reports of 2022 to 2026 in many languages;
each names its development. Writes OUT_DIR/stream.jsonl and OUT_DIR/labels.jsonl, in the form that `tumen replay` reads
and the scorer compares. The notes have no labels for claims, storylines or updates, so figures for those mean nothing.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

NOTES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "gists" / "gists.jsonl"

Row = dict[str, Any]

# Two hands noted the same page and named its development differently.
SAME_EVENT = {"2024-11-04-choe-putin-kremlin": "2024-11-04-putin-receives-choe"}
# The only reports of these developments carry no date; the day is that of the data they quote.
UNDATED = {"russia-stops-reporting-oil-to-un": "2024-12-04", "2023-06-russia-oil-exports-resumed": "2023-06-30"}
NO_EVENT = "none"
ROLES = {"opinion": "analysis", "analysis": "analysis", "background": "background"}
FIRST_SENTENCE = re.compile(r"(.{12,}?(?<!Rep)(?<!Col)(?<!Dr)(?<!vs)[.!?。])(?:\s+|(?<=。))(?=\S)", re.S)
ABOUT_THE_NOTE = re.compile(
    r"^(\[gist in English\] |(?:Arabic|Bulgarian|Chinese|French|German|Italian|Japanese|Korean|Macedonian|Norwegian"
    r"|Polish|Portuguese|Romanian|Russian|Spanish|Indonesian|Taiwanese): )"
)


def convert(notes: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """The stream, oldest first, and one label per document, in the same order."""
    placed = _placed([{**note, "event": SAME_EVENT.get(note["event"], note["event"])} for note in notes])
    originals = _originals(placed)
    told: set[str] = set()
    stream: list[Row] = []
    labels: list[Row] = []
    for note in placed:
        stream.append(_document(note))
        labels.append(_label(note, originals.get(note["id"]), told))
    return stream, labels


def _placed(notes: Sequence[Row]) -> list[Row]:
    """In order of publication; a note without a day comes after the dated ones of its development."""
    dated: dict[str, list[str]] = defaultdict(list)
    for note in notes:
        if len(note["published"] or "") == 10:
            dated[note["event"]].append(note["published"])
    end = max(day for days in dated.values() for day in days)
    last = {event: max(days) for event, days in dated.items() if event != NO_EVENT} | UNDATED
    rows = [{**note, "undated": len(note["published"] or "") != 10} for note in notes]
    for row in rows:
        if row["undated"]:
            # A note that knows only its month is taken as of the month's end: earlier would be seeing ahead.
            row["published"] = f"{row['published']}-28" if row["published"] else last.get(row["event"], end)
    return sorted(rows, key=lambda row: (row["published"], row["undated"]))


def _originals(placed: Sequence[Row]) -> Mapping[str, str]:
    """For each copy the earliest document of its family: a page may be dated before the one it was copied from."""
    parent = {row["id"]: row["dup_of"] for row in placed if row["dup_of"]}
    by_address: dict[str, str] = {}
    for row in placed:
        first = by_address.setdefault(row["url"] or row["id"], row["id"])
        if first != row["id"]:
            parent.setdefault(row["id"], first)
    families: dict[str, list[str]] = defaultdict(list)
    for row in placed:
        families[_root(row["id"], parent)].append(row["id"])
    return {copy: family[0] for family in families.values() for copy in family[1:]}


def _root(document: str, parent: Mapping[str, str]) -> str:
    while document in parent:
        document = parent[document]
    return document


def _document(note: Row) -> Row:
    text = ABOUT_THE_NOTE.sub("", note["gist"])
    match = FIRST_SENTENCE.match(text)
    title, rest = (match[1], text[match.end() :]) if match else (text, None)
    # The first hand wrote every note in English, whatever the language of the original.
    english = note["id"].startswith("a") or note["gist"].startswith("[gist in English]")
    return {
        "id": note["id"],
        "title": title.rstrip(".。"),
        "text": rest,
        "url": note["url"],
        "published": note["published"],
        "source": note["source"],
        "language": "en" if english else note["language"],
    }


def _label(note: Row, original: str | None, told: set[str]) -> Row:
    event = note["event"] if note["relevant"] and note["event"] != NO_EVENT else None
    role = "none"
    if event:
        role = "repeat" if event in told else "first"
        told.add(event)
    elif note["relevant"]:
        role = ROLES.get(note["kind"], "analysis")
    return {
        "id": note["id"],
        "relevant": 2 if note["relevant"] else 0,
        "event": event,
        "story": None,
        "role": role,
        "claims": [],
        "dup_of": original,
        "note": note["dup_kind"] or "",
    }


def read_notes(path: Path = NOTES) -> list[Row]:
    """The notes, in file order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main(folder: str) -> None:
    """Write the two files and say how many lines each has."""
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for name, rows in zip(("stream.jsonl", "labels.jsonl"), convert(read_notes()), strict=True):
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (out / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{out / name}: {len(lines)} lines")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
