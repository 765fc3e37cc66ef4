"""A digest's outcome as a page of Prefect's web UI, in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from tumen.model import Digest
from tumen.report import DigestSummary, Row

TROUBLES = 20  # sources named as not heard; the page is looked at, the list is one command away


def page(digest: Digest, told: DigestSummary, rows: Sequence[Row]) -> str:
    """Return what a digest holds, how far it saw, and what became of its deliveries."""
    seen = digest.coverage
    paragraphs = [
        f"# Digest for {plain(digest.reader_id)}",
        f"{told['new']} new, {told['updates']} changed, {len(digest.left_out)} left out; "
        f"{told['read']} documents read; {seen.reached} of {seen.of} sources heard.",
        *([f"Page: {plain(told['page'])}"] if told["page"] else []),
        *(f"* **{item.kind}** {plain(item.headline)}" for item in digest.items),
        *(f"* not heard: {plain(trouble.name)}: {plain(trouble.reason)}" for trouble in seen.troubles[:TROUBLES]),
        *(f"* delivery {row['state']}: {plain(row['detail'])}" for row in rows),
    ]
    return "\n\n".join(paragraphs)


# Every mark that Markdown or its usual extensions read something into, and the three of HTML.
_MARKS = str.maketrans(
    {**{mark: f"\\{mark}" for mark in "\\`*_{}[]()#+-.!|~^$:@"}, "<": "&lt;", ">": "&gt;", "&": "&amp;"}
)


def plain(text: str) -> str:
    """Return a stranger's words as words: no link, picture, markup or line break comes of them."""
    return " ".join(text.split()).translate(_MARKS)
