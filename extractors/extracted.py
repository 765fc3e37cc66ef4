"""What an extractor gives back, and what every extractor is: bytes in, drafts out; no network, no clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from tumen.model import Draft, Quarantined, Raw, Source

# Beyond these an item is no news item: the longest headline seen had 312 characters, the longest statute 0.6 MiB.
TITLE_CAP = 500
TEXT_CAP = 1024 * 1024
EXCERPT_CAP = 500

# What a person may import, in words.
KINDS = "text, Markdown, HTML, JSON, CSV, Excel, feeds, mail, PDF, Word, OpenDocument, EPUB, RTF and archives of these"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the items of one file were read: `guessed`, fact to key, where only the values told; `unused` keys.

    `lost`: what most items lack though an unused key may hold it, in words that say what to do.
    """

    file: str = ""
    guessed: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """Every item of a reply: a draft, or quarantined with its reason. `ttl`: how long the feed says it stays fresh.

    `readings`: of files with items under keys, which keys were read.
    """

    drafts: tuple[Draft, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    ttl: timedelta | None = None
    notes: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractLimits:
    """What reading one reply may take: seconds of processor, seconds by the clock, bytes beyond the libraries' own."""

    # The slowest honest page took 2 seconds, the largest honest feed 90 MiB; hostile ones take all they are given.
    cpu: int = 10
    wall: float = 15.0
    memory: int = 512 * 1024 * 1024


Extractor = Callable[[Raw, Source], Extracted]
