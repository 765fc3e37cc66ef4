"""Options of every command, the file .env, and which Tumen this is."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.installation import SOURCE, configuration, installed
from tumen import __version__, build, logs
from tumen.cli import answer, main
from tumen.cli.common_options import taken
from tumen.env_file import load_env_files, read_env_files
from tumen.errors import ConfigError


@pytest.fixture
def home(tmp_path, monkeypatch):
    return installed(tmp_path, monkeypatch).home


def test_the_options_of_every_command_may_stand_anywhere_and_are_left_alone_behind_two_dashes(tmp_path):
    asked = taken(["--quiet", "run", f"--config={tmp_path}", "--due", "--", "--verbose"])

    assert (asked.arguments, asked.config, asked.quiet, asked.verbose) == (
        ("run", "--due", "--", "--verbose"),
        tmp_path,
        True,
        False,
    )
    assert taken(["--config", str(tmp_path), "doctor"]).config == tmp_path


@pytest.mark.parametrize(
    "wrong", [["--config"], ["--config", "/no/such/folder"], ["--quiet", "--verbose"], ["--log-format", "xml"]]
)
def test_a_mistake_in_them_is_named(wrong, capsys):
    assert answer(["deliveries", "list", *wrong]) == 2
    assert wrong[0] in capsys.readouterr().err


def test_config_takes_another_folder_for_one_command(home, tmp_path, capsys):
    other = configuration(tmp_path / "other", "", "")
    row = SOURCE.format(id="another", name="Another", url="https://example.org/feed")
    (other / "sources.toml").write_text(row)
    before = os.environ["TUMEN_CONFIG"]

    assert answer(["sources", "list", "--config", str(other), "--json"]) == 0
    assert [row["id"] for row in json.loads(capsys.readouterr().out)] == ["another"]
    assert os.environ["TUMEN_CONFIG"] == before


def test_quiet_says_nothing_when_all_is_well_and_everything_when_a_person_is_needed(home, monkeypatch, capsys):
    assert answer(["deliveries", "list", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")

    (home / "digests").mkdir(parents=True, exist_ok=True)
    assert answer(["deliveries", "test", "desk/none", "--quiet"]) == 2
    assert "no such channel" in capsys.readouterr().err


def test_quiet_shows_what_was_said_when_the_exit_code_is_not_zero(home, capsys):
    readers = Path(os.environ["TUMEN_CONFIG"]) / "readers.toml"
    readers.write_text(readers.read_text().replace('form = "file"', 'form = "email"').replace('"file"', '"env:NONE"'))

    assert answer(["deliveries", "test", "desk/page", "--quiet"]) == 1
    assert "NONE: is not set" in capsys.readouterr().out


def test_verbose_tells_each_step_and_only_for_this_command(home, caplog):
    levels = []
    logging.getLogger("tumen").addFilter(lambda record: levels.append(record.levelno) or True)
    before = logging.getLogger("tumen").level

    assert answer(["collect", "--verbose"]) == 0
    assert logging.INFO in levels
    assert logging.getLogger("tumen").level == before
    logging.getLogger("tumen").filters.clear()


def test_a_file_of_settings_is_read_and_the_environment_comes_first(tmp_path):
    (tmp_path / ".env").write_text(
        '# addresses\nexport MAIL="mailtos://a:p\\"#w@example.org" # ours\n'
        "PLAIN = a b # comment\nSINGLE='x # y'\nEMPTY=\nURL=https://example.org/#part\nTOLD=file\n"
    )
    environ = {"TOLD": "environment"}

    assert load_env_files([tmp_path, tmp_path / "none"], environ) == [tmp_path / ".env"]
    assert environ == {
        "MAIL": 'mailtos://a:p"#w@example.org',
        "PLAIN": "a b",
        "SINGLE": "x # y",
        "EMPTY": "",
        "URL": "https://example.org/#part",
        "TOLD": "environment",
    }


@pytest.mark.parametrize(
    "wrong", ['A="open', "no equals", "1A=x", "A='x' y", "B=again", "C.D=x", 'A="two\nlines"\nC=D']
)
def test_a_mistake_in_the_file_is_named_by_its_line_and_not_by_its_secret(tmp_path, wrong):
    (tmp_path / ".env").write_text(f"B=fine\n{wrong}-secret\n")

    with pytest.raises(ConfigError, match="line 2") as caught:
        load_env_files([tmp_path], {})

    assert "secret" not in str(caught.value).removeprefix(str(tmp_path))


def test_log_lines_are_json_objects_with_their_fields_on_demand(monkeypatch, caplog):
    record = logging.makeLogRecord(
        {"name": "tumen", "levelname": "INFO", "msg": "%s \x1b", "args": ("é",), "source": "tass", "n": Path("x")}
    )
    handler = logging.StreamHandler()
    handler.addFilter(logs.Fields())
    monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
    logs.write_as("json")
    assert handler.filter(record)
    line = handler.format(record)

    assert line.isascii()
    said = json.loads(line)
    assert (said["level"], said["message"], said["source"], said["n"]) == ("info", "é \x1b", "tass", "x")
    logs.write_as("text")
    assert handler.filter(record)
    assert handler.format(record).startswith("INFO tumen: é")


@pytest.mark.parametrize(("arguments", "form"), [(["--log-format", "json"], "json"), ([], "text")])
def test_the_form_of_log_lines_is_an_option_or_a_setting(home, monkeypatch, capsys, arguments, form):
    handler = logging.StreamHandler()
    monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
    monkeypatch.setenv("TUMEN_LOG_FORMAT", "text")
    assert answer(["deliveries", "list", *arguments]) == 0

    assert isinstance(handler.formatter, logs.JsonLines) == (form == "json")
    monkeypatch.setenv("TUMEN_LOG_FORMAT", "xml")
    assert answer(["deliveries", "list"]) == 2
    assert "TUMEN_LOG_FORMAT" in capsys.readouterr().err


def test_the_command_line_reads_the_file_in_the_home(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path))
    monkeypatch.setenv("TUMEN_RAW_DAYS", "30")  # so that what is read is forgotten after the test
    del os.environ["TUMEN_RAW_DAYS"]
    (tmp_path / ".env").write_text("TUMEN_RAW_DAYS=never\n")
    with pytest.raises(SystemExit) as ended:
        main(["deliveries", "list"])

    assert ended.value.code == 2
    assert "TUMEN_RAW_DAYS" in capsys.readouterr().err


def test_a_mistake_in_it_ends_in_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path))
    (tmp_path / ".env").write_text("what is this\n")
    with pytest.raises(SystemExit) as ended:
        main(["deliveries", "list"])

    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_files_beside_the_archive_are_read_from_the_checkout_and_the_home(tmp_path):
    (tmp_path / ".env").write_text("A=home\n")
    environ = {"TUMEN_HOME": str(tmp_path)}

    assert tmp_path / ".env" in read_env_files(environ)
    assert environ["A"] == "home"


def test_the_version_names_the_commit_of_a_checkout():
    root = Path(__file__).resolve().parents[1]
    git = ["git", "-C", str(root), "rev-parse", "HEAD"]
    is_checkout = (root / ".git").exists()
    known = subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip() if is_checkout else ""
    shown = subprocess.run(
        [sys.executable, "-m", "tumen", "--version"], capture_output=True, text=True, check=True, cwd=root
    ).stdout.strip()

    assert build.commit(root) == known
    assert shown == build.version()
    assert shown.startswith(__version__)
    assert known[:10] in shown


@pytest.mark.parametrize("form", ["detached", "branch", "packed", "worktree"])
def test_a_commit_is_found_however_git_keeps_it(tmp_path, form):
    commit, git = "0123456789" * 4, tmp_path / ".git"
    git.mkdir()
    (git / "HEAD").write_text(commit if form == "detached" else "ref: refs/heads/main\n")
    (git / "refs" / "heads").mkdir(parents=True)
    if form == "packed":
        (git / "packed-refs").write_text(f"# pack-refs\n{commit} refs/heads/main\n")
    else:
        (git / "refs" / "heads" / "main").write_text(commit + "\n")
    checkout = tmp_path
    if form == "worktree":
        checkout = tmp_path / "second"
        checkout.mkdir()
        (git / "worktrees" / "second").mkdir(parents=True)
        (git / "worktrees" / "second" / "HEAD").write_text("ref: refs/heads/main\n")
        (git / "worktrees" / "second" / "commondir").write_text("../..\n")
        (checkout / ".git").write_text(f"gitdir: {git / 'worktrees' / 'second'}\n")

    assert build.commit(checkout) == commit
    assert re.fullmatch(r"[0-9a-f]{40}", build.commit(checkout))


def test_without_git_the_version_stands_alone(tmp_path):
    assert build.commit(tmp_path) == ""


def test_the_file_in_the_home_is_read_where_the_home_is_not_named(tmp_path, monkeypatch):
    monkeypatch.setattr("tumen.env_file.content.checkout_folder", lambda: None)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / ".env").write_text("A=home\nTUMEN_HOME=var\n")
    environ = {}

    assert read_env_files(environ) == [tmp_path / "var" / ".env"]
    assert environ["A"] == "home"


def test_a_home_that_its_own_file_moves_elsewhere_is_refused_with_the_place_to_set_it(tmp_path):
    (tmp_path / ".env").write_text(f"TUMEN_HOME={tmp_path / 'other'}\n")

    with pytest.raises(ConfigError, match=r"TUMEN_HOME to another folder .* set it in the environment"):
        read_env_files({"TUMEN_HOME": str(tmp_path)})
