"""The one thing to do now: a large, quiet surface with one bright button."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.library.model import Exercise
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import ResponsiveBox
from posture_app.ui.widgets.rows import TILE_PX, paint_tile
from posture_app.ui.widgets.still import StillCache
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.formats import enumerated

_ART_FROM_PX: Final = 720
_ART_PX: Final = 176
_MOST: Final = 3
"""More figures than this side by side are looked at one by one, and none is seen."""


class Hero(ResponsiveBox):
    """A deep surface; where there is room, two calm curves beside its words, like a spine."""

    def __init__(self, make: WidgetFactory, name: str) -> None:
        super().__init__(make.theme, _ART_FROM_PX)
        self.setObjectName(name)
        self._has_art = False
        self.body = column(tokens.SPACE_S, tokens.SPACE_XXL)
        self.setLayout(self.body)

    def _place(self, *, stacked: bool) -> None:
        self._has_art = not stacked
        pad = tokens.SPACE_XXL
        self.body.setContentsMargins(pad, pad, pad if stacked else pad + _ART_PX, pad)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the curves."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        ground = QPainterPath()
        ground.addRoundedRect(rect, tokens.RADIUS_XL, tokens.RADIUS_XL)
        painter.fillPath(ground, self._theme.colour("hero"))
        if not self._has_art:
            return
        painter.setClipPath(ground)
        height = rect.height()
        pen = QPen(self._theme.colour("hero_art"), 36)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for shift in (0.0, 72.0):
            curve = QPainterPath()
            x = rect.width() - _ART_PX - 8 + shift
            curve.moveTo(x + 90, -40)
            curve.cubicTo(x - 40, height * 0.3, x + 140, height * 0.62, x + 20, height + 40)
            painter.drawPath(curve)


class StillStrip(QWidget):
    """The first stills of a routine's exercises on light tiles, and how many more there are."""

    accessible_role: Final = QAccessible.Role.Graphic

    def __init__(
        self, make: WidgetFactory, stills: StillCache, exercises: tuple[Exercise, ...]
    ) -> None:
        super().__init__()
        self._theme = make.theme
        self._stills = stills
        self._exercises = exercises
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(enumerated([one.name for one in exercises]))
        self.setToolTip(plain_tip("\n".join(one.name for one in exercises)))
        stills.ready.connect(self.update)

    def sizeHint(self) -> QSize:
        """One row."""
        side = self._theme.px(TILE_PX)
        return QSize((side + tokens.SPACE_M) * (_MOST + 1), side)

    def minimumSizeHint(self) -> QSize:
        """Two of them at least."""
        side = self._theme.px(TILE_PX)
        return QSize(side * 2, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them from the left; a number tells how many more there are."""
        painter = QPainter(self)
        side = self._theme.px(TILE_PX)
        step = side + tokens.SPACE_M
        fits = max(1, min(_MOST, (self.width() - side // 2) // step))
        shown = self._exercises[:fits]
        for place, exercise in enumerate(shown):
            square = QRectF(place * step, 0, side, side)
            paint_tile(painter, self._theme, self._stills, exercise, square, self)
        if len(shown) < len(self._exercises):
            painter.setFont(self._theme.font("strong"))
            painter.setPen(self._theme.colour("on_hero"))
            beside = QRectF(len(shown) * step, 0, side // 2, side)
            hidden = len(self._exercises) - len(shown)
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(beside, middle, f"+{hidden}")
