"""Plots one below another over one axis of time, to be looked through by pointer and keyboard."""

from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import date
from typing import Any, Final, NamedTuple

from pyqtgraph import GraphicsLayoutWidget, InfiniteLine, PlotItem
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy

from posture_app.dataclass import dataclass
from posture_app.ui.charts.axes import DayAxis, NumberAxis
from posture_app.ui.charts.inks import thin_pen
from posture_app.ui.charts.series import day_number
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.paint import focus_ring

_ZOOM: Final = 0.6
_PAN: Final = 0.2
_LEAST_DAYS: Final = 5
_TITLE_PX: Final = 24
_EDGE_DAYS: Final = 0.8
_WORDS_PX: Final = 26
_GRID: Final = 0.18


@dataclass(frozen=True, slots=True)
class PlotRow:
    """One plot.

    Attributes:
        title: What it shows; stands above it.
        height_px: At a text size of 100 per cent.
        low: The lowest value.
        high: The highest one.
        ticks: The numbers at its left.
        items: What is drawn in it.
    """

    title: str
    height_px: int
    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    items: Sequence[Any] = field(default_factory=tuple)


class _Part(NamedTuple):
    """What a plot is made of; `label` and `plot` are pyqtgraph's."""

    label: Any
    plot: PlotItem
    left: NumberAxis
    days: DayAxis
    cursor: InfiniteLine


