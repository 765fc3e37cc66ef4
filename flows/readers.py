"""Write for each reader, deliver, and tell what became of it: the last third of several flows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from flows import tasks
from tumen.report import DigestSummary, Row, failed


class Telling(TypedDict):
    """What readers were told; `failed` are the deliveries that a person should look at."""

    digests: list[DigestSummary]
    deliveries: list[Row]
    failed: list[Row]


def tell_readers(readers: Sequence[str], kind: str) -> Telling:
    """Seal each reader's digest, deliver all that is due, and return the figures.

    A reader whose digest cannot be written fails the run only after everybody else has been served.
    """
    written = [tasks.write(reader, kind, return_state=True) for reader in readers]
    rows = tasks.deliver()
    sealed = [digest_id for state in written if state.is_completed() for digest_id in state.result()]
    digests = [tasks.tell(digest_id, rows) for digest_id in sealed]
    for state in written:
        state.result()
    return {"digests": digests, "deliveries": rows, "failed": failed(rows)}
