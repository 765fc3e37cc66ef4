"""What the start of a run costs as the window fills: `python -m benchmarks.start [DOCUMENTS]`.

The relevant documents of the shipped streams are stored and judged again and again under other ids and with other
shingles, spread over the 29 days before; then an index is filled from that archive in a process of its own. Prints the
processor time and the peak memory of filling it, beside those of a process that only loads the watch.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from time import process_time

from benchmarks.analysis import assessed, sets
from tumen import catalogue, content, pipeline
from tumen.analysis.matching.watch import Watch
from tumen.model import Development, Document, Judgement, Role
from tumen.pipeline import Content
from tumen.storage import Archive

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WINDOW = timedelta(days=29)
BATCH = 500


def documents(
    watch: Watch, amount: int, window: timedelta = WINDOW, *, ends: datetime = NOW, salt: int = 0
) -> Iterator[Document]:
    """So many documents in order of arrival, spread over so much time before `ends`; another salt makes other ones."""
    relevant = (document for _, rows, _ in sets([]) for document in assessed(rows, watch) if document.relevant)
    kinds = list(islice(relevant, amount))
    chance = random.Random(salt)
    for number in range(amount):
        kind = kinds[number % len(kinds)]
        id_ = f"{chance.getrandbits(64):016x}"
        at = ends - window + window * number / amount
        own = tuple(chance.getrandbits(64) for _ in kind.features.shingles)
        draft = replace(kind.draft, key=id_, title=f"{kind.draft.title} {id_[:6]}", published=at)
        yield replace(kind, id=id_, draft=draft, seen=at, features=replace(kind.features, shingles=own))


def fill(archive: Archive, watch: Watch, amount: int) -> None:
    """Store and judge them, four reports to a development."""
    stream = documents(watch, amount)
    while batch := list(islice(stream, BATCH)):
        record(archive, batch)


def record(archive: Archive, batch: Sequence[Document]) -> None:
    """Store and judge a batch, four reports to a development."""
    archive.add(batch, now=NOW)
    homes = [batch[n - n % 4] for n in range(len(batch))]
    judgements = [
        Judgement(document_id=d.id, role=Role.FIRST if d is home else Role.REPEAT, development_id=home.id)
        for d, home in zip(batch, homes, strict=True)
    ]
    developments = {
        home.id: Development(
            id=home.id, title=home.draft.title, first_seen=home.seen or NOW, last_seen=home.seen or NOW,
            documents=tuple(d.id for d, other in zip(batch, homes, strict=True) if other is home),
        )
        for home in homes
    }  # fmt: skip
    archive.developments.record(judgements, developments.values())


def start(url: str) -> None:
    """Fill the index from the archive and print what that cost."""
    watch = catalogue.load_watch()
    chronicle = catalogue.load_chronicle(content.corpus_folder())
    known = Content(sources=(), readers=(), watch=watch, chronicle=chronicle, fingerprint=catalogue.load_fingerprint())
    before = process_time()
    if url:
        with Archive.open(url) as archive:
            index = pipeline.recollect(archive, known, NOW)
            print(f"{len(index.known):,} developments", end=", ")
    spent = process_time() - before
    print(f"{spent:.1f} CPU seconds, peak {memory('VmHWM')} MB")


def memory(which: str) -> int:
    """The memory of this process in MB: `VmRSS` now, `VmHWM` at its highest; `getrusage` counts the parent's too."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(which)) // 1024


def main(arguments: list[str]) -> None:
    """Fill an archive, then start on it twice: the second finds the chronicle assessed."""
    if arguments[:1] == ["--start"]:
        start(arguments[1])
        return
    amount = int(arguments[0]) if arguments else 50_000
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'archive.db'}"
        with Archive.open(url) as archive:
            fill(archive, catalogue.load_watch(), amount)
        for name, given in (("watch alone", ""), ("first start", url), ("second start", url)):
            print(f"{name}: ", end="", flush=True)
            subprocess.run([sys.executable, "-m", "benchmarks.start", "--start", given], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
