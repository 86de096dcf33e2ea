"""The face: lines laid on the head, each where it faces the camera.

Lines are filled shapes that run out thin at both ends, and the eye is a white with an iris in it;
so a calm look stays one at every size and from every side.
"""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

import numpy as np
from PySide6.QtGui import QPainterPath

from posture_app.ui.figure.contours import Numbers
from posture_app.ui.figure.mesh import FaceCurve
from posture_app.ui.figure.path_stream import paths_of
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Indices

FaceInk = Literal["brow", "white", "iris", "line", "soft", "mouth"]


class FaceShape(NamedTuple):
    """A shape of the face, and what it is painted with."""

    ink: FaceInk
    path: QPainterPath


class _Stroke(NamedTuple):
    ink: FaceInk
    width_m: float
    least_px: float
    from_scale: float


_STROKES: Final[dict[str, _Stroke]] = {
    "brow": _Stroke("brow", 0.0062, 1.3, 0.0),
    "lid": _Stroke("line", 0.0030, 1.2, 0.0),
    "lower": _Stroke("soft", 0.0012, 0.8, 420.0),
    "wing": _Stroke("soft", 0.0020, 0.9, 330.0),
    "mouth": _Stroke("mouth", 0.0028, 1.1, 0.0),
    "underlip": _Stroke("soft", 0.0018, 0.8, 420.0),
    "ear": _Stroke("soft", 0.0018, 0.9, 330.0),
}
"""How wide each line is in the middle, at least, and from which pixels for a metre it is drawn."""
_FACING: Final = 0.10
"""A point of a line is drawn where its normal turns so much to the camera."""
_EYE_FROM: Final = 330.0
"""In smaller pictures an eye is its lid and iris alone."""
_OPEN_M: Final = 0.004


def face_shapes(projection: Projection) -> tuple[FaceShape, ...]:
    """The face as shapes to be filled, in this order; none where it is turned away."""
    curves = projection.topology.mesh.face_curves
    size = projection.view.scale
    found: list[FaceShape] = []
    for left in range(2):
        found += _eye(projection, curves["eye"][left], curves["iris"][left])
    found += _open_mouth(projection, curves["mouth"][0], curves["lip"][0])
    for name, stroke in _STROKES.items():
        if size < stroke.from_scale:
            continue
        for curve in curves[name]:
            path = _stroke(projection, curve, max(stroke.least_px, stroke.width_m * size))
            if path is not None:
                found.append(FaceShape(stroke.ink, path))
    return tuple(found)


def _places(projection: Projection, curve: FaceCurve) -> tuple[Numbers, Numbers, Numbers]:
    """A curve in the picture, and how much it faces the camera, -1 to 1."""
    mesh = projection.topology.mesh
    head = projection.bones[mesh.bones.index("head")]
    jaw = projection.bones[mesh.bones.index("jaw")]
    points = curve.points @ head[:3] + head[3]
    points += curve.jaw[:, None] * (curve.points @ jaw[:3] + jaw[3] - points)
    facing = curve.normals @ head[:3, 2] / np.float32(projection.view.scale)
    return points[:, 0], points[:, 1], facing


def _closed(x: Numbers, y: Numbers) -> QPainterPath:
    return paths_of(x, y, np.zeros(1, np.int64), [0, len(x)])[0]


def _eye(projection: Projection, eye: FaceCurve, iris: FaceCurve) -> list[FaceShape]:
    x, y, facing = _places(projection, eye)
    if facing.mean() < 0.18:
        return []
    middle_x, middle_y, _ = _places(projection, iris)
    disc = _closed(middle_x, middle_y)
    if projection.view.scale < _EYE_FROM:
        return [FaceShape("iris", disc)]
    white = _closed(x, y)
    return [FaceShape("white", white), FaceShape("iris", disc.intersected(white))]


def _open_mouth(projection: Projection, upper: FaceCurve, lower: FaceCurve) -> list[FaceShape]:
    """What is seen between the lips when the jaw hangs."""
    ax, ay, facing = _places(projection, upper)
    bx, by, _ = _places(projection, lower)
    gap = np.hypot(ax - bx, ay - by).max()
    if gap < _OPEN_M * projection.view.scale or facing.mean() < _FACING:
        return []
    path = _closed(np.concatenate((ax, bx[::-1])), np.concatenate((ay, by[::-1])))
    return [FaceShape("mouth", path)]


def _stroke(projection: Projection, curve: FaceCurve, width: float) -> QPainterPath | None:
    """A line along what faces the camera of a curve: full in the middle, thin at both ends."""
    x, y, facing = _places(projection, curve)
    seen = np.nonzero(facing > _FACING)[0]
    if len(seen) < 3:
        return None
    x, y = x[seen[0] : seen[-1] + 1], y[seen[0] : seen[-1] + 1]
    return ribbon(x, y, width)


def ribbon(
    x: Sequence[float] | Numbers, y: Sequence[float] | Numbers, width: float
) -> QPainterPath:
    """A drawn line as a shape: full in the middle, thin at both ends."""
    x, y = np.asarray(x, np.float32), np.asarray(y, np.float32)
    dx, dy = np.gradient(x), np.gradient(y)
    length = np.hypot(dx, dy) + np.float32(1e-4)
    share = np.linspace(0, np.pi, len(x), dtype=np.float32)
    half = np.float32(width / 2) * (np.float32(0.35) + np.float32(0.65) * np.sin(share))
    off_x, off_y = -dy / length * half, dx / length * half
    starts: Indices = np.zeros(1, np.int64)
    return paths_of(
        np.concatenate((x + off_x, (x - off_x)[::-1])),
        np.concatenate((y + off_y, (y - off_y)[::-1])),
        starts,
        [0, 2 * len(x)],
    )[0]
