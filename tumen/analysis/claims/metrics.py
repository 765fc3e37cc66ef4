"""Which quantity a figure is: the metric, by its unit, its noun and what became of those counted."""

from __future__ import annotations

import re

from tumen.analysis.claims.clauses import Figure, Scene
from tumen.analysis.claims.counted import fate, is_people, noun, second
from tumen.analysis.claims.nouns import PEOPLE
from tumen.analysis.claims.open_nouns import open_thing
from tumen.analysis.claims.persons import AT_WORK, SENT, compared, continued, who
from tumen.analysis.claims.rates import is_daily, is_on_a_line, is_ride, is_stint, is_time, length, rate
from tumen.analysis.matching.lexicon import Hit

Counted = tuple[str, Hit | None]
_NOTHING: Counted = ("", None)
# Without a noun the fate must stand close to the figure: "600 killed", "the number killed is put at around 600".
_CLOSE = 34
_LASTING = re.compile(
    r"\b(?:for|od|przez|в течение|уже|протягом|вже|depuis|seit|desde)\s(?:about |over |already |już )?$"
)
# Fewer soldiers than this, with nothing said to have become of them, are persons in a story, no force.
_FEW = 20
_AREA = re.compile(r"\s?(?:square|sq|кв\.|квадратн|квадратов|kw|quadrat|제곱|평방|平方|㎡)")
# Wages are no sums between the two.
_HOURLY = re.compile(r"\s(?:an|per|pro|за|в|на|na) ?(?:hour|час|годину|godzinę|stunde)\b")
_HOURLY_BEFORE = re.compile(r"(?:시급|시간당|时薪|時給|每小时)\S{0,6}\s?$")
# What sanctions allow is no delivery.
_CAP = re.compile(
    r"\b(?:cap|limit|ceiling|quota|лимит\w*|квот\w*|limit\w*)\s(?:of|at|в|wynosi)?\s?$|(?:상한|한도|"
    r"上限)\S{0,3}\s?$"
)
# Honours tell of persons, not of a force.
_MANY = 1000
_HONOURED = re.compile(
    r"наград|медал|орден|нагород|\baward|\bmedal|decorat|title of|훈장|표창|메달|勋章|勲章|odznacz|ausgezeichnet"
)


def metric(figure: Figure, scenes: list[Scene], before: list[str]) -> Counted:
    """Return the metric and the noun or fate that says so; an empty metric when the figure is no claim.

    `before` are the metrics found so far in this and the previous sentence.
    """
    if figure.number.unit:
        return _of_unit(figure)
    if _CAP.search(figure.lead(24)):
        return _NOTHING
    often = rate(figure, scenes)
    if often[0]:
        return often
    if is_time(figure):
        return _lasting(figure, scenes)
    thing = length(figure) or noun(figure)
    became = fate(figure, thing)
    if became and _is_fates(figure, thing, became):
        return (became.kind, thing if thing and is_people(thing) and thing.kind != "person" else became)
    if thing is None:
        return _bare(figure, scenes, before)
    if thing.kind == "person":
        return _persons(figure, thing, scenes, before), thing
    return _things(figure, thing, scenes, before), thing


def _bare(figure: Figure, scenes: list[Scene], before: list[str]) -> Counted:
    """A figure with no known noun: it goes on counting, or counts what no table lists."""
    going_on = continued(figure, scenes, before)
    if going_on:
        return going_on, None
    what, word = open_thing(figure)
    if word and AT_WORK.search(figure.folded, word.end, figure.scene.end):
        own = [s for s in figure.scene.sides if figure.number.end <= s.start and s.end <= word.start]
        what = "workers" if any(s.kind == "dprk" for s in own) else what  # "90 North Korean seamstresses work at"
    return what, word


def _persons(figure: Figure, thing: Hit, scenes: list[Scene], before: list[str]) -> str:
    if is_daily(figure, thing):
        return "thing"
    return compared(figure, before) or who(figure, scenes) or ("" if figure.scene.fates else "thing")


