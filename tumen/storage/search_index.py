"""Keeps what a search looks in: the words of each document with facts about it, and the days of what is known.

It is written in the transaction that keeps the document, so it never says anything else than the archive. SQLite has
the words in a table of FTS5, PostgreSQL in a `tsvector`; both are given the same tokens, cut by us, so that both find
the same in every script and no extension is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, func, select, text, update

from tumen.analysis.clustering.profiles import happening
from tumen.analysis.text.search_tokens import fact, indexed
from tumen.model import Development, Document, Frame, Stage
from tumen.storage.columns import DEVELOPMENT, DOCUMENT
from tumen.storage.database import Database, batches
from tumen.storage.schema import developments, documents
from tumen.storage.search_keys import key_of

# PostgreSQL refuses positions beyond this; MOST_TOKENS of the text lie below.
_FURTHEST: Final = 16_383
_ADD: Final = {
    True: text("INSERT INTO search_text (rowid, words) VALUES (:key, :words)"),
    False: text("INSERT INTO search_text (key, words) VALUES (:key, CAST(:words AS tsvector))"),
}
OWN_ID: Final = "own-id"  # what an imported record calls itself
_MERGE: Final = text("INSERT INTO search_text (search_text, rank) VALUES ('merge', :pages)")
_OPTIMIZE: Final = text("INSERT INTO search_text (search_text) VALUES ('optimize')")
_CHANGES: Final = text("SELECT total_changes()")
_CLEAN: Final = text("SELECT gin_clean_pending_list('ix_search_text_words')")
# 4 MB written at a time: other processes wait for a moment only.
_PAGES: Final = 1_000
_FORGET: Final = {
    True: text("DELETE FROM search_text WHERE rowid = :key"),
    False: text("DELETE FROM search_text WHERE key = :key"),
}


def day_of(document: Document) -> str:
    """The day a document is found under: that of its publication, else of what it tells; "" when it gives none."""
    published = document.draft.published
    day = published.date() if published else document.event_date
    return day.isoformat() if day else ""


def days_of(connection: Connection, given: Iterable[Development]) -> dict[str, tuple[str, str]]:
    """The day of each development, of the happening, else of its first report, and that of its first report.

    "" where none is known; the day of the first report is "" as soon as one of them has none.
    """
    found: dict[str, tuple[str, str]] = {}
    for development in given:
        firsts, dated = list[str](), list[str]()
        for some in batches(development.documents):
            mine = select(func.min(documents.c.day), func.min(func.nullif(documents.c.day, "")))
            first, first_dated = connection.execute(mine.where(documents.c.id.in_(some))).one()
            firsts += [first] if first is not None else []
            dated += [first_dated] if first_dated else []
        day = development.event_date.isoformat() if development.event_date else min(dated, default="")
        found[development.id] = day, min(firsts, default=day)
    return found


def index(database: Database, connection: Connection, numbered: Iterable[tuple[int, Document]]) -> None:
    """Enter documents into the index, inside the caller's transaction."""
    written = _words if database.is_sqlite else _vector
    rows = [
        {
            "key": key_of(seq, day_of(document), relevant=document.relevant),
            "words": written(facts_of(document), _text(document)),
        }
        for seq, document in numbered
    ]
    if rows:
        connection.execute(_ADD[database.is_sqlite], rows)


def forget(database: Database, connection: Connection, stored: Row[Any]) -> None:
    """Take a document out of the index, inside the caller's transaction; `stored`: seq, day and relevant as they were
    when it was entered.
    """
    key = key_of(stored.seq, stored.day, relevant=stored.relevant)
    connection.execute(_FORGET[database.is_sqlite], {"key": key})


