"""Vectors, rotations and quaternions in three dimensions, written out for speed.

A body frame is right-handed and in metres: x to the figure's left, y up, z forward. A matrix is
nine numbers row by row; a quaternion is (w, x, y, z) of unit length.
"""

from collections.abc import Iterable
from math import acos, atan2, cos, degrees, radians, sin, sqrt
from typing import Final

Vector = tuple[float, float, float]
Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float, float, float, float]
Quaternion = tuple[float, float, float, float]

ORIGIN: Final[Vector] = (0.0, 0.0, 0.0)
UP: Final[Vector] = (0.0, 1.0, 0.0)
FORWARD: Final[Vector] = (0.0, 0.0, 1.0)
STILL: Final[Quaternion] = (1.0, 0.0, 0.0, 0.0)


def add(a: Vector, b: Vector) -> Vector:
    """The sum."""
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def sub(a: Vector, b: Vector) -> Vector:
    """The vector from `b` to `a`."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def scaled(a: Vector, factor: float) -> Vector:
    """The vector times a number."""
    return a[0] * factor, a[1] * factor, a[2] * factor


def dot(a: Vector, b: Vector) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """The vector product."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def length(a: Vector) -> float:
    """The length."""
    return sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vector, otherwise: Vector = UP) -> Vector:
    """The direction; `otherwise` where there is none."""
    size = length(a)
    return otherwise if size < 1e-9 else (a[0] / size, a[1] / size, a[2] / size)


def across(a: Vector, axis: Vector) -> Vector:
    """The part of `a` at right angles to a unit `axis`."""
    return sub(a, scaled(axis, dot(a, axis)))


def mixed(a: Vector, b: Vector, share: float) -> Vector:
    """The point at `share` of the way from `a` to `b`."""
    rest = 1.0 - share
    return a[0] * rest + b[0] * share, a[1] * rest + b[1] * share, a[2] * rest + b[2] * share


def turned(m: Matrix, v: Vector) -> Vector:
    """The matrix times the vector."""
    x, y, z = v
    return (
        m[0] * x + m[1] * y + m[2] * z,
        m[3] * x + m[4] * y + m[5] * z,
        m[6] * x + m[7] * y + m[8] * z,
    )


def turned_back(m: Matrix, v: Vector) -> Vector:
    """The inverse of a rotation times the vector."""
    x, y, z = v
    return (
        m[0] * x + m[3] * y + m[6] * z,
        m[1] * x + m[4] * y + m[7] * z,
        m[2] * x + m[5] * y + m[8] * z,
    )


def product(a: Matrix, b: Matrix) -> Matrix:
    """The rotation `b` followed by the rotation `a`."""
    a0, a1, a2, a3, a4, a5, a6, a7, a8 = a
    b0, b1, b2, b3, b4, b5, b6, b7, b8 = b
    return (
        a0 * b0 + a1 * b3 + a2 * b6,
        a0 * b1 + a1 * b4 + a2 * b7,
        a0 * b2 + a1 * b5 + a2 * b8,
        a3 * b0 + a4 * b3 + a5 * b6,
        a3 * b1 + a4 * b4 + a5 * b7,
        a3 * b2 + a4 * b5 + a5 * b8,
        a6 * b0 + a7 * b3 + a8 * b6,
        a6 * b1 + a7 * b4 + a8 * b7,
        a6 * b2 + a7 * b5 + a8 * b8,
    )


def transposed(m: Matrix) -> Matrix:
    """The inverse of a rotation."""
    return m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]


def matrix_of(q: Quaternion) -> Matrix:
    """The rotation of a unit quaternion."""
    w, x, y, z = q
    xx, yy, zz = 2 * x * x, 2 * y * y, 2 * z * z
    xy, xz, yz = 2 * x * y, 2 * x * z, 2 * y * z
    wx, wy, wz = 2 * w * x, 2 * w * y, 2 * w * z
    return (
        1 - yy - zz, xy - wz, xz + wy,
        xy + wz, 1 - xx - zz, yz - wx,
        xz - wy, yz + wx, 1 - xx - yy,
    )  # fmt: skip


