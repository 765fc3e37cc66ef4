"""The linguists' tables, as judgement uses them: words and patterns by table, kind and language.

The files are config/language/*.toml; `catalogue.load_language` reads and checks them. Nothing here knows a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final, TypeVar

from tumen.analysis.text.normalization import CJK

T = TypeVar("T")

# What a table of one language holds: kinds with their forms, patterns or words.
Table = Mapping[str, tuple[str, ...]]
_NOTHING = re.compile(r"(?!)")
_NO_TABLE: Table = MappingProxyType({})
_OPENS_WITH_LETTER = re.compile(rf"[^\W\d_{CJK}]")
_CLOSES_WITH_LETTER = re.compile(rf"(?<!\\)[^\W\d_{CJK}]$")


class Vocabulary:
    """All language tables. Immutable; what is compiled of them is made on first use and kept.

    `languages`: per ISO 639-1 code the tables of that language by name. `event_types`: what each class of happening
    means, in plain words; `observable`: those of them that others see. `common`: tables of no language.
    `spaceless`: the languages that write words without spaces; `decimal_point`: those with a point before decimals.
    """

    def __init__(
        self,
        languages: Mapping[str, Mapping[str, Table]] = MappingProxyType({}),
        event_types: Mapping[str, str] = MappingProxyType({}),
        *,
        observable: Collection[str] = (),
        common: Mapping[str, Table] = MappingProxyType({}),
        spaceless: Collection[str] = (),
        decimal_point: Collection[str] = (),
    ) -> None:
        self.languages = languages
        self.event_types = event_types
        self.observable = frozenset(observable)
        self.common = common
        self.spaceless = frozenset(spaceless)
        self.decimal_point = frozenset(decimal_point)
        self._made: dict[Hashable, Any] = {}

    def table(self, name: str, language: str) -> Table:
        """The table of one language; empty where that language has none."""
        return self.languages.get(language, {}).get(name, _NO_TABLE)

    def read(self) -> None:
        """Read the tables that are else read when they are asked for; ConfigError names a mistake in one."""
        for tables in self.languages.values():
            for table in tables.values():
                len(table)

    def merged(self, name: str) -> dict[str, tuple[str, ...]]:
        """The table of all languages together, each entry once: reports quote each other across languages."""
        found: dict[str, dict[str, None]] = {}
        for tables in (*self.languages.values(), self.common):
            for kind, entries in tables.get(name, _NO_TABLE).items():
                found.setdefault(kind, {}).update(dict.fromkeys(entries))
        return {kind: tuple(entries) for kind, entries in found.items()}

    def pattern(self, name: str, kind: str, *, flags: int = 0, shape: str = "{}") -> re.Pattern[str]:
        """The patterns of one kind in all languages as one; `shape` is what stands around their alternation.

        A kind without patterns gives one that matches nothing.
        """
        return self.once((name, kind, flags, shape), lambda: self._compiled(name, kind, flags, shape))

    def patterns(self, name: str, kind: str) -> tuple[re.Pattern[str], ...]:
        """The patterns of one kind in all languages, one by one, in the order of the files."""
        return self.once((name, kind), lambda: tuple(re.compile(one) for one in self.merged(name).get(kind, ())))

    def alternatives(self, name: str, *kinds: str, bounded: bool = True, language: str = "") -> str:
        """The patterns of these kinds in all languages as the source of one alternation, to stand in a larger pattern.

        `language`: those of one language only, whose small words mean something else in others. `bounded`: a pattern
        that begins or ends with a letter of an alphabet only matches where a word does. Kinds without patterns give a
        source that matches nothing.
        """
        table = self.table(name, language) if language else self.merged(name)
        entries = dict.fromkeys(entry for kind in kinds for entry in table.get(kind, ()))
        return "(?:" + ((_bounded(entries) if bounded else "|".join(entries)) or _NOTHING.pattern) + ")"

    def _compiled(self, name: str, kind: str, flags: int, shape: str) -> re.Pattern[str]:
        entries = self.merged(name).get(kind, ())
        return re.compile(shape.format("|".join(entries)), flags) if entries else _NOTHING

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for this key and kept; for matchers and the like that are compiled of tables."""
        try:
            found: T = self._made[key]
        except KeyError:
            found = self._made[key] = make()
        return found


# Of texts that are read without tables.
NO_VOCABULARY: Final = Vocabulary()


def _bounded(patterns: Iterable[str]) -> str:
    """One alternation of bounded patterns. A bound is asked for once for all neighbours that have it: asked for by each
    of two hundred words, it takes ten times as long to find that none is there."""
    runs = groupby(patterns, key=_bounds)
    return "|".join(f"{left}(?:{'|'.join(run)}){right}" for (left, right), run in runs)


def _bounds(pattern: str) -> tuple[str, str]:
    left = r"\b" if _OPENS_WITH_LETTER.match(pattern) else ""
    right = r"\b" if _CLOSES_WITH_LETTER.search(pattern) else ""
    return left, right
