"""Corrections by hand: merge and split developments, with a record, and nothing told twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Final

from tumen.analysis.clustering.corrections import free_id, merged, moved, parted
from tumen.errors import ConfigError
from tumen.invisible_characters import is_unseen
from tumen.model import Correction, CorrectionKind, Development, Document, Judgement, Role
from tumen.pipeline.content import Content
from tumen.pipeline.turn import JUDGE, turn_now
from tumen.storage import Archive, DevelopmentEvent

COMMAND_LINE = "command line"
# Letters of a reason: it stands in the history of each development and judgement that it concerns.
LONGEST: Final = 1_000


def merge(
    archive: Archive,
    content: Content,
    into: str,
    others: Sequence[str],
    why: str,
    clock: Callable[[], datetime],
    *,
    by: str,
) -> Development:
    """Merge developments: `into` gets the reports of the others, whose ids lead to it from then on.

    A reader who was told of any of them counts as told of it. ConfigError when the ids cannot be merged.
    """
    with alone(archive, clock) as now:
        why = reason_of(why)
        target = open_development(archive, content, into)
        sources = [open_development(archive, content, id) for id in dict.fromkeys(others)]
        if not sources or target.id in {source.id for source in sources}:
            raise ConfigError(COMMAND_LINE, into, "name another development to merge into this one")
        together = [target, *sources]
        documents = in_order(archive, [id for one in together for id in one.documents])
        made = merged(target, sources, documents)
        judgements = [
            moved(judgement, made[0], why, Role.REPEAT if judgement.role is Role.FIRST else judgement.role)
            for source in sources
            for judgement in archive.developments.judgements(source.id)
        ]
        followers, following = _storyline_followers(archive, sources, made[0])
        events = [
            event
            for source in sources
            for event in (
                event_of(target.id, now, f"merged with {source.id} by hand: {why}"),
                event_of(source.id, now, f"merged into {target.id} by hand: {why}"),
            )
        ]
        told = {source.id: target.id for source in sources}
        kept = (target.id, *(source.id for source in sources))
        moving = [id for source in sources for id in source.documents]
        record = record_of(CorrectionKind.MERGED, now, by, why, kept, moving)
        archive.developments.regroup([*judgements, *following], [*made, *followers], events, told, correction=record)
        return made[0]


def split(
    archive: Archive,
    content: Content,
    id: str,
    named: Sequence[str],
    why: str,
    clock: Callable[[], datetime],
    *,
    by: str,
) -> Development:
    """Split reports, named by id or address, off into a new development, and return it.

    A reader who was told of the old one counts as told of both. ConfigError when the reports cannot be split off.
    """
    with alone(archive, clock) as now:
        why = reason_of(why)
        development = open_development(archive, content, id)
        leaving = {document_id for name in named for document_id in _reports(archive, development, name)}
        if leaving >= set(development.documents):
            raise ConfigError(COMMAND_LINE, id, "no report would be left in it: leave at least one")
        documents = in_order(archive, development.documents)
        leave = [document for document in documents if document.id in leaving]
        stay = [document for document in documents if document.id not in leaving]
        rest, begun = parted(development, stay, leave, free_id(leave, _Taken(archive)))
        judgements = [
            moved(judged(archive, document), begun, why, _role(archive, document, leave)) for document in leave
        ]
        events = [
            event_of(begun.id, now, f"split from {rest.id} by hand: {why}"),
            event_of(rest.id, now, f"split by hand, {begun.id} is its own now: {why}"),
        ]
        record = record_of(CorrectionKind.SPLIT, now, by, why, (rest.id, begun.id), begun.documents)
        archive.developments.regroup(judgements, [rest, begun], events, {rest.id: begun.id}, correction=record)
        return begun


def record_of(
    kind: CorrectionKind, now: datetime, by: str, why: str, developments: Iterable[str], documents: Iterable[str]
) -> Correction:
    """What is kept of a correction."""
    return Correction(kind=kind, at=now, who=by, why=why, developments=tuple(developments), documents=tuple(documents))


@contextmanager
def alone(archive: Archive, clock: Callable[[], datetime]) -> Iterator[datetime]:
    """Hold the turn at judging: judgements depend on which report belongs where."""
    with turn_now(archive, JUDGE, clock):
        yield clock()


class _Taken:
    """The ids in use, looked up one by one."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def __contains__(self, id: object) -> bool:
        return self._archive.developments.find(str(id)) is not None


