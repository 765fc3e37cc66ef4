"""Things that no table lists: any noun behind a figure of some size, in a text about the two countries."""

from __future__ import annotations

import re

from tumen.analysis.claims.clauses import Figure
from tumen.analysis.matching.lexicon import Hit

# Below this a figure mostly counts parts of speech ("two leaders", "three reasons"), not news.
_SMALL = 10
_NOUN = re.compile(r"\s([^\W\d_]{3,})(?=[\s,.;:)»”\"]|$)")
# What may follow a figure and is no counted thing, and what is counted in every text.
_NO_THING = re.compile(
    r"(?:and|the|for|from|with|than|that|this|were|was|are|has|have|had|per|more|most|into|over|under|such|lives|"
    r"miles?|km|metres|meters|feet|acres|hectares|mph|knots|degrees|degree|"
    r"countries|nations|states|foreign|world|leaders|members|points?|times|ranks?|percent|"
    r"или|что|для|стран\w*|держав\w*|государств\w*|градус\w*|раз\w{0,1}|пункт\w*|процент\w*|"
    r"або|для|країн\w*|держав\w*|oraz|lub|dla|państw\w*|kraj\w*|raz\w{0,1}|stopni\w*|und|oder|für|mit|länder\w*|"
    r"staaten|"
    r"mal|grad|prozent|pays|países)$"
)
_COUNTER = re.compile(
    r"[여余多]?\s?(?:건|개(?!국|월|년|의 나라)|곳|마리|권|종|톤(?!급)|t(?!급|[a-z])|채|동(?![가-힣])|석(?![가-힣])|件|"
    r"个(?!国|月|人)|項|项|所|"
    r"頭|头|吨|トン|份|种|種|棟|か所|カ所|处)"
)
_TONS = re.compile(r"(?:metric|tons?|tonnes?|тонн\w*|тон|ton|tonnen)$")
_OF = re.compile(r"(?<=[a-z])\s(?:tons? |tonnes? )?of\s|(?<=[а-яіn])(?<!ton)\s[^\W\d_]{3,}")
_RANK = re.compile(r"(?:\b(?:top|first|last|past|next|no\.)|[\d/]|перв\w+|последн\w+|топ|上位|前)\s?-?$")


def open_thing(figure: Figure) -> tuple[str, Hit | None]:
    """Return "thing" and the word that names it, or an empty metric."""
    number, folded = figure.number, figure.folded
    counter = _COUNTER.match(folded, number.end, figure.scene.end)
    if counter and number.low > 1:
        return "thing", Hit("thing", number.end, counter.end())
    word = _NOUN.match(folded, number.end, figure.scene.end)
    if word and any(s.start <= word.start(1) < s.end for s in figure.scene.sides):
        word = _NOUN.match(folded, word.end(1), figure.scene.end)  # "40 North Korean dancers"
    if word and _TONS.match(word[1]) and not _OF.match(folded, word.end(1), figure.scene.end):
        return "", None  # what a ship displaces
    if word is None or number.low < _SMALL or _NO_THING.match(word[1]) or _RANK.search(figure.lead(10)):
        return "", None
    return "thing", Hit("thing", word.start(1), word.end(1))
