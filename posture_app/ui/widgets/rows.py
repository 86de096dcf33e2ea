"""Rows and cards that can be pressed as a whole, painted without children."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from posture_app.library.model import Exercise
from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Role
from posture_app.ui.widgets.labels import plain_tip
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.ui.widgets.still import StillCache


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row says: a strong line, a quiet line below, and a word at the right."""

    title: str
    detail: str = ""
    end: str = ""
    lead: str = ""


class PressRow(QAbstractButton):
    """One line of a list: leads somewhere when it is pressed.

    `lead` stands in a narrow column of its own (a number, a time of day). With an exercise and a
    cache a still stands before the words. `key` is what the receiver needs to know which row it is.
    """

    def __init__(
        self,
        theme: Theme,
        words: RowWords,
        key: str = "",
        *,
        exercise: Exercise | None = None,
        stills: StillCache | None = None,
        card: bool = False,
        large: bool = False,
        chevron: bool = True,
        name: str = "",
    ) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._exercise = exercise
        self._stills = stills
        self._card = card
        self._large = large
        self._chevron = chevron
        self.key = key
        self.setObjectName(name)
        self.setText(words.title)
        parts = (words.lead, words.title, words.detail, words.end)
        self.setAccessibleName(". ".join(part for part in parts if part))
        self.setToolTip(plain_tip("\n".join(part for part in (words.title, words.detail) if part)))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if stills is not None:
            stills.ready.connect(self.update)

    def sizeHint(self) -> QSize:
        """One or two lines with air."""
        lines = QFontMetrics(self._theme.font(self._role())).height()
        if self._words.detail:
            lines += QFontMetrics(self._theme.font("small")).height() + 2
        height = lines + 2 * (tokens.SPACE_L if self._card else tokens.SPACE_M)
        if self._exercise is not None:
            height = max(height, self._still_px() + 2 * tokens.SPACE_S)
        return QSize(self._theme.px(260), height)

    def minimumSizeHint(self) -> QSize:
        """Its words may be elided; the height is kept."""
        return QSize(self._theme.px(150), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, still, words and the arrow."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        theme = self._theme
        if self._card:
            ground = "hover" if self.underMouse() else "surface"
            rounded(painter, rect, tokens.RADIUS_M, theme.colour(ground), theme.colour("line"))
        elif self.underMouse():
            rounded(painter, rect, tokens.RADIUS_S, theme.colour("hover"))
        if self.hasFocus():
            focus_ring(painter, rect, tokens.RADIUS_M, theme.colour("focus"))
        pad = tokens.SPACE_L if self._card else tokens.SPACE_M
        left = self._paint_start(painter, rect.left() + pad, rect)
        right = self._paint_end(painter, rect.right() - pad, rect)
        self._paint_words(painter, QRectF(left, 0, right - left, rect.height()))

    def _paint_start(self, painter: QPainter, left: float, rect: QRectF) -> float:
        if self._exercise is not None and self._stills is not None:
            side = self._still_px()
            place = QRectF(left, (rect.height() - side) / 2, side, side)
            paint_still(painter, self._stills, self._exercise, place, self)
            left += side + tokens.SPACE_L
        if self._words.lead:
            font = self._theme.font("small")
            painter.setFont(font)
            painter.setPen(self._theme.colour("muted"))
            column = max(
                self._theme.px(52), QFontMetrics(font).horizontalAdvance(self._words.lead) + 4
            )
            painter.drawText(
                QRectF(left, 0, column, rect.height()),
                Qt.AlignmentFlag.AlignVCenter,
                self._words.lead,
            )
            left += column + tokens.SPACE_M
        return left

    def _paint_end(self, painter: QPainter, right: float, rect: QRectF) -> float:
        if self._chevron:
            side = self._theme.px(16)
            place = QRectF(right - side, (rect.height() - side) / 2, side, side)
            paint_icon(painter, "forward", place, self._theme.colour("muted"))
            right -= side + tokens.SPACE_S
        if self._words.end:
            font = self._theme.font("small")
            width = QFontMetrics(font).horizontalAdvance(self._words.end) + 2
            painter.setFont(font)
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(
                QRectF(right - width, 0, width, rect.height()),
                Qt.AlignmentFlag.AlignVCenter,
                self._words.end,
            )
            right -= width + tokens.SPACE_M
        return right

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        strong, small = self._theme.font(self._role()), self._theme.font("small")
        strong_px, small_px = QFontMetrics(strong).height(), QFontMetrics(small).height()
        height = strong_px + (small_px + 2 if self._words.detail else 0)
        top = (rect.height() - height) / 2
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(strong)
        painter.setPen(self._theme.colour("ink"))
        title = QFontMetrics(strong).elidedText(self._words.title, elide, int(rect.width()))
        painter.drawText(QRectF(rect.left(), top, rect.width(), strong_px), 0, title)
        if self._words.detail:
            painter.setFont(small)
            painter.setPen(self._theme.colour("muted"))
            detail = QFontMetrics(small).elidedText(self._words.detail, elide, int(rect.width()))
            place = QRectF(rect.left(), top + strong_px + 2, rect.width(), small_px)
            painter.drawText(place, 0, detail)

    def _still_px(self) -> int:
        return self._theme.px(88 if self._large else 56)

    def _role(self) -> Role:
        return "title" if self._large else "strong"


def paint_still(
    painter: QPainter, stills: StillCache, exercise: Exercise, place: QRectF, device: QWidget
) -> None:
    """Draw an exercise's still, or leave its place empty until it is made."""
    ratio = device.devicePixelRatioF()
    picture: QPixmap | None = stills.picture(exercise, place.size().toSize(), ratio)
    if picture is not None:
        painter.drawPixmap(place.topLeft(), picture)
