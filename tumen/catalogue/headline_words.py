"""The common words of headlines, by language: read when a line is first made of a headline in another language.

They are as many as all other tables of a language together, and only the lines of digests and pages ask for them, so a
command that makes none does not wait for them. What is wrong with a file is said then, and by `tumen doctor`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from tumen.analysis.digest.lines.act_words import ACTS_TABLE, WHO_TABLE
from tumen.analysis.digest.lines.plain_words import THINGS_TABLE
from tumen.analysis.digest.lines.wording import LINE_ACTS, LINE_PARTIES, LINE_THINGS, PLURAL, check_act, check_party
from tumen.analysis.text.vocabulary import Table
from tumen.catalogue.forms import form, pattern
from tumen.catalogue.strict import Key, each, mapping, read, table, text
from tumen.errors import ConfigError

FOLDER: Final = "headline_words"


def act(value: Any) -> str:
    """The sentence of an act with its slots; docs/language.md has the signs in it."""
    check_act(text(value))
    return str(value)


def people(value: Any) -> dict[str, tuple[str, ...]]:
    """What people of a state or body are called, by kind and case; the names that are a plural themselves."""

    def called(words: Any) -> str:
        check_party(text(words))
        return str(words)

    rows = mapping(each(text))(value)
    mapping(each(called))({kind: list(rows[kind]) for kind in rows if kind != PLURAL})
    return dict(rows)


TABLES: Final = {
    THINGS_TABLE: Key(mapping(each(form)), {}),
    ACTS_TABLE: Key(mapping(each(pattern)), {}),
    WHO_TABLE: Key(mapping(each(pattern)), {}),
    LINE_THINGS: Key(mapping(each(text)), {}),
    LINE_ACTS: Key(mapping(each(act)), {}),
    LINE_PARTIES: Key(people, {}),
}


def headline_words(folder: Path, language: str) -> dict[str, Table]:
    """Return the tables of a language, each read on first use; none where it has no file.

    `folder`: that of the language files. ConfigError on first use names the file, the table and the key of a mistake.
    """
    file = _File(folder / FOLDER / f"{language}.toml")
    return {name: _Later(file, name) for name in TABLES} if file.path.exists() else {}


def check_languages(folder: Path, known: Collection[str]) -> None:
    """ConfigError for a file whose language has no file of its own: nobody would ever read it."""
    for path in sorted((folder / FOLDER).glob("*.toml")):
        if path.stem not in known:
            reason = f"no such language: it needs a file {path.name} beside the folder {FOLDER} too"
            raise ConfigError(str(path), "", reason)


@dataclass(frozen=True)
class _File:
    """A file as it is when its first table is asked for."""

    path: Path

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """Its tables, each checked."""
        return table(read(self.path), TABLES, file=str(self.path))


@dataclass(frozen=True)
class _Later(Mapping[str, tuple[str, ...]]):
    """One table of a file that is read when somebody asks what it holds."""

    file: _File
    name: str

    def __getitem__(self, kind: str) -> tuple[str, ...]:
        return self.file.tables[self.name][kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self.file.tables[self.name])

    def __len__(self) -> int:
        return len(self.file.tables[self.name])
