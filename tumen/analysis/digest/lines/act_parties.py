"""Who a subject is, where all of its words are understood: "Ukraine's Foreign Ministry", "a delegation from Russia".

The watch knows persons, bodies and states; the table `headline_parties` knows the common words for their people: a
delegation, an embassy, tourists. Both together are a subject. A word that is neither, nor one of those that add
nothing, leaves open whom the headline means.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from tumen.analysis.digest.lines.act_words import WHO_TABLE, whole_words
from tumen.analysis.digest.lines.places import Place, touch
from tumen.analysis.digest.lines.reading import Reading
from tumen.model import EntryKind, Mention

# Kinds of the table that are no people: words that add nothing before or between names ("filler"), that make of what
# follows only where somebody is sent ("posted"), that make a verb of many the word of a house, "в Кремле" ("house",
# "many"); endings of names that are no subjects ("oblique") and of those that only describe ("adjective"); where the
# verb comes last, what parts it from its subject ("apart"), two clauses ("parted"), and makes a name the subject of one
# ("acting"), and what is written behind where somebody goes ("toward"); what goes on behind a comma ("that"); what
# stands before a place that somebody leaves ("from"), before whom something is given ("to"), before why somebody is
# punished ("because"), and behind a state that is whole ("after"); what makes a verb one of whom something is done to
# ("passive"), and how verbs end that may be such behind people ("participle").
CUES: Final = (
    "filler", "posted", "house", "many", "oblique", "adjective", "apart", "parted", "acting", "toward", "that", "and",
    "from", "to", "because", "after", "passive", "participle",
)  # fmt: skip
# Of these a person's name says who it is; of all others, whose they are.
OFFICES: Final = (
    "foreign_minister", "defence_minister", "deputy_minister", "minister", "prime_minister", "president", "head",
    "ambassador", "governor", "spokesman",
)  # fmt: skip
_ACTING: Final = (EntryKind.PERSON, EntryKind.ORGANISATION, EntryKind.COUNTRY, EntryKind.PLACE)


_WORDS = re.compile(r"\w+")
_OBLIQUE_A: Final = ("a", "а")  # by which a man's name is no subject in Slavic languages: "Putina", "Зеленська"


class Party(NamedTuple):
    """Somebody of a line: an entry of the watch, or people of it."""

    concept: str
    people: str  # a kind of the table; "" where it is the entry itself
    places: tuple[Place, ...]


class _Word(NamedTuple):
    """A word for people in a headline."""

    id: str
    start: int
    end: int


def subject(reading: Reading, place: Place, verb: str) -> list[Party]:
    """Return who the words of a stretch are, each of a list; nobody where one of its words is not understood.

    `verb`: the word behind it, where that says whether a house is meant; "" where it does not.
    """
    start, end = place
    text = reading.text[start:end]
    house = pattern(reading, "house").match(text)
    if house:
        if not pattern(reading, "many").search(verb):
            return []
        start += house.end()
    parts = _conjuncts(reading, (start, end))
    found = [_party(reading, part, is_house=house is not None) for part in parts]
    return [one for one in found if one] if all(found) else []


def subject_behind(reading: Reading, place: Place) -> tuple[Party, int] | None:
    """Return who stands right behind a verb, and where those words end; the longest words that are all understood."""
    start, end = place
    for word in reversed(list(_WORDS.finditer(reading.text, start, end))):
        found = _party(reading, (start, word.end()), is_house=False)
        if found and pattern(reading, "after").match(reading.text, word.end()):
            return found, word.end()
    return None


def object_parties(reading: Reading, place: Place, is_last: bool) -> list[Party]:
    """Return whom an act is done to: the name right behind its verb, with its list or the word for people beside it.

    `is_last`: the verb comes last; it is the only name before it, or the one that a particle makes its receiver.
    """
    start, end = place
    inside = sorted((m for m in reading.named if start <= m.start < end), key=lambda m: m.start)
    if not inside:
        return []
    if is_last:
        stripped = end - (len(reading.text[start:end]) - len(reading.text[start:end].rstrip(" 、,を을를")))
        whole = _party(reading, (start, stripped), is_house=False, as_subject=False)
        to = [m for m in inside if _can_act(reading, m) and reading.clause_at(m.start).is_receiver(m)]
        return [whole] if whole else [_alone(m) for m in to] if len(to) == 1 else []
    listed = _listed(reading, inside)
    if len(listed) > 1:
        understood = pattern(reading, "filler").fullmatch(reading.text, start, listed[0].start)
        sure = understood and all(_can_act(reading, m) and not is_adjective(reading, m) for m in listed)
        return [_alone(m) for m in listed] if sure and is_whole(reading, listed[-1]) else []
    beside = [m.end() for _, p in _people(reading) for m in p.finditer(reading.text.lower(), inside[0].end, end)]
    until = next((at for at in beside if not reading.text[inside[0].end : at].strip().count(" ")), inside[0].end)
    found = (_party(reading, (start, stop), is_house=False, as_subject=False) for stop in (until, inside[0].end))
    return [one for one in found if one][:1]


def _alone(mention: Mention) -> Party:
    return Party(mention.concept, "", ((mention.start, mention.end),))


def _listed(reading: Reading, named: list[Mention]) -> list[Mention]:
    """The first of some names with those that stand in one list with it."""
    found = named[:1]
    for m in named[1:]:
        if not reading.clause_at(found[-1].start).joins(found[-1].end, m.start):
            break
        found.append(m)
    return found


def _conjuncts(reading: Reading, place: Place) -> list[Place]:
    """The parts of a list, between commas and words for "and", none within a name."""
    found, start = [], place[0]
    for gap in pattern(reading, "and").finditer(reading.text, *place):
        if any(touch(m, gap.span()) for m in reading.named):
            continue
        found.append((start, gap.start()))
        start = gap.end()
    return [*found, (start, place[1])]


def _party(reading: Reading, place: Place, *, is_house: bool, as_subject: bool = True) -> Party | None:
    named, people = _found(reading, place)
    posted = [m for m in named if pattern(reading, "posted").search(reading.text[place[0] : m.start])]
    concepts = {m.concept for m in named}
    same = [
        m for m in reading.headline.document.mentions if m.concept in concepts
    ]  # "外相崔善姬": an office and a name
    inside = [m for m in same if place[0] <= m.start and m.end <= place[1]]
    left = _left(reading, place, [(m.start, m.end) for m in inside] + [(w.start, w.end) for w in people])
    if not pattern(reading, "filler").fullmatch(left):
        return None
    named = [m for m in named if m not in posted]
    persons = [m for m in named if reading.kind_of(m) == EntryKind.PERSON]
    spans = (*((m.start, m.end) for m in named), *((w.start, w.end) for w in people))
    if persons:
        is_one = len(persons) == 1 and all(w.id in OFFICES for w in people)
        is_one = is_one and not reading.clause_at(persons[0].start).is_genitive(persons[0])
        sure = is_one and (not as_subject or is_house or _is_nominative(reading, persons[0]))
        return Party(persons[0].concept, "", spans) if sure and not is_house else None
    own = [m for m in named if reading.kind_of(m) == EntryKind.ORGANISATION] or named
    if len({reading.wording.watch.party(m.concept) or m.concept for m in named}) != 1:
        return None
    if len(people) > 1:
        return None
    if people:
        id = "" if people[0].id == "spokesman" else people[0].id
        return Party(own[0].concept, id, spans)
    if not as_subject:
        sure = is_whole(reading, own[0])
    else:
        sure = is_house or _is_nominative(reading, own[0])
    return Party(own[0].concept, "", spans) if sure else None


def is_whole(reading: Reading, mention: Mention) -> bool:
    """Whether a state or body is itself meant, and no noun behind it: "thanks Russia for", and not "Russian envoy"."""
    after = pattern(reading, "after")
    return not is_adjective(reading, mention) and after.match(reading.text, mention.end) is not None


def is_adjective(reading: Reading, mention: Mention) -> bool:
    """Whether a name only describes what follows: "российский"."""
    return pattern(reading, "adjective").search(reading.text[mention.start : mention.end].lower()) is not None


def _found(reading: Reading, place: Place) -> tuple[list[Mention], list[_Word]]:
    """The names in a stretch that can be somebody's, and the words for people beside them."""
    start, end = place
    named = [m for m in reading.named if start <= m.start and m.end <= end and _can_act(reading, m)]
    words = []
    for id, forms in _people(reading):
        for match in forms.finditer(reading.text.lower(), start, end):
            if not any(touch(m, match.span()) for m in named):
                words.append(_Word(id, *match.span()))
    words.sort(key=lambda word: (word.start, word.start - word.end))
    kept: list[_Word] = []
    for word in words:
        if not kept or word.start >= kept[-1].end:
            kept.append(word)
    return named, kept


