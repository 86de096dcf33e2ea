"""Signs on stills in an arrow's place, for what no way of a part shows.

Rays where a place is tensed without moving; two arrows that meet where a part presses against a
hand that does not give way; an arrow ahead for who walks; a square for a breath of four counts.
Beside an arrow, a second one where it matters that a place comes down to the floor.
"""

from itertools import pairwise
from math import cos, dist, hypot, pi, sin
from typing import Final

from posture_app.body.contacts import LANDMARKS, landmark_point
from posture_app.body.geometry import UP, Vector, add, cross, dot, length, scaled, sub, turned, unit
from posture_app.body.skeleton import INDEX, Frames
from posture_app.ui.figure.clearance import PicturePoint
from posture_app.ui.figure.extent import places_of
from posture_app.ui.figure.turns import arc_of
from posture_app.ui.figure.view import FigureCamera
from posture_app.ui.figure.ways import Way

_FORESHORTENED: Final = 0.5
"""A direction of which the picture shows less than this share points anywhere."""
_RAY_SHARE: Final = 0.06
_PRESS_SHARE: Final = 0.26
"""How long both arrows of what is pressed are together, of the picture's shorter side."""
_MOVES_M: Final = 1e-5
_PRESS_ARC_DEG: Final = 60.0
"""And how far each of them goes around what turns."""
_AHEAD_SHARE: Final = 0.20
_AHEAD_FROM: Final[Vector] = (0.0, 0.05, 0.25)
"""Where an arrow ahead begins, in the frame of the chest."""
_SQUARE_SHARE: Final = 0.17
_CORNER: Final = 0.22
"""How much of a square's side its rounded corner takes."""
_OPEN: Final = 0.16
"""How much of its last side is left open before where it began."""

_TOUCH_M: Final = 0.12
"""How long an arrow to a contact is."""
_HALF_TRUNK_M: Final = 0.10
_BESIDE_M: Final = 0.012


def rays(view: FigureCamera, name: str, frames: Frames, size: float) -> list[Way]:
    """The middle one of the rays that show that a place on the body is tensed.

    Args:
        view: The camera.
        name: The landmark; a part that is none has no rays.
        frames: The body.
        size: The picture's shorter side, in pixels.
    """
    mark = LANDMARKS.get(name)
    if mark is None:
        return []
    out = turned(frames.turns[mark.segment], mark.outward)
    wide, high = dot(out, view.right), -dot(out, view.up)
    away = hypot(wide, high)
    if away < _FORESHORTENED:
        return []
    x, y = view.spot(landmark_point(frames, name))
    ray = _RAY_SHARE * size / away
    return [Way(((x, y), (x + ray * wide, y + ray * high)), is_whole=True, kind="tension")]


def pressed(view: FigureCamera, name: str, first: Frames, last: Frames, size: float) -> list[Way]:
    """Two arrows that meet where a part presses against what does not give way.

    Args:
        view: The camera.
        name: The part or landmark.
        first: The body before.
        last: The body that presses; the little that it gives way tells in which direction.
        size: The picture's shorter side, in pixels.
    """
    before, there = places_of(name, (first, last))
    reach = _PRESS_SHARE * size / 2
    x, y = view.spot(there)
    arc = arc_of(view, name, there, first, last, (_PRESS_ARC_DEG, _PRESS_ARC_DEG))
    if arc:
        wider = 2 * reach / sum(dist(a, b) for a, b in pairwise(arc))
        points = [(x + wider * (px - x), y + wider * (py - y)) for px, py in arc]
        return [Way(tuple(points), is_whole=True, kind="resistance")]
    way = _levelled(sub(there, before))
    wide, high = dot(way, view.right), -dot(way, view.up)
    seen = hypot(wide, high)
    if seen < max(_FORESHORTENED * length(way), _MOVES_M):
        return []
    dx, dy = reach * wide / seen, reach * high / seen
    return [Way(((x - dx, y - dy), (x, y), (x + dx, y + dy)), is_whole=True, kind="resistance")]


