"""Which key of a row says which fact: by its name, by what its values look like, or as a person decides. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from extractors import field_values
from extractors.columns import OF_A_LIST, Column, Path, as_text, columns_of, leaves, top
from extractors.dates import parse_date
from extractors.field_names import (
    FACTS,
    LATER,
    MADE,
    OTHERWISE,
    PARTIAL,
    PUBLISHED,
    Fact,
    folded,
    rank,
    resembles,
    words,
)
from extractors.html_text import web

SAMPLE = 200  # rows that are looked at; the keys of one export are the same throughout
FITTING = 0.8  # of a column's values have to look like the fact; exports have blanks and "n/a" between
MUCH_LONGER = 2.0  # times: a summary of half the length is still the summary
TOO_SHORT = 40  # characters of a text; a category, a language or an id has fewer
LONGEST_TITLE = 400  # characters, the middle one of a column; beyond it a "title" is a text
EMPTY: tuple[Any, ...] = (None, "", [], {})  # what an export writes where it has nothing to say


@dataclass(frozen=True, slots=True)
class Plan:
    """The keys of each fact, the preferred ones first; `guessed`: facts whose key was known by its values alone."""

    keys: Mapping[Fact, tuple[Path, ...]]
    guessed: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[Column, ...] = ()


def plan(rows: Sequence[Mapping[Any, Any]], *, now: datetime, mapped: Mapping[str, str] | None = None) -> Plan:
    """Return which keys of these rows say what.

    `mapped` decides first: fact to key, `fields.body` for a nested one. Then names, where the values agree; then names
    that only resemble; then the values alone.
    """
    columns = columns_of(rows[:SAMPLE])
    keys: dict[Fact, list[Path]] = {fact: [] for fact in FACTS}
    for fact, name in (mapped or {}).items():
        keys[Fact(fact)] = [
            column.path for column in columns if folded(name) in (folded(column.name), folded(column.path[-1]))
        ]
    decided = {path for fact in keys for path in keys[fact]}
    open_facts = [fact for fact in FACTS if fact not in (mapped or {})]
    for fact in open_facts:
        keys[fact] = [column.path for column in _named(fact, columns, now) if column.path not in decided]
    _exchange(keys, columns, mapped or {})
    guessed: dict[str, str] = {}
    # A text is known by its length, so it is looked for first; a title that is one by name only gives its key away.
    for fact in (Fact.URL, Fact.DATE, *((Fact.TITLE, Fact.TEXT) if keys[Fact.TITLE] else (Fact.TEXT, Fact.TITLE))):
        if fact in open_facts and (found := _guess(fact, keys, columns, now)):
            keys[fact] = [found.path, *(path for path in keys[fact] if folded(path[-1]) in PARTIAL)]
            guessed[fact] = found.name
    used = {top(path) for paths in keys.values() for path in paths}
    tops = (
        column for column in columns if len(column.path) == 1 and any(value not in EMPTY for value in column.values)
    )
    unused = tuple(column for column in tops if top(column.path) not in used)
    return Plan(keys={fact: tuple(paths) for fact, paths in keys.items()}, guessed=guessed, unused=unused)


def facts(row: Mapping[Any, Any], known: Plan) -> dict[str, str]:
    """Return what a row says, everything as text; what it does not say is empty."""
    said = dict(leaves(row))
    return {fact: _first(fact, said, known.keys[fact]) for fact in FACTS}


def by_name(row: Mapping[Any, Any]) -> dict[str, str]:
    """Return what a row says under the names we know alone, whatever the values look like."""
    columns = columns_of([row])
    said = facts(row, Plan({fact: tuple(column.path for column in _ranked(fact, columns)) for fact in FACTS}))
    if not said[Fact.URL] and field_values.is_page(said[Fact.SITE]):
        return {**said, Fact.URL: said[Fact.SITE], Fact.SITE: ""}  # people write `source:` for both
    return said


def without(fact: Fact, known: Plan) -> str:
    """Return the name of an unused key that could hold a fact; empty when there is none."""
    holding = (column for column in known.unused if _may_hold(fact, column))
    return next((column.name for column in holding), "")


def _names(column: Column) -> tuple[str, str]:
    return folded(column.name), folded(column.path[-1])


def _ranked(fact: Fact, columns: Sequence[Column]) -> list[Column]:
    known = [(place, number) for number, column in enumerate(columns) if (place := rank(fact, column.path))]
    return [columns[number] for _, number in sorted(known)]


def _named(fact: Fact, columns: Sequence[Column], now: datetime) -> list[Column]:
    """The columns known by name whose values do not say the contrary; behind them those whose name resembles."""
    known = [column for column in _ranked(fact, columns) if _agrees(fact, column, now)]
    alike = [
        column
        for column in columns
        if column not in known
        and len(column.path) == 1
        and resembles(fact, column.path)
        and not any(rank(other, column.path) for other in FACTS)
        and _looks_like(fact, column, now, named=True)
    ]
    poorer = {Fact.DATE: _is_later, Fact.TEXT: _is_partial}.get(fact)
    # A summary goes behind what only resembles a name of the text, and stands where a row has nothing else.
    return sorted(known + alike, key=poorer) if poorer and alike + known else known + alike


def _is_later(column: Column) -> int:
    """How poor a date a column has: 2 of a change or a visit, 1 of the making or of anything, 0 of publication."""
    said = words(column.path)
    if said & LATER:
        return 2
    return 0 if said & PUBLISHED or (rank(Fact.DATE, column.path) and not said & MADE) else 1


def _is_partial(column: Column) -> bool:
    return folded(column.path[-1]) in PARTIAL


def _agrees(fact: Fact, column: Column, now: datetime) -> bool:
    """Whether the values of a column may be the fact that its name promises."""
    said = column.texts(fact)
    if not said:
        return False
    if fact == Fact.URL:
        return any(map(web, said))
    if fact == Fact.DATE:
        return any(map(field_values.date_test(now, counts=True), said[:20]))
    if fact == Fact.LANGUAGE:
        return all(len(text) <= 40 for text in said)
    dated = field_values.share(said[:20], field_values.date_test(now, counts=False))
    addressed = field_values.share(said, lambda text: web(text) is not None)
    if fact == Fact.TITLE:
        return max(dated, addressed) < 1 and field_values.length(said) <= LONGEST_TITLE
    if fact == Fact.SITE:
        return field_values.share(said, field_values.is_page) < FITTING
    return max(dated, addressed) < 1


def _looks_like(fact: Fact, column: Column, now: datetime, *, named: bool) -> bool:
    """Whether nearly all values of a column look like the fact; `named`: its name says so too."""
    said = column.texts(fact)
    if fact == Fact.URL:
        return field_values.share(said, field_values.is_address) >= FITTING
    if fact == Fact.DATE:
        return field_values.share(said[:50], field_values.date_test(now, counts=named)) >= FITTING
    if fact == Fact.TEXT:
        return field_values.share(said, field_values.is_prose) >= (0.5 if named else FITTING)
    if not named and (any(isinstance(value, list) for value in column.values) or _are_names(said)):
        return False
    return field_values.share(said, field_values.is_headline) >= FITTING


def _are_names(said: Sequence[str]) -> bool:
    return field_values.share(said, field_values.is_name) > 1 - FITTING


def _exchange(keys: dict[Fact, list[Path]], columns: Sequence[Column], mapped: Mapping[str, str]) -> None:
    """Give title and text each other's key where what is called a title is the longer one and ends as sentences do."""
    at = {column.path: column for column in columns}
    if mapped or not keys[Fact.TITLE] or not keys[Fact.TEXT]:
        return
    title, text = at[keys[Fact.TITLE][0]].texts(Fact.TITLE), at[keys[Fact.TEXT][0]].texts(Fact.TEXT)
    ends = field_values.ends_a_sentence
    longer = field_values.length(title) >= 1.5 * field_values.length(text)
    if longer and field_values.share(title, ends) >= FITTING and field_values.share(text, ends) < 1 - FITTING:
        keys[Fact.TITLE][0], keys[Fact.TEXT][0] = keys[Fact.TEXT][0], keys[Fact.TITLE][0]


