"""What exactly a further report adds to a known development, as differences between it and what is known.

A strong difference makes an update by itself: a figure, a confirmation or denial, the word of somebody not heard yet,
the first full text. Slight ones (a name, a place, an outcome, a further stage) make one only where two kinds meet:
most reports name somebody whom the others left out, and few of these names are news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from typing import Final

from tumen.analysis.assessment.genre import is_correction
from tumen.analysis.claims.open_nouns import is_unnamed
from tumen.analysis.clustering.index import Index
from tumen.analysis.clustering.known_development import Heard, Known, reported_on, same_figure, size, speaks
from tumen.analysis.clustering.parts import are_parts, counts
from tumen.analysis.extraction.amounts import amount
from tumen.analysis.extraction.happenings import KINDS, OUTCOMES
from tumen.analysis.matching.speaker_entries import BODIES, SpeakerKind
from tumen.model import (
    Amount,
    Change,
    Claim,
    Counting,
    Document,
    Frame,
    Kind,
    Metric,
    Polarity,
    ReasonCode,
    ReasonStep,
    Slot,
    Stage,
    Via,
    party_of,
)

# Quantities that are no measure of the relationship: how often a train runs.
_PASSING: Final = frozenset({"duration"})
_SUMS: Final = (Metric.MONEY, Metric.AID, Metric.TRADE_VALUE)
_OTHER: Final = "other"  # a figure that counts what its unit says

_COUNTS: Final = {Counting.MORE: "+{}", Counting.EACH: "{} each"}
_PARTIES: Final = BODIES | {SpeakerKind.STATE}
_HEARD: Final = frozenset((SpeakerKind.AGENCY, SpeakerKind.GROUP))
_ANSWERS: Final = {ReasonCode.CONFIRM: "confirmed", ReasonCode.DENY: "denied"}
_STATE_MEDIA: Final = "state-media"
_PLACELESS: Final = frozenset((Kind.STATEMENT, Kind.MESSAGE, Kind.CALL))

# What appears for the first time days after a happening is its background or its echo, no part of it.
UNFOLDS: Final = timedelta(days=3)
TELLING: Final = 1.0  # weight of a name from which on it tells something: ministers, places, weapons; not the states
_IN_LEAD: Final = 0.6
_NAMES: Final = 3
# A report is full from about two sentences on; where the others are full already, one twice as long as the fullest is.
# On five labelled streams such reports were updates in 20 of 45 and 19 of 42, twice as often as others.
FULL: Final = 150
TWICE: Final = 2
ENOUGH: Final = 2  # slight differences of so many kinds are an update


def changes(document: Document, known: Known, index: Index, said: datetime | None) -> tuple[Change, ...]:
    """Return what the document adds to the development as known before it; empty when it adds nothing.

    It is an update when one of them is `told`. Of the chronicle, and of what was `said` days after the first report,
    only figures, answers and that it is called off count; what came without a date is not known to be late.
    """
    headed = _is_headed(document)
    stages = _stage(document, known)
    off = [change for change in stages if headed and Stage.CALLED_OFF in change.stages]
    strong = [*_figures(document, known, index), *_answers(document, known, index), *off]
    strong += _corrected(document, index)
    begun = known.development.published
    if known.development.chronicle or (said is not None and begun is not None and said - begun > UNFOLDS):
        return tuple(strong)
    if not any(change.code in _ANSWERS for change in strong):
        strong += _voices(document, known, index)
    strong += _fuller(document, known) if headed else []
    slight = [
        *_names(document, known, index),
        *_place(document, known, index),
        *_results(document, known),
        *(() if off else stages),
    ]
    told = bool(strong) or (headed and len(slight) >= ENOUGH)
    return (*strong, *(replace(change, told=told) for change in slight))


def _is_headed(document: Document) -> bool:
    """Tell whether the headline is on the subject: elsewhere most of the text, its names and counts are not."""
    code = next(
        (reason.code for reason in document.reasons if reason.step is ReasonStep.RELEVANCE), ReasonCode.NO_SUBJECT
    )
    return code in (ReasonCode.BOTH_IN_TITLE, ReasonCode.TITLE_AND_LEAD, ReasonCode.NO_SUBJECT)


def _figures(document: Document, known: Known, index: Index) -> list[Change]:
    # One quantity is counted as workers here and as engineers there: the number was known either way.
    heard = [(low, high) for figures in known.figures.values() for low, high, *_ in figures]
    counts = [(metric, one) for metric, some in known.figures.items() for one in some if one.low == one.high]
    return [
        _figure(document, claim, known)
        for claim in document.claims
        if claim.metric not in _PASSING
        and (claim.metric != _OTHER or (_is_headed(document) and _says_what(claim, document, index)))
        and not any(same_figure(claim, low, high) for low, high in heard)
        and not _adds_up(claim, counts)
        and claim.counting not in (Counting.BEFORE, Counting.VAGUE)
    ]


def _says_what(claim: Claim, document: Document, index: Index) -> bool:
    """Whether it is known what a figure counts; in a headline the words around it say so."""
    return claim.start < len(document.draft.title) or not is_unnamed(claim, index.watch.vocabulary)


def _adds_up(claim: Claim, counts: Sequence[tuple[str, Heard]]) -> bool:
    """Tell whether the figure is the sum of two known ones: a thousand sappers and five thousand builders are 6,000.

    Two counts of one quantity by one party on two days are none: the later one replaced the other.
    """

    def is_sum(one: tuple[str, Heard], other: tuple[str, Heard]) -> bool:
        (metric, a), (its, b) = one, other
        replaced = metric == its and party_of(a.claimant) == party_of(b.claimant) and a.said != b.said
        return not replaced and same_figure(claim, a.low + b.low, a.low + b.low)

    return any(is_sum(one, other) for one, other in combinations(counts, 2))


def _figure(document: Document, claim: Claim, known: Known) -> Change:
    counted = claim.metric != _OTHER
    denied = claim.polarity is Polarity.DENIES
    before = _before(claim, document, known) if counted else None
    return Change(
        ReasonCode.FIGURE,
        _told(claim, before),
        span=(claim.start, claim.end),
        what=claim.metric if counted else claim.unit,
        language=document.language,
        now=Amount(
            low=claim.low,
            high=claim.high,
            claimant=claim.claimant,
            said=reported_on(document),
            denied=denied,
            unit=claim.unit.upper() if claim.metric in _SUMS else "",
            counting=claim.counting,
        ),
        before=Amount(low=before.low, high=before.high, claimant=before.claimant, said=before.said) if before else None,
    )


def _before(claim: Claim, document: Document, known: Known) -> Heard | None:
    """The same party's earlier figure is the one that changed; another party's stands beside it.

    Only a total replaces a total: "another 3,000" and "6,000 each" are no new count of those counted before. What the
    same report counts beside it is no earlier count either, nor what makes it up to that one.
    """
    if claim.counting is not Counting.TOTAL:
        return None
    here = counts(claim.metric, [document.claims])
    earlier = [e for e in known.figures.get(claim.metric, []) if e.total and not are_parts(e, claim, here)]
    own = (e for e in reversed(earlier) if e.claimant and party_of(e.claimant) == party_of(claim.claimant))
    return next(own, earlier[-1] if earlier else None)


def _told(claim: Claim, before: Heard | None) -> str:
    what = claim.metric.replace("_", " ") if claim.metric != _OTHER else claim.unit
    who = party_of(claim.claimant)
    denied = "denied: " if claim.polarity is Polarity.DENIES else ""
    figure = _COUNTS.get(claim.counting, "{}").format(amount(claim.low, claim.high))
    told = f"{denied}{figure}{f' ({who})' if who else ''}"
    if before is None:
        return f"{what}: {told}"
    by = party_of(before.claimant)
    return f"{what}: {amount(before.low, before.high)}{f' ({by})' if by and by != who else ''} → {told}"


def _answers(document: Document, known: Known, index: Index) -> list[Change]:
    """A party that was not heard confirms or denies it; in a round-up it may be another item that is denied."""
    if document.features.round_up:
        return []
    kind_of = index.speakers.kind_of
    new = [o for o in document.origins if o not in known.origins and kind_of(o) in _PARTIES]
    frame = document.frames[0] if document.frames else None
    acted = document.features.acts[:2]
    for act, word in _ANSWERS.items():
        if act in acted and act not in known.acts and new:
            text = f"{word} by {index.speakers.label(new[0])}"
            return [Change(act, text, span=_span(frame, Slot.VIA), names=(new[0],))]
    return []


def _voices(document: Document, known: Known, index: Index) -> list[Change]:
    """Who speaks of it for the first time: a person in a headline or statement, a state's own agency, unnamed people.

    A ministry or state that is only cited has mostly spoken of something else, before.
    """
    title_end = len(document.draft.title)
    persons = [
        (frame.claimant, _span(frame, Slot.CLAIMANT))
        for frame in document.frames
        if frame.claimant and speaks(frame, title_end) and index.is_person(frame.claimant)
    ]
    others = [(o, None) for o in document.origins if index.speakers.kind_of(o) in _HEARD]
    heard = known.voices | known.origins
    if any(index.speakers.kind_of(who) is SpeakerKind.AGENCY for who in heard):
        heard |= {_STATE_MEDIA}  # what is called so elsewhere
    found = {who: span for who, span in (*others, *persons) if who not in heard}
    return [
        Change(
            ReasonCode.VOICE,
            f"first word from {_name(who, index)}",
            span=span or _mentioned(document, who, index),
            names=(who,),
        )
        for who, span in found.items()
    ]


def _mentioned(document: Document, speaker: str, index: Index) -> tuple[int, int] | None:
    entries = index.speakers.entries_of(speaker)
    return next(((m.start, m.end) for m in document.mentions if m.concept in entries), None)


def _name(who: str | None, index: Index) -> str:
    return index.labels.get(who or "") or index.speakers.label(who or "")


def _span(frame: Frame | None, slot: Slot) -> tuple[int, int] | None:
    return next(iter(frame.spans_of(slot)), None) if frame else None


def _fuller(document: Document, known: Known) -> list[Change]:
    """The first report that says more than its headline, or by far the fullest."""
    said, before = size(document), known.longest
    if said < FULL or (before >= FULL and said < TWICE * before):
        return []
    text = "the first full report" if before < FULL else "a much fuller report"
    return [Change(ReasonCode.FULLER, text, what="full" if before < FULL else "fuller")]


def _corrected(document: Document, index: Index) -> list[Change]:
    """That the report puts right what an earlier one said: whatever it is, its readers were told otherwise."""
    if not is_correction(document.draft.title, index.watch.vocabulary):
        return []
    return [Change(ReasonCode.FULLER, "a corrected report", what="corrected")]


def _names(document: Document, known: Known, index: Index) -> list[Change]:
    """Who or what no report named before."""
    fresh = [
        concept
        for concept, place in document.features.concepts
        if place >= _IN_LEAD and index.weights.get(concept, 0.0) >= TELLING and concept not in known.concepts
    ]
    if not fresh:
        return []
    span = next(((m.start, m.end) for m in document.mentions if m.concept == fresh[0]), None)
    text = f"names {', '.join(index.labels.get(c, c) for c in fresh[:_NAMES])}"
    return [Change(ReasonCode.NAME, text, span=span, names=tuple(fresh[:_NAMES]))]


def _place(document: Document, known: Known, index: Index) -> list[Change]:
    """Where it is, if no report said so before; what is only said or sent names a capital for its state."""
    frame = next((frame for frame in document.frames if frame.place and frame.kind not in _PLACELESS), None)
    if known.places or frame is None or frame.place is None:
        return []
    text = f"place: {_name(frame.place, index)}"
    return [Change(ReasonCode.PLACE, text, span=_span(frame, Slot.PLACE), names=(frame.place,))]


def _results(document: Document, known: Known) -> list[Change]:
    """What came of it: an agreement, a signing, an invitation that no report told."""
    new = [act for act in document.features.acts if act in OUTCOMES and act not in known.acts]
    kinds = tuple(dict.fromkeys(KINDS[act] for act in new))
    told = ", ".join(kind.value.replace("_", " ") for kind in kinds)
    return [Change(ReasonCode.OUTCOME, f"outcome: {told}", kinds=kinds)] if new else []


def _stage(document: Document, known: Known) -> list[Change]:
    """What was only planned has begun or happened; who confirms or denies it does not say how far it has come."""
    for frame in document.frames:
        if frame.via in (Via.CONFIRMATION, Via.DENIAL):
            continue
        before = known.stages.get(frame.kind)
        if frame.kind != Kind.STATEMENT and before == {Stage.PLANNED} and frame.stage != Stage.PLANNED:
            text = f"{frame.kind.value.replace('_', ' ')}: planned → {frame.stage.value.replace('_', ' ')}"
            span, stages = _span(frame, Slot.KIND), (Stage.PLANNED, frame.stage)
            return [Change(ReasonCode.STAGE, text, span=span, kinds=(frame.kind,), stages=stages)]
    return []
