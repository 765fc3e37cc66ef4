"""One delivery for each channel of a reader: the digest rendered, ready to be sealed with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from tumen.delivery.render import Rendering
from tumen.model import Channel, Delivery, Digest, DigestKind, Reader


def plan(
    digest: Digest,
    reader: Reader,
    render: Callable[[Digest, Reader], Rendering],
    *,
    sealed_at: datetime | None = None,
) -> list[Delivery]:
    """Return a delivery for each channel of the reader, ready to be sealed; `sealed_at` is else the digest's end.

    `render`: makes what all its forms are made of, once.
    """
    rendering = render(digest, reader)
    return [
        Delivery(
            id=delivery_id(digest.id, channel),
            digest_id=digest.id,
            reader_id=reader.id,
            channel=channel,
            message=rendering.message(channel),
            sealed_at=sealed_at or digest.until,
            not_after=digest.not_after,
            thread=_thread(digest),
        )
        for channel in reader.channels
    ]


def delivery_id(digest_id: str, channel: Channel) -> str:
    """The same for ever for one digest, channel and recipient."""
    return hashlib.sha256(f"{digest_id}|{channel.id}|{channel.recipient}".encode()).hexdigest()[:32]


def _thread(digest: Digest) -> str | None:
    """Alerts of one storyline belong together in a mailbox; a daily digest stands alone."""
    if digest.kind != DigestKind.ALERT:
        return None
    return next((item.storyline_id for item in digest.items if item.storyline_id), None)
