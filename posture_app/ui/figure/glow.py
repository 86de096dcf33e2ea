"""Muscles that work or lengthen, as soft strokes on the skin that faces the camera."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from posture_app.body.geometry import dot, turned, unit
from posture_app.body.muscles import Strip
from posture_app.body.skeleton import Frames
from posture_app.ui.figure.view import View


@dataclass(frozen=True, slots=True)
class Glow:
    """A muscle to show: a soft stroke in the picture's pixels, on one part of the body."""

    path: QPainterPath
    width: float
    colour: QColor
    part: str


def glows_of(strips: Iterable[Strip], colour: str, frames: Frames, view: View) -> Iterator[Glow]:
    """The strokes of those muscles that are seen from here; at the edge of sight they fade."""
    for strip in strips:
        outward = turned(frames.turns[strip.spots[0].segment], unit(strip.outward))
        facing = dot(outward, view.near)
        if facing < -0.05:
            continue
        tone = QColor(colour)
        tone.setAlphaF(min(1.0, (facing + 0.05) / 0.35))
        spots = [
            QPointF(*view.spot(frames.point(spot.segment, spot.point))) for spot in strip.spots
        ]
        yield Glow(_curve(spots), strip.width_m * view.scale, tone, strip.part)


def paint_glow(painter: QPainter, glow: Glow) -> None:
    """Three strokes, each narrower and stronger, look soft and stay vectors."""
    for share, alpha in ((1.0, 0.20), (0.68, 0.26), (0.36, 0.42)):
        colour = QColor(glow.colour)
        colour.setAlphaF(glow.colour.alphaF() * alpha)
        pen = QPen(colour, glow.width * share)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(glow.path, pen)


def _curve(spots: list[QPointF]) -> QPainterPath:
    """A smooth line through some points (Catmull-Rom, as cubic curves)."""
    path = QPainterPath(spots[0])
    last = len(spots) - 1
    for index in range(last):
        a, b = spots[index], spots[index + 1]
        before = spots[index - 1] if index else a
        after = spots[index + 2] if index + 1 < last else b
        path.cubicTo(a + (b - before) / 6, b - (after - a) / 6, b)
    return path
