"""How well a replay does on a labelled stream: python -m benchmarks.scoring STREAM LABELS REPLAY.

REPLAY is the folder that `tumen replay` wrote, or any other program after the same contract. Prints shares between 0
and 1 for every stage of judgement.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
Figures = Mapping[str, float | None]

_NUMBER = re.compile(r"\d[\d,.\u00a0\u202f ]*\d|\d")
# A made line may date what its report calls "Tuesday".
_DATE = re.compile(r"\b\d{1,2}(?:[–-]\d{1,2})? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{4})?")
_STEM = 5  # letters of a name that its inflected forms share


def rows(path: Path) -> list[Row]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def of_replay(stream: Path, labels: Path, folder: Path) -> Figures:
    """Score the folder of a replay; None where a stream has nothing to measure a figure on."""
    paths = sorted(path for path in (folder / "digests").glob("*.json") if not path.name.endswith(".slack.json"))
    digests = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    documents, claims = (rows(folder / f"{name}.jsonl") for name in ("documents", "claims"))
    return scored(rows(stream), rows(labels), documents, claims, digests)


def scored(
    stream: Sequence[Row],
    labels: Sequence[Row],
    documents: Sequence[Row],
    claims: Sequence[Row],
    digests: Sequence[Row],
) -> Figures:
    """Score what a replay wrote (documents.jsonl, claims.jsonl, its digests) against the labels of its stream."""
    by_label, by_id = {row["id"]: row for row in labels}, {row["id"]: row for row in documents}
    judged = [(by_label[row["id"]], row) for row in documents if row["id"] in by_label]
    return {
        "relevance": _relevance(judged),
        **_grouping(judged, {row["id"]: row["language"] for row in stream}),
        **_roles(stream, by_label, by_id),
        **_copies(by_label, by_id),
        **_claims(labels, claims),
        **_digests(stream, digests),
    }


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def f1(hit: int, said: int, gold: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * hit / (said + gold) if said + gold else 0.0


def b_cubed(gold: Mapping[str, str], said: Mapping[str, str]) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998) of two groupings of the same items."""
    gold_sets, said_sets = _members(gold), _members(said)
    both = {one: len(gold_sets[gold[one]] & said_sets[said[one]]) for one in gold}
    precision = sum(both[one] / len(said_sets[said[one]]) for one in gold)
    recall = sum(both[one] / len(gold_sets[gold[one]]) for one in gold)
    return 2 * precision * recall / (precision + recall) / len(gold) if gold else 0.0


def _members(groups: Mapping[str, str]) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, group in groups.items():
        found[group].add(one)
    return found


def _relevance(judged: Iterable[tuple[Row, Row]]) -> float:
    """What is labelled 1 (mentioned only) counts neither for nor against."""
    told = [(label["relevant"] == 2, bool(row["relevant"])) for label, row in judged if label["relevant"] != 1]
    return f1(told.count((True, True)), sum(said for _, said in told), sum(gold for gold, _ in told))


def _grouping(judged: Iterable[tuple[Row, Row]], languages: Mapping[str, str]) -> Figures:
    pairs = [(label, row) for label, row in judged if label.get("event")]
    gold = {row["id"]: str(label["event"]) for label, row in pairs}
    said = {row["id"]: row["development"] or f"alone:{row['id']}" for _, row in pairs}
    story = {row["id"]: str(label["story"]) for label, row in pairs if label.get("story")}
    line = {row["id"]: row["storyline"] or f"alone:{row['id']}" for _, row in pairs if row["id"] in story}
    joined = []
    for members in _members(gold).values():
        across = [(a, b) for a, b in combinations(sorted(members), 2) if languages[a] != languages[b]]
        if across:
            joined.append(sum(said[a] == said[b] for a, b in across) / len(across))
    return {
        "developments": b_cubed(gold, said),
        "storylines": b_cubed(story, line) if story else None,
        "across": _share(sum(joined), len(joined)),
    }


