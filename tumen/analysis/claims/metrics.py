"""Which quantity a figure is: the metric, by its unit, its noun and what became of those counted."""

from __future__ import annotations

import re

from tumen.analysis.claims.beside import fate, is_people, noun
from tumen.analysis.claims.nouns import PEOPLE, PEOPLE_METRICS
from tumen.analysis.claims.scenes import Figure, Scene
from tumen.analysis.lexicon import Hit

Counted = tuple[str, Hit | None]
_NOTHING: Counted = ("", None)
# Without a noun the fate must stand close to the figure: "600 killed", "the number killed is put at around 600".
_CLOSE = 34
_TIME_UNIT = re.compile(
    r"[\s-]?(?:years?|months?|weeks?|days?|hours?|minutes?|лет|год|месяц|недел|дней|дня|час|минут|рок|місяц|тижн|"
    r"днів|годин|lat\b|miesi|tygodni|dni\b|godzin|jahr|monat|woche|tag|stunde|mois|semaine|jours|heures|meses|"
    r"semanas|días|horas|년|개월|주\b|일\b|일간|시간|분\b|年|个月|周|天|小时|分|日間|か月|カ月|週間|時間)"
)
_LASTING = re.compile(
    r"\b(?:for|od|przez|в течение|уже|протягом|вже|depuis|seit|desde)\s(?:about |over |already |już )?$"
)
_LENGTH = re.compile(r"\s?(?:km|m|км|м|㎞|㎡)(?![a-zа-я])")
# A figure without a noun goes on counting what was counted before: "3,000 troops now, 10,000 by December".
_BARE = re.compile(
    r"\s?(?:[,.;)]|$|\s(?:in|are|were|was|had|have|has|to be|by|at|near|more|sent|deployed|on|of them|stationed|remain|"
    r"в|на|уже|было|были|из них|до конца|w|na|są|było|im|in|sind|waren|en|están|est)\b)"
)
_DEPLOYED = re.compile(r"배치|파병|주둔|部署|驻扎|配置|駐留|deployed|stationed|размещен|переброшен")
_OUT_OF = re.compile(
    r"\b(?:of|among|из|spośród|з|von|de)\s(?:about |some |around |the |roughly |over |więcej |примерно |около )?$"
)


_CAP = re.compile(
    r"\b(?:cap|limit|ceiling|quota|лимит\w*|квот\w*|limit\w*)\s(?:of|at|в|wynosi)?\s?$|(?:상한|한도|"
    r"上限)\S{0,3}\s?$"
)


def metric(figure: Figure, scenes: list[Scene], before: list[str]) -> Counted:
    """Return the metric and the noun or fate that says so; an empty metric when the figure is no claim.

    `before` are the metrics found so far in this and the previous sentence.
    """
    if figure.number.unit:
        return _of_unit(figure)
    if _CAP.search(figure.lead(24)):
        return _NOTHING
    if _TIME_UNIT.match(figure.folded, figure.number.end):
        return _lasting(figure)
    thing = _length(figure) or noun(figure)
    became = fate(figure, thing)
    if became and _is_fates(figure, thing, became):
        return (became.kind, thing if thing and is_people(thing) and thing.kind != "person" else became)
    if thing is None:
        return _continued(figure, before), None
    if thing.kind == "person":
        return _who(figure, scenes), thing
    # "one passenger in mind": a lone thing is a turn of speech, a lone captive is news.
    lone = figure.number.high == 1 and thing.kind not in PEOPLE
    return ("" if lone else _of_noun(figure, thing)), thing


def _is_fates(figure: Figure, thing: Hit | None, became: Hit) -> bool:
    """Whether the figure counts the fate: of the people named, or of nobody named but close by."""
    if thing is not None and is_people(thing):
        return True
    behind = became.start >= figure.number.end
    nearer = thing is None or (behind and (thing.start > became.start or thing.end <= figure.number.start))
    gap = figure.between(became)
    return nearer and len(gap) <= _CLOSE and not re.search(r"[,;.]\s", gap)


def _of_noun(figure: Figure, thing: Hit) -> str:
    if thing.kind == "troops":
        return "troops_deployed"
    if thing.kind == "length":
        return "other" if figure.scene.names("bridge") else ""
    if thing.kind == "missiles" and _is_test(figure.scene):
        return ""
    return thing.kind


def _of_unit(figure: Figure) -> Counted:
    """Money and shares: trade by the words of the sentence, shares of arms; other percentages are left out."""
    trade = figure.scene.names("trade")
    if figure.number.unit != "%":
        return ("trade_value" if trade else "money"), None
    if trade:
        return "trade_value", None
    end = figure.number.end
    arms = [h for h in figure.scene.nouns if h.kind in ("shells", "missiles")]
    near = next((h for h in arms if end <= h.start <= min(figure.after, end + 30)), None)
    return ("other", near) if near else _NOTHING


def _lasting(figure: Figure) -> Counted:
    """ "has supplied shells for a month and a half": how long deliveries last; other spans of time are no claims."""
    thing = noun(figure)
    lasts = thing and thing.kind == "duration" and figure.scene.names("supply") and _LASTING.search(figure.lead(20))
    return ("other", thing) if lasts else _NOTHING


def _length(figure: Figure) -> Hit | None:
    """A unit written right behind the digits, "850m", is no word of its own."""
    end = figure.number.end
    match = _LENGTH.match(figure.folded, end)
    return Hit("length", end, match.end()) if match else None


def _is_test(scene: Scene) -> bool:
    """Missiles fired into the sea are the North's own tests, unless the sentence hands them to the war."""
    return scene.names("test") and not scene.names("war", "supply")


def _who(figure: Figure, scenes: list[Scene]) -> str:
    """Who "1,500 people" are: by the other nouns of the sentence, else of the one before and of the title."""
    if _DEPLOYED.search(figure.folded, figure.number.end, min(figure.scene.end, figure.number.end + 20)):
        return "troops_deployed"
    for j in dict.fromkeys((figure.place, max(0, figure.place - 1), 0)):
        kinds = {h.kind for h in scenes[j].nouns}
        for kind in ("troops", "workers", "engineers", "tourists"):
            if kind in kinds:
                return "troops_deployed" if kind == "troops" else kind
    return ""


def _continued(figure: Figure, before: list[str]) -> str:
    """What a figure without a noun counts: the same people as before; "600 dead of 15,000" counts those sent."""
    people = [m for m in before if m in PEOPLE_METRICS]
    if not people or figure.number.low < 100 or not _BARE.match(figure.folded, figure.number.end):
        return ""
    if people[-1] in ("troops_killed", "casualties", "prisoners"):
        return "troops_deployed" if _OUT_OF.search(figure.lead(24)) else ""
    return people[-1]
