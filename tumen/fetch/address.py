"""Which network addresses are public, and which hosts are an address in disguise."""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

IPAddress = IPv4Address | IPv6Address

# Python's `is_global` says True for multicast, for the 6to4 relays and for Azure's host agent, and it says so for a
# whole /24 that IANA keeps for protocols; the list is Mastodon's, with Azure's address added.
REFUSED_V4 = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)

# Only this eighth of IPv6 is handed out to the public; NAT64, compatible, unique-local, link-local, site-local and
# multicast addresses all lie outside of it.
UNICAST_V6 = ip_network("2000::/3")

# Protocol assignments (Teredo, benchmarking, ORCHID), documentation, 6to4: inside 2000::/3, and none is a web server.
REFUSED_V6 = tuple(
    ip_network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)

NAME = re.compile(r"[a-z0-9._-]+\Z", re.IGNORECASE)
NUMERIC_LABEL = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z", re.IGNORECASE)


def public(address: IPAddress) -> bool:
    """Whether anyone on the internet could reach this address; an IPv4 address inside IPv6 is judged as itself."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in REFUSED_V4)
    if address.ipv4_mapped is not None:
        return address.scope_id is None and public(address.ipv4_mapped)
    return (
        address.scope_id is None
        and address in UNICAST_V6
        and address.is_global
        and not any(address in network for network in REFUSED_V6)
    )


def literal(host: str) -> IPAddress | None:
    """The address that a host *is*: dotted, short, decimal, octal, hexadecimal or IPv6; None for a name.

    Raises ValueError for a host with letters no name has, or one that ends like a number and is no address: no public
    name does (WHATWG URL, 3.5).
    """
    if ":" in host:
        return ip_address(host)
    if not NAME.match(host):
        raise ValueError(f"invalid host name: {host!r}")
    bare = host.removesuffix(".")
    if not NUMERIC_LABEL.match(bare.rsplit(".", 1)[-1]):
        return None
    try:
        return IPv4Address(socket.inet_aton(bare))
    except OSError as e:
        raise ValueError(f"invalid host: {host!r} is neither a name nor an address") from e
