"""A digest as Slack Block Kit: what others wrote stands only in elements in which Slack parses nothing."""

from __future__ import annotations

import json
from typing import Any

from tumen.delivery.clean import shorten
from tumen.delivery.render.developments import DevelopmentView, Quoted
from tumen.delivery.render.in_short import ShortLine
from tumen.delivery.render.inert import inert
from tumen.delivery.render.labels import Labels
from tumen.delivery.render.left_out import Reading
from tumen.delivery.render.reports import Link
from tumen.delivery.render.slack_text import Block, bullets, context, linked, maybe, plain, rich, row, weight, words
from tumen.delivery.render.slack_week import week_blocks
from tumen.delivery.render.view import View, sentence
from tumen.model import Length

# Slack's own limits; the last one is ours, because Slack refuses long messages as a whole (msg_blocks_too_long)
# without saying where "long" begins: 13,200 characters were still taken.
MOST_BLOCKS = 50
LONGEST_TEXT = 3_000
LONGEST_HEADER = 150
LONGEST_MESSAGE = 12_000

# Header, window, blind, in short; lines and their rest; still open, to read, background, left out, troubles, divider,
# account, last line.
_FRAME = 14


def payload_of(view: View, labels: Labels) -> dict[str, Any]:
    """The message: blocks, and for the notification its first line, made inert because Slack parses that one."""
    head = _head(view, labels)
    tail = _tail(view, labels)
    room = LONGEST_MESSAGE - sum(map(weight, (*head, *tail)))
    week = week_blocks(view.week, room, labels) if view.week else []
    developments, rest = ([], []) if view.week else _fitting(view, room)
    blocks = [*head, *week, *developments, *_rest(rest, labels), *tail]
    return {"text": notification(view), "blocks": blocks}


def notification(view: View) -> str:
    """What a phone shows of the message."""
    return inert(shorten(view.subject, 300))


def _head(view: View, labels: Labels) -> list[Block]:
    """The reader's name, the window, how blind we were, and what is told in short."""
    blocks = [_header(view), context(view.window)]
    if view.blind:
        blocks.append(plain(f"⚠ {sentence(view.blind)}"))
    if view.in_short:
        rest = [row([words(view.in_short_rest)])] if view.in_short_rest else []
        lines = {"type": "rich_text_list", "style": "ordered", "elements": [_short(line) for line in view.in_short]}
        blocks.append(rich([row([words(labels.say("in_short"), bold=True)]), lines, *rest]))
    return blocks


def _short(line: ShortLine) -> Block:
    language = maybe(line.language and f" ({line.language})", "")
    change = [words("\n→ "), words(line.change, bold=True)] if line.change else []
    return row([words(line.text), *language, *change])


def slack_of(view: View, labels: Labels) -> str:
    """`payload_of` as JSON text."""
    return json.dumps(payload_of(view, labels), ensure_ascii=False)


def _fitting(view: View, room: int) -> tuple[list[Block], list[DevelopmentView]]:
    """The developments that fit in full, and those that do not. A third of the room is kept for one-line entries."""
    blocks: list[Block] = []
    for development in () if view.length == Length.SHORT else view.developments:
        block = _development(development)
        left = len(view.developments) - len(blocks) - 1
        if weight(block) > room - min(left * 300, LONGEST_TEXT) or len(blocks) >= MOST_BLOCKS - _FRAME:
            break
        blocks.append(block)
        room -= weight(block)
    return blocks, list(view.developments[len(blocks) :])


def _rest(developments: list[DevelopmentView], labels: Labels) -> list[Block]:
    """Developments without room, one line each in one block, and how many even that left out."""
    lines: list[Block] = []
    for development in developments:
        line = row(
            [words(f"{development.badge} ", bold=True), *linked(shorten(development.headline, 160), development.url)]
        )
        if weight(lines) + weight(line) > LONGEST_TEXT - 200:
            break
        lines.append(line)
    more = len(developments) - len(lines)
    shown = [rich([bullets(lines)])] if lines else []
    return shown + ([context(labels.count("lines_rest", more))] if more else [])


