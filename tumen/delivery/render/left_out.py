"""What a digest does not tell: what it names to read, and by which rule the rest was left out, with a few titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tumen.delivery.clean import clean
from tumen.delivery.render.labels import Labels
from tumen.delivery.render.reports import LONGEST_NAME, language_of
from tumen.delivery.safe_links import safe_url, shown_host
from tumen.model import LeftOut, LeftOutCode, ToRead

# Titles named beside one rule: enough to see what kind of thing it is, or that the rule is wrong.
MOST_TITLES = 3
LONGEST_TITLE = 100
LONGEST_READING = 120

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
    """Why something was left out, how often, and the first few; `more` says where the titles are that are not shown."""

    text: str
    n: int
    titles: tuple[Title, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One line of what is named to read; `language`: its name, if not the reader's."""

    title: Title
    publisher: str
    lang: str
    language: str = ""


def readings_of(named: Sequence[ToRead], labels: Labels) -> tuple[Reading, ...]:
    """One line for each analysis, explainer or podcast."""
    return tuple(_reading(one, labels) for one in named)


def _reading(one: ToRead, labels: Labels) -> Reading:
    url, lang = safe_url(one.url), language_of(one.language)
    foreign = lang and lang.split("-")[0].lower() != labels.language
    return Reading(
        title=Title(text=clean(one.title, LONGEST_READING), url=url, host=shown_host(url)),
        publisher=clean(one.publisher, LONGEST_NAME),
        lang=lang,
        language=labels.language_name(lang) if foreign else "",
    )


def rules_of(
    left_out: Sequence[LeftOut], labels: Labels, titles: int = MOST_TITLES, minor: int = MOST_TITLES
) -> tuple[Rule, ...]:
    """How many each rule left out, the most frequent rule first, each with so many titles at most.

    `minor`: titles of what is less important than the reader asks for; where some are not shown it says where they are.
    """
    grouped: dict[str, list[LeftOut]] = {}
    for entry in left_out:
        grouped.setdefault(_rule(entry, labels), []).append(entry)
    found = [_shown(text, some, labels, titles, minor) for text, some in grouped.items()]
    return tuple(sorted(found, key=lambda rule: -rule.n))


def _shown(text: str, some: Sequence[LeftOut], labels: Labels, titles: int, minor: int) -> Rule:
    is_minor = any(entry.code is LeftOutCode.MINOR for entry in some)
    named = _titles(some, minor if is_minor else titles)
    n = sum(entry.times for entry in some)
    more = labels.count("left_minor_more", n - len(named)) if is_minor and len(named) < n else ""
    return Rule(text=text, n=n, titles=named, more=more)


def _rule(entry: LeftOut, labels: Labels) -> str:
    """The rule in the reader's language; of a reason without a code that is not known its words, less particulars."""
    code = entry.code or next((code for beginning, code in WITHOUT_CODE if entry.reason.startswith(beginning)), None)
    if code is not None:
        return labels.say(f"left_{code}")
    kind = clean(entry.reason, 400).partition(": ")[0]
    return clean(re.sub(r"\b(of|as|than) \S*\d\S*$", r"\1 …", kind), 160)


def _titles(some: Sequence[LeftOut], most: int) -> tuple[Title, ...]:
    named = {clean(entry.title, LONGEST_TITLE): safe_url(entry.url) for entry in reversed(some) if entry.title}
    return tuple(Title(text=text, url=url, host=shown_host(url)) for text, url in list(reversed(named.items()))[:most])
