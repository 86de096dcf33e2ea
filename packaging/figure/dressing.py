"""Clothes and hair: where they end, how far they stand off, and what lies under them.

The body wears a T-shirt, leggings, socks and short hair. The dense surface is cut along the edges
of all of them, so that the simplified mesh keeps clean hems.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from bodies import Joints
from garments import local, weight
from hair import growing, grown, hairline, knot, knotted, thickness
from source import Floats, Ints
from surface import Flags, Surface

from posture_app.ui.figure.bones import FINGER_BONES

MATERIALS: Final = ("skin", "top", "trousers", "shoe", "hair")
SKIN, TOP, TROUSERS, SHOE, HAIR = range(5)

_SLEEVE_M: Final = -0.150
"""The sleeve's end below the shoulder joint, along the upper arm."""
_ANKLE_M: Final = -0.372
"""The leggings' end below the knee joint, along the shank."""
_HEM_M: Final = 0.955
_EDGE_M: Final = 0.004
"""A hem's step lies between its edge and a second cut this far beyond."""
_OFF_M: Final = {"shirt": 0.007, "hem": 0.009, "sleeve": 0.009, "trousers": 0.0025, "sock": 0.003}

Field = Callable[[Surface], Floats]


class Wardrobe:
    """Where garments and hair lie on the surface."""

    def __init__(self, joints: Joints) -> None:
        self._joints = joints

    def sleeve(self, surface: Surface) -> Floats:
        """Positive inside the sleeve, in metres to its edge."""
        return local(surface, self._joints, "left_upper_arm")[:, 1] - _SLEEVE_M

    def ankle(self, surface: Surface) -> Floats:
        """Positive in the leggings."""
        return local(surface, self._joints, "left_shank")[:, 1] - _ANKLE_M

    def hem(self, surface: Surface) -> Floats:
        """Positive in the shirt: a little lower behind."""
        _, y, z = surface.even.T
        return np.asarray(y - _HEM_M + 0.06 * np.clip(-z, -0.1, 0.1))

    def neckline(self, surface: Surface) -> Floats:
        """Positive in the shirt: a round neck, lower in front."""
        x, y, z = surface.even.T
        ring = 0.070 * (np.hypot(x / 0.074, (z - 0.010) / 0.069) - 1)
        low = 1.416 - 0.42 * (z + 0.03) - y
        rounded = np.logaddexp(ring / 0.006, low / 0.006) * 0.006
        return np.asarray(np.minimum(rounded, 1.45 - y))


def dressed(surface: Surface, joints: Joints) -> tuple[Surface, Floats, Ints]:
    """The surface in its clothes.

    Returns:
        The surface cut along all edges, the normals that it is shaded by, the material of every
        triangle.
    """
    wardrobe = Wardrobe(joints)
    calm = _calmed(surface)
    surface = surface.moved(calm[:, :-1], calm[:, -1])
    for field, where, step in _edges(wardrobe):
        for beyond in (0.0, _EDGE_M) if step else (0.0,):
            surface = surface.cut(field(surface) + beyond, where(surface))
    surface = grown(surface, joints)
    material = _materials(surface, joints)
    cover = _cover(surface, material)
    base = np.stack([surface.normals(points) for points in surface.bodies.transpose(1, 0, 2)], 1)
    bodies = surface.bodies + base * _stand_off(surface, wardrobe, cover)[:, None, None]
    bodies += base * thickness(surface, joints, cover[:, HAIR] > 0)[:, :, None]
    surface = surface.moved(_soled(bodies, surface))
    normals = _shading(surface, base, cover)
    bodies, normals = _with_knot(surface, normals, joints)
    return surface.moved(_unfolded(surface.moved(bodies), normals)), normals, material


def _unfolded(surface: Surface, normals: Floats) -> Floats:
    """Places with the corners of triangles that look inward drawn between their neighbours."""
    bodies, average = surface.bodies.copy(), surface.averages()
    free = weight(surface, "foot", "toes") < 0.3  # a sole's edge is meant to be sharp
    for _ in range(12):
        for body in range(bodies.shape[1]):
            points = bodies[:, body]
            a, b, c = (points[surface.triangles[:, k]] for k in range(3))
            faces = np.cross(b - a, c - a)
            faces /= np.linalg.norm(faces, axis=1, keepdims=True) + 1e-12
            outward = normals[surface.triangles, body].mean(1)
            folded = np.unique(surface.triangles[(faces * outward).sum(1) < 0.1])
            folded = folded[free[folded]]
            points[folded] += 0.5 * (average @ points - points)[folded]
            points[surface.middle, 0] = 0.0
    return bodies


def _with_knot(surface: Surface, normals: Floats, joints: Joints) -> tuple[Floats, Floats]:
    """Places and normals with the narrow body's hair in a knot."""
    bodies, normals = surface.bodies.copy(), normals.copy()
    bodies[:, 0] = knotted(surface, joints, 0)
    round_ = knot(surface, joints) > 0.001
    normals[round_, 0] = surface.normals(bodies[:, 0])[round_]
    return bodies, normals


def _edges(wardrobe: Wardrobe) -> Sequence[tuple[Field, Callable[[Surface], Flags], bool]]:
    """Fields whose zero lines are hems, where each applies, and whether cloth stands off there."""
    arm = ("girdle", "shoulder", "arm_top", "upper_arm", "elbow", "forearm", "forearm_low")
    return (
        (wardrobe.sleeve, lambda s: weight(s, "shoulder", *arm[2:]) > 0.35, True),
        (wardrobe.ankle, lambda s: weight(s, "shank", "foot", "toes", "knee") > 0.5, False),
        (wardrobe.hem, lambda s: weight(s, *arm, "hand", *FINGER_BONES) < 0.5, True),
        (
            wardrobe.neckline,
            lambda s: (s.even[:, 1] > 1.33) & (weight(s, "head", "jaw") < 0.6),
            False,
        ),
    )