def _guess(fact: Fact, keys: Mapping[Fact, list[Path]], columns: Sequence[Column], now: datetime) -> Column | None:
    """The column whose values alone say that it is this fact, where none is known by name or only a poor one."""
    at = {column.path: column for column in columns}
    named = [at[path] for path in keys[fact]]
    if (named and not _is_poor(fact, named[0], keys)) or (fact == Fact.TEXT and keys[Fact.HTML]):
        return None
    others = {path for other in FACTS if other != fact for path in keys[other]}
    free = [
        column
        for column in columns
        if column.path not in others
        and column not in named
        and not any(key.endswith(OF_A_LIST) for key in column.path)
        and not words(column.path) & OTHERWISE[fact]
        and _looks_like(fact, column, now, named=False)
        and not (fact == Fact.TITLE and _repeats(column, keys[Fact.TEXT], at))
    ]
    best = max(free, key=lambda column: _merit(fact, column, now), default=None)
    rival = named or [at[path] for path in keys[Fact.TITLE] if fact == Fact.TEXT]
    if best is None or not rival or _is_better(fact, best, rival[0], named=bool(named)):
        return best
    return None


def _repeats(column: Column, paths: Sequence[Path], at: Mapping[Path, Column]) -> bool:
    """Whether a column says what another one, known by its name, says already."""
    return any(column.values == at[path].values for path in paths)


