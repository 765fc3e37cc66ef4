"""The bytes of a mail are exactly what was meant: these headers and no other, two parts, nothing hidden."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.digests import DESK, EMPTY, FULL, channel, digest, item, report, sentence
from tests.support.sweeps import sweep
from tumen.delivery.mail import LONGEST_LINE, Letterhead, compose, header_safe, is_address, message_id
from tumen.delivery.plan import plan
from tumen.delivery.render import Rendering
from tumen.errors import RenderError
from tumen.model import ChannelForm, Coverage, Delivery, LeftOut, Message, Trouble

TO = "desk@example.org"
HEAD = Letterhead(sender="tumen@example.org", sender_name="Tumen")
HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "List-Id",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Precedence",
    "MIME-Version",
    "Content-Type",
]
FULL_MAIL, EMPTY_MAIL = (plan(what, replace(DESK, channels=(channel(),)), Rendering)[0] for what in (FULL, EMPTY))
SHORT_PARTS = {"text": "What is new\n", "html": "<!DOCTYPE html><p>What is new</p>\n"}


def parsed(raw: bytes) -> EmailMessage:
    return BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(raw)


def with_subject(subject: str) -> Delivery:
    return replace(EMPTY_MAIL, message=Message(form=ChannelForm.EMAIL, subject=subject, parts=SHORT_PARTS))


def test_text_comes_first_and_the_page_second_and_both_arrive_as_they_were() -> None:
    message = parsed(compose(FULL_MAIL, TO, HEAD))

    assert message.get_content_type() == "multipart/alternative"
    text, page = message.iter_parts()
    assert (text.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    for part, name in ((text, "text"), (page, "html")):
        assert part.get_content().splitlines() == FULL_MAIL.message.parts[name].splitlines()


def test_the_headers_are_these_and_no_other() -> None:
    message = parsed(compose(FULL_MAIL, TO, HEAD))

    assert message.keys() == HEADERS
    assert message["To"] == TO
    assert message["Date"] == "Fri, 27 Feb 2026 12:00:00 +0000"
    assert message["Message-ID"] == message_id(FULL.id, TO, "example.org")
    assert message["List-Id"] == "Tumen <tumen.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Precedence"] == "bulk"
    assert message["Subject"] == FULL_MAIL.message.subject


def test_the_same_delivery_makes_the_same_bytes() -> None:
    assert compose(FULL_MAIL, TO, HEAD) == compose(FULL_MAIL, TO, HEAD)


def test_two_recipients_and_two_digests_have_four_message_ids() -> None:
    assert (
        len({message_id(digest, to, "example.org") for digest in "ab" for to in ("x@example.org", "y@example.org")})
        == 4
    )


def test_one_click_is_offered_only_with_a_secure_address() -> None:
    both = parsed(
        compose(EMPTY_MAIL, TO, replace(HEAD, unsubscribe=("https://example.org/u?t=a", "mailto:stop@example.org")))
    )
    mail = parsed(compose(EMPTY_MAIL, TO, replace(HEAD, unsubscribe=("mailto:stop@example.org",))))

    assert both["List-Unsubscribe"] == "<https://example.org/u?t=a>, <mailto:stop@example.org>"
    assert both["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"] == "<mailto:stop@example.org>"
    assert mail["List-Unsubscribe-Post"] is None


def test_a_threaded_mail_answers_a_root_of_its_own_recipient() -> None:
    threaded = replace(EMPTY_MAIL, thread="story\r\nBcc: x@evil.example")
    one, other = (parsed(compose(threaded, to, HEAD)) for to in (TO, "other@example.org"))

    assert one["In-Reply-To"] == one["References"]
    assert one["References"] != other["References"]
    assert one["Bcc"] is None


@pytest.mark.parametrize(
    "name", ["Tumen", "Тумен", 'Quote " and \\', "Comma, Inc.", "=?utf-8?q?x?=", "a\r\nBcc: x@evil.example", ""]
)
def test_any_sender_name_leaves_one_sender(name: str) -> None:
    message = parsed(compose(EMPTY_MAIL, TO, replace(HEAD, sender_name=name)))

    assert [address.addr_spec for address in message["From"].addresses] == ["tumen@example.org"]
    assert message["Bcc"] is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "x",
        "x@",
        "@x",
        "a@b@c.org",
        "a b@c.org",
        "a@b.org,c@d.org",
        "a@b.org\r\nBcc: c@d.org",
        "<a@b.org>",
        "a@b..org",
        "ж@b.org",
        "a@" + "b" * 300 + ".org",
    ],
)
def test_an_address_that_is_not_exactly_one_is_refused(address: str) -> None:
    assert not is_address(address)
    with pytest.raises(RenderError):
        compose(EMPTY_MAIL, address, HEAD)
    with pytest.raises(RenderError):
        compose(EMPTY_MAIL, TO, replace(HEAD, sender=address))


@pytest.mark.parametrize(
    "head",
    [
        {"unsubscribe": ("http://example.org/u",)},
        {"unsubscribe": ("https://example.org/>\r\nBcc: x",)},
        {"list_id": "x>\r\nBcc: y"},
        {"reply_to": "x"},
    ],
)
def test_a_letterhead_that_is_not_plain_is_refused(head: dict[str, object]) -> None:
    with pytest.raises(RenderError):
        compose(EMPTY_MAIL, TO, replace(HEAD, **head))  # type: ignore[arg-type]


def check_subject(subject: str) -> None:
    """Whatever the subject: the headers we meant, one recipient, no bare line break, nothing to be decoded twice."""
    raw = compose(with_subject(subject), TO, HEAD)

    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(raw, headersonly=True)
    assert message.keys() == HEADERS
    assert message["To"] == TO
    assert str(message["Subject"]) == header_safe(subject)
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", raw)
    assert max(map(len, raw.split(b"\r\n"))) <= LONGEST_LINE
    again = EmailMessage()
    again["Subject"] = str(message["Subject"])
    assert b"evil" not in b"\n".join(
        line for line in again.as_bytes().splitlines() if not line.startswith((b"Subject:", b" "))
    )


WORDS = st.sampled_from(
    [
        "=?utf-8?q?",
        "=?utf-8?b?",
        "?=",
        "=?",
        "=0D=0A",
        "DQpCY2M6IHhAZXZpbA==",
        "Bcc:",
        "\r\n",
        "\n",
        "\r",
        "\x00",
        "\u2028",
        "\u2029",
        "\x85",
        "\x0b",
        "\x0c",
        "\x1c",
        " ",
        "\t",
        ":",
        "x@evil.example",
        "To: ",
        "Content-Type: text/html",
        "--",
        ".",
        "조선",
        "Ким",
        "\u202e",
        "\ufeff",
        "\udcff",
        "a" * 90,
        "?",
        "=",
        "_",
        "\\",
        '"',
        "<",
        ">",
        ",",
        ";",
        "é",
        "𝕏",
    ]
)
SUBJECTS = st.lists(WORDS | st.text(max_size=8), max_size=12).map("".join)
TRAPS = (
    "=?utf-8?q?=0D=0ABcc=3A_x=40evil?=",
    "=?utf-8?b?DQpCY2M6IHhAZXZpbA==?=",
    "a\r\nBcc: x@evil",
    "\r\n\r\n<html>",
    "=?=?utf-8?q?x?=?=",
    "x" * 10_000,
    "=?utf-8?q?" + "=41" * 3000 + "?=",
    "\u2028Bcc: x@evil",
    "",
    " ",
    "한" * 500,
)


@pytest.mark.parametrize("subject", TRAPS)
def test_a_trap_in_the_subject_adds_nothing(subject: str) -> None:
    check_subject(subject)


@given(SUBJECTS)
@sweep(600)
@example("=?utf-8?q?=0D=0ABcc=3A_x=40evil?=")
def test_no_subject_adds_a_header_or_a_recipient(subject: str) -> None:
    check_subject(subject)


@pytest.mark.gate
@given(SUBJECTS)
@settings(max_examples=20_000)
def test_none_of_twenty_thousand_subjects_adds_a_header_or_a_recipient(subject: str) -> None:
    check_subject(subject)


@given(st.text(max_size=300), st.text(max_size=300))
@sweep(200)
def test_any_text_and_any_page_arrive_as_they_were_or_are_not_sent(text: str, page: str) -> None:
    odd = replace(EMPTY_MAIL, message=Message(form=ChannelForm.EMAIL, subject="x", parts={"text": text, "html": page}))
    try:
        raw = compose(odd, TO, HEAD)
    except (RenderError, UnicodeEncodeError):
        return

    first, second = parsed(raw).iter_parts()
    for part, given_text in ((first, text), (second, page)):
        octets = part.get_payload(decode=True)
        assert isinstance(octets, bytes)
        assert octets.decode().replace("\r\n", "\n").rstrip("\n") == given_text.replace("\r\n", "\n").replace(
            "\r", "\n"
        ).rstrip("\n")


def test_a_crowded_mail_stays_under_a_hundred_kilobytes_on_the_wire() -> None:
    from tests.support.digests import crowded

    for what in (FULL, crowded(200)):
        delivery = plan(what, replace(DESK, channels=(channel(),)), Rendering)[0]
        assert len(compose(delivery, TO, HEAD)) <= 100 * 1024


def test_the_longest_words_in_the_widest_letters_stay_under_it_too() -> None:
    words = "북한군파병규모일만천명으로늘었다고국정원이밝혔다 " * 40
    reports = tuple(
        report(n, document_id=f"d{n}", publisher=words[:90], title=words, url="https://p.example/" + "a" * 900)
        for n in range(20)
    )
    long = item(
        1,
        headline=words,
        sentences=tuple(sentence(words, f"d{n}") for n in range(9)),
        changes=(words,) * 9,
        reports=reports,
        origins=tuple(words[:100] + str(n) for n in range(20)),
    )
    troubles = tuple(Trouble(source_id=f"s{n}", name=words, reason=f"{n} {words}") for n in range(200))
    left_out = tuple(LeftOut(reason=f"{n} {words}", document_id=f"z{n}") for n in range(200))
    for items in ((long,), (long,) * 40):
        what = digest(
            *items, background=items, left_out=left_out, coverage=Coverage(reached=1, of=300, troubles=troubles)
        )
        delivery = plan(what, replace(DESK, channels=(channel(),)), Rendering)[0]

        assert 50_000 < len(compose(delivery, TO, HEAD)) <= 100 * 1024
        assert "more" in delivery.message.parts["text"]


def test_the_date_is_the_time_of_sealing() -> None:
    later = replace(EMPTY_MAIL, sealed_at=datetime(2026, 3, 1, 4, 5, 6, tzinfo=UTC))

    assert parsed(compose(later, TO, HEAD))["Date"] == "Sun, 01 Mar 2026 04:05:06 +0000"
