"""Commands that show what is known, and the reasons of each judgement: developments, trace."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from cyclopts import App

from tumen.analysis.extraction.amounts import amount
from tumen.cli import correct, screen
from tumen.cli.arguments import Json
from tumen.cli.corrected import show_corrections
from tumen.cli.days import span
from tumen.cli.digest_trace import show_digest
from tumen.counts import counted
from tumen.errors import ConfigError
from tumen.model import Development
from tumen.storage import Trace
from tumen.wiring import clock, open_archive

UNDATED = "undated"

developments = App(name="developments", help="What is known: list (without a command), and correct it.")
developments.command(correct.merge)
developments.command(correct.split)
developments.command(correct.not_about)
developments.command(correct.about)


@developments.default
def list_developments(
    *, since: str | None = None, storyline: str | None = None, limit: int = 30, json: Json = False
) -> int:
    """List developments, the most recently reported first. Those merged into another one are hidden.

    Parameters
    ----------
    since
        Only those with a report in this time: 7d, 48h, …
    storyline
        Only those of this storyline.
    limit
        Show at most this many.
    """
    with open_archive() as archive:
        after = clock() - span(since, "--since") if since else None
        found = archive.developments.latest(since=after, limit=limit, storyline=storyline)
        days = archive.search.days([development.id for development in found])
    if json:
        screen.as_json([_record(development) for development in found])
        return 0
    rows = [(d.id, days.get(d.id) or UNDATED, d.title, len(d.documents), ", ".join(d.themes[:3])) for d in found]
    screen.table("Developments", ("id", "happened", "title", "reports", "themes"), rows)
    if not found:
        screen.say("They come from documents: tumen run, or tumen import PATH. What was known before is in corpus/.")
    return 0


def _record(development: Development) -> dict[str, Any]:
    return asdict(development) | {"day": development.day}


def trace(what: str, /, *, json: Json = False) -> int:
    """Show the history of one document: its source, each judgement with its evidence, the digests it is in.

    Of a digest: what it told and what it left out, each with its reason.

    Parameters
    ----------
    what
        Id or address of the document, the id it was imported under, or the id at the foot of a digest.
    """
    with open_archive() as archive:
        found = archive.trace(what)
        digest = archive.digests.find(what) if found is None else None
        deliveries = archive.outbox.deliveries(digest_id=what) if digest else []
    if digest is not None:
        from tumen.delivery.render import record_of  # templates are read for a digest only

        screen.as_json(record_of(digest)) if json else show_digest(digest, deliveries)
        return 0
    if found is None:
        raise ConfigError("command line", what, "no document with this id or address, and no digest with this id")
    if json:
        screen.as_json(asdict(found))
    else:
        _show_trace(found)
    return 0


def _show_trace(t: Trace) -> None:
    d, say = t.document, screen.say
    say(d.draft.title)
    say(f"  id {d.id}  from {t.source_id}  {d.draft.url or 'no address'}")
    say(f"  published {_at(d.draft.published)}  seen {_at(d.seen)}  language {d.language}  number {t.seq}")
    if t.raw is not None:
        say(f"  extracted from {len(t.raw.body)} bytes of {t.raw.final_url} at {_at(t.raw.fetched_at)}")
    if d.draft.gone:
        say(f"  its page is gone: {d.draft.gone}")
    _show_versions(t)
    say(f"Relevance {d.relevance:.2f}: {'about the subject' if d.relevant else 'not about the subject'}")
    judged = t.judgement
    for reason in (*d.reasons, *(judged.reasons if judged else ())):
        say(f"  {reason.step}: {reason.text}")
    if judged is not None:
        say(f"Role: {judged.role.value}" + (f", a copy of {judged.duplicate_of}" if judged.duplicate_of else ""))
        for change in judged.changes:
            say(f"  adds {change}")
    _show_development(t)
    show_corrections(t.corrections)
    for claim in d.claims:
        who = claim.claimant or "nobody named"
        say(f"  claim: {claim.metric} {amount(claim.low, claim.high)} by {who}: {claim.quote}")
    for digest in t.digests:
        because = f": {digest.reason}" if digest.reason else ""
        say(f"{'Included in' if digest.told else 'Left out of'} {digest.key} ({_at(digest.at)}){because}")
        for delivery in digest.deliveries:
            say(f"  {delivery.channel.id} to {delivery.channel.recipient}: {delivery.state.value}")


def _at(moment: datetime | None, unknown: str = "unknown") -> str:
    return f"{screen.minute(moment)} UTC" if moment else unknown


def _show_versions(t: Trace) -> None:
    from tumen.desk.versions import edits  # sentences are told apart for a trace with several versions only

    before = {edit.number: edit.former.judgement for edit in t.edits}
    for version, edit in zip(t.versions[1:], edits(t.versions, t.document.language), strict=True):
        screen.say(f"  edited at {_at(version.at)}: {version.title}")
        for one in edit.changed:
            for sign, said in (("-", one.before), ("+", one.after)):
                if said:
                    screen.say(f"    {sign} {said}")
        was = before.get(version.number - 1)
        if was is not None:
            screen.say(f"    until then judged {was.role.value}, {was.development_id or 'in no development'}")


def _show_development(t: Trace) -> None:
    if t.development is None:
        return
    screen.say(
        f"Development {t.development.id}: {t.development.title} ({counted(len(t.development.documents), 'report')})"
    )
    for event in t.events:
        if event.document_id in (None, t.document.id):
            screen.say(f"  {event.at:%Y-%m-%d %H:%M} {event.what}")
