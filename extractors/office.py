"""Word, OpenDocument and EPUB files to drafts: their paragraphs, without comments and what was deleted."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import lxml.etree

from extractors import items
from extractors.entries import Entry, extracted
from extractors.extracted import TEXT_CAP, Extracted
from extractors.html_elements import BLOCKS, SILENT
from extractors.plain_text import confirmed_title, escaped
from tumen.errors import ExtractError, FailureCode
from tumen.model import Raw, Source

PART = 64 * 1024 * 1024  # bytes of one part unpacked; the longest report seen had 9
WHOLE = 4 * TEXT_CAP  # characters of a text that are read at all
CHAPTERS = 5000  # of a book
WORD_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n"}
WORD_TITLE = frozenset({"title", "heading1", "1"})  # names of styles; translated editions of Word number them
ODF_LEFT_OUT = frozenset({"tracked-changes", "annotation", "note-citation", "sequence-decls", "forms"})


def docx(raw: Raw, source: Source) -> Extracted:
    """Return what a Word document says; ExtractError when it is none."""
    return _one(raw, source, "word/document.xml", _word, "docProps/core.xml")


def odt(raw: Raw, source: Source) -> Extracted:
    """Return what an OpenDocument text says; ExtractError when it is none."""
    return _one(raw, source, "content.xml", _odf, "meta.xml")


def epub(raw: Raw, source: Source) -> Extracted:
    """Return what a book says, its chapters in order, as one document; ExtractError when it is none."""
    with opened(raw, source) as file:
        container = tree(file, "META-INF/container.xml", source)
        place = next((node.get("full-path", "") for node in container.iter("{*}rootfile")), "")
        package = tree(file, place, source)
        items = {node.get("id"): node.get("href", "") for node in package.iter("{*}item")}
        chapters = [items.get(node.get("idref"), "") for node in package.iter("{*}itemref")][:CHAPTERS]
        texts, size = [], 0
        for chapter in chapters:
            name = posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(chapter)))
            if size < WHOLE and name in file.NameToInfo:
                texts.append(_page(tree(file, name, source)))
                size += len(texts[-1])
    book = Entry(
        title=escaped(said(package, "title")),
        bodies=(escaped("\n\n".join(text for text in texts if text)[:WHOLE]),),
        dates=tuple(filter(None, (said(package, "date"),))),
        author=escaped(said(package, "creator")),
        site=escaped(said(package, "publisher")),
        language=said(package, "language"),
    )
    return extracted([book], raw, source)


def _one(
    raw: Raw, source: Source, part: str, read: Callable[[Any], tuple[str, Iterator[str]]], about: str
) -> Extracted:
    with opened(raw, source) as file:
        title, paragraphs = read(tree(file, part, source))
        facts = tree(file, about, source) if about in file.NameToInfo else None
    text = "\n\n".join(line for line in paragraphs if line)[:WHOLE]
    if not text.strip():
        raise ExtractError(source.id, "the document has no text", code=FailureCode.EMPTY)
    parted = items.of_text(text, raw, source)
    if parted is not None:
        return parted
    named = title or (confirmed_title(said(facts, "title"), text) if facts is not None else "")
    body = text.removeprefix(named).lstrip() if named else text
    author = said(facts, "creator") if facts is not None else ""
    return extracted([Entry(title=escaped(named), bodies=(escaped(body),), author=escaped(author))], raw, source)


def _word(tree: Any) -> tuple[str, Iterator[str]]:
    """Title and paragraphs: the first paragraph is the title when its style says so."""
    for left_out in list(tree.iter("{*}Fallback", "{*}moveFrom", "{*}del")):
        left_out.clear()
    # A text box stands inside a paragraph and has its own.
    found = [node for node in tree.iter("{*}p") if next(node.iterancestors("{*}p"), None) is None and _runs(node)]
    styles = [value for node in found[:1] for style in node.iter("{*}pStyle") for value in style.attrib.values()]
    titled = any(style.lower().replace(" ", "") in WORD_TITLE for style in styles)
    return (_runs(found[0]) if titled else ""), (_runs(node) for node in found)


def _runs(paragraph: Any) -> str:
    pieces = []
    for node in paragraph.iter():
        name = lxml.etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name == "t":
            pieces.append(node.text or "")
        elif name in WORD_BREAKS and lxml.etree.QName(node.getparent()).localname == "r":
            pieces.append(WORD_BREAKS[name])
    return "".join(pieces).strip()


def _odf(tree: Any) -> tuple[str, Iterator[str]]:
    """Title and paragraphs: a heading of the first level that opens the text is its title."""
    found = [node for node in tree.iter("{*}p", "{*}h") if not _is_left_out(node) and _inside(node)]
    heading = found[0] if found and lxml.etree.QName(found[0]).localname == "h" else None
    return (_inside(heading) if heading is not None else ""), (_inside(node) for node in found)


def _is_left_out(node: Any) -> bool:
    return any(lxml.etree.QName(above).localname in ODF_LEFT_OUT for above in node.iterancestors())


def _inside(node: Any) -> str:
    """The text of an OpenDocument paragraph, its spaces, tabs and breaks written out."""
    pieces: list[str] = []
    skipped = 0
    for event, inner in lxml.etree.iterwalk(node, events=("start", "end")):
        name = lxml.etree.QName(inner).localname if isinstance(inner.tag, str) else "annotation"
        out = name in ODF_LEFT_OUT
        if event == "start":
            skipped += out
            mark = {"s": " ", "tab": "\t", "line-break": "\n"}.get(name, "")
            pieces.append("" if skipped else mark + (inner.text or ""))
        else:
            skipped -= out
            pieces.append("" if skipped or inner is node else inner.tail or "")
    return "".join(pieces).strip()


def _page(tree: Any) -> str:
    """The text of a chapter, blocks as paragraphs."""
    pieces: list[str] = []
    silent = 0
    for event, node in lxml.etree.iterwalk(tree, events=("start", "end")):
        name = lxml.etree.QName(node).localname.lower() if isinstance(node.tag, str) else "script"
        mark = "\n\n" if name in BLOCKS else "\n" if name == "br" and event == "start" else ""
        if event == "start":
            silent += name in SILENT
            pieces.append(mark + ("" if silent else " ".join((node.text or " ").split(" "))))
        else:
            silent -= name in SILENT
            pieces.append(mark + ("" if silent else node.tail or ""))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n\n"))
    return "\n\n".join(line for line in lines if line)


def said(whole: Any, name: str) -> str:
    """Return the text of the first element of this name that has one, on one line."""
    return next((" ".join(node.text.split()) for node in whole.iter(f"{{*}}{name}") if (node.text or "").strip()), "")


def opened(raw: Raw, source: Source) -> zipfile.ZipFile:
    """Return the archive that an office document is; ExtractError when it is none."""
    try:
        return zipfile.ZipFile(io.BytesIO(raw.body))
    except (zipfile.BadZipFile, ValueError, OSError) as e:
        raise ExtractError(source.id, f"the file is damaged, or not what its ending says: {e}"[:200]) from e


def tree(file: zipfile.ZipFile, name: str, source: Source) -> Any:
    """Return a part of an office document as a tree; ExtractError when it lacks it, or it is too large."""
    try:
        with file.open(name) as part:
            body = part.read(PART + 1)
    except (KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as e:
        raise ExtractError(source.id, f"the document lacks a part that can be read: {e}"[:200]) from e
    if len(body) > PART:
        raise ExtractError(source.id, f"a part of the document is larger than {PART // 1024 // 1024} MiB")
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    tree = lxml.etree.fromstring(body, parser=parser)
    if tree is None:
        raise ExtractError(source.id, f"the part {name} of the document cannot be read")
    return tree