def _can_act(reading: Reading, mention: Mention) -> bool:
    """Whether a name is somebody's, a state's, or a place's that may stand for those who govern it."""
    return reading.kind_of(mention) in _ACTING


def _left(reading: Reading, place: Place, taken: list[Place]) -> str:
    """The words of a stretch that are in none of these places."""
    found, start = [], place[0]
    for at in sorted(taken):
        found.append(reading.text[start : at[0]])
        start = max(start, at[1])
    return " ".join([*found, reading.text[start : place[1]]])


def _is_nominative(reading: Reading, mention: Mention) -> bool:
    """Whether a name stands as a subject does; in a language without cases it always does."""
    said, language = reading.text[mention.start : mention.end].lower(), reading.headline.document.language
    forms = reading.wording.watch.entry(mention.concept).names.get(language, ())
    if len(forms) > 1:
        return said.split()[-1] == forms[0].split()[-1].lower()
    if any(office.match(said) for id, office in _people(reading) if id in OFFICES):
        return True  # the words for an office are those of a subject
    if pattern(reading, "oblique").search(said):
        return False
    if reading.kind_of(mention) != EntryKind.PERSON:
        return pattern(reading, "adjective").search(said) is None
    entry = reading.wording.watch.entry(mention.concept)
    is_declined = bool(pattern(reading, "oblique").pattern.strip("(?!)"))
    return not is_declined or not said.endswith(_OBLIQUE_A) or entry.label.endswith("a")


def _people(reading: Reading) -> list[tuple[str, re.Pattern[str]]]:
    vocabulary, language = reading.wording.watch.vocabulary, reading.headline.document.language
    rows = vocabulary.table(WHO_TABLE, language)
    return vocabulary.once(
        (WHO_TABLE, language),
        lambda: [(id, whole_words(rows[id], language, vocabulary)) for id in rows if id not in CUES],
    )


def pattern(reading: Reading, name: str) -> re.Pattern[str]:
    """A pattern of the table; one that never matches where the language has none."""
    vocabulary, language = reading.wording.watch.vocabulary, reading.headline.document.language
    entries = vocabulary.table(WHO_TABLE, language).get(name, ())
    return vocabulary.once(
        (WHO_TABLE, language, name),
        lambda: re.compile("|".join(f"(?:{one})" for one in entries) if entries else r"(?!)", re.IGNORECASE),
    )
