"""Pages of the guide as plain paragraphs, for what can follow none of their links."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from posture_app.coach.pain_rule import Advice
from posture_app.library.model import GuidePage
from posture_app.words import safety

TextKind = Literal["heading", "paragraph", "list"]
TextPart = tuple[TextKind, tuple[str, ...]]
"""A heading, a paragraph, or a list with its points."""

_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
_STRESS: Final = re.compile(r"(\*{1,3}|_{2,3})(?=\S)(.+?)(?<=\S)\1")
_HEADING: Final = re.compile(r"#{1,6} +")
_POINT: Final = re.compile(r"(?:[-*+]|\d+[.)]) +")


def plain_parts(page: GuidePage, emergency_number: str) -> tuple[TextPart, ...]:
    """What a page says, with the signs that it names, in the language that is spoken.

    Args:
        page: The page.
        emergency_number: What to call where the patient is.
    """
    return (*_signs(page, emergency_number), *_parts(page.text))


def _signs(page: GuidePage, emergency_number: str) -> Iterator[TextPart]:
    if page.names_signs:
        for tier in (Advice.EMERGENCY, Advice.SEE_SOMEBODY_SOON):
            heading, signs = safety.signs_of(tier, emergency_number)
            yield "heading", (heading,)
            yield "list", tuple(words for _sign, words in signs)


def _parts(text: str) -> Iterator[TextPart]:
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in block.splitlines()]
        waiting: list[str] = []
        kind: TextKind = "paragraph"
        for line in lines:
            if heading := _HEADING.match(line):
                yield from _said(kind, waiting)
                yield "heading", (_plain(line[heading.end() :]),)
                kind, waiting = "paragraph", []
            elif point := _POINT.match(line):
                if kind == "paragraph":
                    yield from _said(kind, waiting)
                    kind, waiting = "list", []
                waiting.append(line[point.end() :])
            elif waiting:
                waiting[-1] = f"{waiting[-1]} {line}"
            else:
                waiting.append(line)
        yield from _said(kind, waiting)


def _said(kind: TextKind, texts: list[str]) -> Iterator[TextPart]:
    if texts:
        yield kind, tuple(_plain(one) for one in texts)


def _plain(text: str) -> str:
    """Words without their links and stresses."""
    return _STRESS.sub(r"\2", _LINK.sub(r"\1", text))
