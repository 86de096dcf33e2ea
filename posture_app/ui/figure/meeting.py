"""Where bellies of a muscle end beside each other, so that nothing shines between them."""

from typing import Final, NamedTuple

import numpy as np

from posture_app.ui.figure.contours import Floats
from posture_app.ui.figure.indices import distinct
from posture_app.ui.figure.mesh import Mesh
from posture_app.ui.figure.patches import Patch
from posture_app.ui.figure.topology import Flags, Indices

_MEET_M: Final = 0.018
"""Bellies of one muscle that end so near each other go on to the middle between them: no pinhole
of cloth must shine where several of them come together."""
_BETWEEN_M: Final = 0.045
"""A stretch so short between two that meet others goes on to the nearest as well, if that is no
farther away: nobody would take what is left open there for more than a hole."""
_AT_CORNER: Final = 0.99
"""A point of which a vertex has so large a share is that vertex."""
_ACROSS: Final = -0.5
"""What lies between two ends sees them so far apart: the cosine of the angle."""
_AHEAD: Final = 0.3
"""They do so ahead: the cosine of the angle to the way out of a belly."""
_MEET: Final = 4
"""So many bellies come together at most."""


class Meeting(NamedTuple):
    """Points at which bellies end beside others, and the middle between them and those.

    Attributes:
        number: (N,) which of the middles belongs to a point, or -1.
        corners: (M, 3 * `_MEET`) the vertices around each middle.
        weights: (M, 3 * `_MEET`) their shares in it.
    """

    number: Indices
    corners: Indices
    weights: Floats


def meeting_of(mesh: Mesh, patches: list[Patch]) -> Meeting:
    """Where bellies end so near others of the same muscle that nobody should look between them."""
    corners = np.concatenate([patch.corners for patch in patches])
    weights = np.concatenate([patch.weights for patch in patches])
    places = (mesh.rest[corners] * weights[:, :, None]).sum(axis=1)
    firsts = np.cumsum([0, *(len(patch.corners) for patch in patches)])
    ends = [
        first + distinct(patch.edges[patch.outside < 0].reshape(-1))[0]
        for patch, first in zip(patches, firsts, strict=False)
    ]
    out = np.zeros_like(places)
    for patch, first in zip(patches, firsts, strict=False):
        begin, end = patch.edges[patch.outside < 0].T
        normal = mesh.normals[patch.corners[begin, 0]]
        across = np.cross(places[first + end] - places[first + begin], normal)
        np.add.at(out, first + begin, across)
        np.add.at(out, first + end, across)
    out /= np.linalg.norm(out, axis=1, keepdims=True) + np.float32(1e-9)
    # Parts of one muscle are named alike, such as `upper trapezius` and `lower trapezius`.
    muscles = [patch.name.split()[-1] for patch in patches]
    number = np.full(len(corners), -1)
    found: list[list[int]] = []
    for own, points in enumerate(ends):
        others = [end for end, name in zip(ends, muscles, strict=True) if name == muscles[own]]
        near = [
            _nearest(places, points, out[points], other) for other in others if other is not points
        ]
        if not near:
            continue
        apart = np.min([one[0] for one in near], axis=0)
        between = _between(places, points, apart < _MEET_M, patches[own], int(firsts[own]))
        far = np.where(between & (apart > _MEET_M), np.float32(_BETWEEN_M), np.float32(_MEET_M))
        for at, point in enumerate(points.tolist()):
            all_near = sorted((one[0][at], one[1][at]) for one in near if one[0][at] < far[at])
            if all_near:
                number[point] = len(found)
                both = [point, *(int(other) for _, other in all_near)]
                found.append([both[one % len(both)] for one in range(_MEET)])
    chosen = np.array(found, np.int64).reshape(-1, _MEET)
    shares: Floats = (weights[chosen] / np.float32(_MEET)).astype(np.float32)
    return Meeting(number, corners[chosen].reshape(-1, 3 * _MEET), shares.reshape(-1, 3 * _MEET))


def gap_triangles(mesh: Mesh, patches: list[Patch], meeting: Meeting) -> Indices:
    """The mesh's triangles between bellies that end beside each other, where a hole would be left.

    Args:
        mesh: The mesh.
        patches: The bellies.
        meeting: Where they end beside others.
    """
    corners = np.concatenate([patch.corners for patch in patches])
    weights = np.concatenate([patch.weights for patch in patches])
    meets = meeting.number >= 0
    touched = np.zeros(len(mesh.rest), bool)
    touched[corners[meets][weights[meets] > 0]] = True
    triangles = mesh.triangles.astype(np.int64)
    [chosen] = np.nonzero(touched[triangles].all(axis=1))
    inside = np.zeros(len(mesh.rest), bool)
    inside[corners[weights > _AT_CORNER]] = True
    ends = (mesh.rest[corners[meets]] * weights[meets][:, :, None]).sum(axis=1)
    for vertex in set(triangles[chosen].ravel().tolist()):
        way = ends - mesh.rest[vertex]
        apart = np.linalg.norm(way, axis=1)
        way = way[apart < _BETWEEN_M] / apart[apart < _BETWEEN_M, None]
        inside[vertex] |= bool(len(way)) and float((way @ way.T).min()) < _ACROSS
    found: Indices = chosen[inside[triangles[chosen]].all(axis=1)]
    return found


def _between(places: Floats, points: Indices, meets: Flags, patch: Patch, first: int) -> Flags:
    """Which points where a belly ends lie on a short stretch between two that meet others.

    Args:
        places: All points.
        points: Those where the belly ends.
        meets: Which of those meet others.
        patch: The belly.
        first: The number of its first point.
    """
    follows = dict((patch.edges[patch.outside < 0] + first).tolist())
    own = {point: at for at, point in enumerate(points.tolist())}
    found = np.zeros(len(points), bool)
    for at, point in enumerate(points.tolist()):
        stretch: list[int] = []
        last, length = point, 0.0
        while meets[at] and length < _BETWEEN_M and last in follows:
            length += float(np.linalg.norm(places[follows[last]] - places[last]))
            last = follows[last]
            if meets[own[last]]:
                found[stretch] = length < _BETWEEN_M
                break
            stretch.append(own[last])
    return found


def _nearest(
    places: Floats, points: Indices, out: Floats, others: Indices
) -> tuple[Floats, Indices]:
    """How far the nearest of some other points ahead is from each, and which it is."""
    if not len(others):
        return np.full(len(points), np.inf, np.float32), points
    way = places[others][None] - places[points][:, None]
    apart = np.linalg.norm(way, axis=2)
    apart[(way * out[:, None]).sum(axis=2) < _AHEAD * apart] = np.inf
    nearest = apart.argmin(axis=1)
    found: Floats = apart[np.arange(len(points)), nearest]
    return found, others[nearest]
