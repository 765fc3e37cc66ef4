"""Commands that do something: run, import, collect, digest, alert, reextract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from extractors import FACTS
from tumen import pipeline
from tumen.cli import screen
from tumen.cli.arguments import Flag, Json, Mapped, Shipped, pairs
from tumen.cli.days import span
from tumen.cli.share import share
from tumen.counts import counted
from tumen.errors import ConfigError
from tumen.installation import Absent, may_send
from tumen.model import Digest, DigestKind, Reader, Receipt
from tumen.operator import watched
from tumen.report.lines import SHOWN, collection_lines, delivery_lines, digest_lines, import_lines, run_lines
from tumen.report.rows import DigestSummary, Run, failed, of_collection, of_digest, of_receipts, of_run
from tumen.wiring import Runtime, open_runtime, open_wording


def run(*, due: Flag = False, force: Flag = False, json: Json = False) -> int:
    """Do everything once: collect, judge, write each reader's digest, deliver.

    Parameters
    ----------
    due
        Write only the digests whose hour has come, by each reader's schedule; for cron, as often as you like.
    force
        Ask every source now, including those not due yet.
    """
    with watched("run"), open_runtime() as runtime:
        outcome = run_once(runtime, force=force, due=due)
    if json:
        screen.as_json(outcome)
    else:
        for line in run_lines(outcome, due=due):
            screen.say(line)
    return 1 if outcome["failed"] else 0


def run_once(runtime: Runtime, *, force: bool = False, due: bool = False) -> Run:
    """Collect, judge, write digests (with `due`, those whose hour has come) and deliver; returns what happened."""
    done = pipeline.run(
        lambda: _gather(runtime, force=force),
        lambda: _send(runtime, runtime.content.readers, due=due),
        lambda: pipeline.coverage(runtime.archive, runtime.content.sources),
    )
    gathered, sent = done.gathered, done.sent
    rows = of_receipts(sent.deliveries)
    aside = runtime.archive.put_aside.first(SHOWN + 1)
    return of_run(of_collection(gathered.collected), gathered.judged, sent.digests, rows, done.coverage, aside)


def _gather(runtime: Runtime, *, force: bool, only: str | None = None) -> pipeline.Gathered[pipeline.Collected]:
    def ask() -> pipeline.Collected:
        with (
            screen.progress("Asking sources") as progress,
            pipeline.turn(runtime.archive, pipeline.COLLECT, runtime.now, progress),
        ):
            return runtime.collect(only, force=force, progress=progress)

    def judge() -> int:
        # What an import or a killed run left in batches, where no worker takes them.
        share(runtime)
        return _develop(runtime).judged

    return pipeline.gather(pipeline.Gathering(collect=ask, develop=judge))


def _develop(runtime: Runtime) -> pipeline.Developed:
    with screen.progress("Judging") as progress:
        return pipeline.develop_all(runtime.archive, runtime.content, runtime.now, progress)


def _send(
    runtime: Runtime, readers: Sequence[Reader], kind: DigestKind = DigestKind.DIGEST, *, due: bool = False
) -> pipeline.Sent[Receipt, DigestSummary]:
    def write(reader_id: str) -> Digest | None:
        return pipeline.write_digest(
            runtime.archive,
            runtime.content,
            runtime.reader(reader_id),
            runtime.now(),
            kind=kind,
            unsubscribe=runtime.settings.unsubscribe,
            site=runtime.settings.site,
            wording=open_wording(runtime.settings),
            if_due=due,
        )

    def deliver() -> list[Receipt]:
        may_send(runtime.archive, runtime.settings)
        everyone = runtime.content.readers
        return pipeline.deliver(runtime.archive, runtime.channels, runtime.now, runtime.mailbox, readers=everyone)

    steps = pipeline.Sending(
        develop=lambda: _develop(runtime).judged,
        write=write,
        deliver=deliver,
        summarize=lambda digest, _: of_digest(digest, runtime.reader(digest.reader_id), runtime.settings.digests),
    )
    return pipeline.send(steps, [reader.id for reader in readers])


def import_paths(
    paths: list[Path], /, *, map: Mapped = (), tell: Flag = False, batches: Flag = False, json: Json = False
) -> int:
    """Import documents from files and folders. A second import adds nothing.

    Tumen reads text, Markdown, HTML, JSON, JSON Lines, CSV, Excel (.xlsx) and feeds; mail (.eml, .mbox), PDF, Word
    (.docx), OpenDocument, EPUB and RTF; exports of readers, press databases and reference managers; web archives
    (.warc); and .zip, .tar.gz and .gz of all of these.

    Parameters
    ----------
    paths
        Files or folders to read.
    map
        Which key or column says a fact, where it is not known by itself: text=story_text. Facts: title, text, html,
        date, url, author, site, language. May be given several times; text= says that there is none.
    tell
        Tell readers of these documents like of what was collected, however old they say they are. Without it, what is
        dated before the days that a new reader is told of (`look_back_days`) is known from then on, and no news.
    batches
        Only put the documents into batches, for `tumen work` and the next `tumen run` to read and judge.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise ConfigError("command line", str(missing[0]), "no such file or folder")
    mapped = pairs(map, "--map", FACTS)
    with open_runtime() as runtime:
        if batches:
            return _queued(runtime, paths, mapped, tell=tell, as_json=json)
        with screen.progress("Importing") as step:
            archive, watch = runtime.archive, runtime.content.watch
            news = max((pipeline.look_back(reader) for reader in runtime.content.readers), default=timedelta(0))
            imported = pipeline.import_files(
                archive, paths, watch, runtime.now(), mapped=mapped, tell=tell, news=news, progress=step
            )
        developed = _develop(runtime)
        roles = dict(sorted(developed.roles.items()))
    code = 1 if imported.lost or (imported.troubles and not imported.reached) else 0
    if json:
        screen.as_json({"read": imported.asked, "new": imported.new, "edited": imported.edited, "roles": roles,
                        "quarantined": imported.troubles, "notes": imported.notes, "missing": imported.missing,
                        "history": imported.history,
                        "files": imported.readings})  # fmt: skip
        return code
    for line in import_lines(imported, roles):
        screen.say(line)
    return code


