"""Datelines and credits: what an agency or a page puts before and after a report, which is no part of what it says.

A subscriber takes the dateline off, an aggregator puts its own on: "SEOUL, July 13 (Reuters) -", "(서울=연합뉴스)",
"ПЕКИН, 3 сен - РИА Новости.". Left in, their days and places would make two copies of one text say different things.
The patterns are the table `datelines` of the language files.
"""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from tumen.analysis.text.sentences import Span
from tumen.analysis.text.text import Text
from tumen.analysis.text.vocabulary import Vocabulary

# What the table `datelines` may hold; all of it is read in the text as it came.
DATELINES = (
    "head", "agency", "credit_verb", "credit_opening", "copyright", "copyright_note", "contact", "plug",
)  # fmt: skip
_ROUNDS = 4  # a page puts its own plug under an agency's credit under the agency's name
_LEAST = 40  # letters that must remain: a text that is hardly more than its dateline says what it says
_REACH = 260  # characters at the end of a text in which a credit begins


class _Patterns(NamedTuple):
    heads: tuple[re.Pattern[str], ...]
    tails: tuple[re.Pattern[str], ...]


def inner(text: str, vocabulary: Vocabulary, least: int = _LEAST) -> tuple[int, int]:
    """Return the span (start, end) of what the text itself says, without dateline in front and credits behind.

    `least`: letters that must remain.
    """
    patterns = vocabulary.once("datelines", lambda: _compiled(vocabulary))
    start, end = 0, len(text)
    for _ in range(_ROUNDS):
        head = next((m for p in patterns.heads if (m := p.match(text, start, end)) and m.end() > start), None)
        if head is None or end - head.end() < least:
            break
        start = head.end()
    for _ in range(_ROUNDS):
        tail = _tail(patterns, text, max(start, end - _REACH), end)
        if tail is None or tail - start < least:
            break
        end = tail
    return start, end


def behind_dateline(text: Text, sentence: Span) -> int:
    """Return where a sentence says something itself: of the body's first behind "SEOUL, Dec. 28 (Yonhap) --".

    Who stands in a dateline only reports.
    """
    start, end = sentence
    if start != text.body_start:
        return start
    return start + inner(text.original[start:end], text.vocabulary)[0]


def _tail(patterns: _Patterns, text: str, start: int, end: int) -> int | None:
    """Where the credit at the end of text[start:end] begins, with the space before it; None when there is none.

    Patterns that began with that space would be tried at every letter, which takes half as long again.
    """
    tail = next((m for p in patterns.tails if (m := p.search(text, start, end))), None)
    return start + len(text[start : tail.start()].rstrip()) if tail else None


def _compiled(vocabulary: Vocabulary) -> _Patterns:
    words = partial(vocabulary.alternatives, "datelines", bounded=False)
    tails = (
        r"[(\[（【/]\s*(?:[\w.&=-]+[ ,/]?){1,4}[)\]）】/]\.?\s*$",
        rf"(?<=\s){words('agency')}\W{{0,3}}$",
        rf"[,.–—-]\s*{words('credit_verb')}\s[^.!?]{{2,45}}[.!]?\s*$",
        rf"{words('credit_opening')}\s[^.!?]{{4,60}}[.!]?\s*$",
        rf"[<＜][^<>＜＞]*(?:ⓒ|{words('copyright')})[^<>＜＞]*[>＞]\s*$",
        rf"(?:ⓒ|©|{words('copyright_note')})[^.]{{0,60}}\.?\s*$",
        rf"(?:{words('contact')}|[\w.+-]+@[\w-]+\.[\w.]+)[^.]{{0,60}}\s*$",
        rf"{words('plug')}\b(?:[^\n]{{0,160}}|[^\n]{{0,40}}\n[\s\S]{{0,200}})$",
    )
    return _Patterns(vocabulary.patterns("datelines", "head"), tuple(map(re.compile, tails)))
