"""Composing: what one reader does not know yet, cited, and what was left out and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.documents import NOON, document, index, judge, shipped_watch
from tumen.analysis.digest.compose import compose
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.analysis.digest.situation import Situation, Window
from tumen.delivery.render.labels import load_labels
from tumen.delivery.render.left_out import rules_of
from tumen.model import Coverage, Reader, Source, SourceKind, Trouble

READER = Reader(id="desk", name="Desk")
NIS_100 = (
    "NIS says 100 North Korean soldiers were killed in Kursk",
    "South Korea's National Intelligence Service told lawmakers that 100 North Korean soldiers were killed fighting for Russia.",
)
NIS_300 = (
    "NIS now counts 300 North Korean soldiers killed in Kursk",
    "South Korea's National Intelligence Service told lawmakers that 300 North Korean soldiers were killed fighting for Russia.",
)
FERRY = (
    "Kozhemyako opens a ferry line from Vladivostok to Rason",
    "The governor of Primorye saw off the first passengers to North Korea on Tuesday.",
)
VIEW = ("Opinion: why the pact between Russia and North Korea will not last", "A marriage of convenience.")


def situation(*documents, told=None, sources=(), known=None, coverage=None):
    judged = judge(*documents, into=known)
    return Situation(
        judged=[(d, judgement) for d, (judgement, _) in zip(documents, judged, strict=True)],
        developments={development.id: development for _, development in judged if development},
        watch=shipped_watch(),
        told=told or {},
        publishers=Publishers(sources),
        coverage=coverage or Coverage(reached=1, of=1),
    )


def digest(made, reader=READER, kind="digest"):
    window = Window(since=NOON - timedelta(days=1), until=NOON + timedelta(days=1), since_seq=0, until_seq=9)
    return compose(reader, kind, window, made)


def test_a_development_nobody_was_told_of_is_new_with_its_sentences_cited():
    made = situation(document(*FERRY))

    (item,) = digest(made).items

    assert (item.kind, item.headline) == ("new", FERRY[0])
    full_text = made.judged[0][0].draft.full_text
    assert [full_text[c.start : c.end] for s in item.sentences for c in s.citations] == [s.text for s in item.sentences]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (f"(URGENT) {FERRY[0]} - Harbour Herald", FERRY[0]),
        (f"[속보] {FERRY[0]} | north-port.com", FERRY[0]),
        ("Lavrov – Choe Son Hui: talks in Wonsan - a first", "Lavrov – Choe Son Hui: talks in Wonsan - a first"),
    ],
)
def test_a_headline_is_shown_without_tags_and_the_outlet_that_stands_among_the_reports(title, shown):
    source = Source(
        id="a", name="Harbour Herald", kind=SourceKind.FEED, url="https://herald.example/feed", language="en"
    )

    (item,) = digest(situation(document(title, FERRY[1], source="a"), sources=[source])).items

    assert item.headline == shown
    assert [(report.publisher, report.title) for report in item.reports] == [("Harbour Herald", title)]


def test_what_was_told_is_not_told_again_unless_something_changed():
    known = index()
    first = situation(document(*NIS_100), known=known)
    (id,) = first.developments
    told = {id: NOON}

    repeated = digest(situation(document(*NIS_100, hours=3, source="b"), known=known, told=told))
    changed = digest(situation(document(*NIS_300, hours=5, source="c"), known=known, told=told))

    assert repeated.items == ()
    assert "nothing new since" in repeated.left_out[0].reason
    (item,) = changed.items
    assert item.kind == "update"
    assert "100" in item.changes[0]
    assert "300" in item.changes[0]
    assert any("300" in sentence.text for sentence in item.sentences)


def test_a_reader_of_other_topics_is_not_told_but_it_is_accounted_for():
    made = situation(document(*FERRY))

    found = digest(made, replace(READER, topics=("nuclear",)))

    assert found.items == ()
    assert [entry.reason for entry in found.left_out] == ["none of this reader's topics"]


def test_every_document_read_is_told_or_accounted_for():
    documents = [
        document(*FERRY),
        document(*VIEW, hours=1),
        document("Bakery opens", "Bread.", hours=2),
        document(*NIS_100, hours=3),
    ]
    made = situation(*documents)

    found = digest(made)

    told = {report.document_id for item in found.items for report in item.reports}
    left = {entry.document_id for entry in (*found.left_out, *found.to_read)}
    assert told | left == {d.id for d in documents}
    assert all(entry.reason for entry in found.left_out)


def test_outlets_of_one_family_are_one_publisher_and_state_media_are_marked():
    def source(id, **more):
        return Source(id=id, name=id.upper(), kind=SourceKind.FEED, url=f"https://{id}.example", **more)

    sources = (
        source("tass-en", family="tass", state="RU", state_link="state-owned"),
        source("tass-ru", family="tass", state="RU", state_link="state-owned"),
        source("herald"),
    )
    made = situation(
        document(*FERRY, source="tass-en"),
        document(
            "Кожемяко открыл паромную линию из Владивостока в Расон",
            "Губернатор Приморья проводил первых пассажиров в КНДР во вторник.",
            hours=1,
            source="tass-ru",
        ),
        document(
            "Ferry from Vladivostok to Rason opened by Kozhemyako",
            "The governor saw off the passengers to North Korea on Tuesday.",
            hours=2,
            source="herald",
        ),
        sources=sources,
    )

    (item,) = digest(made).items

    assert len(item.reports) == 3
    assert item.publishers == 2
    assert [report.state for report in item.reports] == ["RU", "RU", None]


def test_blindness_is_part_of_the_digest():
    trouble = Trouble(source_id="tass", name="TASS", reason="silent for 3 days")

    found = digest(situation(document(*FERRY), coverage=Coverage(reached=61, of=74, troubles=(trouble,))))

    assert (found.coverage.reached, found.coverage.of) == (61, 74)
    assert found.coverage.troubles == (trouble,)


def test_the_same_situation_gives_the_same_digest():
    made = situation(document(*FERRY), document(*NIS_100, hours=1))

    assert digest(made) == digest(made)


def test_a_strike_with_one_report_is_told_before_a_ferry_with_two_and_the_digest_says_why():
    ferry, again = document(*FERRY), document(*FERRY, hours=1, source="b")
    made = situation(ferry, again, document(*NIS_100, hours=2))

    first, second = digest(made).items

    assert (first.headline, second.headline) == (NIS_100[0], FERRY[0])
    assert first.importance.reason.startswith("force: loss")


def test_what_is_left_out_keeps_its_title_and_address_and_its_rule_has_words_in_every_language():
    known = index()
    first = situation(document(*NIS_100), known=known)
    (id,) = first.developments
    copy, view = document(*NIS_100, hours=3, source="b"), document(*VIEW, hours=4, source="c")

    again = digest(situation(copy, view, known=known, told={id: NOON}))
    away = digest(first, reader=replace(READER, topics=("labour",)))

    left = (*again.left_out, *away.left_out)
    shown = {(copy.draft.title, copy.draft.url), (view.draft.title, view.draft.url)}
    assert {(entry.title, entry.url) for entry in (*again.left_out, *again.to_read)} == shown
    assert len(left) == 2
    for language in ("en", "ru", "ko", "de"):
        labels = load_labels(language)
        words = {str(text) for key, text in labels.words.items() if key.startswith("left_")}
        assert {rule.text for rule in rules_of(left, labels)} <= words


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_figure_that_was_raised_within_one_digest_is_told_with_the_one_it_replaced(language):
    titles = [f"NIS says North Korea sent {n} troops to Russia" for n in ("8,000", "11,000")]
    reports = [document(title, "The report goes on.", hours=n, source=f"s{n}") for n, title in enumerate(titles)]

    item = digest(situation(*reports), replace(READER, language=language)).items[0]
    assert item.kind == "new"
    assert "8,000" not in item.told
    assert (
        item.changes[0]
        == {"en": "Troops, NIS: 8,000 → 11,000 (17 Jun)", "de": "Truppen, NIS: 8.000 → 11.000 (17. Juni)"}[language]
    )
