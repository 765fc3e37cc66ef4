"""Speakers whom the table of parties lacks, found by the shape of their names."""

from __future__ import annotations

import re

from tumen.analysis.attribution.patterns import ATTRIBUTION_TABLE, compiled
from tumen.analysis.matching.speaker_entries import SpeakerKind
from tumen.analysis.matching.speakers import Speakers
from tumen.analysis.matching.terms import Term
from tumen.analysis.text.vocabulary import Vocabulary

Span = tuple[int, int]

_NAME = r"(?:[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ][\w.'’-]+)"
_NAME_BEFORE = rf"((?:{_NAME}\s){{1,3}}{_NAME})(?:,[^,]{{3,70}},)?\s(?:(?:%(before_verb)s)\s)?$"
# One word in capitals is a name where something before it says so: "the operator Nordwind said", "…, Nordwind said".
_ONE_BEFORE = rf"(?:,\s(?:(?:%(article)s)\s)?|\b(?:%(kind_of_body)s)\s)({_NAME})\s(?:(?:%(before_verb)s)\s)?$"
# ", повідомив Кличко.": one word in capitals behind a verb, where the clause ends with it.
_ONE_AFTER = rf"\s({_NAME})(?=\s?[.,;:)»”\"]|\s?$|\s(?:%(place)s)\s)"
# "unter Berufung auf den BND": letters alone name a body.
_LETTERS_AFTER = r"\s(?:(?:%(article)s)\s)?([A-ZÀ-ÞА-ЯЁІЇЄҐ]{2,6})\b"
# "a human rights group in Seoul said", "poinformowało ministerstwo transportu": a body by its noun in small letters.
_NOUN_BEFORE = (
    r"(?<![\w'’])(?P<body>(?:[\w-]+\s){0,2}?(?:%(speaking_body)s)(?:\s[\w'’«»\"-]+){0,5}?)\s"
    r"(?:(?:%(before_verb)s)\s)?$"
)
_LED_TO_BODY = r"(?:[\w-]+\s){1,2}?(?:%(article)s)\s(?=(?:[\w-]+\s)?(?:%(speaking_body)s))"
_NOUN_AFTER = (
    r"\s(?:(?:%(article)s)\s)?(?P<body>(?:[\w-]+\s)?(?:%(speaking_body)s)(?:\s[\w'’«»\"-]+){0,5}?)"
    r"(?=\s?[.,;:)—–]|\s?$|\s(?:%(verb_particle)s)\b)"
)
_NAME_AFTER = rf"\s(?:(?:%(article)s)\s)?(?:(?:%(kind_of_name)s)\s)?((?:{_NAME}\s){{1,3}}{_NAME})"
# "утверждает советник мэра Пётр Андрющенко": what somebody is stands before the name.
_SLAVIC_AFTER = re.compile(
    r"\s(?:(?:[а-яёіїєґ-]{3,}|«[^»\n]{1,30}»)\s){1,4}"
    r"((?:[А-ЯЁІЇЄҐ][а-яёіїєґ'’-]+\s){1,2}[А-ЯЁІЇЄҐ][а-яёіїєґ'’-]+)"
)
# "극동개발부 장관 체쿤코프는": the name behind the title.
_KOREAN_TITLED = r"((?:[가-힣]+\s)?(?:%(title_before)s)\s[가-힣]{2,8}?)(?:%(particle)s|%(cited)s)(?=\s)"
_KOREAN_NAME = r"((?:[가-힣A-Za-z]+\s){0,2}[가-힣]*(?:%(speaking_title)s))(?:%(particle)s|%(cited)s)"
_NOUN_REACH = 90
_CAPITAL_REACH = 40  # "в Вашингтоне ранее также"
# "в пресс-службе порта рассказали", "сообщили в посольстве": a body speaks in the plural.
_BEFORE_BODY = (
    r"(?:^|[\s«(—–-])(?:%(body_place)s)\s(?P<body>(?:\w+\s)?(?:%(body)s)[^,.;:—–]{0,60}?)\s"
    r"(?:(?:%(before_plural)s)\s|\w+(?:%(plural_past)s)\s[^;]{0,140})?$"
)
_AFTER_BODY = (
    r"\s(?:(?:%(told_to)s|[«\"]?\w+[»\"]?)\s){0,2}?(?:%(body_place)s)\s"
    r"(?P<body>(?:\w+\s)?(?:%(body)s)[^,.;:—–]{0,60})"
)
# "В Сеуле рассказали": a capital where they speak, in the case of a place.
_CAPITAL_BEFORE = r"(?<!\w)(?i:%(body_place)s)\s([А-ЯЁІЇЄҐ][\w-]+)\s(?:(?:%(before_plural)s)\s)?$"
# "рассказали в турклубе «Пик»": whatever place a verb in the plural without a subject names is a body, no day.
_AFTER_PLACE = (
    r"\s(?:(?:%(told_to)s)\s){0,2}?(?:%(body_place)s)\s"
    r"(?P<body>(?!(?:%(no_body)s|\d))[\w«»\"-]{3,}(?:\s[«\"][^»\"]{1,40}[»\"])?)"
)
_PLURAL = r"(?:%(plural_past)s|%(plural_present)s)$"
# "по данным ведомства", "in the company": whoever was named last.
_NAMED_BODY = r"(?<!\w)(?:%(named_body)s)(?!\w)"
ANAPHOR_ALONE = r"(?:%(anaphor)s)\s?$"
_ANAPHOR_AFTER = r"\s(?:(?:%(article)s|%(this)s)\s)?(?:%(anaphor)s)(?=\s?[,.;:]|\s?$)"
# A phrase in small letters behind "по данным": up to the comma.
_PHRASE = (
    r"\s(?:(?:%(article)s)\s)?((?!(?:%(no_phrase)s)\b)[^\W\d][\w'«»\"-]+(?:\s(?!(?:%(that)s)\b)[\w'«»\"-]+){0,6})"
    r"\s?(?=[,—–.;]|$|\s(?:%(that)s)\s)"
)
# A body named whole in Chinese or Japanese right before its particle or verb.
_ASIAN_BODY = (
    r"(?P<body>[\u4e00-\u9fff\u30a1-\u30fa\u30fcA-Z]{0,10}"
    r"(?:(?:%(joint_sign)s)[\u4e00-\u9fff\u30a1-\u30fa\u30fc・]{1,14})?(?:%(own_body)s|%(title_sign)s))(?:%(particle_sign)s|(?=\d|%(verb_sign)s))"
)
_ASIAN_AFTER = r"([\u4e00-\u9fffA-Z]{2,14}?)(?:%(report_noun)s)?(?=[,，])"
_ASIAN_BEFORE = (
    r"([\u4e00-\u9fff\u30a1-\u30fa\u30fcA-Z・]{2,14}(?:(?:%(joint_sign)s)[\u4e00-\u9fff\u30a1-\u30fa\u30fc]{2,8})?)$"
)
_NAMES_BEHIND, _NAMES_BEFORE = r"(?:%(names_behind)s)$", r"(?:%(names_before)s)"
_CHINESE_BODY = r"[\u4e00-\u9fff\u30a0-\u30ff]{0,9}?(?:%(body_behind_state)s)"
_KOREAN_BODY = (
    r"\s?(?:(?:%(kind_before_body)s)\s)?[가-힣]{0,8}(?:%(body_before_particle)s)"
    r"(?=(?:%(body_particle)s)(?:\s|$|,))"
)


