"""What waits goes where its channels lead today; what is sealed stays, and the new way is written beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select, update

from tumen.model import Channel, Delivery, DeliveryState
from tumen.storage.columns import CHANNEL, clean
from tumen.storage.database import Database
from tumen.storage.ledger import WAITING
from tumen.storage.outbox import delivery_with
from tumen.storage.schema import attempts, deliveries

Kept = Mapping[tuple[str, str], Channel]
Named = Callable[[str, Channel], str]

_NOT_OUT: Final = (*WAITING, DeliveryState.FAILED, DeliveryState.EXPIRED, DeliveryState.ABANDONED)
_MOVED: Final = ("digest_id", "reader_id", "channel_id", "message_id", "sealed_at", "not_after", "thread")


class Redirects:
    """Waiting deliveries whose channel is gone or has another recipient now."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def redirect(self, kept: Kept, named: Named) -> list[Delivery]:
        """Let what waits go to the recipients that its channels have now, by (reader, channel); return what is lost.

        A delivery for the new recipient takes the place of the old one, which is abandoned; `named` gives its id, by
        digest and channel. Lost is what waits on a channel that is gone, what was rendered for another form, and what
        the new recipient has, or may have, by a channel that is no longer theirs.
        """
        waiting = select(deliveries).where(deliveries.c.state.in_(WAITING)).order_by(deliveries.c.number)
        with self._database.writing("redirect") as connection:
            lost = []
            for row in connection.execute(waiting.with_for_update()).all():
                now = kept.get((row.reader_id, row.channel_id))
                if now is not None and now.recipient == row.recipient:
                    continue
                why = _why_lost(connection, row, now, kept)
                if why or now is None:
                    lost.append(row.id)
                else:
                    _put(connection, row, now, named(row.digest_id, now))
                    why = f"{now.recipient} is the recipient of {_name(row)} now and gets it instead"
                values = {"state": DeliveryState.ABANDONED, "detail": clean(why)}
                connection.execute(update(deliveries).where(deliveries.c.id == row.id).values(values))
            return [delivery_with(connection, id) for id in lost]


def _name(row: Row[Any]) -> str:
    return f"{row.reader_id}.{row.channel_id}"


def _why_lost(connection: Connection, row: Row[Any], now: Channel | None, kept: Kept) -> str:
    """Why a delivery goes to nobody; empty for one that goes to its channel's recipient of `now`."""
    if now is None:
        return f"{_name(row)} is no longer in readers.toml"
    if now.form is not CHANNEL.read(row.channel).form:
        return f"{_name(row)} has another recipient and form now"
    if _has(connection, row, now.recipient, kept):
        return f"{_name(row)} has another recipient now, who has it already, or may have it"
    return ""


def _has(connection: Connection, row: Row[Any], recipient: str, kept: Kept) -> bool:
    """Whether the recipient has this digest, or may have it: by the same channel, or by one that was theirs only then.

    Two channels that both are theirs now are two messages, as they would have been from the start.
    """
    same = (deliveries.c.digest_id == row.digest_id) & (deliveries.c.recipient == recipient)
    columns = deliveries.c["id", "reader_id", "channel_id", "state"]
    for one in connection.execute(select(*columns).where(same)).all():
        channel = kept.get((one.reader_id, one.channel_id))
        theirs = channel is not None and channel.recipient == recipient and one.channel_id != row.channel_id
        if not theirs and (one.state not in _NOT_OUT or _was_out(connection, one.id)):
            return True
    return False


def _was_out(connection: Connection, delivery_id: str) -> bool:
    """Whether an attempt came so far that the message may have arrived."""
    tried = select(attempts.c.number).where(attempts.c.delivery_id == delivery_id, attempts.c.committed.is_not(None))
    return connection.scalar(tried.limit(1)) is not None


def _put(connection: Connection, row: Row[Any], now: Channel, id: str) -> None:
    """Let the digest wait for the recipient of now: anew, or again where it has waited for that one before."""
    fresh = {"state": DeliveryState.PENDING, "attempts": 0, "next_attempt": None}
    fresh["detail"] = clean(f"instead of {row.recipient}, the recipient of {_name(row)} before")
    if connection.execute(update(deliveries).where(deliveries.c.id == id).values(fresh)).rowcount:
        return
    same = {name: getattr(row, name) for name in _MOVED}
    own = {"id": id, "recipient": now.recipient, "channel": CHANNEL.write(now)}
    connection.execute(insert(deliveries).values({**same, **own, **fresh}))
