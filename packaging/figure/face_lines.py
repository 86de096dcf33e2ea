"""Lines of the face, laid on the dense head: brow, eye, nose, lips, cheek and ear.

They are drawn as a draughtsman does, to be right from the front and from the side: an eye lies on
an upright roll, of which the side shows a wedge, and the corners of a mouth lie far back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from bodies import Joints
from garments import local, weight
from scipy.interpolate import LinearNDInterpolator
from source import Floats, Ints
from surface import Surface

EYES: Final = frozenset({"eye", "lid", "lower", "iris", "crease"})
WHOLE: Final = frozenset({"mouth", "lip", "bow", "full", "underlip", "ridge", "strand", "gleam"})
"""Lines across the middle, or in it; the others have a mirror image."""
LOOKING: Final[Mapping[str, tuple[float, float, float]]] = {
    "wing": (0.70, 0.0, 0.714),
    "nostril": (0.34, -0.20, 0.92),
    "ear": (0.80, 0.0, 0.60),
    "helix": (0.80, 0.0, 0.60),
    "concha": (0.80, 0.0, 0.60),
    "flank": (0.50, 0.0, 0.86),
    "ridge": (0.0, 0.0, 1.0),
}
"""Which way a line looks that lies on a finer thing than the surface has; others as their skin."""

_COUNT: Final = 11
_EYE_DEPTH_M: Final = 0.0108
"""How far back the outer corner of an eye lies: from the side, an eye is a wedge."""
_IRIS_M: Final = 0.0066
_BROW_AHEAD_M: Final = 0.006
_BROW_DEPTH: Final = 0.75
"""A brow lies but little before the eye and bends back but little, or the look would turn cross
from above, and the far end of it would lie across the outline."""
_MOUTH_DEPTH_M: Final = 0.0140
"""The corners of the mouth lie so much farther back: from the side, lips are a line, not a dot."""
_EAR: Final = (
    (13.0, 19.0),
    (14.0, 28.0),
    (10.5, 36.0),
    (4.0, 40.5),
    (-4.0, 39.5),
    (-11.0, 33.0),
    (-14.0, 23.0),
    (-12.0, 12.0),
    (-7.0, 2.5),
    (0.0, -6.0),
    (7.0, -10.5),
    (13.0, -9.0),
    (16.0, -3.0),
)
_HELIX: Final = (
    (9.5, 25.5),
    (7.0, 32.0),
    (1.0, 35.0),
    (-5.0, 32.5),
    (-8.8, 26.0),
    (-9.2, 18.0),
    (-6.5, 9.0),
)
_CONCHA: Final = (
    (9.5, 9.0),
    (8.5, 17.0),
    (5.0, 22.5),
    (0.0, 23.0),
    (-3.5, 18.0),
    (-2.5, 10.5),
    (2.0, 4.5),
    (7.0, 4.5),
    (9.5, 9.0),
)
"""Lines of the ear from the side, in millimetres ahead of the head's origin and above it."""
_EAR_OFF_MM: Final = ((0.0, 0.0), (-2.5, 1.5))
"""And where each body's ear lies besides."""
_NOSE: Final = (
    (0.046, 0.0085, 0.008),
    (0.038, 0.0085, 0.011),
    (0.030, 0.0088, 0.014),
    (0.022, 0.0096, 0.017),
    (0.014, 0.0108, 0.019),
    (0.007, 0.0116, 0.018),
    (0.001, 0.0112, 0.016),
    (-0.004, 0.0090, 0.012),
)
"""The nose from root to base: how high, how broad to one side, and how deep it is there."""


@dataclass(frozen=True)
class Features:
    """What the face of each body has of its own; lengths in metres.

    Attributes:
        eye_larger: Across and up: an eye is drawn a little larger than it is.
        lashes_m: How far they reach beyond the outer corner, and up.
        brow_up_m: How high the brow lies above the middle of the eye.
        brow_arch_m: How far it rises.
        brow_out_m: How much longer it is than the eye.
        wing_m: How much broader the nose is, to one side.
        mouth_m: From the middle of the mouth to its corner.
        smile_m: How far its corners rise: that is what makes a face calm and not stern.
        lips_m: How thick the upper and the lower lip are in the middle.
        bow: How deep the upper one is notched there, of that.
        cheek_m: How far out the spot on a cheek lies, how high, and how far it reaches.
    """

    eye_larger: tuple[float, float]
    lashes_m: tuple[float, float]
    brow_up_m: float
    brow_arch_m: float
    brow_out_m: float
    wing_m: float
    mouth_m: float
    smile_m: float
    lips_m: tuple[float, float]
    bow: float
    cheek_m: tuple[float, float, float, float]


