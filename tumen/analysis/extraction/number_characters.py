"""The shapes of figures, and the signs around one that make it a quantity, a rank, a year or part of a name."""

from __future__ import annotations

import re

from tumen.analysis.extraction import number_words as words
from tumen.analysis.matching.lexicon import Lexicon, fold
from tumen.analysis.text.normalization import CJK, NOT_AFTER_LETTER, NOT_BEFORE_LETTER


def _spelled(table: dict[float, str]) -> dict[str, float]:
    return {fold(word): value for value, row in table.items() for word in row.split()}


SCALE_OF = _spelled(words.SCALES)
WORD_OF = _spelled(words.WORDS)
VAGUE = Lexicon({f"{low}:{high}": row.split("|") for (low, high), row in words.VAGUE.items()})

DIGIT = re.compile(r"\d")
FIGURE = r"\d{1,3}(?:[ ,.']\d{3}){1,5}(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?"
SCALE = "|".join(sorted(map(re.escape, SCALE_OF), key=len, reverse=True))
SIGNS = "".join(words.SIGNS)
HAN = "".join(words.HAN_DIGITS)
COUNTERS = "명名人枚门門艘架辆輛台座只隻个個发發次位척발대개문기"
NUMERAL = "|".join(sorted(map(re.escape, WORD_OF), key=len, reverse=True))
# A sign that a space parts from its digits opens a word ("12.4 조약", a treaty) unless a counter or particle follows.
SIGN_FOLLOWS = rf"(?:[ ](?=[여余多]?[{SIGNS}]{{1,3}}(?:[^가-힣]|[여명발개원달엔위톤대문척배이가을를은는에로의])))?"
TOKEN = re.compile(
    # 1만2천, 1.2万, 800만, 1万2000: digits and signs of East Asia
    rf"(?P<mixed>\d[\d,]{{0,12}}(?:\.\d+)?{SIGN_FOLLOWS}[여余多]?[{SIGNS}]{{1,3}}(?:[ ]?\d[\d,]{{0,12}}[{SIGNS}]{{1,3}}){{0,4}}"
    rf"(?:\d,\d{{3}}(?![\d,])|\d{{1,4}}(?!\d|[,.]\d))?)"
    rf"|(?P<figure>{FIGURE})(?:[ -]?(?P<scale>{SCALE}){NOT_BEFORE_LETTER})?"
    rf"|(?P<han>[{HAN}十百千万萬亿億]{{1,12}})(?=[余多]?(?:[{COUNTERS}班天昼夜]|小时|小時|時間|日間))"
    rf"|(?P<korean>(?:[천백만]|{'|'.join(words.KOREAN_COUNT)}))(?=여?[ ]?(?:명|척|발|대|개|문|기)(?![가-힣]))"
    rf"|{NOT_AFTER_LETTER}(?P<words>(?:{NUMERAL})(?:[ -](?:and )?(?:{NUMERAL}|"
    rf"{SCALE})){{0,6}}){NOT_BEFORE_LETTER}(?!-|\sof\b|\sof\sthe)"
)
ORDINAL_AFTER = re.compile(
    r"(?:st|nd|rd|th|er|e|ème)\b|-?(?:й|я|е|го|му|м|ю|ой|ая|ое|ый|ий|х)\b|-(?!мм\b)[а-яіїє]{1,3}\b|\s?(?:차(?!례)|"
    r"진(?![가-힣]*전)|단계|"
    r"번째|주년|대째|周年|届|回目|番目|代目|週年)"
    r"|\.\s(?=(?:rocznic|urodzin|jahrestag|pakiet|paket|geburtstag|regiment|brigade|division|pułk|brygad|dzień|dnia|"
    r"tag\b))"
)
# "每月两次" is how often, not which one.
EVERY = re.compile(r"每(?:个)?[月周天日年星期]{1,2}[^\d，。、]{0,6}$")
ORDINAL_BEFORE = re.compile(r"[제第]\s?$")
# The figure belongs to a name: KN-23, Су-35, 화성-17, M1989, resolution 1718, article 4, day 598, 20-летний.
NAME_BEFORE = re.compile(
    rf"(?:[^\W\d_{CJK}]-?|[{CJK}]-|(?:화성|火星|쿠르스크)|[№§#/]\s?|\b(?:article|articles|resolution|no\.|nos\.|"
    rf"number|room|office|day|page|chapter|type|"
    r"version|group|boeing|route|committee|unit|regiment|brigade|division|article|статья|статьи|статье|ст\.|"
    r"резолюци\w+|пункт\w*|глава|"
    r"день|в/ч|art\.|artykuł\w*|rezolucj\w+|dzień|nr|artikel|résolution|artículo|resolución|стаття|статті|день|"
    r"결의|결의안|조항|"
    r"calibre|caliber|kalibru|калибра|калібру|구경|口径|aged|возраст\w*|wiek\w*|kwota)\s{0,2}"
    r"(?:\d+(?:st|nd)?\s?(?:and|i|и|та|und|y|et|,|-|/)\s?)?)$"
)
NAME_AFTER = re.compile(
    r"[- ]?(?:mm\b|мм\b|㎜|миллиметров\w*|milimetrow\w*|millimet\w*|毫米|ミリ|밀리)|[조항호](?![가-힣]*명)|号|條|"
    r"条(?!約)|-?year-old|-?летн\w+|-?річн\w+|[세岁歳](?![가-힣])|-?letni\w*"
    r"|(?:\s?(?:i|и|and|und|та|,)\s?\d+)[- ]?(?:mm|мм|миллиметров\w*)\b"
    r"|[a-zа-яіїєł]|호실|号室|(?:공병|경보병)?(?:연대|여단|사단|군단)|(?:工兵)?(?:連隊|旅団)|-(?:way|time|day-old|"
    r"ton|тонн\w*)\b"
)
YEAR = re.compile(r"(?:19|20)\d\d")
YEAR_AFTER = re.compile(r"\s?(?:[년年]|г\.|год|гг\.|р\.|рок|r\.|rok)|s\b")
COUNTED = re.compile(
    r"(?:\s(?!(?:to|in|and|the|of|with|et|de|des|и|в|на|y|und|der|die|i|w|та|і)\b)[\w.'-]+){0,2}?\s(?:troops|"
    r"soldiers|people|men|workers|personnel|servicemen|containers|shells|rounds|missiles|tourists|"
    r"students|engineers|sappers|builders|killed|dead|wounded|barrels|tons|tonnes|km|kilomet|солдат|военн|человек|"
    r"рабочих|"
    r"контейнер|снаряд|сап[её]р|строител|туристов|тонн|żołnierzy|osób|kontener|pocisk|ludzi|robotnik|soldat|"
    r"mann\b|людей|"
    r"військ|робітник)|\s?[명名人枚门門艘발發개個个톤吨]"
)
TIME = re.compile(
    r"(?<!\d)\d{1,2}:\d\d(?:\.\d\d)?(?!\d)|\b\d{1,2}\s?[ap]\.?m\b\.?|(?<!\d)\d{1,2}\s?(?:시(?!간)|時(?!間)|"
    r"时(?!间))(?:\s?\d{1,2}\s?[분分])?"
)
# Months and days of a month, also as a range ("7∼8월", "26~27일"), lengths of a stay, and dates that open a list entry.
_TILDE = r"\s?[~∼·–-]\s?"
MONTH = re.compile(
    rf"(?<!\d)1?\d{_TILDE}1?\d\s?[월月]|(?<!\d)1?\d\s?[월月](?!\s?\d)|"
    rf"(?<![\d.,])\d{{1,2}}{_TILDE}\d{{1,2}}\s?[일日](?![간間가-힣]?\d)"
    r"|(?<!\d)\d박\s?\d일|[▲△▶■●◆]\s?(?:(?:19|20)\d\d\.\s?)?\d{1,2}\.\d{1,2}\.?(?!\d)"
    r"|\b(?:a )?couple of (?:hundred|thousand|dozen)s?\b"
)
# How often something goes: the word is the figure, the span of time behind it says that it is one.
FREQUENCY = re.compile(
    r"\b(?:(?P<one>once|einmal|раз(?= в)|раз(?= на)|raz(?= w)|щомісяця раз)|(?P<two>twice|zweimal|двічі|дважды|"
    r"dwukrotnie)|"
    r"(?P<three>three times|thrice|dreimal|тричі|трижды|trzykrotnie))"
    r"(?=\s(?:a|an|per|every|each|in|в|на|w|im|pro|die)\s?(?:day|week|month|year|fortnight|сутки|день|недел\w+|месяц|"
    r"год|тиждень|місяць|рік|добу|tygodni\w+|miesiąc\w*|roku|monat|woche|tag|jahr))"
    r"|(?:매달|매월|매주|월|주|연|한 달에|일주일에)\s(?P<korean>한|두|세|네|다섯|여섯)(?=\s?(?:차례|번|회|편|왕복))"
)
PERCENT = re.compile(
    r"(?P<tenths>割)|\s?(?:%|퍼센트|프로\b|％)|\s(?:percent|per cent|процент\w*|відсотк\w*|proc\.|procent\w*|prozent|"
    r"pour cent|"
    r"por ciento)"
)
MONEY_BEFORE = re.compile(r"(?:(us\$|\$|usd)|(€|eur)|(£)|(₩)|(₽|rub))\s?$")
MONEY_AFTER = re.compile(
    r"\s?(?:(?P<usd>dollar\w*|доллар\w*|долл\.|долар\w*|dolar\w*|usd|\$|달러|美元|ドル|dólar\w*)|"
    r"(?P<eur>euro?s?\b|евро|євро|유로|欧元|ユーロ|€)"
    r"|(?P<rub>rouble\w*|ruble\w*|рубл\w*|руб\.|rubl\w*|루블|卢布|ルーブル)|(?P<krw>won\b|вон\b|韩元|ウォン|"
    r"원(?![가-힣]))|(?P<jpy>yen\b|иен\w*|엔(?![가-힣])|円|日元))"
)
CURRENCY = ("usd", "eur", "gbp", "krw", "rub")
JOIN = re.compile(
    r"\s?(?:[-–—~∼]|to|до|do|bis|or|или|або|lub|oder|à|至|到|から|부터|에서|내지|및)\s?|\s(?:and|и|i|та|und|et|y)\s"
)
BETWEEN = re.compile(r"\b(?:between|между|між|między|pomiędzy|zwischen|entre)\s(?:some |about )?$")
FROM = re.compile(r"\b(?:from)\s(?:about |some |around )?$")
ABOUT = frozenset(fold(words.APPROXIMATE).split())
WORD_BEFORE = re.compile(r"(?:^|[\s(])([^\s(]+)\s?$")
ABOUT_AFTER = re.compile(r"\s?(?:여|余|多|이상|가량|안팎|정도|以上|左右|超|近く|前後|ほど|\+|or more|plus\b)")
