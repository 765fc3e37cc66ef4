"""A document as comparison needs it: what it names, what happened in it, when, and by whose word."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from sys import intern
from typing import TYPE_CHECKING

from tumen.model import Document, EntryKind, Kind, Slot, Stage, Via

# The archive counts how much a text says as judgement does; it needs no matcher for that.
if TYPE_CHECKING:
    from tumen.analysis.matching.entries import WatchEntry

# Kinds that reports of one happening interchange: a minister "visits" and "arrives", arms are "supplied" and "bought".
_INTERCHANGED = (
    ("talks", "call"),
    ("visit", "arrive"),
    ("depart", "return"),
    ("supply", "buy"),
    ("fight", "kill", "strike", "capture"),
    ("agree", "sign", "ratify"),
    ("letter", "thank", "gift"),
    ("open", "build"),
    ("train_service", "flight"),
    ("sanction", "veto", "vote"),
    ("accuse", "protest", "warn", "urge"),
    ("estimate", "report"),
    ("celebrate", "parade", "memorial"),
)
# Groups of the frames' kinds, wider than those of the event types: a report has many event types, and what two reports
# share of them makes up for the words in which they differ; it has one frame or two, and one that differs parts them.
# What is interchanged above is alike here, but for a sanction and the vote on it: two decisions as happenings.
_ALIKE = (
    (Kind.MEETING, Kind.CALL),
    (Kind.VISIT, Kind.ARRIVAL),
    (Kind.DEPARTURE, Kind.RETURN),
    (Kind.STATEMENT, Kind.MESSAGE, Kind.AWARD, Kind.GIFT),
    (Kind.TRANSFER, Kind.TRADE, Kind.DEPLOYMENT, Kind.WITHDRAWAL, Kind.AID),
    (Kind.COMBAT, Kind.STRIKE, Kind.LOSS, Kind.CAPTURE),
    (Kind.AGREEMENT, Kind.SIGNING, Kind.RATIFICATION, Kind.VOTE),
    (Kind.DISPLAY, Kind.PERFORMANCE, Kind.PARADE, Kind.CELEBRATION, Kind.MEMORIAL),
    (Kind.CONSTRUCTION, Kind.OPENING, Kind.TRANSPORT),
    (Kind.LABOUR, Kind.TOURISM),
)
HAPPENING_OF: Mapping[Kind, Kind] = {kind: group[0] for group in _ALIKE for kind in group}
KIND_OF: Mapping[str, str] = {name: group[0] for group in _INTERCHANGED for name in group}
PLANNED = "plan"
_JOURNEYS = frozenset((Kind.VISIT, Kind.DEPARTURE))
_SENDING = frozenset(
    (Kind.TRANSFER, Kind.LABOUR, Kind.AGREEMENT)
)  # happenings that are another where another thing is sent

IN_TITLE, IN_LEAD = 1.0, 0.6  # how much a name says about the happening, by where it first stands (Features.concepts)
_FIRST_KIND, _TITLE_KIND, _LEAD_KIND = 1.0, 0.6, 0.35
_THING = 0.8  # weight of a weapon or idea from which on another one tells two happenings apart
_LEADER = 0.5  # weight below which a person is at half of all meetings, and nobody's guest in particular
_JOURNEY_OR_MEETING = frozenset((Kind.VISIT, Kind.DEPARTURE, Kind.MEETING, Kind.INVITATION))
_THEMES = 4  # themes of a report that say what thread it is of, each less than the one before
_PLACE = 0.4  # the same of a place: not a capital, which stands for its government


def happening(kind: Kind) -> Kind:
    """Return the kind that stands for all that are used for one happening."""
    return HAPPENING_OF.get(kind, kind)


@dataclass(frozen=True, slots=True)
class Profile:
    """What one report says happened, as sparse vectors and sets.

    `concepts`: salience (0..1) times the watch's weight. `kinds`: soft groups of event types. `persons`, `places`,
    `things`: entries of the watch by kind, those in the headline; `lead_persons`: those in headline or lead.
    `happenings`: soft groups of the kinds of its event frames; `principals`, `stage`, `statement`: who, how far, and
    whether only said, of its first frame. `goods`: the kinds of things in the headline, where its first frame tells of
    a sending; `goods_around`: those in headline or lead. `themes`: the themes of the watch, the first most, of length
    one; `publisher`: the outlet, else the feed; `guests`: the persons in headline or lead who are not at half of all
    meetings.
    """

    id: str
    language: str
    at: datetime
    dated: bool
    happened: date | None
    words: Mapping[str, float]
    title: Mapping[str, float]
    concepts: Mapping[str, float]
    kinds: Mapping[str, float]
    kind_set: frozenset[str]
    order: tuple[str, ...]
    planned: bool
    persons: frozenset[str]
    lead_persons: frozenset[str]
    places: frozenset[str]
    things: frozenset[str]
    numbers: frozenset[str]
    origins: frozenset[str]
    watched: bool
    opens: str
    outside: frozenset[str]
    around: frozenset[str]
    happenings: frozenset[Kind]
    principals: frozenset[str]
    stage: Stage | None
    statement: bool
    round_up: bool
    incomplete: str = ""
    publisher: str = ""
    goods: frozenset[str] = frozenset()
    goods_around: frozenset[str] = frozenset()
    themes: Mapping[str, float] = field(default_factory=dict)
    guests: frozenset[str] = frozenset()

    @property
    def journey(self) -> bool:
        """Whether it tells of a journey, a meeting or an invitation."""
        return not self.happenings.isdisjoint(_JOURNEY_OR_MEETING)


def profile(document: Document, entries: Mapping[str, WatchEntry], at: datetime) -> Profile:
    """Return the comparable form of a document; `entries` are the watch's by id, empty without a subject."""
    f = document.features
    kinds = _kinds(f.acts, f.headline)
    places = dict(f.concepts)
    known = {c: entries[c] for c in places if c in entries}
    main = document.frames[0] if document.frames else None
    persons = _named(known, places, IN_TITLE, (EntryKind.PERSON,)) - set(f.beside) - _confirming(document, entries)
    in_lead = _named(known, places, IN_LEAD, (EntryKind.PERSON,))
    return Profile(
        id=document.id,
        language=document.language,
        at=document.draft.published or at,
        dated=document.draft.published is not None,
        happened=document.event_date,
        incomplete=document.incomplete_date,
        publisher=intern(document.draft.site or document.draft.source_id),
        # Fifty thousand reports share one vocabulary; a copy of each word for each report is half of their memory.
        words={intern(word): _damped(count) for word, count in f.terms},
        title=dict.fromkeys(map(intern, f.lead), 1.0),
        concepts=_names(f.concepts, entries),
        kinds=kinds,
        kind_set=frozenset(kinds),
        order=f.acts,
        planned=PLANNED in f.acts[: min(2, f.headline)],
        persons=persons,
        lead_persons=in_lead,
        places=_named(known, places, IN_TITLE, (EntryKind.PLACE,), above=_PLACE),
        things=_named(known, places, IN_TITLE, (EntryKind.WEAPON, EntryKind.CONCEPT), above=_THING),
        numbers=frozenset(f.numbers),
        origins=frozenset(document.origins[:2]),
        watched=bool(entries),
        opens=f.opens,
        outside=frozenset(f.outside),
        around=frozenset(f.around),
        happenings=frozenset(happening(frame.kind) for frame in document.frames),
        principals=frozenset(main.principals) if main else frozenset(),
        stage=main.stage if main else None,
        round_up=f.round_up,
        goods=frozenset(f.goods) if main and _sends(main.kind, persons) else frozenset(),
        goods_around=frozenset(f.goods_around),
        statement=main is not None and happening(main.kind) is Kind.STATEMENT,
        themes=ranked(document.themes),
        guests=frozenset(c for c in in_lead if entries[c].weight >= _LEADER),
    )


