"""What is shipped for other machines is closed by default, and spells Prefect's settings as Prefect does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import prefect.settings
import pytest
import yaml

from flows.server import environment
from tests.support.prefect_server import ROOT

FOLDER = ROOT / "deployments"
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))


def lines_of(path: Path) -> dict[str, str]:
    lines = (
        line.split("=", 1) for line in path.read_text(encoding="utf-8").splitlines() if re.match(r"[A-Z_]+=", line)
    )
    return dict(lines)


SYSTEMD = lines_of(FOLDER / "systemd" / "prefect.env.example")
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
GIVEN = {
    "systemd": SYSTEMD,
    "served": environment.served(Path("/home"), 4200),
    "embedded": environment.embedded(Path("/home")),
    **{f"compose {name}": service.get("environment", {}) for name, service in SERVICES.items()},
}


@pytest.mark.parametrize("place", GIVEN)
def test_every_setting_is_one_that_prefect_knows(place: str) -> None:
    # Levels of single loggers belong to the logging configuration and are no settings.
    names = [name for name in GIVEN[place] if name.startswith("PREFECT_") and "_LOGGERS_PREFECT_" not in name]

    assert [name for name in names if not hasattr(prefect.settings, name)] == []


@pytest.mark.parametrize("place", ["systemd", "served", "compose server"])
def test_a_server_is_silent_guarded_and_frees_the_places_of_lost_runs(place: str) -> None:
    given = GIVEN[place]

    assert given["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert given["DO_NOT_TRACK"] == "1"
    assert given["PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED"] == "true"
    assert "*" not in given["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"]
    assert given["PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE"].endswith(".filesystem")
    assert given["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"] == "30"


def test_servers_that_others_may_reach_ask_for_a_login_and_listen_to_this_machine_only() -> None:
    assert SYSTEMD.keys() >= {"PREFECT_SERVER_API_AUTH_STRING", "PREFECT_API_AUTH_STRING"}
    assert "--host 127.0.0.1" in (FOLDER / "systemd" / "tumen-server.service").read_text()
    assert SERVICES["server"]["environment"]["PREFECT_SERVER_API_AUTH_STRING"] == "${PREFECT_AUTH}"
    assert all(port.startswith("127.0.0.1:") for one in SERVICES.values() for port in one.get("ports", []))
    assert "ports" not in SERVICES["postgres"]


def test_no_secret_is_shipped_and_none_has_a_default() -> None:
    shipped = {**SYSTEMD, **lines_of(FOLDER / "compose.env.example")}

    assert not any(value for name, value in shipped.items() if re.search(r"PASSWORD|AUTH", name))


def test_containers_run_without_rights_and_what_is_installed_is_what_was_locked() -> None:
    image = (FOLDER / "Dockerfile").read_text(encoding="utf-8")

    assert "\nUSER tumen\n" in image
    assert "--no-deps --require-hashes -r /tmp/requirements.lock" in image
    for name in ("server", "setup", "worker"):
        assert SERVICES[name]["read_only"] is True
        assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert all(one["environment"]["DO_NOT_TRACK"] == "1" for name, one in SERVICES.items() if name != "postgres")


def test_every_volume_of_the_containers_is_declared_and_one_under_another_name_is_kept() -> None:
    mounts = [mount for service in SERVICES.values() for mount in service.get("volumes", ())]
    named = {mount.partition(":")[0] for mount in mounts if re.match(r"\w", mount)}
    given = lines_of(FOLDER / "compose.env.example")["TUMEN_VOLUME"]

    assert named == set(COMPOSE["volumes"])
    assert COMPOSE["volumes"]["data"] == {"name": f"${{TUMEN_VOLUME:-{given}}}"}
