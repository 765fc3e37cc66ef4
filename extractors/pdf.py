"""PDF files to drafts: the text of their pages; scanned pages have none, and that is said."""

from __future__ import annotations

import io
import logging
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from extractors import items
from extractors.entries import Entry, extracted
from extractors.extracted import TEXT_CAP, Extracted
from extractors.plain_text import confirmed_title, escaped
from tumen.errors import ExtractError, FailureCode
from tumen.model import Raw, Source

WHOLE = 4 * TEXT_CAP  # characters that are read at all
HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[a-zа-яё])")
# A line that ends neither a sentence nor short before its neighbours goes on in the next.
WRAPPED = re.compile(r"(?<=[^\s.!?。！？:;])[ \t]*\n(?=[a-zа-яё\u3040-\u30ff\u3400-\u9fff(])")

logging.getLogger("pypdf").disabled = True  # it tells of every flaw of a file on the screen


def extract(raw: Raw, source: Source) -> Extracted:
    """Return what a PDF says as one document; ExtractError when it is damaged, locked or holds pictures only."""
    try:
        reader = PdfReader(io.BytesIO(raw.body), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ExtractError(source.id, "the PDF asks for a password: save it without one")
        texts, size, blank = [], 0, 0
        for page in reader.pages:
            text = page.extract_text().strip()
            blank += not text
            texts.append(text)
            size += len(text)
            if size > WHOLE:
                break
        about = reader.metadata
        title, author = (str(about.title or ""), str(about.author or "")) if about else ("", "")
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as e:
        raise ExtractError(source.id, f"not a PDF that can be read: {e}"[:200]) from e
    text = _flowing("\n\n".join(text for text in texts if text))
    if not text:
        reason = "the PDF holds pictures of pages and no text: it needs text recognition (OCR) first"
        raise ExtractError(source.id, reason, code=FailureCode.EMPTY)
    parted = items.of_text(text, raw, source)
    if parted is not None:
        return parted
    named = confirmed_title(title, text)
    body = text.removeprefix(named).lstrip() if named else text
    notes = [f"{blank} of {len(texts)} pages have no text"] if blank else []
    said = Entry(title=escaped(named), bodies=(escaped(body[:WHOLE]),), author=escaped(author))
    return extracted([said], raw, source, notes=notes)


def _flowing(text: str) -> str:
    """The text with the lines of a paragraph joined and words that were parted at a line's end whole."""
    return WRAPPED.sub(" ", HYPHEN.sub("", text)).strip()
