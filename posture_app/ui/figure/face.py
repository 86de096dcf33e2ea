"""The mouth: drawn where an exercise opens the jaw."""

from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from posture_app.body.geometry import FORWARD, dot, turned
from posture_app.body.skeleton import HEAD, Frames
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.view import View

_LIPS: Final = (
    (-0.022, 0.083, 0.0),
    (-0.018, 0.088, 0.6),
    (-0.010, 0.092, 0.9),
    (0.0, 0.094, 1.0),
    (0.010, 0.092, 0.9),
    (0.018, 0.088, 0.6),
    (0.022, 0.083, 0.0),
)
"""The line between the lips: x and z on the skin in the head's frame, and how far it opens."""
_LIPS_Y: Final = -0.020
_CLOSED_M: Final = 0.0035


def paint_mouth(painter: QPainter, frames: Frames, view: View, palette: FigurePalette) -> None:
    """Paint the mouth as far open as the jaw; nothing where the face is turned away."""
    if dot(turned(frames.turns[HEAD], FORWARD), view.near) < 0.0:
        return
    rows = (
        (0.25 * frames.jaw_m + _CLOSED_M / 2, 0.0),
        (-0.75 * frames.jaw_m - _CLOSED_M / 2, -0.25 * frames.jaw_m),
    )
    upper, lower = (
        [
            QPointF(
                *view.spot(
                    frames.point(HEAD, (x, _LIPS_Y + opening * max(share, 0.12), z + back * share))
                )
            )
            for x, z, share in _LIPS
        ]
        for opening, back in rows
    )
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.mouth))
    painter.drawPolygon(QPolygonF([*upper, *lower[::-1]]))
    painter.restore()
