"""The figures of a development that neither its headline nor its sentences tell the reader, each as a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from tumen.analysis.digest.series import PART
from tumen.analysis.digest.wording import Wording
from tumen.model import Citation, Claim, Counting, Document, Line, Metric, Polarity, Sentence, party_of

MOST: Final = 3  # of one item: more make a table of it
# Sums mean nothing without what they are for.
_SUMS: Final = frozenset((Metric.OTHER, Metric.MONEY, Metric.AID, Metric.TRADE_VALUE))

_Value = tuple[Metric, float, float, Polarity]


def key_figures(
    documents: Sequence[Document],
    wording: Wording,
    *,
    told: Sequence[Line],
    sentences: Iterable[Sentence],
) -> tuple[Line, ...]:
    """Return up to MOST figures of these reports that a reader of `wording` does not learn otherwise, as lines.

    `told`: what the reader reads above them; of `sentences` those in that language tell their figures too. Each figure
    stands with whose it is. Those of headlines come first. A part, an addition and an older count would mislead without
    their sentence; so would a figure that nobody is named for, and one of somebody whom the report only recalls.
    """
    of = {document.id: document for document in documents}
    own = {id for id, document in of.items() if document.language == wording.language}
    citations = [*(one.citations for one in told), *(one.citations for one in sentences)]
    read = [cited for some in citations for cited in some if cited.document_id in own]
    known = {_value(claim) for id, claim in _claims(documents) if any(_holds(cited, id, claim) for cited in read)}
    said = " ".join(line.text for line in told)
    found: dict[_Value, Line] = {}
    for id, claim in sorted(_claims(documents), key=lambda pair: _is_beneath(of[pair[0]], pair[1])):
        if (
            not _is_main(claim, documents)
            or not _is_by_first_speaker(claim, of[id])
            or _value(claim) in known
            or _says(said, wording.amount(claim.low, claim.high))
        ):
            continue
        counts = claim.counting
        if counts in (Counting.TOTAL, Counting.PLANNED):
            text = _worded(claim, counts, wording, own=id in own)
            cited = Citation(document_id=id, start=claim.start, end=claim.end)
            found.setdefault(_value(claim), Line(text=text, language=wording.language, citations=(cited,)))
    return tuple(found.values())[:MOST]


def _claims(documents: Iterable[Document]) -> Iterator[tuple[str, Claim]]:
    return ((document.id, claim) for document in documents for claim in document.claims)


def _is_main(claim: Claim, documents: Iterable[Document]) -> bool:
    """Whether a figure is comparable and no small part of what these reports count of its kind."""
    alike = (other.high for _, other in _claims(documents) if other.metric == claim.metric)
    return claim.metric not in _SUMS and claim.high * PART >= max(alike)


def _is_by_first_speaker(claim: Claim, document: Document) -> bool:
    """Whether the figure is that of the first whom its report has for one."""
    first = next((party_of(one.claimant) for one in document.claims if one.claimant), "")
    return first != "" and party_of(claim.claimant) == first


def _value(claim: Claim) -> _Value:
    return claim.metric, claim.low, claim.high, claim.polarity


def _holds(cited: Citation, id: str, claim: Claim) -> bool:
    return cited.document_id == id and cited.start < claim.end and claim.start < cited.end


def _says(text: str, amount: str) -> bool:
    return re.search(rf"(?<![\d,.]){re.escape(amount)}(?!\d|[,.]\d)", text) is not None


def _is_beneath(document: Document, claim: Claim) -> bool:
    return claim.start >= len(document.draft.title)


def _worded(claim: Claim, counts: Counting, wording: Wording, *, own: bool) -> str:
    """As in "Troops (planned): 12,000 (NIS)"."""
    what = wording.metric(claim.metric)
    what = wording.word("planned").format(what) if counts is Counting.PLANNED else what
    whose = wording.claimant(party_of(claim.claimant), own=own)
    value = wording.amount(claim.low, claim.high) + (f" ({whose})" if whose else "")
    value = wording.change("denied", value=value) if claim.polarity is Polarity.DENIES else value
    text = wording.change("figure", what=what, value=value)
    return text[:1].upper() + text[1:]
