"""What a digest leaves out: its rule is a code, and a digest sealed before there were codes reads as it did."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.support.digests import DESK, EMPTY, channel
from tests.support.documents import document
from tumen.analysis.digest.left_out import edits, untold
from tumen.delivery.render import render
from tumen.delivery.render.labels import load_labels
from tumen.delivery.render.left_out import rules_of
from tumen.model import (
    Digest,
    Judgement,
    LeftOut,
    LeftOutCode,
    Reason,
    ReasonCode,
    ReasonStep,
    Role,
)
from tumen.storage.columns import DIGEST

FERRY = document("Ferry from Vladivostok reaches Rason", "The first ferry in three years brought forty guests.")


def judged(role: Role, *codes: ReasonCode, copy_of: str | None = None) -> Judgement:
    reasons = tuple(Reason(step=ReasonStep.NOVELTY, code=code, text=f"because of {code}") for code in codes)
    return Judgement(document_id=FERRY.id, role=role, duplicate_of=copy_of, reasons=reasons)


@pytest.mark.parametrize(
    ("judgement", "code"),
    [
        (judged(Role.ANALYSIS, ReasonCode.COPY, copy_of="other"), LeftOutCode.COPIES),
        (judged(Role.ANALYSIS, ReasonCode.SAME_HAPPENING, ReasonCode.FIGURE), LeftOutCode.VIEWS),
        (judged(Role.REPEAT, ReasonCode.SAME_HAPPENING, ReasonCode.FIGURE), LeftOutCode.REPEATS),
        (judged(Role.ANALYSIS, ReasonCode.VIEW), LeftOutCode.VIEWS),
        (judged(Role.ANALYSIS, ReasonCode.REFLECTION), LeftOutCode.VIEWS),
        (judged(Role.ANALYSIS, ReasonCode.ANALYSTS), LeftOutCode.VIEWS),
        (judged(Role.ANALYSIS, ReasonCode.EDITED), LeftOutCode.VIEWS),
        (judged(Role.BACKGROUND, ReasonCode.LEFT, ReasonCode.BACKGROUND), LeftOutCode.OTHER),
        (judged(Role.NONE), LeftOutCode.OTHER),
    ],
)
def test_the_rule_of_what_is_left_out_follows_from_why_it_was_judged_so(
    judgement: Judgement, code: LeftOutCode
) -> None:
    assert untold(FERRY, judgement).code is code


@pytest.mark.parametrize("role", Role)
def test_a_judgement_without_reasons_has_a_rule_whatever_its_role(role: Role) -> None:
    assert untold(FERRY, judged(role)).code is not None


def test_edits_that_change_nothing_are_one_rule() -> None:
    assert [(entry.code, entry.times) for entry in edits([FERRY, FERRY])] == [(LeftOutCode.EDITS, 2)]


@pytest.mark.parametrize("language", ["en", "ru", "ko", "de"])
@pytest.mark.parametrize("code", LeftOutCode)
def test_a_rule_is_told_by_its_code_however_its_reason_begins(code: LeftOutCode, language: str) -> None:
    labels = load_labels(language)

    (rule,) = rules_of([LeftOut(reason="a copy of whatever", code=code)], labels)

    assert rule.text == labels.say(f"left_{code.value}")


BEFORE = (
    ("a copy of 3f2a", "copies of reports told above or before"),
    ("reports the same as 3f2a (both have Rason)", "reports that add nothing to one told"),
    ("nothing new since it was told on 3 May 2025", "told before, with nothing new since"),
    ("edits that add nothing to what was known: 4", "edits that change nothing"),
    ("none of this reader's topics", "outside this reader's topics"),
    ("a view or explainer that reports no happening of its own", "views, analyses and explainers"),
    ("only analysts speak in it", "views, analyses and explainers"),
    ("not about the subject: does not mention both sides", "about something else"),
    ("mentions the subject, but its own story is another", "about something else"),
    ("mentioned only in reports about something else", "about something else"),
    ("comes to the subject after a story of its own", "about something else"),
    ("names no act in its headline: a view", "names no act in its headline"),
)


def sealed_before(digest: Digest) -> Digest:
    """A digest as an archive gives it that holds no codes."""
    stored = json.loads(DIGEST.write(digest))
    for entry in stored["left_out"]:
        assert entry.pop("code") is None
    return DIGEST.read(json.dumps(stored))


@pytest.mark.parametrize(("reason", "words"), BEFORE)
def test_a_digest_sealed_before_there_were_codes_renders_as_it_did(reason: str, words: str) -> None:
    digest = sealed_before(replace(EMPTY, left_out=(LeftOut(reason=reason, document_id="a", title="Rason"),)))

    parts = render(digest, channel("file"), DESK).parts

    assert f"- 1 {words}\n" in parts["text"]
    assert json.loads(parts["json"])["left_out"] == [
        {"document": "a", "reason": reason, "title": "Rason", "url": None, "times": 1}
    ]


def test_the_json_of_a_digest_gives_the_code() -> None:
    digest = replace(EMPTY, left_out=(untold(FERRY, judged(Role.ANALYSIS, ReasonCode.VIEW)),))

    (entry,) = json.loads(render(digest, channel("file"), DESK).parts["json"])["left_out"]

    assert (entry["code"], entry["reason"]) == ("views", "because of view")
