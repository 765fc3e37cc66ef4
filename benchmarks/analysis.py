"""How good and how fast judgement is: python -m benchmarks.analysis [STREAM LABELS]…

Without arguments it takes the labelled streams that are ours: the wire items of 2023 to 2026
(tests/cases/wire), the wire reports of late 2024 (corpus/demo) and the 598 notes (tests/cases/gists), which often name
one side only and so are passed over. Prints B-cubed precision, recall and F1 of developments, pairs joined across
languages, the F1 of first reports and the share told again as new: for our method with and without a watch and, in the
same run over the same documents, for a plain TF-IDF single pass, whose threshold is chosen in its favour on the very
stream it is scored on. `--sensitivity` moves each dial of ours by a fifth down and up and prints what that does.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from itertools import combinations, groupby
from pathlib import Path

from benchmarks.gist_stream import convert, read_notes
from tumen import catalogue, content, stream
from tumen.analysis.assessment.assess import assess
from tumen.analysis.clustering.developments import develop_window
from tumen.analysis.clustering.index import Index
from tumen.analysis.clustering.thresholds import Thresholds
from tumen.analysis.matching.watch import Watch
from tumen.model import Document, Role

WIRE = Path(__file__).resolve().parents[1] / "tests" / "cases" / "wire"
HELD_BACK = "autumn-2024"  # scored, never fitted on

Rows = list[dict[str, object]]
Answer = tuple[str | None, bool]  # development, and whether it was told as first


def load(path: Path) -> Rows:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def sets(arguments: list[str]) -> Iterator[tuple[str, Rows, dict[str, dict[str, object]]]]:
    """Name, stream and labels by id of each set to measure."""
    if arguments:
        for stream_path, labels_path in zip(arguments[::2], arguments[1::2], strict=True):
            labels = {str(row["id"]): row for row in load(Path(labels_path))}
            name = Path(stream_path).stem if Path(stream_path).stem != "stream" else Path(stream_path).parent.name
            yield name, load(Path(stream_path)), labels
        return
    for path in sorted(WIRE.glob("*.labels.jsonl")):
        name = path.name.removesuffix(".labels.jsonl")
        yield name, load(WIRE / f"{name}.jsonl"), {str(row["id"]): row for row in load(path)}
    notes_stream, notes_labels = convert(read_notes())
    by_id = {str(row["id"]): row for row in notes_labels}
    demo = load(content.corpus_folder() / "demo" / "late-2024.jsonl")
    yield "late-2024", demo, {str(row["id"]): by_id[str(row["id"])] for row in demo if str(row["id"]) in by_id}
    yield "notes", notes_stream, by_id


def assessed(rows: Rows, watch: Watch) -> list[Document]:
    """The documents of a stream, oldest first."""
    placed = sorted(((stream.moment(row["published"]), row) for row in rows), key=lambda pair: pair[0])
    return [assess(stream.draft(dict(row), at), watch, seen=at, id=str(row["id"])) for at, row in placed]


def ours(documents: Iterable[Document], watch: Watch, dials: Thresholds) -> dict[str, Answer]:
    """What our method answers."""
    index = Index(watch)
    answers = {}
    placed = ((document, document.seen or stream.moment("2000-01-01")) for document in documents)
    for _, day in groupby(placed, key=lambda pair: pair[1].date()):
        window = list(day)
        for document, judgement, _ in develop_window(window, index, dials):
            answers[document.id] = (judgement.development_id, judgement.role is Role.FIRST)
    return answers


def plain(documents: Iterable[Document], threshold: float) -> dict[str, Answer]:
    """A TF-IDF single pass over the words of relevant documents, as it is usually built."""
    frequency: Counter[str] = Counter()
    seen: list[tuple[str, dict[str, float]]] = []
    answers: dict[str, Answer] = {}
    for document in documents:
        if not document.relevant:
            answers[document.id] = (None, False)
            continue
        words = dict(document.features.terms)
        frequency.update(words.keys())
        weights = {w: n * math.log((len(seen) + 2) / frequency[w] + 1) for w, n in words.items()}
        norm = math.sqrt(sum(v * v for v in weights.values())) or 1.0
        vector = {w: v / norm for w, v in weights.items()}
        best = max(((_dot(vector, other), home) for home, other in seen[-400:]), default=(0.0, ""))
        home = best[1] if best[0] >= threshold else document.id
        answers[document.id] = (home, home == document.id)
        seen.append((home, vector))
    return answers


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return sum(value * b[word] for word, value in a.items() if word in b)


def score(
    answers: Mapping[str, Answer], labels: Mapping[str, dict[str, object]], languages: Mapping[str, str]
) -> dict[str, float]:
    """B-cubed (Bagga and Baldwin 1998) over documents that report a development, and what readers notice."""
    gold = {id: str(row["event"]) for id, row in labels.items() if row.get("event")}
    said = {id: answers.get(id, (None, False))[0] or f"alone:{id}" for id in gold}
    gold_sets, said_sets = defaultdict(set), defaultdict(set)
    for id in gold:
        gold_sets[gold[id]].add(id)
        said_sets[said[id]].add(id)
    both = {id: len(gold_sets[gold[id]] & said_sets[said[id]]) for id in gold}
    precision = sum(both[id] / len(said_sets[said[id]]) for id in gold) / len(gold)
    recall = sum(both[id] / len(gold_sets[gold[id]]) for id in gold) / len(gold)
    joined = []
    for members in gold_sets.values():
        pairs = [(a, b) for a, b in combinations(sorted(members), 2) if languages[a] != languages[b]]
        if pairs:
            joined.append(sum(said[a] == said[b] for a, b in pairs) / len(pairs))
    firsts = [id for id, (_, first) in answers.items() if first and id in labels]
    true_firsts = {id for id, row in labels.items() if row["role"] == "first"}
    hit = len(true_firsts & set(firsts))
    told: set[object] = set()
    again = 0
    for id in firsts:
        again += labels[id].get("event") in told and labels[id].get("event") is not None
        told.add(labels[id].get("event"))
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall),
        "across": sum(joined) / len(joined) if joined else float("nan"),
        "first f1": 2 * hit / (len(firsts) + len(true_firsts)),
        "again": again / max(1, len(firsts)),
    }


def line(name: str, figures: Mapping[str, float], seconds: float) -> str:
    """One row of the table."""
    cells = "  ".join(f"{key} {value:5.3f}" for key, value in figures.items())
    return f"{name:24} {cells}  {seconds:6.2f} s"


def main(arguments: list[str]) -> None:
    """Measure and print."""
    moved = "--sensitivity" in arguments
    watch = catalogue.load_watch(content.config_folder() / "watch.toml")
    for name, rows, labels in sets([a for a in arguments if not a.startswith("--")]):
        start = time.perf_counter()
        documents = assessed(rows, watch)
        print(f"\n{name}: {len(rows)} documents, assessed in {time.perf_counter() - start:.2f} s")
        languages = {str(row["id"]): str(row["language"]) for row in rows}
        start = time.perf_counter()
        found = score(ours(documents, watch, Thresholds()), labels, languages)
        print(line("ours", found, time.perf_counter() - start))
        blind = Watch.empty(watch.vocabulary)
        unwatched = assessed(rows, blind)
        start = time.perf_counter()
        found = score(ours(unwatched, blind, Thresholds()), labels, languages)
        print(line("ours without a watch", found, time.perf_counter() - start))
        start = time.perf_counter()
        tried = [score(plain(documents, t / 20), labels, languages) for t in range(2, 13)]
        best = max(tried, key=lambda figures: figures["f1"])
        print(line("plain TF-IDF, best dial", best, (time.perf_counter() - start) / len(tried)))
        for field in fields(Thresholds) if moved else ():
            value = getattr(Thresholds(), field.name)
            for factor in (0.8, 1.2):
                dial = type(value)(round(value * factor)) if isinstance(value, int) else value * factor
                figures = score(ours(documents, watch, replace(Thresholds(), **{field.name: dial})), labels, languages)
                print(line(f"  {field.name} = {dial:.3g}", figures, 0.0))


if __name__ == "__main__":
    main(sys.argv[1:])
