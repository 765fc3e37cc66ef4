"""Writes what a search asks for as the database wants to be asked: FTS5 of SQLite, `tsquery` of PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import TextualSelect, bindparam, column, text

from tumen.analysis.text.search_tokens import Term
from tumen.storage.database import Database

_WITH: Final = {
    True: "SELECT rowid AS seq FROM search_text WHERE search_text MATCH :wanted",
    False: "SELECT seq FROM search_text WHERE words @@ CAST(:wanted AS tsquery)",
}

Wanted = Sequence[Sequence[Term]]  # of each group one term must occur


def numbers_with(database: Database, wanted: Wanted) -> TextualSelect:
    """A query for the ingest numbers of the documents in which something of each group stands."""
    write = _as_match if database.is_sqlite else _as_tsquery
    return text(_WITH[database.is_sqlite]).bindparams(bindparam("wanted", write(wanted))).columns(column("seq"))


def _as_match(wanted: Wanted) -> str:
    return " AND ".join(f"({' OR '.join(map(_phrase, group))})" for group in wanted)


def _phrase(term: Term) -> str:
    return f'"{" ".join(term.tokens)}"{" *" if term.goes_on else ""}'


def _as_tsquery(wanted: Wanted) -> str:
    return " & ".join(f"({' | '.join(map(_lexemes, group))})" for group in wanted)


def _lexemes(term: Term) -> str:
    *before, last = (f"'{token}'" for token in term.tokens)
    return f"({' <-> '.join((*before, last + ':*' if term.goes_on else last))})"
