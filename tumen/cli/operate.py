"""Commands for who runs it: sources, deliveries, doctor, init, upkeep, upgrade, adopt."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from tumen import catalogue, content, pipeline
from tumen.cli import screen
from tumen.errors import ConfigError, TumenError
from tumen.model import Delivery, DeliveryState, SourceHealth
from tumen.settings import load_settings
from tumen.storage import Archive
from tumen.wiring import House, installation, open_house

Json = Annotated[bool, Parameter(name="--json", help="Answer in JSON.", negative=())]

sources = App(name="sources", help="The places we listen to: list, check, import-opml, export-opml.")
deliveries = App(name="deliveries", help="What was sent to whom: list, resolve.")


@sources.command(name="list")
def list_sources(*, json: Json = False) -> int:
    """List the sources with the state each is in, since when and why."""
    with open_house() as house:
        healths = house.archive.healths()
        known = house.content.sources
    if json:
        health = {source.id: healths.get(source.id, SourceHealth(source_id=source.id)) for source in known}
        screen.as_json([{**asdict(source), "health": asdict(health[source.id])} for source in known])
        return 0
    rows = []
    for source in known:
        state = healths.get(source.id, SourceHealth(source_id=source.id))
        named = state.state if source.enabled else "disabled"
        since = f"{state.since:%Y-%m-%d %H:%M}" if state.since else "–"
        rows.append((source.id, source.kind.value, named, since, state.reason or source.note[:80]))
    screen.table("Sources", ("id", "kind", "state", "since", "why"), rows)
    return 0


@sources.command
def check(*, source: str | None = None, json: Json = False) -> int:
    """Ask each enabled source once, now, and say what came; nothing is kept.

    Parameters
    ----------
    source
        Only this one (its id).
    """
    with open_house() as house:
        wanted = [s for s in house.content.sources if (s.id == source if source else s.enabled)]
        if not wanted:
            raise ConfigError("sources.toml", source or "", "no such source: see tumen sources list")
        with screen.progress("Asking") as step:
            rows = pipeline.check_sources(house.fetcher, wanted, house.now, step)
    if json:
        screen.as_json([asdict(row) for row in rows])
    else:
        shown = [(r.source_id, r.status, r.items, r.newest or "–", r.size, f"{r.seconds:.1f}", r.advice) for r in rows]
        screen.table("Sources asked", ("id", "status", "items", "newest", "bytes", "s", "what to do"), shown)
    return 0 if all(row.status == "ok" for row in rows) else 1


@sources.command
def import_opml(path: Path, /) -> int:
    """Print the feeds of an OPML file as tables for sources.toml.

    Parameters
    ----------
    path
        The OPML file.
    """
    for source in catalogue.import_opml(path):
        lines = (
            f'id = "{source.id}"',
            f"name = {_quoted(source.name)}",
            'kind = "feed"',
            f"url = {_quoted(source.url)}",
        )
        print("[[source]]", *lines, "", sep="\n")
    return 0


def _quoted(text: str) -> str:
    return '"' + screen.plain(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


@sources.command
def export_opml() -> int:
    """Print the enabled feeds as OPML that other readers accept."""
    known = catalogue.load_sources(load_settings().config_folder / "sources.toml")
    print(catalogue.export_opml([source for source in known if source.enabled]))
    return 0


@deliveries.command(name="list")
def list_deliveries(*, state: str | None = None, limit: int = 50, json: Json = False) -> int:
    """List deliveries with their state and reason, the newest first.

    Parameters
    ----------
    state
        Only these: pending, sent, failed, unknown, expired, …
    limit
        At most this many.
    """
    wanted = _state(state)
    with open_house() as house:
        found = house.archive.deliveries(state=wanted, limit=limit)
    if json:
        screen.as_json([_row(delivery) for delivery in found])
        return 0
    rows = [(d.id, d.channel.recipient, d.state.value, d.attempts, d.sealed_at, d.detail) for d in found]
    screen.table("Deliveries", ("id", "recipient", "state", "attempts", "sealed", "detail"), rows)
    if any(d.state is DeliveryState.UNKNOWN for d in found):
        screen.say("Unknown: the server may have it. Ask the recipient, then: tumen deliveries resolve ID --as sent")
    return 0


def _state(name: str | None) -> DeliveryState | None:
    try:
        return DeliveryState(name) if name else None
    except ValueError as e:
        known = ", ".join(state.value for state in DeliveryState)
        raise ConfigError("command line", str(name), f"no such state (there are: {known})") from e


def _row(delivery: Delivery) -> dict[str, object]:
    return {
        "id": delivery.id,
        "digest": delivery.digest_id,
        "reader": delivery.reader_id,
        "channel": delivery.channel.id,
        "recipient": delivery.channel.recipient,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "sealed_at": delivery.sealed_at.isoformat(),
        "not_after": delivery.not_after.isoformat(),
        "detail": delivery.detail,
    }


@deliveries.command
def resolve(id: str, /, *, sent: bool = False, resend: bool = False, abandon: bool = False, json: Json = False) -> int:
    """Decide what became of a delivery whose outcome could not be learned; say one of the three.

    Parameters
    ----------
    id
        The delivery's id.
    sent
        The recipient has it.
    resend
        The recipient has it not: send the same bytes once more.
    abandon
        Let it be.
    """
    chosen = [name for name, said in (("sent", sent), ("resend", resend), ("abandon", abandon)) if said]
    if len(chosen) != 1:
        raise ConfigError("command line", id, "say one of --sent, --resend and --abandon")
    decision: Literal["sent", "resend", "abandon"] = chosen[0]  # type: ignore[assignment]
    with open_house() as house:
        delivery = house.archive.resolve(id, decision, house.now())
    if json:
        screen.as_json(_row(delivery))
    else:
        screen.say(f"{delivery.id} is {delivery.state.value}.")
    return 0


def doctor(*, json: Json = False) -> int:
    """Check this installation: settings, files that people edit, database, and the versions it rests on."""
    findings = list(_findings())
    bad = [finding for finding in findings if finding[0] == "wrong"]
    if json:
        screen.as_json([{"state": s, "what": what, "detail": detail} for s, what, detail in findings])
    else:
        screen.table("Doctor", ("", "what", "detail"), findings)
    return 1 if bad else 0


def _findings() -> list[tuple[str, str, str]]:
    try:
        with open_house() as house:
            found = [_configuration(house), _database(house), *_warnings(house)]
    except TumenError as error:
        found = [("wrong", type(error).__name__, str(error))]
    return [*found, *_floors()]


def _configuration(house: House) -> tuple[str, str, str]:
    c = house.content
    enabled = sum(source.enabled for source in c.sources)
    counts = (f"{enabled} sources", f"{len(c.readers)} readers", f"{len(c.watch.entries)} watch entries")
    return ("ok", "configuration", ", ".join((*counts, f"{len(c.chronicle)} developments known before")))


def _database(house: House) -> tuple[str, str, str]:
    problems = house.archive.check()
    if problems:
        return ("wrong", "database", "; ".join(problems))
    counts = house.archive.count()
    return ("ok", "database", f"{counts.documents} documents, {counts.developments} developments")


def _warnings(house: House) -> list[tuple[str, str, str]]:
    found = []
    if not house.settings.contact:
        text = "set TUMEN_CONTACT to an address, so that a server's owner can write to you"
        found.append(("warning", "contact", text))
    unknown = house.archive.count().deliveries.get(DeliveryState.UNKNOWN, 0)
    if unknown:
        found.append(("warning", "deliveries", f"{unknown} with an unknown outcome: tumen deliveries list"))
    return found


def _floors() -> list[tuple[str, str, str]]:
    """Versions below which a known fault is only held off by our own controls (docs/operations.md)."""
    rows = []
    python = sys.version_info[:3]
    if python < (3, 11, 15):
        text = f"Python {'.'.join(map(str, python))}: e-mail headers are re-read before sending instead of trusted"
        rows.append(("warning", "python", text))
    if sqlite3.sqlite_version_info < (3, 51, 3):
        text = f"SQLite {sqlite3.sqlite_version}: the rollback journal is used instead of the write-ahead log"
        rows.append(("warning", "sqlite", text))
    return rows


def init(folder: Path = Path(), /) -> int:
    """Copy the shipped config/ and corpus/ into a folder, to edit them there.

    Parameters
    ----------
    folder
        Where to; the current folder if not said.
    """
    for name, shipped in (("config", content.config_folder()), ("corpus", content.corpus_folder())):
        target = folder / name
        if target.exists():
            screen.say(f"{target} is there already and stays as it is")
            continue
        shutil.copytree(shipped, target)
        screen.say(f"{target} written")
    screen.say(f"Next: export TUMEN_CONFIG={folder / 'config'} TUMEN_CORPUS={folder / 'corpus'}, then tumen doctor")
    return 0


def upkeep(*, backup: Path | None = None) -> int:
    """Let go of old replies, check the database, and write a backup.

    Parameters
    ----------
    backup
        File to write a backup of the database to.
    """
    with open_house() as house:
        gone = pipeline.prune(house.archive, house.now() - house.settings.raw_age)
        problems = house.archive.check()
        if backup is not None:
            house.archive.backup(backup)
    screen.say(f"{gone} old replies let go of; database {'; '.join(problems) or 'sound'}.")
    return 1 if problems else 0


def upgrade() -> int:
    """Bring the database to this version's schema."""
    settings = load_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    Archive.open(settings.url, upgrade=True).close()
    screen.say("The database has this version's schema.")
    return 0


def adopt() -> int:
    """Say that this database is this installation's: after a restored backup or a move, before anything is sent."""
    with open_house() as house:
        name = installation(house.settings)
        house.archive.adopt(name)
    screen.say(f"The database belongs to {name} now.")
    return 0