def _tail(view: View, labels: Labels) -> list[Block]:
    blocks: list[Block] = []
    if view.is_empty:
        blocks.append(plain(f"{view.nothing_new} {sentence(view.read)}"))
    if view.still_open:
        lines: list[Block] = [row([words(line)]) for line in view.still_open]
        title = row([words(labels.say("open_title"), bold=True)])
        blocks.append(rich([title, bullets(lines)]))
    if view.to_read:
        titles: list[Block] = [row(_reading(one)) for one in view.to_read]
        title = row([words(labels.say("to_read"), bold=True)])
        blocks.append(rich([title, bullets(titles)]))
    if view.background:
        blocks.append(context(f"{labels.say('background_title')}: {len(view.background)}"))
    if view.left_out:
        counted = [f"{note.n} {note.text}" + (f" ({note.more})" if note.more else "") for note in view.left_out]
        blocks.append(context(f"{labels.say('left_out_title')}: {_some(counted)}"))
    if view.troubles:
        named = [f"{note.text} ({note.detail})" for note in view.troubles]
        blocks.append(context(f"{labels.say('blind_title')}: {_some(named)}"))
    foot = [context(view.account), context(labels.say("trace", id=view.digest_id))]
    return [*blocks, {"type": "divider"}, *foot]


def _reading(one: Reading) -> list[Block]:
    about = ", ".join(part for part in (one.publisher, one.language) if part)
    return [*linked(shorten(one.title.text, 120), one.title.url), *maybe(about and f"({about})", " ")]


def _some(notes: list[str]) -> str:
    return "; ".join(notes[:6]) + ("; …" if len(notes) > 6 else "")


def _header(view: View) -> Block:
    text = shorten(f"Tumen – {view.title}", LONGEST_HEADER)
    return {"type": "header", "text": {"type": "plain_text", "text": text, "emoji": False}}


def _development(development: DevelopmentView) -> Block:
    # Neighbouring elements of one kind run together in some of Slack's programs: lines inside one element do not.
    about = " · ".join(part for part in (development.date, development.themes) if part)
    lead = [words(f"{development.badge}  ", bold=True), words(development.headline, bold=True)]
    lead += maybe("".join(f"[{mark}]" for mark in development.headline_marks), " ")
    lead += maybe(_named(development.original) if development.original else "", "\n")
    lead += [*maybe(development.note and f" ({development.note})", ""), *maybe(about, "\n")]
    lead += maybe(development.earlier, "\n")
    for change in development.changes[:3]:
        lead += [words("\n→ "), words(change, bold=True)]
    says = shorten(development.says, 300)
    if development.sentences:
        quote = {"type": "rich_text_quote", "elements": [words("\n".join(map(_quoted, development.sentences[:3])))]}
        elements = [row(lead), quote, row([words(says)])]
    else:
        elements = [row([*lead, words(f"\n{says}")])]
    # A link less where the block would be too long for Slack; the number of reports stands in the line above.
    links = [row(_report(link)) for link in development.links]
    while links and weight(elements) + weight(links) > LONGEST_TEXT:
        links.pop()
    if links:
        elements.append(bullets(links))
    if development.more_reports:
        elements.append(row([words(shorten(development.more_reports, 200))]))
    if development.page:
        elements.append(row(linked(development.page.text, development.page.url)))
    return rich(elements)


def _quoted(quoted: Quoted) -> str:
    return _named(quoted) + "".join(f" [{mark}]" for mark in quoted.marks)


def _named(quoted: Quoted) -> str:
    return shorten(quoted.text, 400) + (f" ({quoted.language})" if quoted.language else "")


def _report(link: Link) -> list[Block]:
    about = " · ".join(part for part in (link.state, link.about, link.host) if part)
    named = linked(link.publisher or link.host or "?", link.url)
    return [words(f"[{link.mark}] "), *named, *maybe(shorten(link.title, 120), " "), words(f" ({about})")]
