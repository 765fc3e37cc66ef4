"""The week of a weekly reader by storyline: what moved first and last, before and after, what is open, what was quiet.

Beside what the digest itself tells stands what the reader was told since the week began, by alerts or digests in
between: that is no news here, and without it the week would have holes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from tumen.analysis.clustering.known_development import reported_on
from tumen.analysis.clustering.parts import are_parts, counts
from tumen.analysis.digest.history.figures import known_figures, totals
from tumen.analysis.digest.history.overtaken_figures import replaces
from tumen.analysis.digest.lines.subject import is_bare
from tumen.analysis.digest.lines.wording import spoken
from tumen.analysis.digest.parties import Parties
from tumen.analysis.digest.situation import Situation, Window
from tumen.model import (
    ChronicleEntry,
    Document,
    Figure,
    Item,
    OpenPoint,
    Polarity,
    Quiet,
    Revision,
    Step,
    Storyline,
    Told,
    Week,
    party_of,
)

WEEK: Final = timedelta(days=7)
# One development makes no thread that could be quiet: only what moved twice is missed.
THREAD: Final = 2
REVISIONS: Final = 4  # of one storyline: more are a table
SOURCES: Final = 3  # reports named behind a step


def week_of(
    items: Sequence[Item],
    reported: Mapping[str, Sequence[Document]],
    situation: Situation,
    window: Window,
    still_open: Sequence[OpenPoint],
    parties: Parties,
    language: str,
) -> Week:
    """Return the week that ends with a digest, in a language; `reported`: the reports of its items by development."""
    here = {item.development_id for item in items}
    since = window.until - WEEK
    past = _each_once(one for one in situation.past if one.development_id not in here)
    lately = [one for one in past if one.at > since]
    steps: dict[str, list[Step]] = defaultdict(list)
    for item in items:
        steps[item.storyline_id or item.development_id].append(_step(item, reported, window.until.date()))
    for one in lately:
        steps[one.storyline_id].append(_told_step(one))
    older = _each_once(one for one in situation.past if one.at <= since)
    known = {one.storyline_id for one in older} | {entry.storyline for entry in situation.chronicle if entry.storyline}
    wording = spoken(situation.watch, language)
    ranked = sorted(items, key=lambda item: is_bare(item.told, wording))  # the order of the digest, names alone last
    titles = {item.storyline_id or item.development_id: item.told for item in reversed(ranked)}
    home = {step.development_id: id for id, some in steps.items() for step in some}
    return Week(
        storylines=tuple(
            Storyline(
                storyline_id=id,
                title=titles.get(id) or max(some, key=_order).text,
                is_new=id not in known and not any(step.told for step in some),
                steps=tuple(sorted(some, key=_order)),
                revisions=tuple(_revisions(id, items, reported, situation, since.date(), parties))[:REVISIONS],
                still_open=tuple(point for point in still_open if home.get(point.development_id) == id),
            )
            for id, some in steps.items()
        ),
        quiet=tuple(_quiet(older, frozenset(steps))),
    )


def _each_once(past: Iterable[Told]) -> list[Told]:
    """What was told, each item of an earlier digest once: it may have told several developments as one."""
    return list({(one.storyline_id, one.at, one.headline): one for one in past}.values())


def _order(step: Step) -> tuple[date, str]:
    return step.day, step.development_id


def _step(item: Item, reported: Mapping[str, Sequence[Document]], until: date) -> Step:
    documents = reported.get(item.development_id, ())
    ids = tuple(report.document_id for report in item.reports[:SOURCES])
    day = item.event_date if item.event_date and item.event_date <= until else None
    return Step(development_id=item.development_id, day=day or _day(documents, until), text=item.told, documents=ids)


def _told_step(told: Told) -> Step:
    day, ids = _day(told.documents, told.at.date()), tuple(one.id for one in told.documents[:SOURCES])
    return Step(development_id=told.development_id, day=day, text=told.headline, told=told.at, documents=ids)


def _day(documents: Iterable[Document], otherwise: date) -> date:
    """The day of the first report."""
    return min((day for document in documents if (day := reported_on(document))), default=otherwise)


def _revisions(
    storyline: str,
    items: Iterable[Item],
    reported: Mapping[str, Sequence[Document]],
    situation: Situation,
    since: date,
    parties: Parties,
) -> Iterator[Revision]:
    """Of each quantity and party what it said last this week, beside what it said before that otherwise."""
    said: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    reports = [*_reports(storyline, items, reported, situation)]
    claims = [*(entry.claims for entry in _entries(storyline, situation)), *(one.claims for one in reports)]
    for figure in _figures(storyline, reports, situation):
        if figure.claimant and figure.polarity is Polarity.ASSERTS:
            said[figure.metric, party_of(figure.claimant)].append(figure)
    for some in said.values():
        ordered = sorted(some, key=lambda figure: figure.said)
        now = ordered[-1]
        counted = counts(now.metric, claims)
        earlier = (one for one in ordered if one.said < now.said and replaces(one, now))
        before = next((one for one in earlier if not are_parts(one, now, counted)), None)
        if before and now.said >= since:
            yield Revision(before=parties.named(before), now=parties.named(now))


def _figures(storyline: str, reports: Iterable[Document], situation: Situation) -> Iterator[Figure]:
    for entry in _entries(storyline, situation):
        yield from known_figures(entry)
    yield from totals(reports)


def _entries(storyline: str, situation: Situation) -> list[ChronicleEntry]:
    return [entry for entry in situation.chronicle if entry.storyline == storyline]


def _reports(
    storyline: str, items: Iterable[Item], reported: Mapping[str, Sequence[Document]], situation: Situation
) -> Iterator[Document]:
    for told in situation.past:
        if told.storyline_id == storyline:
            yield from told.documents
    for item in items:
        if (item.storyline_id or item.development_id) == storyline:
            yield from reported.get(item.development_id, ())


def _quiet(older: Iterable[Told], moved: frozenset[str]) -> Iterator[Quiet]:
    """The threads that the reader knows and that did not move, the latest first."""
    threads: dict[str, list[Told]] = defaultdict(list)
    for one in older:
        if one.storyline_id not in moved:
            threads[one.storyline_id].append(one)
    found = []
    for id, some in threads.items():
        last = max(some, key=lambda one: (_day(one.documents, one.at.date()), one.development_id))
        if len(some) >= THREAD:
            found.append(Quiet(storyline_id=id, text=last.headline, last=_day(last.documents, last.at.date())))
    yield from sorted(found, key=lambda quiet: (quiet.last, quiet.storyline_id), reverse=True)
