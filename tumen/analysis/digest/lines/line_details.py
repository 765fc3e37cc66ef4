"""What a headline says beside who and what: how many, on which day, and by whose word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from tumen.analysis.claims.kinds import Fate
from tumen.analysis.digest.lines import plain_words
from tumen.analysis.digest.lines.places import Detail, Place
from tumen.analysis.digest.lines.reading import Reading
from tumen.analysis.digest.lines.teller import is_of_a_quotation
from tumen.analysis.extraction.participants import TRAVEL
from tumen.model import Certainty, Claim, Counting, EntryKind, Frame, Kind, Mention, Metric, Polarity, Slot, Stage, Via

# Sums mean nothing without their currency and what they are for.
_SUMS = (Metric.MONEY, Metric.AID, Metric.TRADE_VALUE)
_TITLE = 6  # characters by which the words for a speaker may be longer than a name that stands for it
_GROWTH = {"increase": "+", "decrease": "−"}  # senses of the language tables
LEAST = 10  # a smaller number in headline and text may count two things
_WHERE = (EntryKind.PLACE, EntryKind.COUNTRY)
# Common things of headlines that are people, and none who fight.
_CIVILIANS = (
    "loggers",
    "fishermen",
    "sailors",
    "miners",
    "farmers",
    "builders",
    "seamstresses",
    "children",
    "families",
)
NEAR = 25  # characters from an act to where it goes: "arrived on an official visit in"
MOST = 2  # more figures make a table of a line


def figures(reading: Reading, *, is_told: bool, is_denied: bool = False) -> list[Detail]:
    """The quantities of the headline, each with what it counts.

    `is_told`: the line says by itself whose word it is or how far it has come; else only what is done or denied has
    figures. `is_denied`: it says too that they are denied.
    """
    frame = reading.frame
    is_done = frame is not None and frame.stage is not Stage.PLANNED and frame.certainty is not Certainty.MAY
    wording = reading.wording
    found: dict[str, Place] = {}
    disputed = _disputed(reading)
    are_dead_counted = any(
        c.metric is Metric.TROOPS_KILLED and _place(reading, c) for c in reading.headline.document.claims
    )
    for claim in reading.headline.document.claims:
        place = _place(reading, claim)
        if claim.metric in (Metric.OTHER, *_SUMS, *disputed) or place is None:
            continue
        if claim.counting is Counting.OTHER and (claim.metric is not Metric.CASUALTIES or are_dead_counted):
            continue  # "one flight a month" is no sum, and the wounded beside the dead are not all losses
        if claim.unit == Fate.WOUNDED:
            continue  # nor are they alone
        if claim.counting is Counting.BEFORE or (claim.counting is Counting.PLANNED and is_done):
            continue  # a line has no room for how much it was, or will be
        if claim.metric is Metric.TROOPS_KILLED and _are_civilians(reading):
            continue
        if not (is_told or is_done or claim.polarity is Polarity.DENIES):
            continue
        value = wording.amount(claim.low, claim.high)
        value = wording.word("each").format(value) if claim.counting is Counting.EACH else value
        says_so = claim.polarity is Polarity.DENIES and not is_denied
        value = wording.change("denied", value=value) if says_so else value
        found.setdefault(wording.change("figure", what=wording.metric(claim.metric), value=value), place)
    grown = _growth(reading) if is_done else None
    return [*found.items(), *([grown] if grown else [])][:MOST]


def _disputed(reading: Reading) -> set[Metric]:
    """What the headline counts by the word of two, who differ: a line has no room for whose each figure is."""
    values: dict[Metric, dict[str | None, set[tuple[float, float]]]] = defaultdict(lambda: defaultdict(set))
    for claim in reading.headline.document.claims:
        if _place(reading, claim):
            values[claim.metric][claim.claimant].add((claim.low, claim.high))
    return {metric for metric, by in values.items() if len({frozenset(those) for those in by.values()}) > 1}


def _are_civilians(reading: Reading) -> bool:
    """Whether those of whom a report counts the dead are no soldiers, as far as its names go."""
    entry = reading.wording.watch.entry
    themes = {theme for m in reading.headline.document.mentions for theme in entry(m.concept).themes}
    people = {reading.wording.thing(id) for id in _CIVILIANS}
    are_named = any(name in people for name, _ in plain_words.things(reading))
    return "troops" not in themes and ("labour" in themes or are_named)


def _growth(reading: Reading) -> Detail | None:
    """By how many per cent the trade of a headline grew or fell, where it says so of one figure alone."""
    frame, vocabulary = reading.frame, reading.wording.watch.vocabulary
    shares = [n for n in reading.numbers if n.unit == "%" and reading.holds(n.start, n.end)]
    if frame is None or frame.kind is not Kind.TRADE or len(shares) != 1:
        return None
    senses = vocabulary.table("senses", reading.headline.document.language)
    words = reading.text.lower()
    signs = [sign for sense, sign in _GROWTH.items() if _has(words, senses.get(sense, ()))]
    if len(signs) != 1:
        return None
    (one,) = shares
    return f"{signs[0]}{reading.wording.amount(one.low, one.high)} %", (one.start, one.end)


def _has(words: str, forms: Iterable[str]) -> bool:
    return any(
        re.search(rf"\b{re.escape(form.rstrip('*'))}{'' if form.endswith('*') else chr(92) + 'b'}", words)
        for form in forms
    )


def _place(reading: Reading, claim: Claim) -> Place | None:
    """Where the headline gives the quantity of a claim, which the text beneath may repeat."""
    if reading.holds(claim.start, claim.end):
        return claim.start, claim.end
    same = (n for n in reading.numbers if (n.low, n.high) == (claim.low, claim.high) and n.low >= LEAST)
    return next(((n.start, n.end) for n in same if reading.holds(n.start, n.end)), None)


def day(reading: Reading) -> Detail | None:
    """The day of the happening, where the headline itself says it."""
    frame, document = reading.frame, reading.headline.document
    span = reading.span(frame, Slot.DAY) if frame else None
    published = document.draft.published
    if frame is None or frame.day is None or span is None or published is None:
        return None
    return reading.wording.day(frame.day, published.year), span


def source(reading: Reading) -> Detail | None:
    """Whose word the happening is, where the headline hands it to somebody whom the line does not name yet."""
    frame = reading.frame
    span = reading.span(frame, Slot.CLAIMANT) if frame else None
    if frame is None or frame.claimant is None or span is None or frame.claimant in frame.principals:
        return None
    if is_of_a_quotation(reading, span):
        return None
    if frame.via is Via.DENIAL:
        return None  # theirs is the word that is denied
    beside = [m for m in reading.named if m.start < span[1] and span[0] < m.end and reading.acts(m)]
    for m in beside:
        if _is_claimant(reading, m, frame.claimant, span):
            return (reading.name(m), (m.start, m.end)) if _speaks_for_others(reading, m) else None
    name = reading.wording.speaker(frame.claimant, known=True)
    return (name, span) if name else None


def _is_claimant(reading: Reading, mention: Mention, claimant: str, span: Place) -> bool:
    """Whether a name in the words for a claimant is his or his state's; of one whom nobody knows, most of them."""
    watch = reading.wording.watch
    if watch.knows(claimant):
        return watch.party(claimant) == watch.party(mention.concept)
    return mention.end - mention.start >= span[1] - span[0] - _TITLE


