"""Quantities in a text, in the conventions of ten languages; what only looks like one is left out."""

from __future__ import annotations

import re
from typing import NamedTuple

from tumen.analysis import numberwords as words
from tumen.analysis.dates import find_dates
from tumen.analysis.lexicon import CJK, NOT_AFTER_LETTER, NOT_BEFORE_LETTER, Lexicon, fold


class Number(NamedTuple):
    """A quantity at [start, end); `low` = `high` for a single figure.

    `vague`: the text gives no figure ("thousands"). `unit`: "%", a currency code, or "" (the noun says it).
    `ordinal`: a rank, not an amount ("the 12th package").
    """

    low: float
    high: float
    start: int
    end: int
    approximate: bool = False
    ordinal: bool = False
    vague: bool = False
    unit: str = ""


def _spelled(table: dict[float, str]) -> dict[str, float]:
    return {fold(word): value for value, row in table.items() for word in row.split()}


_SCALE_OF = _spelled(words.SCALES)
_WORD_OF = _spelled(words.WORDS)
_VAGUE = Lexicon({f"{low}:{high}": row.split("|") for (low, high), row in words.VAGUE.items()})

_FIGURE = r"\d{1,3}(?:[ ,.']\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?"
_SCALE = "|".join(sorted(map(re.escape, _SCALE_OF), key=len, reverse=True))
_SIGNS = "".join(words.SIGNS)
_HAN = "".join(words.HAN_DIGITS)
_COUNTERS = "명名人枚门門艘架辆輛台座只隻个個发發次位척발대개문기"
_NUMERAL = "|".join(sorted(map(re.escape, _WORD_OF), key=len, reverse=True))
_TOKEN = re.compile(
    # 1만2천, 1.2万, 800만, 1万2000: digits and signs of East Asia
    rf"(?P<mixed>\d[\d,]*(?:\.\d+)?[ ]?[여余多]?[{_SIGNS}]+(?:[ ]?\d[\d,]*[{_SIGNS}]+)*(?:\d,\d{{3}}(?![\d,])|"
    rf"\d{{1,4}}(?!\d|[,.]\d))?)"
    rf"|(?P<figure>{_FIGURE})(?:[ -]?(?P<scale>{_SCALE}){NOT_BEFORE_LETTER})?"
    rf"|(?P<han>[{_HAN}十百千万萬亿億]+)(?=[余多]?[{_COUNTERS}])"
    rf"|(?P<korean>(?:[천백만]|{'|'.join(words.KOREAN_COUNT)}))(?=여?[ ]?(?:명|척|발|대|개|문|기)(?![가-힣]))"
    rf"|{NOT_AFTER_LETTER}(?P<words>(?:{_NUMERAL})(?:[ -](?:and )?(?:{_NUMERAL}|"
    rf"{_SCALE}))*){NOT_BEFORE_LETTER}(?!-|\sof\b|\sof\sthe)"
)
_ORDINAL_AFTER = re.compile(
    r"(?:st|nd|rd|th|er|e|ème)\b|-?(?:й|я|е|го|му|м|ю|ой|ая|ое|ый|ий|х)\b|-(?!мм\b)[а-яіїє]{1,3}\b|\s?(?:차(?!례)|"
    r"번째|주년|대째|周年|届|次(?!数)|回目|番目|代目|週年)"
    r"|\.\s(?=(?:rocznic|urodzin|jahrestag|pakiet|paket|geburtstag|dzień|dnia|tag\b))"
)
_ORDINAL_BEFORE = re.compile(r"[제第]\s?$")
# The figure belongs to a name: KN-23, Су-35, 화성-17, M1989, resolution 1718, article 4, day 598, 20-летний.
_NAME_BEFORE = re.compile(
    rf"(?:[^\W\d_{CJK}]-?|[{CJK}]-|(?:화성|火星|쿠르스크)|[№§#/]\s?|\b(?:article|articles|resolution|no\.|nos\.|"
    rf"number|room|office|day|page|chapter|type|"
    r"version|group|boeing|route|committee|unit|regiment|brigade|division|article|статья|статьи|статье|ст\.|"
    r"резолюци\w+|пункт\w*|глава|"
    r"день|в/ч|art\.|artykuł\w*|rezolucj\w+|dzień|nr|artikel|résolution|artículo|resolución|стаття|статті|день|"
    r"결의|결의안|조항|"
    r"calibre|caliber|kalibru|калибра|калібру|구경|口径|aged|возраст\w*|wiek\w*|kwota)\s{0,2}"
    r"(?:\d+(?:st|nd)?\s?(?:and|i|и|та|und|y|et|,|-|/)\s?)?)$"
)
_NAME_AFTER = re.compile(
    r"[- ]?(?:mm\b|мм\b|миллиметров\w*|milimetrow\w*|millimet\w*|毫米|ミリ|밀리)|[조항호](?![가-힣]*명)|号|條|"
    r"条(?!約)|-?year-old|-?летн\w+|-?річн\w+|[세岁歳](?![가-힣])|-?letni\w*"
    r"|(?:\s?(?:i|и|and|und|та|,)\s?\d+)[- ]?(?:mm|мм|миллиметров\w*)\b"
    r"|[a-zа-яіїєł]|호실|号室|(?:공병|경보병)?(?:연대|여단|사단|군단)|(?:工兵)?(?:連隊|旅団)|-(?:way|time|day-old|"
    r"ton|тонн\w*)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_AFTER = re.compile(r"\s?(?:[년年]|г\.|год|гг\.|р\.|рок|r\.|rok)|s\b")
_COUNTED = re.compile(
    r"(?:\s(?!(?:to|in|and|the|of|with|et|de|des|и|в|на|y|und|der|die|i|w|та|і)\b)[\w.'-]+){0,2}?\s(?:troops|"
    r"soldiers|people|men|workers|personnel|servicemen|containers|shells|rounds|missiles|tourists|"
    r"students|engineers|sappers|builders|killed|dead|wounded|barrels|tons|tonnes|km|kilomet|солдат|военн|человек|"
    r"рабочих|"
    r"контейнер|снаряд|сап[её]р|строител|туристов|тонн|żołnierzy|osób|kontener|pocisk|ludzi|robotnik|soldat|"
    r"mann\b|людей|"
    r"військ|робітник)|\s?[명名人枚门門艘발發개個个톤吨]"
)
_TIME = re.compile(
    r"(?<!\d)\d{1,2}:\d\d(?:\.\d\d)?(?!\d)|\b\d{1,2}\s?[ap]\.?m\b\.?|(?<!\d)\d{1,2}\s?(?:시(?!간)|時(?!間)|"
    r"时(?!间))(?:\s?\d{1,2}\s?[분分])?"
)
_MONTH = re.compile(r"(?<!\d)1?\d\s?[월月](?!\s?\d)|\b(?:a )?couple of (?:hundred|thousand|dozen)s?\b")
_PERCENT = re.compile(
    r"\s?(?:%|퍼센트|프로\b|％)|\s(?:percent|per cent|процент\w*|відсотк\w*|proc\.|procent\w*|prozent|pour cent|"
    r"por ciento)"
)
_MONEY_BEFORE = re.compile(r"(?:(us\$|\$|usd)|(€|eur)|(£)|(₩)|(₽|rub))\s?$")
_MONEY_AFTER = re.compile(
    r"\s?(?:(?P<usd>dollar\w*|доллар\w*|долл\.|долар\w*|dolar\w*|usd|\$|달러|美元|ドル|dólar\w*)|"
    r"(?P<eur>euro?s?\b|евро|євро|유로|欧元|ユーロ|€)"
    r"|(?P<rub>rouble\w*|ruble\w*|рубл\w*|руб\.|rubl\w*|루블|卢布|ルーブル)|(?P<krw>won\b|вон\b|韩元|ウォン|"
    r"원(?![가-힣]))|(?P<jpy>yen\b|иен\w*|엔(?![가-힣])))"
)
_CURRENCY = ("usd", "eur", "gbp", "krw", "rub")
_JOIN = re.compile(
    r"\s?(?:[-–—~∼]|to|до|do|bis|or|или|або|lub|oder|à|至|到|から|부터|에서|내지|및)\s?|\s(?:and|и|i|та|und|et|y)\s"
)
_BETWEEN = re.compile(r"\b(?:between|между|між|między|pomiędzy|zwischen|entre)\s(?:some |about )?$")
_FROM = re.compile(r"\b(?:from)\s(?:about |some |around )?$")
_ABOUT = frozenset(fold(words.APPROXIMATE).split())
_WORD_BEFORE = re.compile(r"(?:^|[\s(])([^\s(]+)\s?$")
_ABOUT_AFTER = re.compile(r"\s?(?:여|余|多|이상|가량|안팎|정도|以上|左右|超|近く|前後|ほど|\+|or more|plus\b)")


def find_numbers(text: str, language: str) -> tuple[Number, ...]:
    """Return the quantities of `text` in order, offsets in `text`.

    Digits with any separator, words for small numbers, ranges, vague amounts, percent and money. Years, dates, times,
    calibres, ages and the figures in names, articles and resolutions are not quantities. Ordinals are marked.
    """
    folded = fold(text)
    masked = [(m.start, m.end) for m in find_dates(folded, text)] if any(c.isdigit() for c in folded) else []
    masked += [m.span() for pattern in (_TIME, _MONTH) for m in pattern.finditer(folded)]
    found = [n for m in _TOKEN.finditer(folded) if not _covered(m, masked) and (n := _number(m, folded, language))]
    found = _with_vague(found, folded)
    return tuple(_joined(found, folded))


def _covered(match: re.Match[str], masked: list[tuple[int, int]]) -> bool:
    return any(match.start() < end and start < match.end() for start, end in masked)


def _number(match: re.Match[str], folded: str, language: str) -> Number | None:
    start, end = match.span()
    value = _value(match, language)
    if (
        match["scale"] == "m"
        and folded[end - 2] != " "
        and _MONEY_BEFORE.search(folded, max(0, start - 4), start) is None
    ):
        return Number(value / 1e6, value / 1e6, start, end - 1) if value else None  # 850m is a length
    if value is None or end == start:
        return None
    is_figure = match["figure"] is not None
    if is_figure and match["scale"] is None and _is_year(match["figure"], folded, start, end):
        return None
    money_before = _MONEY_BEFORE.search(folded, max(0, start - 4), start)
    if (
        (is_figure or match["mixed"])
        and money_before is None
        and _NAME_BEFORE.search(folded, max(0, start - 30), start)
    ):
        return None
    ordinal = _ORDINAL_BEFORE.search(folded, max(0, start - 3), start) or _ORDINAL_AFTER.match(folded, end)
    if ordinal and (is_figure or match["han"]) and match["scale"] is None:
        return Number(value, value, start, end, ordinal=True)
    if match["mixed"] and _ORDINAL_BEFORE.search(folded, max(0, start - 3), start):
        return None  # 제4조: an article
    if (
        is_figure
        and _NAME_AFTER.match(folded, end)
        and _PERCENT.match(folded, end) is None
        and not _unit(match, folded)[0]
    ):
        return None
    unit, stop = _unit(match, folded)
    begin = money_before.start() if money_before else start
    return Number(value, value, begin, stop, approximate=_is_approximate(folded, begin, end), unit=unit)


def _value(match: re.Match[str], language: str) -> float | None:
    if match["figure"]:
        value = _figure(match["figure"], language)
        return value * _SCALE_OF[match["scale"]] if match["scale"] else value
    if match["mixed"]:
        return _mixed(match["mixed"])
    if match["han"]:
        return _mixed(match["han"])
    if match["korean"]:
        return words.KOREAN_COUNT.get(match["korean"]) or float(words.SIGNS[match["korean"]])
    word = match["words"]
    if language not in words.ONLY_IN.get(word, (language,)):
        return None
    return _in_words(word)


def _figure(text: str, language: str) -> float:
    """Read digits: a separator before exactly three digits groups, except English "1.500", which is a decimal."""
    tail = re.search(r"[.,](\d+)$", text)
    if tail is None or (
        len(tail[1]) == 3 and not (text.count(".") == 1 and "," not in text and language in ("en", "ko", "zh", "ja"))
    ):
        return float(re.sub(r"\D", "", text))
    return float(re.sub(r"\D", "", text[: tail.start()]) + "." + tail[1])


def _mixed(text: str) -> float:
    """Add up digits and signs: 1만2천, 一千五百, 1.2万, 2万5000."""
    total, section, digits = 0.0, 0.0, ""
    for piece in re.findall(rf"[\d,.]+|[{_HAN}]|[{_SIGNS}]", text):
        if piece in words.HAN_DIGITS:
            digits += str(words.HAN_DIGITS[piece])
        elif piece not in words.SIGNS:
            digits = piece.replace(",", "").rstrip(".")
        elif words.SIGNS[piece] < 10**4:
            section += (float(digits) if digits else 1) * words.SIGNS[piece]
            digits = ""
        else:
            whole = section + (float(digits) if digits else 0)
            total += (whole or 1) * words.SIGNS[piece]
            section, digits = 0.0, ""
    return total + section + (float(digits) if digits else 0)


def _in_words(text: str) -> float | None:
    """Read "twelve thousand", "two dozen", "twenty-five", "полторы тысячи"."""
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]", text):
        value = _WORD_OF.get(word, _SCALE_OF.get(word))
        if value is None:
            continue
        if word == "dozen" and current:
            current *= 12
        elif word == "полторы":
            current = 1.5
        elif value >= 1000:
            total += (current or 1) * value
            current = 0
        elif value == 100 and 0 < current < 20:
            current *= 100
        else:
            current += value
    return total + current or None


