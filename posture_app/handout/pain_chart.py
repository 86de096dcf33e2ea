"""The course of pain over a period, with spasms, treatments and sessions on the same days.

Nothing is told apart by colour alone: the pain is full dots with a line, the worst are hollow, and
everything else has a row of its own below. The line goes from one day to the next only; where
nothing was answered there is a gap.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from posture_app.dataclass import dataclass
from posture_app.handout.strips import (
    FILL,
    GREY,
    HAIR,
    INK,
    POINT,
    SMALL,
    Strip,
    font,
    width_of,
    write,
    write_centred,
)
from posture_app.journal.course import Bucket, Course, buckets, is_by_week
from posture_app.journal.report import pain_of
from posture_app.words import report_chart as words
from posture_app.words.formats import day_and_month, month_short

PLOT: Final = 92 * POINT
LANE: Final = 12 * POINT
LEGEND: Final = 15 * POINT
AXIS: Final = 13 * POINT
GUTTER: Final = 58 * POINT
"""What stands left of the plot: the numbers of the axis, the names of the rows."""
DOT: Final = 16
MOST_TICKS: Final = 12
MOST_ROOMY: Final = 200
"""With more days or weeks than this, dots are small and lie where they are without a line."""
MONTHS_FROM_DAYS: Final = 70
"""A longer period has its months named, a shorter one days."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where days and pains are on the page."""

    first_day: date
    days: int
    left: float
    right: float
    top: float

    def x(self, day: float) -> float:
        """The middle of a day that is so many after the first."""
        return self.left + (day + 0.5) * (self.right - self.left) / self.days

    def x_of(self, day: date) -> float:
        return self.x((day - self.first_day).days)

    def y(self, pain: float) -> float:
        return self.top + PLOT * (10 - pain) / 10


def pain_chart(course: Course, numbers: Mapping[str, int], width: float) -> Strip:
    """The chart as a strip.

    Args:
        course: What is drawn.
        numbers: The numbers of the treatments that a table tells of, by their ids.
        width: Of the page.
    """
    days = (course.last_day - course.first_day).days + 1
    scale = _Scale(course.first_day, days, GUTTER, width - 4 * POINT, LEGEND + 6 * POINT)
    # Now, for it may be drawn when another language is spoken again.
    legend = _legend(by_week=is_by_week(course))
    ticks = tuple(_ticks(scale))
    lanes_words = (words.lane_spasms(), words.lane_treatments(), words.lane_sessions())

    def paint(painter: QPainter) -> None:
        painter.save()
        _paint_legend(painter, legend)
        _paint_axes(painter, scale, ticks)
        _paint_pain(painter, scale, buckets(course))
        lanes = scale.top + PLOT + AXIS
        _paint_lanes(painter, scale, lanes, lanes_words)
        _paint_spasms(painter, scale, course, lanes)
        _paint_treatments(painter, scale, course, numbers, lanes + LANE)
        _paint_sessions(painter, scale, course, lanes + 2 * LANE)
        painter.restore()

    return Strip(scale.top + PLOT + AXIS + 3 * LANE + 6 * POINT, paint)


def _legend(*, by_week: bool) -> tuple[tuple[str, str], ...]:
    """What is explained above the chart, each with its sign."""
    return (
        (words.legend_pain(by_week=by_week), "full"),
        (words.legend_worst(by_week=by_week), "hollow"),
        (words.legend_gap(), ""),
    )


def _paint_legend(painter: QPainter, legend: Sequence[tuple[str, str]]) -> None:
    face, x, middle = font(SMALL), 0.0, 6 * POINT
    for name, kind in legend:
        if kind:
            _paint_dot(painter, QPointF(x + 4 * POINT, middle), is_full=kind == "full")
            x += 11 * POINT
        write(painter, name, QPointF(x, 0), face)
        x += width_of(name, face) + 16 * POINT


def _paint_axes(painter: QPainter, scale: _Scale, ticks: Sequence[tuple[date, str]]) -> None:
    face = font(SMALL)
    for pain in range(0, 11, 2):
        painter.setPen(QPen(FILL if pain else INK, HAIR / 2 if pain else HAIR))
        painter.drawLine(QPointF(scale.left, scale.y(pain)), QPointF(scale.right, scale.y(pain)))
        name = str(pain)
        at = QPointF(scale.left - 5 * POINT - width_of(name, face), scale.y(pain) - 5 * POINT)
        write(painter, name, at, face)
    bottom = scale.top + PLOT
    last_end = 0.0
    for day, name in ticks:
        x = scale.x_of(day)
        painter.setPen(QPen(INK, HAIR))
        painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + 2 * POINT))
        half = width_of(name, face) / 2
        if x - half > last_end:
            write_centred(painter, name, x, bottom + 2 * POINT, face)
            last_end = x + half + 4 * POINT


