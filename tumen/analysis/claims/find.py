"""From the figures of a text to its claims: what is counted, whose it is, and the words to quote."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from tumen.analysis.claims.nouns import FATES, NOUNS, SIDES
from tumen.analysis.claims.speakers import Speaker, speaker_of
from tumen.analysis.dates import find_dates
from tumen.analysis.lexicon import CJK, Hit, fold
from tumen.analysis.numbers import Number, find_numbers
from tumen.analysis.sentences import split
from tumen.model import Claim, Polarity

PEOPLE_METRICS = frozenset({"troops_deployed", "troops_killed", "casualties", "prisoners", "engineers", "workers"})
# Figures of these kinds stand in every report: the sentence itself must name the North.
_NEEDS_NAME = frozenset(
    {"money", "trade_value", "other", "aid", "flights", "trains", "sorties", "students", "oil_barrels"}
)
# From this many sentences on, a text may speak of anything; a shorter one keeps to its title.
_ROUND_UP = 14
PEOPLE = frozenset({"troops", "person", "workers", "engineers", "students"})
# Characters between a figure and its noun: English puts "North Korean ballistic" between, Korean and Chinese a
# counter at most. Measured on labelled items; from 30 to 60 nothing changes, below 25 "1,000 containers of North
# Korean" loses its noun.
_REACH = 42
_REACH_BACK = 26
_REACH_CJK = 14
_FATE_REACH = 48
_CLOSE = 34
_CLAUSE = re.compile(r"[;:。；]|,\s(?:while|but|and (?:that|has|have)|а|но|але|ale)\s|\s(?:while|whereas|тогда как)\s")
_SEMICOLON = re.compile(r";\s")
_CJK_SIGN = re.compile(f"[{CJK}]")
_OLD_VALUE = re.compile(r"\b(?:from|up from|down from|с|со|z)\s(?:about |some |around |earlier )?$")
_NEW_VALUE = re.compile(r"\s?(?:to|до)\s")
# A figure without a noun goes on counting what was counted before: "3,000 troops now, 10,000 by December".
_BARE = re.compile(
    r"\s?(?:[,.;)]|$|\s(?:in|are|were|was|had|have|has|to be|by|at|near|more|sent|deployed|on|of them|stationed|remain|в|на|уже|было|были|"
    r"из них|до конца|w|na|są|było|im|in|sind|waren|en|están|est)\b)"
)
_OUT_OF = re.compile(
    r"\b(?:of|among|из|spośród|з|von|de)\s(?:about |some |around |the |roughly |over |więcej |примерно |около )?$"
)
_TIME_UNIT = re.compile(
    r"[\s-]?(?:years?|months?|weeks?|days?|hours?|minutes?|лет|год|месяц|недел|дней|дня|час|минут|рок|місяц|тижн|днів|годин|"
    r"lat\b|miesi|tygodni|dni\b|godzin|jahr|monat|woche|tag|stunde|mois|semaine|jours|heures|meses|semanas|días|horas|"
    r"년|개월|주\b|일\b|일간|시간|분\b|年|个月|周|天|小时|分|日間|か月|カ月|週間|時間)"
)
# What may stand between a noun and the figure behind it in Europe: "casualties at about 4,700", "контингент до 12 тысяч".
_LEADS_TO = re.compile(
    r"[\s:(–—-]*(?:(?:at|to|of|is|are|was|were|now|reach(?:ed|es)?|number(?:ing|s)?|totall?(?:ing|ed|s)?|stood|rose|estimated|put|by|"
    r"about|around|some|over|more|than|at least|up|as many as|численностью|численність|числом|составил\w*|составляет|до|в|около|более|"
    r"достигл\w*|выросло|przekroczy\w*|do|ponad|około|wyniosł\w*|wynosi|liczb\w*|auf|über|rund|etwa|von|à|de|plus|más|menos)[\s:]*){0,4}$"
)
_LASTING = re.compile(
    r"\b(?:for|od|przez|в течение|уже|протягом|вже|depuis|seit|desde)\s(?:about |over |already |już )?$"
)
# What may not stand between a figure and its noun: from here on another phrase begins.
_APART = re.compile(
    r"\b(?:by|used|in|from|for|at|with|that|who|which|to|on|w|do|z|na|od|przez|dla|в|на|из|от|до|с|по|для|у|з|від|für|mit|auf|dans|"
    r"pour|avec|par|para|con|por|km|mm|years?|months?|days?|hours?|лет|дней|dni|lat|godzin)\b"
)
_AS_OF = re.compile(r"(?:as of|по состоянию на|станом на|stan na|as at)\s$")
_AS_OF_AFTER = re.compile(r"\s?(?:기준|時点|现在|現在)")
_UNITS = {"person": "people", "troops": "troops", "length": "metres"}


class Scene(NamedTuple):
    """A sentence with everything found in it."""

    start: int
    end: int
    numbers: list[Number]
    nouns: list[Hit]
    fates: list[Hit]
    sides: list[Hit]


@dataclass(frozen=True, slots=True)
class _Found:
    metric: str
    number: Number
    noun: Hit | None
    scene: int


def find_claims(full_text: str, language: str) -> tuple[Claim, ...]:
    """Return the quantities about the relationship that the text states, in order, each figure once.

    Vague amounts ("thousands") are no claims. Offsets count in `full_text`, which is title, blank line, text.
    """
    numbers = [n for n in find_numbers(full_text, language) if not n.vague and not n.ordinal]
    if not numbers:
        return ()
    folded = fold(full_text)
    scenes = _scenes(full_text, folded, language, numbers)
    found: list[_Found] = []
    for i in range(len(scenes)):
        found += _counted(scenes, i, folded, found)
    if not found:
        return ()
    claims = [_claim(one, scenes, full_text, folded, language) for one in found]
    return _once(claims, title_end=full_text.find("\n\n"))


def _scenes(text: str, folded: str, language: str, numbers: list[Number]) -> list[Scene]:
    nouns = [h for h in NOUNS.find(folded, text) if h.kind != "calibre"]
    fates, sides = FATES.find(folded, text), SIDES.find(folded, text)

    def inside(hits: list[Hit], start: int, end: int) -> list[Hit]:
        return [h for h in hits if start <= h.start and h.end <= end]

    return [
        Scene(
            start,
            end,
            [n for n in numbers if start <= n.start and n.end <= end],
            inside(nouns, start, end),
            inside(fates, start, end),
            inside(sides, start, end),
        )
        for start, end in _clauses(text, language)
    ]


def _clauses(text: str, language: str) -> list[tuple[int, int]]:
    """Sentences, cut once more at semicolons: a round-up headline is several."""
    spans = []
    for start, end in split(text, language):
        at = start
        for match in _SEMICOLON.finditer(text, start, end):
            spans.append((at, match.start()))
            at = match.end()
        spans.append((at, end))
    return [(a, b) for a, b in spans if a < b]


def _counted(scenes: list[Scene], i: int, folded: str, earlier: list[_Found]) -> list[_Found]:
    scene = scenes[i]
    found = []
    for n, number in enumerate(scene.numbers):
        before = scene.numbers[n - 1].end if n else scene.start
        after = scene.numbers[n + 1].start if n + 1 < len(scene.numbers) else scene.end
        if _is_old(folded, number, after):
            continue
        metric, noun = _metric(scene, number, before, after, folded)
        if metric == "people":
            metric = _people(scenes, i)
        elif not metric and not number.unit and number.low >= 100 and _BARE.match(folded, number.end):
            metric = _continued(folded, number, [f.metric for f in earlier + found if f.scene >= i - 1])
        if metric and _is_ours(scenes, i, number, noun, metric, folded):
            found.append(_Found(metric, number, noun, i))
    return found


def _continued(folded: str, number: Number, before: list[str]) -> str:
    """What a figure without a noun counts: the same people as before; "600 dead of 15,000" counts those sent."""
    people = [m for m in before if m in PEOPLE_METRICS]
    if not people:
        return ""
    if people[-1] in ("troops_killed", "casualties", "prisoners"):
        return "troops_deployed" if _OUT_OF.search(folded[max(0, number.start - 24) : number.start]) else ""
    return people[-1]


def _is_old(folded: str, number: Number, after: int) -> bool:
    """ "from 8,000 to 11,000": the first figure is what used to be said."""
    lead = folded[max(0, number.start - 16) : number.start]
    return _OLD_VALUE.search(lead) is not None and _NEW_VALUE.match(folded[number.end : after + 1]) is not None


def _metric(scene: Scene, number: Number, before: int, after: int, folded: str) -> tuple[str, Hit | None]:
    """What the figure counts, and the noun that says so."""
    if number.unit:
        return _of_unit(scene, number, after)
    if _TIME_UNIT.match(folded, number.end) and not _LASTING.search(folded[max(0, number.start - 20) : number.start]):
        return "", None
    noun = _length(number, folded) or _noun(scene.nouns, number, before, after, folded)
    fate = _fate(scene.fates, number, before, after, folded)
    if fate and fate.kind == "held":
        fate = fate._replace(kind="prisoners") if noun and noun.kind in ("troops", "person") else None
    if noun is None or (fate and noun.start > fate.start >= number.end and noun.kind not in PEOPLE):
        return (fate.kind, fate) if fate and _is_close(fate, number, folded) else ("", None)
    if noun.kind in PEOPLE and noun.kind != "students" and fate:
        return fate.kind, noun if noun.kind != "person" else fate
    if noun.kind == "troops":
        return "troops_deployed", noun
    if noun.kind == "person":
        return "people", noun
    if noun.kind == "duration":
        return ("other" if _is_supply(scene, number, folded) else ""), noun
    if noun.kind == "missiles" and _is_test(scene):
        return "", None
    if noun.kind == "length":
        return ("other" if any(s.kind == "bridge" for s in scene.sides) else ""), noun
    if noun.kind == "shells" and folded[noun.end : noun.end + 10].lstrip().startswith("balist"):
        return "missiles", noun
    return noun.kind, noun


def _length(number: Number, folded: str) -> Hit | None:
    match = re.match(r"\s?(?:km|m|км|м)(?![a-zа-я])", folded[number.end : number.end + 4])
    return Hit("length", number.end, number.end + match.end()) if match else None


def _is_supply(scene: Scene, number: Number, folded: str) -> bool:
    """ "has supplied shells for a month and a half": how long the deliveries last."""
    lasting = _LASTING.search(folded[max(0, number.start - 20) : number.start])
    return lasting is not None and any(s.kind == "supply" for s in scene.sides)


def _is_test(scene: Scene) -> bool:
    """Missiles fired into the sea are the North's own tests, unless the sentence hands them to the war."""
    kinds = {s.kind for s in scene.sides}
    return "test" in kinds and not kinds & {"war", "supply"}


