"""The plan of deployments/prefect.yaml, fitted to this installation: the hours of its readers, and what was paused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tumen.model import Reader
from tumen.pipeline import wakes

Plan = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paused:
    """What was switched off in the web UI: whole deployments, and schedules as (deployment, slug)."""

    deployments: frozenset[str] = frozenset()
    schedules: frozenset[tuple[str, str]] = frozenset()


def fitted(plan: Plan, readers: Sequence[Reader], paused: Paused) -> Plan:
    """Return the plan with a schedule for each hour at which a reader's digest may be due; what was paused stays so.

    A schedule whose parameters say `due` is for the readers. Without readers there is none.
    """
    deployments = []
    for deployment in plan["deployments"]:
        schedules = [one for given in deployment["schedules"] for one in _per_hour(given, readers)]
        active = [
            {**one, "active": one.get("active", True) and (deployment["name"], one["slug"]) not in paused.schedules}
            for one in schedules
        ]
        paused_whole = deployment.get("paused", False) or deployment["name"] in paused.deployments
        deployments.append({**deployment, "schedules": active, "paused": paused_whole})
    return {**plan, "deployments": deployments}


def _per_hour(schedule: Mapping[str, Any], readers: Iterable[Reader]) -> list[dict[str, Any]]:
    if not schedule.get("parameters", {}).get("due"):
        return [dict(schedule)]
    every = sorted({(cron.line, zone) for reader in readers for cron, zone in wakes(reader)})
    return [{**schedule, "cron": line, "timezone": zone, "slug": slug(line, zone)} for line, zone in every]


def slug(line: str, zone: str) -> str:
    """Return a name for a cron line in a time zone, of letters, digits and dashes: "0-7-x-x-mon-asia-seoul"."""
    letters = str.maketrans({"*": "x", "/": "s", ",": "a", "-": "t"})
    return re.sub(r"[^a-z0-9]+", "-", f"{line.translate(letters)} {zone.lower()}").strip("-")


def covered(plan: Plan) -> set[tuple[str, str]]:
    """Return the cron lines and time zones at which a fitted plan asks what is due."""
    given = [one for deployment in plan["deployments"] for one in deployment["schedules"]]
    return {(one["cron"], one["timezone"]) for one in given if one.get("parameters", {}).get("due")}


def slugs(plan: Plan) -> dict[str, Collection[str]]:
    """Return the schedules each deployment of a plan has."""
    return {one["name"]: {schedule["slug"] for schedule in one["schedules"]} for one in plan["deployments"]}
