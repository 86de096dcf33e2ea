"""Fine lines on socks and fists, which would be a wedge and a mitten without them.

A sock has a seam before the toes and one around the heel. They are cuts through the mesh, so that
they follow it into every pose and end at its outline. Fingers that are bent lie against each other,
where the mesh has no edge that is seen from the knuckles or from the palm, and so do those that are
held together in pictures of middling size: a line parts each from the next.
"""

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from posture_app.ui.figure.bones import BONE_INDEX
from posture_app.ui.figure.contours import Floats
from posture_app.ui.figure.face import FaceShape, LineKind, line_shapes
from posture_app.ui.figure.hands import KNUCKLES
from posture_app.ui.figure.indices import distinct
from posture_app.ui.figure.mesh import Mesh
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Indices, Topology

_SEAMS_FROM: Final = 180.0
"""Pixels for a metre from which a sock has seams."""
_TOES: Final = ((-0.003, -0.050, 0.191), 0.062)
_HEEL: Final = ((0.0, -0.074, -0.050), 0.060)
"""Balls around the toes and the heel: the middle in the frame of the left foot, and how far each
reaches, in metres."""
_UPPER_M: Final = -0.062
"""Below that, in the foot's frame, lies the sole, on which nothing is drawn."""
_OF_SEAM: Final = 15
_CALMED: Final = 2
_LEAST_OF_SEAM: Final = 4
"""A seam has so many points, goes so often halfway to its smoother self, and is drawn where so many
of them are seen on end."""
_FINGERS_FROM: Final = 270.0
"""Pixels for a metre from which fingers are parted; where they are a few pixels wide, lines between
them would be a grille."""
_BENT: Final = 0.1
"""Fingers lie against each other when their middle bones are bent so far from the palm, as the
cosine of the angle."""
_APART_FROM: Final = 380.0
"""And up to which straight ones are: in larger pictures the mesh has edges between them."""
GapSide = Literal["fist", "back", "palm"]
_ALONG: Final[Mapping[GapSide, tuple[tuple[int, float, float], ...]]] = {
    "fist": (
        (0, 0.05, -0.0080),
        (0, 0.20, -0.0070),
        (0, 0.40, -0.0060),
        (0, 0.65, -0.0045),
        (0, 0.95, -0.0035),
        (1, 0.25, -0.0030),
        (1, 0.50, -0.0040),
        (1, 0.75, -0.0045),
        (1, 0.95, -0.0045),
    ),
    "back": (
        (0, 0.50, -0.0060),
        (0, 0.75, -0.0045),
        (1, 0.10, -0.0040),
        (1, 0.45, -0.0040),
        (1, 0.80, -0.0040),
        (2, 0.20, -0.0040),
    ),
    "palm": (
        (0, 0.55, 0.0060),
        (0, 0.80, 0.0050),
        (1, 0.10, 0.0045),
        (1, 0.45, 0.0040),
        (1, 0.80, 0.0040),
        (2, 0.20, 0.0040),
    ),
}
"""Points between two fingers, bent and straight ones: the bone, how far along it, and how far from
it to the palm, in metres; between fingers their skin lies deep."""
_THUMB_M: Final = 0.011
"""So far from its bones a thumb hides what lies behind it."""
_KNUCKLES_FACING: Final = 0.38
_LEAST_OF_LINE: Final = 3

Doubles = NDArray[np.float64]
_Lines = list[tuple[Floats, Floats]]


class _Seams(NamedTuple):
    """The seams of a foot as points that are mixtures of vertices.

    Attributes:
        vertices: (V,) of the mesh.
        shares: (N, V) of each in every point.
        triangles: (N,) the one that each point lies on, or no triangle where it is on the sole,
            as are the first and the last of a seam.
    """

    vertices: Indices
    shares: Floats
    triangles: Indices


class _Gap(NamedTuple):
    """The lines between any two fingers on one side of a hand, in the rest pose.

    Attributes:
        bones: (3, 2, N) the bones of both that carry each point.
        points: (3, 2, N, 4) homogeneous, on the skin of both.
        out: (3, 2, N, 3) the way out of it.
        along: (3, 2, 3) the way along the middle bones of both.
        middles: (3, 2) those.
        hand: The bone of the hand.
        palm: (3,) the way along it.
    """

    bones: Indices
    points: Floats
    out: Floats
    along: Floats
    middles: Indices
    hand: int
    palm: Floats


def details_of(projection: Projection, part: int, grain: float) -> tuple[FaceShape, ...]:
    """The lines on one part of a body that has been placed; none on most.

    Args:
        projection: The mesh in the picture.
        part: The part.
        grain: As for a face.
    """
    name, scale = projection.topology.mesh.parts[part], projection.view.scale
    found: tuple[LineKind, _Lines]
    if name.endswith("_foot") and scale > _SEAMS_FROM:
        found = "seam", _seams(projection, part)
    elif name.endswith("_hand") and scale > _FINGERS_FROM:
        found = "knuckle", _between_fingers(projection, part)
    else:
        return ()
    kind, lines = found
    return line_shapes(kind, lines, scale, grain) if lines else ()