def _roles(stream: Sequence[Row], labels: Mapping[str, Row], documents: Mapping[str, Row]) -> Figures:
    order = [row["id"] for row in sorted(stream, key=lambda row: row["published"] or "") if row["id"] in labels]
    firsts = [one for one in order if documents[one]["role"] == "first"]
    told: set[object] = set()
    again = 0
    for one in firsts:
        event = labels[one].get("event")
        again += event is not None and event in told
        told.add(event)
    gold = {role: {one for one, label in labels.items() if label["role"] == role} for role in ("first", "update")}
    updates = {one for one in order if documents[one]["role"] == "update"}
    return {
        "firsts": f1(len(gold["first"] & set(firsts)), len(firsts), len(gold["first"])),
        "told again": _share(again, len(firsts)),
        "updates": f1(len(gold["update"] & updates), len(updates), len(gold["update"])),
    }


def _copies(labels: Mapping[str, Row], documents: Mapping[str, Row]) -> Figures:
    gold = {one: label.get("dup_of") for one, label in labels.items() if label["relevant"]}
    said = {one: documents[one]["duplicate_of"] for one in gold}
    marked = [one for one, original in gold.items() if original in gold]
    found = sum(_root(one, said) == _root(str(gold[one]), said) for one in marked)
    claimed = [(one, original) for one, original in said.items() if original in labels]
    wrong = sum(labels[one].get("event") != labels[original].get("event") for one, original in claimed)
    return {"copies": _share(found, len(marked)), "copies wrong": _share(wrong, len(claimed))}


def _root(one: str, original: Mapping[str, Any]) -> str:
    seen: set[str] = set()
    while original.get(one) and one not in seen:
        seen.add(one)
        one = original[one]
    return one


def _claims(labels: Sequence[Row], claims: Sequence[Row]) -> Figures:
    """A claim is found where its metric is the same and its value overlaps; a claimant by the stem of a word."""
    waiting: defaultdict[str, list[Row]] = defaultdict(list)
    for claim in claims:
        waiting[claim["document"]].append(claim)
    gold = [(label["id"], one, *_bounds(one.get("value"))) for label in labels for one in label.get("claims") or ()]
    gold = [row for row in gold if isinstance(row[2], int | float)]
    hit = named = right = 0
    for id, one, low, high in gold:
        for found in waiting[id]:
            if found["metric"] == one["metric"] and found["low"] <= high and low <= found["high"]:
                waiting[id].remove(found)
                hit += 1
                named += bool(one.get("claimant"))
                right += bool(_stems(one.get("claimant")) & _stems(found["claimant"]))
                break
    labelled = {label["id"] for label in labels}
    said = sum(claim["document"] in labelled for claim in claims)
    return {"claims": f1(hit, said, len(gold)), "claimants": _share(right, named)}


def _bounds(value: Any) -> tuple[Any, Any]:
    return (value[0], value[1]) if isinstance(value, list) else (value, value)


def _stems(text: str | None) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"\w{2,}", (text or "").lower())}


def _digests(stream: Sequence[Row], digests: Sequence[Row]) -> Figures:
    """Whether each sentence is cited, and each of its numbers stands in the cited text."""
    texts = {row["id"]: f"{row['title']}\n\n{row['text'] or ''}" for row in stream}
    count = cited = grounded = 0
    for said, quotes in (pair for digest in digests for pair in _sentences(digest)):
        evidence = " ".join(texts[one["document"]][one["start"] : one["end"]] for one in quotes)
        count += 1
        cited += bool(quotes)
        grounded += bool(quotes) and _digits(said) <= _digits(evidence)
    return {"cited": _share(cited, count), "grounded": _share(grounded, count)}


def _sentences(digest: Row) -> Iterator[tuple[str, Sequence[Row]]]:
    """Each sentence with its citations; made lines without the days that they add."""
    made = [*(digest.get("in_short") or ()), *(item["line"] for item in digest["items"] if item.get("line"))]
    yield from ((_DATE.sub(" ", one["text"]), one["citations"]) for one in made)
    yield from ((one["text"], one["citations"]) for item in digest["items"] for one in item["sentences"])


def _digits(text: str) -> set[str]:
    return {re.sub(r"\D", "", number) for number in _NUMBER.findall(text)}


def main(stream: str, labels: str, folder: str) -> None:
    """Print a line for each figure."""
    for key, value in of_replay(Path(stream), Path(labels), Path(folder)).items():
        print(f"{key:14} {'–' if value is None else f'{value:.3f}'}")


if __name__ == "__main__":
    main(*sys.argv[1:])
