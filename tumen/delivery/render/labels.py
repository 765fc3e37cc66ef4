"""The words around the news, in the reader's language: labels, counts in their plural forms, dates."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tumen.content import template_folder
from tumen.errors import ConfigError

FALLBACK = "en"
FILE = "labels.toml"


def _slavic(n: int) -> str:
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    if n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14}:
        return "few"
    return "many"


def _western(n: int) -> str:
    return "one" if n == 1 else "other"


# Which plural form a count takes; the languages that are not here have "one" for 1 and "other" for the rest.
PLURAL: Mapping[str, Callable[[int], str]] = {
    "ru": _slavic,
    "uk": _slavic,
    "ko": lambda _: "other",
    "ja": lambda _: "other",
    "zh": lambda _: "other",
}


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language; `say` and `count` raise ConfigError for a key that is not there."""

    language: str
    words: Mapping[str, Any]

    def say(self, key: str, **values: object) -> str:
        """A label, with its values filled in."""
        return self._fill(key, self._word(key), values)

    def count(self, key: str, n: int, **values: object) -> str:
        """A counted thing in the right plural form."""
        forms = self._word(key)
        form = PLURAL.get(self.language, _western)(n)
        return self._fill(key, forms.get(form, forms["other"]), {"n": n, **values})

    def day(self, day: date | None) -> str:
        """A date as this language writes it."""
        if day is None:
            return self.say("undated")
        return self.say("date", day=day.day, month=self._word("months")[day.month - 1], year=day.year)

    def moment(self, moment: datetime, zone: tzinfo) -> str:
        """A date with hours and minutes in a time zone."""
        local = moment.astimezone(zone)
        return f"{self.day(local.date())}, {local:%H:%M}"

    def language_name(self, code: str) -> str:
        """The name of a language; its code in capitals when the labels do not name it."""
        return str(self._word("languages").get(code.split("-")[0].lower(), code.upper()))

    def metric(self, metric: str) -> str:
        """What a claim counts; the metric's own name when the labels do not name it."""
        return str(self._word("metrics").get(metric, metric.replace("_", " ")))

    def amount(self, low: float, high: float) -> str:
        """A quantity as this language writes it: 11,000 or 8,000–10,000."""
        return self._number(low) if low == high else f"{self._number(low)}–{self._number(high)}"

    def _number(self, value: float) -> str:
        whole, _, part = f"{value:,.10g}".partition(".")
        thousands, point = self._word("separators")
        return whole.replace(",", thousands) + (f"{point}{part}" if part else "")

    def _word(self, key: str) -> Any:
        if key not in self.words:
            raise ConfigError(FILE, f"{self.language}.{key}", "is missing")
        return self.words[key]

    def _fill(self, key: str, text: Any, values: Mapping[str, object]) -> str:
        try:
            return str(text).format(**values)
        except (LookupError, ValueError) as e:
            raise ConfigError(FILE, f"{self.language}.{key}", f"cannot fill in the text: {e}") from e


def load_labels(language: str) -> Labels:
    """The words of a language, English when there are none; ConfigError when the file is wrong."""
    every = _read(template_folder() / FILE)
    known = language.split("-")[0].lower()
    return Labels(known, every[known]) if known in every else Labels(FALLBACK, every[FALLBACK])


@cache
def _read(path: Path) -> Mapping[str, Mapping[str, Any]]:
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as e:
        raise ConfigError(FILE, "", str(e)) from e
    if FALLBACK not in words:
        raise ConfigError(FILE, FALLBACK, "is missing")
    return words


def zone_of(name: str) -> tzinfo:
    """The time zone of that name, UTC when the machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
