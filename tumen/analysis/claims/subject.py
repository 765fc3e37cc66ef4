"""Whether a figure is about the subject: a side whose figures count is named near it, and nobody else owns it."""

from __future__ import annotations

from tumen.analysis.claims.clauses import Clause, Figure
from tumen.analysis.claims.kinds import OTHERS, PEOPLE, PEOPLE_METRICS, Counted, Fate, Topic, Unlisted
from tumen.analysis.claims.listed import is_own_weapon
from tumen.analysis.matching.roles import Place, Role
from tumen.analysis.matching.terms import Term
from tumen.model import Metric

# "Ukrainian intelligence said", "Kyiv puts the force at": they speak, nothing is theirs.
_SPEAKS = (
    r"(?:'s)?(?:\s|(?<=[\u3040-\u9fff\uac00-\ud7a3]))(?:(?:%(speaking_kind)s)\s)?(?:%(speaking)s)"
    r"|'s\s(?:[\w-]+\s){0,3}(?:%(reckoning)s)"
)

# Figures of these kinds stand in every report: the sentence itself must name a side counted.
_NEEDS_NAME = frozenset[str](
    {
        Metric.MONEY,
        Metric.TRADE_VALUE,
        Metric.OTHER,
        Metric.AID,
        Metric.FLIGHTS,
        Metric.TRAINS,
        Metric.SORTIES,
        Metric.STUDENTS,
        Metric.OIL_BARRELS,
    }
) | (OTHERS - {Unlisted.TOGETHER, Unlisted.LIMIT, Counted.OFFICERS})
_FATES = frozenset[str]({Metric.TROOPS_KILLED, Metric.CASUALTIES, Fate.WOUNDED, Metric.PRISONERS})
# What counts only where the sentence or the title names both sides.
_OF_BOTH = frozenset[str]({Unlisted.THING, Unlisted.SHARE, Unlisted.TIMES, Counted.PARTIES})
# Figures beside words for these are their own.
_OTHERS_OWN = frozenset[str]({Role.THIRD_PARTY, Role.COUNTERPART_PEOPLE})
# From this many sentences on a text may speak of anything; a shorter one keeps to its title.
_ROUND_UP = 14
# Up to this many sentences a text whose title names both sides speaks of nothing else.
_SHORT = 6
# A wire item of a title and so many sentences less one is read as a whole.
_WIRE = 4
# In a text of so many sentences, the title too, the people and arms of a side need nobody else named.
_BRIEF = 4
_ARMS = frozenset[str]({Metric.SHELLS, Metric.CONTAINERS, Metric.MISSILES, Metric.ARTILLERY_PIECES})
# How far a word for a people owns a figure: before it, and behind its noun.
_OWNED_BEFORE = 22
_OWNED_AFTER = 26


def is_ours(figure: Figure, thing: Term | None, metric: str, clauses: list[Clause]) -> bool:
    """Tell whether a figure of this metric says something about the subject."""
    clause, i, ours = figure.clause, figure.place, figure.roles.counted
    here = {s.kind for s in clause.sides if not _speaks(s, figure)}
    near = _near(figure, thing)
    beside = clauses[max(0, i - 1) : i + 1] + (clauses[1:2] if i == 0 else clauses[:1])
    if len(clauses) <= _SHORT:
        beside = clauses
    around = {s.kind for one in beside for s in one.sides}
    if metric == Unlisted.VICTIMS:
        return is_own_weapon(clauses, i)
    if _is_others(figure, metric, near):
        return False
    if metric in PEOPLE_METRICS and Role.COUNTERPART not in here and clause.at(Place.ELSEWHERE):
        return False
    if metric in _OF_BOTH and not _is_theirs(figure, clauses, metric, near, here):
        return False
    if (metric == Metric.MONEY and clause.about(Topic.CRIME)) or (
        metric == Metric.TROOPS_DEPLOYED and clause.at(Place.BORDER)
    ):
        return False
    if thing is None and not figure.number.unit and metric in PEOPLE_METRICS | _ARMS:
        return bool(ours & around)  # it goes on counting what the sentence before counted
    if (
        not ours & here
        and not _is_titles(figure, thing, near, clauses)
        and _needs_the_name(figure, metric, here, clauses)
    ):
        return False
    sent = metric in PEOPLE_METRICS or metric in _ARMS or (thing is not None and thing.kind in _ARMS)
    alone = len(clauses) <= (_SHORT if metric in _FATES else _BRIEF)  # its soldiers die in one war only
    return bool(ours & around) and (figure.roles.names_both(around) or (sent and alone))