def _of_unit(scene: Scene, number: Number, after: int) -> tuple[str, Hit | None]:
    """Money and shares: trade, aid or plain money by the words of the sentence; other percentages are left out."""
    kinds = {s.kind for s in scene.sides}
    if number.unit != "%":
        return ("trade_value" if "trade" in kinds else "money"), None
    if "trade" in kinds:
        return "trade_value", None
    near = [
        h
        for h in scene.nouns
        if h.kind in ("shells", "missiles") and number.end <= h.start <= min(after, number.end + 30)
    ]
    return ("other", near[0]) if near else ("", None)


def _people(scenes: list[Scene], i: int) -> str:
    """Who "1,500 people" are: by the other nouns of the sentence, else of the one before and of the title."""
    for j in dict.fromkeys((i, max(0, i - 1), 0)):
        kinds = {h.kind for h in scenes[j].nouns}
        for kind in ("troops", "workers", "engineers", "tourists"):
            if kind in kinds:
                return "troops_deployed" if kind == "troops" else kind
    return ""


def _noun(nouns: list[Hit], number: Number, before: int, after: int, folded: str) -> Hit | None:
    """The noun beside the figure: behind it in Europe; in East Asia before it, or behind its counter."""
    right = next((h for h in nouns if h.start >= number.end), None)
    left = next((h for h in reversed(nouns) if before <= h.start and h.end <= number.start), None)
    if right and (right.start > min(after, number.end + _REACH) or _CLAUSE.search(folded, number.end, right.start)):
        right = None
    if right and (_APART.search(folded, number.end, right.start) or ", " in folded[number.end : right.start]):
        right = None
    if right and right.kind == "person" and (further := _behind_counter(nouns, right, after, folded)):
        right = further
    if left and not _near_left(left, number, folded):
        left = None
    if right is None or (left and right.kind == "person"):
        return left or right
    asian = _CJK_SIGN.match(folded[right.start]) is not None
    if (
        left
        and asian
        and (
            number.start - left.end <= 1
            or right.start - number.end > 5
            or right.kind in ("shells", "trains", "other", "flights")
        )
    ):
        return left
    return right


