"""The crontab and the timer that operators copy call commands that there are, at hours that mean what they say."""

from __future__ import annotations

import configparser
import re
import shlex
from pathlib import Path

import pytest

from tumen.cli import answer
from tumen.model.cron import parse_cron

DEPLOYMENTS = Path(__file__).resolve().parents[1] / "deployments"
CRONTAB = (DEPLOYMENTS / "cron" / "tumen.crontab").read_text(encoding="utf-8")
LINES = [line for line in CRONTAB.splitlines() if re.match(r"[\d*]", line)]


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(DEPLOYMENTS / "systemd" / name, encoding="utf-8")
    return parser


def calls(command: str) -> list[list[str]]:
    """The arguments of every call of tumen in a line of shell."""
    found = re.findall(r"/bin/tumen ([^;&]*)", command.replace("\\%", "%").replace("$(date +%d)", "01"))
    return [shlex.split(one) for one in found]


@pytest.mark.parametrize("line", LINES)
def test_each_line_of_the_crontab_has_a_time_and_calls_a_command_with_options_that_it_has(line, capsys):
    fields = line.split(maxsplit=5)
    assert parse_cron(" ".join(fields[:5])).times
    assert calls(fields[5])
    for arguments in calls(fields[5]):
        assert answer([arguments[0], "--help"]) == 0
        shown = capsys.readouterr().out
        assert [one for one in arguments if one.startswith("--") and not re.search(rf"{one}\b", shown)] == []


def test_the_nightly_copy_has_a_folder_to_go_to():
    (line,) = [line for line in LINES if "--backup" in line]
    (arguments,) = calls(line)

    assert f"mkdir -p {Path(arguments[arguments.index('--backup') + 1]).parent};" in line


def test_who_copies_the_crontab_reads_first_that_one_run_by_hand_begins_the_database(monkeypatch, tmp_path, capsys):
    said, _, _ = CRONTAB.partition(LINES[0])
    by_hand = re.findall(r"`/opt/tumen/.venv/bin/tumen ([^`]*)`", said)
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path / "home"))

    assert [shlex.split(one) for one in by_hand] == [["run", "--due"]]
    for line in LINES:
        for arguments in calls(line.split(maxsplit=5)[5]):
            # What needs a database and finds none names the command that begins one.
            if arguments[0] in {"alert", "upkeep"}:
                assert answer([arguments[0], "--quiet"]) != 0
                assert "tumen run" in capsys.readouterr().err


def test_the_crontab_does_the_whole_work_twice_an_hour_and_writes_only_what_is_due():
    (line,) = [line for line in LINES if "tumen run --due" in line]
    cron = parse_cron(" ".join(line.split()[:5]))

    assert cron.every_hour
    assert len(cron.times) == 48


def test_percent_signs_which_cron_takes_for_line_ends_are_escaped():
    assert [line for line in LINES if re.search(r"(?<!\\)%", line)] == []


def test_the_timer_wakes_the_service_of_its_name_also_after_the_machine_was_off(capsys):
    timer, service = unit("tumen-run.timer")["Timer"], unit("tumen-run.service")["Service"]

    assert timer["Persistent"] == "true"
    assert re.fullmatch(r"\*:\d\d(,\d\d)* UTC", timer["OnCalendar"])
    assert service["Type"] == "oneshot"
    assert calls(service["ExecStart"]) == [["run", "--due"]]
