"""When a page was published: which of its witnesses is believed. Pure."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from extractors import metadata
from extractors.dates import parse_date, zone_of
from tumen.model import Raw, Source

IN_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
ONE_DAY = timedelta(days=1)  # a day without an hour is midnight in Greenwich, its hour may be any zone's


def published(raw: Raw, source: Source, found: Any, told: metadata.PageMetadata) -> tuple[datetime | None, str]:
    """Return the date that two witnesses agree on, with its hour where one says it, and how it is written.

    Where none agree, the page's own word comes before guesses; without a readable one there is no date, and what is
    written may say why. `found` is trafilatura's.
    """
    zone = zone_of(source.country)
    parsed = partial(parse_date, language=source.language, default_zone=zone, now=raw.fetched_at)
    day_found = getattr(found, "date", None) or ""
    if any((date := parsed(written)) and f"{date:%Y-%m-%d}" == day_found for written in told.foreign):
        day_found = ""  # trafilatura looks at the whole page
    if any(day_found in _either_way(written) and parsed(written) is None for written in (*told.dates, *told.guesses)):
        day_found = ""  # and takes the first of two numbers for the day
    witnesses = dict.fromkeys((*told.dates, day_found, *told.guesses, told.in_address))
    read = [(date, written[:100]) for written in witnesses if (date := parsed(written)) is not None]
    for date, written in read:
        agreeing = [other for other in read if other[1] != written and abs(date - other[0]) <= ONE_DAY]
        if agreeing:
            return next((one for one in [(date, written), *agreeing] if one[0].time() != time()), (date, written))
    return read[0] if read else (None, next((written[:100] for written in told.dates or told.guesses), ""))


def _either_way(written: str) -> list[str]:
    """The two days that a date in numbers alone may be."""
    return [
        f"{year}-{int(one):02}-{int(other):02}"
        for first, second, year in IN_NUMBERS.findall(written)
        for one, other in ((first, second), (second, first))
    ]
