"""`python -m flows.server.app`: Prefect's server and web UI, answering to its own hosts and pages only.

It takes Prefect's settings as `prefect server start` does. TUMEN_SERVER_HOSTS names further hosts, separated by
commas: the name under which a proxy or another container asks. /healthz and /metrics say how the archive stands.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import cast

if __name__ == "__main__":
    from flows.server import garbage

    garbage.leave()

import uvicorn
from prefect.server.api.server import create_app
from prefect.settings import get_current_settings

from flows.server import garbage, metrics, own_hosts
from tumen.web.guard import App, Guarded


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m flows.server.app", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=4200, help="port of the web UI and the API (4200)")
    asked = parser.parse_args(arguments)
    prefect = get_current_settings().server
    # The guard stands around all of Prefect's app, its own middleware included: that never sees a websocket.
    prefect_app = cast("App", create_app(final=True))
    observed = metrics.Observed(prefect_app, metrics.read_status, os.environ.get("PREFECT_SERVER_API_AUTH_STRING", ""))
    served = Guarded(observed, own_hosts.hosts(os.environ), own_hosts.origins(os.environ))
    garbage.look_for_new()
    uvicorn.run(
        served,
        host=asked.host,
        port=asked.port,
        timeout_keep_alive=prefect.api.keepalive_timeout,
        ws_ping_interval=prefect.api.websocket_ping_interval,
        ws_ping_timeout=prefect.api.websocket_ping_timeout,
        log_level=prefect.logging_level.lower(),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
