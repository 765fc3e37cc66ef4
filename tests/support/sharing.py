"""Which files of tests share something that is dear to set up, and which begin first."""

from __future__ import annotations

# Their tests ask one Prefect server, which costs as much as a hundred tests to start and is busy while it stands.
OF_THE_SERVER = frozenset({"test_guard.py", "test_runs.py", "test_served.py"})

# Of few tests, each of which takes long: by their number they would begin last, when the other processes are done.
FIRST = (
    "test_hostile_pages.py",
    "test_revisiting.py",
    "test_correcting.py",
    "test_hostile_collecting.py",
    "test_replay.py",
    "test_siblings.py",
    "test_edits.py",
    "test_restarts.py",
    "test_web.py",
    "test_wire_streams.py",
    "test_archive_faults.py",
    "test_collecting_together.py",
    "test_archive_copy.py",
    "test_absence.py",
    "test_delivery_routes.py",
)
