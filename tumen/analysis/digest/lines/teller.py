"""Who tells what a headline says, where nobody is quoted in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tumen.analysis.digest.lines.act_words import acts, is_suffered
from tumen.analysis.digest.lines.places import Place, touch
from tumen.model import EntryKind, Kind, Mention, Slot

if TYPE_CHECKING:
    from tumen.analysis.digest.lines.reading import Reading

COLON = re.compile(r"\s?(?:[:：]\s|：)")
_QUOTES_LATER = re.compile(r"[\"“„«「]")
_QUOTE_APART = re.compile(r"[.!?…]\s?[\"“„«「]")
_MARKS = re.compile(r"[\"“”„«»「」]")
_LETTER = re.compile(r"[^\W\d_]")
_SET_APART = re.compile(r"\s?[^\W\d_]{0,6}[,，、]")  # a short title may stand before the comma


def teller(reading: Reading) -> Mention | None:
    """Who speaks by the frame; who takes part in the happening himself only speaks in a statement."""
    frame = reading.frame
    if frame is None or frame.claimant is None or frame.kind in (Kind.SANCTION, Kind.AGREEMENT):
        return None  # who imposes sanctions or agrees does it
    span = told_by = reading.span(frame, Slot.CLAIMANT)
    if span is None and frame.kind is Kind.STATEMENT:
        span = reading.span(frame, Slot.AGENT)
    party = reading.wording.watch.party
    state = party(frame.claimant) if reading.wording.watch.knows(frame.claimant) else None  # Biden's is the White House
    for n, m in enumerate(reading.named):
        own = frame.claimant in (m.concept, party(m.concept)) or (touch(m, span) and state == party(m.concept))
        taking_part = m.concept in frame.principals and frame.kind is not Kind.STATEMENT
        # A body that opens the headline and is known to tell it speaks there too: "Die NATO bestätigt …".
        speaks = touch(m, span) or (
            n == 0 and reading.kind_of(m) == EntryKind.ORGANISATION and frame.claimant == m.concept
        )
        speaks = speaks and not (_is_tag(reading, m) or _is_behind_unread(reading, m) or _is_done_to(reading, m))
        if own and not taking_part and speaks and _is_told_by(reading, m):
            opening = _opening_apart(reading)
            if opening is not None and party(opening.concept) != party(m.concept):
                return opening
            if is_of_a_quotation(reading, (m.start, m.end)):
                return None
            return m if frame.kind is not Kind.STATEMENT or told_by or _states(reading, m) else None
    return None


def is_of_a_quotation(reading: Reading, speaker: Place) -> bool:
    """Whether a speaker only says a sentence of his own behind the act's, or stands in a quotation that the act is no
    part of: "Putin leci do Kima. „Desperacja” – mówi szef NATO"."""
    kind, text, start = reading.kind, reading.text, reading.headline.start
    if kind is None:
        return False
    if speaker[0] < kind[0]:
        return _is_quoted(text, start, speaker[0]) and not _is_quoted(text, start, kind[0])
    return _QUOTE_APART.search(text, kind[1], speaker[0]) is not None and not _is_quoted(text, start, kind[0])


def _is_quoted(text: str, start: int, place: int) -> bool:
    """Whether a place of a headline stands between quotation marks."""
    return len(_MARKS.findall(text, start, place)) % 2 == 1


def _states(reading: Reading, mention: Mention) -> bool:
    """Whether the word of a statement stands in one clause with a name, or with the list that the name is in."""
    kind, last = reading.kind, mention
    for m in sorted((m for m in reading.named if m.start > mention.start), key=lambda m: m.start):
        if reading.acts(m) and reading.clause_at(last.start).joins(last.end, m.start):
            last = m
    own = (reading.clause_at(mention.start), reading.clause_at(last.start))
    return kind is not None and any(clause.start <= kind[0] < clause.end for clause in own)


def _opening_apart(reading: Reading) -> Mention | None:
    """With whom a headline of nouns opens, set apart by a comma from what it quotes: "북 외무성, … “…”"."""
    first = reading.named[0] if reading.named else None
    if first is None or not (reading.acts(first) and reading.opens_with(first)):
        return None
    if not reading.clause_at(first.start).is_nominal:
        return None
    apart = _SET_APART.match(reading.text, first.end)
    return first if apart and _QUOTES_LATER.search(reading.text, apart.end(), reading.headline.end) else None


def _is_tag(reading: Reading, mention: Mention) -> bool:
    """Whether a state before a colon only says where what follows happened to its own: "Russia: Putin meets …"."""
    party = reading.wording.watch.party
    if reading.kind_of(mention) != EntryKind.COUNTRY or not COLON.match(reading.text, mention.end):
        return False
    return any(m.start > mention.end and party(m.concept) == mention.concept for m in reading.named if reading.acts(m))


def _is_told_by(reading: Reading, mention: Mention) -> bool:
    """A body that tells of others is only ever named as their source; a person or state has to be the subject."""
    return reading.kind_of(mention) == EntryKind.ORGANISATION or (reading.acts(mention) and reading.is_subject(mention))


def _is_behind_unread(reading: Reading, mention: Mention) -> bool:
    """Whether a name stands behind the verb of somebody who was not read: "Paris condamne l'envoi de troupes …"."""
    clause, document = reading.clause_at(mention.start), reading.headline.document
    if clause.is_nominal:
        return False
    told = acts(reading.text, (clause.start, mention.start), document.language, reading.wording.watch.vocabulary)
    if not told:
        return False
    before = (clause.start, told[0][1][0])
    named = any(before[0] <= m.start < before[1] for m in reading.named)
    return not named and _LETTER.search(reading.text, *before) is not None


def _is_done_to(reading: Reading, mention: Mention) -> bool:
    """Whether the verb behind a name is one of what is done to it: "Kim accused of …"."""
    language, vocabulary = reading.headline.document.language, reading.wording.watch.vocabulary
    return is_suffered(reading.text, mention.end, language, vocabulary)
