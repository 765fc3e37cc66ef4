"""Event types: what happened, as a small set of classes that is the same in every language.

A class holds verbs and nouns that tell the same happening apart from another: an announced visit is `plan` and
`visit`, the arrival `arrive`. Order matters to a reader and to the comparison: headlines name the news first. The
forms of each language stand in config/language/, the meaning of each class in its common.toml.
"""

from __future__ import annotations

from typing import Final

from tumen.analysis.extraction.split_verbs import split_verbs
from tumen.analysis.matching.matcher import Matcher, longest
from tumen.analysis.text.text import Text
from tumen.analysis.text.vocabulary import Vocabulary

# A form may stand for two classes at once: "to visit" is `plan+visit`.
AND: Final = "+"

# A phrase of this class only hides the words it holds ("calls for" is no telephone call).
NOTHING: Final = "none"

LEAD: Final = 500  # characters after the title in which a report says what happens; then comes what led to it


def event_types(text: Text) -> tuple[str, ...]:
    """The event types that the text names, each once, in order of first mention."""
    return tuple(dict.fromkeys(name for name, _, _ in find_event_types(text)))


def types_of_lead(text: Text) -> tuple[tuple[str, int, int], ...]:
    """Every (event type, start, end) of title and lead, found once."""
    return text.once("event types of the lead", lambda: find_event_types(text, until=text.body_start + LEAD))


def find_event_types(text: Text, until: int | None = None) -> tuple[tuple[str, int, int], ...]:
    """Every (event type, start, end) in the text, or up to a place in it, in order; none in an unknown language.

    Spans do not overlap, but two types share one where a form stands for both.
    """
    matcher, names = text.vocabulary.once(
        ("event types", text.language), lambda: _compiled(text.vocabulary, text.language)
    )
    folded = text.folded if until is None else text.folded.until(until)
    whole = [
        (name, *folded.span(start, end))
        for tag, start, end in longest(matcher.find(folded, text.original))
        for name in names[tag].split(AND)
        if name != NOTHING
    ]
    apart = split_verbs(text, len(text.original) if until is None else until)
    if apart:  # "trifft … ein" is no "trifft"
        taken = [(start, end) for _, start, end in apart]
        whole = [one for one in whole if not any(one[1] < end and start < one[2] for start, end in taken)]
        whole = sorted((*whole, *(one for one in apart if one[0] != NOTHING)), key=lambda one: one[1])
    return tuple(whole)


def _compiled(vocabulary: Vocabulary, language: str) -> tuple[Matcher, tuple[str, ...]]:
    """One matcher per language, built when the language is first met.

    Of two equal spans the lower tag wins, so whole words get lower tags than stems: "odwiedzi" is a future although
    "odwiedzi*" is a visit.
    """
    table = vocabulary.table("event_types", language)
    names = tuple(table)
    rank = {name: place for place, name in enumerate(names)}
    tagged = ((form, rank[name] + ("*" in form) * len(names)) for name, forms in table.items() for form in forms)
    return Matcher(tagged, vocabulary), names + names
