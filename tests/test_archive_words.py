"""Closed sets of words in the archive: stored as the plain word, and readable for ever."""

from __future__ import annotations

import json

import pytest

from tests.support.values import delivery, judgement
from tumen.model import Reason, ReasonCode, ReasonStep
from tumen.storage.columns import CHANNEL, JUDGEMENT

# What archives hold. A word may be added here; one that is taken out makes archives unreadable.
STEPS = "text relevance opinion event_date copies developments novelty edits hand"
CODES = """
    mojibake read_in_part lead_only cut not_assessed not_judged no_subject one_side_only may_join joins furniture language
    comparison list_of_countries apart
    in_passing many_sentences later_sentence lead_sentence short_text third_party title_and_late title_and_lead
    both_in_title opinion event_date copy first same_happening storyline view background reflection analysts figure
    confirm deny voice text name place outcome stage edited adds_nothing left withdrawn gone back alternates moved taken_out taken_in
"""


def test_the_form_of_a_channel_is_stored_as_its_plain_word() -> None:
    assert json.loads(CHANNEL.write(delivery("a", "d").channel))["form"] == "email"


@pytest.mark.parametrize("code", CODES.split())
def test_every_reason_that_an_archive_may_hold_is_read_and_written_as_it_stands(code: str) -> None:
    reasons = [{"step": step, "code": code, "text": "why"} for step in STEPS.split()]
    stored = {**json.loads(JUDGEMENT.write(judgement("a"))), "reasons": reasons}

    found = JUDGEMENT.read(json.dumps(stored))

    assert found.reasons == tuple(
        Reason(step=ReasonStep(step), code=ReasonCode(code), text="why") for step in STEPS.split()
    )
    assert json.loads(JUDGEMENT.write(found)) == stored


def test_no_word_is_missing_from_the_list_of_what_archives_hold() -> None:
    assert (list(ReasonStep), list(ReasonCode)) == (STEPS.split(), CODES.split())
