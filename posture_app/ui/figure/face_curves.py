"""The lines of the face of a mesh in one table, and what of them a nose hides."""

from collections.abc import Mapping
from functools import lru_cache
from math import hypot
from typing import Final, NamedTuple

import numpy as np

from posture_app.ui.figure.contours import Floats
from posture_app.ui.figure.indices import distinct
from posture_app.ui.figure.mesh import FaceCurve, Mesh
from posture_app.ui.figure.topology import Flags, Indices

_FAR_FACING: Final = 0.1
"""Lines of the far side turn so much more: nearer to the outline they would lie across it."""
_BESIDE_BRIDGE_M: Final = 0.004
_MIDDLE_M: Final = 1e-4
_BEFORE_M: Final = 0.03
_CHEEK: Final = (0.092, 0.067, 0.066)
"""A level cut through the face: how far its middle lies behind the tip of the nose, and how far the
face reaches from there to the side and ahead, in metres."""
_WITHIN_M: Final = 0.001
_LEAST_AHEAD: Final = 0.14
_WHOLE_NOSE: Final = 0.42
"""The sine of the turn from which all of the nose stands out from the cheek."""
_OF_A_MOUTH: Final = ("bow", "mouth", "full", "lip", "underlip")
_FROM_BELOW: Final = (0.1, 0.35)
"""The sine of the angle from below at which a mouth begins to be levelled, and is so as a whole."""


class Curves(NamedTuple):
    """All curves of a face, one after the other, in the rest pose.

    Attributes:
        points: (points, 3), in metres.
        normals: (points, 3): which way each point looks.
        jaw: (points, 1): how far the jaw carries it, 0 to 1.
        spans: Of each name the first point of every line, and the one after its last.
        bones: The numbers of head and jaw.
        before: The point before each in its line; the first of a line itself.
        after: The same after it.
        bridge: (2, points) up and ahead: the outline of the face from the side.
        widths: How wide some lines are drawn, of what is usual.
    """

    points: Floats
    normals: Floats
    jaw: Floats
    spans: dict[str, tuple[tuple[int, int], ...]]
    bones: tuple[int, int]
    before: Indices
    after: Indices
    bridge: Floats
    widths: Mapping[str, float]


@lru_cache(maxsize=8)
def curves_of(mesh: Mesh) -> Curves:
    """The curves of a mesh, kept."""
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
    numbers = np.arange(at, dtype=np.intp)
    before, after = numbers - 1, numbers + 1
    for first, last in (end for own in spans.values() for end in own):
        before[first], after[last - 1] = first, last - 1
    return Curves(
        np.concatenate([curve.points for curve in curves]),
        np.concatenate([curve.normals for curve in curves]),
        np.concatenate([curve.jaw for curve in curves])[:, None],
        spans,
        (mesh.bones.index("head"), mesh.bones.index("jaw")),
        before,
        after,
        _bridge(mesh),
        mesh.line_widths,
    )


def _bridge(mesh: Mesh) -> Floats:
    """The foremost line down the middle of the face, sorted upwards."""
    head, _ = distinct(mesh.triangles[mesh.part == mesh.parts.index("head")].reshape(-1))
    places = mesh.rest[head]
    places = places[(np.abs(places[:, 0]) < _MIDDLE_M) & (places[:, 2] > _BEFORE_M)]
    found: Floats = places[np.argsort(places[:, 1])][:, 1:].T.copy()
    return found


def hide_far(facing: Floats, curves: Curves, camera: Floats) -> None:
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


def level_mouth(points: Floats, curves: Curves, camera: Floats, head: Floats) -> None:
    """Let a mouth that is seen from below not look sad.

    Its corners lie behind its middle: from there they would hang below it.

    Args:
        points: All points of the face in the picture.
        curves: The face.
        camera: The way to the camera as the head is at rest, of length one.
        head: What a metre along each of the head's ways is in the picture.
    """
    first, whole = _FROM_BELOW
    share = min(1.0, (-float(camera[1]) - first) / (whole - first))
    up, ahead = head[1, :2], head[2, :2]
    high = float(up @ up)
    if share <= 0 or not high:
        return
    lift = np.float32(share * float(ahead @ up) / high) * up
    for name in _OF_A_MOUTH:
        for own in (slice(*span) for span in curves.spans[name]):
            depth = curves.points[own, 2]
            points[own, :2] += np.outer(depth.max() - depth, lift)


def nose_side(curves: Curves, camera: Floats) -> tuple[Floats, Flags] | None:
    """The line along which a nose that is seen aslant turns out of sight, before the far cheek.

    Level cuts through a nose and through the face are taken for ellipses.

    Args:
        curves: The face.
        camera: The way to the camera as the head is at rest, of length one.

    Returns:
        As many points as the ridge has, in the rest pose, and which of them lie before the cheek;
        None where a nose is seen from before or beside.
    """
    across, _, ahead = camera.tolist()
    level = hypot(across, ahead)
    if ahead < _LEAST_AHEAD * level or abs(across) < _LEAST_AHEAD * level:
        return None
    # To the far side, across the way to the camera.
    n_x, n_z = (-ahead if across > 0 else ahead) / level, abs(across) / level
    ridge = curves.points[slice(*curves.spans["ridge"][0])]
    flank = curves.points[slice(*curves.spans["flank"][0])]
    wide, deep = flank[:, 0], ridge[:, 2] - flank[:, 2]
    far = np.sqrt((wide * n_x) ** 2 + (deep * n_z) ** 2)
    points = flank.copy()
    points[:, 0] = wide * wide * n_x / far
    points[:, 2] += deep * deep * n_z / far
    behind, broad, long = _CHEEK
    cheek = hypot(broad * n_x, long * n_z) + (float(ridge[:, 2].max()) - behind) * n_z
    seen = points[:, 0] * n_x + points[:, 2] * n_z < cheek - _WITHIN_M
    # From before, only its tip stands out.
    seen[: max(0, round(len(seen) * (1 - abs(across) / level / _WHOLE_NOSE)))] = False
    return points.astype(np.float32), seen
