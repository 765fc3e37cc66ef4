"""Where the items of an export stand: lists of readers, archives and programs as rows. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.field_names import FACTS, are_known, rank
from extractors.html_text import web

DEEPEST = 5  # objects inside each other until the list of items; the deepest export seen had 3
LEAST_COLUMNS = 2  # of a table
MOST_LISTS = 200  # that are looked at
DAY = re.compile(r"(?:19|20)\d\d[-./]?[01]\d[-./]?[0-3]\d")
SLUG = re.compile(r"/([^/?#]+?)(?:\.\w{2,5})?/?(?:[?#]|$)")
SLUG_WORDS = 3  # a page's name with fewer words is a section or a number
ASSIGNED = re.compile(r"\A\s*(?:window\.|var |const )?[\w.\[\]\"']{1,80}\s*=\s*(?=[\[{])")
# Lists beside the items: who wrote them, where they came from, how they are sorted.
SIDE = frozenset({
    "includes", "included", "users", "user", "authors", "author", "people", "contacts", "profiles", "accounts",
    "members", "feeds", "sources", "channels", "categories", "tags", "topics", "media", "attachments", "images",
    "settings", "facets", "aggregations", "suggestions", "related", "comments",
})  # fmt: skip
GKG_WIDTH, GKG_ID = 27, re.compile(r"\d{14}-T?\d+")  # columns of GDELT's knowledge graph, which have no names either
GKG_TITLE = re.compile(r"<PAGE_TITLE>(.*?)</PAGE_TITLE>", re.DOTALL)
GKG_PRECISE = re.compile(r"<PAGE_PRECISEPUBTIMESTAMP>(\d{14})</PAGE_PRECISEPUBTIMESTAMP>")
EVENTS_WIDTH = (57, 58, 61)  # columns of GDELT's tables of events, which have no line of names
EVENTS: Mapping[int, str] = {1: "SQLDATE", 6: "Actor1Name", 16: "Actor2Name", -2: "DATEADDED", -1: "SOURCEURL"}


@dataclass(frozen=True, slots=True)
class Form:
    """An export known by the keys of the object that holds it.

    `items`: the key of its list. `only`: the value a row needs under a key to be an item; others are lines of the
    program. `facts`: what holds for all items, fact to key of the object.
    """

    keys: frozenset[str]
    items: str
    only: tuple[str, str] | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


FORMS = (
    Form(frozenset({"name", "type", "messages"}), "messages", ("type", "message"), {"site": "name"}),  # Telegram
)


@dataclass(frozen=True, slots=True)
class Rows:
    """The items of an export; `passed_over`: lines that are none; `facts`: what holds for those without their own."""

    rows: tuple[Any, ...]
    facts: tuple[Mapping[str, str], ...] = ()
    passed_over: int = 0


def unassigned(text: str) -> str:
    """Return the JSON of a JavaScript file that assigns it to a name, as archives of X do."""
    return ASSIGNED.sub("", text, count=1).rstrip().rstrip(";") if text.lstrip()[:1] not in ("[", "{") else text


def rows(data: Any) -> Rows:
    """Return the items of parsed JSON: of a known form, else the list whose members say most facts."""
    found = list(_formed(data))
    if found:
        members = [(row, facts) for form, holder, facts in found for row in _members(holder[form.items], form)]
        whole = sum(len(holder[form.items]) for form, holder, _ in found)
        return Rows(tuple(row for row, _ in members), tuple(facts for _, facts in members), whole - len(members))
    if not isinstance(data, list | dict):
        return Rows(())
    if (turned := _turned(data)) is not None:
        return Rows(tuple(turned))
    lists: list[tuple[bool, Sequence[Any]]] = [*_lists(data), (False, [data] if isinstance(data, Mapping) else data)]
    _, fullest = max(lists, key=lambda found: (not found[0], _says(found[1])))
    return Rows(tuple(fullest))


def events(header: Sequence[str]) -> list[str] | None:
    """Return the names of the columns of GDELT's table of events, which has none, by its first line."""
    if len(header) not in EVENTS_WIDTH or not re.fullmatch(r"\d{8}", header[1]):
        return None
    names = [f"column {number}" for number in range(len(header))]
    for place, name in EVENTS.items():
        # The first version of 57 columns has no address, and the last column of it is a date.
        if place >= 0 or len(header) > EVENTS_WIDTH[0] or name == "DATEADDED":
            names[place] = name
    return names


def knowledge_graph(lines: Sequence[Sequence[str]]) -> list[dict[str, str]] | None:
    """Return the pages in a table of GDELT's knowledge graph, by its first line; None of any other table."""
    if not lines or len(lines[0]) != GKG_WIDTH or not GKG_ID.fullmatch(lines[0][0]):
        return None
    rows = []
    for line in lines:
        if len(line) == GKG_WIDTH:
            title, precise = GKG_TITLE.search(line[26]), GKG_PRECISE.search(line[26])
            date = precise[1] if precise else line[1]
            rows.append({"url": line[4], "site": line[3], "date": date, "title": title[1] if title else ""})
    return rows


