"""What a digest costs: `python -m benchmarks.digest [DAY [ARCHIVE]]`.

The relevant documents of the shipped streams are stored and judged again and again under other ids, four reports to a
development: so many on the day of the digest (5,000) and so many in all (200,000, which takes an hour to store; the
cost must not depend on it). A reader was told everything before that day. Prints the processor time of composing, of
rendering a mail and a page, and of sealing, each by itself.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from time import process_time

from benchmarks.start import NOW, documents, record
from tumen import catalogue, content, pipeline
from tumen.delivery.plan import plan
from tumen.delivery.render import Rendering
from tumen.model import Channel, ChannelForm, Reader
from tumen.pipeline import Content
from tumen.storage import Archive

BEFORE, DAY = timedelta(days=60), timedelta(days=1)
BATCH = 500
READER = Reader(
    id="desk",
    name="Desk",
    channels=tuple(
        Channel(id=form, form=form, address="file", recipient=form) for form in (ChannelForm.EMAIL, ChannelForm.FILE)
    ),
)


@contextmanager
def measured(what: str, costs: dict[str, float]) -> Iterator[None]:
    """Add the processor time of the block to the costs."""
    began = process_time()
    yield
    costs[what] = process_time() - began


def cost(archive: Archive, known: Content) -> dict[str, float]:
    """Compose, render and seal the reader's digest of the day; return what each step cost, in CPU seconds."""
    costs: dict[str, float] = {}
    with measured("compose", costs):
        made = pipeline.preview(archive, known, READER, NOW)
    with measured("render", costs):
        deliveries = plan(made, READER, Rendering)
    with measured("seal", costs):
        archive.digests.seal(made, deliveries)
    print(f"{len(made.items):,} items of {made.documents_read:,} documents; ", end="")
    return costs


def main(arguments: list[str]) -> None:
    """Fill an archive, tell the reader all but the last day, and measure the digest of that day."""
    day = int(arguments[0]) if arguments else 5_000
    amount = int(arguments[1]) if len(arguments) > 1 else 200_000
    watch = catalogue.load_watch()
    sources = catalogue.load_sources(content.config_folder() / "sources.toml")
    known = Content(sources=sources, readers=(READER,), watch=watch, chronicle=())
    with tempfile.TemporaryDirectory() as folder, Archive.open(f"sqlite:///{Path(folder) / 'archive.db'}") as archive:
        older = documents(watch, amount - day, BEFORE, ends=NOW - DAY)
        while batch := list(islice(older, BATCH)):
            record(archive, batch)
        pipeline.write_digest(archive, known, replace(READER, channels=()), NOW - DAY)
        newer = documents(watch, day, DAY - timedelta(minutes=1), ends=NOW, salt=1)
        while batch := list(islice(newer, BATCH)):
            record(archive, batch)
        costs = cost(archive, known)
    print(", ".join(f"{what} {spent:.2f}" for what, spent in costs.items()), f"= {sum(costs.values()):.2f} CPU seconds")


if __name__ == "__main__":
    main(sys.argv[1:])
