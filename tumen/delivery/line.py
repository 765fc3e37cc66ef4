"""One way of delivering in one run: its deliveries one after another, until all are done, it is down, or time is up."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tumen.delivery.attempt import LEASE, Means, hand_over, insist
from tumen.delivery.outcome import Outcome
from tumen.delivery.retry import is_open, next_attempt, opened
from tumen.failpoint import failpoint
from tumen.model import Circuit, Delivery, DeliveryState, Receipt

# Nobody else waits for a slow server, but the run does: what is not begun in this time is for the next one.
LONGEST_TURN = 20 * 60.0


@dataclass
class Line:
    """The deliveries that one way has to carry in one round. `circuit`: how it failed when it was last tried."""

    means: Means
    route: str
    waiting: Sequence[Delivery]
    circuit: Circuit | None = None
    receipts: list[Receipt] = field(default_factory=list, init=False)

    def work(self) -> list[Receipt]:
        """Carry them; a receipt for each delivery that changed. StorageError when one could not be recorded."""
        if is_open(self.circuit, self.means.now()) and self.circuit is not None:
            self._postpone(self.waiting, self.circuit.until, self.circuit.detail)
            return self.receipts
        # Who failed before comes last: a message that breaks every connection must not stand before all the others.
        waiting = sorted(self.waiting, key=lambda delivery: delivery.attempts)
        ends = time.monotonic() + LONGEST_TURN
        token: str | None = None
        for place, delivery in enumerate(waiting):
            if token is None:
                if self.means.stop():
                    break
                token = self.means.ledger.lease(delivery.id, self.means.now(), LEASE)
            if token is None:
                continue
            failpoint("deliver.leased")
            following = waiting[place + 1] if place + 1 < len(waiting) and time.monotonic() < ends else None
            outcome, token = self._attempt(delivery, token, following)
            if outcome is not None and outcome.channel_down and self.circuit is not None:
                self._postpone(waiting[place + 1 :], self.circuit.until, outcome.detail)
                break
            if following is None and place + 1 < len(waiting):
                self._postpone(waiting[place + 1 :], self.means.now(), "the run's time limit for it was reached")
                break
        return self.receipts

    def _attempt(self, delivery: Delivery, token: str, following: Delivery | None) -> tuple[Outcome | None, str | None]:
        """Try one; its outcome, and the token of the following when that one was taken in the same step."""
        means = self.means
        outcome = hand_over(means, delivery, token)
        if outcome is None:
            return None, None
        before, now = self.circuit, means.now()
        self.circuit = opened(before, self.route, outcome, now) if outcome.channel_down else None
        receipt, again = outcome.receipt(delivery.id), self._again(delivery, outcome, now)
        taken: str | None = None
        if following is None or outcome.channel_down or means.stop():
            counted = insist(lambda: means.ledger.settle(receipt, token, now, again), means.pause)
        else:
            counted, then = True, following.id
            taken = insist(lambda: means.ledger.settle_and_lease(receipt, token, now, again, then, LEASE), means.pause)
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
        """That the way failed as a whole, or that a message has shown that it works again."""
        circuits, circuit = self.means.circuits, self.circuit
        if circuit is not None and circuit != before:
            insist(lambda: circuits.open(circuit), self.means.pause)
        elif circuit is None and before is not None:
            insist(lambda: circuits.close(self.route), self.means.pause)

    def _postpone(self, deliveries: Sequence[Delivery], until: datetime, why: str) -> None:
        detail = f"not tried: {why}"
        waiting = [delivery.id for delivery in deliveries]
        for delivery_id in self.means.ledger.postpone(waiting, until, detail) if waiting else ():
            self.receipts.append(Receipt(delivery_id=delivery_id, state=DeliveryState.PENDING, detail=detail))
