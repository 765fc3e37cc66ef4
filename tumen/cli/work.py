"""Commands that do something: run, import, collect, digest, alert, replay, reextract."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tumen import pipeline
from tumen.cli import screen
from tumen.errors import ConfigError
from tumen.model import DeliveryState, Digest, Receipt
from tumen.replay import Plan
from tumen.replay import replay as replay_stream
from tumen.settings import load_settings
from tumen.wiring import House, load_content, may_send, open_house

Json = Annotated[bool, Parameter(name="--json", help="Answer in JSON.", negative=())]

_SPAN = re.compile(r"(\d+)([mhd])")
_UNIT = {"m": "minutes", "h": "hours", "d": "days"}
_BAD = frozenset({DeliveryState.FAILED, DeliveryState.UNKNOWN, DeliveryState.EXPIRED})


def span(text: str) -> timedelta:
    """Return "24h", "90m" or "7d" as a span; ConfigError says how to write one."""
    match = _SPAN.fullmatch(text.strip())
    if not match or int(match[1]) == 0:
        raise ConfigError("command line", text, "write a span as 30m, 24h or 7d")
    return timedelta(**{_UNIT[match[2]]: int(match[1])})


def run(*, force: bool = False, json: Json = False) -> int:
    """Do the whole work once: collect, judge, write each reader's digest, deliver.

    Parameters
    ----------
    force
        Ask every source now, also those that are not due yet.
    """
    with open_house() as house:
        outcome = run_house(house, force=force)
    if json:
        screen.as_json(outcome)
    else:
        tell_run(outcome)
    return 1 if outcome["failed"] else 0


def run_house(house: House, *, force: bool = False, asking: bool = True) -> dict[str, object]:
    """Collect, judge, digest and deliver in an open house; returns what happened as plain values."""
    collected = _collect(house, force=force) if asking else pipeline.Collected()
    with screen.progress("Judging") as step:
        developed = pipeline.develop_all(house.archive, house.content, house.now(), step)
    digests = [_write(house, reader.id) for reader in house.content.readers]
    receipts = _deliver(house)
    return {
        "asked": collected.asked,
        "reached": collected.reached,
        "new_documents": collected.new,
        "edited_documents": collected.edited,
        "quarantined": collected.quarantined,
        "troubles": [{"source": t.source_id, "name": t.name, "reason": t.reason} for t in collected.troubles],
        "notes": collected.notes,
        "judged": developed.judged,
        "digests": [_digest_summary(house, digest) for digest in digests if digest is not None],
        "deliveries": [_receipt(receipt) for receipt in receipts],
        "failed": [_receipt(receipt) for receipt in receipts if receipt.state in _BAD],
        "folder": str(house.settings.digests),
        "coverage": _coverage(house),
    }


def _coverage(house: House) -> dict[str, int]:
    heard = pipeline.coverage(house.archive, house.content.sources)
    return {"reached": heard.reached, "of": heard.of}


def _collect(house: House, *, force: bool = False, only: str | None = None) -> pipeline.Collected:
    with screen.progress("Asking sources") as step:
        return pipeline.collect(
            house.archive,
            house.fetcher,
            house.content,
            house.now,
            only=only,
            force=force,
            workers=house.settings.workers,
            deadline=timedelta(minutes=house.settings.run_minutes),
            progress=step,
        )


def _write(house: House, reader_id: str, kind: str = "digest") -> Digest | None:
    reader = house.reader(reader_id)
    return pipeline.write_digest(
        house.archive, house.content, reader, house.now(), kind=kind, unsubscribe=house.settings.unsubscribe
    )


def _deliver(house: House) -> list[Receipt]:
    may_send(house)
    return pipeline.deliver(house.archive, house.channels, house.now)


def _digest_summary(house: House, digest: Digest) -> dict[str, object]:
    page = house.settings.digests / digest.reader_id
    return {
        "id": digest.id,
        "key": digest.key,
        "reader": digest.reader_id,
        "new": sum(item.kind == "new" for item in digest.items),
        "updates": sum(item.kind == "update" for item in digest.items),
        "background": len(digest.background),
        "read": digest.documents_read,
        "page": str(newest(page) or page),
    }


def newest(folder: Path) -> Path | None:
    """Return the newest page of a reader's folder."""
    pages = sorted(folder.glob("**/*.html"), key=lambda path: (path.stat().st_mtime, path.name))
    return pages[-1] if pages else None


