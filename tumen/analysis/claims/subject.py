"""Whether a figure is about the relationship: the North is named near it, and nobody else owns it."""

from __future__ import annotations

import re

from tumen.analysis.claims.clauses import Figure, Scene
from tumen.analysis.claims.nouns import OTHERS, PEOPLE, PEOPLE_METRICS
from tumen.analysis.matching.lexicon import Hit

# "Ukrainian intelligence said", "Kyiv puts the force at": they speak, nothing is theirs.
_SPEAKS = re.compile(
    r"(?:'s)?\s(?:military |defen[cs]e |foreign |senior )?(?:intelligence|official|president|government|spy|minist|"
    r"lawmaker|claim|"
    r"estimate|media|general staff|report|assessment|authorit|said|says|put|puts|believe|разведк|воен|чиновник|власт|"
    r"президент|минист|сми\b|розвідк|військова розвідк|посадов|прем|wywiad|prezydent|władz|оцен|оцін|счита|заяв)"
)

_ELSEWHERE = re.compile(r"\bin china\b|в китае|у китаї|w chinach|중국에|在中国|中国に")
# Figures of these kinds stand in every report: the sentence itself must name the North.
_NEEDS_NAME = frozenset(
    {"money", "trade_value", "other", "aid", "flights", "trains", "sorties", "students", "oil_barrels"}
) | (OTHERS - {"wounded", "together"})
_FATES = frozenset({"troops_killed", "casualties", "wounded", "prisoners"})
_STRANGERS = frozenset({"strangers", "russians"})
_THEIRS = frozenset({"russia", "russians", "war"})
# From this many sentences on a text may speak of anything; a shorter one keeps to its title.
_ROUND_UP = 14
# Up to this many sentences a text whose title names both sides speaks of nothing else.
_SHORT = 6
# A wire item of a title and so many sentences less one is read as a whole.
_WIRE = 4
# How far the words "North Korean" or "Ukrainian" own a figure: before it, and behind its noun.
_OWNED_BEFORE = 22
_OWNED_AFTER = 26


def is_ours(figure: Figure, thing: Hit | None, metric: str, scenes: list[Scene]) -> bool:
    """Tell whether a figure of this metric says something about the relationship."""
    scene, i = figure.scene, figure.place
    here = {s.kind for s in scene.sides if not _speaks(s, figure)}
    near = _near(figure, thing)
    beside = scenes[max(0, i - 1) : i + 1] + (scenes[1:2] if i == 0 else scenes[:1])
    if len(scenes) <= _SHORT:
        beside = scenes
    around = {s.kind for one in beside for s in one.sides}
    if _is_others(metric, near, scene):
        return False
    if metric in PEOPLE_METRICS and "russia" not in here and _ELSEWHERE.search(figure.folded, scene.start, scene.end):
        return False
    if metric == "thing" and not _is_theirs(figure, scenes, near, here):
        return False
    if (metric == "money" and "crime" in here) or (metric == "troops_deployed" and "border" in here):
        return False
    if thing is None and not figure.number.unit and metric in PEOPLE_METRICS:
        return "dprk" in around  # it goes on counting what the sentence before counted
    if "dprk" not in here and _needs_the_name(metric, here, scenes, i):
        return False
    return "dprk" in around and (bool(around & _THEIRS) or (metric in PEOPLE_METRICS and len(scenes) <= 3))


def _is_theirs(figure: Figure, scenes: list[Scene], near: set[str], here: set[str]) -> bool:
    """A thing of no known kind must stand in a sentence, or under a title, that names both and be nobody else's."""
    if (near & _STRANGERS and "dprk" not in near) or figure.scene.names("test", "strike"):
        return False
    both = "dprk" in here and bool(here & _THEIRS)
    return both or (len(scenes) <= _SHORT and _on_both(scenes, figure.place, whole=False))


def _near(figure: Figure, thing: Hit | None) -> set[str]:
    begin = figure.number.start - _OWNED_BEFORE
    behind = thing.end if thing and thing.start >= figure.number.start else figure.number.end
    close = (s for s in figure.scene.sides if begin <= s.start and s.end <= behind + _OWNED_AFTER)
    return {s.kind for s in close if not _speaks(s, figure)}


def _speaks(side: Hit, figure: Figure) -> bool:
    return side.kind in ("strangers", "war") and _SPEAKS.match(figure.folded, side.end) is not None


def _is_others(metric: str, near: set[str], scene: Scene) -> bool:
    """Somebody else's soldiers, or the dead of a missile's target."""
    if metric in PEOPLE_METRICS and "dprk" not in near and near & _STRANGERS:
        return True
    strike = scene.names("strike") or any(h.kind == "missiles" for h in scene.nouns)
    return metric in ("troops_killed", "casualties") and strike and not any(h.kind == "troops" for h in scene.nouns)


def _needs_the_name(metric: str, here: set[str], scenes: list[Scene], i: int) -> bool:
    """Whether a sentence that does not name the North cannot be about it."""
    if metric in _FATES and not _spoken_of(scenes, i):
        return True
    if metric in _NEEDS_NAME:
        return len(scenes) > _SHORT or bool(here & {"strangers", "war"}) or not _on_both(scenes, i)
    return len(scenes) > _ROUND_UP or bool(here & (_STRANGERS | {"war"}))


def _on_both(scenes: list[Scene], i: int, whole: bool = True) -> bool:
    """Whether the title, or the sentence before, speaks of the two countries."""
    around = scenes if whole and len(scenes) <= _WIRE else [scenes[j] for j in {0, max(0, i - 1), i}]
    return any(s.names("dprk") for s in around) and any(s.names(*_THEIRS) for s in around)


def _spoken_of(scenes: list[Scene], i: int) -> bool:
    """Whether this sentence speaks of soldiers, or the one before or the title of the North's."""
    before = [scenes[j] for j in (i - 1, 0) if j >= 0]
    return any(h.kind == "troops" for h in scenes[i].nouns) or any(
        s.names("dprk") and (s.fates or any(h.kind in PEOPLE for h in s.nouns)) for s in before
    )
