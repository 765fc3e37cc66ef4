"""How an installation stands, and what of it the operator is told: each thing once, with what to do."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.installation import feeds, settings
from tests.support.values import HOUR, NOON, delivery, digest, document
from tests.support.webhook import sink
from tumen import operator
from tumen.cli import answer
from tumen.cli.status import rows
from tumen.delivery.outcome import BeforeCommit, Outcome, failed, sent, unknown
from tumen.errors import StorageError
from tumen.installation import adopting
from tumen.model import Channel, Circuit, Delivery, HealthState, Source, SourceHealth, SourceKind
from tumen.pipeline import Concern, forget_what_is_over, run_failed, status, tell_operator
from tumen.pipeline.operator import SHOWN, message
from tumen.pipeline.status import CLOCKS_DIFFER, LONG_AGO
from tumen.settings import unknown_settings
from tumen.storage import Archive

pytest_plugins = ["tests.support.postgres"]

DAY = timedelta(days=1)
DOWN = Circuit(route="mail a", since=NOON, until=NOON + HOUR, failures=2, detail="535 wrong password")


class Told:
    """A channel that remembers what it was given, and answers as it is told to."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.deliveries: list[Delivery] = []

    def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
        assert before_commit()
        self.deliveries.append(delivery)
        return self.outcome

    def route(self, channel: Channel) -> str:
        return channel.id

    def reference(self, delivery: Delivery) -> str:
        return delivery.id

    def close(self) -> None:
        """Nothing is open."""

    @property
    def texts(self) -> list[str]:
        return [one.message.parts["text"] for one in self.deliveries]


def source(id_: str, *, enabled: bool = True) -> Source:
    return Source(id=id_, name=id_.upper(), kind=SourceKind.FEED, url=f"https://{id_}.example/feed", enabled=enabled)


def asked(archive: Archive, id_: str, **facts: object) -> None:
    health = SourceHealth(source_id=id_, state=HealthState.OK, since=NOON, last_asked=NOON, last_ok=NOON, next_due=NOON)
    archive.sources.keep_healths([replace(health, **facts)])


def keys(archive: Archive, at: timedelta = timedelta(), *sources: Source) -> list[str]:
    found = status(archive, sources or (source("a"),), ["desk"], NOON + at)
    return [concern.key for concern in found.concerns]


def test_the_status_counts_what_there_is_and_how_old_the_oldest_of_it_is(archive: Archive) -> None:
    asked(archive, "a")
    archive.add([replace(document("d1"), seen=NOON), document("d2")], now=NOON)
    archive.digests.seal(digest("G1"), [delivery("m1", "G1")])

    found = status(archive, [source("a"), source("b"), source("off", enabled=False)], ["desk", "new"], NOON + HOUR)

    assert found.sources == {HealthState.NEVER_ASKED: 1, HealthState.OK: 1}
    assert (found.documents, found.unjudged, found.oldest_unjudged is not None) == (2, 2, True)
    assert (found.digests, dict(found.deliveries), found.oldest_waiting) == (1, {"pending": 1}, NOON)
    assert found.last_run == NOON
    assert found.last_digest["new"] is None
    assert found.last_digest["desk"] is not None
    assert found.concerns == []


def test_no_run_is_a_concern_after_two_intervals_in_which_sources_were_due(archive: Archive) -> None:
    assert keys(archive, 9 * DAY) == []
    asked(archive, "a", next_due=NOON + HOUR)

    assert keys(archive, 2 * HOUR) == []
    assert keys(archive, 2 * HOUR + timedelta(minutes=1)) == ["no run"]
    asked(archive, "a", next_due=NOON + DAY)
    assert keys(archive, 5 * HOUR) == []


def test_a_source_is_a_concern_when_it_has_not_answered_for_three_days(archive: Archive) -> None:
    now = 3 * DAY
    for id_, failures in (("a", 5), ("b", 0)):
        asked(archive, id_, last_asked=NOON + now, next_due=NOON + 4 * DAY, failures=failures, reason="timed out")

    both = (source("a"), source("b"))
    assert keys(archive, now, *both) == []
    assert keys(archive, now + timedelta(seconds=1), *both) == ["source a"]


