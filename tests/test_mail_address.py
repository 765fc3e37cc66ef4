"""Addresses in other scripts reach a mail server as it knows them, or are refused with what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.digests import DESK, EMPTY, channel
from tests.support.patience import PATIENT
from tests.support.smtp import raw_server
from tumen.catalogue import load_readers
from tumen.delivery.channels import Channels
from tumen.delivery.plan import plan
from tumen.delivery.render import Rendering
from tumen.errors import ConfigError
from tumen.mail_address import ascii_address, with_ascii_domains
from tumen.model import DeliveryState

READER = """
[[reader]]
id = "desk"
name = "The desk"

[[reader.channel]]
id = "mail"
form = "email"
address = "env:MAIL"
recipient = "{recipient}"
"""


def recipient(folder: Path, written: str) -> str:
    file = folder / "readers.toml"
    file.write_text(READER.format(recipient=written), encoding="utf-8")
    return load_readers(file)[0].channels[0].recipient


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("desk@пример.рф", "desk@xn--e1afmkfd.xn--p1ai"),
        ("desk@한국.kr", "desk@xn--3e0b707e.kr"),
        ("desk@example.org", "desk@example.org"),
        ("Пресс-центр", "Пресс-центр"),
    ],
)
def test_a_recipients_domain_is_kept_in_ascii(tmp_path: Path, written: str, kept: str) -> None:
    assert recipient(tmp_path, written) == kept


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("деск@example.org", "before the @"),
        ("desk@straße.de", "xn--"),
        ("desk@-ё-.рф..", "xn--"),
        ("a b@пример.рф", "name@example.org"),
    ],
)
def test_an_address_that_no_mail_server_takes_is_refused_where_it_is_written(
    tmp_path: Path, written: str, reason: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        recipient(tmp_path, written)

    assert caught.value.key == "reader[1] 'desk'.channel[1].recipient"
    assert reason in caught.value.reason


def test_the_domains_in_the_address_of_a_channel_are_written_in_ascii_and_nothing_else_is_touched() -> None:
    url = "tumenmail://user:пароль@почта.рф:25/a@пример.рф/?from=tumen%40%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.%D1%80%D1%84&name=Бюро"

    assert with_ascii_domains(url) == (
        "tumenmail://user:пароль@xn--80a1acny.xn--p1ai:25/a@xn--e1afmkfd.xn--p1ai/"
        "?from=tumen%40xn--e1afmkfd.xn--p1ai&name=Бюро"
    )
    assert ascii_address("a@пример.рф") == "a@xn--e1afmkfd.xn--p1ai"


def test_mail_to_and_from_domains_in_another_script_is_sent() -> None:
    with raw_server() as server:
        address = (
            f"tumenmail://127.0.0.1:{server.port}/?from=tumen@пример.рф&to=desk@почта.рф&reply=a@почта.рф&mode=insecure"
        )
        reader_channel = channel("email", "env:MAIL", "desk:mail")
        (delivery,) = plan(EMPTY, replace(DESK, channels=(reader_channel,)), Rendering)
        channels = Channels(environ={"MAIL": address}, folder=Path("/nonexistent"), timeouts=PATIENT)
        outcome = channels.send(delivery, lambda: True)
        channels.close()

    assert outcome.state is DeliveryState.SENT
    assert b"\r\nTo: desk@xn--80a1acny.xn--p1ai\r\n" in server.accepted[0]
    assert b"\r\nReply-To: a@xn--80a1acny.xn--p1ai\r\n" in server.accepted[0]
    assert b'From: "Tumen" <tumen@xn--e1afmkfd.xn--p1ai>\r\n' in server.accepted[0]


def test_a_channels_address_that_apprise_refuses_says_what_a_mail_address_may_be() -> None:
    address = "tumenmail://127.0.0.1:25/?from=деск@example.org&to=desk@example.org&mode=insecure"
    (delivery,) = plan(EMPTY, replace(DESK, channels=(channel("email", "env:MAIL"),)), Rendering)

    outcome = Channels(environ={"MAIL": address}, folder=Path("/nonexistent")).send(delivery, lambda: True)

    assert outcome.state is DeliveryState.PENDING
    assert "ASCII letters before the @" in outcome.detail
