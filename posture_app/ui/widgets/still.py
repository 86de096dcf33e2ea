"""Stills: what stands for an exercise where there is no room, or no need, for a moving figure.

`Pictogram` is drawn from the start position alone and serves until a page is given a factory that
knows the exercise's own poses. `StillCache` turns whatever a factory makes into pictures for lists.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.library.model import Exercise, Position
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.paint import tile
from posture_app.words.catalogue import _

StillFactory = Callable[[WidgetFactory, Exercise], QWidget]

# Head (x, y) and limbs as polylines on a grid of 100 by 100.
_Drawing = tuple[tuple[float, float], tuple[tuple[tuple[float, float], ...], ...]]
_SITTING: Final[_Drawing] = (
    (46, 22),
    (
        ((46, 32), (46, 60), (68, 60), (68, 84)),
        ((46, 40), (56, 52), (66, 54)),
        ((30, 62), (30, 84)),
    ),
)
_STANDING: Final[_Drawing] = (
    (50, 17),
    (((50, 27), (50, 54), (45, 86)), ((50, 54), (56, 86)), ((50, 33), (42, 46), (43, 58))),
)
_DRAWINGS: Final[Mapping[Position, _Drawing]] = {
    "sitting": _SITTING,
    "long_sitting": ((34, 34), (((34, 44), (36, 76), (84, 76)), ((34, 50), (48, 64), (60, 72)))),
    "standing": _STANDING,
    "standing_at_wall": (
        (46, 17),
        (((46, 27), (44, 54), (50, 86)), ((45, 34), (60, 36), (72, 28)), ((76, 10), (76, 88))),
    ),
    "hook_lying": (
        (16, 68),
        (((26, 72), (56, 74), (70, 48), (82, 76)), ((30, 74), (48, 80))),
    ),
    "supine": ((14, 70), (((24, 73), (88, 75)), ((30, 74), (50, 80)))),
    "prone": ((14, 68), (((24, 72), (88, 76)), ((28, 72), (20, 80), (10, 80)))),
    "side_lying": ((14, 66), (((24, 70), (54, 74), (70, 62), (86, 76)), ((30, 72), (44, 60)))),
    "quadruped": (
        (20, 44),
        (((30, 48), (66, 48), (68, 80), (84, 80)), ((32, 49), (32, 80))),
    ),
    "kneeling": ((48, 26), (((48, 36), (48, 58), (50, 82), (70, 82)), ((48, 42), (42, 56)))),
    "half_kneeling": (
        (44, 24),
        (((44, 34), (44, 56), (64, 58), (64, 82)), ((44, 56), (42, 82), (24, 82))),
    ),
}
_FLOOR_Y: Final = 88.0


class Pictogram(QWidget):
    """A quiet drawing of an exercise's start position."""

    accessible_role: Final = QAccessible.Role.Graphic

    def __init__(self, make: WidgetFactory, exercise: Exercise) -> None:
        super().__init__()
        self._theme = make.theme
        self._position: Position = exercise.position
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Start position of {name}").format(name=exercise.name))

    def sizeHint(self) -> QSize:
        """As large as it is given."""
        return QSize(self._theme.px(96), self._theme.px(96))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tile, the floor and the person."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        tile(painter, rect, self._theme.colour("tile"))
        colours = tokens.on_tile(self._theme.palette)
        side = min(rect.width(), rect.height())
        painter.translate((rect.width() - side) / 2, (rect.height() - side) / 2)
        painter.scale(side / 100, side / 100)
        painter.setPen(QPen(QColor(colours.line), 1.6))
        painter.drawLine(QPointF(8, _FLOOR_Y), QPointF(92, _FLOOR_Y))
        pen = QPen(QColor(colours.accent), 6.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        head, limbs = _figure(self._position)
        painter.drawPath(limbs)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(head, 7.5, 7.5)


class StillCache(QObject):
    """Pictures of stills for lists, made one after another when the event loop is idle.

    Signals:
        ready: A picture that was asked for is there; ask again when painting.
    """

    ready = Signal()

    def __init__(self, make: WidgetFactory, factory: StillFactory, parent: QObject) -> None:
        super().__init__(parent)
        self._make, self._factory = make, factory
        self._pictures: dict[tuple[str, int, int, float], QPixmap] = {}
        self._wanted: dict[tuple[str, int, int, float], Exercise] = {}
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._make_next)
        make.theme.changed.connect(self.forget)

    def picture(self, exercise: Exercise, size: QSize, ratio: float) -> QPixmap | None:
        """The picture of an exercise, or None if it is still to be made."""
        key = exercise.id, size.width(), size.height(), ratio
        found = self._pictures.get(key)
        if found is None:
            self._wanted[key] = exercise
            self._idle.start()
        return found

    @Slot()
    def forget(self) -> None:
        """Throw the pictures away: the colours or the library are others now."""
        self._pictures.clear()

    @Slot()
    def _make_next(self) -> None:
        if not self._wanted:
            self._idle.stop()
            return
        key = next(iter(self._wanted))
        self._pictures[key] = self._drawn(self._wanted.pop(key), *key[1:])
        if not self._wanted:
            self._idle.stop()
        self.ready.emit()

    def _drawn(self, exercise: Exercise, width: int, height: int, ratio: float) -> QPixmap:
        still = self._make(self._factory, exercise)
        still.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        still.resize(width, height)
        picture = QPixmap(round(width * ratio), round(height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        still.render(picture)
        still.deleteLater()
        return picture


@cache
def _figure(position: Position) -> tuple[QPointF, QPainterPath]:
    head, limbs = _DRAWINGS[position]
    path = QPainterPath()
    for limb in limbs:
        path.moveTo(QPointF(*limb[0]))
        for point in limb[1:]:
            path.lineTo(QPointF(*point))
    return QPointF(*head), path
