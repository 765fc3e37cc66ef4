"""Forms: the words a table may hold, all found in one pass over any text in any language.

A form is a word or phrase as people write it. Signs with a meaning:

* `stem*`  the stem and any further letters ("росси*", "северн* коре*"); every word of a phrase may have its own star.
* `=ГАЗ`   written in exactly this case.
* `=Kim!`  in this case, and not before another name ("Kim Yong-hyun").
* `|러|`   a word of its own even where the script has no word boundaries; a Korean particle may follow.

Letters of alphabets never match inside a longer word; Chinese, Japanese and Korean forms do, unless `|` forbids it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from tumen.analysis.text.normalization import Folded, fold_form, keep_case
from tumen.analysis.text.vocabulary import Vocabulary

# A tag with a span [start, end).
Hit: TypeAlias = tuple[int, int, int]

# Alphabets end where the CJK blocks begin; after folding nothing alphabetic lies behind them.
FIRST_CJK = "\u2e80"
_SHORTEST = 2  # letters of an alphabet; one alone stands in every text
_POSSESSIVE = "'s"
_LETTERS = re.compile(r"[^\W\d_\u2e80-\U0010ffff]*")
_HANGUL_RUN = re.compile(r"[\uac00-\ud7a3]*")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_ARABIC_PREFIX = re.compile(r"[وف]?[بكل]?(?:ال|ل)?")
ANOTHER_NAME = re.compile(r"[ -][A-ZА-ЯЁІЇЄ]")
# What the table `particles` may hold: those of a language that writes them on to its words.
PARTICLES = ("written_on",)
PARTICLES_TABLE = "particles"


@dataclass(frozen=True, slots=True)
class Form:
    """One form taken apart: a literal anchor, then what must follow after the letters of each star."""

    anchor: str
    tails: tuple[str, ...]
    cased: str | None
    left: bool
    right: bool
    alone: bool = False

    def end_in(self, text: str, start: int, end: int, particles: re.Pattern[str]) -> int:
        """Where the form ends when its anchor stands at text[start:end]; -1 when it is not the form."""
        for tail in self.tails:
            end = _LETTERS.match(text, end).end()  # type: ignore[union-attr]
            if tail and text.startswith(_POSSESSIVE, end):
                end += len(_POSSESSIVE)  # "South Korea* military" is "South Korea's military" too
            if not text.startswith(tail, end):
                return -1
            end += len(tail)
        if self.left and start and not _opens(text, start):
            return -1
        if self.right and end < len(text) and not _closes(text, end, particles):
            return -1
        return end


# The forms of all tables are about 20,000, each checked by its loader and then compiled into two matchers or three.
@lru_cache(maxsize=32_768)
def parse(form: str) -> Form:
    """Take a form apart; ValueError in plain words when it can never match or would match everything."""
    cased = form.startswith("=")
    alone = cased and form.endswith("!")
    body = form.removeprefix("=").removesuffix("!") if cased else form
    left, right = body.startswith("|"), body.endswith("|")
    body = body.strip("|")
    folded = fold_form(body)
    if body != body.strip() or "  " in body:
        raise ValueError(f"{form!r} has a space too many")
    if cased and "*" in body:
        raise ValueError(f"{form!r}: '=' and '*' do not go together")
    anchor, *tails = folded.split("*")
    if not anchor or any(not tail.startswith(" ") for tail in tails if tail):
        raise ValueError(f"{form!r}: a star stands at the end of a word only")
    if len(anchor) < _SHORTEST and anchor < FIRST_CJK and not cased:
        raise ValueError(f"{form!r} is too short to mean anything")
    return Form(
        anchor=anchor,
        tails=tuple(tails),
        cased=keep_case(body) if cased else None,
        left=left or anchor[0] < FIRST_CJK,
        right=right or folded[-1] < FIRST_CJK,
        alone=alone,
    )


class Matcher:
    """Many forms, each with a tag, compiled into one automaton.

    `vocabulary`: its table `particles` holds what may be written on to a form whose word ends there.
    """

    def __init__(self, forms: Iterable[tuple[str, int]], vocabulary: Vocabulary) -> None:
        self._particles = vocabulary.pattern(PARTICLES_TABLE, "written_on")
        by_anchor: dict[str, dict[tuple[Form, int], None]] = {}
        for form, tag in forms:
            parsed = parse(form)
            by_anchor.setdefault(parsed.anchor, {})[parsed, tag] = None
        self._senses = [tuple(senses) for senses in by_anchor.values()]
        self._bounded = [all(form.left for form, _ in senses) for senses in self._senses]
        # Imported here: who only shows names matches none.
        import ahocorasick_rs

        self._automaton = ahocorasick_rs.AhoCorasick(list(by_anchor))

    def find(self, folded: Folded, original: str) -> list[Hit]:
        """Every (tag, start, end) in folded offsets, overlapping ones too, in order of their anchors' ends."""
        text, particles = folded.text, self._particles
        found: list[Hit] = []
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if start and self._bounded[index] and "a" <= text[start - 1] <= "z":
                continue  # the common miss, decided without a call
            for form, tag in self._senses[index]:
                stop = form.end_in(text, start, end, particles)
                if stop >= 0 and (form.cased is None or _same_case(form, folded, original, start, stop)):
                    found.append((tag, start, stop))
        return found


