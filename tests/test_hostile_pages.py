"""Whatever a server sends, it becomes drafts, quarantine or an ExtractError: no hang, no crash, no markup, no secret."""

from __future__ import annotations

import io
import os
import re
import resource
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import extractors
from extractors import Extracted, ExtractLimits, isolation
from tests.support.mutations import mutated
from tests.support.replies import reply, source
from tests.support.waiting import GUARD, wait_until
from tumen.errors import ExtractError
from tumen.model import Draft, Source, SourceKind

CASES = Path(__file__).parent / "cases"
SEEDS = {
    SourceKind.FEED: [path.read_bytes() for path in sorted((CASES / "feed").glob("*.xml"))],
    SourceKind.PAGE: [path.read_bytes() for path in sorted((CASES / "article").glob("*.html"))],
    SourceKind.LISTING: [path.read_bytes() for path in sorted((CASES / "listing").glob("*.html"))],
}
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|<![a-zA-Z\[][^<>]*>")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")


@pytest.fixture(scope="module", autouse=True)
def _children_end() -> Iterator[None]:
    yield
    extractors.close()


def is_sound(draft: Draft) -> bool:
    return (
        bool(draft.key)
        and bool(draft.title)
        and not MARKUP.search(draft.full_text)
        and not CONTROL.search(draft.full_text)
        and "\n" not in draft.title
        and (draft.url is None or draft.url.startswith(("http://", "https://")))
        and all(link.startswith(("http://", "https://")) for link in draft.links)
        and (draft.published is None or draft.published.tzinfo is not None)
    )


def outcome(found: Extracted) -> str:
    assert all(is_sound(draft) for draft in found.drafts), [draft for draft in found.drafts if not is_sound(draft)]
    assert all(item.reason and item.excerpt for item in found.quarantined)
    assert len({draft.key for draft in found.drafts}) == len(found.drafts)
    return "drafts" if found.drafts else "quarantine"


CODES = {"not_a_feed", "not_a_page", "no_text", "blocked", "unreadable", "parse_timeout", "parse_died"}


def told(extract: Callable[..., Extracted], body: bytes | str, asked: Source, **limits: ExtractLimits) -> str:
    """What became of a reply: drafts, quarantine or the name of the error."""
    try:
        return outcome(extract(reply(body), asked, **limits))
    except ExtractError as e:
        return e.code


@pytest.mark.parametrize("kind", SEEDS)
def test_forty_broken_replies_are_read_or_refused_by_name(kind: SourceKind) -> None:
    outcomes = {told(extractors.extract, mutated(SEEDS[kind], number), source(kind)) for number in range(40)}

    assert "drafts" in outcomes
    assert outcomes <= {"drafts", "quarantine", *CODES}
    assert outcomes & CODES


