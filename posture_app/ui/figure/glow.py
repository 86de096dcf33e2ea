"""Muscles that work or lengthen, as soft spindles on the skin that faces the camera."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from posture_app.body.geometry import dot, turned, unit
from posture_app.body.muscles import Strip
from posture_app.body.skeleton import Frames
from posture_app.ui.figure.layers import Grid, Layer, layer_of
from posture_app.ui.figure.silhouette import chain
from posture_app.ui.figure.view import View

_LAYERS: Final = ((1.0, 0.45), (0.62, 0.9))
"""How wide each layer is, and how opaque: laid over each other they look soft."""
_CORNERS: Final = 10
_FINE: Final = 12.0
"""Parts of a pixel."""


@dataclass(frozen=True)
class Glow:
    """A muscle to show, on one part of the body: circles along it, in the picture's pixels.

    `depths` says how near each circle is to the camera, in metres.
    """

    circles: tuple[tuple[float, float, float], ...]
    colour: QColor
    part: str
    depths: tuple[float, ...]

    @cached_property
    def place(self) -> tuple[int, ...]:
        """Equal for two whose difference nobody would see."""
        numbers = (round(_FINE * number) for circle in self.circles for number in circle)
        return (*numbers, self.colour.rgb(), self.colour.alpha() // 2)

    def reaches(self, place: QRectF, depth: float) -> bool:
        """Whether a circle lies over a rectangle and no farther than a depth in metres."""
        return any(
            near >= depth and place.intersects(QRectF(x - r, y - r, 2 * r, 2 * r))
            for (x, y, r), near in zip(self.circles, self.depths, strict=True)
        )

    @cached_property
    def rect(self) -> QRectF:
        """What it lies in."""
        return QRectF(
            QPointF(min(x - r for x, _, r in self.circles), min(y - r for _, y, r in self.circles)),
            QPointF(max(x + r for x, _, r in self.circles), max(y + r for _, y, r in self.circles)),
        )


def glows_of(strips: Iterable[Strip], colour: str, frames: Frames, view: View) -> Iterator[Glow]:
    """The muscles that are seen from here; at the edge of sight they fade."""
    for strip in strips:
        outward = turned(frames.turns[strip.spots[0].segment], unit(strip.outward))
        facing = dot(outward, view.near)
        if facing < -0.05:
            continue
        tone = QColor(colour)
        tone.setAlphaF(min(1.0, (facing + 0.05) / 0.35))
        last = len(strip.spots) - 1
        half = strip.width_m * view.scale / 2
        points = [frames.point(spot.segment, spot.point) for spot in strip.spots]
        circles = tuple(
            (*view.spot(point), half * (0.55 if index in {0, last} else 1.0))
            for index, point in enumerate(points)
        )
        yield Glow(circles, tone, strip.part, tuple(view.depth(point) for point in points))


def paint_glow(painter: QPainter, glow: Glow) -> None:
    """Paint one muscle."""
    colour = QColor(glow.colour)
    for share, alpha in _LAYERS:
        colour.setAlphaF(glow.colour.alphaF() * alpha)
        painter.fillPath(_spindle(glow, share), colour)


def glow_layer(glow: Glow, grid: Grid) -> Layer:
    """One muscle as a layer, which looks the same."""

    def paint(into: QPainter) -> None:
        into.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        colour = QColor(glow.colour)
        clear = 1.0
        for share, alpha in _LAYERS:
            clear *= 1 - glow.colour.alphaF() * alpha
            colour.setAlphaF(1 - clear)
            into.fillPath(_spindle(glow, share), colour)

    return layer_of(grid, glow.rect, paint)


def _spindle(glow: Glow, share: float) -> QPainterPath:
    circles = [(x, y, radius * share) for x, y, radius in glow.circles]
    path, *others = chain(circles, 0.0, _CORNERS)[0]
    for other in others:
        path.addPath(other)
    return path
