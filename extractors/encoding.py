"""Bytes to text whatever they claim to be: UTF-8 by evidence, then what is declared, then what reads like writing."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from tumen.analysis.text.language import is_mojibake

# What is written when these are said (WHATWG): every author of "euc-kr" types letters that only cp949 has.
REALLY = {
    "euc_kr": "cp949",
    "ks_c_5601": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "latin_1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "tis_620": "cp874",
}
# Tables tried when nothing declared works, by the language of the source.
LIKELY = {
    "ru": ("cp1251", "koi8-r", "cp866"),
    "uk": ("cp1251", "koi8-u"),
    "ko": ("cp949",),
    "ja": ("cp932", "euc_jp", "iso2022_jp"),
    "zh": ("gb18030", "big5hkscs"),
    "pl": ("cp1250", "iso8859-2"),
}
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
HTML_DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
HEADER_DECLARED = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
DECLARATION = re.compile(r"""^(\s*<\?xml[^>]{0,200}?)\s+encoding\s*=\s*["'][^"']{0,40}["']""")

MARKUP = re.compile(r"<[^<>]*>")
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
CAPITAL_INSIDE = re.compile(r"[а-яё][А-ЯЁ]{2}")

# One broken letter in a thousand bytes is a cut or a typing error; more is another table.
BROKEN = 1000
# In the table that was declared also one in ten: a feed may cut the text of each of its items inside a letter.
CUT = 10
# Letters of UTF-8 and what can be none. In Cyrillic, Korean, Chinese and Japanese of any other table at most two in
# five bytes look like a letter of UTF-8; of a text in UTF-8 that is cut in its second letter two in three.
UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
UTF8_CUT = re.compile(rb"[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2}")
BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
PIECE = re.compile(rb"[^<>\n]*[\x80-\xff][^<>\n]*")  # no table has these three as the half of a letter
SURE = 3  # letters of UTF-8 without a fault: in another table that happens to one piece in thousands
# A single quotation mark, dash or accent of windows-1252 within English: a cut letter is never followed by a word.
WESTERN = re.compile(rb"(?<![\x80-\xff])(?:[\x85\x91-\x97]|(?<=[A-Za-z])[\xc0-\xff](?=[A-Za-z ,;]))(?![\x80-\xff])")
SAMPLE = 200_000  # bytes that decide; a whole feed in one table is not in another after that


def text_of(body: bytes, content_type: str = "", language: str | None = None) -> str:
    """Return the body as text, its own XML declaration without an encoding; never raises."""
    return DECLARATION.sub(r"\1", _decoded(body, content_type, (language or "").split("-")[0]), count=1)


def _decoded(body: bytes, content_type: str, language: str) -> str:
    for bom, name in BOMS:
        if body.startswith(bom):
            return body.decode(name, "replace")
    if body[:2] in (b"<\x00", b"\x00<"):
        return body.decode("utf-16-le" if body[:1] == b"<" else "utf-16-be", "replace")
    wide = _wide(body)
    if wide is not None:
        return wide
    if not BEYOND_ASCII.search(body):
        if b"\x1b" not in body:
            return body.decode("ascii")
        return _in_one_table(body, content_type, language)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as fault:
        if _is_cut(body, fault, content_type):
            return body.decode("utf-8", "replace")
        return _mixed(body, content_type, language)


def _is_cut(body: bytes, fault: UnicodeDecodeError, content_type: str) -> bool:
    """Whether UTF-8 ends within a letter: one before it is, or nothing says that this markup is in another table."""
    if fault.reason != "unexpected end of data":
        return False
    return UTF8_LETTER.search(body) is not None or (body[:1] == b"<" and not _all_said(body, content_type))


def _mixed(body: bytes, content_type: str, language: str) -> str:
    """The body by its pieces where those between tags are not of one kind: UTF-8, and one other table."""
    kinds = {piece: _is_utf8(piece) for piece in dict.fromkeys(PIECE.findall(body))}
    mostly = bool(_is_utf8(body))
    other = b"\n".join(piece for piece, utf8 in kinds.items() if utf8 is False or (utf8 is None and not mostly))
    if not mostly and True not in kinds.values():
        return _in_one_table(body, content_type, language)
    found = _in_one_table(other, _all_said(body, content_type), language) if _is_telling(other) or not mostly else None
    lines = dict(zip(other.split(b"\n"), found.split("\n"), strict=False)) if found is not None else {}
    parts, start = [], 0
    for match in PIECE.finditer(body):
        piece = match[0]
        parts += [body[start : match.start()].decode("ascii"), lines.get(piece) or _western(piece)]
        start = match.end()
    return "".join([*parts, body[start:].decode("ascii")])


def _is_utf8(piece: bytes) -> bool | None:
    """Whether a piece is UTF-8, also with letters that are cut; None where it is too short to say."""
    letters = len(UTF8_LETTER.findall(piece))
    rest = len(BEYOND_ASCII.findall(UTF8_CUT.sub(b"\xff", UTF8_LETTER.sub(b"", piece))))
    if letters > 2 * rest and (rest or letters >= SURE):
        return True
    return False if rest >= letters and rest > 1 else None


def _is_telling(other: bytes) -> bool:
    """Whether there is a text in another table, and not only a few letters that were cut."""
    return len(BEYOND_ASCII.findall(other)) >= 4 * SURE


def _western(piece: bytes) -> str:
    """UTF-8 with single letters of windows-1252 in it; letters that are broken are lost, and shown as lost."""
    fixed = WESTERN.sub(lambda match: match[0].decode("cp1252").encode(), piece)
    return (fixed if not _is_utf8(piece) else piece).decode("utf-8", "replace")


def _all_said(body: bytes, content_type: str) -> str:
    """What document and header declare, written as a header: a piece of a document has no declaration of its own."""
    return "; ".join(f"charset={name}" for name in [*_said(body), *HEADER_DECLARED.findall(content_type)])


def _in_one_table(body: bytes, content_type: str, language: str) -> str:
    """The body in the first table that reads like writing: those declared, those likely, those detected."""
    for name in _declared(body, content_type):
        text = _plausible(body, name, cuts=True)
        if text is not None:
            return text
    for name in LIKELY.get(language, ()):
        text = _plausible(body, name)
        if text is not None:
            return text
    return _detected(body)


def _wide(body: bytes) -> str | None:
    """The body as UTF-16 without its mark: its blanks have zeros, all at the first or all at the second place."""
    sample = body[: SAMPLE - SAMPLE % 2]
    zeros = sample.count(0)
    if zeros < 4 or len(body) % 2 or zeros * 25 < len(sample):
        return None
    for name, halves in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if halves.count(0) == zeros:
            text = body.decode(name, "replace")
            return text if text.count("\ufffd") * BROKEN <= len(body) else None
    return None


def _said(body: bytes) -> list[str]:
    head = body[:2048]
    return [match[1].decode("ascii") for match in (XML_DECLARED.search(head), HTML_DECLARED.search(head)) if match]


def _declared(body: bytes, content_type: str) -> list[str]:
    """The tables that document and header name, the document's own word first: it travels with the text."""
    found = []
    for name in [*_said(body), *HEADER_DECLARED.findall(content_type)]:
        try:
            codec = codecs.lookup(name).name
        except (LookupError, ValueError):
            continue
        if codec.startswith(("utf", "iso", "cp", "koi8", "euc", "shift", "gb", "big5", "ks", "mac", "windows", "tis")):
            found.append(REALLY.get(codec, codec))
    return found


