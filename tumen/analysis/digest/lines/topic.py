"""A topic: the kind of happening, where it is sure, with the names, things and figures of the headline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from tumen.analysis.digest.lines import line_details, plain_words, voices
from tumen.analysis.digest.lines.acts import is_of_other_act
from tumen.analysis.digest.lines.opener import Opener, closer, opener
from tumen.analysis.digest.lines.places import Detail, Place, Said, meet
from tumen.analysis.digest.lines.reading import Reading
from tumen.analysis.digest.lines.topic_label import is_met_alone, label_of
from tumen.analysis.extraction.participants import SYMMETRIC, TRAVEL
from tumen.model import EntryKind, Kind, Mention, Slot

_WHERE: Final = (EntryKind.PLACE, EntryKind.COUNTRY)
_THINGS: Final = (EntryKind.WEAPON, EntryKind.CONCEPT)
NAMES, THINGS = 4, 2  # more names or things than these make a list of a line
WORDS = 3  # things of the watch and common ones together
_SELVES: Final = (EntryKind.PERSON, EntryKind.ORGANISATION)  # who travels: no state does

_LISTED: Final = " – "
_BOUND: Final = " → "  # between who leaves and where to


class _Parts(NamedTuple):
    """What a topic is made of."""

    label: str
    names: list[Mention]
    things: list[Mention]
    words: list[Detail]
    figures: list[Detail]


def topic(reading: Reading) -> Said | None:
    """The kind of happening, where it is sure, with the names; None where the headline names too little."""
    opened = opener(reading)
    label, telling = _whose(reading, opened)
    closed = closer(reading)
    parts = _parts(reading, opened, closed, label, telling)
    beside = [*parts.things, *parts.words, *parts.figures]
    if len(parts.names) + len(beside) + bool(parts.label) + bool(telling) < 2:
        return None
    if not (parts.names or telling):
        return None
    counted = [*parts.words, *parts.figures]
    spans = [
        *_spans([*parts.names, *parts.things]),
        *(place for _, place in counted),
        *([reading.kind] if parts.label and reading.kind else []),
    ]
    about = ", ".join(part for part in (reading.listed(parts.things), *(text for text, _ in counted)) if part)
    said = [part for part in (_listed(reading, parts), about) if part]
    if telling:
        return _said(reading, telling, parts, said), [*spans, *_spans(telling)]
    text = f"{parts.label}: {_LISTED.join(said)}" if parts.label and said else parts.label or _LISTED.join(said)
    told_by = opened or closed
    if told_by and (told_by.name or parts.label):
        return _by(text, spans, (told_by.name or reading.wording.word("hearsay"), told_by.place))
    return _by(text, spans, line_details.source(reading) or _onlooker(reading, parts.names if parts.label else []))


def beside(reading: Reading) -> list[Detail]:
    """The things and figures of a happening that a topic would tell beside its names, of the act's own clause."""
    frame, clause = reading.frame, reading.clause
    if frame is None or clause is None:
        return []
    parts = _parts(reading, None, None, reading.wording.topic(frame.kind), [])
    found = [
        *((reading.name(m), (m.start, m.end)) for m in parts.things if reading.kind_of(m) in _THINGS),
        *parts.words,
        *parts.figures,
    ]
    return [one for one in found if clause.start <= one[1][0] < clause.end and not _is_apart(reading, one[1])]


def _is_apart(reading: Reading, place: Place) -> bool:
    """Whether a thing behind the act is of what goes on beside it: "leaves for Moscow as Pyongyang hails a missile"."""
    kind, clause = reading.kind, reading.clause
    return kind is not None and clause is not None and kind[1] <= place[0] and clause.parts(kind[1], place[0])


def _whose(reading: Reading, opened: Opener | None) -> tuple[str, list[Mention]]:
    """The label, and whose word it is; no label where the headline hands it to somebody whom the line cannot name."""
    label, telling = label_of(reading), voices.speakers(reading, opened)
    if opened and _is_passed_on(reading, opened):
        return "", telling
    if label == reading.wording.word("denial") and not telling and not opened:
        telling = voices.deniers(reading)
        return (label, telling) if telling else ("", [])
    return label, telling


def _is_passed_on(reading: Reading, opened: Opener) -> bool:
    """Whether somebody who has no part in it stands before the happening: "AP: Kirby says North Korea sent …"."""
    frame, kind = reading.frame, reading.kind
    if frame is None or kind is None:
        return False
    between = [m for m in reading.named if opened.place[1] <= m.start < kind[0]]
    return any(reading.kind_of(m) == EntryKind.PERSON and m.concept not in frame.principals for m in between)


