"""Slack as an apprise service of our own: apprise reads the address, blocks, POST and outcome are ours.

tumenslack://TokenA/TokenB/TokenC (incoming webhook) or tumenslack://xoxb-…/#channel (bot)
"""

# apprise 1 has no types and apprise 2 has some; what it gives is made exact where it enters our own types.
# mypy: disable-error-code="no-untyped-call, override, misc, unused-ignore"

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from tumen.delivery.channels.apprise_imports import NotifySlack, SlackMode
from tumen.delivery.channels.http_post import Answer, post
from tumen.delivery.channels.timeouts import Timeouts
from tumen.delivery.outcome import BeforeCommit, Outcome, failed, pending, sent, unknown
from tumen.model import Delivery, DeliveryState

# Slack documents 30 s as a typical wait; without a number we are more careful. More than an hour is a mistake.
DEFAULT_WAIT = timedelta(seconds=60)
LONGEST_WAIT = timedelta(hours=1)

# The method pages say of these that some of the operation may have succeeded.
_UNCLEAR = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
_NOT_POSTED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
# About the app or the workspace, not about this message: a person mends it, and the message is still good then.
_CHANNEL = frozenset(
    {
        "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "invalid_token",
        "no_service", "no_service_id", "no_team", "team_disabled", "missing_scope", "org_login_required",
        "ekm_access_denied", "accesslimited",
    }
)  # fmt: skip
_NAME = re.compile(r"[a-z_]{2,60}")
_TARGET = re.compile(r"(?P<channel>[+#@]?[A-Za-z0-9_-]{1,80})(?::(?P<thread>[0-9.]+))?")


class NotifyTumenSlack(NotifySlack):
    """Posts a sealed delivery to one channel; `send` is there for those who use the address with plain apprise."""

    service_name = "Tumen Slack"
    secure_protocol = "tumenslack"
    request_rate_per_sec = 0
    timeouts = Timeouts()

    @property
    def route(self) -> str:
        """The webhook or bot that is shared by all its channels."""
        tokens = "|".join(str(token) for token in (self.access_token, self.token_a, self.token_b, self.token_c))
        return f"slack {hashlib.sha256(tokens.encode()).hexdigest()[:12]}"

    def hand_over(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
        """Post the sealed blocks once."""
        return self._post(json.loads(delivery.message.parts["slack"]), delivery.id, before_commit)

    def send(self, body: str, title: str = "", **_: Any) -> bool:
        """One plain message in an element in which Slack parses nothing; True only when Slack took it."""
        text = {"type": "plain_text", "text": (f"{title}\n{body}" if title else body)[:3000] or " ", "emoji": False}
        payload = {"text": "Tumen", "blocks": [{"type": "section", "text": text}]}
        return self._post(payload, "", lambda: True).state is DeliveryState.SENT

    def _post(self, payload: dict[str, Any], delivery_id: str, before_commit: BeforeCommit) -> Outcome:
        target = self._target()
        if target is None:
            return pending("the address must name one channel by its name or id")
        # Nothing is to be parsed, linked or unfolded, whatever the workspace's defaults are.
        quiet = {"mrkdwn": False, "parse": "none", "link_names": False, "unfurl_links": False, "unfurl_media": False}
        bot = self.mode == SlackMode.BOT
        payload = {**payload, **quiet, **target, **(_mark(delivery_id) if bot else {})}
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "tumen", "Connection": "close"}
        if bot:
            headers["Authorization"] = f"Bearer {self.access_token}"
        body = json.dumps(payload, ensure_ascii=True).encode()
        answer = post(self._url(), body, headers, before_commit, self.timeouts)
        if isinstance(answer, Outcome):
            return answer
        return _bot_verdict(answer) if bot else _hook_verdict(answer)

    def _url(self) -> str:
        if self.mode == SlackMode.BOT:
            return str(self.api_url).format("chat.postMessage")
        base = self.webhook_gov_url if self.mode == SlackMode.WEBHOOK_GOV else self.webhook_url
        return f"{base}/{self.token_a}/{self.token_b}/{self.token_c}"

    def _target(self) -> dict[str, str] | None:
        """Channel and thread of the message; empty for a webhook, which has its channel. None for several."""
        if len(self.channels) != 1:
            return None
        if self.channels[0] is None:
            return {}
        found = _TARGET.fullmatch(str(self.channels[0]))
        if found is None:
            return None
        named = found["channel"]
        channel = named[1:] if named[0] == "+" else named if named[0] in "#@" else f"#{named}"
        return {"channel": channel, **({"thread_ts": found["thread"]} if found["thread"] else {})}


def _mark(delivery_id: str) -> dict[str, Any]:
    """What the message can be found by later (conversations.history with metadata)."""
    return {"metadata": {"event_type": "tumen_delivery", "event_payload": {"delivery_id": delivery_id}}}


def _hook_verdict(answer: Answer) -> Outcome:
    if answer.status == 200 and answer.body.strip() == b"ok":
        return sent("200 ok")
    return _refusal(answer, answer.body.decode("ascii", "replace").strip())


def _bot_verdict(answer: Answer) -> Outcome:
    try:
        reply = json.loads(answer.body)
    except ValueError:
        reply = {}
    reply = reply if isinstance(reply, dict) else {}
    if answer.status == 200 and reply.get("ok") is True:
        return sent(f"200 ok, ts {re.sub(r'[^0-9.]', '', str(reply.get('ts', '')))[:32]}")
    return _refusal(answer, str(reply.get("error", "")))


def _refusal(answer: Answer, said: str) -> Outcome:
    """What a refusal means. Only names of errors are repeated: any other text may hold anything."""
    name = said if _NAME.fullmatch(said) else ""
    detail = f"{answer.status} {name}".strip()
    if answer.status == 429 or name in _NOT_POSTED:
        return pending(detail, retry_after=_wait(answer.headers))
    if answer.status >= 500 or answer.status == 408 or name in _UNCLEAR:
        return unknown(f"the outcome is unclear: {detail}", down=True)
    if name in _CHANNEL or (answer.status in {401, 403} and not name):
        return pending(detail, down=True)
    if answer.status >= 300 or name:
        return failed(detail)
    return unknown(f"unexpected answer: {detail}", down=True)


def _wait(headers: Mapping[str, str]) -> timedelta:
    """Retry-After in seconds or as a date (counted from the answer's own Date); a default when there is none."""
    said = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,12}", said):
        wait = timedelta(seconds=min(int(said), LONGEST_WAIT.total_seconds()))
    else:
        wait = _until(said, headers.get("date", "")) or DEFAULT_WAIT
    return min(wait, LONGEST_WAIT) if wait > timedelta(0) else DEFAULT_WAIT


def _until(said: str, answered: str) -> timedelta | None:
    try:
        return parsedate_to_datetime(said) - parsedate_to_datetime(answered)
    except (ValueError, TypeError, OverflowError):
        return None
