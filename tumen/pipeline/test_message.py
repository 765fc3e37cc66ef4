"""One message by one channel, marked as a test: whether a reader could be reached, before the first digest is."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from tumen.delivery.outcome import Outcome
from tumen.delivery.plan import plan
from tumen.delivery.protocols import Sender
from tumen.delivery.render import Rendering
from tumen.model import Channel, Digest, DigestKind, Item, ItemKind, Reader
from tumen.pipeline.content import Content

# Begins the names of files of tests, which show that nothing was ever told.
TEST = "channel-test"
HEADLINE = "This is a test message: the channel works, and nothing has happened"


def send_test(channels: Sender, reader: Reader, channel: Channel, content: Content, now: datetime) -> Outcome:
    """Send the test once, as a digest in the channel's form and the reader's language; nothing is stored."""
    named = replace(reader, name=f"Test: {reader.name}", channels=(channel,))
    key = f"{TEST}/{reader.id}/{channel.id}/{now:%Y-%m-%dT%H%M%SZ}"
    digest = Digest(
        id=hashlib.sha256(key.encode()).hexdigest()[:20],
        key=key,
        reader_id=reader.id,
        kind=DigestKind.PREVIEW,
        language=reader.language,
        since=None,
        until=now,
        since_seq=0,
        until_seq=0,
        not_after=now + timedelta(hours=1),
        items=(Item(development_id="test", kind=ItemKind.NEW, headline=HEADLINE),),
    )
    themes = content.watch.theme_names(reader.language)
    (delivery,) = plan(digest, named, partial(Rendering, theme_names=themes), sealed_at=now)
    try:
        return channels.send(delivery, lambda: True)
    finally:
        channels.close()
