"""What changed, in the reader's language: before → after, with who says so and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tumen.analysis.digest.wording import Wording
from tumen.analysis.matching.speaker_entries import SpeakerKind
from tumen.model import Amount, Change, EntryKind, Judgement, Metric, ReasonCode, party_of

_NAMED: Final = (EntryKind.PERSON, EntryKind.ORGANISATION, EntryKind.PLACE, EntryKind.COUNTRY, EntryKind.WEAPON)


def worded(texts: Iterable[str], judgements: Iterable[Judgement], wording: Wording, *, year: int) -> tuple[str, ...]:
    """Return changes, known by their words in the record, as readers of this language are told them, each once.

    One that cannot be told in it is left out; of an archive that has only the words, they are given as they are.
    `year`: that of the digest, which its days need not name.
    """
    additions = {change.text: change for judgement in judgements for change in judgement.additions}
    known = list(dict.fromkeys(texts))
    told = {text: told_in(additions[text], wording, year) if text in additions else text for text in known}
    lines = {said: additions.get(text) for text, said in told.items() if said}
    # That officials spoke is told where nothing else is.
    named = tuple(line for line, change in lines.items() if change is None or not _is_nobodys_word(change, wording))
    return named or tuple(lines)


def _is_nobodys_word(change: Change, wording: Wording) -> bool:
    """Whether a change only says that people without a name spoke."""
    kinds = {wording.watch.speakers.kind_of(id) for id in change.names}
    return change.code is ReasonCode.VOICE and kinds <= {SpeakerKind.GROUP, SpeakerKind.RELAY, SpeakerKind.MEDIA}


def told_in(change: Change, wording: Wording, year: int) -> str:
    """Return one change in words; "" where the language has none for it."""
    said = _said(change, wording, year)
    return said[:1].upper() + said[1:]


def _said(change: Change, wording: Wording, year: int) -> str:
    if change.now is not None:
        return _figure(change, change.now, wording, year)
    if change.code is ReasonCode.FULLER:
        return wording.change(change.what)
    if change.code is ReasonCode.STAGE:
        what = wording.topic(change.kinds[0])
        before, after = (wording.stage(stage) for stage in change.stages)
        return wording.change("stage", what=what, before=before, value=after) if what else ""
    kinds = [wording.topic(kind) for kind in change.kinds]
    names = [name for name in (*kinds, *_names(change, wording)) if name]
    return wording.change(change.code.value, names=", ".join(names)) if names else ""


def _names(change: Change, wording: Wording) -> Sequence[str]:
    """The names of a change; an idea of the watch, such as "parades", is no name and says nothing by itself."""
    watch = wording.watch
    if change.code is not ReasonCode.NAME:
        return [(wording.name(id) if watch.knows(id) else "") or wording.speaker(id) for id in change.names]
    return [wording.name(id) for id in change.names if watch.knows(id) and watch.entry(id).kind in _NAMED]


def _figure(change: Change, now: Amount, wording: Wording, year: int) -> str:
    """A figure with the one before it where there was one; a party that stands by both is named once."""
    what = wording.metric(change.what) if change.what in set(Metric) else _unit(change, wording)
    own = change.language == wording.language
    party, day = _party(now, wording, own=own), _day(now, wording, year)
    before = change.before
    if before is None:
        return wording.change("figure", what=what, value=_amount(now, wording, party, day))
    by, since = _party(before, wording, own=own), _day(before, wording, year)
    since = since if since != day else ""  # both stand in reports of one day
    if party and by == party:
        values = {"before": _amount(before, wording, since), "value": _amount(now, wording, day)}
        return wording.change("own", what=what, names=party, **values)
    values = {"before": _amount(before, wording, by, since), "value": _amount(now, wording, party, day)}
    return wording.change("revised", what=what, **values)


def _unit(change: Change, wording: Wording) -> str:
    """What a report counts in its own words, marked as such where they are in another language."""
    unit = change.what.strip()
    return unit if change.language == wording.language else wording.word("quoted").format(unit)


def _party(amount: Amount, wording: Wording, *, own: bool) -> str:
    return wording.claimant(party_of(amount.claimant), own=own)


def _day(amount: Amount, wording: Wording, year: int) -> str:
    return wording.day(amount.said, year) if amount.said else ""


def _amount(amount: Amount, wording: Wording, *about: str) -> str:
    """A quantity with what is said about it: "11,000 (NIS, 4 Mar)"."""
    known = ", ".join(part for part in about if part)
    said = " ".join(part for part in (wording.amount(amount.low, amount.high), amount.unit) if part)
    said += f" ({known})" if known else ""
    return wording.change("denied", value=said) if amount.denied else said
