"""The words by which a text hands a statement to somebody: said, denied, according to.

The words of each language stand in the table `reporting_verbs` of config/language/; what each kind of word asks of the
words around it is grammar and stands in `grammar`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from tumen.analysis.matching.terms import Term, terms_in
from tumen.analysis.text.text import Text

TABLE: Final = "reporting_verbs"


class Cue(StrEnum):
    """How a reporting word finds its speaker.

    SAYS, DENIES: a verb beside its subject ("said", "denied"). PREPOSITION: stands before the source ("according
    to"). NOUN: right before it, of what it gives ("оценка"). POSTPOSITION: stands behind it ("에 따르면", "zufolge").
    FINAL_SAYS, FINAL_DENIES: a verb at the end of its clause, whose subject carries a particle, as in Korean and
    Japanese ("밝혔다", "否定した"). NONE: a phrase that only holds such a word ("shows off", "counts on").
    """

    SAYS = "says"
    DENIES = "denies"
    PREPOSITION = "preposition"
    NOUN = "noun"
    POSTPOSITION = "postposition"
    FINAL_SAYS = "final_says"
    FINAL_DENIES = "final_denies"
    NONE = "none"


class AttributionKind(StrEnum):
    """How a sentence hands something to a party: a verb says or denies it, a preposition or particle names a source."""

    SAYS = "says"
    DENIES = "denies"
    CITES = "cites"


def reporting_verbs(text: Text) -> list[Term]:
    """The reporting words of a text, in order, not overlapping; their kinds are those of `Cue`."""
    return [term for term in terms_in(text, TABLE) if term.kind != Cue.NONE]


def kind_of_verb(cue: Term) -> AttributionKind:
    """Whether a verb says or denies."""
    return AttributionKind.DENIES if cue.kind in (Cue.DENIES, Cue.FINAL_DENIES) else AttributionKind.SAYS
