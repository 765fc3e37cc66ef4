"""Dates as ministries, agencies and feeds write them. Pure; refuses rather than guesses.

feedparser reads KST, MSK and JST as UTC and turns `2025.10.06` or Korean dates into the first of some month, so every
date is read here first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import partial
from zoneinfo import ZoneInfo

from extractors.date_words import AFTERNOON, CHANGED, ERAS, MONTHS, MORNING, WEEKDAYS
from extractors.date_zones import zone

EARLIEST = 1990  # the first web page is younger
AHEAD = timedelta(days=1)  # zones differ by a day; a date further ahead is a mistake or an announcement
LONGEST = 120  # characters; the longest date line seen had 64

# Where a country has one zone, or one in which its newsrooms write.
COUNTRY_ZONES: Mapping[str, str] = {
    "KR": "Asia/Seoul",
    "KP": "Asia/Pyongyang",
    "JP": "Asia/Tokyo",
    "CN": "Asia/Shanghai",
    "HK": "Asia/Hong_Kong",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "PL": "Europe/Warsaw",
    "DE": "Europe/Berlin",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "AT": "Europe/Vienna",
    "NL": "Europe/Amsterdam",
    "LV": "Europe/Riga",
    "QA": "Asia/Qatar",
    "US": "America/New_York",
    "TW": "Asia/Taipei",
    "IN": "Asia/Kolkata",
    "IL": "Asia/Jerusalem",
    "IE": "Europe/Dublin",
    "IT": "Europe/Rome",
    "ES": "Europe/Madrid",
    "BE": "Europe/Brussels",
    "CH": "Europe/Zurich",
    "CZ": "Europe/Prague",
    "LT": "Europe/Vilnius",
    "EE": "Europe/Tallinn",
    "FI": "Europe/Helsinki",
    "SE": "Europe/Stockholm",
    "NO": "Europe/Oslo",
    "DK": "Europe/Copenhagen",
    "TR": "Europe/Istanbul",
    "BY": "Europe/Minsk",
    "SG": "Asia/Singapore",
    "VN": "Asia/Ho_Chi_Minh",
    "TH": "Asia/Bangkok",
    "PH": "Asia/Manila",
    "MN": "Asia/Ulaanbaatar",
}

_MONTH = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
_SEP = r"\s*[-./·]\s*"
_DATES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[int, int, int]]], ...] = (
    (
        re.compile(r"(?<!\d)(\d{4})\s?[년年]\s?(\d{1,2})\s?[월月]\s?(\d{1,2})\s?(?:일|日|号|號)?"),
        lambda m: (int(m[1]), int(m[2]), int(m[3])),
    ),
    (
        re.compile(rf"(?<!\d)(\d{{4}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})(?!\d)\.?"),
        lambda m: (int(m[1]), int(m[2]), int(m[3])),
    ),
    (
        re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?=\D|\d{4}(?:\d\d)?(?!\d)|$)"),
        lambda m: (int(m[1]), int(m[2]), int(m[3])),
    ),
    (
        re.compile(
            rf"(?<![\w:.])(\d{{1,2}})(?:st|nd|rd|th|\.|º)?[\s\-/]+(?:(?:de|of)\s+)?({_MONTH})\.?,?[\s\-/]*(?:(?:de|năm)\s+)?(\d{{4}})(?!\d)"
        ),
        lambda m: (int(m[3]), MONTHS[m[2]], int(m[1])),
    ),
    (
        re.compile(
            rf"(?<![\w])({_MONTH})\.?[\s\-]+(\d{{1,2}})(?:st|nd|rd|th)?,?[\s\-]+(?:\d\d:\d\d:\d\d\s+)?(?:(?:[a-z]{{2,5}}|[+\-]\d{{4}})\s+)?(\d{{4}})(?!\d)"
        ),
        lambda m: (int(m[3]), MONTHS[m[1]], int(m[2])),
    ),
    (
        re.compile(rf"(?<!\d)(\d{{4}})[.,]?[\s\-/]+({_MONTH})\.?[\s\-/]+(\d{{1,2}})(?![\d:])"),
        lambda m: (int(m[1]), MONTHS[m[2]], int(m[3])),
    ),
    (re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)"), lambda m: (int(m[3]), int(m[2]), int(m[1]))),
    (re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)"), lambda m: _either(int(m[1]), int(m[2]), int(m[3]))),
    (
        # The year of RFC 822; only where nothing follows but a time: elsewhere two digits are anything.
        re.compile(rf"(?<![\w:.])(\d{{1,2}})[\s\-]({_MONTH})[\s\-](\d\d)(?=,?\s+\d{{1,2}}:\d\d|\s*$)"),
        lambda m: (_year(m[3]), MONTHS[m[2]], int(m[1])),
    ),
)
# Places of year, month and day among three numbers; a year of two digits is one of this century.
YEAR_FIRST = ((0, 1, 2),)
DAY_FIRST = ((2, 1, 0),)  # wherever dots part the numbers, but in East Asia
ORDERS = (*YEAR_FIRST, *DAY_FIRST, (2, 0, 1))
YEAR_FIRST_LANGUAGES = frozenset({"ko", "ja", "zh"})
_SHORT = re.compile(r"[\'’]?(\d{1,2})([./-])(\d{1,2})\2(\d{2})\.?((?:,?\s.*)?)")
_YEAR_FIRST = 3  # patterns that begin with the year: what stands beside such a date is none of it
_HALVES = [rf"{re.escape(half)}(?!\w)" if half[0] < "\u1100" else half for half in (*MORNING, *AFTERNOON)]
_BEFORE = "|".join((*_HALVES, r"[ap]\.?m\b\.?"))
_TIME = re.compile(
    rf"(?<![\d:+\-])(?:({_BEFORE})\s?)?(\d{{1,2}})(?:\s?(:|[시时時点點](?![간间間])|h(?![a-z]))\s?(\d{{1,2}})?(?:\s?(?::|분|分)\s?(\d{{1,2}})?(?:[.,]\d+)?)?"
    rf"\s?(?:초|秒|분|分)?)?\s?({_BEFORE})?(?![\d])"
)
_DOTTED_TIME = re.compile(
    r"(?<![\d.])(\d{1,2})\.(\d\d)(?:\.(\d\d))?(?=\s*uhr|\W*$|\s+\(?(?:[a-z]{2,5}|(?:gmt|utc)?[+\-]\d\d?:?(?:\d\d)?)\b\W*$)"
)
_COMPACT_TIME = re.compile(r"[t\s]?(\d\d)(\d\d)(\d\d)?(?:\.\d+)?(?!\d)")
_CAPITALS = re.compile(r"(?<![^\W\d_])[A-Z]+(?![^\W\d_])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CHANGED = re.compile(rf"(?:{'|'.join(CHANGED)})\W{{0,4}}$")
_CHANGE = re.compile("|".join(CHANGED))
_CLUTTER = re.compile(r"^(?:" + "|".join(sorted(map(re.escape, WEEKDAYS), key=len, reverse=True)) + r")\.?,?\s+")
_EPOCH = re.compile(r"(\d{9,10}(?:\d{3})?)(?:\.\d{1,9})?")
_DOTNET = re.compile(r"/date\((-?\d+)(?:[+-]\d{4})?\)/")  # how .NET writes a moment in JSON


def parse_date(
    text: str, *, language: str | None = None, default_zone: tzinfo | None = None, now: datetime
) -> datetime | None:
    """Return the moment a text names, aware and in UTC; None when it names none or an impossible one.

    A date without a time is midnight UTC of that day, so that the day stays what it says. A time without a zone is in
    `default_zone`, else UTC. Refused: before 1990, more than a day after `now`, two readings of which both are
    possible (`03/04/2025`), and whatever leaves a year or a zone of the text unread.
    """
    wanted = _normal(text)
    if not wanted:
        return None
    capitals = frozenset(_CAPITALS.findall(text[:LONGEST]))
    try:
        found = (
            _epoch(wanted)
            or _read(wanted, capitals, default_zone)
            or _short(wanted, language, capitals, default_zone, now)
            or _foreign(wanted, language, default_zone)
        )
    except (ValueError, OverflowError):
        return None
    return found if found is not None and found.year >= EARLIEST and found <= now + AHEAD else None


def zone_of(country: str | None) -> tzinfo | None:
    """Return the zone in which the newsrooms of a country write; None when it has several or is not known."""
    name = COUNTRY_ZONES.get(country or "")
    return ZoneInfo(name) if name else None


def _normal(text: str) -> str:
    text = unicodedata.normalize("NFKC", text[: LONGEST * 2]).strip().casefold()
    text = " ".join(text.split())[:LONGEST]
    for pattern, offset in ERAS:
        text = pattern.sub(partial(_plain_year, offset), text)
    return text


def _plain_year(offset: int, match: re.Match[str]) -> str:
    # The first year of a Japanese era is not counted but named.
    return match["year"] or str(offset + (1 if match["era"] == "元" else int(match["era"])))


def _epoch(text: str) -> datetime | None:
    said = _EPOCH.fullmatch(_DOTNET.sub(r"\1", text))
    if said is None:
        return None
    seconds = int(said[1]) / 1000 if len(said[1]) > 10 else int(said[1])
    found = datetime.fromtimestamp(seconds, UTC)
    return found if found.year >= EARLIEST else None  # twelve digits are also a day and a time


def _read(text: str, capitals: frozenset[str], default_zone: tzinfo | None) -> datetime | None:
    text = _CLUTTER.sub("", text)
    for number, (pattern, order) in enumerate(_DATES):
        matches = list(pattern.finditer(text))
        if matches:
            first = next((m for m in matches if not _CHANGED.search(text[: m.start()])), matches[0])
            day = date(*order(first))
            before, behind = _beside(text, first, matches)
            clock = re.search(r"\d\d:\d\d:\d\d", first[0])
            if clock:
                behind = f" {clock[0]} {first[0][clock.end() :]} {behind}"
            if number >= _YEAR_FIRST and any(int(year) != day.year for year in _YEAR.findall(f"{before} {behind}")):
                raise ValueError("another year stands beside the date")
            return _with_time(day, before, behind, capitals, default_zone)
    return None


def _beside(text: str, match: re.Match[str], others: list[re.Match[str]]) -> tuple[str, str]:
    """What stands before and behind a date, as far as the text speaks of no other date."""
    start = max((m.end() for m in others if m.end() <= match.start()), default=0)
    end = min((m.start() for m in others if m.start() >= match.end()), default=len(text))
    changed = _CHANGE.search(text, match.end(), end) if end < len(text) else None
    return text[start : match.start()], text[match.end() : changed.start() if changed else end].lstrip(":")


def _with_time(
    day: date, before: str, behind: str, capitals: frozenset[str], default_zone: tzinfo | None
) -> datetime | None:
    clock = _clock(behind) or _clock(before)
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if clock is None:
        return midnight
    after_midnight, tail = clock
    zoned = zone(tail, f"{tail} {before} {behind}", capitals, default_zone, midnight + after_midnight) or UTC
    return (midnight.replace(tzinfo=zoned) + after_midnight).astimezone(UTC)


def _clock(rest: str) -> tuple[timedelta, str] | None:
    """The time of day and what stands after it; ValueError for an impossible one."""
    compact = _COMPACT_TIME.match(rest.lstrip())
    if compact and rest[:1].strip():
        return _since_midnight(int(compact[1]), compact[2], compact[3], ""), rest.lstrip()[compact.end() :]
    for match in _TIME.finditer(rest):
        unit_only = match[3] not in (None, ":")
        if match[1] or match[4] or match[6] or unit_only:
            half = match[1] or match[6] or ""
            return _since_midnight(int(match[2]), match[4], match[5], half), rest[match.end() :]
    last = _DOTTED_TIME.search(rest.lstrip()) or compact
    return (_since_midnight(int(last[1]), last[2], last[3], ""), rest.lstrip()[last.end() :]) if last else None


def _since_midnight(hour: int, minute: str | None, second: str | None, half: str) -> timedelta:
    if half and hour <= 12:
        hour = hour % 12 + (12 if half in AFTERNOON or half.startswith("p") else 0)
    # A leap second is written as 60; 24:00 is the end of the day (ISO 8601 until 2019, and many feeds since).
    minutes, seconds = int(minute or 0), min(int(second or 0), 60)
    if hour > 24 or minutes > 59 or (hour == 24 and (minutes or seconds)):
        raise ValueError("no time of day")
    return timedelta(hours=hour, minutes=minutes, seconds=seconds)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text) if int(text) < 70 else 1900 + int(text)


def _either(first: int, second: int, year: int) -> tuple[int, int, int]:
    """Day and month in the only order that is possible; ValueError when both are, and differ."""
    if first > 12 or first == second:
        return year, second, first
    if second > 12:
        return year, first, second
    raise ValueError("day and month may be swapped")


def _short(
    text: str, language: str | None, capitals: frozenset[str], default_zone: tzinfo | None, now: datetime
) -> datetime | None:
    """A date in numbers with a year of two digits, where it can be read in one order only."""
    match = _SHORT.fullmatch(_CLUTTER.sub("", text))
    if match is None:
        return None
    numbers = int(match[1]), int(match[3]), int(match[4])
    spoken = (language or "").split("-")[0]
    orders = YEAR_FIRST if spoken in YEAR_FIRST_LANGUAGES else DAY_FIRST if spoken and match[2] == "." else ORDERS
    found = set()
    for year, month, day in orders:
        with suppress(ValueError):
            found.add(date(2000 + numbers[year], numbers[month], numbers[day]))
    possible = [day for day in found if day <= (now + AHEAD).date()]
    return _with_time(possible[0], "", match[5], capitals, default_zone) if len(possible) == 1 else None


def _foreign(text: str, language: str | None, default_zone: tzinfo | None) -> datetime | None:
    """The rest of the world's languages, strictly: day, month and year must all be there."""
    if not language or not re.search(r"[^\W\d_]{3}", text) or not re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text):
        return None
    import dateparser  # half of our start-up time, and most runs never meet such a date

    try:
        found: datetime | None = dateparser.parse(
            text,
            languages=[language.split("-")[0]],
            settings={"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]},
        )
    except (ValueError, TypeError, RecursionError):
        return None
    if found is None or any(int(year) != found.year for year in _YEAR.findall(text)):
        return None
    local = default_zone if default_zone and (found.hour or found.minute) else UTC
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=local).astimezone(UTC)
