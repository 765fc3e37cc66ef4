"""Nothing that somebody else wrote moves a cursor, hides a word or ends a command with a traceback."""

from __future__ import annotations

import json

import pytest

from tumen.cli import answer, screen

UNSEEN = ["\x1b[2J", "\x07", "\x9b", "\u061c", "\u180e", "\u202e", "\u2066", "\u200b", "\ufeff", "\U000e0041", "\udcff"]


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
