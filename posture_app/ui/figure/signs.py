"""Signs on stills in an arrow's place, for what no way of a part shows.

Rays where a place is tensed without moving; an arrow from the free side for a part that presses
against a hand that does not give way; an arrow ahead for who walks.
"""

from math import hypot
from typing import Final

from posture_app.body.contacts import LANDMARKS, landmark_point
from posture_app.body.geometry import UP, Vector, add, dot, length, scaled, sub, turned, unit
from posture_app.body.skeleton import INDEX, Frames
from posture_app.ui.figure.arrow_paths import ArrowPath
from posture_app.ui.figure.extent import places_of
from posture_app.ui.figure.turns import arc_of
from posture_app.ui.figure.view import FigureCamera

_FORESHORTENED: Final = 0.5
"""A direction of which the picture shows less than this share points anywhere."""
_RAY_SHARE: Final = 0.06
_PRESS_M: Final = 0.10
"""How long the arrow of what is pressed is."""
_HEAD_M: Final = 0.26
"""So much lies between its tip and where the hand is: the head with its hair."""
_ABOVE_EYES_M: Final = 0.05
_MOVES_M: Final = 1e-5
_PRESS_ARC_DEG: Final = (230.0, -90.0)
"""Where the arrow of a head that turns against a hand begins and ends, on the way to that hand."""
_AHEAD_SHARE: Final = 0.20
_AHEAD_FROM: Final[Vector] = (0.0, 0.05, 0.25)
"""Where an arrow ahead begins, in the frame of the chest."""


def rays(view: FigureCamera, name: str, frames: Frames, size: float) -> list[ArrowPath]:
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
    return [ArrowPath(((x, y), (x + ray * wide, y + ray * high)), is_whole=True, kind="tension")]


def pressed(view: FigureCamera, name: str, first: Frames, last: Frames) -> list[ArrowPath]:
    """The arrow of a part that presses against what does not give way: as it presses.

    It comes from the side where nothing is held against it. At the hand it would say to push, and
    of a head that turns, to push it aside.

    Args:
        view: The camera.
        name: The part or landmark.
        first: The body before.
        last: The body that presses; the little that it gives way tells in which direction.
    """
    before, there = places_of(name, (first, last))
    arc = arc_of(view, name, there, first, last, _PRESS_ARC_DEG)
    if arc:
        return [ArrowPath(tuple(arc), is_whole=True, kind="press")]
    way = _levelled(sub(there, before))
    wide, high = dot(way, view.right), -dot(way, view.up)
    seen = hypot(wide, high)
    if seen < max(_FORESHORTENED * length(way), _MOVES_M):
        return []
    x, y = view.spot(add(there, scaled(UP, _ABOVE_EYES_M)) if _comes_to_face(way, last) else there)
    reach = _PRESS_M * view.scale / seen
    return [ArrowPath(((x - reach * wide, y - reach * high), (x, y)), is_whole=True, kind="press")]


def pressed_from(name: str, first: Frames, last: Frames) -> Vector:
    """Where that arrow begins beyond the head: the picture must hold that, too."""
    before, there = places_of(name, (first, last))
    return sub(there, scaled(unit(_levelled(sub(there, before)), UP), _HEAD_M + _PRESS_M))


def _comes_to_face(way: Vector, frames: Frames) -> bool:
    """Whether an arrow on its way comes to the face first, where it would point at an eye."""
    facing = turned(frames.turns[INDEX["head"]], (0.0, 0.0, 1.0))
    return dot(way, facing) < -_FORESHORTENED * length(way)


def _levelled(way: Vector) -> Vector:
    """A way level with the ground, if it is more along than up or down: a head that bends sinks."""
    x, y, z = way
    return (x, 0.0, z) if abs(y) < hypot(x, z) else way


def ahead(view: FigureCamera, frames: Frames, size: float) -> list[ArrowPath]:
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
    return [ArrowPath(((x, y), (x + along, y + high)))]
