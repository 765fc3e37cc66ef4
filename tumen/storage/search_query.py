"""Writes what a search asks for as the database wants to be asked: FTS5 of SQLite, `tsquery` of PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import Connection, TextualSelect, bindparam, column, text

from tumen.analysis.text.search_tokens import Term
from tumen.storage.database import Database
from tumen.storage.prepared import Prepared
from tumen.storage.search_keys import SEQ_MASK, seq_of

_NUMBERS: Final = {
    True: f"SELECT rowid & {SEQ_MASK} AS seq FROM search_text WHERE search_text MATCH :wanted",
    False: f"SELECT key & {SEQ_MASK} AS seq FROM search_text WHERE words @@ CAST(:wanted AS tsquery)",
}
_KEYS: Final = {
    True: "SELECT rowid AS key FROM search_text WHERE search_text MATCH :wanted AND rowid BETWEEN :low AND :high",
    False: ("SELECT key FROM search_text WHERE words @@ CAST(:wanted AS tsquery) AND key BETWEEN :low AND :high"),
}
NEWEST: Final = {
    here: Prepared(text(f"{keys} ORDER BY 1 DESC LIMIT :most OFFSET :offset")) for here, keys in _KEYS.items()
}
# Of PostgreSQL the newest first: in no order it reads the table from its oldest row, and most are of no such span.
COUNT: Final = {
    here: Prepared(text(f"SELECT count(*) FROM (SELECT 1 FROM ({keys}{order}) AS found LIMIT :most) AS counted"))
    for here, keys, order in ((True, _KEYS[True], ""), (False, _KEYS[False], " ORDER BY 1 DESC"))
}
# One statement for all of them: hundreds are asked about, most of which no document has.
_EACH: Final = {
    True: text(
        "SELECT value AS asked, (SELECT count(*) FROM (SELECT 1 FROM search_text WHERE search_text MATCH each.value"
        " AND rowid BETWEEN :low AND :high LIMIT :most)) AS number FROM json_each(:wanted) AS each"
    ),
    False: text(
        "SELECT asked, (SELECT count(*) FROM (SELECT 1 FROM search_text WHERE words @@ CAST(asked AS tsquery)"
        " AND key BETWEEN :low AND :high LIMIT :most) AS counted) AS number"
        " FROM json_array_elements_text(CAST(:wanted AS json)) AS asked"
    ),
}
_AMONG: Final = {
    True: Prepared(
        text("SELECT rowid AS key, words FROM search_text WHERE rowid IN (SELECT value FROM json_each(:keys))")
    ),
    False: Prepared(
        text(
            "SELECT key FROM search_text WHERE words @@ CAST(:wanted AS tsquery)"
            " AND key IN (SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(:keys AS json)) AS value)"
        )
    ),
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
    return NEWEST[database.is_sqlite].scalars(connection, **given)


def count(database: Database, connection: Connection, wanted: Wanted, span: Span, most: int) -> int:
    """How many documents in a span have what is wanted; counting stops at `most`."""
    given = {"wanted": _written(database, wanted), "low": span[0], "high": span[1], "most": most}
    return COUNT[database.is_sqlite].scalar(connection, **given) or 0


def count_each(
    database: Database, connection: Connection, tokens: Collection[str], span: Span, most: int
) -> dict[str, int]:
    """How many documents in a span have each of these tokens, counted up to `most`; what none has is left out."""
    asked = {_written(database, ((Term((token,)),),)): token for token in tokens}
    given = {"wanted": json.dumps(list(asked)), "low": span[0], "high": span[1], "most": most}
    rows = connection.execute(_EACH[database.is_sqlite], given)
    return {asked[row.asked]: row.number for row in rows if row.number}


def numbers_among(database: Database, connection: Connection, wanted: Wanted, keys: Collection[int]) -> set[int]:
    """The ingest numbers of those of a few documents that have what is wanted; the others are not looked through."""
    given = {"keys": json.dumps(list(keys))}
    begun = [[_begins(term) for term in group] for group in wanted]
    if database.is_sqlite:
        # FTS5 would look for the words in all documents, once for each of these.
        rows = _AMONG[True].rows(connection, **given)
        return {seq_of(key) for key, words in rows if _has(f" {words} ", begun)}
    return set(map(seq_of, _AMONG[False].scalars(connection, **given, wanted=_as_tsquery(wanted))))


def _has(within: str, begun: Sequence[Sequence[str]]) -> bool:
    """Whether something of each group stands in the tokens of a document."""
    return all(any(beginning in within for beginning in group) for group in begun)


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
