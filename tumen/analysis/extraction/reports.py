"""A report as its frames are read from: the headline without furniture, the lead, who is named and who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.datelines import inner
from tumen.analysis.text.headlines import bare
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.text import Text
from tumen.model import Claim, EntryKind, Mention

# Characters from the beginning of a verb of saying to the day behind it, and from a day to the verb behind that.
_TO_DAY: Final = 25
_TO_VERB: Final = 3
LEAD: Final = 300  # characters after the title in which the lead says what the headline leaves out


class Speaking(NamedTuple):
    """Somebody to whom the text hands something. `relays`: a medium; `denies`: they speak against it.

    `named`: the text says who it is; "officials", "media" are not. `cue`: where the word that hands it over stands.
    """

    who: str
    start: int
    end: int
    relays: bool = False
    denies: bool = False
    named: bool = True
    cue: int = -1


@dataclass(frozen=True, slots=True)
class Report:
    """One text with all that its frames are made of."""

    text: Text
    watch: Watch
    mentions: Sequence[Mention]
    speakers: Sequence[Speaking]
    claims: Sequence[Claim]
    published: date | None
    lead: Span


def report_of(
    text: Text,
    watch: Watch,
    mentions: Sequence[Mention],
    speakers: Sequence[Speaking],
    claims: Sequence[Claim],
    published: date | None,
) -> Report:
    """The report with its lead: behind the dateline, or where the sides first meet if the headline names nobody."""
    start = min(text.body_start, len(text.original))
    start += inner(text.original[start:], text.vocabulary)[0]
    if not any(m.end <= text.title_end for m in mentions):
        start = _focus(text, watch, mentions, start)
    return Report(text, watch, mentions, speakers, claims, published, (start, min(start + LEAD, len(text.original))))


def _focus(text: Text, watch: Watch, mentions: Sequence[Mention], start: int) -> int:
    """Where the sentence about the sides begins, of a text whose headline names nobody: a bulletin, a programme."""
    for sentence in text.sentences:
        inside = [m for m in mentions if sentence[0] <= m.start and m.end <= sentence[1]]
        if sentence[0] >= start and inside and watch.sides(inside) >= set(watch.sides_watched):
            return sentence[0]
    return start


def is_said_on(report: Report, day: Span) -> bool:
    """Whether a day is that of a saying: right behind its verb, or before it: "said on Monday", "周一表示"."""
    text = report.text.original
    return any(
        (0 < day[0] - s.cue <= _TO_DAY and "," not in text[s.cue : day[0]]) or 0 <= s.cue - day[1] <= _TO_VERB
        for s in report.speakers
        if s.cue >= 0
    )


def headline_of(text: Text, mentions: Sequence[Mention], speakers: Sequence[Speaking], watch: Watch) -> Span:
    """The headline without tags and outlet; a name behind its last dash is no outlet when it is a party's."""
    title = text.original[: text.title_end]
    plain = bare(title)
    start = max(title.find(plain), 0)
    end = start + len(plain)
    behind = [
        (m.start, m.end) for m in mentions if watch.entry(m.concept).kind in (EntryKind.PERSON, EntryKind.ORGANISATION)
    ]
    behind += [(s.start, s.end) for s in speakers if not s.relays]
    return start, max([end, *(last for first, last in behind if end <= first and last <= text.title_end)])


def is_about(report: Report, part: Span) -> bool:
    """Whether an item of a round-up names somebody of the sides watched."""
    inside = [m for m in report.mentions if part[0] <= m.start and m.end <= part[1]]
    return bool(report.watch.sides(inside)) if report.watch.sides_watched else True
