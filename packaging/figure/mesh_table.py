"""Writes the table of the body mesh that `posture_app/ui/figure/mesh.py` reads."""

import json
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from source import Floats, Ints

from posture_app.ui.figure.mesh import COLUMNS, MAGIC, UNIT_M, MeshTable, sizes_of


def written(table: MeshTable) -> bytes:
    """The table as a file: the same bytes for the same table."""
    head = json.dumps(table.head, sort_keys=True, separators=(",", ":")).encode()
    parts = [MAGIC, len(head).to_bytes(4, "little"), head]
    sizes = sizes_of(table.head)
    for name, kind, shape in COLUMNS:
        dtype = np.dtype(kind)
        array = np.ascontiguousarray(table.arrays[name], dtype)
        if array.shape != tuple(sizes[word] for word in shape):
            raise ValueError(f"{name} has the wrong size: {array.shape}")
        parts.append(array.tobytes())
    return b"".join(parts)


def places(points: Floats) -> npt.NDArray[np.int64]:
    """Places as whole numbers."""
    return np.rint(points / UNIT_M).astype(np.int64)


def octahedral(normals: Floats) -> npt.NDArray[np.int8]:
    """Unit vectors as places on the unfolded octahedron."""
    flat = normals / np.abs(normals).sum(-1, keepdims=True)
    x, y, z = flat[..., 0], flat[..., 1], flat[..., 2]
    folded_x = np.where(z < 0, (1 - np.abs(y)) * np.where(x < 0, -1, 1), x)
    folded_y = np.where(z < 0, (1 - np.abs(x)) * np.where(y < 0, -1, 1), y)
    return np.asarray(np.rint(np.stack([folded_x, folded_y], -1) * 127), np.int8)


def influences(weights: Floats) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """The four strongest bones of every vertex and their shares of 255, which sum to 255."""
    bones = np.argsort(-weights, axis=1, kind="stable")[:, :4]
    shares = np.take_along_axis(weights, bones, 1)
    shares = shares / shares.sum(1, keepdims=True) * 255
    whole = np.floor(shares).astype(np.int64)
    missing = 255 - whole.sum(1)
    rank = np.argsort(np.argsort(whole - shares, axis=1, kind="stable"), axis=1, kind="stable")
    whole += rank < missing[:, None]
    bones = np.where(whole > 0, bones, bones[:, :1])
    return bones.astype(np.uint8), whole.astype(np.uint8)


def by_age(size: int, collapsed: Sequence[tuple[int, int]]) -> tuple[Ints, Ints]:
    """The vertices that lasted longest first, and for each into which it goes.

    Args:
        size: How many vertices the dense surface has.
        collapsed: What went into what, in order, from the dense surface to the coarsest level.

    Returns:
        For every place in the new order the old vertex; and the new place of what it goes into
        (its own for those that stay).
    """
    gone = [vertex for vertex, _ in collapsed]
    stay = np.setdiff1d(np.arange(size), gone)
    order = np.concatenate([stay, np.array(gone[::-1], np.int64)])
    place = np.empty(size, np.int64)
    place[order] = np.arange(size)
    into = np.arange(size)
    for vertex, target in collapsed:
        into[place[vertex]] = place[target]
    return order, into
