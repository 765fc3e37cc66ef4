"""Whether a sentence exchanges those whom it names, or gives one what is another's in the spans that it cites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from tumen.analysis.digest.gate.roles import DIRECTED, Role, clause_of, describes, role_of, roles
from tumen.analysis.digest.gate.senses import cue, stemmed
from tumen.analysis.digest.gate.statement import Statement
from tumen.model import EntryKind

# Acts in which both sides do the same: "Lavrov met Choe" says what "Choe met Lavrov" does.
_MUTUAL: Final = frozenset(("meet", "sign", "agree", "trade", "discuss", "exchange", "cooperation", "dialogue"))
# Acts whose object is who does another: "accused Russia of sharing".
_MAKES: Final = frozenset(("accuse", "urge", "demand", "request", "invite", "allow", "warn", "suspect"))
_PAIRS: Final = (
    (Role.ACTS, Role.GETS), (Role.ACTS, Role.WHOSE), (Role.ACTS, Role.WITH), (Role.FROM, Role.GETS),
)  # fmt: skip
_REACH: Final = 3  # words behind a state in which the thing stands that is its: "Russian Tu-95 bombers"


def swapped(sentence: Statement, spans: Sequence[Statement]) -> str:
    """Two names whose parts a sentence exchanges, or a state that it gives what is another's; "" where none."""
    told = [roles(span) for span in spans]
    own = roles(sentence)
    for one, his in own.items():
        for other, theirs in own.items():
            if one == other or not any(_are_exchanged(his, theirs, t.get(one), t.get(other)) for t in told):
                continue
            if any(_are_alike(his, theirs, t.get(one), t.get(other)) for t in told) or _is_mutual(sentence, one):
                continue
            return f"{sentence.watch.entry(one).label} and {sentence.watch.entry(other).label}"
    for one, parts in own.items():
        if sentence.kind(one) is EntryKind.PLACE or _is_mutual(sentence, one) or sentence.senses & _MAKES:
            continue
        if any(_is_turned(parts, t.get(one, set())) for t in told):
            return sentence.watch.entry(one).label
    checks = (_confused, _described, _exchanged, _reordered)
    return next((found for check in checks if (found := check(sentence, spans))), "")


def _reordered(sentence: Statement, spans: Sequence[Statement]) -> str:
    """A word such as "after" that the sentence has before something else than the span of its language has."""
    pattern = cue(sentence.watch.vocabulary, sentence.language, "order")
    for span in (span for span in spans if span.language == sentence.language):
        for match in pattern.finditer(sentence.text.lowered):
            own = _next_stems(sentence, match.end())
            theirs = [_next_stems(span, m.end()) for m in pattern.finditer(span.text.lowered) if m[0] == match[0]]
            if theirs and own and not any(own & some for some in theirs):
                return match[0]
    return ""


def _next_stems(said: Statement, start: int) -> set[str]:
    """The next telling words behind a place, without their endings."""
    behind = [w for w in said.words if w.start >= start and w.text not in said.lexicon.plain]
    return {stemmed(word.text, said.language) for word in behind[:_REACH]}


def _exchanged(sentence: Statement, spans: Sequence[Statement]) -> str:
    """A name before a word that the span has behind another, while the sentence moves its own word away too."""
    for span in (span for span in spans if span.language == sentence.language):
        own, theirs = _following(sentence), _following(span)
        for one, behind in own.items():
            there = theirs.get(one, set())
            moved = len(behind) == len(there) == 1 and not behind & there
            if moved and behind <= span.stems and there <= sentence.stems and not _is_mutual(sentence, one):
                return sentence.watch.entry(one).label
    return ""


