"""Round corners of windows without a frame: menus, the palette, the cards of the breaks.

On X11 a translucent window needs a compositor, without which its corners are black, and openbox
puts it into a corner of its own choice: there the corners are cut off instead. Beside a Wayland
desktop there always is a compositor, and sway fills with black what was cut off.
"""

import os

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainterPath, QRegion
from PySide6.QtWidgets import QWidget


def let_corners_be_round(window: QWidget) -> None:
    """Let what lies below be seen at the corners; to be called before the window is shown."""
    window.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, not _are_cut())


def cut_corners(window: QWidget, radius: float) -> None:
    """Cut them off where they cannot be seen through; to be called at every new size."""
    if _are_cut():
        path = QPainterPath()
        path.addRoundedRect(QRectF(window.rect()), radius, radius)
        window.setMask(QRegion(path.toFillPolygon().toPolygon()))


def _are_cut() -> bool:
    return QGuiApplication.platformName() == "xcb" and not os.environ.get("WAYLAND_DISPLAY")
