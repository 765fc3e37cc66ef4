"""A text without a date has no day but the one it gives itself; when it came in is no evidence of anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import pytest

from tests.support.archives import empty_archive
from tests.support.dials import DAY, happening, made, report, weighted
from tests.support.documents import NOON, document, judge, read, shipped_watch
from tests.support.documents import index as empty_index
from tests.support.installation import assessed_chronicle, feeds, settings
from tumen import catalogue, content
from tumen.analysis.assessment.assess import assess
from tumen.analysis.clustering.chronicle import remember_chronicle
from tumen.analysis.clustering.day_distance import days_between, known_of
from tumen.analysis.clustering.developments import develop_window
from tumen.analysis.clustering.grouping import NEWS
from tumen.analysis.clustering.known_development import Known, reported_on
from tumen.analysis.clustering.near_duplicates import same_headline
from tumen.analysis.clustering.novelty import changes
from tumen.analysis.clustering.similarity import CEILING
from tumen.analysis.clustering.thresholds import DIALS
from tumen.analysis.extraction.event_date import incomplete_date
from tumen.cli import answer
from tumen.model import ChronicleEntry, Document, Kind, Role
from tumen.pipeline.importing import import_files
from tumen.storage import Archive

TITLE = "Lavrov arrives in Wonsan for talks with Choe Son Hui"


NEVER_TOLD = "Russian and North Korean beekeepers open a joint apiary in Rason\n\nHives were carried over the bridge."


def undated(title: str, text: str = "", seen: datetime = NOON) -> Document:
    return assess(replace(document(title, text).draft, published=None), shipped_watch(), seen=seen)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(empty_archive(tmp_path / "archive.db")) as opened:
        yield opened


def test_a_happening_that_no_report_dates_has_no_day() -> None:
    ((judgement, development),) = judge(undated(TITLE))

    assert judgement.role is Role.FIRST
    assert development is not None
    assert development.day is None
    assert development.id.startswith("undated-")


def test_the_day_that_an_undated_text_gives_is_that_of_the_happening() -> None:
    ((_, development),) = judge(undated(TITLE, "Lavrov arrived in Wonsan on July 11, 2025."))

    assert development is not None
    assert development.day == date(2025, 7, 11)
    assert development.id.startswith("2025-07-11-")


def test_a_happening_takes_the_day_of_its_earliest_dated_report() -> None:
    later, first = document(TITLE, hours=5, source="a"), document(TITLE + " on Friday", hours=-30, source="b")

    *_, (_, development) = judge(undated(TITLE + " today"), later, first)

    assert development is not None
    assert development.published == NOON - timedelta(hours=30)


def test_the_same_undated_text_is_judged_alike_whenever_it_comes_in() -> None:
    known = document(TITLE, "The minister landed on Friday.")
    told = []
    for days in (0, 1, 9, 29):
        ((_, _), (judgement, _)) = judge(known, undated("Lavrov lands in Wonsan", seen=NOON + days * DAY))
        told.append((judgement.role, judgement.development_id, judgement.changes))

    assert len(set(told)) == 1


@pytest.mark.parametrize("late", [False, True])
def test_what_came_without_a_date_is_not_known_to_be_late(late: bool) -> None:
    named = made("b", at=None, concepts=(("x", 1.0),))
    known = Known(replace(happening(), published=NOON - 9 * DAY if late else None))

    assert [change.text for change in changes(named, known, weighted(x=2.0), None)] == ["names x"]


def test_one_headline_again_without_a_date_is_the_same_report() -> None:
    one, again = undated(TITLE), undated(TITLE, seen=NOON + 20 * DAY)

    assert same_headline(again, [one]) is one
    assert same_headline(document(TITLE, hours=24 * 20), [document(TITLE)]) is None


def test_an_undated_report_is_of_the_day_it_tells_of_or_of_none() -> None:
    assert reported_on(undated(TITLE)) is None
    assert reported_on(undated(TITLE, "He arrived on July 11, 2025.")) == date(2025, 7, 11)


@pytest.mark.parametrize(
    ("language", "text", "says"),
    [
        ("en", "The minister arrived on Friday.", "-W-5"),
        ("en", "The minister arrived on July 26.", "--07-26"),
        ("ru", "Министр прибыл в среду.", "-W-3"),
        ("ko", "장관이 26일 도착했다.", "---26"),
        ("de", "Der Minister traf am 26. Juli ein.", "--07-26"),
        ("en", "The minister will arrive on Friday.", ""),
        ("en", "The treaty of July 26 stays in force.", ""),
        ("en", "The minister arrived yesterday.", ""),
        ("en", "The band played.", ""),
    ],
)
def test_an_undated_text_tells_a_part_of_its_day(language: str, text: str, says: str) -> None:
    assert incomplete_date(read(f"A headline\n\n{text}", language)) == says


def test_only_a_text_without_a_date_keeps_a_part_of_one() -> None:
    assert undated(TITLE, "He arrived on Friday.").incomplete_date == "-W-5"
    assert undated(TITLE, "He arrived on July 11, 2025.").incomplete_date == ""
    assert document(TITLE, "He arrived on Friday.").incomplete_date == ""


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("-W-3", "-W-3", 0),
        ("-W-1", "-W-7", 1),
        ("---26", "---01", 5),
        ("--07-26", "--07-24", 2),
        ("--12-31", "--01-01", 1),
        ("--02-29", "--03-01", 1),
        ("--07-26", "---26", 0),
        ("-W-3", "---26", None),
        ("-W-3", "", None),
    ],
)
def test_parts_of_days_are_compared_by_what_both_say(one: str, other: str, days: int | None) -> None:
    assert days_between(known_of(None, one), known_of(None, other)) == days
    assert days_between(known_of(None, other), known_of(None, one)) == days


def test_a_part_of_a_day_agrees_with_the_whole_day_of_any_year() -> None:
    whole = known_of(date(2023, 7, 26))

    assert days_between(whole, known_of(None, "--07-26")) == 0
    assert days_between(whole, known_of(None, "-W-3")) == 0
    assert days_between(whole, known_of(date(2024, 7, 26))) == 366


def test_another_weekday_tells_two_undated_reports_apart() -> None:
    compare = empty_index().comparison()
    friday, again, monday = (
        report(id, dated=False, incomplete=day) for id, day in (("a", "-W-5"), ("b", "-W-5"), ("c", "-W-1"))
    )

    assert compare.evidence(friday, again).same_day
    assert compare.evidence(friday, monday).other_day


def test_an_import_comes_in_by_its_own_dates(archive: Archive, tmp_path: Path) -> None:
    rows = [
        {"title": "No day", "text": "Nobody says when."},
        {"title": "Later", "text": "It came second.", "published": "2024-06-20"},
        {"title": "Earlier", "text": "It came first.", "published": "2024-06-19"},
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    import_files(archive, [tmp_path / "rows.jsonl"], shipped_watch(), datetime(2026, 1, 1, tzinfo=UTC))

    assert [document.draft.title for document in archive.documents.unjudged()] == ["Earlier", "Later", "No day"]


def test_no_command_shows_the_day_of_the_import_as_that_of_the_happening(tmp_path, monkeypatch, capsys) -> None:
    with feeds() as server:
        made = settings(tmp_path, server)
    monkeypatch.setenv("TUMEN_HOME", str(made.home))
    monkeypatch.setenv("TUMEN_CONFIG", str(made.config))
    (tmp_path / "visit.txt").write_text(NEVER_TOLD, encoding="utf-8")
    for command in (["import", str(tmp_path / "visit.txt")], ["developments", "--json"]):
        capsys.readouterr()
        assert answer(command) == 0
    (development,) = json.loads(capsys.readouterr().out)

    assert development["day"] is None
    assert answer(["developments"]) == 0
    assert "undated" in capsys.readouterr().out
    assert answer(["show", development["id"]]) == 0
    assert "happened undated" in capsys.readouterr().out


ESSAY = " ".join(
    (
        *["The mutual defence clause of the treaty of Putin and Kim Jong Un could embolden both."] * 6,
        *["The treaty was signed in Pyongyang.", "North Korea should expect help.", "Seoul must answer the pact."] * 4,
    )
)


def test_a_view_names_what_the_chronicle_knows_of_its_subject_and_opens_nothing() -> None:
    known = empty_index()
    remember_chronicle(known, catalogue.load_chronicle(), shipped_watch(), assessed_chronicle())
    view = undated("Security pact between North Korea and Russia, which both have signed, shocks the world", ESSAY)

    # Nothing is like enough to be the same happening: only the thread tells what the view is about.
    ((_, judgement, development),) = develop_window([(view, NOON)], known, replace(DIALS, join=CEILING + 1))

    assert view.opinion
    assert judgement.role is Role.ANALYSIS
    assert judgement.storyline_id == "treaty-2024"
    assert development is not None
    assert development.chronicle
    assert view.id not in development.documents


KNOWN_LONG_AGO = (
    "2023-07-25-shoigu-arrives-pyongyang",
    "2023-10-19-lavrov-recommends-holidays",
    "2024-03-28-russia-vetoes-panel",
    "2024-06-19-treaty-signing",
    "2024-06-26-rail-to-rason-planned",
    "2024-10-29-nis-generals-near-front",
    "2025-03-03-bridge-early-works",
    "2025-04-24-missile-strikes-kyiv-block",
    "2025-05-09-kim-visits-russian-embassy",
)


@cache
def long_ago() -> tuple[ChronicleEntry, ...]:
    entries = catalogue.load_chronicle(content.corpus_folder())
    return tuple(entry for entry in entries if entry.id in KNOWN_LONG_AGO)


def of_the_chronicle(report: Document) -> str | None:
    """What of a few entries of the chronicle a text without a date is judged to report."""
    known = empty_index()
    assert len(long_ago()) == len(KNOWN_LONG_AGO)
    remember_chronicle(known, long_ago(), shipped_watch())
    ((_, _, development),) = develop_window([(report, NOON)], known)
    return development.id if development is not None and development.chronicle else None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Russian tanker delivers oil to Rajin", "The ship unloaded at the North Korean port."),
        ("Rason received Russian oil, satellite images show", "Tankers called at the North Korean port."),
        ("Kozhemyako meets North Korean consul in Vladivostok", "They spoke of timber."),
        ("NIS says North Korean hackers hit Russian bank", "South Korea's spy agency told lawmakers."),
        ("Seoul says North Korea is sending bakers to Russia", "The spy agency said so."),
        ("Zelensky says North Korean shells exploded in Russian guns", ""),
        ("Lavrov: Russia backs North Korea's right to satellites", "He spoke in Moscow."),
        ("Kim Jong Un inspects tank factory", "KCNA said Russia was not mentioned."),
    ],
)
def test_an_undated_report_that_shares_only_who_acts_and_how_is_nothing_of_long_ago(title: str, text: str) -> None:
    assert of_the_chronicle(undated(title, text)) is None


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("Russia vetoes renewal of UN sanctions panel on North Korea", "2024-03-28-russia-vetoes-panel"),
        ("Россия наложила вето на продление группы экспертов по санкциям КНДР", "2024-03-28-russia-vetoes-panel"),
        ("Путин и Ким Чен Ын подписали договор о стратегическом партнерстве", "2024-06-19-treaty-signing"),
        ("Shoigu visits Pyongyang for armistice anniversary", "2023-07-25-shoigu-arrives-pyongyang"),
    ],
)
def test_an_undated_report_of_what_is_long_known_is_recognised_in_either_language(title: str, known: str) -> None:
    assert of_the_chronicle(undated(title)) == known


@pytest.mark.parametrize(("days", "known"), [(NEWS, True), (NEWS + 1, False), (700, False), (-NEWS - 1, False)])
def test_a_dated_report_is_of_what_the_chronicle_has_of_its_own_days_alone(days: int, known: bool) -> None:
    entries = catalogue.load_chronicle(content.corpus_folder())
    (budanov,) = (entry for entry in entries if entry.id == "2023-09-13-budanov-ammunition-delivered")
    index = empty_index()
    remember_chronicle(index, [budanov], shipped_watch())
    at = datetime.combine(budanov.date, time(12), UTC) + timedelta(days=days)
    plain = document("Буданов: снаряди з КНДР доставлені до Росії").draft
    dated = assess(replace(plain, published=at), shipped_watch(), seen=at)
    ((_, _, development),) = develop_window([(dated, at)], index)

    assert development is not None
    assert development.chronicle is known


@pytest.mark.parametrize(("dated", "counts"), [(True, True), (False, False)])
def test_whose_word_it_is_does_not_date_a_report(dated: bool, counts: bool) -> None:
    one = report("a", dated=dated, origins=frozenset({"nis"}))
    found = empty_index().comparison().evidence(one, report("b", origins=frozenset({"nis"})))

    assert bool(found.origin) is counts


@pytest.mark.parametrize("shared", [{"kind_set": frozenset({"talks"})}, {"happenings": frozenset({Kind.MEETING})}])
def test_whose_word_it_is_counts_where_an_undated_report_tells_of_the_same_act_at_no_other_place(
    shared: dict[str, object],
) -> None:
    said: dict[str, object] = {"origins": frozenset({"nis"}), **shared}
    compare = empty_index().comparison()
    here, there = {"places": frozenset({"rason"})}, {"places": frozenset({"wonsan"})}

    assert compare.evidence(report("a", dated=False, **said), report("b", **said)).origin
    assert not compare.evidence(report("c", dated=False, **said, **here), report("d", **said, **there)).origin


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"places": frozenset({"rason"})}, {"places": frozenset({"rason"})}, True),
        ({"numbers": frozenset({"50"})}, {"numbers": frozenset({"50"})}, True),
        ({"title": {"a": 1.0}, "words": {"b": 1.0}}, {"title": {"a": 1.0}, "words": {"c": 1.0}}, True),
        ({"title": {"a": 2.0, "d": 3.5}}, {"title": {"a": 1.0}}, False),
        ({"concepts": {"a": 1.0}}, {"concepts": {"a": 1.0}}, False),
        ({"concepts": {"a": 1.0}}, {"concepts": {"a": 1.0}, "language": "ru"}, True),
        ({"concepts": {"a": 1.0, "b": 2.0}}, {"concepts": {"a": 1.0}, "language": "ru"}, False),
    ],
)
def test_content_is_words_a_place_or_a_figure_and_names_across_languages(
    one: dict[str, object], other: dict[str, object], same: bool
) -> None:
    assert empty_index().comparison().same_content(report("a", **one), report("b", **other)) is same


def test_a_view_of_nothing_known_names_nothing() -> None:
    known = empty_index()
    remember_chronicle(known, catalogue.load_chronicle(), shipped_watch(), assessed_chronicle())

    ((judgement, development),) = judge(
        undated("Opinion: bees of Russia and North Korea", "Honey is sweet."), into=known
    )

    assert judgement.role is Role.ANALYSIS
    assert (judgement.development_id, development) == (None, None)
