"""Who stands behind what no verb hands to anybody: whom a headline opens or ends with, who imposes something."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import Final

from tumen.analysis.attribution import shapes
from tumen.analysis.attribution.patterns import compiled
from tumen.analysis.attribution.reporting_verbs import Cue, reporting_verbs
from tumen.analysis.extraction.numbers import find_numbers
from tumen.analysis.matching.speaker_entries import BODIES, SpeakerKind
from tumen.analysis.matching.terms import terms_in, within
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.datelines import behind_dateline
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.text import Text
from tumen.model import EntryKind

_WHO: Final = (EntryKind.PERSON, EntryKind.ORGANISATION, EntryKind.COUNTRY, EntryKind.PLACE)
# "Army intelligence: …", "韩军情报部门：…": what stands before the colon, where a party is named in it.
_COLON = re.compile(r"[^\w(\[]*([^:：,\"“«「\n]{2,40}?)\s?[:：]")
# "[속보] 탈북민 단체 “…”", "官房長官「…」": what stands before the quotation, where its last word says who speaks.
# "Чекунков: …", "Lee Seong-kweun: …": a name that no table has, where no tag of headlines stands before the colon.
_NAME_COLON = re.compile(
    r"[^\w(\[]*([A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ][^\W\d_]+(?:-[^\W\d_]+)?(?:\s[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ][^\W\d_]+(?:-[^\W\d_]+)?){0,2})[:：]\s"
)
_RUBRIC = r"(?:.*[\s-])?(?:%(no_speaker)s|\w*blog)\s?"
_NO_SPEAKER = r"(?:%(no_speaker)s)\b"
_TAGS = r"(?:[\[【<(][^\]】>)]{1,12}[\]】>)]\s?)*"
_WORD = r"[^\s、,，。:：\d\"“‘«「]"
_BEFORE_QUOTE = rf"{_TAGS}({_WORD}{{0,12}}(?:\s{_WORD}{{0,10}}){{0,2}}?(?:%(speaking_title)s|%(own_body)s))\s?[\"“「]"
_LEADERS = re.compile(r"(?:…|\.{3})\s?")
# "ウクライナ軍情報部門トップ、…と指摘": a Japanese headline that opens with its subject and ends with its verb.
_OPENS_WITH = re.compile(rf"{_TAGS}({_WORD}{{2,16}}?)[はが]?、")
# "…　英研究所が分析", "…　衛星画像を分析": the verb has a subject, or an object, of its own behind a wide space.
_OWN_SUBJECT = re.compile(rf"(?:\u3000|、|」\s?)({_WORD}{{2,16}})が$")
_APART = re.compile(r"\u3000[^\u3000、]{2,16}を$")
# "정부, 러 선박 독자제재": the body that a headline opens with, whatever the comma.
_OPENS_ALONE = re.compile(rf"{_TAGS}({_WORD}{{2,16}}?)[はが]?[、,，]")
# "… — посол", "…: prosecutor general", "…한미일 공동성명", "…と韓国高官": who a headline ends with.
_ENDS_WITH = re.compile(
    r"(?:\s[-–—]\s|…\s?|\.{3}\s?|(?<=[^\W\d]):\s)((?:[^\W\d][\w.'’-]*\s){0,4}[^\W\d][\w.'’-]*)\s*$"
    r"|と([^\s、。「」：:と]{2,14})\s*$"
)
_BODY_IN = r"(?:.*\s)?(?:%(speaking_body)s)(?:\s.*)?|\S*(?:\s\S+)*?(?:%(speaking_title)s|%(own_body)s)"
_OPENS_QUOTE = re.compile(rf"{_TAGS}((?:[^\W\d]+\s)?[^\W\d]*[가-힣](?=\s?[\"“])|[^\W\d]{{2,14}}(?=「))")
_OBLIQUE_END = r"(?:%(oblique_word)s)$"
_VERB_ENDS: Final = 2  # signs behind the verb that ends such a headline
# "쇼이구, 김정은 면담 뒤 “…”": so many signs may stand between who opens the headline and the quotation.
_TO_QUOTE: Final = 30
# "Shoigú, tras reunirse con Kim: …": whom a headline opens with, apart from what stands before the colon.
_COLON_BEHIND = re.compile(r",[^:\d]+:\s")
_DIGIT = re.compile(r"\d")
_QUOTE = re.compile('["“‘«「]')
_COMMA = re.compile(r",(?!\d)")
_COMMAS: Final = frozenset("、，,")
_ENDS = re.compile(r"(?:[\"”’»」]|[=＝:：\u3000])\s?([^\"”’»」=＝\n]{2,25})$")
FATES_TABLE: Final = "fates"
# Who imposes something stands at the beginning of the sentence, behind an article or a tag.
_OPENS: Final = 15
_ACTS = r"(?:%(acting)s)"
# "The Treasury on Monday blacklisted": a name in capitals that no table has, right before what it does.
_NAME_ACTS = r"(?:(?i:%(article)s)\s)?([A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,2})\s(?:on\s\w+\s|has\s|also\s)?(?i:%(acting)s)"
_OWN_BODY = r".*(?:%(own_body)s|%(speaking_title)s)"
_COURT = r"(?:\w+\s){0,2}?(?:%(court)s)"
_CLAUSE_WORDS: Final = 6
# A name that opens its sentence is shorter, or it is a phrase with a verb of its own.
_OPENING_WORDS: Final = 3
_AGAIN = r"(?:%(again)s)"
_BODY_ALONE = r"(?:(?:%(article)s|%(this)s)\s)?(?:%(body_alone)s)"
_THIS = r"\W*(?:%(says_this)s)"
_PRONOUN = r"(?:%(pronoun)s)"
_MARKS: Final = " \t\n\"'“”‘’«»—–-"
_SUBJECTLESS = r"\b(?:%(pronoun)s)\s*$"


def headline_speaker(text: Text, watch: Watch, title: Span, *, denied: bool = False) -> str:
    """Return whom a headline without a reporting verb attributes to, as written; "" when nobody.

    Before a colon, before or behind a quotation, behind an equals sign; where it denies something, whom it opens with.
    """
    before = _before_colon(text, watch, title)
    if before:
        return before
    quoted = compiled(text.vocabulary, _BEFORE_QUOTE)
    opens = headline_subject(text, title) or quoted.match(text.original, *title) or _opens_quote(text, title)
    for leader in _LEADERS.finditer(text.original, *title):
        opens = opens or quoted.match(text.original, leader.end(), title[1])
    if opens and not _tells_of(text, watch, opens.span(1), title[1]):
        return opens[1].strip()
    quote = _QUOTE.search(text.original, *title)
    first = next(iter(_mentions(text, watch, title)), None)
    opening = re.compile(_TAGS).match(text.original, *title)
    begins = opening.end() if opening else title[0]
    near = quote and first and 0 <= first[0] - begins <= 2 and 0 <= quote.start() - first[1] <= _TO_QUOTE
    if near and quote and first and not _tells_of(text, watch, (first[0], quote.start()), title[1]):
        return text.original[first[0] : first[1]]
    apart = denied or _COLON_BEHIND.search(text.original, first[1] if first else title[1], title[1])
    if apart and first and first[0] - title[0] <= 2 and text.original[first[1] : first[1] + 1] in _COMMAS:
        return text.original[first[0] : first[1]]
    last = _ends_with_speaker(text, watch, title)
    if last:
        return last
    ends = _ENDS.search(text.original, *title)
    named = ends and not _DIGIT.search(ends[1]) and not ends[1][0].islower()
    if ends and (_tells(text, ends.span(1)) or _counts(text, watch, ends.span(1))):
        named = False
    return ends[1].strip() if ends and named and _names_a_party(text, watch, ends.span(1)) else ""


def _opens_quote(text: Text, title: Span) -> re.Match[str] | None:
    """The words right before a quotation that opens a Korean or Japanese headline, where no particle ends them."""
    opens = _OPENS_QUOTE.match(text.original, *title)
    if opens is None or compiled(text.vocabulary, _OBLIQUE_END).search(opens[1]):
        return None
    return None if _tells(text, opens.span(1)) else opens


def _ends_with_speaker(text: Text, watch: Watch, title: Span) -> str:
    """Who stands behind the last dash, dots or colon of a headline, or behind と: a body, an office, unnamed people."""
    end = _ENDS_WITH.search(text.original, *title)
    if end is None:
        return ""
    span = end.span(1) if end[1] else end.span(2)
    words = text.original[slice(*span)]
    own = compiled(text.vocabulary, _BODY_IN).fullmatch(words.lower())
    groups = [
        p for p in within(watch.speakers.find(text), *span) if watch.speakers.kind_of(p.kind) is not SpeakerKind.STATE
    ]
    if not (own or groups) or compiled(text.vocabulary, _RUBRIC).fullmatch(text.lowered, *span):
        return ""
    return "" if _tells(text, span) or _counts(text, watch, span) else words.strip()


def _before_colon(text: Text, watch: Watch, title: Span) -> str:
    """Who stands before a headline's colon: a party, but no people who are counted; else a name that no table has."""
    colon = _COLON.match(text.original, *title)
    if colon and not _DIGIT.search(colon[1]):
        own = compiled(text.vocabulary, _OWN_BODY).fullmatch(colon[1].strip())
        if (
            own
            or _says_by_noun(text, colon.span(1))
            or (_speaks(text, watch, colon.span(1)) and not _counts(text, watch, colon.span(1)))
        ):
            return colon[1].strip()
        if _names_a_party(text, watch, colon.span(1)) or _names_a_pair(text, watch, colon.span(1)):
            return ""
    name = _NAME_COLON.match(text.original, *title)
    if name is None or compiled(text.vocabulary, _NO_SPEAKER).match(text.lowered, *name.span(1)):
        return ""
    if _tells(text, name.span(1)):  # "Neun Millionen Schuss: …"
        return ""
    return name[1]


