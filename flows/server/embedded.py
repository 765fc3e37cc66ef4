"""A Prefect server inside the process of one run: nothing to start first, and Prefect is imported once and not twice.

Importing Prefect's server costs five processor seconds, half of them what the run imports anyway; a server in a process
of its own, as Prefect starts one, pays them again.
"""

from __future__ import annotations

import socket
import sqlite3
import time
from collections.abc import MutableMapping
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any, Final, cast

from flows.server import environment, new_database, own_hosts
from flows.server.terminal import say
from tumen.env_file import read_env_files
from tumen.errors import ConfigError, StorageError, TumenError
from tumen.settings import load_settings
from tumen.web.guard import App, Guarded

# The first start with another Prefect than the locked one migrates its database: a minute or two on a slow machine.
START: Final = 180.0
LOOK: Final = 0.02
END: Final = 10.0
SERVING: Final[list[tuple[Any, Thread]]] = []  # the server of this process and its thread; none without one


def stop() -> None:
    """End the server of this process, if there is one, after what Prefect has still to send.

    Before the interpreter shuts down: then no thread can be started any more, and Prefect's worker of background tasks
    tries that again and again instead of ending.
    """
    if not SERVING:
        return
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    for worker in (EventsWorker, APILogWorker):
        worker.drain_all(timeout=END)
    for server, thread in SERVING:
        server.should_exit = True
        thread.join(END)
    SERVING.clear()


def begin(environ: MutableMapping[str, str]) -> int:
    """Read `.env` and the settings, then `start`; the exit code to end with at once, having said why, or 0 to go on."""
    try:
        read_env_files(environ)
        environment.settle(environment.embedded(load_settings(environ).home), environ)
        start(environ)
    except (TumenError, KeyboardInterrupt) as error:
        return told(error)
    return 0


def told(error: TumenError | KeyboardInterrupt) -> int:
    """Say in one line what ended a run; the exit code, as that of the command line."""
    if isinstance(error, KeyboardInterrupt):
        say("interrupted; nothing is lost, and the next run continues from here")
        return 130
    say(" ".join(str(error).split()))
    return 2 if isinstance(error, ConfigError) else 1


def start(environ: MutableMapping[str, str]) -> bool:
    """Serve on a port of this machine until the process ends, and say where in `environ`; False where one is named.

    To be called before anything imports Prefect, which reads the environment then. StorageError when the server does
    not come up, as when Prefect's database cannot be opened.
    """
    if environ.get("PREFECT_API_URL"):
        return False
    listening = socket.create_server(("127.0.0.1", 0))
    environ["PREFECT_API_URL"] = f"http://127.0.0.1:{listening.getsockname()[1]}/api"
    spare(environ)
    new_database.make(environ)
    import uvicorn
    from prefect.server.api.server import create_app

    # A browser on this machine shows pages of others meanwhile: they get no answer, as from the server that stays.
    guarded = Guarded(cast("App", create_app(ephemeral=True)), own_hosts.hosts(environ), own_hosts.origins(environ))
    server = uvicorn.Server(uvicorn.Config(guarded, log_level="critical", lifespan="on"))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, name="prefect server", daemon=True)
    SERVING.append((server, thread))
    thread.start()
    until = time.monotonic() + START
    while not server.started:
        if not thread.is_alive() or time.monotonic() > until:
            raise StorageError("Prefect's server for this run did not start: can its folder PREFECT_HOME be written?")
        time.sleep(LOOK)
    return True


def spare(environ: MutableMapping[str, str]) -> None:
    """Leave out what this server does for nothing; what is set already stays."""
    environment.trust_little(environ)
    # Looking for what automations wait for needs a second copy of the whole API; without an automation nothing waits.
    file = new_database.file_of(environ)
    if file is not None and not _has_automations(file):
        environ.setdefault("PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED", "false")


def _has_automations(file: Path) -> bool:
    """Whether somebody left automations in the database of this home; so, too, where that cannot be told."""
    if not file.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
            return database.execute("SELECT 1 FROM automation LIMIT 1").fetchone() is not None
    except sqlite3.Error:
        return True
