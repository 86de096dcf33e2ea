"""Hair: where it grows, how far it stands off the head, and the lines drawn on it.

The broad body's hair is cropped at the sides, longer on top and combed over from a parting. The
narrow body's is drawn back into a knot at the crown.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from bodies import Joints
from garments import local, weight
from source import Floats
from surface import Flags, Surface

_CENTRE: Final = np.array([0.0, 0.055, 0.0])
"""The middle of the skull in the head's frame."""
_KNOT_M: Final = 0.030
"""How wide the scalp is that becomes the knot, from its middle."""
_KNOT_UP_DEG: Final = 52.0
"""How high the knot sits, from straight behind to straight up."""
_KNOT_SIZE_M: Final = 0.031
_KNOT_OFF_M: Final = 0.022
_NECK: Final = 0.86
"""The share of the knot's scalp within which it is round; beyond it runs down to the head."""
_HAIRLINE: Final = (
    (-0.12, -0.036),
    (-0.060, -0.040),
    (-0.050, -0.034),
    (-0.043, -0.020),
    (-0.036, 0.010),
    (-0.028, 0.044),
    (-0.012, 0.062),
    (0.014, 0.062),
    (0.026, 0.050),
    (0.031, 0.026),
    (0.040, 0.026),
    (0.047, 0.052),
    (0.058, 0.080),
    (0.070, 0.096),
    (0.085, 0.106),
    (0.12, 0.112),
)
"""How high the hair begins in the head's frame, by how far forward: nape, ear, sideburn, brow."""


def grown(surface: Surface, joints: Joints) -> Surface:
    """The surface cut along the hairline and, finely, where the knot will be."""
    surface = surface.cut(hairline(surface, joints), growing(surface))
    away = knot(surface, joints)
    crown = (local(surface, joints, "head")[:, 1] > 0.04) & (away > -0.02)
    surface = surface.cut(away, crown)
    for inside in (0.0045, 0.009, 0.0135, 0.018, 0.0225):
        away = knot(surface, joints)
        surface = surface.cut(away - inside, away > -0.001)
    for angle in np.radians((18, 54, 90, 126, 162)):
        away = knot(surface, joints)
        across, along = _knot_plane(surface, joints)
        line = across * np.cos(angle) + along * np.sin(angle)
        surface = surface.cut(line, (away > -0.001) & (away < 0.0236))
    return surface


def growing(surface: Surface) -> Flags:
    """Where the hairline may run."""
    head = weight(surface, "head", "neck", "lower_neck") > 0.3
    return np.asarray(head & (surface.even[:, 1] > 1.46))


def hairline(surface: Surface, joints: Joints) -> Floats:
    """Positive in the hair, about metres to its edge."""
    x, y, z = local(surface, joints, "head").T
    line = np.interp(z, *np.array(_HAIRLINE).T)
    temple = 0.012 * np.clip(np.abs(x) / 0.045, 0, 1.2) ** 3
    scalp = y - line + (temple - 0.004) * np.clip((z - 0.03) / 0.03, 0, 1)
    ear = np.hypot((z - 0.003) / 0.038, (y - 0.018) / 0.046) - 1
    return np.asarray(np.minimum(scalp, 0.04 * ear))


def _knot_axes() -> tuple[Floats, Floats]:
    """The direction out of the knot, and the one from it towards the brow."""
    up, back = np.sin(np.radians(_KNOT_UP_DEG)), np.cos(np.radians(_KNOT_UP_DEG))
    return np.array([0.0, up, -back]), np.array([0.0, back, up])


def _knot_plane(surface: Surface, joints: Joints) -> tuple[Floats, Floats]:
    """Places seen from out of the knot: to the left, and towards the brow."""
    spots = local(surface, joints, "head") - _CENTRE
    return spots[:, 0], spots @ _knot_axes()[1]


def knot(surface: Surface, joints: Joints) -> Floats:
    """Positive where the knot will be, in metres to its edge."""
    spots = local(surface, joints, "head") - _CENTRE
    across, along = _knot_plane(surface, joints)
    out = spots @ _knot_axes()[0] > 0
    return np.where(out, _KNOT_M - np.hypot(across, along), -1.0)


