"""One development as a reader sees it: headline, what changed, cited sentences, who says so, the reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from tumen.delivery.clean import clean, shorten
from tumen.delivery.render.chart import Chart, chart_of
from tumen.delivery.render.labels import Labels
from tumen.delivery.render.reports import LONGEST_NAME, Link, language_of, links_of
from tumen.delivery.safe_links import shown_host
from tumen.errors import RenderError
from tumen.model import Item, ItemKind, Line, Sentence

# How much of one development a reader can take in; the rest is counted, never silently gone.
MOST_SENTENCES = 8
MOST_CHANGES = 5
MOST_ORIGINS = 8
LONGEST_HEADLINE = 240
LONGEST_SENTENCE = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One cited sentence with the numbers of the reports it stands in; `language`: its name, if not the reader's."""

    text: str
    lang: str
    marks: tuple[int, ...]
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """The page of a development on the desk's own site."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentView:
    """One development as shown; `number` is its place in the digest, `note` stands in for sentences it lacks.

    `headline` is the item's line where it has one, with the reports it rests on as `headline_marks`; `original` is then
    the report's own headline, where that is in another language than the reader's.
    """

    number: int
    kind: ItemKind
    badge: str
    headline: str
    lang: str
    date: str
    themes: str
    changes: tuple[str, ...]
    sentences: tuple[Quoted, ...]
    note: str
    says: str
    links: tuple[Link, ...]
    more_reports: str
    url: str
    host: str
    headline_marks: tuple[int, ...] = ()
    original: Quoted | None = None
    earlier: str = ""
    chart: Chart | None = None
    page: PageLink | None = None


def development_view(
    number: int, item: Item, labels: Labels, theme_names: Mapping[str, str], site: str = ""
) -> DevelopmentView:
    """A development in full; RenderError when a sentence of it has no report behind it."""
    links, marks, others = links_of(item, labels)
    first = next((link for link in links if link.url), None)
    languages = {report.document_id: language_of(report.language) for report in item.reports}
    return DevelopmentView(
        number=number,
        kind=item.kind,
        badge=labels.say(f"badge_{item.kind}"),
        headline=told(item, labels),
        lang=language_of(item.line.language) if item.line else _headline_language(item, languages),
        date=labels.day(item.event_date) if item.event_date else "",
        themes=" · ".join(clean(theme_names.get(theme, theme), LONGEST_NAME) for theme in item.themes[:3]),
        changes=tuple(clean(change, 300) for change in item.changes[:MOST_CHANGES]),
        sentences=(
            *(_figure(one, marks) for one in item.figures),
            *(_quoted(item, one, marks, languages, labels) for one in item.sentences[:MOST_SENTENCES]),
            *(_further(one, marks, labels) for one in item.further),
        ),
        note="" if item.sentences or item.figures else labels.say("headline_only"),
        says=_says(item, labels),
        links=links,
        more_reports=others,
        url=first.url if first else "",
        host=shown_host(first.url) if first else "",
        headline_marks=_marks(item.line, marks) if item.line else (),
        original=_original(item, languages, labels),
        chart=chart_of(item.series, labels),
        page=_page(item, labels, site) if site else None,
    )


def _page(item: Item, labels: Labels, site: str) -> PageLink:
    """All that is known of it; of a changed development there are more reports than this digest has read."""
    n = len(item.reports)
    text = labels.count("all_reports", n) if item.kind == ItemKind.NEW else labels.say("all_reports_so_far")
    return PageLink(text=text, url=f"{site}/development/{quote(item.development_id, safe='')}")


def told(item: Item, labels: Labels) -> str:
    """What names an item; the mark of what a machine worded stands first, where no form cuts it off."""
    text = clean(item.told, LONGEST_HEADLINE)
    return f"{labels.say('machine_worded')} {text}" if item.is_machine_worded else text


def _original(item: Item, languages: Mapping[str, str], labels: Labels) -> Quoted | None:
    """The headline in its own language beneath a line in the reader's or of a machine; None where it is the line."""
    lang = _headline_language(item, languages)
    own = item.line is not None and lang == language_of(item.line.language)
    if item.line is None or not item.headline or (own and not item.is_machine_worded):
        return None
    text = clean(item.headline, LONGEST_HEADLINE)
    return Quoted(text=text, lang=lang, marks=(), language=_foreign(lang, labels))


def _foreign(lang: str, labels: Labels) -> str:
    """The name of a language that is not the reader's."""
    return labels.language_name(lang) if lang and lang != labels.language else ""


def _headline_language(item: Item, languages: Mapping[str, str]) -> str:
    """The language of the report whose headline is shown, else of the first sentence; "" when neither is known."""
    for report in item.reports:
        if item.headline and item.headline in report.title:
            return languages[report.document_id]
    cited = [citation.document_id for sentence in item.sentences[:1] for citation in sentence.citations[:1]]
    return languages.get(cited[0], "") if cited else ""


def _figure(line: Line, marks: Mapping[str, int]) -> Quoted:
    """A figure in the reader's language."""
    return Quoted(text=clean(line.text, LONGEST_SENTENCE), lang=language_of(line.language), marks=_marks(line, marks))


def _further(line: Line, marks: Mapping[str, int], labels: Labels) -> Quoted:
    """The headline of a further side, said to be one."""
    quoted = _figure(line, marks)
    return replace(quoted, text=labels.say("also_reported", headline=quoted.text))


def _quoted(
    item: Item, sentence: Sentence, marks: Mapping[str, int], languages: Mapping[str, str], labels: Labels
) -> Quoted:
    cited = [citation.document_id for citation in sentence.citations]
    numbers = _marks(sentence, marks)
    if not numbers and item.kind != ItemKind.BACKGROUND:
        raise RenderError("digest", f"a sentence of {item.development_id} cites none of its reports")
    lang = next((languages[document] for document in cited if document in languages), "")
    return Quoted(
        text=clean(sentence.text, LONGEST_SENTENCE), lang=lang, marks=numbers, language=_foreign(lang, labels)
    )


def _marks(cited: Sentence | Line, marks: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted({marks[c.document_id] for c in cited.citations if c.document_id in marks}))


def _says(item: Item, labels: Labels) -> str:
    names = [clean(origin, LONGEST_NAME) for origin in item.origins[:MOST_ORIGINS]]
    more = len(item.origins) - len(names)
    named = ", ".join(names) + (f" {labels.count('cut', more)}" if more > 0 else "")
    origins = labels.count("on_origins", len(item.origins), names=named) if names else labels.say("no_origin")
    reports = labels.count("reports", len(item.reports))
    return f"{reports} {labels.count('by_publishers', item.publishers)}, {origins}"


def curtailed(development: DevelopmentView, most: int, labels: Labels) -> DevelopmentView:
    """The same with at most so many sentences; how many more there are, and where, is its note."""
    more = len(development.sentences) - most
    if more <= 0:
        return development
    note = labels.count("sentences_rest", more)
    return replace(development, sentences=development.sentences[:most], note=note)


def one_line(development: DevelopmentView) -> DevelopmentView:
    """Headline, first change and one link: what is left when there is no room."""
    changes = tuple(shorten(change, 120) for change in development.changes[:1])
    return replace(
        development,
        headline=shorten(development.headline, 160),
        changes=changes,
        sentences=(),
        note="",
        links=(),
        more_reports="",
        chart=None,
    )


def urls_of(development: DevelopmentView) -> set[str]:
    """Every address a development links to."""
    page = development.page.url if development.page else ""
    return {url for url in (development.url, page, *(link.url for link in development.links)) if url}
