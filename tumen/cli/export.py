"""The command export: what is known, for a spreadsheet or another program."""

from __future__ import annotations

import csv
import io
import json as js
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Final, Literal

from tumen.cli.arguments import Flag
from tumen.cli.asking import NO_FILTERS, Filtered
from tumen.counts import counted
from tumen.desk import Desk
from tumen.desk.labels import labelled
from tumen.desk.records import COLUMNS, RECORDS
from tumen.errors import ConfigError
from tumen.invisible_characters import plain
from tumen.output_files import make_folder_for_others, write_for_others
from tumen.wiring import open_desk

# A spreadsheet takes a cell that begins so for a formula, which may call programs and addresses.
# One of East Asia reads the wide signs, which a reader of Korean or Japanese headlines meets, like the narrow ones.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")


def export(
    what: Literal["developments", "documents", "claims"] | None = None,
    words: str = "",
    /,
    *,
    format: Literal["csv", "jsonl"] = "jsonl",
    out: Path | None = None,
    labels: Path | None = None,
    everything: Flag = False,
    filters: Filtered = NO_FILTERS,
) -> int:
    """Write what is known as JSON Lines or CSV: developments, the documents' metadata, or claims; or corrections.

    Texts of documents are not written. In CSV a cell that a spreadsheet would take for a formula begins with '.

    Parameters
    ----------
    what
        What to write, one row each.
    words
        Only what these words find, as for tumen search.
    format
        jsonl: one JSON object a line. csv: with a first line of names, every cell quoted; lists are joined by "; ".
    out
        File to write to, by default standard output.
    labels
        Write what people corrected into this folder instead, as stream.jsonl, with texts, and labels.jsonl: for
        tumen replay and a scorer.
    everything
        Also documents that are not about the subject.
    """
    if (what is None) is (labels is None):
        raise ConfigError("command line", "export", "say what: developments, documents, claims, or --labels DIR")
    with open_desk() as desk:
        if what is None or labels is not None:
            return _labels(desk, labels or Path())
        rows = RECORDS[what](desk, filters.asked(words, everything=everything))
        lines = csv_lines(rows, COLUMNS[what]) if format == "csv" else (as_line(row) for row in rows)
        if out is None:
            for line in lines:
                sys.stdout.write(line)
            return 0
        written = _write(out, lines) - (1 if format == "csv" else 0)
    print(f"{counted(max(written, 0), 'row')} written to {plain(out)}")
    return 0


def _labels(desk: Desk, folder: Path) -> int:
    made = labelled(desk.archive)
    try:
        make_folder_for_others(folder)
        for name, rows in (("stream.jsonl", made.stream), ("labels.jsonl", made.labels)):
            write_for_others(folder / name, (as_line(row) for row in rows))
    except OSError as e:
        raise ConfigError("command line", "--labels", f"cannot write to {folder}: {e.strerror}") from e
    print(f"{counted(len(made.labels), 'document')} with labels written to {plain(folder)}")
    return 0


def _write(out: Path, lines: Iterable[str]) -> int:
    try:
        return write_for_others(out, lines)
    except OSError as e:
        raise ConfigError("command line", "--out", f"cannot write {out}: {e.strerror}") from e


def as_line(row: Mapping[str, Any]) -> str:
    """One row as a line of JSON, in ASCII wherever a terminal might obey a character."""
    return js.dumps({key: _value(value) for key, value in row.items()}) + "\n"


def as_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Rows as CSV; the first line names the columns."""
    return "".join(csv_lines(rows, columns))


def csv_lines(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """Rows as lines of CSV, none of them a formula to a spreadsheet and no character that a terminal obeys.

    The first line names the columns, also where no row follows. Every cell is quoted, so that none is parted where a
    program takes another sign than the comma for the end of a cell.
    """
    yield _line(columns)
    for row in rows:
        yield _line(_cell(row[column]) for column in columns)


def _line(cells: Iterable[object]) -> str:
    made = io.StringIO()
    csv.writer(made, quoting=csv.QUOTE_ALL).writerow(list(cells))
    return made.getvalue()


def _cell(value: Any) -> object:
    value = _value(value)
    if value is None or isinstance(value, int | float):
        return value
    text = plain("; ".join(value) if isinstance(value, list) else value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _value(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date) else value
