"""What every reader of an IMAP mailbox needs: answers that are checked, and names that carry no command."""

from __future__ import annotations

import imaplib
import re
from typing import TypeVar

T = TypeVar("T")


def ok(answer: tuple[str, list[T]]) -> list[T]:
    """Return the lines of an answer; IMAP4.error when the server refused."""
    status, lines = answer
    if status != "OK":
        raise imaplib.IMAP4.error(repr(lines)[:200])
    return lines


def quoted(name: str, what: str) -> str:
    """Return a name as IMAP takes it; ValueError, which says `what` it names, where it could end the quotation."""
    if re.search(r'[\x00-\x1f\x7f"\\]|[^\x00-\x7f]', name):
        raise ValueError(f"the name of the {what} contains an unsupported character")
    return f'"{name}"'
