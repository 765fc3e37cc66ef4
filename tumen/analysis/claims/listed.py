"""Figures that stand for the acts of states, not for people sent or killed: lists, drills, exchanges, homecomings."""

from __future__ import annotations

from tumen.analysis.claims.clauses import Clause, Figure
from tumen.analysis.claims.kinds import PEOPLE, Counted, Fate, Topic, Unlisted
from tumen.analysis.matching.roles import Role
from tumen.analysis.matching.terms import Term
from tumen.model import Metric

# Lists name dozens at a time; the hundreds and thousands beside the word are those whom a ban concerns.
_LISTED_AT_MOST = 100
_RETURNED = "%(returned)s"
_DESERTED = "%(deserted)s"
# "interviews with 31 former workers": who was asked.
_ASKED = r"(?:%(asked)s)\s?(?:(?:%(about)s)\s)?$"
# How far before a figure the people of one side may be named to own it: "북한군 2명", "two North Korean".
_OWN = 14
# How far from a side's name its weapon may stand, on either side of it: "a North Korean KN-23 ballistic missile".
_OWN_WEAPON = 28
_VICTIMS = (Metric.TROOPS_KILLED, Metric.CASUALTIES, Fate.WOUNDED)


def listed(figure: Figure, thing: Term, clauses: list[Clause]) -> str:
    """Return PARTIES for companies, bodies and people whom the sentence or the title puts on a list; else ""."""
    if figure.number.high >= _LISTED_AT_MOST or thing.kind not in (Counted.PARTIES, *PEOPLE):
        return ""
    here = figure.clause.about(Topic.SANCTION)
    title = figure.place == 1 and thing.kind == Counted.PARTIES and clauses[0].about(Topic.SANCTION)
    return Counted.PARTIES if here or title else ""


def acting(figure: Figure, metric: str) -> str:
    """Return what people stand for who were not sent: THING in a drill, on the way home, gone, or asked; else ""."""
    asked = figure.pattern(_ASKED).search(figure.folded, figure.before, figure.number.start)
    if asked and metric in (Metric.TROOPS_DEPLOYED, Metric.WORKERS):
        return Unlisted.THING
    if metric != Metric.TROOPS_DEPLOYED:
        return ""
    home = figure.pattern(_RETURNED).search(figure.folded, figure.before, figure.after)
    return Unlisted.THING if figure.clause.about(Topic.DRILL) or home or deserted(figure) else ""


def deserted(figure: Figure) -> bool:
    """Whether soldiers ran away: few or many, they are told."""
    return figure.pattern(_DESERTED).search(figure.folded, figure.before, figure.after) is not None


def became(figure: Figure, thing: Term | None, fate: Term, clauses: list[Clause]) -> str:
    """Return the kind of a fate: whom a strike hit and who was exchanged are no soldiers of the side counted."""
    if fate.kind in _VICTIMS and _is_struck(figure, thing, clauses):
        return Unlisted.VICTIMS
    own = (s for s in figure.clause.sides if figure.before <= s.start and figure.number.start - _OWN <= s.start)
    ours = any(s.kind in figure.roles.counted for s in own if s.end <= figure.after)
    if fate.kind == Fate.PRISONERS and figure.clause.about(Topic.SWAP) and not ours:
        return Unlisted.THING
    return fate.kind


def _is_struck(figure: Figure, thing: Term | None, clauses: list[Clause]) -> bool:
    """Whether the dead and wounded are those of a strike: of the sentence, or of the one before and the title."""
    if thing is not None and thing.kind == Counted.CIVILIANS:
        return True
    for j in dict.fromkeys((figure.place, max(0, figure.place - 1), 0)):
        kinds = {noun.kind for noun in clauses[j].nouns}
        if kinds & (PEOPLE - {Counted.PERSON}):
            return False
        if clauses[j].about(Topic.STRIKE) or Counted.MISSILES in kinds:
            return True
    return False


def is_own_weapon(clauses: list[Clause], place: int) -> bool:
    """Whether the sentence, the one before or the title says that the weapon came from the side counted."""
    for clause in (clauses[j] for j in (place, max(0, place - 1), 0)):
        arms = [n for n in clause.nouns if n.kind in (Counted.MISSILES, Counted.SHELLS, Counted.ARTILLERY_PIECES)]
        sides = [s for s in clause.sides if s.kind == Role.COUNTED]
        if any(abs(a.start - s.end) <= _OWN_WEAPON or abs(s.start - a.end) <= _OWN_WEAPON for a in arms for s in sides):
            return True
    return False
