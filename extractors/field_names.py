"""What other programs and other languages call the facts of a document: names of columns, keys and front matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

# The first that is filled counts, so the fuller ones stand first.
NAMES: Mapping[str, tuple[str, ...]] = {
    "title": (
        "title", "headline", "name", "subject", "heading", "news_title", "post_title", "titel",
        "uberschrift", "schlagzeile", "titre", "titulo", "titolo", "tytul", "заголовок", "название", "тема", "назва",
        "제목", "기사_제목", "기사제목", "标题", "題名", "標題", "タイトル", "見出し",
    ),
    "html": ("html", "content_html", "body_html", "post_content", "content_encoded"),
    "text": (
        "text", "full_text", "fulltext", "articlebody", "body", "content", "article",
        "maintext", "main_text", "story", "summary", "description", "abstract", "inhalt", "volltext", "texte",
        "contenu", "texto", "contenido", "testo", "tresc", "tekst", "текст", "содержание", "тело", "описание", "зміст",
        "본문", "내용", "기사_본문", "기사본문", "正文", "内容", "內容", "本文",
    ),
    "url": (
        "url", "link", "canonical_url", "source_url", "web_url", "permalink", "href", "uri", "guid",
        "adresse", "lien", "enlace", "ссылка", "адрес", "посилання", "링크", "주소", "链接", "網址", "リンク",
    ),
    "date": (
        "published", "date", "published_at", "date_published", "datepublished", "publication_date", "pubdate",
        "pub_date", "publish_date", "published_date", "release_date", "datetime", "date_time", "timestamp", "created",
        "created_at", "datum", "veroffentlicht", "veroffentlicht_am", "fecha", "data", "дата", "дата_публикации",
        "опубликовано", "날짜", "작성일", "등록일", "게시일", "일자", "日期", "发布时间", "發布時間", "日付", "公開日",
    ),
    "author": (
        "author", "authors", "byline", "creator", "writer", "by", "autor", "verfasser", "auteur", "autore", "автор",
        "авторы", "기자", "작성자", "작가", "作者", "记者", "著者",
    ),
    "site": (
        "source", "site", "publisher", "outlet", "publication", "newspaper", "media", "domain", "sitename",
        "site_name", "quelle", "medium", "fuente", "zrodlo", "источник", "издание", "джерело", "출처", "언론사", "매체",
        "来源", "來源", "媒体", "出典",
    ),
    "language": ("language", "lang", "locale", "sprache", "langue", "idioma", "язык", "мова", "언어", "语言", "言語"),
}  # fmt: skip
KNOWN = frozenset(name for names in NAMES.values() for name in names)
# Keys under which a value that is itself an object says it: WordPress and schema.org.
INSIDE = ("rendered", "name", "value", "text", "@value", "url")

ACCENTS = re.compile("[\u0300-\u036f]")
PREFIX = re.compile("^(?:dc|dcterms|og|article)_(?=.)")


def folded(name: object) -> str:
    """Return a column's name as the table has it: small letters without accents, one line between words."""
    plain = unicodedata.normalize("NFKD", str(name)).casefold().replace("ł", "l")
    plain = unicodedata.normalize("NFC", ACCENTS.sub("", plain))
    return PREFIX.sub("", re.sub(r"[\W_]+", "_", plain).strip("_"))


def facts(row: Mapping[Any, Any]) -> dict[str, str]:
    """Return what a row says under any of the names we know, everything as text; what it does not say is empty."""
    said = {folded(key): value for key, value in row.items() if key is not None}
    return {fact: _first(said, names) for fact, names in NAMES.items()}


def are_known(names: Iterable[object]) -> bool:
    """Tell whether any of these names is one of ours: else they are no names but the first row."""
    return any(folded(name) in KNOWN for name in names)


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := _text(row.get(name)))), "")


def _text(value: Any, depth: int = 2) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value:
        return str(int(value) if isinstance(value, float) and value.is_integer() else value)
    if depth and isinstance(value, list):
        return ", ".join(part for member in value if (part := _text(member, depth - 1)))
    if depth and isinstance(value, dict):
        return next((text for key in INSIDE if (text := _text(value.get(key), depth - 1))), "")
    return ""
