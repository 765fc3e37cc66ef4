"""Who takes part in a happening: its agents and counterparts, and where it takes place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from tumen.analysis.extraction.happenings import Happening
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.sentences import Span
from tumen.model import EntryKind, Kind, Mention

# Kinds in which all take part alike.
SYMMETRIC: Final = frozenset(
    (
        Kind.MEETING, Kind.CALL, Kind.SIGNING, Kind.AGREEMENT, Kind.RATIFICATION, Kind.EXERCISE, Kind.TRADE,
        Kind.PRISONER_EXCHANGE, Kind.TRANSPORT,
    )
)  # fmt: skip
# Kinds whose goal is a place: a country named as such takes no part.
TRAVEL: Final = frozenset((Kind.ARRIVAL, Kind.VISIT, Kind.DEPARTURE, Kind.RETURN))
# Kinds between two persons: a headline that names one has the other in its lead.
_BETWEEN_TWO: Final = frozenset((Kind.MEETING, Kind.CALL, Kind.MESSAGE, Kind.SIGNING))
# Ideas of the watch that stand for a person whom the lead names: "defence minister".
_ROLES: Final = frozenset(("foreign-minister", "defence-minister", "ambassador"))
_TITLE: Final = 20  # characters of a title between a state and its person
_RANKED: Final = (
    (EntryKind.PERSON,),
    (EntryKind.ORGANISATION,),
    (EntryKind.COUNTRY, EntryKind.PAIR, EntryKind.PLACE),
)  # whose name leads a phrase
_RANK: Final = {kind: rank for rank, kinds in enumerate(_RANKED) for kind in kinds}


class Cast(NamedTuple):
    """The mentions that fill agent, counterpart and place."""

    agents: tuple[Mention, ...]
    counterparts: tuple[Mention, ...]
    place: Mention | None


def principals(
    watch: Watch, mentions: Sequence[Mention], main: Happening, headline: Span, lead: Span, speaker: Span | None
) -> Cast:
    """Who takes part in the happening: persons before bodies before countries, the speaker only in a statement."""
    here, there = _within(mentions, headline), _within(mentions, lead)
    if main.kind == Kind.STATEMENT:
        taking_part = _speaking(watch, here, mentions, speaker, headline)
    else:
        told = _without(here, speaker) if speaker and _is_third(watch, here, speaker) else here
        taking_part = _persons(watch, told, _without(there, speaker), main)
        taking_part = taking_part or _bodies(watch, told, main) or _bodies(watch, _without(there, speaker), main)
    place = _place(watch, [*here, *there], main, taking_part)
    if main.kind in SYMMETRIC:
        return Cast(tuple(taking_part), (), place)
    return Cast(tuple(taking_part[:1]), tuple(taking_part[1:]), place)


def _persons(watch: Watch, told: Sequence[Mention], lead: Sequence[Mention], main: Happening) -> list[Mention]:
    persons = _of_kind(watch, told, EntryKind.PERSON)
    if main.kind in _BETWEEN_TWO and len(near := _of_kind(watch, _within(told, main.clause), EntryKind.PERSON)) > 1:
        return near
    if not persons and _wants_person(watch, told):
        return _of_kind(watch, lead, EntryKind.PERSON)[:2]
    if len(persons) == 1 and main.kind in _BETWEEN_TWO:
        persons += _other_side(watch, persons[0], _of_kind(watch, lead, EntryKind.PERSON))
    return persons


def _speaking(
    watch: Watch, here: Sequence[Mention], mentions: Sequence[Mention], speaker: Span | None, headline: Span
) -> list[Mention]:
    """Who speaks, then to or of whom: a person of the speaking body where the lead names one."""
    first = _first_party(watch, here)
    if speaker is not None and (first is None or headline[0] <= speaker[0] < headline[1]):
        first = _spoken_for(watch, mentions, speaker)
    elif speaker is not None and first is not None:
        behind = _spoken_for(watch, mentions, speaker)
        if behind and watch.party(behind.concept) == watch.party(first.concept):
            first = min(first, behind, key=lambda m: _RANK[watch.entry(m.concept).kind])
    if first is None:
        return []
    party = watch.party(first.concept)
    rest = [m for m in _of_kind(watch, here, EntryKind.PERSON) if m.concept != first.concept]
    rest = rest or [m for m in here if watch.entry(m.concept).kind == EntryKind.COUNTRY and m.concept != party]
    return [first, *rest[:1]]


def _is(watch: Watch, mention: Mention, kind: EntryKind) -> bool:
    return watch.entry(mention.concept).kind == kind


def _first_party(watch: Watch, mentions: Sequence[Mention]) -> Mention | None:
    """Who is named first; a state right before a person only says whose he is."""
    parties = [
        m
        for m in mentions
        if watch.entry(m.concept).kind in (EntryKind.PERSON, EntryKind.ORGANISATION, EntryKind.COUNTRY)
    ]
    for n, one in enumerate(parties):
        following = parties[n + 1] if n + 1 < len(parties) else None
        titled = following is not None and following.start - one.end <= _TITLE
        if not (
            titled and following and _is(watch, one, EntryKind.COUNTRY) and _is(watch, following, EntryKind.PERSON)
        ):
            return one
    return None


def _spoken_for(watch: Watch, mentions: Sequence[Mention], speaker: Span) -> Mention | None:
    who = leading(watch, mentions, speaker)
    return Mention(concept=who, start=speaker[0], end=speaker[1]) if who else None


def _is_third(watch: Watch, here: Sequence[Mention], speaker: Span) -> bool:
    """Whether a speaker tells of others: he is of no side watched, or a person or body beside whom others are named."""
    who = leading(watch, here, speaker)
    if who is None or watch.party(who) not in watch.sides_watched:
        return True
    return watch.entry(who).kind != EntryKind.COUNTRY and any(
        watch.party(m.concept)
        for m in _without(here, speaker)
        if watch.entry(m.concept).kind in (EntryKind.PERSON, EntryKind.COUNTRY)
    )


def leading(watch: Watch, mentions: Sequence[Mention], span: Span) -> str | None:
    """The id of whom a phrase names: a person before a body before a state; None where the watch knows nobody."""
    touching = [m for m in mentions if m.start < span[1] and span[0] < m.end]
    speaking = [m for m in touching if watch.party(m.concept) and watch.entry(m.concept).kind in _RANK]
    first = min(speaking, key=lambda m: _RANK[watch.entry(m.concept).kind], default=None)
    if first is None:
        return None
    return watch.party(first.concept) if watch.entry(first.concept).kind == EntryKind.PLACE else first.concept


def _within(mentions: Sequence[Mention], region: Span) -> list[Mention]:
    return [m for m in mentions if region[0] <= m.start and m.end <= region[1]]


def _without(mentions: Sequence[Mention], span: Span | None) -> list[Mention]:
    return [m for m in mentions if span is None or m.end <= span[0] or span[1] <= m.start]


def _of_kind(watch: Watch, mentions: Sequence[Mention], kind: EntryKind) -> list[Mention]:
    found: dict[str, Mention] = {}
    for mention in mentions:
        if watch.entry(mention.concept).kind == kind:
            found.setdefault(mention.concept, mention)
    return list(found.values())


def _wants_person(watch: Watch, here: Sequence[Mention]) -> bool:
    return any(m.concept in _ROLES for m in here) or not any(watch.entry(m.concept).kind in _RANK for m in here)


def _other_side(watch: Watch, one: Mention, others: Sequence[Mention]) -> list[Mention]:
    side = watch.entry(one.concept).side
    return [m for m in others if watch.entry(m.concept).side not in ("", side)][:1]


def _bodies(watch: Watch, mentions: Sequence[Mention], main: Happening) -> list[Mention]:
    """The states that take part, each once, as the mention that names them first."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        entry = watch.entry(mention.concept)
        if entry.kind == EntryKind.PAIR:
            for side in watch.sides_watched:
                found.setdefault(side, Mention(concept=side, start=mention.start, end=mention.end))
            continue
        party = watch.party(mention.concept)
        if (
            party
            and entry.kind in (EntryKind.COUNTRY, EntryKind.ORGANISATION)
            and not (main.kind in TRAVEL and mention.start >= main.end)
        ):
            found.setdefault(party, Mention(concept=party, start=mention.start, end=mention.end))
    watched = [m for m in found.values() if m.concept in watch.sides_watched]
    return (watched if len(watched) > 1 else list(found.values()))[:2]


def _place(watch: Watch, mentions: Sequence[Mention], main: Happening, taken: Sequence[Mention]) -> Mention | None:
    places = [m for m in mentions if watch.entry(m.concept).kind == EntryKind.PLACE]
    if not places and main.kind in TRAVEL:
        used = {(m.start, m.end) for m in taken}
        places = [
            m for m in mentions if watch.entry(m.concept).kind == EntryKind.COUNTRY and (m.start, m.end) not in used
        ]
    return places[0] if places else None
