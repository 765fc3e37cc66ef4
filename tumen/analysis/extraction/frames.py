"""Event frames: who did what to whom, where, when and by whose word, each slot with its place in the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from tumen.analysis.extraction.dates import DateKind, DateMention, find_dates
from tumen.analysis.extraction.day_ahead import SOON, day_ahead
from tumen.analysis.extraction.event_date import event_date
from tumen.analysis.extraction.frame_claimant import (
    claimant,
    is_inside,
    is_office,
    is_person,
    named,
    quoted,
    speaking_of,
)
from tumen.analysis.extraction.goods import SENDING, goods_in
from tumen.analysis.extraction.happenings import (
    HOSTS,
    NOMINAL,
    Happening,
    Manner,
    called_off,
    clause_around,
    happenings,
    is_worded,
    items,
    manner,
    quotations,
    says,
    via,
)
from tumen.analysis.extraction.participants import Cast, principals
from tumen.analysis.extraction.reports import Report, Speaking, headline_of, is_about, is_said_on, report_of
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.text import Text
from tumen.model import Certainty, Claim, EntryKind, Frame, Kind, Mention, Slot, Stage, Via
from tumen.model import Span as Place

_OBJECTS: Final = (EntryKind.WEAPON, EntryKind.CONCEPT)
# What becomes of things of a theme that are sent.
_SENT: Final = {"troops": Kind.DEPLOYMENT, "arms": Kind.TRANSFER, "labour": Kind.LABOUR, "aid": Kind.AID}


def frames(
    text: Text,
    watch: Watch,
    mentions: Sequence[Mention],
    speakers: Sequence[Speaking] = (),
    claims: Sequence[Claim] = (),
    published: date | None = None,
) -> tuple[Frame, ...]:
    """Return what a text says happened, the main happening first; of a round-up one frame for each item on the sides.

    `speakers`: to whom the text hands statements, in order; `published` resolves days. Outlets and tags of the
    headline and the dateline of the body fill no slot.
    """
    report = report_of(text, watch, mentions, speakers, claims, published)
    headline = headline_of(text, mentions, speakers, watch)
    parts = items(text, headline)
    if len(parts) > 1:
        told = [part for part in parts if is_about(report, part)]
        found = [_frame(replace(report, lead=(part[1], part[1])), part) for part in told]
        if any(found):
            return tuple(frame for frame in found if frame)
    one = _frame(report, headline)
    return (one,) if one else ()


def _frame(report: Report, headline: Span) -> Frame | None:
    text = report.text
    speaker = claimant(report, headline)
    spoken = speaker is not None and is_inside(speaker, headline)
    region, own = headline, happenings(text, headline)
    if not own and (sent := _sent(report, headline)):
        own = [sent]
    viewed = bool(own) and says(text, "views", own[0].clause) is not None
    cited = None if spoken or (own and not viewed) else quoted(report, headline)
    if cited:
        speaker, spoken = cited, True
    if topic := speaking_of(report, headline):
        speaker, spoken, own = topic, True, []
    if not own and not (spoken and speaker and is_person(report, speaker)):
        own = happenings(text, headline, within_quotes=True)
    if not own and not spoken:
        region, own = report.lead, _told(report)
    main = own[0] if own else None
    if speaker and (main is None or (spoken and _is_view(report, main, speaker))):
        main = Happening(Kind.STATEMENT, speaker.start, speaker.end, headline, aside=False, setting=0)
    if main is None:
        return None
    said = via(text, headline, speaker is not None and speaker.denies)
    at = (speaker.start, speaker.end) if speaker else None
    main = _received(report, _carried(main, own), headline)
    cast = principals(report.watch, report.mentions, main, headline, report.lead, at)
    return _filled(report, region, main, own, cast, said, speaker)


def _is_view(report: Report, main: Happening, speaker: Speaking) -> bool:
    """Whether a speaker only speaks about a happening: it is the setting of his words, or what he thinks of it."""
    known = via(report.text, main.clause, denied=False)[0]
    if main.aside or (known != Via.DENIAL and says(report.text, "views", main.clause)):
        return True
    who = named(report, speaker)
    sided = report.watch.knows(who) and report.watch.party(who) in report.watch.sides_watched
    return main.setting > 0 and sided and known == Via.REPORT and is_person(report, speaker)


def _told(report: Report) -> list[Happening]:
    """The happenings of the lead, from sentences that name a side: a body may be another page's text."""
    watch = report.watch
    about = [
        s
        for s in report.text.sentences
        if s[1] > report.lead[0]
        and (not watch or watch.sides(m for m in report.mentions if s[0] <= m.start and m.end <= s[1]))
    ]
    found = happenings(report.text, report.lead)
    return [one for one in found if any(s[0] <= one.start < s[1] for s in about)]


