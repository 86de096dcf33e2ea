"""The body mesh: reads `resources/body-mesh.bin`, which `packaging/figure/` makes.

The table holds the left half of two bodies that share triangles and weights. Its vertices are
sorted by how long they last when the mesh is simplified, so that a coarser level is made of the
first of them: every later vertex knows the earlier one it goes into.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from posture_app.dataclass import dataclass
from posture_app.library.files import data_root
from posture_app.ui.figure.bones import BONES, inverse_bind

Body = Literal["narrow", "broad"]
Floats = npt.NDArray[np.float32]
MeshLevel = Literal["coarse", "medium", "fine"]
"""About 1,400, 2,600 and 5,600 triangles: list icons, pictures, close-ups."""

FILE: Final = "body-mesh.bin"
MAGIC: Final = b"PBM1"
UNIT_M: Final = 0.0001
"""Places are whole numbers of this."""
COLUMNS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("rest", "<i2", ("bodies", "vertices", "3")),
    ("normals", "i1", ("bodies", "vertices", "2")),
    ("bones", "u1", ("vertices", "4")),
    ("weights", "u1", ("vertices", "4")),
    ("into", "<u2", ("vertices",)),
    ("middle", "u1", ("vertices",)),
    ("triangles", "<u2", ("triangles", "3")),
    ("part", "u1", ("triangles",)),
    ("material", "u1", ("triangles",)),
    ("face", "<i2", ("bodies", "face", "3")),
    ("face_normals", "i1", ("bodies", "face", "3")),
    ("face_jaw", "u1", ("face",)),
)
"""Arrays of the table, their kind and their size, in the order in which they lie in it."""


class BrokenMeshError(ValueError):
    """The table is not what this program reads."""


@dataclass(frozen=True, eq=False)
class MeshTable:
    """The table as it lies in the file: names and sizes, and whole numbers.

    Attributes:
        head: `bodies`, `bones`, `parts` and `materials` by name; for every level in `levels` how
            many vertices it has; for every line of the face in `lines` its name, how many points it
            has and whether it is there once; in `without` for a body the parts that it has not and
            those they belong to instead; in `widths` how wide its lines are, of what is usual.
        arrays: Those of `COLUMNS`.
    """

    head: Mapping[str, Any]
    arrays: Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True, eq=False)
class FaceCurve:
    """A line of the face in the rest pose.

    Attributes:
        points: (points, 3), in metres.
        normals: (points, 3): out of the face.
        jaw: (points,): how far the jaw carries each point, 0 to 1; the head does the rest.
    """

    points: Floats
    normals: Floats
    jaw: Floats


@dataclass(frozen=True, eq=False)
class Mesh:
    """One body at one level of detail, in its rest pose, in metres.

    Attributes:
        bones: Names of the bones.
        rest: (vertices, 3); a vertex of the middle or of the left, then its mirror image.
        inverse_bind: (bones, 3, 4): from the rest pose into each bone's frame.
        influence_bones: (vertices, 4) numbers of bones.
        influence_weights: (vertices, 4), a row sums to one.
        normals: (vertices, 3): unit normals of the dense surface without its folds, for shading.
        triangles: (triangles, 3), counter-clockwise seen from outside.
        part: (triangles,) index into `parts`.
        material: (triangles,) index into `materials`.
        parts: Names of the stretches of the body that are painted in one go.
        materials: skin, top, trousers, shoe, hair.
        face_curves: By name; a line of both sides is there twice, left first.
        line_widths: How wide some of them are drawn, of what is usual.
    """

    bones: tuple[str, ...]
    rest: Floats
    inverse_bind: Floats
    influence_bones: npt.NDArray[np.uint8]
    influence_weights: Floats
    normals: Floats
    triangles: npt.NDArray[np.uint16]
    part: npt.NDArray[np.uint8]
    material: npt.NDArray[np.uint8]
    parts: tuple[str, ...]
    materials: tuple[str, ...]
    face_curves: Mapping[str, tuple[FaceCurve, ...]]
    line_widths: Mapping[str, float]


@cache
def load_mesh(body: Body = "narrow", level: MeshLevel = "medium") -> Mesh:
    """A body, kept for the next call.

    Raises:
        OSError: The table cannot be read.
        BrokenMeshError: It is not a table of this program.
    """
    return mesh_of(_table(), body, level)


@cache
def _table() -> MeshTable:
    return read((data_root() / "resources" / FILE).read_bytes())


def read(data: bytes) -> MeshTable:
    """The table in a file.

    Raises:
        BrokenMeshError: It is not a table of this program.
    """
    if not data.startswith(MAGIC):
        raise BrokenMeshError("no body mesh")
    try:
        table = _unpacked(data[len(MAGIC) :])
    except (ValueError, KeyError) as error:
        raise BrokenMeshError("a damaged body mesh") from error
    if tuple(table.head["bones"]) != BONES:
        raise BrokenMeshError("a body mesh for other bones")
    return table


def _unpacked(payload: bytes) -> MeshTable:
    end = 4 + int.from_bytes(payload[:4], "little")
    head: dict[str, Any] = json.loads(payload[4:end])
    sizes = sizes_of(head)
    arrays = {}
    for name, kind, shape in COLUMNS:
        dtype = np.dtype(kind)
        size = [sizes[word] for word in shape]
        count = int(np.prod(size))
        arrays[name] = np.frombuffer(payload, dtype, count, end).reshape(size)
        end += count * dtype.itemsize
    return MeshTable(head, arrays)


def sizes_of(head: Mapping[str, Any]) -> dict[str, int]:
    """How long the sides of the arrays are."""
    return {
        "bodies": len(head["bodies"]),
        "vertices": head["vertices"],
        "triangles": head["triangles"],
        "face": sum(line["points"] for line in head["lines"]),
        "2": 2,
        "3": 3,
        "4": 4,
    }


def mesh_of(table: MeshTable, body: Body, level: MeshLevel) -> Mesh:
    """One body of a table at one level of detail."""
    head, arrays = table.head, table.arrays
    number = head["bodies"].index(body)
    count = head["levels"][level]
    left, right, rows = _sides(arrays["middle"][:count] > 0)
    mirrored = np.ones(len(rows), np.bool_)
    mirrored[left] = False
    triangles, kept = _collapsed(arrays["triangles"], arrays["into"], count)
    flip = np.where(mirrored, -1, 1).astype(np.float32)[:, None] * np.array([1, 0, 0], np.float32)
    flip += np.array([0, 1, 1], np.float32)
    bones = arrays["bones"][:count][rows]
    bones[mirrored] = _other_side(head["bones"])[bones[mirrored]]
    part, parts = _parts(head, body, arrays["part"][kept])
    return Mesh(
        bones=BONES,
        rest=arrays["rest"][number, :count][rows].astype(np.float32) * np.float32(UNIT_M) * flip,
        inverse_bind=inverse_bind(),
        influence_bones=bones,
        influence_weights=arrays["weights"][:count][rows].astype(np.float32) / np.float32(255),
        normals=normals_of(arrays["normals"][number, :count])[rows] * flip,
        triangles=np.concatenate([left[triangles], right[triangles][:, ::-1]]).astype(np.uint16),
        part=np.concatenate([part, _other_side(list(parts))[part]]),
        material=np.tile(arrays["material"][kept], 2),
        parts=parts,
        materials=tuple(head["materials"]),
        face_curves=_face(table, number),
        line_widths=head["widths"].get(body, {}),
    )


def _sides(middle: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.int64], ...]:
    """Where each vertex of the half goes on the left and on the right, and where each comes from.

    A mirror image follows its vertex, so that the vertices of a coarse level keep their numbers.
    """
    copies = np.where(middle, 1, 2)
    left = np.cumsum(copies) - copies
    return left, left + copies - 1, np.repeat(np.arange(len(middle)), copies)


def _collapsed(
    triangles: npt.NDArray[Any], into: npt.NDArray[Any], count: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The triangles between the first vertices, and which of the finest level they are."""
    place = np.arange(len(into))
    while (late := place >= count).any():
        place[late] = into[place[late]]
    moved = place[triangles]
    a, b, c = moved.T
    kept = np.nonzero((a != b) & (b != c) & (c != a))[0]
    return moved[kept], kept