def _parts(
    reading: Reading, opened: Opener | None, closed: Opener | None, label: str, telling: Sequence[Mention]
) -> _Parts:
    speaker = telling[0] if telling else None
    named = [m for m in reading.named if not any(m.start == one.start for one in telling)]
    spoken = {one.concept for one in telling}
    named = [m for m in named if not reading.is_source(m) and not reading.is_of(m, speaker)]
    named = [m for m in named if opened is None or m.start >= opened.place[1]]
    named = [m for m in named if closed is None or m.start < closed.place[0]]
    region = (reading.headline.start, reading.headline.end)
    if label or speaker:
        region = reading.segment if label or voices.act_of(reading, telling) else reading.said
        own = [m for m in named if region[0] <= m.start < region[1] and not _is_aside(reading, m)]
        whole = any(reading.kind_of(m) not in _THINGS for m in own) or (own and reading.is_between_marks)
        part = reading.said if speaker else region  # of two stories only the speaker's is told
        named = own if whole else [m for m in named if part[0] <= m.start < part[1]]
        if telling and not label and voices.act_of(reading, telling):
            named = [m for m in named if voices.is_of_act(reading, named, m)]
    names = _travelling(reading, named) if label else []
    names = names or _names(reading, _acting(reading, named) if label else named, with_states=not label)
    names = [m for m in names if m.concept not in spoken]
    spoken_of = _spoken_of(reading, names) if label else []
    if telling and not label and voices.act_of(reading, telling):
        addressed = voices.addressed(reading, names)
        spoken_of = [m for m in names if addressed and m not in addressed]
    names = [m for m in names if m not in spoken_of]
    counted = line_details.figures(reading, is_told=bool(label or speaker))
    told = " ".join(text for text, _ in counted)
    things = [m for m in named if reading.kind_of(m) in _THINGS and not _repeats(reading, m, label)]
    things = [*spoken_of, *things][: max(THINGS, len(spoken_of))]
    things = [] if label and is_met_alone(reading) else things
    things = [m for m in things if not (label and _is_apart(reading, (m.start, m.end)))]
    things = [m for m in things if not _is_counted(reading, m, counted)]
    label = "" if label and told.lower().startswith(label.lower()) else label  # "losses: 6,000" says it
    said = " ".join((label, told, reading.listed([*names, *things]))).lower()
    apart = [*(place for _, place in counted), *(one.place for one in (opened, closed) if one)]
    words = [
        (name, at)
        for name, at in plain_words.things(reading)
        if name.lower() not in said
        and region[0] <= at[0] < region[1]
        and not (label and _is_apart(reading, at))
        and not reading.clause_at(at[0]).is_date(*at)
        and not any(meet(at, one) for one in apart)
    ]
    return _Parts(label, names, things, words[: max(0, WORDS - len(things))], counted)


def _spoken_of(reading: Reading, names: Sequence[Mention]) -> list[Mention]:
    """The places behind a meeting that are none of it: "discussed the rebuilding of Kursk"."""
    frame, kind = reading.frame, reading.kind
    if frame is None or kind is None or frame.kind not in (Kind.MEETING, Kind.CALL):
        return []
    behind = [m for m in names if reading.kind_of(m) == EntryKind.PLACE and m.start >= kind[1]]
    return [m for m in behind if not reading.clause_at(m.start).is_where(m)]


def _repeats(reading: Reading, thing: Mention, label: str) -> bool:
    """Whether a thing is what the label says already."""
    name = reading.name(thing)
    return bool(label) and (label.startswith(name) or label.lower() in name.lower())


def _is_counted(reading: Reading, thing: Mention, counted: Sequence[Detail]) -> bool:
    """Whether a figure says the thing, or is the thing's."""
    return any(reading.name(thing) in text or (at[0] <= thing.start and thing.end <= at[1]) for text, at in counted)


def _said(reading: Reading, telling: Sequence[Mention], parts: _Parts, said: list[str]) -> str:
    """A topic handed to who says it, or denies it."""
    wording = reading.wording
    forms = tuple(map(wording.joined, zip(*(wording.forms(m.concept) for m in telling), strict=True)))
    if not said:
        return f"{parts.label}: {reading.listed(telling)}"
    denies = parts.label == wording.word("denial")
    alone = telling[0] == reading.named[0] and not any(reading.acts(m) for m in _before_denial(reading, telling))
    if denies and (reading.is_quoted or not reading.speaker or reading.is_subject(telling[0]) or alone):
        return wording.word("denies" if len(telling) == 1 else "deny").format(forms, _LISTED.join(said))
    act = voices.act_of(reading, telling)
    if act and not parts.label:
        return wording.word("voiced").format(forms, _LISTED.join(said), wording.word(act))
    # Who thanks or warns somebody is no source about him.
    word = "says" if parts.label or parts.figures else "speaks"
    return wording.word(word).format(forms, _LISTED.join([*([parts.label] if parts.label else []), *said]))


def _before_denial(reading: Reading, telling: Sequence[Mention]) -> list[Mention]:
    """Who is named between those who speak and the word that denies."""
    via = reading.span(reading.frame, Slot.VIA) if reading.frame else None
    return [m for m in reading.named if via and m not in telling and telling[-1].end <= m.start < via[0]]


def _listed(reading: Reading, parts: _Parts) -> str:
    """The names with commas; of a departure where it leads to behind an arrow."""
    frame, clause = reading.frame, reading.clause
    places = [m for m in parts.names if reading.kind_of(m) in _WHERE]
    leaves = parts.label and frame is not None and frame.kind is Kind.DEPARTURE and len(parts.names) > len(places)
    if leaves and places and clause and clause.is_goal(places[0]):
        who = [m for m in parts.names if m not in places]
        return f"{reading.listed(who)}{_BOUND}{reading.listed(places)}"
    return reading.listed(parts.names)