def _sent(report: Report, headline: Span) -> Happening | None:
    """ "Sends", "moved" with what was sent: troops are deployed, arms are transferred."""
    at = says(report.text, "sends", headline)
    if at is None or any(start <= at[0] < end for start, end in quotations(report.text, headline)):
        return None
    for m in report.mentions:
        if headline[0] <= m.start and m.end <= headline[1]:
            kind = next((_SENT[theme] for theme in report.watch.entry(m.concept).themes if theme in _SENT), None)
            if kind:
                return Happening(kind, *at, clause_around(report.text, headline, at[0]), aside=False, setting=0)
    things = goods_in(report.text, headline)
    if things:
        kind = SENDING.get(things[0], Kind.TRANSFER)
        return Happening(kind, *at, clause_around(report.text, headline, at[0]), aside=False, setting=0)
    return None


def _carried(main: Happening, own: Sequence[Happening]) -> Happening:
    """What a "send" or "hand over" comes to beside a deployment or a letter of the same clause."""
    beside = {one.kind for one in own if one.clause == main.clause} & {Kind.DEPLOYMENT, Kind.MESSAGE}
    return main._replace(kind=min(beside)) if main.kind == Kind.TRANSFER and beside else main


def _received(report: Report, main: Happening, headline: Span) -> Happening:
    """Whom somebody of another side greets he meets; who is greeted by nobody named has arrived."""
    if main.kind != Kind.ARRIVAL or not is_worded(report.text, "receives", main.start, main.end):
        return main
    watch = report.watch
    inside = {m.concept for m in report.mentions if headline[0] <= m.start and m.end <= headline[1]}
    sides = {watch.entry(one).side for one in inside if watch.entry(one).kind is EntryKind.PERSON} - {""}
    return main._replace(kind=Kind.MEETING) if len(sides) > 1 else main


def _filled(
    report: Report,
    region: Span,
    main: Happening,
    own: list[Happening],
    cast: Cast,
    said: tuple[Via, Span | None],
    speaker: Speaking | None,
) -> Frame:
    text = report.text
    how = _manner(report, region, main)
    off = called_off(text, region)
    relay = next((s for s in report.speakers if s.relays and s.start <= report.lead[1] and s != speaker), None)
    host = next((one for one in own[1:] if one.kind in HOSTS and one.kind != main.kind), None)
    day = _day(report, how.stage)
    quantities = _quantities(report, region)
    objects = _objects(report, region)
    sure = Certainty.CLAIMED if how.certainty == Certainty.CERTAIN and speaker else how.certainty
    return Frame(
        kind=main.kind,
        via=said[0],
        stage=Stage.CALLED_OFF if off else how.stage,
        certainty=sure,
        agents=_ids(cast.agents),
        counterparts=_ids(cast.counterparts),
        objects=_ids(objects),
        place=cast.place.concept if cast.place else None,
        day=day[0] if day else None,
        claimant=_whose_word(report, main, cast, speaker),
        relay=relay.who if relay else None,
        host=host.kind if host else None,
        quantities=quantities,
        spans=_spans(
            {
                Slot.KIND: (main.start, main.end),
                Slot.VIA: said[1],
                Slot.STAGE: off or how.stage_at,
                Slot.CERTAINTY: how.certainty_at,
                Slot.DAY: day[1] if day else None,
                Slot.CLAIMANT: (speaker.start, speaker.end) if speaker else None,
                Slot.RELAY: (relay.start, relay.end) if relay else None,
                Slot.HOST: (host.start, host.end) if host else None,
            },
            cast,
            objects,
            [report.claims[n] for n in quantities],
        ),
    )


