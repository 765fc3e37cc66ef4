"""May a text that names one side only report what others tell of both, so that it is worth comparing with them.

"First direct flight to Pyongyang takes off from Sheremetyevo", "Paris counts 12 million shells": who knows the story
knows the other side. Such a text is read in full and kept aside; grouping decides (clustering/one_sided_joins.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tumen.analysis.assessment.genre import is_round_up
from tumen.analysis.extraction.event_types import LEAD
from tumen.analysis.extraction.numbers import find_numbers
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.text import Text
from tumen.model import Mention

UBIQUITOUS = 0.3  # weight up to which an entry of the watch is in nearly every report: Russia, Kim Jong Un
NEARBY = 300  # characters after the title in which a report names whom it is about
RARE_FIGURE: Final = 100.0  # quantities from here on are seldom the same by chance in two reports of one day
FIGURES: Final = 2  # so many figures are not the same by chance; one is, a thousand or 25,000 of anything
_TELLING = 10.0  # smaller quantities are of too many things


def may_join(text: Text, mentions: Iterable[Mention], watch: Watch) -> bool:
    """Whether a text without all sides is worth comparing with what is told of both.

    It names something telling and a figure in headline or lead; more figures, one of them rare, where it does not name
    the side that fewer reports name: the other side's news are too many. A round-up tells of a hundred things.
    """
    found = tuple(mentions)
    near = text.body_start + NEARBY
    if is_round_up(text) or not any(m.start < near and watch.entry(m.concept).weight > UBIQUITOUS for m in found):
        return False
    told = figures(text, text.body_start + 2 * LEAD)
    if watch.rarer and watch.rarer in watch.sides(found):
        return bool(told)
    return len(told) >= FIGURES and bool(rare(told))


def rare(values: Iterable[str]) -> frozenset[str]:
    """Those of some figures, as `figures` writes them, that two reports seldom share by chance."""
    return frozenset(value for value in values if float(value) >= RARE_FIGURE)


def figures(text: Text, until: int) -> tuple[str, ...]:
    """The quantities up to this place as every language would write them: "1,000", "тысяча" and "1천" are one."""
    exact = (n for n in find_numbers(text) if n.end <= until and not n.vague)
    values = (value for n in exact for value in (n.low, n.high) if value >= _TELLING)
    return tuple(dict.fromkeys(f"{value:g}" for value in values))
