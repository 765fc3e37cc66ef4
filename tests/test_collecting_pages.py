"""Pages behind headlines, listings and single pages: opened politely, read once, and never taken for what they are not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.installation import Clock, feeds, settings
from tests.support.listener import Entry, Listener, listening, page, rss
from tests.support.web import NOON, Reply, fetcher
from tumen import pipeline
from tumen.fetch import Caps, FetchLimits
from tumen.model import SourceKind
from tumen.wiring import open_runtime

VISIT = "Shoigu arrives in Pyongyang with a message from Putin"
STORY = (
    "Russia's Security Council secretary Sergei Shoigu was met at the airport of Pyongyang on Tuesday by officials.",
    "He carried a message from Putin, he told reporters, and would stay for two days of talks about the railway.",
    "A dinner was to follow in the evening, the embassy wrote, and a wreath would be laid at the tower in the park.",
)


@pytest.fixture
def listener():
    with listening(subject=True, full_text=True) as made:
        made.replies["/feed"] = rss(Entry(VISIT, "He was met at the airport.", "v", made.site.url("/visit")))
        made.replies["/visit"] = page(VISIT, *STORY)
        yield made


def text(listener: Listener) -> str:
    (document,) = listener.documents()
    return document.draft.text


def test_robots_are_read_once_a_day_by_however_many_processes(listener: Listener) -> None:
    listener.replies["/robots.txt"] = Reply(body=b"User-agent: *\nDisallow: /visit\n")
    for hour in (0, 2, 25):
        listener.restart()
        listener.listen(rss(Entry(f"{VISIT} at {hour}", guid=str(hour), link=listener.site.url("/visit"))), hours=hour)

    assert listener.site.count("/robots.txt") == 2
    assert listener.site.count("/visit") == 0


def test_rules_that_were_read_by_a_clock_that_ran_ahead_are_read_again(listener: Listener) -> None:
    listener.replies["/robots.txt"] = Reply(body=b"User-agent: *\nDisallow: /visit\n")
    listener.clock.later(days=400)
    listener.collect()
    listener.restart()
    listener.clock.later(days=-399)
    listener.replies["/robots.txt"] = Reply(404, b"")
    listener.collect()

    assert listener.site.count("/robots.txt") == 2
    assert STORY[1] in text(listener)


def test_a_page_that_two_sources_link_to_is_opened_once_and_read_for_both(listener: Listener) -> None:
    (news,) = listener.sources
    listener.sources += (replace(news, id="desk", url=listener.site.url("/desk")),)
    listener.replies["/desk"] = listener.replies["/feed"]
    listener.collect()

    assert listener.site.count("/visit") == 1
    assert [STORY[1] in document.draft.text for document in listener.documents()] == [True, True]


@pytest.mark.parametrize(("status", "times"), [(404, 1), (403, 1), (503, 3), (429, 3)])
def test_a_site_without_rules_is_remembered_and_one_that_fails_is_asked_again(status: int, times: int) -> None:
    with listening(subject=True, kind=SourceKind.LISTING) as listener:
        listener.replies["/robots.txt"] = Reply(status, b"")
        listener.replies["/feed"] = page("List", "Nothing to see")
        for _ in range(3):
            listener.restart()
            listener.clock.later(hours=6)
            listener.collect()

        assert listener.site.count("/robots.txt") == times
        assert (listener.site.count("/feed") == 0) == (times == 3)


def test_a_page_that_could_not_be_had_is_asked_for_three_times_in_all(listener: Listener) -> None:
    entry = Entry(VISIT, "He was met at the airport.", "v", listener.site.url("/visit"))
    listener.replies["/visit"] = Reply(503, b"")
    for number in range(5):
        listener.listen(rss(entry, Entry(f"Another thing {number}", guid=str(number))))

    assert listener.site.count("/visit") == 3
    assert "He was met at the airport." in {document.draft.text for document in listener.documents()}


def test_a_page_that_comes_at_the_second_try_gives_the_document_its_text(listener: Listener) -> None:
    entry = Entry(VISIT, "He was met at the airport.", "v", listener.site.url("/visit"))
    listener.replies["/visit"] = Reply(503, b"")
    listener.listen(rss(entry))
    listener.replies["/visit"] = page(VISIT, *STORY)
    listener.listen(rss(entry, Entry("Another thing", guid="2")), rss(entry, Entry("A third thing", guid="3")))

    assert STORY[1] in listener.archive.documents.find(listener.documents()[0].id).draft.text  # type: ignore[union-attr]
    assert listener.site.count("/visit") == 2


@pytest.mark.parametrize(
    "wall",
    [
        page("Sign in", *["Subscribe now for unlimited access to all articles of this site, cancel at any time."] * 5),
        page("Cookies", *["We and our partners store information on a device and process personal data."] * 5),
        page("Front page", *["The council opens a library with two floors and a reading room for the young."] * 5),
    ],
)
def test_a_page_that_does_not_speak_of_the_headline_is_no_text_of_it(listener: Listener, wall: Reply) -> None:
    listener.replies["/visit"] = wall
    listener.collect()

    assert text(listener) == "He was met at the airport."


def test_a_new_headline_keeps_the_text_when_its_page_is_gone(listener: Listener) -> None:
    listener.collect()
    whole = text(listener)
    listener.replies["/visit"] = Reply(404, b"")
    retitled = Entry(f"UPDATE: {VISIT}", "He was met at the airport.", "v", listener.site.url("/visit"))
    done = listener.listen(rss(retitled))

    assert (done.new, done.edited) == (0, 1)
    assert STORY[1] in whole
    assert text(listener) == whole


def test_reading_kept_replies_again_brings_no_older_wording_and_no_shorter_text_back(listener: Listener) -> None:
    listener.collect()
    whole = text(listener)
    listener.listen(rss(Entry(f"UPDATE: {VISIT}", "He landed.", "v", listener.site.url("/visit"))))
    (before,) = listener.documents()
    done = pipeline.reread(listener.archive, listener.content, NOON - timedelta(days=1), listener.clock())

    assert (done.new, done.edited, done.troubles) == (0, 0, [])
    assert listener.documents() == [before]
    assert text(listener) == whole


def test_a_reply_that_can_be_read_better_today_gives_a_new_version(listener: Listener) -> None:
    """The catalogue called a page's source Polish; what it had made of the bytes is kept beside what it makes now."""
    body = "<rss version='2.0'><channel><item><title>Мост открыт для грузовых машин</title><link>/1</link></item></channel></rss>"
    (news,) = listener.sources
    listener.replies["/feed"] = Reply(body=body.encode("cp1251"))
    listener.sources = (replace(news, full_text=False, language="pl"),)
    listener.collect()
    wrong = listener.titles()
    listener.sources = (replace(news, full_text=False, language="ru"),)
    done = pipeline.reread(listener.archive, listener.content, NOON - timedelta(days=1), listener.clock())
    again = pipeline.reread(listener.archive, listener.content, NOON - timedelta(days=1), listener.clock())

    assert wrong != listener.titles() == ["Мост открыт для грузовых машин"]
    assert (done.edited, again.edited) == (1, 0)


