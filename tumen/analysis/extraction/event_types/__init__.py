"""Acts: what happened, as a small set of classes that is the same in every language.

A class holds verbs and nouns that tell the same happening apart from another: an announced visit is `plan` and
`visit`, the arrival `arrive`. Order matters to a reader and to the comparison: headlines name the news act first.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from tumen.analysis.extraction.event_types import (
    chinese,
    english,
    european,
    french,
    german,
    japanese,
    korean,
    polish,
    russian,
    spanish,
    ukrainian,
)
from tumen.analysis.matching.matcher import Matcher, longest
from tumen.analysis.text.normalization import fold

# A form may stand for two classes at once: "to visit" is `plan+visit`.
AND: Final = "+"

# A phrase of this class only hides the words it holds ("calls for" is no telephone call).
NOTHING: Final = ""

ACTS: Final[Mapping[str, str]] = {
    "accuse": "somebody blames somebody",
    "agree": "an agreement is reached",
    "aid": "relief or support is given",
    "appoint": "somebody is given an office or loses it",
    "arrest": "people are detained or sentenced",
    "arrive": "somebody comes to a place",
    "award": "a decoration is given",
    "build": "something is being built",
    "buy": "something is bought",
    "call": "two speak by telephone",
    "cancel": "something is called off or put off",
    "capture": "soldiers are taken prisoner",
    "celebrate": "an anniversary is celebrated",
    "confirm": "something is confirmed or admitted",
    "defect": "somebody flees to the other side",
    "deny": "something is denied or rejected",
    "depart": "somebody leaves a place",
    "deploy": "troops are sent",
    "die": "somebody dies",
    "estimate": "somebody believes to know, as intelligence services do",
    "exercise": "troops hold a drill or are trained",
    "fight": "troops fight",
    "flight": "an air service runs",
    "gift": "something is given as a present",
    "invite": "somebody is invited",
    "kill": "people are killed or wounded",
    "launch": "a missile or satellite is launched or tested",
    "letter": "a message is sent or received",
    "memorial": "the dead are honoured",
    "open": "something is opened",
    "parade": "a parade is held",
    "perform": "a concert, a show or an exhibition is held",
    "plan": "something is announced or intended",
    "protest": "somebody condemns or protests",
    "ratify": "a treaty is ratified or comes into force",
    "recruit": "workers are sent or hired",
    "report": "a report or pictures are published",
    "return": "somebody comes home",
    "sanction": "sanctions are imposed",
    "show": "weapons or goods are shown",
    "sign": "a document is signed",
    "strike": "weapons are used",
    "summon": "an envoy is called in",
    "supply": "arms or goods are handed over or shipped",
    "support": "somebody backs or praises somebody",
    "swap": "prisoners are exchanged or handed over",
    "talks": "people meet or negotiate",
    "thank": "somebody thanks somebody",
    "tour": "tourists travel",
    "trade": "goods are traded",
    "train_service": "a train service runs",
    "urge": "somebody demands or calls for something",
    "veto": "a vote is blocked",
    "visit": "somebody visits",
    "vote": "a body votes or decides",
    "warn": "somebody warns or threatens",
    "withdraw": "troops are pulled back",
}

TABLES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": english.FORMS,
    "ru": russian.FORMS,
    "ko": korean.FORMS,
    "zh": chinese.FORMS,
    "ja": japanese.FORMS,
    "pl": polish.FORMS,
    "uk": ukrainian.FORMS,
    "de": german.FORMS,
    "fr": french.FORMS,
    "es": spanish.FORMS,
    **european.FORMS,
}


def acts(text: str, language: str) -> tuple[str, ...]:
    """The classes of acts that the text names, each once, in order of first mention."""
    return tuple(dict.fromkeys(name for name, _, _ in find_acts(text, language)))


def find_acts(text: str, language: str) -> tuple[tuple[str, int, int], ...]:
    """Every (act, start, end) in the text, in order; nothing for a language without a table.

    Spans do not overlap, but two acts share one where a form stands for both.
    """
    if language not in TABLES:
        return ()
    matcher, names = _compiled(language)
    folded = fold(text)
    return tuple(
        (name, *folded.span(start, end))
        for tag, start, end in longest(matcher.find(folded, text))
        for name in names[tag].split(AND)
        if name != NOTHING
    )


def forms_of(language: str) -> dict[str, tuple[str, ...]]:
    """The forms of each act, or of two with a + between, in this language; KeyError when there is no table for it."""
    return {act: tuple(forms.split(", ")) for act, forms in TABLES[language].items()}


@cache
def _compiled(language: str) -> tuple[Matcher, tuple[str, ...]]:
    """One matcher per language, built when the language is first met.

    Of two equal spans the lower tag wins, so whole words get lower tags than stems: "odwiedzi" is a future although
    "odwiedzi*" is a visit.
    """
    table = forms_of(language)
    names = tuple(table)
    rank = {name: place for place, name in enumerate(names)}
    tagged = ((form, rank[name] + ("*" in form) * len(names)) for name, forms in table.items() for form in forms)
    return Matcher(tagged), names + names