def _is_theirs(figure: Figure, clauses: list[Clause], metric: str, near: set[str], here: set[str]) -> bool:
    """A thing of no known kind must stand in a sentence, or under a title, that names both and be nobody else's."""
    others = near & _OTHERS_OWN
    if metric == Counted.PARTIES:
        others -= {Role.COUNTERPART_PEOPLE}  # both sides' ships and people are put on a list
    if (others and not near & figure.roles.counted) or figure.clause.about(Topic.TEST, Topic.STRIKE):
        return False
    if figure.roles.names_both(here) or (len(clauses) <= _SHORT and _on_both(figure, clauses, whole=False)):
        return True
    # An item of a title and a few sentences is about nothing else.
    named = here | {s.kind for s in clauses[0].sides}
    if metric == Counted.PARTIES:
        return len(clauses) <= _BRIEF and bool(named & {Role.COUNTED, Role.COUNTERPART})
    return metric == Unlisted.THING and len(clauses) <= _BRIEF and Role.COUNTED in here


def _near(figure: Figure, thing: Term | None) -> set[str]:
    begin = figure.number.start - _OWNED_BEFORE
    behind = thing.end if thing and thing.start >= figure.number.start else figure.number.end
    close = (s for s in figure.clause.sides if begin <= s.start and s.end <= behind + _OWNED_AFTER)
    return {s.kind for s in close if not _speaks(s, figure)}


def _speaks(side: Term, figure: Figure) -> bool:
    if side.kind not in (Role.THIRD_PARTY, Role.THEATRE):
        return False
    if any(voice.start < side.end and side.start < voice.end for voice in figure.clause.voices):
        return True
    return figure.pattern(_SPEAKS).match(figure.folded, side.end) is not None


def _is_others(figure: Figure, metric: str, near: set[str]) -> bool:
    """Somebody else's soldiers, or the dead of a missile's target."""
    if metric in PEOPLE_METRICS and not near & figure.roles.counted and near & _OTHERS_OWN:
        return True
    if metric not in (Metric.TROOPS_KILLED, Metric.CASUALTIES):
        return False
    kinds = {noun.kind for noun in figure.clause.nouns}
    return (figure.clause.about(Topic.STRIKE) or Counted.MISSILES in kinds) and not kinds & {
        Counted.TROOPS,
        Counted.OFFICERS,
    }


def _is_titles(figure: Figure, thing: Term | None, near: set[str], clauses: list[Clause]) -> bool:
    """Whether a short text goes on with the arms that its title names as those of the side counted."""
    title = clauses[0]
    return (
        thing is not None
        and thing.kind in _ARMS
        and len(clauses) <= _SHORT
        and title.names(*figure.roles.counted)
        and any(noun.kind == thing.kind for noun in title.nouns)
        and not near & _OTHERS_OWN
    )


def _needs_the_name(figure: Figure, metric: str, here: set[str], clauses: list[Clause]) -> bool:
    """Whether a sentence that names no side counted cannot be about one."""
    if metric in _FATES and not _spoken_of(figure, clauses):
        return True
    if metric in _NEEDS_NAME:
        return len(clauses) > _SHORT or bool(here & {Role.THIRD_PARTY, Role.THEATRE}) or not _on_both(figure, clauses)
    others = _OTHERS_OWN | {Role.THEATRE}
    if metric in (Metric.TOURISTS, Metric.STUDENTS):
        others -= {Role.COUNTERPART_PEOPLE}  # the guests of either are the subject's
    if Role.COUNTERPART in here:
        others -= {Role.THEATRE}  # "near the border of Russia and Ukraine"
    return len(clauses) > _ROUND_UP or bool(here & others)


def _on_both(figure: Figure, clauses: list[Clause], whole: bool = True) -> bool:
    """Whether the title, or the sentence before, speaks of the two countries."""
    i = figure.place
    around = clauses if whole and len(clauses) <= _WIRE else [clauses[j] for j in {0, max(0, i - 1), i}]
    return figure.roles.names_both(side.kind for one in around for side in one.sides)


def _spoken_of(figure: Figure, clauses: list[Clause]) -> bool:
    """Whether this sentence speaks of soldiers, or the one before or the title of those of a side counted."""
    i, ours = figure.place, figure.roles.counted
    before = [clauses[j] for j in (i - 1, 0) if j >= 0]
    return any(h.kind == Counted.TROOPS for h in clauses[i].nouns) or any(
        s.names(*ours) and (s.fates or any(h.kind in PEOPLE for h in s.nouns)) for s in before
    )