def _queued(runtime: Runtime, paths: list[Path], mapped: dict[str, str], *, tell: bool, as_json: bool) -> int:
    with screen.progress("Reading files") as step:
        read, made = pipeline.queue_files(
            runtime.archive, paths, runtime.now(), mapped=mapped, tell=tell, progress=step
        )
    if as_json:
        screen.as_json({"read": read.asked, "quarantined": read.troubles, "notes": read.notes, "batches": made})
    else:
        documents = f"{counted(read.reached, 'document')} in {counted(made, 'batch', 'batches')}"
        screen.say(f"{documents}, {counted(read.quarantined, 'item')} quarantined. Next: tumen work")
    return 1 if read.troubles and not read.reached else 0


def collect(*, source: str | None = None, force: Flag = False, batches: Flag = False, json: Json = False) -> int:
    """Ask the sources that are due and store what is new.

    Parameters
    ----------
    source
        Ask only this source (its id).
    force
        Also ask sources that are not due yet.
    batches
        Only put all sources that are due into batches, for `tumen work` and the next `tumen run` to ask; not with
        --source or --force.
    """
    if batches and (source is not None or force):
        raise ConfigError("command line", "--batches", "takes all sources that are due: not with --source or --force")
    with watched("collect"), open_runtime() as runtime:
        if source is not None and source not in {known.id for known in runtime.content.sources}:
            raise ConfigError("sources.toml", source, "no such source: see tumen sources list")
        if batches:
            made = pipeline.queue_sources(runtime.archive, runtime.content, runtime.now())
            if json:
                screen.as_json({"batches": made})
            else:
                screen.say(f"{counted(made, 'batch', 'batches')} of sources made. Next: tumen work")
            return 0
        gathered = _gather(runtime, force=force or source is not None, only=source)
    if json:
        screen.as_json(gathered.collected)
        return 0
    for line in collection_lines(gathered.collected, gathered.judged):
        screen.say(line)
    return 0


def digest(
    *,
    reader: str | None = None,
    due: Flag = False,
    preview: Flag = False,
    since_beginning: Flag = False,
    chronicle: Shipped = "shipped",
    json: Json = False,
) -> int:
    """Write each reader's digest of what is new and deliver it, or preview one.

    Parameters
    ----------
    reader
        Only for this reader (its id); by default for every reader.
    due
        Only for readers whose hour has come since their last digest.
    preview
        Print it; nothing is stored or sent.
    since_beginning
        With --preview: judge everything in the archive anew, as if no digest had been sent yet.
    chronicle
        With --since-beginning: "none" leaves out what was known before the first run.
    """
    with (
        watched("digest", absent=Absent.STAND_IN),
        open_runtime(chronicle=chronicle != "none", absent=Absent.REFUSE) as runtime,
    ):
        wanted = [runtime.reader(reader)] if reader else list(runtime.content.readers)
        if preview:
            return _preview(runtime, wanted[0].id, since_beginning, as_json=json)
        sent = _send(runtime, wanted, due=due)
    rows = of_receipts(sent.deliveries)
    if json:
        screen.as_json({"digests": sent.digests, "deliveries": rows})
    else:
        for line in (*digest_lines(sent.digests, due=due), *delivery_lines(rows)):
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
    with watched("alert", absent=Absent.STAND_IN), open_runtime(absent=Absent.REFUSE) as runtime:
        alerted = [reader for reader in runtime.content.readers if reader.alerts]
        sent = _send(runtime, alerted, DigestKind.ALERT)
    rows = of_receipts(sent.deliveries)
    if json:
        screen.as_json({"alerts": sent.digests, "deliveries": rows})
    else:
        lines = [f"{alert['title']}: {alert['new']} new" for alert in sent.digests]
        screen.say("\n".join(lines) or "No new alerts.")
    return 1 if failed(rows) else 0


def reextract(*, since: str = "30d", json: Json = False) -> int:
    """Parse stored responses again with the current extractors; improved texts become new versions.

    Parameters
    ----------
    since
        How far back: 30d, 48h.
    """
    with open_runtime() as runtime:
        done = pipeline.reread(runtime.archive, runtime.content, runtime.now() - span(since, "--since"), runtime.now())
    if json:
        screen.as_json(done)
    else:
        screen.say(
            f"{done.reached} of {counted(done.asked, 'response')} parsed again: "
            f"{counted(done.new, 'new document')}, {done.edited} edited."
        )
    return 0
