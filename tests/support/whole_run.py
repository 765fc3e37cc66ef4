"""A whole run of three documents through the archive, to be killed at any commit and started again.

Run as `python -m tests.support.whole_run URL LOG K` it kills itself just before the K-th commit; the messages that
were sent are in LOG.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from tests.support.values import NOON, delivery, development, digest, document, judgement, raw
from tumen.model import DeliveryState, HealthState, Receipt, SourceHealth, Validators
from tumen.storage import Archive

DOCUMENTS = ("a", "b", "c")
LEASE = timedelta(minutes=10)


def whole_run(archive: Archive, hand_over: Callable[[str], None], now: datetime) -> None:
    """Everything a run does with the archive, from a reply to two deliveries; `hand_over` sends a message."""
    archive.raws.keep(raw("r1"))
    health = SourceHealth(source_id="kcna", state=HealthState.OK, validators=Validators(etag='"1"'))
    for _ in archive.raws.iterate():
        archive.add([document(id_) for id_ in DOCUMENTS], health=health, now=now)
    for found in archive.documents.unjudged():
        development_id = {"a": "D1", "b": "D2"}.get(found.id)
        opened = [development(development_id, found.id)] if development_id else []
        archive.developments.record([judgement(found.id, development_id)], opened)
    since, until = archive.digests.mark("desk"), archive.documents.latest_seq()
    if since < until:
        today = digest("G1", since_seq=since, until_seq=until, told=("D1", "D2"))
        archive.digests.seal(today, [delivery("m1", "G1"), delivery("m2", "G1")])
    archive.ledger.recover(now)
    archive.ledger.expire(now)
    for letter in archive.ledger.due(now, 10):
        token = archive.ledger.lease(letter.id, now, LEASE)
        if token and archive.ledger.commit_point(letter.id, token, now):
            hand_over(letter.id)
            archive.ledger.settle(Receipt(delivery_id=letter.id, state=DeliveryState.SENT), token, now, None)


def main(url: str, log: str, commit: str) -> None:
    commits = count(1)

    def on_commit(_: str) -> None:
        if next(commits) == int(commit):
            os.kill(os.getpid(), signal.SIGKILL)

    def hand_over(delivery_id: str) -> None:
        with Path(log).open("a") as accepted:
            accepted.write(f"{delivery_id}\n")
            accepted.flush()
            os.fsync(accepted.fileno())

    with Archive.open(url, on_commit=on_commit) as archive:
        whole_run(archive, hand_over, NOON)


if __name__ == "__main__":
    main(*sys.argv[1:])
