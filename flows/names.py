"""The names of runs in the web UI and in the logs: what they do and for whom."""

from __future__ import annotations

from prefect.runtime import flow_run


def collect() -> str:
    """Name a run of the flow collect: "collect all due sources", "collect from tass-en"."""
    asked = flow_run.parameters
    if asked.get("source"):
        return f"collect from {asked['source']}"
    return "collect all sources" if asked.get("force") else "collect all due sources"


def digest() -> str:
    """Name a run of the flow digest: "digest for desk", "digest for all readers (daily, Asia/Seoul, due)"."""
    asked = flow_run.parameters
    limits = ", ".join(str(asked[key]) for key in ("schedule", "timezone") if asked.get(key))
    limits = ", ".join(part for part in (limits, "due" if asked.get("due") else "") if part)
    return f"digest for {asked.get('reader') or 'all readers'}{f' ({limits})' if limits else ''}"


def alert() -> str:
    """Name a run of the flow alert: "alert for desk", "alert for all readers with alerts"."""
    return f"alert for {flow_run.parameters.get('reader') or 'all readers with alerts'}"


def monitor() -> str:
    """Name a run of the flow monitor: "collect all due sources and write all digests"."""
    return f"collect {'all' if flow_run.parameters.get('force') else 'all due'} sources and write all digests"


def upkeep() -> str:
    """Name a run of the flow upkeep: "upkeep with backup", "upkeep without backup"."""
    return f"upkeep {'with' if flow_run.parameters.get('backup') else 'without'} backup"


def work() -> str:
    """Name a run of the flow work: "work on batches"."""
    return "work on batches"
