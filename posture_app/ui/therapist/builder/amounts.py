"""Numbers of a plan: small fields with less and more at their sides, and one for a time."""

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSpinBox, QSizePolicy, QSpinBox

from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keys import is_redo
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.ui.widgets.text_size import keep_font, keep_measured
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _, pgettext

_SIDE_PX: Final = 30
"""How wide the places for less and more are."""
_MIXED: Final = "…"
_TIME: Final = re.compile(r"(\d{1,3})(?::(\d{1,2}))?")


class AmountField(QSpinBox):
    """A number. It shows that several things that are chosen have different ones.

    Signals:
        wanted: The number that the person has typed or stepped to.
    """

    wanted = Signal(int)
    _is_mixed = False

    def __init__(
        self, make: WidgetFactory, title: str, least: int, most: int, name: str, *, step: int = 1
    ) -> None:
        super().__init__()
        self._theme = make.theme
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(plain_tip(title))
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        keep_font(self, make.theme, "strong")
        keep_measured(self, make.theme)  # a new font moves the field within it
        self.lineEdit().setAccessibleName(title)
        self.lineEdit().setToolTip(plain_tip(title))
        self.lineEdit().textEdited.connect(self._typed)

    def show_values(self, values: Sequence[int]) -> None:
        """Show what the chosen things have, without telling anyone."""
        is_mixed = len(set(values)) > 1
        if is_mixed != self._is_mixed:
            self._is_mixed = is_mixed
            self._show_words()
        self.blockSignals(True)
        self.setValue(values[0])
        self.blockSignals(False)

    def textFromValue(self, value: int, /) -> str:
        """The number, or the sign for several."""
        return _MIXED if self._is_mixed else self._words(value)

    def stepBy(self, steps: int, /) -> None:
        """One more or less than the first of them, for all."""
        self._is_mixed = False
        super().stepBy(steps)
        self._tell()

    def sizeHint(self) -> QSize:
        """Room for three figures between the two places."""
        digits = QFontMetrics(self._theme.font("strong")).horizontalAdvance(self._widest())
        return QSize(digits + 2 * self._theme.px(_SIDE_PX) + 12, self._theme.px(44))

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def resizeEvent(self, event: object, /) -> None:
        """The field stands between the two places."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # it is a QResizeEvent
        side = self._theme.px(_SIDE_PX)
        self.lineEdit().setGeometry(self.rect().adjusted(side, 2, -side, -2))

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        """Less on the left, more on the right."""
        side, x = self._theme.px(_SIDE_PX), event.position().x()
        if x < side or x > self.width() - side:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.stepBy(-1 if x < side else 1)
            event.accept()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Undo is the plan's."""
        if event.matches(QKeySequence.StandardKey.Undo) or is_redo(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        """Somebody who scrolls and passes over it has not asked for another number."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        """What is typed replaces the number."""
        super().focusInEvent(event)
        self.selectAll()

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        """Draw the field with its two signs."""
        painter, theme = QPainter(self), self._theme
        rect = QRectF(self.rect())
        rounded(painter, rect, tokens.RADIUS_S, theme.colour("surface"), theme.colour("edge"))
        if self.hasFocus():
            focus_ring(painter, rect, tokens.RADIUS_S, theme.colour("focus"))
        size, side = theme.px(14), theme.px(_SIDE_PX)
        top = (rect.height() - size) / 2
        for name, left, is_end in (
            ("dash", (side - size) / 2, self.value() <= self.minimum()),
            ("plus", rect.right() - (side + size) / 2, self.value() >= self.maximum()),
        ):
            colour = theme.colour("line" if is_end and not self._is_mixed else "muted")
            paint_icon(painter, name, QRectF(left, top, size, size), colour)

    def _widest(self) -> str:
        return str(self.maximum())

    def _words(self, value: int) -> str:
        return str(value)

    def _show_words(self) -> None:
        """Write the value once more, as it is written now."""
        self.lineEdit().setText(self.textFromValue(self.value()))

    def _tell(self) -> None:
        self._is_mixed = False
        self.wanted.emit(self.value())

    @Slot()
    def _typed(self) -> None:
        if self.hasAcceptableInput():
            self.interpretText()
            self._tell()


class OptionalAmountField(AmountField):
    """A number that may be left out; below the least one there is none.

    Its value is one less than the least where it is left out.
    """

    def __init__(self, make: WidgetFactory, title: str, least: int, most: int, name: str) -> None:
        super().__init__(make, title, least - 1, most, name)
        self._none = pgettext("number", "none")
        self.setSpecialValueText(self._none)

    def show_optional(self, values: Sequence[int | None]) -> None:
        """Show what the chosen things have."""
        self.show_values([self.minimum() if one is None else one for one in values])

    def optional(self, value: int) -> int | None:
        """What a value stands for."""
        return None if value == self.minimum() else value

    def _widest(self) -> str:
        return max((self._none, str(self.maximum())), key=len)

    def _show_words(self) -> None:
        self.setSpecialValueText(_MIXED if self._is_mixed else self._none)
        super()._show_words()


class DurationField(AmountField):
    """A time in minutes and seconds, as 1:30; a number alone are minutes. Its value is seconds."""

    def __init__(self, make: WidgetFactory, title: str, most: int, name: str) -> None:
        super().__init__(make, title, 1, most, name, step=30)
        self.setToolTip(plain_tip(_("{title}: minutes, or minutes:seconds").format(title=title)))
        # A time is told when it is whole, or else `1` would be a minute on the way to `1:30`.
        self.setKeyboardTracking(False)
        self.valueChanged.connect(self._tell_value)

    def _words(self, value: int) -> str:
        return f"{value // 60}:{value % 60:02}"

    def valueFromText(self, text: str, /) -> int:
        """What is typed, in seconds."""
        found = _TIME.fullmatch(text.strip())
        return int(found[1]) * 60 + int(found[2] or 0) if found else self.value()

    def validate(self, text: str, place: int, /) -> tuple[QValidator.State, str, int]:
        """Figures with at most one colon."""
        found = _TIME.fullmatch(text.strip())
        if found and self.minimum() <= self.valueFromText(text) <= self.maximum():
            return QValidator.State.Acceptable, text, place
        is_begun = bool(re.fullmatch(r"\d{0,3}:?\d{0,2}", text.strip())) or text == _MIXED
        state = QValidator.State.Intermediate if is_begun else QValidator.State.Invalid
        return state, text, place

    def _widest(self) -> str:
        return "120:00"

    @Slot()
    def _typed(self) -> None:
        """What is typed is told by `valueChanged`."""

    @Slot()
    def _tell_value(self) -> None:
        self._tell()
