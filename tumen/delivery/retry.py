"""When to try again: one table for a message that was refused for now, one for a route that is down as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from tumen.delivery.outcome import Outcome
from tumen.model import ChannelForm, Circuit, Delivery, DeliveryState

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)

# Wait before attempt 2, 3, …; the last entry repeats. Mail: RFC 5321 §4.5.4 asks for patience of hours; chats: the
# schedule of Standard Webhooks.
RETRY: Mapping[ChannelForm, tuple[timedelta, ...]] = {
    ChannelForm.EMAIL: (_MINUTE, 5 * _MINUTE, 30 * _MINUTE, 2 * _HOUR, 5 * _HOUR, 10 * _HOUR),
    ChannelForm.SLACK: (timedelta(seconds=5), 5 * _MINUTE, 30 * _MINUTE, 2 * _HOUR, 5 * _HOUR),
}

# Wait before the one message by which a route that is down is tried again. Short at first, because most servers that
# do not answer are back in a minute; never long, because a person who fixed the password waits for the digest.
DOWN = (_MINUTE, 5 * _MINUTE, 15 * _MINUTE, 30 * _MINUTE, _HOUR)

# No circuit is ever opened for longer; a longer one was written by a clock that has since been put back.
LONGEST_DOWN = 2 * _HOUR


def next_attempt(delivery: Delivery, outcome: Outcome, now: datetime) -> datetime | None:
    """When to try again: what the other side asked for, else the table of the form; never past `not_after`."""
    if outcome.state is not DeliveryState.PENDING:
        return None
    table = RETRY.get(delivery.channel.form, RETRY[ChannelForm.EMAIL])
    wait = outcome.retry_after or table[min(delivery.attempts, len(table) - 1)]
    return min(now + wait, delivery.not_after)


def opened(before: Circuit | None, route: str, outcome: Outcome, now: datetime) -> Circuit:
    """The circuit of a route that has just failed, after it failed `before`."""
    failures = before.failures + 1 if before else 1
    wait = outcome.retry_after or DOWN[min(failures, len(DOWN)) - 1]
    return Circuit(
        route=route,
        since=before.since if before else now,
        until=now + min(wait, LONGEST_DOWN),
        failures=failures,
        detail=outcome.detail,
    )


def is_open(circuit: Circuit | None, now: datetime) -> bool:
    """Whether nothing may be tried yet."""
    return circuit is not None and now < circuit.until <= now + LONGEST_DOWN
