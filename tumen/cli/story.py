"""The command show: all that is known of one development."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tumen.cli import screen
from tumen.cli.arguments import Json
from tumen.cli.corrected import show_corrections
from tumen.cli.figures import statement_row
from tumen.desk.development import Story, story
from tumen.desk.wording import frame_words
from tumen.errors import ConfigError
from tumen.model import Report
from tumen.storage import DevelopmentEvent
from tumen.wiring import load_speaker_labels, open_desk


def show(id: str, /, *, json: Json = False) -> int:
    """Show one development: its reports with publisher, date and link, what each says happened, figures, its thread.

    Parameters
    ----------
    id
        Id of the development, as listed by tumen search --ids and tumen developments.
    """
    with open_desk() as desk:
        found = story(desk, id)
        if found is None:
            raise ConfigError("command line", id, "no such development: see tumen search --ids")
        if json:
            screen.as_json(_row(found))
            return 0
        _show(found, desk.names.label)
    return 0


def _show(found: Story, named: Any) -> None:
    development = found.development
    screen.say(development.title)
    if development.merged_into:
        screen.say(f"Merged into {development.merged_into}: tumen show {development.merged_into}")
    if development.withdrawn:
        screen.say("A person found that none of its reports is about the subject")
    happened = f"happened {found.day or 'undated'}"
    screen.say(f"{development.id}  {happened}  storyline {development.storyline_id or '–'}")
    label = load_speaker_labels()
    screen.say(f"Rests on: {', '.join(label(origin) for origin in development.origins) or 'the reports themselves'}")
    _reports(found)
    frames = [(frame_words(frame, named), report.publisher) for report, frame in found.frames]
    screen.table("What they say happened", ("happening", "report of"), _once(frames))
    figures = [(one.said, one.claim.metric.replace("_", " "), one.figure, one.party or "–", one.claim.quote)
               for one in found.statements]  # fmt: skip
    screen.table("Figures", ("said", "of what", "figure", "who says so", "quote"), figures)
    siblings = [(day or "undated", one.title, one.id) for day, one in found.siblings]
    if siblings:
        screen.table("The same storyline", ("day", "title", "id"), siblings)
    show_corrections(found.corrections)
    screen.table("History", ("when", "what", "document", "times"), _history(found.events))


def _reports(found: Story) -> None:
    screen.say("Reports:")
    for one in found.reports:
        report, judged = one.report, one.judgement
        role = judged.role.value if judged else "not judged yet"
        copy = f" (a copy of {report.duplicate_of})" if report.duplicate_of else ""
        screen.say(f"  {_day(report)}  {report.publisher}, {report.language}: {report.title}")
        screen.say(f"    {role}{copy}; {report.url or 'no link'}")
        for change in judged.changes if judged else ():
            screen.say(f"    adds {change}")


def _day(report: Report) -> str:
    return f"{report.published:%Y-%m-%d}" if report.published else "undated   "


def _once(frames: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each wording once with all its publishers."""
    reports: dict[str, list[str]] = {}
    for said, publisher in frames:
        reports.setdefault(said, []).append(publisher)
    return [(said, ", ".join(dict.fromkeys(publishers))) for said, publishers in reports.items()]


def _history(events: Sequence[DevelopmentEvent]) -> list[tuple[object, ...]]:
    """Each kind of change of a document once, with how often: some texts are edited every hour."""
    times = Counter((event.what, event.document_id) for event in events)
    last = {(event.what, event.document_id): event.at for event in events}
    return [(screen.minute(last[key]), key[0], key[1] or "", n) for key, n in times.items()]


def _row(found: Story) -> dict[str, Any]:
    return {
        "development": asdict(found.development),
        "day": found.day or None,
        "reports": [
            {
                **asdict(one.report),
                "seen": one.document.seen,
                "source": one.document.draft.source_id,
                "role": one.judgement.role if one.judgement else None,
                "changes": list(one.judgement.changes) if one.judgement else [],
                "frames": [asdict(frame) for frame in one.document.frames],
            }
            for one in found.reports
        ],
        "claims": [statement_row(one) for one in found.statements],
        "thread": [{"id": one.id, "day": day or None, "title": one.title} for day, one in found.siblings],
        "events": [asdict(event) for event in found.events],
        "corrections": [asdict(one) for one in found.corrections],
    }
