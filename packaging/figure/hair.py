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
_KNOT_M: Final = 0.0275
"""How wide the scalp is that becomes the knot, from its middle."""
_KNOT_UP_DEG: Final = 50.0
"""How high the knot sits, from straight behind to straight up."""
_KNOT_SIZE_M: Final = (0.031, 0.0235)
"""How far it reaches from its middle along the head and away from it: a flat coil, no ball."""
_KNOT_OFF_M: Final = 0.0125
_NECK: Final = 0.86
"""The share of the knot's scalp within which it is round; beyond it runs down to the head."""
_HAIRLINE: Final = (
    (-0.12, -0.036),
    (-0.060, -0.040),
    (-0.050, -0.034),
    (-0.043, -0.020),
    (-0.034, 0.010),
    (-0.026, 0.040),
    (-0.012, 0.054),
    (0.006, 0.056),
    (0.018, 0.050),
    (0.024, 0.040),
    (0.0275, 0.019),
    (0.037, 0.017),
    (0.0415, 0.036),
    (0.045, 0.057),
    (0.050, 0.071),
    (0.058, 0.085),
    (0.070, 0.097),
    (0.085, 0.105),
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
    ear = np.hypot((z - 0.001) / 0.0255, (y - 0.016) / 0.0385) - 1
    return np.asarray(np.minimum(scalp, 0.03 * ear))


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
    edge = np.clip(inside / 0.005, 0, 1)
    swept = np.clip(inside / 0.012, 0, 1)
    deep = np.clip(inside / 0.03, 0, 1)
    step = np.clip((z - 0.02) / 0.03, 0, 1)  # behind the ears the hair begins flat
    narrow = edge * (0.002 * step + (0.011 - 0.002 * step) * deep + 0.003 * top)
    broad = edge * (0.003 * step + (0.010 - 0.003 * step) * deep)
    broad += swept * top * (0.007 + 0.013 * front)
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
    wide, high = _KNOT_SIZE_M
    ball = middle + wide * np.sin(turn)[:, None] * around + high * np.cos(turn)[:, None] * out
    rest = np.clip((share - _NECK) / (1 - _NECK), 0, 1)[:, None]
    moved = np.where(inner[:, None], ball * (1 - rest) + spots * rest, spots)
    return np.asarray(moved @ frame + joints.origins["head"])


def strands(surface: Surface, joints: Joints, body: int) -> Sequence[tuple[str, Floats]]:
    """Lines on the hair of one body, dark and light, each from end to end, not mirrored."""
    frame = joints.frames["head"]
    spots = (surface.bodies[:, body] - joints.origins["head"]) @ frame.T - _CENTRE
    scalp = (weight(surface, "head") > 0.5) & (knot(surface, joints) < 0.001)
    spots = np.concatenate([spots[scalp], spots[scalp] * [-1, 1, 1]])
    far = np.linalg.norm(spots, axis=1)
    sight = spots / far[:, None]
    lines = []
    for name, first, last in _FLOWS[body]:
        ends = np.array([_sight(*first), _sight(*last)])
        share = np.linspace(0, 1, _POINTS)[:, None]
        towards = ends[0] * (1 - share) + ends[1] * share
        towards /= np.linalg.norm(towards, axis=1, keepdims=True)
        near = np.argsort(-(towards @ sight.T), axis=1, kind="stable")[:, :4]
        off = far[near].mean(1)
        for _ in range(_ROUNDS):
            off[1:-1] = (off[:-2] + 2 * off[1:-1] + off[2:]) / 4
        lines.append((name, (_CENTRE + towards * (off + 0.0006)[:, None]) @ frame))
    return [(name, line + joints.origins["head"]) for name, line in lines]


def _sight(turn: float, up: float) -> Floats:
    """A direction out of the skull: turned from the brow to the left, and up, in degrees."""
    t, u = np.radians(turn), np.radians(up)
    return np.array([np.sin(t) * np.cos(u), np.sin(u), np.cos(t) * np.cos(u)])


_Ends = tuple[float, float]
_POINTS: Final = 11
_ROUNDS: Final = 4


def _to_knot(turn: float, up: float, first: float, last: float) -> tuple[_Ends, _Ends]:
    """The ends of a line that begins towards the knot from there, after a share of the way."""
    one, knot_ = _sight(turn, up), _sight(180, _KNOT_UP_DEG)
    ends = []
    for share in (first, last):
        x, y, z = one * (1 - share) + knot_ * share
        ends.append((np.degrees(np.arctan2(x, z)), np.degrees(np.arctan2(y, np.hypot(x, z)))))
    return ends[0], ends[1]


_FLOWS: Final = (
    tuple(
        (name, *_to_knot(*ends))
        for name, ends in (
            ("strand", (0, 36, 0.10, 0.55)),
            ("strand", (24, 35, 0.06, 0.66)),
            ("strand", (-36, 34, 0.05, 0.62)),
            ("strand", (58, 28, 0.08, 0.60)),
            ("strand", (-64, 26, 0.05, 0.66)),
            ("strand", (92, 20, 0.05, 0.62)),
            ("strand", (-92, 20, 0.12, 0.68)),
            ("strand", (125, -8, 0.08, 0.60)),
            ("strand", (-122, -6, 0.10, 0.64)),
            ("strand", (158, -18, 0.10, 0.62)),
            ("strand", (-164, -18, 0.06, 0.56)),
            ("gleam", (12, 36, 0.16, 0.44)),
            ("gleam", (-18, 36, 0.14, 0.46)),
            ("gleam", (42, 32, 0.14, 0.46)),
            ("gleam", (-50, 30, 0.14, 0.46)),
            ("gleam", (108, 6, 0.28, 0.62)),
            ("gleam", (-108, 6, 0.28, 0.62)),
        )
    ),
    (
        ("strand", (28, 40), (-8, 58)),
        ("strand", (24, 48), (-34, 62)),
        ("strand", (18, 60), (-62, 58)),
        ("strand", (20, 72), (-100, 56)),
        ("strand", (46, 44), (92, 56)),
        ("strand", (70, 30), (114, 36)),
        ("strand", (-70, 32), (-116, 40)),
        ("strand", (98, 22), (140, 14)),
        ("strand", (-98, 22), (-140, 14)),
        ("strand", (176, 58), (172, 26)),
        ("strand", (-156, 46), (-160, 14)),
        ("gleam", (8, 46), (-44, 52)),
        ("gleam", (6, 58), (-70, 50)),
        ("gleam", (60, 46), (108, 48)),
        ("gleam", (-84, 46), (-130, 46)),
        ("gleam", (152, 46), (156, 20)),
        ("gleam", (-136, 46), (-144, 22)),
    ),
)
"""For each body its lines and their ends: the narrow one's run to the knot, the broad one's from
the parting."""
