"""What a collection found at each source it asked, and when a source counts as silent."""

from __future__ import annotations

import pytest

from tumen.model import Source, SourceHealth, SourceKind, Trouble
from tumen.pipeline import Collected, outcomes

SOURCES = [Source(id=id, name=id.upper(), kind=SourceKind.FEED, url=f"https://{id}.example") for id in "abc"]


def health(id: str, state: str = "ok", failures: int = 0, reason: str = "") -> SourceHealth:
    return SourceHealth(source_id=id, state=state, failures=failures, reason=reason)


def test_sources_that_were_asked_are_listed_with_what_came_those_that_failed_first() -> None:
    done = Collected(new_of={"a": 2}, troubles=[Trouble(source_id="c", name="C", reason="timed out")])
    after = {"a": health("a"), "c": health("c", "backing_off", 1, "timed out")}

    found = outcomes(SOURCES, {}, after, done)

    assert [(one.source_id, one.state, one.reached, one.new, one.reason) for one in found] == [
        ("c", "backing_off", False, 0, "timed out"),
        ("a", "ok", True, 2, ""),
    ]


def test_a_source_that_answers_and_has_nothing_new_for_long_is_reached_and_silent() -> None:
    after = {"a": health("a", "silent", reason="nothing new for 9 days")}

    (found,) = outcomes(SOURCES, {"a": health("a", "unchanged")}, after, Collected(new_of={"a": 0}))

    assert (found.reached, found.reason, found.fell_silent) == (True, "nothing new for 9 days", True)


@pytest.mark.parametrize(
    ("before", "after", "fell_silent"),
    [
        (health("a"), health("a", "backing_off", 1), False),
        (health("a", "backing_off", 1), health("a", "backing_off", 2), False),
        (health("a", "backing_off", 2), health("a", "backing_off", 3), True),
        (health("a", "backing_off", 3), health("a", "blocked", 4), False),
        (health("a", "backing_off", 3), health("a"), False),
        (health("a"), health("a", "gone", 1), True),
        (health("a", "silent"), health("a", "silent"), False),
        (health("a", "silent"), health("a", "backing_off", 1), False),
    ],
)
def test_a_source_falls_silent_once(before: SourceHealth, after: SourceHealth, fell_silent: bool) -> None:
    done = Collected(troubles=[Trouble(source_id="a", name="A", reason=after.reason)])

    (found,) = outcomes(SOURCES, {"a": before}, {"a": after}, done)

    assert found.fell_silent is fell_silent
