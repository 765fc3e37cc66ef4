"""Speakers by their place alone: the words right before or behind a reporting verb, whoever they name."""

from __future__ import annotations

import re
from typing import Final

from tumen.analysis.attribution.patterns import compiled
from tumen.analysis.attribution.phrases import Attribution
from tumen.analysis.attribution.reporting_verbs import Cue, reporting_verbs
from tumen.analysis.matching.terms import Term, within
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.text import Text

# What stands before a verb that follows what was said: "…, informa la cadena".
_INVERTED = re.compile(r"[,»”\"–—-]\s?$")
_WORD = r"(?:«[^»\n]{1,40}»|„[^”\n]{1,40}”|[^\W\d][\w.'’-]*)"
_BEHIND = re.compile(rf"\s({_WORD}(?:\s{_WORD}){{0,7}})")
# A subject opens its clause.
_BEFORE = re.compile(rf"(?:^|[,;:—–]\s|[.!?…]\s|\n)({_WORD}(?:\s{_WORD}){{0,7}})(?:,[^,\n]{{3,70}},)?\s$")
# The topic that opens a sentence in Korean and Japanese is the subject of the verb that ends it; what stands before a
# Chinese verb up to the mark before it is its subject.
_TOPIC = re.compile(
    r"\W{0,2}((?:[가-힣A-Za-z]+\s){0,3}[가-힣]{2,10}?)(?:은|는)\s|\W{0,2}([^\W\d]{2,20}?)(?:は|によれば|によると)[、,]?"
)
_TOPICS = re.compile(
    r"((?:[^\s,.\"“”‘’]+\s)*?[^\s,.\"“”‘’]*[가-힣])(?:은|는)(?=\s)|([^\s、。「」]{2,24}?)(?:は|が)(?=[^\s])"
)
_ADNOMINAL, _OBLIQUE_WORD = r"(?:%(adnominal)s)", r"(?:%(oblique_word)s)"
_TOPIC_WORDS, _VERB_ENDS = 4, 4
_SUBJECT_SIGNS = re.compile(r"(?:^|[，。；：、“”\n])([\u4e00-\u9fff]{3,14})$")
_COMMA = re.compile(r"[,;、，]\s?(?!\d)")
# Between a speaker and a figure without a verb: a dash, a preposition, "about"; a particle.
_GAP = r"(?:\s[–—-])?(?:\s(?:%(speaks_of)s))?\s|[은는はが]\s?(?:[약約]\s?)?"
_KANA = re.compile(r"[\u3040-\u30ff]")
CJK_SIGN: Final = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]")
_NO_PHRASE, _THAT = r"(?:%(no_phrase)s|%(pronoun)s|%(place)s|%(object)s)$", r"\s(?:%(that)s)\s.*"
_REACH: Final = 120  # characters of a phrase of eight words


def speaking_phrase(text: Text, span: Span) -> str:
    """Return who stands beside a reporting verb of a sentence, Chinese or in an alphabet's language; "" for nobody."""
    cues = within(reporting_verbs(text), *span)
    for n, cue in enumerate(cues):
        if cue.kind not in (Cue.SAYS, Cue.DENIES):
            continue
        following = cues[n + 1].start if n + 1 < len(cues) else span[1]
        if CJK_SIGN.match(text.original[cue.start]):
            name = _before_chinese(text, span, cue.start)
            if name:
                return name
            continue
        name = _named(text, _phrase(text, span, cue, following))
        if name:
            return name
    return _topic_of_final(text, span, cues)


def _topic_of_final(text: Text, span: Span, cues: list[Term]) -> str:
    """The topic of a Korean or Japanese sentence that a verb of saying ends: "40대 남성은 … 말했다"."""
    ends = [cue for cue in cues if cue.kind in (Cue.FINAL_SAYS, Cue.FINAL_DENIES)]
    if not ends or len(text.original[ends[-1].end : span[1]].strip(" .。」”\"'")) > _VERB_ENDS:
        return ""
    for topic in _TOPICS.finditer(text.original, span[0], ends[-1].start):
        words = (topic[1] or topic[2]).split()
        if not compiled(text.vocabulary, _ADNOMINAL).fullmatch(topic[0].split()[-1]):
            last = [n for n, word in enumerate(words) if compiled(text.vocabulary, _OBLIQUE_WORD).fullmatch(word)]
            own = words[(last[-1] + 1 if last else 0) :][-_TOPIC_WORDS:]
            return " ".join(own) if own and len("".join(own)) > 1 else ""
    return ""


def instead_of_state(text: Text, span: Span, state: Attribution) -> str:
    """Return who speaks where a sentence seems to hand something to a state that it only speaks of; "" when none does.

    "Zdaniem estońskiego generała Rosja ma …", "에스토니아의 한 장성은 러시아가 …", "爱沙尼亚一位将军透露，俄罗斯…".
    """
    if not CJK_SIGN.match(text.original[state.start]):
        return _before_state(text, state)
    if state.start <= state.cue:
        topic = _TOPIC.match(text.original, *span)
        return (topic[1] or topic[2]).strip() if topic and topic.end() <= state.start else ""
    return _before_chinese(text, span, state.cue)


def _before_chinese(text: Text, span: Span, cue: int) -> str:
    """What stands before a Chinese verb up to the mark before it; "" in a sentence of Japanese."""
    subject = _SUBJECT_SIGNS.search(text.original, max(span[0] - 1, 0), cue)
    return subject[1] if subject and not _KANA.search(text.original, *span) else ""


def _before_state(text: Text, state: Attribution) -> str:
    """The words between a preposition and the state: those of an office in it, or whom the state comes behind."""
    cue = next((c for c in reporting_verbs(text) if c.start == state.cue and c.kind == Cue.PREPOSITION), None)
    between = text.original[cue.end : state.start].split() if cue and cue.end < state.start else []
    article = compiled(text.vocabulary, r"(?:%(article)s)$")
    between = between[1:] if between and article.match(between[0].lower()) else between
    if not between or any(not word.replace("-", "").isalpha() for word in between):
        return ""
    if compiled(text.vocabulary, r"(?:%(place)s)$").match(between[-1].lower()):
        return f"{' '.join(between)} {state.name}" if len(between) > 1 else ""
    return " ".join(between) if len(between) > 1 else ""


def _phrase(text: Text, span: Span, cue: Term, following: int) -> str:
    that = compiled(text.vocabulary, r",?\s(?:%(that)s)\s").match(text.lowered, cue.end)
    if _INVERTED.search(text.original, span[0], cue.start) and not that:
        behind = _BEHIND.match(text.original, cue.end, min(following, span[1]))
        return behind[1] if behind else ""
    begin = max(span[0] - 1, cue.start - _REACH, 0)
    before = _BEFORE.search(text.original, begin, cue.start)
    return before[1] if before else ""


def _named(text: Text, phrase: str) -> str:
    """The phrase up to a relative clause, "" where it begins with no name or noun."""
    words = phrase.rstrip(".").split()
    if len(words) > 1 and compiled(text.vocabulary, r"(?:%(article)s)").fullmatch(words[0].lower()):
        words = words[1:]
    if not words or len(words[0]) < 2 or compiled(text.vocabulary, _NO_PHRASE).match(words[0].lower()):
        return ""
    return re.sub(compiled(text.vocabulary, _THAT), "", " ".join(words))
