"""The outlines of the body's volume in a picture.

An ellipsoid looks like an ellipse to an orthographic camera. The hull of several is found by
asking in a ring of directions which of them reaches farthest, so every hull turns the same way
round, and a path of many hulls filled by the winding rule is their union without computing it.
"""

from functools import cache
from math import cos, pi, sin, sqrt
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from posture_app.body.geometry import turned_back
from posture_app.body.skeleton import Frames
from posture_app.body.volumes import ELLIPSOIDS, Skin, centre_of
from posture_app.ui.figure.view import View

Ring = tuple[list[float], list[QPointF], list[QPointF]]
"""For each direction how far an ellipse reaches, where, and where its outline does."""

COARSE: Final = 14
FINE: Final = 24


@cache
def _directions(count: int) -> tuple[tuple[float, float], ...]:
    return tuple((cos(2 * pi * k / count), sin(2 * pi * k / count)) for k in range(count))


class Silhouette:
    """The outlines of one set of frames in one view; rings are made when first asked for.

    Args:
        frames: Where the segments are.
        view: From where they are seen.
        outline: How far the outline stands off, in pixels.
    """

    def __init__(self, frames: Frames, view: View, outline: float) -> None:
        self._frames = frames
        self._view = view
        self._outline = outline
        self._rings: dict[tuple[int, int], Ring] = {}
        self._axes: dict[int, tuple[float, ...]] = {}

    def path(self, skins: tuple[Skin, ...], corners: int, *, outer: bool = False) -> QPainterPath:
        """The union of some skins, or of their outlines, with so many corners each."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for skin in skins:
            path.addPolygon(self._hull(skin.over, corners, outer=outer))
        return path

    def _hull(self, numbers: tuple[int, ...], corners: int, *, outer: bool) -> QPolygonF:
        rings = [
            self._rings.get((number, corners)) or self._ring(number, corners) for number in numbers
        ]
        spots = [ring[2] if outer else ring[1] for ring in rings]
        if len(rings) == 1:
            return QPolygonF(spots[0])
        if len(rings) == 2:
            pairs = zip(rings[0][0], rings[1][0], *spots, strict=True)
            return QPolygonF([p if i > j else q for i, j, p, q in pairs])
        triples = zip(*(ring[0] for ring in rings), *spots, strict=True)
        return QPolygonF(
            [(p if i > k else r) if i > j else (q if j > k else r) for i, j, k, p, q, r in triples]
        )

    def _ring(self, number: int, corners: int) -> Ring:
        ellipsoid = ELLIPSOIDS[number]
        segment = ellipsoid.segment
        frames, view = self._frames, self._view
        axes = self._axes.get(segment)
        if axes is None:
            turn = frames.turns[segment]
            axes = (*turned_back(turn, view.right), *turned_back(turn, view.up))
            self._axes[segment] = axes
        rx, ry, rz, ux, uy, uz = axes
        a, b, c = ellipsoid.radii
        scale = view.scale * view.scale
        a, b, c = a * a * scale, b * b * scale, c * c * scale
        xx = a * rx * rx + b * ry * ry + c * rz * rz
        xy = a * rx * ux + b * ry * uy + c * rz * uz
        yy = a * ux * ux + b * uy * uy + c * uz * uz
        x, y = view.spot(frames.point(segment, centre_of(frames, ellipsoid)))
        off = self._outline
        reaches, points, outers = [], [], []
        for cosine, sine in _directions(corners):
            along, up = xx * cosine + xy * sine, xy * cosine + yy * sine
            size = sqrt(along * cosine + up * sine)
            px, py = x + along / size, y - up / size
            reaches.append(x * cosine - y * sine + size)
            points.append(QPointF(px, py))
            outers.append(QPointF(px + off * cosine, py - off * sine))
        ring = self._rings[number, corners] = reaches, points, outers
        return ring
