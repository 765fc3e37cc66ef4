"""The order of a whole run, and what one failure in it means for the others."""

from __future__ import annotations

import pytest

from tumen.errors import RenderError
from tumen.model import Coverage
from tumen.pipeline import Gathered, Gathering, Sending, Sent, gather, run, send


class Steps:
    """Steps that note that they were taken; `broken` is a reader whose digest cannot be written."""

    def __init__(self, broken: str = "", idle: str = "") -> None:
        self.taken: list[str] = []
        self.broken, self.idle = broken, idle

    def gathering(self) -> Gathered[str]:
        return gather(Gathering(collect=self.collect, develop=self.develop))

    def sending(self, *readers: str) -> Sent[str, str]:
        steps = Sending(develop=self.develop, write=self.write, deliver=self.deliver, summarize=self.summarize)
        return send(steps, readers)

    def collect(self) -> str:
        self.taken.append("collect")
        return "two documents"

    def develop(self) -> int:
        self.taken.append("develop")
        return 2

    def write(self, reader: str) -> str | None:
        self.taken.append(f"write {reader}")
        if reader == self.broken:
            raise RenderError(reader, "no template")
        return None if reader == self.idle else f"digest of {reader}"

    def deliver(self) -> list[str]:
        self.taken.append("deliver")
        return ["sent"]

    def summarize(self, digest: str, deliveries: list[str]) -> str:
        self.taken.append(f"summarize {digest}")
        return f"{digest}: {deliveries[0]}"

    def coverage(self) -> Coverage:
        self.taken.append("coverage")
        return Coverage(reached=1, of=2)


def test_a_whole_run_collects_judges_writes_delivers_and_then_says_what_it_reached() -> None:
    steps = Steps()

    done = run(steps.gathering, lambda: steps.sending("desk", "press"), steps.coverage)

    assert steps.taken == [
        "collect", "develop", "develop", "write desk", "write press", "deliver",
        "summarize digest of desk", "summarize digest of press", "coverage",
    ]  # fmt: skip
    assert done.gathered == Gathered(collected="two documents", judged=2)
    assert done.sent == Sent(digests=["digest of desk: sent", "digest of press: sent"], deliveries=["sent"])
    assert done.coverage == Coverage(reached=1, of=2)


def test_a_reader_for_whom_nothing_is_due_gets_no_summary() -> None:
    steps = Steps(idle="desk")

    sent = steps.sending("desk", "press")

    assert sent.digests == ["digest of press: sent"]


def test_a_digest_that_cannot_be_written_fails_the_run_after_every_other_reader_is_served() -> None:
    steps = Steps(broken="desk")

    with pytest.raises(RenderError, match="no template"):
        steps.sending("desk", "press")

    assert steps.taken == ["develop", "write desk", "write press", "deliver", "summarize digest of press"]


def test_nothing_is_sent_when_the_documents_that_wait_cannot_be_judged() -> None:
    steps = Steps()
    steps.develop = lambda: 1 // 0  # type: ignore[method-assign]

    with pytest.raises(ZeroDivisionError):
        steps.sending("desk")

    assert steps.taken == []


def test_steps_can_be_made_with_their_types_named() -> None:
    taken = Steps()

    gathering = Gathering[str](collect=taken.collect, develop=taken.develop)
    sending = Sending[str, str, str](
        develop=taken.develop, write=taken.write, deliver=taken.deliver, summarize=taken.summarize
    )

    assert gather(gathering).collected == "two documents"
    assert send(sending, ["desk"]).digests == ["digest of desk: sent"]
