"""Measure event frames against frames made by reading: python benchmarks/frames.py STREAM.jsonl FRAMES.jsonl [-v]

A line of FRAMES holds `id` and `frames`, the main one first, with `kind`, `stage`, `agent`, `counterpart`, `speaker`
and `day`; `skip` marks what is not about the subject. Kinds are compared in soft groups; a kind that only says how
something is known ("confirmation") is right where the frame has that `via`, and a further frame behind such a one is
compared in its place: frames hold the happening. Names are resolved by the watch. Prints
per language: how often the kind is right with the main frame and with any frame, F1 of the principals (persons before
bodies before states), the stage right, planned found and right, day and claimant filled and right.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import tumen
from tumen.analysis.assessment.assess import assess
from tumen.analysis.clustering.profiles import HAPPENING_OF
from tumen.analysis.text.text import Text
from tumen.model import Document, Draft, Frame, Kind, Via

Row = dict[str, Any]
WATCH = tumen.load_watch()

# Kinds of the annotation, and those of a frame that stand for them.
ANNOTATED = {
    Kind.MEETING: ("talks", "reception"),
    Kind.STATEMENT: ("warning", "accusation", "denial", "announcement"),
    Kind.TRANSFER: ("investment",),
    Kind.AGREEMENT: ("treaty_in_force", "veto", "veto_threat"),
    Kind.LAUNCH: ("test",),
    Kind.DISPLAY: ("exhibition", "funeral"),
    Kind.CONSTRUCTION: ("service", "closure"),
    Kind.LABOUR: ("education", "sport", "health"),
    Kind.ARREST: ("court",),
}
GROUP: dict[str, str] = {**HAPPENING_OF, **{name: kind for kind, names in ANNOTATED.items() for name in names}}
# Kinds of the annotation that say how something is known.
KNOWN = {
    "confirmation": Via.CONFIRMATION,
    "denial": Via.DENIAL,
    "accusation": Via.ACCUSATION,
    "announcement": Via.ANNOUNCEMENT,
    "estimate": Via.ESTIMATE,
    "disclosure": Via.ESTIMATE,
}


def soft(kind: str) -> str:
    return GROUP.get(kind, kind)


def same_kind(frame: Frame, wanted: Row) -> bool:
    kind = wanted["kind"]
    return soft(frame.kind) == soft(kind) or KNOWN.get(kind) == frame.via


def named(names: Iterable[str], on: date | None) -> set[str]:
    """The ids that annotated names stand for; a name that the watch does not know stands for itself."""
    found = set()
    for name in names:
        text = Text(name, WATCH.vocabulary, language="en")
        mentions = WATCH.find(text, on)
        ids = leading({m.concept for m in mentions if WATCH.party(m.concept)})
        found |= ids or {name.lower()}
    return found


def leading(ids: Iterable[str]) -> set[str]:
    """Persons where there are any, else the parties."""
    known = [one for one in ids if WATCH.knows(one)]
    persons = {one for one in known if WATCH.entry(one).kind == "person"}
    return persons or {WATCH.party(one) or one for one in known}


def documents(stream: str) -> dict[str, Document]:
    found = {}
    for line in Path(stream).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        at = datetime.fromisoformat(row["published"].replace("Z", "+00:00"))
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
        draft = Draft(
            source_id=row.get("source") or "unnamed",
            key=row["id"],
            title=row["title"],
            text=row.get("text") or "",
            published=at,
            language=row.get("language"),
        )
        found[row["id"]] = assess(draft, WATCH, id=row["id"])
    return found


Counts = dict[str, list[int]]


def underlying(wanted: list[Row]) -> list[Row]:
    """The frames with the happening first that the main one only makes known ("confirms: they will meet")."""
    if wanted[0]["kind"] in KNOWN and len(wanted) > 1:
        first = {**wanted[1], "speaker": wanted[0]["speaker"], "day": wanted[1]["day"] or wanted[0]["day"]}
        return [first, wanted[0], *wanted[2:]]
    return wanted


def measure(document: Document, wanted: list[Row]) -> dict[str, tuple[int, int]]:
    """What one document adds to each figure: (right, of how many)."""
    wanted = underlying(wanted)
    main, on = wanted[0], document.draft.published.date() if document.draft.published else None
    if not document.frames:
        return {"kind": (0, 1), "any kind": (0, 1), "frame": (0, 1)} | _people(set(), people(main, on))
    frame = document.frames[0]
    found = {
        "frame": (1, 1),
        "kind": (int(same_kind(frame, main)), 1),
        "any kind": (int(any(same_kind(one, w) for one in document.frames for w in wanted)), 1),
        "stage": (int(stage(frame) == main["stage"]), 1),
    } | _people(leading(frame.principals), people(main, on))
    if main["stage"] == "planned":
        found["planned found"] = (int(stage(frame) == "planned"), 1)
    if stage(frame) == "planned":
        found["planned right"] = (int(main["stage"] == "planned"), 1)
    days = {w["day"] for w in wanted if w.get("day")}
    if main.get("day"):
        found["day found"] = (int(frame.day is not None), 1)
    if days and frame.day:
        found["day right"] = (int(frame.day.isoformat() in {d[:10] for d in days}), 1)
    if main.get("speaker"):
        found["claimant found"] = (int(frame.claimant is not None), 1)
        if frame.claimant:
            found["claimant right"] = (int(same_speaker(frame, main["speaker"], on)), 1)
    return found


def stage(frame: Frame) -> str:
    return "underway" if frame.stage == "under_way" else str(frame.stage)


def people(main: Row, on: date | None) -> set[str]:
    return leading(named([*main["agent"], *main["counterpart"]], on))


def _people(said: set[str], meant: set[str]) -> dict[str, tuple[int, int]]:
    both = len(said & meant)
    return {"principals found": (both, len(meant)), "principals right": (both, len(said))}


def same_speaker(frame: Frame, name: str, on: date | None) -> bool:
    """Whether the claimant is the one annotated; a spokesman and the body or state that he speaks for are one."""
    who = str(frame.claimant)
    meant = named([name], on)
    if who in meant or _words(name) & (_words(WATCH.speakers.label(who)) | _words(who.replace("-", " "))):
        return True
    known = {one for one in meant if WATCH.knows(one)}
    persons = [one for one in {who} | known if WATCH.knows(one) and WATCH.entry(one).kind == "person"]
    return WATCH.knows(who) and len(persons) < 2 and bool({WATCH.party(who)} & {WATCH.party(one) for one in known})


def _words(name: str) -> set[str]:
    return {
        word for word in re.findall(r"\w{3,}", name.lower()) if word not in ("the", "south", "north", "korea", "and")
    }


def table(stream: str, gold: str, verbose: bool) -> dict[str, Counts]:
    judged = documents(stream)
    rows: dict[str, Counts] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for line in Path(gold).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = judged.get(row["id"])
        if row.get("skip") or not row["frames"] or document is None or not document.relevant:
            continue
        counted = measure(document, row["frames"])
        for language in (document.language, "all"):
            for name, (right, of) in counted.items():
                rows[language][name][0] += right
                rows[language][name][1] += of
        if verbose:
            show(document, row["frames"], counted)
    return rows


def show(document: Document, wanted: list[Row], counted: dict[str, tuple[int, int]]) -> None:
    wrong = [name for name, (right, of) in counted.items() if right < of]
    if wrong:
        main = underlying(wanted)[0]
        print(wrong, document.draft.title, "//", document.draft.text[:160].replace("\n", " "))
        print("   want", {k: main[k] for k in ("kind", "stage", "agent", "counterpart", "speaker", "day")})
        for f in document.frames[:1]:
            print("   got ", f.kind, f.via, f.stage, f.principals, f.claimant, f.relay, f.day)


NAMES = (
    "frame", "kind", "any kind", "principals found", "principals right", "stage", "planned found", "planned right",
    "day found", "day right", "claimant found", "claimant right",
)  # fmt: skip


def main() -> None:
    stream, gold = sys.argv[1:3]
    rows = table(stream, gold, "-v" in sys.argv)
    print("lang".ljust(6), *(name.replace(" ", "_").rjust(len(name) + 1) for name in NAMES), "principals_F1")
    for language, counts in sorted(rows.items(), key=lambda pair: -pair[1]["frame"][1]):
        cells = [_share(counts[name]).rjust(len(name) + 1) for name in NAMES]
        found, right = counts["principals found"], counts["principals right"]
        f1 = 2 * found[0] / max(1, found[1] + right[1])
        print(language.ljust(6), *cells, f"{f1:.2f} ({counts['frame'][1]})")


def _share(pair: list[int]) -> str:
    return f"{pair[0] / pair[1]:.2f}" if pair[1] else "-"


if __name__ == "__main__":
    main()
