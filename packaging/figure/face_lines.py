"""Lines of the face, laid on the dense head: brow, lids, iris, nose, lips, ear."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from bodies import Joints
from garments import local, weight
from scipy.interpolate import LinearNDInterpolator
from source import Floats, Ints
from surface import Surface

EYES: Final = frozenset({"eye", "lid", "lower", "iris"})
WHOLE: Final = frozenset({"mouth", "lip", "underlip", "strand"})
"""Lines across the middle; the others have a mirror image."""

_COUNT: Final = 11
_DEEPER: Final = 1.9
"""The eye's outer corner is drawn so much farther back, to be seen as a wedge from the side."""


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
    points = surface.bodies[:, body]
    put = _front(surface, joints, points)
    eye = _ring(points[rims.eye])
    eye[:, 2] = eye[:, 2].max() - _DEEPER * (eye[:, 2].max() - eye[:, 2])
    upper, lower = _split(eye)
    inner, outer = upper[0], upper[-1]
    middle = rims.eyeball[body]
    lips = points[rims.mouth]
    if lips[0, 1] < lips[-1, 1]:
        lips = lips[::-1]
    corner = int(np.argmax(lips[:, 0]))
    top, low = _even(lips[: corner + 1]), _even(lips[corner:][::-1])
    share = np.linspace(0, 1, _COUNT)
    brow_x = inner[0] - 0.004 + (outer[0] - inner[0] + 0.013) * share
    brow_y = middle[1] + 0.0185 + 0.0055 * np.sin(np.pi * share**0.75) - 0.004 * share
    nose = np.stack(
        [
            0.0172 - 0.011 * share**1.5,
            joints.origins["head"][1] + 0.0005 - 0.0062 * np.sin(np.pi * (0.15 + 0.75 * share)),
        ],
        1,
    )
    chin = np.stack([0.010 * share, np.full(_COUNT, low[0, 1] - 0.0145)], 1)
    return {
        "brow": put(np.stack([brow_x, brow_y], 1)),
        "eye": np.concatenate([upper, lower[-2::-1]]),
        "lid": upper,
        "lower": lower,
        "iris": _iris(middle, rims.radius_m, upper, lower),
        "wing": put(nose),
        "mouth": _across(top),
        "lip": _across(low),
        "underlip": _across(put(chin)),
        "ear": _ear(surface, points, 0.80, 62, 262),
        "concha": _ear(surface, points, 0.42, 30, 250),
    }


def jaw_share(name: str, line: Floats) -> Ints:
    """How far the jaw carries each point of a line, of 255; the corners of the mouth stay."""
    share = np.zeros(len(line))
    if name == "lip":
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


def _ring(rim: Floats) -> Floats:
    """The rim from the inner corner round."""
    return np.roll(rim, -int(np.argmin(rim[:, 0])), axis=0)


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
    return _calm(np.stack([np.interp(places, along, line[:, k]) for k in range(3)], 1), 5)


def _calm(line: Floats, rounds: int) -> Floats:
    for _ in range(rounds):
        line[1:-1] = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
    return line


def _across(half: Floats) -> Floats:
    """A line from the middle to the left, and its mirror image before it."""
    half = half.copy()
    half[0, 0] = 0.0
    return _calm(np.concatenate([(half * [-1, 1, 1])[:0:-1], half]), 10)


def _iris(middle: Floats, radius: float, upper: Floats, lower: Floats) -> Floats:
    """A disc, round as the eyeball, cut off by the lids."""
    turn = np.linspace(0, 2 * np.pi, 2 * _COUNT - 1)
    size = 0.0060
    x = middle[0] + size * np.cos(turn)
    y = middle[1] + size * np.sin(turn) + 0.0004
    y = np.clip(y, np.interp(x, lower[:, 0], lower[:, 1]), np.interp(x, upper[:, 0], upper[:, 1]))
    flat = (x - middle[0]) ** 2 + (y - middle[1]) ** 2
    ball = np.sqrt(radius**2 - flat) - radius
    return np.stack([x, y, upper[:, 2].max() - 0.0006 + ball], 1)  # not before the lids


def _ear(surface: Surface, points: Floats, size: float, first: float, last: float) -> Floats:
    """An arc on the ear: a share of its size, from the face upwards and round to the back."""
    out = surface.normals(points)[:, 0] > 0.1
    flap = (surface.marks["ear"] > 0.9) & (points[:, 0] > 0.069)
    centre = (points[flap].max(0) + points[flap].min(0)) / 2
    extent = (points[flap].max(0) - points[flap].min(0)) / 2
    turn = np.radians(np.linspace(first, last, 2 * _COUNT - 1))
    spread = np.stack([np.cos(turn), np.sin(turn)], 1)  # towards the face, up
    spread[:, 1] *= np.where(spread[:, 1] < 0, 0.9, 1.0)
    spread[:, 0] -= 0.25 * spread[:, 1]
    flat = centre[[2, 1]] + size * extent[[2, 1]] * spread
    skin = points[out & (surface.marks["ear"] > 0.5)]
    near = np.argsort(
        np.linalg.norm(flat[:, None] - skin[None, :, [2, 1]], axis=2), axis=1, kind="stable"
    )[:, :3]
    return np.stack([skin[near, 0].max(1) + 0.0005, flat[:, 1], flat[:, 0]], 1)