def _behind_counter(nouns: list[Hit], counter: Hit, after: int, folded: str) -> Hit | None:
    """ "2만5천 명의 노동자": the noun that the counter's particle leads to."""
    if folded[counter.end : counter.end + 2].lstrip()[:1] not in (
        "의",
        "の",
        "的",
        "朝",
        "북",
        "士",
        "兵",
        "军",
        "劳",
        "工",
    ):
        return None
    return next((h for h in nouns if counter.end <= h.start <= min(after, counter.end + _REACH_CJK)), None)


def _near_left(left: Hit, number: Number, folded: str) -> bool:
    gap = folded[left.end : number.start]
    if _CJK_SIGN.match(folded[left.start]):
        return left.kind != "person" and len(gap) <= _REACH_CJK and not re.search(r"[;,、。，]", gap)
    return len(gap) <= _REACH_BACK and _LEADS_TO.match(gap) is not None


def _fate(fates: list[Hit], number: Number, before: int, after: int, folded: str) -> Hit | None:
    """What became of the people counted: said behind the figure first, else before it; captivity outweighs a wound."""
    right = [h for h in fates if number.end <= h.start <= min(after, number.end + _FATE_REACH)]
    right = [h for h in right if not _parted(number, h, after, folded)]
    left = [h for h in fates if before <= h.start and h.end <= number.start and number.start - h.end <= _FATE_REACH]
    left = [h for h in left if not re.search(r"[;。,]\s", folded[h.end : number.start])]
    taken = [h for h in right + left if h.kind == "prisoners"]
    chosen = taken[0] if taken else right[0] if right else left[-1] if left else None
    if chosen and chosen.kind == "troops_killed" and _both(fates, chosen, folded):
        return chosen._replace(kind="casualties")
    return chosen


