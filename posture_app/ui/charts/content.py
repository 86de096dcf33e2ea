"""What the charts of the progress show: the days of a course, and its weeks."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from pyqtgraph import BarGraphItem, InfiniteLine, LinearRegionItem, PlotDataItem, ScatterPlotItem
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from posture_app.journal.course import Bucket, Course, adherence, buckets, is_by_week
from posture_app.journal.entries import NEEDLED
from posture_app.ui.charts import inks
from posture_app.ui.charts.axes import numbers
from posture_app.ui.charts.card import ChartContent
from posture_app.ui.charts.inks import colour_of, no_pen, pen_of, thin_pen
from posture_app.ui.charts.legend import LegendKey
from posture_app.ui.charts.plots import PlotRow
from posture_app.ui.charts.series import Series, day_number, middle_of, pain_series, share_series
from posture_app.ui.theme.theme import Theme
from posture_app.words import charts as words
from posture_app.words import course as course_words
from posture_app.words.catalogue import _, pgettext

AFTER_DAYS: Final = 7
"""How many days after a needling are marked."""
_BAR: Final = 0.7
_WEEK_BAR: Final = 4.6
_PLANNED_BAR: Final = 6.0
_MIDDLE_OF_WEEK: Final = 3
_PAIN_PX: Final = 220
_SMALL_PX: Final = 62


def course_content(theme: Theme, course: Course) -> ChartContent:
    """Pain, spasms, treatments, sessions and breaks over the days."""
    known = {one.day: one for one in course.days}
    pains = pain_series(course)
    regions = course.regions()[: len(inks.PLACES)]
    legend = [LegendKey(one.name, one.ink, one.has_line) for one in pains]
    kinds = {one.kind in NEEDLED for day in course.days for one in day.treatments}
    if True in kinds:
        legend.append(LegendKey(_("Injection or needling, and the week after"), inks.NEEDLING))
    if False in kinds:
        legend.append(LegendKey(_("Another treatment"), inks.TREATMENT, has_line=False))
    return ChartContent(
        spoken=words.course_spoken(course),
        first=buckets(course)[0].first,
        last=buckets(course)[-1].last,
        rows=_course_rows(theme, course, pains),
        legend=legend,
        known=tuple(known),
        say=lambda day: course_words.day_line(day, known.get(day)),
        columns=words.course_columns(regions),
        cells=[words.course_cells(day, regions) for day in reversed(course.days)],
    )


def _course_rows(theme: Theme, course: Course, pains: Sequence[Series]) -> Sequence[PlotRow]:
    """The plots of which there is something to draw; that of the sessions where there is none."""
    rows = []
    if pains:
        rows.append(_pain_row(theme, course, pains))
    if any(day.spasms for day in course.days):
        rows.append(_spasm_row(theme, course))
    if any(day.treatments for day in course.days):
        rows.append(_treatment_row(theme, course))
    if any(day.sessions for day in course.days) or not rows:
        rows.append(_session_row(theme, course))
    if any(day.breaks for day in course.days):
        rows.append(_break_row(theme, course))
    return rows


def _pain_row(theme: Theme, course: Course, pains: Sequence[Series]) -> PlotRow:
    title = pgettext("chart", "Pain, from 0 to 10")
    if is_by_week(course):
        title = pgettext("chart", "Pain, from 0 to 10: the median of each week")
    curves = [curve(theme, one) for one in pains]
    items = [*_needlings(theme, course, band=True), *curves]
    return PlotRow(title, _PAIN_PX, -0.6, 10.6, numbers(0, 2, 4, 6, 8, 10), items)


def adherence_content(theme: Theme, course: Course) -> ChartContent:
    """On how many days of each week there was a session, and how many breaks were taken."""
    weeks = adherence(course)
    of_day = {week.monday + timedelta(days=number): week for week in weeks for number in range(7)}
    exercised = [week for week in weeks if week.days is not None]
    share = share_series(weeks)
    share_items = [] if np.all(np.isnan(share.y)) else [curve(theme, share)]
    planned = [week for week in weeks if week.planned is not None]
    outlines = BarGraphItem(
        x=[day_number(week.monday) + _MIDDLE_OF_WEEK for week in planned],
        height=[week.planned for week in planned],
        width=_PLANNED_BAR,
        brush=QColor(Qt.GlobalColor.transparent),
        pen=thin_pen(theme.colour("ink"), 1.5),
    )
    bars = BarGraphItem(
        x=[day_number(week.monday) + _MIDDLE_OF_WEEK for week in exercised],
        height=[week.days for week in exercised],
        width=_WEEK_BAR,
        brush=theme.colour("accent"),
        pen=no_pen(),
    )
    return ChartContent(
        spoken=words.adherence_spoken(course),
        first=weeks[0].monday,
        last=weeks[-1].monday + timedelta(days=6),
        rows=(
            PlotRow(
                words.adherence_title(is_planned=bool(planned)),
                96,
                -0.4,
                8,
                numbers(0, 3, 7),
                [bars, outlines] if planned else [bars],
            ),
            PlotRow(share.name, 96, -6, 112, numbers(0, 50, 100), share_items),
        ),
        legend=(),
        known=tuple(week.monday for week in weeks),
        say=lambda day: course_words.week_line(of_day[day]),
        columns=words.adherence_columns(is_planned=bool(planned)),
        cells=[words.adherence_cells(week, is_planned=bool(planned)) for week in reversed(weeks)],
    )


def curve(theme: Theme, series: Series) -> PlotDataItem:
    """A line that ends at each gap, with a sign at each value."""
    colour = colour_of(theme, series.ink)
    return PlotDataItem(
        series.x,
        series.y,
        connect="finite",
        pen=pen_of(theme, series.ink) if series.has_line else None,
        symbol=series.ink.symbol,
        symbolSize=theme.px(_symbol_px(series)),
        symbolBrush=colour,
        symbolPen=thin_pen(colour),
        antialias=True,
    )


def _needlings(theme: Theme, course: Course, *, band: bool = False) -> list[Any]:
    """A line at each injection or needling, and the days after it as a band."""
    items: list[Any] = []
    for day in course.days:
        if day.was_needled:
            at = day_number(day.day)
            if band:
                shade = colour_of(theme, inks.NEEDLING)
                shade.setAlphaF(0.10)
                until = min(at + AFTER_DAYS, day_number(course.last_day))
                region = LinearRegionItem(
                    (at, until), movable=False, brush=shade, pen=no_pen(), hoverBrush=shade
                )
                region.setZValue(-20)
                items.append(region)
            line = InfiniteLine(at, angle=90, movable=False, pen=pen_of(theme, inks.NEEDLING))
            line.setZValue(-10)
            items.append(line)
    return items


def _bars(parts: Sequence[tuple[Bucket, float, float]], brush: object, pen: QPen) -> BarGraphItem:
    """Bars over days or weeks, each from a value to a value."""
    return BarGraphItem(
        x=[middle_of(one) for one, _low, _high in parts],
        y0=[low for _one, low, _high in parts],
        y1=[high for _one, _low, high in parts],
        width=[_BAR * one.length for one, _low, _high in parts],
        brush=brush,
        pen=pen,
    )


def _points(theme: Theme, course: Course, ink: inks.Ink, y: dict[date, float]) -> ScatterPlotItem:
    colour = colour_of(theme, ink)
    days = [day.day for day in course.days if day.day in y]
    return ScatterPlotItem(
        x=np.array([day_number(day) for day in days], dtype=np.float64),
        y=np.array([y[day] for day in days], dtype=np.float64),
        symbol=ink.symbol,
        size=theme.px(10),
        brush=colour,
        pen=thin_pen(colour, 2),
        antialias=True,
    )


def _spasm_row(theme: Theme, course: Course) -> PlotRow:
    counts = [(one, 0.0, one.total(lambda day: day.spasms)) for one in buckets(course)]
    counts = [one for one in counts if one[2]]
    most = _rounded_up(max([3.0, *(high for _one, _low, high in counts)]), 1)
    bars = _bars(counts, colour_of(theme, inks.SPASM), no_pen())
    title = pgettext("chart", "Spasms")
    if is_by_week(course):
        title = pgettext("chart", "Spasms in each week")
    return _bar_row(title, most, [*_needlings(theme, course), bars])


def _treatment_row(theme: Theme, course: Course) -> PlotRow:
    needled = {day.day: 0.5 for day in course.days if day.was_needled}
    others = {day.day: 0.5 for day in course.days if day.treatments and not day.was_needled}
    return PlotRow(
        pgettext("chart", "Treatments"),
        _SMALL_PX // 2,
        0,
        1,
        (),
        [
            *_needlings(theme, course),
            _points(theme, course, inks.NEEDLING, needled),
            _points(theme, course, inks.TREATMENT, others),
        ],
    )


def _session_row(theme: Theme, course: Course) -> PlotRow:
    minutes = [(one, 0.0, one.total(lambda day: day.seconds) / 60) for one in buckets(course)]
    minutes = [one for one in minutes if one[2]]
    most = _rounded_up(max([10.0, *(high for _one, _low, high in minutes)]), 10)
    title = pgettext("chart", "Sessions, in minutes")
    if is_by_week(course):
        title = pgettext("chart", "Sessions, in minutes of each week")
    bars = _bars(minutes, theme.colour("accent"), no_pen())
    return _bar_row(title, most, [*_needlings(theme, course), bars])


def _break_row(theme: Theme, course: Course) -> PlotRow:
    """The breaks that came: those taken are filled, those missed hollow on top of them."""
    taken, missed = [], []
    for one in buckets(course):
        counts = [day.breaks for day in one.days if day.breaks is not None]
        if counts:
            did = float(sum(count.taken for count in counts))
            taken.append((one, 0.0, did))
            missed.append((one, did, did + sum(count.missed for count in counts)))
    most = _rounded_up(max([5.0, *(high for _one, _low, high in missed)]), 5)
    hollow = _bars(missed, QColor(Qt.GlobalColor.transparent), thin_pen(theme.colour("edge")))
    filled = _bars(taken, theme.colour("accent"), no_pen())
    title = pgettext("chart", "Breaks: taken (filled) and missed (hollow)")
    return _bar_row(title, most, [*_needlings(theme, course), hollow, filled])


def _bar_row(title: str, most: float, items: Sequence[Any]) -> PlotRow:
    return PlotRow(title, _SMALL_PX, -0.08 * most, 1.2 * most, numbers(0, most), items)


def _symbol_px(series: Series) -> int:
    """The more days, the smaller; the widest line has the largest signs, behind the others."""
    days = len(series.x)
    size = 7 if days <= 120 else 5 if days <= 400 else 3
    return size + 4 if series.ink is inks.OVERALL else size


def _rounded_up(value: float, step: int) -> int:
    return -(-int(np.ceil(value)) // step) * step
