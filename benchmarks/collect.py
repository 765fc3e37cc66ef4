"""What collecting costs beside what parsing must cost: `python benchmarks/collect.py [--feeds 500] [--pages 2000]`.

A server in a process of its own offers feeds of 50 items, each on a host of its own, a tenth of them hanging or broken,
and the pages that the good ones link to. One round of fetching and extracting is timed against the bare time that
feedparser and trafilatura need for the same bytes on the same cores; a second round finds everything unchanged.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import logging
import multiprocessing
import random
import resource
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from tempfile import TemporaryDirectory
from time import perf_counter

import feedparser
import trafilatura

import extractors
from tumen import pipeline
from tumen.catalogue import load_watch
from tumen.content import config_folder
from tumen.errors import ExtractError, FetchError
from tumen.fetch import Caps, Fetched, Fetcher, FetchLimits, fetch_all, fetch_pages, plan
from tumen.model import Raw, Source, SourceHealth, SourceKind
from tumen.pipeline import Content
from tumen.storage import Archive

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
ITEMS = 50
PAGE_BYTES = 92_000  # the median of 990 news pages
VOCABULARY = (
    "ministry delegation railway bridge harbour grain fertiliser teacher signed agreement visited arrived spokesman"
    " said reported according river border workers tourists coal ship turbine museum anniversary wreath ambassador"
    " minister congress hospital university exchange programme cooperation talks"
)
WORDS = VOCABULARY.split()


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(9, 24))).capitalize() + "."


def feed(number: int) -> bytes:
    chance = random.Random(number)
    items = "".join(
        f"<item><title>{sentence(chance)}</title><link>{link(number, place)}</link><guid>{number}-{place}</guid>"
        f"<pubDate>Mon, 05 Jan 2026 0{place % 8}:{place % 60:02}:00 +0900</pubDate><description><![CDATA["
        f"<p>{sentence(chance)} {sentence(chance)}</p><p><a href='/x'>{sentence(chance)}</a></p>]]>"
        "</description></item>"
        for place in range(ITEMS)
    )
    head = f"<title>Feed {number}</title><link>http://f{number}.example/</link><description>x</description>"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def page(number: int, place: int) -> bytes:
    chance = random.Random(number * 1_000 + place)
    menu = "".join(f'<li><a href="/section/{n}" class="nav-link">{chance.choice(WORDS)}</a></li>' for n in range(120))
    story = "".join(f"<p>{' '.join(sentence(chance) for _ in range(4))}</p>" for _ in range(14))
    more = "".join(f'<div class="teaser"><a href="/a/{n}"><h4>{sentence(chance)}</h4></a></div>' for n in range(60))
    title = sentence(chance)
    text = (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>"
        f"<meta property='article:published_time' content='2026-01-05T06:00:00+09:00'></head><body><nav><ul>{menu}</ul>"
        f"</nav><main><article><h1>{title}</h1>{story}</article></main><aside>{more}</aside></body></html>"
    )
    padding = "/*" + "x" * max(0, PAGE_BYTES - len(text)) + "*/"
    return text.replace("</body>", f"<script>{padding}</script></body>").encode()


def link(number: int, place: int) -> str:
    return f"http://f{number}.example:{{port}}/a/{place}"


class Offer:
    """The server: feeds by host, pages by path; every tenth host hangs, breaks off, errs or serves a log-in page."""

    def __init__(self) -> None:
        self.requests = 0
        self.port = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                self.requests += 1
                if not await self._reply(head.decode("latin-1"), writer):
                    break
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _reply(self, head: str, writer: asyncio.StreamWriter) -> bool:
        path = head.split(" ", 2)[1]
        number = int(head.lower().split("host: f", 1)[1].split(".", 1)[0])
        if number % 10 == 0 and path == "/rss":
            return await self._misbehave(number // 10 % 4, writer)
        if path == "/robots.txt":
            return await self._send(writer, "404 Not Found", b"", "")
        tag = f'"{number}{path}"'
        if f"if-none-match: {tag}" in head.lower():
            return await self._send(writer, "304 Not Modified", b"", f"ETag: {tag}\r\n")
        if path == "/rss":
            body = feed(number).replace(b"{port}", str(self.port).encode())
            return await self._send(writer, "200 OK", body, f"ETag: {tag}\r\nContent-Type: application/rss+xml\r\n")
        body = page(number, int(path.rsplit("/", 1)[1]))
        return await self._send(writer, "200 OK", body, "Content-Type: text/html; charset=utf-8\r\n")

    async def _misbehave(self, how: int, writer: asyncio.StreamWriter) -> bool:
        if how == 0:
            await asyncio.sleep(120)
        elif how == 1:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n<rss>")
            await writer.drain()
        elif how == 2:
            return await self._send(writer, "503 Service Unavailable", b"", "")
        else:
            return await self._send(writer, "200 OK", b"<html><body>Please log in</body></html>", "")
        return False

    async def _send(self, writer: asyncio.StreamWriter, status: str, body: bytes, headers: str) -> bool:
        writer.write(f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()
        return True


def serve(line: Connection) -> None:
    async def run() -> None:
        offer = Offer()
        server = await asyncio.start_server(offer.answer, "127.0.0.1", 0, limit=2**20)
        offer.port = server.sockets[0].getsockname()[1]
        line.send(offer.port)
        while await asyncio.to_thread(line.recv):
            line.send(offer.requests)

    asyncio.run(run())


def collect(
    fetcher: Fetcher, sources: list[Source], healths: dict[str, SourceHealth], now: datetime, pages: int
) -> tuple[list[tuple[Raw, Source]], int]:
    """One round: every feed, then the first pages its items link to; what came, and how many items were read."""
    raws: list[tuple[Raw, Source]] = []
    links: list[tuple[Source, str]] = []
    items = 0
    each = -(-pages // max(1, len(sources) * 9 // 10))
    with ThreadPoolExecutor(multiprocessing.cpu_count()) as pool:
        waiting = []
        due = plan(sources, healths, now)
        for source, got in fetch_all(fetcher, due, healths, now, deadline=timedelta(minutes=10)):
            if isinstance(got, Fetched):
                healths[source.id] = got.health
                if got.raw is not None:
                    raws.append((got.raw, source))
                    waiting.append((source, pool.submit(drafts, got.raw, source)))
            else:
                healths[source.id] = fetcher.failed(source, healths[source.id], got, now)
        for source, job in waiting:
            found = job.result()
            items += len(found)
            links += [(source, draft.url) for draft in found[:each] if draft.url]
        reading = []
        for (source, _), raw in fetch_pages(fetcher, links[:pages], now, deadline=timedelta(minutes=10)):
            if not isinstance(raw, FetchError):
                as_page = replace(source, kind=SourceKind.PAGE)
                raws.append((raw, as_page))
                reading.append(pool.submit(drafts, raw, as_page))
        items += sum(len(job.result()) for job in reading)
    return raws, items


def drafts(raw: Raw, source: Source) -> tuple[extractors.Draft, ...]:
    try:
        return extractors.extract_safely(raw, source).drafts
    except ExtractError:
        return ()


def bare(raws: Iterable[tuple[Raw, Source]]) -> float:
    """Seconds that the two libraries alone need for the same bytes, one after the other."""
    began = perf_counter()
    for raw, source in raws:
        if source.kind is SourceKind.PAGE:
            trafilatura.bare_extraction(raw.body, url=raw.url, with_metadata=True, favor_precision=True)
        else:
            feedparser.parse(io.BytesIO(raw.body))
    return perf_counter() - began


def through_the_pipeline(fetcher: Fetcher, sources: list[Source]) -> tuple[float, float, int]:
    """Seconds of a whole collection into a new archive, and of the next in which nothing has changed; documents."""
    content = Content(
        sources=tuple(sources), readers=(), watch=load_watch(config_folder() / "watch.toml"), chronicle=()
    )
    with TemporaryDirectory() as folder, Archive.open(f"sqlite:///{folder}/archive.db") as archive:
        began = perf_counter()
        first = pipeline.collect(archive, fetcher, content, lambda: NOW)
        between = perf_counter()
        pipeline.collect(archive, fetcher, content, lambda: NOW + timedelta(hours=1))
        return between - began, perf_counter() - between, first.new


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--pages", type=int, default=2_000)
    wanted = parser.parse_args()
    logging.getLogger("tumen").addHandler(logging.NullHandler())  # a tenth of the feeds fails on purpose
    line, far = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(far,), daemon=True)
    server.start()
    port = line.recv()
    sources = [
        Source(id=f"f{n}", name=f"f{n}", kind=SourceKind.FEED, url=f"http://f{n}.example:{port}/rss")
        for n in range(wanted.feeds)
    ]
    healths = {source.id: SourceHealth(source_id=source.id) for source in sources}
    limits = FetchLimits(feed=Caps(total=10.0, each=5.0, wire=10 * 2**20, decoded=15 * 2**20))
    with Fetcher(
        user_agent="tumen-benchmark/1 (+https://example.org)",
        resolve=lambda *_: ["127.0.0.1"],
        trusted=["127.0.0.1"],
        limits=limits,
    ) as fetcher:
        began = perf_counter()
        raws, items = collect(fetcher, sources, healths, NOW, wanted.pages)
        first = perf_counter() - began
        line.send(True)
        asked = line.recv()
        began = perf_counter()
        again, _ = collect(fetcher, sources, healths, NOW + timedelta(hours=1), 0)
        second = perf_counter() - began
        line.send(True)
        asked_again = line.recv() - asked
        # Before the archive is opened: the replies of the first round are still held, to be read by the bare libraries.
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        whole, unchanged, documents = through_the_pipeline(fetcher, sources)
        line.send(False)
    extractors.close()
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    alone = bare(raws)
    broken = -(-wanted.feeds // 10)
    print(f"{wanted.feeds} feeds ({broken} hanging or broken), {len(raws)} replies, {items} items, {asked} requests")
    print(f"first round {first:.1f} s; feedparser and trafilatura alone {alone:.1f} s: {first / alone:.2f} times")
    print(f"second round {second:.1f} s with {asked_again} requests and {len(again)} new replies: {second / first:.0%}")
    print(
        f"into an archive {whole:.1f} s for {documents} documents; unchanged {unchanged:.1f} s: {unchanged / whole:.0%}"
    )
    print(f"peak memory {own} MiB here, {child} MiB in the largest child")


if __name__ == "__main__":
    main()
