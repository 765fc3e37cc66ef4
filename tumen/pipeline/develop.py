"""From documents to developments, in the order of arrival, against all that is known."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Final

from tumen.analysis.clustering.developments import at_hand, develop_window
from tumen.analysis.clustering.edits import Redeveloped, redevelop
from tumen.analysis.clustering.index import Index
from tumen.analysis.clustering.known_development import is_taken_in
from tumen.errors import DocumentError, StorageError, TumenError
from tumen.model import Development, Document, Judgement, Role, put_aside_for
from tumen.pipeline.collect import Progress, quiet
from tumen.pipeline.content import Content
from tumen.pipeline.known import current, recollect
from tumen.pipeline.put_aside import judged_aside, unread, why
from tumen.pipeline.time_limit import TimeLimitError, time_limit
from tumen.pipeline.turn import JUDGE, Pause, turn
from tumen.storage import Archive, Edit

log = logging.getLogger("tumen")

# A batch takes seconds, on a slow machine some more; a text that takes so long would end the stage that judges.
JUDGING_SECONDS: Final = 120.0


@dataclass(slots=True)
class Developed:
    """The result of judging: how many documents, in all and by role, and how many of them were put aside."""

    judged: int = 0
    put_aside: int = 0
    roles: dict[Role, int] = field(default_factory=dict)


def develop_all(
    archive: Archive,
    content: Content,
    clock: Callable[[], datetime],
    progress: Progress = quiet,
    pause: Pause = time.sleep,
    limit: float = JUDGING_SECONDS,
) -> Developed:
    """Judge every document that is not judged yet, in the order of arrival, against all that is known.

    One for which that fails, or takes more processor seconds than `limit`, is put aside with the reason; the others go
    on. Documents of batches that were handed in are added first. While another process is judging it waits, and says so
    by `progress`: two would open the same development twice.
    """
    done = Developed()
    while archive.batches.absorb(clock()) is not None:
        pass
    if not archive.documents.unjudged(1):
        return done
    with turn(archive, JUDGE, clock, progress, pause) as held:
        index = recollect(archive, content, clock(), progress)
        waiting = archive.upkeep.count().unjudged
        while batch := archive.documents.unjudged():
            parts: list[Sequence[Document]] = [batch]
            while parts:
                some = parts.pop(0)
                try:
                    recorded = develop_batch(archive, index, some, done, clock(), limit)
                except Exception as error:  # noqa: BLE001 - raised again unless it is the fault of a document
                    parts[:0] = _without_fault(archive, some, error, done)
                    recorded = False
                if not recorded:
                    # What the index learnt does not hold: judging failed, or a document was edited meanwhile.
                    index = recollect(archive, content, clock(), progress)
                progress(done.judged, waiting, "judging")
                held.renew()
    log.info("developed", extra={"judged": done.judged, "put_aside": done.put_aside})
    return done


def _without_fault(
    archive: Archive, batch: Sequence[Document], error: Exception, done: Developed
) -> list[Sequence[Document]]:
    """What is to be judged after an error: the batch without the document at fault, else its halves, to find that one.

    An error that is not the fault of a document is raised again.
    """
    is_named = isinstance(error, DocumentError) and not isinstance(error.__cause__, TimeLimitError)
    if isinstance(error, TumenError) and not isinstance(error, DocumentError):
        raise error
    at_fault = [one for one in batch if is_named and one.id == getattr(error, "document_id", None)]
    if len(batch) == 1:
        at_fault = list(batch)
    if not at_fault:
        half = len(batch) // 2
        return [batch[:half], batch[half:]]
    (document,) = at_fault
    reason = error.reason if isinstance(error, DocumentError) else why(error)
    log.error("document put aside", extra={"document": document.id}, exc_info=error)
    edit = archive.edits.pending([document.id]).get(document.id)
    judgement = judged_aside(document, edit.former if edit else None, reason)
    if archive.developments.record([judgement], [], of=[document]):
        _count(done, [judgement])
    rest = [one for one in batch if one is not document]
    return [rest] if rest else []


def develop_batch(
    archive: Archive,
    index: Index,
    batch: Sequence[Document],
    done: Developed,
    now: datetime,
    limit: float = JUDGING_SECONDS,
) -> bool:
    """Judge and record; False, and nothing is recorded, when a document of the batch was edited meanwhile.

    DocumentError names a document that cannot be judged. After an error the index does not hold any more.
    """
    judgements: list[Judgement] = []
    changed: dict[str, Development] = {}
    taken_in: list[Document] = []
    edits = archive.edits.pending(document.id for document in batch)
    # A wording that could not be read says nothing: what is known of the one before it stays known.
    lost = {document.id for document in batch if document.id in edits and unread(document)}
    judgements += [judged_aside(one, edits[one.id].former) for one in batch if one.id in lost]
    batch_read = [one for one in batch if one.id not in lost]
    with time_limit(limit):
        for document, judgement, developments in _judged_in_order(archive, index, batch_read, edits):
            changed |= {development.id: development for development in developments}
            judgements.append(judgement)
            taken_in += [document] if is_taken_in(document) else []
    if not archive.developments.record(
        judgements, changed.values(), of=batch, taken_in=taken_in, learnt=index.learnt(now)
    ):
        return False
    index.settle()
    _count(done, judgements)
    return True


def _count(done: Developed, judgements: Iterable[Judgement]) -> None:
    for judgement in judgements:
        done.judged += 1
        done.put_aside += put_aside_for(judgement.reasons) is not None
        done.roles[judgement.role] = done.roles.get(judgement.role, 0) + 1


def _judged_in_order(
    archive: Archive, index: Index, batch: Sequence[Document], edits: Mapping[str, Edit]
) -> Iterator[Redeveloped]:
    index.drop([document.id for document in batch if document.id in edits])
    first = archive.documents.seq(batch[0].id) if batch else None
    for document in batch:
        _know_older(archive, index, document, first or 0)
    # What comes between two edits is judged jointly: an edit is judged against what came before it.
    for is_edited, some in groupby(batch, key=lambda document: document.id in edits):
        if is_edited:
            yield from _judged_anew(archive, index, some, edits)
        else:
            yield from _judged(index, some)


def _judged(index: Index, new: Iterable[Document]) -> Iterator[Redeveloped]:
    window = [(document, document.seen or _never()) for document in new]
    for document, judgement, development in develop_window(window, index):
        yield document, judgement, (development,) if development else ()


def _judged_anew(
    archive: Archive, index: Index, edited: Iterable[Document], edits: Mapping[str, Edit]
) -> Iterator[Redeveloped]:
    for document in edited:
        edit = edits[document.id]
        home = current(archive, edit.former.judgement.development_id, index.development)
        with at_hand(document):
            judged = redevelop(document, edit.former, home, index, edit.at)
        yield judged


def _know_older(archive: Archive, index: Index, document: Document, before: int) -> None:
    """Add the documents that share a text with this one, and came before that number, to the index: all are judged."""
    if not document.features.shingles:
        return
    sharing = archive.shingles.sharing(document.features.shingles, before=before)
    unknown = [id for id in sharing if not index.holds(id)]
    found = {document.id: document for document in archive.documents.find_all(unknown)}
    judged = archive.developments.judgements_of(unknown)
    for id in sharing:
        if id not in found:
            index.hold_again(id)
        # A copy of what was put aside is the first report that anybody can be told of.
        elif id in judged and not put_aside_for(judged[id].reasons):
            index.hold(found[id], judged[id], archive.developments.find)


def _never() -> datetime:
    raise StorageError("a document in the archive has no time of arrival")
