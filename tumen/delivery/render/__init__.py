"""A digest in one reader's form: e-mail, Slack, other chat, file or JSON. Reads nothing but the templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tumen.delivery.clean import clean
from tumen.delivery.mail import wire_size
from tumen.delivery.render.allowlist import audit
from tumen.delivery.render.chat import short_of
from tumen.delivery.render.labels import Labels, load_labels
from tumen.delivery.render.records import json_of, record_of
from tumen.delivery.render.slack_blocks import notification, slack_of
from tumen.delivery.render.template import page, plain
from tumen.delivery.render.view import RenderLimits, View, trim, view_of
from tumen.model import Channel, ChannelForm, Digest, Message, Reader

# Gmail clips what is longer than about 102 kB. Counted are both parts as they travel, encoding included; 4 kB stay
# for the headers.
LONGEST_MAIL = 96_000

# So many in full are more than anybody reads in a mail, and more than ever fit; the rest are lines.
MOST_DEVELOPMENTS = 60

HTML, TEXT = "email.html.j2", "email.txt.j2"


def render(
    digest: Digest,
    channel: Channel,
    reader: Reader,
    *,
    theme_names: Mapping[str, str] = {},
    unsubscribe: str = "",
) -> Message:
    """The digest in the channel's form; RenderError when it cannot be made safely.

    `unsubscribe`: the https: or mailto: address shown at the foot of a mail.
    """
    labels = load_labels(reader.language)
    view = view_of(digest, reader, labels, theme_names, unsubscribe)
    parts = FORMS[channel.form](digest, view, labels)
    return Message(form=channel.form, subject=clean(view.subject, 200), parts=parts)


def _email(_digest: Digest, view: View, labels: Labels) -> dict[str, str]:
    for limits in _less_and_less(len(view.developments), lambda limits: _fits(trim(view, limits, labels), labels)):
        parts = _parts(trim(view, limits, labels), labels)
        if sum(map(wire_size, parts.values())) <= LONGEST_MAIL:
            break
    return parts


def _parts(view: View, labels: Labels) -> dict[str, str]:
    html = page(HTML, view, labels)
    audit(html, view.links, HTML)
    return {"html": html, "text": plain(TEXT, view, labels)}


def _fits(view: View, labels: Labels) -> bool:
    return wire_size(page(HTML, view, labels)) + wire_size(plain(TEXT, view, labels)) <= LONGEST_MAIL


def _less_and_less(developments: int, fits: Callable[[RenderLimits], bool]) -> Iterator[RenderLimits]:
    """As many developments in full as fit, then shorter and shorter lists, until only the frame is left."""
    yield RenderLimits(developments=MOST_DEVELOPMENTS)
    low, high = 0, min(developments, MOST_DEVELOPMENTS)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(RenderLimits(developments=middle)) else (low, middle - 1)
    yield RenderLimits(developments=low)
    for share in (2, 4, 8, 60):
        yield RenderLimits(developments=0, lines=60 // share, background=3 if share == 2 else 0, notes=12 // share)
    yield RenderLimits(developments=0, lines=0, background=0, notes=0)


def _file(digest: Digest, view: View, labels: Labels) -> dict[str, str]:
    """The same page without a limit of size: nobody clips a file."""
    everything = trim(view, RenderLimits(notes=100), labels)
    return {**_parts(everything, labels), "json": json_of(digest)}


def _slack(_digest: Digest, view: View, labels: Labels) -> dict[str, str]:
    return {"slack": slack_of(view, labels), "text": notification(view)}


def _chat(_digest: Digest, view: View, labels: Labels) -> dict[str, str]:
    return {"short": plain("short.txt.j2", short_of(view, labels), labels)}


def _json(digest: Digest, _view: View, _labels: Labels) -> dict[str, str]:
    return {"json": json_of(digest)}


FORMS: Mapping[ChannelForm, Callable[[Digest, View, Labels], dict[str, str]]] = {
    ChannelForm.EMAIL: _email,
    ChannelForm.SLACK: _slack,
    ChannelForm.CHAT: _chat,
    ChannelForm.FILE: _file,
    ChannelForm.JSON: _json,
}

__all__ = ["FORMS", "json_of", "record_of", "render"]
