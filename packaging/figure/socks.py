"""The tip of the sock, in the place of the toes."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np
from bodies import Joints
from garments import local, weight
from source import Floats, Ints
from surface import Surface

_BEGIN_M: Final = 0.126
_SLANT: Final = 0.26
"""How far before the ankle the toes are cut off, and how much sooner towards the little one."""
_LENGTH_M: Final = (0.036, 0.056)
"""How far the tip reaches before that, at the little and at the big toe."""
_RINGS: Final = 4


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
    shapes = (*surface.bodies.transpose(1, 0, 2), surface.even)
    tip = np.stack([_tip(points[rim], joints) for points in shapes], 1)
    count, size = len(rim), len(surface.even)
    rings = [rim, *(size + count * k + np.arange(count) for k in range(_RINGS))]
    strips = [_strip(inner, outer) for inner, outer in pairwise(rings)]
    cap = _cap(rings[-1], size + count * _RINGS)
    whole = np.concatenate([surface.triangles[~toes], *strips, cap])

    def grown(rows: Floats) -> Floats:
        return np.concatenate([rows, *[rows[rim]] * _RINGS, rows[rim].mean(0, keepdims=True)])

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


def _tip(rim: Floats, joints: Joints) -> Floats:
    """Rings from the rim to the end, each nearer to the ridge of the tip, and its middle."""
    frame = joints.frames["left_foot"]
    spots = rim @ frame.T
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


def _strip(inner: Ints, outer: Ints) -> Ints:
    """The triangles between two rings."""
    beside, beyond = np.roll(inner, -1), np.roll(outer, -1)
    return np.concatenate(
        [np.stack([inner, beside, outer], 1), np.stack([beside, beyond, outer], 1)]
    )


def _cap(ring: Ints, middle: int) -> Ints:
    return np.stack([ring, np.roll(ring, -1), np.full(len(ring), middle)], 1)


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
