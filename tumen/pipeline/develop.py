"""From documents to developments, in the order of arrival, against all that is known."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from tumen.analysis.clustering.developments import develop_window
from tumen.analysis.clustering.edits import redevelop
from tumen.analysis.clustering.index import Index
from tumen.errors import StorageError
from tumen.model import Development, Document, Judgement, Role
from tumen.pipeline.collect import Progress, quiet
from tumen.pipeline.content import Content
from tumen.pipeline.known import current, recollect
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

    Documents of batches that were handed in are added first. While another process is judging it waits, and says so by
    `progress`: two would open the same development twice.
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
            if develop_batch(archive, index, batch, done, clock()):
                progress(done.judged, waiting, "judging")
            else:
                # A document of the batch was edited meanwhile; what the index learnt of it does not hold.
                index = recollect(archive, content, clock(), progress)
            held.renew()
    log.info("developed", extra={"judged": done.judged})
    return done


def develop_batch(archive: Archive, index: Index, batch: Sequence[Document], done: Developed, now: datetime) -> bool:
    """Judge and record; False, and nothing is recorded, when a document of the batch was edited meanwhile."""
    judgements: list[Judgement] = []
    changed: dict[str, Development] = {}
    edits = archive.edits.pending(document.id for document in batch)
    index.drop(edits)
    ids = {document.id for document in batch}
    for document in batch:
        _know_older(archive, index, document, ids)
    # What comes between two edits is judged jointly: an edit is judged against what came before it.
    for is_edited, some in groupby(batch, key=lambda document: document.id in edits):
        for judgement, developments in _judged_anew(archive, index, some, edits) if is_edited else _judged(index, some):
            changed |= {development.id: development for development in developments}
            judgements.append(judgement)
    if not archive.developments.record(judgements, changed.values(), of=batch, learnt=index.learnt(now)):
        return False
    index.settle()
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
        home = current(archive, edit.former.judgement.development_id, index.development)
        yield redevelop(document, edit.former, home, index, edit.at)


def _know_older(archive: Archive, index: Index, document: Document, batch: Collection[str]) -> None:
    """Add the older documents that share a text with this one to the index."""
    if not document.features.shingles:
        return
    sharing = [id for id in archive.shingles.sharing(document.features.shingles) if id not in batch]
    older = archive.documents.find_all(id for id in sharing if not index.holds(id))
    found = {document.id: document for document in older}
    for id in sharing:
        if id in found:
            index.hold(found[id], archive.developments.judgement(id), archive.developments.find)
        else:
            index.hold_again(id)


def _never() -> datetime:
    raise StorageError("a document in the archive has no time of arrival")
