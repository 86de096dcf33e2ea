"""The face: lines laid on the head, each where it faces the camera.

Lines are filled shapes that run out thin at both ends, and the eye is a white with an iris in it;
so a calm look stays one at every size and from every side.
"""

from collections.abc import Mapping
from functools import lru_cache
from math import hypot
from typing import Final, Literal, NamedTuple

import numpy as np
from PySide6.QtGui import QPainterPath

from posture_app.ui.figure.contours import Floats
from posture_app.ui.figure.mesh import FaceCurve, Mesh
from posture_app.ui.figure.path_stream import paths_of
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Indices, distinct

FaceInk = Literal["brow", "white", "iris", "soft", "mouth", "lip", "teeth", "strand"]


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
    "brow": _Stroke("brow", 0.0062, 1.3, 0.0, 0.3),
    "lid": _Stroke("iris", 0.0030, 1.2, 0.0, -0.25),
    "mouth": _Stroke("mouth", 0.0028, 1.1, 0.0),
    "lower": _Stroke("soft", 0.0012, 0.8, 420.0),
    "wing": _Stroke("soft", 0.0020, 0.9, 330.0),
    "underlip": _Stroke("soft", 0.0018, 0.8, 420.0),
    "ear": _Stroke("soft", 0.0018, 0.9, 330.0, 0.35),
    "concha": _Stroke("soft", 0.0012, 0.8, 420.0, 0.35),
    "strand": _Stroke("strand", 0.0022, 0.9, 330.0, 0.3),
}
_FACING: Final = 0.10
"""A face is seen where a point of it turns so much to the camera."""
_FAR_FACING: Final = 0.1
"""Lines of the far side turn so much more: nearer to the outline they would lie across it."""
_EYE_BACK: Final = 0.36
"""How far behind the side an eye is still seen, as the cosine of the angle to the way ahead."""
_HAIR_BACK: Final = 0.2
"""How far behind the side the face still lies before the hair."""
_EYE_ABOVE: Final = 0.85
"""And the sine of how far above or below it."""
_EYE_DEPTH_M: Final = 0.0095
"""How far back the outer corner of an eye lies: from the side, an eye is a wedge."""
_IRIS_DEPTH_M: Final = 0.0036
"""The same of an iris, which is a narrow disc from there."""
_CORNEA_M: Final = 0.0006
_BROW_AHEAD_M: Final = 0.006
_BROW_DEPTH: Final = 0.75
"""A brow lies but little before the eye and bends back but little, or the look would turn cross
from above, and the far end of it would lie across the outline."""
_BROW_LIFT_M: Final = (0.0024, 0.0032)
"""And its inner and outer end lie so much higher, or it would be steep from the side."""
_MOUTH_DEPTH: Final = 1.45
"""The corners of the mouth lie so much farther back: from the side, lips are a line, not a dot."""
_BESIDE_BRIDGE_M: Final = 0.004
_LEAST_OF_EYE: Final = 13
"""Of an eye half hidden behind the nose so many points are seen at least."""
_ABOUT_EYES: Final = ("brow", "lid", "lower")
_LEAST_LENGTH: Final = 2.0
"""A line is at least so many times as long as it is wide, or it would be a dot."""
_LEAST_OF_LINE: Final = 4
_CALMED: Final = ("ear", "concha", "strand")
"""Lines that run over a coarser surface than they should, and how often they are smoothed."""
_ROUNDS: Final = 6
_MIDDLE_M: Final = 1e-4
_BEFORE_M: Final = 0.03
_EYE_FROM: Final = 330.0
"""In smaller pictures an eye is its lid and iris alone."""
_OPEN_M: Final = 0.004
_UPPER_LIP: Final = 0.18
_LOWER_LIP: Final = 0.54
"""Where the lips lie when the jaw hangs, of the way that it goes: the upper one is drawn up a
little, and the lower one comes up before the teeth, or the mouth would gasp."""
_LIP_M: Final = 0.0034
"""How thick the lips of an open mouth are."""
_TEETH: Final = 0.42
_TEETH_OF_WIDTH: Final = 0.76
"""How far the upper teeth reach into an open mouth, and across it."""
_TEETH_FROM: Final = 330.0
_TEETH_FROM_M: Final = 0.012
"""In smaller pictures, or where the jaw hangs less, they would be a crumb."""
_THIN: Final = 0.25
"""How wide a line still is at its ends, of what it is in the middle."""


class _Curves(NamedTuple):
    """All curves of a face, one after the other."""

    points: Floats
    normals: Floats
    jaw: Floats
    spans: dict[str, tuple[tuple[int, int], ...]]
    bones: tuple[int, int]
    before: Indices
    after: Indices
    bridge: Floats
    """(2, points) up and ahead: the outline of the face from the side."""


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
    numbers = np.arange(at, dtype=np.int32)
    before, after = numbers - 1, numbers + 1
    for first, last in (end for own in spans.values() for end in own):
        before[first], after[last - 1] = first, last - 1
    return _Curves(
        _laid_back(np.concatenate([curve.points for curve in curves]), spans),
        np.concatenate([curve.normals for curve in curves]),
        np.concatenate([curve.jaw for curve in curves])[:, None],
        spans,
        (mesh.bones.index("head"), mesh.bones.index("jaw")),
        before,
        after,
        _bridge(mesh),
    )


