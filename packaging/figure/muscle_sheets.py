"""Lays the muscles of `muscles` on the dense rest mesh: sheets of points, fibre beside fibre."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from muscles import Fibre, Piece, SkinPoint
from scipy.interpolate import PchipInterpolator
from scipy.spatial import cKDTree
from source import Floats, Ints

ALONG: Final = 41
"""Points of a fibre."""
_BETWEEN: Final = 8
"""Fibres from one guide fibre to the next."""
_NEAR: Final = 10
"""Corners of the mesh that are looked at to find the nearest point of its surface."""
_FAR_M: Final = 1.0
_BELOW_CHIN_M: Final = 1.43
_MIDDLE_M: Final = 0.004
"""No muscle of the right side reaches farther than this over the middle."""
_LIMBS: Final = {
    "A": ("r-shoulder", "r-elbow"),
    "R": ("r-elbow", "r-hand"),
    "L": ("r-upper-leg", "r-knee"),
    "K": ("r-knee", "r-ankle"),
}
_NECK: Final = ((1.30, -0.010), (1.42, 0.000), (1.45, 0.015), (1.50, 0.030), (1.55, 0.045))
"""Height and depth of the middle line of neck and head, in metres."""
_TRUNK_DEPTH_M: Final = 0.030
_OPEN: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys("FBDUC", frozenset({"trunk", "head", "arm", "leg"})),
    **dict.fromkeys("ST", frozenset({"trunk", "head", "leg"})),
    "N": frozenset({"trunk", "head"}),
    **dict.fromkeys("AR", frozenset({"arm", "trunk"})),
    **dict.fromkeys("LK", frozenset({"leg", "trunk"})),
}
"""The regions of the mesh that a ray may meet."""


@dataclass(frozen=True)
class Skin:
    """The dense rest mesh of the right half.

    Attributes:
        points: Corners in metres.
        normals: Their directions out of the body.
        triangles: Corner numbers, counter-clockwise seen from outside.
        regions: The region of each triangle: `trunk`, `head`, `arm` or `leg`.
        joints: Middles of joints by the source's names.
    """

    points: Floats
    normals: Floats
    triangles: Ints
    regions: Sequence[str]
    joints: dict[str, Floats]


@dataclass(frozen=True)
class Sheet:
    """One belly as a grid of points on the skin.

    Attributes:
        name: The belly.
        deep: Whether other muscles lie over it.
        points: Fibres by points by three, in metres.
        normals: Out of the body, for each point.
    """

    name: str
    deep: bool
    points: Floats
    normals: Floats


class Drawing:
    """Finds points of the skin and lays sheets on it."""

    def __init__(self, skin: Skin) -> None:
        right = skin.points[skin.triangles].mean(1)[:, 0] < _MIDDLE_M
        self._skin = skin
        self._triangles = skin.triangles[right]
        self._regions = np.array(skin.regions)[right]
        self._corners = skin.points[self._triangles]
        used = np.unique(self._triangles)
        self._used = used
        self._tree = cKDTree(skin.points[used])
        self._around: list[list[int]] = [[] for _ in skin.points]
        for number, triangle in enumerate(self._triangles.tolist()):
            for corner in triangle:
                self._around[corner].append(number)

    def sheet(self, piece: Piece) -> Sheet:
        """A belly on the skin.

        Raises:
            ValueError: A ray meets no skin.
        """
        guides = np.array([self._fibre(piece.name, fibre) for fibre in piece.fibres])
        across = _smooth(guides, _spread(guides), _BETWEEN * (len(guides) - 1) + 1)
        points, normals = self.nearest(across.reshape(-1, 3))
        return Sheet(
            piece.name, piece.deep, points.reshape(across.shape), normals.reshape(across.shape)
        )

    def nearest(self, points: Floats) -> tuple[Floats, Floats]:
        """The nearest points of the skin and the directions out of it."""
        _, close = self._tree.query(points, k=_NEAR)
        found, normals = np.empty_like(points), np.empty_like(points)
        for index, (point, corners) in enumerate(zip(points, self._used[close], strict=True)):
            numbers = sorted({number for corner in corners for number in self._around[corner]})
            shares = nearest_shares(point, self._corners[numbers])
            places = np.einsum("tk,tkx->tx", shares, self._corners[numbers])
            best = int(np.argmin(((places - point) ** 2).sum(1)))
            found[index] = places[best]
            normal = shares[best] @ self._skin.normals[self._triangles[numbers[best]]]
            normals[index] = normal / np.linalg.norm(normal)
        return found, normals

    def point(self, where: SkinPoint) -> Floats:
        """The point of the skin that a ray meets first.

        Raises:
            ValueError: It meets none.
        """
        start, way = self._ray(where)
        allowed = np.isin(self._regions, sorted(_OPEN[where[0]]))
        distance = _hit(start, way, self._corners[allowed])
        if not np.isfinite(distance):
            raise ValueError(f"{where} meets no skin")
        return start + distance * way

    def _fibre(self, name: str, fibre: Fibre) -> Floats:
        try:
            knots = np.array([self.point(where) for where in fibre])
        except ValueError as fault:
            raise ValueError(f"{name}: {fault}") from fault
        steps = np.linalg.norm(np.diff(knots, axis=0), axis=1)
        line = _smooth(knots, np.concatenate([[0.0], np.cumsum(steps)]), 4 * ALONG)
        on_skin, _ = self.nearest(line)
        return _evenly(on_skin, ALONG)

    def _ray(self, where: SkinPoint) -> tuple[Floats, Floats]:
        kind, first, second = where
        if kind in _LIMBS:
            return self._limb_ray(kind, first, second)
        if kind in {"T", "N"}:
            depth = np.interp(second, *np.array(_NECK).T) if kind == "N" else _TRUNK_DEPTH_M
            angle = np.radians(first)
            out = np.array([-np.sin(angle), 0.0, np.cos(angle)])
            return np.array([0.0, second, depth]) + _FAR_M * out, -out
        start, way = {
            "F": ((-first, second, _FAR_M), (0.0, 0.0, -1.0)),
            "B": ((-first, second, -_FAR_M), (0.0, 0.0, 1.0)),
            "S": ((-_FAR_M, second, first), (1.0, 0.0, 0.0)),
            "U": ((-first, 2.0 + _FAR_M, second), (0.0, -1.0, 0.0)),
            "D": ((-first, _FAR_M / 4, second), (0.0, 1.0, 0.0)),
            "C": ((-first, _BELOW_CHIN_M, second), (0.0, 1.0, 0.0)),
        }[kind]
        return np.array(start), np.array(way)

    def _limb_ray(self, kind: str, degrees: float, share: float) -> tuple[Floats, Floats]:
        joints = self._skin.joints
        start, end = (joints[name] for name in _LIMBS[kind])
        along = (end - start) / np.linalg.norm(end - start)
        if kind in "LK":
            ahead = np.array([0.0, 0.0, 1.0])
        else:
            upper = joints["r-elbow"] - joints["r-shoulder"]
            lower = joints["r-hand"] - joints["r-elbow"]
            ahead = lower if kind == "A" else -upper
        ahead = ahead - along * (ahead @ along)
        ahead = ahead / np.linalg.norm(ahead)
        aside = np.cross(along, ahead)
        angle = np.radians(degrees)
        out = np.cos(angle) * ahead + np.sin(angle) * aside
        # From just outside the limb, so that no other part of the body is in the way.
        return start + share * (end - start) + 0.16 * out, -out


def nearest_shares(point: Floats, corners: Floats) -> Floats:
    """Shares of three corners in the point of each triangle that is nearest to a point.

    There is one point for all triangles, or one for each.
    """
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    ab, ac, ap = b - a, c - a, point - a
    d00, d01, d11 = (ab * ab).sum(1), (ab * ac).sum(1), (ac * ac).sum(1)
    d20, d21 = (ap * ab).sum(1), (ap * ac).sum(1)
    area = d00 * d11 - d01 * d01 + 1e-18
    v, w = (d11 * d20 - d01 * d21) / area, (d00 * d21 - d01 * d20) / area
    shares = np.stack([1 - v - w, v, w], 1)
    beyond = shares.min(1) < 0
    if beyond.any():
        shares[beyond] = _on_edges(np.broadcast_to(point, a.shape)[beyond], corners[beyond])
    return shares


def _on_edges(points: Floats, corners: Floats) -> Floats:
    best = np.full(len(corners), np.inf)
    shares = np.zeros((len(corners), 3))
    for first in range(3):
        second = (first + 1) % 3
        start, way = corners[:, first], corners[:, second] - corners[:, first]
        at = np.clip(((points - start) * way).sum(1) / ((way * way).sum(1) + 1e-18), 0, 1)
        distance = ((start + at[:, None] * way - points) ** 2).sum(1)
        closer = distance < best
        best[closer] = distance[closer]
        row = np.zeros((len(corners), 3))
        row[:, first], row[:, second] = 1 - at, at
        shares[closer] = row[closer]
    return shares


def _hit(start: Floats, way: Floats, corners: Floats) -> float:
    a, ab, ac = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    p = np.cross(way, ac)
    area = (ab * p).sum(1)
    # Only from outside: a triangle that is seen from behind is not met.
    safe = np.where(area > 1e-14, area, np.inf)
    s = start - a
    u = (s * p).sum(1) / safe
    q = np.cross(s, ab)
    v = (q @ way) / safe
    t = (q * ac).sum(1) / safe
    met = (area > 1e-14) & (u >= -1e-9) & (v >= -1e-9) & (u + v <= 1 + 1e-9) & (t > 0)
    return float(t[met].min()) if met.any() else float("inf")


def _spread(guides: Floats) -> Floats:
    gaps = np.linalg.norm(np.diff(guides, axis=0), axis=2).mean(1)
    return np.concatenate([[0.0], np.cumsum(gaps)])


def _smooth(knots: Floats, at: Floats, count: int) -> Floats:
    """A smooth line through knots (monotone steps `at`), at so many even places."""
    places = np.linspace(at[0], at[-1], count)
    smooth: Floats = PchipInterpolator(at, knots, axis=0)(places)
    return smooth


def _evenly(line: Floats, count: int) -> Floats:
    steps = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    at = np.linspace(0, steps[-1], count)
    return np.stack([np.interp(at, steps, line[:, axis]) for axis in range(3)], 1)