FEATURES: Final = (
    Features(
        (1.05, 1.16),
        (0.0016, 0.0012),
        0.0195,
        0.0050,
        0.011,
        0.0,
        0.0240,
        0.0024,
        (0.0060, 0.0074),
        0.24,
        (0.0410, 0.0020, 0.0120, 0.0092),
    ),
    Features(
        (1.05, 1.04),
        (0.0004, 0.0002),
        0.0186,
        0.0036,
        0.013,
        0.0016,
        0.0250,
        0.0023,
        (0.0042, 0.0066),
        0.14,
        (0.0440, -0.0020, 0.0105, 0.0080),
    ),
)
WIDTHS: Final[Mapping[str, Mapping[str, float]]] = {"broad": {"brow": 1.4, "lid": 0.85}}
"""How wide a body's lines are drawn, of what is usual."""


@dataclass(frozen=True)
class Rims:
    """Borders of what was left out of the face, as vertices of the surface.

    Attributes:
        eye: Around the opening of the left eye.
        mouth: From the middle of one lip around the left corner to the middle of the other.
        eyeball: (bodies, 3): the middle of the left eye.
        radius_m: Of the eyeball.
    """

    eye: Ints
    mouth: Ints
    eyeball: Floats
    radius_m: float


def lines_of(surface: Surface, joints: Joints, rims: Rims, body: int) -> Mapping[str, Floats]:
    """The lines of one body in the rest pose, those of the left side and those of the middle."""
    points, own = surface.bodies[:, body], FEATURES[body]
    put = _front(surface, joints, points)
    origin = joints.origins["head"]
    return {
        **_eye(points[rims.eye], rims.eyeball[body], put, own),
        **_nose(put, origin, own),
        **_lips(points[rims.mouth], put, own),
        "cheek": _cheek(put, origin, own),
        **{
            name: _ear(surface, points, origin + _ear_off(body), line, count)
            for name, line, count in (
                ("ear", _EAR, 2 * _COUNT + 1),
                ("helix", _HELIX, 2 * _COUNT - 1),
                ("concha", _CONCHA, 2 * _COUNT - 1),
            )
        },
    }


def jaw_share(name: str, line: Floats) -> Ints:
    """How far the jaw carries each point of a line, of 255; the corners of the mouth stay."""
    share = np.zeros(len(line))
    if name in {"lip", "full"}:
        share = 1 - np.abs(line[:, 0] / line[:, 0].max()) ** 3
    elif name == "underlip":
        share += 1
    return np.asarray(np.rint(255 * share), np.int64)


def _front(surface: Surface, joints: Joints, points: Floats) -> Callable[[Floats], Floats]:
    """Lays points of the front view on the face."""
    z = local(surface, joints, "head")[:, 2]
    ahead = surface.normals(points)[:, 2] > 0.15
    face = (weight(surface, "head", "jaw") > 0.5) & (z > 0.055) & ahead
    both = np.concatenate([points[face], points[face] * [-1, 1, 1]])
    depth = LinearNDInterpolator(both[:, :2], both[:, 2])

    def put(flat: Floats) -> Floats:
        return np.column_stack([flat, depth(flat)])

    return put


def _eye(
    rim: Floats, ball: Floats, put: Callable[[Floats], Floats], own: Features
) -> Mapping[str, Floats]:
    """An eye, its lids and its brow."""
    ring = np.roll(rim, -int(np.argmin(rim[:, 0])), axis=0)
    middle = (ring.max(0) + ring.min(0)) / 2
    ring[:, :2] = middle[:2] + own.eye_larger * (ring[:, :2] - middle[:2])
    upper, lower = _split(ring)
    inner, outer = upper[0, 0], upper[-1, 0]
    front = ring[:, 2].max()

    def roll(line: Floats) -> Floats:
        share = (line[:, 0] - inner) / (outer - inner)
        return np.column_stack([line[:, :2], front - _EYE_DEPTH_M * np.clip(share, 0, None) ** 2])

    turn = np.linspace(0, 2 * np.pi, 2 * _COUNT - 1)
    x = middle[0] + 0.0002 + _IRIS_M * np.cos(turn)
    y = middle[1] + 0.0009 + _IRIS_M * np.sin(turn)
    y = np.clip(y, np.interp(x, lower[:, 0], lower[:, 1]), np.interp(x, upper[:, 0], upper[:, 1]))
    share = np.linspace(0, 1, _COUNT)
    lid = upper.copy()
    lid[:, 1] += 0.0006
    lid[-1, :2] += own.lashes_m
    crease = upper + np.array([0.0, 0.0038, 0.0])
    crease[:, 1] -= 0.0016 * (1 - share) ** 3
    brow_x = inner - 0.003 + (outer - inner + own.brow_out_m) * share
    brow_y = ball[1] + own.brow_up_m - 0.0014 * share**2
    brow_y += own.brow_arch_m * np.sin(np.pi * share**0.85)
    brow = put(np.stack([brow_x, brow_y], 1))
    brow[:, 2] = front + _BROW_AHEAD_M - _BROW_DEPTH * (brow[:, 2].max() - brow[:, 2])
    return {
        "brow": brow,
        "eye": roll(np.concatenate([upper, lower[-2::-1]])),
        "lid": roll(lid),
        "lower": roll(lower - np.array([0.0, 0.0006, 0.0])),
        "crease": roll(crease[1:]),
        "iris": roll(np.column_stack([x, y])),
    }


