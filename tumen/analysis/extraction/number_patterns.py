"""The shapes of figures and of what makes one a quantity, a rank, a year or part of a name, made of language tables.

The words come from the tables `numerals`, `own_numerals`, `fractions`, `scales`, `counting`, `counters`, `currencies`
and `number_words`; docs/language.md says what each is for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from tumen.analysis.extraction.number_characters import HAN, HANGUL, SIGNS
from tumen.analysis.text.normalization import CJK, NOT_AFTER_LETTER, NOT_BEFORE_LETTER, lower
from tumen.analysis.text.vocabulary import Vocabulary

# What the table `number_words` may hold.
NUMBER_WORDS = (
    "about", "about_after", "and", "bare_after", "bare_ahead", "bare_before",
    "between", "calibre", "change_from", "change_to", "counted", "counted_sign",
    "each", "filler", "follows_sign", "half_day", "hour", "how_often", "inside", "measured", "minute", "name",
    "name_after", "no_adjective", "no_amount", "no_scale", "numbered", "odd", "of", "once", "ordinal_after",
    "ordinal_before", "ordinal_ending", "ordinal_noun", "per", "percent", "period", "singular", "tenths",
    "three_times", "times", "to", "twice", "year",
)  # fmt: skip
# Signs and codes of money in front of a figure; what stands behind one is the table `currencies`.
_MONEY_SIGNS = {"usd": r"us\$|\$|usd", "eur": "€|eur", "gbp": "£", "krw": "₩", "rub": "₽|rub"}
_FIGURE = r"\d{1,3}(?:[ ,.']\d{3}){1,5}(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?"
_TILDE = r"\s?[~∼·–-]\s?"


@dataclass(frozen=True, slots=True)
class NumberPatterns:
    """What finds and judges figures in a text in lower case.

    `numerals`, `scales`, `counting`: the value of a word. `owners`: the languages in which alone a word is a number.
    `singular`: plurals that are one behind "more than". `token`: a figure, with its kind as the name of the group.
    `time`, `span`: what is masked. The others are searched before or matched behind a figure.
    """

    numerals: dict[str, float]
    owners: dict[str, tuple[str, ...]]
    scales: dict[str, float]
    counting: dict[str, float]
    singular: frozenset[str]
    token: re.Pattern[str]
    time: re.Pattern[str]
    span: re.Pattern[str]
    ordinal_before: re.Pattern[str]
    ordinal_after: re.Pattern[str]
    how_often: re.Pattern[str]
    name_before: re.Pattern[str]
    name_after: re.Pattern[str]
    year_after: re.Pattern[str]
    counted: re.Pattern[str]
    measured: re.Pattern[str]
    frequency: re.Pattern[str]
    percent: re.Pattern[str]
    money_before: re.Pattern[str]
    money_after: re.Pattern[str]
    join: re.Pattern[str]
    listed: re.Pattern[str]
    between: re.Pattern[str]
    change_from: re.Pattern[str]
    change_to: re.Pattern[str]
    about: re.Pattern[str]
    about_after: re.Pattern[str]


def number_patterns(vocabulary: Vocabulary) -> NumberPatterns:
    """The patterns of all languages, compiled once per vocabulary."""
    return vocabulary.once("number patterns", lambda: _compiled(vocabulary))


def _compiled(vocabulary: Vocabulary) -> NumberPatterns:
    words = partial(vocabulary.alternatives, "number_words")
    parts = partial(vocabulary.alternatives, "number_words", bounded=False)
    adjectives = rf"(?:\s(?!{words('no_adjective')})[\w.'-]+){{0,2}}?"
    numerals = _values(vocabulary, "numerals") | _values(vocabulary, "own_numerals")
    numerals |= _values(vocabulary, "fractions")
    scales, counting = _values(vocabulary, "scales"), _values(vocabulary, "counting")
    # \Z, not $: the dollar also stands before a line break, and "#" would own the figure of the next paragraph.
    filler = rf"(?:{words('filler')}\s)?\Z"
    return NumberPatterns(
        numerals=numerals,
        owners=_owners(vocabulary),
        scales=scales,
        counting=counting,
        singular=frozenset(vocabulary.merged("number_words").get("singular", ())),
        token=re.compile(_token(vocabulary, numerals, scales, counting)),
        time=re.compile(_time(vocabulary)),
        span=re.compile(_span(vocabulary)),
        ordinal_before=re.compile(rf"{parts('ordinal_before')}\s?\Z"),
        ordinal_after=re.compile(
            rf"{parts('ordinal_ending')}\b|\s?{parts('ordinal_after')}|\.\s(?={parts('ordinal_noun')})"
        ),
        how_often=re.compile(rf"{parts('how_often')}[^\d，。、]{{0,6}}\Z"),
        name_before=re.compile(_name_before(vocabulary)),
        name_after=re.compile(_name_after(vocabulary)),
        year_after=re.compile(rf"\s?{parts('year')}"),
        counted=re.compile(rf"{adjectives}\s{parts('counted')}|\s?{parts('counted_sign')}"),
        measured=re.compile(rf"{adjectives}\s?{parts('measured')}"),
        frequency=re.compile(_frequency(vocabulary, counting)),
        percent=re.compile(rf"(?P<tenths>{parts('tenths')})|\s?(?:[%％]|{parts('percent')})"),
        money_before=re.compile("(?:" + "|".join(f"(?P<{k}>{v})" for k, v in _MONEY_SIGNS.items()) + r")\s?\Z"),
        money_after=re.compile(_money_after(vocabulary)),
        join=re.compile(rf"\s?(?:[-–—~∼]|{words('to', 'and')})\s?"),
        listed=re.compile(words("and")),
        between=re.compile(rf"{words('between')}\s{filler}"),
        change_from=re.compile(rf"{words('change_from')}\s{filler}"),
        change_to=re.compile(words("change_to")),
        about=re.compile(rf"(?:[~+><≈]|{words('about')})\s?\Z"),
        about_after=re.compile(rf"\s?(?:\+|{parts('odd')}|{parts('about_after')})"),
    )


def _values(vocabulary: Vocabulary, table: str) -> dict[str, float]:
    """The value of each word; an abbreviation stands with and without its full stop."""
    values: dict[str, float] = {}
    for value, forms in vocabulary.merged(table).items():
        for form in map(lower, forms):
            values[form] = values[form.rstrip(".")] = float(value)
    return values


def _owners(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for language in vocabulary.languages:
        for forms in vocabulary.table("own_numerals", language).values():
            for form in map(lower, forms):
                owners[form] = (*owners.get(form, ()), language)
    return owners


def _any_of(words: dict[str, float]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


def _token(
    vocabulary: Vocabulary, numerals: dict[str, float], scales: dict[str, float], counting: dict[str, float]
) -> str:
    words = partial(vocabulary.alternatives, "number_words", bounded=False)
    counters = partial(vocabulary.alternatives, "counters", bounded=False)
    odd, numeral, scale = words("odd"), _any_of(numerals), _any_of(scales)
    # A sign behind a space opens a word ("12.4 조약", a treaty) unless a counter or particle follows.
    sign_follows = rf"(?:[ ](?={odd}?[{SIGNS}]{{1,3}}(?:[^가-힣]|{words('follows_sign')})))?"
    return (
        # 1만2천, 1.2万, 800만, 1万2000: digits and signs of East Asia
        rf"(?P<mixed>\d[\d,]{{0,12}}(?:\.\d+)?{sign_follows}{odd}?[{SIGNS}]{{1,3}}"
        rf"(?:[ ]?\d[\d,]{{0,12}}[{SIGNS}]{{1,3}}){{0,4}}(?:\d,\d{{3}}(?![\d,])|\d{{1,4}}(?!\d|[,.]\d))?)"
        rf"|(?P<figure>{_FIGURE})(?:[ -]?(?P<scale>{scale}){NOT_BEFORE_LETTER}(?!{words('no_scale')}))?"
        rf"|(?P<han>[{HAN}十百千万萬亿億]{{1,12}})(?={odd}?{counters('things', 'times')})"
        rf"|(?<![가-힣])(?P<hangul>[{HANGUL}]?[십백천만][{HANGUL}십백천만]{{0,8}})"
        rf"(?={odd}?[ ]?{counters('things')}(?![가-힣]{{2}}))"
        rf"|(?P<counting>(?:[천백만]|{_any_of(counting)}))(?={odd}?[ ]?{counters('things')}"
        rf"(?:(?![가-힣])|{words('follows_sign')}(?![가-힣])))"
        rf"|{_bare(vocabulary)}"
        rf"|{NOT_AFTER_LETTER}(?P<words>(?:{numeral})(?:[ -](?:{words('inside')} )?(?:{numeral}|{scale})){{0,6}})"
        rf"{NOT_BEFORE_LETTER}(?!-|\s{words('of')}\b)"
    )


def _bare(vocabulary: Vocabulary) -> str:
    """Figures in signs without a counter: "逾三千", "伤亡约一千一", and "百死千伤" before what became of so many."""
    table = vocabulary.merged("number_words")
    behind = "|".join(f"(?<={re.escape(word)})" for word in table.get("bare_after", ())) or "(?!)"
    before = "|".join(map(re.escape, table.get("bare_before", ()))) or "(?!)"
    ahead = "|".join(map(re.escape, table.get("bare_ahead", ()))) or "(?!)"
    many = f"[{HAN}十百千万萬]"
    return (
        rf"(?:{behind})(?P<bare>{many}{{0,7}}[十百千万萬][{HAN}]?)(?:(?![^\W\d_])|(?={ahead}))"
        rf"|(?P<fated>[{HAN}]?[百千])(?={before})"
    )


def _time(vocabulary: Vocabulary) -> str:
    words = partial(vocabulary.alternatives, "number_words", bounded=False)
    return (
        rf"(?<!\d)\d{{1,2}}:\d\d(?:\.\d\d)?(?!\d)|\b\d{{1,2}}\s?{words('half_day')}"
        rf"|(?<!\d)\d{{1,2}}(?:\.[0-5]\d)?\s?{words('hour')}(?:\s?\d{{1,2}}\s?{words('minute')})?"
    )


def _span(vocabulary: Vocabulary) -> str:
    """Months and days, also as a range ("7∼8월", "26~27일"), dates that open a list entry, and what is no amount."""
    month = vocabulary.alternatives("date_words", "month_sign", bounded=False)
    day = vocabulary.alternatives("date_words", "day_sign", bounded=False)
    return (
        r"(?<![\d.,])1?\d[·‧・ㆍ]\d{1,2}(?=[^\W\d_]{2}|\s[^\W\d_]{2,})"  # "8·15": the day of a name
        rf"|(?<!\d)1?\d{_TILDE}1?\d\s?{month}|(?<!\d)1?\d\s?{month}(?!\s?\d)"
        rf"|(?<![\d.,])\d{{1,2}}{_TILDE}\d{{1,2}}\s?{day}(?![간間가-힣]?\d)"
        r"|(?<=[^\W\d_])\s?\([1-9]\d\)"  # "백모(21)씨": an age
        r"|[▲△▶■●◆]\s?(?:(?:19|20)\d\d\.\s?)?\d{1,2}\.\d{1,2}\.?(?!\d)"
        rf"|{vocabulary.alternatives('number_words', 'no_amount', bounded=False)}"
    )


def _name_before(vocabulary: Vocabulary) -> str:
    """The figure belongs to a name: KN-23, Су-35, 화성-17, M1989, resolution 1718, articles 4 and 5, day 598."""
    words = partial(vocabulary.alternatives, "number_words")
    ending = vocabulary.alternatives("number_words", "ordinal_ending", bounded=False)
    return (
        rf"(?:[^\W\d_{CJK}]-?|[{CJK}]-|{words('name')}|[№§#/]\s?"
        rf"|{words('numbered')}(?!\n\n)\s{{0,2}}(?:\d+{ending}?\s?(?:{words('and')}|,|-|/)\s?)?)\Z"
    )


def _name_after(vocabulary: Vocabulary) -> str:
    words = partial(vocabulary.alternatives, "number_words", bounded=False)
    joint = vocabulary.alternatives("number_words", "and")
    calibre = words("calibre")
    return (
        rf"[- ]?{calibre}|{words('name_after')}|(?:\s?(?:{joint}|,)\s?\d+)[- ]?{calibre}"
        rf"|[^\W\d_{CJK}]"
    )


def _frequency(vocabulary: Vocabulary, counting: dict[str, float]) -> str:
    """How often something goes: the word is the figure, the span of time behind it says that it is one."""
    words = partial(vocabulary.alternatives, "number_words", bounded=False)
    return (
        rf"\b(?:(?P<one>{words('once')})|(?P<two>{words('twice')})|(?P<three>{words('three_times')}))"
        rf"(?=\s{words('per')}\s?{words('period')})"
        rf"|{words('each')}\s(?P<counting>{_any_of(counting)})(?=\s?{words('times')})"
    )


def _money_after(vocabulary: Vocabulary) -> str:
    names = vocabulary.merged("currencies")
    signs = {"usd": (r"usd", r"\$"), "eur": ("€",)}
    kinds = dict.fromkeys((*signs, *names))
    found = {kind: "|".join((*names.get(kind, ()), *signs.get(kind, ()))) for kind in kinds}
    return r"\s?(?:" + "|".join(f"(?P<{kind}>{alternatives})" for kind, alternatives in found.items()) + ")"
