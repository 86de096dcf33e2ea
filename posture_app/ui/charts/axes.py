"""Axes in the person's language: days below, numbers at the left."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from pyqtgraph import AxisItem
from PySide6.QtGui import QFontMetrics

from posture_app.ui.theme.theme import Theme
from posture_app.words import formats

_MONTH: Final = 31
_YEAR: Final = 366
_LEFT_PX: Final = 34


class TickStep(NamedTuple):
    """One way to name places on the axis of time: how many days apart, and which days."""

    days: int
    is_named: Callable[[date], bool]


STEPS: Final = (
    TickStep(1, lambda day: day.toordinal() >= 0),
    TickStep(2, lambda day: day.toordinal() % 2 == 0),
    TickStep(7, lambda day: day.weekday() == 0),
    TickStep(14, lambda day: day.toordinal() % 14 == 1),  # every other Monday
    TickStep(_MONTH, lambda day: day.day == 1),
    TickStep(3 * _MONTH, lambda day: day.day == 1 and day.month % 3 == 1),
    TickStep(_YEAR, lambda day: day.day == 1 and day.month == 1),
)


def style_axis(axis: AxisItem, theme: Theme) -> None:
    """Give an axis the look of the page."""
    axis.setStyle(
        tickFont=theme.font("small"),
        tickTextOffset=6,
        tickLength=-3,
        hideOverlappingLabels=False,
    )
    axis.setPen(theme.colour("line"))
    axis.setTextPen(theme.colour("muted"))


class NumberAxis(AxisItem):
    """The axis at the left: a few numbers, all axes as wide, so that the plots stand in line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("left")
        self._theme = theme

    def show_ticks(self, ticks: Sequence[tuple[float, str]]) -> None:
        """Show these numbers, in the look that counts now."""
        style_axis(self, self._theme)
        self.setTicks([list(ticks)])
        self.setWidth(self._theme.px(_LEFT_PX))


class DayAxis(AxisItem):
    """The axis of time: days, weeks, months or years, as many as have room side by side."""

    def __init__(self, theme: Theme, shows_words: bool) -> None:
        super().__init__("bottom")
        self._theme, self.shows_words = theme, shows_words
        self.dress()

    def dress(self) -> None:
        """Take the look that counts now."""
        style_axis(self, self._theme)
        self.setStyle(showValues=self.shows_words)
        metrics = QFontMetrics(self._theme.font("small"))
        self._day_px = metrics.horizontalAdvance("0" * 8)
        self._month_px = metrics.horizontalAdvance("0" * 6)
        self.setHeight(metrics.height() + 10 if self.shows_words else 4)

    def tickValues(self, first: float, last: float, size: float) -> list[tuple[float, list[float]]]:
        """The days that have a line."""
        days = _days_between(first, last)
        for step in STEPS:
            word_px = self._month_px if step.days >= _MONTH else self._day_px
            if (last - first) / step.days * word_px <= size or step == STEPS[-1]:
                named = [float(day.toordinal()) for day in days if step.is_named(day)]
                return [(step.days, named)]
        raise AssertionError("the last step is taken always")

    def tickStrings(self, values: Sequence[float], _scale: float, spacing: float) -> list[str]:
        """Each in words."""
        return [self._word(date.fromordinal(round(value)), spacing) for value in values]

    def _word(self, day: date, spacing: float) -> str:
        if spacing >= _YEAR or (spacing >= _MONTH and day.month == 1):
            return str(day.year)
        return formats.month_short(day) if spacing >= _MONTH else formats.day_and_month(day)


def _days_between(first: float, last: float) -> list[date]:
    start = date.fromordinal(max(1, int(first) + 1))
    count = max(0, int(last) - int(first))
    return [start + timedelta(days=number) for number in range(count)]


def numbers(*values: float) -> list[tuple[float, str]]:
    """Ticks at some numbers."""
    return [(value, formats.number(value)) for value in values]