def title_of(address: str) -> str:
    """Return the words of a page's name in its address, where it has enough of them; else an empty text."""
    slug = SLUG.findall(address.partition("://")[2])
    words = [word for word in re.split(r"[-_+]|%20", slug[-1] if slug else "") if word and not word.isdigit()]
    return " ".join(words) if len(words) >= SLUG_WORDS and all(len(word) < 30 for word in words) else ""


def _formed(data: Any, depth: int = DEEPEST) -> Iterator[tuple[Form, Mapping[str, Any], Mapping[str, str]]]:
    """Every object in known form, also those inside lists, as in an export of all chats."""
    if not depth:
        return
    if isinstance(data, Mapping):
        for form in FORMS:
            if form.keys <= data.keys() and isinstance(data[form.items], list):
                yield form, data, {fact: str(data[key] or "") for fact, key in form.facts.items()}
                return
        for value in data.values():
            yield from _formed(value, depth - 1) if isinstance(value, Mapping | list) else ()
    elif isinstance(data, list):
        for value in data[:MOST_LISTS]:
            yield from _formed(value, depth - 1) if isinstance(value, Mapping) else ()


def _members(items: Sequence[Any], form: Form) -> Iterator[Any]:
    for row in items:
        if form.only is None or not isinstance(row, Mapping) or row.get(form.only[0]) == form.only[1]:
            yield row


def _turned(data: Any) -> list[dict[str, Any]] | None:
    """The rows of a table that was written by columns, or as names and lines, as programs for data do; else None."""
    if not isinstance(data, Mapping) or len(data) < LEAST_COLUMNS:
        return None
    names, lines = data.get("columns"), data.get("data")
    if isinstance(names, list) and isinstance(lines, list) and lines and all(isinstance(line, list) for line in lines):
        return [dict(zip(map(str, names), line, strict=False)) for line in lines]
    inner = next((value for value in data.values() if isinstance(value, Mapping)), {})
    if are_known(inner) and not are_known(data):
        return None  # the rows stand under their numbers
    columns = [list(value.values()) if isinstance(value, Mapping) else value for value in data.values()]
    if not all(isinstance(column, list) and len(column) == len(columns[0]) > 1 for column in columns):
        return None
    if any(isinstance(value, Mapping | list) for column in columns for value in column[:10]):
        return None
    return [dict(zip(map(str, data), row, strict=True)) for row in zip(*columns, strict=True)]


def _lists(data: Any, depth: int = DEEPEST, *, beside: bool = False) -> Iterator[tuple[bool, list[Any]]]:
    """Every list of objects in a tree, and every object that holds nothing but objects of one make; and whether it only
    stands beside the items."""
    if not isinstance(data, Mapping) or not depth:
        return
    if (keyed := _keyed(data)) is not None:
        yield beside, keyed
    for key, value in data.items():
        aside = beside or str(key).lower() in SIDE
        if isinstance(value, list) and value and all(isinstance(member, Mapping) for member in value[:10]):
            yield aside, value
            if len(value) == 1:  # a database as the only member of a list
                yield from _lists(value[0], depth - 1, beside=aside)
        elif isinstance(value, Mapping):
            yield from _lists(value, depth - 1, beside=aside)


def _keyed(data: Mapping[Any, Any]) -> list[Any] | None:
    """The objects under the keys of an object that holds nothing else, or of a list under each: a day, a topic."""
    values = list(data.values())
    numbered = len(values) > 1 or all(str(key).isdigit() for key in data)
    if values and numbered and all(isinstance(value, Mapping) for value in values):
        alike = set.intersection(*(set(value) for value in values))
        return [{**_told_by(key), **value} for key, value in data.items()] if alike else None
    if len(values) < LEAST_COLUMNS or not all(isinstance(value, list) for value in values):
        return None
    members = [(key, member) for key, value in data.items() for member in value]
    if not members or not all(isinstance(member, Mapping) for _, member in members):
        return None
    alike = set.intersection(*(set(member) for _, member in members))
    return [{**_told_by(key), **member} for key, member in members] if are_known(alike) else None


def _told_by(key: object) -> dict[str, str]:
    """What a key says of the items that stand under it: their address or their day."""
    if web(str(key)):
        return {"url": str(key)}
    return {"date": str(key)} if DAY.fullmatch(str(key)) else {}


def _says(rows: Sequence[Any]) -> tuple[int, int, int]:
    """How many facts the first of these rows names, how many texts it has, up to three, and how many rows there are."""
    first = next((row for row in rows if isinstance(row, Mapping)), {})
    paths = [(*above, key) for above, row in _levels(first) for key in row]
    texts = sum(isinstance(value, str) for value in first.values())
    return sum(any(rank(fact, path) for path in paths) for fact in FACTS), min(texts, 3), len(rows)


def _levels(row: Mapping[Any, Any]) -> Iterator[tuple[tuple[Any, ...], Mapping[Any, Any]]]:
    yield (), row
    for key, value in row.items():
        if isinstance(value, Mapping):
            yield (key,), value
