"""Commands that do something: run, import, collect, digest, alert, replay, reextract."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from tumen import pipeline
from tumen.cli import screen
from tumen.cli.arguments import Flag, Json, Shipped, span
from tumen.errors import ConfigError
from tumen.model import Digest, Receipt
from tumen.replay import Plan
from tumen.replay import replay as replay_stream
from tumen.report import (
    Run,
    failed,
    newest,
    of_collection,
    of_digest,
    of_receipts,
    of_run,
    told_collection,
    told_digests,
    told_import,
    told_rows,
)
from tumen.report import told as lines_of
from tumen.settings import load_settings
from tumen.wiring import Runtime, load_content, may_send, open_runtime


def run(*, force: Flag = False, json: Json = False) -> int:
    """Do everything once: collect, judge, write each reader's digest, deliver.

    Parameters
    ----------
    force
        Ask every source now, including those not due yet.
    """
    with open_runtime() as runtime:
        outcome = run_house(runtime, force=force)
    if json:
        screen.as_json(outcome)
    else:
        tell_run(outcome)
    return 1 if outcome["failed"] else 0


def run_house(runtime: Runtime, *, force: bool = False) -> Run:
    """Collect, judge, digest and deliver in an open house; returns what happened."""
    asking = of_collection(_collect(runtime, force=force))
    with screen.progress("Judging") as step:
        developed = pipeline.develop_all(runtime.archive, runtime.content, runtime.now, step)
    digests = [_write(runtime, reader.id) for reader in runtime.content.readers]
    rows = of_receipts(_deliver(runtime))
    told = [of_digest(digest, runtime.settings.digests) for digest in digests if digest is not None]
    return of_run(asking, developed.judged, told, rows, pipeline.coverage(runtime.archive, runtime.content.sources))


def tell_run(outcome: Run) -> None:
    """Say on the screen what a run did, where the digest is, and what to do next."""
    for line in lines_of(outcome):
        screen.say(line)


def _collect(runtime: Runtime, *, force: bool = False, only: str | None = None) -> pipeline.Collected:
    with screen.progress("Asking sources") as step:
        return pipeline.collect(
            runtime.archive,
            runtime.fetcher,
            runtime.content,
            runtime.now,
            only=only,
            force=force,
            workers=runtime.settings.workers,
            deadline=timedelta(minutes=runtime.settings.run_minutes),
            progress=step,
        )


def _write(runtime: Runtime, reader_id: str, kind: str = "digest") -> Digest | None:
    reader = runtime.reader(reader_id)
    return pipeline.write_digest(
        runtime.archive, runtime.content, reader, runtime.now(), kind=kind, unsubscribe=runtime.settings.unsubscribe
    )


def _deliver(runtime: Runtime) -> list[Receipt]:
    may_send(runtime)
    return pipeline.deliver(runtime.archive, runtime.channels, runtime.now, runtime.mailbox)


def import_paths(paths: list[Path], /, *, json: Json = False) -> int:
    """Import documents from files and folders: text, Markdown, HTML, JSON Lines, CSV. A second import adds nothing.

    Parameters
    ----------
    paths
        Files or folders to read.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise ConfigError("command line", str(missing[0]), "no such file or folder")
    with open_runtime() as runtime:
        with screen.progress("Importing") as step:
            brought = pipeline.bring(runtime.archive, paths, runtime.content.watch, runtime.now(), step)
        with screen.progress("Judging") as step:
            developed = pipeline.develop_all(runtime.archive, runtime.content, runtime.now, step)
        roles = {role.value: count for role, count in sorted(developed.roles.items())}
    if json:
        screen.as_json({"read": brought.asked, "new": brought.new, "edited": brought.edited, "roles": roles,
                        "quarantined": brought.troubles, "notes": brought.notes})  # fmt: skip
        return 1 if brought.troubles and not brought.reached else 0
    for line in told_import(brought, roles):
        screen.say(line)
    return 1 if brought.troubles and not brought.reached else 0


