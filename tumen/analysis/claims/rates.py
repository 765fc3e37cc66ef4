"""How often a line runs, how long a ride takes, how much passes in a day: figures that count no thing of their own."""

from __future__ import annotations

import re

from tumen.analysis.claims.clauses import Figure, Scene
from tumen.analysis.matching.lexicon import Hit

_SPAN = (
    r"(?:day|week|month|year|fortnight|сутки|день|недел\w+|месяц|год|тиждень|місяць|рік|добу|dni[ua]?|dzień|dob[ęy]|"
    r"tygodni\w+|miesiąc\w*|roku?|monat|woche|tag|jahr|jour|semaine|mois|an|día|semana|mes|año)\b"
)
_EACH = (
    rf"\s(?:(?:a|an|per|every|each|в|на|w|im|pro|am|die|par|por|al)\s{_SPAN}|daily|ежедневно|щодня|dziennie|täglich)"
)
_TIMES = re.compile(
    rf"(?:\s?(?:times|раза?|рази?|разів|razy|mal|fois|veces))?(?:{_EACH})|\s?(?:차례|번|회|편|왕복|回|便|往復|次|班|趟)"
)
_EACH_BEFORE = re.compile(
    r"(?:(?:매달|매월|매주|매일|하루|한 달에|일주일에|每(?:个)?(?:月|周|天|日|年|星期)|毎月|毎週|毎日|月に|週に|"
    r"[1一]日)[^\d，,。、]{0,7}|"
    r"(?<![\d가-힣])[월주연]\s?|(?<![\d一-龥])[月週年日])$"
)
# "每天可通行300辆汽车和2850人", "вмещает до 250 человек": what passes, and what there is room for.
_DAY_BEFORE = re.compile(r"(?:每天|每日|하루|毎日|1日)[^,。;]{0,20}$")
_CAPACITY = re.compile(
    r"(?:вмеща\w*|вмістит\w*|вместимост\w*|capacity|\bcarry|\bcarries|accommodat\w+|\bseats?\b|수용|정원|"
    r"可容纳|定員|"
    r"pomieści\w*|fasst)[^,.;]{0,16}$"
)
_TIME_UNIT = re.compile(
    r"[\s-]?(?:years?|months?|weeks?|days?|hours?|minutes?|лет|год|месяц|недел|дней|дня|день|суток|сутки|час|минут|"
    r"minut\w*|рок|"
    r"місяц|тижн|днів|дні\b|діб|доби|годин|lat\b|miesi|tygodni|dni\b|godzin|jahr|monat|woche|tage?n?\b|stunde|mois|"
    r"semaine|jours|heures|meses|semanas|días|horas|년|개월|주\b|주일|주간|일\b|일간|일짜리|시간|분\b|年|个月|個月|周|"
    r"天|小时|小時|分|日間|日\b|か月|カ月|ヶ月|週間|時間)"
)
# Words for a ride and its length; in the present or future, since "took 20 hours" tells of one traveller.
_RIDE = re.compile(
    r"\b(?:takes?|will take|lasts?|journey\w*|trip|ride|travel time|flight time|в пути|дорог\w+|занимает|займет|"
    r"время полета|у дорозі|в дорозі|триватиме|займе|podróż\w*|potrwa|trwa|przejazd\w*|fahrt\w*|fahrzeit|dauert|"
    r"reise\w*|"
    r"flugzeit|trajet|dure|viaje|dura)\b|소요|걸리|걸린|운행 시간|비행 ?시간|飛行時間|所要|かかる|全程|耗时|用时|车程|"
    r"航程|历时"
)
_STINT = re.compile(
    r"(?:[-\s](?:long )?(?:deployment|mission|stint|tour|operation)|\w*\s(?:командировк|миссии|службы|місії)|(?:간|"
    r"간의|동안)?\s?"
    r"(?:의\s)?(?:파병|임무|해외|작전|복무)|的?(?:任务|部署|派遣)|の(?:派遣|任務))"
)
_STINT_BEFORE = re.compile(r"(?:任务|任務|派遣期間|部署)(?:的|は|期间)?[^\d,。]{0,3}$|(?:파병|임무) 기간[은이]?\s?$")
_RIDE_REACH = 26
# A ride takes days or hours; years and months beside one are the time since the last.
_NO_RIDE = re.compile(
    r"[\s-]?(?:year|month|week|лет|год|месяц|недел|рок|місяц|тижн|lat\b|miesi|tygod|jahr|monat|woche|년|개월|주|年|"
    r"个月|周)"
)
_LENGTH = re.compile(
    r"[\s-]?(?:km|m|км|м|㎞|kilomet(?:er|re)s?|met(?:er|re)s?|километр\w*|метр\w*|кілометр\w*|metr\w*|kilometr\w*)"
    r"(?![^\W\d_\u1100-\u9fff\uac00-\ud7a3])|\s?(?:킬로미터|미터|公里|米|キロ(?:メートル)?|メートル)"
)
_METRIC_OF = {"rail": "trains", "air": "flights"}


