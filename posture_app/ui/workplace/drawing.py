"""A drawing of a workplace, with what is meant marked on it."""

from dataclasses import replace
from math import atan2, cos, hypot, inf, sin
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.body.geometry import Vector
from posture_app.body.props import Box, PlacedProp
from posture_app.journal.workplace import WorkplaceKey
from posture_app.library.model import Diagram
from posture_app.preferences import FigureAppearance
from posture_app.ui.figure.extent import surface
from posture_app.ui.figure.painter import paint_figure
from posture_app.ui.figure.palette import FigurePalette, figure_palette
from posture_app.ui.figure.props import PropPainter
from posture_app.ui.figure.scene import WHOLE_BODY
from posture_app.ui.figure.view import FigureCamera, looking
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.paint import rounded
from posture_app.ui.workplace.scenery import (
    MARKS,
    Drawn,
    EllipseMark,
    Scenery,
    SceneryMark,
    scenery,
)
from posture_app.words import workplace as words

_SIZE: Final = QSize(460, 372)
_MOST_TIMES: Final = 1.4
"""How much the drawing grows with the text, so that the text keeps its room."""
_MARGIN_PX: Final = 18
_LINE_PX: Final = 3.0
_HALO_PX: Final = 7.0
_TIP_PX: Final = 11.0
_ARMS_FROM_M: Final = 0.18
"""Seen from above, what is farther from the middle than this are arms, and not the legs."""