def _levelled(way: Vector) -> Vector:
    """A way level with the ground, if it is more along than up or down: a head that bends sinks."""
    x, y, z = way
    return (x, 0.0, z) if abs(y) < hypot(x, z) else way


def ahead(view: FigureCamera, frames: Frames, size: float) -> list[Way]:
    """An arrow to where a body faces, for one that goes there; none along the line of sight.

    Args:
        view: The camera.
        frames: The body.
        size: The picture's shorter side, in pixels.
    """
    chest, pelvis = INDEX["thorax"], INDEX["pelvis"]
    facing = turned(frames.turns[pelvis], (0.0, 0.0, 1.0))
    level = hypot(facing[0], facing[2])
    if not level:
        return []
    wide, high = dot((facing[0], 0.0, facing[2]), view.right), 0.0
    if abs(wide) < _FORESHORTENED * level:
        return []
    x, y = view.spot(frames.point(chest, _AHEAD_FROM))
    along = _AHEAD_SHARE * size * (1.0 if wide > 0 else -1.0)
    return [Way(((x, y), (x + along, y + high)))]


def four_counts(view: FigureCamera, name: str, frames: Frames, size: float) -> list[Way]:
    """A square beside a landmark: up as the breath comes, along, down as it goes, and back.

    Args:
        view: The camera.
        name: The landmark.
        frames: The body.
        size: The picture's shorter side, in pixels.
    """
    half = _SQUARE_SHARE * size / 2
    x, y = view.spot(landmark_point(frames, name))
    corners = [(-1, 1), (-1, -1), (1, -1), (1, 1), (-1, 1)]
    found: list[PicturePoint] = [(x - half, y + (1 - 2 * _CORNER) * half)]
    for (cx, cy), (nx, ny) in pairwise(corners[1:]):
        found += _corner((x + cx * half, y + cy * half), (nx - cx, ny - cy), 2 * _CORNER * half)
    found.append((x - half + 4 * _OPEN * half, y + half))
    return [Way(tuple(found), is_whole=True)]


def touched(view: FigureCamera, name: str, frames: Frames) -> list[Way]:
    """An arrow to where a landmark lies or leans on something.

    It lies as far towards the camera as the body there is wide, so that it ends beside it.

    Args:
        view: The camera.
        name: The landmark.
        frames: The body.
    """
    mark = LANDMARKS[name]
    frame = frames.turns[mark.segment]
    out, along = turned(frame, mark.outward), unit(_levelled(turned(frame, (0.0, 1.0, 0.0))), UP)
    out = unit(sub(out, scaled(along, dot(out, along))), out)
    across = unit(cross(out, along), view.right)
    nearer = _HALF_TRUNK_M if dot(across, view.near) > 0 else -_HALF_TRUNK_M
    middle = add(landmark_point(frames, name), scaled(across, nearer))
    middle = add(middle, scaled(out, _BESIDE_M))
    return [Way((view.spot(sub(middle, scaled(out, _TOUCH_M))), view.spot(middle)), is_whole=True)]


def _corner(corner: PicturePoint, onward: tuple[int, int], radius: float) -> list[PicturePoint]:
    """A quarter of a circle, clockwise in the picture, instead of a corner.

    Args:
        corner: The corner of the square.
        onward: The direction after it, along an axis.
        radius: Of the circle.
    """
    ux, uy = onward[0] / 2, onward[1] / 2
    # Before a corner that turns right, the way ran along the direction turned left.
    vx, vy = uy, -ux
    found = []
    for step in range(7):
        angle = step / 6 * pi / 2
        along, before = 1 - cos(angle), 1 - sin(angle)
        found.append(
            (
                corner[0] + radius * (along * ux - before * vx),
                corner[1] + radius * (along * uy - before * vy),
            )
        )
    return found
