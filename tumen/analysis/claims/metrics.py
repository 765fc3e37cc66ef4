"""Which quantity a figure is: the metric, by its unit, its noun and what became of those counted."""

from __future__ import annotations

import re

from tumen.analysis.claims.beside import fate, is_people, noun, second
from tumen.analysis.claims.nouns import PEOPLE, PEOPLE_METRICS
from tumen.analysis.claims.rates import is_daily, is_on_a_line, is_ride, is_stint, is_time, length, rate
from tumen.analysis.claims.scenes import Figure, Scene
from tumen.analysis.claims.things import open_thing
from tumen.analysis.lexicon import Hit

Counted = tuple[str, Hit | None]
_NOTHING: Counted = ("", None)
# Without a noun the fate must stand close to the figure: "600 killed", "the number killed is put at around 600".
_CLOSE = 34
_LASTING = re.compile(
    r"\b(?:for|od|przez|в течение|уже|протягом|вже|depuis|seit|desde)\s(?:about |over |already |już )?$"
)
# A figure without a noun goes on counting what was counted before: "3,000 troops now, 10,000 by December".
_BARE = re.compile(
    r"\s?(?:[,.;)]|$|\s(?:in|are|were|was|had|have|has|to be|by|at|near|more|sent|deployed|dispatched|arrived|followed|"
    r"joined|on|of them|stationed|remain|last|this|who|while|as|would|will|may|could|"
    r"в|на|уже|еще|было|были|из них|до|к|прибы\w+|приед\w+|отправ\w+|направ\w+|наход\w+|могут|у|вже|ще|з них|"
    r"w|na|są|było|im|in|sind|waren|sollen|en|están|est)\b)"
)
_HEADS = frozenset({"tourists", "students", "workers", "engineers", "troops_deployed"})
_OF_THESE = re.compile(r"(?:из них|of them|of whom|з них|z nich|davon|其中|うち|이 중|이 가운데|그중)\s?\w{0,6}\s?$")
_MORE = re.compile(
    r"(?:еще|ще|another|additional|further|kolejn\w+|dalsz\w+|jeszcze|weitere\w*|另有?|还有|さらに|추가로|"
    r"또)\s?\w{0,8}\s?$"
)
# "In April it had put them at 600": an earlier count of the same.
_THEN = re.compile(
    r"時点|としてい|当初|従来|\bhad (?:put|said|estimated|counted)|\b(?:earlier|previous)|ранее|прежн|раніше|попередн|"
    r"wcześniej|"
    r"zuvor|früher|당초|기존|앞서|이전|此前|之前|原先"
)
_SENT = re.compile(
    r"\b(?:sen[dt]|sending|deploy\w*|dispatch\w*|arriv\w+|join\w*|head\w*|travel\w*)\b|отправ|направ|прибы|приед|"
    r"переброш|надіш|"
    r"відправ|прибу|wyje|wysł|wysyła|trafi|entsend|entsandt|schick|unterwegs|파견|파병|이동|보내|보낼|투입|배치|派|赴|"
    r"抵达|到着|送"
)
# Fewer soldiers than this, with nothing said to have become of them, are persons in a story, no force.
_FEW = 20
_PEOPLE_OF = {
    "troops": "troops_deployed",
    "workers": "workers",
    "crews": "workers",
    "engineers": "engineers",
    "tourists": "tourists",
    "students": "students",
}
_OF_THEM = re.compile(r"\s(?:of them|из них|з них|z nich|von ihnen|davon)\b")
_AREA = re.compile(r"\s?(?:square|sq|кв\.|квадратн|квадратов|kw|quadrat|제곱|평방|平方|㎡)")
# Wages are no sums between the two.
_HOURLY = re.compile(r"\s(?:an|per|pro|за|в|на|na) ?(?:hour|час|годину|godzinę|stunde)\b")
_HOURLY_BEFORE = re.compile(r"(?:시급|시간당|时薪|時給|每小时)\S{0,6}\s?$")
_DEPLOYED = re.compile(r"배치|파병|주둔|部署|驻扎|配置|駐留|deployed|stationed|размещен|переброшен")
_OUT_OF = re.compile(
    r"\b(?:of|among|из|spośród|з|von|de)\s(?:about |some |around |the |roughly |over |więcej |примерно |около )?$"
)


