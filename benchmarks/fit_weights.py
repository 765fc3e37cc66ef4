"""Fit the weights of similarity to labelled streams: python -m benchmarks.fit_weights [FOLDER]…

Without arguments the streams are those of tests/cases/wire that are not held back. A FOLDER with stream.jsonl and
labels.jsonl is one more stream. Each is taken in five forms: as it was published, pressed to 20, 100 and 1,000 relevant
documents a day, and undated, since what a text is about does not change with the hour at which it came. `--watch none`
fits the table for general news. Prints the shipped weights beside the fitted ones, rounded to a tenth, and how often
each kind of evidence is there; then, unless `--no-test` is given, B-cubed F1 of each stream and form under the shipped
weights and under those fitted without that stream. The same streams give the same numbers.

A logistic regression (scikit-learn, for development only) over pairs of reports. A pair of one event counts
1/(n - 1) of its n reports, a pair of two events 1/sqrt(n * m), so that a visit that everybody reports does not decide
about all others; each stream counts the same. What a shipped table leaves out (weight 0) stays out. The weights of
THREAD are those of pairs of two events, of one story or of two, as published. Nothing is changed by running this: who
takes over a number writes it into the table, and measures.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.analysis import HELD_BACK, WIRE, Rows, assessed, load, ours, score
from tumen import catalogue, content
from tumen.analysis.clustering import similarity
from tumen.analysis.clustering.index import Index
from tumen.analysis.clustering.profiles import Profile
from tumen.analysis.clustering.thresholds import Thresholds
from tumen.analysis.clustering.weights import Evidence, Model
from tumen.analysis.matching.watch import Watch
from tumen.model import Document

PULLS = (0.03, 0.1, 0.3)  # scikit-learn's C: the smaller, the nearer to 0 are weights that few pairs speak for
PULL = 0.1  # that of the fits which are tested on a stream left out
FORMS: tuple[float | None, ...] = (None, 20, 100, 1000, math.inf)  # as published, relevant documents a day, undated
START = datetime(2025, 1, 1, 6, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of labelled reports: their evidence, whether they belong together, and how much each counts."""

    evidence: np.ndarray
    answers: np.ndarray
    counts: np.ndarray


@dataclass(frozen=True, slots=True)
class Form:
    """One stream in one form: its documents, oldest first, the rows of its labels, and its pairs."""

    name: str
    documents: Sequence[Document]
    labels: Mapping[str, dict[str, object]]
    of_happenings: Pairs
    of_threads: Pairs | None


def sets(folders: Sequence[str]) -> Iterator[tuple[str, Rows, Rows]]:
    """Name, rows and labels of each stream."""
    for labels in sorted(WIRE.glob("*.labels.jsonl")):
        if labels.name.startswith(HELD_BACK):
            continue
        name = labels.name.removesuffix(".labels.jsonl")
        yield name, load(WIRE / f"{name}.jsonl"), load(labels)
    for folder in map(Path, folders):
        yield folder.name, load(folder / "stream.jsonl"), load(folder / "labels.jsonl")


def pressed(rows: Rows, labels: Mapping[str, dict[str, object]], per_day: float) -> Rows:
    """The relevant documents in the same order, so many a day; without dates where `per_day` is infinite."""
    kept = [row for row in rows if labels[str(row["id"])]["relevant"] == 2]
    if math.isinf(per_day):
        return [{**row, "published": None} for row in kept]
    return [{**row, "published": (START + timedelta(days=n / per_day)).isoformat()} for n, row in enumerate(kept)]


def read(rows: Rows, watch: Watch) -> list[Document]:
    """The documents, oldest first; rows without a date come in their order, all of one moment."""
    if any(row["published"] for row in rows):
        return assessed(rows, watch)
    moment = START.isoformat()
    dated = assessed([{**row, "published": moment} for row in rows], watch)
    return [replace(one, draft=replace(one.draft, published=None), event_date=None) for one in dated]


def compared(documents: Sequence[Document], watch: Watch) -> Iterator[tuple[Profile, Profile, Evidence]]:
    """Each pair of reports that the index remembers together, under what is known when the later one is grouped."""
    index = Index(watch)
    before: list[Profile] = []
    seen = ((one, one.seen or START) for one in documents if one.features.shingles)
    for _, day in groupby(seen, key=lambda pair: pair[1].date()):
        window = [index.see(one, at, copy_of=None) for one, at in day]
        index.forget(window[-1].at)
        comparison = index.comparison()
        before = [p for p in before if index.holds(p.id)]
        for n, later in enumerate(window):
            for earlier in (*before, *window[:n]):
                yield earlier, later, comparison.evidence(earlier, later)
        before += window


def pairs(
    found: Sequence[tuple[Profile, Profile, Evidence]], home: Mapping[str, str], apart: Mapping[str, str] | None = None
) -> Pairs:
    """The pairs of reports that have a home each, of two `apart` homes where these are given."""
    sizes = Counter(home.values())
    rows, answers, counts = [], [], []
    for a, b, evidence in found:
        one, other = home.get(a.id), home.get(b.id)
        if one is None or other is None or (apart and apart[a.id] == apart[b.id]):
            continue
        rows.append(evidence)
        answers.append(one == other)
        counts.append(1 / (sizes[one] - 1) if one == other else 1 / math.sqrt(sizes[one] * sizes[other]))
    return Pairs(np.array(rows, dtype=float), np.array(answers), np.array(counts))


