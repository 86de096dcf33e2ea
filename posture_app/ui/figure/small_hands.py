"""The hand of small pictures: fingers that lie side by side.

Where a finger is a few pixels wide, the two lines along each gap run into one another, and a hand
looks like a comb. There each finger reaches sideways below its neighbours, in every pose: what is
left is the outline of a hand whose fingers are held together, and the thumb.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_app.ui.figure.bones import BONE_INDEX
from posture_app.ui.figure.hands import KNUCKLES
from posture_app.ui.figure.mesh import Body, Mesh, MeshLevel, load_mesh
from posture_app.ui.figure.waist import with_one_hem

Floats = NDArray[np.float32]

_WIDER_M: Final[Mapping[MeshLevel, float]] = {"coarse": 0.008, "medium": 0.0035}
"""How far each goes: where there is room for it, a narrow gap is left, of one line."""
_NEIGHBOURS: Final = ((-1, 0), (-1, 1), (-1, 1), (0, 1))
"""Where index, middle, ring and little finger have neighbours: 1 is the side of the thumb."""


@cache
def drawn_mesh(body: Body, level: MeshLevel) -> Mesh:
    """A body as it is drawn: its shirt has one hem, and but for its finest, fingers meet.

    Raises:
        OSError: The mesh cannot be read.
        BrokenMeshError: It is not a mesh of this program.
    """
    mesh = with_one_hem(load_mesh(body, level))
    wider_m = _WIDER_M.get(level)
    return replace(mesh, rest=_held_together(mesh, wider_m)) if wider_m else mesh


def _held_together(mesh: Mesh, wider_m: float) -> Floats:
    rest, moved = mesh.rest, mesh.rest.copy()
    most = mesh.influence_weights.argmax(axis=1)[:, None]
    mainly = np.take_along_axis(mesh.influence_bones, most, axis=1)[:, 0]
    for side in ("right", "left"):
        to_hand = mesh.inverse_bind[BONE_INDEX[f"{side}_hand"]]
        for finger, neighbours in enumerate(_NEIGHBOURS, start=2):
            first, last = (BONE_INDEX[f"{side}_finger_{finger}_{bone}"] for bone in (1, 3))
            [own] = np.nonzero((first <= mainly) & (mainly <= last))
            _, y, z = to_hand[:, :3] @ rest[own].T + to_hand[:, 3:]
            _, down, across = np.array(KNUCKLES[finger - 1]).T
            aside = np.sign(z - np.interp(-y, -down, across))
            wider = np.clip(aside, *neighbours) * wider_m
            moved[own] += np.outer(wider, to_hand[2, :3])
    return moved
