"""Somebody who stands, drawn into a frame from top to bottom or from close by."""

from dataclasses import replace
from typing import Final, Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from posture_app.body.skeleton import INDEX
from posture_app.body.zones import standing
from posture_app.preferences import FigureAppearance
from posture_app.ui.figure.painter import paint_figure
from posture_app.ui.figure.palette import tile_palette
from posture_app.ui.figure.view import looking
from posture_app.ui.theme.tokens import Palette

Shown = Literal["body", "head"]

_YAW_DEG: Final[dict[Shown, float]] = {"body": 0.0, "head": 20.0}
_SHOWN_M: Final[dict[Shown, float]] = {"body": 1.86, "head": 0.42}
"""How much of the height of a body a picture shows: all of it, or the head and neck."""
_ABOVE_M: Final[dict[Shown, float]] = {"body": 1.80, "head": 0.265}
"""How far the upper edge lies above the ground, or above the base of the head."""


def paint_standing(
    painter: QPainter, place: QRectF, shown: Shown, palette: Palette, appearance: FigureAppearance
) -> None:
    """Draw the whole body, or the head and neck, into a place in pixels."""
    frames = standing()
    head = frames.places[INDEX["head"]]
    view = looking(_YAW_DEG[shown], 0.0)
    scale = place.height() / _SHOWN_M[shown]
    base = 0.0 if shown == "body" else head[1]
    view = replace(
        view,
        scale=scale,
        x=place.center().x(),
        y=place.top() + scale * (base + _ABOVE_M[shown]),
        frame=(place.left(), place.top(), place.right(), place.bottom()),
    )
    if shown == "head":  # the neck leans; it is to be in the middle
        view = replace(view, x=view.x + place.center().x() - view.spot(head)[0])
    painter.save()
    painter.setClipRect(place)
    paint_figure(painter, frames, view, tile_palette(palette), appearance=appearance)
    painter.restore()
