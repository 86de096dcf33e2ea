"""The Breaks page's drawings: a day as a line, its legend, and the breaks of a week.

Every kind of stretch has a shape of its own besides its colour: a height, a filled or a hollow
form, a hatching.
"""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QBrush, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from posture_app.ui.pages.breaks_snapshots import DayCounts, DaySpan, DayView
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.paint import rounded
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words import break_charts as words
from posture_app.words import formats
from posture_app.words.break_charts import SpanKind

_HEIGHT_SHARE: Final[dict[SpanKind, float]] = {
    "active": 0.42,
    "held": 0.42,
    "paused": 0.42,
    "away": 0.0,
    "taken": 1.0,
    "natural": 1.0,
    "skipped": 0.7,
}
_LAYERS: Final[tuple[SpanKind, ...]] = (
    "away",
    "active",
    "paused",
    "held",
    "natural",
    "skipped",
    "taken",
)


def paint_span(painter: QPainter, theme: Theme, kind: SpanKind, rect: QRectF) -> None:
    """Draw a stretch into its place; `rect` has the height of the line."""
    height = rect.height() * _HEIGHT_SHARE[kind]
    if height <= 0:
        return
    narrow = kind in {"taken", "natural", "skipped"}
    width = max(rect.width(), theme.px(6) if narrow else 1.0)
    left = rect.left() + (rect.width() - width) / 2 if narrow else rect.left()
    box = QRectF(left, rect.center().y() - height / 2, width, height)
    radius = min(width / 2, theme.px(4)) if narrow else min(width / 2, 3.0)
    accent, edge = theme.colour("accent"), theme.colour("edge")
    if kind == "active":
        rounded(painter, box, radius, edge)
    elif kind == "taken":
        rounded(painter, box, radius, accent)
    elif kind == "natural":
        rounded(painter, box, radius, theme.colour("surface"), accent, 2.0)
    elif kind == "skipped":
        rounded(painter, box, radius, theme.colour("surface"), edge, 1.5)
    else:
        colour = theme.colour("caution_ink") if kind == "held" else edge
        pattern = Qt.BrushStyle.BDiagPattern if kind == "held" else Qt.BrushStyle.Dense6Pattern
        painter.fillRect(box, theme.colour("surface"))
        painter.setPen(QPen(colour, 1.0))
        painter.setBrush(QBrush(colour, pattern))
        painter.drawRect(box)


class DayLine(QWidget):
    """A day from left to right."""

    accessible_role: Final = QAccessible.Role.Graphic

    def __init__(self, make: WidgetFactory, day: DayView, name: str) -> None:
        super().__init__()
        self._theme = make.theme
        self._day = day
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.day_spoken(day_words(day)))

    def sizeHint(self) -> QSize:
        """The line with the hours under it."""
        return QSize(self._theme.px(320), self._theme.px(78))

    def minimumSizeHint(self) -> QSize:
        """Any width that tells morning from evening."""
        return QSize(self._theme.px(160), self._theme.px(78))

    def span_at(self, x: float) -> DaySpan | None:
        """What is drawn at a place, what lies on top first."""
        margin = self._theme.px(3)
        for kind in reversed(_LAYERS):
            for span in self._day.spans:
                left, right = self._x(span.start), self._x(span.end)
                if span.kind == kind and left - margin <= x <= right + margin:
                    return span
        return None

    def event(self, event: QEvent) -> bool:
        """Tell of the stretch under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            span = self.span_at(event.pos().x())
            if span is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain_tip(span_words(span)), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hours, the ground line, and every stretch."""
        painter = QPainter(self)
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = theme.px(46)
        self._paint_hours(painter, height)
        middle = height / 2
        painter.setPen(QPen(theme.colour("line"), 2))
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        for kind in _LAYERS:
            for span in self._day.spans:
                if span.kind == kind:
                    left, right = self._x(span.start), self._x(span.end)
                    paint_span(painter, theme, kind, QRectF(left, 0, right - left, height))
        if self._day.now is not None:
            x = self._x(self._day.now)
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawLine(QPointF(x, 0), QPointF(x, height + 4))

    def _paint_hours(self, painter: QPainter, height: float) -> None:
        theme = self._theme
        painter.setFont(theme.font("small"))
        wide = 2 * self._margin
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        for at in self._hours():
            x = self._x(at)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, height + 4))
            painter.setPen(theme.colour("muted"))
            place = QRectF(x - wide / 2, height + 6, wide, self.height() - height - 6)
            painter.drawText(place, flags, formats.time_of_day(at))

    def _hours(self) -> Sequence[datetime]:
        """The hours that are written down: as many as have room side by side."""
        day = self._day
        hours = max(1.0, (day.end - day.start) / timedelta(hours=1))
        each = (self.width() - 2 * self._margin) / hours
        wide = 2 * self._margin + tokens.SPACE_M
        every = next((n for n in (1, 2, 3, 4, 6, 12) if n * each >= wide), 24)
        first = day.start.replace(minute=0, second=0, microsecond=0)
        found = [first + timedelta(hours=number) for number in range(math.ceil(hours) + 1)]
        return [at for at in found if day.start <= at <= day.end and at.hour % every == 0]

    @property
    def _margin(self) -> float:
        """Half an hour's words, so that those at the edges stand under their hour, too."""
        metrics = QFontMetrics(self._theme.font("small"))
        return math.ceil(metrics.horizontalAdvance("00:00") / 2) + 1.0

    def _x(self, when: datetime) -> float:
        share = (when - self._day.start) / (self._day.end - self._day.start)
        margin = self._margin
        return margin + min(1.0, max(0.0, share)) * (self.width() - 2 * margin)


