"""Makes `resources/muscle-patches.bin`: every muscle on every level of detail of the body mesh.

    python packaging/figure/muscle_table.py FOLDER

FOLDER is the one that `body_mesh.py` is given, which must have made `resources/body-mesh.bin`
before. `posture_app.ui.figure.patches` reads the file and says how it is laid out.
"""

import json
import lzma
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, get_args
from zlib import crc32

import numpy as np
import numpy.typing as npt
from bodies import even, joints_of, triangles_of
from muscle_patches import HATCH_GAP_M, LINE_GAP_M, Cut, Line, Surface, cut
from muscle_sheets import Drawing, Skin
from muscles import MUSCLES, PIECES
from source import Floats, Source, read

from posture_app.ui.figure.mesh import Body, MeshLevel, load_mesh

ROOT: Final = Path(__file__).parents[2]

_NONE: Final = 0xFFFF
_COARSE: Final = 2000
_APART: Final = 2.0
"""A mesh of fewer triangles is for small pictures, and its muscles have fewer lines."""
Column = npt.NDArray[Any]


_REGIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "arm": ("upperarm", "lowerarm", "wrist", "metacarpal", "finger"),
    "leg": ("upperleg", "lowerleg", "foot", "toe"),
    "trunk": ("root", "spine", "pelvis", "breast", "clavicle", "shoulder", "neck"),
}
"""Regions by what the names of the source's bones begin with; all other bones are the head's."""


def skin_of(source: Source) -> Skin:
    """The dense rest mesh that the muscles are drawn on."""
    points = even(source)
    triangles = triangles_of(source.quads)
    faces = np.cross(
        points[triangles[:, 1]] - points[triangles[:, 0]],
        points[triangles[:, 2]] - points[triangles[:, 0]],
    )
    normals = np.zeros_like(points)
    for corner in range(3):
        np.add.at(normals, triangles[:, corner], faces)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12
    names = [*_REGIONS, "head"]
    shares = np.zeros((len(points), len(names)))
    for bone, pairs in source.weights.items():
        begins = [index for index, name in enumerate(_REGIONS) if bone.startswith(_REGIONS[name])]
        shares[pairs[:, 0].astype(int), begins[0] if begins else -1] += pairs[:, 1]
    regions = shares[triangles].sum(1).argmax(1)
    joints = joints_of(source, points).places
    return Skin(points, normals, triangles, [names[one] for one in regions], dict(joints))


def surfaces() -> list[Surface]:
    """The simplified mesh at each level of detail, halfway between the bodies."""
    found = []
    for level in get_args(MeshLevel):
        bodies = [load_mesh(body, level) for body in get_args(Body)]
        points: Floats = np.mean([body.rest for body in bodies], axis=0, dtype=np.float64)
        normals: Floats = np.mean([body.normals for body in bodies], axis=0, dtype=np.float64)
        normals /= np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12
        found.append(Surface(points, normals, bodies[0].triangles.astype(np.int64)))
    return found


def table(skin: Skin, surfaces: Sequence[Surface]) -> bytes:
    """The file's bytes.

    Args:
        skin: The dense rest mesh that the muscles are drawn on.
        surfaces: The simplified mesh at each level of detail.

    Raises:
        ValueError: A muscle lies nowhere on one of them.
    """
    drawing = Drawing(skin)
    sheets = [drawing.sheet(piece) for piece in PIECES]
    levels, blobs = [], []
    for surface in surfaces:
        apart = _APART if len(surface.triangles) < _COARSE else 1.0
        columns = _columns([cut(surface, sheet, apart) for sheet in sheets])
        blobs.append(lzma.compress(b"".join(column.tobytes() for column in columns.values())))
        levels.append(
            {
                "bytes": len(blobs[-1]),
                "mesh": crc32(surface.triangles.astype("<u2").tobytes()),
                "along_m": apart * LINE_GAP_M,
                "across_m": apart * HATCH_GAP_M,
                "columns": [
                    (name, column.dtype.str, column.shape) for name, column in columns.items()
                ],
            }
        )
    header = {
        "bellies": [{"name": piece.name, "deep": piece.deep} for piece in PIECES],
        "muscles": _bellies(),
        "levels": levels,
    }
    head = lzma.compress(json.dumps(header, separators=(",", ":")).encode())
    return len(head).to_bytes(4, "little") + head + b"".join(blobs)


def _bellies() -> dict[str, list[int]]:
    """The bellies of every muscle, by their places in the table."""
    places = {piece.name: index for index, piece in enumerate(PIECES)}
    inner = {name for names in MUSCLES.values() for name in names} - _ALONE
    alone = {name: [place] for name, place in places.items() if name not in inner}
    return alone | {name: [places[one] for one in names] for name, names in MUSCLES.items()}


_ALONE: Final = {"external oblique", "internal oblique", "rectus femoris", "soleus"}
"""Parts of a muscle that are also asked for by themselves."""


def _columns(cuts: Sequence[Cut]) -> dict[str, Column]:
    outside = np.concatenate([one.outside for one in cuts])
    return {
        "points": np.array([len(one.triangles) for one in cuts], "<u2"),
        "edges": np.array([len(one.edges) for one in cuts], "<u2"),
        "triangle": np.concatenate([one.triangles for one in cuts]).astype("<u2"),
        "share": _shares([one.shares for one in cuts]),
        "edge": np.concatenate([one.edges for one in cuts]).astype("<u2"),
        "inside": np.concatenate([one.inside for one in cuts]).astype("<u2"),
        "outside": np.where(outside < 0, _NONE, outside).astype("<u2"),
        **_line_columns("along", [one.along for one in cuts]),
        **_line_columns("across", [one.across for one in cuts]),
    }


def _line_columns(name: str, groups: Sequence[Sequence[Line]]) -> dict[str, Column]:
    every = [line for group in groups for line in group]
    return {
        name: np.array([len(group) for group in groups], "<u2"),
        f"{name}_length": np.array([len(line.triangles) for line in every], "<u2"),
        f"{name}_triangle": np.concatenate([one.triangles for one in every]).astype("<u2"),
        f"{name}_share": _shares([one.shares for one in every]),
    }


def _shares(groups: Sequence[npt.NDArray[np.float64]]) -> Column:
    """The shares of the second and third corner; the first has what is left."""
    every = np.concatenate(groups)
    shares = np.floor(every[:, 1:] * 255 + 0.5).astype(np.int64)
    over = np.maximum(shares.sum(1) - 255, 0)
    shares[:, 1] -= over
    return shares.astype("u1")


def main() -> None:
    """Write the file."""
    source = read(Path(sys.argv[1]))
    path = ROOT / "resources" / "muscle-patches.bin"
    path.write_bytes(table(skin_of(source), surfaces()))
    print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
