"""The reports behind one development as a reader sees them: the best three with their links, the others counted."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tumen.delivery.clean import clean
from tumen.delivery.render.labels import Labels
from tumen.delivery.safe_links import safe_url, shown_host
from tumen.model import Item, Report

# Three sources let a reader check a development; ten of two lines each bury it. All stand in the JSON.
MOST_REPORTS = 3
# Publishers named of those that are only counted.
MOST_NAMES = 5
LONGEST_NAME = 80
LONGEST_TITLE = 140

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One report as shown. `mark`: its number inside the development; `about`: language and date; `host`: where the
    link leads, "" where the publisher's name says it."""

    mark: int
    publisher: str
    title: str
    url: str
    host: str
    lang: str
    about: str
    state: str = ""


def links_of(item: Item, labels: Labels) -> tuple[tuple[Link, ...], Mapping[str, int], str]:
    """The reports to show, their numbers by document, and how many more there are; what is cited is always shown."""
    cited = _cited(item)
    chosen = _choose(item.reports, cited, labels.language)
    marks = {report.document_id: mark for mark, report in enumerate(chosen, 1)}
    links = tuple(_link(report, marks[report.document_id], item, labels) for report in chosen)
    return links, marks, _others(item.reports, chosen, labels)


def _cited(item: Item) -> frozenset[str]:
    """The first report that all that is told rests on: without it a sentence would cite nothing."""
    known = {report.document_id for report in item.reports}
    lines = (*item.figures, *item.further, *((item.line,) if item.line else ()))
    cited = [one.citations for one in (*item.sentences, *lines)]
    firsts = (next((c.document_id for c in some if c.document_id in known), None) for some in cited)
    return frozenset(document for document in firsts if document)


def _choose(reports: Sequence[Report], cited: Collection[str], language: str) -> list[Report]:
    """The cited ones, then one of each other publisher, in the reader's language first, copies last; as they came."""
    chosen = [report for report in reports if report.document_id in cited]
    known = {report.document_id for report in reports}
    others = [report for report in reports if report.document_id not in cited and report.duplicate_of not in known]
    publishers = {report.publisher for report in chosen}
    for report in sorted(others, key=lambda report: report.language.split("-")[0].lower() != language):
        if len(chosen) < MOST_REPORTS and report.publisher not in publishers:
            chosen.append(report)
            publishers.add(report.publisher)
    return [report for report in reports if report in chosen]


def _others(reports: Sequence[Report], chosen: Sequence[Report], labels: Labels) -> str:
    """How many reports are not shown and by whom; "" when all are."""
    shown = {report.publisher for report in chosen}
    names = [name for name in dict.fromkeys(report.publisher for report in reports) if name not in shown]
    more = len(reports) - len(chosen)
    if not more:
        return ""
    named = ", ".join(clean(name, LONGEST_NAME) for name in names[:MOST_NAMES]) + (" …" if names[MOST_NAMES:] else "")
    return labels.count("more_reports", more) + (f": {named}" if named else "")


def _link(report: Report, mark: int, item: Item, labels: Labels) -> Link:
    url, publisher, title = safe_url(report.url), clean(report.publisher, LONGEST_NAME), clean(report.title)
    state = labels.say("state_media", state=clean(report.state, 20).upper()) if report.state else ""
    language = language_of(report.language)
    foreign = labels.language_name(language) if language and language.split("-")[0].lower() != labels.language else ""
    date = labels.day(report.published.date() if report.published else None)
    host = shown_host(url)
    # The host is named unless the publisher is: a link must not lead elsewhere than it seems.
    leads = "" if host.removeprefix("www.") == publisher.lower() else host
    return Link(
        mark=mark,
        publisher=publisher,
        title="" if _same(title, item) else clean(title, LONGEST_TITLE),
        url=url,
        host=leads,
        lang=language,
        about=" · ".join(part for part in (foreign, date) if part),
        state=state,
    )


def _same(title: str, item: Item) -> bool:
    """Whether a title is what stands above it already, the outlet's name left aside."""
    above = clean(item.told).casefold()
    return bool(above) and title.casefold().startswith(above) and len(title) - len(above) <= LONGEST_NAME // 2


def language_of(code: str) -> str:
    """A language code fit for an attribute; "" when it is none."""
    return code if _LANGUAGE.fullmatch(code or "") else ""
