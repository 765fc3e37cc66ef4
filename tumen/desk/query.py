"""What somebody asks for, in their own words, and what the archive is asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from tumen.analysis.matching.names import Names, Part, terms_of
from tumen.analysis.text.search_tokens import Term, fact
from tumen.errors import ConfigError
from tumen.model import Role
from tumen.storage import Sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question; what is empty is not asked about.

    `words`: all of them must occur; a name of the watch stands for all its forms, quotation marks hold words together.
    `actor`, `place`: a name of the watch, of one who acts in a happening and of where it is. `source`: an id of the
    catalogue or a publisher's name. `origin`: whose knowledge a report rests on. `since`, `until`: days of the
    happening or publication. `seen_since`, `seen_until`: when a report arrived here.
    """

    words: str = ""
    actor: str = ""
    place: str = ""
    theme: str = ""
    source: str = ""
    language: str = ""
    origin: str = ""
    storyline: str = ""
    since: date | None = None
    until: date | None = None
    seen_since: datetime | None = None
    seen_until: datetime | None = None
    roles: Collection[Role] = ()
    everything: bool = False


def sought_for(
    asked: Asked, names: Names, *, development: str | None = None, parts: Collection[Part] | None = None
) -> Sought:
    """What the archive is asked for; ConfigError for a name or theme that the watch does not have, and for no words
    in `words`. `parts`: what `parts_of` gave, where that was asked already.
    """
    parts = parts_of(asked, names) if parts is None else parts
    groups = [terms for part in parts if (terms := terms_of(part))]
    if asked.words.strip() and not groups:
        raise ConfigError("search", asked.words, "there is no word in it: letters or digits are needed")
    return Sought(
        words=(*groups, *((Term((token,)),) for token in _facts(asked, names))),
        since=asked.since,
        until=asked.until,
        seen_since=asked.seen_since,
        seen_until=asked.seen_until,
        storyline=asked.storyline or None,
        development=development,
        roles=asked.roles,
        everything=asked.everything,
    )


def parts_of(asked: Asked, names: Names) -> tuple[Part, ...]:
    """The names and words of a question."""
    return tuple(names.parts(asked.words))


def _facts(asked: Asked, names: Names) -> list[str]:
    facts = [fact(kind, _entry(kind, name, names)) for kind, name in _named(asked)]
    if asked.theme:
        if asked.theme not in names.themes:
            known = ", ".join(sorted(names.themes))
            raise ConfigError("watch.toml", asked.theme, f"no such theme (known: {known})")
        facts.append(fact("theme", asked.theme))
    plain = (("source", asked.source), ("language", asked.language), ("origin", asked.origin))
    return [*facts, *(fact(kind, value) for kind, value in plain if value)]


def _named(asked: Asked) -> list[tuple[str, str]]:
    return [(kind, name) for kind, name in (("actor", asked.actor), ("place", asked.place)) if name]


def _entry(kind: str, name: str, names: Names) -> str:
    entry = names.find(name)
    if entry is None:
        near = ", ".join(get_close_matches(name.lower().replace(" ", "-"), names.ids())) or "search for it as a word"
        raise ConfigError("watch.toml", name, f"no {kind} of this name ({near})")
    return entry.id
