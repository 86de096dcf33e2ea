"""The soft shadow on the floor under whatever of the body is near it."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QRadialGradient, QTransform

from posture_app.body.positions import SEAT_M
from posture_app.body.props import Thing
from posture_app.body.skeleton import INDEX, Frames
from posture_app.ui.figure.layers import Grid
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.view import FigureCamera

_REACH_M: Final = 0.16
_SOFT: Final = 1.3
"""How far a soft disc reaches that stands for one of radius 1."""
_DISCS: Final = tuple(
    (INDEX[name], radius)
    for name, radius in (
        ("pelvis", 0.19),
        ("lumbar", 0.17),
        ("thorax", 0.20),
        ("head", 0.11),
        *(
            (f"{side}_{name}", radius)
            for side in ("right", "left")
            for name, radius in (("foot", 0.12), ("shank", 0.09), ("hand", 0.08))
        ),
    )
)

_SEATED_M: Final = 0.16
"""The hips of one who sits lie no higher above a seat."""
_ON_SEAT_M: Final = 0.20
_AHEAD_M: Final = 0.05
_ON_SEAT: Final = 0.30


def paint_shadow(
    painter: QPainter, frames: Frames, view: FigureCamera, palette: FigurePalette, grid: Grid | None
) -> None:
    """Paint it; on paper its edge is not soft."""
    opacity = painter.opacity()
    painter.setBrush(QColor(palette.shadow))
    squash = max(0.10, view.near[1])
    for segment, radius in _DISCS:
        x, y, z = frames.places[segment]
        height = max(0.0, y - 0.06)
        if height > _REACH_M:
            continue
        painter.setOpacity(opacity * 0.16 * (1 - height / _REACH_M))
        px, py = view.spot((x, 0.0, z))
        width = 1.25 * radius * view.scale
        if grid:
            across, down = _SOFT * width, _SOFT * width * squash
            place = QRectF(px - across, py - down, 2 * across, 2 * down)
            painter.drawImage(place, _soft_disc(palette.shadow))
        else:
            painter.drawPath(QTransform(width, 0, 0, width * squash, px, py).map(_disc()))
    painter.setOpacity(opacity)


def paint_on_seat(
    painter: QPainter,
    frames: Frames,
    view: FigureCamera,
    palette: FigurePalette,
    things: Sequence[Thing],
) -> None:
    """Paint the soft shadow under who sits, if there is a chair, which has been painted before."""
    x, y, z = frames.places[INDEX["pelvis"]]
    sits = 0 < y - SEAT_M < _SEATED_M
    if not sits or all(thing.kind != "chair" for thing in things):
        return
    opacity = painter.opacity()
    painter.setOpacity(opacity * _ON_SEAT)
    px, py = view.spot((x, SEAT_M, z + _AHEAD_M))
    across = _ON_SEAT_M * view.scale
    down = across * max(0.08, view.near[1])
    place = QRectF(px - across, py - down, 2 * across, 2 * down)
    painter.drawImage(place, _soft_disc(palette.shadow))
    painter.setOpacity(opacity)


@cache
def _disc() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(), 1.0, 1.0)
    return path


@cache
def _soft_disc(colour: str) -> QImage:
    size = 192
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    gradient = QRadialGradient(size / 2, size / 2, size / 2)
    for share, opacity in ((0.0, 1.0), (0.5, 1.0), (0.65, 0.85), (0.78, 0.5), (0.9, 0.14), (1, 0)):
        tone = QColor(colour)
        tone.setAlphaF(opacity)
        gradient.setColorAt(share, tone)
    painter = QPainter(image)
    painter.fillRect(image.rect(), gradient)
    painter.end()
    return image
