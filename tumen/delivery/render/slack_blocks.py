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
from tumen.delivery.render.view import View, sentence
from tumen.model import Length

Block = dict[str, Any]

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
    developments, rest = _fitting(view, room)
    blocks = [*head, *developments, *_rest(rest, labels), *tail]
    return {"text": notification(view), "blocks": blocks}


def notification(view: View) -> str:
    """What a phone shows of the message."""
    return inert(shorten(view.subject, 300))


def _head(view: View, labels: Labels) -> list[Block]:
    """The reader's name, the window, how blind we were, and what is told in short."""
    blocks = [_header(view), _context(view.window)]
    if view.blind:
        blocks.append(_section(f"⚠ {sentence(view.blind)}"))
    if view.in_short:
        rest = [_section_of([_text(view.in_short_rest)])] if view.in_short_rest else []
        lines = {"type": "rich_text_list", "style": "ordered", "elements": [_short(line) for line in view.in_short]}
        blocks.append(_rich([_section_of([_text(labels.say("in_short"), bold=True)]), lines, *rest]))
    return blocks


def _short(line: ShortLine) -> Block:
    language = _texts(line.language and f" ({line.language})", "")
    change = [_text("\n→ "), _text(line.change, bold=True)] if line.change else []
    return _section_of([_text(line.text), *language, *change])


def slack_of(view: View, labels: Labels) -> str:
    """`payload_of` as JSON text."""
    return json.dumps(payload_of(view, labels), ensure_ascii=False)


def weight(block: Any) -> int:
    """How many characters of text and addresses a block holds."""
    if isinstance(block, dict):
        return sum(weight(value) for key, value in block.items() if key not in {"type", "style"})
    if isinstance(block, list):
        return sum(map(weight, block))
    return len(block) if isinstance(block, str) else 0


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
        line = _section_of(
            [_text(f"{development.badge} ", bold=True), *_linked(shorten(development.headline, 160), development.url)]
        )
        if weight(lines) + weight(line) > LONGEST_TEXT - 200:
            break
        lines.append(line)
    more = len(developments) - len(lines)
    shown = [_rich([{"type": "rich_text_list", "style": "bullet", "elements": lines}])] if lines else []
    return shown + ([_context(labels.count("lines_rest", more))] if more else [])


def _tail(view: View, labels: Labels) -> list[Block]:
    blocks: list[Block] = []
    if not view.developments:
        blocks.append(_section(f"{view.nothing_new} {sentence(view.read)}"))
    if view.still_open:
        lines: list[Block] = [_section_of([_text(line)]) for line in view.still_open]
        title = _section_of([_text(labels.say("open_title"), bold=True)])
        blocks.append(_rich([title, {"type": "rich_text_list", "style": "bullet", "elements": lines}]))
    if view.to_read:
        titles: list[Block] = [_section_of(_reading(one)) for one in view.to_read]
        title = _section_of([_text(labels.say("to_read"), bold=True)])
        blocks.append(_rich([title, {"type": "rich_text_list", "style": "bullet", "elements": titles}]))
    if view.background:
        blocks.append(_context(f"{labels.say('background_title')}: {len(view.background)}"))
    if view.left_out:
        counted = [f"{note.n} {note.text}" + (f" ({note.more})" if note.more else "") for note in view.left_out]
        blocks.append(_context(f"{labels.say('left_out_title')}: {_some(counted)}"))
    if view.troubles:
        named = [f"{note.text} ({note.detail})" for note in view.troubles]
        blocks.append(_context(f"{labels.say('blind_title')}: {_some(named)}"))
    foot = [_context(view.account), _context(labels.say("trace", id=view.digest_id))]
    return [*blocks, {"type": "divider"}, *foot]


def _reading(one: Reading) -> list[Block]:
    about = ", ".join(part for part in (one.publisher, one.language) if part)
    return [*_linked(shorten(one.title.text, 120), one.title.url), *_texts(about and f"({about})", " ")]


def _some(notes: list[str]) -> str:
    return "; ".join(notes[:6]) + ("; …" if len(notes) > 6 else "")


def _header(view: View) -> Block:
    text = shorten(f"Tumen – {view.title}", LONGEST_HEADER)
    return {"type": "header", "text": {"type": "plain_text", "text": text, "emoji": False}}


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "plain_text", "text": shorten(text, 600), "emoji": False}}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "plain_text", "text": shorten(text, 600), "emoji": False}]}


def _development(development: DevelopmentView) -> Block:
    # Neighbouring elements of one kind run together in some of Slack's programs: lines inside one element do not.
    about = " · ".join(part for part in (development.date, development.themes) if part)
    lead = [_text(f"{development.badge}  ", bold=True), _text(development.headline, bold=True)]
    lead += _texts("".join(f"[{mark}]" for mark in development.headline_marks), " ")
    lead += _texts(_named(development.original) if development.original else "", "\n")
    lead += [*_texts(development.note and f" ({development.note})", ""), *_texts(about, "\n")]
    lead += _texts(development.earlier, "\n")
    for change in development.changes[:3]:
        lead += [_text("\n→ "), _text(change, bold=True)]
    says = shorten(development.says, 300)
    if development.sentences:
        quote = {"type": "rich_text_quote", "elements": [_text("\n".join(map(_quoted, development.sentences[:3])))]}
        elements = [_section_of(lead), quote, _section_of([_text(says)])]
    else:
        elements = [_section_of([*lead, _text(f"\n{says}")])]
    # A link less where the block would be too long for Slack; the number of reports stands in the line above.
    links = [_section_of(_report(link)) for link in development.links]
    while links and weight(elements) + weight(links) > LONGEST_TEXT:
        links.pop()
    if links:
        elements.append({"type": "rich_text_list", "style": "bullet", "elements": links})
    if development.more_reports:
        elements.append(_section_of([_text(shorten(development.more_reports, 200))]))
    if development.page:
        elements.append(_section_of(_linked(development.page.text, development.page.url)))
    return _rich(elements)


def _quoted(quoted: Quoted) -> str:
    return _named(quoted) + "".join(f" [{mark}]" for mark in quoted.marks)


def _named(quoted: Quoted) -> str:
    return shorten(quoted.text, 400) + (f" ({quoted.language})" if quoted.language else "")


def _report(link: Link) -> list[Block]:
    about = " · ".join(part for part in (link.state, link.about, link.host) if part)
    named = _linked(link.publisher or link.host or "?", link.url)
    return [_text(f"[{link.mark}] "), *named, *_texts(shorten(link.title, 120), " "), _text(f" ({about})")]


def _rich(elements: list[Block]) -> Block:
    return {"type": "rich_text", "elements": elements}


def _section_of(elements: list[Block]) -> Block:
    return {"type": "rich_text_section", "elements": elements}


def _text(text: str, *, bold: bool = False) -> Block:
    # Slack refuses a text element that is empty.
    return {"type": "text", "text": text or " ", **({"style": {"bold": True}} if bold else {})}


def _texts(text: str, before: str) -> list[Block]:
    return [_text(before + text)] if text else []


def _linked(text: str, url: str) -> list[Block]:
    return [{"type": "link", "url": url, "text": text or url} if url else _text(text)]
