"""Answers questions about what is known, from the archive alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from tumen.analysis.digest.selection.publishers import Publishers, site
from tumen.analysis.matching.names import Names
from tumen.desk.query import Asked, parts_of, sought_for
from tumen.desk.quoting import quote
from tumen.model import Development, Document, Judgement, Report, Role
from tumen.storage import Archive, Page, Strand

SHOWN: Final = 3  # reports of a hit; `show` has all


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A development that was found: its day ("" if none), how many of its reports meet the question, the first of them
    and a quotation.
    """

    development: Development
    day: str
    found: int
    reports: tuple[Report, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document that was found, as a report, with its role and development."""

    report: Report
    role: Role | None
    development_id: str | None
    relevant: bool
    quote: str = ""


class Desk:
    """Finds what is known. Reads only."""

    def __init__(self, archive: Archive, names: Names, publishers: Publishers) -> None:
        self.archive = archive
        self.names = names
        self.publishers = publishers

    def developments(
        self,
        asked: Asked,
        *,
        limit: int = 20,
        offset: int = 0,
        reported: bool = False,
        shown: int = SHOWN,
    ) -> Page[Hit]:
        """Developments of which a report answers the question, the newest happening first, or the last `reported`.

        Of each the first `shown` reports are told, and the first is quoted where words were asked for; with neither,
        those that answer are not looked for.
        """
        parts = parts_of(asked, self.names)
        sought = sought_for(asked, self.names, parts=parts)
        page = self.archive.search.developments(sought, limit=limit, offset=offset, reported=reported)
        ids = [development.id for development in page.items]
        days = self.archive.search.days(ids)
        read_of_each = max(shown, 1 if parts else 0)
        found = self.archive.search.matching(sought, ids) if read_of_each else {}
        wanted = [id_ for matching in found.values() for id_ in matching[:read_of_each]]
        documents = {document.id: document for document in self.archive.documents.find_all(wanted)}
        judgements = self.archive.developments.judgements_of(wanted) if shown else {}
        hits = []
        for one in page.items:
            read = [documents[id_] for id_ in found.get(one.id, [])[:read_of_each] if id_ in documents]
            hits.append(
                Hit(
                    development=one,
                    day=days.get(one.id, ""),
                    found=len(found.get(one.id, [])),
                    reports=tuple(self.report(document, judgements.get(document.id)) for document in read[:shown]),
                    quote=quote(read[0], parts) if read and parts else "",
                )
            )
        return Page(items=tuple(hits), total=page.total, offset=page.offset, more=page.more)

    def documents(self, asked: Asked, *, limit: int = 20, offset: int = 0) -> Page[Paper]:
        """Documents that answer the question, the newest first."""
        parts = parts_of(asked, self.names)
        sought = sought_for(asked, self.names, parts=parts)
        page = self.archive.search.documents(sought, limit=limit, offset=offset)
        papers = (
            Paper(
                report=self.report(document, judgement),
                role=judgement.role if judgement else None,
                development_id=judgement.development_id if judgement else None,
                relevant=document.relevant,
                quote=quote(document, parts),
            )
            for document, judgement in page.items
        )
        return Page(items=tuple(papers), total=page.total, offset=page.offset, more=page.more)

    def storylines(self, asked: Asked, *, limit: int = 20, offset: int = 0) -> Page[Strand]:
        """Storylines with a development that answers the question, the one that went on last first."""
        return self.archive.search.storylines(sought_for(asked, self.names), limit=limit, offset=offset)

    def report(self, document: Document, judgement: Judgement | None) -> Report:
        """A document as one report: by whom, when, in which language, where."""
        made = self.publishers.report(document, judgement or Judgement(document_id=document.id, role=Role.NONE))
        # An import often has the address of a feed for a publisher.
        return replace(made, publisher=site(made.url or made.publisher)) if "://" in made.publisher else made
