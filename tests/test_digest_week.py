"""A weekly reader is told the week by storyline: what moved, from what to what, what stayed open, what was quiet."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.dials import made
from tests.support.digests import DESK, WEEK, channel
from tests.support.documents import NOON, document, shipped_watch
from tests.test_digest_threads import claim, plan
from tumen.analysis.digest.compose import compose
from tumen.analysis.digest.lines.subject import is_bare
from tumen.analysis.digest.lines.wording import spoken
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.analysis.digest.situation import Situation, Window
from tumen.delivery.mail import wire_size
from tumen.delivery.render import render
from tumen.delivery.render.email import LONGEST_MAIL
from tumen.model import (
    Development,
    Document,
    Judgement,
    Length,
    Reader,
    Role,
    Schedule,
    Step,
    Told,
    Week,
)

DAY = timedelta(days=1)
END = NOON + 7 * DAY
DESKS_WEEK = Reader(id="desk", name="Desk", schedule=Schedule.WEEKLY)


def report(id: str, day: int, *claims: object, **facts: object) -> Document:
    at = NOON + day * DAY
    return replace(made(id, at), claims=claims, relevant=True, seen=at, **facts)


def told(id: str, day: int, *documents: Document, storyline: str = "S") -> Told:
    at: datetime = NOON + day * DAY
    return Told(development_id=id, storyline_id=storyline, headline=f"Told {id}", at=at, documents=documents)


def week(new: dict[str, list[Document]], *past: Told, reader: Reader = DESKS_WEEK, kind: str = "digest") -> Week | None:
    """The week that ends now: new reports by development, all of storyline S, and what was told before."""
    reports = [(id, document) for id, some in new.items() for document in some]
    situation = Situation(
        judged=[(d, Judgement(document_id=d.id, role=Role.FIRST, development_id=id)) for id, d in reports],
        developments={id: Development(id=id, title=id, first_seen=END, last_seen=END, storyline_id="S") for id in new},
        watch=shipped_watch(),
        publishers=Publishers(()),
        past=past,
        told={one.development_id: one.at for one in past},
    )
    return compose(reader, kind, Window(since=NOON, until=END, since_seq=0, until_seq=9), situation).week


def test_a_storyline_tells_its_steps_in_order_with_what_an_alert_told_since_the_week_began() -> None:
    found = week({"N": [report("n", 5)]}, told("A", 2, report("a", 2)))
    assert found is not None

    (line,) = found.storylines
    assert [(step.development_id, step.told) for step in line.steps] == [("A", NOON + 2 * DAY), ("N", None)]
    assert not line.is_new


@pytest.mark.parametrize(("days", "is_new"), [(None, True), (-3, False), (3, False)], ids=["never", "before", "since"])
def test_a_storyline_is_new_where_its_reader_was_told_nothing_of_it(days: int | None, is_new: bool) -> None:
    past = () if days is None else (told("A", days, report("a", days)),)
    found = week({"N": [report("n", 5)]}, *past)
    assert found is not None

    assert found.storylines[0].is_new is is_new


def test_a_figure_that_its_party_changed_is_told_with_what_it_said_before_the_week() -> None:
    found = week({"N": [report("n", 5, claim(11_000))]}, told("A", -9, report("a", -9, claim(8_000))))
    assert found is not None

    (revision,) = found.storylines[0].revisions
    assert (revision.before.low, revision.now.low) == (8_000, 11_000)
    assert week({"N": [report("n", 5)]}, told("A", -9, report("a", -9, claim(8_000)))).storylines[0].revisions == ()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("told", "bare"),
    [
        ("Russia, Rason", True),
        ("Subject: Russia, North Korea", True),
        ("Russia, Rason – crab", False),
        ("Kim Jong Un meets Lavrov", False),
        ("Talks", False),
    ],
)
def test_a_storyline_is_named_by_what_says_something_where_an_item_does(told: str, bare: bool) -> None:
    assert is_bare(told, spoken(shipped_watch(), "en")) is bare

    names, news = document("羅先、ロシア経由か"), document("Russia looks at the port of Rason")
    found = week({"N": [names], "O": [news]})

    assert found is not None
    assert found.storylines[0].title == news.draft.title


def test_a_sum_of_what_was_told_before_the_week_is_no_change_of_a_figure() -> None:
    before = told("A", -9, report("a", -9, claim(4_000), claim(2_000, metric="engineers")))
    found = week({"N": [report("n", 5, claim(6_000))]}, before)

    assert found is not None
    assert not found.storylines[0].revisions


def test_what_is_open_stands_with_its_storyline() -> None:
    planned = told("A", 2, report("a", 2, frames=(plan(END.date() + 9 * DAY),)))
    found = week({"N": [report("n", 5)]}, planned)
    assert found is not None

    assert [point.development_id for point in found.storylines[0].still_open] == ["A"]


@pytest.mark.parametrize(("days", "steps", "quiet"), [(5, 2, 0), (-9, 0, 0)])
def test_developments_that_an_earlier_digest_told_as_one_are_one_step_and_no_thread(
    days: int, steps: int, quiet: int
) -> None:
    one = told("D1", days, report("a", days))
    found = week({"D3": [report("c", 6)]} if steps else {}, one, replace(one, development_id="D2"))

    assert found is not None
    assert [len(line.steps) for line in found.storylines] == ([steps] if steps else [])
    assert len(found.quiet) == quiet


@pytest.mark.parametrize(("times", "quiet"), [(1, 0), (2, 1)])
def test_a_thread_that_moved_twice_before_and_not_this_week_is_named_as_quiet(times: int, quiet: int) -> None:
    before = [told(f"Q{n}", -9 - n, report(f"q{n}", -9 - n), storyline="Q") for n in range(times)]
    found = week({"N": [report("n", 5)]}, *before)
    assert found is not None

    assert [(one.storyline_id, one.text, one.last) for one in found.quiet] == (
        [("Q", "Told Q0", (NOON - 9 * DAY).date())] * quiet
    )


@pytest.mark.parametrize(
    ("reader", "kind"), [(replace(DESKS_WEEK, schedule=Schedule.DAILY), "digest"), (DESKS_WEEK, "alert")]
)
def test_only_a_weekly_digest_has_a_week(reader: Reader, kind: str) -> None:
    assert week({"N": [report("n", 5)]}, reader=reader, kind=kind) is None


def shown(form: str = "email", length: Length = Length.USUAL) -> dict[str, str]:
    return dict(render(WEEK, channel(form), replace(DESK, length=length), theme_names={}).parts)


@pytest.mark.parametrize(
    ("form", "part"), [("email", "html"), ("email", "text"), ("slack", "slack"), ("chat", "short"), ("json", "json")]
)
def test_every_form_tells_the_week_and_no_step_that_was_told_is_called_new(form: str, part: str) -> None:
    text = " ".join(shown(form)[part].split())

    assert "Seoul counts more trains" in text
    assert "Peskov calls the count" in text
    assert form in ("chat", "json") or "Ferry from Vladivostok to Rason halted" in text
    assert form in ("chat", "json") or "told 22 Feb 2026" in text


def test_a_matter_that_stands_with_its_storyline_is_not_said_twice() -> None:
    text = " ".join(shown()["text"].split())

    assert text.count("Sources disagree") == 1
    assert text.count("Lavrov to visit Wonsan in spring") == 1


def test_a_short_week_is_first_and_last_of_each_storyline() -> None:
    text = " ".join(shown(length=Length.SHORT)["text"].split())

    assert "Seoul counts more trains through Khasan (21 Feb 2026) → Peskov" in text
    assert "told 22 Feb" not in text


def test_a_crowded_week_keeps_to_what_mail_programs_show_and_counts_the_rest() -> None:
    assert WEEK.week is not None
    (line, _) = WEEK.week.storylines
    many = tuple(
        Step(development_id=f"s{n}", day=NOON.date(), text=f"Step {n} " + "of a long way " * 9) for n in range(20)
    )
    crowd = replace(
        WEEK, week=Week(storylines=tuple(replace(line, storyline_id=f"S{n}", steps=many) for n in range(50)))
    )

    parts = render(crowd, channel(), DESK, theme_names={}).parts
    assert sum(map(wire_size, parts.values())) <= LONGEST_MAIL
    assert "18 more storylines: in the full page and the JSON" in parts["text"]
    assert "14 more in between" in parts["text"]
    slack = render(crowd, channel("slack"), DESK, theme_names={}).parts["slack"]
    assert len(json.loads(slack)["blocks"]) <= 50
    assert "more storylines" in slack
