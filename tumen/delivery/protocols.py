"""What delivering asks of others: where deliveries are kept (storage.ledger does it), and who sends one message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from tumen.delivery.copies import HandoverRecord
from tumen.delivery.outcome import BeforeCommit, Outcome
from tumen.model import Channel, Circuit, Delivery, Receipt


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
