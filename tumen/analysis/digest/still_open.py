"""What is not settled when a digest ends: figures that parties dispute, and what was announced for a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Final

from tumen.analysis.clustering.known import reported_on
from tumen.analysis.clustering.profiles import happening
from tumen.analysis.digest.announcement import AHEAD, is_plan
from tumen.analysis.digest.contradiction import STANDS, contradict
from tumen.analysis.digest.threads import figures
from tumen.model import Figure, Frame, Kind, OpenKind, OpenPoint, Stage, Told, party_of

OPEN: Final = 5  # matters listed as open: more are not read
DISPUTES: Final = 3  # of them disputed figures, so that there is room for what is announced
PARTIES: Final = 4  # of one dispute
# A dispute on which nobody has spoken for three days was told often enough.
FRESH: Final = timedelta(days=3)
# Reports give a day by their own clock: a happening in Vladivostok is of the day before in Washington.
CLOCKS: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What a report says will happen on a day. `by`: the day of the report."""

    development_id: str
    headline: str
    kind: Kind
    principals: frozenset[str]
    day: date
    by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What a report says has happened or is under way. `on`: its day, else that of the report.

    Of what was `called_off` the day of the report counts: its own is still to come.
    """

    kind: Kind
    principals: frozenset[str]
    on: date
    called_off: bool = False


def still_open(told: Sequence[Told], since: datetime | None, until: datetime) -> tuple[OpenPoint, ...]:
    """Return what is not settled at the end of a digest from `since` to `until`, at most OPEN matters.

    Disputed figures first, the latest first; then what is announced, the nearest day first. What should have happened
    and was not reported is said once, in the digest in which its day has passed.
    """
    disputes = _disputes(told, until.date())[:DISPUTES]
    return (*disputes, *_announcements(told, since.date() if since else None, until.date()))[:OPEN]


def _disputes(told: Iterable[Told], until: date) -> list[OpenPoint]:
    """Per storyline and metric the latest figure of each party, where they exclude each other or one denies."""
    by_thread: dict[tuple[str, str], list[tuple[Told, Figure]]] = defaultdict(list)
    for one in told:
        for figure in figures(one.documents):
            if figure.claimant is not None and until - figure.said <= STANDS:
                by_thread[one.storyline_id, figure.metric].append((one, figure))
    found = []
    for (_, metric), said in by_thread.items():
        said.sort(key=lambda pair: (pair[1].said, pair[0].at))
        latest = {party_of(figure.claimant): figure for _, figure in said}
        if until - said[-1][1].said <= FRESH and _is_disputed(list(latest.values())):
            last = said[-1][0]
            point = OpenPoint(
                kind=OpenKind.DISPUTED,
                development_id=last.development_id,
                headline=last.headline,
                metric=metric,
                figures=tuple(sorted(latest.values(), key=lambda figure: figure.said, reverse=True)[:PARTIES]),
            )
            found.append(point)
    return sorted(found, key=lambda point: (point.figures[0].said, point.development_id), reverse=True)


def _is_disputed(latest: Sequence[Figure]) -> bool:
    """Whether two of them contradict each other; figures of one report are of two things."""
    return any(contradict(a, b) for a, b in combinations(latest, 2) if a.document_id != b.document_id)


def _announcements(told: Sequence[Told], since: date | None, until: date) -> Iterator[OpenPoint]:
    done = list(_happened(told))
    open_ones: list[Announced] = []
    for plan in sorted(_announced(told), key=lambda plan: (plan.day, plan.by, plan.development_id)):
        if any(_same(plan, other) for other in open_ones) or any(_settles(one, plan) for one in done):
            continue
        open_ones.append(plan)
    for plan in open_ones:
        if until <= plan.day <= until + AHEAD:
            yield _point(OpenKind.ANNOUNCED, plan)
        elif since is not None and since <= plan.day + CLOCKS < until:
            yield _point(OpenKind.OVERDUE, plan)


def _point(kind: OpenKind, plan: Announced) -> OpenPoint:
    return OpenPoint(kind=kind, development_id=plan.development_id, headline=plan.headline, day=plan.day)


def _announced(told: Iterable[Told]) -> Iterator[Announced]:
    for one in told:
        for document in one.documents:
            by = reported_on(document)
            for frame in document.frames:
                if by is None or frame.day is None or frame.day <= by or not _is_plan(frame):
                    continue
                yield Announced(
                    development_id=one.development_id,
                    headline=one.headline,
                    kind=happening(frame.kind),
                    principals=frozenset(frame.principals),
                    day=frame.day,
                    by=by,
                )


def _is_plan(frame: Frame) -> bool:
    """Whether it is announced that something will be done; what somebody will say is no such matter."""
    return is_plan(frame) and happening(frame.kind) is not Kind.STATEMENT


def _happened(told: Iterable[Told]) -> Iterator[Happened]:
    for one in told:
        for document in one.documents:
            on = reported_on(document)
            for frame in document.frames:
                if on is not None and frame.stage is not Stage.PLANNED:
                    off = frame.stage is Stage.CALLED_OFF
                    yield Happened(
                        kind=happening(frame.kind),
                        principals=frozenset(frame.principals),
                        on=on if off else frame.day or on,
                        called_off=off,
                    )


def _settles(one: Happened, plan: Announced) -> bool:
    """Whether the announced happening took place or was called off, as reports since then say."""
    earliest = plan.by if one.called_off else min(plan.day - CLOCKS, plan.by + CLOCKS)
    return _alike(one, plan) and one.on >= earliest


def _same(a: Announced, b: Announced) -> bool:
    return _alike(a, b) and abs(a.day - b.day) <= CLOCKS


def _alike(a: Announced | Happened, b: Announced) -> bool:
    return a.kind is b.kind and not a.principals.isdisjoint(b.principals)
