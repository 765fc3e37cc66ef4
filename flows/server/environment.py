"""The environment variables that Prefect reads once, while it is imported.

Nothing here imports Prefect. A variable that is set already is always respected.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import certifi  # Prefect's own

_END: Final = "-----END CERTIFICATE-----"

# No telemetry: the first two switches leave no connection but to this machine (the server's heartbeat, the client's and
# the web page's events). Results are plain JSON instead of pickles, which could be filled with code.
# One line per stage is enough of a log: when each task began and ended is in the web UI.
# Prefect's queue keeps its results by py-key-value, which checks types at run time: a fifth of a second of import.
EVERYWHERE: Mapping[str, str] = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_RESULTS_DEFAULT_SERIALIZER": "json",
    "PREFECT_LOGGING_LOGGERS_PREFECT_TASK_RUNS_LEVEL": "WARNING",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "tumen",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PY_KEY_VALUE_DISABLE_BEARTYPE": "true",
}

# The first start migrates a new database; on a slow machine that takes longer than Prefect's own 20 seconds.
EPHEMERAL: Mapping[str, str] = {
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "true",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
}

# Leases on disk and a heartbeat: after a power cut a lost run frees its place instead of blocking the next for ever.
# Runs and events are swept after 30 days: a run of ours leaves some 200 kB.
SERVER: Mapping[str, str] = {
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "2592000",
    "PREFECT_LOGGING_SERVER_LEVEL": "WARNING",
}


def embedded(home: Path) -> dict[str, str]:
    """Settings for one run with Prefect's own temporary server and everything it keeps under `home`.

    The server answers this run alone: the login is made up for it and known to nobody else.
    """
    login = f"tumen:{secrets.token_urlsafe(32)}"
    return {
        **EVERYWHERE,
        **EPHEMERAL,
        **_at(home),
        "PREFECT_SERVER_API_AUTH_STRING": login,
        "PREFECT_API_AUTH_STRING": login,
    }


def served(home: Path, port: int) -> dict[str, str]:
    """Settings for a server on this machine only, its worker and its runs, with everything kept under `home`."""
    origin = f"http://127.0.0.1:{port}"
    return {
        **EVERYWHERE,
        **SERVER,
        **_at(home),
        "PREFECT_API_URL": f"{origin}/api",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": f"{origin},http://localhost:{port}",
    }


def _at(home: Path) -> dict[str, str]:
    return {"PREFECT_HOME": str((home / "prefect").resolve())}


def trust_little(environ: MutableMapping[str, str]) -> None:
    """Have Prefect's clients read one certificate instead of those of all authorities, to speak plain HTTP with us.

    Each client reads them anew, of which there are thirty to deploy and six a run: 30 ms each. Only where the API is
    this machine's own, by HTTP; what is set already stays, and where the file cannot be written all is as ever.
    """
    if not environ.get("PREFECT_API_URL", "").startswith("http://127.0.0.1:") or "PREFECT_HOME" not in environ:
        return
    file = Path(environ["PREFECT_HOME"]).resolve() / "authority.pem"
    new = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        first, end, _ = Path(certifi.where()).read_text(encoding="ascii", errors="ignore").partition(_END)
        new.write_text(first + end + "\n", encoding="ascii")
        # At once: another run may read it now.
        new.replace(file)
        environ.setdefault("PREFECT_API_SSL_CERT_FILE", str(file))


def settle(wanted: Mapping[str, str], environ: MutableMapping[str, str]) -> None:
    """Set what is not set yet, and make the folder in which Prefect keeps things: it makes no parents itself."""
    for name, value in wanted.items():
        environ.setdefault(name, value)
    Path(environ["PREFECT_HOME"]).mkdir(mode=0o700, parents=True, exist_ok=True)