@pytest.mark.gate
@pytest.mark.parametrize("kind", SEEDS)
def test_ten_thousand_broken_replies_are_read_or_refused_by_name_in_bounded_memory(kind: SourceKind) -> None:
    """A third of them for each kind of source."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    outcomes: set[str] = set()
    for number in range(1000, 4400):
        outcomes.add(told(extractors.extract_safely, mutated(SEEDS[kind], number), source(kind)))

    assert outcomes <= {"drafts", "quarantine", *CODES}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 * 1024


ITEM = "<item><title>T</title><link>https://s.example/1</link><description>{}</description></item>"
FEED = "<?xml version='1.0'?>{}<rss version='2.0'><channel><title>x</title>{}</channel></rss>"
BOMB = (
    "<!DOCTYPE r [<!ENTITY a '"
    + "ha" * 50
    + "'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>"
)
SLOW = ExtractLimits(cpu=1, wall=2.5)
HOSTILE = {
    "entity bomb": (SourceKind.FEED, FEED.format(BOMB, ITEM.format("&j;"))),
    "quadratic entity": (
        SourceKind.FEED,
        FEED.format(f"<!DOCTYPE r [<!ENTITY a '{'a' * 50_000}'>]>", ITEM.format("&a;" * 50_000)),
    ),
    "external entity": (
        SourceKind.FEED,
        FEED.format("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", ITEM.format("&x;")),
    ),
    "external document type": (
        SourceKind.FEED,
        FEED.format("<!DOCTYPE r SYSTEM 'http://127.0.0.1:9/x.dtd'>", ITEM.format("x")),
    ),
    "comments": (SourceKind.FEED, FEED.format("", ITEM.format("<![CDATA[" + "<!--" * 100_000 + "]]>"))),
    "depth": (SourceKind.FEED, FEED.format("", "<a>" * 200_000)),
    "depth in a text": (SourceKind.FEED, FEED.format("", ITEM.format("&lt;div&gt;" * 100_000))),
    "noise": (SourceKind.FEED, "<rss>" + "".join(chr(33 + (n * n) % 90) for n in range(1_000_000))),
    "half a million entries": (SourceKind.FEED, FEED.format("", "<item/>" * 500_000)),
    "attributes": (
        SourceKind.PAGE,
        "<html><body><p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">x</p></body></html>",
    ),
    "page depth": (SourceKind.PAGE, "<html><body>" + "<div>" * 200_000 + "x"),
    "links": (SourceKind.PAGE, "<html><body>" + "<a href=x>link text here</a> " * 60_000 + "</body></html>"),
    "less-than signs": (SourceKind.PAGE, "<html><body><p>" + "<" * 1_000_000),
    "columns": (SourceKind.PAGE, "<html><table>" + "<tr><td colspan=999999999 rowspan=99999999>x" * 1000),
    "a list of everything": (
        SourceKind.LISTING,
        "<html>" + "".join(f"<a href=/{n}>A headline of some length {n}</a>" for n in range(50_000)),
    ),
    "one link in depth": (
        SourceKind.LISTING,
        "<html><body>" + "<b>" * 100_000 + "<a href=/1>A headline of some length</a>",
    ),
    "nested JSON": (SourceKind.FEED, '{"items": ' + "[" * 100_000),
    "huge number": (SourceKind.FEED, '{"items": [{"id": 1' + "0" * 100_000 + ', "title": "T"}]}'),
}


# Each of these takes its whole time; the rest of them are for the gate.
QUICK = {"entity bomb", "quadratic entity", "external entity", "external document type", "comments", "depth in a text"}
QUICK |= {"attributes", "one link in depth", "nested JSON", "huge number"}


@pytest.fixture(scope="module")
def loaded() -> float:
    """Seconds of processor that a child has used when its libraries are loaded and it has read one item."""
    extractors.close()
    extractors.extract_safely(reply(FEED.format("", ITEM.format("x"))), source())
    return sum(map(processor_seconds_of, children()))


@pytest.mark.parametrize("name", [pytest.param(n, marks=[] if n in QUICK else pytest.mark.gate) for n in HOSTILE])
def test_a_reply_made_to_hurt_ends_in_bounded_processor_time_and_memory(name: str, loaded: float) -> None:
    kind, body = HOSTILE[name]
    used = processor_seconds_of_children()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    became = told(extractors.extract_safely, body, source(kind), limits=SLOW)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    taken = processor_seconds_of_children() - used

    assert became in {"drafts", "quarantine", *CODES}
    # The system counts a limit in whole seconds; loading the libraries a second time may take twice as long.
    assert taken < 2 * loaded + SLOW.cpu + 2
    assert grown < 32 * 1024


def processor_seconds_of(pid: int) -> float:
    """Seconds of processor a process has used, by the system's own count."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def processor_seconds_of_children() -> float:
    """Of those that live, and of those that ended and were waited for."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime + sum(map(processor_seconds_of, children()))


def test_an_external_entity_reads_no_file_and_asks_no_server() -> None:
    kind, body = HOSTILE["external entity"]

    try:
        said = "".join(draft.full_text for draft in extractors.extract(reply(body), source(kind)).drafts)
    except ExtractError as e:
        said = e.reason

    assert "root:" not in said


def slow_page(name: str = "attributes") -> tuple[str, Source]:
    kind, body = HOSTILE[name]
    return body, source(kind)


def test_a_reply_that_keeps_the_processor_busy_is_stopped_and_the_next_one_is_read() -> None:
    page, slow = slow_page()
    feed = FEED.format("", ITEM.format("x"))

    with pytest.raises(ExtractError) as caught:
        extractors.extract_safely(reply(page), slow, limits=SLOW)
    [draft] = extractors.extract_safely(reply(feed), source()).drafts

    assert caught.value.code == "parse_timeout"
    assert draft.title == "T"


def test_a_reply_that_takes_too_much_memory_is_stopped_and_the_next_one_is_read() -> None:
    feed = FEED.format("", ITEM.format("word " * 1_000_000))

    with pytest.raises(ExtractError) as caught:
        extractors.extract_safely(reply(feed), source(), limits=ExtractLimits(memory=4 * 1024 * 1024))
    [draft] = extractors.extract_safely(reply(FEED.format("", ITEM.format("x"))), source()).drafts

    assert caught.value.code == "parse_died"
    assert draft.title == "T"


def children() -> list[int]:
    """The processes that read replies for us, by the system's own list."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent == os.getpid() and b"extractors.parser_process" in command:
            found.append(int(folder.name))
    return found