def _speaks_for_others(reading: Reading, mention: Mention) -> bool:
    """Whether a name only says who tells it; a state that stands for somebody named in the line tells nothing more."""
    watch = reading.wording.watch
    others = {watch.party(m.concept) for m in reading.named if m != mention}
    is_state = reading.kind_of(mention) == EntryKind.COUNTRY
    return reading.is_source(mention) and not (is_state and mention.concept in others)


def place(reading: Reading, frame: Frame, kind: Place) -> Mention | None:
    """Where a journey or deployment goes, right behind its word; of other kinds the place that the frame has."""
    where = [m for m in reading.named if reading.kind_of(m) in _WHERE]
    if frame.kind in {*TRAVEL, Kind.DEPLOYMENT}:
        return next((m for m in where if 0 <= m.start - kind[1] <= NEAR), None)
    found = next((m for m in where if m.concept == frame.place and reading.kind_of(m) == EntryKind.PLACE), None)
    # "Discuss a memorial for soldiers who fought in Kursk": what stands between may have its own place.
    between = [m for m in reading.named if found and kind[1] <= m.start < found.start]
    if found and not reading.clause_at(found.start).is_where(found):
        return None  # "поблагодарил Пхеньян на переговорах"
    own = {reading.wording.watch.party(one) for one in frame.principals}
    last = not between or between[-1].concept in frame.principals
    return found if last and all(reading.wording.watch.party(m.concept) in own for m in between) else None
