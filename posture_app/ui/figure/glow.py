"""How muscles look that work or lengthen: told apart by colour and by the direction of their lines.

What works is solid, with darker lines along its fibres; what is stretched is solid with pale
hatching across them. What lies deep is pale within a dashed outline.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from posture_app.body.geometry import dot, turned, unit
from posture_app.body.muscles import Strip
from posture_app.body.skeleton import Frames
from posture_app.ui.figure.layers import Grid, Layer, layer_of
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.silhouette import chain
from posture_app.ui.figure.view import View
from posture_app.ui.theme import tokens

Role = Literal["works", "lengthens"]
_NEAREST_PX: Final[dict[Role, float]] = {"works": 4.0, "lengthens": 5.0}
"""Lines lie no nearer to each other than this."""
_LEAST_SCALE: Final = 110.0
"""On a figure smaller than so many pixels a metre no lines are drawn."""
_PALE: Final = "#ffffff"


@dataclass(frozen=True)
class PatchLook:
    """How a muscle is painted.

    Attributes:
        fill: What it is filled with.
        outline: Around it.
        lines: Along its fibres or across them.
        casing: Below the outline: where the skin is dark, or another muscle may lie below.
    """

    fill: QColor
    outline: QPen
    lines: QPen
    casing: QPen | None


@lru_cache(maxsize=64)
def look_of(role: Role, palette: FigurePalette, *, deep: bool) -> PatchLook:
    """How a muscle of this role is painted in a palette."""
    colour = QColor(palette.strength if role == "works" else palette.stretch)
    edge = colour.darker(130)
    casing = None
    if tokens.contrast(colour.name(), palette.skin) < tokens.CONTROL:
        casing = _pen(QColor(_PALE), 3.6)
    if deep:
        fill = QColor(colour)
        fill.setAlphaF(0.30)
        dashed = _pen(edge, 1.8)
        dashed.setDashPattern([2.6, 1.8])
        dashed.setCapStyle(Qt.PenCapStyle.FlatCap)
        return PatchLook(fill, dashed, _pen(edge, 1.0), _pen(QColor(_PALE), 3.2))
    if role == "works":
        return PatchLook(colour, _pen(edge, 1.2), _pen(colour.darker(165), 1.0), casing)
    return PatchLook(colour, _pen(edge, 1.2), _pen(_mixed(colour, QColor(_PALE), 0.8), 1.4), casing)


def line_step(role: Role, gap_m: float, scale: float) -> int:
    """Every how many of a muscle's lines are drawn at so many pixels a metre; 0: none of them."""
    if scale < _LEAST_SCALE:
        return 0
    return max(1, ceil(_NEAREST_PX[role] / (gap_m * scale)))


def paint_patch(
    painter: QPainter, outline: QPainterPath, lines: QPainterPath, look: PatchLook
) -> None:
    """Paint what is seen of a muscle.

    Args:
        painter: Where to.
        outline: Closed loops around it.
        lines: Its lines, as open ones.
        look: From `look_of`.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if look.casing is not None:
        painter.strokePath(outline, look.casing)
    painter.fillPath(outline, look.fill)
    painter.strokePath(lines, look.lines)
    painter.strokePath(outline, look.outline)


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _mixed(colour: QColor, other: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        colour.redF() + share * (other.redF() - colour.redF()),
        colour.greenF() + share * (other.greenF() - colour.greenF()),
        colour.blueF() + share * (other.blueF() - colour.blueF()),
    )


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
