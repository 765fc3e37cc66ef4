"""The elements of Slack's Block Kit in which Slack parses nothing."""

from __future__ import annotations

from typing import Any

from tumen.delivery.clean import shorten

Block = dict[str, Any]


def weight(block: Any) -> int:
    """How many characters of text and addresses a block holds."""
    if isinstance(block, dict):
        return sum(weight(value) for key, value in block.items() if key not in {"type", "style"})
    if isinstance(block, list):
        return sum(map(weight, block))
    return len(block) if isinstance(block, str) else 0


def plain(text: str) -> Block:
    """A block of plain text."""
    return {"type": "section", "text": {"type": "plain_text", "text": shorten(text, 600), "emoji": False}}


def context(text: str) -> Block:
    """A block of small plain text."""
    return {"type": "context", "elements": [{"type": "plain_text", "text": shorten(text, 600), "emoji": False}]}


def rich(elements: list[Block]) -> Block:
    """A block of rich text."""
    return {"type": "rich_text", "elements": elements}


def row(elements: list[Block]) -> Block:
    """Words and links that run on in one line or more."""
    return {"type": "rich_text_section", "elements": elements}


def bullets(rows: list[Block]) -> Block:
    """A list of rows."""
    return {"type": "rich_text_list", "style": "bullet", "elements": rows}


def words(text: str, *, bold: bool = False) -> Block:
    """Text as it is."""
    # Slack refuses a text element that is empty.
    return {"type": "text", "text": text or " ", **({"style": {"bold": True}} if bold else {})}


def maybe(text: str, before: str) -> list[Block]:
    """Text with something before it; nothing where there is none."""
    return [words(before + text)] if text else []


def linked(text: str, url: str) -> list[Block]:
    """Text that leads to an address, where there is one."""
    return [{"type": "link", "url": url, "text": text or url} if url else words(text)]
