"""Judging what the archive holds: in the order of arrival, each document against what came before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.support.archives import archive_in_memory
from tests.support.documents import NOON, document, shipped_watch
from tumen import catalogue, content, pipeline
from tumen.analysis.assessment.assess import assess
from tumen.model import Draft, Role
from tumen.pipeline import Content

CONTENT = Content(sources=(), readers=(), watch=shipped_watch(), chronicle=())
ARRIVAL = (
    "Shoigu arrives in Pyongyang with a message from Putin",
    "The secretary of Russia's Security Council was met at the airport of the North Korean capital on Tuesday by the "
    "head of the general staff; both laid flowers at the Liberation Tower before the talks.",
)


def test_of_two_copies_that_come_together_the_first_begins_a_development_and_the_other_is_its_copy():
    first, second = document(*ARRIVAL, source="a"), document(*ARRIVAL, source="b")
    with archive_in_memory() as archive:
        archive.add([first, second], now=NOON)
        pipeline.develop_all(archive, CONTENT, lambda: NOON)
        judged = [judgement for _, judgement in archive.developments.judged_between(0, 2)]

    assert [judgement.role for judgement in judged] == [Role.FIRST, Role.REPEAT]
    assert [judgement.duplicate_of for judgement in judged] == [None, first.id]
    assert judged[0].development_id == judged[1].development_id


def test_a_development_of_the_chronicle_keeps_its_reports_when_nobody_wrote_of_it_for_a_while():
    title, text = (
        "Putin and Kim Jong Un sign a treaty on comprehensive strategic partnership in Pyongyang",
        "Russia and North Korea promise each other help in case of attack under the mutual defence clause of the treaty "
        "signed on 19 June 2024.",
    )
    known = replace(CONTENT, chronicle=catalogue.load_chronicle(content.corpus_folder()))
    reports = []
    with archive_in_memory() as archive:
        for days in (0, 40):
            now = NOON + timedelta(days=days)
            draft = Draft(source_id="a", key=f"after {days} days", title=title, text=text)
            reports.append(assess(draft, known.watch, seen=now))
            archive.add(reports[-1:], now=now)
            pipeline.develop_all(archive, known, lambda now=now: now)
        ((_, judgement), *_) = archive.developments.judged_between(0, 2)
        development = archive.developments.find(judgement.development_id)
        events = [event.what for event in archive.developments.events(development.id)]

    assert development.chronicle
    assert development.documents == tuple(report.id for report in reports)
    assert "left" not in events