def _parted(number: Number, fate: Hit, after: int, folded: str) -> bool:
    """Whether a fate behind the figure belongs to something else: a new clause, or the next figure."""
    gap = folded[number.end : fate.start]
    if _CLAUSE.search(gap) or re.search(r"[,、，·]", gap):
        return True
    asian = _CJK_SIGN.match(folded[fate.start]) is not None
    return asian and (len(gap) > 20 or (0 <= after - fate.end <= 4 and folded[after : after + 1].isdigit()))


def _both(fates: list[Hit], dead: Hit, folded: str) -> bool:
    """ "killed or wounded" counts both."""
    following = next((h for h in fates if h.start >= dead.end), None)
    gap = folded[dead.end : following.start] if following else ""
    joined = re.fullmatch(r"\s?(?:or|and|и|или|та|або|і|und|oder|ou|o|y|i|lub|[·,이가과와及])?\s?(?:были |were )?", gap)
    return following is not None and following.kind == "casualties" and joined is not None


def _is_close(fate: Hit, number: Number, folded: str) -> bool:
    """Without a noun the fate must stand right beside the figure: "600 killed", "사망자 600여 명"."""
    gap = folded[number.end : fate.start] if fate.start >= number.end else folded[fate.end : number.start]
    return len(gap) <= _CLOSE and not re.search(r"[,;.]\s", gap)