def _nose(put: Callable[[Floats], Floats], origin: Floats, own: Features) -> Mapping[str, Floats]:
    """The wing and the nostril, and the middle of the nose with one of its sides."""
    turn = np.radians(np.linspace(112, 282, _COUNT))
    wing = origin + np.stack(
        [
            0.0152 + own.wing_m + 0.0030 * np.clip(-np.cos(turn), 0, None),
            -0.0002 + 0.0070 * np.sin(turn),
            0.1030 + 0.0066 * np.cos(turn),
        ],
        1,
    )
    share = np.linspace(0, 1, _COUNT)
    nostril = origin + np.stack(
        [
            0.0042 + own.wing_m / 2 + 0.0076 * share,
            -0.0072 + 0.0016 * np.sin(np.pi * share),
            0.1105 - 0.0050 * share,
        ],
        1,
    )
    up, wide, deep = np.array(_NOSE).T
    ridge = put(np.stack([np.zeros(len(up)), origin[1] + up], 1))
    flank = _flank(ridge, wide + own.wing_m / 2, deep)
    return {"wing": wing, "nostril": nostril, "ridge": ridge, "flank": flank}


def _flank(ridge: Floats, wide: Floats, deep: Floats) -> Floats:
    flank = ridge.copy()
    flank[:, 0], flank[:, 2] = wide, ridge[:, 2] - deep
    return flank


def _lips(rim: Floats, put: Callable[[Floats], Floats], own: Features) -> Mapping[str, Floats]:
    """The line between the lips twice, as the lower may leave the upper one, and their edges."""
    middle = (rim[0] + rim[-1]) / 2
    share = np.linspace(-1, 1, 2 * _COUNT - 1)
    far = np.abs(share)
    line = np.stack(
        [
            own.mouth_m * share,
            middle[1] + own.smile_m * far**2.6 - 0.0007 * np.exp(-((share / 0.22) ** 2)),
            middle[2] - _MOUTH_DEPTH_M * far**2,
        ],
        1,
    )
    thick, below = own.lips_m
    swell = (1 - far**2) ** 0.9
    bow = line.copy()
    bow[:, 1] += thick * swell * (1 - own.bow * np.exp(-((share / 0.17) ** 2)))
    bow[:, 2] += 0.0050 * (1 - far)
    full = line.copy()
    full[:, 1] -= below * (1 - far**2) ** 0.8
    full[:, 2] += 0.0022 * (1 - far)
    low = full[:, 1].min() - 0.0056
    under = np.stack([0.0105 * share, low + 0.0012 * far**2], 1)
    return {"mouth": line, "lip": line.copy(), "bow": bow, "full": full, "underlip": put(under)}


def _cheek(put: Callable[[Floats], Floats], origin: Floats, own: Features) -> Floats:
    """A round spot below the eye."""
    out, up, wide, high = own.cheek_m
    turn = np.linspace(0, 2 * np.pi, 2 * _COUNT - 1)
    flat = np.stack([out + wide * np.cos(turn), up + high * np.sin(turn)], 1)
    return put(flat + origin[:2])


def _split(rim: Floats) -> tuple[Floats, Floats]:
    """Upper and lower line of a rim, both from the inner to the outer corner."""
    outer = int(np.argmax(rim[:, 0]))
    first = rim[: outer + 1]
    second = np.concatenate([rim[outer:], rim[:1]])[::-1]
    if first[:, 1].mean() < second[:, 1].mean():
        first, second = second, first
    return _even(first), _even(second)


def _even(line: Floats, count: int = _COUNT) -> Floats:
    """Points at even distances along a line, in calm curves between its ends."""
    along = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1)))
    places = np.linspace(0, along[-1], count)
    calm = [np.interp(places, along, line[:, k]) for k in range(line.shape[1])]
    return _calm(np.stack(calm, 1), 5)


def _calm(line: Floats, rounds: int) -> Floats:
    for _ in range(rounds):
        line[1:-1] = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
    return line


def _ear_off(body: int) -> Floats:
    ahead, up = _EAR_OFF_MM[body]
    return np.array([0.0, up, ahead]) / 1000


def _ear(
    surface: Surface,
    points: Floats,
    origin: Floats,
    line: Sequence[tuple[float, float]],
    count: int,
) -> Floats:
    """A line on the flap of the ear, given from the side."""
    ahead, up = _even(np.array(line) / 1000, count).T
    flat = np.stack([origin[1] + up, origin[2] + ahead], 1)
    out = surface.normals(points)[:, 0] > 0.1
    skin = points[out & (surface.marks["ear"] > 0.5)]
    apart = np.linalg.norm(flat[:, None] - skin[None, :, 1:], axis=2)
    near = np.argsort(apart, axis=1, kind="stable")[:, :3]
    across = _calm(skin[near, 0].max(1), 6)
    return np.column_stack([across + 0.0005, flat])
