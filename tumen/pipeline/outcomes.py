"""What one collection found at each source that it asked. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tumen.model import Source, SourceHealth
from tumen.pipeline.collect import Collected

# One failed request is a hiccup, and so is a second an hour later; after the third, two hours on, somebody should know.
FAILURES_IN_A_ROW = 3

_AT_ONCE = frozenset({"silent", "gone"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOutcome:
    """One source after it was asked. `fell_silent`: with this request it became one that is no longer heard."""

    source_id: str
    name: str
    state: str
    reached: bool
    new: int
    reason: str
    fell_silent: bool


def silent(health: SourceHealth) -> bool:
    """Whether a source is no longer heard: it is gone, has had nothing new for long, or failed three times running."""
    return health.state in _AT_ONCE or health.failures >= FAILURES_IN_A_ROW


def outcomes(
    sources: Iterable[Source],
    before: Mapping[str, SourceHealth],
    after: Mapping[str, SourceHealth],
    done: Collected,
) -> list[SourceOutcome]:
    """Return the sources that a collection asked, those that did not answer first, else in the catalogue's order.

    `before` and `after` are the healths of the sources around that collection.
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
