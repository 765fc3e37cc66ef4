"""`python -m flows.server.serve`: server, web UI, all deployments and a worker on this machine, until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from flows.server import environment, garbage, health, new_database
from flows.server.children import Children
from flows.server.terminal import say
from tumen.env_file import read_env_files
from tumen.errors import ConfigError, TumenError
from tumen.settings import load_settings

PACKAGE = Path(__file__).resolve().parent.parent

# Runs at the same time: collecting and a digest side by side, and no more than a small machine carries.
RUNS = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped: 0 after Ctrl-C or SIGTERM, 1 when a child died, 2 when a setting has to be corrected."""
    asked = _asked(arguments)
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    try:
        return serve(asked.port, stop, schedules=not asked.no_schedules)
    except TumenError as error:
        say(str(error))
        return 2


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m flows.server.serve", description=__doc__)
    parser.add_argument("--port", type=int, default=4200, help="port of the web UI and the API (4200)")
    parser.add_argument("--no-schedules", action="store_true", help="only runs started by hand")
    return parser.parse_args(arguments)


def serve(port: int, stop: threading.Event, *, schedules: bool = True) -> int:
    """Start the server, deploy, start the worker, and wait for `stop`; everything is stopped at the end.

    Raises ConfigError when the port is taken, when deployments/ is not found, or when Prefect refuses the plan.
    """
    root, began = find_root(Path.cwd()), time.monotonic()
    _prepare(root, port, schedules=schedules)
    _free(port)
    with Children(Path(os.environ["PREFECT_HOME"]) / "logs", stop) as children:
        server = children.start("server", "flows.server.app", "--port", str(port))
        # While the server starts, which takes one processor longest, the other one imports and reads.
        garbage.leave()
        from flows.server import deploy, following  # import Prefect: not before the environment stands

        config = load_settings().config_folder
        seen = following.contents(config)  # before it is read: an edit while all this starts is followed
        wanted = deploy.read(root)
        garbage.look_for_new()
        if not health.awaited(os.environ["PREFECT_API_URL"], lambda: stop.is_set() or not server.alive()):
            return children.verdict()
        say(deploy.sweep())
        deploy.make_pool()
        worker = ("worker", "start", "--pool", deploy.POOL, "--type", "process", "--limit", str(RUNS))
        children.start("worker", "prefect", *worker)
        say(deploy.deploy(wanted, os.environ))
        if not stop.is_set():
            _announce(port, schedules=schedules, seconds=time.monotonic() - began)
        children.wait(following.Following(config, seen, partial(deploy.reschedule, wanted)).look)
        return children.verdict()


def find_root(here: Path) -> Path:
    """Return the folder that holds deployments/: TUMEN_ROOT, the current one, or the one beside the package."""
    for folder in (Path(os.environ.get("TUMEN_ROOT") or here), here, PACKAGE):
        if (folder / "deployments" / "prefect.yaml").is_file():
            return folder.resolve()
    raise ConfigError("deployments/prefect.yaml", "", f"not found in {here}: start this in the project's folder")


def _prepare(root: Path, port: int, *, schedules: bool) -> None:
    """Set the environment of the server, of the worker and of every run, ours included."""
    read_env_files()
    home = load_settings().home.resolve()
    given = environment.served(home, port)
    # This server is our own, on the port that was asked for; an address that the shell has set is another server's.
    os.environ["PREFECT_API_URL"] = given["PREFECT_API_URL"]
    os.environ["TUMEN_HOME"], os.environ["TUMEN_ROOT"] = str(home), str(root)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(PACKAGE), os.environ.get("PYTHONPATH")]))
    if not schedules:
        os.environ["PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED"] = "false"
    os.umask(0o077)
    environment.settle(given, os.environ)
    environment.trust_little(os.environ)
    new_database.make(os.environ)


def _free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as e:
            reason = f"port {port} is taken, perhaps by another Prefect server: stop it, or choose another port"
            raise ConfigError("--port", str(port), reason) from e


def _announce(port: int, *, schedules: bool, seconds: float) -> None:
    say(f"Tumen is served on http://127.0.0.1:{port} (ready after {seconds:.0f} s).")
    say(f"Start a run: http://127.0.0.1:{port}/deployments, choose monitor/by-hand, Run. Or in another terminal:")
    prefect = Path(sys.executable).with_name("prefect")
    say(f"  PREFECT_API_URL=http://127.0.0.1:{port}/api {prefect} deployment run monitor/by-hand --watch")
    say("Schedules are on." if schedules else "Schedules are off: only what is started by hand runs.")
    say("Ctrl-C stops everything.")


if __name__ == "__main__":
    sys.exit(main())
