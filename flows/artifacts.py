"""The artifacts of a run in Prefect's web UI: what it came to, a page for each digest, a table of the sources asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tumen.model import Digest
from tumen.report.rows import DeliveryRow, DigestSummary, SourceRow

TROUBLES = 20  # sources listed as not reached on a digest's page; the table has all of them
ROWS = 1000  # of the table; those that did not answer come first, and 1,000 rows are 150 kB in Prefect's database


def result(lines: Sequence[str]) -> str:
    """Return the lines that a run ends with as Markdown; what is indented belongs to the line before it."""
    return "\n".join(f"{'  ' if line.startswith(' ') else ''}* {plain(line)}" for line in lines)


def counts(digest: Digest, summary: DigestSummary) -> str:
    """Return a digest in one line: how much is new, how many sources were heard."""
    seen = digest.coverage
    return f"{summary['new']} new, {summary['updates']} changed; {seen.reached} of {seen.of} sources reached"


def page(digest: Digest, summary: DigestSummary, rows: Sequence[DeliveryRow]) -> str:
    """Return a digest as Markdown: its counts, items, coverage and deliveries."""
    seen = digest.coverage
    paragraphs = [
        f"# {plain(summary['title'])}",
        f"{summary['new']} new, {summary['updates']} changed, {len(digest.left_out)} left out; "
        f"{summary['read']} documents read; {seen.reached} of {seen.of} sources reached.",
        *([f"Page: {plain(summary['page'])}"] if summary["page"] else []),
        *(f"* **{item.kind}** {plain(item.told)}" for item in digest.items),
        *(["## Not reached"] if seen.troubles else []),
        *(f"* {plain(trouble.name)}: {plain(trouble.reason)}" for trouble in seen.troubles[:TROUBLES]),
        *(["## Deliveries"] if rows else []),
        *(f"* {_words(row['state'])}: {plain(row['detail'])}" for row in rows),
    ]
    return "\n\n".join(paragraphs)


def _words(state: str) -> str:
    return state.replace("_", " ")


def sources_table(rows: Sequence[SourceRow]) -> list[dict[str, Any]]:
    """Return the sources that a collection asked as rows of a table; reasons may quote servers and stay plain text.

    The web UI reads every text of a table as Markdown.
    """
    return [
        {
            "source": plain(row["source"]),
            "name": plain(row["name"]),
            "state": _words(row["state"]),
            "reached": "yes" if row["reached"] else "no",
            "new": row["new"],
            "reason": plain(row["reason"]),
        }
        for row in rows[:ROWS]
    ]


# Every mark that Markdown or its usual extensions read something into, and the three of HTML.
_MARKS = str.maketrans(
    {**{mark: f"\\{mark}" for mark in "\\`*_{}[]()#+-.!|~^$:@"}, "<": "&lt;", ">": "&gt;", "&": "&amp;"}
)


def plain(text: str) -> str:
    """Escape third-party text for Markdown: no link, image, markup or line break can come of it."""
    return " ".join(text.split()).translate(_MARKS)
