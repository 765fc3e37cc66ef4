"""What Prefect finds in the environment: silence towards the world, one folder, and whatever was set before."""

from __future__ import annotations

import sqlite3
import ssl
from contextlib import closing
from pathlib import Path

import pytest

from flows.server import embedded, environment
from tumen.errors import StorageError


def test_nothing_goes_home_and_nothing_is_kept_outside_the_home(tmp_path: Path) -> None:
    for made in (environment.embedded(tmp_path), environment.served(tmp_path, 4200)):
        assert made["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
        assert made["DO_NOT_TRACK"] == "1"
        assert Path(made["PREFECT_HOME"]) == tmp_path / "prefect"


def test_a_server_is_guarded_against_other_web_pages_and_keeps_its_leases_on_disk(tmp_path: Path) -> None:
    made = environment.served(tmp_path, 4711)

    assert made["PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED"] == "true"
    assert made["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"] == "http://127.0.0.1:4711,http://localhost:4711"
    assert made["PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE"].endswith("filesystem")


def test_what_is_set_already_is_respected_and_the_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    environ = {"PREFECT_API_URL": "http://elsewhere/api", "PREFECT_HOME": str(tmp_path / "deep" / "own")}

    environment.settle(environment.served(tmp_path, 4200), environ)

    assert environ["PREFECT_API_URL"] == "http://elsewhere/api"
    assert (tmp_path / "deep" / "own").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("api", "spared"),
    [("http://127.0.0.1:4200/api", True), ("https://prefect.example/api", False), ("http://prefect:4200/api", False)],
)
def test_only_where_the_api_is_this_machines_own_do_clients_read_one_certificate(
    tmp_path: Path, api: str, spared: bool
) -> None:
    environ = {"PREFECT_API_URL": api, "PREFECT_HOME": str(tmp_path)}

    environment.trust_little(environ)
    environment.trust_little(environ)

    assert ("PREFECT_API_SSL_CERT_FILE" in environ) is spared
    if spared:
        trusted = ssl.create_default_context(cafile=environ["PREFECT_API_SSL_CERT_FILE"])
        assert len(trusted.get_ca_certs()) == 1
        assert trusted.verify_mode is ssl.CERT_REQUIRED


def test_a_folder_that_is_not_there_leaves_the_certificates_as_they_are(tmp_path: Path) -> None:
    environ = {"PREFECT_API_URL": "http://127.0.0.1:1/api", "PREFECT_HOME": str(tmp_path / "none")}

    environment.trust_little(environ)

    assert "PREFECT_API_SSL_CERT_FILE" not in environ


def test_certificates_that_somebody_set_stay(tmp_path: Path) -> None:
    environ = {
        "PREFECT_API_URL": "http://127.0.0.1:1/api", "PREFECT_HOME": str(tmp_path), "PREFECT_API_SSL_CERT_FILE": "own",
    }  # fmt: skip

    environment.trust_little(environ)

    assert environ["PREFECT_API_SSL_CERT_FILE"] == "own"


def test_the_temporary_server_of_a_run_has_a_login_that_nobody_else_knows(tmp_path: Path) -> None:
    one, other = environment.embedded(tmp_path), environment.embedded(tmp_path)

    assert one["PREFECT_SERVER_API_AUTH_STRING"] == one["PREFECT_API_AUTH_STRING"]
    assert len(one["PREFECT_API_AUTH_STRING"]) > 40
    assert one["PREFECT_API_AUTH_STRING"] != other["PREFECT_API_AUTH_STRING"]


@pytest.mark.parametrize(
    ("environ", "written", "said"),
    [
        ({"TUMEN_RAW_DAYS": "never"}, "", "environment: TUMEN_RAW_DAYS: "),
        ({}, 'TUMEN_CONTACT="desk@example.org\n', ".env: line 1: is not of the form"),
    ],
)
def test_a_slip_in_the_settings_ends_a_run_in_one_line_before_its_server_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], environ: dict[str, str], written: str, said: str
) -> None:
    (tmp_path / ".env").write_text(written)

    assert embedded.begin({"TUMEN_HOME": str(tmp_path), **environ}) == 2
    (line,) = capsys.readouterr().out.splitlines()
    assert said in line
    assert not embedded.SERVING


@pytest.mark.parametrize(
    ("error", "code"), [(StorageError("Prefect's folder\n\tis full"), 1), (KeyboardInterrupt(), 130)]
)
def test_a_server_that_does_not_come_up_or_is_not_waited_for_ends_a_run_in_one_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
) -> None:
    def start(_: object) -> bool:
        raise error

    monkeypatch.setattr(embedded, "start", start)

    assert embedded.begin({"TUMEN_HOME": str(tmp_path)}) == code
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_run_by_hand_looks_for_what_automations_wait_for_only_where_somebody_made_one(tmp_path: Path) -> None:
    file = tmp_path / "prefect.db"
    environ = {"PREFECT_HOME": str(tmp_path)}

    def triggers(*also: tuple[str, str]) -> str | None:
        mine = environ | dict(also)
        embedded.spare(mine)
        return mine.get("PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED")

    assert triggers() == "false"  # the first run: no database yet
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE automation (id INTEGER)")
        assert triggers() == "false"
        database.execute("INSERT INTO automation VALUES (1)")
        database.commit()
    assert triggers() is None
    assert triggers(("PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED", "false")) == "false"

    file.write_bytes(b"no database" * 100)
    assert triggers() is None
    file.unlink()
    assert triggers(("PREFECT_API_DATABASE_CONNECTION_URL", "postgresql://elsewhere")) is None
