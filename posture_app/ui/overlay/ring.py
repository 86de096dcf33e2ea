"""A large figure in a thin ring that empties, and the count below it."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QBrush,
    QFontMetrics,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QRadialGradient,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.library.model import Exercise
from posture_app.ui.overlay.figure import BreakFigure
from posture_app.ui.player.ring import CountdownRing
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory

LINE_PX: Final = 4.0
_GAP: Final = 0.018
"""Between the ring and what lies in it, as a share of the ring."""
_TICK: Final = 0.46
"""The tick in the ring of a card, as a share of the ring."""
_WHOLE_BODY: Final = 0.92
"""How much of the round ground a whole body may reach across; one that is cut reaches its edge."""
_FADE: Final = 0.15
"""What is cut is faded out along so much of the ground's radius: a vignette, and no cut limb."""
_FADE_STOPS: Final = ((0.0, 0.0), (0.25, 0.1), (0.5, 0.42), (0.75, 0.8), (1.0, 1.0))


def ground(theme: Theme, widget: QWidget) -> QBrush:
    """The deep ground of the window that a widget lies in, in the widget's own coordinates."""
    window = widget.window()
    above = widget.mapTo(window, widget.rect().topLeft()).y()
    fade = QLinearGradient(QPointF(0, -above), QPointF(0, window.height() - above))
    fade.setColorAt(0.0, theme.colour("canvas"))
    fade.setColorAt(1.0, theme.colour("rail"))
    return QBrush(fade)


