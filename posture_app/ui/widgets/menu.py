"""Menus with round corners."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from posture_app.ui.widgets.corners import cut_corners, let_corners_be_round

RADIUS_PX: Final = 12
"""As the style sheet has it."""


class Menu(QMenu):
    """A menu as the style sheet draws it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        let_corners_be_round(self)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Keep the corners round."""
        super().resizeEvent(event)
        cut_corners(self, RADIUS_PX)
