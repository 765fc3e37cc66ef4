"""What changed, in the reader's language: before → after, with who says so and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Final

from tumen.analysis.digest.lines.plain_words import thing_named
from tumen.analysis.digest.lines.wording import Wording
from tumen.analysis.matching.speaker_entries import SpeakerKind
from tumen.model import Amount, Change, Citation, Counting, EntryKind, Judgement, Metric, ReasonCode, party_of

_THEN: Final = " → "
_BARE: Final = (ReasonCode.VOICE, ReasonCode.NAME)
_NAMED: Final = (EntryKind.PERSON, EntryKind.ORGANISATION, EntryKind.PLACE, EntryKind.COUNTRY, EntryKind.WEAPON)


def worded(
    texts: Iterable[str],
    judgements: Iterable[Judgement],
    wording: Wording,
    *,
    year: int,
    publishers: Mapping[str, str] = MappingProxyType({}),
    read: Collection[Citation] = (),
) -> tuple[str, ...]:
    """Return changes, known by their words in the record, as readers of this language are told them, each once.

    One that cannot be told in it is left out; of an archive that has only the words, they are given as they are.
    `year`: that of the digest, which its days need not name. `publishers`: of reports, by document. `read`: what the
    reader reads of the reports in their own words: that somebody speaks, is named or tells more says nothing beside it.
    """
    judged = list(judgements)
    additions = {change.text: change for judgement in judged for change in judgement.additions}
    places = {name for c in additions.values() if c.code is ReasonCode.PLACE for name in c.names}
    seen = {change.text for judgement in judged for change in judgement.additions if _is_read(change, judgement, read)}
    lines: dict[str, Change | None] = {}
    for chain in _chains(dict.fromkeys(texts), additions):
        changed = [_without(additions[text], places) for text in chain if text in additions]
        said = _told(changed, wording, year, publishers) if changed else chain[0]
        if said:
            lines.setdefault(said, changed[-1] if changed else None)
    # That officials spoke, or how long a report is, is told where nothing else is.
    for slight in (partial(_is_nobodys_word, wording=wording), partial(_is_bare, seen=seen)):
        kept = {line: change for line, change in lines.items() if change is None or not slight(change)}
        lines = kept or lines
    return tuple(lines)


def _without(change: Change, places: Collection[str]) -> Change:
    """The same without names that stand in another line as the place."""
    if change.code is not ReasonCode.NAME:
        return change
    return replace(change, names=tuple(name for name in change.names if name not in places))


def _is_read(change: Change, judgement: Judgement, read: Collection[Citation]) -> bool:
    """Whether the reader reads the place in the report at which a change stands."""
    at = change.span[0] if change.span else -1
    return any(one.document_id == judgement.document_id and one.start <= at < one.end for one in read)


def _is_bare(change: Change, seen: Collection[str]) -> bool:
    """Whether a change says nothing beside the words of the report."""
    return change.code is ReasonCode.FULLER or (change.code in _BARE and change.text in seen)


def _told(changed: Sequence[Change], wording: Wording, year: int, publishers: Mapping[str, str]) -> str:
    last = changed[-1]
    if last.report:
        return _capital(_withdrawn(last, wording, publishers))
    return told_in(last, wording, year, changed[:-1])


def _chains(texts: Iterable[str], additions: Mapping[str, Change]) -> list[list[str]]:
    """The changes, those of one figure that its party changed again as one: 8,000 → 11,000 → 12,000."""
    chains: list[list[str]] = []
    for text in texts:
        change = additions.get(text)
        last = next((c for c in chains if change and c[-1] in additions and _goes_on(additions[c[-1]], change)), None)
        if last is None:
            chains.append([text])
        else:
            last.append(text)
    return chains


def _goes_on(earlier: Change, later: Change) -> bool:
    """Whether a party replaces the figure that it gave with the earlier change."""
    then, before, now = earlier.now, later.before, later.now
    if then is None or before is None or now is None or earlier.what != later.what:
        return False
    parties = {party_of(one.claimant) for one in (then, before, now)}
    same = (then.low, then.high) == (before.low, before.high) and len(parties) == 1 and parties != {""}
    return same and not (then.denied or now.denied)


def _is_nobodys_word(change: Change, wording: Wording) -> bool:
    """Whether a change only says that people without a name spoke."""
    kinds = {wording.watch.speakers.kind_of(id) for id in change.names}
    return change.code is ReasonCode.VOICE and kinds <= {SpeakerKind.GROUP, SpeakerKind.RELAY, SpeakerKind.MEDIA}


def told_in(change: Change, wording: Wording, year: int, since: Sequence[Change] = ()) -> str:
    """Return one change in words; "" where the language has none for it.

    `since`: the changes of the same figure before it, the first of them first.
    """
    return _capital(_said(change, wording, year, since))


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _said(change: Change, wording: Wording, year: int, since: Sequence[Change]) -> str:
    if change.now is not None:
        return _figure(change, change.now, wording, year, since)
    if change.code is ReasonCode.FULLER:
        return wording.change(change.what)
    if change.code is ReasonCode.STAGE:
        what = wording.topic(change.kinds[0])
        before, after = (wording.stage(stage) for stage in change.stages)
        return wording.change("stage", what=what, before=before, value=after) if what else ""
    kinds = [wording.topic(kind) for kind in change.kinds]
    names = [name for name in (*kinds, *_names(change, wording)) if name]
    return wording.change(change.code.value, names=", ".join(names)) if names else ""


def _withdrawn(change: Change, wording: Wording, publishers: Mapping[str, str]) -> str:
    """What a report does not say any more, or that it was taken away or put back, or goes on changing."""
    about = {"names": publishers.get(change.report, ""), "value": str(change.hours)}
    if change.code is not ReasonCode.WITHDRAWN:
        return wording.change(change.code.value, **about)
    if change.before is not None:
        figure = _amount(change.before, wording, _party(change.before, wording, own=False))
        return wording.change("withdrawn_figure", before=figure, what=wording.metric(change.what), **about)
    sort, what = ("name", _names(change, wording)) if change.names else ("kind", [*map(wording.topic, change.kinds)])
    return wording.change(f"withdrawn_{sort}", what=", ".join(what), **about) if all(what) and what else ""


def _names(change: Change, wording: Wording) -> Sequence[str]:
    """The names of a change; an idea of the watch, such as "parades", is no name and says nothing by itself."""
    watch = wording.watch
    if change.code is not ReasonCode.NAME:
        return [(wording.name(id) if watch.knows(id) else "") or wording.speaker(id) for id in change.names]
    return [wording.name(id) for id in change.names if watch.knows(id) and watch.entry(id).kind in _NAMED]


def _figure(change: Change, now: Amount, wording: Wording, year: int, since: Sequence[Change]) -> str:
    """A figure with those before it where there were any; a party that stands by all of them is named once."""
    what = wording.metric(change.what) if change.what in set(Metric) else _unit(change, wording)
    if not what:
        return ""
    own = change.language == wording.language
    party, day = _party(now, wording, own=own), _day(now, wording, year)
    before = change.before
    if before is None:
        return wording.change("figure", what=what, value=_amount(now, wording, party, day))
    by = _party(before, wording, own=own)
    is_own = bool(party) and by == party
    name = "" if is_own else by
    told = [_amount(one, wording, name, _if_other(one, wording, year, day)) for one in _earlier(change, since)]
    values = {"before": _THEN.join(told), "value": _amount(now, wording, "" if is_own else party, day)}
    return wording.change("own" if is_own else "revised", what=what, names=party, **values)


def _earlier(change: Change, since: Sequence[Change]) -> list[Amount]:
    """What a party said before, the first of it first; of a single change what it replaces, whoever said that."""
    if not since:
        return [change.before] if change.before else []
    said = [since[0].before, *(one.now for one in since)]
    return [one for one in said if one and change.now and party_of(one.claimant) == party_of(change.now.claimant)]


def _if_other(amount: Amount, wording: Wording, year: int, day: str) -> str:
    """The day of an earlier figure; "" where it stands in a report of the same day."""
    then = _day(amount, wording, year)
    return then if then != day else ""


def _unit(change: Change, wording: Wording) -> str:
    """What a report counts in its own words; of another language what the reader's calls it, "" if it has no name."""
    unit = change.what.strip()
    if not any(map(str.isalpha, unit)):
        return ""  # a share is told by its sentence, which says of what
    return unit if change.language == wording.language else thing_named(unit, change.language, wording)


def _party(amount: Amount, wording: Wording, *, own: bool) -> str:
    return wording.claimant(party_of(amount.claimant), own=own)


def _day(amount: Amount, wording: Wording, year: int) -> str:
    return wording.day(amount.said, year) if amount.said else ""


def _amount(amount: Amount, wording: Wording, *about: str) -> str:
    """A quantity with what is said about it: "11,000 (NIS, 4 Mar)"."""
    known = ", ".join(part for part in about if part)
    said = " ".join(part for part in (wording.amount(amount.low, amount.high), amount.unit) if part)
    if amount.counting is Counting.MORE:
        said = f"+{said}"
    elif amount.counting is Counting.EACH:
        said = wording.word("each").format(said)
    said += f" ({known})" if known else ""
    return wording.change("denied", value=said) if amount.denied else said
