"""How fast a busy stream is judged, and in how much memory: `python -m benchmarks.dense [DOCUMENTS [A_DAY]]`.

The relevant documents of the shipped streams, again and again under other ids and with other shingles, so many a day,
are judged in parts as a run does. Prints the documents judged per CPU second and the memory in use after each tenth:
both are flat when nothing grows with the stream. Assessing is not counted, it is done once for all.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from itertools import islice
from time import process_time

from benchmarks.start import documents, memory
from tumen import catalogue
from tumen.analysis.clustering.developments import TOGETHER, develop_window
from tumen.analysis.clustering.index import Index
from tumen.model import Role


def main(arguments: list[str]) -> None:
    """Judge the stream and print what each tenth of it cost."""
    amount = int(arguments[0]) if arguments else 5_000
    a_day = int(arguments[1]) if len(arguments) > 1 else 1_000
    watch = catalogue.load_watch()
    index = Index(watch)
    stream = documents(watch, amount, timedelta(days=amount / a_day))
    done, firsts, spent, since, at = 0, 0, 0.0, 0.0, 0
    while window := [(document, document.seen) for document in islice(stream, TOGETHER)]:
        before = process_time()
        judged = develop_window([(d, seen) for d, seen in window if seen], index)
        spent += process_time() - before
        done += len(judged)
        firsts += sum(judgement.role is Role.FIRST for _, judgement, _ in judged)
        if done - at >= amount / 10:
            rate = (done - at) / (spent - since)
            print(f"{done:7,} judged, {firsts:6,} firsts: {rate:6.1f} per CPU second, {memory('VmRSS')} MB", flush=True)
            since, at = spent, done
    print(f"{done:7,} in all: {done / spent:6.1f} per CPU second, peak {memory('VmHWM')} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
