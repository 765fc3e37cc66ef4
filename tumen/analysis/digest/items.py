"""One development as an item of a digest: its headline and line, what changed, sentences, who says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from tumen.analysis.digest.changes import worded
from tumen.analysis.digest.event_day import event_day
from tumen.analysis.digest.history.overtaken_figures import revisions
from tumen.analysis.digest.importance import importance
from tumen.analysis.digest.key_figures import key_figures
from tumen.analysis.digest.lines.line import line
from tumen.analysis.digest.lines.subject import subject
from tumen.analysis.digest.lines.wording import spoken
from tumen.analysis.digest.origin_names import origin_names
from tumen.analysis.digest.selection.facets import facets
from tumen.analysis.digest.selection.headline import Headline, headlines
from tumen.analysis.digest.selection.summary import MOST, sentences
from tumen.analysis.digest.situation import Situation, Window
from tumen.analysis.matching.watch import Watch
from tumen.model import (
    Citation,
    Development,
    Document,
    Item,
    ItemKind,
    Judgement,
    Line,
    Reader,
    ReasonCode,
    ReasonStep,
    Report,
)

MOST_CHANGES: Final = 6  # of one item: more are not read
MOST_HEADLINES: Final = 8  # looked at for a line: the best of a development say it, the rest speaks of its edges


def item_of(
    reader: Reader,
    kind: ItemKind,
    development: Development,
    pairs: list[tuple[Document, Judgement]],
    situation: Situation,
    window: Window,
    added: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    *,
    most: int = MOST,
) -> Item:
    """Return what is told of a development from its reports of this window, in at most so many sentences.

    `added`: what an update adds, by report.

    What its party says last opens it, in the reader's language where any headline can be told in it.
    """
    language, watch, publishers = reader.language, situation.watch, situation.publishers
    is_update, judgements = kind == ItemKind.UPDATE, [judgement for _, judgement in pairs]
    chosen = _telling(kind, pairs, added, language=language)
    reports = tuple(publishers.report(document, judgement) for document, judgement in pairs)
    ranked = tuple(headlines(chosen.opening, watch.vocabulary, publishers, language=language, latest=is_update))
    named, told = _told(ranked, watch, language=language)
    changed = _each_once(added, _places_beneath(pairs)) if is_update else (*revisions(judgements), *contested(pairs))
    wording, times = spoken(watch, language), publishers.count(pairs)
    said = sentences(chosen.in_own, watch, language=language, limit=most, must=chosen.must, headline=named)
    lines = (told,) if told else ()
    sides = facets(ranked, watch.vocabulary, publishers, language=language, told=(*lines, *said))
    read = _read(language, reports, [one.citations for one in (*said, *lines, *sides)])
    names = {report.document_id: report.publisher for report in reports}
    changes = worded(changed, judgements, wording, year=window.until.year, publishers=names, read=read)
    telling = chosen.reports
    # What an update counts is told as what changed.
    figures = () if is_update else key_figures(telling, wording, told=lines, sentences=said, publishers=publishers)
    return Item(
        development_id=development.id,
        kind=kind,
        headline=named or development.title,
        line=told,
        figures=figures,
        sentences=said,
        further=sides,
        changes=changes[:MOST_CHANGES],
        reports=reports,
        publishers=times,
        origins=origin_names((document for document, _ in pairs), wording),
        themes=development.themes,
        storyline_id=development.storyline_id,
        event_date=event_day([d for d in telling if d.relevant] or telling, development.event_date),
        importance=importance(telling, changes=len(changed), publishers=times, ranks=situation.watch.ranks),
    )


class _Telling(NamedTuple):
    """The reports that an item is told from.

    `opening`: those whose headlines may name it; `in_own`: those whose sentences are told, with what the reader can
    read; `must`: the places, as document, start and end, that say what is new.
    """

    reports: list[Document]
    opening: list[Document]
    in_own: list[Document]
    must: list[tuple[str, int, int]]


def _telling(
    kind: ItemKind,
    pairs: Sequence[tuple[Document, Judgement]],
    added: Mapping[str, tuple[str, ...]],
    *,
    language: str,
) -> _Telling:
    """An update is told from what added something, a new development from its originals that are about the subject.

    Where none of these is in the reader's language, an original that is opens the item and gives sentences too.
    """
    originals = [document for document, judgement in pairs if judgement.duplicate_of is None] or [pairs[0][0]]
    relevant = [document for document in originals if document.relevant]
    if kind == ItemKind.UPDATE:
        telling = [document for document, _ in pairs if document.id in added]
        must = [(d.id, start, end) for d, j in pairs if d.id in added for start, end in j.evidence]
        must += [(d.id, claim.start, claim.end) for d in telling for claim in d.claims]
    else:
        telling, must = relevant or originals, []
    own = [document for document in relevant if document.language == language]
    if not own or any(document.language == language for document in telling):
        return _Telling(telling, telling, telling, must)
    return _Telling(telling, own, [*telling, *(document for document in own if document not in telling)], must)


def _told(ranked: Sequence[Headline], watch: Watch, *, language: str) -> tuple[str, Line | None]:
    """The headline that names a development and its line; where the best one gives none, the next that does."""
    for one in ranked[:MOST_HEADLINES]:
        told = line(one, watch, language=language)
        if told is not None:
            return one.text, told
    return (ranked[0].text, subject(ranked[0], watch, language=language)) if ranked else ("", None)


def _read(language: str, reports: Iterable[Report], told: Iterable[tuple[Citation, ...]]) -> tuple[Citation, ...]:
    """The places in reports of the reader's language that are read in their own words."""
    own = {report.document_id for report in reports if report.language == language}
    return tuple(citation for citations in told for citation in citations if citation.document_id in own)


def _each_once(added: Mapping[str, tuple[str, ...]], untold: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(change for changes in added.values() for change in changes if change not in untold))


def _places_beneath(pairs: Iterable[tuple[Document, Judgement]]) -> frozenset[str]:
    """Places that reports add below their headlines: there stand those of other happenings too, where a train left,
    where two met last year, so that the sentence tells it and no line."""
    added = ((change, len(document.draft.title)) for document, judgement in pairs for change in judgement.additions)
    return frozenset(
        change.text
        for change, title in added
        if change.code is ReasonCode.PLACE and change.span is not None and change.span[0] >= title
    )


def contested(pairs: Iterable[tuple[Document, Judgement]]) -> tuple[str, ...]:
    """Return who confirmed or denied a new development while it was reported; its figures speak in its sentences."""
    reasons = (reason for _, judgement in pairs for reason in judgement.reasons if reason.step is ReasonStep.NOVELTY)
    return tuple(
        dict.fromkeys(reason.text for reason in reasons if reason.code in (ReasonCode.CONFIRM, ReasonCode.DENY))
    )
