"""What each page shows: a template with its facts, asked of the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from tumen.desk import Asked, Desk
from tumen.desk.calendar import PAST, Announced, announced
from tumen.desk.chart import chart
from tumen.desk.development import story
from tumen.desk.figures import by_party, disputes, stated_metrics, statements
from tumen.desk.people import acting
from tumen.desk.people import people as known_people
from tumen.desk.people import person as known_person
from tumen.desk.timeline import storyline_of, storyline_timeline
from tumen.desk.told_to_readers import ToldDigest
from tumen.desk.versions import edits
from tumen.desk.wording import frame_words
from tumen.errors import ConfigError
from tumen.model import Digest, Metric, Source, SourceHealth, Week
from tumen.storage import COUNTED
from tumen.web.templating import drawing

PER_PAGE: Final = 20
# Of a search: what is further down is found by days or further words, and costs as much as all that stands above it.
_PAGES: Final = 50
_LONGEST: Final = 200  # letters of what is looked for
_DIGESTS: Final = 100  # that a page lists
_TOLD: Final = 12  # items of the last digest on the first page: the latest developments are to be seen too
_FIGURES: Final = 300  # the latest, that are drawn and looked through for disputes; the command has a thousand
_DISPUTES: Final = 10  # and the latest statements of each
_OF_ONE: Final = 20
_COMING: Final = 8  # announced dates on the first page

# What a search is given by name.
SEARCHED: Final = frozenset({"q", "actor", "theme", "language", "since", "until", "among", "everything", "page"})

Page = tuple[str, dict[str, Any]]  # template and facts


@dataclass(frozen=True, slots=True)
class Rooms:
    """What pages are made of: the desk, where is listened, the time, and the address they are reached by."""

    desk: Desk
    sources: Sequence[Source]
    now: datetime
    site: str = ""


def today(rooms: Rooms) -> Page:
    """The newest developments, what the last digest told and left open, what is announced."""
    digests = rooms.desk.archive.search.digests(limit=1).items
    return "today.html.j2", {
        "now": rooms.now,
        "hits": rooms.desk.developments(Asked(), limit=PER_PAGE, shown=0).items,
        "digest": digests[0] if digests else None,
        "told_most": _TOLD,
        "coming": announced(rooms.desk, rooms.now.date(), rooms.now.date())[:_COMING],
        "heard": _heard(rooms),
    }


def development(rooms: Rooms, id: str) -> Page | None:
    """All of one development; None when there is none."""
    found = story(rooms.desk, id)
    if found is None:
        return None
    frames = [(frame_words(frame, rooms.desk.names.label), report) for report, frame in found.frames]
    told = rooms.desk.archive.search.telling(id, limit=_DIGESTS)
    facts = {"story": found, "frames": frames, "told": told, "moved_to": found.development.merged_into}
    facts["actors"] = acting(rooms.desk, (frame for one in found.reports for frame in one.document.frames))
    return ("moved.html.j2" if found.development.merged_into else "development.html.j2"), facts


def document(rooms: Rooms, id: str) -> Page | None:
    """What became of one document: its wordings, how it was judged, who was told; None when there is none."""
    found = rooms.desk.archive.documents.find(id)
    trace = rooms.desk.archive.trace(id, with_raw=False) if found else None
    if trace is None:
        return None
    report = rooms.desk.report(trace.document, trace.judgement)
    changed = edits(trace.versions, trace.document.language)
    return "document.html.j2", {"trace": trace, "report": report, "edits": changed}


def people(rooms: Rooms) -> Page:
    """The people and bodies who act in reports."""
    return "people.html.j2", {"people": known_people(rooms.desk), "counted": COUNTED}


def person(rooms: Rooms, id: str) -> Page | None:
    """One person or body; None when the watch has none of this id."""
    found = known_person(rooms.desk, id)
    return ("person.html.j2", {"person": found}) if found else None


def storyline(rooms: Rooms, id: str) -> Page | None:
    """A storyline as a timeline; None when there is none. Other words are for the search."""
    found = storyline_timeline(rooms.desk, id) if len(id) <= _LONGEST else None
    return ("storyline.html.j2", {"timeline": found}) if found else None


def figures(rooms: Rooms, metric: str = "") -> Page | None:
    """What is counted, disputed matters first; of one metric a drawing and a table by party. None if unknown."""
    if metric and metric not in list(Metric):
        return None
    found = statements(rooms.desk, Asked(), metric=metric or None, most=_FIGURES)
    drawn = drawing(chart(f"{metric.replace('_', ' ')}, by claimant", found)) if metric and found else None
    parties = {party: said[-_OF_ONE:] for party, said in by_party(found).items()} if metric else {}
    return "figures.html.j2", {
        "metric": metric,
        "metrics": stated_metrics(rooms.desk),
        "counted": COUNTED,
        "read": len(found),
        "parties": parties,
        "disputes": disputes(found)[:_DISPUTES],
        "most": (_DISPUTES, _OF_ONE),
        "drawing": drawn,
    }


def sources(rooms: Rooms) -> Page:
    """Where is listened, what cannot be seen first."""
    healths = rooms.desk.archive.sources.healths()
    rows = [(source, healths.get(source.id) or SourceHealth(source_id=source.id)) for source in rooms.sources]
    enabled = [row for row in rows if row[0].enabled]
    answering = [row for row in enabled if row[1].state.answers]
    return "sources.html.j2", {
        "silent": [row for row in enabled if row not in answering],
        "answering": answering,
        "off": [row for row in rows if not row[0].enabled],
    }


def search(rooms: Rooms, given: Mapping[str, str]) -> Page:
    """A form, and what answers it; a question that cannot be meant is said on the page."""
    asked, problem = Asked(), ""
    papers = given.get("among") == "documents"
    number = _number(given.get("page", ""))
    page = None
    try:
        asked = Asked(
            words=given.get("q", "")[:_LONGEST],
            actor=given.get("actor", "")[:100],
            theme=given.get("theme", "")[:100],
            language=given.get("language", "")[:20],
            since=_day(given.get("since", "")),
            until=_day(given.get("until", "")),
            everything=papers and bool(given.get("everything")),
        )
        if any(given.get(name) for name in ("q", "actor", "theme", "language", "since", "until")):
            ask = rooms.desk.documents if papers else partial(rooms.desk.developments, shown=0)
            page = ask(asked, limit=PER_PAGE, offset=PER_PAGE * (number - 1))
    except ConfigError as e:
        problem = e.reason
    except ValueError:
        problem = "a day is written as 2023-07-25"
    facts = {"page": page, "number": number, "problem": problem, "most": _PAGES, "papers": papers}
    return "search.html.j2", {**facts, "given": given, "themes": sorted(rooms.desk.names.themes.items())}


def digests(rooms: Rooms) -> Page:
    """The sealed digests, the last first."""
    return "digests.html.j2", {"told": _told(rooms)}


def digest(rooms: Rooms, id: str) -> Page | None:
    """One sealed digest with its deliveries; None when there is none."""
    found = rooms.desk.archive.digests.find(id)
    if found is None:
        return None
    deliveries = rooms.desk.archive.outbox.deliveries(digest_id=id, limit=1_000)
    facts = {"digest": found, "deliveries": list(reversed(deliveries)), "storylines": _storylines(rooms, found)}
    return "digest.html.j2", facts


def _storylines(rooms: Rooms, told: Digest) -> set[str]:
    """The storylines of its week that have a page: what is told without one stands there under its development's id."""
    week = told.week or Week()
    ids = {line.storyline_id for line in week.storylines} | {line.storyline_id for line in week.quiet}
    return {id for id in ids if storyline_of(rooms.desk, id) == id}


def calendar(rooms: Rooms) -> Page:
    """What was announced for days of the last month and of the time to come."""
    return "calendar.html.j2", {"dates": announced_dates(rooms)}


def announced_dates(rooms: Rooms) -> list[Announced]:
    """The same dates, for a calendar program."""
    return announced(rooms.desk, rooms.now.date() - PAST, rooms.now.date())


def _told(rooms: Rooms) -> list[ToldDigest]:
    page = rooms.desk.archive.search.digests(limit=_DIGESTS)
    return [ToldDigest(digest=one, deliveries=()) for one in page.items]


def _heard(rooms: Rooms) -> tuple[int, int]:
    healths = rooms.desk.archive.sources.healths()
    enabled = [source.id for source in rooms.sources if source.enabled]
    return sum(id in healths and healths[id].state.answers for id in enabled), len(enabled)


def _number(written: str) -> int:
    """A page's number; 1 for what is none. The digits are counted first: Python refuses to read very many."""
    digits = written.lstrip("0") if written.isascii() and written.isdecimal() else ""
    return (min(int(digits), _PAGES) if len(digits) <= len(str(_PAGES)) else _PAGES) if digits else 1


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
