"""Speakers whom the table of parties lacks, found by the shape of their names."""

from __future__ import annotations

import re

Span = tuple[int, int]

_NAME = r"(?:[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ][\w.'’-]+)"
# A common noun that only says what the name behind it is.
_KIND = (
    r"(?:biuro|firma|spółka|agencja|portal|dziennik|operator|company|agency|firm|analyst|researcher|"
    r"турфирма|компания|портал|газета)"
)
_NAME_BEFORE = re.compile(rf"((?:{_NAME}\s){{1,3}}{_NAME})(?:,[^,]{{3,70}},)?\s(?:has |had |have |also )?$")
# One word in capitals is a name where something before it says so: "the operator Nordwind said", "…, Nordwind said".
_ONE_BEFORE = re.compile(
    rf"(?:,\s(?:the )?|\b(?:operator|company|carrier|airline|firm|agency|group|broadcaster|newspaper|portal|monitor|"
    rf"think tank|institute|overseer|spokes\w+)\s)({_NAME})\s(?:has |had |have |also )?$"
)
_NAME_AFTER = re.compile(rf"\s(?:the |der |die |das )?(?:{_KIND}\s)?((?:{_NAME}\s){{1,3}}{_NAME})")
# "утверждает советник мэра Пётр Андрющенко": what somebody is stands before the name.
_SLAVIC_AFTER = re.compile(r"\s(?:[а-яёіїєґ-]{3,}\s){1,3}((?:[А-ЯЁІЇЄҐ][а-яёіїєґ'’-]+\s){1,2}[А-ЯЁІЇЄҐ][а-яёіїєґ'’-]+)")
_KOREAN_NAME = re.compile(
    r"((?:[가-힣A-Za-z]+\s){0,2}[가-힣]*(?:의원|교수|장관|차관|대변인|대통령|총리|대사|위원장|연구원|연구위원|서기|"
    r"국장|"
    r"연구소|[가-힣]{2,4}부|대사관|공사|당국|재단|협회|통신|신문|방송|일보))"
    r"(?:[은는이가]|에 따르면|를 인용|을 인용)"
)
# "в пресс-службе порта рассказали", "сообщили в посольстве": a body speaks in the plural.
_BODY = (
    r"(?:пресс-служб|пресс-центр|пресс-бюро|пресслужб|прес-служб|компани|авиакомпани|авіакомпані|ведомств|відомств|"
    r"министерств|"
    r"міністерств|мид\b|мвд\b|мчс\b|мзс\b|посольств|правительств|уряді|администраци|адміністраці|аппарат|апараті|"
    r"организаци|організаці|агентств|корпораци|корпораці|штаб|комитет|комітет|совет|раді\b|служб|управлени|управлінн|"
    r"департамент|представительств|представництв|групп|груп[іи]|консульств|институт|інститут|центр|фонд|союз|"
    r"турфирм|туроператор|оператор|дирекци|дирекці|порту|порт[еі]|аэропорт|аеропорт|университет|університет|офис|офіс|"
    r"минобороны|міноборони|минтранс|мінтранс|минкультуры|минпромторг|минэкономразвития|кремл|госдум|совфед|генштаб|"
    r"рос(?!си)\w{2,}|мин(?!ут)\w{3,}|глав\w{3,}|разведк|розвідц|ржд\b|росси\w+ железн|белом доме|білому домі|"
    r"пентагон|госдеп)"
)
_BEFORE_BODY = re.compile(
    rf"(?:^|[\s«(—–-])(?:в|во|у)\s(?P<body>(?:южнокорейск\w+\s|северокорейск\w+\s|российск\w+\s|українськ\w+\s|\w+\s)?"
    rf"{_BODY}[^,.;:—–]{{0,60}}?)\s(?:также |раніше |ранее |\w+ли\s[^;]{{0,140}})?$"
)
_AFTER_BODY = re.compile(
    rf"\s(?:(?:журналист\w+|агентству|[«\"]?\w+[»\"]?|риа новости)\s){{0,2}}?(?:в|во|"
    rf"у)\s(?P<body>(?:\w+\s)?{_BODY}[^,.;:—–]{{0,60}})"
)
_PLURAL = re.compile(r"(?:ли|ют|ят|ают|ють)$")
# "по данным ведомства", "in the company": whoever was named last.
_ANAPHOR = (
    r"(?:ведомств[аоеу]?м?|компани[ияей]|агентств[аоеу]|министерств[аоеу]|организаци[ияей]|служб[аыеу]|разведк[аеи]|"
    r"груп[аиі]|групп[аыеу]|відомств[аоіу]|компанії|агентств[аоіу]|міністерств[аоіу]|служби?і?|"
    r"розвідк[аи]|"
    r"розвідці|пресс-служб[аеы]|прес-служб[аиі]|"
    r"company|operator|agency|ministry|service|firm|group|embassy|unternehmens?|behörde|konzerns?|spółk[ai]|agencj[ai]|"
    r"firm[ay]|ministerstw[oa])"
)
ANAPHOR_ALONE = re.compile(rf"{_ANAPHOR}\s?$")
_ANAPHOR_AFTER = re.compile(rf"\s(?:the |this |das |die |des |der |этого |цього )?{_ANAPHOR}(?=\s?[,.;:]|\s?$)")
# A phrase in small letters behind "по данным": up to the comma.
_PHRASE = re.compile(
    r"\s(?:the |a |an |dem |der |den )?((?!(?:на|за|в|о|об|от|до|из|и|что|его|ее|их|него|нее|них|нього|неї|ними|w|na|z|"
    r"plan\w*|this|that|which|them|him|her|it|\w+ing)\b)[^\W\d][\w'«»\"-]+(?:\s(?!что\b|що\b|"
    r"że\b)[\w'«»\"-]+){0,4})\s?(?=[,—–.;]|$)"
)
# A body named whole in Chinese or Japanese right before its particle or verb.
_ASIAN_BODY = re.compile(
    r"(?P<body>[\u4e00-\u9fff\u30a1-\u30fa\u30fcA-Z]{0,10}(?:の[\u4e00-\u9fff\u30a1-\u30fa\u30fc]{1,8})?(?:団体|機関|"
    r"会社|研究所|大使館|当局|協会|"
    r"センター|公司|集团|委员会|协会|大使馆|使馆|研究所|中心|机构|智库|部门|旅行社|政府|当局|省|庁))(?:は|が|によると|"
    r"によれば|(?=\d|"
    r"[称说表宣发指透估]))"
)
_ASIAN_AFTER = re.compile(r"([\u4e00-\u9fffA-Z]{2,14}?)(?:消息|报道|透露|统计|数据|估计)?(?=[,，])")
_ASIAN_BEFORE = re.compile(
    r"([\u4e00-\u9fff\u30a1-\u30fa\u30fcA-Z・]{2,14}(?:の[\u4e00-\u9fff\u30a1-\u30fa\u30fc]{2,8})?)$"
)
_CHINESE_BODY = re.compile(
    r"[\u4e00-\u9fff\u30a0-\u30ff]{0,9}?(?:公司|集团|部|局|委员会|协会|政府|大使馆|使馆|议会|研究所|中心|电视台|"
    r"通讯社|报纸|媒体|官员|"
    r"省|庁|当局|大使館|会社|国営企業|議会|研究所|テレビ|メディア|鉄道)"
)
_KOREAN_BODY = re.compile(
    r"\s?[가-힣]{0,8}(?:부|청|처|원|국|대사관|당국자?|의회|매체|언론|공사|항공|항공사|정부|기업|연구소|당국)"
    r"(?=(?:[은는이가도]|에 따르면|에 의하면|[를을] 인용|의)(?:\s|$|,))"
)