def _says_by_noun(text: Text, span: Span) -> bool:
    """Whether the words before a colon are those for a body or an office: "Jeniec z Korei Płn.: …"."""
    if compiled(text.vocabulary, _RUBRIC).fullmatch(text.lowered, *span):
        return False
    return compiled(text.vocabulary, _BODY_IN).fullmatch(text.lowered[slice(*span)].strip(" .")) is not None


def _speaks(text: Text, watch: Watch, span: Span) -> bool:
    """Whether the words before a colon name who speaks: no place alone, no two persons, no pair, no rubric, no loss."""
    if compiled(text.vocabulary, _RUBRIC).fullmatch(text.lowered, *span) or within(terms_in(text, FATES_TABLE), *span):
        return False
    mentions = list(_mentions(text, watch, span))
    kinds = [watch.entry(concept).kind for _, _, concept in mentions]
    if kinds.count(EntryKind.PERSON) > 1 or _names_a_pair(text, watch, span):
        return False
    sides = {watch.entry(concept).side for _, _, concept in mentions}
    if len(watch.sides_watched) > 1 and sides.issuperset(watch.sides_watched):
        return False  # "Russland und Nordkorea: …" is what it is about
    if any(shapes.PAIRED.fullmatch(text.original, one[1], other[0]) for one, other in pairwise(mentions)):
        return False
    return bool(within(watch.speakers.find(text), *span)) or any(kind != EntryKind.PLACE for kind in kinds)


