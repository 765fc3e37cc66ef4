"""Figures that a text names and does not stand behind: what used to be said, what it takes back, what it only asks."""

from __future__ import annotations

import re
from bisect import bisect_right

from tumen.analysis.attribution.attributions import find_attributions
from tumen.analysis.claims.clauses import Figure
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.text import Text

_OLD_VALUE = r"\b(?:%(old_value)s)\s(?:(?:%(old_value_about)s)\s)?$"
_OLD_IN_ASIA = re.compile(r"[여余多]?\s?[명人名個개个발発편척대건회곳]?\s?(?:から|에서)\s?(?:約|약)?\s?")
_NEW_VALUE = r"\s?(?:%(new_value)s)\s"
# "to 1,500 from 15,000": the new figure stands first.
_NEW_BEFORE = r"\b(?:%(new_value)s)\s(?:(?:%(about)s)\s)?$"
_FRACTION = r"[\s-]?(?:%(fraction)s)"
_FRACTION_BEFORE = r"(?:%(fraction)s)\s?$"
# "not 15,000", "15,000 rather than": beside another figure of the sentence it is the wrong one.
_NOT_THIS = r"(?:%(not_this)s)\s?(?:(?:%(about)s|%(articles)s)\s)?$"
_NOT_THIS_BEHIND = r"\S{0,6}?\s?(?:%(not_this_behind)s)"
# "an earlier version put it at 15,000": what follows is taken back, up to "the correct figure is".
_TAKEN_BACK = r"(?:%(taken_back)s)"
_TAKEN_BACK_BEHIND = r"\S{0,6}?\s?(?:%(taken_back_behind)s)"
_RIGHT_VALUE = r"(?:%(right_value)s)"
_QUESTION = re.compile(r"[?？]")
_ALTERNATIVE = r"(?:%(alternative)s)"
# Signs between the new figure and the old one behind it: "to 1,500 soldiers from 15,000".
_NOUN_BETWEEN = 24


def is_set_aside(figure: Figure, text: Text, watch: Watch) -> bool:
    """Whether the text says that the figure does not hold, or only asks whether it does."""
    return _is_old(figure) or _is_taken_back(figure) or (_is_asked(figure) and not _is_answered(figure, text, watch))


def is_fraction(figure: Figure) -> bool:
    """ "two thirds of them", "3分の2": a part of a whole, no number of its own."""
    return (
        figure.pattern(_FRACTION).match(figure.folded, figure.number.end) is not None
        or figure.pattern(_FRACTION_BEFORE).search(figure.lead(4)) is not None
    )


def _is_old(figure: Figure) -> bool:
    """ "from 8,000 to 11,000": the first figure is what used to be said; "to 1,500 from 15,000": the second."""
    following = figure.folded[figure.number.end : figure.after + 1]
    if _OLD_IN_ASIA.fullmatch(following.rstrip("0123456789")):
        return figure.after < figure.clause.end
    if figure.pattern(_OLD_VALUE).search(figure.lead(16)) is None:
        return False
    return figure.pattern(_NEW_VALUE).match(following) is not None or _is_behind_new(figure)


def _is_behind_new(figure: Figure) -> bool:
    new = _before(figure)
    if new is None or figure.number.start - new[1] > _NOUN_BETWEEN:
        return False
    return figure.pattern(_NEW_BEFORE).search(figure.folded, max(0, new[0] - _NOUN_BETWEEN), new[0]) is not None


def _before(figure: Figure) -> tuple[int, int] | None:
    """The figure before this one in its clause."""
    spans = [(n.start, n.end) for n in figure.clause.numbers if n.end <= figure.number.start]
    return spans[-1] if spans else None


def _is_taken_back(figure: Figure) -> bool:
    """Whether a correction names the figure as the wrong one."""
    clause, end = figure.clause, figure.number.end
    if len(clause.numbers) > 1:
        if figure.pattern(_NOT_THIS).search(figure.lead(24)):
            return True
        if figure.after < clause.end and figure.pattern(_NOT_THIS_BEHIND).match(figure.folded, end, figure.after):
            return True
    if figure.pattern(_TAKEN_BACK_BEHIND).match(figure.folded, end, clause.end):
        return True
    said = [m.end() for m in figure.pattern(_TAKEN_BACK).finditer(figure.folded, clause.start, figure.number.start)]
    return bool(said) and figure.pattern(_RIGHT_VALUE).search(figure.folded, said[-1], figure.number.start) is None


def _is_asked(figure: Figure) -> bool:
    """Whether the figure is one of several answers to a question: "5,000 or 10,000?"."""
    clause = figure.clause
    if figure.pattern(_ALTERNATIVE).search(figure.sentence):
        return True
    open_ended = len(clause.numbers) > 1 or clause.numbers[0].low < clause.numbers[0].high
    asked = _QUESTION.search(figure.folded, max(clause.start, clause.end - 1), clause.end + 1)
    return open_ended and (asked or _QUESTION.match(figure.folded, figure.number.end)) is not None


def _is_answered(figure: Figure, text: Text, watch: Watch) -> bool:
    """ "8,000 or 11,000? Seoul and Kyiv differ": who speak behind the question each give one of the answers."""
    spans = text.sentences
    at = bisect_right(spans, figure.clause.start, key=lambda span: span[0])
    if at >= len(spans):
        return False
    behind = [a for a in find_attributions(text, watch) if spans[at][0] <= a.start < spans[at][1]]
    return len({a.who for a in behind}) > 1 or any(len(watch.speakers.in_name(a.name)) > 1 for a in behind)
