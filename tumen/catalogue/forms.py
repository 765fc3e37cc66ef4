"""The check of a form, a word or phrase as people write it, in any table."""

from __future__ import annotations

from typing import Any

from tumen.analysis.matching.matcher import parse
from tumen.catalogue.strict import text


def form(value: Any) -> str:
    """A form that can match something; docs/language.md has the signs in it."""
    parse(text(value))
    return str(value)
