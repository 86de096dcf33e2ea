"""The look of a break that fills a screen: deep and calm, and as large as the screen."""

from typing import cast

from PySide6.QtWidgets import QApplication, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.theme.style_sheet import style_sheet
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Palette


class DeepTheme(Theme):
    """For one window and what is in it; the rest of the program keeps its own look.

    Everything grows with the screen, so that a large one is not filled with small words. The text
    is never smaller than the person has chosen, unless the screen has no room for that.
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Follow the person's choices as they are now; a new window takes new ones."""
        self._chosen_scale = theme.text_scale
        super().__init__(cast("QApplication", QApplication.instance()))
        self._text_scale = theme.text_scale
        self._window = window
        self.setParent(window)
        self._set_style_sheet()

    def fit(self, times: float, most: float) -> None:
        """Suit a window that is so many times as large as the one that all sizes are made for.

        The text gets no larger than `most` times its size at 100 per cent, which all fits in.
        """
        chosen = self._chosen_scale
        scale = max(chosen, min(chosen * max(1.0, times), 1.25 * times))
        scale = min(scale, max(1.0, most))
        if abs(scale - self._text_scale) > 0.01:
            self._text_scale = scale
            self._fonts.clear()
            self._set_style_sheet()
            self.changed.emit()

    def _set_style_sheet(self) -> None:
        self._window.setStyleSheet(style_sheet(self.palette, self._text_scale))

    def _wanted(self) -> Palette:
        return tokens.DARK_HIGH_CONTRAST if self._system_wants_contrast() else tokens.DEEP

    def _dress(self) -> None:
        """Nothing but the window is dressed, and by its own style sheet."""
