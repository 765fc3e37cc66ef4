"""Why a judgement fell as it did, with the closed set of words by which programs know it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class ReasonStep(StrEnum):
    """Which step of the judgement gives the reason. Archives hold these words: one may be added, none taken away."""

    TEXT = "text"
    RELEVANCE = "relevance"
    OPINION = "opinion"
    EVENT_DATE = "event_date"
    COPIES = "copies"
    DEVELOPMENTS = "developments"
    NOVELTY = "novelty"
    EDITS = "edits"
    HAND = "hand"


class ReasonCode(StrEnum):
    """What was found. Archives hold these words: one may be added, none taken away."""

    # text: it cannot be read
    MOJIBAKE = "mojibake"
    # text: only part of it was judged
    READ_IN_PART = "read_in_part"
    # text: judged by its lead, because its source sent too much at once; to be judged whole later
    LEAD_ONLY = "lead_only"
    # text: of one not about the subject only the beginning is kept, as the settings say
    CUT = "cut"
    # text and developments: reading or judging it failed; it is put aside until that is tried again
    NOT_ASSESSED = "not_assessed"
    NOT_JUDGED = "not_judged"
    # relevance: no subject is watched, or where both sides of it stand
    NO_SUBJECT = "no_subject"
    ONE_SIDE_ONLY = "one_side_only"
    # relevance: it names one side, and may report what others tell of both; or does
    MAY_JOIN = "may_join"
    JOINS = "joins"
    FURNITURE = "furniture"
    LANGUAGE = "language"
    COMPARISON = "comparison"
    LIST_OF_COUNTRIES = "list_of_countries"
    APART = "apart"
    IN_PASSING = "in_passing"
    MANY_SENTENCES = "many_sentences"
    LATER_SENTENCE = "later_sentence"
    LEAD_SENTENCE = "lead_sentence"
    SHORT_TEXT = "short_text"
    THIRD_PARTY = "third_party"
    TITLE_AND_LATE = "title_and_late"
    TITLE_AND_LEAD = "title_and_lead"
    BOTH_IN_TITLE = "both_in_title"
    # opinion and event date
    OPINION = "opinion"
    EVENT_DATE = "event_date"
    # copies and developments: what it is a report of
    COPY = "copy"
    FIRST = "first"
    SAME_HAPPENING = "same_happening"
    STORYLINE = "storyline"
    # novelty: why it opens no development
    VIEW = "view"
    BACKGROUND = "background"
    REFLECTION = "reflection"
    ANALYSTS = "analysts"
    # novelty: what it adds to one
    FIGURE = "figure"
    CONFIRM = "confirm"
    DENY = "deny"
    VOICE = "voice"
    FULLER = "text"
    NAME = "name"
    PLACE = "place"
    OUTCOME = "outcome"
    STAGE = "stage"
    # edits, and corrections by hand
    EDITED = "edited"
    ADDS_NOTHING = "adds_nothing"
    LEFT = "left"
    WITHDRAWN = "withdrawn"
    GONE = "gone"
    BACK = "back"
    ALTERNATES = "alternates"
    MOVED = "moved"
    TAKEN_OUT = "taken_out"
    TAKEN_IN = "taken_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a judgement fell as it did: the step, a code for machines, the evidence in plain words."""

    step: ReasonStep
    code: ReasonCode
    text: str


_PUT_ASIDE: Final = frozenset({ReasonCode.NOT_ASSESSED, ReasonCode.NOT_JUDGED})


def put_aside_for(reasons: Iterable[Reason]) -> Reason | None:
    """The reason for which a document was put aside, among those of itself or of its judgement; None if it was not."""
    return next((reason for reason in reasons if reason.code in _PUT_ASIDE), None)