def _parts(
    head: Mapping[str, Any], body: Body, part: npt.NDArray[np.uint8]
) -> tuple[npt.NDArray[np.uint8], tuple[str, ...]]:
    """The part of each triangle and the parts' names, without those that this body has not."""
    names: list[str] = head["parts"]
    instead: Mapping[str, str] = head["without"].get(body, {})
    own = [name for name in names if name not in instead]
    number = np.array([own.index(instead.get(name, name)) for name in names], np.uint8)
    return number[part], tuple(own)


def _other_side(names: list[str]) -> npt.NDArray[np.uint8]:
    """For each name the number of the same on the other side."""
    swapped = [
        name.replace("left_", "right_", 1)
        if name.startswith("left_")
        else name.replace("right_", "left_", 1)
        for name in names
    ]
    return np.array([names.index(name) for name in swapped], np.uint8)


def normals_of(codes: npt.NDArray[Any]) -> Floats:
    """Unit vectors from their places on the unfolded octahedron."""
    flat = codes.astype(np.float32) / np.float32(127)
    x, y = flat[..., 0], flat[..., 1]
    z = 1 - np.abs(x) - np.abs(y)
    fold = np.maximum(-z, 0)
    out = np.stack([x - np.copysign(fold, x), y - np.copysign(fold, y), z], -1)
    return np.asarray(out / np.linalg.norm(out, axis=-1, keepdims=True), np.float32)


def _face(table: MeshTable, body: int) -> dict[str, tuple[FaceCurve, ...]]:
    points = table.arrays["face"][body].astype(np.float32) * np.float32(UNIT_M)
    normals = table.arrays["face_normals"][body].astype(np.float32) / np.float32(127)
    jaw = table.arrays["face_jaw"].astype(np.float32) / np.float32(255)
    mirror = np.array([-1, 1, 1], np.float32)
    lines: dict[str, tuple[FaceCurve, ...]] = {}
    start = 0
    for line in table.head["lines"]:
        rows = slice(start, start + line["points"])
        start = rows.stop
        here = FaceCurve(points[rows], normals[rows], jaw[rows])
        there = FaceCurve(points[rows] * mirror, normals[rows] * mirror, jaw[rows])
        both = (here,) if line["whole"] else (here, there)
        lines[line["name"]] = lines.get(line["name"], ()) + both
    return lines
