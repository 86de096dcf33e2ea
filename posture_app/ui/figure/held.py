"""What hands hold: painted among the parts of the body, below the fingers that close around it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtGui import QPainterPath

from posture_app.body.geometry import length, mixed, sub
from posture_app.body.props import Band, Box, Rod, Shape
from posture_app.dataclass import dataclass
from posture_app.ui.figure.view import FigureCamera

_HALF_FIST_M: Final = 0.045
_BEFORE_M: Final = 0.1
"""So much nearer than the middle of the trunk a band from hand to hand runs before that."""
_OUT_M: Final = 0.02
"""So much nearer than the hand something comes out of it towards the viewer."""


@dataclass(frozen=True, slots=True)
class HeldObject:
    """Something that hands close around.

    Attributes:
        parts: Those hands.
        shape: What it covers of the picture.
        paint: Paints it below the hands.
        paint_before: Paints what of it comes out of them towards the viewer.
        before_trunk: Whether it runs before the trunk, though the hands may lie beside that.
    """

    parts: tuple[str, ...]
    shape: QPainterPath
    paint: Callable[[], None]
    paint_before: Callable[[], None] | None = None
    before_trunk: bool = False


def hands_at(shape: Shape) -> tuple[str, ...]:
    """The hands that hold a shape."""
    if isinstance(shape, Box):
        return ()
    ends = shape.held_by if isinstance(shape, Rod) else shape.ends
    return tuple(end for end in ends if end.endswith("hand"))


def is_before_trunk(shape: Shape, view: FigureCamera, trunk_m: float) -> bool:
    """Whether it is a band from hand to hand that runs before a trunk so near."""
    if not isinstance(shape, Band) or len(hands_at(shape)) < len(shape.ends):
        return False
    return depth_of(shape, view) > trunk_m + _BEFORE_M


def is_below_feet(shape: Shape) -> bool:
    """Whether it is that piece of a band which lies below the soles, from one to the other."""
    return isinstance(shape, Band) and sum(end.endswith("foot") for end in shape.ends) > 1


def coming_out(shape: Shape, view: FigureCamera, palm_m: float) -> Rod | None:
    """What of something held is nearer than the hand that holds it, and so before it.

    Args:
        shape: What is held.
        view: From where it is seen.
        palm_m: How near the hand's middle is.
    """
    if not isinstance(shape, Rod):
        return None
    if depth_of(shape, view) > palm_m + (0.0 if is_ball(shape) else _OUT_M):
        return shape
    far, near = sorted((shape.first, shape.last), key=view.depth)
    long_m = length(sub(near, far))
    if view.depth(near) < palm_m + _OUT_M or long_m < 2 * _HALF_FIST_M:
        return None
    return replace(shape, first=mixed(far, near, 0.5 + _HALF_FIST_M / long_m), last=near)


def depth_of(shape: Shape, view: FigureCamera) -> float:
    """How near the middle of a shape is to the camera, in metres."""
    if isinstance(shape, Box):
        return view.depth(shape.centre)
    if isinstance(shape, Rod):
        return view.depth(mixed(shape.first, shape.last, 0.5))
    depths = [view.depth(point) for point in shape.points]
    return sum(depths) / len(depths) if depths else 0.0


def is_ball(shape: Shape) -> bool:
    """Whether a rod is a ball."""
    return isinstance(shape, Rod) and shape.first == shape.last
