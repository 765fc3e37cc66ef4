"""Mentions that stand for no side: a place of writing, an outlet's name, a language, a comparison, a list.

"MOSCOW (AP)", "The Moscow Times", "in Russian and Korean", "as in Russia", "Russia, China, Iran and North Korea" name a
state that does nothing in the report, "the Russia-Ukraine war" and "in Japan" a third one that is only its scene. The
words are the tables `incidental` and `lists` of the language files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from tumen.analysis.extraction.event_types import find_event_types
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.datelines import inner
from tumen.analysis.text.shapes import right_before
from tumen.analysis.text.text import Text
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import EntryKind, Mention

# What the table `lists` may hold: what joins the members of a list of countries, what may stand before one, and what
# says that they act with each other.
LISTS = ("joint", "article", "mutual")
# What the table `incidental` may hold; docs/language.md explains the kinds.
INCIDENTAL = (
    "compared",
    "compared_inside",
    "compared_behind",
    "between",
    "not_compared",
    "both",
    "language",
    "scene",
    "scene_behind",
)
_MOVES = frozenset({"arrive", "depart", "return"})
_LEAST = 3  # countries that make a list
_NEAR = 40  # characters between a list and the word that says that its members act together
_UNKNOWN = 5  # names that the watch does not know between two members of one list, as between nuclear powers
_GAP = r"[^\S\n]"  # a space that ends no line


class _Comparison(NamedTuple):
    before: re.Pattern[str]
    inside: re.Pattern[str]
    behind: re.Pattern[str]
    none: re.Pattern[str]
    both: re.Pattern[str]


def incidental(text: Text, mentions: Sequence[Mention], watch: Watch) -> dict[Mention, str]:
    """Return the mentions that stand for no side, each with why: "furniture", "language", "comparison" or "list"."""
    found = dict.fromkeys(_furniture(text, mentions), "furniture")
    found |= dict.fromkeys(_languages(text, mentions), "language")
    found |= dict.fromkeys(_compared(text, mentions), "comparison")
    rest = [m for m in mentions if m not in found]
    return found | dict.fromkeys(_listed(text, rest, watch), "list")


def scenes(text: Text, mentions: Sequence[Mention], watch: Watch) -> frozenset[Mention]:
    """Return the mentions of third states that say only where something is: in a country, in a war named after it.

    A live page on a war, or arms "for use in" a country, has no other party than a report that leaves the country out.
    """
    before, behind = text.vocabulary.once(("scenes", text.language), lambda: _scene(text.vocabulary, text.language))
    kinds = (EntryKind.COUNTRY, EntryKind.PLACE)
    return frozenset(
        m
        for m in mentions
        if watch.entry(m.concept).kind in kinds
        and watch.party(m.concept) not in watch.sides_watched
        and (right_before(before, text.lowered, m.start) or behind.match(text.lowered, m.end))
    )


def _scene(vocabulary: Vocabulary, language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = vocabulary.table("incidental", language)
    before, behind = ("|".join(table.get(kind, ())) or "(?!)" for kind in ("scene", "scene_behind"))
    return re.compile(rf"(?:{before})\s?$"), re.compile(behind)


def _furniture(text: Text, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """What stands in an outlet's name behind the headline, in a dateline or in a credit."""
    body = text.body_start
    start, end = inner(text.original[body:], text.vocabulary, least=1)
    if start and any(act in _MOVES for act in _headline_acts(text)):
        start = 0  # "arrives", "leaves": where the report was written is where they arrive
    for mention in mentions:
        in_title = mention.end <= text.title_end
        if mention.end > text.headline[1] if in_title else not body + start <= mention.start < body + end:
            yield mention


def _headline_acts(text: Text) -> Iterator[str]:
    return (act for act, _, _ in find_event_types(text, until=text.title_end))


def _languages(text: Text, mentions: Sequence[Mention]) -> list[Mention]:
    named = text.vocabulary.once(
        "names of languages", lambda: re.compile(text.vocabulary.alternatives("incidental", "language"))
    )
    spans = [match.span() for match in named.finditer(text.lowered)]
    return [m for m in mentions if any(start <= m.start and m.end <= end for start, end in spans)]


def _compared(text: Text, mentions: Sequence[Mention]) -> list[Mention]:
    """What something is compared with, and what is joined to it: "countries like Russia and North Korea"."""
    words = text.vocabulary.once("comparisons", lambda: _comparison(text.vocabulary))
    joint = _joint(text.vocabulary)
    found: list[Mention] = []
    for mention in mentions:
        joined = found and joint.fullmatch(text.original, found[-1].end, mention.start)
        if joined or _is_compared(text.lowered, mention, words):
            found.append(mention)
    return found