def longest(hits: list[Hit]) -> list[Hit]:
    """The longest of overlapping hits, in order; of equals the first. Cluster by cluster, so long texts stay cheap."""
    chosen: list[Hit] = []
    cluster: list[Hit] = []
    reach = -1
    for hit in sorted(set(hits), key=lambda hit: (hit[1], -hit[2], hit[0])):
        if hit[1] >= reach and cluster:
            chosen += _longest_of(cluster)
            cluster = []
        cluster.append(hit)
        reach = max(reach, hit[2])
    return chosen + _longest_of(cluster)


def leftmost(hits: list[Hit]) -> list[Hit]:
    """The hits that reading from left to right takes: at each place the longest; of equals the lowest tag."""
    chosen: list[Hit] = []
    free = 0
    for hit in sorted(hits, key=lambda hit: (hit[1], -hit[2], hit[0])):
        if hit[1] >= free:
            chosen.append(hit)
            free = hit[2]
    return chosen


def _longest_of(cluster: list[Hit]) -> list[Hit]:
    if len(cluster) <= 1:
        return cluster
    kept: list[Hit] = []
    for hit in sorted(cluster, key=lambda hit: (hit[1] - hit[2], hit[1])):
        if all(hit[2] <= other[1] or other[2] <= hit[1] for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit[1])


def _opens(text: str, start: int) -> bool:
    """Whether a word can begin at `start`: Arabic writes "and", "in" and "the" on to its words."""
    before, first = text[start - 1], text[start]
    if not before.isalnum():
        return True
    if first >= FIRST_CJK:
        return False
    if before >= FIRST_CJK:
        return True
    if not _ARABIC.match(before):
        return False
    word = start
    while word and _ARABIC.match(text[word - 1]):
        word -= 1
    return _ARABIC_PREFIX.fullmatch(text, word, start) is not None


def _closes(text: str, end: int, particles: re.Pattern[str]) -> bool:
    """Whether a word can end at `end`: particles are written on to Korean words."""
    after, last = text[end], text[end - 1]
    if not after.isalnum() or not last.isalnum():
        return True
    if last < FIRST_CJK:
        return after >= FIRST_CJK
    run = _HANGUL_RUN.match(text, end)
    return run is not None and particles.fullmatch(run.group()) is not None


def _same_case(form: Form, folded: Folded, original: str, start: int, end: int) -> bool:
    first, last = folded.span(start, end)
    if form.alone and ANOTHER_NAME.match(original, last):
        return False
    return keep_case(original[first:last]) == form.cased
