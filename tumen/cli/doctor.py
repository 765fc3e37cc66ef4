"""tumen doctor: what is wrong with this installation, what needs a person, what is only worth knowing."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Collection, Iterator
from importlib.util import find_spec
from ipaddress import ip_address
from urllib.parse import urlsplit

from extractors import process_limits
from tumen import copied, schedules
from tumen.cli import screen
from tumen.cli.arguments import Json
from tumen.cli.deliveries import circuit_line
from tumen.counts import counted
from tumen.errors import TumenError
from tumen.installation import Absent, installation, missing_database
from tumen.llm import NOT_INSTALLED
from tumen.model import DeliveryState, LeftOutCode, Minimum, Reader
from tumen.operator import operator_address, strays
from tumen.pipeline import operator_channel
from tumen.settings import Settings, load_settings
from tumen.web.guard import LOOPBACK, listed
from tumen.wiring import Runtime, open_runtime, open_wording

# The language model is asked for one word. One that has to be loaded first answers the next time.
_ASKED = 'Answer with {"ok": true} and nothing else, as JSON.'
ANSWER_TOKENS, ANSWER_SECONDS = 200, 5.0
LATELY = 5  # digests: two may be empty by chance, a working week of them by a setting


def doctor(*, json: Json = False) -> int:
    """Check this installation: settings, configuration files, database, and versions."""
    findings = list(_findings())
    bad = [finding for finding in findings if finding[0] == "wrong"]
    if json:
        screen.as_json([{"state": s, "what": what, "detail": detail} for s, what, detail in findings])
        return 1 if bad else 0
    screen.table("Doctor", ("state", "what", "detail"), findings)
    screen.say(f"{counted(len(bad), 'thing')} to put right: see above." if bad else "Ready to run.")
    return 1 if bad else 0


def _findings() -> list[tuple[str, str, str]]:
    try:
        with open_runtime(absent=Absent.STAND_IN) as runtime:
            found = [_configuration(runtime), _database(runtime), *_addresses(runtime), *_warnings(runtime)]
    except TumenError as error:
        found = [("wrong", type(error).__name__, str(error))]
    told = _copies()
    # A file that is refused is named with what to do; the first of them is what stopped the rest.
    refused = tuple(what for state, what, _ in told if state == "wrong")
    found = [row for row in found if not (refused and row[2].startswith(refused))]
    return [*found, *told, *_versions()]


def _copies() -> list[tuple[str, str, str]]:
    """The files that were copied out of an older program and are not as this one brings them, with what to do."""
    try:
        settings = load_settings()
        found = copied.copies(settings.config_folder, settings.corpus_folder)
    except TumenError:
        return []  # said above
    except OSError as error:
        return [("wrong", str(error.filename or "copied files"), copied.unreadable(error))]
    edited = [one.file.name for one in found if one.state is copied.State.EDITED]
    of_state = {copied.State.REFUSED: "wrong", copied.State.OLDER: "warning", copied.State.MISSING: "warning"}
    rows = [(of_state[one.state], str(one.file), one.told) for one in found if one.state is not copied.State.EDITED]
    if edited:
        more = f" and {len(edited) - LATELY} more" if len(edited) > LATELY else ""
        rows.append(("note", "copied files", f"{', '.join(edited[:LATELY])}{more}: {copied.EDITED}"))
    return rows


def _configuration(runtime: Runtime) -> tuple[str, str, str]:
    c = runtime.content
    c.watch.vocabulary.read()
    enabled = sum(source.enabled for source in c.sources)
    counts = (
        counted(enabled, "source"),
        counted(len(c.readers), "reader"),
        counted(len(c.watch.entries), "watch entry", "watch entries"),
    )
    return ("ok", "configuration", ", ".join((*counts, counted(len(c.chronicle), "development") + " known before")))


def _database(runtime: Runtime) -> tuple[str, str, str]:
    if missing := missing_database(runtime.settings):
        return ("note", "database", f"none yet at {missing}: the first `tumen run` begins it")
    problems = runtime.archive.upkeep.check()
    if problems:
        return ("wrong", "database", "; ".join(problems))
    counts = runtime.archive.upkeep.count()
    return ("ok", "database", f"{counted(counts.documents, 'document')}, {counted(counts.developments, 'development')}")


def _addresses(runtime: Runtime) -> list[tuple[str, str, str]]:
    """Channels by which nothing could be sent: an address that is not there or that nobody understands."""
    told = [
        (f"channel {reader.id}.{channel.id}", channel)
        for reader in runtime.content.readers
        for channel in reader.channels
    ]
    if operator := operator_address(runtime.settings):
        told.append(("TUMEN_OPERATOR", operator_channel(operator)))
    return [("wrong", name, problem) for name, channel in told if (problem := runtime.channels.problem(channel))]


def _warnings(runtime: Runtime) -> list[tuple[str, str, str]]:
    uncovered = schedules.uncovered(runtime.settings.home, runtime.content.readers)
    found = [("wrong", "schedules", line) for line in uncovered]
    for reader in runtime.content.readers:
        found += [("warning", f"reader {reader.id}", text) for text in _told_little(runtime, reader)]
    if not runtime.settings.contact:
        text = "set TUMEN_CONTACT to an address, so that a server's owner can write to you"
        found.append(("warning", "contact", text))
    for name, nearest in strays(runtime.settings, runtime.content.readers):
        found.append(("warning", name, f"no such setting; did you mean {nearest}?" if nearest else "no such setting"))
    sited = site_findings(runtime.settings.site, LOOPBACK | listed(os.environ))
    return [*found, *sited, *language_model(runtime.settings), *_deliveries(runtime)]


def site_findings(site: str, hosts: Collection[str]) -> list[tuple[str, str, str]]:
    """Where mails, chats and feeds lead to, and whether tumen web answers to that name."""
    if not site:
        return []
    host = urlsplit(site).netloc.lower()
    name = host[: host.index("]") + 1] if "]" in host else host.partition(":")[0]
    if name not in hosts:
        return [("warning", "TUMEN_SITE", f"tumen web refuses requests for {name}: name it in TUMEN_SERVER_HOSTS")]
    return [("ok", "TUMEN_SITE", f"mails, chats and feeds link to the pages at {site}")]


def language_model(settings: Settings) -> list[tuple[str, str, str]]:
    """Whether a language model that is switched on answers; it is asked once, and only then."""
    try:
        wording = open_wording(settings)
    except TumenError as error:
        return [("wrong", "language model", str(error))]
    if wording is None:
        return []
    if find_spec("openai") is None:
        return [("wrong", "language model", NOT_INSTALLED)]
    address = urlsplit(settings.llm_url)
    if settings.llm_key and address.scheme == "http" and not _is_this_machine(address.hostname or ""):
        return [("warning", "language model", f"the key for {address.hostname} is sent unencrypted: use https://")]
    said = wording.model.ask(_ASKED, _ASKED, tokens=ANSWER_TOKENS, seconds=ANSWER_SECONDS)
    if said.failure:
        where = f"{settings.llm_model} at {address.netloc.rpartition('@')[2]}"
        return [("warning", "language model", f"{where}: {said.failure}; digests go without it until it answers")]
    text = f"{settings.llm_model} answers; it may word up to {settings.llm_calls} lines of a digest"
    return [("ok", "language model", text)]


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _told_little(runtime: Runtime, reader: Reader) -> Iterator[str]:
    """What keeps news from a reader: an importance that nothing reached lately, alerts below what digests tell."""
    lately = runtime.archive.digests.latest(reader.id, limit=LATELY)
    below = [one for digest in lately for one in digest.left_out if one.code is LeftOutCode.MINOR]
    if len(lately) == LATELY and below and not any(digest.items for digest in lately):
        yield (
            f'minimum = "{reader.minimum}" left out everything of the last {LATELY} digests '
            f"({counted(len(below), 'development')}): see tumen told --reader {reader.id}"
        )
    order = list(Minimum)
    if reader.alerts and order.index(reader.alert_minimum) < order.index(reader.minimum):
        levels = f'alert_minimum is "{reader.alert_minimum}", minimum "{reader.minimum}"'
        yield f"alerts tell what the digests leave out: {levels}"


def _deliveries(runtime: Runtime) -> list[tuple[str, str, str]]:
    """What keeps digests from readers: another installation's database, routes that are down, unsettled deliveries."""
    owner, own = runtime.archive.adoption.instance(), installation(runtime.settings)
    found = []
    if owner not in (None, own):
        text = f"the database belongs to {owner}, but this is {own}: nothing is sent until you run tumen adopt"
        found.append(("warning", "sending", text))
    found += [("warning", circuit.route, circuit_line(circuit)) for circuit in runtime.archive.circuits.all()]
    counts = runtime.archive.upkeep.count().deliveries
    for state, text in (
        (DeliveryState.UNKNOWN, "with an unknown outcome: see tumen deliveries list --state unknown"),
        (DeliveryState.EXPIRED, "not sent in time: see tumen deliveries list --state expired"),
        (DeliveryState.FAILED, "refused: see tumen deliveries list --state failed"),
    ):
        if counts.get(state):
            found.append(("warning", "deliveries", f"{counts[state]} {text}"))
    return found


def _versions() -> list[tuple[str, str, str]]:
    """What this system lacks, and versions with a known fault that Tumen works around."""
    lacking = process_limits.missing()
    rows = [("note", "limits", lacking)] if lacking else []
    python = sys.version_info[:3]
    if python < (3, 11, 15):
        text = f"{'.'.join(map(str, python))} has a fault in mail headers; Tumen works around it, 3.11.15 mends it"
        rows.append(("note", "Python", text))
    if sqlite3.sqlite_version_info < (3, 51, 3):
        text = f"{sqlite3.sqlite_version} has a fault in its write-ahead log; Tumen does without it: nothing to do"
        rows.append(("note", "SQLite", text))
    return rows
