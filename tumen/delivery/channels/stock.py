"""All the other services apprise knows, as declared best effort: one target, one try, the outcome it admits to."""

from __future__ import annotations

import time
from typing import Any

from tumen.delivery.channels.deadline import Timeouts
from tumen.delivery.channels.guest import Apprise, AppriseAsset, NotifyFormat
from tumen.delivery.outcome import BeforeCommit, Outcome, failed, pending, unknown
from tumen.model import Delivery, DeliveryState

# apprise 2 says so when its own clock ran out; apprise 1 has no such status.
_TIMEOUT = 5

# Which part of a message a service gets: never the page, which chats would show as source text.
_PARTS = ("short", "json", "text")


def asset() -> AppriseAsset:
    """How apprise is to behave: no threads, no addresses in logs, no redirects with tokens to other hosts."""
    made = AppriseAsset(app_id="Tumen", app_desc="Tumen", async_mode=False, secure_logging=True)
    if hasattr(made, "http_redirects"):
        made.http_redirects = False
    return made


def hand_over(service: Any, delivery: Delivery, before_commit: BeforeCommit, timeouts: Timeouts) -> Outcome:
    """Notify once. A refusal after so long that the request may have been read is unknown, not failed."""
    _tame(service, timeouts)
    if len(service) > 1:
        return pending(f"the address names {len(service)} targets: give each its own channel")
    body = next((delivery.message.parts[part] for part in _PARTS if part in delivery.message.parts), None)
    if body is None:
        return pending(f"the form {delivery.channel.form!r} has no part for this service: use chat or json")
    if not before_commit():
        return pending("stopped before sending: another worker has this delivery")
    title = "" if "short" in delivery.message.parts else delivery.message.subject
    started = time.monotonic()
    try:
        result = _notify(service, body, title)
    except Exception as e:  # noqa: BLE001  a hundred plugins by as many authors: whatever they raise ends here
        return unknown(f"{service.service_name} broke off: {type(e).__name__}")
    return _verdict(result, str(service.service_name), time.monotonic() - started, timeouts)


def _tame(service: Any, timeouts: Timeouts) -> None:
    """Nothing in an address may make apprise try twice, cut the text or give up before the other side answers."""
    service.retry = 0
    service.socket_connect_timeout, service.socket_read_timeout = timeouts.connect, timeouts.http


def _notify(service: Any, body: str, title: str) -> Any:
    apprise = Apprise(asset=service.asset)
    apprise.add(service)
    return apprise.notify(body=body, title=title, body_format=NotifyFormat.TEXT)


def _verdict(result: Any, name: str, seconds: float, timeouts: Timeouts) -> Outcome:
    if bool(result):
        return Outcome(state=DeliveryState.SENT_BEST_EFFORT, detail=f"{name} reported success")
    if getattr(result, "status", None) == _TIMEOUT or seconds >= timeouts.http:
        return unknown(f"{name} gave no answer within {timeouts.http:.0f} s", down=True)
    return failed(f"{name} reported failure; apprise does not say why")
