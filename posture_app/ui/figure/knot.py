"""The knot of hair: a flat coil. A coarse mesh has so few triangles of it that it would be a cone.

It is an ellipsoid of revolution, whose outline is an ellipse from every side, with the hair wound
around it as a line.
"""

from functools import lru_cache
from math import cos, radians, sin
from typing import Final, NamedTuple

import numpy as np

from posture_app.ui.figure.contours import Floats
from posture_app.ui.figure.indices import distinct
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Indices, Topology

_POINTS: Final = 28
_AWAY: Final = (0.63, 0.78)
"""Away from the light, to the right and down."""
_TERMINATOR: Final = 0.3
"""Light ends where a circle around the ball is seen so flat."""
_TURNS: Final = np.linspace(0, 2 * np.pi, _POINTS, endpoint=False)
_ROUND: Final = np.stack((np.cos(_TURNS), np.sin(_TURNS))).astype(np.float32)
_UP_DEG: Final = 50.0
"""How high the knot sits on the head, from straight behind to straight up."""
_OUT: Final = np.array((0.0, sin(radians(_UP_DEG)), -cos(radians(_UP_DEG))), np.float32)
_AROUND: Final = np.array(((1.0, 0.0, 0.0), (0.0, -_OUT[2], _OUT[1])), np.float32)
_WIDER: Final = 1.05
_SUNK_M: Final = 0.002
"""The coil is drawn so much wider along the head and so much deeper in it, to cover where the mesh
is cut for it."""
_WOUND: Final = 46
_WINDINGS: Final = 2.3
_FIRST_DEG, _LAST_DEG = -28.0, 74.0
"""From where to where the hair is wound, up from the knot's own equator."""
_LEAST_SEEN: Final = 0.12
_LEAST_OF_LINE: Final = 5


class _Coil(NamedTuple):
    """Its vertices, how far it reaches along the head and out of it, and the hair on it at rest."""

    vertices: Indices
    along_m: float
    out_m: float
    wound: Floats
    normals: Floats


class Disc(NamedTuple):
    """The knot in the picture.

    Attributes:
        x: Its middle.
        y: The same, down.
        axes: (2, 2): half its long and its short way, as columns, in pixels.
        lines: The hair that is seen on it: points, to the right and down.
    """

    x: float
    y: float
    axes: Floats
    lines: tuple[tuple[Floats, Floats], ...]

    def around(self, wider_px: float) -> tuple[Floats, Floats]:
        """Points around it, so many pixels farther out."""
        return self._placed(_ROUND, wider_px)

    def shade(self) -> tuple[Floats, Floats]:
        """Points around what of it lies in shade."""
        along, aside = _ROUND
        along = np.where(along < 0, np.float32(-_TERMINATOR) * along, along)
        away = np.array(_AWAY, np.float32)
        # The same on a round ball, which the axes then draw out.
        a, b = np.linalg.inv(self._unit) @ away
        return self._placed(np.stack((a * along - b * aside, b * along + a * aside)), 0.0)

    @property
    def _unit(self) -> Floats:
        found: Floats = self.axes / np.linalg.norm(self.axes, axis=0)
        return found

    def _placed(self, ball: Floats, wider_px: float) -> tuple[Floats, Floats]:
        x, y = (self.axes + np.float32(wider_px) * self._unit) @ ball
        return self.x + x, self.y + y


@lru_cache(maxsize=4)
def _coil_of(topology: Topology) -> _Coil:
    mesh = topology.mesh
    knot = mesh.triangles[mesh.part == mesh.parts.index("knot")]
    vertices, _ = distinct(knot.reshape(-1))
    places = mesh.rest[vertices]
    along_m = _WIDER * float(np.ptp(places[:, 0])) / 2
    out_m = float(np.ptp(places @ _OUT)) / 2
    turn = np.linspace(0, 2 * np.pi * _WINDINGS, _WOUND)
    up = np.radians(np.linspace(_FIRST_DEG, _LAST_DEG, _WOUND))
    ring = (np.cos(turn)[:, None] * _AROUND[0] + np.sin(turn)[:, None] * _AROUND[1]).T
    normals = ring * np.cos(up) / along_m + _OUT[:, None] * np.sin(up) / out_m
    normals /= np.linalg.norm(normals, axis=0)
    wound = ring * np.cos(up) * along_m + _OUT[:, None] * np.sin(up) * out_m
    return _Coil(
        vertices.astype(np.intp),
        along_m,
        out_m,
        wound.T.astype(np.float32),
        normals.T.astype(np.float32),
    )


@lru_cache(maxsize=4)
def tied_of(topology: Topology) -> Indices:
    """The triangles of the knot that touch the head: the coil leaves corners open between them."""
    names = topology.mesh.parts
    (first, last), head = (topology.ranges[names.index(name)] for name in ("knot", "head"))
    on_head = np.zeros(topology.vertex_count, bool)
    on_head[topology.corners[:, slice(*head)]] = True
    touching = on_head[topology.corners[:, first:last]].any(axis=0)
    return (first + np.nonzero(touching)[0]).astype(np.intp)


def knot_of(projection: Projection, *, wound: bool) -> Disc:
    """The knot of a mesh that has one, when its part has been placed.

    Args:
        projection: The mesh in the picture.
        wound: Whether the hair on it is wanted, too.
    """
    coil, scale = _coil_of(projection.topology), np.float32(projection.view.scale)
    x, y = projection.x[coil.vertices], projection.y[coil.vertices]
    middle_x, middle_y = (float(one.min() + one.max()) / 2 for one in (x, y))
    head = projection.bones[projection.topology.mesh.bones.index("head"), :3] / scale
    right, down = (_OUT @ head)[:2].tolist()
    middle_x -= _SUNK_M * projection.view.scale * right
    middle_y -= _SUNK_M * projection.view.scale * down
    flat = float(np.hypot(right, down))
    # As seen along its axis a coil is round; from beside it is as high as it reaches out.
    towards = np.array((right, down), np.float32) / np.float32(flat) if flat > 1e-3 else _RIGHT
    short = np.sqrt((1 - flat * flat) * coil.along_m**2 + flat * flat * coil.out_m**2)
    across = np.array((-towards[1], towards[0]), np.float32)
    axes = np.stack((across * np.float32(coil.along_m), towards * np.float32(short)), 1) * scale
    lines = _wound(coil, head, scale, (middle_x, middle_y)) if wound else ()
    return Disc(middle_x, middle_y, axes.astype(np.float32), lines)


_RIGHT: Final = np.array((1.0, 0.0), np.float32)


def _wound(
    coil: _Coil, head: Floats, scale: np.float32, middle: tuple[float, float]
) -> tuple[tuple[Floats, Floats], ...]:
    """The stretches of the hair that face the camera."""
    seen = coil.normals @ head[:, 2] > _LEAST_SEEN
    places = coil.wound @ head[:, :2] * scale + np.array(middle, np.float32)
    bounds = np.nonzero(np.diff(np.concatenate(([False], seen, [False]))))[0].reshape(-1, 2)
    return tuple(
        (places[first:last, 0], places[first:last, 1])
        for first, last in bounds.tolist()
        if last - first >= _LEAST_OF_LINE
    )
