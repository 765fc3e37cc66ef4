"""The checks of a form, a word or phrase as people write it, and of a pattern, in any table."""

from __future__ import annotations

import re
from typing import Any

from tumen.analysis.matching.matcher import parse
from tumen.catalogue.strict import text

# A pattern of these means the characters themselves: most patterns of the tables are words, and need no compiling.
_PLAIN = re.compile(r"[\w ,'’-]+")


def form(value: Any) -> str:
    """A form that can match something; docs/language.md has the signs in it."""
    parse(text(value))
    return str(value)


def pattern(value: Any) -> str:
    """A regular expression, read against the text in lower case; it captures no groups."""
    if _PLAIN.fullmatch(text(value)):
        return str(value)
    try:
        compiled = re.compile(value)
    except re.error as e:
        raise ValueError(f"is not a regular expression: {e}") from e
    if compiled.groups:
        raise ValueError(f"captures a group: write (?:…) instead of (…) in {value!r}")
    return str(value)
