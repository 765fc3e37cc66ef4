"""What stands beside a figure: the noun it counts, and what became of those counted."""

from __future__ import annotations

import re

from tumen.analysis.claims.nouns import PEOPLE
from tumen.analysis.claims.scenes import CJK_SIGN, Figure
from tumen.analysis.lexicon import Hit

# Characters between a figure and its noun: English puts "additional North Korean" between, Korean and Chinese a
# counter at most. On labelled and own items nothing changes from 36 to 60; below 30 nouns with two adjectives go.
_REACH = 42
_REACH_BACK = 26
_REACH_CJK = 14
# Between a figure and a fate a whole predicate may stand: "600 soldiers are believed to have been killed".
_FATE_REACH = 48
_FATE_REACH_CJK = 20
_CLAUSE = re.compile(r"[;:。；]|,\s(?:while|but|and (?:that|has|have)|а|но|але|ale)\s|\s(?:while|whereas|тогда как)\s")
# What may stand between a noun and the figure behind it in Europe: a form of "to be", a verb of reaching, "about".
_LEADS_TO = re.compile(
    r"[\s:,(–—-]*(?:(?:at|to|of|is|are|was|were|now|reach(?:ed|es)?|number(?:ing|s)?|totall?(?:ing|ed|s)?|stood|rose|"
    r"estimated|put|by|about|around|some|over|more|than|at least|up|as many as|численностью|численність|числом|"
    r"составил\w*|составляет|до|в|около|более|достигл\w*|выросло|przekroczy\w*|do|ponad|około|wyniosł\w*|wynosi|"
    r"liczb\w*|to|auf|über|rund|etwa|von|à|de|plus|más|menos)[\s:]*){0,4}$"
)
# What may not stand between a figure and its noun: from here on another phrase begins.
_APART = re.compile(
    r",\s|\b(?:by|used|in|from|for|at|with|that|who|which|to|on|w|do|z|na|od|przez|dla|в|на|из|от|до|с|по|для|у|з|від|"
    r"für|mit|auf|dans|pour|avec|par|para|con|por|km|mm|years?|months?|days?|hours?|лет|дней|dni|lat|godzin)\b"
)
_BOTH = re.compile(
    r"\s?(?:or|and|и|или|та|або|і|und|oder|ou|o|y|i|lub|[·,이가과와및])?\s?(?:были |were )?(?:have been |been )?"
)
# Nouns that are a counter's echo in Korean and Chinese: a noun before the figure is the thing.
_COUNTERS = ("shells", "trains", "other", "flights")


def noun(figure: Figure) -> Hit | None:
    """Return the noun the figure counts: behind it in Europe; in East Asia before it, or behind its counter."""
    right, left = _right(figure), _left(figure)
    if right is None or (left and right.kind == "person"):
        return left or right
    if left and CJK_SIGN.match(figure.folded[right.start]):
        touching = figure.number.start - left.end <= 1
        if touching or right.start - figure.number.end > 5 or right.kind in _COUNTERS:
            return left
    return right


def _right(figure: Figure) -> Hit | None:
    number, nouns = figure.number, figure.scene.nouns
    right = next((h for h in nouns if h.start >= number.end), None)
    if right is None or right.start > min(figure.after, number.end + _REACH):
        return None
    gap = figure.between(right)
    if _CLAUSE.search(gap) or _APART.search(gap):
        return None
    return (right.kind == "person" and _behind_counter(figure, right)) or right


def _behind_counter(figure: Figure, counter: Hit) -> Hit | None:
    """ "2만5천 명의 노동자", "名朝鲜士兵": the noun that the counter leads to."""
    sign = figure.folded[counter.end : counter.end + 2].lstrip()[:1]
    if not sign or sign not in "의の的朝북士兵军劳工":
        return None
    limit = min(figure.after, counter.end + _REACH_CJK)
    return next((h for h in figure.scene.nouns if counter.end <= h.start <= limit), None)


def _left(figure: Figure) -> Hit | None:
    left = next((h for h in reversed(figure.scene.nouns) if h.end <= figure.number.start), None)
    if left is None or left.start < figure.before:
        return None
    gap = figure.between(left)
    if CJK_SIGN.match(figure.folded[left.start]):
        near = left.kind != "person" and len(gap) <= _REACH_CJK and not re.search(r"[;,、。，]", gap)
    else:
        near = len(gap) <= _REACH_BACK and _LEADS_TO.match(gap) is not None
    return left if near else None


def fate(figure: Figure, thing: Hit | None) -> Hit | None:
    """Return what became of those counted: said behind the figure first, else before it; captivity outweighs a wound.

    "killed or wounded" is one fate, casualties.
    """
    number, fates = figure.number, figure.scene.fates
    right = [h for h in fates if number.end <= h.start <= min(figure.after, number.end + _FATE_REACH)]
    right = [h for h in right if not _parted(figure, h)]
    left = [h for h in fates if figure.before <= h.start and number.start - _FATE_REACH <= h.end <= number.start]
    left = [h for h in left if not re.search(r"[;。]|,\s", figure.between(h))]
    near = _held(right + left[-1:], thing)
    taken = [h for h in near if h.kind == "prisoners"]
    chosen = next(iter(taken or near), None)
    if chosen and chosen.kind == "troops_killed" and _counts_both(fates, chosen, figure.folded):
        return chosen._replace(kind="casualties")
    return chosen


def _held(fates: list[Hit], thing: Hit | None) -> list[Hit]:
    """Read "seized" and "detained" as captivity of soldiers only."""
    soldiers = thing is not None and thing.kind in ("troops", "person")
    return [h._replace(kind="prisoners") if h.kind == "held" else h for h in fates if soldiers or h.kind != "held"]


def _parted(figure: Figure, hit: Hit) -> bool:
    """Whether a fate behind the figure belongs to something else: a new clause, or the next figure."""
    gap = figure.between(hit)
    if _CLAUSE.search(gap) or re.search(r"[,、，·]", gap):
        return True
    asian = CJK_SIGN.match(figure.folded[hit.start]) is not None
    if figure.folded[hit.end : figure.after] == " " and figure.after < figure.scene.end:
        return True  # "killed 12 soldiers and captured two"
    leads_on = figure.after - hit.end <= 4 and figure.folded[figure.after : figure.after + 1].isdigit()
    return asian and (len(gap) > _FATE_REACH_CJK or leads_on)


def _counts_both(fates: list[Hit], dead: Hit, folded: str) -> bool:
    following = next((h for h in fates if h.start >= dead.end), None)
    return (
        following is not None
        and following.kind == "casualties"
        and _BOTH.fullmatch(folded, dead.end, following.start) is not None
    )


def is_people(hit: Hit) -> bool:
    """Whether a noun counts people who can be killed, wounded or captured."""
    return hit.kind in PEOPLE and hit.kind != "students"
