"""How good judgement is on labelled streams: python -m benchmarks.judgement [--check] [STREAM LABELS]…

Replays the eight that are shipped, or those that are named, with the shipped watch and chronicle, as `tumen replay`
does, and prints the table of README in Markdown, a column a stream. `--check` prints instead where README says
something else of the shipped ones, and ends with 1 then: figures may differ by NOISE.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.analysis import WIRE
from benchmarks.scoring import Figures, of_replay
from tumen import catalogue, content
from tumen.model import ChronicleEntry
from tumen.replay import Plan, replay

README = Path(__file__).resolve().parents[1] / "README.md"
# On streams of some hundred reports, one report read otherwise moves a figure by up to three hundredths.
NOISE = 0.05
# The streams in the order of README's columns, and what they are called there.
COLUMNS: Mapping[str, str] = {
    "winter-2026": "winter 2026",
    "autumn-2025": "autumn 2025",
    "spring-2025": "spring 2025",
    "summer-2024": "summer 2024",
    "turn-2023": "2023–24",
    "winter-2024": "winter 2024–25",
    "spring-2024": "spring 2024",
    "summer-2025": "summer 2025",
    "autumn-2024": "autumn 2024, held back",
}
# What README calls its rows, and the figures in a cell; those of a plain method are from `benchmarks.analysis`.
ROWS: Mapping[str, tuple[str, ...]] = {
    "relevance F1": ("relevance",),
    "developments": ("developments",),
    "storylines": ("storylines",),
    "pairs joined across languages": ("across",),
    "first reports F1; told again as new": ("firsts", "told again"),
    "updates F1": ("updates",),
    "copies found; wrong": ("copies", "copies wrong"),
    "claims F1; claimant right": ("claims", "claimants"),
    "sentences cited; numbers grounded": ("cited", "grounded"),
}


@cache
def _chronicle() -> Sequence[ChronicleEntry]:
    return catalogue.load_chronicle(content.corpus_folder())


def shipped(name: str) -> tuple[Path, Path]:
    """The files of a shipped stream and of its labels."""
    return WIRE / f"{name}.jsonl", WIRE / f"{name}.labels.jsonl"


def measured(stream: Path, labels: Path) -> Figures:
    """The figures of a stream, by what they measure; None where it has nothing to measure them on."""
    with TemporaryDirectory() as made:
        out = Path(made)
        watch = catalogue.load_watch(content.config_folder() / "watch.toml")
        replay(Plan(path=stream, out=out, watch=watch, chronicle=_chronicle(), processes=1))
        return of_replay(stream, labels, out)


def table(found: Mapping[str, Figures]) -> str:
    """The table in Markdown."""
    lines = [f"| | {' | '.join(COLUMNS.get(name, name) for name in found)} |", f"| --- |{' --- |' * len(found)}"]
    for row, keys in ROWS.items():
        cells = ("; ".join(_shown(figures[key]) for key in keys) for figures in found.values())
        lines.append(f"| {row} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _shown(value: float | None) -> str:
    """Two digits, and three where two would say that nothing is missing."""
    if value is None:
        return "–"
    return f"{value:.2f}" if value == 1 or value < 0.995 else f"{value:.3f}"


def said(page: str) -> dict[str, dict[str, float]]:
    """What the table of a page says: by stream, the figures that this module measures."""
    lines = (line.strip("|").split("|") for line in page.splitlines() if line.startswith("| "))
    rows = [[cell.strip() for cell in line] for line in lines]
    (head,) = [row for row in rows if set(COLUMNS.values()) <= set(row)]
    by_row = {re.sub(r" \(.*", "", row[0]): row for row in rows[rows.index(head) :]}
    found: dict[str, dict[str, float]] = {}
    for name, column in COLUMNS.items():
        cells = {row: by_row[row][head.index(column)] for row in ROWS}
        found[name] = {key: value for row, keys in ROWS.items() for key, value in _values(cells[row], keys)}
    return found


def _values(cell: str, keys: Iterable[str]) -> list[tuple[str, float]]:
    """The figures of a cell: "0.97 (0.61)", "0.91; 3 %", "1 of 2; 0.00"."""
    read = []
    for key, part in zip(keys, re.sub(r"\([^)]*\)", "", cell).split(";"), strict=True):
        numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", part)]
        scale = 100 if "%" in part else numbers[1] if " of " in part else 1
        read.append((key, numbers[0] / scale))
    return read


def differences(name: str, page: Mapping[str, float], found: Figures) -> list[str]:
    """Where a page says something else of a stream than is measured, by more than NOISE and what rounding hides."""
    return [
        f"{COLUMNS[name]}: {key} is {_shown(found[key])}, and the page says {value:.2f}"
        for key, value in page.items()
        if found[key] is None or abs(value - (found[key] or 0.0)) > NOISE + 0.005
    ]


def main(arguments: Sequence[str]) -> int:
    """Measure and print the table, or where README differs; 1 where it does."""
    paths = [Path(one) for one in arguments if not one.startswith("--")]
    named = {_name(stream): (stream, labels) for stream, labels in zip(paths[::2], paths[1::2], strict=True)}
    found = {name: measured(*files) for name, files in (named or {one: shipped(one) for one in COLUMNS}).items()}
    if named or "--check" not in arguments:
        print(table(found))
        return 0
    page = said(README.read_text(encoding="utf-8"))
    wrong = [line for name, figures in found.items() for line in differences(name, page[name], figures)]
    print("\n".join(wrong) or "README says what is measured.")
    return 1 if wrong else 0


def _name(stream: Path) -> str:
    return stream.parent.name if stream.stem == "stream" else stream.stem


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
