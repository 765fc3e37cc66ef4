"""A delivering process of its own, to be killed: started from a server that has everything imported already."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from tests.support.digests import NOON
from tests.support.patience import PATIENT
from tumen.delivery.channels import Channels
from tumen.delivery.copies import open_mailbox
from tumen.delivery.dispatch import deliver
from tumen.delivery.graceful_stop import graceful_stop
from tumen.failpoint import forget_passages
from tumen.model import Receipt
from tumen.storage import Archive


def start(url: str, environ: Mapping[str, str], fail: str = "", later: float = 0.0) -> multiprocessing.Process:
    """Deliver what is due in another process, with this fault; the clock stands `later` seconds after the sealing."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.sender"])
    process = context.Process(target=_main, args=(url, dict(environ), fail, later))
    process.start()
    return process  # type: ignore[return-value]


def run(archive: Archive, environ: Mapping[str, str], later: float) -> list[Receipt]:
    """Deliver what is due in this process."""
    mailbox = open_mailbox(environ.get("COPIES", ""), environ)
    return deliver(archive, channels(environ), lambda: NOON + timedelta(seconds=later), mailbox=mailbox)


def channels(environ: Mapping[str, str]) -> Channels:
    """The real channels; SLACK_URL says where Slack is, COPIES where the copies of all mail
    are, FOLDER where files are written.
    """
    return Channels(
        environ=environ,
        folder=Path(environ.get("FOLDER", "/nonexistent")),
        timeouts=PATIENT,
        slack_url=environ.get("SLACK_URL", ""),
        slack_pace=0.0,
    )


def _main(url: str, environ: dict[str, str], fail: str, later: float) -> None:
    os.environ["TUMEN_FAIL"] = fail
    forget_passages()
    mailbox = open_mailbox(environ.get("COPIES", ""), environ)
    with Archive.open(url) as archive, graceful_stop() as stop:
        deliver(archive, channels(environ), lambda: NOON + timedelta(seconds=later), stop=stop, mailbox=mailbox)
