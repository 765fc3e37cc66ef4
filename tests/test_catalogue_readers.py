"""Readers and their channels, read from a file that a person edits."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from tumen.catalogue.readers import load_readers
from tumen.errors import ConfigError
from tumen.model import Channel, ChannelForm, QuietHours, Schedule, Weekday
from tumen.model.cron import parse_cron

GOOD = """
[[reader]]
id = "desk"
name = "The desk"
topics = ["water"]

[[reader.channel]]
id = "mail"
form = "email"
address = "env:MAIL"
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "readers.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_reader_is_read_with_plain_defaults(tmp_path: Path) -> None:
    (reader,) = load_readers(written(tmp_path, GOOD), ["water"])

    assert (reader.language, reader.timezone, reader.schedule, reader.alerts) == ("en", "UTC", Schedule.DAILY, False)
    assert reader.channels == (Channel(id="mail", form=ChannelForm.EMAIL, address="env:MAIL", recipient="desk:mail"),)


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('"email"', '"fax"', "reader[1] 'desk'.channel[1].form", "must be one of email, slack, chat, file, json"),
        ('name = "The desk"', 'name = "The desk"\nlanguage = "fi"', "reader[1] 'desk'.language", "en, ru, ko, de"),
        ('name = "The desk"', 'name = "The desk"\ntimezone = "Seoul"', "reader[1] 'desk'.timezone", "Asia/Seoul"),
        ('name = "The desk"', 'name = "The desk"\nschedule = "yearly"', "reader[1] 'desk'.schedule", "hourly, daily"),
        ('["water"]', '["fire"]', "reader 'desk'.topics", "known: water"),
        ('name = "The desk"', 'name = "The desk"\nat = "25:00"', "reader[1] 'desk'.at", 'such as "06:30"'),
        ('name = "The desk"', 'name = "The desk"\nat = 6', "reader[1] 'desk'.at", "in quotes"),
        ('name = "The desk"', 'name = "The desk"\ndays = ["monday"]', "reader[1] 'desk'.days[1]", "mon, tue, wed"),
        (
            'name = "The desk"',
            'name = "The desk"\nquiet_hours = "22:00"',
            "reader[1] 'desk'.quiet_hours",
            "22:00-07:00",
        ),
        (
            'name = "The desk"',
            'name = "The desk"\nquiet_hours = "7:00-07:00"',
            "reader[1] 'desk'.quiet_hours",
            "whole day",
        ),
        ('name = "The desk"', 'name = "The desk"\ncron = "0 7 * *"', "reader[1] 'desk'.cron", "five fields"),
        (
            'name = "The desk"',
            'name = "The desk"\ncron = "0 25 * * *"',
            "reader[1] 'desk'.cron",
            "hour: '0 25 * * *'",
        ),
        ('name = "The desk"', 'name = "The desk"\ncron = "0 7 30 feb *"', "reader[1] 'desk'.cron", "day-of-month: "),
        (
            'name = "The desk"',
            'name = "The desk"\ncron = "0 7 * * *"\nat = "07:00"',
            "reader 'desk'.cron",
            "leave out at and days",
        ),
        (
            'name = "The desk"',
            'name = "The desk"\nschedule = "hourly"\nat = "07:00"',
            "reader 'desk'.at",
            "hourly reader",
        ),
        (
            'name = "The desk"',
            'name = "The desk"\nschedule = "weekly"\ndays = ["mon", "fri"]',
            "reader 'desk'.days",
            "one day",
        ),
        (
            'name = "The desk"',
            'name = "The desk"\nat = "06:00"\nquiet_hours = "22:00-07:00"',
            "reader 'desk'.at",
            "end at 07:00",
        ),
        (
            'name = "The desk"',
            'name = "The desk"\ncron = "0 7 * * mon"\nschedule = "weekly"',
            "reader 'desk'.cron",
            "leave out schedule",
        ),
        (
            'name = "The desk"',
            'name = "The desk"\ncron = "0 7 * * mon"\nschedule = "hourly"',
            "reader 'desk'.cron",
            "leave out schedule",
        ),
        (
            'name = "The desk"',
            'name = "The desk"\nalert_minimum = "high"',
            "reader 'desk'.alert_minimum",
            "alerts = true",
        ),
        (
            'name = "The desk"',
            'name = "The desk"\nalerts_in_quiet_hours = true\nquiet_hours = "22:00-06:00"',
            "reader 'desk'.alerts_in_quiet_hours",
            "alerts = true",
        ),
        (
            'name = "The desk"',
            'name = "The desk"\nalerts = true\nalerts_in_quiet_hours = true',
            "reader 'desk'.alerts_in_quiet_hours",
            "about quiet_hours",
        ),
        (
            'name = "The desk"',
            'name = "The desk"\nquiet_hours = "22:00-08:00"',
            "reader 'desk'.at",
            "07:00, where none is given, lies within",
        ),
        (
            'name = "The desk"',
            'name = "The desk"\ncron = "0 5,6 * * *"\nquiet_hours = "22:00-07:00"',
            "reader 'desk'.cron",
            "every hour it names",
        ),
    ],
)
def test_a_mistake_is_named_by_its_place_with_the_words_allowed(
    tmp_path: Path, old: str, new: str, key: str, reason: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load_readers(written(tmp_path, GOOD.replace(old, new)), ["water"])

    assert caught.value.key == key
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    "address", ["discord://1/2", "mailto://user:password@example.org", "https://hooks.evil.example/"]
)
def test_blocks_for_slack_to_an_address_that_is_not_slacks_are_refused(tmp_path: Path, address: str) -> None:
    text = GOOD.replace('"email"', '"slack"').replace("env:MAIL", address)

    with pytest.raises(ConfigError) as caught:
        load_readers(written(tmp_path, text), ["water"])

    assert caught.value.key == "reader 'desk'.channel 'mail'.address"
    assert "form chat" in caught.value.reason
    assert address not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["slack://T1/B1/x", "https://hooks.slack.com/services/T1/B1/x", "env:SLACK", "secret:/run/slack", "file"]
)
def test_blocks_for_slack_go_to_slack_or_where_only_the_environment_says(tmp_path: Path, address: str) -> None:
    (reader,) = load_readers(written(tmp_path, GOOD.replace('"email"', '"slack"').replace("env:MAIL", address)))

    assert reader.channels[0].address == address


