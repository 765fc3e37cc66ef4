"""Folding: one spelling for matching, with the way back to the text as it came.

Folded text is NFKC, lower case, ё read as е, every hyphen and dash a space, every apostrophe ', every middle dot ·.
Nearly all news text folds character by character, so that offsets stay what they were; only the rest pays for a map.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

# Letters of the scripts that write words without spaces between them.
CJK = "\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
# A letter of a script that has words: "NIS는" ends the word NIS, "NISA" does not.
NOT_AFTER_LETTER = f"(?<![^\\W{CJK}])"
NOT_BEFORE_LETTER = f"(?![^\\W{CJK}])"

_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30a0"
_APOSTROPHES = "\u2018\u2019\u02bc\u02b9\u2032\u00b4\u0060\u055a"
_DOTS = "\u318d\u30fb\uff65\u2027\u2219\u2022\u22c5"
_SPACES = "\n\t\r\u00a0\u2002\u2003\u2009\u202f\u3000"
# Soft hyphens and zero-width characters stand inside words of many sites ("Nord\u00adkorea") and mean nothing.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"

_ONE_TO_ONE: dict[int, str] = {
    **{ord(c): " " for c in _HYPHENS + _SPACES},
    **{ord(c): "'" for c in _APOSTROPHES},
    **{ord(c): "·" for c in _DOTS},
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    ord("…"): ".",
    ord("ё"): "е",
    ord("Ё"): "Е",
    ord("İ"): "I",
}
_ONE_TO_ONE[ord("\uff0d")] = " "  # the full-width hyphen is a hyphen first

# What real non-ASCII news text holds, so often that str.translate (ten times slower) is kept for the rest.
_FREQUENT = tuple((chr(code), out) for code, out in _ONE_TO_ONE.items() if chr(code) in "-\n–—’‘ёЁ…\u00a0\u30fb")

_MARKS = r"\u0300-\u036f\u0483-\u0487\u064b-\u065f\u3099\u309a\uff9e\uff9f"
_CLUSTER = re.compile(
    rf"[\u0000-\u007f\u00c0-\u00ff\u0400-\u0482\u048a-\u052f\uac00-\ud7a3\u4e00-\u9fff]+(?![{_MARKS}])"
    r"|[\u1100-\u115f\ua960-\ua97c]+[\u1160-\u11a7]*[\u11a8-\u11ff]*"
    rf"|.[{_MARKS}]*",
    re.DOTALL,
)


# Ellipses, ligatures and fractions of real text add a few in a thousand.
MOST_GROWTH = 2


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `starts` and `ends` give the original span of each character, None where offsets are the same."""

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def until(self, end: int) -> Folded:
        """The part of it that came from the first `end` characters of the original."""
        if self.starts is None or self.ends is None:
            return Folded(self.text[:end])
        cut = bisect_left(self.starts, end)
        return Folded(self.text[:cut], self.starts[:cut], self.ends[:cut])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that a non-empty span of the folded text came from."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def bounded(text: str) -> str:
    """The beginning of a text that folds to at most twice its length; the text itself where it grows less.

    Single signs stand for up to eighteen (U+FDFA): a text of nothing else would be judged at eighteen times its length.
    """
    whole = len(text)
    while not unicodedata.is_normalized("NFKC", text):
        grown = len(unicodedata.normalize("NFKC", text))
        if grown <= MOST_GROWTH * whole:
            break
        text = text[: len(text) * MOST_GROWTH * whole // grown]
    return text


def fold(text: str) -> Folded:
    """Fold a text for matching, keeping the way back to its own offsets."""
    if text.isascii():
        return Folded(text.lower().replace("-", " ").replace("\n", " ").replace("\t", " ").replace("`", "'"))
    plain = keep_case(text)
    if plain is None:
        return _fold_mapped(text)
    lowered = plain.lower()
    return Folded(lowered) if len(lowered) == len(text) else _fold_mapped(text)


# One character for one character, so that offsets hold: full-width ASCII, odd spaces and quotes, ё.
_PLAIN = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN |= dict.fromkeys((0x3000, 0xA0, 0x202F, 0x2009, 0x2002, 0x2003, 0x2007), " ")
_PLAIN |= {0x2019: "'", 0x2018: "'", 0x02BC: "'", 0x2010: "-", 0x2011: "-", 0xFF5E: "~", 0x301C: "~", 0x0451: "е"}


def lower(text: str) -> str:
    """The text in lower case with plain digits, spaces and quotes, character for character as long as before.

    Hyphens and other marks stay: grammar reads them.
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return low if low.isascii() else low.translate(_PLAIN)


def keep_case(text: str) -> str | None:
    """Fold all but the case, character by character; None where that is not possible."""
    plain = text
    for old, new in _FREQUENT:
        plain = plain.replace(old, new)
    if not unicodedata.is_normalized("NFKC", plain) or "\u200b" in plain or "\u00ad" in plain:
        plain = plain.translate(_ONE_TO_ONE)
        if not unicodedata.is_normalized("NFKC", plain):
            return None
    if any(c in plain for c in _INVISIBLE):
        return None
    return plain


def fold_form(form: str) -> str:
    """Fold a form of a table, which needs no way back."""
    return "".join(map(_fold_cluster, _CLUSTER.findall(form)))


def _fold_mapped(text: str) -> Folded:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        start, end = match.span()
        cluster = match.group()
        out = _fold_cluster(cluster)
        pieces.append(out)
        if len(out) == end - start:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(out))
            ends.extend([end] * len(out))
    return Folded("".join(pieces), starts, ends)


def _fold_cluster(cluster: str) -> str:
    if cluster in _INVISIBLE:
        return ""
    plain = unicodedata.normalize("NFKC", cluster.translate(_ONE_TO_ONE))
    return plain.translate(_ONE_TO_ONE).lower()
