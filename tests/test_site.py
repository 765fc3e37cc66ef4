"""The desk's own site: mails, chats and feeds lead to the page of each development, at an address that stays."""

from __future__ import annotations

import json
from dataclasses import replace

import feedparser
import pytest

from tests.support.digests import DESK, FULL, channel, crowded, item
from tests.support.digests import digest as digest_of
from tests.support.values import NOON, development
from tumen.cli.doctor import site_findings
from tumen.delivery.render import render
from tumen.desk import Hit
from tumen.desk.calendar import Announced
from tumen.desk.feeds import atom, icalendar, json_feed
from tumen.errors import ConfigError
from tumen.model import ItemKind, Report
from tumen.settings import load_settings

SITE = "https://desk.example.org"
HOSTILE = "2026 ü/../<b>\u202e"


@pytest.mark.parametrize("form", ["email", "slack", "chat", "file"])
@pytest.mark.parametrize("language", ["en", "ru", "ko", "de"])
def test_every_form_links_each_development_to_its_page(form, language):
    told = digest_of(item(1), item(2, kind=ItemKind.UPDATE))
    parts = render(told, channel(form), replace(DESK, language=language), site=SITE).parts
    shown = parts.get("text") if form in ("email", "file") else "".join(parts.values())

    for one in told.items:
        assert f"{SITE}/development/{one.development_id}" in shown.replace("\u200b", "")


def test_the_link_says_how_many_reports_there_are_and_of_what_changed_that_there_are_more():
    told = digest_of(item(1), item(2, kind=ItemKind.UPDATE))
    page = render(told, channel(), DESK, site=SITE).parts["html"]
    n = len(told.items[0].reports)

    assert f">All {n} reports</a>" in page
    assert ">All reports so far</a>" in page


def test_without_a_site_nothing_leads_there():
    assert "/development/" not in "".join(render(FULL, channel(), DESK).parts.values())


def test_an_id_becomes_one_part_of_an_address_and_nothing_else():
    told = digest_of(replace(item(1), development_id=HOSTILE))
    message = render(told, channel(), DESK, site=SITE)

    assert f"{SITE}/development/2026%20%C3%BC%2F..%2F%3Cb%3E%E2%80%AE" in message.parts["html"]


def test_a_crowded_digest_still_fits_its_forms():
    for form in ("email", "slack", "chat"):
        assert render(crowded(60), channel(form), DESK, site=SITE).parts


def hit() -> Hit:
    report = Report(document_id="a", title="T", publisher="P", url="https://p.example/a", language="en", published=NOON)
    return Hit(development=development("D 1", "a"), day="", found=1, reports=(report,))


def test_feeds_and_the_calendar_lead_to_the_site_where_there_is_one():
    one = hit()
    date = Announced(day=NOON.date(), what="w", development_id="D 1", title="T", report=one.reports[0])

    for site, link in ((SITE, f"{SITE}/development/D%201"), ("", "https://p.example/a")):
        assert feedparser.parse(atom("t", [one], site).encode()).entries[0].link == link
        assert json.loads(json_feed("t", [one], site))["items"][0]["url"] == link
        assert f"URL:{link}\r\n" in icalendar("t", [date], NOON, site)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("https://desk.example.org/", SITE), ("http://10.0.0.5:8470", "http://10.0.0.5:8470"), ("https://a.example/tumen/", "https://a.example/tumen"),
     ("http://[::1]:8470", "http://[::1]:8470"), ("", "")],
)  # fmt: skip
def test_a_site_is_an_address_without_a_slash_at_its_end(given, kept):
    assert load_settings({"TUMEN_SITE": given}).site == kept


@pytest.mark.parametrize(
    "given",
    ["desk.example.org", "ftp://desk.example", "https://", "https://a b", "https://me:pw@desk.example", "https://a.example/?x=1",
     "https://a.example/#x", 'https://a.example/"', "https://a.example/<b>", "https://ü.example", "https://a.example:port",
     "javascript:alert(1)", "https://a.example/" + "x" * 100, "https://a.example\n"],
)  # fmt: skip
def test_what_is_no_site_is_said_at_the_start(given):
    with pytest.raises(ConfigError, match="TUMEN_SITE"):
        load_settings({"TUMEN_SITE": given})


@pytest.mark.parametrize(
    ("site", "hosts", "state"),
    [("", (), None), (SITE, (), "warning"), (SITE, ("desk.example.org",), "ok"), ("http://[::1]:8470", ("[::1]",), "ok"),
     ("https://desk.example.org:444/x", ("desk.example.org",), "ok")],
)  # fmt: skip
def test_doctor_names_the_site_and_says_when_its_pages_would_refuse_its_name(site, hosts, state):
    assert [found[0] for found in site_findings(site, hosts)] == ([state] if state else [])
