"""Whether those whom a sentence names do in it what they do in the spans that it cites: who gives, who gets.

Read off the grammar of the language: word order and prepositions in English and German, cases in Russian, particles
in Korean. A role that the grammar does not show is not compared.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import Final

from tumen.analysis.digest.gate.senses import cue
from tumen.analysis.digest.gate.statement import Place, Statement, Word
from tumen.model import EntryKind, Mention


class Role(StrEnum):
    """What a name does in its clause. WITH: beside another; WHOSE: only says whose somebody or something is."""

    ACTS = "acts"
    GETS = "gets"
    FROM = "from"
    WITH = "with"
    WHOSE = "whose"


# Acts of one side alone, whose object gets something.
DIRECTED: Final = frozenset(
    (
        "send", "visit", "invite", "receive", "award", "thank", "arrive", "leave", "accuse", "support", "gift",
        "deploy", "order_cmd", "praise", "threaten", "warn", "reject", "escort", "share", "request", "propose",
        "appoint",
    )
)  # fmt: skip
_ROLES: Final = {"gets": Role.GETS, "from": Role.FROM, "with": Role.WITH, "whose": Role.WHOSE, "by": Role.ACTS}
_STEP: Final = 2  # a name with fewer forms has no cases; words behind a Korean name that may be its title


def roles(said: Statement) -> dict[str, set[Role]]:
    """The parts of all whom a text names, by their entries."""
    found: dict[str, set[Role]] = defaultdict(set)
    telling = [place for _, place in said.speakers] if said.says else []
    telling += [said.leading] if said.leading else []
    for mention in said.mentions:
        if any(start <= mention.start < end for start, end in telling) or describes(said, mention):
            continue
        role = role_of(said, mention)
        if role:
            concept = mention.concept
            found[concept].add(role)
            if role is Role.ACTS and said.watch.party(concept) and said.kind(concept) is EntryKind.PLACE:
                found[said.watch.party(concept)].add(role)
    return found


def role_of(said: Statement, mention: Mention) -> Role | None:
    """The part of one name; None where the grammar does not show it."""
    if said.language == "ko":
        return _by_particle(said, mention)
    if said.language == "ru":
        return _by_case(said, mention)
    return _by_order(said, mention)


def describes(said: Statement, mention: Mention) -> bool:
    """Whether a state only says whose something is: "Russian banks"."""
    written = said.text.lowered[mention.start : mention.end]
    return (
        said.language != "ko" and cue(said.watch.vocabulary, said.language, "adjective").fullmatch(written) is not None
    )


def _by_particle(said: Statement, mention: Mention) -> Role | None:
    """The part of a Korean name by the particle behind it, or behind its title."""
    words = [w for w in said.words if w.end > mention.end][:_STEP]
    title = cue(said.watch.vocabulary, said.language, "title")
    for word in words:
        rest = said.text.lowered[max(word.start, mention.end) : word.end]
        held = title.match(rest)
        rest = rest[held.end() :] if held else rest
        if rest:
            return None if _is_joined(said, mention, rest) else _shown(said, rest)
        if not held and word.start < mention.end:
            following = next((w for w in words if w.start >= word.end), None)
            if following is None or not title.match(following.text):
                return None
    return None


def _is_joined(said: Statement, mention: Mention, particle: str) -> bool:
    """Whether a Korean name is only the first of two: "러시아와 북한은"."""
    behind = next((w for w in said.words if w.start >= mention.end), None)
    return particle in ("와", "과") and behind is not None and any(m.start == behind.start for m in said.mentions)


def _shown(said: Statement, particle: str) -> Role | None:
    for name, role in (*_ROLES.items(), ("acts", Role.ACTS)):
        if cue(said.watch.vocabulary, said.language, name).fullmatch(particle):
            return role
    return None


def _by_preposition(said: Statement, words: str) -> Role | None:
    """The part that the last word before a name shows."""
    last = words.split()[-1:]
    return _shown(said, last[0]) if last else None


def _before(said: Statement, mention: Mention) -> str:
    """What stands before a name in its clause, without the titles in between."""
    start = clause_of(said, mention)[0]
    words = [w for w in said.words if start <= w.start and w.end <= mention.start]
    while words and (said.original[words[-1].start].isupper() or words[-1].text in _ARTICLES):
        other = any(m.start <= words[-1].start < m.end and not describes(said, m) for m in said.mentions)
        if other or _shows_part(said, words[-1].text):
            break
        words.pop()
    return said.text.lowered[words[0].start : words[-1].end] if words else ""


_ARTICLES: Final = frozenset(("the", "a", "an", "der", "die", "das", "den", "dem", "des", "president", "minister"))


def _shows_part(said: Statement, word: str) -> bool:
    """Whether a word is one by which a language shows a part."""
    return any(cue(said.watch.vocabulary, said.language, name).fullmatch(word) for name in _ROLES)


def _by_case(said: Statement, mention: Mention) -> Role | None:
    """The part of a Russian name by its case; of one that has none by the preposition before it."""
    shown = _by_preposition(said, _before(said, mention))
    if shown or _follows_and(said, mention):
        return shown
    forms = said.watch.entry(mention.concept).names.get(said.language, ())
    written = [w.lower().replace("ё", "е") for w in said.original[mention.start : mention.end].split()]
    endings = [form.split()[-1].lower().replace("ё", "е") for form in forms]
    cases = [n for n, ending in enumerate(endings) if ending == written[-1]]
    if not cases and forms and len(written) == 1 and written[0] == forms[0].split()[0].lower():
        return Role.ACTS  # "Ким", where the whole name is "Ким Чен Ын"
    if len(set(endings)) < _STEP or not cases:
        return _by_neighbours(said, mention)
    if 0 in cases:
        return Role.ACTS
    return Role.WHOSE if cases == [1] else Role.GETS


def _by_neighbours(said: Statement, mention: Mention) -> Role | None:
    """The part of a name without cases: it acts where it opens the clause, it gets right behind the verb."""
    start, _ = clause_of(said, mention)
    before = [w for w in said.words if start <= w.start and w.end <= mention.start]
    telling = [w for w in before if w.text not in said.lexicon.plain]
    if not telling:
        return Role.ACTS
    return Role.GETS if before[-1].senses & DIRECTED else None


def _by_order(said: Statement, mention: Mention) -> Role | None:
    """The part of a name in a language of fixed order: before the verb it acts, behind it gets."""
    behind = said.original[mention.end : mention.end + 2]
    if behind.startswith(("'s", "’s")) or said.original[mention.start : mention.end].endswith(("'s", "’s")):
        return Role.WHOSE
    words = _before(said, mention)
    shown = _by_preposition(said, words)
    if shown or _ends_with_preposition(said, words) or _follows_and(said, mention):
        return shown
    clause = clause_of(said, mention)
    others = [m for m in said.mentions if clause[0] <= m.start < mention.start and said.kind(m.concept) in _ACTING]
    before = said.within((clause[0], mention.start))
    if before and "leave" in before[-1].senses and said.kind(mention.concept) in (EntryKind.PLACE, EntryKind.COUNTRY):
        return Role.FROM
    if any(_is_act(w, said) for w in before):
        return Role.GETS
    if cue(said.watch.vocabulary, said.language, "suffers").search(said.text.lowered, *clause):
        return Role.GETS
    if said.language != "de":
        return Role.ACTS
    if len(before) > 1 and before[-1].text in ("der", "des"):
        return Role.WHOSE  # "das Ministerium der USA"
    relative = bool(before) and clause[0] > 0 and before[0].text in _ARTICLES
    return None if others or relative else Role.ACTS


_ACTING: Final = (EntryKind.PERSON, EntryKind.ORGANISATION, EntryKind.COUNTRY, EntryKind.PLACE)


def _is_act(word: Word, said: Statement) -> bool:
    return bool(word.senses) and not said.original[word.start].isupper()


def _follows_and(said: Statement, mention: Mention) -> bool:
    words = [w for w in said.words if w.end <= mention.start]
    return bool(words) and cue(said.watch.vocabulary, said.language, "and").fullmatch(words[-1].text) is not None


def _ends_with_preposition(said: Statement, words: str) -> bool:
    last = words.split()[-1:] if words else []
    if not last or any(cue(said.watch.vocabulary, said.language, kind).fullmatch(last[0]) for kind in ("that", "turn")):
        return False
    return last[0] in said.lexicon.plain and last[0] not in ("and", "und", *_ARTICLES)


def clause_of(said: Statement, mention: Mention) -> Place:
    """The clause of a name; behind a verb of saying, what is said, where that has a verb of its own."""
    start, end = next((c for c in said.clauses if c[0] <= mention.start < c[1]), (0, len(said.original)))
    words = said.within((start, end))
    if any(_is_act(w, said) for w in words if w.start >= mention.end):
        start = max([start, *(w.end for w in words if "say" in w.senses and w.end <= mention.start)])
    return start, end