def forms(rows: Rows, labels: Rows, watch: Watch) -> Iterator[Form]:
    """A stream in each of its forms."""
    by_id = {str(row["id"]): row for row in labels}
    own = {id: row for id, row in by_id.items() if not row["dup_of"]}
    events = {id: str(row["event"]) for id, row in own.items() if row["event"]}
    stories = {id: str(row["story"]) for id, row in own.items() if row["event"] and row["story"]}
    for form in FORMS:
        documents = read(rows if form is None else pressed(rows, by_id, form), watch)
        found = [(a, b, e) for a, b, e in compared(documents, watch) if a.id in events and b.id in events]
        threads = pairs(found, stories, events) if form is None else None
        yield Form(called(form), documents, by_id, pairs(found, events), threads)


def called(form: float | None) -> str:
    """How a form is printed."""
    return "as published" if form is None else "undated" if math.isinf(form) else f"{form:,.0f} a day"


def fitted(streams: Sequence[Sequence[Pairs]], shipped: Model, pull: float = PULL) -> Model:
    """The weights that these streams want, each counting as much as another; what the table leaves out stays out."""
    used = np.array(shipped.weights) != 0
    totals = [sum(float(one.counts.sum()) for one in stream) for stream in streams]
    mean = sum(totals) / len(totals)
    rows = np.vstack([one.evidence for stream in streams for one in stream])
    answers = np.concatenate([one.answers for stream in streams for one in stream])
    counts = np.concatenate(
        [one.counts * mean / total for stream, total in zip(streams, totals, strict=True) for one in stream]
    )
    found = LogisticRegression(C=pull, max_iter=5000).fit(rows[:, used], answers, counts)
    weights = np.zeros(len(used))
    weights[used] = found.coef_[0]
    return Model(float(found.intercept_[0]), Evidence(*map(float, weights)))


@contextmanager
def under(name: str, model: Model) -> Iterator[None]:
    """Compare under another table for a while."""
    shipped = getattr(similarity, name)
    setattr(similarity, name, model)
    try:
        yield
    finally:
        setattr(similarity, name, shipped)


def table(shipped: Model, streams: Sequence[Sequence[Pairs]]) -> Iterator[str]:
    """The tables side by side, and in which share of the pairs, counted as they count, each evidence is there."""
    models = [fitted(streams, shipped, pull) for pull in PULLS]
    counts = np.concatenate([one.counts for stream in streams for one in stream])
    there = np.concatenate([one.evidence != 0 for stream in streams for one in stream])
    shares = (there * counts[:, None]).sum(axis=0) / counts.sum()
    yield f"  {'':<18}{'shipped':>9}" + "".join(f"{f'C={pull}':>9}" for pull in PULLS) + f"{'there':>9}"
    yield f"  {'base':<18}{shipped.base:9.2f}" + "".join(f"{model.base:9.1f}" for model in models)
    for n, field in enumerate(Evidence._fields):
        if shipped.weights[n]:
            found = "".join(f"{model.weights[n]:9.1f}" for model in models)
            yield f"  {field:<18}{shipped.weights[n]:9.2f}{found}{shares[n]:9.1%}"


def grouped(form: Form, watch: Watch) -> float:
    """B-cubed F1 of a form under the weights of the moment."""
    languages = {one.id: one.language for one in form.documents}
    labels = {id: row for id, row in form.labels.items() if id in languages}
    return score(ours(form.documents, watch, Thresholds()), labels, languages)["f1"]


def main(arguments: list[str], say: Callable[[str], None] = print) -> None:
    """Print the tables, shipped and fitted, and how both do on streams left out."""
    watch = catalogue.load_watch(content.config_folder() / "watch.toml")
    name = "WATCHED"
    if "--watch" in arguments:
        at = arguments.index("--watch")
        arguments = arguments[:at] + arguments[at + 2 :]
        watch, name = Watch.empty(watch.vocabulary), "UNWATCHED"
    folders = [word for word in arguments if not word.startswith("--")]
    found = {stream: list(forms(rows, labels, watch)) for stream, rows, labels in sets(folders)}
    happenings = {stream: [form.of_happenings for form in own] for stream, own in found.items()}
    threads = {stream: [form.of_threads for form in own if form.of_threads] for stream, own in found.items()}
    for title, data in ((name, happenings), ("THREAD", threads)):
        say(f"\n{title}: {sum(len(one.answers) for own in data.values() for one in own)} pairs")
        for line in table(getattr(similarity, title), list(data.values())):
            say(line)
    shipped = getattr(similarity, name)
    for stream, own in found.items() if "--no-test" not in arguments else ():
        model = fitted([data for other, data in happenings.items() if other != stream], shipped)
        for form in own:
            before = grouped(form, watch)
            with under(name, model):
                say(f"{stream:<14}{form.name:<14}shipped {before:.3f}  fitted without it {grouped(form, watch):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
