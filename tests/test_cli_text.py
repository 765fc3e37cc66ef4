"""Nothing that somebody else wrote moves a cursor, hides a word or ends a command with a traceback."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from tumen.cli import answer, screen
from tumen.delivery.clean import clean
from tumen.invisible_characters import is_unseen
from tumen.logs import Visible

UNSEEN = [
    "\u3164",
    "\u2800",
    "\u034f",
    "\ufe0f",
    "\U000e0101",
    "\ue000",
    "\u2028",
    "\x1b[2J",
    "\x07",
    "\x9b",
    "\u061c",
    "\u180e",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\U000e0041",
    "\udcff",
]


@pytest.mark.parametrize("hidden", UNSEEN)
def test_unseen_characters_reach_no_table_line_or_json_and_json_keeps_its_values(hidden, capsys):
    screen.say(f"a{hidden}b")
    screen.table("T", ("c",), [(f"a{hidden}b",)])
    shown = capsys.readouterr().out
    screen.as_json({"a": f"a{hidden}b"})
    written = capsys.readouterr().out

    assert hidden[0] not in shown + written
    assert json.loads(written) == {"a": f"a{hidden}b"}


@pytest.mark.parametrize("argument", ["\x1b[31mrun", "na\udcffme", "a\x00b", "\x9b2J"])
def test_an_argument_with_control_characters_or_invalid_bytes_is_refused_in_one_line(argument, capsys):
    for arguments in ([argument], ["trace", argument], ["collect", "--source", argument]):
        assert answer(arguments) == 2
        said = capsys.readouterr()
        assert said.err == "tumen: the command line holds control characters or invalid bytes\n"
        assert said.out == ""


@pytest.mark.parametrize("hidden", UNSEEN)
def test_what_a_terminal_does_not_get_no_mail_or_chat_gets_either(hidden):
    assert hidden[0] not in clean(f"a{hidden}b")


@pytest.mark.parametrize("hidden", ["\u202e", "\u061c", "\U000e0041", "\u2066"])
def test_an_argument_with_unseen_characters_is_named_without_them(hidden, capsys):
    assert answer([f"re{hidden}plai"]) == 2
    said = capsys.readouterr().err

    assert "replai" in said
    assert hidden not in said


def test_log_lines_and_their_tracebacks_show_no_unseen_characters():
    try:
        raise ValueError("a\x1b[2Jb\u202ec")
    except ValueError:
        record = logging.LogRecord("tumen", logging.ERROR, "", 1, "failed: %s", ("x\u061cy\x07",), sys.exc_info())
    line = Visible("%(message)s").format(record)

    assert "failed: xy" in line
    assert "ValueError: a[2Jbc" in line
    assert not any(is_unseen(letter) for letter in line if letter != "\n")