def thickness(surface: Surface, joints: Joints, hair: Flags) -> Floats:
    """(vertices, bodies): how far the hair stands off the scalp, in metres."""
    inside = np.where(hair, np.clip(hairline(surface, joints), 0, None), 0)
    _, y, z = local(surface, joints, "head").T
    top = np.clip((y - 0.080) / 0.05, 0, 1)
    front = np.clip((z + 0.01) / 0.08, 0, 1)
    edge = np.clip(inside / 0.003, 0, 1)
    deep = np.clip(inside / 0.03, 0, 1)
    step = np.clip((z - 0.02) / 0.03, 0, 1)  # behind the ears the hair begins flat
    narrow = edge * (0.003 * step + (0.011 - 0.003 * step) * deep + 0.003 * top)
    broad = edge * (0.004 * step + (0.010 - 0.004 * step) * deep + top * (0.007 + 0.013 * front))
    return np.stack([narrow, broad], 1)


def knotted(surface: Surface, joints: Joints, body: int) -> Floats:
    """The places of one body with the scalp within the knot's edge drawn out to the knot."""
    frame = joints.frames["head"]
    spots = (surface.bodies[:, body] - joints.origins["head"]) @ frame.T
    out, ahead = _knot_axes()
    away = knot(surface, joints)
    inner = away > -1e-6
    share = np.clip(1 - away / _KNOT_M, 0, 1)
    across, along = _knot_plane(surface, joints)
    size = np.maximum(np.hypot(across, along), 1e-9)
    around = (across / size)[:, None] * [1, 0, 0] + (along / size)[:, None] * ahead
    top = spots[inner] @ out
    middle = _CENTRE + out * (float(np.max(top - _CENTRE @ out)) + _KNOT_OFF_M)
    turn = np.radians(150) * np.minimum(share / _NECK, 1)
    ball = middle + _KNOT_SIZE_M * (np.sin(turn)[:, None] * around + np.cos(turn)[:, None] * out)
    rest = np.clip((share - _NECK) / (1 - _NECK), 0, 1)[:, None]
    moved = np.where(inner[:, None], ball * (1 - rest) + spots * rest, spots)
    return np.asarray(moved @ frame + joints.origins["head"])


def strands(surface: Surface, joints: Joints, body: int) -> Sequence[Floats]:
    """Lines on the hair of one body, each from end to end, not mirrored."""
    frame = joints.frames["head"]
    spots = (surface.bodies[:, body] - joints.origins["head"]) @ frame.T - _CENTRE
    scalp = (weight(surface, "head") > 0.5) & (knot(surface, joints) < 0.001)
    spots = np.concatenate([spots[scalp], spots[scalp] * [-1, 1, 1]])
    far = np.linalg.norm(spots, axis=1)
    sight = spots / far[:, None]
    lines = []
    for first, last in _STRANDS[body]:
        ends = np.array([_sight(*first), _sight(*last)])
        share = np.linspace(0, 1, 9)[:, None]
        towards = ends[0] * (1 - share) + ends[1] * share
        towards /= np.linalg.norm(towards, axis=1, keepdims=True)
        near = np.argsort(-(towards @ sight.T), axis=1, kind="stable")[:, :4]
        points = _CENTRE + towards * (far[near].mean(1) + 0.0006)[:, None]
        lines.append(points @ frame + joints.origins["head"])
    return lines


def _sight(turn: float, up: float) -> Floats:
    """A direction out of the skull: turned from the brow to the left, and up, in degrees."""
    t, u = np.radians(turn), np.radians(up)
    return np.array([np.sin(t) * np.cos(u), np.sin(u), np.cos(t) * np.cos(u)])


_STRANDS: Final = (
    (
        ((0, 50), (0, 84)),
        ((28, 44), (70, 78)),
        ((-28, 44), (-70, 78)),
        ((62, 28), (110, 58)),
        ((-62, 28), (-110, 58)),
        ((120, 10), (150, 34)),
        ((-120, 10), (-150, 34)),
    ),
    (
        ((30, 42), (62, 74)),
        ((22, 46), (-14, 66)),
        ((6, 46), (-34, 60)),
        ((-12, 44), (-52, 52)),
        ((84, 34), (128, 40)),
        ((-84, 34), (-128, 40)),
        ((180, 62), (180, 34)),
    ),
)
"""For each body the ends of its lines: the narrow one's run to the knot, the broad one's from the
parting."""
