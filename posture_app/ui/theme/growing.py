"""The look of a part of the window that grows with the room it has."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication, QWidget

from posture_app.preferences import Appearance, FigureAppearance
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Palette, Role


class GrowingTheme(Theme):
    """A theme's look with larger letters and lengths; all that is chosen is chosen in the other."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        QObject.__init__(self, parent)  # the application is dressed by the other
        self._of = theme
        self._growth = 1.0
        theme.changed.connect(self.changed)

    @property
    def growth(self) -> float:
        """How much larger everything is."""
        return self._growth

    def grow(self, growth: float, *parts: QWidget) -> None:
        """Make everything in these parts so much larger than it usually is, from the inside out."""
        if growth == self._growth:
            return
        self._growth = growth
        for part in parts:
            for widget in (*reversed(part.findChildren(QWidget)), part):
                QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))

    @property
    def palette(self) -> Palette:
        """The colours."""
        return self._of.palette

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing is to move."""
        return self._of.reduced_motion

    @reduced_motion.setter
    def reduced_motion(self, reduced: bool) -> None:
        self._of.reduced_motion = reduced

    @property
    def appearance(self) -> Appearance:
        """What the person chose."""
        return self._of.appearance

    @property
    def text_scale(self) -> float:
        """The size of all text against 100 per cent."""
        return self._of.text_scale * self._growth

    @property
    def figure(self) -> FigureAppearance:
        """Whom the figure shows."""
        return self._of.figure

    def show_figure(self, figure: FigureAppearance) -> None:
        """Take over the person's choice of whom the figure shows."""
        self._of.show_figure(figure)

    def choose(self, appearance: Appearance, text_scale: float = 1.0) -> None:
        """Take over the person's choice of appearance and text size."""
        self._of.choose(appearance, text_scale)

    def colour(self, name: str) -> QColor:
        """A colour of the palette, by the name of its token."""
        return self._of.colour(name)

    def font(self, role: Role) -> QFont:
        """The font of one step of the type scale."""
        font = self._of.font(role)
        font.setPixelSize(self.px(tokens.TYPE[role].size_px))
        return font

    def px(self, size: float) -> int:
        """A length that grows with the text."""
        return round(size * self.text_scale)
