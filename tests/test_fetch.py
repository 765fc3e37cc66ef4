"""Asking one source: what is sent, what comes back, what becomes of its state."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.web import AGENT, FEED, NOON, Ask, Reply, fetcher, never, site, source
from tumen.errors import FetchError
from tumen.model import SourceKind, Validators

HOUR = timedelta(hours=1)


def test_a_reply_is_kept_as_it_came() -> None:
    headers = {"Content-Type": "application/rss+xml", "ETag": '"a"', "Set-Cookie": "id=1"}
    with site(Reply(headers=headers)) as server, fetcher() as asking:
        fetched = asking.fetch(source(server.url()), never(), NOON)

    raw = fetched.raw
    assert raw is not None
    assert (raw.body, raw.status, raw.content_type) == (FEED, 200, "application/rss+xml")
    assert (raw.source_id, raw.url, raw.final_url, raw.fetched_at) == ("news", server.url(), server.url(), NOON)
    assert raw.validators == Validators(etag='"a"')
    assert "set-cookie" not in raw.headers


def test_the_request_says_who_asks_and_nothing_else() -> None:
    with site(Reply()) as server, fetcher() as asking:
        asking.fetch(source(server.url("/feed?idxno=7&x==&k=%ED%95%9C")), never(), NOON)

    [ask] = server.asks
    assert (ask.method, ask.target) == ("GET", "/feed?idxno=7&x==&k=%ED%95%9C")
    assert set(ask.headers) == {"host", "user-agent", "accept", "accept-encoding"}
    assert ask.headers["user-agent"] == AGENT
    assert ask.headers["accept-encoding"] == "gzip"
    assert "application/atom+xml" in ask.headers["accept"]
    assert ask.headers["host"] == f"news.example:{server.port}"


@pytest.mark.parametrize("etag", ['"plain"', 'W/"weak"', "unquoted", '"a""b"', '"\xe4\xf6"', "'single'"])
def test_validators_are_sent_back_byte_for_byte(etag: str) -> None:
    modified = "Sun, 1 Mar 2026 09:00:00 KST"

    def answer(ask: Ask) -> Reply:
        same = ask.headers.get("if-none-match") == etag and ask.headers.get("if-modified-since") == modified
        return Reply(304, b"") if same else Reply(headers={"ETag": etag, "Last-Modified": modified})

    with site(answer) as server, fetcher() as asking:
        feed = source(server.url())
        first = asking.fetch(feed, never(), NOON)
        again = asking.fetch(feed, first.health, NOON + HOUR)

    assert first.raw is not None
    assert again.raw is None
    assert again.health.state == "unchanged"
    assert again.health.validators == Validators(etag=etag, last_modified=modified)


def test_a_304_may_renew_validators() -> None:
    answers = [Reply(headers={"ETag": '"1"', "Last-Modified": "x"}), Reply(304, b"", {"ETag": '"2"'})]
    with site(lambda _: answers.pop(0)) as server, fetcher() as asking:
        first = asking.fetch(source(server.url()), never(), NOON)
        again = asking.fetch(source(server.url()), first.health, NOON + HOUR)

    assert again.health.validators == Validators(etag='"2"', last_modified="x")


def test_a_304_that_was_not_asked_for_is_an_error() -> None:
    with site(Reply(304, b"")) as server, fetcher() as asking, pytest.raises(FetchError) as caught:
        asking.fetch(source(server.url()), never(), NOON)

    assert (caught.value.code, caught.value.status) == ("http", 304)


def test_validators_of_another_address_are_not_sent() -> None:
    with site(Reply(headers={"ETag": '"1"'})) as server, fetcher() as asking:
        first = asking.fetch(source(server.url("/old")), never(), NOON)
        asking.fetch(source(server.url("/new")), first.health, NOON + HOUR)

    assert "if-none-match" not in server.asks[1].headers


def test_validators_with_control_characters_or_the_size_of_a_cookie_are_dropped() -> None:
    with site(Reply(headers={"ETag": '"' + "x" * 2000 + '"', "Last-Modified": "now"})) as server, fetcher() as asking:
        fetched = asking.fetch(source(server.url()), never(), NOON)

    assert fetched.health.validators == Validators(last_modified="now")


BODIES = {
    "nothing said": ("", FEED),
    "identity": ("identity", FEED),
    "gzip": ("gzip", gzip.compress(FEED)),
    "gzip by its old name": ("X-GZIP", gzip.compress(FEED)),
    "gzip in two members": ("gzip", gzip.compress(FEED[:40]) + gzip.compress(FEED[40:])),
    "gzip with padding": ("gzip", gzip.compress(FEED) + b"\0\0\0"),
    "no encoding of that name": ("none", FEED),
    "the table of its letters": ("utf-8", FEED),
    "how it was sent": ("aws-chunked", FEED),
    "binary": ("binary", FEED),
    "a mistake before gzip": ("aws-chunked, gzip", gzip.compress(FEED)),
    "gzip named twice": ("gzip, gzip", gzip.compress(FEED)),
    "a gzip file, nothing said": ("", gzip.compress(FEED)),
    "a gzip file, compressed on its way": ("gzip", gzip.compress(gzip.compress(FEED))),
    "gzip twice and said so": ("gzip, gzip", gzip.compress(gzip.compress(FEED))),
    "a gzip file compressed on its way, nothing said": ("", gzip.compress(gzip.compress(FEED))),
    "text under a label of gzip": ("gzip", FEED),
    "text under a label of deflate": ("deflate", FEED),
    "text under a label that nobody asked for": ("br", FEED),
    "deflate": ("deflate", zlib.compress(FEED)),
    "deflate without its header": ("deflate", zlib.compress(FEED, wbits=-zlib.MAX_WBITS)),
}


@pytest.mark.parametrize("name", BODIES)
def test_bodies_are_decoded(name: str) -> None:
    encoding, body = BODIES[name]
    with site(Reply(body=body, headers={"Content-Encoding": encoding})) as server, fetcher() as asking:
        fetched = asking.fetch(source(server.url()), never(), NOON)

    assert fetched.raw is not None
    assert fetched.raw.body == FEED


@pytest.mark.parametrize("location", ["/новости.xml", "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8.xml"])
def test_a_redirect_in_raw_letters_leads_where_it_says(location: str) -> None:
    target = "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8.xml"
    moved = Reply(301, headers={"Location": location.encode().decode("latin-1")})
    with site(lambda ask: Reply() if ask.target == target else moved) as server, fetcher() as asking:
        fetched = asking.fetch(source(server.url()), never(), NOON)

    assert fetched.raw is not None
    assert fetched.raw.body == FEED


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (404, "backing_off"),
        (500, "backing_off"),
        (403, "blocked"),
        (401, "blocked"),
        (410, "gone"),
        (204, "backing_off"),
    ],
)
def test_another_status_is_a_named_state_with_its_reason(status: int, state: str) -> None:
    with site(Reply(status, b"")) as server, fetcher() as asking:
        with pytest.raises(FetchError) as caught:
            asking.fetch(source(server.url()), never(), NOON)
        health = asking.failed(source(server.url()), never(), caught.value, NOON)

    assert (caught.value.code, caught.value.status) == ("http", status)
    assert (health.state, health.since, health.failures) == (state, NOON, 1)
    assert f"HTTP {status}" in health.reason
    assert "news.example" in health.reason


def test_a_password_in_an_address_is_sent_and_never_kept() -> None:
    with site(Reply()) as server, fetcher() as asking:
        feed = source(f"http://desk:geheim@news.example:{server.port}/feed")
        raw = asking.fetch(feed, never(), NOON).raw

    assert server.asks[0].headers["authorization"] == "Basic ZGVzazpnZWhlaW0="
    assert raw is not None
    assert "geheim" not in raw.url + raw.final_url


def test_a_password_is_not_handed_on_to_another_site() -> None:
    def answer(ask: Ask) -> Reply:
        places = {"/feed": "/moved", "/moved": server.url("/far", host="far.example")}
        return Reply(302, b"", {"Location": places[ask.target]}) if ask.target in places else Reply()

    with site(answer) as server, fetcher() as asking:
        asking.fetch(source(f"http://desk:geheim@news.example:{server.port}/feed"), never(), NOON)

    assert [(ask.target, "authorization" in ask.headers) for ask in server.asks] == [
        ("/feed", True),
        ("/moved", True),
        ("/far", False),
    ]


def test_an_address_is_kept_letter_for_letter() -> None:
    with site(Reply()) as server, fetcher() as asking:
        url = f"http://NEWS.example:{server.port}/기사?idxno=7&x=="
        raw = asking.fetch_page(source(server.url()), url, NOON)

    assert raw.url == url
    assert server.asks[-1].target == "/%EA%B8%B0%EC%82%AC?idxno=7&x=="


def test_nothing_of_the_environment_reaches_a_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with site(Reply()) as proxy, site(Reply()) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, proxy.url("/", "127.0.0.1"))
        netrc = tmp_path / "netrc"
        netrc.write_text("machine news.example login desk password geheim\n")
        monkeypatch.setenv("NETRC", str(netrc))
        with fetcher() as asking:
            asking.fetch(source(server.url()), never(), NOON)

    assert proxy.accepts == 0
    assert "authorization" not in server.asks[0].headers


def test_cookies_are_not_sent_back() -> None:
    with site(Reply(headers={"Set-Cookie": "id=1; Path=/"})) as server, fetcher() as asking:
        health = asking.fetch(source(server.url()), never(), NOON).health
        asking.fetch(source(server.url()), replace(health, validators=Validators()), NOON + HOUR)

    assert "cookie" not in server.asks[1].headers


def test_a_listing_is_asked_for_as_a_page_and_only_with_leave_of_robots() -> None:
    rules = b"User-agent: tumen\nDisallow: /private\n"

    def answer(ask: Ask) -> Reply:
        return Reply(body=rules if ask.target == "/robots.txt" else b"<html>")

    with site(answer) as server, fetcher() as asking:
        asking.fetch(source(server.url("/list"), kind=SourceKind.LISTING), never(), NOON)
        with pytest.raises(FetchError) as caught:
            asking.fetch(source(server.url("/private"), kind=SourceKind.LISTING), never(), NOON)

    assert caught.value.code == "robots"
    assert [ask.target for ask in server.asks] == ["/robots.txt", "/list"]
    assert "text/html" in server.asks[1].headers["accept"]
