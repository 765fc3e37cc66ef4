"""Who says or denies what a headline tells: those named beside the speaker too, and the state that a capital is."""

from __future__ import annotations

import re
from dataclasses import replace

from tumen.analysis.digest.opener import Opener
from tumen.analysis.digest.reading import Reading
from tumen.model import EntryKind, Mention, Slot

_JOINED = re.compile(r"\s?(?:[,，、·]|and|und|и|й|та|et|y|i)\s?", re.IGNORECASE)
_JOINED_NOUNS = re.compile(r"\s?(?:[·と和与與]|와|과)\s?")  # behind a comma there another part begins


def speakers(reading: Reading, opened: Opener | None) -> list[Mention]:
    """Who says it, with those who join in: "Japan, South Korea, US condemn"; nobody where an opener names another."""
    speaker = reading.speaker
    if speaker is None or (opened and speaker.start >= opened.place[1]):
        return []
    return [speaker] if reading.is_quoted else _joined(reading, speaker)


def deniers(reading: Reading) -> list[Mention]:
    """Who denies it, of a capital its state; nobody where the headline does not name whose denial it is."""
    frame, watch = reading.frame, reading.wording.watch
    if frame is None:
        return []
    via, told_by = reading.span(frame, Slot.VIA), reading.span(frame, Slot.CLAIMANT)
    state = watch.party(frame.claimant) if frame.claimant and watch.knows(frame.claimant) else ""
    for m in reading.named:
        speaks = told_by is not None and m.start < told_by[1] and told_by[0] < m.end
        leads = via is not None and m.start < via[0] and m == reading.named[0]
        if state and watch.party(m.concept) == state and (speaks or leads):
            is_capital = reading.kind_of(m) == EntryKind.PLACE
            return [replace(m, concept=state)] if is_capital else _joined(reading, m)
    acting = [m for m in reading.named if reading.acts(m)]
    return acting if len(acting) == 1 else []


def _joined(reading: Reading, one: Mention) -> list[Mention]:
    """A name with those that stand in one list with it."""
    clause, found = reading.clause_of(one), [one]
    pattern = _JOINED_NOUNS if clause.is_nominal else _JOINED
    acting = [m for m in sorted(reading.named, key=lambda m: m.start) if reading.acts(m)]
    for m in (m for m in acting if m.start > one.start):
        if not pattern.fullmatch(reading.text, found[-1].end, m.start):
            break
        found.append(m)
    earlier: list[Mention] = []
    for m in (m for m in reversed(acting) if m.start < one.start):
        if not pattern.fullmatch(reading.text, m.end, (earlier or found)[0].start):
            break
        earlier.insert(0, m)
    # "…to Russia, Seoul says": only a list with which the headline opens is one of speakers.
    return [*earlier, *found] if earlier and reading.opens_with(earlier[0]) else found
