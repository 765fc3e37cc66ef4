"""Who people are of whom a text says no more than their number, and what a figure without a noun goes on counting."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tumen.analysis.claims.clauses import Clause, Figure
from tumen.analysis.claims.kinds import PEOPLE_METRICS, Counted, Fate, Topic
from tumen.analysis.matching.roles import Place
from tumen.analysis.matching.terms import Term
from tumen.model import Metric

# A figure without a noun goes on counting what was counted before: "3,000 troops now, 10,000 by December".
_BARE = r"\s?(?:[,.;)]|$|\s(?:%(after_bare)s)\b)"
_HEADS = frozenset({Metric.TOURISTS, Metric.STUDENTS, Metric.WORKERS, Metric.ENGINEERS, Metric.TROOPS_DEPLOYED})
_OF_THESE = r"(?:%(of_these)s)\s?\w{0,6}\s?$"
_MORE = r"(?:%(further)s)\s?\w{0,8}\s?$"
# "In April it had put them at 600": an earlier count of the same.
_THEN = "%(earlier_count)s"
_PEOPLE_OF: Mapping[str, Metric] = {
    Counted.TROOPS: Metric.TROOPS_DEPLOYED,
    Counted.WORKERS: Metric.WORKERS,
    Counted.CREWS: Metric.WORKERS,
    Counted.ENGINEERS: Metric.ENGINEERS,
    Counted.TOURISTS: Metric.TOURISTS,
    Counted.STUDENTS: Metric.STUDENTS,
}
_OF_THEM = r"\s(?:%(of_them)s)\b"
_COMPARED = r"(?:%(compared_with)s)\s(?:(?:%(articles)s|%(about)s|%(earlier_count)s)\s)?$"
_DEPLOYED = "%(deployed)s"
_SENT_OF = r"\s(?:%(deployed)s)"
_OUT_OF = r"\b(?:%(out_of)s)\s(?:(?:the|%(about)s)\s){0,2}$"
_VERB = 12  # characters of a verb of saying
_MORE_THAN = r"\b(?:%(about)s)\s$"
# What people without another noun are there for.
_AT_WORK = "%(at_work)s"
# "so many of each", on either side of the figure; behind it past a noun with its place ("men at the front in Kursk
# each"), but not as far as another noun that has its own "each".
_APIECE, _APIECE_BEFORE = r"(?:%(apiece)s)", r"(?:%(apiece_before)s)\s?(?:(?:%(about)s)\s)?$"
_APIECE_REACH = 34
_VISITS = "%(visiting)s"
_STUDIES = "%(studying)s"
_AT_WAR = "%(at_war)s"
SENT = "%(sent)s"
_FATES = (Metric.TROOPS_KILLED, Metric.CASUALTIES, Fate.WOUNDED, Metric.PRISONERS)
_ARMS = (Metric.SHELLS, Metric.CONTAINERS, Metric.MISSILES, Metric.ARTILLERY_PIECES)
# Below this a bare figure is seldom people: "in 12 and more towns".
_MANY = 100
# From here on a bare figure in the lead counts the people of the title.
_FORCE = 1000
_LEAD = 3
# Behind "1,500 people", past "have been": they were sent.
_SENT_REACH = 20
# From here on a bare figure is shells or missiles as before, not their kinds or batches.
_SOME_ARMS = 10


def is_apiece(figure: Figure) -> bool:
    """Whether the figure is that of each of several: "1,500 men each", "по 400 человек в каждом"."""
    behind = figure.folded[figure.number.end : min(figure.after, figure.number.end + _APIECE_REACH)]
    before = figure.pattern(_APIECE_BEFORE).search(figure.lead(16))
    return before is not None or figure.pattern(_APIECE).search(re.split(r"[,.;、，。]", behind)[0]) is not None


def apiece(figure: Figure, thing: Term) -> str:
    """Return the metric of the men of each of several units: that of those of whom the units are; else ""."""
    if thing.kind not in (Counted.TROOPS, Counted.PERSON) or not is_apiece(figure):
        return ""
    units = [h for h in figure.clause.nouns if h.kind in _PEOPLE_OF and h.end <= figure.number.start]
    return _PEOPLE_OF[units[-1].kind] if units else ""


def who(figure: Figure, clauses: list[Clause], end: int = 0) -> str:
    """Return who "1,500 people" are: by what they do, the other nouns of the sentence, the one before and the title.

    `end`: where the noun for them ends; people of whom nothing else is said and who were sent are soldiers.
    """
    if figure.pattern(_DEPLOYED).search(figure.behind[:_SENT_REACH]):
        return Metric.TROOPS_DEPLOYED
    if at_work(figure, figure.number.end):
        return Metric.WORKERS
    if figure.pattern(_AT_WORK).search(figure.folded, figure.clause.start, figure.number.start):
        return Metric.WORKERS  # "fined for hiring 31 citizens with student visas"
    if figure.pattern(_VISITS).search(figure.sentence):
        return Metric.TOURISTS
    if figure.pattern(_STUDIES).search(figure.sentence):
        return Metric.STUDENTS
    near = [h for h in figure.clause.nouns if h.kind in _PEOPLE_OF and h.end <= figure.number.start]
    known = _PEOPLE_OF[near[-1].kind] if near else _of_the_text(figure, clauses)
    if known or not end:
        return known
    sent = figure.pattern(_DEPLOYED).search(figure.folded, end, min(figure.clause.end, end + _SENT_REACH))
    return Metric.TROOPS_DEPLOYED if sent else ""


def _of_the_text(figure: Figure, clauses: list[Clause]) -> str:
    for j in dict.fromkeys((figure.place, max(0, figure.place - 1), 0, min(1, len(clauses) - 1))):
        kinds = {h.kind for h in clauses[j].nouns}
        for kind in (Counted.TROOPS, Counted.WORKERS, Counted.ENGINEERS, Counted.TOURISTS, Counted.STUDENTS):
            if kind in kinds:
                return _PEOPLE_OF[kind]
    clause = figure.clause
    if at_work(figure, clause.start):
        return Metric.WORKERS
    return Metric.TROOPS_DEPLOYED if _is_at_war(figure, clauses[0]) else ""


def _is_at_war(figure: Figure, title: Clause) -> bool:
    """Whether the sentence, or the title right before it, speaks of fighting or of a unit."""
    if figure.clause.at(Place.WAR) or figure.pattern(_AT_WAR).search(figure.sentence):
        return True
    return figure.place == 1 and figure.pattern(_AT_WAR).search(figure.folded, title.start, title.end) is not None


def of_guests(figure: Figure, clauses: list[Clause]) -> bool:
    """Whether the sentence of the figure, the one beside it or the title speaks of tourists."""
    i = figure.place
    around = {i, max(0, i - 1), min(i + 1, len(clauses) - 1), 0}
    return any(noun.kind == Counted.TOURISTS for j in around for noun in clauses[j].nouns)


def at_work(figure: Figure, start: int) -> bool:
    """Whether the clause of the figure says from `start` on that people work there."""
    clause = figure.clause
    return clause.at(Place.WORK, start) or figure.pattern(_AT_WORK).search(figure.folded, start, clause.end) is not None


def compared(figure: Figure, before: list[str]) -> str:
    """Return the metric of an earlier count of the same people, which a sentence sets beside today's."""
    fates = [m for m in before if m in _FATES]
    if not fates or figure.pattern(SENT).search(figure.sentence):
        return ""
    return fates[-1] if figure.pattern(_THEN).search(figure.sentence) else ""