def _receipt(receipt: Receipt) -> dict[str, str]:
    return {"delivery": receipt.delivery_id, "state": receipt.state.value, "detail": receipt.detail}


def tell_run(outcome: dict[str, object]) -> None:
    """Say on the screen what a run did, where the digest is, and what to do next."""
    troubles = outcome["troubles"]
    assert isinstance(troubles, list)
    say = screen.say
    say(f"Reached {outcome['reached']} of {outcome['asked']} sources asked; {outcome['new_documents']} new documents.")
    for trouble in troubles[:5]:
        say(f"  not reached: {trouble['name']}: {trouble['reason']}")
    if len(troubles) > 5:
        say(f"  … and {len(troubles) - 5} more: tumen sources list")
    digests = outcome["digests"]
    assert isinstance(digests, list)
    for digest in digests:
        say(f"Digest for {digest['reader']}: {digest['new']} new, {digest['updates']} changed, {digest['read']} read.")
        say(f"  {digest['page']}")
    failed = outcome["failed"]
    assert isinstance(failed, list)
    for receipt in failed:
        say(f"  delivery {receipt['delivery']}: {receipt['state']}: {receipt['detail']}")
    if failed:
        say("Next: tumen deliveries list")
    elif digests:
        say("Next: open the page above, or read it here with: tumen digest --preview --since-beginning")