def has_a_limit(pid: int) -> bool:
    found = re.search(r"Max cpu time +(\S+)", Path(f"/proc/{pid}/limits").read_text())
    return found is not None and found[1] != "unlimited"


def test_a_child_killed_from_outside_costs_one_reply() -> None:
    page, slow = slow_page()
    extractors.close()
    caught: list[str] = []

    def read() -> None:
        try:
            extractors.extract_safely(reply(page), slow)
        except ExtractError as e:
            caught.append(e.code)

    thread = threading.Thread(target=read)
    thread.start()
    # A child that has taken the reply has set its limit of processor time.
    (pid,) = wait_until(lambda: [pid for pid in children() if has_a_limit(pid)])
    os.kill(pid, signal.SIGKILL)
    thread.join(GUARD)

    assert caught == ["parse_died"]
    assert extractors.extract_safely(reply(FEED.format("", ITEM.format("x"))), source()).drafts


def test_a_child_that_died_idle_costs_nothing() -> None:
    feed = reply(FEED.format("", ITEM.format("x")))
    extractors.extract_safely(feed, source())
    (pid,) = children()
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z")

    assert extractors.extract_safely(feed, source()).drafts


@pytest.mark.parametrize("kind", [SourceKind.FEED, SourceKind.PAGE])
def test_what_is_read_in_a_child_is_what_is_read_here(kind: SourceKind) -> None:
    for body in SEEDS[kind]:
        assert extractors.extract_safely(reply(body), source(kind)) == extractors.extract(reply(body), source(kind))


def test_an_error_keeps_its_name_and_reason_on_its_way_out_of_a_child() -> None:
    with pytest.raises(ExtractError) as caught:
        extractors.extract_safely(reply(b""), source(id="quiet"))

    assert (caught.value.source_id, caught.value.code) == ("quiet", "not_a_feed")
    assert caught.value.reason == "the response is empty"


def test_a_child_has_no_secret_and_no_file_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TUMEN_SMTP_PASSWORD", "hunter2")
    extractors.close()
    with (tmp_path / "open.txt").open("w"):
        extractors.extract_safely(reply(FEED.format("", ITEM.format("x"))), source())
    [pid] = children()

    assert b"hunter2" not in Path(f"/proc/{pid}/environ").read_bytes()
    assert not [fd for fd in Path(f"/proc/{pid}/fd").iterdir() if "open.txt" in str(fd.readlink())]


def test_several_threads_may_ask_and_closing_ends_every_child() -> None:
    feed = reply(FEED.format("", ITEM.format("x")))
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(len(extractors.extract_safely(feed, source()).drafts)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(GUARD)

    extractors.close()

    assert found == [1, 1, 1]
    assert children() == []


def test_between_two_runs_one_child_waits_and_a_busy_one_ends() -> None:
    page, slow = slow_page()
    feed = reply(FEED.format("", ITEM.format("x")))
    extractors.close()
    extractors.extract_safely(feed, source())
    (waiting,) = children()
    caught: list[str] = []

    def read() -> None:
        try:
            extractors.extract_safely(reply(page), slow)
        except ExtractError as e:
            caught.append(e.code)

    busy = threading.Thread(target=read)
    busy.start()
    wait_until(lambda: has_a_limit(waiting) and not isolation._idle)
    extractors.extract_safely(feed, source())
    extractors.rest()
    busy.join(GUARD)
    (left,) = children()

    assert left != waiting
    assert caught == ["parse_died"]
    assert extractors.extract_safely(feed, source()).drafts
    assert children() == [left]


def test_every_kind_of_source_has_an_extractor() -> None:
    assert set(extractors.EXTRACTORS) == set(SourceKind)


def test_feedparser_is_given_files_and_never_names() -> None:
    calls = [
        (path.name, line.strip())
        for path in Path(extractors.__file__).parent.glob("*.py")
        for line in io.StringIO(path.read_text(encoding="utf-8"))
        if "feedparser.parse(" in line and not line.strip().endswith("feedparser.parse(")
    ]

    assert calls == []
