"""The words of dates: months, weekdays, halves of the day, zones and eras, by the languages of our sources."""

from __future__ import annotations

import re

_MONTHS = (
    "january jan январь января янв січня січень stycznia styczeń januar jänner jan janvier janv enero ene gennaio janeiro",
    "february feb февраль февраля фев лютого лютий lutego luty februar februaris février fevrier févr febrero febbraio fevereiro",
    "march mar март марта мар березня березень marca marzec märz mär maerz mars marzo março",
    "april apr апрель апреля апр квітня квітень kwietnia kwiecień avril avr abril abr aprile",
    "may май мая травня травень maja maj mai mayo maggio maio",
    "june jun июнь июня июн червня червень czerwca czerwiec juni juin junio giugno junho",
    "july jul июль июля июл липня липень lipca lipiec juli juillet juil julio luglio julho",
    "august aug août август августа авг серпня серпень sierpnia sierpień août aout agosto ago",
    "september sep sept сентябрь сентября сен сент вересня вересень września wrzesień septembre septiembre settembre setembro",
    "october oct октябрь октября окт жовтня жовтень października październik oktober okt octobre octubre ottobre outubro",
    "november nov ноябрь ноября ноя листопада листопад listopada listopad novembre noviembre novembro",
    "december dec декабрь декабря дек грудня грудень grudnia grudzień dezember dez décembre déc diciembre dicembre dezembro",
)
MONTHS = {name: number for number, row in enumerate(_MONTHS, 1) for name in row.split()}

WEEKDAYS = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
    "пн",
    "вт",
    "ср",
    "чт",
    "пт",
    "сб",
    "вс",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
]

MORNING = ("오전", "上午", "午前")
AFTERNOON = ("오후", "下午", "午後")

# Hours east of Greenwich, of names that mean one zone only.
ZONES = {
    **dict.fromkeys(("gmt", "utc", "ut", "wet", "greenwich mean time", "coordinated universal time"), 0.0),
    **dict.fromkeys(("cet", "mez", "west", "wat", "central european time", "british summer time"), 1.0),
    **dict.fromkeys(("cest", "mesz", "mest", "eet", "cat", "sast", "central european summer time"), 2.0),
    **dict.fromkeys(("eest", "msk", "мск", "eat", "trt", "idt", "московское время", "время московское"), 3.0),
    **dict.fromkeys(("по московскому времени", "по москве", "moscow time", "moscow standard time"), 3.0),
    **dict.fromkeys(("msd", "samt"), 4.0),
    **dict.fromkeys(("irst", "iran standard time"), 3.5),
    **dict.fromkeys(("aft", "kabul time"), 4.5),
    **dict.fromkeys(("yekt", "pkt", "uzt"), 5.0),
    **dict.fromkeys(("india standard time", "indian standard time"), 5.5),
    "npt": 5.75,
    **dict.fromkeys(("omst", "novt"), 6.0),
    "mmt": 6.5,
    **dict.fromkeys(("krat", "wib", "ict", "indochina time"), 7.0),
    **dict.fromkeys(("irkt", "hkt", "sgt", "myt", "awst", "wita", "pht", "ulat"), 8.0),
    **dict.fromkeys(("beijing time", "china standard time", "北京时间", "北京時間", "по пекинскому времени"), 8.0),
    **dict.fromkeys(("jst", "日本時間", "japan standard time", "tokyo time", "yakt", "wit"), 9.0),
    **dict.fromkeys(("kst", "한국시간", "한국시각", "korea standard time", "korean standard time", "seoul time"), 9.0),
    "acst": 9.5,
    **dict.fromkeys(("vlat", "aest", "chst"), 10.0),
    "acdt": 10.5,
    **dict.fromkeys(("aedt", "magt", "sakt"), 11.0),
    **dict.fromkeys(("nzst", "pett"), 12.0),
    "nzdt": 13.0,
    **dict.fromkeys(("est", "eastern standard time"), -5.0),
    **dict.fromkeys(("edt", "eastern daylight time"), -4.0),
    "cdt": -5.0,
    **dict.fromkeys(("mst", "mountain standard time"), -7.0),
    "mdt": -6.0,
    **dict.fromkeys(("pst", "pacific standard time"), -8.0),
    **dict.fromkeys(("pdt", "pacific daylight time"), -7.0),
    "akst": -9.0,
    "akdt": -8.0,
    "hst": -10.0,
    "brt": -3.0,
    "adt": -3.0,
}

# Names of several zones, with the one they mean where the source says no country (None: nobody can tell). RFC 822
# gives CST to America, and British summer is the only BST that feeds were seen to write.
AMBIGUOUS_ZONES: dict[str, float | None] = {
    "cst": -6.0,
    "bst": 1.0,
    **dict.fromkeys(("ist", "ast", "gst", "sst", "wst", "amt", "ect", "act", "bt", "pyt", "met"), None),
}

# Names that stay the same in summer, when the clock does not.
CIVIL_ZONES = {
    **dict.fromkeys(("et", "eastern time"), "America/New_York"),
    **dict.fromkeys(("ct", "central time"), "America/Chicago"),
    **dict.fromkeys(("pt", "pacific time"), "America/Los_Angeles"),
    **dict.fromkeys(("по киевскому времени", "по киеву", "за київським часом", "за києвом"), "Europe/Kyiv"),
    "по пхеньянскому времени": "Asia/Pyongyang",
    "по сеульскому времени": "Asia/Seoul",
    "london time": "Europe/London",
}

# The hour of a place that only the text names.
ELSEWHERE = (
    "local time",
    "по местному времени",
    "за місцевим часом",
    "현지시간",
    "현지시각",
    "当地时间",
    "現地時間",
    "ortszeit",
)

# What stands before the date of a later change.
CHANGED = (
    "수정", "업데이트", "updated", "update", "modified", "edited", "обновлено", "обновлён", "обновлен", "изменено",
    "оновлено", "更新", "修改", "aktualisiert", "mis à jour", "actualizado", "zaktualizowano",
)  # fmt: skip

# Years counted from a birth, an enthronement or a republic: the year beside it in brackets, else era + offset.
ERAS = (
    (re.compile(r"(?:주체|juche|чучхе|主体|主體)\s?(?P<era>\d{2,3})\s?(?:[,(\[]\s?(?P<year>\d{4})\s?[)\]]?)?"), 1911),
    (re.compile(r"(?:民國|民国)\s?(?P<era>\d{2,3})(?P<year>(?!))?"), 1911),
    (re.compile(r"令和\s?(?P<era>\d{1,2}|元)(?P<year>(?!))?"), 2018),
    (re.compile(r"平成\s?(?P<era>\d{1,2}|元)(?P<year>(?!))?"), 1988),
)
