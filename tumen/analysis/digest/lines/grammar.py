"""How far the words of a headline bear out its frame: who is the subject, what is told as done, what a word heads.

A frame's slots say who stands near an act. A sentence in the reader's language says more: who did it. It is only
written where the headline's own grammar does.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from tumen.analysis.extraction.happenings import NOMINAL
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Mention

# Languages in which the subject always stands before its verb, in headlines too.
SUBJECT_FIRST: Final = frozenset(("en",))

# `answers`: words by which a headline says that somebody answers another.
# What the table `line_cues` of a report's language may hold; all is read in lower case. `told`: verbs of what was
# done; `negated`: words that turn one round; `unreal`: words before one that is not done yet; `setting`: words that
# make what follows the occasion of something else; `attributive`: endings of words that only describe another.
# `light`: those of them that only carry a noun which says what was done: "held a meeting".
# `oblique`: words before a name that make it no subject; `behind`: words behind one that make it somebody else's, such
# as his aide; `governed`: behind an act that is only the object of another word: "troop deployment claims";
# `ahead`: words that say by themselves that an act is to come: "expected to";
# `credited`: a tail of the headline that says whose word it is; `asks`: how a clause ends that asks without a sign;
# `postponed`: words in what calls something off that only puts it off; `toward`, `toward_behind`: words right before or
# behind a place that make it where somebody goes; `voices`: what people or papers are called whose word stands behind
# a colon; `shared`: what right before an office makes it that of two states: "북러 외무장관"; `brands`:
# things that are called after places, right before or behind the name, for which "|" stands; `loose`: words that
# stand for an idea of the watch only because it is near: an airport is no flight;
# `receiver`, `receiver_before`: right behind or before a name, it is whom something is sent: 푸틴에게; `titled`: the
# office right before a name, which begins the headline; `posted`: words beside a body, for which "|" stands, that
# make it only where somebody is sent: "유엔대사"; `dates`, `dates_behind`: beside a thing that only says since when;
# `placed`: before where something is; `looks_into`: what follows is only looked at: "probes"; `other_sense`: the
# words from an act on, in which it means something else: "вывели бойцов в бой".
CUES = (
    "told", "light", "negated", "unreal", "setting", "attributive", "oblique", "behind", "governed", "credited",
    "answers", "ahead", "asks", "postponed", "toward", "toward_behind", "voices", "shared", "brands", "loose",
    "receiver", "receiver_before", "titled", "posted", "dates", "dates_behind", "placed", "former", "looks_into",
    "other_sense",
)  # fmt: skip

_CLAUSE = re.compile(r"[;；:：…。!?！？]+|\.{2,}|(?<![A-ZА-Я])\.\s|\s[-–—|]\s|[,，、](?=\D|$)")
_JOINED = re.compile(r"\s?(?:[,，、·]|and|und|и|й|та|et|y|i)\s?", re.IGNORECASE)
_JOINED_NOUNS = re.compile(r"\s?(?:[·と和与與]|와|과)\s?")  # behind a comma there another part begins
_GENITIVE = re.compile(r"['’]s$")
_LETTERS = re.compile(r"\w*")
_WORDS = r"(?:[\w'’-]+\s){0,2}"  # between "about" and what is spoken of
_MARKS = re.compile(r"[\s\"'“”„«»‘’「」『』]")
_THING: Final = 12  # characters beside a place for the thing that is called after it: 맥주 '두만강'
_POST: Final = 40  # characters beside a body for the office of who is sent there: "permanent representative to the UN"
_OPENS = re.compile(r"^[\W\d_]*$")  # signs, emoji and figures: no word
_LIGHT = 40  # characters from a verb to the noun that says what was done: "held … a meeting"
BESIDE = 3  # characters between a subject and the words that say what it is going to do
_TAIL = 6  # characters that may follow a noun that heads its clause, where headlines are nouns: "방문 일정"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a headline in the language of its report."""

    text: str
    start: int
    end: int
    language: str
    vocabulary: Vocabulary

    def is_subject(self, mention: Mention, nominative: str, declined: bool) -> bool:
        """Whether a name is the subject of the clause: in its first case, else at the very beginning.

        `nominative`: the name's first case in this language; `declined`: whether other cases differ from it.
        """
        said = self.text[mention.start : mention.end]
        before = self.text[self.start : mention.start]
        if self.is_genitive(mention):
            return False
        if declined:
            return said.split()[-1].lower() == nominative.split()[-1].lower() and not self._cue("oblique", before + "$")
        if self._cue("titled", before):
            return True
        given = " ".join(nominative.split()[:-1])
        return _OPENS.match(before.replace(given, "") if given else before) is not None

    def is_genitive(self, mention: Mention) -> bool:
        """Whether a name only says whose the next word is: "Putin's greetings"."""
        said, behind = self.text[mention.start : mention.end], self.text[mention.end : mention.end + 2]
        return any(_GENITIVE.search(part) for part in (said, behind))

    def tells(self, subject: Mention, start: int, end: int) -> bool:
        """Whether the act at [start, end) is told as done of the subject before it, in a verb that is not negated."""
        told = self._told(subject)
        if told is None or told.start() >= end:
            return False
        light = self._pattern("light").fullmatch(told[0]) and 0 <= start - told.end() <= _LIGHT
        if not light and told.end() <= start:
            return False
        return not self._cue("unreal", self.text[subject.end : end])

    @property
    def is_negated(self) -> bool:
        """Whether the clause holds a word that may turn what it says round."""
        return self._cue("negated", self.text[self.start : self.end])

    @property
    def is_credited(self) -> bool:
        """Whether the headline ends by saying whose word it is, in this clause or behind it."""
        return self._cue("credited", self.text[self.start :])

    def welcomes(self, start: int, end: int) -> bool:
        """Whether the words of an arrival at [start, end) are its host's: "greets"."""
        return self._frames("receives", "@").search(self._word(start, end)) is not None

    def is_party(self, start: int, end: int) -> bool:
        """Whether the words of a visit at [start, end) are only those who make it: a delegation."""
        return self._frames("setting", "@").search(self._word(start, end)) is not None

    def is_office(self, mention: Mention) -> bool:
        """Whether a person is only whose office it is: "Biden administration"."""
        before, behind = self.text[self.start : mention.start].lower(), self.text[mention.end : self.end].lower()
        return bool(self._frames("office", "@").match(behind) or self._frames("office_before", r"@\s?$").search(before))

    def is_spoken_of(self, start: int) -> bool:
        """Whether what begins at `start` is what somebody speaks of: "mocks fantasies about a meeting"."""
        pattern = self._frames("topic", rf"\b@\s{_WORDS}$")
        return pattern.search(self.text[self.start : start].lower()) is not None

    def joins(self, end: int, start: int) -> bool:
        """Whether nothing but a comma or "and" stands between two names, of which the second begins at `start`."""
        pattern = _JOINED_NOUNS if self.is_nominal else _JOINED
        return pattern.fullmatch(self.text, end, start) is not None

    def shares(self, mention: Mention) -> bool:
        """Whether an office is that of another state too."""
        return self._cue("shared", self.text[self.start : mention.start])

    @property
    def asks(self) -> bool:
        """Whether the words of the clause ask, with no sign that says so: "…철수했나"."""
        return self._cue("asks", self.text[self.start : self.end])

    @property
    def names_a_speaker(self) -> bool:
        """Whether the words say that somebody speaks whom no table names: "Ex-envoy", "Zeitung"."""
        return self._cue("voices", self.text[self.start : self.end])

    @property
    def names_a_former(self) -> bool:
        """Whether the words say that somebody held an office once: "ex-CIA analyst"."""
        return self._cue("former", self.text[self.start : self.end])

    def is_put_off(self, start: int, end: int) -> bool:
        """Whether the word at [start, end), which calls something off, only puts it off."""
        return self._cue("postponed", self._word(start, end))

    def negates(self, apart: tuple[int, int]) -> bool:
        """Whether the clause holds a negation apart from the words at a place."""
        return self._cue("negated", self.text[self.start : apart[0]] + self.text[apart[1] : self.end])

    def is_goal(self, mention: Mention) -> bool:
        """Whether somebody goes to a place, and does not leave it: "left for Moscow"."""
        before, behind = self.text[self.start : mention.start], self.text[mention.end : self.end]
        return self._cue("toward", before) or self._cue("toward_behind", behind)

    def is_receiver(self, mention: Mention) -> bool:
        """Whether a particle makes a name the one to whom something is sent."""
        before, behind = self.text[self.start : mention.start], self.text[mention.end : self.end]
        return self._cue("receiver", behind) or self._cue("receiver_before", before)

    def is_unreal(self, start: int, end: int) -> bool:
        """Whether a word at [start, end) puts what follows into the future or an if."""
        return self._cue("unreal", self.text[start:end])

    def is_bare(self, subject: Mention) -> bool:
        """Whether the verb follows a name at once, as in "Russia sends" and not in "Russian envoy sends"."""
        told = self._told(subject)
        return told is not None and self.is_beside(subject, told.start())

    def _told(self, subject: Mention) -> re.Match[str] | None:
        return self._pattern("told").search(self.text.lower(), subject.end, self.end)

    def is_beside(self, subject: Mention, start: int) -> bool:
        """Whether words that begin at `start` stand right behind a subject: "Kim to visit"."""
        return 0 <= start - subject.end <= BESIDE

    def is_ahead(self, start: int, end: int, act: int) -> bool:
        """Whether words at [start, end), right before an act, say by themselves that it is to come: "expected to"."""
        return 0 <= act - end <= BESIDE and self._cue("ahead", self.text[start:end])

    def is_verb(self, start: int, end: int) -> bool:
        """Whether the word at [start, end) is a verb of what was done."""
        return self._pattern("told").fullmatch(self._word(start, end)) is not None

    @property
    def puts_subject_first(self) -> bool:
        """Whether only a name before the act can be its subject."""
        return self.language in SUBJECT_FIRST

    @property
    def is_nominal(self) -> bool:
        """Whether headlines of this language are nouns."""
        return self.language in NOMINAL

    @property
    def reads_verbs(self) -> bool:
        """Whether the verbs of this language that tell what was done are known."""
        return bool(self.vocabulary.table("line_cues", self.language).get("told"))

    def belongs(self, mention: Mention, *, is_place: bool = False, is_body: bool = False) -> bool:
        """Whether a name only says whose something is, 푸틴 측근, where somebody is sent, 유엔대사, is what a thing is
        called or is loose."""
        if self._cue("behind", self.text[mention.end : self.end]):
            return True
        if self._cue("loose", self._word(mention.start, mention.end)):
            return True
        before, behind = self.text[self.start : mention.start], self.text[mention.end : self.end]
        if is_body and self._cue("posted", f"{before[-_POST:]}|{behind[:_POST]}"):
            return True
        beside = (_MARKS.sub("", before[-_THING:]) + "|", "|" + _MARKS.sub("", behind[:_THING]))
        return is_place and any(self._cue("brands", words) for words in beside)

    def heads(self, start: int, end: int) -> bool:
        """Whether the word at [start, end) can be what the clause is about, and does not only describe another."""
        if self.language in NOMINAL:
            return self.end - end <= _TAIL and not self._cue("governed", self.text[end : self.end])
        if self._cue("setting", self.text[self.start : start]) or self._cue("governed", self.text[end : self.end]):
            return False
        return self._pattern("attributive").search(self._word(start, end)) is None

    def is_other_sense(self, start: int) -> bool:
        """Whether the words from an act on make it mean something else: "вывели бойцов в бой"."""
        return self._cue("other_sense", self.text[start:])

    def is_date(self, start: int, end: int) -> bool:
        """Whether a thing only says since when: "first since the pandemic"."""
        return self._cue("dates", self.text[self.start : start]) or self._cue("dates_behind", self.text[end:])

    def is_where(self, mention: Mention) -> bool:
        """Whether a name can say where something is: in a language of prepositions one of place stands before it."""
        cue = self.vocabulary.table("line_cues", self.language).get("placed")
        return not cue or self._cue("placed", self.text[self.start : mention.start])

    def is_looked_into(self, start: int, act: int) -> bool:
        """Whether words before an act, in any clause from `start` on, make it what is only looked at: "probes"."""
        return self._cue("looks_into", self.text[start:act])

    def parts(self, start: int, end: int) -> bool:
        """Whether words at [start, end) hold one behind which something else goes on: "as", "while"."""
        return self._frames("beside", r"\b@\s").search(self.text[start:end].lower()) is not None

    def is_occasion(self, mention: Mention) -> bool:
        """Whether a name belongs to an occasion: "ahead of a meeting with Trump"."""
        return self._cue("setting", self.text[self.start : mention.start])

    def _word(self, start: int, end: int) -> str:
        rest = _LETTERS.match(self.text, end)
        return self.text[start : rest.end() if rest else end].lower()

    def _frames(self, name: str, shape: str) -> re.Pattern[str]:
        """A pattern of the table by which frames are read."""
        entries = self.vocabulary.table("frames", self.language).get(name, ())
        return self.vocabulary.once(
            ("line frames", self.language, name),
            lambda: re.compile(shape.replace("@", f"(?:{'|'.join(entries)})") if entries else r"(?!)"),
        )

    def _cue(self, kind: str, words: str) -> bool:
        return self._pattern(kind).search(words.lower()) is not None

    def _pattern(self, kind: str) -> re.Pattern[str]:
        entries = self.vocabulary.table("line_cues", self.language).get(kind, ())
        return self.vocabulary.once(
            ("line cues", self.language, kind), lambda: re.compile("|".join(entries) if entries else r"(?!)")
        )


def clause_at(
    text: str,
    region: tuple[int, int],
    at: int,
    language: str,
    vocabulary: Vocabulary,
    within: Collection[int] = (),
) -> Clause:
    """Return the clause of a region in which a place lies; `within`: where signs begin that part none."""
    start, end = region
    for gap in _CLAUSE.finditer(text, *region):
        if gap.start() in within:
            continue
        if gap.start() >= at:
            end = gap.start()
            break
        start = gap.end()
    return Clause(text, start, end, language, vocabulary)
