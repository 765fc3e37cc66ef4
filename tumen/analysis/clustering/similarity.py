"""How likely two reports are of one happening: names, acts, figures, words, speakers and time, weighed together.

Two reports of one language are compared by their words too. Reports of different languages have the names, acts and
figures only, which the watch and the table of acts give in every language. The weights are those of a logistic
regression over pairs of labelled reports, rounded: benchmarks/fit_weights.py fits them, docs/decisions/0003 tells how
they carry over.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tumen.model import Document

ENOUGH = 0.6  # log-odds of content from which on nearness in time counts in full
_FADES = 2.5  # per day: nearness in time is worth a twelfth after a day
_UNSAID = 0.8  # of the likeness in names stands in for acts that one report does not name
_NO_HOUR = 0.12  # days: a report with a day but no hour counts as this far from another of its day
_NO_DATE = 0.75  # days: a document without any date is neither near nor far; what it says has to decide
_LONGEST_APART = 21.0  # days: beyond, a week more makes nothing less likely
# Acts by which a third party comments on what others do: a happening of its own.
_COMMENTS = frozenset(
    {"accuse", "confirm", "deny", "estimate", "protest", "report", "sanction", "support", "urge", "warn"}
)


@dataclass(frozen=True, slots=True)
class Profile:
    """A document as the comparison needs it: sparse vectors of words, concepts and acts, and who speaks when."""

    id: str
    language: str
    at: datetime
    dated: bool
    happened: date | None
    words: Mapping[str, float]
    title: Mapping[str, float]
    concepts: Mapping[str, float]
    acts: Mapping[str, float]
    order: tuple[str, ...]
    numbers: frozenset[str]
    origins: frozenset[str]
    watched: bool
    opens: str
    outside: frozenset[str]
    around: frozenset[str]

    @property
    def comments(self) -> bool:
        """Whether a third party in the headline comments, as far as its acts tell."""
        return bool(self.outside) and not _COMMENTS.isdisjoint(self.order[:2])


@dataclass(frozen=True, slots=True)
class Likeness:
    """The probability (0..1) that both report one happening, and what they share, for explaining."""

    score: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence adds to the log-odds; `base` is where two unrelated reports begin."""

    base: float
    words: float
    title: float
    concepts: float
    acts: float
    first_act: float
    act_found: float
    number: float
    day_apart: float
    hours: float
    same_date: float
    next_date: float
    other_date: float
    origin: float
    other_origin: float
    outsider: float  # both headlines name the same third party
    other_outsider: float  # each names another
    comment: float  # one is a third party's comment, and the other does not so much as mention it
    other_opening: float  # the headlines begin with different parties


SAME_LANGUAGE = Weights(
    base=-2.5, words=3.4, title=2.4, concepts=1.1, acts=0.8, first_act=0.7, act_found=0.0, number=0.6,
    day_apart=-0.7, hours=4.0, same_date=0.0, next_date=-0.8, other_date=-1.5, origin=0.3, other_origin=-0.1,
    outsider=1.3, other_outsider=0.0, comment=0.0, other_opening=-0.3,
)  # fmt: skip
ACROSS_LANGUAGES = Weights(
    base=-2.5, words=0.0, title=0.0, concepts=3.1, acts=1.7, first_act=0.0, act_found=0.4, number=1.0,
    day_apart=-1.2, hours=3.3, same_date=0.2, next_date=-0.4, other_date=-1.1, origin=1.4, other_origin=0.0,
    outsider=0.9, other_outsider=-0.9, comment=-0.7, other_opening=-0.9,
)  # fmt: skip
# Without a watch reports are about anything: two of one hour are of one happening much more rarely than where one
# subject is watched, so words and names have to say it. An act alone says nothing.
UNWATCHED = Weights(
    base=-6.8, words=13.8, title=4.5, concepts=2.8, acts=0.0, first_act=0.0, act_found=0.9, number=1.3,
    day_apart=-1.3, hours=0.4, same_date=0.0, next_date=-0.2, other_date=-0.8, origin=1.3, other_origin=0.0,
    outsider=0.0, other_outsider=0.0, comment=0.0, other_opening=0.0,
)  # fmt: skip
UNWATCHED_ACROSS = Weights(
    base=-1.7, words=0.0, title=0.0, concepts=6.4, acts=0.0, first_act=0.0, act_found=0.4, number=2.1,
    day_apart=-1.8, hours=0.0, same_date=1.3, next_date=0.0, other_date=-0.4, origin=3.1, other_origin=0.0,
    outsider=0.0, other_outsider=0.0, comment=0.0, other_opening=0.0,
)  # fmt: skip


def profile(document: Document, weights: Mapping[str, float], at: datetime) -> Profile:
    """Return the comparable form of a document; `weights` are the watch's weights of its entries."""
    f = document.features
    rank = {act: 1.0 if n == 0 else 0.7 if n == 1 else 0.4 for n, act in enumerate(f.acts)}
    return Profile(
        id=document.id,
        language=document.language,
        at=document.draft.published or at,
        dated=document.draft.published is not None,
        happened=document.event_date,
        words={word: 1.0 + math.log(count) for word, count in f.terms},
        title=dict.fromkeys(f.lead, 1.0),
        concepts={concept: place * weights.get(concept, 1.0) for concept, place in f.concepts},
        acts=rank,
        order=f.acts,
        numbers=frozenset(f.numbers),
        origins=frozenset(document.origins[:2]),
        watched=bool(weights),
        opens=f.opens,
        outside=frozenset(f.outside),
        around=frozenset(f.around),
    )


