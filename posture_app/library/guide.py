"""Reads the guide: short pages in Markdown, one folder for each language, and their sources.

A page begins with a head of `name: value` lines between two lines `---`; lists in it are separated
by commas. Pages come in the order of their file names. What a page links to is checked here, so
that no link leads nowhere.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final, cast, get_args

from posture_app.dataclass import dataclass
from posture_app.errors import sentence
from posture_app.library.model import Diagram, GuidePage, Source, SourceKind, Topic
from posture_app.library.problems import BrokenFileError, Problem, Problems
from posture_app.library.reading import document, file_bytes

FALLBACK: Final = "en"
MAX_PAGES: Final = 100
MAX_TEXT: Final = 6_000
MAX_TITLE: Final = 60
MAX_SUMMARY: Final = 200

_FIELDS: Final = ("id", "topic", "title", "summary", "picture", "exercises", "sources")
_MAY_LACK: Final = frozenset(("diagram", "exercises", "signs", "words"))
_HEAD: Final = re.compile(r"---\n(.*?)\n---\n(.*)", re.DOTALL)
_LINK: Final = re.compile(r"\]\(([^)\s]*)\)")
_SLUG: Final = re.compile(r"[a-z0-9-]{1,60}")


@dataclass(frozen=True, slots=True)
class Guide:
    """The pages that can be shown, in their order, and the files that could not be read."""

    pages: Mapping[str, GuidePage]
    sources: Mapping[str, Source]
    broken: tuple[BrokenFileError, ...]


def read_guide(folder: Path, language: str, exercises: Collection[str]) -> Guide:
    """The guide in a language; a page that is not there in it is taken in English.

    Args:
        folder: Has a folder for each language, and `sources.json`.
        language: Such as `de`.
        exercises: The ids of the exercises that pages may lead to.
    """
    paths = sorted((folder / FALLBACK).glob("*.md"))[:MAX_PAGES]
    if not paths:
        return Guide({}, {}, ())
    broken: list[BrokenFileError] = []
    sources: Mapping[str, Source] = {}
    try:
        sources = read_sources(folder / "sources.json")
    except BrokenFileError as error:
        broken.append(error)
    pages: dict[str, GuidePage] = {}
    names = {path.stem.partition("-")[2] for path in paths}
    for path in paths:
        own = folder / language / path.name
        try:
            page = read_page(own if own.is_file() else path, exercises, sources, names)
        except BrokenFileError as error:
            broken.append(error)
        else:
            pages[page.id] = page
    return Guide(pages, sources, tuple(broken))


def read_page(
    path: Path, exercises: Collection[str], sources: Collection[str], pages: Collection[str]
) -> GuidePage:
    """One page.

    Args:
        path: Its file, such as `03-pacing.md`.
        exercises: Ids that it may lead to.
        sources: Ids that it may rest on.
        pages: Ids of the guide's pages.

    Raises:
        BrokenFileError: With every problem, not just the first.
    """
    problems = Problems()
    found = _HEAD.fullmatch(_text(path))
    if found is None:
        problems.add([Problem("", sentence("has no head between two lines of three hyphens"))])
        raise BrokenFileError(path, problems.told())
    head, text = _head(found[1]), found[2].strip()
    problems.add(_head_problems(path, head))
    problems.add(_reference_problems(head, exercises, sources))
    problems.add(_text_problems(text, exercises, pages))
    if problems:
        raise BrokenFileError(path, problems.told())
    return GuidePage(
        id=head["id"],
        topic=cast("Topic", head["topic"]),
        title=head["title"],
        summary=head["summary"],
        picture=head["picture"],
        exercises=_listed(head.get("exercises", "")),
        sources=_listed(head["sources"]),
        words=_listed(head.get("words", "")),
        names_signs=head.get("signs") == "yes",
        diagrams=cast("tuple[Diagram, ...]", _listed(head.get("diagram", ""))),
        text=text,
    )


def read_sources(path: Path) -> dict[str, Source]:
    """What the guide's pages rest on, by id.

    Raises:
        BrokenFileError: With every problem, not just the first.
    """
    problems = Problems()
    listed = document(path, problems)
    sources: dict[str, Source] = {}
    for place, entry in enumerate(listed if isinstance(listed, list) else [listed]):
        source = _source(entry)
        if source is None:
            problems.add(
                [Problem(f"[{place}]", sentence("is no source; expected id, citation and kind"))]
            )
        else:
            sources[source.id] = source
    if problems:
        raise BrokenFileError(path, problems.told())
    return sources


def _source(entry: object) -> Source | None:
    if not isinstance(entry, dict) or not {"id", "citation", "kind"} <= entry.keys():
        return None
    if entry.keys() - {"id", "citation", "kind", "doi", "url"}:
        return None
    if not all(isinstance(value, str) for value in entry.values()):
        return None
    return Source(**entry) if entry["kind"] in get_args(SourceKind) else None


def _text(path: Path) -> str:
    try:
        return file_bytes(path).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        what = sentence("is not UTF-8 text (byte {byte})", byte=error.start + 1)
        raise BrokenFileError(path, [Problem("", what)]) from None


def _head(lines: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in lines.split("\n"))
    return {name.strip(): value.strip() for name, _colon, value in pairs}


def _listed(value: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in value.split(",") if one.strip())


def _head_problems(path: Path, head: Mapping[str, str]) -> Iterator[Problem]:
    for name in _FIELDS:
        if not head.get(name) and name not in _MAY_LACK:
            yield Problem(name, sentence("is missing"))
    for name in head.keys() - {*_FIELDS, *_MAY_LACK}:
        yield Problem(name, sentence("is no field of a page"))
    page_id = head.get("id", "")
    if not _SLUG.fullmatch(page_id) or path.stem.partition("-")[2] != page_id:
        what = sentence('got "{id}"; expected the file\'s name without its number', id=page_id)
        yield Problem("id", what)
    if head.get("topic") not in get_args(Topic):
        what = sentence('got "{got}"; expected one of the topics', got=head.get("topic", ""))
        yield Problem("topic", what)
    for one in _listed(head.get("diagram", "")):
        if one not in get_args(Diagram):
            what = sentence('got "{got}"; expected one of the drawings', got=one)
            yield Problem("diagram", what)
    for name, most in (("title", MAX_TITLE), ("summary", MAX_SUMMARY)):
        yield from _too_long(name, head.get(name, ""), most)


def _reference_problems(
    head: Mapping[str, str], exercises: Collection[str], sources: Collection[str]
) -> Iterator[Problem]:
    for one in (head.get("picture", ""), *_listed(head.get("exercises", ""))):
        if one not in exercises:
            what = sentence('"{id}" is no exercise; expected the id of one', id=one)
            yield Problem("exercises", what)
    for one in _listed(head.get("sources", "")):
        if one not in sources:
            what = sentence('"{id}" is no source; expected the id of one', id=one)
            yield Problem("sources", what)


def _text_problems(
    text: str, exercises: Collection[str], pages: Collection[str]
) -> Iterator[Problem]:
    if not text:
        yield Problem("text", sentence("is missing"))
    yield from _too_long("text", text, MAX_TEXT)
    for link in _LINK.findall(text):
        kind, _colon, target = link.partition(":")
        if target not in {"exercise": exercises, "guide": pages}.get(kind, ()):
            what = sentence('"{link}" leads nowhere; expected an exercise or a page', link=link)
            yield Problem("text", what)


def _too_long(place: str, text: str, most: int) -> Iterator[Problem]:
    if len(text) > most:
        what = sentence(
            "has {count} characters; expected at most {most}", count=len(text), most=most
        )
        yield Problem(place, what)
