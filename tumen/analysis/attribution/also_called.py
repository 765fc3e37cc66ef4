"""What a speaker is called elsewhere in the text: the person who has the office, the name that the headline has."""

from __future__ import annotations

from tumen.analysis.attribution.patterns import compiled
from tumen.analysis.matching.speaker_entries import BODIES
from tumen.analysis.matching.terms import within
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.text import Text
from tumen.model import EntryKind, party_of

_OFFICE = r"(?:%(office)s)"


def also_called(name: str, text: Text, watch: Watch) -> str:
    """The name of a body or office with what else the text calls the same: "Budanov / Ukraine's spy chief / HUR".

    An office comes with the one person of the watch whom the text names and who speaks for that body; a body with the
    form that the headline has ("국정원 / 국가정보원"). A name that is neither stays as it is.
    """
    known = watch.speakers.id_of(party_of(name))
    own = name.rpartition(" / ")[0]
    if known is None or not own or watch.speakers.kind_of(known) not in BODIES:
        return name
    person = _holder(own, known, text, watch)
    before = (person, _in_headline(known, text, watch))
    told = [one for one in dict.fromkeys(before) if one and one.lower() not in name.lower()]
    return " / ".join((*told[:1], name))


def _holder(name: str, body: str, text: Text, watch: Watch) -> str:
    """The one person who speaks for a body and whom the text names, where the name is that of an office; else ""."""
    if compiled(text.vocabulary, _OFFICE).search(name.lower()) is None:
        return ""
    named: dict[str, str] = {}
    for mention in watch.find(text):
        if mention.concept in watch.speakers.entries_of(body) and watch.entry(mention.concept).kind is EntryKind.PERSON:
            form = text.original[mention.start : mention.end]
            if compiled(text.vocabulary, _OFFICE).search(form.lower()) is None:
                named.setdefault(mention.concept, form)
    return next(iter(named.values())) if len(named) == 1 else ""


def _in_headline(body: str, text: Text, watch: Watch) -> str:
    """The first name that a headline has for a body; "" when it names none."""
    if text.title_end >= len(text.original):
        return ""
    parties = within(watch.speakers.find(text), 0, text.title_end)
    return next((text.original[party.start : party.end] for party in parties if party.kind == body), "")