class Rarity:
    """How rare signs and words are in what was seen so far: smoothed inverse document frequency, learnt in order."""

    def __init__(self) -> None:
        self._documents = 0
        self._by_language: dict[str, int] = {}
        self._signs: dict[str, int] = {}
        self._words: dict[str, dict[str, int]] = {}

    def learn(self, p: Profile) -> None:
        """Count one more document."""
        self._documents += 1
        self._by_language[p.language] = self._by_language.get(p.language, 0) + 1
        for sign in (*p.concepts, *p.acts):
            self._signs[sign] = self._signs.get(sign, 0) + 1
        words = self._words.setdefault(p.language, {})
        for word in p.words:
            words[word] = words.get(word, 0) + 1

    def sign(self, key: str) -> float:
        """The weight of a concept or act: 0.3 for one that every report has, growing with its rarity."""
        return math.log((self._documents + 8) / (self._signs.get(key, 0) + 2)) + 0.3

    def word(self, language: str, key: str) -> float:
        """The weight of a word of a language."""
        seen = self._by_language.get(language, 0)
        return math.log((seen + 8) / (self._words.get(language, {}).get(key, 0) + 2)) + 0.1


def likeness(a: Profile, b: Profile, rarity: Rarity) -> Likeness:
    """Return how likely two reports are of one happening; symmetric."""
    same = a.language == b.language
    w = (SAME_LANGUAGE if same else ACROSS_LANGUAGES) if a.watched else (UNWATCHED if same else UNWATCHED_ACROSS)
    odds, shared, done = log_odds(a, b, rarity, w)
    if not (a.watched or same or shared or a.numbers & b.numbers):
        return Likeness(0.0, ())
    return Likeness(1.0 / (1.0 + math.exp(-odds)), (*shared[:3], *done[:2]))


def log_odds(a: Profile, b: Profile, rarity: Rarity, w: Weights) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
    """Return the log-odds that two reports are of one happening under these weights; the names and acts they share."""
    concepts, shared = cosine(a.concepts, b.concepts, rarity.sign)
    acts, done = cosine(a.acts, b.acts, rarity.sign)
    if not (a.acts and b.acts):
        # A headline without a verb says nothing about what happened: no reason to think it was something else.
        acts = _UNSAID * concepts
    content = w.concepts * concepts + w.acts * acts
    if a.language == b.language:

        def word(key: str) -> float:
            return rarity.word(a.language, key)

        content += w.words * cosine(a.words, b.words, word)[0] + w.title * cosine(a.title, b.title, word)[0]
    return w.base + content + _frame(a, b, w) + _time(a, b, w, content), shared, done


def _frame(a: Profile, b: Profile, w: Weights) -> float:
    odds = 0.0
    if a.order and b.order:
        odds += w.first_act * (a.order[0] == b.order[0])
        odds += w.act_found * ((a.order[0] in b.order[:3]) + (b.order[0] in a.order[:3]))
    if a.numbers & b.numbers:
        odds += w.number
    if a.origins and b.origins:
        odds += w.origin if a.origins & b.origins else w.other_origin
    return odds + _parties(a, b, w)


def _parties(a: Profile, b: Profile, w: Weights) -> float:
    odds = 0.0
    if a.outside and b.outside:
        odds += w.outsider if a.outside & b.outside else w.other_outsider
    if (a.comments and not a.outside & b.around) or (b.comments and not b.outside & a.around):
        odds += w.comment
    if a.opens and b.opens and a.opens != b.opens:
        odds += w.other_opening
    return odds


def _time(a: Profile, b: Profile, w: Weights, content: float) -> float:
    apart = days_apart(a, b)
    # Two reports of one hour are of one happening only if they say something alike.
    odds = w.day_apart * min(apart, _LONGEST_APART) + w.hours * math.exp(-_FADES * apart) * min(1.0, content / ENOUGH)
    if a.happened and b.happened:
        days = abs((a.happened - b.happened).days)
        odds += w.same_date if days == 0 else w.next_date if days == 1 else w.other_date
    return odds


def days_apart(a: Profile, b: Profile) -> float:
    """Return how many days lie between two reports; what has a day but no hour, or no date, is neither near nor far."""
    if not (a.dated and b.dated):
        return _NO_DATE
    if _whole_day(a.at) or _whole_day(b.at):
        return max(_NO_HOUR, abs((a.at.date() - b.at.date()).days))
    return abs(a.at - b.at) / timedelta(days=1)


def _whole_day(at: datetime) -> bool:
    return at.time() == time(0)


def cosine(
    a: Mapping[str, float], b: Mapping[str, float], weight: Callable[[str], float]
) -> tuple[float, tuple[str, ...]]:
    """Return the cosine of two sparse vectors under a weighting, and what contributes most to it."""
    shared = [key for key in a if key in b]
    if not shared:
        return 0.0, ()
    gives = {key: a[key] * b[key] * weight(key) ** 2 for key in shared}
    norm = math.sqrt(sum((v * weight(k)) ** 2 for k, v in a.items()) * sum((v * weight(k)) ** 2 for k, v in b.items()))
    if not norm:
        return 0.0, ()
    return sum(gives.values()) / norm, tuple(sorted(gives, key=lambda key: (-gives[key], key))[:5])
