"""The words of dates: months, weekdays, halves of the day, zones and eras, by the languages of our sources."""

from __future__ import annotations

import re

_MONTHS = (
    "january jan январь января янв січня січень stycznia styczeń januar jänner jan janvier janv enero ene gennaio janeiro",
    "february feb февраль февраля фев лютого лютий lutego luty februar februaris février fevrier févr febrero febbraio fevereiro",
    "march mar март марта мар березня березень marca marzec märz maerz mars marzo março",
    "april apr апрель апреля апр квітня квітень kwietnia kwiecień avril avr abril abr aprile",
    "may май мая травня травень maja maj mai mayo maggio maio",
    "june jun июнь июня июн червня червень czerwca czerwiec juni juin junio giugno junho",
    "july jul июль июля июл липня липень lipca lipiec juli juillet juil julio luglio julho",
    "august aug август августа авг серпня серпень sierpnia sierpień août aout agosto ago",
    "september sep sept сентябрь сентября сен сент вересня вересень września wrzesień septembre septiembre settembre setembro",
    "october oct октябрь октября окт жовтня жовтень października październik oktober okt octobre octubre ottobre outubro",
    "november nov ноябрь ноября ноя листопада листопад listopada listopad novembre noviembre novembro",
    "december dec декабрь декабря дек грудня грудень grudnia grudzień dezember dez décembre diciembre dicembre dezembro",
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

# Hours east of Greenwich. Names that mean two zones (IST, CST) are given only where our sources use one.
ZONES = {
    "gmt": 0.0,
    "utc": 0.0,
    "ut": 0.0,
    "wet": 0.0,
    "bst": 1.0,
    "cet": 1.0,
    "mez": 1.0,
    "cest": 2.0,
    "mesz": 2.0,
    "eet": 2.0,
    "eest": 3.0,
    "msk": 3.0,
    "мск": 3.0,
    "по московскому времени": 3.0,
    "msd": 4.0,
    "yekt": 5.0,
    "krat": 7.0,
    "irkt": 8.0,
    "hkt": 8.0,
    "sgt": 8.0,
    "北京时间": 8.0,
    "北京時間": 8.0,
    "jst": 9.0,
    "日本時間": 9.0,
    "kst": 9.0,
    "한국시간": 9.0,
    "한국시각": 9.0,
    "yakt": 9.0,
    "vlat": 10.0,
    "aest": 10.0,
    "aedt": 11.0,
    "est": -5.0,
    "edt": -4.0,
    "cst": -6.0,
    "cdt": -5.0,
    "mst": -7.0,
    "mdt": -6.0,
    "pst": -8.0,
    "pdt": -7.0,
}

# Names that stay the same in summer, when the clock does not.
CIVIL_ZONES = {"et": "America/New_York", "ct": "America/Chicago", "pt": "America/Los_Angeles"}

# Years counted from a birth, an enthronement or a republic: the year beside it in brackets, else era + offset.
ERAS = (
    (re.compile(r"(?:주체|juche|чучхе|主体|主體)\s?(?P<era>\d{2,3})\s?(?:[,(\[]\s?(?P<year>\d{4})\s?[)\]]?)?"), 1911),
    (re.compile(r"(?:民國|民国)\s?(?P<era>\d{2,3})(?P<year>(?!))?"), 1911),
    (re.compile(r"令和\s?(?P<era>\d{1,2}|元)(?P<year>(?!))?"), 2018),
    (re.compile(r"平成\s?(?P<era>\d{1,2}|元)(?P<year>(?!))?"), 1988),
)
