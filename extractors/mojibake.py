"""Text that was decoded with the wrong encoding before we got it: repaired where that is certain, else unreadable."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import badness

from tumen.analysis.text.language import is_mojibake

# Only the table of letters is ours to repair; width, quotes and ligatures are as their author typed them.
CONFIG = TextFixerConfig(explain=False, normalization=None, unescape_html=False)

# Sequences that no language writes, as ftfy counts them: of 3,265 real texts in 20 languages none has two.
BAD = 1
# Signs of a wrong table in a text; one can be a typing error or somebody's name.
SIGNS = 2
# Letters beyond ASCII from which on "more accents than letters" says something: no word of any language has five.
FEWEST = 5
# Of the small letters of a Russian or Ukrainian text the seven most frequent are two in five; in KOI8 taken for
# windows-1251 and taken back the wrong way they are one in eight.
FREQUENT = 0.3
# Of the letters beyond ASCII those that the right table makes native; the rest are foreign names and capitals.
NATIVE = 0.8

PUNCTUATION = frozenset("\u00a0\u2009\u202f«»“”„‟‘’‚‹›–—―…·•№§©®™°€£¥×")
ACCENT = re.compile("[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u20ac]")
PLAIN = re.compile("[A-Za-z]")
LETTERS = "A-Za-z\u00c0-\u024f"
IMPOSSIBLE = re.compile(
    f"(?<=[{LETTERS}])[\u0400-\u04ff\uac00-\ud7a3¹³º¿¼¾\u2500-\u259f]+(?=[a-z])"  # another script inside a Latin word
    f"|(?<=[\u0400-\u04ff])[\u2500-\u259f]+(?=[\u0400-\u04ff])"  # frames inside a Cyrillic one
    "|(?<=[\u0400-\u04ff])[§®¤¶†‡±]+(?=[\u0400-\u04ff])"
    "|(?<=[a-z\u00df-\u00ff])[À-ÖØ-Þ](?=[a-z\u00df-\u00ff])"  # a capital inside a word
    "|[¡¨][¯°±®ªC]"  # the quotation marks of GB 2312
    "|[⌠⌡▓]"  # the quotation marks of windows-1252 in KOI8
    "|锟斤拷|斤拷锟"  # lost letters of UTF-8 in GBK
)
# Frames, private letters and half-width kana stand between real letters only where a table was taken for another;
# a line drawn with one of them is one.
ODD = re.compile("([\u2219\u221a\u2248\u2264\u2265\u2500-\u259f\ue000-\uf8ff\uff61-\uff9f])(?!\\1)")
SERBIAN = re.compile("[ЂЃЉЊЋЏЌЅђѓљњћџќѕ]")  # also Macedonian
EASTERN = re.compile("[ыэъёщЫЭЪЁЩҐЄЇґєїЎў]")  # Russian, Ukrainian and Belarusian; no language has both
ODD_SHARE = 0.2  # of the letters beyond ASCII; a Japanese price list in half-width kana has its own words to mend
HAN = re.compile("[\u3400-\u9fff]")
HANGUL = re.compile("[가-힣]")
CYRILLIC = re.compile("[А-Яа-яЁёІіЇїЄєҐґ]")
CAPITAL_AFTER_SMALL = re.compile("(?<=[а-яёіїєђ-џ])[А-ЯЁ]")
CAPITAL_INSIDE = re.compile(r"[а-яёіїє][А-ЯЁ]{2}")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of letters, those it was taken for, and the letters that its texts consist of beyond ASCII."""

    name: str
    taken_for: tuple[str, ...]
    native: re.Pattern[str]


# windows-1252 before Latin-1, which gives no letter to its quotation marks.
LATIN = ("cp1252", "latin-1")
ANY_TABLE = (
    "cp866",
    "mac_cyrillic",
    "iso8859-5",
    "cp437",
    "mac_roman",
    "cp1250",
    "iso8859-2",
    "cp1254",
    "gb18030",
    "big5",
)
SMALL_CYRILLIC = re.compile("[а-яёіїєґ]")
TABLES = (
    Table("cp949", LATIN, HANGUL),
    Table("cp1251", (*LATIN, "koi8-r", "koi8-u"), SMALL_CYRILLIC),
    Table("koi8-r", (*LATIN, "cp1251"), SMALL_CYRILLIC),
    Table("koi8-u", (*LATIN, "cp1251"), SMALL_CYRILLIC),
    # Nothing else is valid UTF-8 by chance, so its letters may be any.
    Table("utf-8", ("cp949", "cp1251", "koi8-r", "koi8-u", *ANY_TABLE), re.compile("[^\x00-\xa0]")),
    Table("gb18030", LATIN, re.compile("(?!)")),  # its quotation marks in an English text; whole texts are no certainty
    Table("cp1250", (*LATIN, "cp1251"), re.compile("[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]")),
    Table("cp1252", ("cp1251", "koi8-r"), re.compile("[À-ÿœŒ]")),
)


