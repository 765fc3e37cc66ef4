"""The chronicle is complete, dated, sourced, and what a person gets wrong in it is named by file, table and key."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.documents import shipped_watch
from tumen.catalogue import load_chronicle, until
from tumen.catalogue.chronicle import LONGEST_TITLE
from tumen.errors import ConfigError
from tumen.model import ChronicleEntry, Metric, Polarity

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
THEMES = {theme.id for theme in shipped_watch().themes}

GOOD = """
[[development]]
id = "2024-06-19-treaty-signing"
date = 2024-06-19
title = "Putin and Kim sign a treaty"
summary = "Vladimir Putin and Kim Jong Un sign a treaty in Pyongyang."
storyline = "treaty-2024"
actors = ["putin", "kim-jong-un"]
places = ["pyongyang"]
themes = ["treaty"]
figures = [{ metric = "troops_deployed", low = 10_000, high = 12_000, unit = "soldiers", claimant = "NIS" }]
names = { ko = ["조약"], de = ["Vertrag"] }
sources = [{ publisher = "TASS", date = 2024-06-20, url = "https://tass.com/1" }]
"""


@pytest.fixture(scope="module")
def chronicle() -> tuple[ChronicleEntry, ...]:
    return load_chronicle(CORPUS)


def written(folder: Path, text: str, name: str = "2024.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def entry(chronicle: tuple[ChronicleEntry, ...], name: str) -> ChronicleEntry:
    return next(entry for entry in chronicle if entry.id == name)


def test_the_chronicle_holds_at_least_180_developments_from_2022_to_2026(chronicle: tuple[ChronicleEntry, ...]) -> None:
    years = Counter(entry.date.year for entry in chronicle)

    assert len(chronicle) >= 180
    assert set(years) == {2022, 2023, 2024, 2025, 2026}


def test_entries_come_oldest_first_under_one_id_each(chronicle: tuple[ChronicleEntry, ...]) -> None:
    assert list(chronicle) == sorted(chronicle, key=lambda entry: (entry.date, entry.id))
    assert len({entry.id for entry in chronicle}) == len(chronicle)


def test_each_entry_stands_in_the_file_of_its_year() -> None:
    for path in CORPUS.glob("*.toml"):
        ids = re.findall(r'^id = "(.*)"$', path.read_text(encoding="utf-8"), re.M)
        assert ids
        assert all(name.startswith(path.stem) for name in ids)


def test_every_entry_says_what_happened_in_one_to_three_sentences(chronicle: tuple[ChronicleEntry, ...]) -> None:
    for one in chronicle:
        sentences = re.findall(r"[.!?](?= [A-Z]|$)", one.summary)

        assert 1 <= len(sentences) <= 3, one.id
        assert one.summary.endswith("."), one.id
        assert not one.title.endswith("."), one.id
        assert len(one.title) <= LONGEST_TITLE


def test_no_entry_uses_shorthand_for_a_country(chronicle: tuple[ChronicleEntry, ...]) -> None:
    for one in chronicle:
        assert not re.search(r"\b(NK|SK|DPRK|ROK|US|USA|UK|UN|EU)\b", f"{one.title} {one.summary}"), one.id


def test_every_theme_metric_and_polarity_is_one_of_ours(chronicle: tuple[ChronicleEntry, ...]) -> None:
    assert {theme for one in chronicle for theme in one.themes} == THEMES
    assert {claim.metric for one in chronicle for claim in one.claims} <= set(Metric)
    assert {claim.polarity for one in chronicle for claim in one.claims} == set(Polarity)


def test_most_actors_and_places_are_known_to_the_watch(chronicle: tuple[ChronicleEntry, ...]) -> None:
    watch = tomllib.loads((CORPUS.parent / "config" / "watch.toml").read_text(encoding="utf-8"))
    known = {one["id"] for one in watch["entry"]}
    named = [name for one in chronicle for name in one.actors + one.places]

    assert sum(name in known for name in named) / len(named) > 0.8


def test_every_entry_has_a_theme_a_place_and_well_formed_sources(chronicle: tuple[ChronicleEntry, ...]) -> None:
    for one in chronicle:
        assert one.themes, one.id
        assert one.places, one.id
        assert one.references, one.id
        for reference in one.references:
            parts = urlsplit(reference.url)
            assert parts.scheme in ("http", "https"), reference.url
            assert "." in (parts.hostname or ""), reference.url
            assert not re.search(r"[?&](utm_|at_)", reference.url), reference.url
            assert reference.date is None or date(2022, 9, 1) <= reference.date <= date(2026, 3, 1), one.id


def test_most_sources_are_dated_near_what_they_report(chronicle: tuple[ChronicleEntry, ...]) -> None:
    gaps = [abs(source.date - one.date) for one in chronicle for source in one.references if source.date]

    assert sum(gap <= timedelta(days=3) for gap in gaps) / len(gaps) > 0.95


def test_figures_are_claims_without_a_quotation(chronicle: tuple[ChronicleEntry, ...]) -> None:
    claims = [claim for one in chronicle for claim in one.claims]

    assert len(claims) > 100
    assert all((claim.quote, claim.start, claim.end) == ("", 0, 0) for claim in claims)
    assert all(claim.low <= claim.high for claim in claims)


def test_figures_are_as_of_the_day_of_their_entry(tmp_path: Path) -> None:
    (one,) = load_chronicle(written(tmp_path, GOOD))

    (claim,) = one.claims
    assert (claim.low, claim.high, claim.claimant, claim.polarity) == (10_000, 12_000, "NIS", Polarity.ASSERTS)
    assert claim.as_of == date(2024, 6, 19)


def test_a_single_figure_needs_no_upper_bound(tmp_path: Path) -> None:
    (one,) = load_chronicle(written(tmp_path, GOOD.replace(", high = 12_000", "")))

    assert (one.claims[0].low, one.claims[0].high) == (10_000, 10_000)


def test_names_are_kept_by_language(tmp_path: Path) -> None:
    (one,) = load_chronicle(written(tmp_path, GOOD))

    assert one.names == {"ko": ("조약",), "de": ("Vertrag",)}


def test_the_treaty_of_june_2024_is_known_with_what_the_five_documents_say(
    chronicle: tuple[ChronicleEntry, ...],
) -> None:
    treaty = entry(chronicle, "2024-06-19-treaty-signing")

    assert treaty.date == date(2024, 6, 19)
    assert {"putin", "kim-jong-un"} <= set(treaty.actors)
    assert "treaty" in treaty.themes
    for fact in ("1961", "strongest ever", "immediate military and other assistance", "Article 51", "multipolar"):
        assert fact in treaty.summary
    sanctions = entry(chronicle, "2024-06-19-putin-on-united-nations-sanctions")
    assert "revised" in sanctions.summary
    assert "right to strengthen its defence" in sanctions.summary
    reactions = entry(chronicle, "2024-06-21-us-and-seoul-criticise-treaty")
    assert "Kirby" in reactions.summary
    assert "Cho Tae-yul" in reactions.summary
    left = entry(chronicle, "2024-06-19-putin-leaves-pyongyang")
    assert "night of 19 June" in left.summary


def test_shoigus_visit_of_march_2025_is_known_with_what_the_document_says(
    chronicle: tuple[ChronicleEntry, ...],
) -> None:
    visit = entry(chronicle, "2025-03-21-shoigu-in-pyongyang")

    assert visit.storyline == "2025-03-shoigu-visit"
    assert {"shoigu", "kim-jong-un"} <= set(visit.actors)
    for fact in ("Security Council", "solidarity", "Trump", "Washington", "economy and health"):
        assert fact in visit.summary
    assert [(claim.metric, claim.low) for claim in visit.claims] == [("troops_deployed", 12_000)]


def test_a_replay_sees_nothing_dated_on_or_after_its_first_day(chronicle: tuple[ChronicleEntry, ...]) -> None:
    for day in (date(2022, 1, 1), date(2024, 6, 19), date(2030, 1, 1)):
        known = until(chronicle, day)

        assert all(one.date < day for one in known)
        assert len(known) == sum(one.date < day for one in chronicle)


def test_an_approximate_date_needs_only_the_month_in_its_id(tmp_path: Path) -> None:
    text = GOOD.replace("2024-06-19-treaty", "2024-06-treaty").replace("date = 2024-06-19", DATED_BY_MONTH, 1)

    (one,) = load_chronicle(written(tmp_path, text))

    assert one.approximate


DATED_BY_MONTH = "date = 2024-06-19\napproximate = true"


@pytest.mark.parametrize(
    ("right", "wrong", "key", "reason"),
    [
        ('storyline = "treaty-2024"', 'storyline = "treaty-2024"\nmood = "good"', ".mood", "unknown key"),
        ('title = "Putin and Kim sign a treaty"\n', "", ".title", "is missing"),
        ("Putin and Kim sign a treaty", "x" * 91, ".title", "91 characters"),
        ("sign a treaty in", "sign  a treaty in", ".summary", "single spaces"),
        ("date = 2024-06-19", "date = 2024-06-20", ".id", "begin with its date"),
        ("date = 2024-06-19", 'date = "2024-06-19"', ".date", "without quotes"),
        ("2024-06-19-treaty-signing", "2024-06-19-Treaty", ".id", "lower-case"),
        ('themes = ["treaty"]', 'themes = ["weather"]', ".themes[1]", "must be one of"),
        ('actors = ["putin", ', 'actors = ["Mr Putin", ', ".actors[1]", "lower-case"),
        ('"troops_deployed"', '"boots"', ".figures[1].metric", "must be one of"),
        ("low = 10_000", "low = -1", ".figures[1].low", "between"),
        ("low = 10_000", "low = 13_000", ".figures", "below low"),
        ('claimant = "NIS"', 'claimant = "NIS", polarity = "doubts"', ".figures[1].polarity", "asserts, denies"),
        ('claimant = "NIS"', 'claimant = "NIS", counting = "some"', ".figures[1].counting", "planned"),
        ('claimant = "NIS"', 'claimant = "NIS", who = "x"', ".figures[1].who", "unknown key"),
        ('ko = ["조약"]', 'xx = ["조약"]', ".names", "must be one of"),
        ('ko = ["조약"]', 'ko = "조약"', ".names.ko", "list"),
        (
            'sources = [{ publisher = "TASS", date = 2024-06-20, url = "https://tass.com/1" }]',
            "",
            ".sources",
            "missing",
        ),
        (
            'sources = [{ publisher = "TASS", date = 2024-06-20, url = "https://tass.com/1" }]',
            "sources = []",
            ".sources",
            "at least one",
        ),
        ("https://tass.com/1", "ftp://tass.com/1", ".sources[1].url", "http"),
        ("https://tass.com/1", "javascript:alert(1)", ".sources[1].url", "http"),
        ('publisher = "TASS", ', "", ".sources[1].publisher", "missing"),
    ],
)
def test_a_broken_entry_is_named_by_file_table_and_key(
    tmp_path: Path, right: str, wrong: str, key: str, reason: str
) -> None:
    assert right in GOOD
    folder = written(tmp_path, GOOD.replace(right, wrong, 1))

    with pytest.raises(ConfigError) as caught:
        load_chronicle(folder, themes=THEMES)

    assert caught.value.file.endswith("2024.toml")
    assert caught.value.key.startswith("development[1]")
    assert key in caught.value.key
    assert reason in caught.value.reason


def test_an_id_used_twice_in_one_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="already used"):
        load_chronicle(written(tmp_path, GOOD + GOOD))


def test_an_id_used_twice_in_two_files_is_refused_and_the_second_file_named(tmp_path: Path) -> None:
    written(tmp_path, GOOD)

    with pytest.raises(ConfigError, match="already used") as caught:
        load_chronicle(written(tmp_path, GOOD, "2025.toml"))

    assert caught.value.file.endswith("2025.toml")


def test_the_example_in_the_documentation_loads(tmp_path: Path) -> None:
    page = (CORPUS.parent / "docs" / "chronicle.md").read_text(encoding="utf-8")
    example = re.findall(r"```toml\n(.*?)```", page, re.S)[0]

    (one,) = load_chronicle(written(tmp_path, example))

    assert one.claims[0].low == 1100
    assert one.references[0].date == date(2024, 12, 23)
    assert all(word in page for word in THEMES | set(Metric))


def test_a_theme_that_the_watch_does_not_have_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, GOOD)

    with pytest.raises(ConfigError, match="must be one of rivers") as caught:
        load_chronicle(folder, themes={"rivers"})

    assert "themes" in caught.value.key


def test_an_unknown_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="did you mean 'development'"):
        load_chronicle(written(tmp_path, GOOD.replace("[[development]]", "[[developement]]")))


def test_a_folder_without_a_chronicle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no chronicle files found"):
        load_chronicle(tmp_path)
