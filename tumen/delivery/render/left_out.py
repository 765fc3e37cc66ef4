"""What a digest does not tell, by the rule that left it out: how many, and the first few with their links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tumen.delivery.clean import clean, safe_url, shown_host
from tumen.delivery.render.labels import Labels
from tumen.model import LeftOut, LeftOutCode

# Titles named beside one rule: enough to see what kind of thing it is, or that the rule is wrong.
MOST_TITLES = 3
LONGEST_TITLE = 100

# How reasons began before they had codes: digests sealed then render as they did.
WITHOUT_CODE: Final = (
    ("a copy of ", LeftOutCode.COPIES),
    ("reports the same as ", LeftOutCode.REPEATS),
    ("nothing new since it was ", LeftOutCode.TOLD),
    ("edits that add nothing", LeftOutCode.EDITS),
    ("none of this reader's topics", LeftOutCode.TOPICS),
    ("a view or explainer", LeftOutCode.VIEWS),
    ("only analysts speak in it", LeftOutCode.VIEWS),
    ("not about the subject", LeftOutCode.OTHER),
    ("mentions the subject, but ", LeftOutCode.OTHER),
    ("mentioned only in reports about something else", LeftOutCode.OTHER),
    ("comes to the subject after a story of its own", LeftOutCode.OTHER),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """One of what was left out."""

    text: str
    url: str
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Why something was left out, how often, and the first few."""

    text: str
    n: int
    titles: tuple[Title, ...] = ()


def rules_of(left_out: Sequence[LeftOut], labels: Labels) -> tuple[Rule, ...]:
    """How many each rule left out, the most frequent rule first."""
    grouped: dict[str, list[LeftOut]] = {}
    for entry in left_out:
        grouped.setdefault(_rule(entry, labels), []).append(entry)
    found = [Rule(text=rule, n=sum(e.times for e in some), titles=_titles(some)) for rule, some in grouped.items()]
    return tuple(sorted(found, key=lambda rule: -rule.n))


def _rule(entry: LeftOut, labels: Labels) -> str:
    """The rule in the reader's language; of a reason without a code that is not known its words, less particulars."""
    code = entry.code or next((code for beginning, code in WITHOUT_CODE if entry.reason.startswith(beginning)), None)
    if code is not None:
        return labels.say(f"left_{code}")
    kind = clean(entry.reason, 400).partition(": ")[0]
    return clean(re.sub(r"\b(of|as|than) \S*\d\S*$", r"\1 …", kind), 160)


def _titles(some: Sequence[LeftOut]) -> tuple[Title, ...]:
    named = {clean(entry.title, LONGEST_TITLE): safe_url(entry.url) for entry in reversed(some) if entry.title}
    return tuple(
        Title(text=text, url=url, host=shown_host(url)) for text, url in list(reversed(named.items()))[:MOST_TITLES]
    )