class Swatch(QWidget):
    """A shape of the day's line with its word."""

    def __init__(self, make: WidgetFactory, kind: SpanKind) -> None:
        super().__init__()
        self._theme, self._kind = make.theme, kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = words.span_name(kind)
        self.setAccessibleName(self._words)

    def sizeHint(self) -> QSize:
        """The shape and the word."""
        metrics = QFontMetrics(self._theme.font("small"))
        width = metrics.horizontalAdvance(self._words)
        return QSize(self._theme.px(26) + width + tokens.SPACE_M, self._theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both."""
        painter = QPainter(self)
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(20)
        narrow = self._kind in {"taken", "natural", "skipped"}
        width = theme.px(7 if narrow else 20)
        height = theme.px(22)
        place = QRectF((side - width) / 2, (self.height() - height) / 2, width, height)
        paint_span(painter, theme, self._kind, place)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        beside = QRectF(self.rect()).adjusted(theme.px(26), 0, 0, 0)
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, self._words)


class BreakBars(QWidget):
    """The breaks of each day of a week, one on another: taken, natural, skipped."""

    accessible_role: Final = QAccessible.Role.Graphic

    def __init__(self, make: WidgetFactory, week: Sequence[DayCounts], today: int) -> None:
        super().__init__()
        self._theme, self._week, self._today = make.theme, tuple(week), today
        self.setObjectName("break-bars")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        spoken = [
            words.weekday(day.day, day.taken, day.natural, day.skipped)
            for day in self._week
            if day.taken or day.natural or day.skipped
        ]
        self.setAccessibleName(words.week_spoken(spoken))
        self.setToolTip(plain_tip("\n".join(spoken)))

    def sizeHint(self) -> QSize:
        """A calm height."""
        return QSize(self._theme.px(300), self._theme.px(150))

    def minimumSizeHint(self) -> QSize:
        """Seven thin columns."""
        return QSize(self._theme.px(180), self._theme.px(150))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars with their sums above and their days below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        foot, head = theme.px(24), theme.px(22)
        room = self.height() - foot - head
        # Eight breaks fill the height, so that one break does not look like a full day.
        most = max(8, *(day.taken + day.natural + day.skipped for day in self._week))
        step = self.width() / max(1, len(self._week))
        width = min(step * 0.5, theme.px(28))
        for place, day in enumerate(self._week):
            left = place * step + (step - width) / 2
            bottom = float(head + room)
            for kind, count in self._parts(day):
                height = room * count / most
                box = QRectF(left, bottom - height, width, height - 2)
                self._paint_part(painter, kind, box)
                bottom -= height
            self._paint_words(painter, place, day, QRectF(place * step, bottom, step, head))

    def _parts(self, day: DayCounts) -> Sequence[tuple[SpanKind, int]]:
        parts: tuple[tuple[SpanKind, int], ...] = (
            ("taken", day.taken),
            ("natural", day.natural),
            ("skipped", day.skipped),
        )
        return [(kind, count) for kind, count in parts if count]

    def _paint_part(self, painter: QPainter, kind: SpanKind, box: QRectF) -> None:
        accent, surface = self._theme.colour("accent"), self._theme.colour("surface")
        if kind == "taken":
            rounded(painter, box, 4, accent)
        elif kind == "natural":
            rounded(painter, box, 4, surface, accent, 2.0)
        else:
            rounded(painter, box, 4, surface, self._theme.colour("edge"), 1.5)

    def _paint_words(self, painter: QPainter, place: int, day: DayCounts, above: QRectF) -> None:
        theme = self._theme
        total = day.taken + day.natural
        painter.setFont(theme.font("small_strong"))
        painter.setPen(theme.colour("ink"))
        if total:
            place_above = above.translated(0, -above.height())
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            painter.drawText(place_above.adjusted(0, 0, 0, -2), flags, str(total))
        today = place == self._today
        painter.setFont(theme.font("small_strong" if today else "small"))
        painter.setPen(theme.colour("ink" if today else "muted"))
        foot = QRectF(above.left(), self.height() - theme.px(24), above.width(), theme.px(24))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(foot, flags, formats.weekdays_short()[day.day.weekday()])


def span_words(span: DaySpan) -> str:
    """A stretch as one tells it, with what is known of it."""
    return words.span(span.kind, span.start, span.end, span.words)


def day_words(day: DayView) -> str:
    """A day's breaks in one line."""
    return words.day(
        taken=day.count("taken"),
        natural=day.count("natural"),
        skipped=day.count("skipped"),
        held=day.count("held"),
    )


def fill_day(make: WidgetFactory, body: QVBoxLayout, day: DayView, name: str) -> None:
    """Put a day's numbers, its line and the legend into a layout."""
    facts = Flow(tokens.SPACE_XL)
    for value, what in words.facts(
        day.longest_s,
        taken=day.count("taken"),
        natural=day.count("natural"),
        skipped=day.count("skipped"),
    ):
        fact = QWidget()
        lines = column(0)
        lines.addWidget(make.label(value, "title", wrap=False))
        lines.addWidget(make.label(what, "small", "muted", wrap=False))
        fact.setLayout(lines)
        facts.add(fact)
    body.addWidget(facts)
    body.addSpacing(tokens.SPACE_S)
    body.addWidget(make(DayLine, day, name))
    shown: tuple[SpanKind, ...] = ("active", "taken", "natural", "skipped", "held", "paused")
    kinds = [kind for kind in shown if kind in {"active", "taken"} or day.count(kind)]
    body.addWidget(legend(make, kinds))


def legend(make: WidgetFactory, kinds: Sequence[SpanKind]) -> Flow:
    """What the shapes mean."""
    flow = Flow(tokens.SPACE_S)
    for kind in kinds:
        flow.add(make(Swatch, kind))
    return flow
