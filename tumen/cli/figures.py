"""The command claims: who states which figure, how one moved, and where parties exclude each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from tumen.cli import screen
from tumen.cli.arguments import Flag, Json
from tumen.cli.asking import NO_FILTERS, Filtered, at_least_one
from tumen.cli.export import as_csv
from tumen.cli.png import png
from tumen.desk import chart as drawing
from tumen.desk.figures import Dispute, Statement, by_party, disputes, statements
from tumen.desk.records import claim_row
from tumen.errors import ConfigError
from tumen.model import Metric
from tumen.output_files import write_for_others
from tumen.wiring import open_desk

COLUMNS = (
    "said", "metric", "low", "high", "unit", "claimant", "polarity", "as_of", "counting", "quote", "development",
    "title", "document", "publisher", "language", "url",
)  # fmt: skip


def claims(
    *,
    metric: str | None = None,
    development: str | None = None,
    by: Literal["claimant"] | None = None,
    over: Literal["time", "size"] = "time",
    disputed: Flag = False,
    limit: int = 50,
    csv: Flag = False,
    chart: Path | None = None,
    filters: Filtered = NO_FILTERS,
    json: Json = False,
) -> int:
    """Who states which figure, when and in which report; the oldest first; what a party repeats on one day is one line.

    Parameters
    ----------
    metric
        Only claims of this metric: troops_deployed, troops_killed, shells, workers, …
    development
        Only claims of this development (its id).
    by
        One table for each claimant, so that one sees how a party's figure moved.
    over
        In the order of time, or of size, the smallest first; --disputed has its own order, the latest first.
    disputed
        Only figures of parties that exclude each other, or that one denies, within 30 days in one storyline.
    limit
        Show at most this many, the latest or largest.
    csv
        As a table for a spreadsheet; all of them.
    chart
        Write a drawing of the figures over time to this file, SVG, or PNG where tumen[png] is installed; it needs
        --metric.
    """
    if metric is not None and metric not in list(Metric):
        raise ConfigError("command line", metric, f"no such metric (known: {', '.join(Metric)})")
    at_least_one(limit)
    if chart is not None:
        _check_drawn(chart, metric)
    with open_desk() as desk:
        found = statements(desk, filters.asked(), metric=metric, development=development)
    if chart is not None:
        _draw(chart, metric or "", found)
    against = disputes(found) if disputed else []
    if over == "size":
        found = sorted(found, key=lambda one: (one.claim.low, one.claim.high))
    shown = [one for dispute in against for one in dispute.statements] if disputed else found
    if json or csv:
        rows = [statement_row(one) for one in shown]
        screen.as_json(rows) if json else screen.say(as_csv(rows, COLUMNS).rstrip("\n"))
        return 0
    if disputed:
        _show_disputes(against)
    else:
        last = "largest" if over == "size" else "latest"
        _show(found, by_claimant=by is not None, limit=limit, with_metric=metric is None, last=last)
    return 0


def _check_drawn(chart: Path, metric: str | None) -> None:
    """ConfigError where what is asked for cannot be drawn."""
    if metric is None:
        raise ConfigError("command line", "--chart", "figures of different things are not drawn together: add --metric")
    if chart.suffix.lower() not in ("", ".svg", ".png"):
        why = f"{chart.name}: an SVG or a PNG is drawn, so name it {chart.stem}.svg or {chart.stem}.png"
        raise ConfigError("command line", "--chart", why)


def _draw(path: Path, metric: str, found: Sequence[Statement]) -> None:
    drawn = drawing.chart(f"{metric.replace('_', ' ')}, by claimant", found)
    try:
        write_for_others(path, [png(drawn) if path.suffix.lower() == ".png" else drawn])
    except OSError as e:
        raise ConfigError("command line", "--chart", f"cannot write {path}: {e.strerror}") from e


def _show(found: Sequence[Statement], *, by_claimant: bool, limit: int, with_metric: bool, last: str) -> None:
    shown = list(found)[-limit:]
    groups = by_party(shown) if by_claimant else {"": shown}
    for party, said in groups.items():
        title = (party or "Nobody named") if by_claimant else "Claims"
        rows = [_cells(one, with_party=not by_claimant, with_metric=with_metric) for one in said]
        screen.table(title, _columns(with_party=not by_claimant, with_metric=with_metric), rows)
    if not found:
        screen.table("Claims", (), [])
    elif len(shown) < len(found):
        screen.say(f"The {last} {len(shown)} of {len(found)}. More: --limit N, or --csv for all.")


def _columns(*, with_party: bool, with_metric: bool) -> list[str]:
    return ["said", *(["of what"] if with_metric else []), "figure", *(["who says so"] if with_party else []),
            "quote", "development", "report"]  # fmt: skip


def _cells(one: Statement, *, with_party: bool, with_metric: bool) -> list[object]:
    metric = [one.claim.metric.replace("_", " ")] if with_metric else []
    party = [one.party or "–"] if with_party else []
    report = f"{one.report.publisher}: {one.report.url or 'no link'}"
    return [
        one.said or "undated",
        *metric,
        f"{one.figure} {one.claim.unit.replace('_', ' ')}",
        *party,
        one.claim.quote,
        one.title,
        report,
    ]


def _show_disputes(against: Sequence[Dispute]) -> None:
    if not against:
        screen.say("No parties exclude each other's figures.")
    for dispute in against:
        title = f"{dispute.metric.replace('_', ' ')} – {dispute.storyline_id}"
        rows = [_cells(one, with_party=True, with_metric=False) for one in dispute.statements]
        screen.table(title, _columns(with_party=True, with_metric=False), rows)


def statement_row(one: Statement) -> dict[str, Any]:
    """A figure for programs and spreadsheets."""
    row = claim_row(one.claim, one.report, one.said, one.development_id)
    row |= {"title": one.title, "language": one.report.language}
    return {column: row[column] for column in COLUMNS}
