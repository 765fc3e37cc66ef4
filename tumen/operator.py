"""Open what telling the operator needs, and no more: a run that could not open its own runtime is told of too."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tumen.errors import ConfigError, TumenError
from tumen.installation import Absent, adopting, emptied, installation
from tumen.settings import Settings, load_settings, unknown_settings
from tumen.storage import Archive
from tumen.wiring import clock, open_archive, open_channels

if TYPE_CHECKING:
    from tumen.model import Reader
    from tumen.pipeline import Concern, Status

log = logging.getLogger("tumen")


def current_status(archive: Archive, settings: Settings) -> Status:
    """How this installation stands now; ConfigError when sources or readers cannot be read."""
    from tumen import catalogue, pipeline

    folder = settings.config_folder
    sources = catalogue.load_sources(folder / "sources.toml")
    readers = catalogue.load_readers(folder / "readers.toml")
    found = [*_not_sending(archive, settings), *_strays(settings, readers)]
    return pipeline.status(archive, sources, [reader.id for reader in readers], clock(), found)


def _not_sending(archive: Archive, settings: Settings) -> list[Concern]:
    """Why nothing is sent from here, not even a file: the database is another installation's, or was emptied."""
    from tumen.pipeline import Concern

    owner, own = archive.adoption.instance(), installation(settings)
    if owner not in (None, own):
        what = f"nothing is sent or written: the database belongs to {owner}, and this is {own}"
        return [Concern(key="not sending", what=what, to_do=adopting(owner))]
    if reason := emptied(archive, settings):
        to_do = "put the newest backup in its place; to begin anew nevertheless: tumen adopt"
        return [Concern(key="not sending", what=f"nothing runs: {reason}", to_do=to_do)]
    return []


def _strays(settings: Settings, readers: Sequence[Reader]) -> list[Concern]:
    from tumen.pipeline import Concern

    return [
        Concern(key=f"setting {name}", what=f"{name} is set, and no such setting exists", to_do=to_do)
        for name, nearest in strays(settings, readers)
        for to_do in [f"did you mean {nearest}?" if nearest else "see docs/settings.md, or remove it"]
    ]


def strays(settings: Settings, readers: Sequence[Reader]) -> list[tuple[str, str]]:
    """The TUMEN_ names of the environment, .env included, that nothing reads, each with the nearest one, else ""."""
    addresses = [channel.address for reader in readers for channel in reader.channels]
    return unknown_settings(os.environ, [*addresses, settings.operator, settings.copies, settings.llm_key])


@contextmanager
def watched(name: str, *, absent: Absent = Absent.BEGIN) -> Iterator[None]:
    """Tell the operator when the run in the block fails, and after a good one what else there is to tell.

    `absent`: see `run_failed`.
    """
    try:
        yield
    except Exception as error:
        reason = str(error) if isinstance(error, TumenError) else f"internal error: {type(error).__name__}"
        run_failed(name, reason, absent=absent)
        raise
    look_after(name)


def run_failed(name: str, reason: str, *, absent: Absent = Absent.BEGIN) -> None:
    """Tell the operator that a run of this name failed, once until one ends well. Raises nothing of ours.

    What was told is kept in the database; with a stand-in for a missing one it is told each time.
    """
    from tumen import pipeline

    with _telling() as settings:
        if address := operator_address(settings):
            with open_archive(settings, absent=absent) as archive:
                channels = open_channels(settings)
                what = channels.redaction.clean(reason)
                concern = pipeline.run_failed(name, what)
                pipeline.tell_operator(archive, channels, address, [concern], clock())


def look_after(run: str = "") -> list[Concern]:
    """Tell the operator each concern that is new; return those. `run` has just ended well. Raises nothing of ours."""
    from tumen import pipeline

    with _telling() as settings:
        if address := operator_address(settings):
            with open_archive(settings, absent=Absent.BEGIN) as archive:
                concerns = current_status(archive, settings).concerns
                pipeline.forget_what_is_over(archive, concerns, run)
                return pipeline.tell_operator(archive, open_channels(settings), address, concerns, clock())
    return []


def operator_address(settings: Settings) -> str:
    """Where the operator is told, "" for nowhere; ConfigError for a file, which reaches nobody."""
    if settings.operator == "file":
        raise ConfigError("environment", "TUMEN_OPERATOR", "must be a service that reaches somebody, not a file")
    return settings.operator


@contextmanager
def _telling() -> Iterator[Settings]:
    """The settings; a mistake while telling is logged and changes nothing of the run that is told of."""
    try:
        settings = load_settings()
    except ConfigError:
        settings = load_settings({})  # what is wrong in the environment is the error that the run ends with
    try:
        yield settings
    except TumenError as error:
        log.error("the operator could not be told: %s", error)
