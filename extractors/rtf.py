"""Rich Text Format to plain text."""

from __future__ import annotations

from striprtf.striprtf import rtf_to_text

from tumen.errors import ExtractError
from tumen.model import Raw, Source


def text_of_rtf(raw: Raw, source: Source) -> str:
    """Return the text of an RTF file; ExtractError when it is none."""
    if not raw.body.lstrip().startswith(b"{\\rtf"):
        raise ExtractError(source.id, "not an RTF file")
    try:
        # Letters beyond ASCII are escapes in the table that the file names, so the bytes are read as they are.
        return str(rtf_to_text(raw.body.decode("latin-1"), errors="replace")).strip()  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, RecursionError) as e:
        raise ExtractError(source.id, f"not RTF that can be read: {e}"[:200]) from e
