"""Counted nouns for messages in English; a digest's counts are in its reader's language (delivery.render.labels)."""

from __future__ import annotations


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun: "1 delivery", "2 deliveries"; without `plural` the noun takes an s."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"
