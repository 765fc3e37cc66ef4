"""A document judged by itself: its language, whether it is about the subject, what and whom it names, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from tumen.analysis.assessment.focus import focus, is_inside, only
from tumen.analysis.assessment.genre import argues, is_opinion, is_round_up
from tumen.analysis.assessment.identity import document_id
from tumen.analysis.assessment.incidental import scenes
from tumen.analysis.assessment.one_sided import NEARBY, UBIQUITOUS, figures, may_join
from tumen.analysis.assessment.relevance import ABOUT, relevance
from tumen.analysis.attribution.attributions import find_attributions
from tumen.analysis.attribution.origins import origins
from tumen.analysis.attribution.reporting_verbs import AttributionKind
from tumen.analysis.claims import find_claims
from tumen.analysis.claims.find import MOST_FIGURES
from tumen.analysis.extraction.bystanders import beside
from tumen.analysis.extraction.event_date import dates_in, event_date, incomplete_date
from tumen.analysis.extraction.event_types import LEAD, types_of_lead
from tumen.analysis.extraction.frames import frames
from tumen.analysis.extraction.goods import goods_in
from tumen.analysis.extraction.numbers import find_numbers
from tumen.analysis.extraction.proper_names import IN_LEAD, IN_TITLE, names
from tumen.analysis.extraction.reports import Speaking
from tumen.analysis.matching.speaker_entries import SpeakerKind
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.datelines import inner
from tumen.analysis.text.fingerprints import LONGEST, shingles
from tumen.analysis.text.language import is_mojibake, normal
from tumen.analysis.text.normalization import bounded
from tumen.analysis.text.text import BLANK_LINE, Text
from tumen.analysis.text.tokens import terms
from tumen.model import (
    ALL_SIDES,
    Document,
    Draft,
    EntryKind,
    Features,
    Frame,
    Mention,
    Reason,
    ReasonCode,
    ReasonStep,
    Slot,
    Stage,
)

READ = 12_000  # characters that judgement reads: what a report is about stands in its first pages
TERMS = 120  # content terms kept for comparing

# How much a name says about what the happening is that stands behind the lead.
_LATER = 0.25


def assess(
    draft: Draft, watch: Watch, *, seen: datetime | None = None, id: str | None = None, read: int = READ
) -> Document:
    """Judge one draft by itself. Pure: the same draft, watch and `seen` give the same document.

    Without a subject (an empty watch) everything is relevant. `seen` is when it arrived; left out, when it was
    published. `id` overrides the identity made from source and key (a replay keeps the ids of its stream). `read`: how
    many characters are read at most.

    >>> import tumen
    >>> draft = tumen.read("Seoul: North Korea sent 11,000 troops to Russia", published="2025-03-04")
    >>> document = tumen.assess(draft, tumen.load_watch())
    >>> document.relevant, [(str(claim.metric), claim.low) for claim in document.claims]
    (True, [('troops_deployed', 11000.0)])

    Raises ValueError when neither `seen` nor the draft's date says when it was seen.
    """
    seen = seen or draft.published
    if seen is None:
        raise ValueError("pass the time at which the document was seen: it has no date of its own")
    made = id or document_id(draft.source_id, draft.key)
    text = Text.of(*_readable(draft, read), watch.vocabulary, declared=draft.language)
    if is_mojibake(text.original):
        reason = Reason(
            step=ReasonStep.TEXT, code=ReasonCode.MOJIBAKE, text="decoded with the wrong encoding: cannot be read"
        )
        return _irrelevant(made, draft, draft.language or "und", seen, reason)
    if not watch:
        return _judged(made, draft, text, (), 1.0, _no_subject(), watch, seen, read)
    if not watch.touches(text) and not watch.touches_any(text):
        reason = Reason(step=ReasonStep.RELEVANCE, code=ReasonCode.ONE_SIDE_ONLY, text="does not mention both sides")
        return _irrelevant(made, draft, draft.language or "und", seen, reason)
    mentions = watch.find(text, draft.published.date() if draft.published else None)
    score, reason = relevance(text, mentions, watch)
    if reason.code is ReasonCode.ONE_SIDE_ONLY and may_join(text, mentions, watch):
        aside = replace(reason, code=ReasonCode.MAY_JOIN)
        return replace(_judged(made, draft, text, mentions, score, aside, watch, seen, read), reasons=(aside,))
    if not score:
        return _irrelevant(made, draft, text.language, seen, reason, score)
    return _judged(made, draft, text, mentions, score, reason, watch, seen, read)


def assess_as_relevant(
    draft: Draft, watch: Watch, *, seen: datetime, id: str, reason: Reason, score: float = 1.0
) -> Document:
    """Judge a draft that is about the subject for this reason, whatever its own words say. Pure."""
    text = Text.of(*_readable(draft, READ), watch.vocabulary, declared=draft.language)
    mentions = watch.find(text, draft.published.date() if draft.published else None)
    return _judged(id, draft, text, mentions, score, reason, watch, seen, READ)


def _no_subject() -> Reason:
    return Reason(
        step=ReasonStep.RELEVANCE, code=ReasonCode.NO_SUBJECT, text="no subject is watched: every document is relevant"
    )


def _irrelevant(id: str, draft: Draft, spoken: str, seen: datetime, reason: Reason, score: float = 0.0) -> Document:
    return Document(id=id, draft=draft, language=spoken, relevant=False, relevance=score, reasons=(reason,), seen=seen)


def _judged(
    id: str,
    draft: Draft,
    text: Text,
    mentions: tuple[Mention, ...],
    score: float,
    reason: Reason,
    watch: Watch,
    seen: datetime,
    read: int,
) -> Document:
    spoken, mentions = text.language, _without_papers(text, mentions, watch)
    published = draft.published.date() if draft.published else None
    said_by = origins(text, watch)
    dated = event_date(text, published)
    _, why = is_opinion(text, draft.url, outlet=draft.source_id, attributed=bool(said_by), dated=dated is not None)
    why = why or argues(text, [a.start for a in find_attributions(text, watch)])
    viewed, reasons = bool(why), [reason]
    if viewed:
        reasons.append(Reason(step=ReasonStep.OPINION, code=ReasonCode.OPINION, text=why))
    claims = find_claims(text, watch, draft.source_id) if watch and score >= ABOUT else ()
    told = frames(text, watch, mentions, _speakers(text, watch), claims, published)
    dated = _planned_day(text, told[0]) if published and told and told[0].stage is Stage.PLANNED else dated
    if dated:
        reasons.append(Reason(step=ReasonStep.EVENT_DATE, code=ReasonCode.EVENT_DATE, text=f"{dated[0]}: {dated[1]}"))
    reasons += _read_in_part(draft, text, read)
    return Document(
        id=id,
        draft=draft,
        language=spoken,
        relevant=score >= ABOUT,
        relevance=score,
        themes=watch.themes_of(mentions),
        mentions=mentions,
        claims=claims,
        origins=said_by,
        event_date=dated[0] if dated else None,
        incomplete_date="" if dated or published else incomplete_date(text),
        opinion=viewed,
        frames=told,
        features=features(draft, text, mentions, watch),
        reasons=tuple(reasons),
        seen=seen,
    )


def _without_papers(text: Text, mentions: tuple[Mention, ...], watch: Watch) -> tuple[Mention, ...]:
    """The mentions without the cities and countries in the names of media that speak: "The Washington Post"."""
    media = [
        a
        for a in find_attributions(text, watch)
        if a.who != "media" and watch.speakers.kind_of(a.who) is SpeakerKind.MEDIA
    ]
    places = (EntryKind.COUNTRY, EntryKind.PLACE)
    return tuple(
        m
        for m in mentions
        if watch.entry(m.concept).kind not in places or not any(a.start <= m.start and m.end <= a.end for a in media)
    )


def _planned_day(text: Text, plan: Frame) -> tuple[date, str] | None:
    """The day on which something is to happen, with the words that give it; the day on which that is said is not it."""
    at = next(iter(plan.spans_of(Slot.DAY)), None)
    return (plan.day, text.original[slice(*at)]) if plan.day and at else None


def _readable(draft: Draft, read: int) -> tuple[str, str]:
    """Title and body as far as they are read; where the title alone is too long there is no body, nor its offsets."""
    title = bounded(draft.title[:read])
    return title, bounded(draft.text[:read]) if title == draft.title else ""


def _read_in_part(draft: Draft, text: Text, read: int) -> list[Reason]:
    """Why less was judged than is there, where that is not only because the text is long."""
    told = []
    if len(text.original) < len(draft.title) + len(BLANK_LINE) + len(draft.text[:read]):
        told.append("signs that stand for whole words make it too long: only its beginning was judged")
    if len(find_numbers(text)) > MOST_FIGURES:
        told.append(f"it is a table: only its first {MOST_FIGURES} figures were judged")
    return [Reason(step=ReasonStep.TEXT, code=ReasonCode.READ_IN_PART, text=one) for one in told]


def _speakers(text: Text, watch: Watch) -> tuple[Speaking, ...]:
    return tuple(
        Speaking(
            a.who,
            a.start,
            a.end,
            relays=watch.speakers.kind_of(a.who) in (SpeakerKind.MEDIA, SpeakerKind.RELAY),
            denies=a.kind is AttributionKind.DENIES,
            named=watch.speakers.kind_of(a.who) not in (SpeakerKind.GROUP, SpeakerKind.STUDY) and a.who != "media",
            cue=a.cue,
        )
        for a in find_attributions(text, watch)
    )


def features(draft: Draft, text: Text, mentions: tuple[Mention, ...], watch: Watch) -> Features:
    """Make what documents are compared by; see Features for the meaning of each part."""
    published = draft.published.date() if draft.published else None
    spoken, vocabulary = text.language, text.vocabulary
    start, end = inner(draft.text[:LONGEST], vocabulary)
    sample, level = shingles(draft.title, draft.text[start:end], spaces=spoken not in vocabulary.spaceless)
    telling = _without_subject(text.original, mentions, watch)
    parts = focus(text, mentions, watch) if is_round_up(text) else None
    if parts is not None:
        telling = only(telling, parts)
        mentions = tuple(m for m in mentions if is_inside((m.start, m.end), parts))
    title, compared = normal(telling[: len(draft.title)]), normal(telling[: text.body_start + 2 * LEAD])
    acted = [act for act in types_of_lead(text) if parts is None or is_inside(act[1:], parts)]
    scene = scenes(text, [m for m in mentions if m.end <= len(draft.title)], watch) if watch else frozenset()
    apart = beside(text, [m for m in mentions if m.end <= len(draft.title)], acted)
    headed = _parties((m for m in mentions if m not in scene and m not in apart), watch, len(draft.title))
    return Features(
        terms=tuple(terms(compared, spoken, vocabulary).most_common(TERMS)),
        lead=tuple(sorted(terms(title, spoken, vocabulary))),
        shingles=sample,
        level=level,
        headline=len({act for act, start, _ in acted if start < len(draft.title)}),
        opens=headed[0] if headed else "",
        round_up=is_round_up(text),
        outside=_outside(headed, watch),
        around=_outside(_parties(mentions, watch, text.body_start + NEARBY), watch),
        concepts=_salience(mentions, text) if watch else tuple(names(draft.title, draft.text[:LEAD]).items()),
        acts=tuple(dict.fromkeys(act for act, _, _ in acted)),
        numbers=figures(text, text.body_start + 2 * LEAD),
        dates=dates_in(text, published),
        said=(start, end),
        goods=goods_in(text, (0, text.title_end)),
        goods_around=goods_in(text, (0, text.body_start + NEARBY)),
        beside=tuple(dict.fromkeys(m.concept for m in apart)),
    )


def _without_subject(full_text: str, mentions: Iterable[Mention], watch: Watch) -> str:
    """The text without the names that every report on the subject has: they tell no happening from another.

    Learning that from the stream alone would take a stream in each language; a first run has none.
    """
    letters = list(full_text)
    for mention in mentions:
        if watch.entry(mention.concept).weight <= UBIQUITOUS:
            letters[mention.start : mention.end] = " " * (mention.end - mention.start)
    return "".join(letters)


def _parties(mentions: Iterable[Mention], watch: Watch, until: int) -> tuple[str, ...]:
    """Who can act or speak and is named before this place, each once, in order; a pair counts as a party too."""
    named = (
        m.concept if watch.entry(m.concept).kind in ALL_SIDES else watch.party(m.concept)
        for m in mentions
        if m.end <= until
    )
    return tuple(dict.fromkeys(party for party in named if party))


def _outside(parties: Iterable[str], watch: Watch) -> tuple[str, ...]:
    """Parties that are no side; a name of exactly the sides is none, one that adds a third party is."""
    others = (party for party in parties if party not in watch.sides_watched)
    return tuple(p for p in others if not (watch.knows(p) and watch.entry(p).kind is EntryKind.PAIR))


def _salience(mentions: Iterable[Mention], text: Text) -> tuple[tuple[str, float], ...]:
    weights: dict[str, float] = {}
    for mention in mentions:
        if mention.end <= text.title_end:
            place = IN_TITLE
        elif mention.start <= text.body_start + LEAD:
            place = IN_LEAD
        else:
            place = _LATER
        weights[mention.concept] = max(weights.get(mention.concept, 0.0), place)
    return tuple(weights.items())
