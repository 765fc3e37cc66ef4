"""Is it news, or somebody's view of the news: opinion, analysis, explainer, feature, interview with an expert.

The words are the table `genre` of the language files; where outlets file views, and which journals carry nothing
else, stands in their common.toml.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial
from typing import Final, NamedTuple

from tumen.analysis.text.text import Text
from tumen.analysis.text.vocabulary import Vocabulary

# What the table `genre` may hold.
GENRE = (
    "folder", "page_opening", "page_ending", "journal", "label", "label_in_brackets", "label_behind_bar",
    "label_at_end", "correction", "title_opening", "title_of_report", "question", "title", "expert", "lead", "round_up",
)  # fmt: skip
# Of 120 long texts on any subject, those in which an author speaks in so many sentences were columns, reviews and
# essays but for one live page. A text of fewer sentences says too little to tell.
ARGUED = 0.3
LONG = 12
_QUOTED = re.compile('["“«„][^"”»“]*["”»“]')
LEAD = 400  # characters of the body in which an author speaks as one
_QUOTATION = r"^[\"„“‘'«][^\"”’»]{12,}[\"”’»]$"  # a title that is nothing but a quotation
# Where a headline that is all quotation gives the gist of what somebody reports, as agencies there write it.
GIST: Final = frozenset(("ko",))
_QUESTION_FIRST = r"^[^?？]{3,70}[?？]\s+\S"  # a title that asks before it tells
_PROGRAMME = r"(?:\s[\"„“‘'«»][^\"”“’«»]{2,40}[\"”“’«»])?"  # what is behind its label: Podcast "World in view"
_BEHIND = r"(?:^|[:;–—]\s|\s-\s)"  # at the start of a title, or behind a colon, a semicolon or a dash


class Sign(NamedTuple):
    """A pattern that marks a text as no news report, what it is searched in, and why, in words."""

    pattern: re.Pattern[str]
    where: str
    reason: str


class Signs(NamedTuple):
    """What tells a view from news, in the order in which it is asked; `round_up` marks news whatever else is there."""

    views: tuple[Sign, ...]
    round_up: re.Pattern[str]


def is_opinion(
    text: Text, url: str | None, *, outlet: str = "", attributed: bool = False, dated: bool = False
) -> tuple[bool, str]:
    """Tell whether a text is a view, an analysis, an explainer or a feature rather than a report, with the reason.

    `outlet`: its source, whose name behind a bar is no author's.
    `attributed`, `dated`: the text hands what it tells to somebody, or gives its day: with either, a question as its
    title is a report's; a quotation with its day only, in Korean always. The reason is empty for news. Built to be
    right when it says yes: a text without a sign counts as news.
    """
    signs = _signs(text.vocabulary)
    body = text.body_start
    places = {
        "address": (url or "").lower(),
        "title": _title(text, outlet),
        "quotation": "" if dated or text.language in GIST else text.lowered[: text.title_end].strip(),
        "question": "" if attributed or dated else text.lowered[: text.title_end].strip(),
        "lead": text.lowered[body : body + LEAD].strip(),
    }
    if signs.round_up.search(places["title"]):
        return False, ""
    for sign in signs.views:
        match = sign.pattern.search(places[sign.where])
        if match:
            return True, sign.reason.format(match[0].strip())
    return False, ""


def _title(text: Text, outlet: str) -> str:
    """The title in lower case; without what is behind its last bar where that is an outlet's name, and no author's."""
    title, bar, behind = text.lowered[: text.title_end].strip().rpartition("|")
    named = text.vocabulary.once(
        "outlet's words", lambda: re.compile(text.vocabulary.alternatives("headlines", "outlet"))
    )
    return title.strip() if bar and (behind.strip() == outlet.lower() or named.search(behind)) else title + bar + behind


def argues(text: Text, attributed: Collection[int]) -> str:
    """Say in words that a long text judges, guesses or demands in its author's own voice; empty when it does not.

    `attributed`: where the text hands a statement to somebody: those sentences, and what stands in quotation marks,
    are others' words. The words are the table `summary.loaded` of the language files.
    """
    loaded, body = _loaded(text.vocabulary), [span for span in text.sentences if span[0] >= text.body_start]
    own = [
        span
        for span in body
        if loaded.search(_QUOTED.sub("", text.original[slice(*span)]))
        and not any(span[0] <= at < span[1] for at in attributed)
    ]
    if len(body) < LONG or len(own) < ARGUED * len(body) or is_round_up(text):
        return ""
    return f"judges, guesses or demands in its author's voice in {len(own)} of {len(body)} sentences"


def _loaded(vocabulary: Vocabulary) -> re.Pattern[str]:
    return vocabulary.once("author's words", lambda: re.compile(vocabulary.alternatives("summary", "loaded")))


def is_round_up(text: Text) -> bool:
    """Tell whether the headline is that of a round-up of the day, which has no story of its own."""
    return _signs(text.vocabulary).round_up.search(text.lowered, 0, text.title_end) is not None


def is_correction(title: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a headline calls its report a corrected one, at its start or in brackets."""
    words = partial(vocabulary.alternatives, "genre", bounded=False)
    pattern = vocabulary.once(
        "corrections",
        lambda: re.compile(
            rf"^\W{{0,2}}{words('correction')}\s?[\])）】>〉:：—–-]|[\[(（【<〈]\s?{words('correction')}\s?[\])）】>〉]"
        ),
    )
    return pattern.search(title.lower()) is not None


def _signs(vocabulary: Vocabulary) -> Signs:
    return vocabulary.once("genre", lambda: _compiled(vocabulary))


def _compiled(vocabulary: Vocabulary) -> Signs:
    words = partial(vocabulary.alternatives, "genre", bounded=False)
    # Not "/view/": that is where Korean agencies keep their news.
    address = (
        rf"/{words('folder')}/(?!news/)|/{words('page_opening')}[-.?,]|-{words('page_ending')}(?:[/.?]|$)",
        rf"{words('journal')}\.(?:com|org|su|ru|co\.uk|in)\b",
    )
    label = (
        rf"^\W{{0,2}}{words('label')}{_PROGRAMME}\W{{0,2}}(?:[:|\]】）)：—–-]|\s\|)"
        rf"|^[\[【<(][^\]】>)]{{0,10}}{words('label_in_brackets')}[^\]】>)]{{0,4}}[\]】>)]"
        rf"|\|\s?(?:{words('label_behind_bar')}|{words('label')})$|[:–—-]\s?{words('label_at_end')}$"
        rf"|[\[(（【]\s?{words('label')}\s?[\])）】]$"
    )
    title = (
        rf"{_BEHIND}{words('title_opening')}\b(?!.*\b{words('title_of_report')}\b)"
        rf"|{_BEHIND}{words('question')}\b[^?]*\?\W?$|{words('title')}"
    )
    views = (
        (address[0], "address", "filed under views or explainers: {}"),
        (address[1], "address", "published by {}, which carries analysis"),
        (label, "title", "calls itself {}"),
        (words("lead"), "lead", "speaks as its author: {}"),
        (title, "title", "headed like an explainer or a view: {}"),
        (words("expert"), "title", "an expert's view: {}"),
        (_QUOTATION, "quotation", "headed by a quotation: {}"),
        (_QUESTION_FIRST, "question", "headed by a question: {}"),
    )
    return Signs(
        views=tuple(Sign(re.compile(pattern), where, reason) for pattern, where, reason in views),
        round_up=re.compile(words("round_up")),
    )
