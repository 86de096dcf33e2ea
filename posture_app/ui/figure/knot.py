"""The knot of hair as a ball: a coarse mesh has so few triangles of it that it would be a cone."""

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from posture_app.ui.figure.contours import Floats
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Indices, Topology, distinct

_POINTS: Final = 28
_AWAY: Final = (0.63, 0.78)
"""Away from the light, to the right and down."""
_TERMINATOR: Final = 0.3
"""Light ends where a circle around the ball is seen so flat."""
_TURNS: Final = np.linspace(0, 2 * np.pi, _POINTS, endpoint=False)
_ROUND: Final = np.stack((np.cos(_TURNS), np.sin(_TURNS))).astype(np.float32)


class _Ball(NamedTuple):
    """Its vertices, and how large it is."""

    vertices: Indices
    radius_m: float


class Disc(NamedTuple):
    """The ball in the picture: its middle and its radius in pixels."""

    x: float
    y: float
    radius: float

    def around(self, wider_px: float) -> tuple[Floats, Floats]:
        """Points around it, so many pixels farther out."""
        radius = np.float32(self.radius + wider_px)
        return self.x + radius * _ROUND[0], self.y + radius * _ROUND[1]

    def shade(self) -> tuple[Floats, Floats]:
        """Points around what of it lies in shade."""
        along, aside = _ROUND
        along = np.where(along < 0, np.float32(-_TERMINATOR) * along, along)
        a, b = _AWAY
        x, y = a * along - b * aside, b * along + a * aside
        return self.x + np.float32(self.radius) * x, self.y + np.float32(self.radius) * y


@lru_cache(maxsize=4)
def _ball_of(topology: Topology) -> _Ball:
    mesh = topology.mesh
    knot = mesh.triangles[mesh.part == mesh.parts.index("knot")]
    vertices, _ = distinct(knot.reshape(-1))
    sizes = mesh.rest[vertices].max(axis=0) - mesh.rest[vertices].min(axis=0)
    return _Ball(vertices.astype(np.int32), float(sizes.mean()) / 2)


@lru_cache(maxsize=4)
def tied_of(topology: Topology) -> Indices:
    """The triangles of the knot that touch the head: the ball leaves corners open between them."""
    names = topology.mesh.parts
    (first, last), head = (topology.ranges[names.index(name)] for name in ("knot", "head"))
    on_head = np.zeros(topology.vertex_count, bool)
    on_head[topology.corners[:, slice(*head)]] = True
    touching = on_head[topology.corners[:, first:last]].any(axis=0)
    return (first + np.nonzero(touching)[0]).astype(np.int32)


def knot_of(projection: Projection) -> Disc:
    """The knot of a mesh that has one, when its part has been placed."""
    vertices, radius_m = _ball_of(projection.topology)
    x, y = projection.x[vertices], projection.y[vertices]
    middle_x, middle_y = (float(one.min() + one.max()) / 2 for one in (x, y))
    return Disc(middle_x, middle_y, radius_m * projection.view.scale)
