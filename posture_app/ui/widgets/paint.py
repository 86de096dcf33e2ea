"""Shapes that several widgets paint the same way."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from posture_app.ui.theme import tokens

FOCUS_WIDTH: Final = 2.0
DASH_WIDTH: Final = 2.0


def set_ground(widget: QWidget, name: str) -> None:
    """Let the style sheet fill a widget: `rail`, `card`, `snackbar` or a panel's mood."""
    widget.setProperty("ground", name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def rounded(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None,
    border: QColor | None = None,
    border_width: float = 1.0,
) -> None:
    """A rounded rectangle with its border inside the given rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    painter.setPen(QPen(border, border_width))
    half = border_width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def tile(painter: QPainter, rect: QRectF, ground: QColor) -> None:
    """The ground of a small picture of an exercise; the smaller, the less round."""
    rounded(painter, rect, min(tokens.RADIUS_M, rect.height() / 6), ground)


def dashed(painter: QPainter, rect: QRectF, radius: float, colour: QColor) -> None:
    """The outline of what was answered on another day, along the inside of the given rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, DASH_WIDTH, Qt.PenStyle.DashLine))
    half = DASH_WIDTH / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def focus_ring(painter: QPainter, rect: QRectF, radius: float, colour: QColor) -> None:
    """The sign of the keyboard's focus, along the inside of the given rectangle."""
    rounded(painter, rect, radius, None, colour, FOCUS_WIDTH)
