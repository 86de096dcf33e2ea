"""The face: lines laid on the head, each where it faces the camera.

Lines are filled shapes that run out thin at both ends, and the eye is a white with an iris in it;
so a calm look stays one at every size and from every side.
"""

from functools import lru_cache
from typing import Final, Literal, NamedTuple

import numpy as np
from PySide6.QtGui import QPainterPath

from posture_app.ui.figure.contours import Floats
from posture_app.ui.figure.mesh import FaceCurve, Mesh
from posture_app.ui.figure.path_stream import paths_of
from posture_app.ui.figure.projection import Projection

FaceInk = Literal["brow", "white", "iris", "soft", "mouth", "strand"]


class FaceShape(NamedTuple):
    """A shape of the face, and what it is painted with."""

    ink: FaceInk
    path: QPainterPath


class _Stroke(NamedTuple):
    """How wide a line is in the middle, at least, and from which pixels for a metre it is drawn.

    A point of it is drawn where its normal turns so much to the camera (`facing`).
    """

    ink: FaceInk
    width_m: float
    least_px: float
    from_scale: float
    facing: float = 0.10


_STROKES: Final[dict[str, _Stroke]] = {
    "brow": _Stroke("brow", 0.0062, 1.3, 0.0),
    "lid": _Stroke("iris", 0.0030, 1.2, 0.0),
    "mouth": _Stroke("mouth", 0.0028, 1.1, 0.0),
    "lower": _Stroke("soft", 0.0012, 0.8, 420.0),
    "wing": _Stroke("soft", 0.0020, 0.9, 330.0),
    "underlip": _Stroke("soft", 0.0018, 0.8, 420.0),
    "ear": _Stroke("soft", 0.0018, 0.9, 330.0, 0.35),
    "concha": _Stroke("soft", 0.0012, 0.8, 420.0, 0.35),
    "strand": _Stroke("strand", 0.0022, 0.9, 330.0),
}
_FACING: Final = 0.10
"""A face is seen where a point of it turns so much to the camera."""
_EYE_FACING: Final = 0.18
_EYE_FROM: Final = 330.0
"""In smaller pictures an eye is its lid and iris alone."""
_OPEN_M: Final = 0.004
_THIN: Final = 0.35
"""How wide a line still is at its ends, of what it is in the middle."""


class _Curves(NamedTuple):
    """All curves of a face, one after the other."""

    points: Floats
    normals: Floats
    jaw: Floats
    spans: dict[str, tuple[tuple[int, int], ...]]
    bones: tuple[int, int]


@lru_cache(maxsize=8)
def _curves(mesh: Mesh) -> _Curves:
    spans: dict[str, tuple[tuple[int, int], ...]] = {}
    curves: list[FaceCurve] = []
    at = 0
    for name, own in mesh.face_curves.items():
        ends = []
        for curve in own:
            ends.append((at, at + len(curve.points)))
            at += len(curve.points)
            curves.append(curve)
        spans[name] = tuple(ends)
    return _Curves(
        np.concatenate([curve.points for curve in curves]),
        np.concatenate([curve.normals for curve in curves]),
        np.concatenate([curve.jaw for curve in curves])[:, None],
        spans,
        (mesh.bones.index("head"), mesh.bones.index("jaw")),
    )


class _Seen(NamedTuple):
    """The curves in a picture, and how much each point faces the camera, -1 to 1."""

    x: Floats
    y: Floats
    facing: Floats
    spans: dict[str, tuple[tuple[int, int], ...]]


def face_shapes(projection: Projection) -> tuple[FaceShape, ...]:
    """The face as shapes to be filled, in this order; none where it is turned away."""
    curves = _curves(projection.topology.mesh)
    head, jaw = (projection.bones[bone] for bone in curves.bones)
    facing = curves.normals @ head[:3, 2] / np.float32(projection.view.scale)
    if facing.max() < _FACING:
        return ()
    points = curves.points @ head[:3] + head[3]
    points += curves.jaw * (curves.points @ jaw[:3] + jaw[3] - points)
    seen = _Seen(points[:, 0], points[:, 1], facing, curves.spans)
    scale = projection.view.scale
    return (*_eyes(seen, scale), *_open_mouth(seen, scale), *_lines(seen, scale))


