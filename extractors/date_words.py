"""The words of dates: months, weekdays, halves of the day, zones and eras, by the languages of our sources."""

from __future__ import annotations

import re

_MONTHS = (
    "january jan январь января янв січня січень січ студзеня януари јануар stycznia styczeń sty januar jänner "
    "janvier janv enero ene gennaio gen janeiro ocak januari ledna leden tammikuuta ianuarie január januára janar "
    "ιανουαρίου يناير มกราคม",
    "february feb февраль февраля фев февр лютого лютий лют лютага февруари фебруар lutego luty lut februar "
    "februaris février fevrier févr febrero febbraio fevereiro fev şubat februari února únor helmikuuta februarie "
    "február februára φεβρουαρίου فبراير กุมภาพันธ์",
    "march mar март марта мар березня березень бер сакавіка marca marzec märz mär maerz mrz mars marzo março mart "
    "maart marts března březen maaliskuuta martie március maret μαρτίου مارس มีนาคม",
    "april apr апрель апреля апр квітня квітень кві красавіка април kwietnia kwiecień kwi avril avr abril abr "
    "aprile nisan dubna duben huhtikuuta aprilie április apríla απριλίου أبريل ابريل เมษายน",
    "may май мая травня травень тра мај maja maj mai mayo maggio mag maio mayıs mei května květen toukokuuta május "
    "mája μαΐου مايو พฤษภาคม",
    "june jun июнь июня июн червня червень чер чэрвеня юни јун czerwca czerwiec cze juni juin junio giugno giu "
    "junho haziran června červen kesäkuuta iunie június júna ιουνίου يونيو มิถุนายน",
    "july jul июль июля июл липня липень лип ліпеня юли јул lipca lipiec lip juli juillet juil julio luglio lug "
    "julho temmuz července červenec heinäkuuta iulie július júla ιουλίου يوليو กรกฎาคม",
    "august aug август августа авг серпня серпень сер жніўня sierpnia sierpień sie août aout agosto ago ağustos "
    "augustus augusti srpna srpen elokuuta augusztus augusta agustus αυγούστου أغسطس สิงหาคม",
    "september sep sept сентябрь сентября сен сент вересня вересень вер верасня септември септембар września "
    "wrzesień wrz septembre septiembre settembre setembro set eylül září syyskuuta septembrie szeptember septembra "
    "σεπτεμβρίου سبتمبر กันยายน",
    "october oct октябрь октября окт жовтня жовтень жов кастрычніка октомври октобар października październik paź "
    "oktober okt octobre octubre ottobre ott outubro out ekim října říjen lokakuuta octombrie október októbra "
    "οκτωβρίου أكتوبر اكتوبر ตุลาคม",
    "november nov ноябрь ноября ноя нояб листопада листопад лис лістапада ноември новембар listopada listopad lis "
    "novembre noviembre novembro kasım listopadu marraskuuta noiembrie novembra νοεμβρίου نوفمبر พฤศจิกายน",
    "december dec декабрь декабря дек грудня грудень гру снежня декември децембар grudnia grudzień gru dezember dez "
    "décembre déc diciembre dic dicembre dezembro aralık prosince prosinec joulukuuta decembrie decembra desember "
    "des δεκεμβρίου ديسمبر ธันวาคม",
)
MONTHS = {name: number for number, row in enumerate(_MONTHS, 1) for name in row.split()} | {
    f"tháng {number}": number for number in range(1, 13)
}

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

MORNING = ("오전", "새벽", "아침", "上午", "午前", "凌晨", "清晨", "早上", "早晨", "π.μ.", "πμ", "ص")
AFTERNOON = ("오후", "저녁", "下午", "午後", "中午", "晚上", "晚間", "晚间", "傍晚", "μ.μ.", "μμ", "م")

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
    **dict.fromkeys(("seč", "wesz"), 1.0),
    **dict.fromkeys(("selč", "oez"), 2.0),
    "oesz": 3.0,
    **dict.fromkeys(("hne",), -5.0),
    **dict.fromkeys(("hae",), -4.0),
    **dict.fromkeys(("hnp",), -8.0),
    **dict.fromkeys(("hap",), -7.0),
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

