"""The plan of deployments/prefect.yaml, fitted to this installation: readers' time zones, and what was paused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tumen.model import Reader

Plan = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paused:
    """What was switched off in the web UI: whole deployments, and schedules as (deployment, slug)."""

    deployments: frozenset[str] = frozenset()
    schedules: frozenset[tuple[str, str]] = frozenset()


def fitted(plan: Plan, readers: Sequence[Reader], paused: Paused) -> Plan:
    """Return the plan with a schedule per time zone of the readers it is for; what was paused stays paused.

    A schedule whose parameters name a reader's schedule is for those readers. Without such readers there is none.
    """
    deployments = []
    for deployment in plan["deployments"]:
        schedules = [one for given in deployment["schedules"] for one in _per_zone(given, readers)]
        active = [
            {**one, "active": one.get("active", True) and (deployment["name"], one["slug"]) not in paused.schedules}
            for one in schedules
        ]
        paused_whole = deployment.get("paused", False) or deployment["name"] in paused.deployments
        deployments.append({**deployment, "schedules": active, "paused": paused_whole})
    return {**plan, "deployments": deployments}


def _per_zone(schedule: Mapping[str, Any], readers: Iterable[Reader]) -> list[dict[str, Any]]:
    parameters = schedule.get("parameters", {})
    if "schedule" not in parameters:
        return [dict(schedule)]
    zones = sorted({reader.timezone for reader in readers if reader.schedule == parameters["schedule"]})
    return [
        {
            **schedule,
            "timezone": zone if _names_an_hour(schedule["cron"]) else schedule["timezone"],
            "slug": f"{schedule['slug']}-{_slug(zone)}",
            "parameters": {**parameters, "timezone": zone},
        }
        for zone in zones
    ]


def _names_an_hour(cron: str) -> bool:
    """Whether a cron line means hours of a reader's day. Hours as such are the same everywhere.

    By a local clock, "every hour" has a gap of two when that clock is put back.
    """
    return cron.split()[1] != "*"


def _slug(zone: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", zone.lower()).strip("-")


def covered(plan: Plan) -> set[tuple[str, str]]:
    """Return for which readers' schedules and time zones a fitted plan has schedules."""
    given = [one.get("parameters", {}) for deployment in plan["deployments"] for one in deployment["schedules"]]
    return {(one["schedule"], one["timezone"]) for one in given if {"schedule", "timezone"} <= one.keys()}


def slugs(plan: Plan) -> dict[str, Collection[str]]:
    """Return the schedules each deployment of a plan has."""
    return {one["name"]: {schedule["slug"] for schedule in one["schedules"]} for one in plan["deployments"]}
