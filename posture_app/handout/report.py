"""The report for a clinician as pages; they are the same wherever they are drawn."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QPen

from posture_app.dataclass import dataclass
from posture_app.handout.document import LaidOut, page_size
from posture_app.handout.pain_chart import pain_chart
from posture_app.handout.strips import (
    GREY,
    HAIR,
    POINT,
    SMALL,
    TITLE,
    Strip,
    beside,
    font,
    heading,
    space,
    table,
    text,
    width_of,
    write,
)
from posture_app.journal.report import Report, ReportChoice
from posture_app.words import report as words
from posture_app.words.catalogue import speaking
from posture_app.words.report_parts import Limits, ReportSection, WrittenReport

MOST_PAGES: Final = 2
LIMITS: Final = (
    Limits(14, 700),
    Limits(10, 500),
    Limits(8, 300),
    Limits(6, 180),
    Limits(4, 120),
    Limits(3, 80),
)
"""Tried one after the other, until all of it comes onto `MOST_PAGES`."""
SIDE: Final = 45 * POINT
TOP: Final = 40 * POINT
FOOT: Final = 46 * POINT


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One page; `width` and `height` are in units of 1/`DPI` inch."""

    width: float
    height: float
    strips: tuple[tuple[float, Strip], ...]
    footer: str
    number: str

    def paint(self, painter: QPainter) -> None:
        """Draw it; a unit of the painter is 1/`DPI` inch, its origin the paper's corner."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for y, strip in self.strips:
            painter.save()
            painter.translate(SIDE, y)
            strip.paint(painter)
            painter.restore()
        face, y = font(SMALL), self.height - FOOT + 10 * POINT
        painter.setPen(QPen(GREY, HAIR / 2))
        painter.drawLine(QPointF(SIDE, y), QPointF(self.width - SIDE, y))
        y += 4 * POINT
        write(painter, self.footer, QPointF(SIDE, y), face, GREY)
        right = self.width - SIDE - width_of(self.number, face)
        write(painter, self.number, QPointF(right, y), face, GREY)


def laid_out(report: Report, choice: ReportChoice) -> LaidOut:
    """Lay a report out; needs a QGuiApplication.

    Args:
        report: What it tells.
        choice: Its language and paper, and what is taken out.
    """
    page = page_size(choice.paper)
    chosen = report.chosen(choice.notes_left_out)
    with speaking(choice.language):
        pages: tuple[ReportPage, ...] = ()
        for limits in LIMITS:
            told = words.written(chosen, choice.without, limits)
            pages = _pages(_strips(told, chosen, limits, page[0] - 2 * SIDE), told, page)
            if len(pages) <= MOST_PAGES:
                break
        return LaidOut(words.report_title(), choice.language, choice.paper, pages)


def _strips(told: WrittenReport, report: Report, limits: Limits, width: float) -> list[Strip]:
    [about] = text(told.about, width, size=SMALL, colour=GREY)[:1]
    [period] = text(told.period, width, weight=QFont.Weight.Bold)[:1]
    [name] = text(told.name, width)[:1]
    right = width * 0.6
    strips = [
        *text(told.title, width, size=TITLE, weight=QFont.Weight.Bold),
        space(3 * POINT),
        beside(period, _ruled(name, told.name, width - right), right),
        about,
    ]
    for section in told.sections:
        strips += _section(section, report, limits, width)
    return strips


def _ruled(name: Strip, words_before: str, width: float) -> Strip:
    """A line to write on behind a word."""
    start = width_of(words_before, font(90)) + 4 * POINT

    def paint(painter: QPainter) -> None:
        name.paint(painter)
        painter.setPen(QPen(GREY, HAIR))
        painter.drawLine(QPointF(start, 10 * POINT), QPointF(width, 10 * POINT))

    return Strip(name.height, paint)


def _section(section: ReportSection, report: Report, limits: Limits, width: float) -> list[Strip]:
    strips = [heading(section.title, width)]
    for line in section.lines:
        strips += text(line, width)
    if section.has_chart:
        strips.append(space(3 * POINT))
        strips.append(pain_chart(report.course, words.numbered(report, limits), width))
    if section.table is not None:
        strips.append(space(3 * POINT))
        strips += table(section.table, width)
    return strips


def _pages(
    strips: Sequence[Strip], told: WrittenReport, size: tuple[float, float]
) -> tuple[ReportPage, ...]:
    full = size[1] - FOOT
    pages: list[list[tuple[float, Strip]]] = [[]]
    y = float(TOP)
    for group in _groups(strips):
        height = sum(one.height for one in group)
        if y + height > full and pages[-1]:
            pages.append([])
            y = float(TOP)
            if group[0].head is not None:
                pages[-1].append((y, group[0].head))
                y += group[0].head.height
        for strip in group:
            pages[-1].append((y, strip))
            y += strip.height
    count = len(pages)
    return tuple(
        ReportPage(*size, tuple(page), told.footer, words.page_number(number, count))
        for number, page in enumerate(pages, 1)
    )


def _groups(strips: Iterable[Strip]) -> Iterable[list[Strip]]:
    """Strips that stay on one page: a title with what follows it."""
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.keeps_next:
            yield group
            group = []
    if group:
        yield group
