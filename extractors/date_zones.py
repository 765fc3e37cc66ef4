"""The zone that a date names: by offset, by name, by place. Pure; an unknown or ambiguous one refuses the date."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from extractors.date_words import (
    AMBIGUOUS_ZONES,
    CITIES,
    CITY_TIMES,
    CIVIL_ZONES,
    ELSEWHERE,
    STANDARD_TIME,
    ZONE_WORDS,
    ZONES,
)

MOSCOW = timedelta(hours=3)
FURTHEST_EAST, FURTHEST_WEST = timedelta(hours=14), timedelta(hours=12)
SHORT = 5  # letters; a Latin name this short is also a word ("et", "est") unless it is written in capitals

_BEHIND = re.compile(r"[\s(\[]*(?:(?:gmt|utc|ut|z)\s?)?([+\-−])(\d{1,2})(?::?(\d\d)(?::?\d\d)?)?(?![\d:])")
_ANYWHERE = re.compile(r"(?<![^\W\d_])(?:gmt|utc)\s?([+\-−])\s?(\d{1,2})(?::?(\d\d))?(?![\d:])")
_LOOSE = re.compile(r"(?<![\w:.+\-])([+\-])(\d\d):?(\d\d)(?![\d:.\-])")
_FROM_MOSCOW = re.compile(r"(?:мск|msk)\s?([+\-−])\s?(\d{1,2})(?![\d:])")
_PLACE = re.compile(
    r"(?<![\w/])((?:africa|america|antarctica|asia|atlantic|australia|europe|indian|pacific|etc|us)/[a-z_+\-/0-9]+)"
)
_NAMES = [*ZONES, *CIVIL_ZONES, *AMBIGUOUS_ZONES]
_NAMED = re.compile(
    r"(?<![^\W\d_])(" + "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True)) + r")(?![^\W\d_])"
)
_ABBREVIATION = re.compile(r"[\s(\[]*([a-z]{2,4}t|[a-z])(?![^\W_])")


def zone(tail: str, beside: str, capitals: Collection[str], default: tzinfo | None, moment: datetime) -> tzinfo | None:
    """Return the zone named behind a time (`tail`) or elsewhere `beside` the date; `default` where none is named.

    Both are in small letters; `capitals` are the words written in capitals. ValueError for a zone that is named but
    not known, or means different hours in different countries of which `default` is none.
    """
    if re.match(r"\s?z(?![^\W_])", tail):
        return UTC
    regional = _FROM_MOSCOW.search(beside)
    if regional:  # how the regions of Russia count
        return timezone(MOSCOW + timedelta(hours=int(regional[2])) * (1 if regional[1] == "+" else -1))
    offset = _BEHIND.match(tail) or _ANYWHERE.search(beside) or _LOOSE.search(beside)
    if offset:
        away = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        if away > (FURTHEST_EAST if offset[1] == "+" else FURTHEST_WEST):
            raise ValueError("no zone is that far away")
        return timezone(away if offset[1] == "+" else -away)
    place = _PLACE.search(beside)
    if place:
        return _place(place[1])
    named = next((name for part in (tail, beside) for name in _names(part, capitals)), None)
    if named is not None:
        return _named(named, default, moment)
    city = next((match for pattern in CITY_TIMES if (match := pattern.match(tail))), None)
    if city is not None:
        return _of_city(city[1])
    if any(word in beside for word in ELSEWHERE):
        raise ValueError("the local time of another place")
    other = _ABBREVIATION.match(tail)
    if (other and other[1].upper() in capitals) or ZONE_WORDS.search(tail) or STANDARD_TIME.search(beside):
        raise ValueError("a zone that is not known")
    return default


def _names(text: str, capitals: Collection[str]) -> list[str]:
    return [
        name for name in _NAMED.findall(text) if not (name.isascii() and len(name) <= SHORT) or name.upper() in capitals
    ]


def _named(name: str, default: tzinfo | None, moment: datetime) -> tzinfo:
    # The source's own zone knows what its newsroom means: China's CST, India's IST.
    if default is not None and moment.replace(tzinfo=default).tzname() == name.upper():
        return default
    if name in CIVIL_ZONES:
        return ZoneInfo(CIVIL_ZONES[name])
    if name in ZONES:
        return timezone(timedelta(hours=ZONES[name]))
    usual = AMBIGUOUS_ZONES[name]
    american = usual is not None and usual < 0 and str(default).startswith("America/")
    if usual is None or (default is not None and not american):
        raise ValueError("a zone that means different hours in different countries")
    return timezone(timedelta(hours=usual))


def _of_city(name: str) -> tzinfo:
    known = next((place for begin, place in CITIES.items() if name.startswith(begin)), None)
    if known is None:
        raise ValueError("the local time of another place")
    return ZoneInfo(known)


def _place(name: str) -> tzinfo:
    known = _places().get(name)
    if known is None:
        raise ValueError("a zone that is not known")
    return ZoneInfo(known)


@cache
def _places() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}
