"""How long channels wait in tests: for ever, as far as a test goes, except at the one step that is to be given up."""

from __future__ import annotations

from dataclasses import replace

from tests.support.smtp import Mailbox, RawServer
from tests.support.waiting import GUARD
from tests.support.webhook import Sink
from tumen.delivery.channels import Timeouts

PATIENT = Timeouts(connect=GUARD, command=GUARD, session=GUARD, dot=GUARD, http=GUARD)
GIVES_UP_AFTER_THE_DOT = replace(PATIENT, dot=0.5)
GIVES_UP_BEFORE_THE_DOT = replace(PATIENT, command=0.5, session=1.0)
GIVES_UP_ON_A_REPLY = replace(PATIENT, http=0.5)

# Longer than anybody waits, and over at once when the server closes.
NEVER = GUARD


def patience_with(server: RawServer | Mailbox | Sink) -> Timeouts:
    """Short only where this server will hang or drip, so that a busy machine changes no outcome."""
    if isinstance(server, Sink):
        return GIVES_UP_ON_A_REPLY if any(reply.after for reply in server.replies) else PATIENT
    if not isinstance(server, RawServer):
        return PATIENT
    hanging = {step for step, what in server.script.items() if what in {"hang", "drip"}}
    if hanging == {"dot"}:
        return GIVES_UP_AFTER_THE_DOT
    return GIVES_UP_BEFORE_THE_DOT if hanging else PATIENT
