"""How much of what a source sends is judged in one collection, so that no feed keeps all others waiting.

Judging a report costs in proportion to its length. What a source sends beyond its allowance is kept whole, and judged
by title and lead; the reason stands in the document's trace, and `pipeline.finish` judges it in full
later.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from tumen.analysis.assessment.assess import READ
from tumen.analysis.matching.watch import Watch
from tumen.model import Document, Draft, Reason, ReasonCode, ReasonStep
from tumen.pipeline.put_aside import assessed, unread

# Characters of reports that may be about the subject: 150 of the usual length, which no source has in a week.
MOST_OF_A_SOURCE: Final = 500_000
# Six sources that send as much as they may; some two minutes of a slow machine.
MOST_IN_A_RUN: Final = 3_000_000
# What a news report is about stands in its title and first paragraphs.
LEAD: Final = 1_000

_CHEAP: Final = frozenset({ReasonCode.ONE_SIDE_ONLY, ReasonCode.MOJIBAKE})


@dataclass(slots=True)
class Allowance:
    """What is left of one collection."""

    read: int = 0
    read_of: Counter[str] = field(default_factory=Counter)

    def assess(self, draft: Draft, watch: Watch, seen: datetime) -> Document:
        """Judge a draft, in full while there is enough left."""
        spent = self.read_of[draft.source_id] >= MOST_OF_A_SOURCE
        if spent or self.read >= MOST_IN_A_RUN:
            whose = "its source" if spent else "all sources together"
            return _with_reason(assessed(draft, watch, seen, read=LEAD), draft, whose)
        document = assessed(draft, watch, seen)
        if unread(document):
            # It may have cost more than all others: of the next ones only leads are read.
            self.read_of[draft.source_id] += MOST_OF_A_SOURCE
        elif not _CHEAP & {reason.code for reason in document.reasons}:
            length = min(len(draft.title), READ) + min(len(draft.text), READ)
            self.read += length
            self.read_of[draft.source_id] += length
        return document


def _with_reason(document: Document, draft: Draft, whose: str) -> Document:
    if len(draft.text) <= LEAD or unread(document):
        return document
    text = f"judged by its title and first {LEAD:,} characters: {whose} sent more than one collection judges in full"
    reason = Reason(step=ReasonStep.TEXT, code=ReasonCode.LEAD_ONLY, text=text)
    return replace(document, reasons=(*document.reasons, reason))
