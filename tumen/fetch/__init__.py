"""Fetching: polite to every server, unharmed by any of them. The only httpx2 and the only protego."""

from tumen.fetch.concurrency import fetch_again, fetch_all, fetch_pages
from tumen.fetch.fetcher import Fetched, Fetcher, FetchLimits
from tumen.fetch.health import alarm, begun, noticed
from tumen.fetch.limits import Caps
from tumen.fetch.plan import duplicate_addresses, is_due, not_yet, plan
from tumen.fetch.robots import KEPT_AS as ROBOTS

__all__ = [
    "ROBOTS",
    "Caps",
    "FetchLimits",
    "Fetched",
    "Fetcher",
    "alarm",
    "begun",
    "duplicate_addresses",
    "fetch_again",
    "fetch_all",
    "fetch_pages",
    "is_due",
    "not_yet",
    "noticed",
    "plan",
]
