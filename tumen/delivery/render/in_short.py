"""The first thing a reader sees: what the most important items say, one line each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tumen.delivery.render.developments import DevelopmentView
from tumen.delivery.render.labels import Labels
from tumen.model import Citation, Digest, Item, Sentence

# More than five lines are no summary; a reader who has time for more reads the items.
MOST_LINES = 5
# A line and its change fit two rows of a mail of 680 pixels.
LONGEST_LINE = 180
LONGEST_CHANGE = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortLine:
    """One line of the item with this number; `language` names the line's own where it is not the reader's."""

    number: int
    text: str
    lang: str
    language: str = ""
    change: str = ""


def in_short(digest: Digest) -> Iterator[tuple[Item, Sentence]]:
    """What the most important items say, each with the places in the reports where it stands."""
    for item in digest.items[:MOST_LINES]:
        yield (
            item,
            Sentence(text=item.told, citations=item.line.citations if item.line else _places(item)),
        )


def _places(item: Item) -> tuple[Citation, ...]:
    """Where the headline stands: in a report's title, else where the first sentence does."""
    for report in item.reports:
        start = report.title.find(item.headline) if item.headline else -1
        if start >= 0:
            return (Citation(document_id=report.document_id, start=start, end=start + len(item.headline)),)
    return next((sentence.citations for sentence in item.sentences), ())


def _telling(changes: tuple[str, ...]) -> str:
    """The change that says most in one line: a figure, else what is said of something, else the first; "" of none."""
    figures = (change for change in changes if any(map(str.isdigit, change)))
    told = (change for change in changes if ": " in change)
    return next(figures, next(told, changes[0] if changes else ""))


def whole_words(text: str, limit: int) -> str:
    """The text, or its first words with an ellipsis: never more than `limit` characters."""
    if len(text) <= limit:
        return text
    words = text[: limit - 1].rpartition(" ")[0] or text[: limit - 1]
    return words.rstrip(" ,;:–-") + "…"


def short_lines(developments: tuple[DevelopmentView, ...], labels: Labels) -> tuple[ShortLine, ...]:
    """The lines as shown: the most important developments, with what changed where something did."""
    return tuple(_short_line(development, labels) for development in developments[:MOST_LINES])


def _short_line(development: DevelopmentView, labels: Labels) -> ShortLine:
    foreign = development.lang and development.lang.split("-")[0].lower() != labels.language
    return ShortLine(
        number=development.number,
        text=whole_words(development.headline, LONGEST_LINE),
        lang=development.lang,
        language=labels.language_name(development.lang) if foreign else "",
        change=whole_words(_telling(development.changes), LONGEST_CHANGE),
    )
