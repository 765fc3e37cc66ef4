"""The line that says what happened, in the reader's language, each part of it cited."""

from __future__ import annotations

from tumen.analysis.digest.headline import Headline
from tumen.model import Citation, Line


def line(headline: Headline | None, *, language: str) -> Line | None:
    """Return what happened in one line of `language`; None where no report says it in that language."""
    if headline is None or not headline.text or headline.document.language != language:
        return None
    cited = Citation(document_id=headline.document.id, start=headline.start, end=headline.end)
    return Line(text=headline.text, language=language, citations=(cited,))