_CAP = re.compile(
    r"\b(?:cap|limit|ceiling|quota|лимит\w*|квот\w*|limit\w*)\s(?:of|at|в|wynosi)?\s?$|(?:상한|한도|"
    r"上限)\S{0,3}\s?$"
)


# What people without another noun are there for.
_AT_WORK = re.compile(
    r"\bwork(?:ing)?\b|\balabuga|алабуг|ałabu|елабуг|yelabuga|работать|працюва|pracowa|arbeiten\b|알라부가|취업|就労|"
    r"务工|打工"
)
_AT_WAR = re.compile(
    r"\bkursk|\bfront\b|\bfight|\bcombat\b|курск|курщин|фронт|воюют|воюють|쿠르스크|전선|库尔斯克|クルスク|前線"
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
        going_on = _continued(figure, scenes, before)
        return (going_on, None) if going_on else open_thing(figure)
    if thing.kind == "person":
        if is_daily(figure, thing):
            return "other", thing
        return _compared(figure, before) or _who(figure, scenes) or ("" if figure.scene.fates else "thing"), thing
    if thing.kind == "shells" and thing.end - thing.start == 1 and before and before[-1] == "missiles":
        return "missiles", thing  # 발, a counter of both
    if is_people(thing) and second(figure, thing):
        return "together", thing
    return ("" if _is_lone(figure, thing) else _of_noun(figure, thing, scenes)), thing


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
        sent = figure.number.high >= _FEW or _SENT.search(figure.folded, figure.scene.start, figure.scene.end)
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


def _who(figure: Figure, scenes: list[Scene]) -> str:
    """Who "1,500 people" are: by the other nouns of the sentence, else of the one before and of the title."""
    if _DEPLOYED.search(figure.folded, figure.number.end, min(figure.scene.end, figure.number.end + 20)):
        return "troops_deployed"
    if _AT_WORK.search(figure.folded, figure.number.end, figure.scene.end):
        return "workers"
    near = [h for h in figure.scene.nouns if h.kind in _PEOPLE_OF and h.end <= figure.number.start]
    if near:
        return _PEOPLE_OF[near[-1].kind]
    for j in dict.fromkeys((figure.place, max(0, figure.place - 1), 0, min(1, len(scenes) - 1))):
        kinds = {h.kind for h in scenes[j].nouns}
        for kind in ("troops", "workers", "engineers", "tourists"):
            if kind in kinds:
                return "troops_deployed" if kind == "troops" else kind
    words = figure.folded[figure.scene.start : figure.scene.end]
    return "workers" if _AT_WORK.search(words) else "troops_deployed" if _AT_WAR.search(words) else ""


def _compared(figure: Figure, before: list[str]) -> str:
    """The metric of an earlier count of the same people, which a sentence sets beside today's."""
    fates = [m for m in before if m in ("troops_killed", "casualties", "wounded", "prisoners")]
    words = figure.folded[figure.scene.start : figure.scene.end]
    return fates[-1] if fates and _THEN.search(words) and not _SENT.search(words) else ""


def _continued(figure: Figure, scenes: list[Scene], before: list[str]) -> str:
    """What a figure without a noun counts: the same people as before; "600 dead of 15,000" counts those sent."""
    if not before and _OF_THEM.match(figure.folded, figure.number.end):
        return _who(figure, scenes)
    if before and before[-1] in _HEADS and (_OF_THESE.search(figure.lead(14)) or _MORE.search(figure.lead(14))):
        return before[-1]
    people = [m for m in before if m in PEOPLE_METRICS]
    if people and _MORE.search(figure.lead(14)) and _SENT.search(figure.folded, figure.number.end, figure.scene.end):
        return (
            people[0] if people[0] not in ("troops_killed", "casualties", "wounded", "prisoners") else "troops_deployed"
        )
    if not people or figure.number.low < 100 or not _BARE.match(figure.folded, figure.number.end, figure.scene.end):
        return ""
    if _compared(figure, before):
        return people[-1]
    if people[-1] in ("troops_killed", "casualties", "wounded", "prisoners"):
        return "troops_deployed" if _OUT_OF.search(figure.lead(24)) else ""
    return people[-1]
