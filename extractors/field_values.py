"""What a value looks like, whatever its key is called: a date, an address, a headline, a text. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from extractors.dates import parse_date
from extractors.html_text import web

DEPTH = 3  # of lists and objects inside a value
SAID_BY = ("rendered", "name", "literal", "value", "text", "@value", "url")
PERSON = (("given", "family"), ("firstName", "lastName"))
# Marked pieces of a message, as exports of chats name them: parts of one line, not paragraphs.
PIECES = frozenset({
    "plain", "bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "link", "text_link", "mention",
    "mention_name", "hashtag", "cashtag", "bot_command", "email", "phone", "bank_card", "custom_emoji", "blockquote",
})  # fmt: skip
MEDIA = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|ico|avif|mp[34]|m3u8|webm)(?:[?#]|$)", re.IGNORECASE)
MARKUP = re.compile(r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|img|blockquote|figure|table)\b[^<>]*>", re.I)
SENTENCE = re.compile(r"[.。…][\"'”’»)\]]*$")
WIDE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
NUMBER = re.compile(r"[+-]?[\d.,]+")
YEAR_FIRST = re.compile(r"(?:19|20)\d{6}(?:\d{2}|\d{4}|\d{6})?")
HEADLINE = 300  # characters; the longest headline seen had 312, and texts of one sentence are shorter than that
FEWEST_WORDS = 5  # of a text; names, categories and places have fewer
LONGEST_DATE = 60  # characters


def plain(value: Any, depth: int = DEPTH) -> str:
    """Return a value as one line of text: members of a list behind commas, of an object what says its name."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value:
        return str(int(value) if isinstance(value, float) and value.is_integer() else value)
    if depth and isinstance(value, list):
        return ", ".join(part for member in value if (part := plain(member, depth - 1)))
    if depth and isinstance(value, dict):
        return _person(value) or next((text for key in SAID_BY if (text := plain(value.get(key), depth - 1))), "")
    return ""


def prose(value: Any, depth: int = DEPTH) -> str:
    """Return a value as running text: parts of rich text as they follow each other, members of a list as paragraphs.

    Of a block that is an object its longest text counts: the others say what kind of block it is.
    """
    if isinstance(value, dict) and len(value) == 1 and depth:
        return prose(next(iter(value.values())), depth - 1)
    if not isinstance(value, list):
        return plain(value)
    if all(isinstance(member, str) or _is_piece(member) for member in value) and any(map(_is_piece, value)):
        return "".join(member if isinstance(member, str) else member["text"] for member in value).strip()
    return "\n\n".join(part for member in value if (part := _block(member)))


def _is_piece(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("text"), str) and value.get("type") in PIECES


def _block(value: Any) -> str:
    if not isinstance(value, dict):
        return plain(value)
    texts = [text.strip() for text in value.values() if isinstance(text, str)]
    said = value.get("text")
    return said.strip() if isinstance(said, str) else max(texts, key=len, default="")


def day(value: Any) -> str:
    """Return a value as a date is written; CSL keeps year, month and day as numbers in a list."""
    parts = value.get("date-parts") if isinstance(value, dict) else value
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        numbers = [str(part) for part in parts[0] if isinstance(part, int | str)]
        return "-".join(number.zfill(2) for number in numbers)
    return plain(value)


def is_markup(text: str) -> bool:
    """Tell whether a text is written in HTML."""
    return MARKUP.search(text) is not None


def is_address(text: str) -> bool:
    """Tell whether a text is an address of the web, and not that of a picture or a film."""
    return web(text) is not None and not MEDIA.search(text)


def is_page(text: str) -> bool:
    """Tell whether a text is the address of a page of a site, not of the site."""
    return is_address(text) and bool(urlsplit(text).path.strip("/"))


def is_date(text: str, *, now: datetime, counts: bool = True) -> bool:
    """Tell whether a text is a date; `counts`: seconds since 1970 are one, as a name has to say."""
    if len(text) > LONGEST_DATE or not any(c.isdigit() for c in text):
        return False
    # Milliseconds are one under any name: nothing else has 13 digits that fall into our time.
    if text.isascii() and text.isdigit() and not counts and not (YEAR_FIRST.fullmatch(text) or len(text) == 13):
        return False
    return parse_date(text, now=now) is not None


def is_headline(text: str) -> bool:
    """Tell whether a text could be the title of something: one line of words."""
    return bool(text) and len(text) <= HEADLINE and "\n" not in text and _is_language(text)


def is_prose(text: str) -> bool:
    """Tell whether a text is more than a name: sentences, or many words."""
    enough = len(text.split()) >= FEWEST_WORDS or len(WIDE.findall(text)) >= 2 * FEWEST_WORDS
    return enough and _is_language(text)


def is_name(text: str) -> bool:
    """Tell whether a text is a single word: a kind, a category, a language, a name."""
    return " " not in text and len(WIDE.findall(text)) <= FEWEST_WORDS


def ends_a_sentence(text: str) -> bool:
    """Tell whether a text ends as sentences do, and headlines seldom: these may ask or call."""
    return SENTENCE.search(text) is not None or len(text) > HEADLINE


def share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    """Return the share of the values that pass a test; 0 of none."""
    return sum(map(test, values)) / len(values) if values else 0.0


def length(values: Sequence[str]) -> float:
    """Return the middle length of the values, one wide letter counted as two."""
    return median(len(value) + len(WIDE.findall(value[:200])) for value in values) if values else 0.0


def distinct(values: Sequence[str]) -> float:
    """Return the share of the values that are said once."""
    return len(set(values)) / len(values) if values else 0.0


def date_test(now: datetime, *, counts: bool) -> Callable[[str], bool]:
    """Return `is_date` for this moment."""
    return partial(is_date, now=now, counts=counts)


def _is_language(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return letters * 2 >= len(text) - text.count(" ") and web(text) is None and not NUMBER.fullmatch(text)


def _person(said: dict[str, Any]) -> str:
    for names in PERSON:
        parts = [part for name in names if isinstance(part := said.get(name), str) and part]
        if parts:
            return " ".join(parts)
    return ""