def _counts(text: Text, watch: Watch, span: Span) -> bool:
    """Whether people or things that are counted are named there."""
    return any(term.end - term.start > 1 for term in within(watch.roles.nouns(text), *span))


def _tells_of(text: Text, watch: Watch, who: Span, end: int) -> bool:
    """Whether people are named whose death or wounds what follows tells: "北朝鮮兵「千人死亡」"; they do not speak."""
    return _counts(text, watch, who) and bool(within(terms_in(text, FATES_TABLE), who[1], end))


def _tells(text: Text, span: Span) -> bool:
    """Whether the words tell what happened or what somebody did, and name nobody."""
    figures = any(span[0] <= number.start < span[1] for number in find_numbers(text))
    return figures or bool(within(terms_in(text, FATES_TABLE), *span) or within(reporting_verbs(text), *span))


def headline_subject(text: Text, title: Span) -> re.Match[str] | None:
    """With whom a Japanese headline opens that ends with its verb of saying, as group 1; None when it does not."""
    ending = [c for c in within(reporting_verbs(text), *title) if c.kind in (Cue.FINAL_SAYS, Cue.FINAL_DENIES)]
    if not ending or len(text.original[ending[-1].end : title[1]].strip()) > _VERB_ENDS:
        return None
    own = _OWN_SUBJECT.search(text.original, title[0], ending[-1].start)
    if own:
        return own  # "…　英研究所が分析": whoever opens the headline
    opens = _OPENS_WITH.match(text.original, *title)
    return None if opens and _APART.search(text.original, opens.end(), ending[-1].start) else opens


