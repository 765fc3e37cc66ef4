"""Shares of arms in words: "half of the shells", "чверть снарядів", "포탄의 절반"."""

from __future__ import annotations

import re

from tumen.analysis.claims.clauses import Clause
from tumen.analysis.claims.kinds import Counted
from tumen.analysis.claims.patterns import compiled
from tumen.analysis.extraction.numbers import Number
from tumen.analysis.matching.terms import Term, terms_in
from tumen.analysis.text.text import Text

TABLE = "shares"
ARMS = frozenset[str]({Counted.SHELLS, Counted.MISSILES, Counted.ARTILLERY_PIECES})
# Characters from the word to the arms behind it, past an adjective or two ("half of all the artillery shells"), and to
# those before it in its clause, past a predicate ("of the shells that Russia fires, half are …").
_BEHIND, _BEFORE = 24, 48
_CHANGED_BY, _CHANGED_BY_BEHIND = r"(?:%(changed_by)s)$", r"(?:%(changed_by_behind)s)"
_SENTENCE = re.compile(r"[;。；…]|\d")


def with_shares(clauses: list[Clause], text: Text) -> list[Clause]:
    """Put the shares of arms that each clause gives in words among its numbers, as per cent."""
    found = terms_in(text, TABLE)
    return [_with(clause, found, text) for clause in clauses] if found else clauses


def _with(clause: Clause, found: list[Term], text: Text) -> Clause:
    shares = [
        Number(float(term.kind), float(term.kind), term.start, term.end, unit="%")
        for term in found
        if clause.start <= term.start
        and term.end <= clause.end
        and not any(n.start < term.end + 2 and term.start - 2 < n.end for n in clause.numbers)
        and _of_arms(term, clause, text.lowered)
        and not _changed(term, clause, text)
    ]
    if not shares:
        return clause
    return clause._replace(numbers=sorted([*clause.numbers, *shares], key=lambda number: number.start))


def _changed(term: Term, clause: Clause, text: Text) -> bool:
    """Whether something rose or fell by so much: "fell by half", "half as many shells", "절반으로"."""
    before, behind = (compiled(text.vocabulary, shape) for shape in (_CHANGED_BY, _CHANGED_BY_BEHIND))
    lead = text.lowered[max(clause.start, term.start - 20) : term.start]
    return before.search(lead) is not None or behind.match(text.lowered, term.end, clause.end) is not None


def _of_arms(term: Term, clause: Clause, folded: str) -> bool:
    """Whether arms stand beside the word with no figure between: "half of the 11,000 shells" says another number."""
    for arms in clause.nouns:
        if arms.kind not in ARMS:
            continue
        if 0 <= arms.start - term.end <= _BEHIND and not _SENTENCE.search(folded, term.end, arms.start):
            return True
        if 0 <= term.start - arms.end <= _BEFORE and not _SENTENCE.search(folded, arms.end, term.start):
            return True
    return False
