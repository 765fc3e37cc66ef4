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

PEOPLE = frozenset({"troops", "person", "workers", "engineers", "students"})
# Characters between a figure and its noun: English puts "North Korean ballistic" between, Korean and Chinese a
# counter at most. Measured on labelled items; from 30 to 60 nothing changes, below 25 "1,000 containers of North
# Korean" loses its noun.
_REACH = 42
_REACH_BACK = 26
_REACH_CJK = 14
_FATE_REACH = 48
_CLAUSE = re.compile(r"[;:。；]|,\s(?:while|but|and (?:that|has|have)|а|но|але|ale)\s|\s(?:while|whereas|тогда как)\s")
_CJK_SIGN = re.compile(f"[{CJK}]")
_OLD_VALUE = re.compile(r"\b(?:from|up from|down from|с|со|z)\s(?:about |some |around |earlier )?$")
_NEW_VALUE = re.compile(r"\s?(?:to|до)\s")
_FILLER = re.compile(r"[\s\d.,%~–—-]*$")
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
    found = [one for i in range(len(scenes)) for one in _counted(scenes, i, folded)]
    if not found:
        return ()
    claims = [_claim(one, scenes, full_text, folded, language) for one in found]
    return _once(claims, title_end=full_text.find("\n\n"))


def _scenes(text: str, folded: str, language: str, numbers: list[Number]) -> list[Scene]:
    nouns, fates, sides = NOUNS.find(folded, text), FATES.find(folded, text), SIDES.find(folded, text)

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
        for start, end in split(text, language)
    ]


def _counted(scenes: list[Scene], i: int, folded: str) -> list[_Found]:
    scene = scenes[i]
    found = []
    for n, number in enumerate(scene.numbers):
        before = scene.numbers[n - 1].end if n else scene.start
        after = scene.numbers[n + 1].start if n + 1 < len(scene.numbers) else scene.end
        if _is_old(folded, number, after):
            continue
        metric, noun = _metric(scene, number, before, after, folded)
        if metric and _is_ours(scenes, i, number, noun, metric, folded):
            found.append(_Found(metric, number, noun, i))
    return found


def _is_old(folded: str, number: Number, after: int) -> bool:
    """ "from 8,000 to 11,000": the first figure is what used to be said."""
    lead = folded[max(0, number.start - 16) : number.start]
    return _OLD_VALUE.search(lead) is not None and _NEW_VALUE.match(folded[number.end : after + 1]) is not None


def _metric(scene: Scene, number: Number, before: int, after: int, folded: str) -> tuple[str, Hit | None]:
    """What the figure counts, and the noun that says so."""
    if number.unit:
        return _of_unit(scene, number, after)
    noun = _noun(scene.nouns, number, before, after, folded)
    fate = _fate(scene.fates, number, before, after, folded)
    if noun is None or (fate and noun.start > fate.start >= number.end and noun.kind not in PEOPLE):
        return (fate.kind, fate) if fate and _is_close(fate, number, folded) else ("", None)
    if noun.kind in PEOPLE and noun.kind != "students" and fate:
        return fate.kind, noun if noun.kind != "person" else fate
    if noun.kind == "troops":
        return "troops_deployed", noun
    if noun.kind == "person":
        return _people(scene), noun
    if noun.kind == "length":
        return ("other" if any(s.kind == "bridge" for s in scene.sides) else ""), noun
    if noun.kind == "shells" and folded[noun.end : noun.end + 10].lstrip().startswith("balist"):
        return "missiles", noun
    return noun.kind, noun


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


def _people(scene: Scene) -> str:
    """Who "1,500 people" are, by the other nouns of the sentence."""
    kinds = [h.kind for h in scene.nouns if h.kind in PEOPLE or h.kind == "tourists"]
    for kind, metric in (
        ("troops", "troops_deployed"),
        ("workers", "workers"),
        ("engineers", "engineers"),
        ("tourists", "tourists"),
    ):
        if kind in kinds:
            return metric
    return ""


