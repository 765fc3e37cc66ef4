"""The person's door: exit codes, --help, --json, and errors that say what to do."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest

import tumen
from tests.support.installation import installed
from tumen import build
from tumen.cli import answer, screen

TREATY = """Russia and North Korea sign a treaty

Vladimir Putin and Kim Jong Un signed a treaty on comprehensive strategic partnership in Pyongyang on 19 June 2024. It promises mutual help in case of attack.
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    installed(tmp_path, monkeypatch)
    return tmp_path


def said(capsys):
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    "command",
    ["run", "import", "collect", "digest", "alert", "replay", "developments", "show", "claims", "trace", "sources", "search", "timeline", "told", "export", "archive", "feed", "web",
     "deliveries", "doctor", "init", "upkeep", "upgrade", "adopt", "reextract"],
)  # fmt: skip
def test_every_command_explains_itself(command, capsys):
    assert answer([command, "--help"]) == 0
    assert "Usage" in capsys.readouterr().out


def test_the_program_lists_its_commands(capsys):
    assert answer(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in ("run", "import", "digest", "replay", "trace", "sources", "deliveries"))


@pytest.mark.parametrize(
    "wrong",
    [["nonsense"], ["show"], ["digest", "--chronicle", "maybe"], ["import", "/no/such/folder"], ["show", "no-such-id"],
     ["trace", "no-such-id"], ["digest", "--reader", "nobody"], ["deliveries", "list", "--state", "lost"],
     ["deliveries", "resolve", "x"], ["developments", "--since", "soon"], ["collect", "--source", "nobody"]],
)  # fmt: skip
def test_wrong_usage_is_exit_code_2_and_says_why(home, wrong, capsys):
    assert answer(wrong) == 2

    told = capsys.readouterr()
    assert told.out + told.err
    assert "Traceback" not in told.err


def test_a_mistake_in_a_file_names_file_table_and_key(home, capsys):
    readers = home / "config" / "readers.toml"
    readers.write_text(readers.read_text().replace('form = "file"', 'form = "pigeon"'))

    assert answer(["doctor"]) == 1
    assert answer(["digest"]) == 2

    err = capsys.readouterr().err
    assert "readers.toml" in err
    assert "desk" in err
    assert "form" in err


def test_importing_twice_adds_nothing(home, capsys):
    (home / "treaty.txt").write_text(TREATY, encoding="utf-8")

    assert answer(["import", str(home / "treaty.txt"), "--json"]) == 0
    first = said(capsys)
    assert answer(["import", str(home / "treaty.txt"), "--json"]) == 0
    second = said(capsys)

    assert (first["new"], second["new"]) == (1, 0)
    assert first["roles"] in ({"repeat": 1}, {"update": 1})  # the chronicle knows the treaty


def test_a_preview_without_the_chronicle_shows_what_was_imported(home, capsys):
    (home / "treaty.txt").write_text(TREATY, encoding="utf-8")
    answer(["import", str(home / "treaty.txt")])
    capsys.readouterr()

    assert answer(["digest", "--preview", "--since-beginning", "--chronicle", "none", "--json"]) == 0
    page = said(capsys)

    assert [item["kind"] for item in page["items"]] == ["new"]
    assert page["items"][0]["sentences"]


def test_what_is_known_can_be_looked_at(home, capsys):
    (home / "treaty.txt").write_text(TREATY, encoding="utf-8")
    answer(["import", str(home / "treaty.txt")])
    capsys.readouterr()

    assert answer(["developments", "--json"]) == 0
    (development,) = said(capsys)
    assert answer(["show", development["id"], "--json"]) == 0
    assert said(capsys)["reports"]
    assert answer(["trace", development["documents"][0]]) == 0
    traced = capsys.readouterr().out
    assert "relevance" in traced
    assert re.search(r"seen \d{4}-\d\d-\d\d \d\d:\d\d UTC  language", traced)
    assert answer(["claims", "--json"]) == 0


def test_the_id_at_the_foot_of_a_digest_leads_to_what_it_told_and_left_out(home, capsys):
    (home / "treaty.txt").write_text(TREATY, encoding="utf-8")
    answer(["import", str(home / "treaty.txt")])
    answer(["digest"])
    (page,) = (home / "var").rglob("*.txt")
    text = page.read_text(encoding="utf-8")
    foot = re.search(r"tumen\s+trace\s+(\w+)", text)
    capsys.readouterr()

    assert foot is not None
    assert answer(["trace", foot[1]]) == 0
    traced = capsys.readouterr().out
    assert re.search(r"^(Told as new|Left out): \w", traced, re.M)
    assert "page to" in traced
    assert answer(["trace", foot[1], "--json"]) == 0
    assert said(capsys)["id"] == foot[1]


