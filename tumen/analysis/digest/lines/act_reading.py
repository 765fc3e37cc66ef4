"""Which act a headline tells of whom: its one verb of a closed set, right beside a subject that was read whole.

A label says what kind of happening a report is about; an act says who does what: condemns, thanks, visits. It is only
read where every word of the subject is understood, from the beginning of the headline to the verb (to the particle or
comma behind the subject, where the verb comes last), and where nothing turns it round, asks it, plans it or quotes it.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from tumen.analysis.digest.lines import line_details
from tumen.analysis.digest.lines.act_parties import Party, pattern, subject, subject_behind
from tumen.analysis.digest.lines.act_words import MARKS, acts, is_suffered
from tumen.analysis.digest.lines.opener import Opener, closer, opener
from tumen.analysis.digest.lines.places import Place
from tumen.analysis.digest.lines.reading import Reading
from tumen.model import EntryKind, Mention, Slot

_VERB_LAST: Final = ("ko", "ja")
_ARRIVALS: Final = ("arrive", "arrive_planned")
TRAVEL: Final = ("arrive", "leave", "visit")
_WHERE: Final = (EntryKind.PLACE, EntryKind.COUNTRY)

_ENDS = re.compile(r"[;；…。!！]|\.{2,}|\s[-–—|]\s")
_PAUSES = re.compile(r"[;；…。!！\s、,，]|\.{2,}")
_QUOTATION = re.compile(r"\s?[\"“「][^\"”」]*[\"”」]\s?(?:…|\.{3})\s?")
_COLON = re.compile(r"\s?[:：]\s?(?=\S)")
_GOAL = re.compile(r"\W*\w{1,3}\s")  # a preposition alone
_SPACE = re.compile(r"\s")
_QUESTION = re.compile(r"[?？¿]")


# What somebody gives or sends is said behind these; a state or place there is whose it becomes.
GIVING: Final = (
    "supply", "supply_planned", "hand_over", "hand_over_planned", "send", "send_planned", "gift",
)  # fmt: skip


class ToldAct(NamedTuple):
    """Who does what by a headline, where its word stands, and where what it is about is said."""

    id: str
    who: list[Party]
    place: Place
    about: Place
    told_by: Opener | None = None  # whose word it is beside the subject's own
    is_last: bool = False  # whether its verb comes last


def told_act(reading: Reading) -> ToldAct | None:
    """Return the act that the headline tells; None where it tells none, or not surely."""
    if _QUESTION.search(reading.text, reading.headline.start, reading.headline.end):
        return None
    told_by = opener(reading)
    if told_by and any(at[1] == told_by.place[1] for _, at in acts_of(reading, reading.headline.start)):
        told_by = None  # "Budanov confirms: …"
    start = _behind_colon(reading, told_by.place[1]) if told_by else reading.headline.start
    read = _verb_last if reading.headline.document.language in _VERB_LAST else _verb_second
    found = read(reading, start)
    if found is None or reading.clause_at(found.place[0]).negates(found.place):
        return None
    told_by = told_by or closer(reading) or _teller(reading, found)
    if not _is_own(reading, found, told_by):
        return None
    end = told_by.place[0] if told_by and found.place[1] <= told_by.place[0] else found.about[1]
    end = min(found.about[1], end, *_next_acts(reading, found))
    return found._replace(told_by=told_by, about=(found.about[0], end))


def _next_acts(reading: Reading, act: ToldAct) -> list[int]:
    """Where another act of the same subject begins: "thanks Seoul *and condemns* Moscow"."""
    if act.is_last:
        return []
    joined = pattern(reading, "and")
    gaps = {gap.end(): gap.start() for gap in joined.finditer(reading.text, *act.about)}
    return [gaps[at[0]] for _, at in acts_of(reading, act.about[0]) if at[0] in gaps]


def _verb_second(reading: Reading, start: int) -> ToldAct | None:
    """An act whose subject stands right before its verb and opens the headline."""
    for id, place in acts_of(reading, start):
        for at in _starts(reading, start, place[0]):
            who = subject(reading, (at, place[0]), reading.text[slice(*place)])
            if who and not _is_suffered(reading, who, place):
                return ToldAct(id, who, place, (place[1], _end(reading, place[1], id)))
        behind = _arriving(reading, start, place) if id in _ARRIVALS else None
        if behind:
            return ToldAct(id, [behind], place, (start, place[0]))
    return None


def _is_suffered(reading: Reading, who: list[Party], verb: Place) -> bool:
    """Whether a verb only describes what was done to its subject: "soldier captured by Ukraine has died"."""
    language, vocabulary = reading.headline.document.language, reading.wording.watch.vocabulary
    if is_suffered(reading.text, verb[0], language, vocabulary):
        return True
    entry = reading.wording.watch.entry
    are_people = any(party.people or "troops" in entry(party.concept).themes for party in who)
    return are_people and pattern(reading, "participle").fullmatch(reading.text, *verb) is not None


def _starts(reading: Reading, start: int, until: int) -> list[int]:
    """Where the part of a headline with a verb may begin: in Chinese behind a space too."""
    if reading.headline.document.language not in reading.wording.watch.vocabulary.spaceless:
        return [start]
    gaps = list(_SPACE.finditer(_blanked(reading.text), start, until))
    return [gaps[-1].end()] if gaps else [start]


def _arriving(reading: Reading, start: int, verb: Place) -> Party | None:
    """Who arrives, where the headline begins with where: "В Москву прибыл министр культуры КНДР"."""
    goals = [m for m in reading.named if start < m.start and m.end <= verb[0]]
    if len(goals) != 1 or reading.kind_of(goals[0]) not in _WHERE or not reading.clause_at(start).is_goal(goals[0]):
        return None
    if not _GOAL.fullmatch(reading.text, start, goals[0].start) or reading.text[goals[0].end : verb[0]].strip():
        return None
    found = subject_behind(reading, (verb[1], reading.clause_at(verb[1]).end))
    return found[0] if found else None


def _verb_last(reading: Reading, start: int) -> ToldAct | None:
    """An act that ends its part of a headline, whose subject opens that part and is set apart by a particle."""
    for id, place in acts_of(reading, start):
        behind = reading.text[place[1] : reading.headline.end]
        if behind and not (_PAUSES.match(behind) or MARKS.match(behind)):
            continue
        about = _set_apart(reading, start, place[0])
        if about is None and id in TRAVEL:
            about = _before_goal(reading, start, place[0])
        if about is not None:
            who, at = about
            return ToldAct(id, who, place, (at, place[0]), is_last=True)
    return None


def _set_apart(reading: Reading, start: int, verb: int) -> tuple[list[Party], int] | None:
    """The subject of a verb that comes last, and where what it is about begins: behind the comma or particle."""
    for gap in pattern(reading, "apart").finditer(reading.text, start, verb):
        who = subject(reading, (start, gap.start()), "")
        quoted = _QUOTATION.match(reading.text, gap.end(), verb)
        about = quoted.end() if quoted else gap.end()  # "who “…”… condemns what"
        between = _unquoted(reading.text, about, verb)
        parted = _ENDS.search(between) or pattern(reading, "parted").search(between)
        if who and not parted and not _has_own_subject(reading, (about, verb)):
            return who, about
    return None


def _before_goal(reading: Reading, start: int, verb: int) -> tuple[list[Party], int] | None:
    """The subject where nothing parts it from where somebody goes: "러 외무장관 평양 도착"."""
    where = [m for m in reading.named if reading.kind_of(m) in _WHERE and start < m.start and m.end <= verb]
    last = max(where, key=lambda m: m.start, default=None)
    if last is None or not pattern(reading, "toward").fullmatch(reading.text, last.end, verb):
        return None
    who = subject(reading, (start, last.start), "")
    return (who, last.start) if who else None


def _has_own_subject(reading: Reading, place: Place) -> bool:
    """Whether a particle makes a name in a stretch the subject of the verb behind it: 러 외무부도 … 비난."""
    inside = (m for m in reading.named if place[0] <= m.start < place[1])
    return any(pattern(reading, "acting").match(reading.text, m.end, place[1]) for m in inside)


def acts_of(reading: Reading, start: int) -> list[tuple[str, Place]]:
    """Return the words of acts from a place of the headline on, by name."""
    region = (start, reading.headline.end)
    return acts(reading.text, region, reading.headline.document.language, reading.wording.watch.vocabulary)


def _teller(reading: Reading, act: ToldAct) -> Opener | None:
    """Who is named behind the act as the one who tells it: "… – HUR", "…, says Seoul"."""
    speaker, own = reading.speaker, {party.concept for party in act.who}
    if speaker and speaker.concept not in own and speaker.start >= act.about[1] and _only_tells(reading, speaker):
        return Opener((speaker.start, speaker.end), reading.name(speaker))
    source = line_details.source(reading)
    behind = source is not None and source[1][0] >= act.about[1]
    return Opener(source[1], source[0]) if source and behind else None


def _only_tells(reading: Reading, speaker: Mention) -> bool:
    """Whether a speaker behind the act has no act of his own: "…, the Kremlin denies it"."""
    clause = reading.clause_at(speaker.start)
    told = [id for id, at in acts_of(reading, clause.start) if at[0] < clause.end]
    return not clause.is_nominal and all(id == "say" for id in told)


def _is_own(reading: Reading, act: ToldAct, told_by: Opener | None) -> bool:
    """Whether the act is told by the report itself, or by somebody whom the line can name."""
    if told_by:
        return True
    own = {party.concept for party in act.who}
    speaker, frame = reading.speaker, reading.frame
    if act.is_last:  # who stands behind it speaks in another part: "…を否定「米国の作り話」"
        return speaker is None or speaker.concept in own or speaker.start >= act.about[0]
    if speaker and speaker.concept not in own and not _lies_in(speaker.start, act.about):
        return False
    spans = frame.spans_of(Slot.CLAIMANT) if frame else ()
    outside = any(act.about[1] <= at[0] < reading.headline.end for at in spans)
    return not outside and not reading.clause_at(act.place[0]).is_credited


def _lies_in(at: int, place: Place) -> bool:
    return place[0] <= at < place[1]


def _behind_colon(reading: Reading, at: int) -> int:
    """Where the words behind the colon of an opener begin."""
    rest = re.compile(r"\s*[:：]\s*").match(reading.text, at)
    return rest.end() if rest else at


def _end(reading: Reading, start: int, id: str) -> int:
    """Where what an act is about ends: with its clause, with the one behind "that", or with its list."""
    end = reading.clause_at(start).end
    colon = _COLON.match(reading.text, start, reading.headline.end)
    if colon:
        return reading.clause_at(colon.end()).end
    if reading.headline.document.language in reading.wording.watch.vocabulary.spaceless:
        gap = _SPACE.search(_blanked(reading.text), start + 1, end)  # a space begins another part
        return gap.start() if gap else min(end, reading.headline.end)
    goes_on = pattern(reading, "that").match(reading.text.lower(), end, reading.headline.end)
    if goes_on:
        return reading.clause_at(goes_on.end()).end
    if id in GIVING:  # "sent 8,000 soldiers, 600 workers and 300 containers to Russia"
        others = [reading.clause_at(at[0]).start for _, at in acts_of(reading, start) if at[0] >= end]
        part = _ENDS.search(reading.text, start, reading.headline.end)
        return max(end, min([*others, part.start() if part else reading.headline.end]))
    for m in sorted(reading.named, key=lambda m: m.start):  # "warns the US, South Korea and Japan"
        before = [one for one in reading.named if start <= one.start and one.end <= end]
        last = max(before, key=lambda one: one.end, default=None)
        if last and end <= m.start and reading.clause_at(start).joins(last.end, m.start):
            end = reading.clause_at(m.start).end
    return min(end, reading.headline.end)


def _blanked(text: str) -> str:
    """The text with what stands between quotation marks made unreadable, place for place."""
    parts = MARKS.split(text)
    return "_".join(part if n % 2 == 0 else "_" * len(part) for n, part in enumerate(parts))


def _unquoted(text: str, start: int, end: int) -> str:
    """The words of a stretch that stand in no quotation marks."""
    parts = MARKS.split(text[start:end])
    return "".join(parts[::2])
