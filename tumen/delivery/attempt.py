"""One attempt at one delivery: the order of steps around the one that cannot be taken back."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from tumen.delivery.outcome import Outcome, failed, pending, unknown
from tumen.delivery.protocols import CircuitRecord, DeliveryLedger, Sender
from tumen.delivery.redact import SHARED
from tumen.errors import RenderError, StorageError, TumenError
from tumen.failpoint import FailpointError
from tumen.model import Delivery

T = TypeVar("T")

log = logging.getLogger(__name__)
# A traceback may quote the address that a channel was opened with.
log.addFilter(SHARED)

# The SMTP session may take 5 minutes up to the dot and 10 more after it (RFC 5321 §4.5.3.2.6); a lease that ended
# earlier would let another worker call a living one's message unknown.
LEASE = timedelta(minutes=16)

# How long a receipt is offered to a ledger that does not take it; the message is out, so giving up early would turn
# a sent message into an unknown one.
SETTLE_PATIENCE = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunContext:
    """What every attempt of a run uses. `stop` is asked between messages, `pause` waits so many seconds."""

    ledger: DeliveryLedger
    circuits: CircuitRecord
    channels: Sender
    now: Callable[[], datetime]
    stop: Callable[[], bool] = lambda: False
    pause: Callable[[float], None] = time.sleep


class CommitPoint:
    """The last question before a message goes out; remembers a No, because then the delivery is another worker's."""

    def __init__(self, context: RunContext, delivery: Delivery, token: str) -> None:
        self._context, self._delivery_id, self._token = context, delivery.id, token
        self._reference = context.channels.reference(delivery)
        self.passed = self.refused = False

    def __call__(self) -> bool:
        now, ledger = self._context.now(), self._context.ledger
        self.passed = ledger.commit_point(self._delivery_id, self._token, now, self._reference)
        self.refused = not self.passed
        return self.passed


def hand_over(context: RunContext, delivery: Delivery, token: str) -> Outcome | None:
    """Try a leased delivery once; None when its lease was lost before anything could be handed over."""
    commit = CommitPoint(context, delivery, token)
    try:
        outcome = context.channels.send(delivery, commit)
    except RenderError as e:
        # The bytes could not be made safely; they would be the same next time.
        return failed(f"not sent: {e}")
    except (TumenError, FailpointError):
        raise
    except Exception as e:
        # An error of ours in one message must not stop the others; its outcome is what is certain.
        log.exception("a channel failed unexpectedly", extra={"delivery": delivery.id})
        told = f"internal error: {type(e).__name__}"
        return unknown(told) if commit.passed and not delivery.channel.repeatable else pending(told)
    return None if commit.refused else outcome


def write_with_retries(write: Callable[[], T], pause: Callable[[float], None]) -> T:
    """Write to the ledger; while the fault is one that passes (locked, full, out of reach), again for a minute."""
    for seconds in SETTLE_PATIENCE:
        try:
            return write()
        except StorageError as e:
            if not e.transient:
                raise
            pause(seconds)
    return write()