def _plausible(body: bytes, name: str, *, cuts: bool = False) -> str | None:
    """The body in this table when nearly all of it can be, and what comes out reads like writing."""
    if name == "utf-8":
        return None  # looked at before
    text = body.decode(name, "replace")
    broken = text.count("\ufffd")
    if broken * BROKEN > max(len(body), BROKEN) and not (cuts and broken * CUT <= len(BEYOND_ASCII.findall(body))):
        return None
    return text if _reads_like_writing(text) else None


def _reads_like_writing(text: str) -> bool:
    """Whether no other table shines through the letters."""
    sample = text[:SAMPLE]
    foreign = [c for c in sample if ord(c) > 127 and not c.isspace()]
    if is_mojibake(sample):
        return False
    return not foreign or not (_is_accents(sample, foreign) or _is_odd(foreign) or _is_upside_down(sample))


def _is_accents(sample: str, foreign: list[str]) -> bool:
    """Another script read as Latin: more accents than any language has."""
    accents = sum("\u00a0" <= c <= "\u00ff" for c in foreign)
    letters = sum(c.isascii() and c.isalpha() for c in MARKUP.sub("", sample))
    return accents * 2 > len(foreign) and accents > letters * 0.35


def _is_odd(foreign: list[str]) -> bool:
    """Letters nobody types: controls, private ones, frames, and the half-width syllables of EUC-JP as Shift JIS."""
    odd = sum("\x80" <= c <= "\x9f" or "\ue000" <= c <= "\uf8ff" for c in foreign)
    half = sum("\uff61" <= c <= "\uff9f" for c in foreign)
    frames = sum("\u2500" <= c <= "\u259f" for c in foreign)
    return odd * 50 > len(foreign) or half * 4 > len(foreign) or frames * 5 > len(foreign)


def _is_upside_down(sample: str) -> bool:
    """Cyrillic of one table read in another has its capitals and small letters exchanged."""
    letters = CYRILLIC.findall(sample)
    capitals = sum(c.isupper() for c in letters)
    return capitals * 10 > len(letters) * 6 and CAPITAL_INSIDE.search(sample) is not None


def _detected(body: bytes) -> str:
    """What the detector finds if it reads like writing, else any table that does, else what it found."""
    sample = body[:SAMPLE]
    found = [match.encoding for match in from_bytes(sample)]
    likely = [name for names in LIKELY.values() for name in names]
    readable = (name for name in (*found, *likely) if _plausible(sample, name) is not None)
    return body.decode(next(readable, found[0] if found else "utf-8"), "replace")
