"""No connection to an address that is not public, by whatever name, form or detour.

The truth is what the internal server *accepted*: nothing, not even a connection that was closed again.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.web import INTERNAL, NOON, PUBLIC, Ask, Names, Reply, Site, fetcher, never, site, source
from tumen.errors import FetchError
from tumen.fetch.address import literal, public
from tumen.model import SourceKind

# {port} is the port of the internal server: the address rule must hold, not only the rule about ports.
TARGETS = [
    "http://127.0.0.2:{port}/",
    "http://127.0.0.3:{port}/",
    "http://127.255.255.254:{port}/",
    "http://127.2:{port}/",
    "http://127.0.2:{port}/",
    "http://2130706434:{port}/",
    "http://0x7f000002:{port}/",
    "http://0x7F.0.0.2:{port}/",
    "http://0x7f.0x0.0x0.0x2:{port}/",
    "http://0177.0.0.2:{port}/",
    "http://0177.0.0.02:{port}/",
    "http://017700000002:{port}/",
    "http://127.0.0.2.:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://00000000:{port}/",
    "http://256.256.256.256:{port}/",
    "http://1.2.3.4.5:{port}/",
    "http://4294967296:{port}/",
    "http://0xdeadbeefdeadbeef:{port}/",
    "http://１２７.0.0.2:{port}/",
    "http://127。0。0。2:{port}/",
    "http://①②⑦.⓪.⓪.②:{port}/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::ffff:127.0.0.2]:{port}/",
    "http://[::ffff:7f00:2]:{port}/",
    "http://[::127.0.0.2]:{port}/",
    "http://[::ffff:0:127.0.0.2]:{port}/",
    "http://[64:ff9b::7f00:2]:{port}/",
    "http://[64:ff9b:1::7f00:2]:{port}/",
    "http://[2002:7f00:2::]:{port}/",
    "http://[2001:0:7f00:2::]:{port}/",
    "http://[2001:db8::1]:{port}/",
    "http://[3fff::1]:{port}/",
    "http://[fc00::1]:{port}/",
    "http://[fd00:ec2::254]:{port}/",
    "http://[fe80::1]:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://[fe80::1%lo]:{port}/",
    "http://[fec0::1]:{port}/",
    "http://[ff02::1]:{port}/",
    "http://[100::1]:{port}/",
    "http://10.0.0.1:{port}/",
    "http://100.64.0.1:{port}/",
    "http://169.254.169.254:{port}/latest/meta-data/",
    "http://172.16.0.1:{port}/",
    "http://172.31.255.255:{port}/",
    "http://192.168.0.1:{port}/",
    "http://192.0.0.8:{port}/",
    "http://192.0.2.1:{port}/",
    "http://192.88.99.1:{port}/",
    "http://198.18.0.1:{port}/",
    "http://198.51.100.1:{port}/",
    "http://203.0.113.1:{port}/",
    "http://168.63.129.16:{port}/",
    "http://224.0.0.1:{port}/",
    "http://240.0.0.1:{port}/",
    "http://255.255.255.255:{port}/",
    "http://internal.example:{port}/",
    "http://INTERNAL.example.:{port}/",
    "http://mixed.example:{port}/",
    "http://mapped.example:{port}/",
    "http://translated.example:{port}/",
    "http://localhost:{port}/",
    "http://user@127.0.0.2:{port}/",
    "http://news.example@127.0.0.2:{port}/",
    "http://news.example:80@127.0.0.2:{port}/",
    "http://127.0.0.2:{port}\\@news.example/",
    "http:\\\\127.0.0.2:{port}\\",
    "http://127.0.0.2:{port}#@news.example/",
    "http://127.0.0.2:{port}?@news.example/",
    "//127.0.0.2:{port}/",
    "http:127.0.0.2:{port}/",
    "http:///127.0.0.2:{port}/",
    "http://127.0.0.2%00.news.example:{port}/",
    "http://127.0.0.2\t:{port}/",
    "http://127.0.0.2\r\nX: y:{port}/",
    "http://127.0.0.2%2f:{port}/",
    "http://%31%32%37.0.0.2:{port}/",
    "ftp://127.0.0.2:{port}/",
    "gopher://127.0.0.2:{port}/_GET",
    "file:///etc/passwd",
    "file://127.0.0.2:{port}/etc/passwd",
    "javascript:alert(1)",
    "data:text/html,hello",
    "unix:///var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/info",
    "http://news.example:22/",
    "http://news.example:6379/",
    "http://news.example:99999/",
    "http://",
    "http://:{port}/",
    "",
    "http://" + "a" * 9000 + ".example/",
]

NAMES = {
    "internal.example": [[INTERNAL]],
    "internal.example.": [[INTERNAL]],
    "mixed.example": [[PUBLIC, INTERNAL]],
    "mapped.example": [["::ffff:127.0.0.2"]],
    "translated.example": [["64:ff9b::7f00:2"]],
    "localhost": [["127.0.0.1", "::1"]],
}

# What the house itself calls "localhost" is trusted only in these tests, and only as 127.0.0.1.
REFUSALS = {"blocked_address", "dns"}


@pytest.fixture(scope="module")
def pair() -> Iterator[tuple[Site, Site]]:
    """A public server, and an internal one on the same port of the address next to it."""
    with (
        site(lambda ask: Reply(302, b"", {"Location": ask.headers["x-to"]}) if "x-to" in ask.headers else Reply()) as a,
        site(Reply(body=b"secret"), address=INTERNAL, port=a.port) as b,
    ):
        yield a, b


@pytest.mark.parametrize("target", TARGETS, ids=range(len(TARGETS)))
def test_no_form_of_an_internal_address_is_connected_to(target: str, pair: tuple[Site, Site]) -> None:
    public_site, internal = pair
    url = target.replace("{port}", str(public_site.port))
    listed = source(public_site.url("/list"), kind=SourceKind.LISTING)
    before = internal.accepts, public_site.accepts

    with fetcher(resolve=Names(NAMES, rest=None)) as asking, pytest.raises(FetchError) as caught:
        asking.fetch_page(listed, url, NOON)

    assert caught.value.code in REFUSALS
    assert (internal.accepts, public_site.accepts) == before


# No header can hold a line end.
SENDABLE = [target for target in TARGETS if "\r" not in target]


@pytest.mark.parametrize("target", SENDABLE, ids=range(len(SENDABLE)))
def test_no_redirect_leads_to_an_internal_address(target: str) -> None:
    with site(Reply()) as public_site, site(Reply(), address=INTERNAL, port=public_site.port) as internal:
        where = target.replace("{port}", str(public_site.port)).encode("utf-8").decode("latin-1")
        public_site.answer = lambda ask: Reply(302, b"", {"Location": where}) if ask.target == "/feed" else Reply()
        names = Names({**NAMES, "localhost": [[INTERNAL]]})
        with fetcher(resolve=names) as asking:
            try:
                raw = asking.fetch(source(public_site.url()), never(), NOON).raw
            except FetchError as e:
                reason = e.code
            else:
                # What is no address on its own ("", "http:…") is a path of the public server itself.
                reason = raw.final_url.split("/")[2] if raw else ""

    assert internal.accepts == 0
    assert reason in {"blocked_redirect", "dns", "http", f"news.example:{public_site.port}"}


def test_targets_are_many() -> None:
    assert len(set(TARGETS)) >= 60


def test_every_hop_is_looked_at() -> None:
    with site(Reply()) as first, site(Reply(), address=INTERNAL, port=first.port) as internal:
        steps = {"/feed": "/second", "/second": "//other.example:{}/third", "/third": "http://127.0.0.2:{}/"}
        first.answer = lambda ask: Reply(302, b"", {"Location": steps[ask.target].format(first.port)})
        with fetcher() as asking, pytest.raises(FetchError) as caught:
            asking.fetch(source(first.url()), never(), NOON)

    assert caught.value.code == "blocked_redirect"
    assert [ask.target for ask in first.asks] == ["/feed", "/second", "/third"]
    assert internal.accepts == 0


def test_a_name_that_changes_its_address_is_judged_by_the_one_connected_to() -> None:
    with site(Reply()) as public_site, site(Reply(), address=INTERNAL, port=public_site.port) as internal:
        names = Names({"rebind.example": [[PUBLIC], [INTERNAL]]})
        with fetcher(resolve=names) as asking:
            asking.fetch(source(public_site.url(host="rebind.example")), never(), NOON)
            asking.close()
            with pytest.raises(FetchError) as caught:
                asking.fetch(source(public_site.url(host="rebind.example")), never(), NOON)

    assert names.asked == ["rebind.example", "rebind.example"]
    assert caught.value.code == "blocked_address"
    assert (public_site.accepts, internal.accepts) == (1, 0)


def test_the_robots_file_is_asked_for_through_the_same_guard() -> None:
    with site(Reply()) as public_site, site(Reply(), address=INTERNAL, port=public_site.port) as internal:
        where = {"Location": f"http://127.0.0.2:{public_site.port}/robots.txt"}
        public_site.answer = lambda ask: Reply(301, b"", where) if ask.target == "/robots.txt" else Reply()
        with fetcher() as asking, pytest.raises(FetchError) as caught:
            asking.fetch_page(source(public_site.url()), public_site.url("/page"), NOON)

    assert caught.value.code == "robots"
    assert [ask.target for ask in public_site.asks] == ["/robots.txt"]
    assert internal.accepts == 0


def test_an_internal_source_needs_leave_and_its_leave_is_for_its_own_host_only() -> None:
    with site(Reply(), address=INTERNAL) as internal:
        inside = {"desk.example": [[INTERNAL]], "other.example": [[INTERNAL]]}
        with fetcher(resolve=Names(inside)) as asking:
            with_leave = source(internal.url(host="desk.example"), allow_private=True)
            kept = asking.fetch(with_leave, never(), NOON)
            with pytest.raises(FetchError) as without:
                asking.fetch(source(internal.url(host="desk.example")), never(), NOON)
            with pytest.raises(FetchError) as elsewhere:
                asking.fetch_page(with_leave, internal.url("/page", host="other.example"), NOON)

    assert kept.raw is not None
    assert (without.value.code, elsewhere.value.code) == ("blocked_address", "blocked_address")
    assert internal.accepts == 1


@pytest.mark.parametrize("location", ["http://news.example:{}/feed", "/feed?again"])
def test_a_circle_ends(location: str) -> None:
    def answer(ask: Ask) -> Reply:
        return Reply(302, b"", {"Location": location.format(server.port) + ("again" * len(server.asks))})

    with site(answer) as server, fetcher() as asking, pytest.raises(FetchError) as caught:
        asking.fetch(source(server.url()), never(), NOON)

    assert caught.value.code == "blocked_redirect"
    assert len(server.asks) <= 6


REFUSED = [
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
    *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
    *("224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32"),
    *("::/96", "::ffff:10.0.0.0/104", "::ffff:127.0.0.0/104", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64"),
    *("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10"),
    "ff00::/8",
]


@given(st.data())
def test_no_address_of_a_refused_network_is_public(data: st.DataObject) -> None:
    network = ip_network(data.draw(st.sampled_from(REFUSED)))
    address = network[data.draw(st.integers(0, network.num_addresses - 1))]

    assert not public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "175.45.176.1", "2606:4700::1111", "2a00:1450:4001::1", "::ffff:1.1.1.1"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert public(ip_address(address))


@pytest.mark.parametrize("name", ["news.example", "1tv.ru", "web.de", "x.0xyz", "tass.com", "163.com", "xn--p1ai"])
def test_names_are_not_taken_for_addresses(name: str) -> None:
    assert literal(name) is None