def test_a_way_of_delivery_that_is_down_is_a_concern_with_the_reason(archive: Archive) -> None:
    archive.circuits.open(DOWN)
    (concern,) = status(archive, [], [], NOON).concerns

    assert "535 wrong password" in concern.what
    assert "tumen deliveries retry" in concern.to_do


def concern(key: str, what: str = "something happened") -> Concern:
    return Concern(key=key, what=what, to_do="tumen doctor")


def test_each_concern_is_told_once_until_it_is_over_and_comes_back(archive: Archive) -> None:
    told = Told(sent("ok"))

    def run(*current: str) -> list[str]:
        concerns = [concern(key) for key in current]
        forget_what_is_over(archive, concerns)
        return [one.key for one in tell_operator(archive, told, "json://x", concerns, NOON)]

    assert [run("a"), run("a", "b"), run("a", "b"), run("b"), run("a", "b")] == [["a"], ["b"], [], [], ["a"]]
    assert len(told.deliveries) == 3
    assert told.texts[0] == "something happened\nWhat to do: tumen doctor"


def test_a_failed_run_is_told_once_until_a_run_of_that_name_ends_well(archive: Archive) -> None:
    told = Told(sent("ok"))
    for name in ("digest", "digest", "collect"):
        tell_operator(archive, told, "json://x", [run_failed(name, "the disk is full")], NOON)
    forget_what_is_over(archive, [], run="digest")

    assert list(archive.concerns.known()) == ["run collect"]
    assert [text.partition("\n")[0] for text in told.texts] == [
        "digest failed: the disk is full",
        "collect failed: the disk is full",
    ]


@pytest.mark.parametrize(("outcome", "again"), [(failed("404"), 2), (unknown("no answer"), 1)])
def test_what_could_not_be_sent_is_told_again_and_what_may_have_been_is_not(
    archive: Archive, outcome: Outcome, again: int
) -> None:
    told = Told(outcome)
    for _ in range(2):
        tell_operator(archive, told, "json://x", [concern("a")], NOON)

    assert len(told.deliveries) == again


def test_many_concerns_are_one_message_and_nothing_in_it_acts() -> None:
    many = [concern(f"source {n}", f"<b>@everyone</b> \x1b[2J\u202e{n}") for n in range(SHOWN + 3)]
    made = message(many)

    assert made.subject == f"Tumen: {SHOWN + 3} things to look at"
    assert "and 3 more" in made.parts["text"]
    assert "<b>" not in made.parts["html"]
    assert "@everyone" not in made.parts["short"]
    assert json.loads(made.parts["slack"])["blocks"][0]["text"]["type"] == "plain_text"
    assert not any(letter in "".join(made.parts.values()) for letter in "\x1b\u202e")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with feeds() as server:
        made = settings(tmp_path, server)
    monkeypatch.setenv("TUMEN_HOME", str(made.home))
    monkeypatch.setenv("TUMEN_CONFIG", str(made.config))
    return made.home


