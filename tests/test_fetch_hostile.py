"""Replies that mean harm or are broken: each is refused by name, at its limit, and costs no memory."""

from __future__ import annotations

import gzip
import itertools
import random
import re
import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.waiting import GUARD
from tests.support.web import FEED, NOON, Answer, Ask, Hang, Reply, drip, fetcher, never, site, source
from tumen.errors import FetchError
from tumen.fetch import FetchLimits, address_guard, limits

MIB = 1024 * 1024
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"
QUICK = FetchLimits(feed=replace(limits.FEED, total=0.6, each=0.4))
MEMORY_GROWTH = 32 * MIB


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def gzip_bomb(gigabytes: int = 10) -> Iterator[bytes]:
    """Ten gigabytes of one letter, made as they are sent."""
    yield HEAD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    packer = zlib.compressobj(wbits=31)
    block = b"a" * MIB
    for _ in range(gigabytes * 1024):
        if packed := packer.compress(block):
            yield chunk(packed)


def zeros(mebibytes: int) -> bytes:
    packer = zlib.compressobj(wbits=31)
    return b"".join(packer.compress(bytes(MIB)) for _ in range(mebibytes)) + packer.flush()


ZEROS = zeros(40)


def endless(piece: bytes, start: bytes = b"") -> Iterator[bytes]:
    yield start
    yield from itertools.repeat(piece * max(1, 16384 // len(piece)))


def close_after(text: bytes) -> Callable[[Ask], Answer]:
    return lambda _: text


# 1.8 KB of brotli that stand for gigabytes begin like this; what matters is that it is not even looked at.
BROTLI = bytes.fromhex("5bffff7f000000000000") * 100

HOSTILE: dict[str, tuple[set[str], Callable[[Ask], Answer]]] = {
    "ten gigabytes in gzip": ({"too_large"}, lambda _: gzip_bomb()),
    "gzip of nothing but zeros": (
        {"too_large"},
        lambda _: Reply(body=ZEROS, headers={"Content-Encoding": "gzip"}),
    ),
    "brotli nobody asked for": ({"bad_encoding"}, lambda _: Reply(body=BROTLI, headers={"Content-Encoding": "br"})),
    "zstandard nobody asked for": (
        {"bad_encoding"},
        lambda _: Reply(body=b"(\xb5/\xfd", headers={"Content-Encoding": "zstd"}),
    ),
    "zeros in gzip in gzip": (
        {"too_large"},
        lambda _: Reply(body=gzip.compress(ZEROS), headers={"Content-Encoding": "gzip, gzip"}),
    ),
    "gzip that is none": ({"bad_encoding"}, lambda _: Reply(body=b"\0" * 99, headers={"Content-Encoding": "gzip"})),
    "deflate that is none": (
        {"bad_encoding"},
        lambda _: Reply(body=b"\xff" * 99, headers={"Content-Encoding": "deflate"}),
    ),
    "half a gzip": (
        {"truncated"},
        lambda _: Reply(body=gzip.compress(FEED)[:30], headers={"Content-Encoding": "gzip"}),
    ),
    "one byte of gzip": ({"truncated"}, lambda _: Reply(body=b"\x1f", headers={"Content-Encoding": "gzip"})),
    "length too short": ({"truncated"}, close_after(HEAD + b"Content-Length: 900\r\n\r\n" + FEED)),
    "chunk cut off": ({"truncated"}, close_after(HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n" + FEED[:20])),
    "no last chunk": ({"truncated"}, close_after(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunk(FEED))),
    "announces too much": ({"too_large"}, close_after(HEAD + b"Content-Length: 99999999999\r\n\r\n")),
    "announces 10**400": (
        {"too_large", "truncated"},
        close_after(HEAD + b"Content-Length: 1" + b"0" * 400 + b"\r\n\r\n"),
    ),
    "endless chunks": (
        {"too_large"},
        lambda _: endless(chunk(b"x" * 4096), HEAD + b"Transfer-Encoding: chunked\r\n\r\n"),
    ),
    "endless body": ({"too_large"}, lambda _: endless(b"x" * 4096, HEAD + b"\r\n")),
    "endless crumbs": (
        {"timeout", "too_large"},
        lambda _: endless(chunk(b"x"), HEAD + b"Transfer-Encoding: chunked\r\n\r\n"),
    ),
    "endless header": ({"too_large", "truncated"}, lambda _: endless(b"x" * 4096, HEAD + b"X: ")),
    "endless headers": ({"too_large", "truncated"}, lambda _: endless(b"X: y\r\n", HEAD)),
    "endless 1xx": ({"too_large", "timeout"}, lambda _: endless(b"HTTP/1.1 103 Early\r\n\r\n")),
    "headers of 80 KB": (
        {"too_large", "truncated"},
        close_after(HEAD + b"X: %s\r\n" % (b"y" * 80_000) + b"Content-Length: 0\r\n\r\n"),
    ),
    "drips its body": ({"timeout"}, lambda _: drip(itertools.chain([HEAD + b"\r\n"], itertools.repeat(b"x")), 0.1)),
    "drips its headers": ({"timeout"}, lambda _: drip(itertools.chain([HEAD + b"X: "], itertools.repeat(b"x")), 0.1)),
    "drips its status": ({"timeout"}, lambda _: drip((b"%c" % byte for byte in HEAD), 0.1)),
    "never answers": ({"timeout"}, lambda _: Hang()),
    "stops in the body": (
        {"timeout"},
        lambda _: Hang(HEAD + b"Content-Length: 900\r\n\r\n"),
    ),
    "hangs up": ({"truncated"}, close_after(b"")),
    "speaks no HTTP": ({"truncated"}, close_after(b"SSH-2.0-OpenSSH_9.6\r\n")),
    "random bytes": ({"truncated"}, close_after(bytes(range(256)) * 8)),
    "bare carriage returns": ({"truncated"}, close_after(b"HTTP/1.1 200 OK\rX: y\r\r")),
    "NUL in a header": ({"truncated"}, close_after(HEAD + b'ETag: "a\0b"\r\nContent-Length: 0\r\n\r\n')),
    "two lengths": ({"truncated"}, close_after(HEAD + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd")),
    "negative length": ({"truncated"}, close_after(HEAD + b"Content-Length: -3\r\n\r\nabcd")),
    "status 999": ({"http", "truncated"}, close_after(b"HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n")),
    "switches protocols": ({"http", "truncated"}, close_after(b"HTTP/1.1 101 Now\r\nUpgrade: x\r\n\r\n")),
    "redirects to nowhere": ({"http"}, lambda _: Reply(302, b"")),
    "redirects to itself": ({"blocked_redirect"}, lambda ask: Reply(301, b"", {"Location": ask.target})),
    "redirects for ever": ({"blocked_redirect"}, lambda ask: Reply(301, b"", {"Location": ask.target + "x"})),
    "redirects into a script": ({"blocked_redirect"}, lambda _: Reply(301, b"", {"Location": "javascript:alert(1)"})),
    "redirects with a user": (
        {"blocked_redirect"},
        lambda ask: Reply(301, b"", {"Location": f"http://a:b@{ask.headers['host']}/"}),
    ),
    "redirects to half an address": ({"blocked_redirect"}, lambda _: Reply(301, b"", {"Location": "http://[::1"})),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_reply_is_refused_by_name_and_without_memory(name: str) -> None:
    codes, answer = HOSTILE[name]
    with (
        site(answer) as server,
        fetcher(limits=QUICK if codes == {"timeout"} else None) as asking,
    ):
        feed = source(server.url())
        memory = Memory()
        with pytest.raises(FetchError) as caught:
            asking.fetch(feed, never(), NOON)
        growth = memory.growth()
        health = asking.failed(feed, never(), caught.value, NOON)

    assert caught.value.code in codes
    assert health.validators == never().validators
    assert health.reason
    assert growth < MEMORY_GROWTH


def test_after_a_hostile_reply_the_next_source_is_served() -> None:
    with site(lambda _: gzip_bomb()) as bad, site(Reply()) as good, fetcher() as asking:
        with pytest.raises(FetchError):
            asking.fetch(source(bad.url()), never(), NOON)
        raw = asking.fetch(source(good.url()), never(), NOON).raw

    assert raw is not None
    assert raw.body == FEED


def test_the_largest_feed_that_is_allowed_comes_whole() -> None:
    body = bytes(range(256)) * (9 * MIB // 256)
    with site(Reply(body=body)) as server, fetcher() as asking:
        raw = asking.fetch(source(server.url()), never(), NOON).raw

    assert raw is not None
    assert raw.body == body


def test_a_robots_file_longer_than_anyone_reads_is_cut_and_still_obeyed() -> None:
    rules = b"User-agent: *\nDisallow: /closed\n" + b"# nothing\n" * 100_000

    def answer(ask: Ask) -> Reply:
        return Reply(body=rules if ask.target == "/robots.txt" else FEED)

    with site(answer) as server, fetcher() as asking:
        open_page = asking.fetch_page(source(server.url()), server.url("/open"), NOON)
        with pytest.raises(FetchError) as caught:
            asking.fetch_page(source(server.url()), server.url("/closed/page"), NOON)

    assert open_page.body == FEED
    assert caught.value.code == "robots"


def test_a_resolver_that_hangs_does_not_hang_us() -> None:
    def stuck(host: str, port: int) -> list[str]:
        released.wait(GUARD)
        return []

    released = threading.Event()
    with fetcher(resolve=stuck, limits=QUICK) as asking, pytest.raises(FetchError) as caught:
        asking.fetch(source("http://news.example/feed"), never(), NOON)

    released.set()

    assert caught.value.code == "dns"


def test_a_name_that_is_not_known_and_one_that_cannot_be_are_named() -> None:
    with fetcher() as asking, pytest.raises(FetchError) as unknown:
        asking.fetch(source("http://nowhere.invalid/"), never(), NOON)
    with fetcher(resolve=address_guard.resolve) as asking, pytest.raises(FetchError) as impossible:
        asking.fetch(source("http://" + "a" * 64 + ".example/"), never(), NOON)

    assert (unknown.value.code, impossible.value.code) == ("dns", "dns")


def test_a_host_that_does_not_listen_is_named() -> None:
    with site(Reply()) as server:
        gone = source(server.url())
    with fetcher() as asking, pytest.raises(FetchError) as caught:
        asking.fetch(gone, never(), NOON)

    assert caught.value.code == "refused"
    assert caught.value.transient


GOOD = [
    Reply(headers={"ETag": '"1"', "Content-Type": "text/xml"}).bytes(),
    Reply(body=gzip.compress(FEED, mtime=0), headers={"Content-Encoding": "gzip"}).bytes(),
    HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunk(FEED[:30]) + chunk(FEED[30:]) + b"0\r\n\r\n",
    Reply(301, b"", {"Location": "/elsewhere"}).bytes(),
    Reply(429, b"", {"Retry-After": "120"}).bytes(),
]


def mutated(seed: int) -> bytes:
    """A good reply with some bytes changed, cut, doubled or replaced by what upsets parsers."""
    chance = random.Random(seed)
    reply = bytearray(chance.choice(GOOD))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(reply) + 1)
        upset = [b"", b"\r\n", b"\0", b"\r", b":", b"-1", b"9" * 20, b"\xff\xfe", b"gzip", chance.randbytes(8)]
        reply[at : at + chance.choice([0, 1, 1, 5, 40])] = chance.choice(upset)
    return bytes(reply[: chance.choice([len(reply), len(reply), chance.randrange(len(reply) + 1)])])


def ask_mutated(seeds: range) -> list[str]:
    """What came of each mutated reply: "reply", or the code of its source's error. Anything else is raised."""
    current, outcomes = [b""], []
    with site(lambda ask: current[0]) as server, fetcher() as asking:
        feed = source(server.url())
        for seed in seeds:
            current[0] = mutated(seed)
            try:
                asking.fetch(feed, never(), NOON)
                outcomes.append("reply")
            except FetchError as e:
                outcomes.append(e.code)
    return outcomes


def test_mutated_replies_are_replies_or_errors_of_their_source() -> None:
    outcomes = ask_mutated(range(300))

    assert len(outcomes) == 300
    assert "timeout" not in outcomes
    assert {"reply", "truncated", "bad_encoding", "http"} <= set(outcomes)


@pytest.mark.gate
def test_ten_thousand_mutated_replies_are_replies_or_errors_of_their_source() -> None:
    outcomes = ask_mutated(range(1000, 11_000))

    assert len(outcomes) == 10_000
    assert "timeout" not in outcomes


class Memory:
    """How much more memory this process held at its worst than when this began, in bytes."""

    def __init__(self) -> None:
        # Linux sets the high-water mark back for whoever writes this; without, an earlier peak would hide a later one.
        Path("/proc/self/clear_refs").write_text("5")
        self._before = held("VmRSS")

    def growth(self) -> int:
        return held("VmHWM") - self._before


def held(what: str) -> int:
    found = re.search(rf"{what}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) * 1024
