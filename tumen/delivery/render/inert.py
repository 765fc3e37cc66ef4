"""Text in which no chat finds a mention, a link, a command or formatting."""

from __future__ import annotations

import re

# Signs that make mentions, links or code in one chat or another, and the look-alikes that make nothing.
_INERT = str.maketrans(
    {
        "<": "‹",
        ">": "›",
        "&": "＆",
        "@": "＠",
        "[": "(",
        "]": ")",
        "`": "'",
        "*": "∗",
        "_": "＿",
        "~": "∼",
        "|": "¦",
        "\\": "/",
        "#": "＃",
    }
)
# The same signs inside an address, written so that it still leads where it did.
_INERT_URL = str.maketrans({"@": "%40", "*": "%2A", "~": "%7E", "|": "%7C", "#": "#"})

# Chats make a link of what has a scheme and of a bare host ("evil.example", but not "U.S." or "2.5bn"), and a picture
# of a word between colons.
_DOT = re.compile(r"(?<=[\w-])\.(?=[^\W\d_][\w-]*\w)")
_COLON = re.compile(r":(?=//|[\w+'-]+:)")


def inert(text: str) -> str:
    """Text in which no chat finds a mention, a link, an emoji code or formatting; it reads as before."""
    return _DOT.sub("·", _COLON.sub("∶", text)).translate(_INERT)


def inert_url(url: str) -> str:
    """An address from `safe_url` that still leads where it did and in which nothing is read as mark-up."""
    return url.translate(_INERT_URL)
