"""What a digest does not tell, by the rule that left it out: how many, and the first few with their links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tumen.delivery.clean import clean, safe_url, shown_host
from tumen.delivery.render.labels import Labels
from tumen.model import LeftOut

# Titles named beside one rule: enough to see what kind of thing it is, or that the rule is wrong.
MOST_TITLES = 3
LONGEST_TITLE = 100

# How reasons begin, and the label that says the same in the reader's language, whatever the particulars.
RULES = (
    ("a copy of ", "left_copies"),
    ("reports the same as ", "left_repeats"),
    ("nothing new since it was ", "left_told"),
    ("edits that add nothing", "left_edits"),
    ("none of this reader's topics", "left_topics"),
    ("a view or explainer", "left_views"),
    ("only analysts speak in it", "left_views"),
    ("not about the subject", "left_other"),
    ("mentions the subject, but ", "left_other"),
    ("mentioned only in reports about something else", "left_other"),
    ("comes to the subject after a story of its own", "left_other"),
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
        grouped.setdefault(_rule(entry.reason, labels), []).append(entry)
    found = [Rule(text=rule, n=sum(e.times for e in some), titles=_titles(some)) for rule, some in grouped.items()]
    return tuple(sorted(found, key=lambda rule: -rule.n))


def _rule(reason: str, labels: Labels) -> str:
    """The rule in the reader's language; of one that has no words there the reason without its particulars."""
    for beginning, key in RULES:
        if reason.startswith(beginning):
            return labels.say(key)
    kind = clean(reason, 400).partition(": ")[0]
    return clean(re.sub(r"\b(of|as|than) \S*\d\S*$", r"\1 …", kind), 160)


def _titles(some: Sequence[LeftOut]) -> tuple[Title, ...]:
    named = {clean(entry.title, LONGEST_TITLE): safe_url(entry.url) for entry in reversed(some) if entry.title}
    return tuple(
        Title(text=text, url=url, host=shown_host(url)) for text, url in list(reversed(named.items()))[:MOST_TITLES]
    )