class WorkplaceDrawing(QWidget):
    """One workplace, which a screen reader hears described."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, make: WidgetFactory, name: str = "workplace-drawing") -> None:
        super().__init__()
        self._theme = make.theme
        self._drawn: Drawn = "desk"
        self._marks: tuple[SceneryMark, ...] = ()
        self._picture: QPixmap | None = None
        self._largest_px = _SIZE.width()
        self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        make.theme.changed.connect(self._draw_anew)
        self.show_diagram("desk")

    @property
    def drawn(self) -> Drawn:
        """Which workplace is drawn."""
        return self._drawn

    @property
    def marks(self) -> tuple[SceneryMark, ...]:
        """What is marked on it."""
        return self._marks

    def show_diagram(self, diagram: Diagram) -> None:
        """Draw a workplace as it should be."""
        self._take(diagram, (), words.diagram(diagram))

    def show_item(self, key: WorkplaceKey) -> None:
        """Draw what a question is about, marked."""
        drawn, marks = MARKS[key]
        self._take(drawn, marks, words.marked(key))

    def set_largest(self, width_px: int) -> None:
        """Let the drawing be no wider than this, at usual text."""
        if width_px != self._largest_px:
            self._largest_px = width_px
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the lower."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """In the shape of the drawing, up to its largest size."""
        most = self.largest_size()
        return round(min(width, most.width()) * most.height() / most.width())

    def largest_size(self) -> QSize:
        """As large as is of use."""
        times = min(self._theme.px(100) / 100, _MOST_TIMES)
        return _SIZE * (times * self._largest_px / _SIZE.width())

    def sizeHint(self) -> QSize:
        """As large as is of use."""
        return self.largest_size()

    def minimumSizeHint(self) -> QSize:
        """Small, but everything is still told apart."""
        return QSize(160, self.heightForWidth(160))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the drawing to the new size."""
        super().resizeEvent(event)
        self._picture = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lay the drawing on its ground, and the marks over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, QRectF(self.rect()), tokens.RADIUS_M, self._theme.colour("sunken"))
        scene = scenery(self._drawn)
        view = view_of(scene, QRectF(self.rect()))
        if self._picture is None:
            self._picture = self._painted(scene, view)
        painter.drawPixmap(0, 0, self._picture)
        for mark in self._marks:
            self._paint_mark(painter, mark, view)
        painter.end()

    def _take(self, drawn: Drawn, marks: tuple[SceneryMark, ...], said: str) -> None:
        if drawn != self._drawn:
            self._picture = None
        self._drawn, self._marks = drawn, marks
        self.setAccessibleName(said)
        self.update()

    @Slot()
    def _draw_anew(self) -> None:
        self._picture = None
        self.updateGeometry()
        self.update()

    def _painted(self, scene: Scenery, view: FigureCamera) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        palette = figure_palette(self._theme.palette)
        device = palette.prop if palette.bold else self._theme.palette.scroll
        paint_scenery(painter, scene, view, palette, device, self._theme.figure)
        painter.end()
        return picture

    def _paint_mark(self, painter: QPainter, mark: SceneryMark, view: FigureCamera) -> None:
        if isinstance(mark, EllipseMark):
            line = QPainterPath()
            centre = QPointF(*view.spot(mark.centre))
            line.addEllipse(centre, mark.across_m * view.scale, mark.up_m * view.scale)
            tips: list[QPolygonF] = []
        else:
            first, last = QPointF(*view.spot(mark.first)), QPointF(*view.spot(mark.last))
            line = QPainterPath(first)
            line.lineTo(last)
            tips = [_tip(first, last), *([_tip(last, first)] if mark.both else [])]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (("surface", _HALO_PX), ("accent", _LINE_PX)):
            pen = QPen(self._theme.colour(colour), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPath(line)
            for tip in tips:
                painter.drawPolyline(tip)


def paint_scenery(
    painter: QPainter,
    scene: Scenery,
    view: FigureCamera,
    palette: FigurePalette,
    device: str,
    appearance: FigureAppearance,
) -> None:
    """Paint a workplace from what is farthest to what is nearest.

    Args:
        painter: Where to.
        scene: What to paint.
        view: From where it is seen.
        palette: The colours.
        device: The colour of what stands on the desk.
        appearance: Whom to show.
    """
    devices = replace(palette, prop=device)
    _paint_things(painter, view, palette, scene.furniture)
    if not scene.is_from_above:
        _paint_things(painter, view, devices, scene.devices)
    paint_figure(painter, scene.frames, view, palette, appearance=appearance)
    _paint_things(painter, view, palette, scene.before)
    if scene.is_from_above:
        _paint_things(painter, view, devices, scene.devices)
        _paint_arms(painter, scene, view, palette, appearance)


def view_of(scene: Scenery, rect: QRectF) -> FigureCamera:
    """The camera of a workplace, which fills a rectangle."""
    view = looking(scene.yaw_deg, scene.pitch_deg)
    points: list[Vector] = [
        corner
        for thing in (*scene.furniture, *scene.devices, *scene.before)
        for shape in thing.shapes
        if isinstance(shape, Box)
        for corner in shape.corners()
    ]
    reach = np.concatenate((np.array(points, np.float32), surface(scene.frames, WHOLE_BODY)))
    xs, ys = reach @ np.array(view.right, np.float32), reach @ -np.array(view.up, np.float32)
    left, right, top, bottom = (float(one) for one in (xs.min(), xs.max(), ys.min(), ys.max()))
    inner = rect.adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
    scale = min(inner.width() / (right - left), inner.height() / (bottom - top))
    return replace(
        view,
        scale=scale,
        x=rect.center().x() - scale * (left + right) / 2,
        y=rect.center().y() - scale * (top + bottom) / 2,
        frame=(rect.left(), rect.top(), rect.right(), rect.bottom()),
    )


def _paint_things(
    painter: QPainter, view: FigureCamera, palette: FigurePalette, things: tuple[PlacedProp, ...]
) -> None:
    PropPainter(painter, view, palette, things).paint_behind(inf)


def _paint_arms(
    painter: QPainter,
    scene: Scenery,
    view: FigureCamera,
    palette: FigurePalette,
    appearance: FigureAppearance,
) -> None:
    """The arms once more, as they lie on the desk that covers the legs."""
    painter.save()
    middle, _y = view.spot((0.0, 0.0, 0.0))
    from_px, far_px = _ARMS_FROM_M * view.scale, 10 * view.scale
    arms = QPainterPath()
    for left in (middle - far_px, middle + from_px):
        arms.addRect(QRectF(left, -far_px, far_px - from_px, 3 * far_px))
    painter.setClipPath(arms, Qt.ClipOperation.IntersectClip)
    no_shadow = replace(palette, shadow=palette.prop)
    paint_figure(painter, scene.frames, view, no_shadow, appearance=appearance)
    painter.restore()


def _tip(first: QPointF, last: QPointF) -> QPolygonF:
    """The two strokes at the end of a line."""
    way = last - first
    turn, size = atan2(way.y(), way.x()), min(_TIP_PX, hypot(way.x(), way.y()) / 2)
    ends = [
        last - QPointF(size * cos(turn + side), size * sin(turn + side)) for side in (0.5, -0.5)
    ]
    return QPolygonF([ends[0], last, ends[1]])
