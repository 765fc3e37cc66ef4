"""From a source to a draft: where we listen, what came, what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

# Requests under way at the same time, each to another host. A request mostly waits: for a slow server, or for its
# second at a host. With 16, fifty hanging servers among five hundred held a collection up for a third of its time.
HOSTS_AT_ONCE = 48


IMPORTED = "corpus"  # the source of what a person imports; no source of sources.toml may be called so


class SourceKind(StrEnum):
    """How a place is listened to."""

    FEED = "feed"
    LISTING = "listing"
    PAGE = "page"
    SEARCH_FEED = "search-feed"
    MAILBOX = "mailbox"
    CORPUS = "corpus"


class Outlet(StrEnum):
    """What publishes there."""

    WIRE = "wire"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    STATE_MEDIA = "state-media"
    GOVERNMENT = "government"
    SPECIALIST = "specialist"
    THINK_TANK = "think-tank"
    IO = "io"  # an international organisation
    AGGREGATOR = "aggregator"


class StateLink(StrEnum):
    """What ties an outlet to the state named with it."""

    ORGAN = "organ"
    STATE_OWNED = "state-owned"
    PUBLIC_FUNDED = "public-funded"
    NONE = "none"


class Paywall(StrEnum):
    """Whether its articles cost something to read."""

    NO = "no"
    PARTIAL = "partial"
    YES = "yes"


USUAL_INTERVAL = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where we listen."""

    id: str
    name: str
    kind: SourceKind
    url: str
    homepage: str = ""
    language: str | None = None
    country: str | None = None
    outlet: Outlet = Outlet.NEWSPAPER
    state: str | None = None
    state_link: StateLink = StateLink.NONE
    family: str = ""
    paywall: Paywall = Paywall.NO
    interval: timedelta = USUAL_INTERVAL
    full_text: bool = False
    enabled: bool = True
    note: str = ""
    allow_private: bool = False
    select: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to ask again politely; echoed byte for byte, never invented."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Bytes as they came, kept before anyone parses them."""

    id: str
    source_id: str
    url: str
    final_url: str
    status: int
    content_type: str
    body: bytes
    fetched_at: datetime
    validators: Validators = Validators()
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a page or an entry says, before any judgement. `key` is its identity inside its source.

    `own_id`: what an imported record calls itself. `tell`: readers are told of it however old it says it is.
    `revisited`: it is what the page said when it was asked again.
    `gone`: the page stood and was taken away, with how that showed; the text is what it said.
    """

    source_id: str
    key: str
    title: str
    text: str = ""
    url: str | None = None
    published: datetime | None = None
    published_raw: str = ""
    language: str | None = None
    author: str = ""
    site: str = ""
    links: tuple[str, ...] = ()
    raw_id: str | None = None
    revisited: bool = False
    gone: str = ""
    own_id: str = ""
    tell: bool = False

    @property
    def full_text(self) -> str:
        """Title, blank line, text: the string that all offsets count in."""
        return f"{self.title}\n\n{self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """An item that could not become a draft: kept with its reason, never dropped."""

    source_id: str
    reason: str
    excerpt: str
    raw_id: str | None = None


class HealthState(StrEnum):
    """The state a source is in; docs/collection.md says what each means."""

    NEVER_ASKED = "never_asked"
    OK = "ok"
    UNCHANGED = "unchanged"
    BACKING_OFF = "backing_off"
    NOT_A_FEED = "not_a_feed"
    BLOCKED = "blocked"
    GONE = "gone"
    SILENT = "silent"
    DISABLED = "disabled"

    @property
    def answers(self) -> bool:
        """Whether the source is heard; that it has had nothing new changes nothing in that."""
        return self in (HealthState.OK, HealthState.UNCHANGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """The named state of a source, since when and why; the facts polite asking needs are kept beside it.

    `asked_url` is the catalogue's address these facts belong to; `not_before` what the server itself asked to wait for
    (Retry-After).
    `page_tries`: linked pages that could not be had so far, and how often they were asked for.
    """

    source_id: str
    state: HealthState = HealthState.NEVER_ASKED
    since: datetime | None = None
    reason: str = ""
    validators: Validators = Validators()
    next_due: datetime | None = None
    last_asked: datetime | None = None
    last_ok: datetime | None = None
    last_new: datetime | None = None
    failures: int = 0
    moved_to: str | None = None
    moved_sightings: int = 0
    recent_keys: tuple[str, ...] = ()
    items_per_day: float | None = None
    possible_gap: datetime | None = None
    moved_seen: datetime | None = None
    not_before: datetime | None = None
    asked_url: str = ""
    page_tries: Mapping[str, int] = field(default_factory=dict)
