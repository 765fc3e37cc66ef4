"""What Prefect finds in the environment: silence towards the world, one folder, and whatever was set before."""

from __future__ import annotations

from pathlib import Path

from flows.server import environment


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


def test_the_temporary_server_of_a_run_has_a_login_that_nobody_else_knows(tmp_path: Path) -> None:
    one, other = environment.embedded(tmp_path), environment.embedded(tmp_path)

    assert one["PREFECT_SERVER_API_AUTH_STRING"] == one["PREFECT_API_AUTH_STRING"]
    assert len(one["PREFECT_API_AUTH_STRING"]) > 40
    assert one["PREFECT_API_AUTH_STRING"] != other["PREFECT_API_AUTH_STRING"]
