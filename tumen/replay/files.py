"""The files of the replay contract."""

from __future__ import annotations

import json
import os
import resource
from typing import Any

from tumen.analysis.matching.speakers import Speakers
from tumen.delivery.render import Rendering
from tumen.model import Channel, ChannelForm, Claim, Development, Digest, Document, Frame, Judgement, Slot
from tumen.replay.plan import Plan, Tally

FILE = Channel(id="file", form=ChannelForm.FILE, address="file", recipient="replay")
SLACK = Channel(id="slack", form=ChannelForm.SLACK, address="file", recipient="replay")


def write_digest(plan: Plan, digest: Digest) -> None:
    """Write one digest in every form."""
    folder = plan.out / "digests"
    reader = plan.reader
    themes = plan.watch.theme_names(reader.language)
    rendering = Rendering(digest, reader, theme_names=themes)
    parts, slack = rendering.message(FILE).parts, rendering.message(SLACK).parts
    names = {"json": parts["json"], "html": parts["html"], "txt": parts["text"], "slack.json": slack["slack"]}
    for ending, content in names.items():
        (folder / f"{digest.key}.{ending}").write_text(content, encoding="utf-8")


def document_row(document: Document, judgement: Judgement) -> dict[str, Any]:
    """Return one line of documents.jsonl."""
    reasons = (*document.reasons, *(r for r in judgement.reasons if r not in document.reasons))
    return {
        "id": document.id,
        "relevant": document.relevant,
        "relevance": round(document.relevance, 3),
        "duplicate_of": judgement.duplicate_of,
        "development": judgement.development_id,
        "storyline": judgement.storyline_id,
        "role": judgement.role.value,
        "changes": list(judgement.changes),
        "reasons": [f"{reason.step}: {reason.text}" for reason in reasons],
        "frames": [frame_row(frame, document) for frame in document.frames],
    }


def frame_row(frame: Frame, document: Document) -> dict[str, Any]:
    """Return one frame as documents.jsonl has it: its slots, and where the fillers of each stand in the text."""
    return {
        "kind": frame.kind.value,
        "via": frame.via.value,
        "stage": frame.stage.value,
        "certainty": frame.certainty.value,
        "agent": list(frame.agents),
        "counterpart": list(frame.counterparts),
        "object": list(frame.objects),
        "place": frame.place,
        "day": frame.day.isoformat() if frame.day else None,
        "claimant": frame.claimant,
        "relay": frame.relay,
        "host": frame.host.value if frame.host else None,
        "quantity": [
            [document.claims[n].metric, document.claims[n].low, document.claims[n].high] for n in frame.quantities
        ],
        "spans": _spans(frame),
    }


def _amount(claim: Claim) -> list[Any]:
    return [claim.metric, claim.low, claim.high]


def _spans(frame: Frame) -> dict[str, list[Any]]:
    """The place of each slot as [start, end]; of a slot with several fillers, a list of such pairs."""
    found = {slot.value: [list(span) for span in frame.spans_of(slot)] for slot in Slot}
    return {slot: spans[0] if len(spans) == 1 else spans for slot, spans in found.items() if spans}


def development_row(d: Development, speakers: Speakers) -> dict[str, Any]:
    """Return one line of developments.jsonl."""
    return {
        "id": d.id,
        "title": d.title,
        "day": d.day.isoformat() if d.day else None,
        "first_seen": d.first_seen.isoformat(),
        "last_seen": d.last_seen.isoformat(),
        "documents": list(d.documents),
        "storyline": d.storyline_id,
        "themes": list(d.themes),
        "origins": [speakers.label(origin) for origin in d.origins],
    }


def claim_row(document: Document, claim: Claim) -> dict[str, Any]:
    """Return one line of claims.jsonl."""
    return {
        "document": document.id,
        "metric": claim.metric,
        "low": claim.low,
        "high": claim.high,
        "unit": claim.unit,
        "claimant": claim.claimant,
        "polarity": claim.polarity.value,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
    }


def empty_digests(plan: Plan) -> None:
    """Make the folder of digests, without those that an earlier replay left in it; nothing else is touched."""
    folder = plan.out / "digests"
    folder.mkdir(exist_ok=True)
    for sealed in folder.glob("20??-??-??*.json"):
        for left in folder.glob(f"{sealed.name.removesuffix('.json').removesuffix('.slack')}.*"):
            if left.suffix in (".json", ".html", ".txt"):
                left.unlink(missing_ok=True)


def json_line(row: object) -> str:
    """Return a row as one line of JSON."""
    return json.dumps(row, ensure_ascii=False) + "\n"


def peak_mb() -> float:
    """Return the peak resident memory of this process and of its largest finished child, in MiB, added."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + children) / 1024


def write_run(plan: Plan, tally: Tally) -> None:
    """Write run.json: counts, seconds, speed and memory."""
    total = sum(tally.seconds.values())
    tally.peak_mb = round(peak_mb(), 1)
    row = {
        "stream": plan.path.name,
        "documents": tally.documents,
        "relevant": tally.relevant,
        "developments": tally.developments,
        "claims": tally.claims,
        "digests": tally.digests,
        "rejected": [{"line": r.number, "reason": r.reason} for r in tally.rejected],
        "seconds": {stage: round(spent, 3) for stage, spent in tally.seconds.items()},
        "seconds_by_half": [round(spent, 3) for spent in tally.halves],
        "documents_per_second": round(tally.documents / total, 1) if total else None,
        "peak_memory_mb": tally.peak_mb,
        "processes": min(plan.processes, os.cpu_count() or 1),
    }
    (plan.out / "run.json").write_text(json.dumps(row, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
