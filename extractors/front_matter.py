"""Markdown with what a person wrote above it: facts from the front matter, title and plain text from the rest. Pure."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

FENCED = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
UNCLOSED = re.compile(r"\A---[ \t]*\n((?:[\w-]{1,40}[ \t]*:.*\n)+)(?=\n)")
FACT = re.compile(r"([\w-]{1,40})\s*[:=]\s*(.*)")
MEMBER = re.compile(r"\s*-\s+(.*)")
FOLDED = re.compile(r"[>|][+-]?\d?")
COMMENT = re.compile(r"\s#.*$")
HEADING = re.compile(r"\A\s*(?:#{1,2}\s+(.+?)\s*#*\s*\n|(.{1,200})\n(?:={3,}|-{3,})\s*\n)")

# In this order: code first, so that nothing in it is taken for a mark.
MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^```.*?^```[ \t]*$", re.DOTALL | re.MULTILINE), ""),
    (re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)"), ""),
    (re.compile(r"\[([^\[\]\n]+)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]+)\]\[[^\[\]\n]*\]"), r"\1"),
    (re.compile(r"^\[[^\]\n]+\]:\s.*$", re.MULTILINE), ""),
    (re.compile(r"<(https?://[^<>\s]+)>"), r"\1"),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]{0,3}(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
)


def split(text: str) -> tuple[Mapping[str, Any], str]:
    """Return the facts of the front matter (YAML as people write it, TOML or JSON) and the rest of the text."""
    if text.startswith("{"):
        return _json(text)
    match = FENCED.match(text)
    if match:
        return (_toml if match[1] == "+++" else _plain_facts)(match[2]), text[match.end() :]
    unclosed = UNCLOSED.match(text)
    return (_plain_facts(unclosed[1]), text[unclosed.end() :]) if unclosed else ({}, text)


def plain(body: str) -> tuple[str, str]:
    """Return the first heading of a Markdown text, empty when it begins with none, and the text without marks."""
    match = HEADING.match(body)
    title = _unmarked(match[1] or match[2]) if match else ""
    return title, _unmarked(body[match.end() :] if match else body)


def _unmarked(text: str) -> str:
    for pattern, instead in MARKS:
        text = pattern.sub(instead, text)
    return text.strip()


def _plain_facts(text: str) -> dict[str, Any]:
    """Keys with a value, a list or a text over several lines; whatever else YAML can do is passed over."""
    facts: dict[str, Any] = {}
    key, folded = "", False
    for line in text.split("\n"):
        match = FACT.fullmatch(line.rstrip())
        member = MEMBER.fullmatch(line)
        if match:
            key = match[1]
            folded = FOLDED.fullmatch(match[2].strip()) is not None
            facts[key] = "" if folded else _value(match[2])
        elif key and member and not folded:
            known = facts[key] if isinstance(facts[key], list) else []
            facts[key] = [*known, _value(member[1])]
        elif key and line[:1] in " \t" and isinstance(facts[key], str):
            facts[key] = f"{facts[key]} {line.strip()}".strip()
    return facts


def _value(text: str) -> Any:
    text = text.strip()
    for quote in "\"'":
        if text.startswith(quote) and quote in text[1:]:
            return text[1 : text.index(quote, 1)].strip()
    text = COMMENT.sub("", text)
    if text.startswith("[") and text.endswith("]"):
        return [member.strip().strip("\"'") for member in text[1:-1].split(",")]
    return text.strip("\"'").strip()


def _toml(text: str) -> dict[str, Any]:
    try:
        return {key: value if isinstance(value, list) else str(value) for key, value in tomllib.loads(text).items()}
    except tomllib.TOMLDecodeError:
        return _plain_facts(text)


def _json(text: str) -> tuple[Mapping[str, Any], str]:
    try:
        facts, end = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):
        return {}, text
    return (facts, text[end:].lstrip("\n")) if isinstance(facts, dict) else ({}, text)
