"""From where a view of the editor sees the figure, and how large."""

from collections.abc import Iterable
from dataclasses import replace
from math import cos, pi, sin
from typing import Final

import numpy as np
from PySide6.QtCore import QRectF

from posture_app.body.geometry import Vector
from posture_app.body.skeleton import FOREARM_M, INDEX, UPPER_ARM_M, Frames
from posture_app.dataclass import dataclass
from posture_app.ui.figure.extent import surface
from posture_app.ui.figure.scene import WHOLE_BODY
from posture_app.ui.figure.view import FigureCamera, looking

ZOOMS: Final = (1.0, 1.5, 2.3, 3.5)
_MARGIN: Final = 0.04
_ARM_M: Final = 0.75 * (UPPER_ARM_M + FOREARM_M + 0.16)
"""Room around the shoulders: nearly what an arm reaches, so that the body is not too small."""
_AROUND: Final = 8


@dataclass(frozen=True, slots=True)
class ViewCamera:
    """A camera: degrees as in `library.motion.Camera`, and how much closer than the whole body."""

    yaw_deg: float
    pitch_deg: float = 0.0
    zoom: float = 1.0

    def turned(self, yaw_deg: float, pitch_deg: float) -> "ViewCamera":
        """The camera after somebody has turned the figure."""
        return replace(
            self,
            yaw_deg=(self.yaw_deg + yaw_deg + 180) % 360 - 180,
            pitch_deg=max(-30.0, min(89.0, self.pitch_deg + pitch_deg)),
        )

    def zoomed(self, steps: int) -> "ViewCamera":
        """The camera so many steps closer."""
        place = ZOOMS.index(self.zoom) + steps
        return replace(self, zoom=ZOOMS[max(0, min(len(ZOOMS) - 1, place))])


def view_of(
    camera: ViewCamera, rect: QRectF, bodies: Iterable[Frames], centre: Vector
) -> FigureCamera:
    """The picture of the whole body in some poses, with room for arms raised.

    Args:
        camera: The camera.
        rect: The picture's place.
        bodies: The poses that have to be in it.
        centre: What is in the middle of a picture that is closer.
    """
    view = looking(camera.yaw_deg, camera.pitch_deg)
    points = np.concatenate([_reach(frames) for frames in bodies])
    xs = points @ np.array(view.right, np.float32)
    along = points @ np.array((-view.right[2], 0.0, view.right[0]), np.float32)
    ys = points @ -np.array(view.up, np.float32)
    left, right, top, bottom = (float(one) for one in (xs.min(), xs.max(), ys.min(), ys.max()))
    # As wide as it is deep, so that the figure is as large from the front as from the side.
    wide = max(0.3, right - left, float(along.max() - along.min()))
    room = 1 - 2 * _MARGIN
    scale = camera.zoom * room * min(rect.width() / wide, rect.height() / max(0.3, bottom - top))
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    if camera.zoom > 1:
        unit = looking(camera.yaw_deg, camera.pitch_deg)
        middle_x, middle_y = unit.spot(centre)
    return replace(
        view,
        scale=scale,
        x=rect.center().x() - scale * middle_x,
        y=rect.center().y() - scale * middle_y,
        frame=(rect.left(), rect.top(), rect.right(), rect.bottom()),
    )


def _reach(frames: Frames) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    body = surface(frames, WHOLE_BODY)
    arms = []
    for side in ("right", "left"):
        x, y, z = frames.places[INDEX[f"{side}_upper_arm"]]
        for step in range(_AROUND):
            turn = 2 * pi * step / _AROUND
            across, up = _ARM_M * cos(turn), _ARM_M * sin(turn)
            arms += [(x + across, y + up, z), (x, y + up, z + across)]
    around = np.array(arms, np.float32)
    lowest = body[:, 1].min()
    around[:, 1] = np.maximum(around[:, 1], lowest)
    found: np.ndarray[tuple[int, ...], np.dtype[np.float32]] = np.concatenate((body, around))
    return found
