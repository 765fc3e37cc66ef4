"""What a command answers where no database is, as in a folder that is not the installation's."""

from __future__ import annotations

import pytest

from tumen import pipeline
from tumen.cli import answer
from tumen.delivery.outcome import Outcome
from tumen.installation import Absent
from tumen.model import DeliveryState
from tumen.wiring import open_desk

ASKING = (
    ("search", "Shoigu"),
    ("timeline", "Shoigu"),
    ("claims",),
    ("developments",),
    ("told",),
    ("show", "no-such-id"),
    ("trace", "no-such-id"),
    ("export", "claims"),
    ("feed",),
    ("deliveries", "list"),
    ("status",),
    ("web", "--export", "site"),
    ("digest",),
    ("alert",),
    ("judge",),
    ("upkeep",),
    ("deliveries", "retry"),
    ("developments", "split", "D1", "d1", "--why", "another"),
)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A home that nothing was ever stored in."""
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TUMEN_DATABASE_URL", "")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("words", ASKING, ids=" ".join)
def test_who_asks_or_corrects_where_no_database_is_hears_so_and_no_database_is_begun(words, elsewhere, capsys):
    code = answer(list(words))

    said = capsys.readouterr()
    assert code != 0
    assert "there is no database at" in said.err
    assert "tumen run" in said.err
    assert said.out == ""
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("words", [("alert",), ("digest",), ("status", "--tell")], ids=" ".join)
def test_an_operator_is_told_that_no_database_is_there_and_none_is_begun_for_that(words, elsewhere, monkeypatch):
    told = []
    monkeypatch.setenv("TUMEN_OPERATOR", "json://localhost")
    monkeypatch.setattr(pipeline, "tell_operator", lambda _archive, _channels, _address, what, _now: told.extend(what))

    codes = [answer(list(words)), answer(list(words))]

    assert 0 not in codes
    assert ["there is no database at" in concern.what for concern in told] == [True, True]
    assert list(elsewhere.iterdir()) == []


def test_sources_are_listed_before_the_first_run_and_no_database_is_begun(elsewhere, capsys):
    assert answer(["sources", "list", "--json"]) == 0

    assert "never_asked" in capsys.readouterr().out
    assert list(elsewhere.iterdir()) == []


def test_doctor_checks_an_installation_before_its_first_run_and_begins_no_database(elsewhere, capsys):
    code = answer(["doctor", "--json"])

    assert code == 0
    assert "none yet at" in capsys.readouterr().out
    assert list(elsewhere.iterdir()) == []


def test_doctor_says_that_digests_were_sent_from_a_home_whose_database_is_gone(elsewhere, capsys):
    (elsewhere / "home").mkdir()
    (elsewhere / "home" / "digests-were-sent").touch()

    code = answer(["doctor", "--json"])

    assert code == 1
    assert "emptied, deleted or replaced" in capsys.readouterr().out
    assert not (elsewhere / "home" / "tumen.db").exists()


def test_pages_that_are_served_before_the_first_run_begin_the_database(elsewhere):
    with open_desk(absent=Absent.BEGIN) as desk:
        assert desk.archive.upkeep.count().documents == 0

    assert (elsewhere / "home" / "tumen.db").exists()


def test_a_test_message_is_sent_before_the_first_run_and_begins_no_database(elsewhere, monkeypatch, capsys):
    sent = []

    def send_test(_channels, reader, channel, _content, _now):
        sent.append(f"{reader.id}/{channel.id}")
        return Outcome(state=DeliveryState.SENT, detail="kept")

    monkeypatch.setattr(pipeline, "send_test", send_test)

    assert answer(["deliveries", "test", "desk/page"]) == 0
    assert sent == ["desk/page"]
    assert "desk/page: sent: kept" in capsys.readouterr().out
    assert list(elsewhere.iterdir()) == []
