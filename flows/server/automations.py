"""What the Prefect server does by itself: declare lost runs crashed, and call a webhook when a run fails."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID

from prefect.automations import Automation
from prefect.blocks.webhook import Webhook
from prefect.client.schemas.objects import StateType
from prefect.events.actions import CallWebhook, ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification
from pydantic import SecretStr

LOST = "tumen: lost runs"
FAILED = "tumen: failed runs"
WEBHOOK = "tumen-failed-runs"

# Runs beat every 30 seconds; three beats missed is a dead process and not a busy one.
SILENCE = timedelta(seconds=90)

_RUNS: dict[str, str | list[str]] = {"prefect.resource.id": "prefect.flow-run.*"}

# A message of any chat that takes {"text": …}; the words of an error are quoted as JSON and stay words.
_POST = '{"text": {{ ("Tumen: " ~ flow.name ~ " " ~ flow_run.state.name ~ ": " ~ flow_run.state.message) | tojson }}}'


def install(webhook: str = "") -> None:
    """Make the automations anew; `webhook` is where failures are posted, nowhere when it is empty."""
    asyncio.run(_install(webhook))


async def _install(webhook: str) -> None:
    for name in (LOST, FAILED):
        await _remove(name)
    await _lost_runs().acreate()
    if webhook:
        block = await Webhook(url=SecretStr(webhook)).asave(WEBHOOK, overwrite=True)
        await _failed_runs(block).acreate()


async def _remove(name: str) -> None:
    try:
        found = await Automation.aread(name=name)
    except ValueError:
        return  # there was none
    await found.adelete()


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
    return Automation(name=FAILED, trigger=trigger, actions=[CallWebhook(block_document_id=block, payload=_POST)])