def _following(said: Statement) -> dict[str, set[str]]:
    """The first telling word behind each name in its clause, without its ending."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention in (*said.mentions, *(m for m in said.states if m not in said.mentions)):
        _, end = next((c for c in said.clauses if c[0] <= mention.start < c[1]), (0, len(said.original)))
        behind = [w for w in said.within((mention.end, end)) if w.start >= mention.end]
        word = next((w for w in behind if w.text not in said.lexicon.plain), None)
        if word and not any(m.start <= word.start < m.end for m in said.mentions):
            found[mention.concept].add(stemmed(word.text, said.language))
    return found


def _confused(sentence: Statement, spans: Sequence[Statement]) -> str:
    """Two who act and whose acts the sentence exchanges: "Tokyo denied and Seoul confirmed"."""
    own, theirs = _acts(sentence), defaultdict[str, frozenset[str]](frozenset)
    for span in spans:
        for one, acts in _acts(span).items():
            theirs[one] |= acts
    for one, his in own.items():
        for other, acts in own.items():
            turned = len(his & theirs[other]) > len(his & theirs[one])
            if one < other and turned and len(acts & theirs[one]) > len(acts & theirs[other]):
                return f"{sentence.watch.entry(one).label} and {sentence.watch.entry(other).label}"
    return ""


def _acts(said: Statement) -> dict[str, frozenset[str]]:
    """What stands between those who act and the next who does."""
    acting = [m for m in said.mentions if role_of(said, m) is Role.ACTS and not describes(said, m)]
    ends = [*(m.start for m in acting[1:]), len(said.original)][: len(acting)]
    return {
        m.concept: frozenset[str]().union(*(w.senses for w in said.within((m.end, end))))
        for m, end in zip(acting, ends, strict=True)
    }


def _is_turned(parts: set[Role], theirs: set[Role]) -> bool:
    """Whether who only acts in the one is only done something to in the other."""
    ends = {Role.ACTS, Role.GETS}
    return len(parts) == len(theirs) == 1 and parts != theirs and parts | theirs == ends


def _are_exchanged(his: set[Role], theirs: set[Role], his_own: set[Role] | None, their_own: set[Role] | None) -> bool:
    """Whether one acts, or is come from, in the sentence and the other in the span."""
    his_own, their_own = his_own or set(), their_own or set()
    if len(his) == len(theirs) == 1 and his != theirs and his_own == theirs and their_own == his:
        return True
    for active, passive in _PAIRS:
        if active not in his or passive not in theirs or active in his_own:
            continue
        if active in their_own and passive not in their_own:
            return True
        if passive in his_own and passive not in their_own and (active is Role.ACTS or active in their_own):
            return True
    return False


def _are_alike(his: set[Role], theirs: set[Role], his_own: set[Role] | None, their_own: set[Role] | None) -> bool:
    return bool(his_own and their_own and his & his_own and theirs & their_own)


def _is_mutual(sentence: Statement, one: str) -> bool:
    """Whether the clause of a name tells only of acts that two do alike."""
    for mention in sentence.mentions:
        if mention.concept == one:
            acts = [word.senses for word in sentence.within(clause_of(sentence, mention))]
            return any(senses & _MUTUAL for senses in acts) and not any(senses & DIRECTED for senses in acts)
    return False


def _described(sentence: Statement, spans: Sequence[Statement]) -> str:
    """A thing that the sentence calls one state's and the spans only another's: "North Korean bombers"."""
    theirs: dict[str, set[str]] = defaultdict(set)
    for span in spans:
        for state, things in _things(span):
            for thing in things:
                theirs[thing].add(state)
    for state, things in _things(sentence):
        known = [theirs[thing] for thing in things if thing in theirs]
        if known and not all(state in states for states in known):
            return f"{sentence.watch.entry(state).label}: {', '.join(sorted(things))}"
    return ""


def _things(said: Statement) -> list[tuple[str, frozenset[str]]]:
    """States that only describe, each with what the next words mean."""
    found = []
    for mention in (
        m for m in said.watch.readings(said.text) if m.concept and said.kind(m.concept) is EntryKind.COUNTRY
    ):
        written = said.original[mention.start : mention.end].lower()
        if not cue(said.watch.vocabulary, said.language, "adjective").fullmatch(written):
            continue
        if said.language == "ko" and said.original[mention.end : mention.end + 1].strip():
            continue  # "북한이": a particle stands behind it
        behind = [w for w in said.words if w.start >= mention.end][: 1 if said.language == "ko" else _REACH]
        stop = next((n for n, w in enumerate(behind) if w.text in said.lexicon.plain), len(behind))
        thing = next((w for w in behind[:stop] if w.senses), behind[0] if stop else None)
        if thing:
            found.append((mention.concept, thing.senses | {f"{said.language}:{stemmed(thing.text, said.language)}"}))
    return found
