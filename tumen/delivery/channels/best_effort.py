"""All the other services apprise knows, as declared best effort: one target, one try, the outcome it admits to."""

from __future__ import annotations

import time
from typing import Any

from tumen.delivery.channels.apprise_imports import Apprise, AppriseAsset, NotifyFormat, OverflowMode
from tumen.delivery.channels.length import fitting
from tumen.delivery.channels.timeouts import Timeouts
from tumen.delivery.outcome import BeforeCommit, Outcome, failed, pending, unknown
from tumen.model import Delivery, DeliveryState

# apprise 2 says so when its own clock ran out; apprise 1 has no such status.
_TIMEOUT = 5

# Which part of a message a service gets: never the page, which chats would show as source text.
_PARTS = ("short", "json", "text")


def asset() -> AppriseAsset:
    """How apprise is to behave: no threads, no addresses in logs, no redirects with tokens to other hosts."""
    made = AppriseAsset(app_id="Tumen", app_desc="Tumen", app_url="", async_mode=False, secure_logging=True)
    # Otherwise chats load apprise's logo from a third party's server with every message.
    made.image_url_mask = made.image_url_logo = ""
    if hasattr(made, "http_redirects"):
        made.http_redirects = False
    return made


def hand_over(service: Any, delivery: Delivery, before_commit: BeforeCommit, timeouts: Timeouts) -> Outcome:
    """Notify once. A refusal after so long that the request may have been read is unknown, not failed."""
    _configure(service, timeouts)
    if len(service) > 1:
        return pending(f"the address names {len(service)} targets: give each its own channel")
    body = next((delivery.message.parts[part] for part in _PARTS if part in delivery.message.parts), None)
    if body is None:
        return pending(f"form {delivery.channel.form!r} cannot be sent to this service: use form 'chat' or 'json'")
    title = "" if "short" in delivery.message.parts else delivery.message.subject
    body = fitting(body, int(getattr(service, "body_maxlen", 0) or 0)) if "json" not in delivery.message.parts else body
    if not before_commit():
        return pending("stopped before sending: another worker has taken over this delivery")
    started = time.monotonic()
    try:
        result = _notify(service, body, title, _format(service, inert="short" in delivery.message.parts))
    except Exception as e:  # noqa: BLE001  a hundred plugins by as many authors: whatever they raise ends here
        return unknown(f"{service.service_name} failed: {type(e).__name__}")
    return _verdict(result, str(service.service_name), time.monotonic() - started, timeouts)


def _configure(service: Any, timeouts: Timeouts) -> None:
    """Nothing in an address may make apprise try twice, cut the text into several or give up before the answer."""
    service.retry = 0
    service.overflow_mode = OverflowMode.UPSTREAM
    service.socket_connect_timeout, service.socket_read_timeout = timeouts.connect, timeouts.http


def _format(service: Any, *, inert: bool) -> NotifyFormat:
    """As what a text is handed to apprise: inert text is Markdown as it stands, and escaping would break its links."""
    own = service.notify_format
    first = next(iter(own), None) if isinstance(own, tuple | list) else own
    return NotifyFormat.MARKDOWN if inert and first == NotifyFormat.MARKDOWN else NotifyFormat.TEXT


def _notify(service: Any, body: str, title: str, body_format: NotifyFormat) -> Any:
    apprise = Apprise(asset=service.asset)
    apprise.add(service)
    return apprise.notify(body=body, title=title, body_format=body_format)


def plain(url: str) -> str:
    """The address without a wish for another format: turned into one, the links in a text lead nowhere."""
    address, _, query = url.partition("?")
    kept = [word for word in query.split("&") if not word.lower().startswith("format=")]
    return f"{address}?{'&'.join(kept)}" if query and kept else address


def _verdict(result: Any, name: str, seconds: float, timeouts: Timeouts) -> Outcome:
    if bool(result):
        return Outcome(state=DeliveryState.SENT_BEST_EFFORT, detail=f"{name} reported success")
    if getattr(result, "status", None) == _TIMEOUT or seconds >= timeouts.http:
        return unknown(f"{name} did not answer within {timeouts.http:.0f} s", down=True)
    return failed(f"{name} reported failure; apprise does not say why")
