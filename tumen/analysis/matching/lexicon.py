"""Many forms of many kinds found in one pass, with offsets of the text as it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tumen.analysis.text.normalization import CJK

__all__ = ("CJK", "Hit", "Lexicon", "fold", "within")

# One character for one character, so that offsets hold: full-width ASCII, odd spaces and quotes, ё.
_ODD = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ODD |= dict.fromkeys((0x3000, 0xA0, 0x202F, 0x2009, 0x2002, 0x2003, 0x2007), " ")
_ODD |= {0x2019: "'", 0x2018: "'", 0x02BC: "'", 0x2010: "-", 0x2011: "-", 0xFF5E: "~", 0x301C: "~", 0x0451: "е"}

_CJK_START = re.compile(f"[{CJK}]")
_TOKEN = re.compile(f"(?P<word>[^\\W{CJK}]+)|(?P<signs>[{CJK}]+)")
_ANOTHER_NAME = re.compile(r"[ -][A-ZА-ЯЁІЇЄ]")
_FIRST = re.compile(f"[^\\W{CJK}]+")


def fold(text: str) -> str:
    """Return the text in lower case with plain digits, spaces and quotes, character for character as long as before."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return low if low.isascii() else low.translate(_ODD)


class Hit(NamedTuple):
    """A form of one kind at [start, end)."""

    kind: str
    start: int
    end: int


def within(hits: list[Hit], start: int, end: int) -> list[Hit]:
    """Return the hits of an ordered list that lie in [start, end)."""
    low = bisect_left(hits, start, key=lambda hit: hit.start)
    high = bisect_left(hits, end, key=lambda hit: hit.start)
    return [hit for hit in hits[low:high] if hit.end <= end]


class _Form(NamedTuple):
    kind: str
    text: str
    exact: str
    alone: bool
    rest: re.Pattern[str] | None


class Lexicon:
    """A table of kinds and their forms, ready to be found.

    `troop*` is a stem, `killed` a whole word; `=US` only counts in exactly these letters, `=Kim!` moreover not before
    another name ("Kim Yong-hyun"); a space also matches a hyphen; forms in scripts without spaces match anywhere.
    The longest form wins, hits do not overlap.
    Looked up by first word (or first two signs): one large regular expression took a second to compile. Compiled on
    first use: who only asks for a party's label does not wait for it.
    """

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        self._table = table
        self._compiled = False

    def _compile(self) -> None:
        self._whole: dict[str, list[_Form]] = {}
        self._stems: dict[str, list[_Form]] = {}
        self._signs: dict[str, list[_Form]] = {}
        for kind, forms in self._table.items():
            for form in forms:
                letters = form.removeprefix("=").removesuffix("!")
                plain = fold(letters)
                exact = letters if form.startswith("=") else ""
                self._plant(_Form(kind, plain, exact, form.endswith("!"), _rest(plain)))
        for index in (self._whole, self._stems, self._signs):
            for candidates in index.values():
                candidates.sort(key=lambda form: -len(form.text))
        self._openings = frozenset(stem[:2] for stem in self._stems)
        self._lengths = sorted({len(stem) for stem in self._stems}, reverse=True)
        self._starts = frozenset(key[0] for key in self._signs)
        self._compiled = True

    def _plant(self, form: _Form) -> None:
        if _CJK_START.match(form.text):
            self._signs.setdefault(form.text[:2], []).append(form)
            return
        first = _FIRST.match(form.text)
        word = first[0] if first else form.text
        index = self._stems if form.text[len(word) :].startswith("*") else self._whole
        index.setdefault(word, []).append(form)

    def find(self, folded: str, original: str = "") -> list[Hit]:
        """Return the hits in `folded` text in order; `original` is needed for the forms that fix their letters."""
        if not self._compiled:
            self._compile()
        hits: list[Hit] = []
        free = 0
        for match in _TOKEN.finditer(folded):
            start, stop = match.span()
            if start < free:
                start = free
            if match.lastgroup == "word":
                hit = self._word(folded, original, start, stop) if start == match.start() else None
                free = hit.end if hit else free
                hits += [hit] if hit else []
            elif self._signs:
                found, free = self._run(folded, start, stop, free)
                hits += found
        return hits

    def _word(self, folded: str, original: str, start: int, stop: int) -> Hit | None:
        """The longest form beginning with this word, or None."""
        word = folded[start:stop]
        candidates = list(self._whole.get(word, ()))
        if word[:2] in self._openings:
            for length in self._lengths:
                if length <= len(word):
                    candidates += self._stems.get(word[:length], ())
        best = None
        for form in candidates:
            end = _end(form, folded, start, stop)
            if end and (best is None or end > best.end) and _is_exact(form, original, start, end):
                best = Hit(form.kind, start, end)
        return best

    def _run(self, folded: str, start: int, stop: int, free: int) -> tuple[list[Hit], int]:
        hits = []
        at = start
        while at < stop:
            hit = self._sign(folded, at) if folded[at] in self._starts else None
            if hit:
                hits.append(hit)
                free = hit.end
            at = hit.end if hit else at + 1
        return hits, free

    def _sign(self, folded: str, at: int) -> Hit | None:
        for key in (folded[at : at + 2], folded[at]):
            for form in self._signs.get(key, ()):
                if folded.startswith(form.text, at):
                    return Hit(form.kind, at, at + len(form.text))
        return None


def _is_exact(form: _Form, original: str, start: int, end: int) -> bool:
    if form.exact and original[start:end] != form.exact:
        return False
    return not (form.alone and _ANOTHER_NAME.match(original, end))


def _end(form: _Form, folded: str, start: int, stop: int) -> int:
    """Where the form that begins with the word [start, stop) ends, 0 when it does not stand there."""
    if form.rest is None:
        return stop
    match = form.rest.match(folded, start)
    if match is None:
        return 0
    end = match.end()
    while end < len(folded) and _is_letter(folded[end]):
        if not form.text.endswith("*"):
            return 0
        end += 1
    return end


def _is_letter(sign: str) -> bool:
    return sign.isalnum() and (sign < "\u1100" or not _CJK_START.match(sign))


def _rest(form: str) -> re.Pattern[str] | None:
    """The pattern of a form of several words, None when its first word is all of it."""
    if form.removesuffix("*") == (_FIRST.match(form) or [""])[0]:
        return None
    signs = {" ": r"[ \-\n]", "-": r"[ \-\n]", "*": r"[\w']*"}
    return re.compile("".join(signs.get(c) or re.escape(c) for c in form.removesuffix("*")))
