"""From the figures of a text to its claims, with the words to quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from tumen.analysis.attribution.figure_claimant import Speaker, speaker_of
from tumen.analysis.attribution.without_verb import voices
from tumen.analysis.claims.clauses import Clause, Figure, figures, split_clauses
from tumen.analysis.claims.counting import with_counting
from tumen.analysis.claims.equal_figures import is_same_again, with_same_again
from tumen.analysis.claims.kinds import OTHERS, PEOPLE_METRICS, Fate, Unlisted
from tumen.analysis.claims.metrics import metric
from tumen.analysis.claims.patterns import compiled
from tumen.analysis.claims.shares import with_shares
from tumen.analysis.claims.subject import is_ours
from tumen.analysis.claims.unasserted import is_fraction, is_set_aside
from tumen.analysis.extraction.dates import find_dates
from tumen.analysis.extraction.numbers import Number, find_numbers
from tumen.analysis.matching.roles import Roles
from tumen.analysis.matching.speaker_entries import BODIES, SpeakerKind
from tumen.analysis.matching.terms import Term, within
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.datelines import inner
from tumen.analysis.text.furniture import furniture
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.text import Text
from tumen.model import Claim, Counting, Metric, Polarity

_AS_OF = r"(?:%(as_of)s)\s$"
_AS_OF_AFTER = r"\s?(?:%(as_of_behind)s)"
# A quotation is at most twelve words; where words are not parted by spaces, as many signs as that takes.
_QUOTE_WORDS = 12
_SIGNS_BEFORE, _SIGNS_BEHIND = 12, 24
_LONGEST_WORD = 40
_PARTED = re.compile(r"[,;，；、]")
# Small numbers are alike by chance, larger ones because they are of one thing: two ships and two firms are two figures,
# nine ships and nine vessels are one.
_BY_CHANCE = 5


# What has more is a table. Each figure is asked for its claimant and compared with its sentence, so that a text of
# nothing but figures would cost ten times what a report does.
MOST_FIGURES = 100


class _Found(NamedTuple):
    metric: str
    number: Number
    noun: Term | None
    clause: Clause
    place: int
    again: bool = False  # the text says that it is as many as before
    wounded: bool = False  # losses, and no count of all losses
    set_aside: bool = False  # the figure does not hold; what follows goes on counting its noun


def find_claims(text: Text, watch: Watch, source: str = "") -> tuple[Claim, ...]:
    """Return the quantities about the subject that the text states, in order, each figure once.

    A vague amount ("thousands") is a range that no other figure is compared with. No figure after the first
    `MOST_FIGURES` is read. The watch says whose
    figures count and who speaks. `source`: where the text was published; a body or office that publishes for itself
    stands behind what it hands to nobody.
    Offsets count in the original text.
    """
    roles = watch.roles
    sides = roles.find(text) if roles else []
    if not any(side.kind in roles.counted for side in sides):
        return ()
    numbers = [n for n in find_numbers(text)[:MOST_FIGURES] if not n.ordinal and not _is_tag(text, n)]
    told = text.body_start + inner(text.original[text.body_start :], text.vocabulary, least=1)[0]
    numbers = [n for n in numbers if not text.body_start <= n.start < told]  # a dateline counts its day
    exact = [n for n in numbers if not n.vague]
    clauses = with_shares(split_clauses(text, exact, sides, roles, voices(text, watch)), text)
    clauses = with_same_again(clauses, text)
    found: list[_Found] = []
    of_the_page = furniture(text.vocabulary)
    for i, clause in enumerate(clauses):
        if of_the_page.search(text.lowered, clause.start, clause.end):
            continue
        for figure in figures(clause, i, text, roles):
            one = _counted(figure, clauses, found)
            found += [one._replace(set_aside=is_set_aside(figure, text, watch))] if one else []
    found += _vaguely([n for n in numbers if n.vague], clauses, found, text, roles)
    found = _with_losses([one for one in found if not one.set_aside])
    claims = [_claim(one, text, watch) for one in found]
    if not all(claim.claimant for claim in claims):
        own = _own_voice(watch, source)
        claims = [replace(claim, claimant=claim.claimant or own) for claim in claims]
    return with_counting(_once(claims, _things(found), title_end=text.title_end), text)


def _is_tag(text: Text, number: Number) -> bool:
    """Whether a figure ends the tag of a headline: "[뉴스9]", "(2)"."""
    return number.end < text.title_end and text.original[number.end] in "])】"


def _vaguely(
    numbers: Sequence[Number], clauses: list[Clause], found: list[_Found], text: Text, roles: Roles
) -> list[_Found]:
    """What amounts without a figure count ("thousands of workers"), where it is a quantity of its own."""
    told = []
    for number in numbers:
        place = next((n for n, c in enumerate(clauses) if c.start <= number.start and number.end <= c.end), None)
        if place is None:
            continue
        beside = sorted([*clauses[place].numbers, number], key=lambda n: n.start)
        for figure in figures(clauses[place]._replace(numbers=beside), place, text, roles):
            one = _counted(figure, clauses, found) if figure.number.start == number.start else None
            told += [one] if one and one.metric not in OTHERS | {Metric.OTHER, Metric.MONEY} else []
    # "Thousands of builders", and the text says how many.
    return [one for one in told if not any(_is_in(other, one) for other in found)]


def _is_in(exact: _Found, vague: _Found) -> bool:
    """Whether a figure says how many a vague amount is: of the same, or of people of whom the headline speaks."""
    people = vague.place == 0 and {exact.metric, vague.metric} <= PEOPLE_METRICS
    return people or (exact.metric == vague.metric and vague.number.low <= exact.number.low)


def _counted(figure: Figure, clauses: list[Clause], found: list[_Found]) -> _Found | None:
    if is_fraction(figure):
        return None
    what, noun = metric(figure, clauses, [f.metric for f in found if f.place >= figure.place - 1])
    if not what or not is_ours(figure, noun, what, clauses):
        return None
    return _Found(what, figure.number, noun, figure.clause, figure.place, is_same_again(figure))


def _with_losses(found: list[_Found]) -> list[_Found]:
    """The wounded as losses that are no total: nothing else is set against them."""
    return [
        one._replace(metric=Metric.CASUALTIES, wounded=True) if one.metric == Fate.WOUNDED else one for one in found
    ]


def _own_voice(watch: Watch, source: str) -> str | None:
    party = watch.speakers.party_in(source) if source else None
    official = party is not None and watch.speakers.kind_of(party) is SpeakerKind.OFFICIAL
    return source if official else None


def _claim(one: _Found, text: Text, watch: Watch) -> Claim:
    clause, number, original = one.clause, one.number, text.original
    if one.metric == Unlisted.LIMIT:
        who = _who_limits(text, watch, clause, (number.start, number.end))
    else:
        who = speaker_of(text, watch, (clause.start, clause.end), (number.start, number.end))
    start, end = _quote(original, clause, number, one.noun)
    return Claim(
        metric=Metric.OTHER if one.metric in OTHERS else Metric(one.metric),
        low=number.low,
        high=number.high,
        unit=_unit(one, original),
        claimant=who.name or None if who else None,
        polarity=_polarity(who),
        quote=original[start:end],
        start=start,
        end=end,
        as_of=_as_of(text, clause),
        counting=Counting.VAGUE if number.vague else Counting.OTHER if one.wounded else Counting.TOTAL,
    )


def _unit(one: _Found, original: str) -> str:
    if one.wounded:
        return Fate.WOUNDED.value
    return one.number.unit or (original[one.noun.start : one.noun.end].lower() if one.noun else str(one.metric))


def _who_limits(text: Text, watch: Watch, clause: Clause, figure: Span) -> Speaker | None:
    """Whose limit it is: the body named beside it, not who tells of it; None when none is."""
    for party in within(watch.speakers.find(text), clause.start, clause.end):
        between = text.original[min(party.end, figure[1]) : max(party.start, figure[0])]
        if watch.speakers.kind_of(party.kind) in BODIES and not _PARTED.search(between):
            return Speaker(text.original[party.start : party.end], False)
    return None


def _polarity(who: Speaker | None) -> Polarity:
    return Polarity.DENIES if who and who.denies else Polarity.ASSERTS


def _quote(text: str, clause: Clause, number: Number, noun: Term | None) -> tuple[int, int]:
    """Twelve words of the sentence at most, around figure and noun."""
    begin = min(number.start, noun.start) if noun else number.start
    stop = max(number.end, noun.end) if noun else number.end
    spans = [m.span() for m in re.compile(r"\S+").finditer(text, clause.start, clause.end)]
    if max(b - a for a, b in spans) > _LONGEST_WORD:
        return max(clause.start, begin - _SIGNS_BEFORE), min(clause.end, max(stop, begin + _SIGNS_BEHIND))
    first = next(n for n, (_, end) in enumerate(spans) if end > begin)
    last = next(n for n, (_, end) in enumerate(spans) if end >= stop)
    last = min(last, first + _QUOTE_WORDS - 1)
    first = max(0, first - 3, last - _QUOTE_WORDS + 1)
    return spans[first][0], spans[min(len(spans), first + _QUOTE_WORDS) - 1][1]


def _as_of(text: Text, clause: Clause) -> date | None:
    """The day for which the sentence says its figures hold, when it gives a full date."""
    as_of, behind = (compiled(text.vocabulary, shape) for shape in (_AS_OF, _AS_OF_AFTER))
    for mention in find_dates(text):
        if not (clause.start <= mention.start and mention.end <= clause.end):
            continue
        before = text.lowered[max(0, mention.start - 24) : mention.start]
        if as_of.search(before) or behind.match(text.lowered, mention.end):
            return mention.on(None)
    return None


def _things(found: list[_Found]) -> list[tuple[str, int]]:
    """Tell figures of one value apart that count several things: "two ships", "two firms" in one sentence or two.

    "120 howitzers and 120 launchers": also where both are told under one metric, and where the text says "as many".
    """
    alike: dict[tuple[int, str, float, float], int] = {}
    things = []
    for one in found:
        known = one.metric not in OTHERS | {Metric.OTHER}
        named = one.metric if known or one.number.high < _BY_CHANCE else Metric.OTHER.value
        key = (one.clause.start, one.metric if known else "", one.number.low, one.number.high)
        things.append((named, alike.get(key, int(one.again))))
        alike[key] = alike.get(key, int(one.again)) + 1
    return things


def _once(claims: list[Claim], things: list[tuple[str, int]], title_end: int) -> tuple[Claim, ...]:
    """Keep each figure once: the first in the body that has a claimant, else the first there is."""
    kept: dict[tuple[float, float, tuple[str, int]], Claim] = {}
    for claim, thing in zip(claims, things, strict=True):
        key = (claim.low, claim.high, thing)
        known = kept.get(key)
        if known is None or (claim.claimant and (known.claimant is None or known.start < title_end)):
            kept[key] = claim
        elif known.start < title_end:
            kept[key] = replace(claim, claimant=known.claimant, polarity=known.polarity)
    told = [c for c in kept.values() if c.start < title_end or c.low != c.high]
    rounded = [c for c in told if c.start < title_end and any(_holds(other, c) for other in told)]
    return tuple(sorted((c for c in kept.values() if c not in rounded), key=lambda c: c.start))


def _holds(wide: Claim, rounded: Claim) -> bool:
    """Whether a headline's figure is one end of the range that the text gives."""
    return (
        wide.metric == rounded.metric and wide.low < wide.high and rounded.low == rounded.high in (wide.low, wide.high)
    )