def subject(text: Text, watch: Watch, span: Span) -> str:
    """Return the subject of a reporting verb: "…, the railway said", "Estonia says …"; "" when there is none."""
    for cue in within(reporting_verbs(text), *span):
        comma = max((m.start() for m in _COMMA.finditer(text.original, span[0], cue.start)), default=-1)
        opens = behind_dateline(text, span)
        start, most = (comma + 1, _CLAUSE_WORDS) if comma >= opens else (opens, _OPENING_WORDS)
        words = text.original[start : cue.start].strip(_MARKS).split()
        if cue.kind != Cue.SAYS or not 0 < len(words) <= most or not words[0].isascii():
            continue
        if compiled(text.vocabulary, _PRONOUN).fullmatch(" ".join(words).lower()) or not words[0][0].isalnum():
            continue
        known = words[-1][0].isupper() if not span[0] else _names_a_party(text, watch, (start, cue.start))
        known = known or (len(words) == 1 and _is_name(text.original, words[0]))
        if comma < opens and not known:
            continue
        if not compiled(text.vocabulary, _SUBJECTLESS).search(text.lowered, start, cue.start):
            return " ".join(words)
    return ""


def _is_name(original: str, word: str) -> bool:
    """Whether a word at the beginning of a sentence is a surname: "Shin told reporters", of the Shin named before."""
    return word[0].isupper() and len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", original)) > 1


def actor(text: Text, watch: Watch, span: Span) -> str:
    """Return who imposes what the sentence tells of: the state, body or court at its beginning; "" when nobody does."""
    if compiled(text.vocabulary, _ACTS).search(text.lowered, *span) is None:
        return ""
    court = compiled(text.vocabulary, _COURT).search(text.lowered, *span)
    if court:
        return text.original[court.start() : court.end()].strip()
    start = behind_dateline(text, span)
    for party in within(watch.speakers.find(text), start, span[1]):
        if party.start - start <= _OPENS and watch.speakers.kind_of(party.kind) in BODIES:
            return text.original[party.start : party.end]
    for begin, end, concept in _mentions(text, watch, (start, span[1])):
        if begin - start > _OPENS:
            break
        if watch.entry(concept).side not in watch.sides_watched:
            return text.original[begin:end]
    opens = _OPENS_ALONE.match(text.original, start, span[1])
    if opens and compiled(text.vocabulary, _OWN_BODY).fullmatch(opens[1]):
        return opens[1]
    name = compiled(text.vocabulary, _NAME_ACTS).match(text.original, start, span[1])
    return name[1] if name else ""


def points_back(text: Text, span: Span) -> bool:
    """Whether the sentence goes on with whoever spoke before: "he said", "по его словам", "매체는"."""
    return compiled(text.vocabulary, _AGAIN).search(text.lowered, *span) is not None


def says_this(text: Text, span: Span) -> bool:
    """Whether the sentence hands what stands before it to somebody: "That figure is from …", "Об этом сообщил …"."""
    return compiled(text.vocabulary, _THIS).match(text.lowered, *span) is not None


def points_to_person(text: Text, span: Span) -> bool:
    """Whether whom the sentence goes on with is one person: "he said", "그는"; an agency is none."""
    return compiled(text.vocabulary, shapes.PERSON).search(text.lowered, *span) is not None


def points_to_body(text: Text, name: str) -> bool:
    """Whether a name is no more than the noun of a body that was named before: "the ministry", 同省, "Ministerium"."""
    return compiled(text.vocabulary, _BODY_ALONE).fullmatch(name.lower()) is not None


def _mentions(
    text: Text, watch: Watch, span: Span, kinds: Collection[EntryKind] = _WHO
) -> Iterable[tuple[int, int, str]]:
    for m in watch.find(text):
        if span[0] <= m.start and m.end <= span[1] and watch.entry(m.concept).kind in kinds:
            yield m.start, m.end, m.concept


def _names_a_pair(text: Text, watch: Watch, span: Span) -> bool:
    return any(True for _ in _mentions(text, watch, span, (EntryKind.PAIR,)))


def _names_a_party(text: Text, watch: Watch, span: Span) -> bool:
    return any(True for _ in _mentions(text, watch, span)) or bool(within(watch.speakers.find(text), *span))
