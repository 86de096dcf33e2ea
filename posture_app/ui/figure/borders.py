"""Lines on a mesh at rest, such as a hem or a hairline, that are smoothed along themselves."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from posture_app.ui.figure.mesh import Mesh

Floats = NDArray[np.float32]
Indices = NDArray[np.signedinteger[Any]]


def with_smooth_border(mesh: Mesh, rest: Floats, materials: tuple[str, str], rounds: int) -> Floats:
    """Places at rest with the border between two materials smoothed, so many times."""
    count = len(rest)
    some, others = (
        mesh.triangles[mesh.material == mesh.materials.index(name)].astype(np.int64)
        for name in materials
    )
    first, last = some.reshape(-1), np.roll(some, -1, axis=1).reshape(-1)
    back = np.sort(others.reshape(-1) + count * np.roll(others, -1, axis=1).reshape(-1))
    forth = first * count + last
    at = np.minimum(np.searchsorted(back, forth), len(back) - 1)
    shared = back[at] == forth
    return smoothed_along(rest, first[shared], last[shared], rounds)


def smoothed_along(values: Floats, first: Indices, last: Indices, rounds: int) -> Floats:
    """Values of vertices that come nearer to those of both neighbours on a line, round by round.

    Args:
        values: (V, n).
        first: Where the line's edges begin. What is not part of a single line keeps its value.
        last: Where they end.
        rounds: How often.
    """
    count = len(values)
    single = (np.bincount(first, minlength=count) == 1) & (np.bincount(last, minlength=count) == 1)
    after, before = np.arange(count), np.arange(count)
    after[first], before[last] = last, first
    [own] = np.nonzero(single)
    found = values.copy()
    for _ in range(rounds):
        found[own] = found[own] / 2 + (found[before[own]] + found[after[own]]) / 4
    return found
