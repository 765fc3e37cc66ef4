"""Verbs whose parts stand apart: "lädt Putin nach Pjöngjang ein" invites, "trifft in Moskau ein" arrives.

The verb alone would mean something else or nothing ("trifft" meets). The table `split_verbs` of a language has them by
event type, the place of what stands between marked: "lädt … ein".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from tumen.analysis.text.text import Text
from tumen.analysis.text.vocabulary import Vocabulary

SPLIT_VERBS: Final = "split_verbs"
GAP: Final = " … "
# The second part closes its clause; so much may stand between, as far as a headline is long. "Setzt sich für … ein"
# says something else than "setzt … ein".
_BETWEEN = r"\s(?!sich\b)[^.,;:!?…\n]{1,100}?\s"
_CLOSES = r"(?=\s*(?:[.,;:!?…)\"“”\n]|\s[-–—|]\s|\sund\s|$))"


def split_verbs(text: Text, until: int) -> list[tuple[str, int, int]]:
    """Every (event type, start, end) of a verb whose second part follows, in order; the span is that of the first."""
    shapes = text.vocabulary.once((SPLIT_VERBS, text.language), lambda: _compiled(text.vocabulary, text.language))
    found = [
        (name, *match.span(1)) for name, shape in shapes.items() for match in shape.finditer(text.lowered, 0, until)
    ]
    return sorted(found, key=lambda one: one[1])


def _compiled(vocabulary: Vocabulary, language: str) -> Mapping[str, re.Pattern[str]]:
    return {name: _shape(forms) for name, forms in vocabulary.table(SPLIT_VERBS, language).items()}


def _shape(forms: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for the verbs of an event type; those with the same second part stand together."""
    by_part: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        verb, _, part = form.partition(GAP)
        by_part[part].append(re.escape(verb))
    verbs = (rf"(?:{'|'.join(firsts)})\b(?={_BETWEEN}{re.escape(part)}\b{_CLOSES})" for part, firsts in by_part.items())
    return re.compile(rf"\b({'|'.join(verbs)})")
