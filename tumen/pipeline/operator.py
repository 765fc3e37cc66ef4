"""Tell the operator what needs a person, by a channel of the operator's own: each concern once, until it is over."""

from __future__ import annotations

import hashlib
import html
import json
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from tumen.counts import counted
from tumen.delivery.clean import clean, shorten
from tumen.delivery.protocols import Sender
from tumen.delivery.render.inert import inert
from tumen.model import Channel, ChannelForm, Delivery, DeliveryState, Message
from tumen.pipeline.status import Concern
from tumen.storage import Archive

log = logging.getLogger("tumen")

FAILED = "run "  # begins the keys of failed runs, which end with the next good run of that name
# When the network is away all sources fall silent at once: the first say enough, and how many more there are.
SHOWN = 8
_LONGEST = 400


def tell_operator(
    archive: Archive, channels: Sender, address: str, concerns: Sequence[Concern], now: datetime
) -> list[Concern]:
    """Send what is new among the concerns in one message; return it. What could not be sent counts as not told."""
    current = {concern.key: concern for concern in concerns}
    new = [current[key] for key in archive.concerns.begin(current, now)]
    if new and not _sent(channels, address, new, now):
        archive.concerns.end([concern.key for concern in new])
        return []
    return new


def forget_what_is_over(archive: Archive, concerns: Sequence[Concern], run: str = "") -> None:
    """Let what is no concern any more be told again when it comes back; `run` has just ended well."""
    current = {concern.key for concern in concerns}
    known = archive.concerns.known()
    ended = [key for key in known if key not in current and not key.startswith(FAILED)]
    archive.concerns.end([*ended, f"{FAILED}{run}"])


def run_failed(name: str, reason: str) -> Concern:
    """The concern that a run failed."""
    return Concern(
        key=f"{FAILED}{name}",
        what=f"{name} failed: {reason}",
        to_do="the next run goes on where this one stopped; if it fails again: tumen doctor",
    )


def _sent(channels: Sender, address: str, new: Sequence[Concern], now: datetime) -> bool:
    """Whether the message is out; where that cannot be known it counts as sent."""
    try:
        outcome = channels.send(_delivery(address, new, now), lambda: True)
    finally:
        channels.close()
    if outcome.state in (DeliveryState.PENDING, DeliveryState.FAILED):
        log.error("the operator could not be told by TUMEN_OPERATOR: %s", outcome.detail)
        return False
    return True


def operator_channel(address: str) -> Channel:
    """The operator's own way of being told."""
    return Channel(id="operator", form=ChannelForm.CHAT, address=address, recipient="operator")


def _delivery(address: str, new: Sequence[Concern], now: datetime) -> Delivery:
    key = hashlib.sha256(f"{now.isoformat()} {[concern.key for concern in new]}".encode()).hexdigest()[:20]
    return Delivery(
        id=key,
        digest_id=f"operator-{now:%Y-%m-%dT%H%M%SZ}",
        reader_id="operator",
        channel=operator_channel(address),
        message=message(new),
        sealed_at=now,
        not_after=now + timedelta(hours=1),
    )


def message(new: Sequence[Concern]) -> Message:
    """The concerns in every form that a service may want; nothing in them acts as mark-up."""
    lines = [(shorten(clean(one.what), _LONGEST), f"What to do: {one.to_do}") for one in new[:SHOWN]]
    if len(new) > SHOWN:
        lines.append((f"and {len(new) - SHOWN} more", "What to do: tumen status"))
    subject = f"Tumen: {lines[0][0]}" if len(new) == 1 else f"Tumen: {counted(len(new), 'thing')} to look at"
    text = "\n\n".join(f"{what}\n{to_do}" for what, to_do in lines)
    page = "".join(f"<p>{html.escape(what)}<br>{html.escape(to_do)}</p>" for what, to_do in lines)
    short = "\n\n".join(f"{inert(what)}\n{to_do}" for what, to_do in lines)
    block = {"type": "section", "text": {"type": "plain_text", "text": shorten(text, 2_900), "emoji": False}}
    slack = {"text": inert(shorten(subject, 200)), "blocks": [block]}
    parts = {"text": text, "html": page, "short": f"Tumen\n{short}", "slack": json.dumps(slack, ensure_ascii=False)}
    return Message(form=ChannelForm.CHAT, subject=shorten(subject, 150), parts=parts)
