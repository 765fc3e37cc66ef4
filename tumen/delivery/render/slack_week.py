"""A week by storyline as Slack blocks: as many storylines with their steps as fit, and how many more in a line."""

from __future__ import annotations

from typing import Final

from tumen.delivery.render.labels import Labels
from tumen.delivery.render.slack_text import Block, bullets, context, linked, maybe, rich, row, weight, words
from tumen.delivery.render.week import StepView, StorylineView, WeekView

_KEPT: Final = 400  # characters for the line that says how many did not fit


def week_blocks(week: WeekView, room: int, labels: Labels) -> list[Block]:
    """Return the blocks of a week, within so many characters."""
    quiet = [context(f"{labels.say('week_quiet')}: {'; '.join(week.quiet)}")] if week.quiet else []
    room -= weight(quiet) + _KEPT
    blocks: list[Block] = []
    for storyline in week.storylines:
        block = _storyline(storyline, labels)
        if weight(block) > room:
            break
        blocks.append(block)
        room -= weight(block)
    title = [rich([row([words(labels.say("week_title"), bold=True)])])] if blocks else []
    left = len(week.storylines) - len(blocks) + len(week.others) + week.unnamed
    more = [context(labels.count("week_rest", left))] if left else []
    return [*title, *blocks, *more, *quiet]


def _storyline(storyline: StorylineView, labels: Labels) -> Block:
    lead = [words(f"{storyline.badge}  ", bold=True)] if storyline.badge else []
    link = linked(" ↗", storyline.url) if storyline.url else []
    lead += [words(storyline.title, bold=True), *link, words(f"\n{storyline.about}")]
    for revision in storyline.revisions:
        lead += [words("\n→ "), words(revision, bold=True)]
    steps = [row(_step(step)) for step in storyline.steps]
    if storyline.skipped:
        steps.insert(1, row([words(f"… {storyline.skipped}")]))
    opened = [row([words(f"{labels.say('week_open')}: ", bold=True), words(one)]) for one in storyline.still_open]
    return rich([row(lead), *([bullets(steps)] if steps else []), *opened])


def _step(step: StepView) -> list[Block]:
    return [words(f"{step.day}: "), *linked(step.text, step.url), *maybe(step.told and f"({step.told})", " ")]