def continued(figure: Figure, clauses: list[Clause], before: list[str]) -> str:
    """Return what a figure without a noun counts: the same as before; "600 dead of 15,000" counts those sent."""
    if figure.pattern(_OF_THEM).match(figure.behind):
        return before[-1] if before and before[-1] in _HEADS else who(figure, clauses)
    if _is_whole_of_a_loss(figure):
        return Metric.TROOPS_DEPLOYED
    if before and before[-1] not in _FATES and is_compared(figure):
        return before[-1]  # "5.6 million shells, up from the 4.8 million"
    # "one more train" is no tourist more
    more = figure.pattern(_MORE).search(figure.lead(14)) if figure.number.low > 1 else None
    if before and before[-1] in _HEADS and (more or figure.pattern(_OF_THESE).search(figure.lead(14))):
        return before[-1]
    people = [m for m in before if m in PEOPLE_METRICS]
    if people and more and figure.pattern(SENT).search(figure.behind):
        return Metric.TROOPS_DEPLOYED if people[0] in _FATES else people[0]
    if not figure.pattern(_BARE).match(figure.behind):
        return ""
    if not before and figure.number.low >= _FORCE and 1 <= figure.place <= _LEAD:
        return _named(clauses[0])
    return _bare(figure, people, before) or ("" if before else _supplied(figure, clauses))


