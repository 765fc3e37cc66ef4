"""Loads the chronicle: what was known before the first run, one [[development]] a table, one file a year."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tumen.catalogue import strict
from tumen.catalogue.kept import Kept, content_of
from tumen.catalogue.strict import Key
from tumen.content import corpus_folder
from tumen.errors import ConfigError
from tumen.model import ChronicleEntry, Claim, Counting, Metric, Polarity, Reference

LANGUAGES = frozenset({"de", "en", "es", "fr", "ja", "ko", "pl", "ru", "uk", "zh"})
# The longest title still stands on one line of a digest e-mail 1200 pixels wide.
LONGEST_TITLE = 90

_KEPT: Kept[tuple[ChronicleEntry, ...]] = Kept()


def load_chronicle(folder: Path | None = None, *, themes: Collection[str] | None = None) -> tuple[ChronicleEntry, ...]:
    """The developments of all `*.toml` files in the folder, without one in the shipped corpus/, oldest first.

    `themes`: those that an entry may have, the watch's; without them any.
    ConfigError with file, table and key when a file is not as docs/chronicle.md describes it, or the folder has none.
    """
    folder = folder or corpus_folder()
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise ConfigError(str(folder), "", "no chronicle files found: expected files such as 2024.toml")
    content = content_of(((path.name, path) for path in files), "any" if themes is None else ",".join(sorted(themes)))
    return _KEPT.get(content, lambda: _loaded(files, _shape(themes)))


def _loaded(files: Iterable[Path], shape: strict.Shape) -> tuple[ChronicleEntry, ...]:
    entries: dict[str, ChronicleEntry] = {}
    for path in files:
        for entry in _load_file(path, shape):
            if entry.id in entries:
                raise ConfigError(str(path), f"development {entry.id!r}.id", "already used in another file")
            entries[entry.id] = entry
    return tuple(sorted(entries.values(), key=lambda entry: (entry.date, entry.id)))


def until(entries: Iterable[ChronicleEntry], day: date) -> tuple[ChronicleEntry, ...]:
    """Only what is dated before that day: a replay sees nothing later than its first document."""
    return tuple(entry for entry in entries if entry.date < day)


def _load_file(path: Path, shape: strict.Shape) -> Iterator[ChronicleEntry]:
    data = strict.read(path)
    strict.only(data, ["development"], file=str(path))
    for place, row in enumerate(strict.rows(data, "development", shape, file=str(path)), 1):
        try:
            yield _entry(row)
        except strict.ShapeError as e:
            raise ConfigError(str(path), f"development[{place}] {row['id']!r}.{e.key}", e.reason) from e


def _entry(row: Mapping[str, Any]) -> ChronicleEntry:
    day: date = row["date"]
    if not row["id"].startswith(day.strftime("%Y-%m-%d-" if not row["approximate"] else "%Y-%m-")):
        raise strict.ShapeError("id", f"must begin with its date, {day}")
    return ChronicleEntry(
        id=row["id"],
        date=day,
        title=row["title"],
        summary=row["summary"],
        storyline=row["storyline"],
        actors=row["actors"],
        places=row["places"],
        themes=row["themes"],
        claims=tuple(_claim(figure, day) for figure in row["figures"]),
        references=tuple(_reference(source) for source in row["sources"]),
        approximate=row["approximate"],
        names=row["names"],
    )


def _claim(figure: Mapping[str, Any], day: date) -> Claim:
    low = figure["low"]
    high = low if figure["high"] is None else figure["high"]
    if high < low:
        raise strict.ShapeError("figures", f"{figure['metric']}: high ({high}) is below low ({low})")
    return Claim(
        metric=Metric(figure["metric"]),
        low=float(low),
        high=float(high),
        unit=figure["unit"],
        claimant=figure["claimant"],
        polarity=figure["polarity"],
        quote="",
        start=0,
        end=0,
        as_of=figure["as_of"] or day,
        counting=figure["counting"],
    )


def _reference(source: Mapping[str, Any]) -> Reference:
    return Reference(publisher=source["publisher"], url=source["url"], date=source["date"])


def _title(value: Any) -> str:
    title = _sentence(value)
    if len(title) > LONGEST_TITLE:
        raise ValueError(f"is {len(title)} characters long; at most {LONGEST_TITLE} are allowed")
    return title


def _sentence(value: Any) -> str:
    found = strict.text(value)
    if found != " ".join(found.split()):
        raise ValueError("must be one line with single spaces")
    return found


def _slug(value: Any) -> str:
    found = strict.text(value)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found):
        raise ValueError(f"must be lower-case words joined by '-', not {found!r}")
    return found


def _words_by_language(value: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = strict.mapping(strict.each(strict.text))(value)
    for language in found:
        strict.one_of(sorted(LANGUAGES))(language)
    return found


def _some(value: Any) -> tuple[dict[str, Any], ...]:
    found: tuple[dict[str, Any], ...] = strict.many(SOURCE, unique="url")(value)
    if not found:
        raise ValueError("names no source; at least one is needed")
    return found


FIGURE: strict.Shape = {
    "metric": Key(strict.one_of(tuple(Metric))),
    "low": Key(strict.number(0)),
    "high": Key(strict.number(0), None),
    "unit": Key(strict.text),
    "claimant": Key(strict.text, None),
    "polarity": Key(strict.one_of(Polarity), Polarity.ASSERTS),
    "counting": Key(strict.one_of(Counting), Counting.TOTAL),
    "as_of": Key(strict.day, None),
}
SOURCE: strict.Shape = {
    "publisher": Key(_sentence),
    "date": Key(strict.day, None),
    "url": Key(strict.address),
}
SHAPE: strict.Shape = {
    "id": Key(_slug),
    "date": Key(strict.day),
    "approximate": Key(strict.flag, False),
    "title": Key(_title),
    "summary": Key(_sentence),
    "storyline": Key(_slug),
    "actors": Key(strict.each(_slug), ()),
    "places": Key(strict.each(_slug), ()),
    "themes": Key(strict.each(_slug)),
    "figures": Key(strict.many(FIGURE), ()),
    "names": Key(_words_by_language, {}),
    "sources": Key(_some),
}


def _shape(themes: Collection[str] | None) -> strict.Shape:
    """The keys of an entry, its themes among those given."""
    return SHAPE if themes is None else {**SHAPE, "themes": Key(strict.each(strict.one_of(sorted(themes))))}
