"""What other programs and other languages call the facts of a document: names of columns, keys and front matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum


class Fact(StrEnum):
    """What a row, an item or a page says of a document."""

    TITLE = "title"
    HTML = "html"
    TEXT = "text"
    URL = "url"
    DATE = "date"
    AUTHOR = "author"
    SITE = "site"
    LANGUAGE = "language"


# The first that is filled counts, so the fuller and the more exact ones stand first. A dot leads into a nested object.
NAMES: Mapping[Fact, tuple[str, ...]] = {
    Fact.TITLE: (
        "title", "headline", "name", "subject", "heading", "news_title", "post_title", "web_title",
        "page_title", "titel", "uberschrift", "schlagzeile", "titre", "titulo", "titolo", "tytul", "заголовок",
        "название", "тема", "назва", "제목", "기사_제목", "기사제목", "标题", "題名", "標題", "タイトル", "見出し",
    ),
    Fact.HTML: ("html", "content_html", "body_html", "post_content", "content_encoded", "full_content"),
    Fact.TEXT: (
        "full_text", "fulltext", "text", "articlebody", "body_text", "maintext", "main_text", "body",
        "content", "article", "story", "story_text", "text_content", "paragraphs", "body_text_summary", "note_tweet",
        "extract", "lead_paragraph", "summary", "description", "abstract", "abstract_note", "standfirst", "trail_text",
        "excerpt", "snippet", "inhalt", "volltext", "texte", "contenu", "texto", "contenido", "testo", "tresc", "tekst",
        "текст", "содержание", "тело", "описание", "зміст", "본문", "내용", "기사_본문", "기사본문", "正文", "内容",
        "內容", "本文",
    ),
    Fact.URL: (
        "url", "link", "canonical", "canonical_url", "alternate", "web_url", "source_url", "permalink",
        "document_url", "href", "uri", "guid", "adresse", "lien", "enlace", "ссылка", "адрес", "посилання", "링크",
        "주소", "链接", "網址", "リンク",
    ),
    Fact.DATE: (
        "date_unixtime", "published", "date_gmt", "date", "published_at", "date_published", "datepublished",
        "publication_date", "web_publication_date", "pubdate", "pub_date", "publish_date", "date_publish",
        "published_date", "release_date", "issued", "datetime", "date_time", "timestamp", "created", "created_at",
        "date_created", "datum", "veroffentlicht", "veroffentlicht_am", "fecha", "data", "дата", "дата_публикации",
        "опубликовано", "날짜", "작성일", "등록일", "게시일", "일자", "日期", "发布时间", "發布時間", "日付", "公開日",
        "seendate", "dateadded", "sqldate",
    ),
    Fact.AUTHOR: (
        "author", "authors", "byline", "creator", "creators", "writer", "by", "autor", "verfasser", "auteur", "autore",
        "автор", "авторы", "기자", "기고자", "작성자", "작가", "作者", "记者", "著者",
    ),
    Fact.SITE: (
        "origin.title", "feed.title", "source", "site", "publisher", "outlet", "publication", "publication_title",
        "container_title", "newspaper", "media_name", "media", "source_name", "source_domain", "domain", "sitename",
        "site_name", "hostname", "zeitung", "газета", "신문", "신문사", "언론사명", "매체명", "방송사", "报纸",
        "媒體", "新聞", "quelle", "medium", "fuente", "zrodlo", "источник", "издание", "джерело", "출처", "언론사",
        "매체", "来源", "來源", "媒体", "出典",
    ),
    Fact.LANGUAGE: (
        "language", "lang", "locale", "sprache", "langue", "idioma", "язык", "мова", "언어", "语言", "言語",
    ),
}  # fmt: skip
KNOWN = frozenset(name for names in NAMES.values() for name in names)
FACTS = tuple(Fact)

# Names that promise less than the whole: a longer text under a name that is not known goes before them.
PARTIAL = frozenset({
    "extract", "lead_paragraph", "summary", "description", "abstract", "abstract_note", "standfirst", "trail_text",
    "excerpt", "snippet", "описание",
})  # fmt: skip
# Keys under which an object says its value: WordPress, schema.org, NYT, reader exports. The better ones stand first.
INSIDE = ("rendered", "main", "name", "content", "value", "text", "original", "href", "@value", "#text", "url")
# Objects that only hold the facts: Guardian, X archives, Elasticsearch, JSON:API.
WRAPPERS = frozenset(
    {"fields", "tweet", "_source", "attributes", "data", "article", "item", "post", "doc", "node", "object"}
)

# Words in a name of our facts' kind that is in no table; what the values look like has to agree.
HINTS: Mapping[Fact, frozenset[str]] = {
    Fact.TITLE: frozenset({"title", "headline", "heading", "subject"}),
    Fact.TEXT: frozenset({"text", "body", "content", "story", "article", "fulltext", "paragraphs", "message"}),
    Fact.URL: frozenset({"url", "link", "href", "uri", "permalink"}),
    Fact.DATE: frozenset({
        "date", "time", "day", "published", "publish", "created", "posted", "timestamp", "ts", "pub", "datetime",
        "issued",
    }),
}  # fmt: skip
# Words written together with others: pubtime, newstext.
ENDINGS: Mapping[Fact, tuple[str, ...]] = {
    Fact.TITLE: ("title", "headline"),
    Fact.TEXT: ("text", "body"),
    Fact.URL: ("url", "link"),
    Fact.DATE: ("date", "time"),
}
# Words that make a name one of something else: a picture's address, a comment's text.
OTHERWISE: Mapping[Fact, frozenset[str]] = {
    Fact.TITLE: frozenset({
        "author", "site", "source", "feed", "category", "section", "image", "caption", "tag", "tags", "subtitle",
    }),
    Fact.TEXT: frozenset({
        "comment", "comments", "caption", "image", "photo", "tag", "tags", "keywords", "author", "bio", "copyright",
        "category", "credit", "alt", "context", "id", "address", "disclaimer",
    }),
    Fact.URL: frozenset({
        "image", "img", "thumb", "thumbnail", "icon", "logo", "avatar", "photo", "video", "audio", "feed", "media",
        "mobile", "profile", "socialimage",
    }),
    Fact.DATE: frozenset({"id", "count", "zone", "timezone", "duration", "reading", "birth", "touched"}),
}  # fmt: skip
# When a page was collected or changed is told only where nothing says when it was published.
LATER = frozenset({
    "modified", "modify", "updated", "update", "download", "downloaded", "crawl", "crawled", "scraped", "retrieved",
    "accessed", "access", "fetched", "added", "indexed", "changed", "collected", "seen",
})  # fmt: skip

# When something was made is when it was published, unless a key says that better.
MADE = frozenset({"created", "creation", "creationdate"})
PUBLISHED = frozenset(
    {"published", "publish", "publication", "pub", "pubdate", "issued", "posted", "released", "release"}
)

ACCENTS = re.compile("[\u0300-\u036f]")
PREFIX = re.compile("^(?:dc|dcterms|og|article)_(?=.)")
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def folded(name: object) -> str:
    """Return a column's name as the table has it: small letters without accents, one line between words."""
    plain = unicodedata.normalize("NFKD", HUMP.sub("_", str(name))).casefold().replace("ł", "l")
    plain = unicodedata.normalize("NFC", ACCENTS.sub("", plain))
    return PREFIX.sub("", re.sub(r"[\W_]+", "_", plain).strip("_"))


