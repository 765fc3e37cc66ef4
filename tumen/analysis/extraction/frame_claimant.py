"""Whose word a report's happening is: who is said to say it, quoted with it, or known to know it."""

from __future__ import annotations

import re
from typing import Final

from tumen.analysis.extraction.happenings import clause_around, quotations, tables, via
from tumen.analysis.extraction.participants import leading
from tumen.analysis.extraction.reports import Report, Speaking
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.shapes import right_before
from tumen.model import EntryKind, Via

_DASH = re.compile(r"\s[-–—]\s[^-–—]{0,40}$")
_BESIDE: Final = 3  # characters between a name and the verb whose subject it is
_QUOTED_WITHIN: Final = 25  # characters from a person's name to the quotation that it opens


def claimant(report: Report, headline: Span) -> Speaking | None:
    """Whose word it is: who speaks in the headline, else in the lead; the medium only where nobody named does.

    Whom the headline is about speaks in the lead of other things.
    """
    knowing = _knowing(report, headline)
    about = {m.concept for m in report.mentions if headline[0] <= m.start and m.end <= headline[1]}
    here = [s for s in report.speakers if is_inside(s, headline) and not _is_beside(report, s)]
    lead = [s for s in report.speakers if report.lead[0] <= s.start < report.lead[1]]
    lead = [s for s in lead if not (is_person(report, s) and named(report, s) in about)]
    here += [knowing] if knowing and not here else []
    ranked = [s for some in (here, lead) for s in some if not s.relays and s.named]
    ranked += [s for some in (here, lead) for s in some if s.relays and s.named]
    return next(iter([*ranked, *here, *lead]), None)


def _is_beside(report: Report, speaker: Speaking) -> bool:
    """Whether a headline only adds what somebody says to its happening: "arrives in Moscow as the US says …"."""
    text = report.text
    clause = clause_around(text, (0, text.title_end), speaker.start)
    before = right_before(tables(text)["beside"], text.lowered, speaker.start, clause[0])
    return before is not None and before.start() > clause[0] + 1


def _knowing(report: Report, headline: Span) -> Speaking | None:
    """Who stands right before the word by which a headline says how something is known: "NATO confirms …"."""
    known, at = via(report.text, headline, denied=False)
    if at is None or known == Via.ANNOUNCEMENT:
        return None
    before = [m for m in report.mentions if headline[0] <= m.start and 0 < at[0] - m.end <= _BESIDE]
    speaking = [m for m in before if report.watch.party(m.concept)]
    return Speaking(speaking[-1].concept, speaking[-1].start, speaking[-1].end) if speaking else None


def is_inside(speaker: Speaking, region: Span) -> bool:
    """Whether a speaker stands in a region."""
    return region[0] <= speaker.start and speaker.end <= region[1]


def quoted(report: Report, headline: Span) -> Speaking | None:
    """Whom a headline quotes without a verb: a person before the quotation, or behind the last dash."""
    quotes = quotations(report.text, headline)
    for m in report.mentions:
        if report.watch.entry(m.concept).kind != EntryKind.PERSON or not headline[0] <= m.start < m.end <= headline[1]:
            continue
        between = report.text.original[m.end : quotes[0][0]] if quotes and m.end <= quotes[0][0] else None
        behind = _DASH.search(report.text.original, headline[0], m.start)
        if (between is not None and len(between) <= _QUOTED_WITHIN) or (behind and headline[1] - m.end <= _BESIDE):
            return Speaking(m.concept, m.start, m.end)
    return None


def speaking_of(report: Report, headline: Span) -> Speaking | None:
    """Who opens a headline as one that only says of what he speaks: "Lavrov on …"."""
    first = next((m for m in report.mentions if headline[0] <= m.start and m.end <= headline[1]), None)
    if first is None or first.start != headline[0] or report.watch.entry(first.concept).kind != EntryKind.PERSON:
        return None
    if not tables(report.text)["topic"].match(report.text.lowered, first.end, headline[1]):
        return None
    return Speaking(first.concept, first.start, first.end)


def is_person(report: Report, speaker: Speaking) -> bool:
    """Whether a speaker is a person whom the watch knows."""
    who = leading(report.watch, report.mentions, (speaker.start, speaker.end))
    return who is not None and report.watch.entry(who).kind == EntryKind.PERSON


def named(report: Report, speaker: Speaking) -> str:
    """The id of a speaker: of the watch where it knows him, a spokesman under the body that he speaks for.

    A medium is never the place in its name: "The Washington Post".
    """
    watch = report.watch
    if watch.knows(speaker.who) or speaker.relays or is_office(report, speaker):
        return speaker.who
    return leading(watch, report.mentions, (speaker.start, speaker.end)) or speaker.who


def is_office(report: Report, speaker: Speaking) -> bool:
    """Whether the person named is only whose office speaks: "the Biden administration"."""
    patterns, lowered = tables(report.text), report.text.lowered
    persons = [m for m in report.mentions if speaker.start <= m.start < speaker.end]
    persons = [m for m in persons if report.watch.entry(m.concept).kind == EntryKind.PERSON]
    return bool(persons) and all(
        patterns["office"].match(lowered, m.end) or right_before(patterns["office_before"], lowered, m.start)
        for m in persons
    )
