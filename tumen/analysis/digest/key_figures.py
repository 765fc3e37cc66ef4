"""The figures of a development that neither its headline nor its sentences tell the reader, each as a line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from tumen.analysis.digest.history.overtaken_figures import is_overtaken
from tumen.analysis.digest.history.series import PART
from tumen.analysis.digest.lines.wording import Wording
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.analysis.extraction.numbers import find_numbers
from tumen.analysis.text.text import Text
from tumen.model import Citation, Claim, Counting, Document, Line, Metric, Polarity, Sentence, party_of

MOST: Final = 3  # of one item: more make a table of it
# Sums mean nothing without what they are for.
_SUMS: Final = frozenset((Metric.OTHER, Metric.MONEY, Metric.AID, Metric.TRADE_VALUE))
_TOLD: Final = (Counting.TOTAL, Counting.PLANNED)

_Value = tuple[Metric, float, float, Polarity]


def key_figures(
    documents: Sequence[Document],
    wording: Wording,
    *,
    told: Sequence[Line],
    sentences: Sequence[Sentence],
    publishers: Publishers,
) -> tuple[Line, ...]:
    """Return up to MOST figures of these reports that a reader of `wording` does not learn otherwise, as lines.

    `told`: what the reader reads above them; of `sentences` those in that language tell their figures too. Each figure
    stands with whose it is; for a party that the language has no word for its report's outlet stands. Those of
    headlines come first, and of one quantity in one report the first figure: the others are parts and earlier counts.
    A part, an addition and an older count would mislead without their sentence; so would a figure that nobody is named
    for, one of somebody whom the report only recalls, and one that its party has replaced since.
    """
    documents = [document for document in documents if not document.features.round_up]  # it counts other things too
    given = [(document, claim) for document in documents for claim in document.claims]
    own = {document.id for document in documents if document.language == wording.language}
    citations = [*(one.citations for one in told), *(one.citations for one in sentences)]
    read = [cited for some in citations for cited in some if cited.document_id in own]
    known = {_value(claim) for document, claim in given if any(_holds(cited, document.id, claim) for cited in read)}
    most: dict[Metric, float] = {}
    for _, claim in given:
        most[claim.metric] = max(claim.high, most.get(claim.metric, claim.high))
    first = {document.id: _first_speaker(document) for document in documents}
    wanted = [
        (document, claim)
        for document, claim in sorted(given, key=lambda pair: _is_beneath(*pair))
        if claim.counting in _TOLD
        and _value(claim) not in known
        and claim.metric not in _SUMS
        and claim.high * PART >= most[claim.metric]
        and party_of(claim.claimant) == first[document.id] != ""
        and claim is _first_of(claim, document)
    ]
    read_in = [*(line.text for line in told), *(one.text for one in sentences if _cites(one, own))] if wanted else []
    said = {amount for text in read_in for amount in _amounts(text, wording)}
    found: dict[_Value, Line] = {}
    for document, claim in wanted:
        if (claim.low, claim.high) not in said and not is_overtaken(document, claim, documents):
            text = _worded(claim, wording, publishers.name(document), own=document.id in own)
            cited = Citation(document_id=document.id, start=claim.start, end=claim.end)
            found.setdefault(_value(claim), Line(text=text, language=wording.language, citations=(cited,)))
    return tuple(found.values())[:MOST]


def _first_speaker(document: Document) -> str:
    """The first whom a report has for a figure; "" where it names nobody for any."""
    return next((party_of(claim.claimant) for claim in document.claims if claim.claimant), "")


def _first_of(claim: Claim, document: Document) -> Claim:
    """The first figure of a report for the quantity of a claim, its headline's if it has one."""
    return next(one for one in document.claims if (one.metric, one.counting) == (claim.metric, claim.counting))


def _value(claim: Claim) -> _Value:
    return claim.metric, claim.low, claim.high, claim.polarity


def _holds(cited: Citation, id: str, claim: Claim) -> bool:
    return cited.document_id == id and cited.start < claim.end and claim.start < cited.end


def _cites(sentence: Sentence, own: Collection[str]) -> bool:
    return any(cited.document_id in own for cited in sentence.citations)


def _amounts(text: str, wording: Wording) -> Iterator[tuple[float, float]]:
    """The amounts that a reader of a text learns."""
    if not any(map(str.isdigit, text)):
        return  # as most; a figure in words is told again rather than every text read for one
    for number in find_numbers(Text(text, wording.watch.vocabulary, language=wording.language)):
        if not number.vague and not number.ordinal:
            yield number.low, number.high


def _is_beneath(document: Document, claim: Claim) -> bool:
    return claim.start >= len(document.draft.title)


def _worded(claim: Claim, wording: Wording, outlet: str, *, own: bool) -> str:
    """As in "Troops (planned): 12,000 (NIS)"."""
    what = wording.metric(claim.metric)
    what = wording.word("planned").format(what) if claim.counting is Counting.PLANNED else what
    party = party_of(claim.claimant)
    whose = wording.claimant(party, own=own) or outlet
    value = f"{wording.amount(claim.low, claim.high)} ({whose})"
    value = wording.change("denied", value=value) if claim.polarity is Polarity.DENIES else value
    text = wording.change("figure", what=what, value=value)
    return text[:1].upper() + text[1:]
