"""Figures that a text gives as equal to the one before: "120 howitzers and as many launchers", "столько же"."""

from __future__ import annotations

from tumen.analysis.claims.clauses import Clause, Figure
from tumen.analysis.claims.patterns import compiled
from tumen.analysis.extraction.numbers import Number
from tumen.analysis.text.text import Text

SAME = r"(?:%(same)s)"
_SPAN = r"[\s-]?(?:%(time_unit)s)"
_A_FIGURE_OF_ITS_OWN = 5  # "as many as 300": the figure follows


def is_same_again(figure: Figure) -> bool:
    """Whether the figure is one that words set equal to the one before."""
    return figure.pattern(SAME).fullmatch(figure.folded, figure.number.start, figure.number.end) is not None


def with_same_again(clauses: list[Clause], text: Text) -> list[Clause]:
    """Put the figures that words set equal to the last one before, in the clause or the one before it, among them."""
    pattern = compiled(text.vocabulary, SAME)
    result: list[Clause] = []
    for clause in clauses:
        added = [
            Number(last.low, last.high, said.start(), said.end())
            for said in pattern.finditer(text.lowered, clause.start, clause.end)
            if not any(0 <= n.start - said.end() <= _A_FIGURE_OF_ITS_OWN for n in clause.numbers)
            and (last := _last(said.start(), [*result[-1:], clause], text)) is not None
        ]
        numbers = sorted([*clause.numbers, *added], key=lambda number: number.start)
        result.append(clause._replace(numbers=numbers) if added else clause)
    return result


def _last(place: int, clauses: list[Clause], text: Text) -> Number | None:
    """The last figure before a place that is none of money, of a share or of a span of time."""
    span = compiled(text.vocabulary, _SPAN)
    before = [n for clause in clauses for n in clause.numbers if n.end <= place and not n.unit]
    return next((n for n in reversed(before) if not span.match(text.lowered, n.end)), None)
