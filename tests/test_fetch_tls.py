"""Certificates are checked always, for the name that was asked for; https is never left for http."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.support.web import INTERNAL, NOON, PUBLIC, Names, Reply, fetcher, never, site, source
from tests.support.web_certificates import Authority
from tumen.errors import FetchError
from tumen.fetch import Fetcher, FetchLimits, limits


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def asking(authority: Authority) -> Iterator[Fetcher]:
    with fetcher(tls=authority.client()) as ours:
        yield ours


def test_the_certificate_is_checked_for_the_name_while_the_connection_goes_to_the_address(
    authority: Authority, asking: Fetcher
) -> None:
    with site(Reply(), tls=authority.server("news.example")) as server:
        fetched = asking.fetch(source(f"https://news.example:{server.port}/feed"), never(), NOON)

    assert fetched.raw is not None
    assert server.asks[0].headers["host"] == f"news.example:{server.port}"


@pytest.mark.parametrize(
    ("host", "expired", "trusted"),
    [
        ("other.example", False, True),
        ("news.example", True, True),
        ("news.example", False, False),
        (PUBLIC, False, True),
    ],
    ids=["another name", "expired", "signed by a stranger", "the bare address"],
)
def test_a_certificate_that_does_not_prove_the_name_is_refused(
    host: str, expired: bool, trusted: bool, authority: Authority
) -> None:
    until = {"until": datetime(2021, 1, 1, tzinfo=UTC)} if expired else {}
    client = {"tls": authority.client()} if trusted else {}
    with site(Reply(), tls=authority.server("news.example", **until)) as server, fetcher(**client) as ours:
        feed = source(f"https://{host}:{server.port}/feed")
        with pytest.raises(FetchError) as caught:
            ours.fetch(feed, never(), NOON)
        health = ours.failed(feed, never(), caught.value, NOON)

    assert caught.value.code == "tls"
    assert server.asks == []
    assert "certificate" in health.reason.lower()


def test_the_system_certificates_are_what_a_fetcher_trusts_by_default(authority: Authority) -> None:
    by_default = Fetcher(user_agent="tumen/0.1", resolve=Names(), trusted=[PUBLIC])
    told = authority.server("news.example")
    with site(Reply(), tls=told) as server, by_default as ours, pytest.raises(FetchError) as caught:
        ours.fetch(source(f"https://news.example:{server.port}/feed"), never(), NOON)

    assert caught.value.code == "tls"


def test_https_is_never_left_for_http(authority: Authority, asking: Fetcher) -> None:
    with site(Reply()) as plain:
        answer = Reply(301, b"", {"Location": plain.url()})
        with site(answer, tls=authority.server("news.example")) as server, pytest.raises(FetchError) as caught:
            asking.fetch(source(f"https://news.example:{server.port}/feed"), never(), NOON)

    assert caught.value.code == "blocked_redirect"
    assert plain.accepts == 0


def test_a_private_address_behind_a_valid_certificate_is_still_private(authority: Authority) -> None:
    ours = fetcher(tls=authority.client(), resolve=Names({"desk.example": [[INTERNAL]]}))
    told = authority.server("desk.example")
    with site(Reply(), address=INTERNAL, tls=told) as server, ours, pytest.raises(FetchError) as caught:
        ours.fetch(source(f"https://desk.example:{server.port}/feed"), never(), NOON)

    assert caught.value.code == "blocked_address"
    assert server.accepts == 0


def test_a_server_that_never_finishes_its_handshake_is_left_at_the_limit() -> None:
    with socket.create_server((PUBLIC, 0)) as listening:
        quick = FetchLimits(feed=replace(limits.FEED, total=0.4, each=0.3))
        with fetcher(limits=quick) as ours, pytest.raises(FetchError) as caught:
            ours.fetch(source(f"https://news.example:{listening.getsockname()[1]}/feed"), never(), NOON)

    assert caught.value.code == "timeout"


def test_a_server_that_speaks_plain_http_on_its_https_port_is_named(asking: Fetcher) -> None:
    def plain() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with socket.create_server((PUBLIC, 0)) as listening:
        server = threading.Thread(target=plain)
        server.start()
        with pytest.raises(FetchError) as caught:
            asking.fetch(source(f"https://news.example:{listening.getsockname()[1]}/feed"), never(), NOON)
        server.join(5)

    assert caught.value.code == "tls"
