"""Which figures of one development their party has replaced since: a digest opens with what it said last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from enum import IntEnum
from typing import Final

from tumen.analysis.clustering.parts import Range, are_parts, counts
from tumen.analysis.digest.history.contradiction import excludes
from tumen.model import Claim, Counting, Document, Judgement, Metric, Polarity, ReasonCode, party_of

# Within one development a party's count of the dead may triple in a day; four times as many are of something else: of
# a village and of the whole front.
TRIPLED: Final = 4.0
_UNDATED: Final = datetime.min.replace(tzinfo=UTC)


class Standing(IntEnum):
    """How a headline stands to the figures of its development, the one to open with first."""

    LATEST = 0  # gives what its party said last, and said otherwise before
    NEUTRAL = 1
    OVERTAKEN = 2  # gives a figure that its party replaced in the headline of a later report


def standings(documents: Sequence[Document]) -> Mapping[str, Standing]:
    """Return by id how the headlines of reports of one development stand to its figures.

    Of reports of one moment the order given counts.
    """
    found: dict[str, Standing] = {}
    since: list[tuple[str, Claim]] = []
    ordered = sorted(documents, key=_at)
    claims = [document.claims for document in documents]
    for document in ordered[::-1]:
        said = list(_headed(document))
        by = {id for id, now in since if any(_is_revised(before, now, claims) for before in said)}
        if by:
            found[document.id] = Standing.OVERTAKEN
            found |= {id: Standing.LATEST for id in by if found.get(id) is not Standing.OVERTAKEN}
        since += ((document.id, claim) for claim in said)
    return found


def _at(document: Document) -> datetime:
    return document.draft.published or document.seen or _UNDATED


def _headed(document: Document) -> Iterator[Claim]:
    """The quantities that a party asserts in a report's headline."""
    end = len(document.draft.title)
    return (c for c in document.claims if c.start < end and c.claimant and c.polarity is Polarity.ASSERTS)


def is_overtaken(document: Document, claim: Claim, documents: Sequence[Document]) -> bool:
    """Whether the party of a report's claim counts the same otherwise in a later one of these reports."""
    later = [one for one in documents if _at(one) > _at(document)]
    claims = [one.claims for one in documents]
    return any(_is_revised(claim, now, claims) for one in later for now in one.claims if _is_count(now))


def _is_count(claim: Claim) -> bool:
    return claim.claimant is not None and claim.polarity is Polarity.ASSERTS and claim.counting is Counting.TOTAL


def _is_revised(before: Claim, now: Claim, reports: Sequence[Sequence[Claim]]) -> bool:
    """Whether a party counts again what it counted before, and otherwise; parts of a whole are no such count."""
    same = before.metric == now.metric and party_of(before.claimant) == party_of(now.claimant)
    is_new = same and before.metric != Metric.OTHER and replaces(before, now)
    return is_new and not are_parts(before, now, counts(now.metric, reports))


def replaces(before: Range, now: Range) -> bool:
    """Whether two figures of one party for one quantity cannot both be true, and are near enough to be of one thing."""
    return excludes(before, now) and before.low < now.high * TRIPLED and now.low < before.high * TRIPLED


def revisions(judgements: Iterable[Judgement]) -> Iterator[str]:
    """The changes with which a party replaced its own figure while a development was reported, by their words."""
    for judgement in judgements:
        for change in judgement.additions:
            if change.code is ReasonCode.FIGURE and change.now and change.before and change.what != Metric.OTHER:
                now, before = change.now, change.before
                own = before.claimant is not None and party_of(before.claimant) == party_of(now.claimant)
                if own and not now.denied and replaces(before, now):
                    yield change.text