def rank(fact: Fact, path: Sequence[object]) -> tuple[int, int] | None:
    """Return how well a key, with the keys that lead to it, is known as the name of a fact: the smaller the better.

    None when it is no name of it. `publishedAt`, `published-at` and `PUBLISHED_AT` are one name.
    """
    exact = _squeezed(path)
    if exact in RANKS[fact]:
        return RANKS[fact][exact], 0
    names = list(path)
    while len(names) > 1 and str(names[0]).casefold() in WRAPPERS:
        del names[0]
    inside = 0
    if len(names) > 1 and fact == "site" and str(names[-1]).casefold() == "title":
        names.pop()
    elif len(names) > 1 and str(names[-1]).casefold() in INSIDE:
        inside = 1 + INSIDE.index(str(names.pop()).casefold())
    found = RANKS[fact].get(_squeezed(names))
    return None if found is None else (found, inside)


def words(path: Sequence[object]) -> frozenset[str]:
    """Return the words of a key's name, with those of the keys that lead to it."""
    return frozenset(word for name in path for word in folded(name).split("_"))


def resembles(fact: Fact, path: Sequence[object]) -> bool:
    """Tell whether a key's name has a word of this fact in it, and none that makes it one of something else."""
    said = words(path)
    if said & OTHERWISE.get(fact, frozenset()):
        return False
    return any(word in HINTS.get(fact, ()) or word.endswith(ENDINGS.get(fact, ("\0",))) for word in said)


def are_known(names: Iterable[object]) -> bool:
    """Tell whether any of these names is one of ours: else they are no names but the first row."""
    return any(rank(fact, (name,)) for name in names for fact in FACTS)


def _squeezed(path: Sequence[object]) -> str:
    return ".".join(folded(name).replace("_", "") for name in path)


RANKS: Mapping[Fact, Mapping[str, int]] = {
    fact: {_squeezed(name.split(".")): place for place, name in reversed(list(enumerate(names)))}
    for fact, names in NAMES.items()
}
