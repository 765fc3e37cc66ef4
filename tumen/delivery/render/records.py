"""A digest as JSON: every field that a replay writes, and beside them what a program needs to show it."""

from __future__ import annotations

import json
from collections.abc import Callable
from json.encoder import encode_basestring
from typing import Any

from tumen.delivery.clean import clean
from tumen.delivery.render.in_short import in_short
from tumen.delivery.safe_links import safe_url
from tumen.model import (
    Digest,
    Earlier,
    Figure,
    Item,
    LeftOut,
    Line,
    ModelUse,
    OpenPoint,
    Report,
    Sentence,
    Storyline,
    ToRead,
    Week,
)


def record_of(digest: Digest) -> dict[str, Any]:
    """The digest as plain JSON values; texts cleaned, addresses http(s) or null."""
    return {
        "key": digest.key,
        "id": digest.id,
        "reader": digest.reader_id,
        "kind": digest.kind,
        "language": digest.language,
        "from": digest.since.isoformat() if digest.since else None,
        "to": digest.until.isoformat(),
        "in_short": [
            {"development": item.development_id, **_sentence(said), **_machine(item)} for item, said in in_short(digest)
        ],
        "items": [_item(item) for item in digest.items],
        "background": [_item(item) for item in digest.background],
        "to_read": [_to_read(one) for one in digest.to_read],
        "left_out": [_left_out(entry) for entry in digest.left_out],
        "sources": {
            "reached": digest.coverage.reached,
            "of": digest.coverage.of,
            "troubles": [
                {"source": trouble.source_id, "name": clean(trouble.name), "reason": clean(trouble.reason)}
                for trouble in digest.coverage.troubles
            ],
        },
        "documents": {"read": digest.documents_read, "relevant": digest.documents_relevant},
        "still_open": [_open_point(point) for point in digest.still_open],
        **({"language_model": _model_use(digest.model_use)} if digest.model_use else {}),
        **({"week": _week(digest.week)} if digest.week else {}),
    }


def json_of(digest: Digest) -> str:
    """`record_of` as text, readable by people too."""
    # A lone surrogate in an id would make the text unencodable; nothing else can be left of one.
    pieces: list[str] = []
    _write(record_of(digest), "\n", pieces.append)
    text = "".join(pieces)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def _write(value: Any, gap: str, write: Callable[[str], None]) -> None:
    """Write a JSON value as `json` indents it by two, which does so in Python with many calls for each value.

    `gap`: the line break and the spaces before what closes the value.
    """
    inner = f"{gap}  "
    if isinstance(value, str):
        write(encode_basestring(value))
    elif type(value) is int:
        write(str(value))
    elif isinstance(value, dict) and value:
        before = f"{{{inner}"
        for key, one in value.items():
            write(f"{before}{encode_basestring(key)}: ")
            _write(one, inner, write)
            before = f",{inner}"
        write(f"{gap}}}")
    elif isinstance(value, list) and value:
        before = f"[{inner}"
        for one in value:
            write(before)
            _write(one, inner, write)
            before = f",{inner}"
        write(f"{gap}]")
    else:
        write(json.dumps(value))


def _to_read(one: ToRead) -> dict[str, Any]:
    return {
        "title": clean(one.title),
        "document": one.document_id,
        "publisher": clean(one.publisher),
        "url": safe_url(one.url) or None,
        "language": one.language,
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "development": item.development_id,
        "also": list(item.also),
        "kind": item.kind,
        "headline": clean(item.headline),
        "line": _line(item.line) if item.line else None,
        "changes": [clean(change) for change in item.changes],
        "before": [clean(item.earlier.headline)] if item.earlier else [],
        "figures": [_line(figure) for figure in item.figures],
        "sentences": [_sentence(sentence) for sentence in item.sentences],
        "further": [_line(one) for one in item.further],
        "reports": len(item.reports),
        "publishers": item.publishers,
        "origins": len(item.origins),
        "origin_names": [clean(origin) for origin in item.origins],
        "documents": [report.document_id for report in item.reports],
        "sources": [_report(report) for report in item.reports],
        "themes": list(item.themes),
        "storyline": item.storyline_id,
        "event_date": item.event_date.isoformat() if item.event_date else None,
        "importance": item.importance.reason,
        "earlier": _earlier(item.earlier) if item.earlier else None,
        "series": [_figure(figure) for figure in item.series],
    }


