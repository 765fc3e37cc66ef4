"""The outcome of one collection for each source that it asked. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tumen.model import HealthState, Source, SourceHealth
from tumen.pipeline.collect import Collected

# One failed request is a hiccup, and so is a second an hour later; the third, two hours on, is worth a notification.
FAILURES_IN_A_ROW = 3

_AT_ONCE = frozenset({HealthState.SILENT, HealthState.GONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOutcome:
    """One source after it was asked. `fell_silent`: it became silent with this request."""

    source_id: str
    name: str
    state: HealthState
    reached: bool
    new: int
    reason: str
    fell_silent: bool


def silent(health: SourceHealth) -> bool:
    """Whether a source is silent: gone, without anything new for long, or failed three times in a row."""
    return health.state in _AT_ONCE or health.failures >= FAILURES_IN_A_ROW


def outcomes(
    sources: Iterable[Source],
    before: Mapping[str, SourceHealth],
    after: Mapping[str, SourceHealth],
    done: Collected,
) -> list[SourceOutcome]:
    """Return the sources that a collection asked, in the catalogue's order but failures first.

    `before` and `after` are the healths of the sources before and after that collection.
    """
    reasons = {trouble.source_id: trouble.reason for trouble in done.troubles}
    found = []
    for source in sources:
        if source.id not in reasons and source.id not in done.new_of:
            continue
        then = before.get(source.id) or SourceHealth(source_id=source.id)
        now = after.get(source.id) or then
        found.append(
            SourceOutcome(
                source_id=source.id,
                name=source.name,
                state=now.state,
                reached=source.id not in reasons,
                new=done.new_of.get(source.id, 0),
                reason=reasons.get(source.id) or now.reason,
                fell_silent=silent(now) and not silent(then),
            )
        )
    return sorted(found, key=lambda outcome: outcome.reached)
