"""Buttons that paint themselves: the main action of a page, quieter ones, links and bare icons."""

from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Role
from posture_app.ui.widgets.keyboard_focus import KeyboardFocus
from posture_app.ui.widgets.keys import key_name
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.ui.widgets.tips import plain_tip

ButtonKind = Literal[
    "primary", "secondary", "soft", "quiet", "danger", "hero", "hero_quiet", "snackbar"
]

_LOW_PX: Final = 28
_FILLS: Final[dict[ButtonKind, tuple[str | None, str | None, str, str | None]]] = {
    # kind: fill, fill under the pointer, text, border
    "primary": ("accent", "accent_hover", "on_accent", None),
    "secondary": ("surface", "hover", "ink", "edge"),
    "soft": ("sunken", "hover", "ink", "line"),
    "quiet": (None, "hover", "accent_ink", None),
    "danger": (None, "danger_soft", "danger_ink", None),
    "hero": ("hero_button", "hero_button_hover", "on_hero_button", None),
    "hero_quiet": (None, "hero_art", "on_hero", None),
    "snackbar": (None, None, "snackbar_action", None),
}


class Button(KeyboardFocus, QPushButton):
    """A button with words. `key` is the shortcut that its tooltip names.

    A `flush` one has no ground and lines up with the text around it; a line below it shows that the
    pointer or, thicker, the keyboard is there. Without words it is a small round one.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: ButtonKind = "secondary",
        *,
        icon: str = "",
        icon_last: bool = False,
        large: bool = False,
        flush: bool = False,
        tip: str = "",
        key: str = "",
        name: str = "",
    ) -> None:
        super().__init__(text)
        self._theme = theme
        self._kind: ButtonKind = kind
        self._icon = icon
        self._icon_last = icon_last
        self._large = large
        self._flush = flush
        self._low = False
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text or tip)
        hint = tip or text
        self.setToolTip(plain_tip(f"{hint} ({key_name(key)})" if key else hint))
        if key:
            self.setShortcut(key)

    def set_text(self, text: str) -> None:
        """Other words, for the eye and for a screen reader."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.setToolTip(plain_tip(text))
            self.updateGeometry()

    def set_kind(self, kind: ButtonKind) -> None:
        """Stand out more, or less."""
        if kind != self._kind:
            self._kind = kind
            self.updateGeometry()
            self.update()

    def set_icon(self, icon: str) -> None:
        """Another icon, in the place of the one there is."""
        if icon != self._icon:
            self._icon = icon
            self.update()

    def set_low(self, *, low: bool) -> None:
        """Whether its height is needed elsewhere: it has less air, and words as large as ever."""
        if low != self._low:
            self._low = low
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for icon and words with air around them."""
        metrics = QFontMetrics(self._theme.font(self._role()))
        usual = 52 if self._large else 40 if self.text() else 32
        height = self._theme.px(_LOW_PX if self._low else usual)
        width = metrics.horizontalAdvance(self.text()) + 2 * self._pad() if self.text() else height
        if self._icon and self.text():
            width += self._icon_px() + tokens.SPACE_S
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as Space does, in windows too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw fill, icon, words and focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        fill, hover, ink, border = _FILLS[self._kind]
        shown = hover if self.underMouse() or self.isDown() else fill
        if shown and not self._flush:
            inner = rect.adjusted(4, 4, -4, -4) if self.shows_focus else rect
            rounded(painter, inner, inner.height() / 2, self._colour(shown), self._border(border))
        if self.shows_focus:
            ring = "on_hero" if self._kind.startswith("hero") else "focus"
            ring = "on_snackbar" if self._kind == "snackbar" else ring
            if self._flush:
                bar = QRectF(rect.left(), rect.bottom() - 6, rect.width(), 3)
                rounded(painter, bar, 1.5, self._colour(ring))
            else:
                focus_ring(painter, rect, radius, self._colour(ring))
        self._paint_words(painter, rect, self._colour(ink))

    def _paint_words(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        font = self._theme.font(self._role())
        width = QFontMetrics(font).horizontalAdvance(self.text())
        icon_px = self._icon_px() if self._icon else 0
        gap = tokens.SPACE_S if self._icon and self.text() else 0
        left = 0 if self._flush else (rect.width() - width - gap - icon_px) / 2
        if self._icon:
            icon_left = left + width + gap if self._icon_last else left
            square = QRectF(icon_left, (rect.height() - icon_px) / 2, icon_px, icon_px)
            paint_icon(painter, self._icon, square, ink)
        font.setUnderline(self._flush and (self.underMouse() or self.isDown()))
        painter.setFont(font)
        painter.setPen(ink)
        words_left = left if self._icon_last else left + icon_px + gap
        words = QRectF(words_left, 0, width + 2, rect.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _role(self) -> Role:
        return "strong"

    def _pad(self) -> int:
        if self._flush:
            return 2
        quiet = self._kind in {"quiet", "danger", "snackbar", "hero_quiet"}
        return self._theme.px(28 if self._large else 14 if quiet else 18)

    def _icon_px(self) -> int:
        return self._theme.px(22 if self._large else 18)

    def _border(self, name: str | None) -> QColor | None:
        return self._colour(name) if name else None

    def _colour(self, name: str) -> QColor:
        return self._theme.colour(name)