def quaternion_of(m: Matrix) -> Quaternion:
    """The unit quaternion of a rotation (Shepperd's method: divide by the largest part)."""
    trace = m[0] + m[4] + m[8]
    if trace > 0:
        s = 2 * sqrt(trace + 1)
        return s / 4, (m[7] - m[5]) / s, (m[2] - m[6]) / s, (m[3] - m[1]) / s
    if m[0] >= m[4] and m[0] >= m[8]:
        s = 2 * sqrt(1 + m[0] - m[4] - m[8])
        return (m[7] - m[5]) / s, s / 4, (m[1] + m[3]) / s, (m[2] + m[6]) / s
    if m[4] >= m[8]:
        s = 2 * sqrt(1 + m[4] - m[0] - m[8])
        return (m[2] - m[6]) / s, (m[1] + m[3]) / s, s / 4, (m[5] + m[7]) / s
    s = 2 * sqrt(1 + m[8] - m[0] - m[4])
    return (m[3] - m[1]) / s, (m[2] + m[6]) / s, (m[5] + m[7]) / s, s / 4


def times(a: Quaternion, b: Quaternion) -> Quaternion:
    """The rotation `b` followed by the rotation `a`."""
    aw, ax, ay, az = a
    bw, bx, by, bz = b
    return (
        aw * bw - ax * bx - ay * by - az * bz,
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
    )


def about_x(angle_deg: float) -> Quaternion:
    """A turn about x: for a positive angle y goes to z."""
    half = radians(angle_deg) / 2
    return cos(half), sin(half), 0.0, 0.0


def about_y(angle_deg: float) -> Quaternion:
    """A turn about y: for a positive angle z goes to x."""
    half = radians(angle_deg) / 2
    return cos(half), 0.0, sin(half), 0.0


def about_z(angle_deg: float) -> Quaternion:
    """A turn about z: for a positive angle x goes to y."""
    half = radians(angle_deg) / 2
    return cos(half), 0.0, 0.0, sin(half)


def blended(a: Quaternion, b: Quaternion, share: float) -> Quaternion:
    """The rotation at `share` of the shorter way from `a` to `b` (normalised linear blend)."""
    rest = 1.0 - share
    if a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] < 0:
        share = -share
    w = a[0] * rest + b[0] * share
    x = a[1] * rest + b[1] * share
    y = a[2] * rest + b[2] * share
    z = a[3] * rest + b[3] * share
    size = sqrt(w * w + x * x + y * y + z * z) or 1.0
    return w / size, x / size, y / size, z / size


def mirrored_turn(q: Quaternion) -> Quaternion:
    """The rotation as the mirror shows it, left for right."""
    return q[0], q[1], -q[2], -q[3]


def mirrored_point(v: Vector) -> Vector:
    """The point as the mirror shows it, left for right."""
    return -v[0], v[1], v[2]


def twist_y(q: Quaternion) -> float:
    """How far a rotation turns about y, whatever it does besides, in degrees, -180 to 180."""
    turn = 2 * degrees(atan2(q[2], q[0]))
    return turn - 360 if turn > 180 else turn + 360 if turn <= -180 else turn


def angle_deg(a: Vector, b: Vector) -> float:
    """The angle between two vectors, 0 to 180 degrees."""
    both = length(a) * length(b)
    return 0.0 if both < 1e-12 else degrees(acos(max(-1.0, min(1.0, dot(a, b) / both))))


def spun(v: Vector, axis: Vector, angle: float) -> Vector:
    """The vector turned about a unit axis by an angle in degrees (Rodrigues' formula)."""
    c, s = cos(radians(angle)), sin(radians(angle))
    side, along = cross(axis, v), dot(axis, v) * (1 - c)
    return (
        v[0] * c + side[0] * s + axis[0] * along,
        v[1] * c + side[1] * s + axis[1] * along,
        v[2] * c + side[2] * s + axis[2] * along,
    )


def frame(down: Vector, front: Vector) -> Matrix:
    """The rotation that takes -y to the unit vector `down`, and z as near to `front` as it goes."""
    up = scaled(down, -1.0)
    ahead = unit(across(front, up), FORWARD)
    side = cross(up, ahead)
    return side[0], up[0], ahead[0], side[1], up[1], ahead[1], side[2], up[2], ahead[2]


def convex_hull(points: Iterable[Point]) -> list[Point]:
    """The corners around points of a plane, counter-clockwise where y goes up (monotone chain)."""
    ordered = sorted(set(points))
    halves: list[list[Point]] = []
    for run in (ordered, ordered[::-1]):
        half: list[Point] = []
        for point in run:
            while len(half) > 1 and turn_of(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves.append(half[:-1])
    return halves[0] + halves[1]


def turn_of(a: Point, b: Point, c: Point) -> float:
    """Twice the area of a triangle of a plane: above 0 where it goes round counter-clockwise."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