def test_tumen_status_shows_all_in_one_screen_and_tells_the_operator_when_asked(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(["status"]) == 0
    assert len(capsys.readouterr().out.splitlines()) < 24
    with Archive.open(f"sqlite:///{home / 'tumen.db'}") as archive:
        archive.circuits.open(DOWN)
    with sink() as server:
        monkeypatch.setenv("TUMEN_OPERATOR", server.url.replace("http://", "json://"))
        codes = [answer(["status", *more]) for more in ([], ["--tell"], ["--tell"], ["--json"])]
        said = capsys.readouterr().out

    assert codes == [1, 1, 1, 1]
    assert len(server.requests) == 1
    assert "What to do: correct what is named" in said
    assert json.loads(said[said.index("\n{") :])["concerns"][0]["key"] == "route mail a"


def test_a_command_that_fails_tells_the_operator_and_ends_as_it_would(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with sink() as server:
        monkeypatch.setenv("TUMEN_OPERATOR", server.url.replace("http://", "json://"))
        for _ in range(2):
            assert answer(["collect", "--source", "nobody"]) == 2
        assert len(server.requests) == 1
        assert answer(["collect"]) == 0
        assert answer(["collect", "--source", "nobody"]) == 2

    assert len(server.requests) == 2
    assert "no such source" in capsys.readouterr().err


def test_nobody_is_told_where_there_is_no_operator(home: Path) -> None:
    operator.run_failed("collect", "no reason")

    assert operator.look_after() == []
    with Archive.open(f"sqlite:///{home / 'tumen.db'}") as archive:
        assert archive.concerns.known() == {}


def test_a_channel_of_the_operator_that_is_a_mistake_spoils_no_run(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TUMEN_OPERATOR", "file")
    with pytest.raises(StorageError, match="full"), operator.watched("collect"):
        raise StorageError("full")

    assert "TUMEN_OPERATOR" in caplog.text


def test_a_database_that_may_not_send_is_a_concern_with_what_to_do(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Archive.open(f"sqlite:///{home / 'tumen.db'}") as archive:
        archive.adoption.adopt("another machine")

    assert answer(["status"]) == 1
    said = capsys.readouterr().out
    assert "nothing is sent or written: the database belongs to another machine" in said
    assert "tumen adopt" in said


def test_an_emptied_database_is_a_concern(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "digests-were-sent").touch()

    assert answer(["status"]) == 1
    assert "it was emptied" in capsys.readouterr().out


def test_a_clock_that_was_put_back_is_a_concern_and_stands_in_the_table(archive: Archive) -> None:
    asked(archive, "a", next_due=NOON + DAY)

    assert keys(archive, -CLOCKS_DIFFER) == []
    assert keys(archive, -CLOCKS_DIFFER - timedelta(seconds=1)) == ["clock"]
    back = status(archive, [source("a")], [], NOON - 26 * HOUR)
    assert dict(rows(back))["clock"] == "2026-02-28 10:00 UTC, 26 hours before the newest thing kept"


def test_where_nothing_ran_for_a_month_the_clock_is_asked_after(archive: Archive) -> None:
    asked(archive, "a")
    (month,) = status(archive, [source("a")], [], NOON + LONG_AGO).concerns
    (more,) = status(archive, [source("a")], [], NOON + LONG_AGO + timedelta(seconds=1)).concerns

    assert ("today" in month.to_do, "today" in more.to_do) == (False, True)


def test_a_name_that_no_setting_has_is_named_with_the_nearest_one(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TUMEN_RAWDAYS", "3")
    monkeypatch.setenv("TUMEN_OPERATOR", "env:TUMEN_MY_CHAT")
    monkeypatch.setenv("TUMEN_MY_CHAT", "")

    assert answer(["status"]) == 1
    assert "TUMEN_RAWDAYS is set, and no such setting exists" in (said := capsys.readouterr().out)
    assert "did you mean TUMEN_RAW_DAYS?" in said
    assert "TUMEN_MY_CHAT" not in said
    answer(["doctor"])
    assert "no such setting; did you mean TUMEN_RAW_DAYS?" in capsys.readouterr().out


def test_a_name_that_is_like_no_setting_has_no_nearest_one() -> None:
    assert unknown_settings({"TUMEN_XYZZY": "1", "TUMEN_HOME": "x", "PATH": "x"}) == [("TUMEN_XYZZY", "")]


def test_a_setting_in_small_letters_is_named_with_the_one_that_is_read() -> None:
    assert unknown_settings({"tumen_contact": "x", "Tumen_Home": "x"}) == [
        ("Tumen_Home", "TUMEN_HOME"),
        ("tumen_contact", "TUMEN_CONTACT"),
    ]


def test_not_everything_is_judged_while_documents_wait_in_batches(archive: Archive) -> None:
    def judging() -> str:
        return dict(rows(status(archive, [], [], NOON)))["judging"]

    assert judging() == "everything is judged"
    archive.batches.put_documents([[document("a").draft, document("b").draft], [document("c").draft]], NOON)
    archive.batches.put_sources([["kcna"]], NOON)
    assert judging() == "3 documents in batches: tumen work"
    archive.batches.take(NOON, HOUR)
    archive.add([document("d")], now=NOON)
    assert judging() == "1 document not judged yet, the oldest for 0 minutes; 3 documents in batches: tumen work"


def test_a_moved_database_is_adopted_as_moved_and_a_foreign_one_is_not() -> None:
    assert adopting("a copy of /srv/var/tumen.db").endswith("tumen adopt --moved")
    assert adopting("a backup of vm:/srv/var") == "if the other one no longer exists: tumen adopt"
    assert adopting("vm:/srv/var") == "if the other one no longer exists: tumen adopt"
