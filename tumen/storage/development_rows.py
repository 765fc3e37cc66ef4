"""Rows of developments and of the events that every change of one leaves, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from tumen.model import Development
from tumen.storage.columns import DEVELOPMENT, clean
from tumen.storage.database import Database, batches
from tumen.storage.schema import development_events, developments
from tumen.storage.search_index import days_of


def upsert(
    database: Database, connection: Connection, given: Mapping[str, Development], moment: datetime | None
) -> None:
    """Store developments inside the caller's transaction; every change of one leaves an event."""
    # In the order of their ids, so that two writers never wait for each other crosswise.
    for some in batches(sorted(given)):
        stored = select(*developments.c["id", "body"]).where(developments.c.id.in_(some))
        rows = connection.execute(stored.order_by(developments.c.id).with_for_update())
        old = {row.id: DEVELOPMENT.read(row.body) for row in rows}
        changed = [given[id_] for id_ in some if given[id_] != old.get(id_)]
        if changed:
            upsert = database.insert(developments)
            days = days_of(connection, changed)
            rows_now = [_row(development, *days[development.id]) for development in changed]
            new = {name: upsert.excluded[name] for name in rows_now[0] if name != "id"}
            upsert = upsert.on_conflict_do_update(index_elements=["id"], set_=new)
            connection.execute(upsert, rows_now)
            events = [row for development in changed for row in _events(old.get(development.id), development, moment)]
            database.keep(connection, development_events, events)


def _row(development: Development, day: str, first_day: str) -> dict[str, Any]:
    return {
        "id": development.id,
        "first_seen": development.first_seen,
        "last_seen": development.last_seen,
        "storyline_id": development.storyline_id,
        "merged_into": "" if development.withdrawn else development.merged_into,
        "body": DEVELOPMENT.write(development),
        "day": day,
        "first_day": first_day,
    }


def _events(old: Development | None, new: Development, moment: datetime | None) -> Iterator[dict[str, Any]]:
    at = moment or new.last_seen
    for what, document_id in _changes(old, new):
        yield {"development_id": new.id, "at": at, "what": clean(what), "document_id": document_id}


def _changes(old: Development | None, new: Development) -> list[tuple[str, str | None]]:
    """What happened to a development, and by which document: merges and joins must leave a record."""
    if old is None:
        opened: list[tuple[str, str | None]] = [("opened", new.documents[0] if new.documents else None)]
        return opened + [("joined", document_id) for document_id in new.documents[1:]]
    before, after = frozenset(old.documents), frozenset(new.documents)
    changes: list[tuple[str, str | None]] = [("joined", id_) for id_ in new.documents if id_ not in before]
    changes += [("left", id_) for id_ in old.documents if id_ not in after]
    if old.title != new.title:
        changes.append((f"renamed from {old.title}", None))
    if old.storyline_id != new.storyline_id:
        changes.append((f"storyline {old.storyline_id or 'none'} to {new.storyline_id or 'none'}", None))
    return changes
