"""What stands beside a figure: the noun it counts, and what became of those counted."""

from __future__ import annotations

import re

from tumen.analysis.claims.clauses import CJK_SIGN, Figure
from tumen.analysis.claims.nouns import PEOPLE
from tumen.analysis.matching.lexicon import Hit

# Characters between a figure and its noun: English puts "additional North Korean" between, Korean and Chinese a
# counter at most. On labelled and own items nothing changes from 36 to 60; below 30 nouns with two adjectives go.
_REACH = 42
_REACH_BACK = 26
_REACH_CJK = 14
# Between a figure and a fate a whole predicate may stand: "600 soldiers are believed to have been killed".
_FATE_REACH = 48
_COUNT_REACH = 64
# A relative clause may part them further when the fate is a finite verb: "of the soldiers sent to fight against Ukraine
# have been killed". "To replace those killed" is no such verb.
_FATE_REACH_VERB = 110
# "More than half of the 11,000 sent were killed": the fate is that of half.
_SHARE_OF = re.compile(
    r"(?:loss(?:es)?|casualties|потер\w+|втрат\w+|half|third|quarter|most|majority|part|portion|two-thirds|половин\w+|"
    r"трет\w+|четверт\w+|больш\w+|част\w+|"
    r"połow\w+|"
    r"większoś\w+|hälfte|drittel|mehrheit)\s(?:of|among|среди|серед|wśród|unter|from among|из|від|з|spośród|z|der|"
    r"von)\s(?:the |those |den |\w+ого )?"
    r"(?:(?:roughly|about|around|some|over|nearly|more than|около|примерно|более|понад|близько|około|ponad|rund|"
    r"etwa)\s)?$"
)
_HALF_OF = re.compile(
    r"[여余多]?[명人名]?(?:の|의|중|中的?|的)\s?(?:うち\s?)?(?:半数|절반|半|一半|3분의|三分|3分|다수|대부분|過半|大半)"
)
_FINITE = re.compile(
    r"(?:\b(?:has|have|had|was|were|are|is|been|being|got|zostało|zostali|są|wurden|worden|sind|были|было|уже|вже|"
    r"було|були)\s)$"
)
_FINITE_FORM = re.compile(
    r"погибл|убит[ыо]\b|ранен[ыо]\b|загинул|вбит[оі]\b|поранен[іо]\b|zginę|poleg|gefallen\b|getötet\b|gefangen|полон|"
    r"плен|verwundet\b|"
    r"starben|died\b"
)
_FATE_REACH_CJK = 20
_CLAUSE = re.compile(r"[;:。；]|,\s(?:while|but|and (?:that|has|have)|а|но|але|ale)\s|\s(?:while|whereas|тогда как)\s")
# What may stand between a noun and the figure behind it in Europe: a form of "to be", a verb of reaching, "about".
_LEADS_TO = re.compile(
    r"(?:\s(?:in|near|inside)\s\w+)?[\s:,(–—-]*(?:(?:at|to|of|is|are|was|were|now|reach(?:ed|es)?|number(?:ing|s)?|"
    r"totall?(?:ing|ed|s)?|stood|rose|"
    r"estimated|estimates|put|puts|by|about|around|some|over|more|than|at least|up|as many as|численностью|"
    r"численність|числом|порядка|свыше|общей|"
    r"в составе|из|з|оценен\w*|оценива\w+|оцінен\w*|оцінює\w+|насчитыва\w+|ocenian\w*|szacowan\w*|szacuj\w+|geschätzt|"
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
# "sappers and builders", "공병과 건설 인력": two kinds of people under one figure.
_AND = re.compile(
    r"\s?(?:and|и|та|і|й|i|oraz|und|et|y|[·과와및、和與与とや])\s?(?:\w+\s){0,1}|,?\s(?:as well as|а также|"
    r"а також)\s(?:\w+\s){0,1}"
)
# "the number of containers with shells is put at 20,000": the head of the phrase is counted, over its complement.
_COUNT_OF = re.compile(
    r"\b(?:number|count|total|volume|число|количество|кількість|численность|liczb\w+|zahl)\s(?:of |der |"
    r"von )?(?:\w+\s){0,2}$"
)
_WITH = re.compile(r"\s(?:with|of|full of|for|с|со|из|з|зі|z|mit|für|для)\s(?:\w+\s){0,2}|의\s?|の")
# Nouns that are a counter's echo in Korean and Chinese: a noun before the figure is the thing.
# Another item of a list begins: "1000名工兵和5000名…".
_LISTED = re.compile(r"[;,、。，]|^\s?(?:[과와및和与與及]|と|や)")
# What is counted in heads: 명, 名, 人, человек.
_COUNTED_AS_PEOPLE = PEOPLE | {"tourists", "delegation", "heads"}
_COUNTERS = ("shells", "trains", "other", "flights")


# "公布阵亡人数, 韩方估计约2000人": the number of the dead is what is told, across the comma.
_COUNT_NAMED = re.compile(r"(?:的)?(?:人数|者数|数)|자\s?수")
_WHOLE = re.compile(r"\b(?:out of|of (?:a|the|some|about|around|roughly)|spośród|von insgesamt)\b|\bиз\s")


def noun(figure: Figure) -> Hit | None:
    """Return the noun the figure counts: behind it in Europe; in East Asia before it, or behind its counter."""
    right, left = _right(figure), _left(figure)
    if left and right and right.kind == "person" and left.kind not in _COUNTED_AS_PEOPLE:
        left = None
    if right is None or (left and right.kind == "person"):
        return left or right
    if left and CJK_SIGN.match(figure.folded[right.start]):
        if re.fullmatch(r"\s?[個개个]\s?", figure.between(right)):
            return right  # "建設部隊2個旅団": the counter leads to its noun
        touching = figure.number.start - left.end <= 1
        if (
            touching
            or right.start - figure.number.end > 5
            or (right.kind in _COUNTERS and right.end - right.start == 1)
        ):
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
    left, counted = _head(figure, left)
    gap = figure.between(left)
    if counted and len(gap) <= _COUNT_REACH and not re.search(r"[;。]|,\s", gap):
        return left
    if CJK_SIGN.match(figure.folded[left.start]):
        near = left.kind != "person" and len(gap) <= _REACH_CJK and not _LISTED.search(gap)
    else:
        near = len(gap) <= _REACH_BACK and _LEADS_TO.match(gap) is not None
    return left if near else None


def _head(figure: Figure, left: Hit) -> tuple[Hit, bool]:
    """The noun whose complement stands before the figure, and whether the phrase says that it gives a number."""
    before = [h for h in figure.scene.nouns if figure.before <= h.start and h.end < left.start]
    if before and _WITH.fullmatch(figure.folded, before[-1].end, left.start):
        left = before[-1]
    return left, _COUNT_OF.search(figure.folded, figure.before, left.start) is not None


def second(figure: Figure, thing: Hit) -> bool:
    """Whether the figure counts people of two kinds together, the second without a figure of its own."""
    kinds = PEOPLE - {"person", "students", thing.kind}
    behind = thing.start >= figure.number.end
    for other in figure.scene.nouns:
        first, last = (thing, other) if behind else (other, thing)
        if other.kind in kinds and first.end <= last.start and _AND.fullmatch(figure.folded, first.end, last.start):
            return behind or other.start >= figure.before
    return False


def fate(figure: Figure, thing: Hit | None) -> Hit | None:
    """Return what became of those counted: said behind the figure first, else before it; captivity outweighs a wound.

    "killed or wounded" is one fate, casualties.
    """
    number, fates = figure.number, figure.scene.fates
    if _SHARE_OF.search(figure.lead(40)) or _HALF_OF.match(figure.folded, number.end):
        return None
    right = [h for h in fates if number.end <= h.start <= figure.after and _in_reach(figure, h)]
    right = [h for h in right if not _parted(figure, h)]
    left = [h for h in fates if figure.before <= h.start and number.start - _FATE_REACH <= h.end <= number.start]
    left = [h for h in left if _reaches(figure.between(h))]
    near = _held(right + left[-1:], thing)
    taken = [h for h in near if h.kind == "prisoners"]
    chosen = next(iter(taken or near), None)
    if chosen and chosen.kind in ("troops_killed", "wounded") and _counts_both(fates, chosen, figure.folded):
        return chosen._replace(kind="casualties")
    return chosen


def _reaches(gap: str) -> bool:
    """Whether a fate before the figure is the figure's: no other clause between, and no whole that it is a part of."""
    if _COUNT_NAMED.match(gap):
        return not re.search(r"[;。]", gap)
    return not re.search(r"[;。、]|,(?!\d)", gap) and _WHOLE.search(gap) is None


def _in_reach(figure: Figure, hit: Hit) -> bool:
    gap = hit.start - figure.number.end
    if gap <= _FATE_REACH:
        return True
    verb = _FINITE.search(figure.folded, hit.start - 12, hit.start) or _FINITE_FORM.match(figure.folded, hit.start)
    return gap <= _FATE_REACH_VERB and verb is not None


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
    if not asian and _is_next_ones(figure, hit, gap):
        return True
    if figure.folded[hit.end : figure.after] == " " and figure.after < figure.scene.end:
        return True  # "killed 12 soldiers and captured two"
    leads_on = (
        figure.after - hit.end <= 4
        and not re.search(r"[,、，]", figure.folded[hit.end : figure.after])
        and figure.folded[figure.after : figure.after + 1].isdigit()
    )
    return asian and (len(gap) > _FATE_REACH_CJK or leads_on)


def _is_next_ones(figure: Figure, hit: Hit, gap: str) -> bool:
    """ "the force at 15,000 and the dead at about 600": the fate behind "and" leads to the next figure."""
    if re.match(r"\s(?:and|и|та|і|i|und|et|y)\s", gap) is None or figure.after >= figure.scene.end:
        return False
    return _LEADS_TO.match(figure.folded[hit.end : figure.after]) is not None


def _counts_both(fates: list[Hit], one: Hit, folded: str) -> bool:
    """Whether the dead and the wounded stand side by side: "killed or wounded", "ранены и убиты"."""
    pairs = [(one, h) for h in fates if h.start >= one.end][:1] + [(h, one) for h in fates if h.end <= one.start][-1:]
    return any(
        {a.kind, b.kind} in ({"troops_killed", "wounded"}, {"troops_killed", "casualties"})
        and _BOTH.fullmatch(folded, a.end, b.start) is not None
        for a, b in pairs
    )


def is_people(hit: Hit) -> bool:
    """Whether a noun counts people who can be killed, wounded or captured."""
    return hit.kind in PEOPLE and hit.kind != "students"
