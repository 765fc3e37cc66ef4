"""All that is known of one development: its reports, what each says happened, its figures, what it goes on from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tumen.desk.desk import Desk
from tumen.desk.figures import Statement, told_once
from tumen.model import Correction, Development, Document, Frame, Judgement, Report
from tumen.storage import DevelopmentEvent, Stated, day_of

_SIBLINGS: Final = 200  # developments of a storyline that are listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A report of a development, as it was judged; without a judgement it is not judged yet."""

    report: Report
    document: Document
    judgement: Judgement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One development with everything around it; `siblings` are of its storyline, each with its day, oldest first."""

    development: Development
    day: str
    reports: tuple[Reported, ...]
    statements: tuple[Statement, ...]
    siblings: tuple[tuple[str, Development], ...]
    events: tuple[DevelopmentEvent, ...]
    corrections: tuple[Correction, ...] = ()

    @property
    def frames(self) -> tuple[tuple[Report, Frame], ...]:
        """What each report says happened: its main frame, a copy's left out."""
        own = (one for one in self.reports if one.report.duplicate_of is None and one.document.frames)
        return tuple((one.report, one.document.frames[0]) for one in own)


def story(desk: Desk, development_id: str) -> Story | None:
    """All of one development; None when there is none of this id."""
    archive = desk.archive
    development = archive.developments.find(development_id)
    if development is None:
        return None
    judged = {one.document_id: one for one in archive.developments.judgements(development.id)}
    documents = archive.documents.find_all(development.documents)
    storyline = development.storyline_id
    thread = archive.search.thread(storyline, limit=_SIBLINGS) if storyline else []
    own_day = next((day for day, one in thread if one.id == development.id), None)
    if own_day is None:
        own_day = archive.search.days([development.id]).get(development.id, "")
    return Story(
        development=development,
        day=own_day,
        reports=tuple(
            Reported(report=desk.report(one, judged.get(one.id)), document=one, judgement=judged.get(one.id))
            for one in documents
        ),
        statements=tuple(told_once(desk, _stated(documents, judged), [development])),
        siblings=tuple((day, one) for day, one in reversed(thread) if one.id != development.id),
        events=tuple(archive.developments.events(development.id)),
        corrections=tuple(archive.corrections.of([development.id, *development.documents])),
    )


def _stated(documents: Iterable[Document], judged: Mapping[str, Judgement]) -> Iterator[Stated]:
    """The claims of documents about the subject, the newest first, as a search for them gives them."""
    days = sorted(((day_of(one), n, one) for n, one in enumerate(documents) if one.relevant), reverse=True)
    for day, _, document in days:
        judgement = judged.get(document.id)
        for claim in document.claims if judgement else ():
            yield Stated(
                claim=claim,
                document=document,
                day=day,
                development_id=judgement.development_id if judgement else None,
                duplicate_of=judgement.duplicate_of if judgement else None,
            )