def reason_of(why: str) -> str:
    """A reason as it is kept: one line of what people see. ConfigError without one, and for one too long to be read."""
    seen = " ".join("".join(letter for letter in why if letter.isspace() or not is_unseen(letter)).split())
    if not seen:
        raise ConfigError(COMMAND_LINE, "--why", "must give a reason, which is kept in the record")
    if len(seen) > LONGEST:
        raise ConfigError(COMMAND_LINE, "--why", f"must be at most {LONGEST} letters")
    return seen


def open_development(archive: Archive, content: Content, id: str) -> Development:
    """The development of this id, if a person may correct it; ConfigError says why not."""
    development = archive.developments.find(id)
    if id in {entry.id for entry in content.chronicle} or (development and development.chronicle):
        raise ConfigError(COMMAND_LINE, id, "it is an entry of the chronicle: edit it in corpus/")
    if development is None:
        raise ConfigError(COMMAND_LINE, id, "no such development: see tumen developments")
    if development.withdrawn:
        raise ConfigError(COMMAND_LINE, id, "none of its reports is about the subject, as a person found")
    if development.merged_into:
        raise ConfigError(COMMAND_LINE, id, f"it was already merged into {development.merged_into}")
    return development


def in_order(archive: Archive, ids: Sequence[str]) -> list[Document]:
    """The documents in order of arrival."""
    found = archive.documents.find_all(ids)
    return sorted(found, key=lambda document: (document.seen is None, document.seen, document.id))


def _reports(archive: Archive, development: Development, name: str) -> list[str]:
    """The reports of a development with this id or address."""
    found = [name] if archive.documents.find(name) else archive.documents.find_by_url(name)
    if not found:
        raise ConfigError(COMMAND_LINE, name, "no document with this id or address")
    mine = [id for id in found if id in development.documents]
    if not mine:
        raise ConfigError(
            COMMAND_LINE, name, f"it is not a report of {development.id}: see tumen show {development.id}"
        )
    return mine


def judged(archive: Archive, document: Document) -> Judgement:
    """The judgement of a document; ConfigError while it waits for one."""
    judgement = archive.developments.judgement(document.id)
    if judgement is None:
        raise ConfigError(
            COMMAND_LINE, document.id, "it was edited and not judged again yet: run tumen collect, then try again"
        )
    return judgement


def _role(archive: Archive, document: Document, leave: Sequence[Document]) -> Role:
    """The first report that leaves begins the new development."""
    if document is leave[0]:
        return Role.FIRST
    role = judged(archive, document).role
    return Role.REPEAT if role is Role.FIRST else role


def _storyline_followers(
    archive: Archive, sources: Sequence[Development], target: Development
) -> tuple[list[Development], list[Judgement]]:
    """The developments of storylines that a merged one began, and their judgements: they follow into the target's."""
    gone = {target.id, *(source.id for source in sources)}
    followers = [
        replace(development, storyline_id=target.storyline_id)
        for source in sources
        if source.id != target.storyline_id
        for development in archive.developments.latest(storyline=source.id)
        if development.id not in gone
    ]
    judgements = [
        replace(judgement, storyline_id=target.storyline_id)
        for development in followers
        for judgement in archive.developments.judgements(development.id)
    ]
    return followers, judgements


def event_of(development_id: str, at: datetime, what: str) -> DevelopmentEvent:
    """What is added to the history of a development."""
    return DevelopmentEvent(development_id=development_id, at=at, what=what)