def _ticks(scale: _Scale) -> Iterator[tuple[date, str]]:
    """The days that are named below the chart."""
    if scale.days <= MONTHS_FROM_DAYS:
        step = -(-scale.days // MOST_TICKS)
        for number in range(0, scale.days, step):
            day = scale.first_day + timedelta(days=number)
            yield day, day_and_month(day)
        return
    months = scale.days // 30
    step = -(-months // MOST_TICKS)
    for number in range(scale.days):
        day = scale.first_day + timedelta(days=number)
        if day.day == 1 and (day.year * 12 + day.month - 1) % step == 0:
            yield day, _month(day, scale.days)


def _month(day: date, days: int) -> str:
    return month_short(day) if days <= 366 else f"{day.month}/{day.year}"


def _paint_pain(painter: QPainter, scale: _Scale, parts: tuple[Bucket, ...]) -> None:
    before: QPointF | None = None
    is_roomy = len(parts) <= MOST_ROOMY
    dot = DOT if is_roomy else DOT * 0.6
    for part in parts:
        middle = (part.first - scale.first_day).days + (part.length - 1) / 2
        x = min(max(scale.x(middle), scale.left), scale.right)
        usual = part.median(pain_of)
        worst = max((one.worst for one in part.days if one.worst is not None), default=None)
        if part.length > 1:
            worst = max((v for one in part.days if (v := pain_of(one)) is not None), default=None)
        here = None if usual is None else QPointF(x, scale.y(usual))
        if worst is not None and worst != usual:
            end = QPointF(x, scale.y(worst))
            if here is not None and is_roomy:
                painter.setPen(QPen(GREY, HAIR / 2, Qt.PenStyle.DotLine))
                painter.drawLine(here, end)
            _paint_dot(painter, end, is_full=False, size=dot)
        if here is not None and before is not None:
            painter.setPen(QPen(INK, HAIR * 1.6))
            painter.drawLine(before, here)
        if here is not None:
            _paint_dot(painter, here, is_full=True, size=dot)
        before = here


def _paint_dot(painter: QPainter, at: QPointF, *, is_full: bool, size: float = DOT) -> None:
    painter.setPen(QPen(INK, HAIR))
    painter.setBrush(INK if is_full else Qt.GlobalColor.white)
    painter.drawEllipse(at, size, size)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_lanes(painter: QPainter, scale: _Scale, top: float, names: Sequence[str]) -> None:
    for number, name in enumerate(names):
        y = top + number * LANE
        write(painter, name, QPointF(0, y + POINT), font(SMALL))
        painter.setPen(QPen(FILL, HAIR / 2))
        painter.drawLine(QPointF(scale.left, y + LANE), QPointF(scale.right, y + LANE))


def _paint_spasms(painter: QPainter, scale: _Scale, course: Course, top: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(INK)
    for day in course.days:
        if day.spasms:
            x, y = scale.x_of(day.day), top + 3 * POINT
            half = 2.4 * POINT
            painter.drawPolygon(
                QPolygonF([QPointF(x - half, y), QPointF(x + half, y), QPointF(x, y + 6 * POINT)])
            )
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_treatments(
    painter: QPainter, scale: _Scale, course: Course, numbers: Mapping[str, int], top: float
) -> None:
    """A line up through the chart for each, with its number where a table tells of it."""
    face = font(SMALL)
    last_end = 0.0
    for day in course.days:
        for treatment in day.treatments:
            number = numbers.get(treatment.id)
            if number is None:
                continue
            x = scale.x_of(day.day)
            painter.setPen(QPen(INK, HAIR * 1.4, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, scale.top), QPointF(x, scale.top + PLOT))
            half = width_of(str(number), face) / 2
            x = max(x, last_end + half)
            write_centred(painter, str(number), x, top + POINT, face)
            last_end = x + half + 2 * POINT


def _paint_sessions(painter: QPainter, scale: _Scale, course: Course, top: float) -> None:
    wide = max((scale.right - scale.left) / scale.days * 0.6, HAIR)
    for day in course.days:
        if day.sessions:
            box = QRectF(scale.x_of(day.day) - wide / 2, top + 4 * POINT, wide, 6 * POINT)
            painter.fillRect(box, GREY)