def _seams(projection: Projection, part: int) -> _Lines:
    vertices, shares, triangles = _seams_of(projection.topology, part)
    places = shares @ np.stack((projection.x[vertices], projection.y[vertices]), axis=1)
    found: _Lines = []
    begin = 0
    for at, seen in enumerate(projection.front[triangles].tolist()):
        if seen:
            continue
        if at - begin >= _LEAST_OF_SEAM:
            found.append((places[begin:at, 0], places[begin:at, 1]))
        begin = at + 1
    return found


@lru_cache(maxsize=16)
def _seams_of(topology: Topology, part: int) -> _Seams:
    mesh = topology.mesh
    foot = mesh.inverse_bind[BONE_INDEX[mesh.parts[part]]]
    places = mesh.rest @ foot[:, :3].T + foot[:, 3]
    if mesh.parts[part].startswith("right"):
        places *= np.array((-1, 1, 1), np.float32)
    first, last = topology.ranges[part]
    own = topology.corners[:, first:last].T
    vertices, _ = distinct(own.reshape(-1))
    none = np.zeros((0, len(vertices)))
    shares, triangles = [none], [np.zeros(0, np.int64)]
    for middle, reach in (_TOES, _HEEL):
        side = np.float32(reach) - np.linalg.norm(places - np.array(middle, np.float32), axis=1)
        for ring, numbers in _cuts(own, first, side):
            mixed = np.zeros((len(ring), len(vertices)))
            for row, (a, b) in enumerate(ring):
                share = side[a] / (side[a] - side[b])
                mixed[row, np.searchsorted(vertices, (a, b))] = 1 - share, share
            calm, below = _smooth(mixed, np.array(numbers), places[vertices])
            shares.append(calm)
            triangles.append(below)
    together = np.concatenate(shares).astype(np.float32)
    on_sole = together @ places[vertices, 1] < _UPPER_M
    seen_with = np.where(on_sole, topology.triangle_count, np.concatenate(triangles))
    return _Seams(vertices, together, seen_with)


def _smooth(shares: Doubles, numbers: Indices, places: Floats) -> tuple[Doubles, Indices]:
    """Points at even distances along a ring, in calm curves, beginning where it is lowest."""
    lowest = int(np.argmin((shares @ places)[:, 1]))
    shares, numbers = np.roll(shares, -lowest, axis=0), np.roll(numbers, -lowest)
    ring = np.concatenate((shares, shares[:1]))
    steps = np.linalg.norm(np.diff(ring @ places, axis=0), axis=1)
    along = np.append(0.0, np.cumsum(steps))
    wanted = np.linspace(0, along[-1], _OF_SEAM)
    at = np.minimum(np.searchsorted(along, wanted, side="right") - 1, len(numbers) - 1)
    share = ((wanted - along[at]) / np.maximum(steps[at], 1e-9))[:, None]
    even = ring[at] * (1 - share) + ring[at + 1] * share
    for _ in range(_CALMED):
        even[1:-1] = even[1:-1] / 2 + (even[:-2] + even[2:]) / 4
    return even, numbers[at]


def _cuts(
    triangles: Indices, first: int, side: Floats
) -> list[tuple[list[tuple[int, int]], list[int]]]:
    """Closed lines along which some triangles are cut: the edges, and the triangles between them.

    Args:
        triangles: (N, 3) their corners.
        first: The number of the first one.
        side: For every vertex how far it lies on one side of the cut.
    """
    crossed: dict[tuple[int, int], tuple[tuple[int, int], int]] = {}
    for number, corners in enumerate(triangles.tolist()):
        edges = list(pairwise([*corners, corners[0]]))
        if len({bool(side[corner] > 0) for corner in corners}) == 2:
            # It is entered by one edge and left by another, which is the next one's turned round.
            [entry] = [(a, b) for a, b in edges if side[a] <= 0 < side[b]]
            [(a, b)] = [(a, b) for a, b in edges if side[b] <= 0 < side[a]]
            crossed[entry] = (b, a), first + number
    found = []
    while crossed:
        begun, (after, triangle) = crossed.popitem()
        ring, numbers = [begun], [triangle]
        while after in crossed:
            ring.append(after)
            after, triangle = crossed.pop(after)
            numbers.append(triangle)
        if after == begun:
            found.append((ring, numbers))
    return found


def _between_fingers(projection: Projection, part: int) -> _Lines:
    mesh, bones = projection.topology.mesh, projection.bones
    side = mesh.parts[part].removesuffix("_hand")
    found: _Lines = []
    scale = np.float32(projection.view.scale)
    gaps = _gaps_of(mesh, side)
    bent = _is_bent(bones, gaps["fist"])
    for where, gap in gaps.items():
        [own] = np.nonzero(bent if where == "fist" else ~bent)
        if not len(own) or (where != "fist" and scale > _APART_FROM):
            continue
        carried = bones[gap.bones[own]]
        facing = (gap.out[own] * carried[..., :3, 2]).sum(axis=-1).mean(axis=1)
        seen = facing > _KNUCKLES_FACING * scale
        if not seen.any():
            continue
        places = (gap.points[own][..., None, :] @ carried)[..., 0, :].mean(axis=1)
        seen &= ~_behind(places, _thumb(projection, side), _THUMB_M * projection.view.scale)
        for row, line in zip(seen.tolist(), places, strict=True):
            found += [(line[first:last, 0], line[first:last, 1]) for first, last in _runs(row)]
    return found