def _is_year(figure: str, folded: str, start: int, end: int) -> bool:
    if not _YEAR.fullmatch(figure):
        return False
    return _YEAR_AFTER.match(folded, end) is not None or _COUNTED.match(folded, end) is None


def _unit(match: re.Match[str], folded: str) -> tuple[str, int]:
    start, end = match.span()
    before = _MONEY_BEFORE.search(folded, max(0, start - 4), start)
    if before:
        return _CURRENCY[(before.lastindex or 1) - 1], end
    percent = _PERCENT.match(folded, end)
    if percent:
        return "%", percent.end()
    money = _MONEY_AFTER.match(folded, end)
    return (money.lastgroup or "", money.end()) if money else ("", end)


def _is_approximate(folded: str, start: int, end: int) -> bool:
    word = _WORD_BEFORE.search(folded, max(0, start - 16), start)
    return (
        (word is not None and word[1] in _ABOUT)
        or folded[start - 1 : start] in ("약", "约", "約", "近", "逾")
        or (_ABOUT_AFTER.match(folded, end) is not None)
    )


def _with_vague(found: list[Number], folded: str) -> list[Number]:
    """Put the amounts without a figure among the others; "several thousand" outweighs the word inside it."""
    vague = []
    for hit in _VAGUE.find(folded):
        low, high = (float(v) for v in hit.kind.split(":"))
        inside = [n for n in found if n.start < hit.end and hit.start < n.end]
        if all(hit.start <= n.start and n.end <= hit.end for n in inside):
            vague.append(Number(low, high, hit.start, hit.end, approximate=True, vague=True))
    kept = [n for n in found if not any(v.start < n.end and n.start < v.end for v in vague)]
    return sorted(kept + vague, key=lambda n: n.start)


