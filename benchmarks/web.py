"""What the pages of the desk bear: `python -m benchmarks.web [--documents N] [--at-once N] [--seconds S] [--workers N]
[--home DIR] [--beside]`.

An archive of N documents in developments of five, with frames, figures and names of the shipped watch; `tumen web` in a
process of its own, and so many requests at once for so long to its pages, each to another development, search or
storyline. Printed: requests a second, median, p95 and slowest in milliseconds, errors, and the server's memory before
and after; with `--reindex` also what making the index anew costs. A `--home` is kept and used again. `--beside`:
a process of its own collects into the same archive meanwhile: it reads and judges one report after the other without a
pause, and twice a second five of them, a new development, are committed.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Process
from pathlib import Path
from urllib.parse import quote

from benchmarks.analysis import assessed, sets
from tests.support.large_archive import OF_ONE, fill, fill_on, name, story, word
from tumen import catalogue, content
from tumen.storage import Archive

PORT = 8471
PATHS = ("/", "/figures", "/calendar", "/digests", "/people", "/sources")
WAIT = 60.0  # seconds for the server to begin, and for one answer


def reindex(home: Path) -> None:
    with Archive.open(f"sqlite:///{home / 'tumen.db'}") as archive:
        wall, start = time.perf_counter(), time.process_time()
        done = archive.search.reindex()
        spent, wall = time.process_time() - start, time.perf_counter() - wall
    print(f"reindex: {done:,} documents, {spent:.1f} s of processor time, {wall:.1f} s by the wall")


def paths(size: int, seed: int) -> list[str]:
    """Addresses as people open them: mostly developments, then searches, storylines, people, the lists."""
    chance = random.Random(seed)
    made = []
    for _ in range(500):
        which = chance.random()
        one = chance.randrange(size // OF_ONE)
        if which < 0.45:
            made.append(f"/development/{name(one)}")
        elif which < 0.7:
            made.append(f"/search?q={quote(f'{word(chance)} {word(chance)}')}&page={chance.randint(1, 3)}")
        elif which < 0.8:
            made.append(f"/storyline/{story(one)}")
        elif which < 0.9:
            made.append(f"/document/{one:016x}")
        else:
            made.append(chance.choice(PATHS))
    return made


def processes(pid: int) -> list[int]:
    """The server and its workers."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text(encoding="ascii").split():
            found += processes(int(child))
    return found


def memory(pid: int) -> float:
    """Megabytes that the server and its workers hold."""
    return sum(map(resident, processes(pid)))


def resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def processor(pid: int) -> float:
    """Seconds of processor time that the server and its workers took."""
    return sum(map(taken_by, processes(pid)))


def taken_by(pid: int) -> float:
    facts = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")


def kind_of(path: str) -> str:
    return path.split("?")[0].split("/")[1] or "today"


def visit(
    until: float, mine: list[str], taken: dict[str, list[float]], wrong: Counter[str], lock: threading.Lock
) -> None:
    n = 0
    while time.monotonic() < until:
        path, start = mine[n % len(mine)], time.perf_counter()
        n += 1
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=WAIT) as reply:
                reply.read()
            problem = ""
        except (urllib.error.URLError, OSError) as e:
            problem = f"{kind_of(path)}: {e}"
        with lock:
            taken[kind_of(path)].append(time.perf_counter() - start)
            wrong.update([problem] if problem else [])


def begun(server: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + WAIT
    while time.monotonic() < ends and server.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/style.css", timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("tumen web did not begin")


def warmed(size: int, workers: int) -> None:
    """Ask for pages until every process has begun and made some: what a start costs is not what a request costs."""

    def ask(path: str) -> None:
        urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=WAIT).close()

    with ThreadPoolExecutor(4 * workers) as readers:
        list(readers.map(ask, paths(size, -1)[: 40 * workers]))


def collect(home: Path, size: int) -> None:
    """Add to the archive what is found, reading without a pause, until ended."""
    watch = catalogue.load_watch(content.config_folder() / "watch.toml")
    rows = next(sets([]))[1]
    reading = itertools.cycle(rows)
    with Archive.open(f"sqlite:///{home / 'tumen.db'}") as archive:
        while True:
            until = time.monotonic() + 0.5
            while time.monotonic() < until:
                assessed([next(reading)], watch)
            size = fill_on(archive, size, size + OF_ONE)


def archived(home: Path) -> int:
    with Archive.open(f"sqlite:///{home / 'tumen.db'}") as archive:
        return archive.upkeep.count().documents


def wait_for_more(home: Path, held: int) -> None:
    while archived(home) == held:
        time.sleep(0.2)


def load(home: Path, size: int, at_once: int, seconds: float, workers: int, *, beside: bool) -> None:
    environment = {**os.environ, "TUMEN_HOME": str(home), "TUMEN_DATABASE_URL": "", "TUMEN_WEB_LOGIN": ""}
    command = [sys.executable, "-m", "tumen", "web", "--port", str(PORT), "--workers", str(workers)]
    taken: dict[str, list[float]] = defaultdict(list)
    wrong: Counter[str] = Counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            begun(server)
            warmed(size, workers)
            if beside:
                held = archived(home)
                collecting = Process(target=collect, args=(home, held), daemon=True)
                collecting.start()
                wait_for_more(home, held)
            before, lock, until = memory(server.pid), threading.Lock(), time.monotonic() + seconds
            spent = processor(server.pid)
            threads = [
                threading.Thread(target=visit, args=(until, paths(size, n), taken, wrong, lock)) for n in range(at_once)
            ]
            for thread in threads:
                thread.start()
            middle = time.monotonic() + seconds / 2
            time.sleep(max(0.0, middle - time.monotonic()))
            half = memory(server.pid)
            for thread in threads:
                thread.join()
            after, spent = memory(server.pid), processor(server.pid) - spent
            if beside:
                more, its_own = archived(home) - held, taken_by(collecting.pid or 0)
                print(f"collected beside: {more:,} documents, {its_own:.0f} s of processor time")
                collecting.kill()
        finally:
            server.terminate()
    every = sorted(one for some in taken.values() for one in some)
    print(
        f"{len(every):,} requests, {at_once} at once, {len(every) / seconds:.0f} a second, {sum(wrong.values())} errors"
    )
    print(f"processor: {spent:.1f} s of it, {1_000 * spent / max(1, len(every)):.0f} ms a request")
    print(f"memory: {before:.0f} MB at the start, {half:.0f} MB half way, {after:.0f} MB at the end")
    for kind, some in [("all", every), *sorted(taken.items())]:
        ordered = sorted(some)
        ms = [1_000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 1)]
        print(f"{kind:>12} {len(some):>6}  median {ms[0]:>7.0f} ms  p95 {ms[1]:>7.0f} ms  slowest {ms[2]:>7.0f} ms")
    for problem, times in wrong.most_common(5):
        print(f"{times} × {problem}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--reindex", action="store_true")
    parser.add_argument("--beside", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = asked.home or Path(folder)
        home.mkdir(parents=True, exist_ok=True)
        fill(home, asked.documents)
        if asked.reindex:
            reindex(home)
        load(home, asked.documents, asked.at_once, asked.seconds, asked.workers, beside=asked.beside)


if __name__ == "__main__":
    main()
