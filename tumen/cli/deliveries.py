"""What was sent to whom, and what a person can do about it: list, resolve, reconcile, retry."""

from __future__ import annotations

from cyclopts import App

from tumen.cli import screen
from tumen.cli.arguments import Flag, Json
from tumen.counts import counted
from tumen.errors import ConfigError
from tumen.installation import Absent
from tumen.model import Circuit, Delivery, DeliveryState
from tumen.storage import Decision
from tumen.wiring import clock, open_archive, open_runtime

deliveries = App(name="deliveries", help="What was sent to whom: list, resolve, reconcile, retry, test.")


@deliveries.command(name="list")
def list_deliveries(*, state: str | None = None, limit: int = 50, json: Json = False) -> int:
    """List deliveries with their state and reason, the newest first.

    Parameters
    ----------
    state
        Only deliveries in this state: pending, sent, failed, unknown, expired, …
    limit
        Show at most this many.
    """
    wanted = _state(state)
    with open_archive() as archive:
        found = archive.outbox.deliveries(state=wanted, limit=limit)
        down = archive.circuits.all()
    if json:
        screen.as_json([_row(delivery) for delivery in found])
        return 0
    rows = [(d.id, d.channel.recipient, d.state.value, d.attempts, screen.minute(d.sealed_at), d.detail) for d in found]
    screen.table("Deliveries", ("id", "recipient", "state", "attempts", "sealed", "detail"), rows)
    for circuit in down:
        screen.say(f"{circuit.route}: {circuit_line(circuit)}")
    if any(d.state is DeliveryState.UNKNOWN for d in found):
        screen.say(
            "Unknown: the server may have accepted it. Ask the recipient, then: tumen deliveries resolve ID --sent"
        )
    return 0


def _state(name: str | None) -> DeliveryState | None:
    try:
        return DeliveryState(name) if name else None
    except ValueError as e:
        known = ", ".join(state.value for state in DeliveryState)
        raise ConfigError("command line", str(name), f"no such state (known: {known})") from e


def _row(delivery: Delivery) -> dict[str, object]:
    return {
        "id": delivery.id,
        "digest": delivery.digest_id,
        "reader": delivery.reader_id,
        "channel": delivery.channel.id,
        "recipient": delivery.channel.recipient,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "sealed_at": delivery.sealed_at.isoformat(),
        "not_after": delivery.not_after.isoformat(),
        "next_attempt": delivery.next_attempt.isoformat() if delivery.next_attempt else None,
        "detail": delivery.detail,
    }


@deliveries.command
def resolve(id: str, /, *, sent: Flag = False, resend: Flag = False, abandon: Flag = False, json: Json = False) -> int:
    """Settle a delivery whose outcome is unknown; give exactly one of the three options.

    Parameters
    ----------
    id
        Id of the delivery.
    sent
        The recipient received it.
    resend
        The recipient did not receive it: send the same message again.
    abandon
        Do not send it again.
    """
    options = {Decision.SENT: sent, Decision.RESEND: resend, Decision.ABANDON: abandon}
    chosen = [decision for decision, said in options.items() if said]
    if len(chosen) != 1:
        raise ConfigError("command line", id, "give exactly one of --sent, --resend and --abandon")
    with open_archive() as archive:
        delivery = archive.ledger.resolve(id, chosen[0], clock())
    if json:
        screen.as_json(_row(delivery))
    else:
        screen.say(f"{delivery.id} is {delivery.state.value}.")
    return 0


@deliveries.command(name="test")
def send_test(channel: str, /, *, json: Json = False) -> int:
    """Send one message that is marked as a test by one channel; nothing is stored. Exit code 1 if it was not accepted.

    Parameters
    ----------
    channel
        The reader and the channel as in readers.toml: READER/CHANNEL.
    """
    from tumen import pipeline

    reader_id, _, channel_id = channel.partition("/")
    # It is asked for before the first run begins a database, and needs none.
    with open_runtime(absent=Absent.STAND_IN) as runtime:
        reader = runtime.reader(reader_id)
        chosen = next((one for one in reader.channels if one.id == channel_id), None)
        if chosen is None:
            known = ", ".join(f"{reader.id}/{one.id}" for one in reader.channels) or "none"
            raise ConfigError("command line", channel, f"no such channel (known: {known})")
        outcome = pipeline.send_test(runtime.channels, reader, chosen, runtime.content, runtime.now())
    if json:
        screen.as_json({"channel": channel, "state": outcome.state, "detail": outcome.detail})
    else:
        screen.say(f"{channel}: {outcome.state}: {outcome.detail or 'accepted'}")
    return 0 if outcome.state in (DeliveryState.SENT, DeliveryState.SENT_BEST_EFFORT) else 1


@deliveries.command
def reconcile(*, json: Json = False) -> int:
    """Look up deliveries with an unknown outcome in the mailbox of copies (TUMEN_COPIES) and settle them.

    Every run that delivers begins with this. Exit code 1 if any stay unknown.
    """
    from tumen.delivery.copies import look

    with open_runtime(absent=Absent.REFUSE) as runtime:
        if runtime.mailbox is None:
            raise ConfigError(
                "environment", "TUMEN_COPIES", "is not set: it must name the mailbox that holds a copy of every mail"
            )
        now = runtime.now()
        rows = []
        for found in look(runtime.archive.handovers, runtime.mailbox, now):
            receipt = (
                runtime.archive.handovers.reconcile(found.delivery_id, found.arrived, now)
                if found.arrived is not None
                else None
            )
            rows.append((found.delivery_id, receipt.state.value if receipt else "unknown", found.why))
    if json:
        screen.as_json([{"id": id_, "state": state, "why": why} for id_, state, why in rows])
    else:
        screen.table("Looked up", ("id", "state", "why"), rows)
    return 1 if any(state == "unknown" for _, state, _ in rows) else 0


@deliveries.command
def retry(*, json: Json = False) -> int:
    """Try everything that waits in the next run, also on routes that are down; for use after fixing a problem."""
    with open_archive() as archive:
        due = archive.circuits.reset(clock())
    if json:
        screen.as_json({"due": due})
    else:
        screen.say(f"The next run tries {counted(due, 'waiting delivery', 'waiting deliveries')}, on every route.")
    return 0


def circuit_line(circuit: Circuit) -> str:
    """A route that is down, in one line: since when, why, and when it is tried again."""
    return (
        f"down since {circuit.since:%Y-%m-%d %H:%M} UTC, {counted(circuit.failures, 'failure')} in a row: "
        f"{circuit.detail}; one message is tried after {circuit.until:%H:%M:%S} UTC "
        "(in the next run: tumen deliveries retry)"
    )
