"""From documents to developments, in the order of arrival, against all that is known."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from tumen.analysis.clustering.chronicle import assess_entry, remember_chronicle
from tumen.analysis.clustering.developments import develop_window
from tumen.analysis.clustering.edits import redevelop
from tumen.analysis.clustering.index import WINDOW, Index
from tumen.errors import StorageError
from tumen.model import Development, Document, Judgement, Role
from tumen.pipeline.collect import Progress, quiet
from tumen.pipeline.content import Content
from tumen.pipeline.turn import JUDGE, Pause, turn
from tumen.storage import Archive, Edit

log = logging.getLogger("tumen")


@dataclass(slots=True)
class Developed:
    """The result of judging: how many documents, in all and by role."""

    judged: int = 0
    roles: dict[Role, int] = field(default_factory=dict)


def develop_all(
    archive: Archive,
    content: Content,
    clock: Callable[[], datetime],
    progress: Progress = quiet,
    pause: Pause = time.sleep,
) -> Developed:
    """Judge every document that is not judged yet, in the order of arrival, against all that is known.

    While another process is judging it waits, and says so by `progress`: two would open the same development twice.
    """
    done = Developed()
    if not archive.documents.unjudged(1):
        return done
    with turn(archive, JUDGE, clock, progress, pause) as held:
        index = recollect(archive, content, clock())
        waiting = archive.upkeep.count().unjudged
        while batch := archive.documents.unjudged():
            if _develop_batch(archive, index, batch, done):
                progress(done.judged, waiting, "judging")
            else:
                # A document of the batch was edited meanwhile; what the index learnt of it does not hold.
                index = recollect(archive, content, clock())
            held.renew()
    log.info("developed", extra={"judged": done.judged})
    return done


def recollect(archive: Archive, content: Content, now: datetime) -> Index:
    """Return the index as at the end of the last run: the chronicle, and the reports of the window."""
    index = Index(content.watch)
    remember_chronicle(index, content.chronicle, content.watch, _assessed(archive, content))
    for stored in archive.developments.find_all(entry.id for entry in content.chronicle):
        # With its reports, however old they are: the next one joins these.
        index.known[stored.id].development = stored
    developments = {development.id: development for development in archive.developments.latest(since=now - WINDOW)}
    for edit in archive.edits.withdrawn(now - WINDOW):
        judged = archive.developments.judgement(edit.document_id) or edit.former.judgement
        development = _current(archive, judged.development_id, developments.get)
        if development is not None:
            index.know(development, edit.former)
    for document, judgement in archive.developments.recent(now - WINDOW):
        development = developments.get(judgement.development_id or "")
        index.remember(document, judgement, development, document.seen or now)
    return index


def _assessed(archive: Archive, content: Content) -> dict[str, Document]:
    """The entries of the chronicle as reports; what an earlier run made of them under the same judgement is kept."""
    if not content.fingerprint:
        return {}
    kept = archive.chronicle.find(content.chronicle, content.fingerprint)
    missing = {entry.id: assess_entry(entry, content.watch) for entry in content.chronicle if entry.id not in kept}
    if missing:
        kept |= missing
        archive.chronicle.keep(content.chronicle, kept, content.fingerprint)
    return kept


def _develop_batch(archive: Archive, index: Index, batch: Sequence[Document], done: Developed) -> bool:
    """Judge and record; False, and nothing is recorded, when a document of the batch was edited meanwhile."""
    judgements: list[Judgement] = []
    changed: dict[str, Development] = {}
    edits = archive.edits.pending(document.id for document in batch)
    index.drop(edits)
    for document in batch:
        _know_older(archive, index, document)
    # What comes between two edits is judged jointly: an edit is judged against what came before it.
    for is_edited, some in groupby(batch, key=lambda document: document.id in edits):
        for judgement, developments in _judged_anew(archive, index, some, edits) if is_edited else _judged(index, some):
            changed |= {development.id: development for development in developments}
            judgements.append(judgement)
    if not archive.developments.record(judgements, changed.values(), of=batch):
        return False
    done.judged += len(judgements)
    for judgement in judgements:
        done.roles[judgement.role] = done.roles.get(judgement.role, 0) + 1
    return True


def _judged(index: Index, new: Iterable[Document]) -> Iterator[tuple[Judgement, tuple[Development, ...]]]:
    window = [(document, document.seen or _never()) for document in new]
    for judgement, development in develop_window(window, index):
        yield judgement, (development,) if development else ()


def _judged_anew(
    archive: Archive, index: Index, edited: Iterable[Document], edits: Mapping[str, Edit]
) -> Iterator[tuple[Judgement, tuple[Development, ...]]]:
    for document in edited:
        edit = edits[document.id]
        current = _current(archive, edit.former.judgement.development_id, index.development)
        yield redevelop(document, edit.former, current, index, edit.at)


def _know_older(archive: Archive, index: Index, document: Document) -> None:
    """Add the older documents that share a text with this one to the index."""
    if document.features.shingles:
        older = [id for id in archive.shingles.sharing(document.features.shingles) if not index.holds(id)]
        index.hold(
            archive.documents.find_all(id for id in older if id != document.id),
            archive.developments.judgement,
            archive.developments.find,
        )


def _current(archive: Archive, id: str | None, known: Callable[[str], Development | None]) -> Development | None:
    """The development with this id as it is known now, or the one it was merged into."""
    while id is not None:
        development = known(id) or archive.developments.find(id)
        if development is None or development.merged_into is None:
            return development
        id = development.merged_into
    return None


def _never() -> datetime:
    raise StorageError("a document in the archive has no time of arrival")
