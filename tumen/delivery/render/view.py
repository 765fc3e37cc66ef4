"""A digest as every form shows it: cleaned, counted, in the reader's language and time zone, cited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo

from tumen.delivery.clean import clean
from tumen.delivery.render.developments import (
    MOST_SENTENCES,
    DevelopmentView,
    curtailed,
    development_view,
    one_line,
    told,
    urls_of,
)
from tumen.delivery.render.in_short import MOST_LINES, ShortLine, short_lines, whole_words
from tumen.delivery.render.labels import Labels, zone_of
from tumen.delivery.render.left_out import MOST_TITLES, Reading, Rule, readings_of, rules_of
from tumen.delivery.render.reports import LONGEST_NAME
from tumen.delivery.render.threads import earlier_line, open_lines
from tumen.delivery.render.week import OTHERS, STORYLINES, WeekView, shortened, shown_points, week_view
from tumen.model import Coverage, Digest, DigestKind, ItemKind, Length, Reader, Trouble

LONGEST_ADDRESS = 71  # what fits the 76 columns of the text form behind its indent
LONGEST_SUBJECT = 130  # mail programs show about seventy characters, a phone's notification two lines
# Titles named of what a rule left out.
TITLES = {Length.SHORT: 0, Length.USUAL: MOST_TITLES, Length.FULL: 10}
# What is on the subject and only less important than asked for is named as far as the form allows.
MINOR_TITLES = {Length.SHORT: 0, Length.USUAL: 10, Length.FULL: 300}
WEEK_IN_FULL = 5  # of a week: its storylines tell the rest
TROUBLED_NAMES = 8  # sources named beside one reason
# The host that a reason names: "host not found: tass.com", "tass.com: disallowed by robots.txt".
_HOST = re.compile(r"^\S+\.\S+: |: [\w-]+(?:\.[\w-]+)+(?=:|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One line of an account: what, how often, and examples or a reason."""

    text: str
    n: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The whole digest as shown. `developments` come in full, `lines` in one line each, `rest` says how many more.

    `in_short` opens it, with `blind` where sources did not answer; `counts` and `answered` belong to the foot.
    """

    lang: str
    title: str
    window: str
    first_line: str
    subject: str
    in_short: tuple[ShortLine, ...] = ()
    in_short_rest: str = ""
    blind: str = ""
    counts: str = ""
    answered: str
    nothing_new: str
    read: str
    developments: tuple[DevelopmentView, ...]
    lines: tuple[DevelopmentView, ...] = ()
    rest: str = ""
    background: tuple[DevelopmentView, ...] = ()
    background_rest: str = ""
    left_out: tuple[Rule, ...] = ()
    week: WeekView | None = None
    still_open: tuple[str, ...] = ()
    to_read: tuple[Reading, ...] = ()
    left_out_rest: str = ""
    troubles: tuple[Note, ...] = ()
    more_troubles: str = ""
    answered_all: bool
    no_troubles: str
    digest_id: str
    unsubscribe: str = ""
    length: Length = Length.USUAL

    @property
    def account(self) -> str:
        """What was counted and how far we could see; what was read stands higher up when nothing else is told."""
        told = [self.answered] if self.is_empty else [self.counts, self.answered, self.read]
        said = sentence("; ".join(told))
        return f"{said} {self.no_troubles}" if self.sound else said

    @property
    def is_empty(self) -> bool:
        """Whether there is no development to tell."""
        return not self.developments and not self.lines and not self.rest and not (self.week and self.week.storylines)

    @property
    def sound(self) -> bool:
        """Whether every source that was asked answered."""
        return not self.troubles and self.answered_all

    @property
    def links(self) -> frozenset[str]:
        """Every address the forms may link to."""
        shown = (*self.developments, *self.lines, *self.background)
        own = {self.unsubscribe} if self.unsubscribe else set()
        titles = (*(title for rule in self.left_out for title in rule.titles), *(one.title for one in self.to_read))
        listed = {title.url for title in titles if title.url}
        week = self.week.urls if self.week else frozenset()
        return frozenset(own | listed | week | {url for development in shown for url in urls_of(development)})

    @property
    def far_addresses(self) -> Mapping[str, int]:
        """The addresses that do not fit a line of plain text, numbered: they stand at its end, in nobody's way."""
        shown = (*self.developments, *self.lines, *self.background)
        week = sorted(self.week.urls) if self.week else ()
        cited = (link.url for development in shown for link in development.links)
        pages = (development.page.url for development in self.developments if development.page)
        addresses = (*week, *cited, *pages)
        left_out = (title.url for rule in self.left_out for title in rule.titles)
        to_read = (one.title.url for one in self.to_read)
        every = dict.fromkeys((*addresses, *(development.url for development in shown), *to_read, *left_out))
        return {url: n for n, url in enumerate((url for url in every if len(url) > LONGEST_ADDRESS), 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderLimits:
    """How much of a digest fits a form: developments in full, their sentences, in one line, background, accounts."""

    developments: int = 10_000
    sentences: int = MOST_SENTENCES
    lines: int = 60
    storylines: int = STORYLINES
    background: int = 3  # what was known before is context; three lines of it are read
    notes: int = 12


def sentence(text: str) -> str:
    """The words as a sentence of their own."""
    return f"{text[:1].upper()}{text[1:]}."


def view_of(
    digest: Digest,
    reader: Reader,
    labels: Labels,
    theme_names: Mapping[str, str],
    unsubscribe: str = "",
    site: str = "",
) -> View:
    """Everything there is to show; `trim` cuts it to a form. RenderError when a sentence has no report behind it."""
    zone = zone_of(reader.timezone)
    items = _items(digest, labels, theme_names, site, zone)
    known = tuple(
        development_view(number, item, labels, theme_names) for number, item in enumerate(digest.background, 1)
    )
    by_id = {item.development_id: development for item, development in zip(digest.items, items, strict=True)}
    first = _first_line(digest, reader, labels)
    name = clean(reader.name or reader.id, LONGEST_NAME)
    return View(
        lang=labels.language,
        title=labels.say("alert_title", name=name) if digest.kind == DigestKind.ALERT else name,
        window=_window(digest, reader, labels),
        first_line=first,
        subject=f"{first} {labels.count('cut', len(items) - 1)}" if len(items) > 1 else first,
        in_short=short_lines(items, labels) if len(items) > 1 else (),  # one line would only repeat the headline below
        in_short_rest=labels.count("in_short_rest", len(items) - MOST_LINES) if len(items) > MOST_LINES else "",
        # Where nothing is items because nobody answered, the line that says so stands in the place of the items.
        blind=_blind(digest.coverage, labels) if items or digest.coverage.reached else "",
        counts=_counts(digest, labels),
        answered=_answered(digest.coverage, labels),
        nothing_new=_nothing_new(digest, labels),
        read=labels.count("documents_read", digest.documents_read, relevant=digest.documents_relevant),
        developments=items,
        background=known,
        left_out=rules_of(digest.left_out, labels, TITLES[reader.length], MINOR_TITLES[reader.length]),
        week=week_view(digest, by_id, labels, zone),
        still_open=open_lines(shown_points(digest), labels),
        to_read=readings_of(digest.to_read, labels),
        troubles=_troubles(digest.coverage.troubles, labels),
        answered_all=0 < digest.coverage.of <= digest.coverage.reached,
        no_troubles=labels.say("no_troubles"),
        digest_id=clean(digest.id, LONGEST_NAME),
        unsubscribe=unsubscribe,
        length=reader.length,
    )


def _items(
    digest: Digest, labels: Labels, theme_names: Mapping[str, str], site: str, zone: tzinfo
) -> tuple[DevelopmentView, ...]:
    """The developments it tells, each with the earlier one of its thread."""
    views = (
        (item, development_view(number, item, labels, theme_names, site)) for number, item in enumerate(digest.items, 1)
    )
    return tuple(replace(view, earlier=earlier_line(item, labels, zone)) for item, view in views)


def _troubles(troubles: tuple[Trouble, ...], labels: Labels) -> tuple[Note, ...]:
    """One line for each reason: fifty sources behind one cut cable are one trouble, not fifty."""
    alike: dict[str, list[Trouble]] = {}
    for trouble in troubles:
        alike.setdefault(_HOST.sub("", trouble.reason), []).append(trouble)
    return tuple(_trouble(reason, some, labels) for reason, some in alike.items())


def _trouble(reason: str, some: list[Trouble], labels: Labels) -> Note:
    names = [clean(trouble.name or trouble.source_id, LONGEST_NAME) for trouble in some]
    more = len(names) - TROUBLED_NAMES
    named = ", ".join(names[:TROUBLED_NAMES]) + (f" {labels.count('cut', more)}" if more > 0 else "")
    return Note(text=named, detail=clean(some[0].reason if len(some) == 1 else reason, 200), n=len(some))


def trim(view: View, limits: RenderLimits, labels: Labels) -> View:
    """The same with at most so much of everything, each cut counted in words."""
    full = 0 if view.length == Length.SHORT else limits.developments
    full = min(full, WEEK_IN_FULL) if view.week and view.length != Length.FULL else full
    # Each development of a week stands in its storyline already.
    left = () if view.week else view.developments[full:]
    lines = tuple(one_line(development) for development in left[: limits.lines])
    unshown = len(left) - len(lines)
    hidden = len(view.background) - limits.background
    dropped = sum(note.n for note in view.left_out[limits.notes :])
    troubled = sum(note.n for note in view.troubles[limits.notes :])
    return replace(
        view,
        developments=tuple(curtailed(one, limits.sentences, labels) for one in view.developments[:full]),
        lines=lines,
        week=shortened(view.week, limits.storylines, OTHERS * limits.storylines // STORYLINES, labels)
        if view.week
        else None,
        rest=labels.count("lines_rest", unshown) if unshown > 0 else "",
        # What was known before is our own words: its summary is worth the line it takes.
        background=tuple(
            replace(one_line(development), sentences=development.sentences[:1])
            for development in view.background[: limits.background]
        ),
        background_rest=labels.count("background_rest", hidden) if hidden > 0 else "",
        left_out=view.left_out[: limits.notes],
        left_out_rest=labels.count("left_out_rest", dropped) if dropped > 0 else "",
        troubles=view.troubles[: limits.notes],
        more_troubles=labels.count("more_troubles", troubled) if troubled > 0 else "",
    )


def _counts(digest: Digest, labels: Labels) -> str:
    new = sum(item.kind == ItemKind.NEW for item in digest.items)
    updates = sum(item.kind == ItemKind.UPDATE for item in digest.items)
    copies = sum(report.duplicate_of is not None for item in digest.items for report in item.reports)
    counted = (("new_developments", new), ("updates", updates), ("copies", copies))
    return ", ".join(labels.count(key, n) for key, n in counted if n)


def _blind(coverage: Coverage, labels: Labels) -> str:
    """That sources did not answer, "" when all did; nothing is said of a digest for which none was asked."""
    if coverage.of and not coverage.reached:
        return labels.say("none_answered")
    missing = coverage.of - coverage.reached
    return labels.count("unanswered", missing, of=coverage.of) if missing > 0 else ""


def _nothing_new(digest: Digest, labels: Labels) -> str:
    """Why there is no item: that nothing happened can only be said by those who looked."""
    if digest.coverage.of and not digest.coverage.reached:
        return labels.say("none_answered_long", of=digest.coverage.of)
    # There was no digest before the first one that this could be compared with.
    return labels.say("nothing_new_long" if digest.since else "nothing_new_first")


def _answered(coverage: Coverage, labels: Labels) -> str:
    if not coverage.of:
        return labels.say("sources_unasked")
    return labels.say("sources_answered", reached=coverage.reached, of=coverage.of)


def _window(digest: Digest, reader: Reader, labels: Labels) -> str:
    zone, name = zone_of(reader.timezone), clean(reader.timezone, LONGEST_NAME)
    until = labels.moment(digest.until, zone)
    if digest.since is None:
        return labels.say("window_open", until=until, zone=name)
    return labels.say("window", since=labels.moment(digest.since, zone), until=until, zone=name)


def _first_line(digest: Digest, reader: Reader, labels: Labels) -> str:
    """The first line of what is told in short; without items why there are none."""
    prefix = f"Tumen {labels.say('alert')}" if digest.kind == DigestKind.ALERT else "Tumen"
    if digest.items:
        return f"{prefix} – {whole_words(told(digest.items[0], labels), LONGEST_SUBJECT)}"
    day = labels.day(digest.until.astimezone(zone_of(reader.timezone)).date())
    blind = digest.coverage.of and not digest.coverage.reached
    return f"{prefix} – {labels.say('none_answered' if blind else 'nothing_new')}, {day}"
