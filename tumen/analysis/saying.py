"""How one sentence hands a statement to somebody: verbs and their subjects, prepositions, particles, headlines."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from tumen.analysis.lexicon import Hit, fold
from tumen.analysis.parties import NAMES, PARTIES, kind_of

# How far a verb's subject may stand from it; a capital ("Moscow") is a speaker only right beside its verb, since it is
# a place everywhere else.
_SUBJECT_REACH = 130
_STATE_REACH = 14
_AFTER_REACH = 75
_PER_REACH = 48
_NOUN_REACH = 45
_TOPIC = re.compile(
    r"\s?(?:[^.,。、]{0,24}?)(?:[은는이가도](?=[\s,\"'“‘])|측은?|께서|関係者は|当局は|[はが](?=[、\w])|側は|も(?=、))"
)
_INVERTED = re.compile(r"[,\"'»”–—-]\s?$|^\s?$")
_PRONOUN = re.compile(
    r"(?:\b(?:it|he|she|they|the (?:agency|service|ministry|spokes\w+|official|group|report|statement|outlet|lawmaker)|"
    r"он|она|они|он также|ведомство|агентство|він|вона|вони|відомство|on|ona|er|sie|elle|il)\s(?:also |"
    r"further |то есть )?)$"
)
_NAME = r"(?:[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ][\w.'’-]+)"
_NAME_BEFORE = re.compile(rf"((?:{_NAME}\s){{1,3}}{_NAME})(?:,[^,]{{3,70}},)?\s(?:has |had |have |also )?$")
_NAME_AFTER = re.compile(rf"\s(?:the )?((?:{_NAME}\s){{1,3}}{_NAME})")
_KOREAN_NAME = re.compile(
    r"((?:[가-힣A-Za-z]+\s){0,2}[가-힣]*(?:의원|교수|장관|차관|대변인|대통령|총리|대사|위원장|연구원|연구위원|"
    r"연구소|[가-힣]{2,4}부|통신|신문|방송|일보))"
    r"(?:[은는이가]|에 따르면|를 인용|을 인용)"
)
_COLON = re.compile(r"\s?[:：]\s|\s?[:：](?=[\"'“‘「«])|\s?[\"“‘「«]|[은는이가]?\s[\"“‘'「]|[,…]\s?[\"“‘'「]")
_DASH = re.compile(r"(?:\s[-–—|]\s|\(|:\s)\s?(?:the )?$")
_END = re.compile(r"\)?\s*$")
# Before a name these only say what somebody is: "lawmaker Lee".
_TITLES = frozenset({"lawmakers", "officials", "analysts", "defence-minister", "military"})
# Words in capitals that are no name at the head of a sentence.
_NO_NAME = frozenset(
    "The This That These But And When While After Before It In On At As If For Its His Her North South".lower().split()
)


class Attribution(NamedTuple):
    """A party at [start, end) to whom the sentence hands something.

    `who`: the id of a known party, else a slug of the name. `kind`: says, denies or cites. `cue`: where the word
    that hands it over stands. `name`: the party as the text calls it.
    """

    who: str
    kind: str
    start: int
    end: int
    cue: int = 0
    name: str = ""


def headline(s: Sentence) -> list[Attribution]:
    """Read what headlines leave out the verb of: "White House: …", "국정원 “…”", "… - NIS"."""
    found = []
    for hit in s.parties:
        if PARTIES[hit.kind].kind == "group" and hit.start > s.start:
            continue
        begins = hit.start - s.start < 12 and _COLON.match(s.folded, hit.end)
        ends = _DASH.search(s.folded, s.start, hit.start) and _END.match(s.folded[hit.end : s.end])
        if begins or ends:
            found.append(_attribution("says", hit, s, hit.end))
    return found


def _attribution(kind: str, hit: Hit, s: Sentence, cue: int) -> Attribution:
    """The party with the words that belong to its name: "Rady … John Kirby" is one speaker."""
    start, end = hit.start, hit.end
    for other in s.parties:
        near = abs(other.start - end) <= _NOUN_REACH or abs(start - other.end) <= _NOUN_REACH
        if other.kind == hit.kind and near and "," not in s.folded[min(end, other.end) : max(start, other.start)]:
            start, end = min(start, other.start), max(end, other.end)
    if end - start > 70:
        start, end = hit.start, hit.end
    if PARTIES[hit.kind].kind == "group":
        start = _grown(s, start)
    return Attribution(hit.kind, kind, start, end, cue, s.text[start:end])


def _grown(s: Sentence, start: int) -> int:
    """Take the words that say whose officials they are: "a senior Ukrainian official"."""
    head = re.search(
        rf"(?:(?:senior|unnamed|anonymous|top|two|three|several|western|{_NAME})\s){{1,3}}$", s.text[s.start : start]
    )
    return start if head is None else s.start + head.start()


class Sentence(NamedTuple):
    """A sentence with its place in the text, as written and folded."""

    text: str
    folded: str
    start: int
    end: int
    parties: list[Hit]
    cues: list[Hit]

    def attributions(self, before: list[Attribution]) -> list[Attribution]:
        """Read each cue of the sentence; `before` are the attributions so far, for pronouns."""
        found: list[Attribution] = []
        for n, cue in enumerate(self.cues):
            if (
                n
                and cue.kind == "says"
                and self.cues[n - 1].kind == "denies"
                and cue.start - self.cues[n - 1].end <= 12
            ):
                continue  # "dismissed claims that": a noun
            following = self.cues[n + 1].start if n + 1 < len(self.cues) else self.end
            one = self._read(cue, following, found) or self._again(cue, found or before)
            if one is not None:
                found.append(one)
        return found

    def _read(self, cue: Hit, following: int, found: list[Attribution]) -> Attribution | None:
        if cue.kind == "per":
            return self.per(cue)
        if cue.kind == "post":
            return self.post(cue)
        if cue.kind in ("final", "nay"):
            return self.final(cue, found)
        return self.says(cue, following, found)

    def _again(self, cue: Hit, before: list[Attribution]) -> Attribution | None:
        """An "it said": the speaker before once more."""
        if cue.kind not in ("says", "denies") or not before:
            return None
        pronoun = _PRONOUN.search(self.folded[max(self.start, cue.start - 24) : cue.start])
        if pronoun is None:
            return None
        last = next((a for a in reversed(before) if kind_of(a.who) != "media"), before[-1])
        return Attribution(last.who, cue.kind, cue.start, cue.end, cue.start, last.name)

    def says(self, cue: Hit, following: int, found: list[Attribution]) -> Attribution | None:
        """Find the subject of a verb: before it, or after it when a quotation or a comma stands before."""
        kind = "denies" if cue.kind == "denies" else "says"
        before = self._subject(cue, found)
        after = self._after(cue, following, _AFTER_REACH)
        word = self.folded[cue.start : cue.end]
        inverted = (
            None if word.endswith("ing") else _INVERTED.search(self.folded, max(self.start, cue.start - 3), cue.start)
        )
        hit = (after or before) if inverted else (before or after if self._free_order(cue) else before)
        if hit is not None:
            return _attribution(kind, hit, self, cue.start)
        return self._free(cue, kind, inverted is not None)

    def _free_order(self, cue: Hit) -> bool:
        """Slavic verbs go before or after their subject; English ones only after a comma."""
        return not self.folded[cue.start : cue.end].isascii() or self.folded[cue.start : cue.end].startswith("po")

    def _subject(self, cue: Hit, found: list[Attribution]) -> Hit | None:
        last_cue = max((a.cue for a in found), default=self.start)
        for hit in reversed(self.parties):
            gap = cue.start - hit.end
            if gap < 0:
                continue
            if gap > _SUBJECT_REACH or (hit.end <= last_cue and found and gap > _STATE_REACH):
                return None
            if self._can_speak(hit, gap):
                return hit
        return None

    def _can_speak(self, hit: Hit, gap: int) -> bool:
        return PARTIES[hit.kind].kind not in ("state",) or (
            gap <= _STATE_REACH and "," not in self.folded[hit.end : hit.end + gap] and not self._is_place(hit)
        )

    def _is_place(self, hit: Hit) -> bool:
        """ "in Moscow", "to Russia": a place, not a speaker."""
        lead = self.folded[max(self.start, hit.start - 8) : hit.start]
        return (
            re.search(r"\b(?:in|to|from|of|with|into|for|at|by|near|в|из|с|от|для|do|z|w|od|nach|aus|in)\s$", lead)
            is not None
        )

    def _after(self, cue: Hit, following: int, reach: int) -> Hit | None:
        for hit in self.parties:
            if hit.start >= cue.end:
                near = hit.start - cue.end <= reach and hit.start < following + 1
                plain = PARTIES[hit.kind].kind != "state" or hit.start - cue.end <= 6
                return hit if near and plain else None
        return None

    def per(self, cue: Hit) -> Attribution | None:
        """Find whom a preposition names: the next party, whatever it is."""
        near = [h for h in self.parties if cue.end <= h.start <= cue.end + _PER_REACH]
        if near:
            titled = len(near) > 1 and PARTIES[near[0].kind].id in _TITLES and near[1].start - near[0].end <= 2
            return _attribution("cites", near[1] if titled else near[0], self, cue.start)
        name = _NAME_AFTER.match(self.text, cue.end)
        return self._named(name, "cites", cue) if name and name.end() <= self.end else None

    def post(self, cue: Hit) -> Attribution | None:
        """Find whom a particle follows: the last party before it."""
        near = [h for h in self.parties if 0 <= cue.start - h.end <= 30]
        if near:
            # "한국 정보당국 관계자를 인용": an official of the body before him.
            owned = len(near) > 1 and PARTIES[near[-1].kind].kind == "group" and near[-1].start - near[-2].end <= 2
            return _attribution("cites", near[-2] if owned else near[-1], self, cue.start)
        return self._korean(cue, "cites")

    def final(self, cue: Hit, found: list[Attribution]) -> Attribution | None:
        """Find the topic of a verb that ends its clause; each topic is spent on one verb."""
        kind = "denies" if cue.kind == "nay" else "says"
        spent = {a.start for a in found}
        marked = [h for h in self.parties if (t := _TOPIC.match(self.folded, h.end)) and t.end() <= cue.start]
        fresh = [h for h in marked if h.start not in spent] or marked
        named = [h for h in fresh if PARTIES[h.kind].kind != "state"] or [h for h in fresh if cue.start - h.end < 25]
        if named:
            return _attribution(kind, named[-1] if len(named) < 3 else named[0], self, cue.start)
        return self._korean(cue, kind)

    def _korean(self, cue: Hit, kind: str) -> Attribution | None:
        matches = list(_KOREAN_NAME.finditer(self.text, self.start, min(cue.end, self.end)))
        return self._named(matches[-1], kind, cue) if matches else None

    def _free(self, cue: Hit, kind: str, inverted: bool) -> Attribution | None:
        """A speaker the table does not know, by capitals: "… , said Jane Doe"."""
        if inverted:
            match = _NAME_AFTER.match(self.text, cue.end, self.end)
        else:
            match = _NAME_BEFORE.search(self.text, self.start, cue.start)
        return self._named(match, kind, cue) if match else None

    def _named(self, match: re.Match[str], kind: str, cue: Hit) -> Attribution | None:
        name = match[1].strip()
        if fold(name).split()[0] in _NO_NAME:
            return None
        known = party_in(name)
        if known is not None and PARTIES[known].kind == "state":
            if len(name.split()) == 1 or NAMES.find(fold(name), name)[0].end == len(name):
                return None
            known = None  # a body of that state which the table lacks
        return Attribution(known or slug(name), kind, match.start(1), match.end(1), cue.start, name)


def slug(name: str) -> str:
    """Return a name as an id: lower case, words joined by hyphens, letters of every script kept."""
    plain = unicodedata.normalize("NFKC", name).lower()
    return "-".join(re.findall(r"\w+", plain))[:60]


def party_in(name: str) -> str | None:
    """Return the id of the party that a name as written stands for ("국정원", "John Kirby"), None when unknown."""
    hits = NAMES.find(fold(name), name)
    bodies = [h for h in hits if PARTIES[h.kind].kind == "official"]
    others = [h for h in hits if PARTIES[h.kind].kind != "group"]
    best = next(iter(bodies or others or hits), None)
    return best.kind if best else None
