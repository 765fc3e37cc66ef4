"""Takes page furniture out of a text: plugs, counters, author boxes, banners, embedded posts. Pure; rules are tables.

A line is furniture when a rule says so, or when it is the same on several otherwise different texts of one import.
Everything taken out is told with its kind, so that a person can see that nothing else went.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.furniture_phrases import AUTHOR_OF, COMMON, LINES, NETWORKS, PLUGS, POST_TEXT, POSTED, RELATED

MANY = 3  # texts that must share a line: two may be a copy and its original
OFTEN = 200  # and one in so many of a large import: on ten thousand items three share a caption by chance
EDGE = 12  # lines from the end of a text in which pages put what they repeat; the longest box seen had nine
SHORT = 60  # characters: a repeated line this short is a label even in the middle
POST = 400  # characters; a post has 280, and its addresses
HEADLINE = 140  # characters: no longer line has been seen in a list of related headlines
END = re.compile(r"[.!?…。！？”\"»)]\s*$")
SENTENCE = re.compile(r"(?<=[.!?…])\s+")
WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece taken out: its kind in plain words and the piece itself."""

    kind: str
    text: str


def clear(text: str, repeated: Iterable[str] = ()) -> tuple[str, tuple[Removed, ...]]:
    """Return the text without furniture, its paragraphs as they were, and what was taken out in reading order."""
    lines = text.split("\n")
    kinds = _kinds([line.strip() for line in lines], frozenset(repeated))
    kept: list[str] = []
    removed: list[Removed] = []
    for place, line in enumerate(lines):
        rest, plugs = ("", [line.strip()]) if place in kinds else _without_last_plugs(line)
        removed.extend(Removed(kinds.get(place, "plug"), piece) for piece in plugs)
        if place not in kinds:
            kept.append(rest)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip(), tuple(removed)


def repeated_lines(texts: Sequence[str]) -> frozenset[str]:
    """Return the lines that at least three otherwise different texts have in common at their edges.

    Texts with the same longest line are copies of each other and count once: what copies share is their content.
    """
    told: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        longest = max(lines, key=len, default="")
        for place, line in enumerate(lines):
            at_edge = len(lines) - place <= EDGE or place == 0
            if line != longest and (at_edge or len(line) <= SHORT):
                told[line].add(longest)
    least = max(MANY, len(texts) // OFTEN)
    return frozenset(line for line, bodies in told.items() if len(bodies) >= least)


def _kinds(lines: Sequence[str], repeated: frozenset[str]) -> dict[int, str]:
    kinds: dict[int, str] = {}
    filled = [place for place, line in enumerate(lines) if line]
    for place in filled:
        kind = "the same on several pages" if lines[place] in repeated else _kind(lines[place])
        if kind:
            kinds[place] = kind
    kinds = _posts(lines, filled) | _author_boxes(lines, filled) | _related(lines, filled) | kinds
    return kinds | _polls(lines, [place for place in filled if place not in kinds])


def _kind(line: str) -> str | None:
    """The kind of furniture that a line is by itself."""
    for kind, pattern in LINES:
        if pattern.fullmatch(line):
            return kind
    sentences = SENTENCE.split(line)
    plugged = sum(PLUGS.search(sentence) is not None for sentence in sentences)
    return "plug" if plugged * 2 >= len(sentences) and _is_plug(line) else None


def _is_plug(text: str) -> bool:
    plugs = len(PLUGS.findall(text))
    return plugs >= 2 or (plugs == 1 and NETWORKS.search(text) is not None)


def _without_last_plugs(line: str) -> tuple[str, list[str]]:
    """A line without the sentences at its end that advertise the page: feeds put a whole article on one line."""
    if not PLUGS.search(line):
        return line, []
    sentences = SENTENCE.split(line)
    end = len(sentences)
    while end > 1 and _is_plug(sentences[end - 1]):
        end -= 1
    return " ".join(sentences[:end]) if end < len(sentences) else line, sentences[end:]


def _posts(lines: Sequence[str], filled: Sequence[int]) -> dict[int, str]:
    """Embedded posts: the line that signs one, the line before it, and whatever carries a picture address."""
    found = {place: "embedded post" for place in filled if len(lines[place]) <= POST and POST_TEXT.search(lines[place])}
    for before, place in pairwise(filled):
        if POSTED.fullmatch(lines[place]):
            found[place] = found[before] = "embedded post"
    if filled and POSTED.fullmatch(lines[filled[0]]):
        found[filled[0]] = "embedded post"
    return found


def _author_boxes(lines: Sequence[str], filled: Sequence[int]) -> dict[int, str]:
    """A name on a line of its own, and the line after it that says who that is; only where a text ends."""
    found: dict[int, str] = {}
    for before, place in pairwise(filled[-EDGE:]):
        name, about = lines[before], lines[place]
        if len(name) <= SHORT and about.startswith(name) and AUTHOR_OF.match(about.removeprefix(name).strip()):
            found[before] = found[place] = "author box"
    return found


def _related(lines: Sequence[str], filled: Sequence[int]) -> dict[int, str]:
    """A heading such as "Related articles", and the headlines below it."""
    found: dict[int, str] = {}
    for at, place in enumerate(filled):
        if RELATED.fullmatch(lines[place]):
            found[place] = "related articles"
            for below in filled[at + 1 :]:
                if len(lines[below]) > HEADLINE or END.search(lines[below]):
                    break
                found[below] = "related articles"
    return found


def _polls(lines: Sequence[str], places: Sequence[int]) -> dict[int, str]:
    """A question standing alone that shares no word with the rest: it asks the visitor, not the subject."""
    found: dict[int, str] = {}
    for place in places[1:]:
        line = lines[place]
        if line.endswith("?") and len(re.findall(r"[.!?]", line)) == 1 and len(WORD.findall(line)) >= 4:
            rest = " ".join(lines[other] for other in places if other != place)
            if not _content_words(line) & _content_words(rest):
                found[place] = "poll"
    return found


def _content_words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.lower())) - COMMON
