"""The skin of the drawn body in a stance, and how far it is from things and from itself."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from posture_app.body.geometry import about_y, matrix_of
from posture_app.body.props import Band, Box, Rod, Shape
from posture_app.body.skeleton import Stance, frames_of
from posture_app.library.motion import Motion
from posture_app.ui.figure.bones import Hands, bone_matrices
from posture_app.ui.figure.hands import POSES
from posture_app.ui.figure.mesh import Mesh

Points = npt.NDArray[np.float64]
Chosen = npt.NDArray[np.bool_]

_AT_ONCE = 32
"""So many points are measured against all triangles at a time: the arrays fit the cache."""


def hands_of(motion: Motion) -> Hands:
    """The shapes of right and left hand that a motion names."""
    right, left = (POSES[one] if one else None for one in (motion.hands.right, motion.hands.left))
    return right, left


def skin(mesh: Mesh, stance: Stance, hands: Hands | None = None) -> Points:
    """The mesh's vertices in a stance, in metres."""
    moved = bone_matrices(frames_of(stance), hands).astype(np.float64)
    turns = moved[:, :, :3] @ mesh.inverse_bind[:, :, :3]
    shifts = np.einsum("bij,bj->bi", moved[:, :, :3], mesh.inverse_bind[:, :, 3]) + moved[:, :, 3]
    placed = np.zeros((len(mesh.rest), 3))
    for bones, weights in zip(mesh.influence_bones.T, mesh.influence_weights.T, strict=True):
        rigid = np.einsum("vij,vj->vi", turns[bones], mesh.rest) + shifts[bones]
        placed += weights[:, None] * rigid
    return placed


@cache
def triangles_of(mesh: Mesh, *names: str) -> npt.NDArray[np.uint16]:
    """The triangles of parts of the mesh; a body without a part has none of it."""
    wanted = [mesh.parts.index(name) for name in names if name in mesh.parts]
    return mesh.triangles[np.isin(mesh.part, wanted)]


@cache
def part_of(mesh: Mesh, *names: str) -> Chosen:
    """Which vertices belong to parts of the mesh."""
    found = np.zeros(len(mesh.rest), np.bool_)
    found[np.unique(triangles_of(mesh, *names))] = True
    return found


def gaps(points: Points, shape: Shape) -> Points:
    """How far each point is off a thing's surface, in metres; within it, less than 0."""
    if isinstance(shape, Box):
        turn = np.array(matrix_of(about_y(shape.turn_deg))).reshape(3, 3)
        beyond = np.abs((points - shape.centre) @ turn) - shape.half
        return np.linalg.norm(np.maximum(beyond, 0), axis=1) + np.minimum(beyond.max(axis=1), 0)
    if isinstance(shape, Rod):
        return _off_line(points, np.array(shape.first), np.array(shape.last)) - shape.radius
    return _off_band(points, shape)


def _off_band(points: Points, band: Band) -> Points:
    ends = [np.array(point) for point in band.points]
    return np.min([_off_line(points, *pair) for pair in pairwise(ends)], axis=0)


def _off_line(points: Points, first: Points, last: Points) -> Points:
    along = last - first
    share = np.clip((points - first) @ along / max(1e-12, float(along @ along)), 0, 1)
    found: Points = np.linalg.norm(points - first - share[:, None] * along, axis=1)
    return found


def off_surface(points: Points, triangles: Points) -> Points:
    """How far each point is off the nearest of some triangles, (n, 3, 3), in metres."""
    corners = _by_corner(triangles)
    middle = corners.mean(axis=0)
    reach = np.sqrt(np.max([_dot(one - middle, one - middle) for one in corners], axis=0))
    found = []
    for some in _a_few_at_a_time(points):
        # The nearest is no farther than any triangle's middle, which most are by more than they
        # reach from their own.
        away = np.sqrt(_dot(some - middle, some - middle))
        may_be = (away - reach <= away.min(axis=1, keepdims=True) + 1e-9).any(axis=0)
        found.append(_off_each(some, corners[..., may_be]))
    return np.concatenate(found)


def _off_each(points: Points, corners: Points) -> Points:
    """How far a few points, (direction, few, 1), are off the nearest of triangles by corner."""
    a, b, c = corners
    normal = _cross(b - a, c - a)
    size = _dot(normal, normal) + 1e-18
    from_a = points - a
    v = _dot(_cross(from_a, c - a), normal) / size
    w = _dot(_cross(b - a, from_a), normal) / size
    over = (v >= 0) & (w >= 0) & (v + w <= 1)
    squared = np.where(over, _dot(from_a, normal) ** 2 / size, np.inf)
    for first, last in ((a, b), (b, c), (c, a)):
        edge, from_first = last - first, points - first
        share = np.clip(_dot(from_first, edge) / (_dot(edge, edge) + 1e-18), 0, 1)
        foot = from_first - share * edge
        squared = np.minimum(squared, _dot(foot, foot))
    nearest: Points = np.sqrt(squared.min(axis=1))
    return nearest


def inside(points: Points, triangles: Points) -> Chosen:
    """Which points lie within a surface, by how often it winds around them.

    A surface may have a hole that is far off (Jacobson, Kavan, Sorkine-Hornung 2013); the solid
    angle of a triangle is that of Van Oosterom and Strackee 1983.
    """
    corners = _by_corner(triangles)
    found = [np.zeros(0, np.bool_)]
    for some in _a_few_at_a_time(points):
        a, b, c = (corner - some for corner in corners)
        of_a, of_b, of_c = (np.sqrt(_dot(ray, ray)) for ray in (a, b, c))
        above = _dot(a, _cross(b, c))
        below = of_a * of_b * of_c + _dot(a, b) * of_c + _dot(b, c) * of_a + _dot(c, a) * of_b
        turns = np.arctan2(above, below).sum(axis=1) / (2 * np.pi)
        found.append(turns > 0.5)
    return np.concatenate(found)


def _by_corner(triangles: Points) -> Points:
    """Triangles, (n, 3, 3), as (corner, direction, 1, n): whole rows are reckoned with at once."""
    return np.ascontiguousarray(triangles.transpose(1, 2, 0)[:, :, None])


def _a_few_at_a_time(points: Points) -> Iterator[Points]:
    """Points as (direction, a few, 1), so that they meet each of some triangles."""
    for start in range(0, len(points), _AT_ONCE):
        yield points[start : start + _AT_ONCE].T[:, :, None]


def _dot(one: Points, other: Points) -> Points:
    found: Points = one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
    return found


def _cross(one: Points, other: Points) -> Points:
    return np.stack(
        [
            one[1] * other[2] - one[2] * other[1],
            one[2] * other[0] - one[0] * other[2],
            one[0] * other[1] - one[1] * other[0],
        ]
    )


def near(points: Points, triangles: Points, within_m: float) -> Points:
    """The triangles with a corner in the box around some points, widened by a length."""
    low, high = points.min(axis=0) - within_m, points.max(axis=0) + within_m
    kept = ((triangles >= low) & (triangles <= high)).all(axis=2).any(axis=1)
    found: Points = triangles[kept]
    return found


def nearest(points: Points, shapes: Sequence[Shape]) -> float:
    """How far the nearest point is off some shapes, in metres."""
    return min(float(gaps(points, shape).min()) for shape in shapes)
