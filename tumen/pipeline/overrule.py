"""What a person says of a document against its assessment: that it is about the subject, or that it is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from tumen.analysis.clustering.not_about import taken_out, without
from tumen.errors import ConfigError
from tumen.model import Correction, CorrectionKind, Development, Document
from tumen.pipeline.content import Content
from tumen.pipeline.correct import COMMAND_LINE, alone, event_of, in_order, judged, reason_of, record_of
from tumen.pipeline.develop import develop_all
from tumen.pipeline.relevance import found_relevant
from tumen.storage import Archive


def take_out(archive: Archive, named: Sequence[str], why: str, clock: Callable[[], datetime], *, by: str) -> Correction:
    """Find documents not to be about the subject, named by id or address, or all reports of a development by its id.

    They report nothing from then on; a development that is left without reports is none. ConfigError when there are
    no such documents, or they are not about the subject already.
    """
    with alone(archive, clock) as now:
        why = reason_of(why)
        found = [document for document in _documents(archive, named) if document.relevant]
        if not found:
            raise ConfigError(COMMAND_LINE, ", ".join(named), "it is not about the subject already")
        pairs = [taken_out(document, judged(archive, document), why) for document in found]
        homes = {judgement.development_id for one in found if (judgement := judged(archive, one)).development_id}
        out = [document.id for document in found]
        changed = [_left(archive, home, out) for home in archive.developments.find_all(filter(None, homes))]
        record = record_of(CorrectionKind.NOT_ABOUT, now, by, why, [one.id for one in changed], out)
        events = [event_of(one.id, now, f"reports found not to be about the subject by hand: {why}") for one in changed]
        archive.developments.regroup(
            [judgement for _, judgement in pairs],
            changed,
            events,
            {},
            correction=record,
            restated=[document for document, _ in pairs],
        )
        return record


def take_in(
    archive: Archive, content: Content, named: Sequence[str], why: str, clock: Callable[[], datetime], *, by: str
) -> Correction:
    """Find documents to be about the subject, named by id or address; they are judged, and told like new ones.

    ConfigError when there are no such documents, or they are about the subject already.
    """
    with alone(archive, clock) as now:
        why = reason_of(why)
        found = [document for document in _documents(archive, named) if not document.relevant]
        if not found:
            raise ConfigError(COMMAND_LINE, ", ".join(named), "it is about the subject already")
        record = record_of(CorrectionKind.ABOUT, now, by, why, (), [document.id for document in found])
        archive.corrections.take_up([found_relevant(one, content.watch, why, now) for one in found], record)
    develop_all(archive, content, clock)
    return record


def _documents(archive: Archive, named: Sequence[str]) -> list[Document]:
    ids: dict[str, None] = {}
    for name in named:
        development = archive.developments.find(name)
        found = [name] if archive.documents.find(name) else archive.documents.find_by_url(name)
        found = found or list(development.documents if development else ())
        if not found:
            raise ConfigError(COMMAND_LINE, name, "no document with this id or address, no development with reports")
        ids |= dict.fromkeys(found)
    if not ids:
        raise ConfigError(COMMAND_LINE, "document", "name at least one")
    return in_order(archive, list(ids))


def _left(archive: Archive, home: Development, out: Sequence[str]) -> Development:
    reports = in_order(archive, home.documents)
    return without(home, [one for one in reports if one.id not in out], [one for one in reports if one.id in out])
