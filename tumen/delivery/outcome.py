"""What one attempt to hand a message over came to, before the ledger records it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from tumen.model import DeliveryState, Receipt

# Asked just before the step that cannot be taken back (the final dot, the POST); False means: stop here.
BeforeCommit = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`channel_down`: the trouble is the channel's, not the recipient's, so others need not be tried in this run."""

    state: DeliveryState
    detail: str = ""
    retry_after: timedelta | None = None
    channel_down: bool = False

    def receipt(self, delivery_id: str) -> Receipt:
        """The same as the ledger keeps it."""
        return Receipt(delivery_id=delivery_id, state=self.state, detail=self.detail, retry_after=self.retry_after)


def sent(detail: str) -> Outcome:
    """Accepted, and the other side said so."""
    return Outcome(state=DeliveryState.SENT, detail=detail)


def pending(detail: str, *, down: bool = False, retry_after: timedelta | None = None) -> Outcome:
    """Certainly not handed over; trying later is safe."""
    return Outcome(state=DeliveryState.PENDING, detail=detail, retry_after=retry_after, channel_down=down)


def failed(detail: str, *, down: bool = False) -> Outcome:
    """Certainly not handed over, and trying again would not help."""
    return Outcome(state=DeliveryState.FAILED, detail=detail, channel_down=down)


def unknown(detail: str, *, down: bool = False) -> Outcome:
    """Perhaps handed over: never sent again by itself."""
    return Outcome(state=DeliveryState.UNKNOWN, detail=detail, channel_down=down)
