"""Texts that hold many documents: exports of press databases and of reference managers, parted into rows. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from extractors.dates import parse_date

Row = dict[str, str]

FACTIVA = re.compile(r"^(HD|SE|CLM|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPD|IPC|PUB|AN|ART|VOL)"
                     r"(?:[ \t]{1,4}(\S.*)|[ \t]*)$", re.MULTILINE)  # fmt: skip
FACTIVA_NAMES = {
    "HD": "title",
    "LP": "text",
    "TD": "text",
    "PD": "date",
    "SN": "site",
    "BY": "author",
    "LA": "language",
}
RIS = re.compile(r"^([A-Z][A-Z0-9])  -(?: (.*)|)$", re.MULTILINE)
RIS_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("TI", "T1", "CT"),
    "text": ("AB", "N2"),
    "url": ("UR", "LK", "L2"),
    "date": ("DA", "Y1", "PY"),
    "site": ("T2", "JO", "JF", "JA", "PB"),
    "author": ("AU", "A1"),
    "language": ("LA",),
}
# Each document of Factiva without codes ends with its number; its head says how many words it has.
FACTIVA_END = re.compile(r"^[ \t]*Document [A-Z][A-Z0-9]{3,}\d[A-Za-z0-9]{9,}[ \t]*$", re.MULTILINE)
WORDS = re.compile(r"[\d.,]+ (?:words|mots|palabras|Wörter|parole|palavras|слов[ао]?|단어|字|語)", re.IGNORECASE)
CLOCK = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?(?: GMT)?", re.IGNORECASE)
RIGHTS = re.compile(r"(?:copyright\b|©|\(c\))", re.IGNORECASE)
NEXIS = re.compile(
    r"^[ \t\ufeff]*(?:\d+ of \d+ DOCUMENTS?|Document \d+ of \d+|_{20,}|End of Document)[ \t]*$", re.MULTILINE
)
LABEL = re.compile(r"^[ \t]*([A-Z][A-Za-z]*(?:[ \-][A-Za-z]+){0,3})[ \t]*(?::|[ ]/)[ \t]*(.*)$")
LABELS: Mapping[str, str] = {
    "headline": "title", "title": "title", "byline": "author", "author": "author", "body": "text", "full text": "text",
    "abstract": "summary", "highlight": "summary", "publication title": "site", "publication date": "date",
    "language": "language", "language of publication": "language", "document url": "url", "url": "url",
    "proquest document link": "url", "source": "site",
    **dict.fromkeys((
        "load-date", "length", "section", "dateline", "graphic", "publication-type", "publication info", "subject",
        "copyright", "journal code", "geographic", "correction-date", "series", "pages", "first page", "issn",
        "source type", "country of publication", "document type", "proquest document id", "database", "last updated",
        "place of publication", "publisher", "publication year", "links", "type", "classification", "location",
        "people", "company", "credit", "publication subject", "edition", "notes",
    ), ""),
}  # fmt: skip
BARE = frozenset({"body", "full text", "classification"})  # labels on a line of their own
HEAD = frozenset({"byline", "length", "dateline", "section", "highlight", "copyright", "source", "graphic", "credit"})
ENTRY = re.compile(r"@([A-Za-z]+)[ \t]*\{[ \t]*([^,\s{}]*)[ \t]*,")
FIELD = re.compile(r"\s*([A-Za-z][\w\-]*)\s*=\s*")
BIBTEX_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "text": ("abstract", "annote"),
    "url": ("url", "howpublished"),
    "date": ("date", "year"),
    "site": ("journaltitle", "journal", "publisher", "organization"),
    "author": ("author",),
    "language": ("langid", "language"),
}
ACCENT = re.compile(r"\{?\\(?:([\"'`^~=.])|([cvuHk])(?=[\s{]))\s*\{?\\?([A-Za-z])\}?\}?")
ACCENTS = {'"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
           "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328"}  # fmt: skip
ADDRESSES = frozenset({"url", "howpublished"})
LINKED = re.compile(r"\\(?:url|href)\s*\{([^{}]*)\}")
MONTH = re.compile(r"[A-Za-z]{3}|\d{1,2}")
MIDDLE = " " * 8
LEAST_LABELS = 2  # of a document; those of each database have six or more
LONGEST_LINE = 300  # characters of a headline in the head of a record


def parted(text: str, *, now: datetime) -> list[Row] | None:
    """Return the documents of a text that holds several under the marks of a press database; None of any other."""
    for reader in (_factiva, _factiva_articles, _ris):
        found = list(reader(text))
        if found:
            return found
    pieces = [_labelled(piece) for piece in NEXIS.split(text) if piece.strip()] if NEXIS.search(text) else []
    # A person's own note may have such a line too, but not these labels.
    if not pieces or sum(piece.labels >= LEAST_LABELS for piece in pieces) * 2 < len(pieces):
        return None
    return [piece.facts(now) for piece in pieces if piece.labels]


def ris(text: str) -> list[Row]:
    """Return the references of a RIS file."""
    return list(_ris(text))


def bibtex(text: str) -> list[Row]:
    """Return the references of a BibTeX file."""
    rows = []
    for match in ENTRY.finditer(text):
        said = dict(_bibtex_fields(text, match.end()))
        if not said or match[1].lower() in ("string", "comment", "preamble"):
            continue
        if "month" in said and said.get("year") and MONTH.match(said["month"]):
            day = said.get("day", "")
            said["year"] = f"{day} {said['month']} {said['year']}" if day else f"{said['month']} {said['year']}"
        rows.append(_chosen(said, BIBTEX_NAMES))
    return rows


def _factiva(text: str) -> Iterator[Row]:
    """Records of lines behind two letters; a headline opens each."""
    marks = list(FACTIVA.finditer(text))
    codes = {mark[1] for mark in marks}
    if not ({"HD", "PD"} <= codes and codes & {"LP", "TD"}):
        return
    row: Row = {}
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        name = FACTIVA_NAMES.get(mark[1])
        if mark[1] == "HD" and row.get("title"):
            yield row
            row = {}
        value = f"{mark[2] or ''}{text[mark.end() : end]}".strip()
        if name == "text":
            row[name] = f"{row.get(name, '')}\n\n{value}".strip()
        elif name:
            row[name] = " ".join(value.split())
    if row:
        yield row


def _factiva_articles(text: str) -> Iterator[Row]:
    """Articles one beneath the other: headline, author, words, date, hour, paper, code, language, rights, text."""
    ends = list(FACTIVA_END.finditer(text))
    begins = [0, *(end.end() for end in ends)]
    for begin, end in zip(begins, ends, strict=False):
        lines = [line.strip() for line in text[begin : end.start()].strip().split("\n")]
        words = next((n for n, line in enumerate(lines) if WORDS.fullmatch(line)), None)
        if not words:
            return
        behind = words + 2 + bool(CLOCK.fullmatch("".join(lines[words + 2 : words + 3])))
        rights = next((n for n, line in enumerate(lines) if n > words and RIGHTS.match(line)), words + 1)
        above = [line for line in lines[:words] if line]
        blank = lines.index("") if "" in lines[:words] else len(above)
        yield {
            "title": " ".join(lines[:blank][:3]) if blank < words else above[0],
            "author": above[-1] if len(above) > 1 else "",
            "date": "".join(lines[words + 1 : words + 2]),
            "site": "".join(lines[behind : behind + 1]),
            "text": "\n".join(lines[rights + 1 :]).strip(),
        }


def _ris(text: str) -> Iterator[Row]:
    marks = list(RIS.finditer(text))
    if not marks or marks[0][1] != "TY":
        return
    said: dict[str, str] = {}
    for number, mark in enumerate(marks):
        if mark[1] == "ER":
            yield _chosen(said, RIS_NAMES)
            said = {}
            continue
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        value = f"{mark[2] or ''}{text[mark.end() : end].rstrip()}".strip()
        said[mark[1]] = f"{said[mark[1]]}, {value}" if mark[1] in ("AU", "A1") and mark[1] in said else value
    if said:
        yield _chosen(said, RIS_NAMES)


def _chosen(said: Mapping[str, str], names: Mapping[str, tuple[str, ...]]) -> Row:
    return {fact: next((said[name] for name in known if said.get(name)), "") for fact, known in names.items()}


@dataclass(slots=True)
class Labelled:
    """One document of Lexis, Nexis or ProQuest: lines without a label, a head of labels, the text, labels again."""

    row: Row = field(default_factory=dict)
    head: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    labels: int = 0
    label: str = ""  # that we are behind
    inside: bool = False  # of the text
    ended: bool = False  # behind the text

    def read(self, line: str) -> None:
        """Take one line."""
        match = LABEL.match(line)
        name = match[1].lower() if match else line.strip().lower()
        if name in LABELS and (match is not None or name in BARE):
            self._labelled(name, match[2].strip() if match else "")
        elif self.inside:
            self.text.append(line.strip())
        elif not self.label:
            self.head.append(line.rstrip())
        elif not line.strip():
            # Behind the labels of the head comes the text, behind those of the end nothing of ours.
            self.inside = self.label in HEAD and not self.ended
        elif LABELS[self.label] in ("title", "author") and not line.startswith(" "):
            self.row[LABELS[self.label]] += f" {line.strip()}"

    def _labelled(self, name: str, value: str) -> None:
        self.labels += 1
        self.label, fact = name, LABELS[name]
        self.ended = self.ended or (bool(self.text) and name not in HEAD)
        self.inside = fact == "text"
        if self.inside:
            self.text += [value] if value else []
        elif fact and not self.row.get(fact):
            self.row[fact] = value

    def facts(self, now: datetime) -> Row:
        """What was read, as a row."""
        row = {fact: value for fact, value in self.row.items() if value and fact != "summary"}
        body = "\n".join(self.text).strip() or self.row.get("summary", "")
        return {**_head(self.head, titled="title" in row, now=now), **row, "text": body}


def _labelled(piece: str) -> Labelled:
    found = Labelled()
    for line in piece.split("\n"):
        found.read(line)
    return found


def _head(lines: list[str], *, titled: bool, now: datetime) -> Row:
    """Title, publisher and date from the lines above the labels: the title stands on one side of the date."""
    left = [line for line in lines if line and not line.startswith(MIDDLE)]
    said = [line.strip() for line in lines if line.strip() and not RIGHTS.match(line.strip())]
    said = [line for line in said if not line.lower().startswith("all rights")]
    dated = next((n for n, line in enumerate(said) if len(line) <= 60 and parse_date(line, now=now)), None)
    if dated is None:
        return {"title": said[0][:LONGEST_LINE]} if said else {}
    # Papers, dates and editions may stand in the middle of the page: then the headline begins at its left.
    below = " ".join(left if 0 < len(left) < len(said) else said[dated + 1 :]).strip()[:LONGEST_LINE]
    above = dated <= 1 and (titled or bool(below))  # the older form: publisher, date, headline
    title = below if above else said[0][:LONGEST_LINE]
    site = said[dated - 1] if dated > (0 if above else 1) else ""
    return {"title": title, "date": said[dated], "site": site}


def _bibtex_fields(text: str, start: int) -> Iterator[tuple[str, str]]:
    """The fields of one entry: values in braces, which may hold others, in quotation marks, or bare."""
    while match := FIELD.match(text, start):
        value, start = _bibtex_value(text, match.end())
        name = match[1].lower()
        yield name, LINKED.sub(r"\1", value).replace("\\", "") if name in ADDRESSES else _unescaped(value)
        while start < len(text) and text[start] in ", \t\n":
            start += 1


def _bibtex_value(text: str, start: int) -> tuple[str, int]:
    first = text[start : start + 1]
    if first not in ("{", '"'):
        bare = re.compile(r"[^,}\n]*").match(text, start)
        return (bare[0].strip(), bare.end()) if bare else ("", start + 1)
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == "{") - (text[place] == "}")
        closed = depth == 0 and (first == "{" or (text[place] == '"' and place > start))
        if closed and text[place - 1 : place] != "\\":
            return text[start + 1 : place], place + 1
    return text[start + 1 :], len(text)


def _unescaped(text: str) -> str:
    linked = LINKED.sub(r"\1", text)
    accented = ACCENT.sub(lambda match: unicodedata.normalize("NFC", match[3] + ACCENTS[match[1] or match[2]]), linked)
    plain = re.sub(r"\\([&%$#_{}])", r"\1", accented).replace("~", " ").replace("--", "–")
    return " ".join(re.sub(r"[{}]", "", plain).split())


READERS: Mapping[str, Callable[[str], list[Row]]] = {".ris": ris, ".bib": bibtex}
