"""Where bodies are in space: what a picture must hold, and what an arrow must not cover."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from posture_app.body.contacts import landmark_point
from posture_app.body.geometry import Vector
from posture_app.body.skeleton import INDEX, Frames
from posture_app.preferences import BODIES, Body
from posture_app.ui.figure.bones import Hands, bones_over, inverse_bind
from posture_app.ui.figure.indices import distinct
from posture_app.ui.figure.mesh import Floats, Mesh, load_mesh
from posture_app.ui.figure.topology import Indices

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
    return surface_of(carriers_of((frames,), hands), parts)


def surface_of(carriers: Floats, parts: Iterable[str]) -> Floats:
    """The same at all moments of which `carriers_of` has told where the bones are."""
    names = frozenset(parts)
    placed = [_placed(carriers, _chosen(body, names)) for body in BODIES]
    found: Floats = np.concatenate(placed).reshape(-1, 3)
    return found


def covering(
    frames: Frames, body: Body, parts: Iterable[str], hands: Hands | None = None
) -> Floats:
    """Points so near each other that they cover some parts of one body, (n, 3) in metres."""
    chosen = _chosen(body, frozenset(parts))
    corners = _placed(carriers_of((frames,), hands), chosen)[chosen.triangles.T, 0]
    # One product for all triangles: numpy is slow at many small ones.
    found: Floats = (_SPREAD @ corners.reshape(3, -1)).reshape(-1, 3)
    return found


class _Block(NamedTuple):
    """Points that the same bones move.

    Attributes:
        bones: (b,) which those are.
        carried: (n, 4b) the points' places at rest, homogeneous, times the share of each bone.
    """

    bones: Indices
    carried: Floats


class _Chosen(NamedTuple):
    """Some parts of a body at its coarsest.

    Attributes:
        blocks: The points of each part.
        triangles: (t, 3) of the points of all blocks.
    """

    blocks: tuple[_Block, ...]
    triangles: Indices


def carriers_of(moments: Sequence[Frames], hands: Hands | None) -> Floats:
    """How bones carry places, (bones, 4, moments, 3): from homogeneous ones at rest to space.

    Little more costs than one moment.

    Args:
        moments: The skeleton at each of them.
        hands: The shapes of the hands, where they do not follow from the skeleton.
    """
    bones = bones_over(moments, hands)
    moves = bones[..., :3] @ inverse_bind()
    moves[..., 3] += bones[..., 3]
    found: Floats = np.ascontiguousarray(moves.transpose(1, 3, 0, 2))
    return found


def _placed(carriers: Floats, chosen: _Chosen) -> Floats:
    """(n, moments, 3): where the points are, in metres."""
    moments = carriers.shape[2]
    rows = carriers.reshape(len(carriers), 4, -1)
    placed = [
        block.carried @ rows[block.bones].reshape(4 * len(block.bones), -1)
        for block in chosen.blocks
    ]
    found: Floats = np.concatenate(placed).reshape(-1, moments, 3)
    return found


@cache
def _chosen(body: Body, parts: frozenset[str]) -> _Chosen:
    mesh = load_mesh(body, "coarse")
    blocks, triangles, count = [], [], 0
    for number, name in enumerate(mesh.parts):
        if name in parts:
            own, places = distinct(mesh.triangles[mesh.part == number].reshape(-1))
            blocks.append(_block(mesh, own))
            triangles.append(places.reshape(-1, 3) + count)
            count += len(own)
    return _Chosen(tuple(blocks), np.concatenate(triangles))


def _block(mesh: Mesh, vertices: npt.NDArray[np.uint16]) -> _Block:
    rest = np.ones((len(vertices), 4), np.float32)
    rest[:, :3] = mesh.rest[vertices]
    weights = mesh.influence_weights[vertices]
    order = np.argsort(-weights, axis=1)[:, :_LARGEST]
    most = np.take_along_axis(weights, order, axis=1)
    most /= most.sum(axis=1, keepdims=True)
    moving = np.take_along_axis(mesh.influence_bones[vertices], order, axis=1)
    bones, column = distinct(moving.reshape(-1))
    shares = np.zeros((len(vertices), len(bones)), np.float32)
    # A bone may stand twice beside a vertex.
    np.add.at(shares, (np.arange(len(vertices))[:, None], column.reshape(moving.shape)), most)
    carried = shares[:, :, None] * rest[:, None]
    return _Block(bones.astype(np.intp), carried.reshape(len(vertices), -1))
