"""A second chance for reports that name one side only: those that tell what others tell of both are about the subject.

"Paris counts 12 million shells" beside "Seoul: North Korea sent Russia 12 million shells". They are compared once all
others of the window are grouped, and have no say: what they are was decided by what they join, so they are no evidence
for others. What joins nothing stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from tumen.analysis.assessment.assess import assess_as_relevant
from tumen.analysis.assessment.one_sided import FIGURES, rare
from tumen.analysis.assessment.relevance import ABOUT
from tumen.analysis.clustering.grouping import EARLIEST, HOMES, Candidate, Group, sampled
from tumen.analysis.clustering.index import Index
from tumen.analysis.clustering.profiles import Profile
from tumen.analysis.clustering.rarity import shared_names
from tumen.analysis.clustering.similarity import FLOOR, Comparison
from tumen.model import Document, Reason, ReasonCode, ReasonStep

# A report on both sides joins from -2.3 on; of these the other side is not known, so that two reports have to be of
# one happening rather than not. With a rare figure in both, right ones were found from -1.2 on, wrong ones nowhere.
SURE: Final = 0.0
WITH_FIGURE: Final = -1.2
# Cosines of words or names from which on two reports tell of one thing, not only of one party: the same.
ALIKE: Final = 0.5
ALIKE_WITH_RARE_FIGURE: Final = 0.35


def is_one_sided(document: Document) -> bool:
    """Tell whether a document is of those that are about the subject only if they join something."""
    return any(reason.code is ReasonCode.MAY_JOIN for reason in document.reasons)


def joined(
    waiting: Sequence[tuple[Document, datetime]], groups: Iterable[Group], index: Index
) -> dict[str, tuple[Candidate, Group]]:
    """Those of the waiting documents that tell what a group or a known development does, with that group, by id.

    The document of each candidate is read anew, as one about the subject.
    """
    if not waiting:
        return {}
    # What a person found not to be about the subject is not.
    asked = [(d, now) for d, now in waiting if not any(r.code is ReasonCode.TAKEN_OUT for r in d.reasons)]
    made = {one.document.id: group for group in groups for one in group.members}
    told = {group.development_id: group for group in made.values() if group.development_id}
    comparison = index.comparison()
    found = {}
    for document, now in asked:
        p = index.profile(document, now)
        near = _near(p, made, told, index, comparison)
        ranked = [(_mean(p, theirs := _reports(group, index), comparison), n, theirs) for n, group in enumerate(near)]
        for mean, n, theirs in sorted(ranked, key=lambda one: (-one[0], one[1]))[:1]:
            likest = max(theirs, key=lambda other: (comparison.score(p, other), other.id))
            names_rarer = bool(index.watch.rarer) and index.watch.rarer in index.watch.sides(document.mentions)
            if _tells_the_same(p, likest, mean, comparison, names_rarer=names_rarer):
                taken = _taken_in(document, now, p, likest, index)
                found[document.id] = Candidate(taken, p, now), near[n]
    return found


def _near(
    p: Profile, made: Mapping[str, Group], told: Mapping[str, Group], index: Index, comparison: Comparison
) -> list[Group]:
    """The groups of the window and the known developments that are worth weighing, the most promising first.

    Not the entries of the chronicle: they name so much that half of all news on one side is like one of them.
    """
    found: dict[str, Group] = {}
    for id in index.near(p):
        home = index.development_of(id)
        if id in made:
            found.setdefault(made[id].members[0].document.id, made[id])
        elif home is not None and home in told:
            found.setdefault(told[home].members[0].document.id, told[home])
        elif home is not None and index.members(home) and not index.is_chronicle(home):
            found.setdefault(home, Group([], comparison, development_id=home))
    return [one for one in found.values() if not index.is_chronicle(one.development_id or "")][:HOMES]


def _reports(group: Group, index: Index) -> list[Profile]:
    known = sampled(group.development_id, index) if group.development_id else []
    return [*known, *(one.profile for one in group.members[:EARLIEST])]


def _mean(p: Profile, theirs: Sequence[Profile], comparison: Comparison) -> float:
    return sum(comparison.score(p, other) for other in theirs) / len(theirs) if theirs else FLOOR


def _tells_the_same(p: Profile, likest: Profile, mean: float, comparison: Comparison, *, names_rarer: bool) -> bool:
    """Whether a report on one side tells what another tells of both: alike, and with the same figures.

    Without a figure too much that one side does by itself is like what both do: it opens a beach, and Russians come.
    """
    same = p.numbers & likest.numbers
    if len(same) < (1 if names_rarer else FIGURES):
        return False
    evidence = comparison.evidence(p, likest)
    alike = max(evidence.names, evidence.words)
    return (mean >= SURE and alike >= ALIKE) or (
        bool(rare(same)) and mean >= WITH_FIGURE and alike >= ALIKE_WITH_RARE_FIGURE
    )


def _taken_in(document: Document, now: datetime, p: Profile, likest: Profile, index: Index) -> Document:
    same = (*shared_names(p, likest, index.rarity), *sorted(p.numbers & likest.numbers))
    alone = next(reason.text for reason in document.reasons if reason.code is ReasonCode.MAY_JOIN)
    text = f"joins: {alone}, and tells what {likest.id} tells of both sides (both have {', '.join(same)})"
    reason = Reason(step=ReasonStep.RELEVANCE, code=ReasonCode.JOINS, text=text)
    seen = document.seen or now
    read = assess_as_relevant(document.draft, index.watch, seen=seen, id=document.id, reason=reason, score=ABOUT)
    kept = tuple(one for one in document.reasons if one.code is not ReasonCode.MAY_JOIN)
    return replace(read, reasons=(*read.reasons, *kept))