def _closed(seen: _Seen, span: tuple[int, int]) -> QPainterPath:
    first, last = span
    return paths_of(seen.x[first:last], seen.y[first:last], [0], [0, last - first])[0]


def _eyes(seen: _Seen, scale: float) -> list[FaceShape]:
    found = []
    for eye, iris in zip(seen.spans["eye"], seen.spans["iris"], strict=True):
        if seen.facing[slice(*eye)].mean() < _EYE_FACING:
            continue
        disc = _closed(seen, iris)
        if scale < _EYE_FROM:
            found.append(FaceShape("iris", disc))
        else:
            white = _closed(seen, eye)
            found += [FaceShape("white", white), FaceShape("iris", disc.intersected(white))]
    return found


def _open_mouth(seen: _Seen, scale: float) -> list[FaceShape]:
    """What is seen between the lips when the jaw hangs."""
    (upper,), (lower,) = seen.spans["mouth"], seen.spans["lip"]
    ax, ay = seen.x[slice(*upper)], seen.y[slice(*upper)]
    bx, by = seen.x[slice(*lower)], seen.y[slice(*lower)]
    gap = np.hypot(ax - bx, ay - by).max()
    if gap < _OPEN_M * scale or seen.facing[slice(*upper)].mean() < _FACING:
        return []
    x, y = np.concatenate((ax, bx[::-1])), np.concatenate((ay, by[::-1]))
    return [FaceShape("mouth", paths_of(x, y, [0], [0, len(x)])[0])]


def _ways(places: Floats) -> Floats:
    """The way at each point, from the middle before it to the middle after it."""
    ways = np.empty_like(places)
    ways[1:-1] = (places[2:] - places[:-2]) / 2
    ways[0], ways[-1] = places[1] - places[0], places[-1] - places[-2]
    return ways


def _lines(seen: _Seen, scale: float) -> list[FaceShape]:
    """Lines along what faces the camera: full in the middle, thin at both ends."""
    half = np.zeros(len(seen.x), np.float32)
    corners: list[int] = []
    sides: list[int] = []
    starts: list[int] = []
    cuts = [0]
    inks: list[FaceInk] = []
    facing = seen.facing.tolist()
    for name, stroke in _STROKES.items():
        if scale < stroke.from_scale:
            continue
        if not inks or inks[-1] != stroke.ink:
            inks.append(stroke.ink)
            cuts.append(len(corners))
        for first, last in seen.spans[name]:
            own = [at for at in range(first, last) if facing[at] > stroke.facing]
            if len(own) < 3:
                continue
            first, last = own[0], own[-1] + 1  # noqa: PLW2901 - what is seen of it
            width = max(stroke.least_px, stroke.width_m * scale)
            swell = np.sin(np.linspace(0, np.pi, last - first, dtype=np.float32))
            half[first:last] = width / 2 * (_THIN + (1 - _THIN) * swell)
            starts.append(len(corners))
            corners += [*range(first, last), *range(last - 1, first - 1, -1)]
            sides += [1] * (last - first) + [-1] * (last - first)
        cuts[-1] = len(corners)
    if not corners:
        return []
    dx, dy = _ways(seen.x), _ways(seen.y)
    length = np.hypot(dx, dy) + np.float32(1e-4)
    off = (half / length)[corners] * np.array(sides, np.float32)
    x, y = seen.x[corners] - dy[corners] * off, seen.y[corners] + dx[corners] * off
    paths = paths_of(x, y, starts, cuts)
    return [FaceShape(ink, path) for ink, path in zip(inks, paths, strict=True)]
