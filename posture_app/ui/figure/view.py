"""From metres to pixels: an orthographic camera."""

from math import cos, inf, radians, sin
from typing import Literal

from posture_app.body.geometry import Vector
from posture_app.dataclass import dataclass

FrameSide = Literal["left", "top", "right", "bottom"]


@dataclass(frozen=True, slots=True)
class FigureCamera:
    """An orthographic camera and the place of its picture.

    Attributes:
        right: The direction in space that points right in the picture.
        up: The direction that points up in the picture.
        near: The direction towards the camera.
        scale: Pixels for a metre.
        x: Where the origin of space lies in the picture, in pixels from its left.
        y: The same, from its top.
        frame: The picture's left, top, right and bottom, in pixels.
    """

    right: Vector
    up: Vector
    near: Vector
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0
    frame: tuple[float, float, float, float] = (-inf, -inf, inf, inf)

    def spot(self, point: Vector) -> tuple[float, float]:
        """A point of space in the picture."""
        px, py, pz = point
        rx, ry, rz = self.right
        ux, uy, uz = self.up
        return (
            self.x + self.scale * (rx * px + ry * py + rz * pz),
            self.y - self.scale * (ux * px + uy * py + uz * pz),
        )

    def depth(self, point: Vector) -> float:
        """How near a point is to the camera, in metres; more is nearer."""
        return self.near[0] * point[0] + self.near[1] * point[1] + self.near[2] * point[2]


def looking(yaw_deg: float, pitch_deg: float) -> FigureCamera:
    """The camera of `Camera.yaw_deg` and `pitch_deg`, without a place in a picture yet."""
    yaw, pitch = radians(yaw_deg), radians(pitch_deg)
    sin_yaw, cos_yaw, sin_pitch, cos_pitch = sin(yaw), cos(yaw), sin(pitch), cos(pitch)
    return FigureCamera(
        right=(cos_yaw, 0.0, sin_yaw),
        up=(sin_yaw * sin_pitch, cos_pitch, -cos_yaw * sin_pitch),
        near=(-sin_yaw * cos_pitch, sin_pitch, cos_yaw * cos_pitch),
    )
