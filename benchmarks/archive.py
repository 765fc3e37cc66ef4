"""What one more document costs the archive as it grows: `python benchmarks/archive.py [SIZE…] [--url URL]`.

Every document is relevant and carries 64 shingles of its own and a few that a tenth of all documents share; a reply
brings 50 of them in one transaction. The cost must stay flat from the first size to the last. All figures are
processor time, the kernel's included, so that other work on the machine does not show; `add` has wall time beside it.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

from tumen.model import Development, Document, Draft, Features, Judgement, Role
from tumen.storage import Archive

START = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 50
SHINGLES = 64
LOOKUPS = 200
TEXT = "Слово за словом, предложение за предложением. " * 40


def documents(first: int, amount: int) -> list[Document]:
    return [_document(number) for number in range(first, first + amount)]


def _document(number: int) -> Document:
    chance = random.Random(number)
    own = tuple(chance.getrandbits(64) for _ in range(SHINGLES))
    furniture = tuple(range(number % 10 * 4, number % 10 * 4 + 4))
    id_ = f"{chance.getrandbits(64):016x}"
    return Document(
        id=id_,
        draft=Draft(
            source_id=f"s{number % 70}", key=id_, title=f"№ {number}", text=TEXT, url=f"https://e.example/{id_}"
        ),
        language="ru",
        relevant=True,
        relevance=0.9,
        features=Features(terms=tuple((f"term{n}", n) for n in range(80)), shingles=own + furniture),
        seen=START + timedelta(seconds=number),
    )


def judged(batch: list[Document]) -> tuple[list[Judgement], list[Development]]:
    judgements = [Judgement(document_id=d.id, role=Role.FIRST, development_id=d.id) for d in batch]
    developments = [
        Development(id=d.id, title=d.draft.title, first_seen=START, last_seen=START, documents=(d.id,)) for d in batch
    ]
    return judgements, developments


def grow(archive: Archive, have: int, size: int) -> tuple[float, float, float]:
    """Fill up to `size`; seconds per document for add, the same by the wall, and for record, over the last 2,000."""
    adding = waiting = recording = 0.0
    measured = 0
    for first in range(have, size, BATCH):
        batch = documents(first, BATCH)
        judgements, developments = judged(batch)
        wall, start = perf_counter(), process_time()
        archive.add(batch, now=START)
        wall, middle = perf_counter() - wall, process_time()
        archive.developments.record(judgements, developments)
        end = process_time()
        if first >= size - 2_000:
            adding, recording, measured = adding + middle - start, recording + end - middle, measured + BATCH
            waiting += wall
    return adding / measured, waiting / measured, recording / measured


def look_up(archive: Archive, size: int) -> tuple[float, float]:
    """Seconds per `sharing`: the median and the 95th of a hundred, for texts that have a copy in the archive."""
    seconds: list[float] = []
    for number in random.Random(0).sample(range(size), LOOKUPS):
        wanted = _document(number)
        start = process_time()
        found = archive.shingles.sharing(wanted.features.shingles)
        seconds.append(process_time() - start)
        if found[0] != wanted.id:
            raise SystemExit(f"the copy of {wanted.id} was not found")
    seconds.sort()
    return seconds[LOOKUPS // 2], seconds[LOOKUPS * 95 // 100]


def rows(archive: Archive, sizes: list[int]) -> Iterator[str]:
    have = 0
    for size in sizes:
        adding, waiting, recording = grow(archive, have, size)
        median, slow = look_up(archive, size)
        start = process_time()
        behind = len(archive.developments.judged_between(size - 100, size))
        reading = process_time() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        costs = f"{adding * 1e6:>10.0f} {waiting * 1e6:>8.0f} {recording * 1e6:>12.0f}"
        look_ups = f"{median * 1e3:>12.2f} {slow * 1e3:>9.2f} {reading / behind * 1e6:>10.0f}"
        yield f"{size:>9,} {costs} {look_ups} {memory:>7}"
        have = size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--url", help="an empty database; a temporary SQLite file by default")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        with Archive.open(asked.url or f"sqlite:///{path}") as archive:
            print("documents add µs/doc  by wall record µs/doc  sharing ms  p95 ms  read µs/doc  MB RSS")
            for row in rows(archive, sorted(asked.sizes)):
                print(row, flush=True)
        if path.exists():
            print(f"file: {path.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
