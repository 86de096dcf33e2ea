"""Where bellies of a muscle end beside each other, so that nothing shines between them."""

from typing import Final, NamedTuple

import numpy as np

from posture_app.ui.figure.contours import Floats
from posture_app.ui.figure.mesh import Mesh
from posture_app.ui.figure.patches import Patch
from posture_app.ui.figure.topology import Indices, distinct

_MEET_M: Final = 0.018
"""Bellies of one muscle that end so near each other go on to the middle between them: no pinhole
of cloth must shine where several of them come together."""
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
        for at, point in enumerate(points.tolist()):
            all_near = sorted((one[0][at], one[1][at]) for one in near if one[0][at] < _MEET_M)
            if all_near:
                number[point] = len(found)
                both = [point, *(int(other) for _, other in all_near)]
                found.append([both[one % len(both)] for one in range(_MEET)])
    chosen = np.array(found, np.int64).reshape(-1, _MEET)
    shares: Floats = (weights[chosen] / np.float32(_MEET)).astype(np.float32)
    return Meeting(number, corners[chosen].reshape(-1, 3 * _MEET), shares.reshape(-1, 3 * _MEET))


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
