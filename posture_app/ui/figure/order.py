"""Which part of the body hides which: the painter's order, from the farthest to the nearest.

Two parts are compared where their middle lines come closest in the picture, so that a hand before
the chest lies in front of the trunk although its shoulder lies behind it.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

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

_ENDS: Final = tuple(
    (name, tuple((INDEX[segment], y, half) for segment, y, half in ends))
    for name, ends in _MIDDLES.items()
)
_SLACK_M: Final = 0.02
_REACH_M: Final = 0.10
"""How far a part reaches beyond the ends of its middle line and its half thickness."""
_CHILD_FIRST_M: Final = 0.05
"""A limb is painted over what it hangs from unless it lies so much farther."""
_LIMB_FIRST_M: Final = 0.02
_SETTLED_M: Final = 0.005
"""An order stays while no end of a line has moved by more since it was found."""


class Line(NamedTuple):
    """A middle line in the picture: x, y, depth and half thickness at both ends, in metres."""

    name: str
    first: tuple[float, float, float, float]
    last: tuple[float, float, float, float]

    @property
    def depth(self) -> float:
        """How near its middle is."""
        return (self.first[2] + self.last[2]) / 2


class Order(NamedTuple):
    """An order of painting, and the lines and the view it was found for."""

    names: tuple[str, ...]
    lines: tuple[Line, ...]
    view: View


def lines_of(frames: Frames, view: View) -> list[Line]:
    """The middle lines of all parts."""
    rx, ry, rz = view.right
    ux, uy, uz = view.up
    nx, ny, nz = view.near
    places, turns = frames.places, frames.turns
    found = []
    for name, ends in _ENDS:
        spots = []
        for segment, along, half in ends:
            x, y, z = places[segment]
            turn = turns[segment]
            x += turn[1] * along
            y += turn[4] * along
            z += turn[7] * along
            spots.append(
                (
                    rx * x + ry * y + rz * z,
                    ux * x + uy * y + uz * z,
                    nx * x + ny * y + nz * z,
                    half,
                )
            )
        found.append(Line(name, spots[0], spots[1]))
    return found


def order_of(
    lines: Sequence[Line], view: View, parents: dict[str, str | None], before: Order | None
) -> Order:
    """The order of all parts that are seen; the one before while the body has hardly moved."""
    if before and before.view == view and _settled(lines, before.lines):
        return before
    seen = [line for line in lines if is_seen(line, view)]
    return Order(tuple(painters_order(seen, parents)), tuple(lines), view)


def _settled(lines: Sequence[Line], before: Sequence[Line]) -> bool:
    for (_, (ax, ay, az, _), (bx, by, bz, _)), (_, (cx, cy, cz, _), (dx, dy, dz, _)) in zip(
        lines, before, strict=True
    ):
        # Lengths as sums: cheap, and never smaller than they are.
        if abs(ax - cx) + abs(ay - cy) + abs(az - cz) > _SETTLED_M:
            return False
        if abs(bx - dx) + abs(by - dy) + abs(bz - dz) > _SETTLED_M:
            return False
    return True


def is_seen(line: Line, view: View) -> bool:
    """Whether any of a part can lie inside the picture; a close-up leaves much of the body out."""
    left, top, right, bottom = view.frame
    reach = _REACH_M + max(line.first[3], line.last[3])
    xs, ys = (line.first[0], line.last[0]), (line.first[1], line.last[1])
    return (
        view.x + view.scale * (max(xs) + reach) > left
        and view.x + view.scale * (min(xs) - reach) < right
        and view.y - view.scale * (min(ys) - reach) > top
        and view.y - view.scale * (max(ys) + reach) < bottom
    )


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
    if other.name == parents[one.name]:
        return one if one.depth > other.depth - _CHILD_FIRST_M else other
    if one.name == parents[other.name]:
        return other if other.depth > one.depth - _CHILD_FIRST_M else one
    if _clear(one, other):
        return None
    s, t, apart = _closest(one, other, 3)
    touching = apart < (_half(one, s) + _half(other, t) + _SLACK_M) ** 2
    if not touching:
        s, t, apart = _closest(one, other, 2)
        if apart > (_half(one, s) + _half(other, t) + _SLACK_M) ** 2:
            return None
    # Of two that touch, the one on the camera's side of the place where they do is nearer.
    ahead = _depth(one, s) - _depth(other, t)
    ahead += _LIMB_FIRST_M * ((other.name == "trunk") - (one.name == "trunk"))
    return one if ahead > 0 else other


def _clear(one: Line, other: Line) -> bool:
    """Whether two lines are so far apart in the picture that they need no closer look."""
    (ax, ay, _, ah), (bx, by, _, bh) = one.first, one.last
    (cx, cy, _, ch), (dx, dy, _, dh) = other.first, other.last
    reach = max(ah, bh) + max(ch, dh) + _SLACK_M
    left, right = (ax, bx) if ax < bx else (bx, ax)
    if (cx > right + reach and dx > right + reach) or (cx < left - reach and dx < left - reach):
        return True
    low, high = (ay, by) if ay < by else (by, ay)
    return (cy > high + reach and dy > high + reach) or (cy < low - reach and dy < low - reach)


def _half(line: Line, share: float) -> float:
    return line.first[3] + (line.last[3] - line.first[3]) * share


def _depth(line: Line, share: float) -> float:
    return line.first[2] + (line.last[2] - line.first[2]) * share


def _closest(one: Line, other: Line, axes: int) -> tuple[float, float, float]:
    """Shares along two lines where they are closest, and that distance squared.

    `axes` is 2 for the distance in the picture and 3 for that in space.
    """
    space = 1.0 if axes == 3 else 0.0
    ax, ay, az, _ = one.first
    bx, by, bz, _ = other.first
    ux, uy, uz = one.last[0] - ax, one.last[1] - ay, (one.last[2] - az) * space
    vx, vy, vz = other.last[0] - bx, other.last[1] - by, (other.last[2] - bz) * space
    wx, wy, wz = ax - bx, ay - by, (az - bz) * space
    a, b, c = ux * ux + uy * uy + uz * uz, ux * vx + uy * vy + uz * vz, vx * vx + vy * vy + vz * vz
    d, e = ux * wx + uy * wy + uz * wz, vx * wx + vy * wy + vz * wz
    det = a * c - b * b
    s = min(1.0, max(0.0, (b * e - c * d) / det)) if det > 1e-9 else 0.5
    t = min(1.0, max(0.0, (b * s + e) / c)) if c > 1e-9 else 0.5
    s = min(1.0, max(0.0, (b * t - d) / a)) if a > 1e-9 else 0.5
    x, y, z = wx + ux * s - vx * t, wy + uy * s - vy * t, wz + uz * s - vz * t
    return s, t, x * x + y * y + z * z
