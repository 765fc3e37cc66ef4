"""What `tumen trace` says of a digest: what it told and left out, each with its reason, and who received it."""

from __future__ import annotations

from tumen.cli import screen
from tumen.model import Delivery, Digest, ModelUse


def show_digest(digest: Digest, deliveries: list[Delivery]) -> None:
    """Show a sealed digest with its reasons."""
    say = screen.say
    since = screen.minute(digest.since) if digest.since else "the beginning"
    say(f"Digest {digest.key}")
    say(f"  from {since} to {screen.minute(digest.until)} UTC, documents {digest.since_seq + 1} to {digest.until_seq}")
    for item in digest.items:
        say(f"Told as {item.kind}: {item.marked}")
        say(f"  development {item.development_id}; {item.importance.reason}")
        if item.also:
            say(f"  with what says the same: development {', '.join(item.also)}")
        for report in item.reports:
            say(f"  {report.document_id}  {report.publisher}: {report.title}")
    if digest.model_use:
        _show_model(digest.model_use)
    for one in digest.to_read:
        say(f"Named to read: {one.title}")
        say(f"  {one.document_id}  {one.publisher}")
    for entry in digest.left_out:
        say(f"Left out: {entry.title or '(no title)'}")
        say(f"  {entry.document_id or entry.development_id}  {entry.reason}")
    for delivery in deliveries:
        say(f"{delivery.channel.id} to {delivery.channel.recipient}: {delivery.state.value}")


def _show_model(use: ModelUse) -> None:
    """What a language model was asked, and why what it said is not shown."""
    say = screen.say
    say(f"Language model {use.model}: {use.calls} asked, {use.tokens} tokens, {use.worded} worded")
    for one in use.refused:
        say(f"Refused ({one.fault}: {one.words}): {one.text or '(no sentence)'}")
        say(f"  development {one.development_id}")
    if use.failure:
        say(f"  last failure: {use.failure}")
