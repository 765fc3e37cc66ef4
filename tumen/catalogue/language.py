"""Reads the language tables, config/language/*.toml, every mistake named by file, table and key."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from tumen.analysis.assessment.genre import GENRE
from tumen.analysis.assessment.incidental import INCIDENTAL, LISTS
from tumen.analysis.attribution.patterns import ATTRIBUTION_TABLE, ATTRIBUTION_WORDS
from tumen.analysis.attribution.reporting_verbs import Cue
from tumen.analysis.claims.counting import FIGURE_CUES
from tumen.analysis.claims.kinds import CLAIM_WORDS, Counted, Fate, Topic, Vehicle
from tumen.analysis.claims.shares import TABLE as SHARES_TABLE
from tumen.analysis.digest.gate.senses import GATE, SENSES
from tumen.analysis.digest.lines.grammar import CUES
from tumen.analysis.digest.lines.wording import CHANGES, SENTENCES, WORDS, check_change, check_template
from tumen.analysis.digest.selection.candidates import SUMMARY
from tumen.analysis.extraction.date_patterns import DATE_WORDS, MONTHS, RELATIVE, WEEKDAYS
from tumen.analysis.extraction.event_types import AND, NOTHING
from tumen.analysis.extraction.goods import Goods
from tumen.analysis.extraction.happenings import FRAMES, STAGES
from tumen.analysis.extraction.number_patterns import NUMBER_WORDS
from tumen.analysis.extraction.split_verbs import GAP, SPLIT_VERBS
from tumen.analysis.matching.matcher import PARTICLES, PARTICLES_TABLE
from tumen.analysis.matching.speaker_entries import UNNAMED
from tumen.analysis.matching.speakers import ENDINGS_TABLE, UNNAMED_TABLE
from tumen.analysis.text.datelines import DATELINES
from tumen.analysis.text.headlines import HEADLINES
from tumen.analysis.text.vocabulary import Table, Vocabulary
from tumen.catalogue.forms import form, pattern
from tumen.catalogue.headline_words import check_languages, headline_words
from tumen.catalogue.kept import Kept, content_of
from tumen.catalogue.strict import Check, Key, any_text, each, flag, mapping, one_of, only, read, table, text
from tumen.errors import ConfigError
from tumen.model import Kind, Metric, Stage

COMMON = "common.toml"


def word(value: Any) -> str:
    """One word in lower case."""
    if text(value) != value.strip().lower() or " " in value:
        raise ValueError(f"must be one word in lower case, not {value!r}")
    return str(value)


def phrase(value: Any) -> str:
    """Words in lower case with single spaces between them."""
    if text(value) != " ".join(value.lower().split()):
        raise ValueError(f"must be words in lower case with single spaces, not {value!r}")
    return str(value)


def split(value: Any) -> str:
    """The two parts of a verb in lower case with " … " between them."""
    parts = text(value).split(GAP)
    if len(parts) != 2 or not all(parts) or value != value.lower():
        raise ValueError(f"must be the two parts of a verb in lower case with {GAP!r} between them, not {value!r}")
    return str(value)


def pair(value: Any) -> str:
    """Two beginnings of words in lower case with " / " between them."""
    one, slash, other = text(value).partition(" / ")
    if not (one and slash and other) or value != value.lower():
        raise ValueError(f"must be two words in lower case with ' / ' between them, not {value!r}")
    return str(value)


def template(value: Any) -> str:
    """Words with slots in braces, those that may stay empty in [brackets] with the words around them."""
    check_template(text(value))
    return str(value)


def change(value: Any) -> str:
    """Words with the slots of a change in braces."""
    check_change(text(value))
    return str(value)


def sense(value: Any) -> str:
    """One or two words in lower case, a star where letters may be missing before or behind them."""
    if not re.fullmatch(r"\*?[\w'’]+(?: [\w'’]+)?\*?", text(value)) or value != value.lower():
        raise ValueError(f"must be one or two words in lower case, with a star for further letters, not {value!r}")
    return str(value)


@dataclass(frozen=True, slots=True)
class Named:
    """Kinds of a table that are not listed: the pattern of their names, and what they are in words."""

    pattern: str
    words: str


AMOUNT = Named(r"\d+(?:\.\d+)?", 'a number in figures, such as 1000 or "1.5"')
AMOUNTS = Named(r"\d+-\d+", "the least and the greatest number that is meant, such as 20-99")
SENSE = Named("[a-z_]+(?:_[0-9]+)?", "a name in small letters, such as sign")
CURRENCY = Named(r"[a-z]{3}", "a currency's code of three letters (ISO 4217) in lower case")
# Each table of a language file: what its entries are, and which kinds it may have (None: those of common.toml).
TABLES: Mapping[str, tuple[Check, Collection[str] | Named | None]] = {
    "stop_words": (word, ("words",)),
    "event_types": (form, None),
    SPLIT_VERBS: (split, None),
    "stages": (pattern, STAGES),
    "frames": (pattern, FRAMES),
    "reporting_verbs": (form, [kind.value for kind in Cue]),
    ATTRIBUTION_TABLE: (pattern, ATTRIBUTION_WORDS),
    "months": (form, MONTHS),
    "days": (form, (*WEEKDAYS, *RELATIVE)),
    "date_words": (pattern, DATE_WORDS),
    "numerals": (word, AMOUNT),
    "own_numerals": (word, AMOUNT),
    "fractions": (phrase, AMOUNT),
    "scales": (word, AMOUNT),
    "counting": (word, AMOUNT),
    "vague_amounts": (form, AMOUNTS),
    "counters": (pattern, ("things", "times")),
    "currencies": (pattern, CURRENCY),
    "number_words": (pattern, NUMBER_WORDS),
    "genre": (pattern, GENRE),
    "datelines": (pattern, DATELINES),
    "summary": (pattern, SUMMARY),
    "line_topics": (text, [kind.value for kind in Kind]),
    "line_sentences": (template, SENTENCES),
    "line_words": (any_text, WORDS),
    "line_changes": (change, CHANGES),
    "line_stages": (text, [stage.value for stage in Stage]),
    "line_metrics": (text, [metric.value for metric in Metric]),
    "line_speakers": (text, [speaker.id for speaker in UNNAMED]),
    "line_cues": (pattern, CUES),
    "figure_cues": (pattern, FIGURE_CUES),
    "gate": (pattern, GATE),
    SENSES: (sense, SENSE),
    "lists": (pattern, LISTS),
    "incidental": (pattern, INCIDENTAL),
    "headlines": (pattern, HEADLINES),
    "opposites": (pair, ("pairs",)),
    "counted": (form, [kind.value for kind in Counted]),
    "goods": (form, [kind.value for kind in Goods]),
    "fates": (form, [kind.value for kind in Fate]),
    "vehicles": (form, [kind.value for kind in Vehicle]),
    "topics": (form, [kind.value for kind in Topic]),
    SHARES_TABLE: (form, AMOUNT),
    "claim_words": (pattern, tuple(CLAIM_WORDS)),
    ENDINGS_TABLE: (word, ("oblique",)),
    PARTICLES_TABLE: (word, PARTICLES),
    UNNAMED_TABLE: (form, [speaker.id for speaker in UNNAMED]),
}


# What a file says of its language, above its tables.
TRAITS = {"name": Key(text), "spaces": Key(flag, True), "decimal_point": Key(flag, False)}


Language = tuple[dict[str, Table], dict[str, Any]]
# A file that says what it said is not read again where another one of its folder, or the watch, was edited.
_FILES: Kept[Language] = Kept(most=100)


def load_language(folder: Path) -> Vocabulary:
    """The language tables of a folder; ConfigError names the file, the table and the key of a mistake.

    `common.toml` says which event types there are, and holds the words of no language; every other file is one
    language, named by its code.
    """
    common = folder / COMMON
    data, file = read(common), str(common)
    only(data, ("event_types", "observable", *TABLES), file=file)
    meanings = table({"event_types": data.get("event_types")}, {"event_types": Key(mapping(text))}, file=file)
    types = meanings["event_types"]
    observable = _table("observable", data.get("observable", {}), each(one_of(types)), ("event_types",), file)
    rest = {name: rows for name, rows in data.items() if name not in ("event_types", "observable")}
    languages, traits = {}, {}
    for path in sorted(folder.glob("*.toml"), key=_order):
        if path != common:
            tables, traits[path.stem] = _language(path, types)
            languages[path.stem] = {**tables, **headline_words(folder, path.stem)}
    check_languages(folder, languages)
    return Vocabulary(
        languages,
        types,
        observable=observable.get("event_types", ()),
        common=_tables(file, rest, types),
        spaceless=[code for code, trait in traits.items() if not trait["spaces"]],
        decimal_point=[code for code, trait in traits.items() if trait["decimal_point"]],
    )


def _order(path: Path) -> tuple[bool, str]:
    """English first: its forms decide where two languages write one word for two kinds."""
    return path.stem != "en", path.stem


def _language(path: Path, event_types: Collection[str]) -> Language:
    """The tables of one language, each checked by itself, and what its file says of the language."""
    return _FILES.get(content_of([(path.stem, path)], *event_types), lambda: _read_language(path, event_types))


def _read_language(path: Path, event_types: Collection[str]) -> Language:
    file = str(path)
    if not re.fullmatch(r"[a-z]{2}", path.stem):
        raise ConfigError(file, "", "is named by its language's code of two letters (ISO 639-1), such as vi.toml")
    data = read(path)
    only(data, (*TRAITS, *TABLES), file=file)
    traits = table({key: data[key] for key in TRAITS if key in data}, TRAITS, file=file)
    return _tables(file, data, event_types), traits


def _tables(file: str, data: Mapping[str, Any], event_types: Collection[str]) -> dict[str, Table]:
    found: dict[str, Table] = {}
    for name in (name for name in TABLES if name in data):
        entry, kinds = TABLES[name]
        found[name] = _table(name, data[name], each(entry), event_types if kinds is None else kinds, file)
    return found


def _table(name: str, data: Any, entries: Check, kinds: Collection[str] | Named, file: str) -> Table:
    found: Table = table({name: data}, {name: Key(mapping(entries))}, file=file)[name]
    for kind in found:
        _check_kind(file, name, kind, kinds)
    return found


def _check_kind(file: str, name: str, kind: str, known: Collection[str] | Named) -> None:
    """ConfigError when the kind, or one of two with a + between, is none of those known."""
    if isinstance(known, Named):
        if not re.fullmatch(known.pattern, kind):
            raise ConfigError(file, f"{name}.{kind}", f"must be {known.words}")
        return
    allowed = (*known, NOTHING) if name in ("event_types", SPLIT_VERBS) else tuple(known)
    for part in kind.split(AND) if name == "event_types" else [kind]:
        if part not in allowed:
            near = get_close_matches(part, allowed, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known are: {', '.join(allowed)}"
            raise ConfigError(file, f"{name}.{kind}", f"no such kind{hint}")
