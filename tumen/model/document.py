"""From a document to a development: what is judged, and what is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tumen.model.change import Change
from tumen.model.event import Frame
from tumen.model.metric import Counting, Metric
from tumen.model.reason import Reason
from tumen.model.source import Draft


class Role(StrEnum):
    """What a document does to what is known (eval guide)."""

    FIRST = "first"
    UPDATE = "update"
    REPEAT = "repeat"
    ANALYSIS = "analysis"
    BACKGROUND = "background"
    NONE = "none"


class Polarity(StrEnum):
    """Whether a claimant asserts or denies a quantity."""

    ASSERTS = "asserts"
    DENIES = "denies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A concept of the watch named in the full text."""

    concept: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who says which quantity. `low` = `high` for a single figure; `quote` is full_text[start:end]."""

    metric: Metric
    low: float
    high: float
    unit: str
    claimant: str | None
    polarity: Polarity
    quote: str
    start: int
    end: int
    as_of: date | None = None
    counting: Counting = Counting.TOTAL


def party_of(claimant: str | None) -> str:
    """Return a claimant as readers know it: the display name where the claim holds the text's own name too."""
    return (claimant or "").rsplit(" / ", 1)[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What the comparison of documents works on; made once, kept with the document.

    `terms`: stemmed content words or character bigrams with their counts, most frequent first. `shingles`: a fixed
    sample of 64-bit hashes of word or character n-grams. `acts`: classes of what happened, e.g. "visit", "sign"; the
    first `headline` of them stand in the headline. `opens`: the party that the headline names first. `outside`: third
    parties in the headline, `around`: in the lead. `said`: the span of the draft's text without dateline and credits;
    None in a document that was judged before this was kept: all of it. `round_up`: the headline is that of a round-up
    of the day, a live page or a news programme: then only what it says of the subject is compared. `beside`: who is
    named in the headline without a part in its happening. `goods`: the kinds of things and people in the headline,
    `goods_around`: in headline and lead.
    """

    terms: tuple[tuple[str, int], ...] = ()
    lead: tuple[str, ...] = ()
    shingles: tuple[int, ...] = ()
    concepts: tuple[tuple[str, float], ...] = ()
    acts: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    level: int = 0
    headline: int = 0
    opens: str = ""
    outside: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    said: tuple[int, int] | None = None
    round_up: bool = False
    beside: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    goods_around: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text of one source, judged by itself: relevant or not, what and whom it names, each with its reason.

    `frames`: what it says happened, the main happening first; none where it reports no happening. `incomplete_date`:
    of an undated text, what it says of the day of the happening where that is no full date: month and day, day or
    weekday, in the short forms of ISO 8601: "--07-26", "---26", "-W-3"; else empty.
    """

    id: str
    draft: Draft
    language: str
    relevant: bool
    relevance: float
    themes: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    origins: tuple[str, ...] = ()
    event_date: date | None = None
    incomplete_date: str = ""
    opinion: bool = False
    frames: tuple[Frame, ...] = ()
    features: Features = Features()
    reasons: tuple[Reason, ...] = ()
    seen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A document against everything known: copy of what, report of which development, in which role.

    `evidence`: spans of `Draft.full_text` at which the changes stand. `carried`: what earlier wordings of an edited
    document added, each with the ingest number it was told under; for readers whose digests had not reached that
    number yet. `additions`: all of these slot by slot; none in an archive judged before they were kept.
    """

    document_id: str
    role: Role
    duplicate_of: str | None = None
    development_id: str | None = None
    storyline_id: str | None = None
    changes: tuple[str, ...] = ()
    evidence: tuple[tuple[int, int], ...] = ()
    reasons: tuple[Reason, ...] = ()
    carried: tuple[tuple[int, tuple[str, ...]], ...] = ()
    additions: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What an earlier wording of a document was judged to be, under which ingest number, and what it made known.

    `size`: how much its text said, as `clustering.known.size` counts.
    """

    seq: int
    judgement: Judgement
    claims: tuple[Claim, ...] = ()
    acts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    frames: tuple[Frame, ...] = ()
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A public source of something known before the first run."""

    publisher: str
    url: str
    date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronicleEntry:
    """A development known before the first run, in our own words.

    `names`: per language (ISO 639-1) the words that a report of this very happening would use.
    """

    id: str
    date: date
    title: str
    summary: str
    storyline: str
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    references: tuple[Reference, ...] = ()
    approximate: bool = False
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """One specific happening with all its reports; `chronicle` marks what was known before the first run.

    `event_date`: its day, as a report says it. `published`: the earliest publication among its reports, None while none
    has a date. `first_seen`, `last_seen`: when its reports came in, which says nothing about when it happened.
    `merged_into`: the development that a person found to be the same happening; this one has no reports any more.
    `withdrawn`: a person found that none of its reports is about the subject, and it has none any more.
    """

    id: str
    title: str
    first_seen: datetime
    last_seen: datetime
    event_date: date | None = None
    documents: tuple[str, ...] = ()
    storyline_id: str | None = None
    themes: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    chronicle: bool = False
    merged_into: str | None = None
    withdrawn: bool = False
    published: datetime | None = None

    @property
    def day(self) -> date | None:
        """Its day as its reports say it, else that of the earliest of them; None when no report has a date."""
        return self.event_date or (self.published.date() if self.published else None)
