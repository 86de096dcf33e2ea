"""Which part of the body hides which: the painter's order, from the farthest to the nearest.

Two parts are compared where their middle lines come closest in the picture, so that a hand before
the chest lies in front of the trunk although its shoulder lies behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from posture_app.body.skeleton import INDEX, Frames
from posture_app.ui.figure.view import View

_MIDDLES: Final[dict[str, tuple[tuple[str, float, float], tuple[str, float, float]]]] = {
    "trunk": (("pelvis", 0.0, 0.10), ("thorax", 0.10, 0.12)),
    "head": (("lower_neck", 0.03, 0.05), ("head", 0.07, 0.09)),
    **{
        f"{side}_{part}": ends
        for side in ("right", "left")
        for part, ends in {
            "upper_arm": ((f"{side}_upper_arm", -0.05, 0.05), (f"{side}_forearm", 0.0, 0.04)),
            "forearm": ((f"{side}_forearm", -0.03, 0.04), (f"{side}_fingers", -0.03, 0.03)),
            "thigh": ((f"{side}_thigh", -0.05, 0.08), (f"{side}_shank", 0.0, 0.05)),
            "shank": ((f"{side}_shank", -0.03, 0.05), (f"{side}_foot", -0.01, 0.06)),
        }.items()
    },
}
"""Each part's middle line: two ends as segment, distance along its y axis, and half thickness."""

_SLACK_M: Final = 0.02


@dataclass(frozen=True, slots=True)
class Line:
    """A middle line in the picture: x, y, depth and half thickness at both ends, in metres."""

    name: str
    first: tuple[float, float, float, float]
    last: tuple[float, float, float, float]

    @property
    def depth(self) -> float:
        """How near its middle is."""
        return (self.first[2] + self.last[2]) / 2


def lines_of(frames: Frames, view: View) -> list[Line]:
    """The middle lines of all parts."""
    found = []
    for name, ends in _MIDDLES.items():
        spots = []
        for segment, y, half in ends:
            point = frames.point(INDEX[segment], (0.0, y, 0.0))
            px, py, pz = point
            spots.append(
                (
                    view.right[0] * px + view.right[1] * py + view.right[2] * pz,
                    view.up[0] * px + view.up[1] * py + view.up[2] * pz,
                    view.depth(point),
                    half,
                )
            )
        found.append(Line(name, spots[0], spots[1]))
    return found


def painters_order(lines: Sequence[Line], parents: dict[str, str | None]) -> list[str]:
    """Names from the farthest to the nearest; where they hide each other in a ring, by depth."""
    behind: dict[str, set[str]] = {line.name: set() for line in lines}
    for index, one in enumerate(lines):
        for other in lines[index + 1 :]:
            nearer = _nearer(one, other, parents)
            if nearer is one:
                behind[one.name].add(other.name)
            elif nearer is other:
                behind[other.name].add(one.name)
    left = sorted(lines, key=lambda line: line.depth)
    order: list[str] = []
    while left:
        free = next((line for line in left if not behind[line.name]), left[0])
        left.remove(free)
        order.append(free.name)
        for others in behind.values():
            others.discard(free.name)
    return order


def _nearer(one: Line, other: Line, parents: dict[str, str | None]) -> Line | None:
    """Which of two hides the other, or None where they do not meet in the picture."""
    if other.name == parents[one.name] or one.name == parents[other.name]:
        return one if one.depth > other.depth else other
    s, t, apart = _closest(one, other)
    half_one = one.first[3] + (one.last[3] - one.first[3]) * s
    half_other = other.first[3] + (other.last[3] - other.first[3]) * t
    if apart > (half_one + half_other + _SLACK_M) ** 2:
        return None
    depth_one = one.first[2] + (one.last[2] - one.first[2]) * s
    depth_other = other.first[2] + (other.last[2] - other.first[2]) * t
    return one if depth_one > depth_other else other


def _closest(one: Line, other: Line) -> tuple[float, float, float]:
    """Shares along two lines where they are closest in the picture, and that distance squared."""
    ax, ay = one.first[0], one.first[1]
    ux, uy = one.last[0] - ax, one.last[1] - ay
    bx, by = other.first[0], other.first[1]
    vx, vy = other.last[0] - bx, other.last[1] - by
    wx, wy = ax - bx, ay - by
    a, b, c = ux * ux + uy * uy, ux * vx + uy * vy, vx * vx + vy * vy
    d, e = ux * wx + uy * wy, vx * wx + vy * wy
    det = a * c - b * b
    s = min(1.0, max(0.0, (b * e - c * d) / det)) if det > 1e-9 else 0.5
    t = min(1.0, max(0.0, (b * s + e) / c)) if c > 1e-9 else 0.5
    s = min(1.0, max(0.0, (b * t - d) / a)) if a > 1e-9 else 0.5
    x, y = wx + ux * s - vx * t, wy + uy * s - vy * t
    return s, t, x * x + y * y
