"""The command search: what is known, found by words in any language, names, days and places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final, Literal

from tumen.cli import screen
from tumen.cli.arguments import Flag, Json
from tumen.cli.asking import NO_FILTERS, Filtered, page_as_json, page_of, say_rest
from tumen.cli.figures import statement_row
from tumen.counts import counted
from tumen.desk import Desk, Hit, Paper
from tumen.desk.figures import Statement, stated
from tumen.desk.told_to_readers import digests
from tumen.model import Digest, Report
from tumen.storage import Page, Strand
from tumen.wiring import open_desk

_HEADLINES: Final = 3  # of a digest in one line

# What finds them, a row for programs, what shows one to a person, and what they are called.
_Kind = tuple[Callable[..., Page[Any]], Callable[[Any], Any], Callable[[Any, bool], None], tuple[str, str]]
Among = Literal["developments", "documents", "storylines", "claims", "digests"]


def search(
    *words: str,
    among: Among = "developments",
    everything: Flag = False,
    ids: Flag = False,
    limit: int = 20,
    page: int = 1,
    filters: Filtered = NO_FILTERS,
    json: Json = False,
) -> int:
    """Find what is known by words, in any language; the newest happening first.

    A name of the watch finds all its forms: Shoigu also Шойгу, 쇼이구 and 绍伊古. Several words must all occur in one
    report, "words in quotation marks" side by side. Without words everything that the options ask for is listed.

    Parameters
    ----------
    words
        What to look for.
    among
        What to list: developments, the documents themselves, storylines, the claims of the documents, or the digests
        and alerts that told of them.
    everything
        Also documents that are not about the subject.
    ids
        Show ids, for tumen show and tumen trace.
    limit
        Show at most this many.
    page
        Show the second, third … part.
    """
    size, offset = page_of(limit, page)
    asked = filters.asked(_joined(words), everything=everything)
    with open_desk() as desk:
        find, row, show, nouns = _AMONG[among]
        found = find(desk, asked, limit=size, offset=offset)
    if json:
        page_as_json(found, [row(item) for item in found.items])
        return 0
    for item in found.items:
        show(item, ids)
    say_rest(found, *nouns)
    if not found.total:
        screen.say(f"Nothing found.{'' if everything else ' Documents off the subject: --everything.'}")
    return 0


def _joined(words: tuple[str, ...]) -> str:
    """The words as one question; an argument with spaces was in quotation marks on the command line."""
    if any('"' in word for word in words):
        return " ".join(words)
    return " ".join(f'"{word}"' if " " in word else word for word in words)


def _show_hit(hit: Hit, ids: bool) -> None:
    one = hit.development
    screen.say(f"{hit.day or 'undated   '}  {one.title}")
    total = counted(len(one.documents), "report")
    screen.say(f"            {total}{f', {hit.found} of them found' if hit.found < len(one.documents) else ''}")
    if hit.quote:
        screen.say(f"            “{hit.quote}”")
    for report in hit.reports:
        screen.say(f"            {_said(report)}")
    if ids:
        screen.say(f"            id {one.id}  storyline {one.storyline_id or '–'}")
    screen.say()


def _said(report: Report) -> str:
    """Who reported when, in which language, and where to read it."""
    when = f"{report.published:%Y-%m-%d}" if report.published else "undated"
    return f"{report.publisher}, {when}, {report.language}: {report.url or 'no link'}"


def _show_paper(paper: Paper, ids: bool) -> None:
    report = paper.report
    screen.say(f"{report.published.date() if report.published else 'undated   '}  {report.title}")
    if paper.quote:
        screen.say(f"            “{paper.quote}”")
    screen.say(f"            {_said(report)}")
    if ids:
        screen.say(f"            id {report.document_id}  development {paper.development_id or '–'}")
    screen.say()


def _show_strand(strand: Strand, ids: bool) -> None:  # noqa: ARG001
    days = f"{strand.first or '?'} to {strand.last or '?'}"
    screen.say(f"{days}  {strand.id}  {counted(strand.developments, 'development')}")


def _show_claim(one: Statement, ids: bool) -> None:
    what = one.claim.metric.replace("_", " ")
    screen.say(f"{one.said or 'undated   '}  {what}: {one.figure} {one.claim.unit} – {one.party or 'nobody named'}")
    screen.say(f"            “{one.claim.quote}”")
    screen.say(f"            {_said(one.report)}")
    if ids:
        screen.say(f"            id {one.report.document_id}  development {one.development_id or '–'}")
    screen.say()


def _show_digest(digest: Digest, ids: bool) -> None:
    screen.say(f"{screen.minute(digest.until)}  {digest.kind} for {digest.reader_id}: {_told(digest)}")
    if ids:
        screen.say(f"            id {digest.id}")


def _told(digest: Digest) -> str:
    """What it told, by its first headlines."""
    more = len(digest.items) - _HEADLINES
    return "; ".join(item.marked for item in digest.items[:_HEADLINES]) + (f"; and {more} more" if more > 0 else "")


def _digest_row(digest: Digest) -> dict[str, Any]:
    return {
        "id": digest.id,
        "key": digest.key,
        "reader": digest.reader_id,
        "kind": digest.kind,
        "until": digest.until,
        "items": [
            {"development": item.development_id, "kind": item.kind, "told": item.marked} for item in digest.items
        ],
    }


def hit_row(hit: Hit) -> dict[str, Any]:
    """A hit for programs."""
    return {
        "id": hit.development.id,
        "title": hit.development.title,
        "day": hit.day or None,
        "storyline": hit.development.storyline_id,
        "themes": list(hit.development.themes),
        "reports": len(hit.development.documents),
        "found": hit.found,
        "quote": hit.quote,
        "first": [asdict(report) for report in hit.reports],
    }


def _paper_row(paper: Paper) -> dict[str, Any]:
    return {
        **asdict(paper.report),
        "role": paper.role,
        "development": paper.development_id,
        "relevant": paper.relevant,
        "quote": paper.quote,
    }


_AMONG: Mapping[Among, _Kind] = {
    "developments": (Desk.developments, hit_row, _show_hit, ("development", "developments")),
    "documents": (Desk.documents, _paper_row, _show_paper, ("document", "documents")),
    "storylines": (Desk.storylines, asdict, _show_strand, ("storyline", "storylines")),
    "claims": (stated, statement_row, _show_claim, ("claim", "claims")),
    "digests": (digests, _digest_row, _show_digest, ("digest", "digests")),
}


def reindex(*, json: Json = False) -> int:
    """Rebuild the search index from the documents kept; searches wait, nothing else changes.

    The index is kept in step by itself; this is for a new version that cuts words otherwise, or after a repair.
    """
    with open_desk() as desk:
        done = desk.archive.search.reindex()
    if json:
        screen.as_json({"documents": done})
    else:
        screen.say(f"{counted(done, 'document')} entered into the search index.")
    return 0
