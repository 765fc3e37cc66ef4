"""How one sentence hands a statement to somebody: verbs and their subjects, prepositions, particles, headlines."""

from __future__ import annotations

from tumen.analysis.attribution import shapes, unlisted_speakers
from tumen.analysis.attribution.phrases import ADJOINS, OWNERS, Attribution, Words, attributed, meant, named, slug
from tumen.analysis.attribution.reporting_verbs import AttributionKind, Cue, kind_of_verb
from tumen.analysis.matching.speaker_entries import BODIES, SpeakerKind
from tumen.analysis.matching.terms import Term

# How far a verb's subject may stand from it; a capital ("Moscow") is a speaker only right beside its verb, since it is
# a place everywhere else.
_SUBJECT_REACH = 130
_STATE_REACH = 14
_AFTER_REACH = 75
_PER_REACH = 48
_POST_REACH = 30
_TITLE_REACH = 14  # of a title, to the name behind it
_STATE_FINAL = 25  # of a verb at the end of its clause, to the state before it
_SIGNS_REACH = 3  # of a Chinese verb, to a country in the middle of a clause
_CLAIM_BEHIND = 12  # of a denial, to the word that names what is denied
_MANY = 3  # parties with a particle in one clause: the first governs, the others stand in what it says


class Sentence(Words):
    """A sentence that hands its statements to parties."""

    def attributions(self, before: list[Attribution]) -> list[Attribution]:
        """Read each cue of the sentence; `before` are the attributions so far, for pronouns."""
        found: list[Attribution] = []
        for n, cue in enumerate(self.cues):
            if (
                n
                and cue.kind == Cue.SAYS
                and self.cues[n - 1].kind == Cue.DENIES
                and cue.start - self.cues[n - 1].end <= _CLAIM_BEHIND
            ):
                continue  # "dismissed claims that": a noun
            following = self.cues[n + 1].start if n + 1 < len(self.cues) else self.end
            one = self._read(cue, following, found, before) or self._again(cue, found or before)
            if one is not None:
                found.append(one)
        return found

    def _read(
        self, cue: Term, following: int, found: list[Attribution], before: list[Attribution]
    ) -> Attribution | None:
        if self.right_before(shapes.NOT, cue.start) or self.is_noun(cue):
            return None  # "did not say how many", "its first report"
        if self.points_back(cue, max((a.cue for a in found), default=self.start)):
            return None
        if cue.kind in (Cue.PREPOSITION, Cue.NOUN):
            return self.per(cue, found or before)
        if cue.kind == Cue.POSTPOSITION:
            return self.post(cue)
        if cue.kind in (Cue.FINAL_SAYS, Cue.FINAL_DENIES):
            return self.final(cue, found)
        return self._plural(cue, found or before) or self.says(cue, following, found, before)

    def _again(self, cue: Term, before: list[Attribution]) -> Attribution | None:
        """An "it said", a "the company said": the speaker before once more."""
        if cue.kind not in (Cue.SAYS, Cue.DENIES):
            return None
        if self.right_before(shapes.PRONOUN, cue.start) is None:
            return None
        return self._back(cue, kind_of_verb(cue), before)

    def _back(self, cue: Term, kind: AttributionKind, before: list[Attribution]) -> Attribution | None:
        """Whom a pronoun or "the company" points back to: the last speaker, else the last body named."""
        last = next(
            (a for a in reversed(before) if self.speakers.kind_of(a.who) not in (SpeakerKind.MEDIA, SpeakerKind.STATE)),
            None,
        )
        last = last or (None if self.mentioned else next(reversed(before), None))
        if last is not None and not (self.mentioned and last.start < self.mentioned.start):
            return Attribution(last.who, kind, cue.start, cue.end, cue.start, last.name)
        earlier = [h for h in self.parties if h.end <= cue.start and self.kind_of(h) in BODIES]
        named = earlier[-1] if earlier else self.mentioned
        if named is None:
            return None
        return Attribution(named.kind, kind, cue.start, cue.end, cue.start, self.text[named.start : named.end])

    def _plural(self, cue: Term, before: list[Attribution]) -> Attribution | None:
        """A body in the plural: "в пресс-службе порта рассказали"."""
        body = unlisted_speakers.plural(self.vocabulary, self.folded, self.start, (cue.start, cue.end), self.end)
        kind = kind_of_verb(cue)
        if body is None:
            capital = unlisted_speakers.capital(self.vocabulary, self.speakers, self.text, self.start, cue)
            return Attribution(capital[0], kind, capital[1], cue.start, cue.start, capital[2]) if capital else None
        inside = [h for h in self.parties if body[0] <= h.start and h.end <= body[1]]
        known = next((h for h in inside if self.kind_of(h) in (*BODIES, SpeakerKind.MEDIA)), None)
        if known is not None:
            return attributed(kind, known, self, cue.start)
        if self.pattern(unlisted_speakers.ANAPHOR_ALONE).fullmatch(self.folded, *body):
            last = unlisted_speakers.named_before(self.vocabulary, self.text, body[0])
            last_body = Attribution(slug(last), kind, *body, cue.start, last) if last else None
            return self._back(cue, kind, before) or last_body
        name = self.text[body[0] : body[1]].strip()
        return Attribution(slug(name), kind, body[0], body[1], cue.start, name)

    def says(
        self, cue: Term, following: int, found: list[Attribution], earlier: list[Attribution]
    ) -> Attribution | None:
        """Find the subject of a verb: before it, or after it when a quotation or a comma stands before."""
        kind = kind_of_verb(cue)
        before = self._subject(cue, found)
        after = self._after(cue, following, _AFTER_REACH)
        word = self.folded[cue.start : cue.end]
        inverted = (
            None if self.pattern(shapes.PARTICIPLE).search(word) else self.right_before(shapes.INVERTED, cue.start)
        )
        hit = (after or before) if inverted else (before or after if self._free_order(cue) else before)
        if hit is not None:
            return self._owner(kind, [hit], cue)
        asian = (
            unlisted_speakers.asian(self.vocabulary, self.text, self.start, cue.start + 1)
            if shapes.SIGNS.match(self.folded[cue.start])
            else None
        )
        if asian:
            return named(asian, kind, cue.start, self)
        back = self._again(cue, found or earlier)
        if back is not None and self.speakers.kind_of(back.who) in BODIES:
            return back  # "the agency told lawmakers", of the agency named before
        return self._free(cue, kind, inverted is not None)

    def _free_order(self, cue: Term) -> bool:
        """Slavic verbs go before or after their subject; English ones only after a comma."""
        word = self.folded[cue.start : cue.end]
        return not word.isascii() or self.pattern(shapes.FREE_ORDER).match(word) is not None

    def _subject(self, cue: Term, found: list[Attribution]) -> Term | None:
        last_cue = max((a.cue for a in found), default=self.start)
        for hit in reversed(self.parties):
            gap = cue.start - hit.end
            if gap < 0:
                continue
            if gap > _SUBJECT_REACH or (hit.end <= last_cue and found and gap > _STATE_REACH):
                return None
            if self._can_speak(hit, gap) and not self._is_object(hit):
                return hit
        return None

    def _is_object(self, hit: Term) -> bool:
        """ "after talks with Kim", "对媒体", "визит Путина": somebody is spoken to or of."""
        return self.is_oblique(hit) or self.right_before(shapes.OBJECT, hit.start) is not None

    def _can_speak(self, hit: Term, gap: int) -> bool:
        if self.is_made_there(hit):
            return False
        if self.pattern(shapes.SIDE).match(self.folded, hit.end - 1):  # "俄方": never a place
            return True
        if shapes.POSSESSED.fullmatch(self.folded, hit.end, hit.end + gap):  # "South Korea's latest public estimate"
            return True
        if self.kind_of(hit) is SpeakerKind.STATE and shapes.SIGNS.match(self.folded[hit.start]):
            return gap <= _SIGNS_REACH or self._opens_clause(hit)
        return self.kind_of(hit) is not SpeakerKind.STATE or (
            gap <= _STATE_REACH and "," not in self.folded[hit.end : hit.end + gap] and not self._is_place(hit)
        )

    def _opens_clause(self, hit: Term) -> bool:
        """Whether the name of a country in Chinese stands where a subject does and owns no other noun."""
        head = hit.start == self.start or self.folded[hit.start - 1] in '，。、：「“"\n '
        return head and self.pattern(shapes.OF).match(self.folded, hit.end) is None

    def _is_place(self, hit: Term) -> bool:
        """ "in Moscow", "to Russia": a place, not a speaker."""
        return self.right_before(shapes.PLACE, hit.start) is not None

    def _after(self, cue: Term, following: int, reach: int) -> Term | None:
        for n, hit in enumerate(self.parties):
            if hit.start >= cue.end and not self.is_oblique(hit):
                near = hit.start - cue.end <= reach and hit.start < following + 1
                plain = self.kind_of(hit) is not SpeakerKind.STATE or self.state_speaks(hit, cue)
                return self._titled(hit, n) if near and plain else None
        return None

    def _titled(self, hit: Term, n: int) -> Term:
        """ "губернатор Александр Хинштейн": the name behind a title, where the table knows it."""
        following = self.parties[n + 1] if n + 1 < len(self.parties) else None
        if following and shapes.OWNED.fullmatch(self.folded, hit.end, following.start):
            return following  # "says Ukraine's HUR"
        if (
            following is None
            or self.kind_of(hit) is not SpeakerKind.GROUP
            or self.kind_of(following) is not SpeakerKind.OFFICIAL
        ):
            return hit
        gap = self.folded[hit.end : following.start]
        return following if len(gap) <= _TITLE_REACH and "," not in gap else hit

    def per(self, cue: Term, before: list[Attribution]) -> Attribution | None:
        """Find whom a preposition names: the next party, whatever it is, in the same phrase."""
        end = self.end
        stop = self.pattern(shapes.PHRASE_END).search(self.folded, cue.end, end)
        end = stop.start() if stop else end
        is_noun = cue.kind == Cue.NOUN
        reach = ADJOINS if is_noun else _PER_REACH
        if not is_noun and unlisted_speakers.is_anaphor(self.vocabulary, self.folded, cue.end, self.end):
            back = self._back(cue, AttributionKind.CITES, before)
            if back is not None and self.speakers.kind_of(back.who) not in (SpeakerKind.STUDY, SpeakerKind.GROUP):
                return back
        near = [h for h in self.parties if cue.end <= h.start <= cue.end + reach and h.start < end]
        near = [h for h in near if not self.pattern(shapes.LED).match(self.folded, h.end)]
        letters = None if is_noun else unlisted_speakers.letters_after(self.vocabulary, self.text, cue.end, self.end)
        if near and not (letters and letters.end() <= near[0].start):  # "nach Darstellung des BND hat Nordkorea"
            return attributed(AttributionKind.CITES, meant(near, self), self, cue.start)
        name = None if is_noun else unlisted_speakers.after(self.vocabulary, self.text, cue.end, self.end)
        name = name or letters
        if name:
            return named(name, AttributionKind.CITES, cue.start, self)
        words = None if is_noun else unlisted_speakers.phrase(self.vocabulary, self.folded, cue.end, self.end)
        if words is None:
            return self._asian(cue)
        name_as_written = self.text[words[0] : words[1]]
        return Attribution(slug(name_as_written), AttributionKind.CITES, words[0], words[1], cue.start, name_as_written)

    def post(self, cue: Term) -> Attribution | None:
        """Find whom a particle follows: the last party before it."""
        near = [h for h in self.parties if 0 <= cue.start - h.end <= _POST_REACH]
        if near:
            return self._owner(AttributionKind.CITES, near, cue)
        return self._korean(cue, AttributionKind.CITES) or self._asian(cue)

    def _asian(self, cue: Term) -> Attribution | None:
        """The words right before によると, or right behind 据, whoever they name."""
        match = unlisted_speakers.asian_beside(self.vocabulary, self.text, self.start, cue.start, cue.end)
        return named(match, AttributionKind.CITES, cue.start, self) if match else None

    def _owner(self, kind: AttributionKind, marked: list[Term], cue: Term) -> Attribution:
        """ "한국 정보당국 관계자", "국방부 당국자": an official speaks for the body before him."""
        last = marked[-1]
        owners = OWNERS.get(self.kind_of(last), ())
        before = [h for h in self.parties if 0 <= last.start - h.end <= ADJOINS and self.kind_of(h) in owners]
        before = [h for h in before if "," not in self.folded[h.end : last.start]]
        if before and last.kind != before[-1].kind:
            last = before[-1]
        one = attributed(kind, last, self, cue.start)
        if self.kind_of(last) is not SpeakerKind.STATE:
            return one
        if shapes.POSSESSED.fullmatch(self.folded, last.end, cue.start):  # "Ukraine's spy chief told us"
            return one._replace(end=cue.start - 1, name=self.text[last.start : cue.start].strip())
        end = unlisted_speakers.body_of(self.vocabulary, self.folded, last.end, self.end)
        name = self.text[last.start : end]
        return Attribution(slug(name), kind, last.start, end, cue.start, name) if end else one

    def final(self, cue: Term, found: list[Attribution]) -> Attribution | None:
        """Find the topic of a verb that ends its clause; each topic is spent on one verb."""
        kind = kind_of_verb(cue)
        owner = [
            h
            for h in self.parties
            if h.end <= cue.start and self.pattern(shapes.OWNS).fullmatch(self.folded, h.end, cue.start)
        ]
        if owner:
            return self._owner(kind, owner, cue)
        spent = {a.start for a in found}
        marked = [
            h
            for h in self.parties
            if not self.is_made_there(h)
            and (t := self.pattern(shapes.TOPIC).match(self.folded, h.end))
            and t.end() <= cue.start
        ]
        fresh = [h for h in marked if h.start not in spent] or marked
        named = [h for h in fresh if self.kind_of(h) is not SpeakerKind.STATE]
        named = (
            named or [h for h in fresh if self._is_body(h)] or [h for h in fresh if cue.start - h.end < _STATE_FINAL]
        )
        if named:
            return self._owner(kind, named if len({h.kind for h in named}) < _MANY else named[:1], cue)
        return self._korean(cue, kind)

    def _is_body(self, hit: Term) -> bool:
        return unlisted_speakers.body_of(self.vocabulary, self.folded, hit.end, self.end) > 0

    def _korean(self, cue: Term, kind: AttributionKind) -> Attribution | None:
        match = unlisted_speakers.korean(self.vocabulary, self.text, self.start, min(cue.end, self.end))
        match = match or unlisted_speakers.asian(self.vocabulary, self.text, self.start, cue.start)
        return named(match, kind, cue.start, self) if match else None

    def _free(self, cue: Term, kind: AttributionKind, inverted: bool) -> Attribution | None:
        """A speaker the table does not know, by capitals or by what it is: "… , said Jane Doe", "a court ruled"."""
        if inverted:
            match = unlisted_speakers.after(self.vocabulary, self.text, cue.end, self.end)
        else:
            match = unlisted_speakers.before(self.vocabulary, self.text, self.start, cue.start)
        if match:
            return named(match, kind, cue.start, self)
        one = unlisted_speakers.one_after(self.vocabulary, self.text, cue.end, self.end) if inverted else None
        return (named(one, kind, cue.start, self) if one else None) or self._by_noun(cue, kind, inverted)

    def _by_noun(self, cue: Term, kind: AttributionKind, inverted: bool) -> Attribution | None:
        span = (cue.start, cue.end)
        for behind in (True, False) if inverted or self._free_order(cue) else (False,):
            body = unlisted_speakers.by_noun(self.vocabulary, self.folded, self.start, span, self.end, behind=behind)
            if body and (behind or not self.right_before(shapes.OBJECT, body[0])):
                name = self.text[body[0] : body[1]].strip()
                return Attribution(slug(name), kind, *body, cue.start, name)
        return None