# "Pyongyang time", "по владивостокскому времени", "за київським часом", "평양시간", "莫斯科时间": directly behind a clock.
CITY_TIMES = (
    re.compile(
        r"[\s,(\[]*(?!(?:reading|read|this|that|first|last|prime|real|over|in)\b)([a-z][a-z\-]+(?: [a-z]+)?) time\b"
    ),
    re.compile(r"[\s,(\[]*по ([а-яё\-]+) времени"),
    re.compile(r"[\s,(\[]*за ([а-яіїєґ\-]+) часом"),
    re.compile(r"[\s,(\[]*([가-힣]{2,8})\s?시[간각](?![가-힣])"),
    re.compile(r"[\s,(\[]*([\u4e00-\u9fff]{2,6})(?:时间|時間)"),
)
# Where the clock of a place goes, by how its name begins in the languages above.
CITIES: dict[str, str] = {
    **dict.fromkeys(("pyongyang", "пхеньянск", "пхеньянськ", "평양", "平壤", "平壌"), "Asia/Pyongyang"),
    **dict.fromkeys(("seoul", "korea", "сеульск", "сеульськ", "서울", "한국", "首尔", "首爾", "韓国", "韩国"), "Asia/Seoul"),
    **dict.fromkeys(("tokyo", "japan", "токийск", "도쿄", "일본", "东京", "東京", "日本"), "Asia/Tokyo"),
    **dict.fromkeys(("beijing", "china", "пекинск", "пекінськ", "베이징", "중국", "北京", "中国"), "Asia/Shanghai"),
    **dict.fromkeys(("moscow", "московск", "московськ", "모스크바", "莫斯科", "モスクワ"), "Europe/Moscow"),
    **dict.fromkeys(("vladivostok", "владивостокск", "хабаровск", "블라디보스토크", "海参崴"), "Asia/Vladivostok"),
    **dict.fromkeys(("kyiv", "kiev", "киевск", "київськ", "키이우", "基辅", "基輔"), "Europe/Kyiv"),
    **dict.fromkeys(("london", "лондонск", "런던", "伦敦", "倫敦"), "Europe/London"),
    **dict.fromkeys(("paris", "парижск", "berlin", "берлинск", "central european", "파리", "베를린"), "Europe/Berlin"),
    **dict.fromkeys(("washington", "new york", "us eastern", "eastern", "вашингтонск", "нью-йоркск", "워싱턴", "뉴욕",
                     "미국동부", "华盛顿", "纽约", "紐約"), "America/New_York"),
    **dict.fromkeys(("иркутск",), "Asia/Irkutsk"),
    **dict.fromkeys(("якутск",), "Asia/Yakutsk"),
    **dict.fromkeys(("красноярск",), "Asia/Krasnoyarsk"),
    **dict.fromkeys(("новосибирск",), "Asia/Novosibirsk"),
    **dict.fromkeys(("омск",), "Asia/Omsk"),
    **dict.fromkeys(("екатеринбургск",), "Asia/Yekaterinburg"),
    **dict.fromkeys(("самарск",), "Europe/Samara"),
    **dict.fromkeys(("минск",), "Europe/Minsk"),
    **dict.fromkeys(("калининградск",), "Europe/Kaliningrad"),
    **dict.fromkeys(("гринвич", "greenwich"), "Etc/GMT"),
}  # fmt: skip

# What zones are called by in full, in languages whose names of zones are in no table: "Ora standard din Vladivostok".
_READING = r"(?! чтени| читання| чытання| czytania| lett| to read| læse| läs)"
ZONE_WORDS = re.compile(
    r"(?<!reading )(?<!read )(?<!this )(?<!first )(?<!last )(?<!real )(?<!lese)(?<!lees)(?<!läs)(?<!læse)"
    r"(?:\btime\b|\bвремя|\bвремени|\bвреме\b|\bчас(?:ом)?\b|czas\b|zeit\b|\bheure\b|\bhora\b|horário|\bora\b|\boră\b|"
    r"tid\b|tijd\b|\bsaati\b|\bvaqti\b|\bvaxtı|idő\b|\bώρα|\bčas\b|\bčasu\b|\bgiờ\b|\bwaktu\b|aika\b|laiks\b|\blaikas\b|"
    r"aeg\b|توقيت|وقت|เวลา|\bуақыты|\bубакты|\bцаг|დრო|שעון)" + _READING
)
STANDARD_TIME = re.compile(r"标准时间|標準時|夏令时|夏令時|夏時間|표준시|하계|서머타임")

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
