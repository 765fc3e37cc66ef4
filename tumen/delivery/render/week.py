"""A week by storyline, as every form shows it: what moved first and last, before and after, what is open, and quiet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Final

from tumen.delivery.clean import clean, shorten
from tumen.delivery.render.developments import DevelopmentView
from tumen.delivery.render.labels import Labels
from tumen.delivery.render.threads import open_lines, with_party
from tumen.model import Digest, OpenPoint, Revision, Step, Storyline

STORYLINES: Final = 12  # told step by step; of the others the last step
OTHERS: Final = 20
# The first step of a storyline and the last ones: what lies between is counted.
STEPS: Final = 6
REVISIONS: Final = 4
_ARROW: Final = " → "
QUIET: Final = 8
LONGEST: Final = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step: its day, what happened, when it was told before ("" where it is news here), and where it stands."""

    day: str
    text: str
    told: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorylineView:
    """One storyline: what names it, a `badge` where it is new, and about it how much moved when.

    `moved`: first → last, "" of one step. `steps`: the first and the last ones, () where there is only one; `skipped`
    counts those between. `url`: where what names it stands.
    """

    title: str
    badge: str
    about: str
    moved: str
    revisions: tuple[str, ...]
    steps: tuple[StepView, ...]
    skipped: str
    still_open: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """The storylines of a week, those told in one line, how many even that left out (`unnamed`), and the quiet ones."""

    storylines: tuple[StorylineView, ...]
    others: tuple[StepView, ...] = ()
    unnamed: int = 0
    rest: str = ""
    quiet: tuple[str, ...] = ()

    @property
    def urls(self) -> frozenset[str]:
        """Every address it links to."""
        steps = (step for storyline in self.storylines for step in storyline.steps)
        named = {storyline.url for storyline in self.storylines if storyline.url}
        return frozenset(named | {step.url for step in (*steps, *self.others) if step.url})


def week_view(digest: Digest, told: Mapping[str, DevelopmentView], labels: Labels, zone: tzinfo) -> WeekView | None:
    """The week of a digest, None where it tells none; `told`: its items by development."""
    if digest.week is None:
        return None
    lines = digest.week.storylines
    quiet = [
        labels.say("week_quiet_one", headline=shorten(clean(one.text), LONGEST), day=labels.day(one.last))
        for one in digest.week.quiet[:QUIET]
    ]
    more = len(digest.week.quiet) - len(quiet)
    everything = WeekView(
        storylines=tuple(_storyline(line, told, labels, zone) for line in lines),
        quiet=(*quiet, *([labels.count("cut", more)] if more > 0 else [])),
    )
    return shortened(everything, STORYLINES, OTHERS, labels)


def shortened(week: WeekView, storylines: int, others: int, labels: Labels) -> WeekView:
    """The same with at most so many storylines step by step and so many of the others in one line; the rest counted."""
    lines = (*map(_in_one_line, week.storylines[storylines:]), *week.others)
    unnamed = week.unnamed + max(len(lines) - others, 0)
    rest = labels.count("week_rest", unnamed) if unnamed else ""
    return replace(week, storylines=week.storylines[:storylines], others=lines[:others], unnamed=unnamed, rest=rest)


def _in_one_line(storyline: StorylineView) -> StepView:
    return StepView(day=storyline.about, text=storyline.moved or storyline.title, url=storyline.url)


def shown_points(digest: Digest) -> tuple[OpenPoint, ...]:
    """What is open and stands beside no storyline of the week."""
    lines = digest.week.storylines[:STORYLINES] if digest.week else ()
    beside = [point for line in lines for point in line.still_open]
    return tuple(point for point in digest.still_open if point not in beside)


def _storyline(line: Storyline, told: Mapping[str, DevelopmentView], labels: Labels, zone: tzinfo) -> StorylineView:
    steps = [_step(step, told, labels, zone) for step in line.steps]
    first, last = steps[0], steps[-1]
    shown = steps if len(steps) <= STEPS else [first, *steps[1 - STEPS :]]
    state = [] if line.is_new else [labels.say("week_moved")]  # the badge says that it is new
    skipped = len(steps) - len(shown)
    days = first.day if first.day == last.day else f"{first.day} → {last.day}"
    return StorylineView(
        title=clean(line.title, LONGEST),
        badge=labels.say("badge_new") if line.is_new else "",
        about=" · ".join((*state, labels.count("week_developments", len(steps)), days)),
        url=next((step.url for step in steps if step.text == shorten(clean(line.title), LONGEST)), last.url),
        moved=f"{_dated(first)} → {_dated(last)}" if len(steps) > 1 and first.text != last.text else "",
        revisions=_before_and_after(line, told, labels),
        steps=tuple(shown) if len(steps) > 1 else (),
        skipped=labels.count("week_skipped", skipped) if skipped > 0 else "",
        still_open=open_lines(line.still_open, labels),
    )


def _dated(step: StepView) -> str:
    return f"{shorten(step.text, 90)} ({step.day})"


def _step(step: Step, told: Mapping[str, DevelopmentView], labels: Labels, zone: tzinfo) -> StepView:
    here = told.get(step.development_id)
    day = step.told.astimezone(zone).date() if step.told else None
    return StepView(
        day=labels.day(step.day),
        text=shorten(clean(step.text), LONGEST),
        told=labels.say("week_told", day=labels.day(day)) if day else "",
        url=here.url if here else "",
    )


def _before_and_after(line: Storyline, told: Mapping[str, DevelopmentView], labels: Labels) -> tuple[str, ...]:
    """What its developments say was otherwise before; where they say nothing of it, the figures of the storyline."""
    here = (told[step.development_id] for step in line.steps if step.development_id in told)
    changes = (change for development in here for change in development.changes)
    said = tuple(dict.fromkeys(change for change in changes if _ARROW in change))[:REVISIONS]
    return said or tuple(_revision(revision, labels) for revision in line.revisions)


def _revision(revision: Revision, labels: Labels) -> str:
    """ "Troops: 8,000 (NIS, 26 Feb 2025) → 11,000 (NIS, 4 Mar 2025)"."""
    before, now = revision.before, revision.now
    then, since = (with_party(figure, labels, labels.day(figure.said)) for figure in (before, now))
    return f"{labels.metric(now.metric)}: {then} → {since}"
