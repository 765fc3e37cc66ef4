"""What delivering needs to know and to remember: archive, channels, and what is to be delivered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from tumen.delivery.copies import HandoverRecord
from tumen.delivery.outcome import BeforeCommit, Outcome
from tumen.model import Channel, Circuit, Delivery, Digest, DigestKind, Message, Reader, Receipt


class DeliveryLedger(Protocol):
    """The states of deliveries, durable before each call returns."""

    def due(self, now: datetime, limit: int) -> list[Delivery]:
        """Deliveries to attempt now, oldest first."""
        ...

    def lease(self, delivery_id: str, now: datetime, lease_for: timedelta) -> str | None:
        """Take one delivery (`attempting`); give the token, or None when somebody else has it."""
        ...

    def commit_point(self, delivery_id: str, token: str, now: datetime, reference: str) -> bool:
        """`attempting` → `committing` if the token still holds; the message can be looked up by `reference`."""
        ...

    def settle(self, receipt: Receipt, token: str, now: datetime, next_attempt: datetime | None) -> bool:
        """Record what became of the attempt; False when others have gone on with the delivery meanwhile."""
        ...

    def settle_and_lease(
        self,
        receipt: Receipt,
        token: str,
        now: datetime,
        next_attempt: datetime | None,
        following: str,
        lease_for: timedelta,
    ) -> str | None:
        """Both in one step: settle one delivery, and take the following."""
        ...

    def postpone(self, delivery_ids: Sequence[str], until: datetime, detail: str) -> list[str]:
        """Let deliveries wait without an attempt; give those that were waiting."""
        ...

    def recover(self, now: datetime) -> list[Delivery]:
        """Bring back what died: `attempting` → `pending`, `committing` → `unknown`; give what changed."""
        ...

    def expire(self, now: datetime) -> list[Delivery]:
        """Close what is past its `not_after`; give what changed."""
        ...


class CircuitRecord(Protocol):
    """Ways of delivering that are down, durable before each call returns."""

    def all(self) -> list[Circuit]:
        """The routes that were down when they were last tried."""
        ...

    def open(self, circuit: Circuit) -> None:
        """Remember that a route is down."""
        ...

    def close(self, route: str) -> None:
        """Remember that it works again."""
        ...


class DeliveryStore(Protocol):
    """What a run of deliveries reads and writes; `tumen.storage.Archive` is one."""

    @property
    def ledger(self) -> DeliveryLedger:
        """The states of deliveries."""
        ...

    @property
    def circuits(self) -> CircuitRecord:
        """The ways of delivering that are down."""
        ...

    @property
    def handovers(self) -> HandoverRecord:
        """What a mailbox of copies can settle."""
        ...


class Sender(Protocol):
    """Hands one delivery over; `tumen.delivery.channels.Channels` is the real one."""

    def route(self, channel: Channel) -> str:
        """Name what is shared when a channel is down, without any secret: a server with its account."""
        ...

    def reference(self, delivery: Delivery) -> str:
        """What a mailbox of copies knows the message by; "" when there is no such thing."""
        ...

    def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
        """Try once; `before_commit` is asked just before the step that cannot be taken back."""
        ...

    def close(self) -> None:
        """End what was kept open for the next message."""
        ...


def plan(
    digest: Digest,
    reader: Reader,
    render: Callable[[Digest, Channel, Reader], Message],
    *,
    sealed_at: datetime | None = None,
) -> list[Delivery]:
    """Render the digest once per channel of the reader, ready to be sealed; `sealed_at` is else the digest's end."""
    return [
        Delivery(
            id=delivery_id(digest.id, channel),
            digest_id=digest.id,
            reader_id=reader.id,
            channel=channel,
            message=render(digest, channel, reader),
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
