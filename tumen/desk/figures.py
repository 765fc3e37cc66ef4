"""Figures: who stated which, when, in which report; how one moved, and where parties exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from tumen.analysis.digest.history.contradiction import STANDS, contradict
from tumen.analysis.extraction.amounts import amount
from tumen.analysis.text.search_tokens import fact
from tumen.desk.desk import Desk
from tumen.desk.query import Asked, sought_for
from tumen.model import Claim, Counting, Development, Figure, Metric, Polarity, Report, party_of
from tumen.storage import Page, Stated

MOST: Final = 1_000
_COUNTS: Final = {
    Counting.TOTAL: "{}",
    Counting.PLANNED: "{} to come",
    Counting.MORE: "another {}",
    Counting.EACH: "{} each",
    Counting.BEFORE: "{} until then",
    Counting.VAGUE: "some {}",
    Counting.OTHER: "{} (no total)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A figure as a party put it, with its quotation, development and report; `said` is the day of the report."""

    claim: Claim
    party: str
    said: date | None
    development_id: str | None
    title: str
    storyline_id: str | None
    report: Report

    @property
    def figure(self) -> str:
        """The figure as people write it: "8,000", "10,000–12,000", "denies 8,000", "another 8,000"."""
        denied = "denies " if self.claim.polarity is Polarity.DENIES else ""
        return denied + _COUNTS[self.claim.counting].format(amount(self.claim.low, self.claim.high))

    @property
    def is_total(self) -> bool:
        """Whether it can be set against others: what is planned, a part or an increment is of something else."""
        return self.claim.counting is Counting.TOTAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Parties whose figures for one quantity of a storyline exclude each other, the latest statement first."""

    metric: str
    storyline_id: str
    statements: tuple[Statement, ...]

    @property
    def page(self) -> str:
        """Which page shows it: a development that no other goes on from is a thread by itself, and no storyline."""
        alone = all(one.development_id == self.storyline_id for one in self.statements)
        return "development" if alone else "storyline"


def statements(
    desk: Desk, asked: Asked, *, metric: str | None = None, development: str | None = None, most: int = MOST
) -> list[Statement]:
    """Who stated which figure, the oldest first; the same figure of the same party on one day is told once.

    Copies say nothing of their own and are left out. At most the latest `most`.
    """
    sought = sought_for(asked, desk.names, development=development)
    return told_once(desk, desk.archive.search.claims(sought, metric=metric, limit=most).items)


def told_once(desk: Desk, given: Iterable[Stated], read: Iterable[Development] = ()) -> list[Statement]:
    """The same of claims that were read, the newest first; `read`: developments that need not be asked for."""
    found = [one for one in given if not one.duplicate_of]
    titles = {development.id: development for development in read}
    asked = {one.development_id or "": None for one in found if (one.development_id or "") not in titles}
    titles |= {development.id: development for development in desk.archive.developments.find_all(asked)}
    made: dict[tuple[object, ...], Statement] = {}
    for one in reversed(found):
        statement = _statement(desk, one, titles.get(one.development_id or ""))
        made.setdefault(_same(one, statement), statement)
    return sorted(made.values(), key=lambda one: (one.said or date.max, one.party))


def stated_metrics(desk: Desk) -> list[tuple[str, int]]:
    """What is counted, each metric with the number of documents that state it, up to a thousand; most of them first."""
    metrics = {fact("figure", metric): str(metric) for metric in Metric}
    found = desk.archive.search.naming(metrics)
    return sorted(((metrics[token], number) for token, number in found.items()), key=lambda pair: (-pair[1], pair[0]))


def stated(desk: Desk, asked: Asked, *, limit: int = 20, offset: int = 0) -> Page[Statement]:
    """Every figure of the documents that answer the question, copies and repeats too, the newest first."""
    page = desk.archive.search.claims(sought_for(asked, desk.names), limit=limit, offset=offset)
    titles = {d.id: d for d in desk.archive.developments.find_all(one.development_id or "" for one in page.items)}
    items = (_statement(desk, one, titles.get(one.development_id or "")) for one in page.items)
    return Page(items=tuple(items), total=page.total, offset=page.offset, more=page.more)


def _statement(desk: Desk, one: Stated, home: Development | None) -> Statement:
    return Statement(
        claim=one.claim,
        party=party_of(one.claim.claimant),
        said=date.fromisoformat(one.day) if one.day else None,
        development_id=one.development_id,
        title=home.title if home else one.document.draft.title,
        storyline_id=(home.storyline_id or home.id) if home else None,
        report=desk.report(one.document, None),
    )


def _same(one: Stated, statement: Statement) -> tuple[object, ...]:
    claim = one.claim
    figure = claim.metric, claim.low, claim.high, claim.polarity, claim.counting
    return (*figure, statement.party, one.day, statement.storyline_id)


def by_party(given: Iterable[Statement]) -> dict[str, list[Statement]]:
    """The statements of each party, "" for nobody named, the party that stated most first."""
    parties: dict[str, list[Statement]] = defaultdict(list)
    for statement in given:
        parties[statement.party].append(statement)
    return dict(sorted(parties.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[0])))


def disputes(given: Iterable[Statement]) -> list[Dispute]:
    """Where parties excluded each other within STANDS days, the latest dispute first.

    Of each party the totals that stand in contradiction; two figures of one report are of two things.
    """
    by_thread: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in given:
        is_one = one.is_total and one.claim.metric != Metric.OTHER
        if is_one and one.party and one.said and one.storyline_id:
            by_thread[one.storyline_id, one.claim.metric].append(one)
    found = [
        Dispute(metric=metric, storyline_id=storyline, statements=tuple(sorted(against, key=_said, reverse=True)))
        for (storyline, metric), said in by_thread.items()
        if (against := _contradicting(said))
    ]
    return sorted(found, key=lambda one: (_said(one.statements[0]), one.storyline_id), reverse=True)


def _said(statement: Statement) -> date:
    return statement.said or date.min


def _contradicting(said: Sequence[Statement]) -> list[Statement]:
    against: list[Statement] = []
    for a, b in combinations(said, 2):
        apart = a.party != b.party and a.report.document_id != b.report.document_id
        if apart and abs(_said(a) - _said(b)) <= STANDS and contradict(_figure(a), _figure(b)):
            against += [one for one in (a, b) if one not in against]
    return against


def _figure(one: Statement) -> Figure:
    return Figure.of(one.claim, _said(one), one.report.document_id)
