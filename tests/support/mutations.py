"""Replies that went wrong on their way, or were made to: mutations of good ones, the same for the same number."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

TOKENS = (
    b"<!--",
    b"-->",
    b"]]>",
    b"<![CDATA[",
    b"&#0;",
    b"&#xD800;",
    b"&lt;script&gt;",
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"<item>",
    b"</item>",
    b"<entry/>",
    b"<p hidden>",
    b'<a href="http://[::1">',
    b"<a href='//'>",
    b"<link href='http://x:99999/'/>",
    b"<pubDate>9999-99-99T99:99:99+99:99</pubDate>",
    b"<pubDate>Fri, 31 Dec 9999 23:59:59 -1400</pubDate>",
    b"<georss:point>1</georss:point>",
    b"<media:content url='x'/>",
    b"<guid isPermaLink='true'></guid>",
    b"xml:base='http://[/'",
    b"encoding='utf-16'",
    b"encoding='rot13'",
    b"charset=unicode_escape",
    b"\xe2\x80\xae",
    b'{"items": [{}]}',
    b"<table><tr><td colspan=99999999>",
    b"<title><title>",
)


def mutated(seeds: Sequence[bytes], number: int) -> bytes:
    """One of the seeds, changed one to five times by the number's own luck."""
    luck = random.Random(number)
    body = bytearray(luck.choice(seeds))
    for _ in range(luck.randint(1, 5)):
        luck.choice(CHANGES)(body, luck)
    return bytes(body[:200_000])


def _flip(body: bytearray, luck: random.Random) -> None:
    for _ in range(luck.randint(1, 20)):
        if body:
            body[luck.randrange(len(body))] = luck.randrange(256)


def _cut(body: bytearray, luck: random.Random) -> None:
    del body[luck.randint(0, len(body)) :]


def _drop(body: bytearray, luck: random.Random) -> None:
    start = luck.randint(0, len(body))
    del body[start : start + luck.randint(1, 300)]


def _repeat(body: bytearray, luck: random.Random) -> None:
    start = luck.randint(0, len(body))
    body[start:start] = body[start : start + luck.randint(1, 400)] * luck.randint(1, 8)


def _insert(body: bytearray, luck: random.Random) -> None:
    place = luck.randint(0, len(body))
    body[place:place] = luck.choice(TOKENS) * luck.choice((1, 1, 1, 2, 50))


CHANGES: tuple[Callable[[bytearray, random.Random], None], ...] = (_flip, _cut, _drop, _repeat, _insert)