class DayPlots(GraphicsLayoutWidget):
    """The plots. Arrow keys pan, plus and minus zoom, Home shows all; Ctrl and an arrow reads.

    The wheel zooms while the chart has the keyboard, or with Ctrl; otherwise the page scrolls.

    Signals:
        day_reached: The date that the pointer or the keyboard reads; None where neither does.
    """

    accessible_role: Final = QAccessible.Role.Chart
    day_reached = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme = make.theme
        self._parts: list[_Part] = []
        self._first, self._last = 0, 1
        self._known: tuple[int, ...] = ()
        self._here: int | None = None
        self._say: Callable[[date], str] = str
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.scene().sigMouseMoved.connect(self._point)

    @property
    def plots(self) -> Sequence[PlotItem]:
        """The plots, from the top."""
        return self._plots

    @property
    def _plots(self) -> Sequence[PlotItem]:
        return tuple(one.plot for one in self._parts)

    @property
    def here(self) -> date | None:
        """The day that is read."""
        return None if self._here is None else date.fromordinal(self._here)

    @property
    def shown(self) -> tuple[float, float]:
        """The first and the last place of the axis of time that are in sight."""
        low, high = self._plots[0].getViewBox().viewRange()[0]
        return float(low), float(high)

    def show_rows(
        self,
        rows: Sequence[PlotRow],
        first: date,
        last: date,
        known: Sequence[date],
        say: Callable[[date], str],
    ) -> None:
        """Draw plots over the days from the first to the last.

        Args:
            rows: The plots from the top.
            first: Where the axis of time begins.
            last: Where it ends.
            known: The days that the keyboard stops at.
            say: What a day is in words.
        """
        before = (self._first, self._last), self.shown if self._plots else None
        self._first, self._last, self._say = day_number(first), day_number(last), say
        self._known = tuple(sorted(day_number(day) for day in known))
        self._here = None
        self.setBackground(self._theme.colour("surface"))
        if len(rows) != len(self._parts):
            self._make_plots(len(rows))
        for part, row in zip(self._parts, rows, strict=True):
            self._fill(part, row)
        if before[0] == (self._first, self._last) and before[1] is not None:
            self._plots[-1].setXRange(*before[1], padding=0)
        else:
            self.show_all()
        height = sum(self._theme.px(one.height_px + _TITLE_PX) for one in rows)
        self.setFixedHeight(height + self._theme.px(_WORDS_PX + 4))

    @Slot()
    def zoom_in(self) -> None:
        """Fewer days, around what is read or the middle."""
        self._zoom(_ZOOM)

    @Slot()
    def zoom_out(self) -> None:
        """More days."""
        self._zoom(1 / _ZOOM)

    @Slot()
    def show_all(self) -> None:
        """All days."""
        if self._plots:
            low, high = self._first - _EDGE_DAYS, self._last + _EDGE_DAYS
            self._plots[-1].setXRange(low, high, padding=0)

    def pan(self, share: float) -> None:
        """Go on by a share of what is in sight; back, where it is below 0."""
        low, high = self.shown
        by = share * (high - low)
        by = max(self._first - _EDGE_DAYS - low, min(self._last + _EDGE_DAYS - high, by))
        self._plots[-1].setXRange(low + by, high + by, padding=0)

    def read(self, day: date | None) -> None:
        """Draw the cursor at a day, and tell of it."""
        self._here = None if day is None else day_number(day)
        for part in self._parts:
            part.cursor.setVisible(self._here is not None)
            if self._here is not None:
                part.cursor.setValue(self._here)
        self.day_reached.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look through the chart by keyboard."""
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if not self._plots:
            event.ignore()
        elif step is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._read_next(step)
        elif step is not None:
            self.pan(step * _PAN)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_Home:
            self.show_all()
        else:
            event.ignore()  # the page's: Tab, Page down, Esc

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom by the wheel where that is meant."""
        wanted = self.hasFocus() or event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if not wanted or not self._plots or not event.angleDelta().y():
            event.ignore()
            return
        place = (
            self._plots[0].getViewBox().mapSceneToView(self.mapToScene(event.position().toPoint()))
        )
        self._zoom(_ZOOM if event.angleDelta().y() > 0 else 1 / _ZOOM, place.x())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer reads nothing any more."""
        super().leaveEvent(event)
        self.read(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard reads nothing any more."""
        super().focusOutEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plots, and where the keyboard is."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            ring = QRectF(self.viewport().rect())
            focus_ring(painter, ring, tokens.RADIUS_S, self._theme.colour("focus"))
            painter.end()

    def _make_plots(self, count: int) -> None:
        """Make empty plots anew: that takes longer than to fill those that there are."""
        self.clear()
        self._parts = []
        self.ci.setContentsMargins(0, 0, 0, 0)
        self.ci.setSpacing(0)
        for number in range(count):
            label = self.ci.addLabel("", justify="left", row=2 * number, col=0)
            left, days = NumberAxis(self._theme), DayAxis(self._theme, number == count - 1)
            axes = {"left": left, "bottom": days}
            plot = self.ci.addPlot(row=2 * number + 1, col=0, axisItems=axes, enableMenu=False)
            plot.hideButtons()
            plot.setMouseEnabled(x=True, y=False)
            self._parts.append(_Part(label, plot, left, days, InfiniteLine(angle=90)))
        for plot in self._plots[:-1]:
            plot.setXLink(self._plots[-1])

    def _fill(self, part: _Part, row: PlotRow) -> None:
        theme, plot = self._theme, part.plot
        part.label.item.setFont(theme.font("small_strong"))
        part.label.setText(row.title, color=theme.colour("ink").name(), justify="left")
        part.label.setFixedHeight(theme.px(_TITLE_PX))
        part.left.show_ticks(row.ticks)
        part.days.dress()
        plot.clear()
        plot.showGrid(x=True, y=True, alpha=_GRID)
        for axis in (part.left, part.days):
            axis.setZValue(-30)  # the grid is behind what is drawn
        plot.setYRange(row.low, row.high, padding=0)
        low, high = self._first - _EDGE_DAYS, self._last + _EDGE_DAYS
        plot.setLimits(xMin=low, xMax=high, minXRange=min(_LEAST_DAYS, high - low))
        words_px = theme.px(_WORDS_PX) if part.days.shows_words else 0
        plot.setFixedHeight(theme.px(row.height_px) + words_px)
        for item in row.items:
            plot.addItem(item)
        part.cursor.setPen(thin_pen(theme.colour("ink")))
        part.cursor.setVisible(False)
        plot.addItem(part.cursor, ignoreBounds=True)

    def _zoom(self, factor: float, around: float | None = None) -> None:
        if not self._plots:
            return
        low, high = self.shown
        middle = around if around is not None else float(self._here or (low + high) / 2)
        low, high = (middle + (edge - middle) * factor for edge in (low, high))
        least, most = self._first - _EDGE_DAYS, self._last + _EDGE_DAYS
        self._plots[-1].setXRange(max(least, low), min(most, high), padding=0)

    def _read_next(self, step: int) -> None:
        if not self._known:
            return
        low, high = self.shown
        before = self._here
        if before is None:
            inside = [one for one in self._known if low <= one <= high] or list(self._known)
            here = inside[-1]
        else:
            ahead = [one for one in self._known if (one - before) * step > 0]
            here = (min(ahead) if step > 0 else max(ahead)) if ahead else before
        if here < low or here > high:
            half = (high - low) / 2
            self._plots[-1].setXRange(here - half, here + half, padding=0)
        self.read(date.fromordinal(here))
        words = self._say(date.fromordinal(here))
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    @Slot(object)
    def _point(self, place: QPointF) -> None:
        if not self._plots:
            return
        box = self._plots[-1].getViewBox()
        number = round(box.mapSceneToView(place).x())
        inside = self._first <= number <= self._last
        day = date.fromordinal(number) if inside else None
        if day != self.here:
            self.read(day)