def test_escape_sequences_of_a_title_never_reach_the_terminal(home, capsys):
    hostile = (
        "Russia and North Korea \x1b[31msign\x1b[0m a treaty \u202emoc.live\n\nPutin met Kim Jong Un in Pyongyang.\n"
    )
    (home / "hostile.txt").write_text(hostile, encoding="utf-8")
    answer(["import", str(home / "hostile.txt")])

    answer(["developments"])
    answer(["digest", "--preview", "--since-beginning", "--chronicle", "none"])

    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_operating_commands_work(home, capsys):
    assert answer(["upgrade"]) == 0
    assert answer(["doctor", "--json"]) == 0
    assert {row["what"] for row in json.loads(capsys.readouterr().out.split("\n", 1)[1])} >= {
        "configuration",
        "database",
    }
    assert answer(["sources", "list", "--json"]) == 0
    assert answer(["deliveries", "list"]) == 0
    assert answer(["upkeep", "--backup", str(home / "backup.db")]) == 0
    assert (home / "backup.db").stat().st_size > 0
    assert answer(["adopt"]) == 0
    assert answer(["init", str(home / "own")]) == 0
    assert (home / "own" / "config" / "watch.toml").is_file()


def test_a_channel_whose_address_is_not_set_is_named_by_doctor(home, capsys, monkeypatch):
    readers = home / "config" / "readers.toml"
    readers.write_text(readers.read_text().replace('address = "file"', 'address = "env:DESK_ADDRESS"'))

    unset = answer(["doctor"])
    told = " ".join(capsys.readouterr().out.split())
    monkeypatch.setenv("DESK_ADDRESS", "json://127.0.0.1:9")
    answered = answer(["doctor"])

    assert (unset, answered) == (1, 0)
    assert "channel desk.page" in told
    assert "DESK_ADDRESS" in told
    assert "1 thing to put right" in told
    assert "Ready to run." in capsys.readouterr().out


@pytest.mark.parametrize("address", ["nonsense", "env:NOT_SET", "file"])
def test_an_address_that_would_not_reach_the_operator_is_named_by_doctor(address, home, capsys, monkeypatch):
    monkeypatch.setenv("TUMEN_OPERATOR", address)

    assert answer(["doctor"]) == 1
    assert "TUMEN_OPERATOR" in capsys.readouterr().out


def test_an_import_of_nothing_says_so_and_what_can_be_imported(home, capsys):
    (home / "nothing").mkdir()

    assert answer(["import", str(home / "nothing")]) == 0
    assert "Nothing to import: no files there. Tumen reads text, Markdown" in capsys.readouterr().out


def test_a_broken_line_of_an_import_is_named_with_what_is_wrong_and_what_to_do(home, capsys):
    (home / "rows.jsonl").write_text(json.dumps({"title": "Treaty", "text": TREATY}) + '\n{"title": "Cut" "text": 1}\n')

    assert answer(["import", str(home / "rows.jsonl")]) == 0
    told = " ".join(capsys.readouterr().out.split())

    wrong = "line 2 is not valid JSON (Expecting ',' delimiter at character 17): correct it and import the file again"
    assert f'quarantined: rows.jsonl: {{"title": "Cut" "text": 1}} {wrong}' in told
    assert "Judged: 1 " in told
    assert "1 none" not in told


def test_the_version_is_that_of_the_package(capsys):
    assert answer(["--version"]) == 0

    assert capsys.readouterr().out.strip() == build.version()
    assert build.version().partition(" ")[0] == tumen.__version__


@pytest.mark.parametrize(
    ("stream", "reason"), [("", "the stream is empty"), ("no JSON\n[]\n", "line 1: ")], ids=["empty", "all skipped"]
)
def test_a_replay_that_could_read_no_document_says_why_and_fails(home, stream, reason, capsys):
    (home / "stream.jsonl").write_text(stream, encoding="utf-8")

    assert answer(["replay", str(home / "stream.jsonl"), "--out", str(home / "out")]) == 1

    out = capsys.readouterr().out
    assert f"no document could be read: {reason}" in out
    assert "Next" not in out


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (["replay", "x.jsonl", "--out", "out", "--every", "0h"], "--every: must be longer than zero"),
        (["developments", "--since", "yesterday"], "--since: 'yesterday' is not a time span"),
        (["reextract", "--since", "0d"], "--since: must be longer than zero"),
    ],
)
def test_a_wrong_span_of_time_names_its_option(home, wrong, reason, capsys):
    assert answer(wrong) == 2
    assert reason in capsys.readouterr().err


def test_a_moment_is_shown_to_the_minute_in_utc():
    assert screen.minute(datetime(2026, 11, 28, 1, 0, 5, 123456, UTC)) == "2026-11-28 01:00"
