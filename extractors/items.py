"""Items under keys to drafts: JSON, JSON Lines and tables, whatever their keys are called; nothing is lost unsaid."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractors import exports, field_values, fields, press_exports
from extractors.entries import Entry, extracted
from extractors.exports import Rows
from extractors.extracted import EXCERPT_CAP, Extracted, Reading
from extractors.field_names import Fact, are_known
from extractors.json_feed import LANGUAGES
from extractors.plain_text import escaped, readable
from tumen.counts import counted
from tumen.errors import ExtractError, FailureCode
from tumen.model import Draft, Quarantined, Raw, Source

SEPARATOR = re.compile(r"sep=(.)\n", re.IGNORECASE)
COLUMN = re.compile(r"(?!\d+$)[\w.\-]{1,40}")
OWN_ID = "id"  # the key under which nearly every program writes what a record is called
NEEDED = (Fact.TEXT, Fact.DATE, Fact.URL)  # what most documents have
WORDS = {Fact.TEXT: "text", Fact.DATE: "date", Fact.URL: "address"}
MOST = 0.5  # of the items without a fact: then the export, not some of its items, was read wrongly


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line of a JSON Lines file that is not JSON, and where it goes wrong."""

    text: str
    reason: str

    def __str__(self) -> str:
        return self.text


def json_lines(raw: Raw, source: Source) -> Extracted:
    """Return the items of JSON Lines, or of one JSON text under that name."""
    text = readable(raw, source)
    if text.lstrip()[:1] == "[" or text.lstrip()[:2] == "{\n":
        return json_file(raw, source)
    return _extracted(_parsed_lines(text), raw, source)


def json_file(raw: Raw, source: Source) -> Extracted:
    """Return the items of a JSON file, wherever in it their list stands."""
    try:
        data = json.loads(exports.unassigned(readable(raw, source)), strict=False)
    except (ValueError, RecursionError) as e:
        raise ExtractError(source.id, f"not valid JSON: {e}"[:200]) from e
    found = exports.rows(data)
    notes = [f"{counted(found.passed_over, 'line')} of the program passed over"] if found.passed_over else []
    return of_rows(found, raw, source, notes=notes)


def table(raw: Raw, source: Source) -> Extracted:
    """Return the items of a table whose first line names its columns, or that is known without."""
    text = readable(raw, source)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))  # it is one for the whole process
    said = SEPARATOR.match(text)  # how Excel tells itself
    text = text[said.end() :] if said else text
    delimiter = said[1] if said else max(",;\t|", key=lambda mark: text.partition("\n")[0].count(mark))
    try:
        return of_tables([[line for line in csv.reader(io.StringIO(text), delimiter=delimiter) if line]], raw, source)
    except csv.Error as e:
        raise ExtractError(source.id, f"not a valid table: {e}") from e


def of_tables(tables: Sequence[Sequence[list[str]]], raw: Raw, source: Source) -> Extracted:
    """Return the items of tables whose first lines name their columns; ExtractError when none does.

    Of several, those without known names are told and passed over, as sheets of notes are.
    """
    placed: list[tuple[str, Any]] = []
    unnamed: list[str] = []
    for number, lines in enumerate(tables, 1):
        header = lines[0] if lines else []
        pages = exports.knowledge_graph(lines)
        if pages is not None:
            placed += [(f"line {n}", row) for n, row in enumerate(pages, 1)]
            continue
        names = exports.events(header)
        if names is None and not _are_names(header):
            unnamed.append(", ".join(str(name)[:40] for name in header[:6]))
            continue
        where = f"sheet {number}, line" if len(tables) > 1 else "line"
        body = lines if names else lines[1:]
        rows = (dict(zip(names or header, row, strict=False)) for row in body)
        placed += [(f"{where} {n}", row) for n, row in enumerate(rows, 1 if names else 2)]
    if unnamed and not placed:
        reason = f"the first line has no known column ({unnamed[0]}): name the columns title, text, date, url"
        raise ExtractError(source.id, reason)
    notes = [f"a sheet without known columns was passed over ({named})" for named in unnamed]
    return _extracted(iter(placed), raw, source, notes=notes)


def of_rows(found: Rows, raw: Raw, source: Source, *, notes: Sequence[str] = ()) -> Extracted:
    """Return items that were parsed as drafts; what holds for all is told of those that do not say it themselves."""
    placed = ((f"item {number}", row) for number, row in enumerate(found.rows, 1))
    return _extracted(placed, raw, source, facts=found.facts, notes=notes)


def of_text(text: str, raw: Raw, source: Source) -> Extracted | None:
    """Return the documents of a text that is an export of a press database; None of any other text."""
    rows = press_exports.parted(text, now=raw.fetched_at)
    if rows is None:
        return None
    notes = [f"{counted(len(rows), 'document')} of a press database in one file"]
    return of_rows(Rows(tuple(rows)), raw, source, notes=notes)