def _is_ours(scenes: list[Scene], i: int, number: Number, noun: Hit | None, metric: str, folded: str) -> bool:
    """Whether the figure is about the relationship: the North is named near it, nobody else owns it."""
    scene = scenes[i]
    begin = number.start - 22
    stop = (noun.end if noun and noun.start >= number.start else number.end) + 26
    near = {s.kind for s in scene.sides if begin <= s.start and s.end <= stop}
    here = {s.kind for s in scene.sides}
    around = here | {s.kind for j in (0, i - 1) if 0 <= j for s in scenes[j].sides}
    if metric in PEOPLE_METRICS and "dprk" not in near and near & {"strangers", "russians"}:
        return False
    if metric in ("troops_killed", "casualties") and "dprk" not in near and _is_strike(scene):
        return False
    if metric == "money" and "crime" in here:
        return False
    if "dprk" not in here and metric in ("troops_killed", "casualties", "prisoners") and not _spoken_of(scenes, i):
        return False
    if "dprk" not in here and (
        metric in _NEEDS_NAME or len(scenes) > _ROUND_UP or here & {"strangers", "russians", "war"}
    ):
        return False
    theirs = bool(around & {"russia", "russians", "war"})
    return "dprk" in around and (theirs or (metric in PEOPLE_METRICS and len(scenes) <= 3))


def _spoken_of(scenes: list[Scene], i: int) -> bool:
    """Whether the sentence before, or the title, speaks of the North's soldiers."""
    before = (scenes[j] for j in (i - 1, 0) if j >= 0)
    return any(
        any(h.kind in PEOPLE for h in s.nouns) and any(side.kind == "dprk" for side in s.sides) for s in before
    ) or any(h.kind == "troops" for h in scenes[i].nouns)


def _is_strike(scene: Scene) -> bool:
    """The dead of a missile's target are not the North's soldiers."""
    return any(s.kind == "strike" for s in scene.sides) or any(h.kind == "missiles" for h in scene.nouns)


def _claim(one: _Found, scenes: list[Scene], text: str, folded: str, language: str) -> Claim:
    scene, number = scenes[one.scene], one.number
    who = speaker_of(text, language, (scene.start, scene.end), (number.start, number.end))
    start, end = _quote(text, scene, number, one.noun)
    return Claim(
        metric=one.metric,
        low=number.low,
        high=number.high,
        unit=_unit(one, text),
        claimant=who.name if who else None,
        polarity=_polarity(who),
        quote=text[start:end],
        start=start,
        end=end,
        as_of=_as_of(text, folded, scene),
    )


def _polarity(who: Speaker | None) -> Polarity:
    return Polarity.DENIES if who and who.denies else Polarity.ASSERTS


def _unit(one: _Found, text: str) -> str:
    if one.number.unit:
        return one.number.unit
    return text[one.noun.start : one.noun.end].lower() if one.noun else _UNITS.get(one.metric, one.metric)


def _quote(text: str, scene: Scene, number: Number, noun: Hit | None) -> tuple[int, int]:
    """At most twelve words of the sentence around figure and noun; signs instead of words in Chinese and Japanese."""
    begin, stop = number.start, max(number.end, noun.end if noun else 0)
    if noun and noun.start < begin:
        begin = noun.start
    words = [m.span() for m in re.finditer(r"\S+", text[scene.start : scene.end])]
    spans = [(scene.start + a, scene.start + b) for a, b in words]
    if max(b - a for a, b in spans) > 40:
        return max(scene.start, begin - 12), min(scene.end, max(stop, begin + 24))
    first = next(n for n, (_, b) in enumerate(spans) if b > begin)
    last = next(n for n, (_, b) in enumerate(spans) if b >= stop)
    last = min(last, first + 11)
    first = max(0, first - 3, last - 11)
    return spans[first][0], spans[min(len(spans) - 1, first + 11)][1]


def _as_of(text: str, folded: str, scene: Scene) -> date | None:
    for mention in find_dates(folded[scene.start : scene.end], text[scene.start : scene.end]):
        at, end = scene.start + mention.start, scene.start + mention.end
        if _AS_OF.search(folded[max(0, at - 24) : at]) or _AS_OF_AFTER.match(folded, end):
            return mention.on(None)
    return None


def _once(claims: list[Claim], title_end: int) -> tuple[Claim, ...]:
    """Keep each figure once: the first in the body that has a claimant, else the first there is."""
    kept: dict[tuple[str, float, float], Claim] = {}
    for claim in claims:
        key = (claim.metric, claim.low, claim.high)
        known = kept.get(key)
        if known is None or (known.start < title_end and claim.claimant):
            kept[key] = claim if known is None or claim.claimant else replace(known, claimant=claim.claimant)
        elif known.claimant is None and claim.claimant:
            kept[key] = claim
    return tuple(sorted(kept.values(), key=lambda c: c.start))
