"""A process of its own that collects once from sources on loopback: `python -m tests.support.collector URL PORT N`.

It waits for a line on standard input, so that several begin at the same moment, and says what it brought.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import extractors
from tests.support.web import fetcher, source
from tumen import pipeline
from tumen.analysis.matching.watch import Watch
from tumen.pipeline import Content
from tumen.storage import Archive


def main(url: str, port: str, count: str) -> None:
    sources = tuple(source(f"http://h{n}.example:{port}/{n}", f"s{n}") for n in range(int(count)))
    content = Content(sources=sources, readers=(), watch=Watch.empty(), chronicle=())
    with Archive.open(url) as archive, fetcher() as asking:
        print("ready", flush=True)
        sys.stdin.readline()
        done = pipeline.collect(archive, asking, content, lambda: datetime.now(UTC))
        print(done.asked, done.reached, done.new, flush=True)
    extractors.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