def _is_compared(lowered: str, mention: Mention, words: _Comparison) -> bool:
    before = partial(right_before, text=lowered, place=mention.start)
    match = before(words.before) or before(words.inside)
    if match is None:
        return words.behind.match(lowered, mention.end) is not None
    return not right_before(words.none, lowered, match.start()) and not words.both.match(lowered, mention.end)


def _comparison(vocabulary: Vocabulary) -> _Comparison:
    before, inside, behind, between, none, both = (
        vocabulary.alternatives("incidental", kind)
        for kind in ("compared", "compared_inside", "compared_behind", "between", "not_compared", "both")
    )
    # At the start of a clause such a word may ask or tell how: "Как Россия помогает КНДР".
    return _Comparison(
        re.compile(rf"{before}(?:\s|(?<=[一-鿿]))(?:{between}\s)?$"),
        re.compile(rf"(?<=\w\s){inside}\s(?:{between}\s)?$"),
        re.compile(behind),
        re.compile(rf"{none}\s$"),
        re.compile(rf"[^.!?]{{0,20}}{both}"),
    )


def _listed(text: Text, mentions: Sequence[Mention], watch: Watch) -> Iterator[Mention]:
    """The members of lists of three or more countries in which all sides stand, unless they act together.

    A word for such a group ("북중러") is a list by itself.
    """
    run: list[Mention] = []
    for mention in (*mentions, None):
        if mention is not None and not _may_be_listed(mention, watch):
            continue
        if mention is None or (run and not _are_listed(text, run[-1], mention, mentions)):
            if _is_list(text, run, watch):
                yield from run
            run = []
        if mention is not None:
            run.append(mention)


def _are_listed(text: Text, one: Mention, next: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether two members follow each other in a list, also with names between them that the watch does not know."""
    if _joint(text.vocabulary).fullmatch(text.original, one.end, next.start):
        return True
    between = any(one.end <= m.start < next.start for m in mentions)
    others = text.vocabulary.once("unknown members", lambda: _compiled_others(text.vocabulary))
    return not between and others.fullmatch(text.original, one.end, next.start) is not None


def _may_be_listed(mention: Mention, watch: Watch) -> bool:
    return watch.entry(mention.concept).kind in (EntryKind.COUNTRY, EntryKind.PLACE, EntryKind.PAIR, EntryKind.GROUP)


def _is_list(text: Text, run: Sequence[Mention], watch: Watch) -> bool:
    kinds = {watch.entry(m.concept).kind for m in run}
    if EntryKind.PAIR in kinds or not frozenset(watch.sides_watched) <= watch.sides(run):
        return False
    if EntryKind.GROUP not in kinds and len({_state(watch, m) for m in run}) < _LEAST:
        return False
    mutual = text.vocabulary.once(
        "mutual", lambda: re.compile(text.vocabulary.alternatives("lists", "mutual"), re.IGNORECASE)
    )
    start, end = next(span for span in text.sentences if span[1] > run[0].start)
    near = max(start, run[0].start - _NEAR), min(max(end, run[-1].end), run[-1].end + _NEAR)
    return not mutual.search(text.original, *near)


def _state(watch: Watch, mention: Mention) -> str:
    entry = watch.entry(mention.concept)
    return entry.side or entry.of or entry.id


def _joint(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What stands between the members of a list of countries."""
    return vocabulary.once("joint", lambda: _compiled_joint(vocabulary))


def _compiled_others(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Up to so many capitalised names between two members, each set off by commas or a word that joins."""
    joint, article = (vocabulary.alternatives("lists", kind, bounded=False) for kind in ("joint", "article"))
    comma, name = rf"{_GAP}*,{_GAP}*", r"(?-i:[^\W\d_a-zа-яёіїє][\w.'’-]+)"
    link = rf"(?:{comma}(?:{joint}{_GAP}+)?|{_GAP}+{joint}{_GAP}+)(?:{article}{_GAP}?)?"
    return re.compile(rf"{link}(?:{name}(?:{_GAP}{name})?{link}){{1,{_UNKNOWN}}}", re.IGNORECASE)


def _compiled_joint(vocabulary: Vocabulary) -> re.Pattern[str]:
    joint, article = (vocabulary.alternatives("lists", kind, bounded=False) for kind in ("joint", "article"))
    return re.compile(rf"{_GAP}*[,、，·・/]?{_GAP}*{joint}?{_GAP}*(?:{article}{_GAP}?)?", re.IGNORECASE)