def _calmed(surface: Surface) -> Floats:
    """The bodies and the even one under clothes: cloth spans what lies deep."""
    legs = weight(surface, "hip", "thigh_top", "thigh", "knee", "shank")
    trunk = weight(surface, "pelvis", "lower_lumbar", "lumbar", "belly", "lower_thorax", "thorax")
    arm = weight(surface, "girdle", "shoulder", "arm_top", "upper_arm")
    height = surface.even[:, 1]
    neck = np.clip((height - 1.38) / 0.05, 0, 1)
    shirt = np.clip(trunk * (height > 0.93) + arm, 0, 1) * (1 - neck)
    average = surface.averages()
    for _ in range(4):
        shirt = average @ shirt
    leggings = np.clip(legs + trunk * (height < 0.99), 0, 1)
    cleft = np.clip(leggings * (surface.even[:, 0] < 0.05) * (height > 0.70), 0, 1)
    toes = np.clip(1.2 * weight(surface, "toes") + 0.25 * weight(surface, "foot"), 0, 1)
    ear = surface.marks["ear"]
    bodies = np.concatenate([surface.bodies, surface.even[:, None]], 1)
    bodies = surface.smoothed(bodies, shirt, 90)
    bodies = surface.smoothed(bodies, leggings, 25)
    bodies = surface.smoothed(bodies, average @ cleft, 40, back=0.5)
    bodies = surface.smoothed(bodies, toes, 8)
    return surface.smoothed(bodies, ear, 6)


def _materials(surface: Surface, joints: Joints) -> Ints:
    wardrobe = Wardrobe(joints)

    def mean(values: Floats) -> Floats:
        return np.asarray(values[surface.triangles].mean(1))

    arm = mean(
        weight(surface, "shoulder", "arm_top", "upper_arm", "elbow", "forearm", "forearm_low")
        + weight(surface, "hand", *FINGER_BONES)
    )
    head = mean(weight(surface, "head", "jaw"))
    leg = mean(weight(surface, "hip", "thigh_top", "thigh", "knee", "shank", "foot", "toes"))
    material = np.full(len(surface.triangles), TOP)
    bare = mean(wardrobe.neckline(surface)) < 0
    material[bare & (mean(surface.even[:, 1]) > 1.33) | (head > 0.5)] = SKIN
    material[(mean(wardrobe.hem(surface)) < 0) & (arm < 0.5)] = TROUSERS
    material[(arm > 0.35) & (mean(wardrobe.sleeve(surface)) < 0)] = SKIN
    material[(leg > 0.5) & (mean(wardrobe.ankle(surface)) < 0)] = SHOE
    hairy = growing(surface)[surface.triangles].all(1)
    material[(mean(hairline(surface, joints)) > 0) & hairy] = HAIR
    return material


def _cover(surface: Surface, material: Ints) -> Floats:
    """(vertices, materials): whether a vertex touches a triangle of each material."""
    cover = np.zeros((len(surface.even), len(MATERIALS)))
    for k in range(3):
        cover[surface.triangles[:, k], material] = 1.0
    return cover


def _stand_off(surface: Surface, wardrobe: Wardrobe, cover: Floats) -> Floats:
    """How far the cloth lies off the body, in metres."""
    shirt, leggings, sock = cover[:, TOP], cover[:, TROUSERS], cover[:, SHOE]
    hem = np.clip(1 - wardrobe.hem(surface) / 0.06, 0, 1)
    sleeve = np.clip(weight(surface, "upper_arm", "arm_top", "elbow"), 0, 1)
    neck = np.clip(wardrobe.neckline(surface) / 0.05, 0, 1)
    loose = _OFF_M["shirt"] + (_OFF_M["hem"] - _OFF_M["shirt"]) * hem
    loose = loose * (1 - sleeve) + _OFF_M["sleeve"] * sleeve
    loose = 0.003 + (loose - 0.003) * neck
    off = np.where(shirt > 0, loose, 0.0)
    off = np.where((leggings > 0) & (shirt == 0), _OFF_M["trousers"], off)
    return np.where((sock > 0) & (leggings == 0), _OFF_M["sock"], off)


def _soled(bodies: Floats, surface: Surface) -> Floats:
    """Soles on the ground."""
    foot = weight(surface, "foot", "toes") > 0.3
    bodies = bodies.copy()
    bodies[foot, :, 1] = np.maximum(bodies[foot, :, 1], 0.0)
    return bodies


def _shading(surface: Surface, base: Floats, cover: Floats) -> Floats:
    """(vertices, bodies, 3): normals without the steps of hems, calmest on cloth."""
    average = surface.averages()
    face = weight(surface, "head", "jaw") * (cover[:, HAIR] == 0)
    cloth = (cover[:, TOP] + cover[:, TROUSERS] > 0) * 1.0
    flat = base.reshape(len(base), -1)
    for share, rounds in ((0.6 * (1 - 0.4 * face), 8), (0.6 * cloth, 14)):
        for _ in range(rounds):
            flat = flat + share[:, None] * (average @ flat - flat)
    normals = flat.reshape(base.shape)
    normals[surface.middle, :, 0] = 0.0
    return np.asarray(normals / (np.linalg.norm(normals, axis=2, keepdims=True) + 1e-12))