class FigureRing(QWidget):
    """The figure on a round ground, with a thin ring around it that shows what is left.

    The accessible name changes with the phase and not with every second, so that a screen reader
    tells what is new and does not count aloud.
    """

    accessible_role: Final = QAccessible.Role.Graphic

    def __init__(self, make: WidgetFactory, figure: BreakFigure) -> None:
        super().__init__()
        self._theme = make.theme
        self._figure = figure
        self._share = 1.0
        self._shown = ("", "", 1.0, False)
        figure.setParent(self)
        figure.leave_edges()
        figure.hide()
        self._frame = make(_Frame, self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_smallest(self, side: int) -> None:
        """Never be smaller than this many pixels."""
        self.setMinimumSize(side, side)

    def show_picture_of(self, exercise: Exercise | None) -> None:
        """Give the figure the room that suits what is seen of it; None: nothing is."""
        self._figure.setVisible(exercise is not None)
        self._share = 1.0
        cut = exercise is not None and self._figure.is_cut(exercise)
        if exercise is not None and not cut:
            self._share = _WHOLE_BODY / self._figure.circle_share(exercise)
        self._frame.show_fade(cut)
        self._arrange()

    def show_count(self, number: str, under: str, left_share: float, *, waiting: bool) -> None:
        """Draw what is left; `left_share` runs from 1 to 0."""
        shown = (number, under, round(left_share, 3), waiting)
        if shown != self._shown:
            self._shown = shown
            self._frame.show_share(shown[2])

    def sizeHint(self) -> QSize:
        """No more than it must have, so that nothing gives way to it; it takes what is left."""
        return self.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the figure into the middle."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the round ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("sunken"))
        painter.drawEllipse(self.inner())

    def circle(self) -> QRectF:
        """Where the middle of the ring's line runs."""
        line = LINE_PX * self._theme.text_scale
        side = min(self.width(), self.height()) - line - 2
        circle = QRectF(0, 0, side, side)
        circle.moveCenter(QRectF(self.rect()).center())
        return circle

    def inner(self) -> QRectF:
        """The round ground within the ring."""
        circle = self.circle()
        gap = LINE_PX * self._theme.text_scale / 2 + _GAP * circle.width()
        return circle.adjusted(gap, gap, -gap, -gap)

    def _arrange(self) -> None:
        place = self.inner()
        inset = place.width() * (1 - self._share) / 2
        place = place.adjusted(inset, inset, -inset, -inset)
        self._figure.setGeometry(place.toAlignedRect())
        self._frame.setGeometry(self.rect())
        self._frame.raise_()


class _Frame(QWidget):
    """Lies over the figure: the ring's line, and the window's ground beyond the round one."""

    def __init__(self, make: WidgetFactory, ring: FigureRing) -> None:
        super().__init__(ring)
        self._theme, self._ring = make.theme, ring
        self._share = 1.0
        self._fades = False
        self._kept: QPixmap | None = None
        make.theme.changed.connect(self._look_anew)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_share(self, share: float) -> None:
        """Draw the line as long as this."""
        self._share = share
        self.update()

    def show_fade(self, fades: bool) -> None:
        """Fade out what reaches the edge of the round ground, or leave it as it is."""
        self._fades = fades
        self._look_anew()

    @Slot()
    def _look_anew(self) -> None:
        self._kept = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave another round ground free."""
        super().resizeEvent(event)
        self._look_anew()

    def _vignette(self) -> QPixmap:
        """The round ground, from its edge inwards: the same in every frame of the figure."""
        ratio = self.devicePixelRatioF()
        if self._kept is None or self._kept.devicePixelRatio() != ratio:
            self._kept = QPixmap(self.size() * ratio)
            self._kept.setDevicePixelRatio(ratio)
            self._kept.fill(Qt.GlobalColor.transparent)
            inner = self._ring.inner()
            fade = QRadialGradient(inner.center(), inner.width() / 2)
            for along, opacity in _FADE_STOPS:
                tone = self._theme.colour("sunken")
                tone.setAlphaF(opacity)
                fade.setColorAt(1 - _FADE * (1 - along), tone)
            painter = QPainter(self._kept)
            painter.fillRect(self.rect(), fade)
            painter.end()
        return self._kept

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what is around the round ground, and the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._fades:
            painter.drawPixmap(0, 0, self._vignette())
        beyond = QPainterPath()
        beyond.addRect(QRectF(self.rect()))
        beyond.addEllipse(self._ring.inner())
        painter.fillPath(beyond, ground(self._theme, self))
        circle, scale = self._ring.circle(), self._theme.text_scale
        pen = QPen(self._theme.colour("line"), 0.5 * LINE_PX * scale)
        painter.setPen(pen)
        painter.drawEllipse(circle)
        pen = QPen(self._theme.colour("accent"))
        pen.setWidthF(LINE_PX * scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(circle, 90 * 16, round(self._share * 360 * 16))


class SmallRing(CountdownRing):
    """The ring of a card, with the number in it, as thin as the large one.

    Where nothing is counted any more there is a tick in the place of the number.
    """

    line_share = 0.04

    def paint_inside(self, painter: QPainter, box: QRectF) -> None:
        """Draw the tick."""
        if self.shown_number:
            return
        tick = QRectF(0, 0, _TICK * box.width(), _TICK * box.width())
        tick.moveCenter(box.center())
        paint_icon(painter, "check", tick, self._theme.colour("accent"))


class CountLine(QWidget):
    """A large number with its unit beside it: `12 seconds`, `3 of 10`."""

    accessible_role: Final = QAccessible.Role.Graphic

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme = make.theme
        self._number, self._unit = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, number: str, unit: str) -> None:
        """Show another one."""
        if (number, unit) != (self._number, self._unit):
            # As wide for one digit as for another, so that nothing beside it moves.
            same_room = len(number) == len(self._number) and unit == self._unit
            self._number, self._unit = number, unit
            if not same_room:
                self.updateGeometry()
            self.update()

    @property
    def descent(self) -> int:
        """How far the line reaches below the one that it is written on."""
        return QFontMetrics(self._theme.font("figure")).descent()

    def sizeHint(self) -> QSize:
        """The number, a gap, and the unit."""
        large = QFontMetrics(self._theme.font("figure"))
        width = self._number_px() + self._gap()
        return QSize(width + self._unit_px() + 2, large.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write both on one line."""
        painter = QPainter(self)
        base = self.height() - self.descent
        painter.setFont(self._theme.font("figure"))
        painter.setPen(self._theme.colour("ink"))
        painter.drawText(QPointF(0, base), self._number)
        painter.setFont(self._theme.font("lead"))
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(QPointF(self._number_px() + self._gap(), base), self._unit)

    def _gap(self) -> int:
        return self._theme.px(8) if self._unit else 0

    def _number_px(self) -> int:
        widest = "".join("0" if one.isdigit() else one for one in self._number)
        return QFontMetrics(self._theme.font("figure")).horizontalAdvance(widest)

    def _unit_px(self) -> int:
        return QFontMetrics(self._theme.font("lead")).horizontalAdvance(self._unit)
