"""The ways of writing a name or word that nobody has to enter: without accents, dots or spaces, in one word."""

from __future__ import annotations

import re
import unicodedata

from tumen.analysis.matching.matcher import FIRST_CJK

# Shorter words without their accents are words of other languages: híd (bridge) would be hid, Mỹ (America) my.
_LONG_ENOUGH = 7
_KOREAN_NAME = 3  # words of a Korean name: the family's and two syllables, written apart or as one
_ACCENTED = re.compile(r"[\u0080-\u03ff\u1e00-\u1fff]")
_INITIAL = re.compile(r"(?<=\b[A-Z])\. (?=[A-Z])")

# How Korean headlines write the state whose body follows: "미국 국방부" is 미 국방부 or 美국방부.
_STATE_SIGNS = {
    ("미국", "미"): ("미", "美"),
    ("영국", "영"): ("영", "英"),
    ("일본", "일"): ("일", "日"),
    ("중국", "중"): ("중", "中"),
    ("러시아", "러"): ("러", "露"),
    ("북한", "북"): ("북", "北"),
    ("우크라이나", "우크라"): ("우크라",),
    ("프랑스", "프"): ("프", "佛"),
    ("독일", "독"): ("독", "獨"),
}


def spellings(form: str, *, person: bool = False) -> tuple[str, ...]:
    """The form and the spellings that are the same word to a reader, so that tables need not list them.

    Without accents (headlines in capitals), without the dots and spaces of Korean and Japanese compounds, with the
    sign of a state before its body (美국방부), without the space behind an initial (N.Korea), and for persons with the
    given name in one word: Kim Jong Un, Kim Jongun.
    """
    found = [form, form.replace("・", "").replace("·", "")]
    if len(form) >= _LONG_ENOUGH and not form.startswith("="):
        found.append(_without_accents(form))
    if " " in form and "가" <= form.strip("|=")[:1] <= "힣":
        found.append(form.replace(" ", ""))
        found.extend(_with_signs(form))
    if _INITIAL.search(form):
        found.append(_INITIAL.sub(".", form))
    words = re.split(r"[ -]", form)
    if person and len(words) == _KOREAN_NAME and form[0] < FIRST_CJK and "*" not in words[1]:
        found.append(f"{words[0]} {words[1]}{words[2].lower()}")
    return tuple(dict.fromkeys(found))


def _with_signs(form: str) -> list[str]:
    """The forms of a body that begins with its state, with the sign that headlines have for the state."""
    state, _, body = form.partition(" ")
    signs = next((signs for names, signs in _STATE_SIGNS.items() if state in names), ())
    return [f"{sign}{space}{body}" for sign in signs for space in ("", " ") if space or len(sign) > 1 or sign < "가"]


def _without_accents(form: str) -> str:
    """Latin and Greek letters without their accents; the same letters in Cyrillic (й) are letters of their own."""
    if _ACCENTED.search(form) is None:
        return form
    return "".join(unicodedata.normalize("NFD", c)[0] if c < "\u0400" or "\u1e00" <= c < "\u2000" else c for c in form)
