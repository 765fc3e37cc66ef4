"""What a sentence hands over: an attribution, with the name as the text writes it and the party it stands for."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from tumen.analysis.attribution import shapes
from tumen.analysis.attribution.patterns import compiled
from tumen.analysis.attribution.reporting_verbs import AttributionKind, Cue
from tumen.analysis.matching.speaker_entries import BODIES, SpeakerKind
from tumen.analysis.matching.speakers import Speakers
from tumen.analysis.matching.terms import Term
from tumen.analysis.text.normalization import CJK, lower
from tumen.analysis.text.shapes import right_before
from tumen.analysis.text.vocabulary import Vocabulary

_NOUN_REACH = 45  # characters between a body and who speaks for it: "Rady … John Kirby"
_LONGEST_NAME = 70  # characters; what is longer is a sentence
_LONGEST_SLUG = 60  # characters of an id
_SIGN = re.compile(f"[{CJK}]")
_OPENING = 12  # characters of a headline before its first name: a tag, an article
_COLON = r"\s?[:：]\s|\s?[:：](?=[\"'“‘「«])|\s?[\"“‘「«]|(?:%(particle)s)?\s[\"“‘'「]|[,…]\s?[\"“‘'「]"
_DASH = r"(?:\s[-–—|]\s|\(|:\s|…\s?(?:\w{1,6}\s)?)\s?(?:(?:%(article)s)\s)?$"
_END = re.compile(r"\)?[.!]?\s*(?:\|\s*[^|\n]{2,40})?$")  # an outlet may stand behind a bar
_BAR = re.compile(r"\|\s?$")
_PARTS = re.compile('[,"“‘«「]')  # what ends a name: a list, a quotation in which somebody else may be named
_NO_NAME, _NO_NAME_END = r"(?:%(no_name)s)$", r"(?:%(no_name_end)s)$"
_QUALIFIED = rf"(?:(?:%(qualifier)s|[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ](?:[^\W{CJK}]|[.'’-])+)\s){{1,3}}$"
ADJOINS: Final = 2  # a space and a mark
_STATE_BEHIND: Final = 6  # of a verb, to the state behind it
# "lawmaker Wi Sung-lac", "minister obrony Szin Won Sik": who it is that one of a group is.
_LETTER = r"[^\W\d_A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ]"
_PERSON_BEHIND = re.compile(
    rf"(?:\s{_LETTER}{{3,}}){{0,2}}(?:\s[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ][^\W\d_]*(?:['’-][^\W\d_]+)*){{2,3}}(?!\w)"
)
# Before a name these only say what somebody is: "lawmaker Lee".
_TITLES = frozenset({"lawmakers", "officials", "analysts", "defence-minister", "military"})
# Who stands right before unnamed people, or before "news agency", is whose they are.
OWNERS: Final = {
    SpeakerKind.GROUP: (*BODIES, SpeakerKind.STATE),
    SpeakerKind.MEDIA: (*BODIES, SpeakerKind.MEDIA),
}


class Attribution(NamedTuple):
    """A party at [start, end) to whom the sentence hands something.

    `who`: the id of a known party, else a slug of the name. `cue`: where the word that hands it over stands. `name`:
    the party as the text calls it.
    """

    who: str
    kind: AttributionKind
    start: int
    end: int
    cue: int = 0
    name: str = ""


class Words(NamedTuple):
    """A sentence with its place in the text, as written and folded; `mentioned`: the last body named before it."""

    text: str
    folded: str
    start: int
    end: int
    parties: list[Term]
    cues: list[Term]
    speakers: Speakers
    vocabulary: Vocabulary
    mentioned: Term | None = None

    def pattern(self, shape: str) -> re.Pattern[str]:
        """The pattern of this shape with the words of the language tables in it."""
        return compiled(self.vocabulary, shape)

    def right_before(self, shape: str, place: int) -> re.Match[str] | None:
        """The pattern of this shape in the sentence right before a place."""
        return right_before(self.pattern(shape), self.folded, place, self.start)

    def kind_of(self, party: Term) -> SpeakerKind:
        """What the party is."""
        return self.speakers.kind_of(party.kind)

    def is_oblique(self, party: Term) -> bool:
        """Whether the party is named in a case that no subject has."""
        return self.speakers.is_oblique(self.text[party.start : party.end])

    def is_made_there(self, party: Term) -> bool:
        """Whether what is named only comes from a state: "ロシア製"."""
        return self.kind_of(party) is SpeakerKind.STATE and bool(
            self.pattern(shapes.MADE).match(self.folded, party.end)
        )

    def state_speaks(self, state: Term, cue: Term) -> bool:
        """Whether a state behind a verb is its subject, and no part of what is said.

        None is in "вважає, що КНДР", "says Russia's help to the North is", "told a US agency", "说，朝鲜".
        """
        gap = self.folded[cue.end : state.start]
        if len(gap) > _STATE_BEHIND or "," in gap or shapes.SIGNS.match(self.folded[state.start]):
            return False
        owns = shapes.OWNED.match(self.folded, state.end)
        is_one = self.pattern(shapes.ONE_OF).search(gap)
        return is_one is None and (owns is None or shapes.OWNS_AT_END.match(self.folded, state.end) is not None)

    def is_noun(self, cue: Term) -> bool:
        """Whether a word that is a verb and a noun is a noun here: "released its first report"."""
        if cue.kind != Cue.SAYS or self.pattern(shapes.NOUN_TOO).fullmatch(self.folded, cue.start, cue.end) is None:
            return False
        return self.right_before(shapes.DETERMINED, cue.start) is not None

    def points_back(self, cue: Term, start: int) -> bool:
        """Whether a pronoun stands for the speaker, from `start` on: "他说", "jego zdaniem", "그는 … 말했다"."""
        if cue.kind == Cue.PREPOSITION:
            return self.right_before(shapes.PRONOUN, cue.start) is not None
        if cue.kind in (Cue.FINAL_SAYS, Cue.FINAL_DENIES):
            return self.pattern(shapes.PERSON).search(self.folded, start, cue.start) is not None
        return self.right_before(shapes.PRONOUN_SIGN, cue.start) is not None


def headline(s: Words) -> list[Attribution]:
    """Read what headlines leave out the verb of: "White House: …", "국정원 “…”", "… - NIS"."""
    found = []
    for hit in s.parties:
        unnamed = s.kind_of(hit) is SpeakerKind.GROUP and hit.start > s.start
        begins = not unnamed and hit.start - s.start < _OPENING and s.pattern(_COLON).match(s.folded, hit.end)
        ends = s.pattern(_DASH).search(s.folded, s.start, hit.start) and _END.match(s.folded[hit.end : s.end])
        if ends and s.kind_of(hit) is SpeakerKind.MEDIA and _BAR.search(s.folded, s.start, hit.start):
            continue  # behind a bar stands who publishes it
        if ends and _is_route(s, hit):
            continue
        if (begins and not s.right_before(shapes.PLACE, hit.start) and not _is_paired(s, hit)) or ends:
            found.append(attributed(AttributionKind.SAYS, hit, s, hit.end))
    return found


def _is_paired(s: Words, hit: Term) -> bool:
    """Whether it only ends a pair, of which the headline tells and which says nothing: "Moscow–Pyongyang: …"."""
    before = (other for other in s.parties if other.end <= hit.start)
    return s.right_before(shapes.HYPHENED, hit.start) is not None or any(
        shapes.PAIRED.fullmatch(s.folded, other.end, hit.start) for other in before
    )


def _is_route(s: Words, hit: Term) -> bool:
    """Whether what stands behind a dash is the end of a route and nobody who speaks: "flights Moscow – Pyongyang"."""
    dash = s.pattern(_DASH).search(s.folded, s.start, hit.start)
    first = next((other for other in s.parties if dash and other.end == dash.start()), None)
    return first is not None and s.right_before(shapes.ROUTE, first.start) is not None


def attributed(kind: AttributionKind, hit: Term, s: Words, cue: int) -> Attribution:
    """The party with the words that belong to its name: "Rady … John Kirby" is one speaker."""
    start, end = _joined(hit, s) if s.kind_of(hit) is SpeakerKind.STATE else (hit.start, hit.end)
    for other in s.parties:
        near = abs(other.start - end) <= _NOUN_REACH or abs(start - other.end) <= _NOUN_REACH
        if (
            s.kind_of(hit) is not SpeakerKind.STATE
            and other.kind == hit.kind
            and near
            and not _PARTS.search(s.folded, min(end, other.end), max(start, other.start))
        ):
            start, end = min(start, other.start), max(end, other.end)
    if end - start > _LONGEST_NAME:
        start, end = hit.start, hit.end
    if s.kind_of(hit) is SpeakerKind.GROUP:
        start = _grown(s, start)
    if s.kind_of(hit) in (SpeakerKind.GROUP, SpeakerKind.RELAY) and end == hit.end:
        person = _PERSON_BEHIND.match(s.text, end, s.end)
        end = person.end() if person else end
    return Attribution(hit.kind, kind, start, end, cue, s.text[start:end])


def meant(near: list[Term], s: Words) -> Term:
    """The party of a phrase that names two: "lawmaker Lee", "an intelligence assessment by Ukrainian officials"."""
    if len(near) == 1:
        return near[0]
    gap = s.folded[near[0].end : near[1].start]
    titled = near[0].kind in _TITLES and len(gap) <= ADJOINS
    by = s.kind_of(near[0]) in (SpeakerKind.GROUP, SpeakerKind.STUDY) and s.pattern(shapes.BY).search(gap) is not None
    return near[1] if titled or by else near[0]


def _joined(hit: Term, s: Words) -> tuple[int, int]:
    """The states named in one list before the one whose verb follows: "Washington, Seoul and Kyiv say"."""
    start = hit.start
    for other in reversed([h for h in s.parties if h.end <= hit.start]):
        if s.kind_of(other) is not SpeakerKind.STATE or not s.pattern(shapes.JOINED).fullmatch(
            s.folded, other.end, start
        ):
            break
        if start == hit.start and s.folded[other.end : start] == ", ":
            break  # "into Ukraine, U.S. says"
        start = other.start
    return start, hit.end


def _grown(s: Words, start: int) -> int:
    """Take the words that say whose officials they are: "a senior Ukrainian official"."""
    head = s.pattern(_QUALIFIED).search(s.text[s.start : start])
    return start if head is None else s.start + head.start()


def named(match: re.Match[str], kind: AttributionKind, cue: int, s: Words) -> Attribution | None:
    """Return the attribution to a name found by its shape, None when it is a plain word or a country."""
    name = match[1].strip()
    words = lower(name).split()
    if s.pattern(_NO_NAME).match(words[0]) or s.pattern(_NO_NAME_END).match(words[-1]):
        return None
    known = s.speakers.party_in(name)
    if known is not None and s.speakers.kind_of(known) is SpeakerKind.STATE:
        if s.speakers.in_name(name)[0].end == len(name) or (len(name.split()) == 1 and not _SIGN.match(name)):
            return None
        known = None  # a body of that state which the registry lacks
    return Attribution(known or slug(name), kind, match.start(1), match.end(1), cue, name)


def slug(name: str) -> str:
    """Return a name as an id: lower case, words joined by hyphens, letters of every script kept."""
    plain = unicodedata.normalize("NFKC", name).lower()
    return "-".join(re.findall(r"\w+", plain))[:_LONGEST_SLUG]
