"""Who is named in a headline only beside its happening: in another clause, at its occasion, as the goal of a journey.

"Kim arrives in Russia to meet Putin as the US threatens sanctions" tells of an arrival in which neither Putin nor the
United States take part: a report that leaves them out contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from tumen.analysis.extraction.happenings import KINDS, clause_around, tables
from tumen.analysis.extraction.participants import TRAVEL
from tumen.analysis.text.shapes import right_before
from tumen.analysis.text.text import Text
from tumen.model import Mention


def beside(text: Text, headed: Sequence[Mention], acted: Sequence[tuple[str, int, int]]) -> frozenset[Mention]:
    """Return those of the mentions in a headline that take no part in its happening; none where nobody else would.

    `acted`: the event types of the text, each with its span.
    """
    travels = [start for name, start, _ in acted if KINDS.get(name) in TRAVEL]
    found = frozenset(m for m in headed if _is_beside(text, m, travels))
    return found if len(found) < len(headed) else frozenset()


def _is_beside(text: Text, mention: Mention, travels: Sequence[int]) -> bool:
    clause = clause_around(text, (0, text.title_end), mention.start)
    names = ["aside", "beside"]
    names += ["goal"] if any(clause[0] <= at < mention.start for at in travels) else []
    before = (right_before(tables(text)[name], text.lowered, mention.start, clause[0]) for name in names)
    # A headline that begins so has its happening behind, in the same clause where no comma parts them.
    if any(match and (match.start() > 1 or clause[1] < text.title_end) for match in before):
        return True
    names = ["beside_behind"] + (["goal_behind"] if any(mention.end <= at < clause[1] for at in travels) else [])
    return any(tables(text)[name].search(text.lowered[mention.end : clause[1]]) for name in names)
