"""Automations of the Prefect server: mark lost runs as crashed, and call webhooks on events."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID

from prefect.automations import Automation
from prefect.blocks.webhook import Webhook
from prefect.client.schemas.objects import StateType
from prefect.events.actions import CallWebhook, ChangeFlowRunState, DoNothing
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification
from pydantic import SecretStr

from flows.events import DIGEST_SEALED, SOURCE_SILENT

LOST = "tumen: lost runs"
FAILED = "tumen: failed runs"
SILENT = "tumen: silent sources"
SEALED = "tumen: sealed digests"

FAILED_WEBHOOK = "tumen-failed-runs"
SEALED_WEBHOOK = "tumen-sealed-digests"

# Runs beat every 30 seconds; three beats missed is a dead process and not a busy one.
SILENCE = timedelta(seconds=90)

# When the network is gone, all sources fall silent together; one message is enough, and the table has them all.
QUIET = timedelta(hours=1)

_RUNS: dict[str, str | list[str]] = {"prefect.resource.id": "prefect.flow-run.*"}


def _post(words: str) -> str:
    """Return a message as any chat takes it ({"text": …}); the words of an error are quoted as JSON and stay words."""
    return f'{{"text": {{{{ ({words}) | tojson }}}}}}'


_OF_RUN = _post('"Tumen: " ~ flow_run.name ~ ": " ~ flow_run.state.name ~ ": " ~ flow_run.state.message')
_OF_SOURCE = _post('"Tumen: " ~ event.payload.name ~ " fell silent: " ~ event.payload.reason')
_OF_DIGEST = _post(
    '"Tumen: digest for " ~ event.payload.reader ~ ": " ~ event.payload.new ~ " new, " ~ event.payload.updates ~ '
    '" changed; " ~ event.payload.reached ~ " of " ~ event.payload.of ~ " sources reached"'
)


def install(failed: str = "", sealed: str = "") -> None:
    """Create the automations again; one that was switched off stays off.

    `failed` is the webhook for failed runs and silent sources, `sealed` the one for sealed digests. Without
    its webhook an automation on an event only notes that it was triggered, and there is none on failed runs.
    """
    asyncio.run(_install(failed, sealed))


async def _install(failed: str, sealed: str) -> None:
    to_failed, to_sealed = await _block(FAILED_WEBHOOK, failed), await _block(SEALED_WEBHOOK, sealed)
    await _replace(LOST, _lost_runs())
    await _replace(FAILED, _failed_runs(to_failed) if to_failed else None)
    await _replace(SILENT, _on_event(SILENT, SOURCE_SILENT, QUIET, to_failed, _OF_SOURCE))
    await _replace(SEALED, _on_event(SEALED, DIGEST_SEALED, timedelta(0), to_sealed, _OF_DIGEST))


async def _block(name: str, url: str) -> UUID | None:
    return await Webhook(url=SecretStr(url)).asave(name, overwrite=True) if url else None


async def _replace(name: str, wanted: Automation | None) -> None:
    enabled = await _remove(name)
    if wanted is not None:
        wanted.enabled = enabled
        await wanted.acreate()


async def _remove(name: str) -> bool:
    """Remove an automation; returns whether it was switched on, as a new one is."""
    try:
        found = await Automation.aread(name=name)
    except ValueError:
        return True  # there was none
    await found.adelete()
    return found.enabled


def _on_event(name: str, event: str, within: timedelta, block: UUID | None, post: str) -> Automation:
    """On every event of this name, or on the first one of each span of `within`."""
    trigger = EventTrigger(expect={event}, posture=Posture.Reactive, threshold=1, within=within)
    action = CallWebhook(block_document_id=block, payload=post) if block else DoNothing()
    return Automation(name=name, trigger=trigger, actions=[action])


def _lost_runs() -> Automation:
    trigger = EventTrigger(
        after={"prefect.flow-run.heartbeat"},
        expect={"prefect.flow-run.*"},
        match=ResourceSpecification(_RUNS),
        for_each={"prefect.resource.id"},
        posture=Posture.Proactive,
        threshold=1,
        within=SILENCE,
    )
    said = f"no heartbeat for {SILENCE.seconds} seconds: the process or the machine is gone"
    crash = ChangeFlowRunState(name="Crashed", state=StateType.CRASHED, message=said, force=False)
    return Automation(name=LOST, trigger=trigger, actions=[crash])


def _failed_runs(block: UUID) -> Automation:
    trigger = EventTrigger(
        expect={"prefect.flow-run.Failed", "prefect.flow-run.Crashed", "prefect.flow-run.TimedOut"},
        match=ResourceSpecification(_RUNS),
        posture=Posture.Reactive,
        threshold=1,
        within=timedelta(0),
    )
    return Automation(name=FAILED, trigger=trigger, actions=[CallWebhook(block_document_id=block, payload=_OF_RUN)])
