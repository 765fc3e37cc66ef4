"""Edited documents: the judgements of their earlier versions; the new version is judged again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, delete, insert, select

from tumen.analysis.clustering.known_development import size
from tumen.model import Claim, Document, Former
from tumen.storage.columns import FORMER, JUDGEMENT, SAYS_MORE, UNJUDGED
from tumen.storage.database import Database, batches
from tumen.storage.prepared import Prepared
from tumen.storage.records import Edit
from tumen.storage.schema import development_events, documents, former_judgements, judgements

_OF: Final = Prepared(
    select(former_judgements)
    .where(former_judgements.c.document_id == bindparam("one"))
    .order_by(former_judgements.c.number)
)


class Edits:
    """The judgements of earlier versions of edited documents, in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending(self, ids: Iterable[str]) -> dict[str, Edit]:
        """Those of these documents that are to be judged again, each with its last judgement.

        `at` is when the wording came that is to be judged.
        """
        columns = *former_judgements.c["document_id", "number", "body"], documents.c.versioned_at.label("at")
        joined = select(*columns).join(documents, documents.c.id == former_judgements.c.document_id)
        found: dict[str, Edit] = {}
        with self._database.reading() as connection:
            for some in batches(dict.fromkeys(ids)):
                waiting = joined.where(former_judgements.c.document_id.in_(some), UNJUDGED)
                rows = connection.execute(waiting.order_by(former_judgements.c.number))
                found |= {row.document_id: _edit(row) for row in rows}
        return found

    def of(self, document_id: str) -> list[Edit]:
        """The judgement of each earlier version of the document, the oldest first."""
        with self._database.reading() as connection:
            return [_edit(row) for row in _OF.rows(connection, one=document_id)]

    def withdrawn(self, since: datetime) -> Iterator[Edit]:
        """The edits since then that withdrew something, the oldest first: what was reported stays known."""
        withdrawn = select(former_judgements).where(SAYS_MORE, former_judgements.c.at >= since)
        ordered = withdrawn.order_by(
            former_judgements.c.at, former_judgements.c.document_id, former_judgements.c.number
        )
        with self._database.reading() as connection:
            rows = connection.execute(ordered).all()
        return (_edit(row) for row in rows)


def is_seen(old: Document, new: Document) -> bool:
    """Whether an edit can change a judgement: other words, not only other spaces or capitals; a page taken away."""
    return _words(old) != _words(new) or bool(old.draft.gone) != bool(new.draft.gone)


def _words(document: Document) -> tuple[list[str], list[str]]:
    return document.draft.title.casefold().split(), document.draft.text.casefold().split()


def keep_judgement(connection: Connection, stored: Row[Any], old: Document, new: Document, now: datetime) -> None:
    """Move the judgement of a version that is replaced to the record, with an event of its development."""
    mine = judgements.c.document_id == stored.id
    judgement = JUDGEMENT.read(connection.execute(select(judgements.c.body).where(mine)).scalar_one())
    former = Former(
        seq=stored.seq,
        judgement=judgement,
        claims=old.claims,
        acts=old.features.acts,
        origins=old.origins,
        concepts=_named(old),
        frames=old.frames,
        size=size(old),
    )
    row = {
        "document_id": stored.id,
        "number": stored.version,
        "at": now,
        "says_more": _says_more(old, new),
        "body": FORMER.write(former),
    }
    connection.execute(insert(former_judgements).values(row))
    if judgement.development_id:
        event = {"development_id": judgement.development_id, "at": now, "document_id": stored.id}
        connection.execute(insert(development_events).values(what=f"edited: was {judgement.role}", **event))
    connection.execute(delete(judgements).where(mine))


def homes(connection: Connection, document_id: str) -> set[str]:
    """The developments that a document is in, or was in before the edit that it waits to be judged for."""
    mine = select(judgements.c.development_id).where(judgements.c.document_id == document_id)
    former = select(former_judgements.c.body).where(former_judgements.c.document_id == document_id)
    last = connection.scalar(former.order_by(former_judgements.c.number.desc()).limit(1))
    found = {connection.scalar(mine), FORMER.read(last).judgement.development_id if last else None}
    return {id_ for id_ in found if id_}


def _says_more(old: Document, new: Document) -> bool:
    figures = {_figure(claim) for claim in old.claims} - {_figure(claim) for claim in new.claims}
    acts = set(old.features.acts) - set(new.features.acts)
    names = set(_named(old)) - set(_named(new))
    return bool(figures or acts or names or set(old.origins) - set(new.origins))


def _named(document: Document) -> tuple[str, ...]:
    return tuple(concept for concept, _ in document.features.concepts)


def _figure(claim: Claim) -> tuple[str, float, float, str | None]:
    return claim.metric, claim.low, claim.high, claim.claimant


def _edit(row: Row[Any]) -> Edit:
    return Edit(document_id=row.document_id, number=row.number, at=row.at, former=FORMER.read(row.body))
