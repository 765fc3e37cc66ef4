"""Entries of any feed to drafts: identity, plain text, dates, languages; what cannot be a draft goes to quarantine."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from extractors import furniture
from extractors.dates import parse_date, zone_of
from extractors.extracted import EXCERPT_CAP, TEXT_CAP, TITLE_CAP, Extracted
from extractors.html_text import line, linked, links, plain, shown_length, web
from extractors.mojibake import unreadable
from extractors.titles import shortened, split_sentence, split_title
from tumen.analysis.assessment.identity import canonical_url, content_hash
from tumen.model import Draft, Quarantined, Raw, Source, SourceKind

MOST = 2000  # entries of one reply; the longest honest feed seen had 1,000
KEY_CAP = 400  # characters; longer guids are kept as their hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as its feed gives it: HTML where HTML may stand, dates as written, the preferred ones first."""

    guid: str = ""
    link: str = ""
    title: str = ""
    bodies: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    author: str = ""
    site: str = ""
    language: str = ""
    publisher: str = ""  # address of the site that a search found it on
    own_id: str = ""  # of an imported record, by which a person may ask for it
    is_post: bool = False  # written without a headline: its first sentence is the title


def extracted(
    entries: Sequence[Entry],
    raw: Raw,
    source: Source,
    *,
    ttl: timedelta | None = None,
    notes: Iterable[str] = (),
    most: int = MOST,
) -> Extracted:
    """Return every entry as a draft or in quarantine, each key once."""
    drafts: list[tuple[Entry, Draft]] = []
    quarantined = [
        _quarantined(entry, raw, f"beyond the first {most} entries of the response") for entry in entries[most:]
    ]
    for entry in entries[:most]:
        try:
            drafts.append((entry, _draft(entry, raw, source)))
        except ValueError as e:
            quarantined.append(_quarantined(entry, raw, str(e)))
    return Extracted(drafts=tuple(_once(keyed(drafts))), quarantined=tuple(quarantined), ttl=ttl, notes=tuple(notes))


def keyed(drafts: Sequence[tuple[Entry, Draft]]) -> list[Draft]:
    """Give each draft the first of its keys that no other draft of the reply has.

    Guid, else address; where several different entries share it, the exact address; where they share that too,
    address and content together.
    """
    keys = [""] * len(drafts)
    waiting = list(range(len(drafts)))
    for rule in KEY_RULES:
        for place in waiting:
            keys[place] = rule(*drafts[place]) or keys[place]
        said: dict[str, set[tuple[str | None, str]]] = defaultdict(set)
        for key, (_, draft) in zip(keys, drafts, strict=True):
            said[key].add((draft.url, draft.full_text))
        waiting = [place for place in waiting if not keys[place] or len(said[keys[place]]) > 1]
    return [replace(draft, key=_short(key)) for key, (_, draft) in zip(keys, drafts, strict=True)]


# http and https are one place: a site that moves to https would otherwise bring all its entries as new ones.
def _by_name(entry: Entry, draft: Draft) -> str:
    if entry.guid:
        return entry.guid.replace("http://", "https://", 1) if entry.guid.startswith("http://") else entry.guid
    return canonical_url(draft.url) if draft.url else ""


def _by_address(_: Entry, draft: Draft) -> str:
    return draft.url or ""


def _by_content(_: Entry, draft: Draft) -> str:
    return f"{draft.url or ''}#{content_hash(draft)[:24]}"


KEY_RULES: tuple[Callable[[Entry, Draft], str], ...] = (_by_name, _by_address, _by_content)


def _once(drafts: Iterable[Draft]) -> Iterable[Draft]:
    kept: dict[str, Draft] = {}
    for draft in drafts:
        kept.setdefault(draft.key, draft)
    return kept.values()


