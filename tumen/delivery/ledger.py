"""Each digest once to each recipient, or said plainly why not: the order of steps around one handing-over.

The ledger itself is somebody else's (`Ledger`); this module moves it: recover, expire, then for each delivery that is
due: lease, send with a commit point, settle.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from tumen.delivery.outcome import BeforeCommit, Outcome, failed, pending
from tumen.errors import RenderError, StorageError
from tumen.failpoint import failpoint
from tumen.model import Channel, Delivery, DeliveryState, Digest, Message, Reader, Receipt

# The dialogue may take 5 minutes up to the dot and 10 more after it (RFC 5321 §4.5.3.2.6); a lease that ended
# earlier would let another worker call a living one's message unknown.
LEASE = timedelta(minutes=16)

# One pass sends at most this many: a run stays short enough to be watched, the rest is due in the next one.
PASS_LIMIT = 1000

# How long a receipt is offered to a ledger that does not take it; the message is out, so giving up early would turn
# a sent message into an unknown one.
SETTLE_PATIENCE = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)

# Wait before attempt 2, 3, …; the last entry repeats. Mail: RFC 5321 §4.5.4 asks for patience of hours; chats: the
# schedule of Standard Webhooks.
_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
RETRY: Mapping[str, tuple[timedelta, ...]] = {
    "email": (_MINUTE, 5 * _MINUTE, 30 * _MINUTE, 2 * _HOUR, 5 * _HOUR, 10 * _HOUR),
    "slack": (timedelta(seconds=5), 5 * _MINUTE, 30 * _MINUTE, 2 * _HOUR, 5 * _HOUR),
}


class Ledger(Protocol):
    """The states of deliveries, durable before each call returns."""

    def due(self, now: datetime, limit: int) -> list[Delivery]:
        """Deliveries to attempt now, oldest first."""
        ...

    def lease(self, delivery_id: str, now: datetime, lease_for: timedelta) -> str | None:
        """Take one delivery (`attempting`); give the token, or None when somebody else has it."""
        ...

    def commit_point(self, delivery_id: str, token: str, now: datetime) -> bool:
        """`attempting` → `committing` if the token still holds."""
        ...

    def settle(self, receipt: Receipt, token: str, now: datetime, next_attempt: datetime | None) -> None:
        """Record what became of the attempt."""
        ...

    def recover(self, now: datetime) -> list[Delivery]:
        """Bring back what died: `attempting` → `pending`, `committing` → `unknown`; give what changed."""
        ...

    def expire(self, now: datetime) -> list[Delivery]:
        """Close what is past its `not_after`; give what changed."""
        ...


class Sender(Protocol):
    """Hands one delivery over; `tumen.delivery.channels.Channels` is the real one."""

    def route(self, channel: Channel) -> str:
        """Name what is shared when a channel is down, without any secret: a server with its account."""
        ...

    def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
        """Try once; `before_commit` is asked just before the step that cannot be taken back."""
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
    if digest.kind != "alert":
        return None
    return next((item.storyline_id for item in digest.items if item.storyline_id), None)


def deliver(
    ledger: Ledger,
    channels: Sender,
    now: Callable[[], datetime],
    *,
    limit: int = PASS_LIMIT,
    stop: Callable[[], bool] = lambda: False,
    pause: Callable[[float], None] = time.sleep,
) -> list[Receipt]:
    """Attempt everything that is due once; give a receipt for each delivery that changed, those found dead included.

    `stop` is asked between messages. StorageError stops the pass: no message is begun that could not be recorded.
    """
    receipts = [_found(delivery) for delivery in (*ledger.recover(now()), *ledger.expire(now()))]
    down: dict[str, str] = {}
    # Files first: they take no time, and a server that hangs must not hold up what lies on this machine.
    for delivery in sorted(ledger.due(now(), limit), key=lambda due: due.channel.address != "file"):
        if stop():
            break
        receipt = _attempt(ledger, channels, now, delivery, down, pause)
        if receipt is not None:
            receipts.append(receipt)
    return receipts


def _found(delivery: Delivery) -> Receipt:
    return Receipt(delivery_id=delivery.id, state=delivery.state, detail=delivery.detail)


def _attempt(
    ledger: Ledger,
    channels: Sender,
    now: Callable[[], datetime],
    delivery: Delivery,
    down: dict[str, str],
    pause: Callable[[float], None],
) -> Receipt | None:
    token = ledger.lease(delivery.id, now(), LEASE)
    if token is None:
        return None
    failpoint("deliver.leased")
    route = channels.route(delivery.channel)
    commit = _CommitPoint(ledger, delivery.id, token, now)
    outcome = _hand_over(channels, delivery, commit, down.get(route))
    if commit.refused:
        return None
    if outcome.channel_down:
        down.setdefault(route, outcome.detail)
    receipt = outcome.receipt(delivery.id)
    _settle(ledger, receipt, token, now, next_attempt(delivery, outcome, now()), pause)
    failpoint("deliver.settled")
    return receipt


class _CommitPoint:
    """The last question before a message goes out; remembers a No, because then the delivery is another worker's."""

    def __init__(self, ledger: Ledger, delivery_id: str, token: str, now: Callable[[], datetime]) -> None:
        self._ledger, self._delivery_id, self._token, self._now = ledger, delivery_id, token, now
        self.refused = False

    def __call__(self) -> bool:
        self.refused = not self._ledger.commit_point(self._delivery_id, self._token, self._now())
        return not self.refused


def _hand_over(channels: Sender, delivery: Delivery, commit: BeforeCommit, why_down: str | None) -> Outcome:
    if why_down is not None:
        # Not its own fault: it is due again soon, and each run tries only one of them.
        wait = _table(delivery)[0]
        return pending(f"not tried, the channel is down in this run: {why_down}", retry_after=wait)
    try:
        return channels.send(delivery, commit)
    except RenderError as e:
        # The bytes could not be made safely; they would be the same next time.
        return failed(f"not sent: {e}")


def _settle(
    ledger: Ledger,
    receipt: Receipt,
    token: str,
    now: Callable[[], datetime],
    next_time: datetime | None,
    pause: Callable[[float], None],
) -> None:
    for seconds in SETTLE_PATIENCE:
        try:
            return ledger.settle(receipt, token, now(), next_time)
        except StorageError:
            pause(seconds)
    return ledger.settle(receipt, token, now(), next_time)


def next_attempt(delivery: Delivery, outcome: Outcome, now: datetime) -> datetime | None:
    """When to try again: what the other side asked for, else the table of the form; never past `not_after`."""
    if outcome.state is not DeliveryState.PENDING:
        return None
    table = _table(delivery)
    wait = outcome.retry_after or table[min(delivery.attempts, len(table) - 1)]
    return min(now + wait, delivery.not_after)


def _table(delivery: Delivery) -> tuple[timedelta, ...]:
    return RETRY.get(delivery.channel.form, RETRY["email"])