def test_a_single_page_is_a_document_and_its_changes_are_versions() -> None:
    with listening(kind=SourceKind.PAGE) as listener:
        listener.replies["/feed"] = page("List of vessels", *STORY)
        listener.collect()
        done = listener.listen(page("List of vessels", *STORY, "Two ships were added on Friday."), hours=30)

        (document,) = listener.documents()

    assert (done.reached, done.new, done.edited) == (1, 0, 1)
    assert document.draft.title == "List of vessels"
    assert document.draft.text.endswith("Two ships were added on Friday.")


def test_a_listing_brings_each_article_once_with_its_date() -> None:
    with listening(kind=SourceKind.LISTING, select={"links": r"/news/\d+"}) as listener:
        rows = "".join(
            f"<li><a href='/news/{n}'>Statement number {n} of the ministry</a> <span>2026.02.2{n}</span></li>"
            for n in range(1, 5)
        )
        listener.replies["/feed"] = Reply(body=f"<html><body><ul>{rows}</ul></body></html>".encode())
        listener.collect()
        listener.clock.later(hours=30)
        again = listener.collect()

        documents = listener.documents()

    assert (again.reached, again.new) == (1, 0)
    assert [d.draft.published.day for d in documents if d.draft.published] == [21, 22, 23, 24]


class AtOnce:
    """A page that says its first word and hangs until it is left; how many were waiting at the same time."""

    def __init__(self) -> None:
        self.waiting = self.most = 0
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[bytes]:
        with self._lock:
            self.waiting += 1
            self.most = max(self.most, self.waiting)
        try:
            # The connection is closed from the other side when the limit is over; writing to it then fails.
            while True:
                yield b"x"
                threading.Event().wait(0.1)
        finally:
            with self._lock:
                self.waiting -= 1


def test_pages_that_hang_hold_no_run_up_and_no_other_page(listener: Listener) -> None:
    """Six papers, the pages of five of them hanging: all five are waited for at the same time."""
    (news,) = listener.sources
    port = listener.site.port
    quick = FetchLimits(page=Caps(total=2.5, each=2.5, wire=10**6, decoded=10**6))
    listener.fetcher.close()
    listener.fetcher = fetcher(store=listener.archive.raws, limits=quick)
    at_once = AtOnce()
    papers = [replace(news, id=f"p{n}", url=f"http://p{n}.example:{port}/feed{n}") for n in range(6)]
    listener.sources = tuple(papers)
    for n in range(6):
        listener.replies[f"/feed{n}"] = rss(
            *(
                Entry(f"{VISIT}, part {k} of {n}", "Short.", f"{k}", f"http://p{n}.example:{port}/page{n}-{k}")
                for k in range(3)
            )
        )
        for k in range(3):
            listener.replies[f"/page{n}-{k}"] = page(VISIT, *STORY) if n == 0 else at_once
    done = listener.collect()

    assert (done.reached, done.new) == (6, 18)
    assert sum(STORY[1] in document.draft.text for document in listener.documents()) == 3
    assert at_once.most >= 5


def test_every_run_of_an_installation_knows_the_robots_rules_of_the_last(tmp_path: Path) -> None:
    with feeds() as server:
        server.pages["/list"] = (
            b"<html><body><ul><li><a href='/a'>A headline of several words here</a></li></ul></body></html>"
        )
        made = settings(tmp_path, server, "/list")
        sources = made.config_folder / "sources.toml"
        sources.write_text(sources.read_text().replace('kind = "feed"', 'kind = "listing"'))
        clock = Clock(NOON)
        for _ in range(2):
            with open_runtime(chronicle=False, settings=made, now=clock) as runtime:
                pipeline.collect(runtime.archive, runtime.fetcher, runtime.content, clock, force=True)
            clock.later(hours=2)

        assert server.asked.count("/robots.txt") == 1
        assert server.asked.count("/list") == 2
