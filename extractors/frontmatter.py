"""Markdown with what a person wrote above it: facts from the front matter, title and plain text from the rest. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

FENCED = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
FACT = re.compile(r"([\w-]{1,40})\s*:\s*(.*)")
HEADING = re.compile(r"\A\s*(?:#{1,2}\s+(.+?)\s*#*\s*\n|(.{1,200})\n(?:={3,}|-{3,})\s*\n)")

# In this order: code first, so that nothing in it is taken for a mark.
MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^```.*?^```[ \t]*$", re.DOTALL | re.MULTILINE), ""),
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\[[^\]\n]*\]"), r"\1"),
    (re.compile(r"^\[[^\]\n]+\]:\s.*$", re.MULTILINE), ""),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]{0,3}(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
)


def parted(text: str) -> tuple[Mapping[str, Any], str]:
    """Return the facts of the front matter (YAML's plain `key: value` or TOML), keys in lower case, and the rest."""
    match = FENCED.match(text)
    if not match:
        return {}, text
    facts = _toml(match[2]) if match[1] == "+++" else _plain_facts(match[2])
    return {key.lower(): value for key, value in facts.items()}, text[match.end() :]


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
    facts: dict[str, Any] = {}
    for line in text.split("\n"):
        match = FACT.fullmatch(line.rstrip())
        if match:
            facts[match[1]] = match[2].strip().strip("\"'").strip()
    return facts


def _toml(text: str) -> dict[str, Any]:
    try:
        return {key: value if isinstance(value, list) else str(value) for key, value in tomllib.loads(text).items()}
    except tomllib.TOMLDecodeError:
        return {}
