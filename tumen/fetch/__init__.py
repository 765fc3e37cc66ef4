"""The network's room: polite to every server, unharmed by any of them. The only httpx2 and the only protego."""

from tumen.fetch.crowd import fetch_all, fetch_pages
from tumen.fetch.fetcher import Fetched, Fetcher, FetchLimits
from tumen.fetch.health import alarm, begun, noticed
from tumen.fetch.leash import Caps
from tumen.fetch.plan import is_due, plan, twins
from tumen.fetch.robots import KEPT_AS as ROBOTS

__all__ = [
    "ROBOTS",
    "Caps",
    "FetchLimits",
    "Fetched",
    "Fetcher",
    "alarm",
    "begun",
    "fetch_all",
    "fetch_pages",
    "is_due",
    "noticed",
    "plan",
    "twins",
]
