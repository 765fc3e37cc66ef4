"""Copies told from originals: containment of sampled shingles, with a veto by figures, names and opposites.

Containment instead of resemblance, since a wire text inside a longer page is a copy too (Broder, "On the resemblance
and containment of documents", 1997). The sample keeps the hashes divisible by a power of two, so that any two
samples can be compared at the coarser of their levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from tumen.analysis.text.fingerprints import LONGEST
from tumen.analysis.text.language import normal
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Document

# Below 0.6 the shared part is usually one agency's paragraph inside two different articles; above 0.75 the edits that
# agencies' subscribers make (a cut last sentence, another preposition) break too many shingles.
CONTAINMENT = 0.6
SHORT = 6  # with fewer shingles one changed word moves the share by a sixth: only the very same sample is a copy

LINE = 20  # shingles: below, a text is a line or two
CONTAINMENT_OF_LINE = 0.85
# An agency sends a headline again with each version of a report; after three days it is another year's ceremony.
SAME_HEADLINE = timedelta(days=3)
STUB = 60  # characters beyond the headline: a line that a feed cut, the name of a section
WORD_FOR_WORD = 0.98  # one changed word breaks five shingles of a hundred

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Pairs of word beginnings; two texts that differ in both say different things, however alike they look.
Opposites = tuple[tuple[str, str], ...]


def opposites(vocabulary: Vocabulary) -> Opposites:
    """The pairs of the language tables, in the form in which texts are compared."""
    pairs = vocabulary.merged("opposites").get("pairs", ())
    return tuple((one, other) for one, _, other in (normal(pair).partition(" / ") for pair in pairs))


def containment(a: Document, b: Document) -> float:
    """Return the share (0..1) of the smaller sample that stands in the larger one, at the coarser level of the two."""
    level = 1 << max(a.features.level, b.features.level)
    left = {h for h in a.features.shingles if h % level == 0}
    right = {h for h in b.features.shingles if h % level == 0}
    smaller = min(len(left), len(right))
    if not smaller:
        return 0.0
    share = len(left & right) / smaller
    return share if smaller >= SHORT or left == right else 0.0


def veto(later: Document, earlier: Document, opposite: Opposites) -> str | None:
    """Say in words why two alike texts are no copies: a figure, a name or the direction differs; None if none does."""
    small, large = sorted((later, earlier), key=lambda d: len(d.draft.text))
    numbers = _numbers(small) - _numbers(large, title=True)
    if len(small.draft.text) > 0.8 * len(large.draft.text):
        # Of two texts of one length, neither is a longer page that may say more.
        numbers |= _numbers(large) - _numbers(small, title=True)
    if numbers:
        return f"the figure {sorted(numbers)[0]} stands in one only"
    names = _named_in_text(small) - _named(large)
    if names:
        return f"{sorted(names)[0]} is named in one only"
    a, b = (normal(f"{d.draft.title} {_said(d)}") for d in (small, large))
    for one, other in opposite:
        if (one in a) != (one in b) and (other in a) != (other in b):
            return f'one says "{one}", the other "{other}"'
    return None


def _others(a: Document, b: Document) -> str | None:
    """Say whom each headline names beside the same names, and the other report does not, if one of the two is a line.

    None where they name the same, or nothing in common: then one may say "both" where the other names the two.
    """
    ours, theirs = _headed(a) - _named(b), _headed(b) - _named(a)
    if not (ours and theirs and _headed(a) & _headed(b) and _is_line(a, b)):
        return None
    return f"the headline of one has {sorted(ours)[0]}, that of the other {sorted(theirs)[0]}"


def _is_line(a: Document, b: Document) -> bool:
    """Whether one of them is a line or two: its headline is half of it, and who stands there tells what it reports."""
    return min(len(a.features.shingles), len(b.features.shingles)) < LINE


def _bar(a: Document, b: Document) -> float:
    """The share from which on a text is a copy; more for a line than for a paragraph.

    "Russian President Vladimir Putin and North Korean leader Kim Jong Un" is two thirds of a line. And a line that
    stands under two headlines that have nothing in common is the page's, not the report's.
    """
    if not _is_line(a, b):
        return CONTAINMENT
    titles = set(a.features.lead), set(b.features.lead)
    alike = len(titles[0] & titles[1]) * 2 >= min(len(titles[0]), len(titles[1]))
    return CONTAINMENT_OF_LINE if alike else 2.0


def _numbers(document: Document, *, title: bool = False) -> set[str]:
    body_text = _said(document)
    return set(_NUMBER.findall(normal(f"{document.draft.title} {body_text}" if title else body_text)))


def _named_in_text(document: Document) -> set[str]:
    """Whom the text names: the same agency text goes out under headlines that name more or fewer."""
    start, end = _span(document)
    begins = len(document.draft.title) + 2
    return {mention.concept for mention in document.mentions if begins + start <= mention.start < begins + end}


def _named(document: Document) -> set[str]:
    return {mention.concept for mention in document.mentions}


def _headed(document: Document) -> set[str]:
    """Whom the headline names."""
    return {mention.concept for mention in document.mentions if mention.end <= len(document.draft.title)}


def _span(document: Document) -> tuple[int, int]:
    return document.features.said or (0, min(len(document.draft.text), LONGEST))


def _said(document: Document) -> str:
    """What the text itself says: without its dateline and credits, and without what lies far behind."""
    start, end = _span(document)
    return document.draft.text[start:end]


def original(
    document: Document, candidates: Iterable[Document], opposite: Opposites = ()
) -> tuple[Document, float] | None:
    """Return the document that this one copies and how much of it, or None; the earliest of equals wins.

    `opposite`: what `opposites` gives; two texts that differ in a pair of them are no copies.
    """
    best: tuple[Document, float] | None = None
    for candidate in candidates:
        share = containment(document, candidate)
        if share < _bar(document, candidate) or (best is not None and share <= best[1]):
            continue
        if _others(document, candidate):
            continue
        # What stands word for word in the other cannot say something else, whatever else the longer one says.
        if share >= WORD_FOR_WORD or veto(document, candidate, opposite) is None:
            best = (candidate, share)
    return best


def same_headline(document: Document, candidates: Iterable[Document]) -> Document | None:
    """Return the earliest of the candidates that this document copies by its headline, or None.

    One headline again within three days, by a report that has no text of its own to speak of, is the same report. A
    fuller text under a headline that was there before is none: it may add something. `candidates` have the same
    headline already, see `headlines.key`, in the order in which they were seen.
    """
    if len(_beyond_title(document)) >= STUB:
        return None
    return next((other for other in candidates if _within_days(document, other)), None)


def _within_days(a: Document, b: Document) -> bool:
    first, second = a.draft.published, b.draft.published
    return first is None or second is None or abs(first - second) <= SAME_HEADLINE


def _beyond_title(document: Document) -> str:
    title, text = normal(document.draft.title), normal(_said(document))
    return text.removeprefix(title).strip()
