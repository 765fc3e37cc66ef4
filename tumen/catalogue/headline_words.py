"""The common words of headlines, by language: read when a line is first made of a headline in another language.

They are as many as all other tables of a language together, and only the lines of digests and pages ask for them, so a
command that makes none does not wait for them. What is wrong with a file is said then, and by `tumen doctor`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from tumen.analysis.digest.plain_words import THINGS_TABLE
from tumen.analysis.digest.wording import LINE_THINGS
from tumen.analysis.text.vocabulary import Table
from tumen.catalogue.forms import form
from tumen.catalogue.strict import Key, each, mapping, read, table, text
from tumen.errors import ConfigError

FOLDER: Final = "headline_words"
TABLES: Final = {THINGS_TABLE: Key(mapping(each(form)), {}), LINE_THINGS: Key(mapping(each(text)), {})}


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
