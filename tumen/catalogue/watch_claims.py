"""Reads the part `[claims]` of a watch: whose figures count, and the words that say whose a figure is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from tumen.analysis.claims.kinds import Counted
from tumen.analysis.matching.entries import WatchEntry
from tumen.analysis.matching.matcher import parse
from tumen.analysis.matching.roles import Place, Role, Roles, of_sides, plain_forms
from tumen.analysis.text.normalization import fold_form
from tumen.catalogue.strict import Key, each, ident, many, mapping, one_of, table, text
from tumen.errors import ConfigError


def a_form(value: Any) -> str:
    """A form that can match something."""
    parse(text(value))
    return str(value)


_FORMS = mapping(each(a_form))
_WORDS = {"entries": Key(each(ident), ()), "forms": Key(_FORMS, {})}
_ROLE = {"id": Key(one_of(tuple(Role))), **_WORDS}
_PLACE = {"id": Key(one_of(tuple(Place))), **_WORDS}
_NOUN = {"id": Key(one_of(tuple(Counted))), "forms": Key(_FORMS)}
_CLAIMS = {
    "of": Key(ident, ""),
    "role": Key(many(_ROLE, "id"), ()),
    "place": Key(many(_PLACE, "id"), ()),
    "noun": Key(many(_NOUN, "id"), ()),
}


def load_roles(data: Mapping[str, Any], entries: Sequence[WatchEntry], sides: Sequence[str], *, file: str) -> Roles:
    """The roles of a watch's names in claims; ConfigError names the file, the table and the key of a mistake.

    `data`: the table `claims`, empty where the watch has none: then figures of every side count, where both are named.
    A name of a side or of an entry listed goes to another role where a form listed there says so.
    """
    claims = table(data, _CLAIMS, file=file, name="claims")
    if claims["of"] and claims["of"] not in sides:
        raise ConfigError(file, "claims.of", f"{claims['of']!r} is none of the subject's sides")
    known = {entry.id: entry for entry in entries}
    named: dict[str, tuple[str, ...]] = {
        str(role): forms for role, forms in of_sides(entries, sides, claims["of"]).items()
    }
    for row in claims["role"]:
        named[row["id"]] = (*named.get(row["id"], ()), *_of_entries(row, known, "role", file))
    listed = {row["id"]: _listed(row) for row in claims["role"]}
    _check_doubles(listed, "role", file)
    places = {row["id"]: (*_of_entries(row, known, "place", file), *_listed(row)) for row in claims["place"]}
    _check_doubles(places, "place", file)
    return Roles(
        {Role(role): forms for role, forms in _joined(named, listed).items()},
        either=len(sides) > 1 and not claims["of"],
        places={Place(place): forms for place, forms in places.items()},
        nouns={row["id"]: _listed(row) for row in claims["noun"]},
    )


def _of_entries(row: Mapping[str, Any], known: Mapping[str, WatchEntry], name: str, file: str) -> tuple[str, ...]:
    for id in row["entries"]:
        if id not in known:
            raise ConfigError(file, f"claims.{name} {row['id']!r}.entries", f"there is no entry {id!r}")
    return tuple(form for id in row["entries"] for form in plain_forms(known[id]))


def _listed(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for forms in row["forms"].values() for form in forms))


def _joined(named: Mapping[str, Sequence[str]], listed: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The forms of each role: those listed, and those of entries that no form listed for another role covers."""
    folded = {role: {fold_form(form.removeprefix("=")) for form in forms} for role, forms in listed.items()}
    joined = {}
    for role in {**named, **listed}:
        others: set[str] = set().union(*(forms for of, forms in folded.items() if of != role))
        joined[role] = (*listed.get(role, ()), *_not_covered(named.get(role, ()), others))
    return joined


def _not_covered(forms: Iterable[str], listed: Collection[str]) -> Iterator[str]:
    """The forms of which none listed (folded) finds everything that they do."""
    stems = tuple(form[:-1] for form in listed if form.endswith("*"))
    for form in forms:
        folded = fold_form(form.removeprefix("="))
        if folded not in listed and (" " in folded or not folded.startswith(stems)):
            yield form


def _check_doubles(kinds: Mapping[str, Sequence[str]], name: str, file: str) -> None:
    """ConfigError when a form is listed for two kinds: only one of them could be found."""
    owners: dict[str, str] = {}
    for kind, forms in kinds.items():
        for form in forms:
            owner = owners.setdefault(form.casefold(), kind)
            if owner != kind:
                raise ConfigError(file, f"claims.{name} {kind!r}.forms", f"{form!r} is listed for {owner!r} already")
