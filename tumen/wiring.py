"""Open everything a run needs and close it again: the only module that puts the packages together.

The network, the extractors and the channels are imported when a run opens them, so that commands that only read the
archive do not wait for them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING

from tumen import __version__
from tumen.errors import ConfigError, StorageError
from tumen.installation import BEGIN_ANEW, STAND_IN, Absent, database_url, emptied, installation
from tumen.output_files import keep_private
from tumen.settings import Settings, load_settings
from tumen.storage import Archive

if TYPE_CHECKING:
    from tumen.delivery import Channels
    from tumen.delivery.copies import Mailbox
    from tumen.desk import Desk
    from tumen.fetch import Fetcher
    from tumen.model import Reader, Source
    from tumen.pipeline import Collected, Content, Keep, Progress, Wording

HOMEPAGE = "https://example.org/tumen"


@dataclass(frozen=True, slots=True)
class Runtime:
    """Everything open for one run."""

    settings: Settings
    content: Content
    archive: Archive
    fetcher: Fetcher
    channels: Channels
    now: Callable[[], datetime]
    mailbox: Mailbox | None = None

    def reader(self, id: str) -> Reader:
        """Return the reader with this id; ConfigError lists the known ones."""
        for reader in self.content.readers:
            if reader.id == id:
                return reader
        known = ", ".join(reader.id for reader in self.content.readers)
        raise ConfigError("readers.toml", id, f"no such reader (known: {known})")

    def source(self, id: str) -> Source:
        """Return the source with this id; ConfigError lists similar ones."""
        known = {source.id: source for source in self.content.sources}
        if id in known:
            return known[id]
        similar = ", ".join(get_close_matches(id, known)) or "see tumen sources list"
        raise ConfigError("sources.toml", id, f"no such source ({similar})")

    def collect(
        self, only: str | Collection[str] | None = None, *, force: bool = False, progress: Progress | None = None
    ) -> Collected:
        """Ask the sources that are due, so many hosts at once and so long as the settings say; store their replies."""
        from tumen import pipeline

        return pipeline.collect(
            self.archive,
            self.fetcher,
            self.content,
            self.now,
            only=only,
            force=force,
            workers=self.settings.workers,
            deadline=timedelta(minutes=self.settings.run_minutes),
            progress=progress or pipeline.quiet,
        )


def kept(settings: Settings) -> Keep:
    """For how long and how much is kept of what goes in time."""
    from tumen.pipeline import Keep

    return Keep(
        raws=timedelta(days=settings.raw_days),
        raw_bytes=settings.raw_megabytes * 10**6,
        quarantine=timedelta(days=settings.quarantine_days),
        versions=settings.versions,
        others=timedelta(days=settings.other_days) if settings.other_days else None,
    )


def clock() -> datetime:
    """Return the current time, aware, in UTC."""
    return datetime.now(UTC)


def load_content(settings: Settings, *, chronicle: bool = True, watch: bool = True, late: bool = False) -> Content:
    """Load what people edit; ConfigError names file, table and key of the first mistake.

    `late`: a watch that an earlier run read without one is read when it is first asked for.
    """
    from tumen import catalogue
    from tumen.pipeline import Content

    folder = settings.config_folder
    fingerprint = catalogue.load_fingerprint(folder) if watch else ""
    if late:
        watched, themes = catalogue.load_watch_late(folder / "watch.toml", settings.home, fingerprint)
    else:
        watched = catalogue.load_watch(folder / "watch.toml")
        themes = frozenset(theme.id for theme in watched.themes)
    return Content(
        sources=catalogue.load_sources(folder / "sources.toml"),
        readers=catalogue.load_readers(folder / "readers.toml", themes),
        watch=watched if watch else watched.without_subject(),
        chronicle=catalogue.load_chronicle(settings.corpus_folder, themes=themes) if chronicle else (),
        fingerprint=fingerprint,
    )


def load_speaker_labels(settings: Settings | None = None) -> Callable[[str], str]:
    """Give what an origin of a report is called, for showing; reads only that part of the watch."""
    from tumen import catalogue

    return catalogue.load_speaker_labels((settings or load_settings()).config_folder / "watch.toml")


@contextmanager
def open_desk(settings: Settings | None = None, *, absent: Absent = Absent.REFUSE) -> Iterator[Desk]:
    """Open the archive to ask what is known; reads only the names of the watch and the list of sources.

    StorageError where there is no database and `absent` does not say otherwise.
    """
    from tumen import catalogue
    from tumen.analysis.digest.selection.publishers import Publishers
    from tumen.desk import Desk

    settings = settings or load_settings()
    names = catalogue.load_names(settings.config_folder / "watch.toml")
    publishers = Publishers(catalogue.load_sources(settings.config_folder / "sources.toml"))
    with open_archive(settings, absent=absent) as archive:
        yield Desk(archive, names, publishers)


@contextmanager
def open_archive(settings: Settings | None = None, *, absent: Absent = Absent.REFUSE) -> Iterator[Archive]:
    """Open the archive alone, for commands that only read it, and close it whatever happens.

    StorageError where there is no database and `absent` does not say otherwise.
    """
    settings = settings or load_settings()
    url = _prepared(settings, absent)
    with Archive.open(url) as archive:
        yield archive


def _prepared(settings: Settings, absent: Absent) -> str:
    """The address of the database to open, and a home for it where it is no stand-in."""
    url = database_url(settings, absent)
    if url != STAND_IN:
        keep_private()  # what is stored
        settings.home.mkdir(parents=True, exist_ok=True)
    return url


@contextmanager
def open_runtime(
    *,
    chronicle: bool = True,
    settings: Settings | None = None,
    now: Callable[[], datetime] = clock,
    begin: bool = False,
    absent: Absent = Absent.BEGIN,
) -> Iterator[Runtime]:
    """Open settings, content, archive, network and channels for one run, and close them whatever happens.

    StorageError where there is no database and `absent` refuses that, and where the one there was emptied.
    """
    import extractors
    from tumen.delivery.copies import open_mailbox
    from tumen.fetch import Fetcher

    settings = settings or load_settings()
    url = _prepared(settings, absent)
    content = load_content(settings, chronicle=chronicle, late=True)
    contact = settings.contact or HOMEPAGE
    agent = f"tumen/{__version__} (+{contact}; feeds={sum(source.enabled for source in content.sources)})"
    mailbox = open_mailbox(settings.copies, os.environ)
    with Archive.open(url) as archive:
        if begin:
            archive.adoption.begin()
        elif reason := emptied(archive, settings):
            raise StorageError(f"{reason}; {BEGIN_ANEW}")
        archive.adoption.notice_copy(installation(settings))
        fetcher = Fetcher(user_agent=agent, store=archive.raws, environ=os.environ)
        try:
            yield Runtime(settings, content, archive, fetcher, open_channels(settings), now, mailbox)
        finally:
            fetcher.close()
            extractors.rest()


def open_channels(settings: Settings) -> Channels:
    """Open the ways to reach readers and the operator; each is connected to when something is sent."""
    from tumen.delivery import Channels
    from tumen.delivery.mail import Letterhead

    unsubscribe = (settings.unsubscribe,) if settings.unsubscribe else ()
    letterhead = Letterhead(sender=settings.sender, list_id=settings.list_id, unsubscribe=unsubscribe)
    return Channels(environ=dict(os.environ), folder=settings.digests, letterhead=letterhead)


def open_wording(settings: Settings) -> Wording | None:
    """Open the language model that may word the lines of a digest; None where none is switched on.

    ConfigError where its settings cannot be used. Nothing is connected to before the first question.
    """
    if not settings.llm_url:
        return None
    from tumen.delivery.channels.address import resolve
    from tumen.llm import Endpoint
    from tumen.pipeline import Budget, Wording

    if not settings.llm_url.startswith(("http://", "https://")):
        raise ConfigError("environment", "TUMEN_LLM_URL", "must begin with http:// or https://")
    if not settings.llm_model:
        raise ConfigError("environment", "TUMEN_LLM_MODEL", "is not set, but TUMEN_LLM_URL is: name the model")
    key = resolve(settings.llm_key, os.environ) if settings.llm_key else ""
    budget = Budget(calls=settings.llm_calls, tokens=settings.llm_tokens, seconds=settings.llm_seconds)
    return Wording(Endpoint(settings.llm_url, settings.llm_model, key), budget)
