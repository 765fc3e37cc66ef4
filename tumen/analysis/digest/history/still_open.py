"""What is not settled when a digest ends: figures that parties dispute, and what was announced for a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain, combinations, islice
from typing import Final, NamedTuple

from tumen.analysis.digest.history.announcement import (
    AHEAD,
    CLOCKS,
    Announced,
    announced,
    happened,
    is_moved,
    is_same,
    settles,
)
from tumen.analysis.digest.history.contradiction import STANDS, contradict
from tumen.analysis.digest.history.figures import Placed, placed
from tumen.analysis.matching.speaker_entries import SpeakerKind
from tumen.analysis.matching.watch import Watch
from tumen.model import Document, Figure, OpenKind, OpenPoint, Polarity, Told, party_of

OPEN: Final = 5  # matters listed as open: more are not read
DISPUTES: Final = 3  # of them disputed figures, so that there is room for what is announced
PARTIES: Final = 4  # of one dispute
# A dispute on which nobody has spoken for three days was told often enough.
FRESH: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Expected:
    """What an archive says of announcements whose day has passed: those that the reader was `told`, however long ago,
    and what was `reported` of them since then, whether or not the reader was told it.
    """

    told: Sequence[Told] = ()
    reported: Sequence[Document] = ()


NOTHING_EXPECTED: Final = Expected()


class _Said(NamedTuple):
    """A figure and the development in which the reader was told it."""

    told: Told
    placed: Placed

    @property
    def is_denial(self) -> bool:
        return self.placed.figure.polarity is Polarity.DENIES


def still_open(
    told: Sequence[Told],
    since: datetime | None,
    until: datetime,
    expected: Expected = NOTHING_EXPECTED,
    *,
    watch: Watch,
    here: Collection[str] = (),
    unless: Callable[[OpenPoint], bool] = lambda _: False,
) -> tuple[OpenPoint, ...]:
    """Return what is not settled at the end of a digest from `since` to `until`, at most OPEN matters.

    Disputed figures first, the latest first; then what is announced, the nearest day first. What should have happened
    and was not reported is said once, in the digest in which its day has passed. What developments `here`, those of the
    digest itself, announce is told there; what is not to be said (`unless`) takes nobody's place.
    """
    disputes = islice((point for point in _disputes(told, until.date(), watch) if not unless(point)), DISPUTES)
    known = {one.development_id for one in told}
    plans = [*told, *(one for one in expected.told if one.development_id not in known)]
    days = since.date() if since else None
    announcements = _announcements(plans, days, until.date(), expected.reported, here)
    return (*disputes, *(point for point in announcements if not unless(point)))[:OPEN]


def _disputes(told: Iterable[Told], until: date, watch: Watch) -> list[OpenPoint]:
    """Per storyline, metric and place the latest figure of each party, where they exclude each other or one denies."""
    by_thread: dict[tuple[str, str], list[_Said]] = defaultdict(list)
    for one in told:
        for some in placed(one.documents, watch):
            figure = some.figure
            if figure.claimant is not None and until - figure.said <= STANDS:
                by_thread[one.storyline_id, figure.metric].append(_Said(one, some))
    found = []
    for said in by_thread.values():
        said.sort(key=lambda pair: (pair.placed.figure.said, pair.told.at))
        if until - said[-1].placed.figure.said <= FRESH:
            found += [point for alike in _by_place(said) if (point := _dispute(alike, until, watch))]
    return sorted(found, key=lambda point: (point.figures[0].said, point.development_id), reverse=True)


def _by_place(said: Sequence[_Said]) -> Iterator[list[_Said]]:
    """Figures of the same places: soldiers in Russia are not those of them at Kursk. A denial is of all of them."""
    for places in dict.fromkeys(one.placed.places for one in said):
        yield [one for one in said if one.placed.places == places or one.is_denial]


def _dispute(said: Sequence[_Said], until: date, watch: Watch) -> OpenPoint | None:
    """What these figures, the oldest first, dispute; None where they do not, or nobody has spoken lately."""
    latest = _of_bodies({party_of(one.placed.figure.claimant): one.placed.figure for one in said}, watch)
    last = said[-1]
    if until - last.placed.figure.said > FRESH or not _is_disputed(list(latest.values())):
        return None
    return OpenPoint(
        kind=OpenKind.DISPUTED,
        development_id=last.told.development_id,
        headline=last.told.headline,
        metric=last.placed.figure.metric,
        figures=tuple(sorted(latest.values(), key=lambda figure: figure.said, reverse=True)[:PARTIES]),
    )


def _of_bodies(latest: Mapping[str, Figure], watch: Watch) -> Mapping[str, Figure]:
    """The same without a state beside a body of its own: "Seoul" and its ministry are one party."""
    ids = {party: watch.speakers.id_of(party) for party in latest}
    states = {party for party, id in ids.items() if id and watch.speakers.kind_of(id) is SpeakerKind.STATE}
    bodies = {
        watch.party(entry)
        for party in latest
        if party not in states
        for entry in watch.speakers.entries_of(ids[party] or "")
    }
    return {party: figure for party, figure in latest.items() if party not in states or ids[party] not in bodies}


def _is_disputed(latest: Sequence[Figure]) -> bool:
    """Whether two of them contradict each other; figures of one report are of two things."""
    return any(contradict(a, b) for a, b in combinations(latest, 2) if a.document_id != b.document_id)


def _announcements(
    told: Sequence[Told], since: date | None, until: date, reported: Iterable[Document], here: Collection[str]
) -> Iterator[OpenPoint]:
    done = [one for document in chain(_documents(told), reported) for one in happened(document)]
    open_ones: list[Announced] = []
    every = sorted(announced(told), key=lambda plan: (plan.day, plan.by, plan.development_id))
    for plan in every:
        if any(is_same(plan, other) for other in open_ones) or any(settles(one, plan) for one in done):
            continue
        if any(is_moved(plan, other) for other in every):
            continue
        open_ones.append(plan)
    fresh = [plan for plan in every if plan.development_id in here]
    for plan in open_ones:
        if until <= plan.day <= until + AHEAD:
            if not any(is_same(plan, other) for other in fresh):
                yield _point(OpenKind.ANNOUNCED, plan)
        elif since is not None and plan.day in due_days(since, until):
            yield _point(OpenKind.OVERDUE, plan)


def due_days(since: date, until: date) -> list[date]:
    """The days that have passed for everybody when a digest ends, and had not when the last one did."""
    return [since - CLOCKS + timedelta(days=n) for n in range((until - since).days)]


def _documents(told: Iterable[Told]) -> Iterator[Document]:
    return (document for one in told for document in one.documents)


def _point(kind: OpenKind, plan: Announced) -> OpenPoint:
    return OpenPoint(kind=kind, development_id=plan.development_id, headline=plan.headline, day=plan.day)