def collect(*, source: str | None = None, force: Flag = False, json: Json = False) -> int:
    """Ask the sources that are due and store what is new.

    Parameters
    ----------
    source
        Ask only this source (its id).
    force
        Also ask sources that are not due yet.
    """
    with open_runtime() as runtime:
        if source is not None and source not in {known.id for known in runtime.content.sources}:
            raise ConfigError("sources.toml", source, "no such source: see tumen sources list")
        done = _collect(runtime, force=force or source is not None, only=source)
        with screen.progress("Judging") as step:
            developed = pipeline.develop_all(runtime.archive, runtime.content, runtime.now, step)
    if json:
        screen.as_json(done)
        return 0
    for line in told_collection(done, developed.judged):
        screen.say(line)
    return 0


def digest(
    *,
    reader: str | None = None,
    preview: Flag = False,
    since_beginning: Flag = False,
    chronicle: Shipped = "shipped",
    json: Json = False,
) -> int:
    """Write the digests that are due and deliver them, or preview one.

    Parameters
    ----------
    reader
        Only for this reader (its id); by default for every reader.
    preview
        Print it; nothing is stored or sent.
    since_beginning
        With --preview: judge everything in the archive anew, as if no digest had been sent yet.
    chronicle
        With --since-beginning: "none" leaves out what was known before the first run.
    """
    with open_runtime(chronicle=chronicle != "none") as runtime:
        wanted = [runtime.reader(reader)] if reader else list(runtime.content.readers)
        if preview:
            return _preview(runtime, wanted[0].id, since_beginning, as_json=json)
        digests = [_write(runtime, one.id) for one in wanted]
        receipts = _deliver(runtime)
        told = [of_digest(one, runtime.settings.digests) for one in digests if one is not None]
    rows = of_receipts(receipts)
    if json:
        screen.as_json({"digests": told, "deliveries": rows})
    else:
        for line in (*told_digests(told), *told_rows(rows)):
            screen.say(line)
    return 1 if failed(rows) else 0


def _preview(runtime: Runtime, reader_id: str, since_beginning: bool, *, as_json: bool) -> int:
    reader = runtime.reader(reader_id)
    if since_beginning:
        made = pipeline.preview_all(runtime.archive, runtime.content, reader, runtime.now())
    else:
        made = pipeline.preview(runtime.archive, runtime.content, reader, runtime.now())
    message = pipeline.shown(made, reader, runtime.content.watch.theme_names(reader.language))
    print(message.parts["json" if as_json else "text"])
    return 0


def alert(*, json: Json = False) -> int:
    """Send readers with alerts what is new since their last digest, if anything."""
    with open_runtime() as runtime:
        pipeline.develop_all(runtime.archive, runtime.content, runtime.now)
        digests = [_write(runtime, reader.id, "alert") for reader in runtime.content.readers if reader.alerts]
        receipts = _deliver(runtime)
        told = [of_digest(one, runtime.settings.digests) for one in digests if one is not None]
    rows = of_receipts(receipts)
    if json:
        screen.as_json({"alerts": told, "deliveries": rows})
    else:
        screen.say("\n".join(f"Alert for {a['reader']}: {a['new']} new" for a in told) or "No new alerts.")
    return 1 if failed(rows) else 0


def replay(
    stream: Path,
    /,
    *,
    out: Path,
    every: str = "24h",
    watch: Shipped = "shipped",
    chronicle: Shipped = "shipped",
    json: Json = False,
) -> int:
    """Judge a recorded stream (JSON Lines) with a frozen clock and write the results.

    Parameters
    ----------
    stream
        The stream: one document a line, with id, title, text, url, published, source and language.
    out
        Folder for documents.jsonl, developments.jsonl, claims.jsonl, digests/ and run.json.
    every
        Time between digests: 24h, 12h, 7d.
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
        screen.say(f"  line {rejected.number} skipped: {rejected.reason}")
    screen.say(f"Next: open {newest(out / 'digests') or out}")
    return 0


def reextract(*, since: str = "30d", json: Json = False) -> int:
    """Parse stored responses again with the current extractors; improved texts become new versions.

    Parameters
    ----------
    since
        How far back: 30d, 48h.
    """
    with open_runtime() as runtime:
        done = pipeline.reread(runtime.archive, runtime.content, runtime.now() - span(since), runtime.now())
    if json:
        screen.as_json(done)
    else:
        screen.say(
            f"{done.reached} of {done.asked} responses parsed again: {done.new} new documents, {done.edited} edited."
        )
    return 0
