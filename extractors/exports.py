"""Where the items of an export stand: lists of readers, archives and programs as rows. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.field_names import FACTS, rank

DEEPEST = 5  # objects inside each other until the list of items; the deepest export seen had 3
LEAST_COLUMNS = 2  # of a table
MOST_LISTS = 200  # that are looked at
SLUG = re.compile(r"/([^/?#]+?)(?:\.\w{2,5})?/?(?:[?#]|$)")
SLUG_WORDS = 3  # a page's name with fewer words is a section or a number
ASSIGNED = re.compile(r"\A\s*(?:window\.|var |const )?[\w.\[\]\"']{1,80}\s*=\s*(?=[\[{])")
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
    lists: list[Sequence[Any]] = [*_lists(data), [data] if isinstance(data, dict) else data]
    fullest = max(lists, key=_says)
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
    columns = [list(value.values()) if isinstance(value, Mapping) else value for value in data.values()]
    if not all(isinstance(column, list) and len(column) == len(columns[0]) > 1 for column in columns):
        return None
    if any(isinstance(value, Mapping | list) for column in columns for value in column[:10]):
        return None
    return [dict(zip(map(str, data), row, strict=True)) for row in zip(*columns, strict=True)]


def _lists(data: Any, depth: int = DEEPEST) -> Iterator[list[Any]]:
    """Every list of objects in a tree, and every object that holds nothing but objects of one make."""
    if isinstance(data, Mapping) and depth:
        values = list(data.values())
        numbered = len(values) > 1 or all(str(key).isdigit() for key in data)
        if values and numbered and all(isinstance(value, Mapping) for value in values):
            if set.intersection(*(set(value) for value in values)):
                yield values
        elif len(values) > 1 and all(isinstance(value, list) for value in values):  # a list a day
            members = [member for value in values for member in value]
            if members and all(isinstance(member, Mapping) for member in members):
                yield members
        for value in values:
            if isinstance(value, list) and value and all(isinstance(member, Mapping) for member in value[:10]):
                yield value
            elif isinstance(value, Mapping):
                yield from _lists(value, depth - 1)


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
