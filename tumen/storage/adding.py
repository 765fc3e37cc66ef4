"""Adding documents inside one transaction: ingest numbers, versions, claims and shingles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from tumen.model import Claim, Document
from tumen.storage import edits, put_aside, search_index, shingles
from tumen.storage.columns import CLAIM, DOCUMENT, clean, content_key, url_key
from tumen.storage.database import Database, batches
from tumen.storage.records import Added
from tumen.storage.schema import claims, document_versions, documents, judgements, state

# The row of `state` that holds the last ingest number given out.
SEQ: Final = "seq"
_STORED: Final = ("id", "seq", "content_key", "version", "judged", "seen", "versioned_at", "day", "relevant")


class Adding:
    """Adds documents inside the caller's transaction."""

    def __init__(self, database: Database, connection: Connection) -> None:
        self._database = database
        self._connection = connection

    def add(self, given: Iterable[Document], now: datetime) -> Added:
        """Keep the documents; each new one gets the next ingest number.

        So does one that was judged and arrives with another text: it is judged and told again, see `storage.edits`.

        The row of the last number is locked first and held to the end of the transaction. So numbers become visible
        in their order, also with several writers on PostgreSQL; a plain sequence would let number 8 be read, and a
        digest be sealed up to 8, while number 7 is still on its way and then never told.
        """
        waiting = list(given)
        if not waiting:
            return Added()
        self._connection.execute(update(state).where(state.c.name == SEQ).values(number=state.c.number))
        last = self._connection.execute(select(state.c.number).where(state.c.name == SEQ)).scalar_one()
        numbers = count(last + 1)
        added = Added()
        while waiting:
            batch, waiting = _without_repeats(waiting)
            added = self._add_batch(batch, numbers, now, added)
        self._connection.execute(update(state).where(state.c.name == SEQ).values(number=next(numbers) - 1))
        return added

    def replace_readings(self, given: Iterable[Document], now: datetime) -> int:
        """Keep what was read anew in the same wordings; how many of them the archive has.

        One that was judged gets the next ingest number and is judged again, as after an edit.
        """
        read = {document.id: document for document in given}
        self._connection.execute(update(state).where(state.c.name == SEQ).values(number=state.c.number))
        last = self._connection.execute(select(state.c.number).where(state.c.name == SEQ)).scalar_one()
        numbers = count(last + 1)
        stored = self._stored(list(read), lock=True)
        for id_, row in stored.items():
            if row.content_key == content_key(read[id_]):
                self._replace(row, read[id_], numbers, now, read_anew=True)
        self._connection.execute(update(state).where(state.c.name == SEQ).values(number=next(numbers) - 1))
        return len(stored)

    def take_up(self, given: Iterable[Document], *, put_aside_only: bool = False) -> int:
        """Let stored documents be judged and told again as these: each gets the next ingest number and no judgement.

        `put_aside_only`: only those that still are put aside, in this wording. Returns how many were taken up.
        """
        self._connection.execute(update(state).where(state.c.name == SEQ).values(number=state.c.number))
        last = self._connection.execute(select(state.c.number).where(state.c.name == SEQ)).scalar_one()
        numbers = count(last + 1)
        wanted = {document.id: document for document in given}
        taken = 0
        for id_, stored in self._stored(list(wanted), lock=True).items():
            is_same = not put_aside_only or stored.content_key == content_key(wanted[id_])
            # While it was read an edit may have come, or another process may have had it judged and told.
            if not is_same or (not put_aside.forget(self._connection, id_) and put_aside_only):
                continue
            taken += 1
            self._connection.execute(delete(claims).where(claims.c.seq == stored.seq))
            self._connection.execute(delete(judgements).where(judgements.c.seq == stored.seq))
            newest, seq = replace(wanted[id_], seen=stored.seen), next(numbers)
            facts = _facts(newest) | {"seq": seq, "judged": False}
            self._connection.execute(update(documents).where(documents.c.seq == stored.seq).values(facts))
            shingles.forget(self._connection, stored.seq, newest)
            search_index.forget(self._database, self._connection, stored)
            self._index([(seq, newest)])
        self._connection.execute(update(state).where(state.c.name == SEQ).values(number=next(numbers) - 1))
        return taken

    def _add_batch(
        self,
        batch: Mapping[str, Document],
        numbers: Iterator[int],
        now: datetime,
        so_far: Added,
    ) -> Added:
        stored = self._stored(list(batch))
        new = {id_: document for id_, document in batch.items() if id_ not in stored}
        changed = {id_: batch[id_] for id_, row in stored.items() if row.content_key != content_key(batch[id_])}
        self._insert(new, numbers, now)
        for id_, row in self._stored(list(changed), lock=True).items():
            self._replace(row, changed[id_], numbers, now)
        return Added(
            new=so_far.new + tuple(new),
            versions=so_far.versions + tuple(changed),
            known=so_far.known + len(stored) - len(changed),
        )

    def _stored(self, ids: Sequence[str], *, lock: bool = False) -> dict[str, Row[Any]]:
        columns = documents.c[_STORED]
        found: dict[str, Row[Any]] = {}
        for some in batches(sorted(ids)):
            rows = select(*columns).where(documents.c.id.in_(some))
            # Locked, so that nobody records a judgement of the wording that is being replaced.
            rows = rows.order_by(documents.c.seq).with_for_update() if lock else rows
            found |= {row.id: row for row in self._connection.execute(rows)}
        return {id_: found[id_] for id_ in ids if id_ in found}

    def _insert(self, new: Mapping[str, Document], numbers: Iterator[int], now: datetime) -> None:
        if not new:
            return
        numbered = [(next(numbers), replace(document, seen=document.seen or now)) for document in new.values()]
        self._connection.execute(
            insert(documents),
            [
                _facts(document) | {"seq": seq, "id": document.id, "version": 1, "judged": False, "versioned_at": now}
                for seq, document in numbered
            ],
        )
        self._index(numbered)

    def _replace(
        self, stored: Row[Any], document: Document, numbers: Iterator[int], now: datetime, *, read_anew: bool = False
    ) -> None:
        old = DOCUMENT.read(
            self._connection.execute(select(documents.c.body).where(documents.c.seq == stored.seq)).scalar_one()
        )
        wording = {"title": clean(old.draft.title), "text": clean(old.draft.text)}
        self._connection.execute(
            insert(document_versions).values(
                document_id=stored.id, number=stored.version, at=stored.versioned_at, **wording
            )
        )
        newest = replace(document, seen=stored.seen)
        facts = _facts(newest) | {"version": stored.version + 1, "versioned_at": now}
        seq = stored.seq
        self._connection.execute(delete(claims).where(claims.c.seq == stored.seq))
        # What was put aside was not judged by its words: any other wording may be read.
        was_aside = put_aside.forget(self._connection, stored.id)
        if stored.judged and (read_anew or was_aside or edits.is_seen(old, newest)):
            edits.keep_judgement(self._connection, stored, old, newest, now)
            seq = next(numbers)
            facts |= {"seq": seq, "judged": False}
        self._connection.execute(update(documents).where(documents.c.seq == stored.seq).values(facts))
        if facts["day"] != stored.day:
            search_index.date_anew(self._connection, edits.homes(self._connection, stored.id))
        shingles.forget(self._connection, stored.seq, old)
        search_index.forget(self._database, self._connection, stored)
        self._index([(seq, newest)])

    def _index(self, numbered: Sequence[tuple[int, Document]]) -> None:
        rows = [
            claim_row(seq, position, claim)
            for seq, document in numbered
            for position, claim in enumerate(document.claims)
        ]
        if rows:
            self._connection.execute(insert(claims), rows)
        put_aside.keep(self._database, self._connection, (document for _, document in numbered))
        shingles.index(self._database, self._connection, numbered)
        search_index.index(self._database, self._connection, numbered)


def _without_repeats(waiting: Sequence[Document]) -> tuple[dict[str, Document], list[Document]]:
    """The first document of each id, and the rest: a second one in the same batch is a later version of it."""
    first: dict[str, Document] = {}
    rest: list[Document] = []
    for document in waiting:
        if document.id in first:
            rest.append(document)
        else:
            first[document.id] = document
    return first, rest


def _facts(document: Document) -> dict[str, Any]:
    url = document.draft.url
    return {
        "source_id": document.draft.source_id,
        "url_key": url_key(url) if url else None,
        "content_key": content_key(document),
        "relevant": document.relevant,
        "seen": document.seen,
        "body": DOCUMENT.write(document),
        "day": search_index.day_of(document),
    }


def claim_row(seq: int, position: int, claim: Claim) -> dict[str, Any]:
    """Return a claim as the table of claims has it."""
    return {
        "seq": seq,
        "position": position,
        "metric": clean(claim.metric),
        "low": claim.low,
        "high": claim.high,
        "claimant": None if claim.claimant is None else clean(claim.claimant),
        "body": CLAIM.write(claim),
    }
