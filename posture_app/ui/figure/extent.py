"""Where bodies are in space: what a picture must hold, and what an arrow must not cover."""

from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from posture_app.body.contacts import landmark_point
from posture_app.body.geometry import Vector
from posture_app.body.skeleton import INDEX, Frames
from posture_app.preferences import BODIES, Body
from posture_app.ui.figure.bones import Hands, bone_matrices
from posture_app.ui.figure.mesh import Floats, load_mesh
from posture_app.ui.figure.topology import distinct

_LARGEST: Final = 3
"""Bones that move a point for its place to be known well enough."""
_SPREAD: Final[Floats] = np.array(
    [(a / 3, b / 3, (3 - a - b) / 3) for a in range(4) for b in range(4 - a)], np.float32
)
"""Points spread over a triangle, as shares of its corners."""

_JOINTS: Final[dict[str, tuple[str, Vector]]] = {
    "pelvis": ("pelvis", (0.0, 0.0, 0.0)),
    **{
        f"{side}_{name}": (f"{side}_{segment}", local)
        for side in ("right", "left")
        for name, segment, local in (
            ("shoulder", "upper_arm", (0.0, 0.03, 0.0)),
            ("hand", "hand", (0.0, -0.080, 0.0)),
            ("foot", "foot", (0.0, 0.0, 0.0)),
        )
    },
}
"""Parts that are no landmark, and the shoulder joint, which glides with its blade."""


def places_of(name: str, frames: Iterable[Frames]) -> list[Vector]:
    """Where a part or landmark is in space in each of some frames, in metres."""
    if name in _JOINTS:
        segment, local = _JOINTS[name]
        return [one.point(INDEX[segment], local) for one in frames]
    return [landmark_point(one, name) for one in frames]


def surface(frames: Frames, parts: Iterable[str], hands: Hands | None = None) -> Floats:
    """Points all over some parts of both bodies, (n, 3) in metres.

    Args:
        frames: The skeleton.
        parts: Names of the mesh's parts; those that a body has not are left out.
        hands: The shapes of the hands, where they do not follow from the skeleton.
    """
    moves = bone_matrices(frames, hands)
    names = frozenset(parts)
    return np.concatenate([_placed(moves, _chosen(body, names)) for body in BODIES])


def covering(
    frames: Frames, body: Body, parts: Iterable[str], hands: Hands | None = None
) -> Floats:
    """Points so near each other that they cover some parts of one body, (n, 3) in metres."""
    chosen = _chosen(body, frozenset(parts))
    corners = _placed(bone_matrices(frames, hands), chosen)[chosen.triangles]
    found: Floats = np.matmul(_SPREAD, corners).reshape(-1, 3)
    return found


class _Chosen(NamedTuple):
    """Some parts of a body at its coarsest.

    Attributes:
        rest: (n, 4) places, homogeneous.
        bones, weights: (n, 3) what moves them, and by how much.
        inverse_bind: (bones, 3, 4) from the rest pose into each bone's frame.
        triangles: (t, 3) of these places.
    """

    rest: Floats
    bones: npt.NDArray[np.uint8]
    weights: Floats
    inverse_bind: Floats
    triangles: npt.NDArray[np.intp]


def _placed(bones: Floats, chosen: _Chosen) -> Floats:
    moves = bones[:, :, :3] @ chosen.inverse_bind
    moves[:, :, 3] += bones[:, :, 3]
    blended = np.einsum("nk,nkij->nij", chosen.weights, moves[chosen.bones])
    found: Floats = np.einsum("nij,nj->ni", blended, chosen.rest)
    return found


@cache
def _chosen(body: Body, parts: frozenset[str]) -> _Chosen:
    mesh = load_mesh(body, "coarse")
    wanted = np.array([name in parts for name in mesh.parts])
    triangles = mesh.triangles[wanted[mesh.part]]
    vertices, places = distinct(triangles.reshape(-1))
    rest = np.ones((len(vertices), 4), np.float32)
    rest[:, :3] = mesh.rest[vertices]
    weights = mesh.influence_weights[vertices]
    order = np.argsort(-weights, axis=1)[:, :_LARGEST]
    bones = np.take_along_axis(mesh.influence_bones[vertices], order, axis=1)
    most = np.take_along_axis(weights, order, axis=1)
    most /= most.sum(axis=1, keepdims=True)
    return _Chosen(rest, bones, most, mesh.inverse_bind, places.reshape(-1, 3))
