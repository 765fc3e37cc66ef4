"""Who does the asking in the simulated week."""

from __future__ import annotations

import re
import threading
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from tests.support.web import fetcher, never, source
from tests.support.web_week import FEEDS, HOUR, Web
from tumen.fetch import Fetched, Fetcher, begun, fetch_all, fetch_pages, noticed, plan
from tumen.model import Source, SourceHealth

MINUTE = timedelta(minutes=1)
KEPT = TypeAdapter(dict[str, SourceHealth])
PAGE_HOSTS = ("pages.example", "free.example", "down.example")


class Watcher:
    """A reader of those feeds that saves its state as the house does, is killed now and then, and starts again."""

    def __init__(self, port: int, web: Web) -> None:
        self._clock = web.clock
        self._web = web
        self._port = port
        self.sources = [self._source(host, f"http://{host}:{port}/feed") for host in FEEDS]
        self.sources.append(self._source("double", f"http://TAGGED.example:{port}/feed/"))
        self.saved = KEPT.dump_json({})
        self.pages_tried: list[str] = []
        self.askings = self._start()

    def _source(self, id_: str, url: str) -> Source:
        return source(url, id_, interval=HOUR)

    def _start(self) -> Fetcher:
        return fetcher(clock=self._clock, sleep=self._clock.sleep, gap=1.0)

    def run(self, *, force: bool = False, killed_after: int | None = None) -> None:
        """One collection; `killed_after` so many results nothing more is saved and the next run is a new process."""
        healths = KEPT.validate_json(self.saved)
        now = self._clock.now()
        if force:
            self._web.by_hand.append(now)
        due = plan(self.sources, healths, now, force=force)
        known = {s.id: healths.get(s.id, never(s.id)) for s in due}
        healths |= {s.id: begun(s, known[s.id], now) for s in due}
        self.saved = KEPT.dump_json(healths)
        results = fetch_all(self.askings, due, known, now, workers=8, deadline=MINUTE)
        for number, (asked, result) in enumerate(results):
            if number == killed_after:
                results.close()  # type: ignore[attr-defined]
                die()
                break
            healths[asked.id] = self._after(asked, known[asked.id], result)
            self.saved = KEPT.dump_json(healths)
        if killed_after is not None:
            self._web.crashes.append(now)
            self.askings.close()
            self.askings = self._start()

    def _after(self, asked: Source, known: SourceHealth, result: object) -> SourceHealth:
        now = self._clock.now()
        if not isinstance(result, Fetched):
            return self.askings.failed(asked, known, result, now)  # type: ignore[arg-type]
        if result.raw is None:
            return result.health
        keys = re.findall(rb"<item>(\d+)</item>", result.raw.body)
        ttl = re.search(rb"<ttl>([1-9]\d*)</ttl>", result.raw.body)
        fresh = [key.decode() for key in keys if key.decode() not in known.recent_keys]
        if asked.id == "tagged.example":
            self._read_pages(asked, fresh, now)
        texts = [key.decode() for key in keys]
        wait = timedelta(minutes=int(ttl[1])) if ttl else None
        return noticed(asked, result.health, result.raw.headers, texts, new=len(fresh), now=now, ttl=wait)

    def _read_pages(self, asked: Source, keys: list[str], now: datetime) -> None:
        names = [f"{kind}{key}.html" for key in keys for kind in ("open", "closed")]
        urls = [f"http://{host}:{self._port}/{name}" for host in PAGE_HOSTS for name in names]
        wanted = [url for url in urls if url not in self.pages_tried]
        self.pages_tried += wanted
        list(fetch_pages(self.askings, [(asked, url) for url in wanted], now, workers=8, deadline=MINUTE))


def die() -> None:
    """A killed process asks nothing afterwards; our threads have to be waited for."""
    for thread in threading.enumerate():
        if thread.name.startswith("fetch "):
            thread.join()