def _is_bent(bones: Floats, gap: _Gap) -> NDArray[np.bool_]:
    """(3,) whether the fingers at each gap are bent."""
    middle = (gap.along[..., None, :] @ bones[gap.middles, :3])[..., 0, :]
    palm = gap.palm @ bones[gap.hand, :3]
    found: NDArray[np.bool_] = (middle @ palm).max(axis=1) <= _BENT * (palm @ palm)
    return found


def _runs(seen: list[bool]) -> list[tuple[int, int]]:
    """From where to where enough points follow each other that are seen."""
    found = []
    begin = 0
    for at, one in enumerate([*seen, False]):
        if not one:
            if at - begin >= _LEAST_OF_LINE:
                found.append((begin, at))
            begin = at + 1
    return found


def _thumb(projection: Projection, side: str) -> Floats:
    """(4, 3) the joints and the tip of a thumb in the picture."""
    numbers, points = _thumb_of(projection.topology.mesh, side)
    found: Floats = (points[:, None] @ projection.bones[numbers])[:, 0]
    return found


@lru_cache(maxsize=8)
def _thumb_of(mesh: Mesh, side: str) -> tuple[Indices, Floats]:
    hand = mesh.inverse_bind[BONE_INDEX[f"{side}_hand"]].astype(np.float64)
    mirror = np.array((1.0, 1.0, 1.0) if side == "right" else (-1.0, 1.0, 1.0))
    rest = (np.array(KNUCKLES[0]) * mirror - hand[:, 3]) @ hand[:, :3]
    numbers = [BONE_INDEX[f"{side}_finger_1_{bone}"] for bone in (1, 2, 3, 3)]
    return np.array(numbers), np.append(rest, np.ones((4, 1)), axis=1).astype(np.float32)


def _behind(places: Floats, chain: Floats, reach: float) -> NDArray[np.bool_]:
    """Which places lie behind a chain of bones, no farther from them in the picture."""
    ways = chain[1:] - chain[:-1]
    off = places[..., None, :] - chain[:-1]
    square = (ways[:, :2] ** 2).sum(axis=1) + np.float32(1e-6)
    share = np.minimum(np.maximum((off[..., :2] * ways[:, :2]).sum(axis=-1) / square, 0), 1)
    apart = off - share[..., None] * ways
    near = (apart[..., 0] ** 2 + apart[..., 1] ** 2 < reach * reach) & (apart[..., 2] < 0)
    found: NDArray[np.bool_] = near.any(axis=-1)
    return found


@lru_cache(maxsize=8)
def _gaps_of(mesh: Mesh, side: str) -> Mapping[GapSide, _Gap]:
    number = BONE_INDEX[f"{side}_hand"]
    hand = mesh.inverse_bind[number].astype(np.float64)
    palm = (np.array((0.0, -1.0, 0.0)) @ hand[:, :3]).astype(np.float32)
    found: dict[GapSide, _Gap] = {}
    for where in _ALONG:
        fingers = [_along_finger(hand, side, finger, where) for finger in range(1, 5)]
        bones, middles, *rest = (
            np.array(list(pairwise(each))) for each in zip(*fingers, strict=True)
        )
        points, out, along = (each.astype(np.float32) for each in rest)
        found[where] = _Gap(bones, points, out, along, middles, number, palm)
    return found


def _along_finger(
    hand: Doubles, side: str, finger: int, where: GapSide
) -> tuple[list[int], int, Doubles, Doubles, Doubles]:
    """Along a finger at rest: bones, its middle one, points, ways out, and that bone's way."""
    mirror = np.array((1.0, 1.0, 1.0) if side == "right" else (-1.0, 1.0, 1.0))
    joints = np.array(KNUCKLES[finger]) * mirror
    points, outs, bones = [], [], []
    for bone, along, to_palm_m in _ALONG[where]:
        way = joints[bone + 1] - joints[bone]
        unit = way / np.linalg.norm(way)
        out = np.array((np.sign(to_palm_m), 0.0, 0.0)) * mirror
        out -= unit * (out @ unit)
        out /= np.linalg.norm(out)
        points.append(joints[bone] + along * way + abs(to_palm_m) * out)
        outs.append(out)
        bones.append(BONE_INDEX[f"{side}_finger_{finger + 1}_{bone + 1}"])
    rest = (np.array(points) - hand[:, 3]) @ hand[:, :3]
    homogeneous = np.append(rest, np.ones((len(rest), 1)), axis=1)
    middle = (joints[2] - joints[1]) / np.linalg.norm(joints[2] - joints[1])
    carrier = BONE_INDEX[f"{side}_finger_{finger + 1}_2"]
    return bones, carrier, homogeneous, np.array(outs) @ hand[:, :3], middle @ hand[:, :3]
