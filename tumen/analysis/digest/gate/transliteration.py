"""Whether a name that no table holds stands in a text of another script: Matviyenko, Матвиенко, 마트비옌코."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Sounds that scripts render alike are one class; vowels, h, w, y and what only one language writes are none.
_CLASSES: Final = {
    **dict.fromkeys("bpfv", "P"),
    **dict.fromkeys("dt", "T"),
    **dict.fromkeys("kgqx", "K"),
    **dict.fromkeys("szcj", "S"),
    **dict.fromkeys("lr", "L"),
    "m": "M",
    "n": "N",
}
_CYRILLIC: Final = {
    "б": "P", "п": "P", "ф": "P", "в": "P", "д": "T", "т": "T", "к": "K", "г": "K", "х": "K", "с": "S", "з": "S",
    "ж": "S", "ш": "S", "щ": "S", "ч": "S", "ц": "S", "л": "L", "р": "L", "м": "M", "н": "N",
}  # fmt: skip
_INITIALS: Final = "KKNTTLMPPSS_SSSKTP_"  # of a Hangul syllable, in the order of Unicode
_FINALS: Final = ("", *"KKKNNNTLKMPLLPLMPPSSNSSKTP_")
_HANGUL_FIRST, _SYLLABLES, _VOWELS, _TAILS = 0xAC00, 11172, 21, 28
_LATIN: Final = {
    "de": (("sch", "s"), ("tsch", "s"), ("ch", "s"), ("w", "v"), ("j", ""), ("ck", "k")),
    "en": (("sh", "s"), ("zh", "s"), ("ch", "s"), ("kh", "k"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("w", "")),
}
SHORTEST: Final = 2  # classes; fewer are in every text
_LENIENT: Final = 4  # classes from which on one may differ


def sound(word: str, language: str) -> str:
    """The consonants of a word as classes that scripts have in common."""
    text = unicodedata.normalize("NFKD", word.lower()) if not _is_hangul(word) else word
    for old, new in _LATIN.get(language, _LATIN["en"]):
        text = text.replace(old, new)
    classes = "".join(map(_class, text))
    return re.sub(r"(.)\1+", r"\1", classes.replace("_", ""))


def _is_hangul(word: str) -> bool:
    return any(0 <= ord(letter) - _HANGUL_FIRST < _SYLLABLES for letter in word)


def _class(letter: str) -> str:
    code = ord(letter) - _HANGUL_FIRST
    if 0 <= code < _SYLLABLES:
        return f"{_INITIALS[code // (_VOWELS * _TAILS)]}{_FINALS[code % _TAILS]}"
    return _CLASSES.get(letter) or _CYRILLIC.get(letter, "")


def sounds_alike(one: str, other: str) -> bool:
    """Whether two sounds can be one name; endings of cases and one class of a long name may differ."""
    if min(len(one), len(other)) < SHORTEST:
        return False
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= _LENIENT - 1 and long.startswith(short) and len(long) - len(short) == 1:
        return True
    return (
        len(short) >= _LENIENT
        and len(long) == len(short)
        and sum(a != b for a, b in zip(short, long, strict=True)) == 1
    )
