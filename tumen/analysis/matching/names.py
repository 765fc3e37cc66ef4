"""The names of a watch as somebody types them: which entry is meant, and all the ways to write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from tumen.analysis.matching.entries import WatchEntry
from tumen.analysis.text.normalization import fold_form
from tumen.analysis.text.search_tokens import Term, exactly, fact, parts, sought

_MARKS: Final = str.maketrans("", "", "=!|")  # of a form; see `matcher`
_GOES_ON: Final = "*"

Word = tuple[str, bool]  # folded, and whether more letters may follow


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of what somebody typed; `entry` is whom or what it names, None of other words."""

    written: str
    entry: WatchEntry | None = None
    quoted: bool = False


class _Forms:
    """All ways to write the entries, to be found by what was typed."""

    def __init__(self, entries: Iterable[WatchEntry]) -> None:
        self.exact: dict[tuple[str, ...], WatchEntry] = {}
        # By the number of words and the letter they begin with: a search asks for each few neighbouring words.
        self.starred: dict[tuple[int, str], list[tuple[tuple[Word, ...], WatchEntry]]] = {}
        for entry in entries:
            for form in (entry.label, *entry.all_forms()):
                words = _words(form)
                if any(star for _, star in words):
                    self.starred.setdefault((len(words), words[0][0][:1]), []).append((words, entry))
                else:
                    self.exact.setdefault(tuple(word for word, _ in words), entry)
        self.longest = max(map(len, self.exact), default=1)


class Names:
    """The entries of a watch by what they are called. Pure; needs nothing that finds names in a text."""

    def __init__(self, entries: Iterable[WatchEntry], themes: Mapping[str, str] = {}) -> None:
        self._by_id = {entry.id: entry for entry in entries}
        self.themes = dict(themes)

    @cached_property
    def _forms(self) -> _Forms:
        # When somebody first types a name: who only wants labels need not wait for eleven thousand forms.
        return _Forms(self._by_id.values())

    def label(self, id: str) -> str:
        """What an entry is called in English; an id that no entry has, with spaces."""
        return self._by_id[id].label if id in self._by_id else id.replace("-", " ")

    def ids(self) -> list[str]:
        """The ids of all entries."""
        return list(self._by_id)

    def entries(self) -> list[WatchEntry]:
        """All entries."""
        return list(self._by_id.values())

    def find(self, name: str) -> WatchEntry | None:
        """The entry that is called so in any language, or has this id."""
        return self._by_id.get(name) or self._named(fold_form(name).split())

    def parts(self, words: str) -> Iterator[Part]:
        """Take apart what somebody typed: names, the longest first, then single words; quotation marks hold words
        together and name nobody.
        """
        loose: list[str] = []
        for written, quoted in parts(words):
            if quoted:
                yield from self._named_parts(loose)
                loose = []
                yield Part(written, quoted=True)
            else:
                loose.append(written)
        yield from self._named_parts(loose)

    def _named_parts(self, words: list[str]) -> Iterator[Part]:
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + self._forms.longest), start, -1):
                written = " ".join(words[start:end])
                entry = self._named(fold_form(written).split())
                if entry is not None or end == start + 1:
                    yield Part(written, entry)
                    start = end
                    break

    def _named(self, words: list[str]) -> WatchEntry | None:
        found = self._forms.exact.get(tuple(words))
        starred = self._forms.starred.get((len(words), words[0][:1]), []) if words else []
        return found or next((entry for form, entry in starred if _fits(form, words)), None)


def terms_of(part: Part) -> tuple[Term, ...]:
    """What a piece is looked for as: any way to write a name, or the word itself."""
    typed = exactly(part.written) if part.quoted or part.entry else sought(part.written)
    found = [typed] if typed else []
    if part.entry is not None:
        found += [Term((fact("concept", part.entry.id),)), *_forms(part.entry)]
    return tuple(dict.fromkeys(found))


def _forms(entry: WatchEntry) -> tuple[Term, ...]:
    """The forms that mean the entry wherever they stand; the others were judged when the document was read."""
    guarded = {form for guard in entry.guards for form in (guard.forms or entry.all_forms())}
    return _terms(tuple(form for form in entry.all_forms() if form not in guarded and not form.startswith("=")))


# A hundred and fifty forms of one name are cut into words once.
@lru_cache(maxsize=1_024)
def _terms(forms: tuple[str, ...]) -> tuple[Term, ...]:
    found = ((form, exactly(form.translate(_MARKS).replace(_GOES_ON, ""))) for form in forms)
    return tuple(
        Term(term.tokens, goes_on=form.endswith(_GOES_ON))
        for form, term in found
        if term is not None and _GOES_ON not in form.rstrip(_GOES_ON)
    )


def _words(form: str) -> tuple[Word, ...]:
    plain = fold_form(form.translate(_MARKS)).split()
    return tuple((word.rstrip(_GOES_ON), word.endswith(_GOES_ON)) for word in plain)


def _fits(form: tuple[Word, ...], words: list[str]) -> bool:
    return all(word.startswith(stem) if star else word == stem for (stem, star), word in zip(form, words, strict=True))
