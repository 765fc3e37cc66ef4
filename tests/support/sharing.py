"""Which files of tests share something that is dear to set up."""

from __future__ import annotations

# Their tests ask one Prefect server, which costs as much as a hundred tests to start and is busy while it stands.
OF_THE_SERVER = frozenset({"test_guard.py", "test_runs.py", "test_served.py"})