def _laid_back(points: Floats, spans: Mapping[str, tuple[tuple[int, int], ...]]) -> Floats:
    """The points where a draughtsman puts them: they must look right from the side, too."""
    ahead = points[:, 2]
    eyes = zip(spans["eye"], spans["iris"], spans["lid"], spans["lower"], strict=True)
    for side, (eye, iris, *lids) in enumerate(eyes):
        across = np.abs(points[slice(*eye), 0])
        corner, width, front = across.min(), np.ptp(across), ahead[slice(*eye)].max()
        for span in (eye, *lids):
            share = (np.abs(points[slice(*span), 0]) - corner) / width
            ahead[slice(*span)] = front - np.float32(_EYE_DEPTH_M) * share**2
        disc = np.abs(points[slice(*iris), 0])
        share = (disc - disc.min()) / np.ptp(disc)
        ahead[slice(*iris)] = front + np.float32(_CORNEA_M) - np.float32(_IRIS_DEPTH_M) * share
        own = slice(*spans["brow"][side])
        way = np.linspace(1, 0, own.stop - own.start, dtype=np.float32)
        inner, outer = _BROW_LIFT_M
        points[own, 1] += np.float32(inner) * way**4 + np.float32(outer) * (1 - way) ** 2
        brow = ahead[own]
        brow[:] = front + np.float32(_BROW_AHEAD_M) - np.float32(_BROW_DEPTH) * (brow.max() - brow)
    for span in (one for name in _CALMED for one in spans[name]):
        line = points[slice(*span)]
        for _ in range(_ROUNDS):
            line[1:-1] = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
    for name in ("mouth", "lip"):
        [span] = spans[name]
        line = ahead[slice(*span)]
        line[:] = line.max() - np.float32(_MOUTH_DEPTH) * (line.max() - line)
    return points


def _bridge(mesh: Mesh) -> Floats:
    """The foremost line down the middle of the face, sorted upwards."""
    head, _ = distinct(mesh.triangles[mesh.part == mesh.parts.index("head")].reshape(-1))
    places = mesh.rest[head]
    places = places[(np.abs(places[:, 0]) < _MIDDLE_M) & (places[:, 2] > _BEFORE_M)]
    found: Floats = places[np.argsort(places[:, 1])][:, 1:].T.copy()
    return found


class _Seen(NamedTuple):
    """The curves in a picture, and how much each point faces the camera, -1 to 1.

    What lies behind the nose does not: it faces it by -1.
    """

    x: Floats
    y: Floats
    facing: Floats
    eyes: bool
    spans: dict[str, tuple[tuple[int, int], ...]]


def face_shapes(projection: Projection) -> tuple[FaceShape, ...]:
    """The face as shapes to be filled, in this order; none where it is turned away."""
    curves = _curves(projection.topology.mesh)
    head, jaw = (projection.bones[bone] for bone in curves.bones)
    scale = projection.view.scale
    camera = head[:3, 2] / np.float32(scale)
    facing = curves.normals @ camera
    if facing.max() < _FACING:
        return ()
    points = curves.points @ head[:3] + head[3]
    points += curves.jaw * (curves.points @ jaw[:3] + jaw[3] - points)
    _hide_far(facing, curves, camera)
    eyes = bool(camera[2] > -_EYE_BACK and abs(camera[1]) < _EYE_ABOVE)
    seen = _Seen(points[:, 0], points[:, 1], facing, eyes, curves.spans)
    return (*_eyes(seen, scale), *_open_mouth(seen, scale), *_lines(seen, curves, scale))


def faces_camera(projection: Projection) -> bool:
    """Whether the head is seen from before or from beside it, not from behind."""
    head = projection.topology.mesh.bones.index("head")
    return bool(projection.bones[head, 2, 2] > -_HAIR_BACK * projection.view.scale)


def _hide_far(facing: Floats, curves: _Curves, camera: Floats) -> None:
    """Let what the nose hides face away, and what lies beside the far outline less to the camera.

    A point is hidden when the way from it to the camera crosses the middle behind the bridge.
    """
    across, up, ahead = camera.tolist()
    [far] = np.nonzero(curves.points[:, 0] * across < 0)
    if not len(far):
        return
    x, y, z = curves.points[far].T
    way = -x / np.float32(across)
    bridge = np.interp(y + way * up, *curves.bridge) + _BESIDE_BRIDGE_M
    facing[far] -= np.float32(_FAR_FACING * abs(across))
    facing[far[z + way * ahead < bridge]] = -1


