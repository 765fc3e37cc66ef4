"""Fit the weights of similarity to labelled streams: python -m benchmarks.fit_weights [FOLDER]… [--watch none]

Without arguments the streams are the wire items of 2025 and 2026 (tests/cases/wire). A FOLDER with stream.jsonl and
labels.jsonl is one more stream. `--watch none` fits the two tables for general news. For each of the two tables prints
the shipped weights beside the fitted ones, rounded to a tenth, and how well both part the pairs of a stream that was
left out of the fit. The same streams give the same numbers.

A logistic regression (scikit-learn, for development only) over pairs of labelled reports a month apart at most; each
report counts once for the reports it belongs with and once for those it does not. The fit is pulled towards the shipped
weights: they are one column of the regression, without a penalty, and each weight's own column says what has to be
added. `base` is held, so that two reports that say nothing alike stay apart in a stream of many subjects. Nothing is
changed by running this: who takes over a number writes it into the table, and measures.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from benchmarks.analysis import WIRE, assessed, load
from tumen import catalogue, content
from tumen.analysis.clustering.similarity import (
    ACROSS_LANGUAGES,
    SAME_LANGUAGE,
    UNWATCHED,
    UNWATCHED_ACROSS,
    Profile,
    Rarity,
    Weights,
    log_odds,
    profile,
)
from tumen.analysis.matching.watch import Watch

NAMES = tuple(field.name for field in fields(Weights))
NOTHING = Weights(**dict.fromkeys(NAMES, 0.0))
FREE = 1000.0  # a column so large that the penalty on its coefficient is none
PULL = 0.5  # scikit-learn's C: smaller pulls harder; without a pull a rare sign gets the weight of its few pairs
APART = timedelta(days=30)

Pairs = list[tuple[np.ndarray, bool, int]]  # evidence by weight, whether of one happening, number of the later report


def streams(folders: Sequence[str]) -> Iterator[tuple[str, Path, Path]]:
    """Name, stream and labels of each set."""
    for labels in sorted(WIRE.glob("*.labels.jsonl")):
        name = labels.name.removesuffix(".labels.jsonl")
        yield name, WIRE / f"{name}.jsonl", labels
    for folder in map(Path, folders):
        yield folder.name, folder / "stream.jsonl", folder / "labels.jsonl"


def evidence(a: Profile, b: Profile, rarity: Rarity, w: Weights) -> np.ndarray:
    """What each weight is multiplied by for two reports; nearness in time counts by the content under `w`."""
    found = [log_odds(a, b, rarity, replace(NOTHING, **{name: 1.0}))[0] for name in NAMES]
    near, far = (log_odds(a, b, rarity, replace(w, hours=hours))[0] for hours in (1.0, 0.0))
    found[NAMES.index("hours")] = near - far
    return np.array(found)


def pairs(stream: Path, labels: Path, watch: Watch) -> tuple[Pairs, Pairs]:
    """The pairs of labelled reports of one language and of two, judged in the order in which they came."""
    events = {str(row["id"]): row["event"] for row in load(labels) if row["event"]}
    weights = {entry.id: entry.weight for entry in watch.entries}
    tables = (SAME_LANGUAGE, ACROSS_LANGUAGES) if watch else (UNWATCHED, UNWATCHED_ACROSS)
    rarity, before = Rarity(), list[Profile]()
    same, across = Pairs(), Pairs()
    for number, document in enumerate(assessed(load(stream), watch)):
        if document.seen is None or not document.features.shingles:
            continue
        later = profile(document, weights, document.seen)
        for earlier in before if later.id in events else ():
            if earlier.id in events and later.at - earlier.at <= APART:
                kept, table = (same, tables[0]) if earlier.language == later.language else (across, tables[1])
                found = evidence(later, earlier, rarity, table)
                kept.append((found, events[earlier.id] == events[later.id], number))
        rarity.learn(later)
        before.append(later)
    return same, across


def arrays(found: Pairs) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Evidence, answers, and how much each pair counts."""
    counts: dict[tuple[int, bool], int] = defaultdict(int)
    for _, answer, number in found:
        counts[number, answer] += 1
    share = np.array([1 / counts[number, answer] for _, answer, number in found])
    return np.array([row for row, _, _ in found]), np.array([answer for _, answer, _ in found]), share


def values(w: Weights) -> np.ndarray:
    """The weights in the order of their names."""
    return np.array([getattr(w, name) for name in NAMES])


def fitted(found: Pairs, shipped: Weights) -> np.ndarray:
    """The weights that these pairs want, pulled towards the shipped ones; `base` and with it the scale are held."""
    rows, answers, share = arrays(found)
    base = NAMES.index("base")
    columns = np.hstack([FREE * (rows @ values(shipped))[:, None], np.delete(rows, base, axis=1)])
    model = LogisticRegression(C=PULL, fit_intercept=False, max_iter=5000).fit(columns, answers, share)
    scale = FREE * model.coef_[0][0]
    return values(shipped) + np.insert(model.coef_[0][1:], base, 0.0) / scale


def parted(found: Pairs, weights: np.ndarray) -> float:
    """How often a pair of one happening is likelier than another pair under these weights (area under the curve)."""
    rows, answers, share = arrays(found)
    return float(roc_auc_score(answers, rows @ weights, sample_weight=share))


def main(arguments: list[str]) -> None:
    """Print both tables, shipped and fitted, and how they do on streams left out."""
    watch = catalogue.load_watch(content.config_folder() / "watch.toml")
    tables = {"one language": SAME_LANGUAGE, "two languages": ACROSS_LANGUAGES}
    if "--watch" in arguments:
        at = arguments.index("--watch")
        arguments = arguments[:at] + arguments[at + 2 :]
        watch = Watch.empty(watch.vocabulary)
        tables = {"one language": UNWATCHED, "two languages": UNWATCHED_ACROSS}
    found = {name: pairs(stream, labels, watch) for name, stream, labels in streams(arguments)}
    for place, (title, shipped) in enumerate(tables.items()):
        every = [pair for both in found.values() for pair in both[place]]
        print(f"\n{title}: {len(every)} pairs, {sum(pair[1] for pair in every)} of one happening")
        for name, old, new in zip(NAMES, values(shipped), fitted(every, shipped), strict=True):
            print(f"  {name:<16}{old:6.1f}{new:6.1f}")
        for name, both in found.items():
            others = [pair for other, them in found.items() if other != name for pair in them[place]]
            print(
                f"  parted on {name}: shipped {parted(both[place], values(shipped)):.3f}, "
                f"fitted without it {parted(both[place], fitted(others, shipped)):.3f}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
