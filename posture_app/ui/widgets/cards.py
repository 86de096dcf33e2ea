"""Surfaces: cards, tinted panels with an icon, and hairlines."""

from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Tone
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.paint import rounded

CARD_PAD: Final = 20
"""From a card's edge to what is in it; lines between rows are as far in."""
Mood = Literal["plain", "accent", "caution", "danger"]

_MOODS: Final[dict[Mood, tuple[str, str, Tone]]] = {
    "plain": ("sunken", "muted", "muted"),
    "accent": ("accent_soft", "accent_ink", "accent"),
    "caution": ("caution_soft", "caution_ink", "caution"),
    "danger": ("danger_soft", "danger_ink", "danger"),
}


def column(spacing: int = tokens.SPACE_L, margins: int = 0) -> QVBoxLayout:
    """A vertical layout with spacing from the grid."""
    layout = QVBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(margins, margins, margins, margins)
    return layout


def row(spacing: int = tokens.SPACE_M) -> QHBoxLayout:
    """A horizontal layout without margins, with spacing from the grid."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(0, 0, 0, 0)
    return layout


class Card(QWidget):
    """A raised surface; put things into `body`."""

    def __init__(self, theme: Theme, *, pad: int = CARD_PAD, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(name)
        self.body = column(tokens.SPACE_M, pad)
        self.setLayout(self.body)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface with its hairline."""
        painter = QPainter(self)
        fill, line = self._theme.colour("surface"), self._theme.colour("line")
        rounded(painter, QRectF(self.rect()), tokens.RADIUS_L, fill, line)


class Icon(QWidget):
    """One icon, for the eye only; the words beside it say the same."""

    def __init__(self, theme: Theme, name: str, colour: str = "muted", size: int = 20) -> None:
        super().__init__()
        self._theme, self._name, self._colour, self._size = theme, name, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        return QSize(self._theme.px(self._size), self._theme.px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        colour = self._theme.colour(self._colour)
        paint_icon(QPainter(self), self._name, QRectF(self.rect()), colour)


class Panel(QWidget):
    """A tinted surface with an icon and a heading, for what must not be overlooked."""

    def __init__(
        self, theme: Theme, mood: Mood, icon: str, heading: str, *, name: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self._fill, colour, tone = _MOODS[mood]
        self.setObjectName(name)
        self.outer = outer = row(tokens.SPACE_M)
        outer.setContentsMargins(
            tokens.SPACE_L + 4, tokens.SPACE_L, tokens.SPACE_L + 4, tokens.SPACE_L
        )
        outer.addWidget(Icon(theme, icon, colour, 22), 0, Qt.AlignmentFlag.AlignTop)
        self.body = column(tokens.SPACE_S)
        outer.addLayout(self.body, 1)
        self.setLayout(outer)
        if heading:
            self.body.addWidget(Label(theme, heading, "strong", tone))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tinted ground."""
        border = None
        if self._theme.palette.line in {"#000000", "#ffffff"}:  # high contrast: tints are faint
            border = self._theme.colour("line")
        fill = self._theme.colour(self._fill)
        rounded(QPainter(self), QRectF(self.rect()), tokens.RADIUS_M, fill, border)


class Hairline(QWidget):
    """A thin line between the rows of a card; `inset` px from both ends of its place."""

    def __init__(self, theme: Theme, inset: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self._inset = inset
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        line = self.rect().adjusted(self._inset, 0, -self._inset, 0)
        QPainter(self).fillRect(line, self._theme.colour("line"))
