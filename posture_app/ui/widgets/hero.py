"""The one thing to do now: a large, quiet surface with one bright button."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.library.model import Exercise
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.labels import plain_tip
from posture_app.ui.widgets.rows import paint_still
from posture_app.ui.widgets.still import StillCache


class Hero(QWidget):
    """A deep surface with two calm curves, like a spine seen from the side."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(name)
        self.body = column(tokens.SPACE_S, tokens.SPACE_XXL)
        self.setLayout(self.body)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the curves."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        ground = QPainterPath()
        ground.addRoundedRect(rect, tokens.RADIUS_XL, tokens.RADIUS_XL)
        painter.fillPath(ground, self._theme.colour("hero"))
        painter.setClipPath(ground)
        height = rect.height()
        pen = QPen(self._theme.colour("hero_art"), 44)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for shift in (0.0, 92.0):
            curve = QPainterPath()
            x = rect.width() - 250 + shift
            curve.moveTo(x + 120, -40)
            curve.cubicTo(x - 60, height * 0.3, x + 190, height * 0.62, x + 20, height + 40)
            painter.drawPath(curve)


class StillStrip(QWidget):
    """Stills of a routine's exercises in their order, as many as there is room for."""

    def __init__(
        self, theme: Theme, stills: StillCache, exercises: tuple[Exercise, ...], size: int = 64
    ) -> None:
        super().__init__()
        self._theme = theme
        self._stills = stills
        self._exercises = exercises
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(one.name for one in exercises))
        self.setToolTip(plain_tip("\n".join(one.name for one in exercises)))
        stills.ready.connect(self.update)

    def sizeHint(self) -> QSize:
        """One row."""
        side = self._theme.px(self._size)
        return QSize(side * 5, side)

    def minimumSizeHint(self) -> QSize:
        """Two of them at least."""
        side = self._theme.px(self._size)
        return QSize(side * 2, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them from the left; a number tells how many more there are."""
        painter = QPainter(self)
        side = self._theme.px(self._size)
        step = side + tokens.SPACE_S
        fits = max(1, (self.width() + tokens.SPACE_S) // step)
        everything = len(self._exercises) <= fits
        shown = self._exercises if everything else self._exercises[: max(1, fits - 1)]
        for place, exercise in enumerate(shown):
            square = QRectF(place * step, 0, side, side)
            paint_still(painter, self._stills, exercise, square, self)
        if not everything:
            painter.setFont(self._theme.font("strong"))
            painter.setPen(self._theme.colour("on_hero"))
            square = QRectF(len(shown) * step, 0, side, side)
            hidden = len(self._exercises) - len(shown)
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, f"+{hidden}")
