"""One route in one run: its deliveries one after another, until all are done, it is down, or time is up."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tumen.delivery.attempt import LEASE, RunContext, hand_over, write_with_retries
from tumen.delivery.outcome import Outcome
from tumen.delivery.retry import is_open, next_attempt, opened
from tumen.failpoint import failpoint
from tumen.model import Circuit, Delivery, DeliveryState, Receipt

# Nobody else waits for a slow server, but the run does: what is not begun in this time is for the next one.
LONGEST_ROUTE_RUN = 20 * 60.0


@dataclass
class RouteQueue:
    """The deliveries of one route in one batch. `circuit`: how it failed when it was last tried."""

    context: RunContext
    route: str
    waiting: Sequence[Delivery]
    circuit: Circuit | None = None
    receipts: list[Receipt] = field(default_factory=list, init=False)

    def work(self) -> list[Receipt]:
        """Send them; a receipt for each delivery that changed. StorageError when one could not be recorded."""
        if is_open(self.circuit, self.context.now()) and self.circuit is not None:
            self._postpone(self.waiting, self.circuit.until, self.circuit.detail)
            return self.receipts
        # Who failed before comes last: a message that breaks every connection must not stand before all the others.
        waiting = sorted(self.waiting, key=lambda delivery: delivery.attempts)
        ends = time.monotonic() + LONGEST_ROUTE_RUN
        token: str | None = None
        for place, delivery in enumerate(waiting):
            if token is None:
                if self.context.stop():
                    break
                token = self.context.ledger.lease(delivery.id, self.context.now(), LEASE)
            if token is None:
                continue
            failpoint("deliver.leased")
            following = waiting[place + 1] if place + 1 < len(waiting) and time.monotonic() < ends else None
            outcome, token = self._attempt(delivery, token, following)
            if outcome is not None and outcome.channel_down and self.circuit is not None:
                self._postpone(waiting[place + 1 :], self.circuit.until, outcome.detail)
                break
            if following is None and place + 1 < len(waiting):
                self._postpone(waiting[place + 1 :], self.context.now(), "the run's time limit for it was reached")
                break
        return self.receipts

    def _attempt(self, delivery: Delivery, token: str, following: Delivery | None) -> tuple[Outcome | None, str | None]:
        """Try one; its outcome, and the token of the following when that one was taken in the same step."""
        context = self.context
        outcome = hand_over(context, delivery, token)
        if outcome is None:
            return None, None
        before, now = self.circuit, context.now()
        self.circuit = opened(before, self.route, outcome, now) if outcome.channel_down else None
        receipt, again = outcome.receipt(delivery.id), self._again(delivery, outcome, now)
        taken: str | None = None
        if following is None or outcome.channel_down or context.stop():
            counted = write_with_retries(lambda: context.ledger.settle(receipt, token, now, again), context.pause)
        else:
            counted, then = True, following.id
            taken = write_with_retries(
                lambda: context.ledger.settle_and_lease(receipt, token, now, again, then, LEASE), context.pause
            )
        failpoint("deliver.settled")
        if counted:
            self.receipts.append(receipt)
        self._remember(before)
        return outcome, taken

    def _again(self, delivery: Delivery, outcome: Outcome, now: datetime) -> datetime | None:
        if outcome.state is DeliveryState.PENDING and self.circuit is not None:
            return min(self.circuit.until, delivery.not_after)
        return next_attempt(delivery, outcome, now)

    def _remember(self, before: Circuit | None) -> None:
        """That the route failed as a whole, or that a message has shown that it works again."""
        circuits, circuit = self.context.circuits, self.circuit
        if circuit is not None and circuit != before:
            write_with_retries(lambda: circuits.open(circuit), self.context.pause)
        elif circuit is None and before is not None:
            write_with_retries(lambda: circuits.close(self.route), self.context.pause)

    def _postpone(self, deliveries: Sequence[Delivery], until: datetime, why: str) -> None:
        detail = f"not tried: {why}"
        waiting = [delivery.id for delivery in deliveries]
        for delivery_id in self.context.ledger.postpone(waiting, until, detail) if waiting else ():
            self.receipts.append(Receipt(delivery_id=delivery_id, state=DeliveryState.PENDING, detail=detail))