def _supplied(figure: Figure, clauses: list[Clause]) -> str:
    """ "North Korean missiles fly straight. More than 140 have been supplied": the arms named last."""
    if (
        figure.place == 0
        or figure.number.low < _SOME_ARMS
        or figure.clause.nouns
        or not figure.clause.about(Topic.SUPPLY)
    ):
        return ""
    for j in dict.fromkeys((figure.place - 1, max(0, figure.place - 2), 0)):
        kinds = {h.kind for h in clauses[j].nouns}
        arms = [m for m in _ARMS if m in kinds]
        if arms:
            return arms[0] if len(arms) == 1 else ""
    return ""


def _is_whole_of_a_loss(figure: Figure) -> bool:
    """ "of the 12,500 deployed, 3,900 were killed": those of whom some fell."""
    fallen = any(h.kind in _FATES and h.start >= figure.after for h in figure.clause.fates)
    return fallen and is_out_of(figure) and figure.pattern(_SENT_OF).match(figure.behind) is not None


def is_compared(figure: Figure) -> bool:
    """Whether the figure is what the same was before: "up from 600"."""
    return figure.pattern(_COMPARED).search(figure.lead(20)) is not None


def is_out_of(figure: Figure) -> bool:
    """Whether the figure is the whole of which others are a part: "of the 12,500", but not "plus de 3 000".

    Nor is it in "Seoul spoke of 3,000".
    """
    lead = figure.lead(24)
    out_of, more_than = figure.pattern(_OUT_OF).search(lead), figure.pattern(_MORE_THAN).search(lead)
    if out_of is None or (more_than is not None and more_than.start() < out_of.start()):
        return False
    place = figure.number.start - len(lead) + out_of.start()
    gaps = [figure.folded[voice.end : place] for voice in figure.clause.voices if voice.end <= place]
    return not any(len(gap) <= _VERB and "," not in gap for gap in gaps)


def _named(title: Clause) -> str:
    """Return what the title speaks of without a figure, where that is people of one kind: "thousands of workers"."""
    kinds = {_PEOPLE_OF[noun.kind] for noun in title.nouns if noun.kind in _PEOPLE_OF}
    return kinds.pop() if len(kinds) == 1 and not title.numbers and not title.fates else ""


def _bare(figure: Figure, people: list[str], before: list[str]) -> str:
    if not people:
        arms = [m for m in before if m in _ARMS]
        return arms[0] if arms and figure.number.low >= _SOME_ARMS else ""  # the subject, over what it holds
    if figure.number.low < _MANY:
        return ""
    if people[-1] in _FATES and not compared(figure, before):
        return Metric.TROOPS_DEPLOYED if is_out_of(figure) else ""
    return people[-1]
