"""Who gets an answer from the Prefect server: its own hosts and its own pages; see `tumen.web.guard`."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from tumen.web.guard import LOOPBACK, listed


def hosts(environ: Mapping[str, str]) -> frozenset[str]:
    """Return the names of this server: loopback, that of PREFECT_API_URL, and those of TUMEN_SERVER_HOSTS."""
    api = urlsplit(environ.get("PREFECT_API_URL", "")).hostname or ""
    named = f"[{api}]" if ":" in api else api
    return LOOPBACK | listed(environ) | ({named.strip().lower()} if named.strip() else set())


def origins(environ: Mapping[str, str]) -> frozenset[str]:
    """Return the origins of PREFECT_SERVER_CORS_ALLOWED_ORIGINS; "*" is none of them."""
    allowed = environ.get("PREFECT_SERVER_CORS_ALLOWED_ORIGINS", "").split(",")
    return frozenset(one.strip().rstrip("/").lower() for one in allowed if one.strip() not in ("", "*"))