def _line(line: Line) -> dict[str, Any]:
    machine = {"machine": True} if line.machine else {}
    return {"text": clean(line.text), "language": line.language, "citations": _citations(line), **machine}


def _machine(item: Item) -> dict[str, Any]:
    return {"machine": True} if item.is_machine_worded else {}


def _model_use(use: ModelUse) -> dict[str, Any]:
    refused = [
        {"development": one.development_id, "text": clean(one.text), "fault": one.fault, "words": clean(one.words)}
        for one in use.refused
    ]
    counts = {"calls": use.calls, "tokens": use.tokens, "worded": use.worded}
    return {"model": clean(use.model), **counts, "refused": refused, "failure": clean(use.failure) or None}


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {"text": clean(sentence.text, 20_000), "citations": _citations(sentence)}


def _citations(cited: Sentence | Line) -> list[dict[str, Any]]:
    return [{"document": c.document_id, "start": c.start, "end": c.end} for c in cited.citations]


def _report(report: Report) -> dict[str, Any]:
    return {
        "document": report.document_id,
        "publisher": clean(report.publisher),
        "title": clean(report.title),
        "url": safe_url(report.url) or None,
        "published": report.published.isoformat() if report.published else None,
        "language": report.language,
        "state": report.state,
        "duplicate_of": report.duplicate_of,
    }


def _left_out(entry: LeftOut) -> dict[str, Any]:
    what = {"document": entry.document_id} if entry.document_id is not None else {"development": entry.development_id}
    shown = {"title": clean(entry.title), "url": safe_url(entry.url) or None, "times": entry.times}
    code = {"code": entry.code.value} if entry.code else {}  # a digest sealed before there were codes has none
    return {**what, **code, "reason": clean(entry.reason), **shown}


def _earlier(earlier: Earlier) -> dict[str, Any]:
    return {
        "relation": earlier.relation,
        "development": earlier.development_id,
        "headline": clean(earlier.headline),
        "told": earlier.told.isoformat(),
        "place": earlier.place,
        "figure": _figure(earlier.figure) if earlier.figure else None,
        "now": _figure(earlier.now) if earlier.now else None,
    }


def _open_point(point: OpenPoint) -> dict[str, Any]:
    return {
        "kind": point.kind,
        "development": point.development_id,
        "headline": clean(point.headline),
        "metric": point.metric or None,
        "figures": [_figure(figure) for figure in point.figures],
        "day": point.day.isoformat() if point.day else None,
    }


def _week(week: Week) -> dict[str, Any]:
    return {
        "storylines": [_storyline(line) for line in week.storylines],
        "quiet": [
            {"storyline": one.storyline_id, "text": clean(one.text), "last": one.last.isoformat()} for one in week.quiet
        ],
    }


def _storyline(line: Storyline) -> dict[str, Any]:
    return {
        "storyline": line.storyline_id,
        "title": clean(line.title),
        "new": line.is_new,
        "steps": [
            {
                "development": step.development_id,
                "day": step.day.isoformat(),
                "text": clean(step.text),
                "told": step.told.isoformat() if step.told else None,
                "documents": list(step.documents),
            }
            for step in line.steps
        ],
        "revisions": [{"before": _figure(one.before), "now": _figure(one.now)} for one in line.revisions],
        "still_open": [_open_point(point) for point in line.still_open],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "metric": figure.metric,
        "low": figure.low,
        "high": figure.high,
        "claimant": clean(figure.claimant) if figure.claimant else None,
        "polarity": figure.polarity,
        "said": figure.said.isoformat(),
        "document": figure.document_id,
        "start": figure.start,
        "end": figure.end,
    }