def before(words: Vocabulary, text: str, start: int, cue: int) -> re.Match[str] | None:
    """A name in capitals right before a verb: "Natalia Primorskaya said", "the operator Nordwind said"."""
    return compiled(words, _NAME_BEFORE).search(text, start, cue) or compiled(words, _ONE_BEFORE).search(
        text, start, cue
    )


def after(words: Vocabulary, text: str, cue_end: int, end: int) -> re.Match[str] | None:
    """A name in capitals right behind a verb or a preposition."""
    return compiled(words, _NAME_AFTER).match(text, cue_end, end) or _SLAVIC_AFTER.match(text, cue_end, end)


def one_after(words: Vocabulary, text: str, cue_end: int, end: int) -> re.Match[str] | None:
    """One word in capitals behind a verb that follows what was said: "…, said Klitschko."."""
    return compiled(words, _ONE_AFTER).match(text, cue_end, end)


def letters_after(words: Vocabulary, text: str, cue_end: int, end: int) -> re.Match[str] | None:
    """Letters that name a body behind a preposition: "citing the BND"."""
    return compiled(words, _LETTERS_AFTER).match(text, cue_end, end)


def by_noun(words: Vocabulary, folded: str, start: int, cue: Span, end: int, *, behind: bool) -> Span | None:
    """A body or person called by a noun before the verb in its clause, or behind it: "the ministry in Tokyo said"."""
    if behind:
        match = compiled(words, _NOUN_AFTER).match(folded, cue[1], end)
        return match.span("body") if match else None
    clause = max(start, *(folded.rfind(mark, start, cue[0]) + 1 for mark in ',;:«“"—–'))
    match = compiled(words, _NOUN_BEFORE).search(folded, max(clause, cue[0] - _NOUN_REACH), cue[0])
    if match is None:
        return None
    body = match.span("body")
    led = compiled(words, _LED_TO_BODY).match(folded, *body)  # "in spring the agency"
    return (led.end(), body[1]) if led else body