def rebuild(database: Database, connection: Connection) -> int:
    """Make index and days anew from the documents, inside the caller's transaction; return how many those are."""
    connection.execute(text("DELETE FROM search_text"))
    done = last = 0
    # 500 documents with their features are 5 MB.
    page = select(*documents.c["seq", "body"]).order_by(documents.c.seq).limit(500)
    while rows := connection.execute(page.where(documents.c.seq > last)).all():
        numbered = [(row.seq, DOCUMENT.read(row.body)) for row in rows]
        _write(connection, documents.c.seq, [{"row": seq, "day": day_of(document)} for seq, document in numbered])
        index(database, connection, numbered)
        done, last = done + len(rows), rows[-1].seq
    date_anew(connection, connection.scalars(select(developments.c.id)))
    if database.is_sqlite:
        connection.execute(_OPTIMIZE)
    return done


def date_anew(connection: Connection, ids: Iterable[str]) -> None:
    """Give these developments the days that their documents have now, inside the caller's transaction."""
    for some in batches(list(ids)):
        bodies = connection.scalars(select(developments.c.body).where(developments.c.id.in_(some)))
        days = days_of(connection, [DEVELOPMENT.read(body) for body in bodies])
        rows_now = [{"row": id_, "day": day, "first_day": first} for id_, (day, first) in days.items()]
        _write(connection, developments.c.id, rows_now)


def merge(database: Database) -> int:
    """Put together the parts in which a database keeps the index, some pages in a transaction; how many steps it took.

    Each reply that brought something leaves a part of its own, and each word of a search is looked up in every part.
    PostgreSQL keeps what came last in a list, which a search reads from its beginning.
    """
    if not database.is_sqlite:
        with database.writing("merge_search") as connection:
            return 1 if connection.scalar(_CLEAN) else 0
    done, pages = 0, -_PAGES  # a negative number begins anew with all parts, a positive one goes on
    while True:
        with database.writing("merge_search") as connection:
            before = connection.scalar(_CHANGES)
            connection.execute(_MERGE, {"pages": pages})
            changed = connection.scalar(_CHANGES) - before
        # The command itself counts as one change.
        if changed < 2:
            return done
        done, pages = done + 1, _PAGES


def _write(connection: Connection, key: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in rows[0] if name != "row"}
        given = [{"row": row["row"], **{f"new_{name}": row[name] for name in values}} for row in rows]
        connection.execute(update(key.table).where(key == bindparam("row")).values(values), given)


def facts_of(document: Document) -> list[str]:
    """What is known of a document beside its words, as tokens: concept, actor, place, announced day, theme,
    figure, own id, language, source, site."""
    facts = {fact("concept", mention.concept) for mention in document.mentions}
    facts |= {fact("theme", theme) for theme in document.themes}
    for frame in document.frames:
        facts |= {fact("actor", principal) for principal in frame.principals}
        facts |= {fact("place", frame.place)} if frame.place else set()
        facts |= _announced(frame)
    facts |= {fact("origin", origin) for origin in document.origins}
    facts |= {fact("figure", claim.metric) for claim in document.claims}
    facts |= {fact("figures", "any")} if document.claims else set()
    facts |= {fact(OWN_ID, document.draft.own_id)} if document.draft.own_id else set()
    facts |= {fact("source", name) for name in (document.draft.source_id, document.draft.site) if name}
    return sorted({*facts, fact("language", document.language)})


def _announced(frame: Frame) -> set[str]:
    """What a calendar lists and looks for: an announced day; what was done or called off."""
    if frame.stage is not Stage.PLANNED:
        return {fact("done", happening(frame.kind))}
    return {fact("stage", frame.stage), fact("due", frame.day.isoformat())} if frame.day else set()


def _text(document: Document) -> list[str]:
    return indexed(document.draft.full_text)


def _words(facts: Sequence[str], tokens: Sequence[str]) -> str:
    return " ".join((*facts, *tokens))


def _vector(facts: Sequence[str], tokens: Sequence[str]) -> str:
    """The tokens as PostgreSQL writes a tsvector; facts have no place in the text."""
    placed = (f"'{token}':{min(place, _FURTHEST)}" for place, token in enumerate(tokens, start=1))
    return " ".join((*(f"'{token}'" for token in facts), *placed))