def _noun(nouns: list[Hit], number: Number, before: int, after: int, folded: str) -> Hit | None:
    """The noun beside the figure: behind it in Europe; in East Asia before it, or behind its counter."""
    right = next((h for h in nouns if h.start >= number.end), None)
    left = next((h for h in reversed(nouns) if before <= h.start and h.end <= number.start), None)
    if right and (right.start > min(after, number.end + _REACH) or _CLAUSE.search(folded, number.end, right.start)):
        right = None
    if right and right.kind == "person" and (further := _behind_counter(nouns, right, after, folded)):
        right = further
    if left and not _near_left(left, number, folded):
        left = None
    if right is None or (left and right.kind == "person"):
        return left or right
    asian = _CJK_SIGN.match(folded[right.start]) is not None
    if left and asian and (right.start - number.end > 5 or right.kind in ("shells", "trains", "other", "flights")):
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
    reach = _REACH_CJK if _CJK_SIGN.match(folded[left.start]) else _REACH_BACK
    return len(gap) <= reach and not re.search(r"[.;,、。，]\s?\S*\s", gap)


def _fate(fates: list[Hit], number: Number, before: int, after: int, folded: str) -> Hit | None:
    """What became of the people counted: said behind the figure first, else before it."""
    right = [h for h in fates if number.end <= h.start <= min(after, number.end + _FATE_REACH)]
    right = [h for h in right if not _CLAUSE.search(folded, number.end, h.start)]
    left = [h for h in fates if before <= h.start and h.end <= number.start and number.start - h.end <= _REACH_BACK]
    left = [h for h in left if not re.search(r"[;。]", folded[h.end : number.start])]
    chosen = (right[:1] or left[-1:] or [None])[0]
    if chosen and chosen.kind == "troops_killed" and _both(fates, chosen, folded):
        return chosen._replace(kind="casualties")
    return chosen


def _both(fates: list[Hit], dead: Hit, folded: str) -> bool:
    """ "killed or wounded" counts both."""
    following = next((h for h in fates if h.start >= dead.end), None)
    gap = folded[dead.end : following.start] if following else ""
    joined = re.fullmatch(r"\s?(?:or|and|и|или|та|або|і|und|oder|ou|o|y|i|lub|[·,이가과와及])?\s?(?:были |were )?", gap)
    return following is not None and following.kind == "casualties" and joined is not None


def _is_close(fate: Hit, number: Number, folded: str) -> bool:
    """Without a noun the fate must stand right beside the figure: "600 killed", "사망자 600여 명"."""
    gap = folded[number.end : fate.start] if fate.start >= number.end else folded[fate.end : number.start]
    return len(gap) <= 22 and not re.search(r"[,;.]\s", gap)


def _is_ours(scenes: list[Scene], i: int, number: Number, noun: Hit | None, metric: str, folded: str) -> bool:
    """Whether the figure is about the relationship: the North is named near it, nobody else owns it."""
    scene = scenes[i]
    begin = number.start - 22
    stop = (noun.end if noun and noun.start >= number.start else number.end) + 26
    near = [s for s in scene.sides if begin <= s.start and s.end <= stop]
    dprk_near = any(s.kind == "dprk" for s in near)
    people = metric in ("troops_deployed", "troops_killed", "casualties", "prisoners", "engineers", "workers")
    if people and not dprk_near and any(s.kind == "strangers" for s in near):
        return False
    here = {s.kind for s in scene.sides}
    around = here | {s.kind for j in (0, i - 1) if 0 <= j for s in scenes[j].sides}
    if metric in ("troops_killed", "casualties") and "strike" in here and not dprk_near:
        return False
    if metric in ("money", "trade_value", "other", "aid") or len(scenes) > 14:
        # Figures of these kinds stand in every report: the sentence itself must name the North.
        return "dprk" in here and "russia" in around
    return "dprk" in around and ("russia" in around or len(scenes) <= 3)


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
