"""Measure claims against hand labels: python benchmarks/claims.py STREAM.jsonl LABELS.jsonl [-v]

A claim counts as found when document and metric agree and the ranges touch, each once. Claimants agree when the two
names share a word. Also prints how often the event date and the opinion flag agree, and milliseconds per document.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tumen.analysis.assessment.genre import is_opinion
from tumen.analysis.claims import find_claims
from tumen.analysis.extraction.event_date import event_date
from tumen.analysis.text.text import Text
from tumen.catalogue import load_watch
from tumen.model import Claim

Row = dict[str, Any]


WATCH = load_watch()
VOCABULARY = WATCH.vocabulary


def text_of(row: Row) -> Text:
    """The row as a text in the language that the stream states."""
    language = row.get("language") or "en"
    return Text(full_text(row), WATCH.vocabulary, title_end=len(row.get("title") or ""), language=language)


def rows(path: str) -> list[Row]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def full_text(row: Row) -> str:
    return f"{row['title']}\n\n{row.get('text') or ''}"


def bounds(value: Any) -> tuple[float, float] | None:
    low, high = value if isinstance(value, list) and len(value) > 1 else (value, value)
    return (low, high) if isinstance(low, int | float) and isinstance(high, int | float) else None


def words(name: str | None) -> set[str]:
    return set(re.findall(r"\w{2,}", (name or "").lower()))


def matched(gold: list[Row], said: list[Claim]) -> Iterator[tuple[Row, Claim | None]]:
    """Pair each labelled claim with the first one of ours that agrees, or None."""
    left = list(said)
    for want in gold:
        span = bounds(want.get("value"))
        if span is None:
            continue
        hit = next((c for c in left if c.metric == want["metric"] and c.low <= span[1] and span[0] <= c.high), None)
        if hit is not None:
            left.remove(hit)
        yield want, hit


def main(argv: list[str]) -> None:
    stream, labels = rows(argv[0]), {row["id"]: row for row in rows(argv[1])}
    pairs: list[tuple[Row, Claim | None]] = []
    said_n, spent = 0, 0.0
    for row in stream:
        begun = time.process_time()
        said = list(find_claims(text_of(row), WATCH))
        spent += time.process_time() - begun
        if row["id"] not in labels:
            continue
        said_n += len(said)
        here = list(matched(labels[row["id"]].get("claims") or [], said))
        pairs += here
        if "-v" in argv:
            show(row, here, said)
    report(pairs, said_n)
    report_dates(stream, labels)
    report_opinion(stream, labels)
    print(f"{'milliseconds per document':28} {1000 * spent / len(stream):.3f}")


def show(row: Row, pairs: list[tuple[Row, Claim | None]], said: list[Claim]) -> None:
    hits = [hit for _, hit in pairs if hit is not None]
    for want, hit in pairs:
        print(
            "HIT " if hit else "MISS",
            row["id"],
            want["metric"],
            want["value"],
            "|",
            want.get("claimant"),
            "|",
            hit and hit.claimant,
            "|",
            want["quote"],
        )
    for extra in said:
        if extra not in hits:
            print(
                "EXTRA",
                row["id"],
                extra.metric,
                extra.low,
                extra.high,
                extra.unit,
                "|",
                extra.claimant,
                "|",
                extra.quote,
            )


def report(pairs: list[tuple[Row, Claim | None]], said_n: int) -> None:
    hits = [(want, hit) for want, hit in pairs if hit is not None]
    claimed = [(want, hit) for want, hit in hits if want.get("claimant")]
    precision, recall = len(hits) / max(1, said_n), len(hits) / max(1, len(pairs))
    figures = {
        "claims labelled": len(pairs),
        "claims said": said_n,
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / max(1e-9, precision + recall),
        "claimant right": sum(bool(words(w["claimant"]) & words(h.claimant)) for w, h in claimed)
        / max(1, len(claimed)),
        "polarity right": sum(w.get("polarity") == h.polarity for w, h in hits) / max(1, len(hits)),
    }
    for name, value in figures.items():
        print(f"{name:28} {value if isinstance(value, int) else f'{value:.3f}'}")


def report_dates(stream: list[Row], labels: dict[str, Row]) -> None:
    """Compare event_date with the day at the head of the labelled event, and with simply taking the publication day."""
    told: list[tuple[date, date, date]] = []
    for row in stream:
        label = labels.get(row["id"], {})
        if label.get("relevant") == 2 and label.get("event") and row.get("published"):
            published, gold = date.fromisoformat(row["published"][:10]), date.fromisoformat(label["event"][:10])
            said = event_date(
                Text(
                    full_text(row),
                    WATCH.vocabulary,
                    title_end=len(row.get("title") or ""),
                    language=row.get("language") or "en",
                ),
                published,
            )
            told += [(said[0], gold, published)] if said else []
    share = 1 / max(1, len(told))
    print(f"{'event dates said':28} {len(told)}")
    print(f"{'event date exact':28} {sum(said == gold for said, gold, _ in told) * share:.3f}")
    print(f"{'event date within a day':28} {sum(abs((said - gold).days) <= 1 for said, gold, _ in told) * share:.3f}")
    print(f"{'(publication day exact)':28} {sum(day == gold for _, gold, day in told) * share:.3f}")


def report_opinion(stream: list[Row], labels: dict[str, Row]) -> None:
    """Compare is_opinion with the labelled role analysis, among the documents that mention the subject."""
    pairs = [
        (is_opinion(text_of(r), r.get("url"))[0], label["role"])
        for r in stream
        if (label := labels.get(r["id"])) and label["relevant"]
    ]
    right = sum(said and role == "analysis" for said, role in pairs)
    print(f"{'opinion precision':28} {right / max(1, sum(said for said, _ in pairs)):.3f}")
    print(f"{'opinion recall':28} {right / max(1, sum(role == 'analysis' for _, role in pairs)):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
