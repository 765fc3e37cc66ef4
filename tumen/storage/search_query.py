"""Writes what a search asks for as the database wants to be asked: FTS5 of SQLite, `tsquery` of PostgreSQL."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import Connection, TextualSelect, bindparam, column, text

from tumen.analysis.text.search_tokens import Term
from tumen.storage.database import Database, batches
from tumen.storage.search_keys import SEQ_MASK, seq_of

_NUMBERS: Final = {
    True: f"SELECT rowid & {SEQ_MASK} AS seq FROM search_text WHERE search_text MATCH :wanted",
    False: f"SELECT key & {SEQ_MASK} AS seq FROM search_text WHERE words @@ CAST(:wanted AS tsquery)",
}
_KEYS: Final = {
    True: "SELECT rowid AS key FROM search_text WHERE search_text MATCH :wanted AND rowid BETWEEN :low AND :high",
    False: ("SELECT key FROM search_text WHERE words @@ CAST(:wanted AS tsquery) AND key BETWEEN :low AND :high"),
}
NEWEST: Final = {here: text(f"{keys} ORDER BY 1 DESC LIMIT :most OFFSET :offset") for here, keys in _KEYS.items()}
_COUNT: Final = {
    here: text(f"SELECT count(*) FROM (SELECT 1 FROM ({keys}) AS found LIMIT :most) AS counted")
    for here, keys in _KEYS.items()
}
_AMONG: Final = {
    True: text("SELECT rowid AS key, words FROM search_text WHERE rowid IN :keys"),
    False: text("SELECT key FROM search_text WHERE words @@ CAST(:wanted AS tsquery) AND key IN :keys"),
}

Wanted = Sequence[Sequence[Term]]  # of each group one term must occur
Span = tuple[int, int]  # the lowest and the highest key; see `search_keys`


def numbers_with(database: Database, wanted: Wanted) -> TextualSelect:
    """A query for the ingest numbers of the documents in which something of each group stands."""
    asked = text(_NUMBERS[database.is_sqlite]).bindparams(bindparam("wanted", _written(database, wanted)))
    return asked.columns(column("seq"))


def newest_keys(
    database: Database, connection: Connection, wanted: Wanted, span: Span, most: int, offset: int = 0
) -> list[int]:
    """The highest keys in a span of documents with what is wanted, from the highest down."""
    given = {"wanted": _written(database, wanted), "low": span[0], "high": span[1], "most": most, "offset": offset}
    return list(connection.scalars(NEWEST[database.is_sqlite], given))


def count(database: Database, connection: Connection, wanted: Wanted, span: Span, most: int) -> int:
    """How many documents in a span have what is wanted; counting stops at `most`."""
    given = {"wanted": _written(database, wanted), "low": span[0], "high": span[1], "most": most}
    return connection.scalar(_COUNT[database.is_sqlite], given) or 0


def numbers_among(database: Database, connection: Connection, wanted: Wanted, keys: Collection[int]) -> set[int]:
    """The ingest numbers of those of a few documents that have what is wanted; the others are not looked through."""
    found: set[int] = set()
    for some in batches(keys):
        asked = _AMONG[database.is_sqlite].bindparams(bindparam("keys", some, expanding=True))
        if database.is_sqlite:
            # FTS5 would look for the words in all documents, once for each of these.
            rows = connection.execute(asked)
            found |= {seq_of(row.key) for row in rows if _has(row.words, wanted)}
        else:
            found |= set(map(seq_of, connection.scalars(asked, {"wanted": _as_tsquery(wanted)})))
    return found


def _has(words: str, wanted: Wanted) -> bool:
    """Whether something of each group stands in the tokens of a document."""
    within = f" {words} "
    return all(any(_begins(term) in within for term in group) for group in wanted)


def _begins(term: Term) -> str:
    return f" {' '.join(term.tokens)}" + ("" if term.goes_on else " ")


def _written(database: Database, wanted: Wanted) -> str:
    return (_as_match if database.is_sqlite else _as_tsquery)(wanted)


def _as_match(wanted: Wanted) -> str:
    return " AND ".join(f"({' OR '.join(map(_phrase, group))})" for group in wanted)


def _phrase(term: Term) -> str:
    return f'"{" ".join(term.tokens)}"{" *" if term.goes_on else ""}'


def _as_tsquery(wanted: Wanted) -> str:
    return " & ".join(f"({' | '.join(map(_lexemes, group))})" for group in wanted)


def _lexemes(term: Term) -> str:
    *before, last = (f"'{token}'" for token in term.tokens)
    return f"({' <-> '.join((*before, last + ':*' if term.goes_on else last))})"
