"""The tip of the sock, in the place of the toes."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np
from bodies import Joints
from garments import local, weight
from source import Floats, Ints
from surface import Surface

from posture_app.ui.figure.bones import BONE_INDEX as INDEX

_BEGIN_M: Final = 0.126
_SLANT: Final = 0.26
"""How far before the ankle the toes are cut off, and how much sooner towards the little one."""
_LENGTH_M: Final = (0.036, 0.056)
"""How far the tip reaches before that, at the little and at the big toe."""
_RINGS: Final = 4
_AROUND: Final = 16
_BEND_M: Final = (0.105, 0.150)
"""Between these places before the ankle the sock goes over to the toes' bone."""


def toeless(surface: Surface, joints: Joints) -> tuple[Surface, Ints]:
    """The surface with one round tip on the foot instead of five toes.

    Returns:
        It, and the new number of every vertex, -1 for those of the toes.
    """
    foot = weight(surface, "foot", "toes") > 0.3
    surface = surface.cut(_ahead(surface, joints), foot)
    ahead = _ahead(surface, joints)
    toes = (ahead[surface.triangles].mean(1) > 0) & (
        weight(surface, "foot", "toes")[surface.triangles].mean(1) > 0.3
    )
    rim = _rim(surface.triangles[toes])
    along = _along(surface.even[rim])
    sources = rim[np.searchsorted(along, np.arange(_AROUND) / _AROUND)]
    shapes = (*surface.bodies.transpose(1, 0, 2), surface.even)
    tip = np.stack([_tip(points[rim], along, joints) for points in shapes], 1)
    size = len(surface.even)
    rings = [size + _AROUND * k + np.arange(_AROUND) for k in range(_RINGS)]
    strips = [_strip(inner, outer) for inner, outer in pairwise(rings)]
    cap = _cap(rings[-1], size + _AROUND * _RINGS)
    seam = _seam(rim, along, rings[0])
    whole = np.concatenate([surface.triangles[~toes], seam, *strips, cap])

    def grown(rows: Floats) -> Floats:
        return np.concatenate(
            [rows, *[rows[sources]] * _RINGS, rows[sources].mean(0, keepdims=True)]
        )

    return _compact(
        replace(
            surface,
            triangles=whole,
            bodies=np.concatenate([surface.bodies, tip[:, :-1]]),
            even=np.concatenate([surface.even, tip[:, -1]]),
            weights=grown(surface.weights),
            marks={name: grown(rows) for name, rows in surface.marks.items()},
        )
    )


def _ahead(surface: Surface, joints: Joints) -> Floats:
    """How far before the beginning of the toes, in metres."""
    x, _, z = local(surface, joints, "left_foot").T
    return np.asarray(z - _BEGIN_M + _SLANT * x)


def _rim(triangles: Ints) -> Ints:
    """The border of the longest cut, in the order of its corners."""
    edges = {(int(f[k]), int(f[(k + 1) % 3])) for f in triangles for k in range(3)}
    after = {a: b for a, b in sorted(edges) if (b, a) not in edges}
    best: list[int] = []
    while after:
        chain = [min(after)]
        while chain[-1] in after:
            chain.append(after.pop(chain[-1]))
        best = max(best, chain[:-1], key=len)
    return np.array(best, np.int64)


def _along(rim: Floats) -> Floats:
    """How far each point lies along a closed line, from 0 to 1."""
    steps = np.linalg.norm(np.roll(rim, -1, axis=0) - rim, axis=1)
    return np.asarray((np.cumsum(steps) - steps) / steps.sum())


def _tip(rim: Floats, along: Floats, joints: Joints) -> Floats:
    """Rings from near the rim to the end, each nearer to the ridge of the tip, and its middle."""
    frame = joints.frames["left_foot"]
    places = np.arange(_AROUND) / _AROUND
    spots = np.stack([np.interp(places, along, rim[:, k], period=1) for k in range(3)], 1) @ frame.T
    middle = (spots.max(0) + spots.min(0)) / 2
    wide = (spots[:, 0].max() - spots[:, 0].min()) / 2
    little, big = _LENGTH_M
    share = np.clip((middle[0] + wide - spots[:, 0]) / (2 * wide), 0, 1)
    length = little + (big - little) * np.sin(share * np.pi / 2)
    rings = []
    for number in range(1, _RINGS + 1):
        turn = np.radians(86) * number / _RINGS
        ring = middle + (spots - middle) * [np.cos(turn) ** 0.45, np.cos(turn) ** 0.8, 1.0]
        ring[:, 1] -= 0.006 * np.sin(turn)
        ring[:, 2] = spots[:, 2] + length * np.sin(turn)
        rings.append(ring)
    end = rings[-1].mean(0, keepdims=True) + np.array([0.0, 0.0, 0.001])
    return np.asarray(np.concatenate([*rings, end]) @ frame)


def _seam(rim: Ints, along: Floats, ring: Ints) -> Ints:
    """The triangles between the rim and the first ring, whose points are evenly spread."""
    out = []
    first, second = 0, 0
    while first < len(rim) or second < len(ring):
        a, b = rim[first % len(rim)], ring[second % len(ring)]
        to_rim = along[first + 1] if first + 1 < len(rim) else 1.0
        if second == len(ring) or (first < len(rim) and to_rim <= (second + 1) / len(ring)):
            first += 1
            out.append((a, rim[first % len(rim)], b))
        else:
            second += 1
            out.append((a, ring[second % len(ring)], b))
    return np.array(out, np.int64)


def _strip(inner: Ints, outer: Ints) -> Ints:
    """The triangles between two rings."""
    beside, beyond = np.roll(inner, -1), np.roll(outer, -1)
    return np.concatenate(
        [np.stack([inner, beside, outer], 1), np.stack([beside, beyond, outer], 1)]
    )


def _cap(ring: Ints, middle: int) -> Ints:
    return np.stack([ring, np.roll(ring, -1), np.full(len(ring), middle)], 1)


def bending(surface: Surface, joints: Joints) -> Floats:
    """The weights with the sock bent across the ball of the foot."""
    share = np.clip(
        (local(surface, joints, "left_foot")[:, 2] - _BEND_M[0]) / np.ptp(_BEND_M), 0, 1
    )
    share = share * share * (3 - 2 * share)
    foot, toes = INDEX["left_foot"], INDEX["left_toes"]
    weights = surface.weights.copy()
    both = weights[:, foot] + weights[:, toes]
    weights[:, foot], weights[:, toes] = both * (1 - share), both * share
    return weights


def _compact(surface: Surface) -> tuple[Surface, Ints]:
    """The surface without vertices that no triangle uses, and the new number of every vertex."""
    used = np.unique(surface.triangles)
    number = np.full(len(surface.even), -1)
    number[used] = np.arange(len(used))
    kept = Surface(
        number[surface.triangles],
        surface.bodies[used],
        surface.even[used],
        surface.weights[used],
        {name: rows[used] for name, rows in surface.marks.items()},
    )
    return kept, number