def _things(figure: Figure, thing: Hit, scenes: list[Scene], before: list[str]) -> str:
    if thing.kind == "shells" and thing.end - thing.start == 1 and before and before[-1] == "missiles":
        return "missiles"  # 발, a counter of both
    if is_people(thing) and (second(figure, thing) or _of_both(figure, thing)):
        return "together"
    if thing.kind == "troops" and figure.number.high < _MANY and _HONOURED.search(figure.sentence):
        return "thing"
    return "" if _is_lone(figure, thing) else _of_noun(figure, thing, scenes)


def _of_both(figure: Figure, thing: Hit) -> bool:
    """ "50,000 Russian and North Korean troops": whose they are is not told apart."""
    kinds = {s.kind for s in figure.scene.sides if figure.number.end <= s.start < thing.start}
    return {"russians", "dprk"} <= kinds


def _is_lone(figure: Figure, thing: Hit) -> bool:
    """ "one passenger in mind" is a turn of speech, a lone captive is news, and so is a thing counted in digits."""
    if figure.number.high != 1:
        return False
    if thing.kind in PEOPLE:
        return True  # without a fate: "one escaped worker said"
    return thing.kind != "length" and not figure.folded[figure.number.start].isdigit()


def _is_fates(figure: Figure, thing: Hit | None, became: Hit) -> bool:
    """Whether the figure counts the fate: of the people named, or of nobody named but close by."""
    if thing is not None and is_people(thing):
        return True
    behind = became.start >= figure.number.end
    nearer = thing is None or (behind and (thing.start > became.start or thing.end <= figure.number.start))
    gap = figure.between(became)
    return nearer and len(gap) <= _CLOSE and not re.search(r"[,;.]\s", gap)


def _of_noun(figure: Figure, thing: Hit, scenes: list[Scene]) -> str:
    if thing.kind == "troops":
        sent = figure.number.high >= _FEW or SENT.search(figure.sentence)
        return "troops_deployed" if sent else ""
    if thing.kind == "length" and _AREA.match(figure.folded, figure.number.end):
        return "thing"
    if thing.kind == "length":
        return "length" if _bridge(figure, scenes) or is_on_a_line(figure, scenes) else ""
    if thing.kind == "carriages":
        return ""  # what a train is made of
    if thing.kind == "flights" and any(v.kind == "sea" for v in figure.scene.vehicles):
        return "sorties"
    if thing.kind == "missiles" and _is_test(figure.scene):
        return ""
    return thing.kind


def _of_unit(figure: Figure) -> Counted:
    """Money and shares: trade by the words of the sentence, shares of arms; other percentages are left out."""
    trade = figure.scene.names("trade")
    if _HOURLY.match(figure.folded, figure.number.end) or _HOURLY_BEFORE.search(figure.lead(8)):
        return _NOTHING
    if figure.number.unit != "%":
        return ("trade_value" if trade else "money"), None
    if trade:
        return "trade_value", None
    end = figure.number.end
    arms = [h for h in figure.scene.nouns if h.kind in ("shells", "missiles")]
    near = next((h for h in arms if end <= h.start <= min(figure.after, end + 30)), None)
    near = near or next((h for h in arms if 0 <= figure.number.start - h.end <= 3), None)
    return ("other", near) if near else _NOTHING


def _lasting(figure: Figure, scenes: list[Scene]) -> Counted:
    """How long deliveries last or a ride takes; other spans of time are no claims."""
    thing = noun(figure)
    if is_ride(figure, scenes) or is_stint(figure):
        return "duration", None
    lasts = thing and thing.kind == "duration" and figure.scene.names("supply") and _LASTING.search(figure.lead(20))
    return ("duration", thing) if lasts else _NOTHING


def _bridge(figure: Figure, scenes: list[Scene]) -> bool:
    return any(scenes[j].names("bridge") for j in {figure.place, max(0, figure.place - 1), 0})


def _is_test(scene: Scene) -> bool:
    """Missiles fired into the sea are the North's own tests, unless the sentence hands them to the war."""
    return scene.names("test") and not scene.names("war", "supply")
