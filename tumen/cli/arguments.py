"""Arguments that several commands share, and how they are read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated, Literal

from cyclopts import Parameter

from tumen.errors import ConfigError

Flag = Annotated[bool, Parameter(negative=(), show_default=False)]
Json = Annotated[bool, Parameter(name="--json", help="Answer in JSON.", negative=(), show_default=False)]
Shipped = Literal["shipped", "none"]
Language = Literal["en", "ru", "ko", "de"]

Mapped = Annotated[Sequence[str], Parameter(name="--map", negative=(), show_default=False)]


def pairs(given: Sequence[str], option: str, known: Collection[str]) -> dict[str, str]:
    """Return ["text=story_text"] as {"text": "story_text"}; ConfigError names the option and what is known."""
    found: dict[str, str] = {}
    for text in given:
        fact, sign, key = text.partition("=")
        if not sign or fact.strip() not in known:
            reason = f"'{text}' is not of the form FACT=KEY with one of the facts {', '.join(known)}"
            raise ConfigError("command line", option, reason)
        found[fact.strip()] = key.strip()
    return found
