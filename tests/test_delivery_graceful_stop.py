"""Asked to stop, a delivering process ends its message first; asked twice, it stops at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from tests.support.archives import archive_in_memory
from tests.support.digests import DESK
from tests.support.recording_channels import Post, at, seal, state_of
from tumen.delivery.dispatch import deliver
from tumen.delivery.graceful_stop import graceful_stop
from tumen.model import Delivery, DeliveryState, Reader
from tumen.pipeline import deliver as deliver_all

S = DeliveryState


@pytest.fixture(autouse=True)
def _usual_ctrl_c() -> Iterator[None]:
    """Whoever starts the tests in the background (`nohup … &`) has them ignore Ctrl-C from birth."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def reading(deliveries: Iterable[Delivery]) -> Reader:
    """The desk with the channels of these deliveries."""
    return replace(DESK, channels=tuple(delivery.channel for delivery in deliveries))


def test_ctrl_c_is_a_question_inside_and_takes_its_course_afterwards() -> None:
    answers = []
    with pytest.raises(KeyboardInterrupt), graceful_stop() as stop:  # noqa: PT012
        answers.append(stop())
        signal.raise_signal(signal.SIGINT)
        answers.append(stop())

    assert answers == [False, True]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_whoever_asks_twice_is_obeyed_at_once() -> None:
    with pytest.raises(KeyboardInterrupt), graceful_stop():  # noqa: PT012
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        pytest.fail("went on")


def test_an_earlier_signal_handler_gets_the_signal_too() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, frame: heard.append(number))
    try:
        with graceful_stop() as stop:
            signal.raise_signal(signal.SIGTERM)
            inside = (stop(), list(heard))
    finally:
        signal.signal(signal.SIGTERM, before)

    assert inside == (True, [])
    assert heard == [signal.SIGTERM]


def test_a_time_limit_waits_for_the_message_in_hand_and_then_ends_the_work() -> None:
    class TimeIsUp(BaseException):
        """What the handler of a time limit raises."""

    def limit(_number: int, _frame: object) -> None:
        raise TimeIsUp

    post = Post(meanwhile=lambda recipient: signal.raise_signal(signal.SIGALRM))
    before = signal.signal(signal.SIGALRM, limit)
    try:
        with archive_in_memory() as archive:
            reader = reading(seal(archive, "a@example.org", "b@example.org"))
            with pytest.raises(TimeIsUp):
                deliver_all(archive, post, at(0), readers=[reader])
            states = sorted(state_of(archive).values())
    finally:
        signal.signal(signal.SIGALRM, before)

    assert states == [S.PENDING, S.SENT]


def test_nothing_is_changed_when_nobody_asks_or_something_fails() -> None:
    with pytest.raises(ZeroDivisionError), graceful_stop():
        raise ZeroDivisionError

    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_in_another_thread_nothing_is_done_about_signals() -> None:
    answers: list[bool] = []

    def work() -> None:
        with graceful_stop() as stop:
            answers.append(stop())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert answers == [False]


def test_ctrl_c_in_the_middle_of_a_message_lets_it_end_and_begins_no_other() -> None:
    post = Post(meanwhile=lambda recipient: signal.raise_signal(signal.SIGINT))
    with archive_in_memory() as archive:
        reader = reading(seal(archive, "a@example.org", "b@example.org", "c@example.org"))
        with pytest.raises(KeyboardInterrupt):
            deliver_all(archive, post, at(0), readers=[reader])
        states = sorted(state_of(archive).values())
        deliver(archive, Post(), at(0))

        assert states == [S.PENDING, S.PENDING, S.SENT]
        assert set(state_of(archive).values()) == {S.SENT}
