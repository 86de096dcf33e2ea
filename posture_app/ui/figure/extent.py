"""How far bodies reach in space: what a picture must hold, so that nothing of them is cut off."""

from collections.abc import Iterable
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from posture_app.body.skeleton import Frames
from posture_app.preferences import BODIES, Body
from posture_app.ui.figure.bones import Hands, bone_matrices
from posture_app.ui.figure.mesh import Floats, load_mesh

_LARGEST: Final = 3
"""Bones that move a point for its place to be known well enough."""


def surface(frames: Frames, parts: Iterable[str], hands: Hands | None = None) -> Floats:
    """Points all over some parts of both bodies, (n, 3) in metres.

    Args:
        frames: The skeleton.
        parts: Names of the mesh's parts; those that a body has not are left out.
        hands: The shapes of the hands, where they do not follow from the skeleton.
    """
    bones = bone_matrices(frames, hands)
    names = frozenset(parts)
    return np.concatenate([_placed(bones, body, names) for body in BODIES])


def _placed(bones: Floats, body: Body, parts: frozenset[str]) -> Floats:
    rest, numbers, weights = _chosen(body, parts)
    mesh = load_mesh(body, "coarse")
    moves = bones[:, :, :3] @ mesh.inverse_bind
    moves[:, :, 3] += bones[:, :, 3]
    found: Floats = np.einsum("nk,nkij,nj->ni", weights, moves[numbers], rest)
    return found


@cache
def _chosen(body: Body, parts: frozenset[str]) -> tuple[Floats, npt.NDArray[np.uint8], Floats]:
    """Rest places (homogeneous), bones and weights of the parts' vertices."""
    mesh = load_mesh(body, "coarse")
    wanted = [number for number, name in enumerate(mesh.parts) if name in parts]
    vertices = np.unique(mesh.triangles[np.isin(mesh.part, wanted)])
    rest = np.ones((len(vertices), 4), np.float32)
    rest[:, :3] = mesh.rest[vertices]
    weights = mesh.influence_weights[vertices]
    order = np.argsort(-weights, axis=1)[:, :_LARGEST]
    numbers = np.take_along_axis(mesh.influence_bones[vertices], order, axis=1)
    most = np.take_along_axis(weights, order, axis=1)
    most /= most.sum(axis=1, keepdims=True)
    return rest, numbers, most