@pytest.mark.parametrize(
    "said",
    [
        'schedule = "hourly"\nquiet_hours = "22:00-08:00"',
        'cron = "0 6,18 * * *"\nquiet_hours = "22:00-08:00"',
        'alerts = true\nalert_minimum = "high"\nquiet_hours = "22:00-06:00"\nalerts_in_quiet_hours = true',
    ],
    ids=["an hour outside", "one of two hours", "alerts at night"],
)
def test_what_says_something_beside_the_rest_is_read(tmp_path: Path, said: str) -> None:
    (reader,) = load_readers(written(tmp_path, GOOD.replace('name = "The desk"', f'name = "x"\n{said}')))

    assert reader.quiet_hours is not None


def test_when_a_reader_is_told_is_read_as_hour_days_cron_line_and_quiet_hours(tmp_path: Path) -> None:
    said = 'name = "The desk"\nat = "6:30"\ndays = ["mon", "thu"]\nquiet_hours = "22:00-06:00"'
    (reader,) = load_readers(written(tmp_path, GOOD.replace('name = "The desk"', said)))
    (other,) = load_readers(written(tmp_path, GOOD.replace('name = "The desk"', 'name = "x"\ncron = "0 6 * * SUN"')))

    assert (reader.at, reader.days) == (time(6, 30), (Weekday.MONDAY, Weekday.THURSDAY))
    assert reader.quiet_hours == QuietHours(start=time(22), end=time(6))
    assert (other.at, other.cron) == (time(7), parse_cron("0 6 * * sun"))
