"""The soft shadow on the floor under whatever of the body is near it."""

from collections.abc import Sequence
from functools import cache
from math import hypot
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QRadialGradient, QTransform

from posture_app.body.geometry import ORIGIN, Vector, add, scaled, sub, turned
from posture_app.body.positions import SEAT_M
from posture_app.body.props import PlacedProp
from posture_app.body.skeleton import INDEX, Frames
from posture_app.ui.figure.layers import Grid
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.view import FigureCamera

_REACH_M: Final = 0.16
_SOFT: Final = 1.3
"""How far a soft disc reaches that stands for one of radius 1."""
_SOFT_PLACE: Final = QRectF(-_SOFT, -_SOFT, 2 * _SOFT, 2 * _SOFT)


class _Shade(NamedTuple):
    """What one segment throws: an ellipse around a place in its frame, and along its length.

    From above a shade is no wider than what throws it; from the side that would hardly be seen.
    """

    segment: int
    middle: Vector
    along: Vector
    half_width_m: float
    from_side_m: float


_SHADES: Final = (
    _Shade(INDEX["pelvis"], ORIGIN, ORIGIN, 0.19, 0.19),
    _Shade(INDEX["lumbar"], ORIGIN, ORIGIN, 0.17, 0.17),
    _Shade(INDEX["thorax"], ORIGIN, ORIGIN, 0.20, 0.20),
    _Shade(INDEX["head"], (0.0, 0.07, 0.0), ORIGIN, 0.085, 0.11),
    *(
        _Shade(INDEX[f"{side}_{name}"], middle, along, across, from_side)
        for side in ("right", "left")
        for name, middle, along, across, from_side in (
            ("foot", (0.0, -0.04, 0.05), (0.0, -0.03, 0.10), 0.035, 0.12),
            ("shank", (0.0, -0.18, 0.0), (0.0, 0.16, 0.0), 0.040, 0.09),
            ("hand", (0.0, -0.08, 0.0), (0.0, 0.09, 0.0), 0.030, 0.08),
        )
    ),
)
_FROM_ABOVE: Final = (0.2, 0.5)
"""The sine of how far from above one looks down: from the first on shades are narrower, and from
the second on as wide as what throws them."""
_LYING_M: Final = 0.04
_RISEN: Final = 0.67
"""What lies on the floor throws its shade so much nearer to itself than straight below it."""

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
    low, high = _FROM_ABOVE
    above = min(1.0, max(0.0, (view.near[1] - low) / (high - low)))
    own = painter.transform()
    if grid:
        # Its edge is soft anyway, and what is turned takes three times as long with smooth edges.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for shade in _SHADES:
        height = max(0.0, frames.places[shade.segment][1] - 0.06)
        if height > _REACH_M:
            continue
        painter.setOpacity(opacity * 0.16 * (1 - height / _REACH_M))
        painter.setTransform(_laid(shade, frames, view, squash, above) * own)
        if grid:
            painter.drawImage(_SOFT_PLACE, _soft_disc(palette.shadow))
        else:
            painter.drawPath(_disc())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(own)
    painter.setOpacity(opacity)


def _laid(
    shade: _Shade, frames: Frames, view: FigureCamera, squash: float, above: float
) -> QTransform:
    """From a circle of radius 1 to a shade on the floor, in the picture.

    Args:
        shade: Which.
        frames: The body.
        view: The camera.
        squash: How high what is deep is in the picture.
        above: How much one looks from above, 0 to 1.
    """
    wide = shade.from_side_m + above * (shade.half_width_m - shade.from_side_m)
    at = frames.places[shade.segment]
    ax = ay = 0.0
    if above and shade.along != ORIGIN:
        dx, _, dz = turned(frames.turns[shade.segment], shade.along)
        rx, _, rz = view.right
        ax, ay = above * (rx * dx + rz * dz), above * (rx * dz - rz * dx)
    if above:
        middle = frames.point(shade.segment, shade.middle)
        at = add(at, scaled(sub(middle, at), above))
    px, py = view.spot((at[0], above * _RISEN * min(max(0.0, at[1]), _LYING_M), at[2]))
    along = hypot(ax, ay)
    ux, uy = (ax / along, ay / along) if along else (1.0, 0.0)
    long, wide = 1.25 * max(along, wide) * view.scale, 1.25 * wide * view.scale
    return QTransform(long * ux, squash * long * uy, -wide * uy, squash * wide * ux, px, py)


def paint_on_seat(
    painter: QPainter,
    frames: Frames,
    view: FigureCamera,
    palette: FigurePalette,
    things: Sequence[PlacedProp],
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
