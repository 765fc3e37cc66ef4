"""Slack's two doors on loopback, and what a workspace would make of a payload."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.support.webhook import Reply

HOOK = "tumenslack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7"
BOT = "tumenslack://xoxb-1234-1234-4ddbc191d40ee098cbaae6f3523ada2d/desk"


def bot_says(error: str = "", *, status: int = 200, headers: dict[str, str] | None = None) -> Reply:
    """An answer of chat.postMessage."""
    said = {"ok": False, "error": error} if error else {"ok": True, "ts": "1700000000.000100"}
    return Reply(status=status, body=json.dumps(said).encode(), headers=headers or {})


def parsed_texts(payload: dict[str, Any]) -> list[str]:
    """Every text in which Slack looks for mentions and links: the fallback and all mrkdwn objects."""
    return [payload.get("text", ""), *_mrkdwn(payload.get("blocks", [])), *_mrkdwn(payload.get("attachments", []))]


def _mrkdwn(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("type") == "mrkdwn":
            yield str(node.get("text", ""))
        for value in node.values():
            yield from _mrkdwn(value)
    elif isinstance(node, list):
        for value in node:
            yield from _mrkdwn(value)


def elements(node: Any) -> Iterator[dict[str, Any]]:
    """Every typed element of a payload, however deep."""
    if isinstance(node, dict):
        if "type" in node:
            yield node
        for value in node.values():
            yield from elements(value)
    elif isinstance(node, list):
        for value in node:
            yield from elements(value)
