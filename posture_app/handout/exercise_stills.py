"""The pictures of an exercise on paper: the beginning and the end of its motion."""

from functools import lru_cache
from math import dist
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from posture_app.body.motion import Side
from posture_app.handout.plan_blocks import PlacedPictures
from posture_app.handout.strips import DPI, FILL, HAIR, INK, POINT, font, write_centred
from posture_app.preferences import FigureAppearance
from posture_app.ui.figure.painter import unit_of
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.scene import Scene
from posture_app.words import plan_sheet as words

LEAST_WAY_M: Final = 0.008
LEAST_GAPE_M: Final = 0.003
_WIDE: Final = 1000.0
_ROOMY: Final = 1.06
"""Around the shape of what is shown there is room for arrows, too."""
SCREEN_PIXEL: Final = DPI / 96
"""A figure's lines are so and so many pixels of a screen, of which an inch has 96."""


def painted_stills(
    scene: Scene, side: str | None, size: int, figure: FigureAppearance
) -> PlacedPictures:
    """A motion's beginning and end, with what they are called.

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

    @lru_cache(maxsize=4)
    def arranged(width: float, height: float) -> list[QRectF]:
        return _arranged(scene, known, width, height, len(names), label)

    def scale(width: float, height: float) -> float:
        return scene.still_view(arranged(width, height)[0], known).scale

    def used(width: float, height: float) -> float:
        return arranged(width, height)[-1].bottom() + label + 4 * POINT

    def paint(painter: QPainter, width: float, height: float) -> None:
        boxes = arranged(width, height)
        for number, (name, box) in enumerate(zip(names, boxes, strict=True)):
            is_end = number == len(names) - 1
            _paint_still(painter, box, scene, known, figure, is_end=is_end)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(FILL, HAIR / 2))
            painter.drawRect(box)
            write_centred(painter, name, box.center().x(), box.bottom() + POINT, face, INK)

    return PlacedPictures(paint, scale, used)


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
    """The places of the pictures, side by side or below each other: what shows the body larger.

    They follow the shape of what is shown, so that little white is in them.
    """
    gap = 6 * POINT
    across = (width - gap * (count - 1)) / count, height - label - 4 * POINT
    down = width, height / count - label - 4 * POINT
    scales = [scene.still_view(QRectF(0, 0, *size), side).scale for size in (across, down)]
    is_across = scales[0] >= scales[1] * 0.98
    room, scale = (across, scales[0]) if is_across else (down, scales[1])
    # In a place that is as wide as can be, the height alone says how large the body is.
    of_one = scene.still_view(QRectF(0, 0, _WIDE, 1), side).scale
    high = min(room[1], scale / of_one * _ROOMY)
    if is_across:
        return [QRectF((room[0] + gap) * at, 0, room[0], high) for at in range(count)]
    return [QRectF(0, (high + label + 4 * POINT) * at, room[0], high) for at in range(count)]