def _is_poor(fact: Fact, column: Column, keys: Mapping[Fact, list[Path]]) -> bool:
    """Whether a column known by its name is hardly the fact: a summary, single words, the other one's values."""
    said = column.texts(fact)
    ends = field_values.share(said, field_values.ends_a_sentence)
    if fact == Fact.TEXT:
        headline = (
            not keys[Fact.TITLE] and ends < 1 - FITTING and field_values.share(said, field_values.is_headline) == 1
        )
        return _is_partial(column) or field_values.length(said) < TOO_SHORT or headline
    if fact == Fact.TITLE:
        words_only = field_values.share(said, lambda text: " " not in text and len(text) < TOO_SHORT) == 1
        return words_only or (ends >= FITTING and not keys[Fact.TEXT] and not keys[Fact.HTML])
    return False


def _is_better(fact: Fact, best: Column, rival: Column, *, named: bool) -> bool:
    """Whether a guess goes before what is known by name: a title for its form, a text for its length."""
    if fact == Fact.TITLE:
        return field_values.share(best.texts(fact), field_values.ends_a_sentence) < 1 - FITTING
    longer = field_values.length(best.texts(fact)) / max(field_values.length(rival.texts(fact)), 1.0)
    return longer >= MUCH_LONGER if named else longer > 1 / MUCH_LONGER


def _merit(fact: Fact, column: Column, now: datetime) -> tuple[float, ...]:
    """What makes one column the better candidate for a fact than another."""
    said = column.texts(fact)
    filled, once = float(len(said)), field_values.distinct(said)
    if fact == Fact.TEXT:
        return field_values.length(said), filled
    if fact == Fact.URL:
        return round(once, 1), filled, field_values.length(said)
    if fact == Fact.DATE:
        return -float(bool(words(column.path) & LATER)), filled, -_middle(said, now)
    return (
        round(once, 1) + (1 - field_values.share(said, field_values.ends_a_sentence)),
        field_values.share(said, field_values.is_prose),
        field_values.length(said),
    )


def _middle(dates: Sequence[str], now: datetime) -> float:
    """The middle moment of these dates: what was published was published before it was collected or changed."""
    moments = sorted(moment.timestamp() for date in dates if (moment := parse_date(date, now=now)))
    return moments[len(moments) // 2] if moments else 0.0


def _may_hold(fact: Fact, column: Column) -> bool:
    if words(column.path) & OTHERWISE.get(fact, frozenset()):
        return False
    said = [str(value) for value in column.values if value]
    if fact == Fact.TEXT:
        said = column.texts(fact)
        return bool(said) and field_values.length(said) >= TOO_SHORT and not any(web(text.split()[0]) for text in said)
    if fact == Fact.URL:
        return bool(said) and (resembles(fact, column.path) or any("http" in text for text in said))
    return bool(said) and resembles(fact, column.path)


def _first(fact: Fact, said: Mapping[Path, Any], paths: Sequence[Path]) -> str:
    texts = (text for path in paths if (text := as_text(fact, said.get(path))))
    if fact == Fact.URL:
        texts = (text for text in texts if web(text))
    return next(texts, "")
