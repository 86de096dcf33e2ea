"""Where parts of the body touch a surface, as the mesh's skin lies."""

from collections.abc import Mapping
from typing import Final

from posture_app.body.contacts import TRUNK_PARTS
from posture_app.body.geometry import Vector, add, dot, scaled
from posture_app.body.skeleton import ANKLE_HEIGHT_M, INDEX, Frames
from posture_app.body.volumes import ELLIPSOIDS, NUMBER, farthest

PALM_DOWN_M: Final = 0.055
"""From the wrist to the middle of the palm."""
PALM_THICK_M: Final = 0.022
"""From the hand's middle to the skin of its palm, as the mesh has it."""
CROSSED_ANKLE_M: Final = 0.028
"""From the ankle's middle to a thigh that it lies across: the shin touches, which is thinner."""
_BALLS: Final[Mapping[str, tuple[str, ...]]] = {
    "toes": ("ball_of_foot", "toe_joint"),
    "heel": ("heel",),
    "knee": ("knee",),
    "forearm": ("elbow",),
    "ankle": ("ankle",),
}
"""The ellipsoids of a limb's parts that touch."""


def touch_point(frames: Frames, part: str, normal: Vector) -> Vector:
    """The point of a part that touches a plane with this normal, in space."""
    down = scaled(normal, -1.0)
    if part in TRUNK_PARTS:
        numbers = [NUMBER[name] for name in TRUNK_PARTS[part]]
        middle = frames.places[_segment_of(part)]
        return on_plane(middle, normal, -farthest(frames, numbers, down))
    side, _, name = part.partition("_")
    if name == "hand":
        hand = INDEX[f"{side}_hand"]
        palm = frames.point(hand, (0.0, -PALM_DOWN_M, 0.0))
        return add(palm, scaled(down, PALM_THICK_M))
    if name == "foot":
        return add(frames.places[INDEX[f"{side}_foot"]], scaled(down, ANKLE_HEIGHT_M))
    numbers = [NUMBER[f"{side}_{ball}"] for ball in _BALLS[name]]
    centre = _centre(frames, f"{side}_{_BALLS[name][0]}")
    return on_plane(centre, normal, -farthest(frames, numbers, down))


def on_plane(point: Vector, normal: Vector, offset: float) -> Vector:
    """The point moved along a plane's normal until it lies `offset` metres along it."""
    return add(point, scaled(normal, offset - dot(point, normal)))


def _centre(frames: Frames, name: str) -> Vector:
    ellipsoid = ELLIPSOIDS[NUMBER[name]]
    return frames.point(ellipsoid.segment, ellipsoid.centre)


def _segment_of(part: str) -> int:
    return ELLIPSOIDS[NUMBER[TRUNK_PARTS[part][0]]].segment
