"""A text that is too long for a service is cut at a line's end, and says so."""

from __future__ import annotations

# What a text ends with that was too long for a service; the digest itself says how much more there is.
CUT = "\n[…]"


def fitting(text: str, most: int) -> str:
    """Whole lines of the text, as many as the service takes, and a sign that more was cut; `most` 0 is no limit."""
    if not most or len(text) <= most:
        return text
    kept, room = "", most - len(CUT)
    for line in text.splitlines(keepends=True):
        if len(kept) + len(line) > room:
            break
        kept += line
    return (kept or text[: max(room, 0)]).rstrip() + CUT