def _whose_word(report: Report, main: Happening, cast: Cast, speaker: Speaking | None) -> str | None:
    """Who stands behind the report; a statement is its speaker's own unless an office hands it over."""
    if main.kind == Kind.STATEMENT and cast.agents and not (speaker and is_office(report, speaker)):
        return cast.agents[0].concept
    return named(report, speaker) if speaker else None


def _quantities(report: Report, region: Span) -> tuple[int, ...]:
    """Which claims of the report belong to its happening: those of the headline and the lead."""
    end = max(region[1], report.lead[1])
    return tuple(n for n, claim in enumerate(report.claims) if region[0] <= claim.start and claim.end <= end)


def _spans(
    single: Mapping[Slot, Span | None], cast: Cast, objects: Sequence[Mention], quantities: Sequence[Claim]
) -> tuple[Place, ...]:
    several = (
        (Slot.AGENT, cast.agents),
        (Slot.COUNTERPART, cast.counterparts),
        (Slot.PLACE, (cast.place,) if cast.place else ()),
        (Slot.OBJECT, objects),
        (Slot.QUANTITY, quantities),
    )
    alone = [Place(slot=slot, start=at[0], end=at[1]) for slot, at in single.items() if at]
    return (*alone, *(Place(slot=slot, start=one.start, end=one.end) for slot, some in several for one in some))


def _manner(report: Report, region: Span, main: Happening) -> Manner:
    """How far the happening has come; a headline of nouns, or that confirms, leaves it to the lead's same act."""
    how = manner(report.text, region, main)
    to_come = day_ahead(report.text, main, report.published) if how.stage == Stage.DONE else None
    if to_come:
        return how._replace(stage=Stage.PLANNED, stage_at=to_come)
    nominal = report.text.language in NOMINAL or via(report.text, region, denied=False)[0] == Via.CONFIRMATION
    if how.stage_at or region == report.lead or not nominal or main.kind == Kind.STATEMENT:
        return how
    same = [one for one in happenings(report.text, report.lead) if one.kind == main.kind]
    first = min(same, key=lambda one: one.start, default=None)
    told = manner(report.text, report.lead, first) if first else how
    return told if told.stage == Stage.PLANNED else how


def _objects(report: Report, region: Span) -> list[Mention]:
    """What is sent, built or spoken of; a concept that speaks of another, "more troops" of troops, is that other."""
    found: dict[str, Mention] = {}
    for m in report.mentions:
        entry = report.watch.entry(m.concept)
        thing = entry.thing
        if entry.kind is EntryKind.CONCEPT and entry.of and report.watch.entry(entry.of).kind is EntryKind.CONCEPT:
            entry, m = report.watch.entry(entry.of), replace(m, concept=entry.of)
        if entry.kind in _OBJECTS and thing and entry.thing and region[0] <= m.start and m.end <= region[1]:
            found.setdefault(m.concept, m)
    return list(found.values())


def _day(report: Report, stage: Stage) -> tuple[date, Span] | None:
    """The day of the happening; of a plan the first day to come that the headline or lead names."""
    text, published = report.text, report.published
    if stage != Stage.PLANNED:
        found = event_date(text, published)
        if found is None:
            return None
        at = text.original.find(found[1])
        return found[0], (at, at + len(found[1]))
    for mention in find_dates(text):
        if mention.start >= report.lead[1]:
            break
        if mention.kind is DateKind.WEEKDAY and is_said_on(report, (mention.start, mention.end)):
            continue
        day = _next(mention, published)
        if day and published and day > published and not text.title_end < mention.start < report.lead[0]:
            return day, (mention.start, mention.end)
    return None


def _next(mention: DateMention, published: date | None) -> date | None:
    """The day of a mention in a plan: of a day of the week the next one, of a bare day that of this month."""
    day = mention.on(published)
    past = day is not None and published is not None and day < published
    if past and published and mention.kind is DateKind.DAY and 0 < mention.day - published.day <= SOON:
        return mention._replace(lean=1).on(published)
    return day + timedelta(days=7) if day and past and mention.kind is DateKind.WEEKDAY and mention.lean == 0 else day


def _ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(m.concept for m in mentions)