def _names(concepts: Iterable[tuple[str, float]], entries: Mapping[str, WatchEntry]) -> dict[str, float]:
    """What the text names, each by its place and weight; what is a case of another concept stands for that other.

    "More troops", "fallen in battle" are words of one wording: the next report of the same says troops and casualties.
    """
    found: dict[str, float] = {}
    for concept, place in concepts:
        entry = entries.get(concept)
        if entry is not None and entry.kind is EntryKind.CONCEPT and entry.of in entries:
            concept, entry = entry.of, entries[entry.of]
        found[concept] = max(found.get(concept, 0.0), place * (entry.weight if entry else 1.0))
    return found


def _confirming(document: Document, entries: Mapping[str, WatchEntry]) -> frozenset[str]:
    """Who of the sides only confirms in the headline what others did: "Peskov confirmed that …".

    A third party's word is a happening of its own beside another's.
    """
    main = document.frames[0] if document.frames else None
    if main is None or main.kind is Kind.STATEMENT or main.via is not Via.CONFIRMATION:
        return frozenset()
    title_end = len(document.draft.title)
    said = [span for span in main.spans_of(Slot.CLAIMANT) if span[1] <= title_end]
    within = {m.concept for m in document.mentions if any(a <= m.start and m.end <= b for a, b in said)}
    return frozenset(c for c in within if c in entries and entries[c].side) - set(main.principals)


def ranked(themes: Sequence[str]) -> dict[str, float]:
    """The first themes as a vector of length one, each with half, a third, a quarter of the first."""
    weights = [1 / rank for rank in range(1, 1 + min(_THEMES, len(themes)))]
    length = math.hypot(*weights)
    return {intern(theme): weight / length for theme, weight in zip(themes, weights, strict=False)}


def _sends(kind: Kind, persons: frozenset[str]) -> bool:
    """Whether a happening is another where another thing is named: a sending, a journey of nobody in person."""
    return happening(kind) in _SENDING or (happening(kind) in _JOURNEYS and not persons)


@cache
def _damped(count: int) -> float:
    return 1.0 + math.log(count)


def _kinds(acts: tuple[str, ...], headline: int) -> dict[str, float]:
    kinds: dict[str, float] = {}
    for n, act in enumerate(acts):
        if act != PLANNED:
            weight = _LEAD_KIND if n >= headline else _FIRST_KIND if n == 0 else _TITLE_KIND
            kind = KIND_OF.get(act, act)
            kinds[kind] = max(kinds.get(kind, 0.0), weight)
    return kinds


def _named(
    known: Mapping[str, WatchEntry],
    places: Mapping[str, float],
    least: float,
    kinds: tuple[str, ...],
    above: float = -1.0,
) -> frozenset[str]:
    return frozenset(
        c for c, entry in known.items() if entry.kind in kinds and places[c] >= least and entry.weight > above
    )
