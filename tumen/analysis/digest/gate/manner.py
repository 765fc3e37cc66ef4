"""Whether a sentence says so, denies it, plans it or only thinks it possible as the spans that it cites do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from tumen.analysis.digest.gate.senses import cue, stemmed
from tumen.analysis.digest.gate.statement import Place, Statement, Word

# What turns all that a sentence says about: said of a span, it has to be said of it again.
STANCES: Final = (
    ("deny", "rebut", "reject"), ("cancel",), ("accuse", "condemn", "criticism"), ("suspect", "believe"),
    ("threaten", "warn", "threat_noun"), ("demand", "urge", "request", "propose", "call_v", "say"),
    ("promise", "assure"), ("want", "hope", "consider"), ("try",),
    ("call_v", "say", "phone", "demand", "urge", "name_v"), ("unsure", "suspect", "believe", "accuse", "deny"),
)  # fmt: skip
_MANNERED: Final = frozenset(("want", "unsure"))
_JOINED: Final = ("고", "며", "지만", "는데")  # ends of Korean verbs behind which another part of the clause begins
# Words whose object is not said to be so: what is discussed, offered or asked for.
INTENTS: Final = frozenset(
    ("discuss", "propose", "consider", "demand", "urge", "want", "hope", "request", "threaten", "promise", "order_cmd")
)
_VERB_LAST: Final = frozenset(("ko", "ja"))
_CLOSE: Final = 6  # characters between a "not" and the verb that it turns round
_PART = re.compile(r"[;；。!?]|(?<!\d)\.(?=\s)")
# Languages whose present tense tells what is going to be as well.
_PRESENT: Final = frozenset(("ko", "de", "ja"))


# What says that something is said, and who they are that do.
_REPORTING: Final = frozenset(
    ("say", "statement", "report_noun", "media", "agency", "journalist", "claim_v", "insist", "radio")
)
_OFFICES: Final = frozenset(
    (
        "minister", "ministry", "president", "chairman", "secretary", "ambassador", "spokesman", "deputy", "governor",
        "lead", "foreign", "defence", "organiser", "intelligence", "share", "send", "country", "state_owned", "service",
    )
)  # fmt: skip


class Manner(NamedTuple):
    """How a clause is told: turned round, put into the future, only possible."""

    negated: bool
    planned: bool
    may: bool


class Clause(NamedTuple):
    """A clause of a statement with what it is about and how it is told."""

    said: Statement
    place: Place
    about: frozenset[str]
    manner: Manner


def changed(sentence: Statement, spans: Sequence[Statement]) -> tuple[str, str] | None:
    """Which of "negation", "modality" a clause of the sentence changes, and the clause; None where none does."""
    theirs = [clause for span in spans for clause in _clauses(span)]
    for clause in _clauses(sentence):
        alike = _most_alike(clause, theirs)
        if not alike:
            continue
        told = [one.manner for one in alike]
        words = sentence.original[slice(*clause.place)].strip()
        if all(one.negated != clause.manner.negated for one in told):
            return "negation", words
        if not any(_fits(clause, one.manner) for one in alike):
            return "modality", words
    return None


def stance(sentence: Statement, spans: Sequence[Statement]) -> str:
    """What a span says of all that it tells, as that it is denied or called off, and the sentence leaves out."""
    for span in spans:
        for alike in STANCES:
            name = alike[0]
            told = sentence.senses.intersection(alike) or (name in _MANNERED and _is_mannered(sentence))
            if name in span.senses and not told and not _is_aside(name, span, sentence):
                return name
    return ""


def _is_mannered(said: Statement) -> bool:
    """Whether a text itself tells something as planned or only possible."""
    return any(clause.manner.planned or clause.manner.may for clause in _clauses(said))


def overstated(sentence: Statement, spans: Sequence[Statement]) -> str:
    """A word that the spans only have as what is discussed, asked or offered, told without that; "" where none."""
    if not any(span.senses & INTENTS for span in spans) or sentence.senses & INTENTS or _is_mannered(sentence):
        return ""
    outside, inside = _scopes(spans)
    named = [(m.start, m.end) for m in sentence.mentions]
    for word in sentence.words:
        told = word.senses - _REPORTING
        if told and not told & outside and told & inside and not _within((word.start, word.end), named):
            return sentence.original[word.start : word.end]
    return ""


def _scopes(spans: Sequence[Statement]) -> tuple[frozenset[str], frozenset[str]]:
    """What the spans say outright, and what only as the object of a word such as "discussed"."""
    outside: set[str] = set()
    inside: set[str] = set()
    for span in spans:
        for clause in span.clauses:
            words = span.within(clause)
            at = next((n for n, word in enumerate(words) if word.senses & INTENTS), None)
            first = max((n + 1 for n, w in enumerate(words[:at]) if w.text.endswith(_JOINED)), default=0)
            for n, word in enumerate(words):
                scoped = at is not None and (first <= n < at if span.language in _VERB_LAST else n > at)
                (inside if scoped else outside).update(word.senses)
    return frozenset(outside), frozenset(inside)


def _is_aside(name: str, span: Statement, sentence: Statement) -> bool:
    """Whether a stance stands in a part of the span, behind a "but" or a full stop, that the sentence is not about."""
    parts = _parts(span)
    holding = [any(name in word.senses for word in span.within(part)) for part in parts]
    if len(parts) == 1 or not any(holding):
        return False
    about = frozenset[str]().union(*(one.about for one in _clauses(sentence)))
    shared = [len(about & _about(span, part)) for part in parts]
    best = {
        held: max((n for n, h in zip(shared, holding, strict=True) if h is held), default=0) for held in (True, False)
    }
    return best[False] > best[True]


def _parts(span: Statement) -> list[Place]:
    """The parts of a span that stand by themselves."""
    ends = [m.start() for m in _PART.finditer(span.original)]
    ends += [m.start() for m in _cue(span, "turn").finditer(span.text.lowered)]
    edges = [0, *sorted(ends), len(span.original)]
    return [part for part in pairwise(edges) if span.within(part)]


def _most_alike(clause: Clause, theirs: Sequence[Clause]) -> list[Clause]:
    """The clauses of the spans with which this one has most in common; none where it only says who speaks."""
    shared = [(len(clause.about & one.about), one) for one in theirs]
    most = max((n for n, _ in shared), default=0)
    return [one for n, one in shared if n == most] if most else []


def _fits(clause: Clause, own: Manner) -> bool:
    said = clause.manner
    if said.negated != own.negated or said.may != own.may:
        return False
    return said.planned == own.planned or (own.planned and not said.planned and _is_present(clause))


def _is_present(clause: Clause) -> bool:
    said = clause.said
    if said.language not in _PRESENT:
        return False
    return _cue(said, "present").search(said.text.lowered, *clause.place) is not None


def _clauses(said: Statement) -> list[Clause]:
    """The clauses that say something beyond who speaks; what follows a verb of saying is told as it is."""
    found = [
        Clause(said, place, about, _manner(said, place)) for place in said.clauses if (about := _about(said, place))
    ]
    return [one for one in found if not _only_reports(said, one.place)] or found


def _only_reports(said: Statement, place: Place) -> bool:
    """Whether a clause says by whose word something is told, and nothing else."""
    speaking = [at for _, at in said.speakers]
    words = [w for w in said.within(place) if not any(start <= w.start < end for start, end in speaking)]
    handing = any("say" in word.senses for word in words)
    return handing and not any(word.senses - _REPORTING - _OFFICES for word in words)


def _about(said: Statement, place: Place) -> frozenset[str]:
    """What a clause names and means: names, figures, senses; words that are not in the table as their stems."""
    words = said.within(place)
    if said.leading and place[1] <= said.leading[1] + 1:
        return frozenset()
    names = {m.concept for m in said.mentions if place[0] <= m.start < place[1]}
    figures = {f"{n.low:g}" for n in said.numbers if place[0] <= n.start < place[1]}
    meant = {sense for word in words for sense in word.senses} - _REPORTING
    plain = said.lexicon.plain
    stems = {
        f"{said.language}:{stemmed(word.text, said.language)}"
        for word in words
        if not word.senses and word.text not in plain
    }
    return frozenset(names | figures | meant | stems)


def _manner(said: Statement, place: Place) -> Manner:
    lowered = said.text.lowered
    skipped = _bounds(said, place)
    negations = [m for m in _cue(said, "not").finditer(lowered, *place) if not _within(m.span(), skipped)]
    may = any(not _within(m.span(), skipped) for m in _cue(said, "may").finditer(lowered, *place))
    planned = _cue(said, "planned").search(lowered, *place) is not None
    future = any(_cue(said, "future").fullmatch(word.text) for word in said.within(place))
    passive = _cue(said, "passive").search(lowered, *place) is not None
    off = "cancel" in said.senses  # what was called off was planned
    denying = [w for w in said.within(place) if "deny" in w.senses]
    if denying:  # "denied it as not true" denies once
        last = said.language in _VERB_LAST
        negations = [m for m in negations if any(_beside(m.span(), w, last=last) for w in denying)]
    return Manner(len(negations) % 2 == 1, (planned or future) and not (passive or off), may)


def _beside(span: Place, word: Word, *, last: bool) -> bool:
    """Whether a "not" turns a verb round; where the verb stands last, only from behind it."""
    behind = 0 <= span[0] - word.end <= _CLOSE or word.start < span[0] < word.end
    return behind or (not last and 0 <= word.start - span[1] <= _CLOSE)


def _bounds(said: Statement, place: Place) -> list[Place]:
    """Where words bound a figure, and days: the "not" of "not less than 300" turns nothing round, 14 May is no may."""
    patterns = (_cue(said, "lower"), _cue(said, "upper"))
    bounds = [m.span() for pattern in patterns for m in pattern.finditer(said.text.lowered, *place)]
    named = [(m.start, m.end) for m in said.mentions]  # "No Kwang Chol"
    return bounds + named + [at for _, at in said.days] + [at for _, at in said.months]


def _within(span: Place, places: Sequence[Place]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in places)


def _cue(said: Statement, kind: str) -> re.Pattern[str]:
    return cue(said.watch.vocabulary, said.language, kind)
