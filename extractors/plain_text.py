"""A file as text: in any table of letters, refused where it is none. Pure."""

from __future__ import annotations

import html

from extractors.encoding import text_of
from tumen.errors import ExtractError
from tumen.model import Raw, Source

NO_TEXT = {"{\\rtf": "RTF", "%PDF-": "PDF", "PK\x03\x04": "a Word, Excel or ZIP file", "MIME-Version:": "a web archive"}
CONTROLS = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\ufffd"


def readable(raw: Raw, source: Source) -> str:
    """Return the file as text; ExtractError when it is none."""
    text = text_of(raw.body, "", source.language).lstrip("\ufeff")
    for beginning, kind in NO_TEXT.items():
        if text.startswith(beginning):
            raise ExtractError(source.id, f"the file is {kind} under another name: save it as text, Markdown or HTML")
    if sum(text.count(c) for c in CONTROLS) * 100 > len(text):
        raise ExtractError(source.id, "not a text file: no known encoding gives readable text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def escaped(text: str) -> str:
    """Return plain text as the HTML that says the same, its line breaks kept."""
    return html.escape(text, quote=False).replace("\n", "<br>") if text else ""


def confirmed_title(said: str, text: str) -> str:
    """Return the title that a file's own facts say, where its text begins with it: templates say others."""
    title = " ".join(said.split())
    return title if title and text.startswith(title) else ""
