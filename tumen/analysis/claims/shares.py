"""Shares in words: half of the shells, every third shell, "чверть снарядів"; a third of the contingent, lost."""

from __future__ import annotations

import re

from tumen.analysis.claims.clauses import Clause
from tumen.analysis.claims.kinds import Counted
from tumen.analysis.claims.patterns import compiled
from tumen.analysis.extraction.numbers import Number
from tumen.analysis.matching.roles import Role
from tumen.analysis.matching.terms import Term, terms_in
from tumen.analysis.text.text import Text

TABLE = "shares"
ARMS = frozenset[str]({Counted.SHELLS, Counted.MISSILES, Counted.ARTILLERY_PIECES})
FORCE = frozenset[str]({Counted.TROOPS, Counted.PERSON})
# Characters from the word to what it is a share of, behind it, past an adjective or two ("half of all the artillery
# shells"), and before it in its clause, past a predicate ("of the shells that Russia fires, half are …").
_BEHIND, _BEFORE = 24, 48
_CHANGED_BY, _CHANGED_BY_BEHIND = r"(?:%(changed_by)s)$", r"(?:%(changed_by_behind)s)"
_THEM, _OF_THEM = r"\b(?:%(of_them)s)", 16  # "half of them": right behind the share
_BREAK = re.compile(r"[;,。；…]")
_SENTENCE = re.compile(r"[;。；…]|\d")


def with_shares(clauses: list[Clause], text: Text) -> list[Clause]:
    """Put the shares that each clause gives in words among its numbers, as per cent: of arms, and of a force lost."""
    found = terms_in(text, TABLE)
    if not found:
        return clauses
    return [_with(clause, found, text, clauses[max(0, n - 1)]) for n, clause in enumerate(clauses)]


def _with(clause: Clause, found: list[Term], text: Text, previous: Clause) -> Clause:
    shares = [
        Number(float(term.kind), float(term.kind), term.start, term.end, unit="%")
        for term in found
        if clause.start <= term.start
        and term.end <= clause.end
        and not any(_touches(n, term) for n in clause.numbers)
        and (
            _stands_by(term, clause, text.lowered, ARMS)
            or _of_force(term, clause, text.lowered)
            or _of_those(term, clause, text, previous)
        )
        and not _changed(term, clause, text)
    ]
    if not shares:
        return clause
    # "two in five": the words of a share are no figures of their own.
    others = [n for n in clause.numbers if not any(s.start <= n.start and n.end <= s.end for s in shares)]
    return clause._replace(numbers=sorted([*others, *shares], key=lambda number: number.start))


def _touches(number: Number, term: Term) -> bool:
    """Whether a figure stands right beside the share, which is then a part of it: "half of the 11,000"."""
    inside = term.start <= number.start and number.end <= term.end
    return not inside and number.start < term.end + 2 and term.start - 2 < number.end


def _changed(term: Term, clause: Clause, text: Text) -> bool:
    """Whether something rose or fell by so much: "fell by half", "half as many shells", "절반으로"."""
    before, behind = (compiled(text.vocabulary, shape) for shape in (_CHANGED_BY, _CHANGED_BY_BEHIND))
    lead = text.lowered[max(clause.start, term.start - 20) : term.start]
    return before.search(lead) is not None or behind.match(text.lowered, term.end, clause.end) is not None


def _of_those(term: Term, clause: Clause, text: Text, previous: Clause) -> bool:
    """Whether it is so much of the arms named before: "1.5 million shells. Half of them are duds"."""
    them = compiled(text.vocabulary, _THEM).search(text.lowered, term.start, min(clause.end, term.end + _OF_THEM))
    if them is None:
        return False
    return any(noun.kind in ARMS for one in (previous, clause) for noun in one.nouns if noun.end <= term.start)


def _of_force(term: Term, clause: Clause, folded: str) -> bool:
    """Whether so much of the force of the side counted is said to be lost."""
    if not clause.names(Role.COUNTED) or not clause.fates:
        return False
    return _stands_by(term, clause, folded, FORCE) or _of_figure(term, clause, folded)


def _of_figure(term: Term, clause: Clause, folded: str) -> bool:
    """Whether it is so much of a force whose figure follows: "over half of the roughly 11,000 soldiers sent"."""
    number = next((n for n in clause.numbers if n.start >= term.end), None)
    if (
        number is None
        or number.start - term.end > _BEHIND
        or number.unit
        or _BREAK.search(folded, term.end, number.start)
    ):
        return False
    return any(n.kind in FORCE and 0 <= n.start - number.end <= _BEHIND for n in clause.nouns)


def _stands_by(term: Term, clause: Clause, folded: str, kinds: frozenset[str]) -> bool:
    """Whether such a noun stands beside the word with no figure between: "half of the 11,000" says another number."""
    for noun in clause.nouns:
        if noun.kind not in kinds:
            continue
        if 0 <= noun.start - term.end <= _BEHIND and not _SENTENCE.search(folded, term.end, noun.start):
            return True
        if 0 <= term.start - noun.end <= _BEFORE and not _SENTENCE.search(folded, noun.end, term.start):
            return True
    return False
