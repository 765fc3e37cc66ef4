"""Sheets of Excel and OpenDocument to drafts: the rows of each sheet whose first line names its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import lxml.etree

from extractors import items
from extractors.extracted import Extracted
from extractors.office import opened, said, tree
from tumen.errors import ExtractError, FailureCode
from tumen.model import Raw, Source

Line = list[str]

BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})  # ECMA-376, 18.8.30
DATE_FORM = re.compile(r"[ymdh]", re.IGNORECASE)
NO_FORM = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # words, and colours
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  a sheet has no zone; Excel takes 1900 for a leap year
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
LAST_DAY = 2_958_465  # 31 December 9999, the last that Excel writes
WIDEST = 500  # columns; the widest export seen had 61
LONGEST = 200_000  # rows of a sheet
CELL = re.compile(r"([A-Z]{1,3})\d+")


def xlsx(raw: Raw, source: Source) -> Extracted:
    """Return the items of an Excel file; ExtractError when it is none."""
    with opened(raw, source) as file:
        shared = []
        if "xl/sharedStrings.xml" in file.NameToInfo:
            shared = [_text(node) for node in tree(file, "xl/sharedStrings.xml", source).iter("{*}si")]
        styles = tree(file, "xl/styles.xml", source) if "xl/styles.xml" in file.NameToInfo else None
        dated = _date_styles(styles) if styles is not None else frozenset()
        book = tree(file, "xl/workbook.xml", source)
        late = any(node.get("date1904") in ("1", "true") for node in book.iter("{*}workbookPr"))
        names = sorted(name for name in file.NameToInfo if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name))
        cells = Cells(shared, dated, EPOCH_1904 if late else EPOCH)
        sheets = [[cells.line(row) for row in _rows(tree(file, name, source), "row")] for name in names]
    return _extracted(sheets, raw, source)


def ods(raw: Raw, source: Source) -> Extracted:
    """Return the items of an OpenDocument sheet; ExtractError when it is none."""
    with opened(raw, source) as file:
        tables = list(tree(file, "content.xml", source).iter("{*}table"))
        sheets = [[_open_line(row) for row in _rows(table, "table-row")] for table in tables]
    return _extracted(sheets, raw, source)


def _extracted(sheets: Sequence[Sequence[Line]], raw: Raw, source: Source) -> Extracted:
    filled = [lines for sheet in sheets if (lines := [line for line in sheet if any(line)])]
    if not filled:
        raise ExtractError(source.id, "the sheets are empty", code=FailureCode.EMPTY)
    return items.of_tables(filled, raw, source)


def _rows(table: Any, name: str) -> Iterator[Any]:
    for number, row in enumerate(table.iter(f"{{*}}{name}")):
        if number == LONGEST:
            break
        yield row


class Cells:
    """What the cells of an Excel file say: shared texts, numbers, and numbers that are shown as dates."""

    def __init__(self, shared: Sequence[str], dated: frozenset[int], epoch: datetime) -> None:
        self._shared = shared
        self._dated = dated
        self._epoch = epoch

    def line(self, row: Any) -> Line:
        """The texts of a row, each at the place of its column."""
        line: Line = []
        for cell in row.iter("{*}c"):
            place = CELL.fullmatch(cell.get("r") or "")
            column = _column(place[1]) if place else len(line)
            if column < WIDEST:
                line += [""] * (column + 1 - len(line))
                line[column] = self._said(cell)
        return line

    def _said(self, cell: Any) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            return _text(cell)
        value = said(cell, "v")
        if kind == "s":
            return self._shared[int(value)] if value.isdecimal() and int(value) < len(self._shared) else ""
        if kind != "n" or not value:
            return "" if kind == "e" else value
        return self._number(value, int(cell.get("s") or 0) in self._dated)

    def _number(self, value: str, dated: bool) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if dated and 1 <= number <= LAST_DAY:
            # To the second: a day is kept as a fraction that seldom is exact.
            moment = self._epoch + timedelta(seconds=round(number * 86_400))
            return moment.isoformat(" ") if number % 1 else moment.date().isoformat()
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else value


def _date_styles(styles: Any) -> frozenset[int]:
    """The numbers of the cell styles that show a number as a date."""
    own = {node.get("numFmtId"): node.get("formatCode") or "" for node in styles.iter("{*}numFmt")}
    found = set()
    for number, form in enumerate(node for forms in styles.iter("{*}cellXfs") for node in forms.iter("{*}xf")):
        id = form.get("numFmtId") or ""
        if (id.isdecimal() and int(id) in BUILT_IN_DATES) or DATE_FORM.search(NO_FORM.sub("", own.get(id, ""))):
            found.add(number)
    return frozenset(found)


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = 26 * place + ord(letter) - 64
    return place - 1


def _text(node: Any) -> str:
    """The text of a cell, without the reading aids of Japanese (rPh)."""
    return "".join(
        part.text or "" for part in node.iter("{*}t") if lxml.etree.QName(part.getparent()).localname != "rPh"
    ).strip()


def _open_line(row: Any) -> Line:
    line: Line = []
    for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
        facts = {lxml.etree.QName(name).localname: value for name, value in cell.attrib.items()}
        text = facts.get("date-value") or "\n".join("".join(part.itertext()) for part in cell.iterchildren("{*}p"))
        times = facts.get("number-columns-repeated", "1")
        line += [text.strip()] * min(int(times) if times.isdecimal() else 1, WIDEST - len(line))
    return line