def entry(said: Mapping[str, str]) -> Entry:
    """Return what was said under our names as the entry of a feed."""
    body = said[Fact.HTML] or (said[Fact.TEXT] if field_values.is_markup(said[Fact.TEXT]) else escaped(said[Fact.TEXT]))
    return Entry(
        link=said[Fact.URL],
        title=escaped(said[Fact.TITLE]),
        bodies=(body,) if body else (),
        dates=(said[Fact.DATE],) if said[Fact.DATE] else (),
        author=escaped(said[Fact.AUTHOR]),
        site=escaped(said[Fact.SITE]),
        language=LANGUAGES.get(said[Fact.LANGUAGE].lower(), said[Fact.LANGUAGE]),
    )


def _extracted(
    rows: Iterator[tuple[str, Any]],
    raw: Raw,
    source: Source,
    *,
    facts: Sequence[Mapping[str, str]] = (),
    notes: Sequence[str] = (),
) -> Extracted:
    placed = list(rows)
    known = fields.plan([row for _, row in placed if isinstance(row, dict)], now=raw.fetched_at, mapped=source.select)
    entries: list[Entry] = []
    lost: list[Quarantined] = []
    untitled = 0
    for number, (place, row) in enumerate(placed):
        said = fields.facts(row, known) if isinstance(row, dict) else {}
        for fact, value in (facts[number] if facts else {}).items():
            said[fact] = said.get(fact) or value
        if said and not (said[Fact.TITLE] or said[Fact.TEXT] or said[Fact.HTML]) and said[Fact.URL]:
            said[Fact.TITLE] = exports.title_of(said[Fact.URL])
            untitled += bool(said[Fact.TITLE])
        if said and (said[Fact.TITLE] or said[Fact.TEXT] or said[Fact.HTML]):
            entries.append(replace(entry(said), own_id=_own_id(row)))
        else:
            lost.append(_lost(str(row)[:200], f"{place} {_what_is_wrong(row)}", raw))
    if not entries and not lost:
        raise ExtractError(source.id, "contains no documents", code=FailureCode.EMPTY)
    found = extracted(entries, raw, source, most=len(entries))
    told = [f"the titles of {counted(untitled, 'item')} are the words of their addresses"] if untitled else []
    return Extracted(
        drafts=found.drafts,
        quarantined=(*lost, *found.quarantined),
        notes=(*notes, *found.notes, *told),
        readings=(_reading(known, found.drafts, source.select),),
    )


def _own_id(row: Mapping[Any, Any]) -> str:
    own = row.get(OWN_ID)
    return str(own) if isinstance(own, str | int) and not isinstance(own, bool) else ""


def _reading(known: fields.Plan, drafts: Sequence[Draft], mapped: Mapping[str, str]) -> Reading:
    """What of the keys was read, and what most items lack though a key of theirs may hold it."""
    missing = {
        Fact.TEXT: sum(not draft.text for draft in drafts),
        Fact.DATE: sum(draft.published is None for draft in drafts),
        Fact.URL: sum(draft.url is None for draft in drafts),
    }
    lost = [
        f"{missing[fact]} of {counted(len(drafts), 'item')} have no {WORDS[fact]}, and what “{key}” says was not used: "
        f"if it is the {WORDS[fact]}, import again with --map {fact}={key}; else with --map {fact}="
        for fact in NEEDED
        if missing[fact] > MOST * len(drafts) and fact not in mapped and (key := fields.without(fact, known))
    ]
    lost += [
        f"no key is called “{key}”, so --map {fact}={key} found nothing"
        for fact, key in mapped.items()
        if key and not known.keys[Fact(fact)]
    ]
    return Reading(
        guessed=known.guessed,
        unused=tuple(column.name for column in known.unused if column.name != OWN_ID),
        lost=tuple(lost),
    )


def _are_names(header: Sequence[str]) -> bool:
    """Whether the first line of a table names its columns: one of them is known, or all have the form of names."""
    return are_known(header) or (len(header) > 1 and all(COLUMN.fullmatch(name.strip()) for name in header))


def _what_is_wrong(row: object) -> str:
    """Why a row is no document, and what to do about it."""
    if isinstance(row, dict):
        return "has neither title nor text: it needs one of them"
    if isinstance(row, BrokenLine):
        return f"is not valid JSON ({row.reason}): correct it and import the file again"
    return 'is not an object with named values: write it as {"title": "…", "text": "…"}'


def _parsed_lines(text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"line {number}", json.loads(line, strict=False)
            except json.JSONDecodeError as e:
                yield f"line {number}", BrokenLine(line, f"{e.msg} at character {e.colno}")
            except (ValueError, RecursionError) as e:
                yield f"line {number}", BrokenLine(line, str(e)[:100])


def _lost(excerpt: str, reason: str, raw: Raw) -> Quarantined:
    return Quarantined(source_id=raw.source_id, reason=reason, excerpt=excerpt[:EXCERPT_CAP])