def before(text: str, start: int, cue: int) -> re.Match[str] | None:
    """A name in capitals right before a verb: "Natalia Primorskaya said", "the operator Nordwind said"."""
    return _NAME_BEFORE.search(text, start, cue) or _ONE_BEFORE.search(text, start, cue)


def after(text: str, cue_end: int, end: int) -> re.Match[str] | None:
    """A name in capitals right behind a verb or a preposition."""
    match = _NAME_AFTER.match(text, cue_end) or _SLAVIC_AFTER.match(text, cue_end)
    return match if match and match.end() <= end else None


def korean(text: str, start: int, end: int) -> re.Match[str] | None:
    """The last person or body before `end` whose title and particle say that they speak."""
    return next(reversed(list(_KOREAN_NAME.finditer(text, start, end))), None)


def asian(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first body of a Chinese or Japanese sentence whose particle or verb says that it speaks."""
    return _ASIAN_BODY.search(text, start, end)


def asian_beside(text: str, start: int, cue: int, cue_end: int) -> re.Match[str] | None:
    """The words right before a particle, or right behind a preposition, in Chinese and Japanese."""
    word = text[cue:cue_end]
    if word in ("据", "據", "根据"):
        return _ASIAN_AFTER.match(text, cue_end)
    return _ASIAN_BEFORE.search(text, start, cue) if word.startswith(("によ", "への")) else None


def plural(folded: str, start: int, cue: Span, end: int) -> Span | None:
    """The body that a verb in the plural belongs to, as [start, end); its place is "в …" on either side."""
    if not _PLURAL.search(folded[cue[0] : cue[1]]) and "соответств" not in folded[cue[0] : cue[1]]:
        return None
    match = _AFTER_BODY.match(folded, cue[1], end) or _BEFORE_BODY.search(folded, max(0, start - 1), cue[0])
    return match.span("body") if match else None


def phrase(folded: str, cue_end: int, end: int) -> Span | None:
    """The words behind a preposition up to the comma: "по данным портовой службы, …"."""
    match = _PHRASE.match(folded, cue_end, end)
    return match.span(1) if match else None


def is_anaphor(folded: str, cue_end: int, end: int) -> bool:
    """Whether a preposition only points back: "по данным ведомства, …"."""
    return _ANAPHOR_AFTER.match(folded, cue_end, end) is not None


def body_of(folded: str, state_end: int, end: int) -> int:
    """Where the name of a body ends that begins with its state: "러시아 교통부", "俄罗斯铁路公司"; 0 when none."""
    match = _KOREAN_BODY.match(folded, state_end, end) or _CHINESE_BODY.match(folded, state_end, end)
    return match.end() if match else 0
