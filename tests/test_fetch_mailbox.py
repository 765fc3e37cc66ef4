"""A newsletter is a source: its mails are read from a mailbox that nothing is changed in, once each."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

import extractors
from tests.support.file_kinds import MAIL, TEXT, TITLE
from tests.support.imap import ImapServer, imap_server
from tumen import catalogue
from tumen.errors import ConfigError, FailureCode, FetchError
from tumen.fetch import Fetched, Fetcher
from tumen.fetch.mailbox import BATCH
from tumen.model import HealthState, Source, SourceHealth, SourceKind

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
LETTER = "letter.daily.example"
OTHER = MAIL.replace(LETTER, "other.example").replace(TITLE, "Another letter").replace("one@", "x@")


def mail(number: int, title: str = TITLE) -> str:
    return MAIL.replace("one@", f"{number}@").replace(TITLE, title).replace("\n", "\r\n")


def source(url: str = f"env:TUMEN_LETTERS#{LETTER}", **more: object) -> Source:
    return Source(id="letter", name="The Daily", kind=SourceKind.MAILBOX, url=url, **more)  # type: ignore[arg-type]


def fetcher(url: str = "", *, trusted: tuple[str, ...] = ("127.0.0.1",)) -> Fetcher:
    return Fetcher(user_agent="tumen/1 (+mailto:x@example.org)", trusted=trusted, environ={"TUMEN_LETTERS": url})


def ask(server: ImapServer, health: SourceHealth | None = None) -> Fetched:
    with fetcher(server.url) as opened:
        return opened.fetch(source(), health or SourceHealth(source_id="letter"), NOON)


def titles(came: Fetched) -> list[str]:
    assert came.raw is not None
    return [draft.title for draft in extractors.extract(came.raw, source()).drafts]


def test_the_mails_of_one_letter_are_documents() -> None:
    with imap_server(letters={1: mail(1), 2: OTHER, 3: mail(3, "Ship leaves")}) as server:
        came = ask(server)

    assert titles(came) == [TITLE, "Ship leaves"]
    assert came.raw is not None
    [first, _] = extractors.extract_safely(came.raw, source()).drafts
    assert (first.key, first.text, first.site) == ("<1@daily.example>", TEXT, "")
    assert first.published == datetime(2025, 10, 6, 1, tzinfo=UTC)
    assert came.health.state is HealthState.OK


def test_a_mailbox_without_a_new_mail_is_unchanged_and_a_new_one_comes_with_the_last() -> None:
    with imap_server(letters={1: mail(1), 2: mail(2, "Second")}) as server:
        first = ask(server)
        nothing = ask(server, first.health)
        server.letters[5] = mail(5, "Third")
        more = ask(server, nothing.health)

    assert (nothing.raw, nothing.health.state) == (None, HealthState.UNCHANGED)
    assert titles(more) == ["Second", "Third"]


def test_a_mailbox_that_numbers_its_mails_anew_is_read_anew() -> None:
    with imap_server(letters={8: mail(1)}) as server:
        first = ask(server)
        server.era, server.letters = 8, {1: mail(1), 2: mail(2, "Second")}
        again = ask(server, first.health)

    assert titles(again) == [TITLE, "Second"]


def test_more_mails_than_one_asking_takes_are_taken_by_the_next() -> None:
    with imap_server(letters={1: mail(1)}) as server:
        first = ask(server)
        server.letters |= {n: mail(n, f"Mail {n}") for n in range(2, BATCH + 4)}
        second = ask(server, first.health)
        third = ask(server, second.health)

    assert len(titles(second)) == BATCH + 1
    assert titles(third)[1:] == [f"Mail {BATCH + 2}", f"Mail {BATCH + 3}"]


def test_nothing_in_the_mailbox_is_changed() -> None:
    with imap_server(letters={1: mail(1)}) as server:
        ask(server)

    said = b"".join(server.heard)
    assert b"EXAMINE" in said
    assert b"BODY.PEEK[]" in said
    assert not any(word in said for word in (b"STORE", b"EXPUNGE", b"SELECT", b"DELETE", b"COPY"))


@pytest.mark.parametrize(
    ("url", "trusted", "code", "reason"),
    [
        ("", (), FailureCode.FETCH_FAILED, "must name user, password and host"),
        ("imap://u:s3cret@mail.example/", (), FailureCode.BLOCKED_ADDRESS, "would send the password unencrypted"),
        ("imaps://u:s3cret@10.0.0.1/", (), FailureCode.BLOCKED_ADDRESS, "not a public address: 10.0.0.1"),
        ("imap://u:s3cret@127.0.0.1:1/", ("127.0.0.1",), FailureCode.REFUSED, "connection refused: 127.0.0.1:1"),
    ],
)
def test_an_address_that_must_not_be_asked_is_not(
    url: str, trusted: tuple[str, ...], code: FailureCode, reason: str
) -> None:
    with fetcher(url, trusted=trusted) as opened, pytest.raises(FetchError, match=reason) as caught:
        opened.fetch(source(), SourceHealth(source_id="letter"), NOON)

    assert caught.value.code == code
    assert "s3cret" not in str(caught.value)


def test_a_server_that_refuses_is_a_failure_of_this_source_without_its_password() -> None:
    with imap_server() as server:
        server.script["LOGIN"] = f"NO wrong password {server.password}"
        with pytest.raises(FetchError, match="cannot be read: ") as caught:
            ask(server)

    assert caught.value.code == FailureCode.BLOCKED
    assert server.password not in str(caught.value)


def test_a_maildir_is_read_from_where_it_was_left(tmp_path: Path) -> None:
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "new" / "1").write_text(mail(1))
    (tmp_path / "new" / "2").write_text(OTHER)
    kept = source(f"maildir:{tmp_path}#{LETTER}")
    with fetcher() as opened:
        first = opened.fetch(kept, SourceHealth(source_id="letter"), NOON)
        nothing = opened.fetch(kept, first.health, NOON)
        (tmp_path / "new" / "3").write_text(mail(3, "Ship leaves"))
        while (tmp_path / "new" / "3").stat().st_ctime_ns <= (tmp_path / "new" / "2").stat().st_ctime_ns:
            os.utime(tmp_path / "new" / "3")
        more = opened.fetch(kept, nothing.health, NOON)

    assert titles(first) == [TITLE]
    assert nothing.raw is None
    assert titles(more) == [TITLE, "Ship leaves"]


def test_a_maildir_that_is_not_there_is_a_failure_of_this_source(tmp_path: Path) -> None:
    with fetcher() as opened, pytest.raises(FetchError, match="cannot read the Maildir"):
        opened.fetch(source(f"maildir:{tmp_path}"), SourceHealth(source_id="letter"), NOON)


ROW = '[[source]]\nid = "{id}"\nname = "Letter"\nkind = "{kind}"\nurl = "{url}"\n'


def test_two_letters_of_one_mailbox_are_two_sources(tmp_path: Path) -> None:
    rows = (ROW.format(id=name, kind="mailbox", url=f"env:TUMEN_LETTERS#{name}.example") for name in ("a", "b"))
    (tmp_path / "sources.toml").write_text("".join(rows))

    assert [known.id for known in catalogue.load_sources(tmp_path / "sources.toml")] == ["a", "b"]


@pytest.mark.parametrize(
    ("kind", "url"),
    [("mailbox", "https://mail.example/"), ("feed", "env:TUMEN_LETTERS"), ("mailbox", "imaps://u:p@mail.example/"), ("mailbox", "maildir:relative")],
)  # fmt: skip
def test_a_mailbox_is_named_by_a_variable_or_a_folder_and_nothing_else_is(tmp_path: Path, kind: str, url: str) -> None:
    (tmp_path / "sources.toml").write_text(ROW.format(id="a", kind=kind, url=url))

    with pytest.raises(ConfigError, match="url"):
        catalogue.load_sources(tmp_path / "sources.toml")
