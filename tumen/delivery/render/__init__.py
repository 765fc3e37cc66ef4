"""A digest in one reader's form: e-mail, Slack, other chat, file or JSON. Reads nothing but the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tumen.delivery.clean import clean
from tumen.delivery.render.chat import short_of
from tumen.delivery.render.email import both_parts, mail_parts
from tumen.delivery.render.labels import Labels, load_labels
from tumen.delivery.render.records import json_of, record_of
from tumen.delivery.render.slack_blocks import notification, slack_of
from tumen.delivery.render.template import plain
from tumen.delivery.render.view import RenderLimits, View, trim, view_of
from tumen.model import Channel, ChannelForm, Digest, Message, Reader


def render(
    digest: Digest,
    channel: Channel,
    reader: Reader,
    *,
    theme_names: Mapping[str, str] = {},
    unsubscribe: str = "",
    site: str = "",
) -> Message:
    """The digest in the channel's form; RenderError when it cannot be made safely.

    `unsubscribe`: the https: or mailto: address shown at the foot of a mail. `site`: where the pages of the
    developments are.
    """
    return Rendering(digest, reader, theme_names=theme_names, unsubscribe=unsubscribe, site=site).message(channel)


class Rendering:
    """A digest for one reader, cleaned and counted once for all channels, each form of it made once; see `render`."""

    def __init__(
        self,
        digest: Digest,
        reader: Reader,
        *,
        theme_names: Mapping[str, str] = {},
        unsubscribe: str = "",
        site: str = "",
    ) -> None:
        self._digest, self._labels = digest, load_labels(reader.language)
        self._view = view_of(digest, reader, self._labels, theme_names, unsubscribe, site)
        self._made: dict[ChannelForm, Message] = {}

    def message(self, channel: Channel) -> Message:
        """The digest in the channel's form; RenderError when it cannot be made safely."""
        form, subject = channel.form, clean(self._view.subject, 200)
        if form not in self._made:
            parts = FORMS[form](self._digest, self._view, self._labels)
            self._made[form] = Message(form=form, subject=subject, parts=parts)
        return self._made[form]


def _file(digest: Digest, view: View, labels: Labels) -> dict[str, str]:
    """The same page without a limit of size: nobody clips a file."""
    everything = trim(view, RenderLimits(notes=100), labels)
    return {**both_parts(everything, labels), "json": json_of(digest)}


def _slack(_digest: Digest, view: View, labels: Labels) -> dict[str, str]:
    return {"slack": slack_of(view, labels), "text": notification(view)}


def _chat(_digest: Digest, view: View, labels: Labels) -> dict[str, str]:
    return {"short": plain("short.txt.j2", short_of(view, labels), labels)}


def _json(digest: Digest, _view: View, _labels: Labels) -> dict[str, str]:
    return {"json": json_of(digest)}


FORMS: Mapping[ChannelForm, Callable[[Digest, View, Labels], dict[str, str]]] = {
    ChannelForm.EMAIL: mail_parts,
    ChannelForm.SLACK: _slack,
    ChannelForm.CHAT: _chat,
    ChannelForm.FILE: _file,
    ChannelForm.JSON: _json,
}

__all__ = ["FORMS", "Rendering", "json_of", "record_of", "render"]
