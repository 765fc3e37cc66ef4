"""Who says or denies what a headline tells: those named beside the speaker too, and the state that a capital is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tumen.analysis.digest.lines.acts import act_of_happening
from tumen.analysis.digest.lines.grammar import BESIDE, Clause
from tumen.analysis.digest.lines.opener import Opener, state_of_claimant
from tumen.analysis.digest.lines.reading import Reading
from tumen.model import EntryKind, Kind, Mention, Slot, Stage, Via

# Event types that are statements, and what readers are told of them beyond that.
VOICED: Final = ("thank", "warn", "urge", "protest", "summon", "support")

_TITLED = re.compile(r"[^\W\d_]{0,4}[,，、]")
_GOES_ON: Final = "해하"  # by which Korean makes a noun a verb


def speakers(reading: Reading, opened: Opener | None) -> list[Mention]:
    """Who says it, with those who join in: "Japan, South Korea, US condemn"; nobody where an opener names another."""
    speaker = reading.speaker or _voicing(reading)
    if speaker is None or (opened and speaker.start >= opened.place[1]):
        return []
    return [speaker] if reading.is_quoted else _joined(reading, speaker)


def deniers(reading: Reading) -> list[Mention]:
    """Who denies it, of a capital its state; nobody where the headline does not name whose denial it is."""
    frame, watch = reading.frame, reading.wording.watch
    if frame is None:
        return []
    via, told_by = reading.span(frame, Slot.VIA), reading.span(frame, Slot.CLAIMANT)
    state = state_of_claimant(reading)
    for m in reading.named:
        speaks = told_by is not None and m.start < told_by[1] and told_by[0] < m.end
        leads = via is not None and m.start < via[0] and m == reading.named[0]
        if state and watch.party(m.concept) == state and (speaks or leads):
            is_capital = reading.kind_of(m) == EntryKind.PLACE
            return [replace(m, concept=state)] if is_capital else _joined(reading, m)
    acting = [m for m in reading.named if reading.acts(m)]
    first = [m for m in acting[:1] if reading.opens_with(m) and _is_apart(reading, m)]
    return first or (acting if len(acting) == 1 else [])


def act_of(reading: Reading, telling: Sequence[Mention]) -> str:
    """What those who say it do by that, as thanking or warning; "" where the headline may mean somebody else."""
    clause, kind = reading.clause, reading.kind
    act = act_of_happening(reading)
    if clause is None or kind is None or not telling or act not in VOICED or not _is_plain(reading, clause):
        return ""
    if clause.is_negated or reading.asks or reading.is_quoted:
        return ""
    opens = reading.opens_with(telling[0]) and (telling[0].start >= clause.start or _is_apart(reading, telling[-1]))
    same = (m.end for m in reading.headline.document.mentions if m.concept == telling[-1].concept and m.end <= kind[0])
    named_until = max(same, default=telling[-1].end)  # "Russian foreign minister Lavrov"
    theirs = _is_last(reading) if clause.is_nominal else 0 <= kind[0] - named_until <= BESIDE
    return act if theirs and opens else ""


def is_of_act(reading: Reading, named: Sequence[Mention], mention: Mention) -> bool:
    """Whether a name stands in the clause of the act, or in one list with such a name: what is behind has its own."""
    clause = reading.clause
    if clause is not None and mention.start < clause.start:
        # "… telephones with Japan、deep concern at …": whom another act is about
        return not any(reading.acts(m) and clause.start <= m.start < clause.end for m in named)
    if clause is None or mention.start < clause.end:
        # "convoque l'ambassadeur de Russie après l'envoi de troupes": what somebody is summoned for is not summoned
        is_cause = reading.acts(mention) and act_of_happening(reading) == "summon"
        return clause is None or not (is_cause and clause.is_occasion(mention))
    before = [m for m in named if m.end <= mention.start and reading.acts(m)]
    return bool(before) and clause.joins(before[-1].end, mention.start) and is_of_act(reading, named, before[-1])


def addressed(reading: Reading, named: Sequence[Mention]) -> list[Mention]:
    """Whom thanks or a warning is for: the first name behind the act, with its list; the others are what for."""
    kind, watch = reading.kind, reading.wording.watch

    def is_somebody(mention: Mention) -> bool:
        is_capital = reading.kind_of(mention) == EntryKind.PLACE and watch.party(mention.concept) != mention.concept
        return reading.acts(mention) or is_capital

    behind = sorted((m for m in named if kind and m.start >= kind[1] and is_somebody(m)), key=lambda m: m.start)
    found = behind[:1]
    for m in behind[1:]:
        if reading.clause_at(found[-1].start).joins(found[-1].end, m.start):
            found.append(m)
    return found


def _is_plain(reading: Reading, clause: Clause) -> bool:
    """Whether the act is told as done, by the report itself; another clause may demand or plan something."""
    frame = reading.frame
    stage = reading.span(frame, Slot.STAGE) if frame else None
    is_done = frame is not None and (frame.stage is Stage.DONE or (stage is not None and stage[0] >= clause.end))
    return is_done and frame is not None and frame.via is Via.REPORT


def _voicing(reading: Reading) -> Mention | None:
    """With whom a headline opens whose next word is the act, where nothing else tells who the subject is."""
    frame, kind, clause = reading.frame, reading.kind, reading.clause
    if frame is None or frame.kind is not Kind.STATEMENT or kind is None or clause is None or clause.reads_verbs:
        return None
    agents = [m for m in reading.named if m.concept in frame.agents and reading.opens_with(m)]
    if act_of_happening(reading) not in VOICED:
        return None
    if clause.is_nominal:
        return next((m for m in agents if _is_apart(reading, m) and _is_last(reading)), None)
    return next((m for m in agents if 0 <= kind[0] - m.end <= BESIDE), None)


def _is_apart(reading: Reading, mention: Mention) -> bool:
    """Whether a comma parts a name, with its title, from what is said of it, where headlines are nouns."""
    return reading.clause_at(mention.start).is_nominal and _TITLED.match(reading.text, mention.end) is not None


def _is_last(reading: Reading) -> bool:
    """Whether the act stands last in its clause, or another one follows upon it: 초치해."""
    kind, clause = reading.kind, reading.clause
    if kind is None or clause is None:
        return False
    return kind[1] == clause.end or reading.text[kind[1]] in _GOES_ON


def _joined(reading: Reading, one: Mention) -> list[Mention]:
    """A name with those that stand in one list with it."""
    clause, found = reading.clause_at(one.start), [one]
    acting = [m for m in sorted(reading.named, key=lambda m: m.start) if reading.acts(m)]
    for m in (m for m in acting if m.start > one.start):
        if not clause.joins(found[-1].end, m.start):
            break
        found.append(m)
    earlier: list[Mention] = []
    for m in (m for m in reversed(acting) if m.start < one.start):
        if not clause.joins(m.end, (earlier or found)[0].start):
            break
        earlier.insert(0, m)
    # "…to Russia, Seoul says": only a list with which the headline opens is one of speakers.
    return [*earlier, *found] if earlier and reading.opens_with(earlier[0]) else found