def rate(figure: Figure, scenes: list[Scene]) -> tuple[str, Hit | None]:
    """Return the metric of a frequency, and the vehicle that runs: trains, flights, else other; "" when it is none."""
    end = figure.number.end
    after = _TIMES.match(figure.folded, end)
    if after is None:
        return "", None
    word = figure.folded[end : after.end()]
    before = _EACH_BEFORE.search(figure.lead(12))
    if not before and re.search(_EACH, word) is None:
        return "", None
    vehicle = _vehicle(figure, scenes)
    return (_METRIC_OF.get(vehicle.kind, "other"), vehicle) if vehicle else ("", None)


def is_time(figure: Figure) -> bool:
    """Whether the figure counts days, hours or years."""
    return _TIME_UNIT.match(figure.folded, figure.number.end) is not None


def is_ride(figure: Figure, scenes: list[Scene]) -> bool:
    """Whether the figure, a span of time, is how long a train, plane or ship takes."""
    unit = _TIME_UNIT.match(figure.folded, figure.number.end)
    if unit is None or _NO_RIDE.match(unit[0]) or _vehicle(figure, scenes) is None:
        return False
    around = figure.lead(_RIDE_REACH), figure.folded[unit.end() : min(figure.scene.end, unit.end() + _RIDE_REACH)]
    return any(
        _RIDE.search(side) for side in (re.split(r"[;。]", around[0])[-1], re.split(r"[,;。，、]", around[1])[0])
    )


def is_stint(figure: Figure) -> bool:
    """Whether days or months are how long people were sent for: "a 120-day deployment"."""
    unit = _TIME_UNIT.match(figure.folded, figure.number.end)
    if unit is None or re.match(r"[\s-]?(?:year|лет|год|рок|lat|jahr|년|年)", unit[0]):
        return False
    behind = _STINT.match(figure.folded, unit.end(), figure.scene.end)
    return behind is not None or _STINT_BEFORE.search(figure.lead(12)) is not None


def length(figure: Figure) -> Hit | None:
    """Return a unit of length right behind the digits: "850m" is one word."""
    end = figure.number.end
    match = _LENGTH.match(figure.folded, end)
    return Hit("length", end, match.end()) if match else None


def is_on_a_line(figure: Figure, scenes: list[Scene]) -> bool:
    """Whether a length is that of a railway or a journey on it."""
    vehicle = _vehicle(figure, scenes)
    return vehicle is not None and vehicle.kind == "rail"


def is_daily(figure: Figure, thing: Hit) -> bool:
    """Whether so many of a thing pass in a day or a month: "2,850 people a day"."""
    end = max(figure.number.end, thing.end)
    lead = figure.lead(24)
    return (
        re.match(_EACH, figure.folded[end : end + 24]) is not None
        or _EACH_BEFORE.search(lead[-12:]) is not None
        or _DAY_BEFORE.search(lead) is not None
        or _CAPACITY.search(lead) is not None
    )


def _vehicle(figure: Figure, scenes: list[Scene]) -> Hit | None:
    """What runs: the vehicle nearest before the figure, else behind it, else in the sentence before or the title."""
    here = [v for v in figure.scene.vehicles if v.end <= figure.number.start]
    if here:
        return here[-1]
    if figure.scene.vehicles:
        return figure.scene.vehicles[0]
    for j in (figure.place - 1, 0):
        if 0 <= j < figure.place and scenes[j].vehicles:
            return scenes[j].vehicles[0]
    return None