def _acting(reading: Reading, named: Sequence[Mention]) -> list[Mention]:
    """The names of a labelled happening: of a meeting no state that has no part in it; where only states are named
    beside its word, who acts elsewhere in the headline."""
    frame = reading.frame
    if frame is None:
        return list(named)
    if frame.kind in SYMMETRIC:
        met = [m for m in named if reading.kind_of(m) in _SELVES and m.concept in frame.principals]
        aside = (EntryKind.COUNTRY, *(_SELVES if len(met) > 1 else ()))
        taking = [m for m in named if reading.kind_of(m) not in aside or m.concept in frame.principals]
        taking += [m for m in named if m not in taking and reading.lists(met, m)]  # a third in "Xi, Putin, Kim"
        named = taking if any(reading.acts(m) for m in taking) else named
    if any(reading.kind_of(m) in _SELVES for m in named):
        return list(named)
    nominal = reading.clause is not None and reading.clause.is_nominal  # one subject for all parts of the headline
    persons = [m for m in reading.named if reading.kind_of(m) == EntryKind.PERSON]
    agents = [m for m in persons if m.concept in frame.agents]
    acting = [m for m in persons if nominal or m in agents or reading.lists(agents, m)]
    return [*acting, *named]


def _onlooker(reading: Reading, names: Sequence[Mention]) -> Detail | None:
    """A body that the headline names beside a meeting of others: it watches, fears or welcomes it."""
    frame, watch = reading.frame, reading.wording.watch
    if frame is None or frame.kind not in SYMMETRIC or not names:
        return None
    parties = {watch.party(m.concept) for m in names}
    for m in reading.named:
        beside = reading.kind_of(m) == EntryKind.ORGANISATION and m.concept not in frame.principals
        other = watch.party(m.concept) not in {*parties, *watch.sides_watched}
        if beside and m not in names and other:
            return reading.name(m), (m.start, m.end)
    return None


def _by(text: str, spans: list[Place], source: Detail | None) -> Said:
    """A topic with whose word it is in parentheses, unless it is named already."""
    if source is None or source[0].lower() in text.lower():
        return text, spans
    return f"{text} ({source[0]})", [*spans, source[1]]


def _names(reading: Reading, named: Sequence[Mention], *, with_states: bool) -> list[Mention]:
    """Persons and bodies, the states that none of them stands for, then places; two persons need no states."""
    persons = [m for m in named if reading.kind_of(m) == EntryKind.PERSON]
    places = [m for m in named if reading.kind_of(m) == EntryKind.PLACE]
    if len(persons) > 1 and not with_states:
        return [*persons, *places][:NAMES]
    own = [m for m in named if reading.kind_of(m) in (EntryKind.PERSON, EntryKind.ORGANISATION)]
    spoken_for = {reading.wording.watch.party(m.concept) for m in own}
    states = [m for m in named if reading.kind_of(m) == EntryKind.COUNTRY and m.concept not in spoken_for]
    return [*sorted([*own, *states], key=lambda m: m.start), *places][:NAMES]


def _is_aside(reading: Reading, mention: Mention) -> bool:
    """Whether a name behind the happening is of something else: "meets Kim with Putin's greetings", "before a summit
    with Trump"."""
    kind, clause = reading.kind, reading.clause
    if kind is None or clause is None or mention.start <= kind[1]:
        return False
    is_person = reading.kind_of(mention) == EntryKind.PERSON
    frame = reading.frame
    met = frame is not None and frame.kind in SYMMETRIC
    if is_person and met and reading.is_behind_act(mention, [m for m in reading.named if reading.acts(m)]):
        return True
    if is_person and is_of_other_act(reading, mention):
        return True
    return clause.is_genitive(mention) or (is_person and clause.is_occasion(mention))


def _travelling(reading: Reading, named: Sequence[Mention]) -> list[Mention]:
    """Who travels and where to; nobody where the happening is no journey or its traveller is not named."""
    frame, kind = reading.frame, reading.kind
    if frame is None or kind is None or frame.kind not in TRAVEL:
        return []
    who = [m for m in named if m.concept in frame.agents and reading.kind_of(m) in _SELVES]
    to = line_details.place(reading, frame, kind)
    own = {reading.wording.watch.party(m.concept) for m in who}
    where = [m for m in named if reading.kind_of(m) in _WHERE and m.concept not in own]
    return [*who, *(_list_from(reading, to, where) if to else where)][:NAMES] if who else []


def _list_from(reading: Reading, first: Mention, among: Sequence[Mention]) -> list[Mention]:
    """A place with those in one list with it: "to Minsk and Moscow"."""
    clause, found = reading.clause_at(first.start), [first]
    for m in among:
        if m.start > found[-1].end and clause.joins(found[-1].end, m.start):
            found.append(m)
    return found


def _spans(mentions: Sequence[Mention]) -> list[Place]:
    return [(m.start, m.end) for m in mentions]
