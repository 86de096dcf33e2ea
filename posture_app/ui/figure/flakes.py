"""Small pieces of the neck's skin that are seen behind the far edge of a collar."""

from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Flags, Indices, Topology

_FLAKE_M: Final = 0.02
"""A piece of a neck is a flake where it is smaller than this square and another one is larger."""


def flakes_of(projection: Projection, first: Indices, area: NDArray[np.floating[Any]]) -> Flags:
    """Which of some loops go around a flake.

    Args:
        projection: The mesh in the picture.
        first: A half-edge of each loop.
        area: What each goes around, in square pixels; negative for a hole.
    """
    on_neck: Flags = _on_neck(projection.topology)[projection.topology.group[first]]
    found: Flags = on_neck & (area > 0) & (area < (_FLAKE_M * projection.view.scale) ** 2)
    if found.any():
        found &= area < np.where(on_neck, area, 0).max()
    return found


@lru_cache(maxsize=8)
def _on_neck(topology: Topology) -> Flags:
    """Of each group, whether it is of the neck."""
    neck = topology.mesh.parts.index("neck")
    return np.array([part == neck for part, _ in topology.groups])
