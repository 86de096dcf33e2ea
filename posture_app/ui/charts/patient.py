"""What the chart of a patient's progress shows: answers by session, and practising by day."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np
from pyqtgraph import BarGraphItem
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from posture_app.plans.adherence_course import AnsweredSession
from posture_app.plans.patient_course import PatientCourse
from posture_app.ui.charts import inks
from posture_app.ui.charts.axes import numbers
from posture_app.ui.charts.card import ChartContent
from posture_app.ui.charts.content import curve
from posture_app.ui.charts.inks import no_pen, thin_pen
from posture_app.ui.charts.legend import LegendKey
from posture_app.ui.charts.plots import PlotRow
from posture_app.ui.charts.series import Series, day_number, with_gaps
from posture_app.ui.theme.theme import Theme
from posture_app.words import patient_progress as words
from posture_app.words.catalogue import pgettext

_PAIN_PX = 200
_EFFORT_PX = 140
_TIMES_PX = 70
_BAR = 0.7


def patient_content(theme: Theme, found: PatientCourse) -> ChartContent:
    """Pain before, after and on the next morning, effort, and how often was practised."""
    by_day: dict[date, list[AnsweredSession]] = {}
    for one in found.course.answers:
        by_day.setdefault(one.day, []).append(one)
    done = {one.day: one for one in found.course.days}
    pains = [
        _series(by_day, name, pick, ink)
        for name, pick, ink in (
            (pgettext("chart", "Before"), lambda one: one.pain_before, inks.PLACES[0]),
            (pgettext("chart", "After"), lambda one: one.pain_after, inks.PLACES[1]),
            (
                pgettext("chart", "On the next morning"),
                lambda one: one.pain_next_morning,
                inks.PLACES[2],
            ),
        )
    ]
    effort = _series(by_day, pgettext("chart", "Effort"), lambda one: one.effort, inks.SHARE)
    ticks = numbers(0, 2, 4, 6, 8, 10)
    rows = [
        PlotRow(
            pgettext("chart", "Pain, from 0 to 10"),
            _PAIN_PX,
            -0.6,
            10.6,
            ticks,
            [curve(theme, one) for one in pains if _is_known(one)],
        ),
        PlotRow(
            pgettext("chart", "Effort, from 0 to 10"),
            _EFFORT_PX,
            -0.6,
            10.6,
            numbers(0, 5, 10),
            [curve(theme, effort)] if _is_known(effort) else [],
        ),
        _times_row(theme, found),
    ]
    return ChartContent(
        spoken=words.chart_spoken(found),
        first=found.first_day,
        last=found.last_day,
        rows=rows,
        legend=[LegendKey(one.name, one.ink, one.has_line) for one in pains if _is_known(one)],
        known=sorted(by_day),
        say=lambda day: words.day_line(day, done.get(day), by_day.get(day, ())),
        columns=words.chart_columns(),
        cells=[
            words.chart_cells(one, by_day.get(one.day, ())) for one in reversed(found.course.days)
        ],
    )


def _series(
    by_day: Mapping[date, Sequence[AnsweredSession]],
    name: str,
    pick: Callable[[AnsweredSession], int | None],
    ink: inks.Ink,
) -> Series:
    """The worst of each day with a session; a session without an answer leaves a gap."""
    days = sorted(by_day)
    x = np.array([day_number(day) for day in days], dtype=np.float64)
    worst = [
        max((value for one in by_day[day] if (value := pick(one)) is not None), default=None)
        for day in days
    ]
    return Series(name, x, with_gaps(worst), ink)


def _is_known(series: Series) -> bool:
    return bool(len(series.y)) and not np.all(np.isnan(series.y))


def _times_row(theme: Theme, found: PatientCourse) -> PlotRow:
    """How often was practised on each day; what was asked for is the outline."""
    days = found.course.days
    most = max([1, *(max(one.done, one.asked or 0) for one in days)])
    asked = [one for one in days if one.asked]
    outlines = BarGraphItem(
        x=[day_number(one.day) for one in asked],
        height=[one.asked for one in asked],
        width=_BAR,
        brush=QColor(Qt.GlobalColor.transparent),
        pen=thin_pen(theme.colour("edge")),
    )
    practised = [one for one in days if one.done]
    bars = BarGraphItem(
        x=[day_number(one.day) for one in practised],
        height=[one.done for one in practised],
        width=_BAR,
        brush=theme.colour("accent"),
        pen=no_pen(),
    )
    title = pgettext("chart", "Practised on a day: done (filled) of asked (outline)")
    return PlotRow(title, _TIMES_PX, -0.08 * most, 1.2 * most, numbers(0, most), [bars, outlines])