def korean(words: Vocabulary, text: str, start: int, end: int) -> re.Match[str] | None:
    """The last person or body before `end` whose title and particle say that they speak."""
    found = [m for shape in (_KOREAN_TITLED, _KOREAN_NAME) for m in compiled(words, shape).finditer(text, start, end)]
    return max(found, key=lambda match: match.end(), default=None)


def asian(words: Vocabulary, text: str, start: int, end: int) -> re.Match[str] | None:
    """The first body of a Chinese or Japanese sentence whose particle or verb says that it speaks."""
    return compiled(words, _ASIAN_BODY).search(text, start, end)


def asian_beside(words: Vocabulary, text: str, start: int, cue: int, cue_end: int) -> re.Match[str] | None:
    """The words right before a particle, or right behind a preposition, in Chinese and Japanese."""
    word = text[cue:cue_end]
    if compiled(words, _NAMES_BEHIND).match(word):
        return compiled(words, _ASIAN_AFTER).match(text, cue_end)
    if compiled(words, _NAMES_BEFORE).match(word) is None:
        return None
    return compiled(words, _ASIAN_BEFORE).search(text, start, cue)


def plural(words: Vocabulary, folded: str, start: int, cue: Span, end: int) -> Span | None:
    """The body that a verb in the plural belongs to, as [start, end); its place is "в …" on either side."""
    if not compiled(words, _PLURAL).search(folded[cue[0] : cue[1]]):
        return None
    match = compiled(words, _AFTER_BODY).match(folded, cue[1], end) or compiled(words, _BEFORE_BODY).search(
        folded, max(0, start - 1), cue[0]
    )
    match = match or compiled(words, _AFTER_PLACE).match(folded, cue[1], end)
    return match.span("body") if match else None


def capital(words: Vocabulary, speakers: Speakers, text: str, start: int, cue: Term) -> tuple[str, int, str] | None:
    """The state whose capital speaks by a verb in the plural, with the place and name of the capital."""
    if not compiled(words, _PLURAL).search(text[cue.start : cue.end]):
        return None
    match = compiled(words, _CAPITAL_BEFORE).search(text, max(start, cue.start - _CAPITAL_REACH), cue.start)
    if match is None:
        return None
    for change in words.merged(ATTRIBUTION_TABLE).get("place_case", ()):
        old, new = change.split(">")
        name = match[1].removesuffix(old) + new if match[1].endswith(old) else ""
        known = speakers.party_in(name) if name else None
        if known is not None and speakers.kind_of(known) is SpeakerKind.STATE:
            return known, match.start(1), name
    return None


def named_before(words: Vocabulary, text: str, end: int) -> str:
    """The last body before `end` that the beginning of its name gives away: "Россельхознадзор"; "" when none."""
    return next((m[0] for m in reversed(list(compiled(words, _NAMED_BODY).finditer(text, 0, end)))), "")


def phrase(words: Vocabulary, folded: str, cue_end: int, end: int) -> Span | None:
    """The words behind a preposition up to the comma: "по данным портовой службы, …"."""
    match = compiled(words, _PHRASE).match(folded, cue_end, end)
    return match.span(1) if match else None


def is_anaphor(words: Vocabulary, folded: str, cue_end: int, end: int) -> bool:
    """Whether a preposition only points back: "по данным ведомства, …"."""
    return compiled(words, _ANAPHOR_AFTER).match(folded, cue_end, end) is not None


def body_of(words: Vocabulary, folded: str, state_end: int, end: int) -> int:
    """Where the name of a body ends that begins with its state: "러시아 교통부", "俄罗斯铁路公司"; 0 when none."""
    match = compiled(words, _KOREAN_BODY).match(folded, state_end, end) or compiled(words, _CHINESE_BODY).match(
        folded, state_end, end
    )
    return match.end() if match else 0