def _closed(seen: _Seen, span: tuple[int, int]) -> QPainterPath | None:
    """What the nose does not hide of a shape."""
    first, last = span
    kept = seen.facing[first:last] > -1
    x, y = seen.x[first:last][kept], seen.y[first:last][kept]
    if len(x) < _LEAST_OF_EYE:
        return None
    return paths_of(x, y, [0], [0, len(x)])[0]


def _eyes(seen: _Seen, scale: float) -> list[FaceShape]:
    if not seen.eyes:
        return []
    found = []
    for eye, iris in zip(seen.spans["eye"], seen.spans["iris"], strict=True):
        disc, white = _closed(seen, iris), _closed(seen, eye)
        if disc is None or white is None:
            continue
        if scale < _EYE_FROM:
            found.append(FaceShape("iris", disc))
        else:
            found += [FaceShape("white", white), FaceShape("iris", disc.intersected(white))]
    return found


def _open_mouth(seen: _Seen, scale: float) -> list[FaceShape]:
    """What is seen between the lips when the jaw hangs, and the lips around it.

    The line of the mouth becomes the edge of the upper lip.
    """
    (upper,), (lower,) = seen.spans["mouth"], seen.spans["lip"]
    top = np.stack((seen.x[slice(*upper)], seen.y[slice(*upper)]))
    low = np.stack((seen.x[slice(*lower)], seen.y[slice(*lower)]))
    down = low - top
    gap = np.hypot(*down).max()
    if gap < _OPEN_M * scale or seen.facing[slice(*upper)].mean() < _FACING:
        return []
    way = np.linspace(-1, 1, top.shape[1], dtype=np.float32)
    arch = np.maximum(np.cos(way * np.float32(np.pi / 2)), 0)
    hang = down[:, down.shape[1] // 2, None]
    low = top + np.float32(_LOWER_LIP) * hang * arch ** np.float32(0.7)
    top -= np.float32(_UPPER_LIP) * hang * arch
    seen.x[slice(*upper)], seen.y[slice(*upper)] = top
    swell = np.sqrt(arch)
    lip = down / (gap + np.float32(1e-4)) * np.float32(_LIP_M * scale) * swell
    rings: list[tuple[FaceInk, Floats, Floats]] = [
        ("lip", top - lip, low + lip),
        ("mouth", top, low),
    ]
    if scale >= _TEETH_FROM and gap > _TEETH_FROM_M * scale:
        teeth = np.float32(_TEETH) * np.maximum(1 - (way / np.float32(_TEETH_OF_WIDTH)) ** 4, 0)
        rings.append(("teeth", top, top + teeth * (low - top)))
    found: list[FaceShape] = []
    for ink, above, below in rings:
        x, y = np.concatenate((above, below[:, ::-1]), axis=1)
        found.append(FaceShape(ink, paths_of(x, y, [0], [0, len(x)])[0]))
    return found


def _lines(seen: _Seen, curves: _Curves, scale: float) -> list[FaceShape]:
    """Lines along what faces the camera: full in the middle, thin at both ends."""
    half = np.zeros(len(seen.x), np.float32)
    corners: list[int] = []
    sides: list[int] = []
    starts: list[int] = []
    cuts = [0]
    inks: list[FaceInk] = []
    facing = seen.facing.tolist()
    for name, stroke in _STROKES.items():
        if scale < stroke.from_scale or (name in _ABOUT_EYES and not seen.eyes):
            continue
        if not inks or inks[-1] != stroke.ink:
            inks.append(stroke.ink)
            cuts.append(len(corners))
        for first, last in seen.spans[name]:
            own = [at for at in range(first, last) if facing[at] > stroke.facing]
            if len(own) < _LEAST_OF_LINE:
                continue
            first, last = own[0], own[-1] + 1  # noqa: PLW2901 - what is seen of it
            width = max(stroke.least_px, stroke.width_m * scale)
            chord = hypot(seen.x[last - 1] - seen.x[first], seen.y[last - 1] - seen.y[first])
            if chord < _LEAST_LENGTH * width:
                continue
            swell = np.sin(np.linspace(0, np.pi, last - first, dtype=np.float32))
            half[first:last] = width / 2 * (_THIN + (1 - _THIN) * swell)
            starts.append(len(corners))
            corners += [*range(first, last), *range(last - 1, first - 1, -1)]
            sides += [1] * (last - first) + [-1] * (last - first)
        cuts[-1] = len(corners)
    if not corners:
        return []
    dx = seen.x[curves.after] - seen.x[curves.before]
    dy = seen.y[curves.after] - seen.y[curves.before]
    length = np.hypot(dx, dy) + np.float32(1e-4)
    off = (half / length)[corners] * np.array(sides, np.float32)
    x, y = seen.x[corners] - dy[corners] * off, seen.y[corners] + dx[corners] * off
    paths = paths_of(x, y, starts, cuts)
    return [FaceShape(ink, path) for ink, path in zip(inks, paths, strict=True)]
