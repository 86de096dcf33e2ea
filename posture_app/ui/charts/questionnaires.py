"""The questionnaires over time: a point for each time, and no line across the days between."""

from collections.abc import Sequence

import numpy as np

from posture_app.journal.questionnaires import Followed
from posture_app.ui.charts import inks
from posture_app.ui.charts.axes import numbers
from posture_app.ui.charts.card import ChartContent
from posture_app.ui.charts.content import curve
from posture_app.ui.charts.plots import PlotRow
from posture_app.ui.charts.series import Series, day_number
from posture_app.ui.theme.theme import Theme
from posture_app.words import questionnaires as words

LEAST_TIMES = 2
"""One point alone is no course."""
_PLOT_PX = 110
_EDGE = 0.08


def charted(courses: Sequence[Followed]) -> tuple[Followed, ...]:
    """Those that have a course to draw: how it is on the whole is told against the last time."""
    return tuple(
        one
        for one in courses
        if len(one.responses) >= LEAST_TIMES and one.questionnaire.key != "whole"
    )


def questionnaire_content(theme: Theme, courses: Sequence[Followed]) -> ChartContent:
    """The chart of some questionnaires, each with a plot.

    Args:
        theme: The look.
        courses: Those that `charted` finds; at least one.
    """
    days = sorted({response.day for one in courses for response in one.responses})
    return ChartContent(
        spoken=words.chart_spoken(days[0], days[-1]),
        first=days[0],
        last=days[-1],
        rows=[_row(theme, one, place) for place, one in enumerate(courses)],
        legend=(),
        known=days,
        say=lambda day: words.chart_day(courses, day),
        columns=words.chart_columns(),
        cells=words.chart_cells(courses),
    )


def _row(theme: Theme, one: Followed, place: int) -> PlotRow:
    scale = one.questionnaire
    told = [(day_number(each.day), each.score) for each in one.responses if each.score is not None]
    points = Series(
        words.name(scale.key),
        np.array([x for x, _y in told], dtype=np.float64),
        np.array([y for _x, y in told], dtype=np.float64),
        inks.PLACES[place % len(inks.PLACES)],
        has_line=False,
    )
    edge = _EDGE * (scale.most - scale.least)
    middle = (scale.least + scale.most) / 2
    ticks = numbers(scale.least, middle, scale.most)
    items = [curve(theme, points)]
    title = words.chart_title(scale)
    return PlotRow(title, _PLOT_PX, scale.least - edge, scale.most + edge, ticks, items)
