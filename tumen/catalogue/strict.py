"""Reads what a person edits, and names file, table and key of whatever is wrong.

A shape is a table of keys: `SHAPE = {"id": Key(ident), "note": Key(text, default="")}`. A check takes a value as TOML
gives it and returns it made exact, or raises ValueError with a reason; `one(SHAPE)` and `many(SHAPE)` nest tables.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tumen.errors import ConfigError

Check = Callable[[Any], Any]
REQUIRED: Any = object()
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True, slots=True)
class Key:
    """What one key may hold; without a default it must be there."""

    check: Check
    default: Any = REQUIRED


Shape = Mapping[str, Key]


class ShapeError(ValueError):
    """A reason with the way to it, outermost table first."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"{key}: {reason}")
        self.key = key
        self.reason = reason


@lru_cache(maxsize=2)
def _parsed(said: str) -> dict[str, Any]:
    # A command reads the watch for names and again for labels, and its half a megabyte takes a fifth of a second.
    return tomllib.loads(said)


def read(path: Path) -> Mapping[str, Any]:
    """All tables of a TOML file, not to be changed; ConfigError when it is missing, unreadable or not TOML."""
    try:
        return _parsed(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        raise ConfigError(str(path), "", str(e)) from e


def table(data: Any, shape: Shape, *, file: str, name: str = "") -> dict[str, Any]:
    """One table made exact, every key of the shape present; ConfigError otherwise."""
    try:
        return _exact(data, shape)
    except ShapeError as e:
        raise ConfigError(file, f"{name}.{e.key}" if name else e.key, e.reason) from e
    except ValueError as e:
        raise ConfigError(file, name, str(e)) from e


def rows(data: Mapping[str, Any], name: str, shape: Shape, *, file: str, unique: str = "id") -> list[dict[str, Any]]:
    """All tables `[[name]]` made exact, in file order; the key `unique` may not repeat."""
    found = data.get(name, [])
    if not isinstance(found, list):
        raise ConfigError(file, name, f"must be an array of tables: write [[{name}]]")
    exact: list[dict[str, Any]] = []
    places: dict[Any, int] = {}
    for place, row in enumerate(found, 1):
        label = f"{name}[{place}]{_called(row, unique)}"
        exact.append(table(row, shape, file=file, name=label))
        first = places.setdefault(exact[-1].get(unique, place), place)
        if first != place:
            raise ConfigError(file, f"{label}.{unique}", f"already used by {name}[{first}]")
    return exact


def only(data: Mapping[str, Any], names: Collection[str], *, file: str) -> None:
    """ConfigError when the file has a table or key beside those named."""
    for key in data:
        if key not in names:
            raise ConfigError(file, key, _unknown(key, names))


def one(shape: Shape) -> Check:
    """A table inside a table."""
    return lambda value: _exact(value, shape)


def many(shape: Shape, unique: str | None = None) -> Check:
    """A list of tables inside a table, given as a tuple; the key `unique`, if any, may not repeat in it."""

    def check(value: Any) -> tuple[dict[str, Any], ...]:
        found = tuple(_numbered(value, shape))
        names = [row[unique] for row in found] if unique else []
        for place, name in enumerate(names, 1):
            if name in names[: place - 1]:
                raise ShapeError(f"[{place}].{unique}", f"{name!r} is used twice")
        return found

    return check


def text(value: Any) -> str:
    """A text that says something."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"must be a text that is not empty, not {_shown(value)}")
    return value


def any_text(value: Any) -> str:
    """A text, possibly empty."""
    if not isinstance(value, str):
        raise ValueError(f"must be a text, not {_shown(value)}")
    return value


def ident(value: Any) -> str:
    """A short stable name: lower-case letters, digits, and - _ . between them."""
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", value):
        raise ValueError(f"must be lower-case letters, digits, '-', '_' or '.' (at most 64), not {_shown(value)}")
    return value


def flag(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, not {_shown(value)}")
    return value


def number(low: float | None = None, high: float | None = None) -> Check:
    """A number between the two bounds, both included."""

    def check(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f"must be a number, not {_shown(value)}")
        if (low is not None and value < low) or (high is not None and value > high) or value != value:
            raise ValueError(f"must be between {low} and {high}, not {value}")
        return value

    return check


def whole(low: int | None = None, high: int | None = None) -> Check:
    """A whole number between the two bounds, both included."""

    def check(value: Any) -> int:
        if isinstance(value, float):
            raise ValueError(f"must be a whole number, not {value}")
        return int(number(low, high)(value))

    return check


def day(value: Any) -> date:
    """A date written without quotes: 2024-06-19."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"must be a date such as 2024-06-19 without quotes, not {_shown(value)}")
    return value


def span(value: Any) -> timedelta:
    """A length of time such as "30m", "1h", "1d"."""
    match = re.fullmatch(r"(\d{1,5})([smhd])", value) if isinstance(value, str) else None
    if not match:
        raise ValueError(f'must be a length of time such as "30m", "1h" or "1d", not {_shown(value)}')
    return timedelta(seconds=int(match[1]) * SECONDS[match[2]])


def address(value: Any) -> str:
    """A web address: http or https, with a host, without a name or password in it."""
    if not isinstance(value, str):
        raise ValueError(f"must be a web address, not {_shown(value)}")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[\s\x00-\x1f]", value):
        raise ValueError(f"must begin with http:// or https:// and name a host, not {_shown(value)}")
    if "@" in parts.netloc:
        raise ValueError("must not contain a user name or password")
    if parts.port == 0:  # read here, because one that is no number is found only when it is asked for
        raise ValueError("must not have port 0")
    return value


def one_of(allowed: type[StrEnum] | Collection[str]) -> Check:
    """One of the words allowed; an enumeration gives its member."""

    def check(value: Any) -> str:
        if isinstance(value, str) and value in [str(word) for word in allowed]:
            return allowed(value) if isinstance(allowed, type) else value
        raise ValueError(f"must be one of {', '.join(map(str, allowed))}, not {_shown(value)}")

    return check


def each(check: Check) -> Check:
    """A list whose every member passes the check, given as a tuple."""

    def every(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError(f"must be a list, not {_shown(value)}")
        return tuple(_at(f"[{place}]", check, member) for place, member in enumerate(value, 1))

    return every


def mapping(check: Check) -> Check:
    """A table with free keys whose every value passes the check."""

    def every(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ValueError(f"must be a table, not {_shown(value)}")
        return {key: _at(key, check, member) for key, member in value.items()}

    return every


def _exact(data: Any, shape: Shape) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ValueError(f"must be a table, not {_shown(data)}")
    for key in data:
        if key not in shape:
            raise ShapeError(key, _unknown(key, shape))
    exact: dict[str, Any] = {}
    for key, wanted in shape.items():
        if key in data:
            exact[key] = _at(key, wanted.check, data[key])
        elif wanted.default is REQUIRED:
            raise ShapeError(key, "is missing")
        else:
            exact[key] = wanted.default
    return exact


def _at(key: str, check: Check, value: Any) -> Any:
    try:
        return check(value)
    except ShapeError as e:
        raise ShapeError(f"{key}{e.key}" if e.key.startswith("[") else f"{key}.{e.key}", e.reason) from e
    except ValueError as e:
        raise ShapeError(key, str(e)) from e


def _numbered(value: Any, shape: Shape) -> Iterator[dict[str, Any]]:
    if not isinstance(value, list):
        raise ValueError(f"must be a list of tables, not {_shown(value)}")
    for place, row in enumerate(value, 1):
        yield _at(f"[{place}]", one(shape), row)


def _called(row: Any, unique: str) -> str:
    name = row.get(unique) if isinstance(row, dict) else None
    return f" {name!r}" if isinstance(name, str) else ""


def _unknown(key: str, known: Collection[str]) -> str:
    near = get_close_matches(key, list(known), n=1)
    return f"unknown key{f'; did you mean {near[0]!r}?' if near else ''}"


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
