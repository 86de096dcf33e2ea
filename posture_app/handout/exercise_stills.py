"""The pictures of an exercise on paper: the beginning and the end of its motion."""

from math import dist
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from posture_app.body.motion import Side
from posture_app.handout.plan_blocks import PaintPictures
from posture_app.handout.strips import DPI, FILL, HAIR, INK, POINT, font, write_centred
from posture_app.preferences import FigureAppearance
from posture_app.ui.figure.painter import unit_of
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.scene import Scene
from posture_app.words import plan_sheet as words

LEAST_WAY_M: Final = 0.008
LEAST_GAPE_M: Final = 0.003
SCREEN_PIXEL: Final = DPI / 96
"""A figure's lines are so and so many pixels of a screen, of which an inch has 96."""


def painted_stills(
    scene: Scene, side: str | None, size: int, figure: FigureAppearance
) -> PaintPictures:
    """Draws a motion's beginning and end into a width and a height, with what they are called.

    Args:
        scene: What is shown.
        side: The side that is exercised.
        size: Of the words.
        figure: Whom to show.
    """
    known: Side | None = "left" if side == "left" else "right" if side == "right" else None
    moves = _moves(scene, known)
    names = (words.start_picture(), words.end_picture()) if moves else ("",)
    face, label = font(size), size * 1.4

    def paint(painter: QPainter, width: float, height: float) -> None:
        boxes = _arranged(scene, known, width, height, len(names), label)
        for number, (name, box) in enumerate(zip(names, boxes, strict=True)):
            is_end = number == len(names) - 1
            _paint_still(painter, box, scene, known, figure, is_end=is_end)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(FILL, HAIR / 2))
            painter.drawRect(box)
            write_centred(painter, name, box.center().x(), box.bottom() + POINT, face, INK)

    return paint


def _moves(scene: Scene, side: Side | None) -> bool:
    """Whether what is held is seen to be another place than where one starts."""
    there = scene.there(side)
    start, end = there[0], there[-1]
    # A point beside each joint tells turns, too.
    beside = (0.1, 0.1, 0.1)
    return abs(start.jaw_m - end.jaw_m) >= LEAST_GAPE_M or any(
        dist(start.point(at, beside), end.point(at, beside)) >= LEAST_WAY_M
        for at in range(len(start.places))
    )


def _paint_still(
    painter: QPainter,
    box: QRectF,
    scene: Scene,
    side: Side | None,
    figure: FigureAppearance,
    *,
    is_end: bool,
) -> None:
    """A picture whose lines and arrows are as thick on a screen and a printer as in a PDF."""
    factor = SCREEN_PIXEL / unit_of(painter)
    painter.save()
    painter.scale(factor, factor)
    place = QRectF(box.topLeft() / factor, box.size() / factor)
    paint_still(
        painter,
        place,
        scene,
        LIGHT,
        side=side,
        share=float(is_end),
        arrows=is_end,
        appearance=figure,
    )
    painter.restore()


def _arranged(
    scene: Scene, side: Side | None, width: float, height: float, count: int, label: float
) -> list[QRectF]:
    """The places of the pictures, side by side or below each other: what shows the body larger."""
    gap = 6 * POINT
    across = (width - gap * (count - 1)) / count, height - label - 4 * POINT
    down = width, height / count - label - 4 * POINT
    scales = [scene.view(QRectF(0, 0, *size), side).scale for size in (across, down)]
    if scales[0] >= scales[1] * 0.98:
        return [QRectF((across[0] + gap) * at, 0, *across) for at in range(count)]
    return [QRectF(0, height / count * at, *down) for at in range(count)]