def _joined(found: list[Number], folded: str) -> list[Number]:
    """Make "8,000–10,000" and "от 25 до 30 тысяч" one range each."""
    result: list[Number] = []
    for number in found:
        before = result[-1] if result else None
        joined = _range(before, number, folded) if before else None
        if joined is not None:
            result[-1] = joined
        else:
            result.append(number)
    return result


def _range(first: Number, second: Number, folded: str) -> Number | None:
    gap = folded[first.end : second.start]
    if (
        len(gap) > 8
        or first.ordinal
        or second.ordinal
        or (first.unit and first.unit != second.unit)
        or first.vague
        or second.vague
        or not _JOIN.fullmatch(gap)
    ):
        return None
    listed = gap.strip() in ("and", "и", "i", "та", "und", "et", "y", "및")
    if listed and not _BETWEEN.search(folded, 0, first.start):
        return None
    # "from 8,000 to 11,000" is a change: two figures.
    if gap.strip() == "to" and _FROM.search(folded, max(0, first.start - 20), first.start):
        return None
    low = first.low
    for scale in (1e4, 1e3, 1e6, 1e9):
        # "25–30 тысяч", "8千～1万": the first figure borrows the second one's multiplier.
        if (
            low < 1000 <= scale <= second.high
            and second.high % scale == 0
            and low * scale < second.low
            and low < second.low / scale
        ):
            low *= scale
            break
    if low >= second.high or first.low != first.high:
        return None
    return Number(
        low,
        second.high,
        first.start,
        second.end,
        first.approximate or second.approximate,
        unit=second.unit or first.unit,
    )
