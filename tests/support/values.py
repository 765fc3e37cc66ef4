"""Small domain values to keep in an archive; what a test does not name is plain and fixed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tumen.model import (
    Channel,
    ChannelForm,
    Delivery,
    Development,
    Digest,
    DigestKind,
    Document,
    Draft,
    Features,
    Item,
    ItemKind,
    Judgement,
    Message,
    Raw,
    Role,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def raw(id_: str, **facts: Any) -> Raw:
    plain = Raw(
        id=id_,
        source_id="kcna",
        url="https://kcna.example/feed",
        final_url="https://kcna.example/feed",
        status=200,
        content_type="application/rss+xml",
        body=f"<rss>{id_}</rss>".encode(),
        fetched_at=NOON,
    )
    return replace(plain, **facts)


def document(id_: str, title: str = "", text: str = "", shingles: tuple[int, ...] = (), **facts: Any) -> Document:
    plain = Document(
        id=id_,
        draft=Draft(
            source_id="kcna",
            key=id_,
            title=title or f"Title of {id_}",
            text=text or f"Text of {id_}.",
            url=f"https://kcna.example/{id_}",
        ),
        language="en",
        relevant=True,
        relevance=0.9,
        features=Features(shingles=shingles),
        seen=NOON,
    )
    return replace(plain, **facts)


def judgement(document_id: str, development_id: str | None = None, **facts: Any) -> Judgement:
    role = Role.NONE if development_id is None else Role.FIRST
    return replace(Judgement(document_id=document_id, role=role, development_id=development_id), **facts)


def development(id_: str, *documents: str, **facts: Any) -> Development:
    plain = Development(id=id_, title=f"Title of {id_}", first_seen=NOON, last_seen=NOON, documents=documents)
    return replace(plain, **facts)


def digest(id_: str, since_seq: int = 0, until_seq: int = 0, told: tuple[str, ...] = (), **facts: Any) -> Digest:
    plain = Digest(
        id=id_,
        key=f"key/{id_}",
        reader_id="desk",
        kind=DigestKind.DIGEST,
        language="en",
        since=None,
        until=NOON,
        since_seq=since_seq,
        until_seq=until_seq,
        not_after=NOON + 12 * HOUR,
        items=tuple(Item(development_id=id_, kind=ItemKind.NEW, headline=f"Headline of {id_}") for id_ in told),
    )
    return replace(plain, **facts)


def delivery(id_: str, digest_id: str, recipient: str = "", **facts: Any) -> Delivery:
    plain = Delivery(
        id=id_,
        digest_id=digest_id,
        reader_id="desk",
        channel=Channel(
            id="mail", form=ChannelForm.EMAIL, address="env:SMTP", recipient=recipient or f"{id_}@desk.example"
        ),
        message=Message(
            form=ChannelForm.EMAIL, subject="Digest", parts={"text": "What is new", "html": "<p>What is new</p>"}
        ),
        sealed_at=NOON,
        not_after=NOON + 12 * HOUR,
    )
    return replace(plain, **facts)
