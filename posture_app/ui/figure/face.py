"""The face: shapes and lines laid on the head, each where it faces the camera.

Lines are filled shapes that run out thin at both ends, and the eye is a white with an iris in it;
so a calm look stays one at every size and from every side. What is fine is drawn in large pictures
only: an icon has brows, eyes and a mouth.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import hypot
from typing import Any, Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainterPath

from posture_app.ui.figure.contours import Floats
from posture_app.ui.figure.face_curves import Curves, curves_of, hide_far, level_mouth, nose_side
from posture_app.ui.figure.path_stream import paths_of
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Indices

FaceInk = Literal[
    "brow",
    "white",
    "iris",
    "pupil",
    "glint",
    "soft",
    "edge",
    "hollow",
    "cheek",
    "mouth",
    "lip",
    "upper_lip",
    "teeth",
    "strand",
    "gleam",
    "seam",
]
Span = tuple[int, int]


class FaceShape(NamedTuple):
    """A shape of the face, and what it is painted with."""

    ink: FaceInk
    path: QPainterPath


class _Loops(NamedTuple):
    """What becomes a shape: loops of points to the right and down."""

    ink: FaceInk
    loops: tuple[tuple[Floats, Floats], ...]


class _Stroke(NamedTuple):
    """How wide a line is at its widest, at least, and from which pixels for a metre it is drawn.

    A point of it is drawn where its normal turns so much to the camera (`facing`). It is widest at
    a share of its length (`belly`), and so wide at its ends, of that (`thin`). It is at least
    `times` as long as it is wide, or it would be a dot.
    """

    ink: FaceInk
    width_m: float
    least_px: float
    from_scale: float
    facing: float = 0.10
    belly: float = 0.5
    thin: float = 0.25
    times: float = 2.0


_EYES_FROM: Final = 170.0
"""Pixels for a metre; in smaller pictures an eye is its iris alone, under its lid."""
_LINES_FROM: Final = 330.0
_FINE_FROM: Final = 420.0
_STROKES: Final[dict[str, _Stroke]] = {
    "gleam": _Stroke("gleam", 0.0046, 1.0, _LINES_FROM, 0.3, thin=0.06),
    "strand": _Stroke("strand", 0.0024, 0.9, _LINES_FROM, 0.3, thin=0.06),
    "brow": _Stroke("brow", 0.0060, 1.3, 0.0, 0.12, 0.38, times=0.8),
    "lid": _Stroke("pupil", 0.0032, 1.2, 0.0, -0.25, 0.62, 0.14),
    "mouth": _Stroke("mouth", 0.0026, 1.1, 0.0),
    "lower": _Stroke("soft", 0.0012, 0.8, _FINE_FROM, -0.25),
    "crease": _Stroke("soft", 0.0014, 0.8, _FINE_FROM, 0.10),
    "ridge": _Stroke("soft", 0.0022, 0.9, 200.0, 0.0, 0.75),
    "wing": _Stroke("soft", 0.0020, 0.9, _LINES_FROM, 0.5, 0.6),
    "nostril": _Stroke("soft", 0.0028, 1.0, _EYES_FROM, 0.25),
    "underlip": _Stroke("soft", 0.0018, 0.8, _FINE_FROM),
    "helix": _Stroke("soft", 0.0016, 0.8, _LINES_FROM, 0.30),
    "ear": _Stroke("edge", 0.0018, 0.9, _EYES_FROM, 0.72),
}
LineKind = Literal["strand", "seam", "knuckle"]
_ALONG: Final[dict[LineKind, _Stroke]] = {
    "strand": _STROKES["strand"],
    "seam": _Stroke("seam", 0.0016, 1.1, 0.0, thin=0.7),
    "knuckle": _Stroke("edge", 0.0012, 1.0, 0.0, belly=0.6, thin=0.3),
}
"""Lines along hair, cloth and fingers."""
_FACING: Final = 0.10
"""A face is seen where a point of it turns so much to the camera."""
_EYE_BACK: Final = 0.24
"""How far behind the side an eye is still seen, as the cosine of the angle to the way ahead."""
_HAIR_AHEAD: Final = 0.05
"""How far before the side the face begins to lie before the hair, level with it."""
_HAIR_ABOVE, _HAIR_BELOW = 1.7, 1.2
"""And how much farther from above, where the crown hides the forehead, and less far from below."""
_EYE_ABOVE: Final = 0.85
"""And the sine of how far above or below it."""
_LEAST_OF_EYE: Final = 13
"""Of an eye half hidden behind the nose so many points are seen at least."""
_SLIVER: Final = 0.51
"""An eye of which less is seen, of its height, would be a scratch beside the nose."""
_OF_AN_EYE: Final = ("lid", "lower", "crease")
_ABOUT_EYES: Final = ("brow", "lid", "lower", "crease")
_LEAST_OF_LINE: Final = 4
_LONE_BROW, _LONG_BROW = 2.2, 2.1
"""A brow is drawn without its eye, or as wide as it is, where it is so many times as long: what is
seen of one beyond a nose would be a dot."""
_PUPIL: Final = 0.52
"""How wide a pupil is, of its iris."""
_GLINT_M: Final = 0.0017
_GLINT_OFF_M: Final = (-0.0020, -0.0026)
"""The light in an eye: its radius, and where it lies from the middle, right and down: the light
comes from the left and above."""
_TURN: Final = np.linspace(0, 2 * np.pi, 10, endpoint=False)
_ROUND: Final = np.stack((np.cos(_TURN), np.sin(_TURN))).astype(np.float32)
_CHEEK_FACING: Final = 0.22
_HOLLOW_FACING: Final = 0.35
_LIPS_FACING: Final = 0.02
_OPEN_M, _WIDE_OPEN_M = 0.004, 0.014
"""How far the jaw hangs where a mouth begins to be open, and where it is as round as it gets."""
_UPPER_LIP: Final = 0.10
_LOWER_LIP: Final = 0.68
"""Where the lips lie when the jaw hangs, of the way that it goes: the upper one is drawn up a
little, and the lower one comes up before the teeth, or the mouth would gasp."""
_ROUND_MOUTH: Final = 0.70
"""How wide a round mouth is, of a closed one: a jaw that hangs loose draws the corners in."""
_LIP_M: Final = 0.0034
"""How thick the lips of an open mouth are."""
_TEETH: Final = 0.22
_TEETH_OF_WIDTH: Final = 0.66
"""How far the upper teeth reach into an open mouth, and across it."""
_TEETH_FROM_M: Final = 0.012
"""Where the jaw hangs less, or in smaller pictures, they would be a crumb."""


class _Seen(NamedTuple):
    """The curves in a picture, and how much each point faces the camera, -1 to 1.

    What lies behind the nose does not: it faces it by -1.
    """

    x: Floats
    y: Floats
    facing: Floats
    eyes: bool
    spans: dict[str, tuple[Span, ...]]
    scale: float


def face_shapes(projection: Projection, grain: float = 0.0) -> tuple[FaceShape, ...]:
    """The face as shapes to be filled, in this order; none where it is turned away.

    Args:
        projection: The mesh in the picture.
        grain: Points lie on multiples of it, where they are written down as text; 0 is anywhere.
    """
    curves = curves_of(projection.topology.mesh)
    head, jaw = (projection.bones[bone] for bone in curves.bones)
    scale = projection.view.scale
    camera = head[:3, 2] / np.float32(scale)
    facing = curves.normals @ camera
    if facing.max() < _FACING:
        return ()
    points = curves.points @ head[:3] + head[3]
    points += curves.jaw * (curves.points @ jaw[:3] + jaw[3] - points)
    hide_far(facing, curves, camera)
    level_mouth(points, curves, camera, head)
    _turn_nose(points, facing, curves, camera, head)
    eyes = bool(camera[2] > -_EYE_BACK and abs(camera[1]) < _EYE_ABOVE)
    seen = _Seen(points[:, 0], points[:, 1], facing, eyes, curves.spans, scale)
    fine = is_fine(scale)
    shapes = [
        *(_spots(seen) if fine else ()),
        *_eyes(seen, head[1, :2]),
        *(_open_mouth(seen, curves, head[1, :2]) or (_lips(seen) if fine else ())),
    ]
    return (*_filled(shapes, grain), *_lines(seen, curves, grain))


def faces_camera(projection: Projection) -> bool:
    """Whether the face lies before the hair: the head is not seen from behind or from the crown."""
    head = projection.topology.mesh.bones.index("head")
    _, up, ahead = (projection.bones[head, :3, 2] / projection.view.scale).tolist()
    above = _HAIR_ABOVE * max(up, 0.0) + _HAIR_BELOW * min(up, 0.0)
    return bool(ahead > _HAIR_AHEAD + above)


def is_fine(scale: float) -> bool:
    """Whether a picture of so many pixels for a metre has the fine lines of a face and of hair."""
    return scale >= _LINES_FROM


def line_shapes(
    kind: LineKind, lines: Sequence[tuple[Floats, Floats]], scale: float, grain: float = 0.0
) -> tuple[FaceShape, ...]:
    """Lines along hair, cloth or fingers as shapes to be filled.

    Args:
        kind: Along what.
        lines: The points of each, to the right and down.
        scale: Pixels for a metre.
        grain: As for a face.
    """
    stroke = _ALONG[kind]
    width = np.float32(max(stroke.least_px, stroke.width_m * scale) / 2)
    loops = []
    for x, y in lines:
        dx, dy = _ways(x), _ways(y)
        length: Floats = np.hypot(dx, dy) + np.float32(1e-4)
        off = width * _swell(len(x), stroke) / length
        right, down = off * -dy, off * dx
        loops.append(
            (
                np.concatenate((x + right, (x - right)[::-1])),
                np.concatenate((y + down, (y - down)[::-1])),
            )
        )
    return tuple(_filled([_shape(stroke.ink, *loops)] if loops else [], grain))


def _ways(places: Floats) -> Floats:
    """The way along a line at each point; numpy.gradient takes five times as long."""
    found: Floats = np.empty_like(places)
    np.subtract(places[2:], places[:-2], out=found[1:-1])
    found[0], found[-1] = places[1] - places[0], places[-1] - places[-2]
    return found


def _turn_nose(
    points: Floats, facing: Floats, curves: Curves, camera: Floats, head: Floats
) -> None:
    """Put the line of the ridge where the nose turns out of sight."""
    own = slice(*curves.spans["ridge"][0])
    facing[own] = -1
    side = nose_side(curves, camera)
    if side is not None:
        places, before_cheek = side
        points[own] = places @ head[:3] + head[3]
        facing[own][before_cheek] = 1


def _closed(seen: _Seen, span: Span, least: float) -> list[tuple[Floats, Floats]]:
    """What the nose does not hide of a shape, if that is enough of it."""
    first, last = span
    kept = seen.facing[first:last] > least
    if kept.all():
        return [(seen.x[first:last], seen.y[first:last])]
    x, y = seen.x[first:last][kept], seen.y[first:last][kept]
    return [(x, y)] if len(x) >= _LEAST_OF_EYE else []


def _shape(ink: FaceInk, *loops: tuple[Floats, Floats]) -> _Loops:
    return _Loops(ink, loops)


def _filled(shapes: Sequence[_Loops], grain: float) -> list[FaceShape]:
    """All of them in one go: each by itself would cost as much as ten."""
    if not shapes:
        return []
    loops = [loop for shape in shapes for loop in shape.loops]
    ends = [0, *accumulate(len(x) for x, _ in loops)]
    first = [0, *accumulate(len(shape.loops) for shape in shapes)]
    x, y = (np.concatenate([loop[axis] for loop in loops]) for axis in (0, 1))
    x, y = _rough(x, grain), _rough(y, grain)
    paths = paths_of(x, y, ends[:-1], [ends[number] for number in first])
    return [FaceShape(shape.ink, path) for shape, path in zip(shapes, paths, strict=True)]


def _rough(values: Floats, grain: float) -> NDArray[np.floating[Any]]:
    return np.round(values.astype(np.float64) / grain) * grain if grain else values


def _spots(seen: _Seen) -> list[_Loops]:
    """Cheeks, and the hollow of an ear: each whole or not at all."""
    found: list[_Loops] = []
    kinds: tuple[tuple[str, FaceInk, float], ...] = (
        ("cheek", "cheek", _CHEEK_FACING),
        ("concha", "hollow", _HOLLOW_FACING),
    )
    for name, ink, least in kinds:
        loops = [
            (seen.x[first:last], seen.y[first:last])
            for first, last in seen.spans[name]
            if seen.facing[first:last].min() > least
        ]
        if loops:
            found.append(_shape(ink, *loops))
    return found


def _eyes(seen: _Seen, up: Floats) -> list[_Loops]:
    """The eyes, where `up` is what a metre up the head is in the picture."""
    if not seen.eyes:
        return []
    found = []
    scale = np.float32(seen.scale)
    for side, (eye, iris) in enumerate(zip(seen.spans["eye"], seen.spans["iris"], strict=True)):
        disc, white = _closed(seen, iris, -1), _closed(seen, eye, -1)
        if not disc or not white or _is_sliver(*white[0], up):
            for name in _OF_AN_EYE:
                seen.facing[slice(*seen.spans[name][side])] = -1
            continue
        if seen.scale < _EYES_FROM:
            found.append(_shape("pupil", *disc))
            continue
        found.append(_shape("white", *white))
        if seen.scale < _LINES_FROM:
            found.append(_shape("pupil", *disc))
            continue
        found.append(_shape("iris", *disc))
        [(x, y)] = disc
        middle_x, middle_y = x.mean(), y.mean()
        pupil = np.float32(_PUPIL)
        found.append(
            _shape("pupil", (middle_x + pupil * (x - middle_x), middle_y + pupil * (y - middle_y)))
        )
        if seen.scale >= _FINE_FROM and len(x) == iris[1] - iris[0]:
            right, down = (scale * np.float32(off) for off in _GLINT_OFF_M)
            narrow = np.float32(float(np.ptp(x)) / max(float(np.ptp(y)), 1e-4))
            glint = np.float32(_GLINT_M) * scale * _ROUND
            found.append(
                _shape(
                    "glint",
                    (middle_x + narrow * (right + glint[0]), middle_y + down + glint[1]),
                )
            )
    return found


def _is_sliver(x: Floats, y: Floats, up: Floats) -> bool:
    # A head may lie on its side.
    across, along = x * up[1] - y * up[0], x * up[0] + y * up[1]
    return bool(np.ptp(across) < _SLIVER * np.ptp(along))


def _lips(seen: _Seen) -> list[_Loops]:
    """The lips of a closed mouth, as far as they face the camera: the upper one lies in shade."""
    rows = [slice(*seen.spans[name][0]) for name in ("bow", "mouth", "full")]
    kept = np.nonzero(np.minimum.reduce([seen.facing[row] for row in rows]) > _LIPS_FACING)[0]
    if len(kept) < _LEAST_OF_LINE:
        return []
    own = slice(kept[0], kept[-1] + 1)
    bow, mouth, full = ((seen.x[row][own], seen.y[row][own]) for row in rows)
    both: tuple[tuple[FaceInk, tuple[Floats, Floats]], ...] = (
        ("lip", full),
        ("upper_lip", mouth),
    )
    return [
        _shape(
            ink,
            (
                np.concatenate((bow[0], below[0][::-1])),
                np.concatenate((bow[1], below[1][::-1])),
            ),
        )
        for ink, below in both
    ]


def _open_mouth(seen: _Seen, curves: Curves, up: Floats) -> list[_Loops]:
    """What is seen between the lips when the jaw hangs, and the lips around it.

    The line of the mouth becomes the edge of the upper lip.

    Args:
        seen: The face in the picture.
        curves: The face at rest.
        up: What a metre up the head is in the picture.
    """
    upper, lower = (slice(*seen.spans[name][0]) for name in ("mouth", "lip"))
    top = np.stack((seen.x[upper], seen.y[upper]))
    low = np.stack((seen.x[lower], seen.y[lower]))
    middle = top.shape[1] // 2
    hang = (low - top)[:, middle, None]
    gap = float(np.hypot(*hang)[0])
    scale = seen.scale
    [kept] = np.nonzero(np.minimum(seen.facing[upper], seen.facing[lower]) > _LIPS_FACING)
    if gap < _OPEN_M * scale or len(kept) < _LEAST_OF_LINE:
        return []
    ease = np.float32(min(1.0, (gap / scale - _OPEN_M) / (_WIDE_OPEN_M - _OPEN_M)))
    # Corners that rise would smile.
    height = curves.points[upper, 1]
    line = top - ease * (height - height[middle]) * up[:, None]
    narrow = 1 + ease * np.float32(_ROUND_MOUTH - 1)
    line = line[:, middle, None] + narrow * (line - line[:, middle, None])
    way = np.linspace(-1, 1, line.shape[1], dtype=np.float32)
    arch = np.sqrt(1 - way * way)
    low = line + np.float32(_LOWER_LIP) * hang * arch
    top = line - np.float32(_UPPER_LIP) * hang * arch
    seen.x[upper], seen.y[upper] = top
    lip = hang / np.float32(gap) * np.float32(_LIP_M * scale) * arch
    rings: list[tuple[FaceInk, Floats, Floats]] = [
        ("lip", top - lip, low + lip),
        ("mouth", top, low),
    ]
    if scale >= _LINES_FROM and gap > _TEETH_FROM_M * scale:
        teeth = np.float32(_TEETH) * np.maximum(1 - (way / np.float32(_TEETH_OF_WIDTH)) ** 4, 0)
        rings.append(("teeth", top, top + teeth * (low - top)))
    own = slice(kept[0], kept[-1] + 1)
    found: list[_Loops] = []
    for ink, above, below in rings:
        x, y = np.concatenate((above[:, own], below[:, own][:, ::-1]), axis=1)
        found.append(_shape(ink, (x, y)))
    return found


def _lines(seen: _Seen, curves: Curves, grain: float) -> list[FaceShape]:
    """Lines along what faces the camera: full at their belly, thin at both ends."""
    half = np.zeros(len(seen.x), np.float32)
    rings: list[Indices] = []
    sides: list[Floats] = []
    starts: list[int] = []
    cuts, count = [0], 0
    inks: list[FaceInk] = []
    facing = seen.facing.tolist()
    for name, stroke in _STROKES.items():
        if seen.scale < stroke.from_scale or (name in _ABOUT_EYES and not seen.eyes):
            continue
        if not inks or inks[-1] != stroke.ink:
            inks.append(stroke.ink)
            cuts.append(count)
        width_m = stroke.width_m * curves.widths.get(name, 1.0)
        for side, (first, last) in enumerate(seen.spans[name]):
            own = [at for at in range(first, last) if facing[at] > stroke.facing]
            if len(own) < _LEAST_OF_LINE:
                continue
            first, last = own[0], own[-1] + 1  # noqa: PLW2901 - what is seen of it
            width = max(stroke.least_px, width_m * seen.scale)
            chord = hypot(seen.x[last - 1] - seen.x[first], seen.y[last - 1] - seen.y[first])
            if name == "brow":
                width = _width_of_brow(seen, side, chord, width)
            if not width or chord < stroke.times * width:
                continue
            half[first:last] = width / 2 * _swell(last - first, stroke)
            starts.append(count)
            count += 2 * (last - first)
            ring, ways = _there_and_back(last - first)
            rings.append(ring + first)
            sides.append(ways)
        cuts[-1] = count
    if not count:
        return []
    corners = np.concatenate(rings)
    dx = seen.x[curves.after] - seen.x[curves.before]
    dy = seen.y[curves.after] - seen.y[curves.before]
    length = np.hypot(dx, dy) + np.float32(1e-4)
    off = (half / length)[corners] * np.concatenate(sides)
    x, y = seen.x[corners] - dy[corners] * off, seen.y[corners] + dx[corners] * off
    paths = paths_of(_rough(x, grain), _rough(y, grain), starts, cuts)
    return [FaceShape(ink, path) for ink, path in zip(inks, paths, strict=True)]


def _width_of_brow(seen: _Seen, side: int, chord: float, width: float) -> float:
    """How wide a brow is drawn of which so much is seen: a line, or 0 where it would be a dot."""
    lid = seen.facing[slice(*seen.spans["lid"][side])]
    if lid.max() <= _STROKES["lid"].facing and chord < _LONE_BROW * width:
        return 0.0
    return max(_STROKES["brow"].least_px, min(width, chord / _LONG_BROW))


@lru_cache(maxsize=64)
def _there_and_back(count: int) -> tuple[Indices, Floats]:
    """So many points in their order and back, and on which side of them the edge of a line lies."""
    there = np.arange(count)
    sides = np.repeat(np.array((1, -1), np.float32), count)
    return np.concatenate((there, there[::-1])), sides


@lru_cache(maxsize=128)
def _swell(count: int, stroke: _Stroke) -> Floats:
    """How wide a line of so many points is at each, 1 at its belly."""
    share, belly = np.linspace(0, 1, count), stroke.belly
    turn = np.where(share < belly, share / belly, 1 + (share - belly) / (1 - belly)) * np.pi / 2
    found: Floats = (stroke.thin + (1 - stroke.thin) * np.sin(turn)).astype(np.float32)
    return found
