"""Who people are of whom a text says no more than their number, and what a figure without a noun goes on counting."""

from __future__ import annotations

import re

from tumen.analysis.claims.clauses import Figure, Scene
from tumen.analysis.claims.nouns import PEOPLE_METRICS

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
_PEOPLE_OF = {
    "troops": "troops_deployed",
    "workers": "workers",
    "crews": "workers",
    "engineers": "engineers",
    "tourists": "tourists",
    "students": "students",
}
_OF_THEM = re.compile(r"\s(?:of them|из них|з них|z nich|von ihnen|davon)\b")
_DEPLOYED = re.compile(r"배치|파병|주둔|部署|驻扎|配置|駐留|deployed|stationed|размещен|переброшен")
_OUT_OF = re.compile(
    r"\b(?:of|among|из|spośród|з|von|de)\s(?:about |some |around |the |roughly |over |więcej |примерно |около )?$"
)
# What people without another noun are there for.
AT_WORK = re.compile(
    r"\bwork(?:ing)?\b|\balabuga|алабуг|ałabu|елабуг|yelabuga|работать|працюва|pracowa|arbeiten\b|알라부가|취업|就労|"
    r"务工|打工"
)
_VISITS = re.compile(
    r"\bholiday|\bvacation|\bvisited\b|\btour(?:ed|ist)|съезди|посети|побыва|отдохн|отдых|відвіда|відпочи|odwiedzi|"
    r"besucht|관광|여행|"
    r"旅游|游览|観光"
)
_STUDIES = re.compile(r"universit|\bвуз|університет|uczelni|대학|유학|大学|留学")
_AT_WAR = re.compile(
    r"\bkursk|\bfront\b|\bfight|\bcombat\b|курск|курщин|фронт|воюют|воюють|쿠르스크|전선|库尔斯克|クルスク|前線"
)
SENT = re.compile(
    r"\b(?:sen[dt]|sending|deploy\w*|dispatch\w*|arriv\w+|join\w*|head\w*|travel\w*)\b|отправ|направ|прибы|приед|"
    r"переброш|надіш|"
    r"відправ|прибу|wyje|wysł|wysyła|trafi|entsend|entsandt|schick|unterwegs|파견|파병|이동|보내|보낼|투입|배치|派|赴|"
    r"抵达|到着|送"
)
_FATES = ("troops_killed", "casualties", "wounded", "prisoners")
_ARMS = ("shells", "containers", "missiles", "artillery_pieces")
# Below this a bare figure is seldom people: "in 12 and more towns".
_MANY = 100


def who(figure: Figure, scenes: list[Scene]) -> str:
    """Return who "1,500 people" are: by what they do, the other nouns of the sentence, the one before and the title."""
    if _DEPLOYED.search(figure.behind[:20]):
        return "troops_deployed"
    if AT_WORK.search(figure.behind):
        return "workers"
    if _VISITS.search(figure.sentence):
        return "tourists"
    if _STUDIES.search(figure.sentence):
        return "students"
    near = [h for h in figure.scene.nouns if h.kind in _PEOPLE_OF and h.end <= figure.number.start]
    return _PEOPLE_OF[near[-1].kind] if near else _of_the_text(figure, scenes)


def _of_the_text(figure: Figure, scenes: list[Scene]) -> str:
    for j in dict.fromkeys((figure.place, max(0, figure.place - 1), 0, min(1, len(scenes) - 1))):
        kinds = {h.kind for h in scenes[j].nouns}
        for kind in ("troops", "workers", "engineers", "tourists"):
            if kind in kinds:
                return _PEOPLE_OF[kind]
    return (
        "workers" if AT_WORK.search(figure.sentence) else "troops_deployed" if _AT_WAR.search(figure.sentence) else ""
    )


def compared(figure: Figure, before: list[str]) -> str:
    """Return the metric of an earlier count of the same people, which a sentence sets beside today's."""
    fates = [m for m in before if m in _FATES]
    return fates[-1] if fates and _THEN.search(figure.sentence) and not SENT.search(figure.sentence) else ""


def continued(figure: Figure, scenes: list[Scene], before: list[str]) -> str:
    """Return what a figure without a noun counts: the same as before; "600 dead of 15,000" counts those sent."""
    if not before and _OF_THEM.match(figure.behind):
        return who(figure, scenes)
    more = _MORE.search(figure.lead(14))
    if before and before[-1] in _HEADS and (more or _OF_THESE.search(figure.lead(14))):
        return before[-1]
    people = [m for m in before if m in PEOPLE_METRICS]
    if people and more and SENT.search(figure.behind):
        return "troops_deployed" if people[0] in _FATES else people[0]
    if not _BARE.match(figure.behind):
        return ""
    return _bare(figure, people, before)


def _bare(figure: Figure, people: list[str], before: list[str]) -> str:
    if not people:
        arms = [m for m in before if m in _ARMS]
        return arms[-1] if arms and figure.number.low >= 10 else ""
    if figure.number.low < _MANY:
        return ""
    if people[-1] in _FATES and not compared(figure, before):
        return "troops_deployed" if _OUT_OF.search(figure.lead(24)) else ""
    return people[-1]