def import_paths(paths: list[Path], /, *, json: Json = False) -> int:
    """Import documents from files and folders: text, Markdown, HTML, JSON Lines, CSV. A second import adds nothing.

    Parameters
    ----------
    paths
        Files or folders to read.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise ConfigError("command line", str(missing[0]), "there is no such file or folder")
    with open_house() as house:
        brought = pipeline.bring(house.archive, paths, house.content.watch, house.now())
        developed = pipeline.develop_all(house.archive, house.content, house.now())
        roles = {role.value: count for role, count in sorted(developed.roles.items())}
    if json:
        screen.as_json({"read": brought.asked, "new": brought.new, "edited": brought.edited, "roles": roles,
                        "quarantined": brought.troubles, "notes": brought.notes})  # fmt: skip
        return 0
    known = brought.reached - brought.new - brought.edited
    screen.say(f"{brought.asked} documents read: {brought.new} new, {brought.edited} edited, {known} known already.")
    for note in brought.notes:
        screen.say(f"  {note}")
    for trouble in brought.troubles:
        screen.say(f"  kept aside: {trouble.name}: {trouble.reason}")
    if roles:
        screen.say("Judged: " + ", ".join(f"{count} {role}" for role, count in roles.items()))
        screen.say("Next: tumen digest --preview --since-beginning")
    return 0


def collect(*, source: str | None = None, force: bool = False, json: Json = False) -> int:
    """Ask the sources that are due and keep what they sent.

    Parameters
    ----------
    source
        Ask only this source (its id).
    force
        Ask also what is not due yet.
    """
    with open_house() as house:
        if source is not None and source not in {known.id for known in house.content.sources}:
            raise ConfigError("sources.toml", source, "no such source: see tumen sources list")
        done = _collect(house, force=force or source is not None, only=source)
        developed = pipeline.develop_all(house.archive, house.content, house.now())
    if json:
        screen.as_json(done)
        return 0
    screen.say(f"Reached {done.reached} of {done.asked} sources asked; {done.new} new documents, {developed.judged} judged.")
    for trouble in done.troubles:
        screen.say(f"  not reached: {trouble.name}: {trouble.reason}")
    return 0


def digest(
    *,
    reader: str | None = None,
    preview: bool = False,
    since_beginning: bool = False,
    chronicle: str = "shipped",
    json: Json = False,
) -> int:
    """Write the digests that are due and deliver them, or look at one first.

    Parameters
    ----------
    reader
        Only for this reader (its id); else for everyone.
    preview
        Show it here; nothing is written, nothing is sent.
    since_beginning
        With --preview: everything in the archive, judged anew, as if nothing had been told yet.
    chronicle
        With --since-beginning: "none" forgets what was known before the first run.
    """
    if chronicle not in {"shipped", "none"}:
        raise ConfigError("command line", "--chronicle", 'write "shipped" or "none"')
    with open_house(chronicle=chronicle != "none") as house:
        wanted = [house.reader(reader)] if reader else list(house.content.readers)
        if preview:
            return _preview(house, wanted[0].id, since_beginning, as_json=json)
        digests = [_write(house, one.id) for one in wanted]
        receipts = _deliver(house)
        told = [_digest_summary(house, one) for one in digests if one is not None]
    failed = [_receipt(receipt) for receipt in receipts if receipt.state in _BAD]
    if json:
        screen.as_json({"digests": told, "deliveries": [_receipt(receipt) for receipt in receipts]})
    for one in () if json else told:
        screen.say(f"Digest for {one['reader']}: {one['new']} new, {one['updates']} changed: {one['page']}")
    for receipt in () if json else failed:
        screen.say(f"  delivery {receipt['delivery']}: {receipt['state']}: {receipt['detail']}")
    return 1 if failed else 0


def _preview(house: House, reader_id: str, since_beginning: bool, *, as_json: bool) -> int:
    reader = house.reader(reader_id)
    if since_beginning:
        made: Digest | None = pipeline.preview_all(house.archive, house.content, reader, house.now())
    else:
        made = pipeline.write_digest(house.archive, house.content, reader, house.now(), seal=False)
    assert made is not None
    message = pipeline.shown(made, reader, house.content.watch.theme_names(reader.language))
    print(message.parts["json" if as_json else "text"])
    return 0


def alert(*, json: Json = False) -> int:
    """Send readers with alerts what is new since their last digest, if anything is."""
    with open_house() as house:
        pipeline.develop_all(house.archive, house.content, house.now())
        digests = [_write(house, reader.id, "alert") for reader in house.content.readers if reader.alerts]
        receipts = _deliver(house)
        told = [_digest_summary(house, one) for one in digests if one is not None]
    if json:
        screen.as_json({"alerts": told, "deliveries": [_receipt(receipt) for receipt in receipts]})
    else:
        screen.say("\n".join(f"Alert for {a['reader']}: {a['new']} new" for a in told) or "Nothing to alert anyone of.")
    return 1 if any(receipt.state in _BAD for receipt in receipts) else 0


def replay(
    stream: Path,
    /,
    *,
    out: Path,
    every: str = "24h",
    watch: str = "shipped",
    chronicle: str = "shipped",
    json: Json = False,
) -> int:
    """Run the whole judgement over a recorded stream (JSON Lines) with a frozen clock, and write what came of it.

    Parameters
    ----------
    stream
        The stream: one document a line, with id, title, text, url, published, source and language.
    out
        Folder for documents.jsonl, developments.jsonl, claims.jsonl, digests/ and run.json.
    every
        How often a digest is due: 24h, 12h, 7d.
    watch
        "none" switches the subject off: every document counts.
    chronicle
        "none" leaves out what was known before the stream's first document.
    """
    content = load_content(load_settings(), chronicle=chronicle != "none", watch=watch != "none")
    plan = Plan(
        path=stream,
        out=out,
        watch=content.watch,
        chronicle=content.chronicle,
        every=span(every),
        processes=min(2, os.cpu_count() or 1),
    )
    with screen.progress("Replaying") as step:
        tally = replay_stream(plan, step)
    if json:
        screen.as_json(tally)
        return 0
    total = sum(tally.seconds.values())
    screen.say(
        f"{tally.documents} documents, {tally.relevant} on the subject, {tally.developments} developments, "
        f"{tally.digests} digests in {total:.1f} s ({tally.documents / total if total else 0:.0f} a second)."
    )
    for rejected in tally.rejected[:10]:
        screen.say(f"  line {rejected.number} set aside: {rejected.reason}")
    screen.say(f"Next: open {newest(out / 'digests') or out}")
    return 0


def reextract(*, since: str = "30d", json: Json = False) -> int:
    """Read kept replies again with today's extractors; what they read better becomes a new version.

    Parameters
    ----------
    since
        How far back: 30d, 48h.
    """
    with open_house() as house:
        done = pipeline.reread(house.archive, house.content, house.now() - span(since), house.now())
    if json:
        screen.as_json(done)
    else:
        screen.say(f"{done.reached} of {done.asked} replies read again: {done.new} new documents, {done.edited} edited.")
    return 0
