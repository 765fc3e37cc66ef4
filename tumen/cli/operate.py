"""Commands for operators: sources, init, upkeep, upgrade, adopt."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from cyclopts import App

from tumen import catalogue, pipeline
from tumen.cli import screen
from tumen.cli.arguments import Flag, Json
from tumen.counts import counted
from tumen.errors import ConfigError
from tumen.installation import Absent, installation
from tumen.invisible_characters import plain
from tumen.model import HealthState, Source, SourceHealth
from tumen.settings import load_settings
from tumen.storage import Archive
from tumen.wiring import kept, open_runtime

sources = App(name="sources", help="Where Tumen listens: list, check, import-opml, export-opml.")


@sources.command(name="list")
def list_sources(*, state: str | None = None, json: Json = False) -> int:
    """List the sources with their state, since when and why.

    Parameters
    ----------
    state
        Only those in this state: never_asked, ok, unchanged, backing_off, not_a_feed, blocked, gone, silent, disabled.
    """
    with open_runtime(absent=Absent.STAND_IN) as runtime:
        healths = runtime.archive.sources.healths()
        known = [(source, _health(source, healths)) for source in runtime.content.sources]
    if state is not None and state not in list(HealthState):
        raise ConfigError("command line", state, f"no such state (known: {', '.join(HealthState)})")
    wanted = [(source, health) for source, health in known if state in (None, health.state)]
    if json:
        screen.as_json([{**asdict(source), "health": asdict(health)} for source, health in wanted])
        return 0
    rows = [
        (source.id, source.kind.value, h.state, _moment(h.since), _moment(h.last_ok), _moment(h.next_due), h.reason)
        for source, h in wanted
    ]
    screen.table("Sources", ("id", "kind", "state", "since", "last answer", "next", "why"), rows)
    heard = sum(health.state.answers for _, health in known)
    screen.say(
        f"{heard} of {counted(sum(source.enabled for source, _ in known), 'enabled source')} answered (times in UTC)."
    )
    return 0


def _health(source: Source, healths: Mapping[str, SourceHealth]) -> SourceHealth:
    """A source's health as it counts: a disabled source is in no other state."""
    known = healths.get(source.id) or SourceHealth(source_id=source.id)
    if source.enabled:
        return known
    return replace(known, state=HealthState.DISABLED, reason=source.note, since=None, next_due=None)


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else "–"


@sources.command
def check(*, source: str | None = None, json: Json = False) -> int:
    """Ask each enabled source once, now, and show the result and what to do about it; nothing is stored.

    Exit code 1 if any of them failed.

    Parameters
    ----------
    source
        Only this one (its id), even if it is disabled.
    """
    with open_runtime(absent=Absent.STAND_IN) as runtime:
        on_the_net = [s for s in runtime.content.sources if s.url]
        wanted = [s for s in on_the_net if (s.id == source if source else s.enabled)]
        if not wanted:
            reason = "no such source, or it has no address: see tumen sources list"
            raise ConfigError("sources.toml", source or "", reason)
        with screen.progress("Checking") as step:
            rows = pipeline.check_sources(runtime.fetcher, wanted, runtime.now, step, runtime.archive.sources.healths())
    if json:
        screen.as_json([asdict(row) for row in rows])
    else:
        shown = [
            (r.source_id, r.status, r.items, _moment(r.newest), r.size, f"{r.seconds:.1f}", r.reason, r.advice)
            for r in rows
        ]
        columns = ("id", "status", "items", "newest", "bytes", "s", "why", "what to do")
        screen.table("Sources checked", columns, shown)
    return 0 if all(row.needs_nobody for row in rows) else 1


@sources.command
def import_opml(path: Path, /) -> int:
    """Print the feeds of an OPML file as tables for sources.toml, leaving out those already in it.

    Parameters
    ----------
    path
        The OPML file.
    """
    known = catalogue.load_sources(load_settings().config_folder / "sources.toml")
    found = catalogue.import_opml(path, known)
    print(plain(catalogue.as_toml(found.sources)))
    for reason in found.refused:
        print(f"tumen: left out: {plain(reason)}", file=sys.stderr)
    return 0


@sources.command
def export_opml() -> int:
    """Print the enabled feeds as OPML."""
    known = catalogue.load_sources(load_settings().config_folder / "sources.toml")
    print(catalogue.export_opml([source for source in known if source.enabled]))
    return 0


def upkeep(*, backup: Path | None = None) -> int:
    """Delete old responses, unreadable items and middle wordings of documents, check the database, write a backup.

    Parameters
    ----------
    backup
        File to write a backup of the database to.
    """
    with open_runtime(absent=Absent.REFUSE) as runtime:
        gone = pipeline.prune(runtime.archive, kept(runtime.settings), runtime.now())
        problems = runtime.archive.upkeep.check()
        if backup is not None:
            runtime.archive.upkeep.backup(backup)
    quarantined, versions = counted(gone.quarantined, "quarantined item"), counted(gone.versions, "old wording")
    deleted = f"{counted(gone.raws, 'old response')}, {quarantined} and {versions} deleted."
    deleted += f" {counted(gone.cut, 'text')} not about the subject cut to the beginning." if gone.cut else ""
    screen.say(f"{deleted} Database: {'; '.join(problems) or 'sound'}.")
    return 1 if problems else 0


def upgrade() -> int:
    """Upgrade the database to this version's schema."""
    settings = load_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    Archive.open(settings.url, upgrade=True).close()
    screen.say("The database schema is up to date.")
    return 0


def adopt(*, moved: Flag = False) -> int:
    """Make this database belong to this installation, after a restored backup or a move; until then nothing is sent.

    It also lets an empty database begin anew where digests were sent before.

    Waiting deliveries of a copy may have been sent from the original meanwhile: they are held as unknown.

    Parameters
    ----------
    moved
        It is the original database under another name or path, not an older copy: waiting deliveries are sent.
    """
    with open_runtime(begin=True) as runtime:
        name = installation(runtime.settings)
        held = runtime.archive.adoption.adopt(name, moved=moved)
    screen.say(f"The database now belongs to {name}.")
    if held:
        waiting = counted(held, "waiting delivery", "waiting deliveries")
        screen.say(f"{waiting} may have been sent from the original: see tumen deliveries list")
    return 0


def completion(shell: Literal["bash", "zsh", "fish"] = "bash", /) -> int:
    """Print the completion of commands and options for a shell.

    bash: `tumen completion bash > ~/.local/share/bash-completion/completions/tumen`; zsh: `tumen completion zsh >
    ~/.zfunc/_tumen` with `fpath+=~/.zfunc` before compinit; fish: `tumen completion fish >
    ~/.config/fish/completions/tumen.fish`.

    Parameters
    ----------
    shell
        bash, zsh or fish.
    """
    from tumen.cli import app

    print(app.generate_completion(shell=shell))
    return 0
