"""Another subject is another file: a second pair of countries, from the stream to the digest."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tumen import content
from tumen.analysis.matching.watch import Watch
from tumen.catalogue import load_watch
from tumen.replay import Plan, replay

EXAMPLES = sorted((content.config_folder() / "examples").glob("*.toml"))
STREAM = Path(__file__).parent / "cases" / "examples" / "armenia-azerbaijan.jsonl"
# What belongs to the shipped subject and nowhere else; "Russian" is also a language of a report.
FIRST_SUBJECT = re.compile(
    r"North Korea|DPRK|Pyongyang|Kremlin|Moscow|Russia(?!n\b)|КНДР|Росси|북한|러시아", re.IGNORECASE
)


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def watch() -> Watch:
    return load_watch(content.config_folder() / "examples" / "armenia-azerbaijan.toml")


@pytest.fixture(scope="module")
def out(watch: Watch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    replay(Plan(path=STREAM, out=folder, watch=watch, processes=1))
    return folder


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_entries_in_at_least_three_languages_and_every_theme_in_use(path: Path) -> None:
    example = load_watch(path)

    languages = {language for entry in example.entries for language in entry.forms}
    assert len(example.entries) >= 25
    assert len(languages) >= 3
    assert {theme for entry in example.entries for theme in entry.themes} == {theme.id for theme in example.themes}


def test_a_report_is_relevant_where_both_sides_of_that_subject_act(out: Path) -> None:
    relevant = {row["id"]: row["relevant"] for row in rows(out / "documents.jsonl")}

    assert [id for id, yes in relevant.items() if not yes] == ["e12", "e13"]


def test_reports_of_one_happening_meet_across_languages(out: Path) -> None:
    held = [row["documents"] for row in rows(out / "developments.jsonl")]

    assert held == [["e01", "e02", "e03"], ["e04", "e05"], ["e06", "e07", "e08"], ["e09", "e10"], ["e11"], ["e14"]]


def test_figures_of_either_side_are_claims_with_their_claimants(out: Path) -> None:
    claims = {row["document"]: row for row in rows(out / "claims.jsonl")}

    told = {id: (claims[id]["metric"], claims[id]["low"], claims[id]["claimant"]) for id in ("e01", "e04", "e11")}

    assert told == {
        "e01": ("prisoners", 12, "Armenia's foreign ministry"),
        "e04": ("other", 35, "Mustafayev"),
        "e11": ("troops_killed", 2, "Azerbaijan's defence ministry"),
    }
    assert claims["e02"]["low"] == claims["e03"]["low"] == 12
    assert {"e12", "e13"} & set(claims) == set()


def test_the_digests_tell_of_that_subject_and_of_no_other(out: Path, watch: Watch) -> None:
    digests = sorted((out / "digests").iterdir())
    texts = {path.name: path.read_text(encoding="utf-8") for path in digests}
    items = [
        item
        for name, text in texts.items()
        if re.fullmatch(r"[\d-]+\.json", name)
        for item in json.loads(text)["items"]
    ]

    assert len(items) >= 6
    assert any(
        theme.label["en"] in text for theme in watch.themes for name, text in texts.items() if name.endswith("html")
    )
    assert {name: found[0] for name, text in texts.items() if (found := FIRST_SUBJECT.findall(text))} == {}
