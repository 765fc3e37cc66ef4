"""README's table of judgement says what `python -m benchmarks.judgement` measures."""

from __future__ import annotations

import pytest

from benchmarks.analysis import load
from benchmarks.judgement import COLUMNS, NOISE, README, ROWS, differences, measured, said, shipped, table
from benchmarks.scoring import b_cubed, scored

PAGE = said(README.read_text(encoding="utf-8"))
KEYS = {key for row in ROWS.values() for key in row}


@pytest.mark.gate
@pytest.mark.parametrize("name", COLUMNS)
def test_readme_says_what_is_measured_on_a_shipped_stream(name: str) -> None:
    """Where it does not, `python -m benchmarks.judgement` prints the columns to put there."""
    assert differences(name, PAGE[name], measured(*shipped(name))) == []


def test_every_figure_of_every_shipped_stream_is_found_in_readme() -> None:
    assert PAGE.keys() == COLUMNS.keys()
    assert all(
        figures.keys() == KEYS and all(0 <= value <= 1 for value in figures.values()) for figures in PAGE.values()
    )


def test_a_printed_table_is_read_as_it_was_measured() -> None:
    found = {name: {key: (place + n) / 100 for n, key in enumerate(sorted(KEYS))} for place, name in enumerate(COLUMNS)}

    assert said(table(found)) == found


def test_a_plain_methods_figure_a_share_of_few_and_a_percentage_are_read_in_a_cell() -> None:
    page = table(PAGE).replace("| developments |", "| developments (plain) |").splitlines()
    cells = ("0.97 (0.61)", "0.91; 3 %", "1 of 2; 0.00")
    for start, cell in zip(("| developments", "| first", "| copies"), cells, strict=True):
        (row,) = [n for n, line in enumerate(page) if line.startswith(start)]
        page[row] = " | ".join([page[row].split(" | ")[0], cell, *page[row].split(" | ")[2:]])

    figures = said("\n".join(page))["winter-2026"]

    assert [figures[key] for key in ("developments", "firsts", "told again", "copies", "copies wrong")] == [
        0.97,
        0.91,
        0.03,
        0.5,
        0.0,
    ]


def test_a_figure_that_moved_by_more_than_noise_is_named() -> None:
    page = dict.fromkeys(KEYS, 0.5)
    within = differences("winter-2026", page, dict.fromkeys(KEYS, 0.5 + NOISE))
    beyond = differences("winter-2026", page, {**page, "updates": 0.5 - NOISE - 0.01})

    assert within == []
    assert beyond == ["winter 2026: updates is 0.44, and the page says 0.50"]


def test_b_cubed_is_that_of_the_papers_example() -> None:
    gold = dict(zip("abcdefghijkl", "111112233333", strict=True))
    first = gold | dict(zip("fg", "33", strict=True))
    second = gold | dict(zip("hijkl", "11111", strict=True))

    assert b_cubed(gold, gold) == 1.0
    assert b_cubed(gold, first) == pytest.approx(2 * 0.762 / 1.762, abs=0.001)
    assert b_cubed(gold, second) == pytest.approx(2 * 0.583 / 1.583, abs=0.001)


def test_a_replay_that_says_what_the_labels_say_scores_one() -> None:
    stream, labels = (load(path) for path in shipped("spring-2025"))
    perfect = [
        {
            "id": row["id"],
            "relevant": row["relevant"] == 2,
            "development": row["event"],
            "storyline": row["story"],
            "role": row["role"],
            "duplicate_of": row["dup_of"],
        }
        for row in labels
    ]
    claims = [
        {
            "document": row["id"],
            "metric": claim["metric"],
            "claimant": claim["claimant"],
            **dict(
                zip(
                    ("low", "high"),
                    [claim["value"]] * 2 if not isinstance(claim["value"], list) else claim["value"],
                    strict=True,
                )
            ),
        }
        for row in labels
        for claim in row["claims"]
    ]

    figures = scored(stream, labels, perfect, claims, [])

    assert {key: value for key, value in figures.items() if value not in (1.0, None)} == {
        "told again": 0.0,
        "copies wrong": 0.0,
    }