def repaired(text: str) -> str:
    """Return the text in the right table of letters, where that is certain; any other text as it is."""
    if text.isascii():
        return text
    if _shows_another_table(text):
        found = next((right for table in TABLES if (right := _reading(text, table)) is not None), None)
        if found is not None:
            return found
    right = fix_encoding(text, CONFIG)
    return right if right != text and not unreadable(right) else text


def unreadable(text: str) -> bool:
    """Tell whether the letters are those of a wrong table, or were lost: nothing can be said about such a text."""
    return not text.isascii() and (is_mojibake(text) or badness(text) > BAD or _shows_another_table(text))


def _shows_another_table(text: str) -> bool:
    return (
        len(IMPOSSIBLE.findall(text)) >= SIGNS
        or _is_all_accents(text)
        or _is_upside_down(text)
        or _is_rare(text)
        or _is_odd(text)
        or _is_valid_utf8(text)
    )


def _is_all_accents(text: str) -> bool:
    """Whether there are more letters with accents than without, as when another script is read as Latin."""
    foreign = [c for c in text if ord(c) > 127 and c not in PUNCTUATION]
    accents = len(ACCENT.findall("".join(foreign)))
    return accents >= FEWEST and accents >= NATIVE * len(foreign) and accents > len(PLAIN.findall(text))


def _is_upside_down(text: str) -> bool:
    """Whether capitals and small letters are exchanged, as when KOI8 and windows-1251 are taken for each other."""
    letters = CYRILLIC.findall(text)
    capitals = sum(c.isupper() for c in letters)
    return len(letters) >= FEWEST and capitals * 10 > len(letters) * 6 and CAPITAL_INSIDE.search(text) is not None


def _is_odd(text: str) -> bool:
    """Whether much of the text are signs that stand in no word, or letters of languages that are never mixed."""
    foreign = sum(c not in PUNCTUATION and ord(c) > 127 for c in text)
    serbian, eastern = len(SERBIAN.findall(text)), len(EASTERN.findall(text))
    mixed = serbian + eastern if min(serbian, eastern) >= SIGNS else 0
    signs = max(len(ODD.findall(text)), len(CAPITAL_AFTER_SMALL.findall(text)), mixed)
    return signs >= FEWEST and signs > ODD_SHARE * foreign


def _is_valid_utf8(text: str) -> bool:
    """Whether Chinese is UTF-8 taken for GBK: of its own letters no six are valid in UTF-8."""
    try:
        return len(HAN.findall(text)) > FEWEST and bool(text.encode("gb18030").decode("utf-8"))
    except UnicodeError:
        return False


def _is_rare(text: str) -> bool:
    """Whether Korean is full of syllables beside the 2,350 in use, as Japanese or Chinese taken for it."""
    syllables = HANGUL.findall(text)
    # EUC-KR spells the others with eight bytes instead of two.
    rare = sum(len(syllable.encode("euc_kr")) > 2 for syllable in syllables)
    return len(syllables) >= FEWEST and rare > (1 - NATIVE) * len(syllables)


def _reading(text: str, table: Table) -> str | None:
    """The text as one of this table that was taken for another, if it then reads like writing."""
    for wrong in table.taken_for:
        body = _bytes(text, wrong)
        try:
            found = (body or b"\xff").decode(table.name)
        except UnicodeDecodeError:
            continue
        if body is not None and found != text and _is_native(found, table):
            return found
    return None


def _bytes(text: str, wrong: str) -> bytes | None:
    """The bytes the text was read from; controls stand for the places that a table leaves empty."""
    found = bytearray()
    for letter in text:
        try:
            found += letter.encode(wrong)
        except UnicodeEncodeError:
            if not "\x80" <= letter <= "\x9f":
                return None
            found.append(ord(letter))
    return bytes(found)


def _is_native(text: str, table: Table) -> bool:
    foreign = [c for c in text if ord(c) > 127 and c not in PUNCTUATION]
    native = [c for c in foreign if table.native.match(c)]
    if table.native is SMALL_CYRILLIC and sum(c in "оеаинті" for c in native) < FREQUENT * len(native):
        return False
    return len(native) >= NATIVE * len(foreign) and not unreadable(text)