def _short(key: str) -> str:
    return key if len(key) <= KEY_CAP else hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def _draft(entry: Entry, raw: Raw, source: Source) -> Draft:
    """The entry as a draft without a key; ValueError says why it cannot be one."""
    url = linked(entry.link, raw.final_url or raw.url)
    body, shown = _fullest(entry.bodies)
    title, text, site = _words(entry, shown, source)
    published = _published(entry.dates, raw.fetched_at, source, entry.language)
    return Draft(
        source_id=source.id,
        key="",
        title=shortened(title, TITLE_CAP),
        text=text[:TEXT_CAP],
        url=url,
        published=published,
        published_raw=next((date.strip()[:100] for date in entry.dates if date.strip()), ""),
        language=source.language or _language(entry.language),
        author=line(entry.author)[:200],
        site=site[:200],
        links=_links(entry, body, url or raw.final_url or raw.url, source),
        raw_id=raw.id,
        own_id=line(entry.own_id)[:200],
    )


def _links(entry: Entry, body: str, base: str, source: Source) -> tuple[str, ...]:
    """What the text links to; of a search, whose links all lead back to it, the publisher's site."""
    if source.kind is not SourceKind.SEARCH_FEED:
        return links(body, base)
    home = web(entry.publisher)
    return (home,) if home else ()


def _fullest(bodies: Sequence[str]) -> tuple[str, str]:
    """The body of which a reader sees most, and what that is: marks can hide a whole one."""
    ordered = sorted(bodies, key=shown_length, reverse=True)
    found = ((body, shown) for body in ordered if (shown := plain(body)))
    return next(found, (ordered[0] if ordered else "", ""))


def _words(entry: Entry, text: str, source: Source) -> tuple[str, str, str]:
    """Title, text and publisher as plain text; ValueError when there are none that can be read."""
    title, site = _titled(line(entry.title), line(entry.site), source)
    if source.kind is not SourceKind.CORPUS:  # of a person's own file it is told what goes, so it goes later
        text, _ = furniture.clear(text)
        title, text = (title, text) if title else (split_sentence if entry.is_post else split_title)(text)
    if not (title or text):
        raise ValueError("has neither title nor text")
    if unreadable(f"{title}\n{text}"):
        raise ValueError("unreadable characters: the text was decoded with the wrong encoding before we got it")
    if source.kind is SourceKind.SEARCH_FEED or _repeats(text, title):
        return title, "", site  # a search repeats the headline, with those of other papers
    return title, text, site


def _titled(title: str, site: str, source: Source) -> tuple[str, str]:
    """Headline and publisher; a search writes the publisher behind the headline."""
    if source.kind is not SourceKind.SEARCH_FEED:
        return title, site
    if site and title.endswith(f" - {site}"):
        return title.removesuffix(f" - {site}"), site
    head, dash, tail = title.rpartition(" - ")
    return (head, tail) if dash and not site and 0 < len(tail) <= 60 else (title, site)


def _published(dates: Iterable[str], now: datetime, source: Source, language: str) -> datetime | None:
    zone, spoken = zone_of(source.country), source.language or _language(language)
    found = (parse_date(date, language=spoken, default_zone=zone, now=now) for date in dates)
    return next((date for date in found if date), None)


def _language(said: str) -> str | None:
    code = said.strip().lower().replace("_", "-").split("-")[0]
    return code if 2 <= len(code) <= 3 and code.isascii() and code.isalpha() else None


def _repeats(text: str, title: str) -> bool:
    """Whether the text says the title and nothing else."""
    return len(text) <= 2 * len(title) + 20 and _bare(text) == _bare(title)


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _quarantined(entry: Entry, raw: Raw, reason: str) -> Quarantined:
    excerpt = " ".join(part for part in (entry.title, entry.link, entry.guid, *entry.bodies) if part)
    return Quarantined(
        source_id=raw.source_id, reason=reason, excerpt=excerpt[:EXCERPT_CAP] or "an empty entry", raw_id=raw.id
    )
