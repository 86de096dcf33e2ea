"""A scale from 0 to 10 that has no answer until it is touched."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keyboard_focus import KeyboardFocus
from posture_app.ui.widgets.paint import dashed, focus_ring, rounded
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import N_, _
from posture_app.words.sessions import rating

PAIN_ENDS: Final = (N_("No pain"), N_("The worst I can imagine"))
EFFORT_ENDS: Final = (N_("No effort"), N_("My limit"))


TOP: Final = 10
"""The last number."""
GAP_PX: Final = 6
"""Between two numbers."""


class ScaleButton(KeyboardFocus, QPushButton):
    """One number of a scale."""

    def __init__(self, make: WidgetFactory, number: int) -> None:
        super().__init__(str(number))
        self._theme = make.theme
        self._is_suggested = False
        self.setCheckable(True)
        self.setAutoDefault(False)  # Enter on a sheet is for its main button
        self.setAutoExclusive(True)  # a radio button for screen readers
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_suggested(self, *, suggested: bool) -> None:
        """Outline it as an answer of another day, which is none yet."""
        self._is_suggested = suggested
        self.update()

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        return QSize(self._theme.px(44), self._theme.px(44))

    def minimumSizeHint(self) -> QSize:
        """Eleven of them must fit a narrow window, also with large text."""
        widest = QFontMetrics(self._theme.font("strong")).horizontalAdvance(str(TOP))
        return QSize(widest + tokens.SPACE_XS, self._theme.px(44))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is for the main button, on every desktop; Space answers."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the number, filled when it is the answer."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        inner = rect.adjusted(4, 4, -4, -4) if self.shows_focus else rect
        fill, ink, border = "surface", "ink", "edge"
        if self.isChecked():
            fill, ink, border = "accent", "on_accent", "accent"
        elif self.underMouse():
            fill = "hover"
        colour = self._theme.colour
        rounded(painter, inner, tokens.RADIUS_S, colour(fill), colour(border))
        if self._is_suggested and not self.isChecked():
            dashed(painter, inner, tokens.RADIUS_S, colour("accent"))
        if self.shows_focus:
            focus_ring(painter, rect, tokens.RADIUS_M, colour("focus"))
        painter.setFont(self._theme.font("strong"))
        painter.setPen(colour(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())


class AnswerScale(QWidget):
    """Eleven buttons; pressing the chosen one again takes the answer back.

    Signals:
        answered: The number, or None when the answer was taken back.
    """

    answered = Signal(object)

    def __init__(
        self,
        make: WidgetFactory,
        question: str,
        ends: tuple[str, str] | None,
        words: Sequence[str],
        spoken: str = "",
        *,
        bare: bool = False,
    ) -> None:
        """Ask.

        Args:
            make: Makes the widgets.
            question: What is asked.
            ends: What 0 and 10 mean; None where another scale beside it says so.
            words: What each number means.
            spoken: The question as a screen reader says it, where it needs more words.
            bare: Only the numbers; question and answer are read beside them.
        """
        super().__init__()
        self._make = make
        self._question = spoken or question
        self._words = words
        self._answer: int | None = None
        self._suggested: int | None = None
        self._suggestion = ""
        self._typed_one = False
        self.setAccessibleName(self._question)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        if not bare:
            layout.addWidget(make.label(question, "strong"))
        row = QHBoxLayout()
        row.setSpacing(GAP_PX)
        for number in range(11):
            row.addWidget(self._button(number))
        layout.addLayout(row)
        # The ends may need more than a line each; the answer has one of its own.
        if ends is not None:
            layout.addLayout(self._end_words(ends))
        self._said = make.label("", "small", "muted")
        layout.addWidget(self._said)
        if bare:
            self._said.hide()
        self._show()
        self._group.buttonClicked.connect(self._clicked)

    def _end_words(self, ends: tuple[str, str]) -> QHBoxLayout:
        below = QHBoxLayout()
        low, high = (self._make.label(_(end), "small", "muted") for end in ends)
        high.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        below.addWidget(low, 1)
        below.addWidget(high, 1)
        return below

    @property
    def answer(self) -> int | None:
        """The number, or None while nothing was answered."""
        return self._answer

    @property
    def first(self) -> QAbstractButton:
        """The button that the keyboard goes to first: the answer's, or that of 0."""
        return self._group.button(self._answer or 0)

    def put_over_numbers(self, picture: QWidget) -> None:
        """Let a picture stand right above the numbers, as wide as they are."""
        self._column.insertWidget(1, picture)

    def put_below(self, words: QWidget) -> None:
        """Let words stand under the answer, as a part of it."""
        self._column.addWidget(words)

    def focus_number(self, number: int) -> None:
        """Put the keyboard on a number, without answering."""
        self._group.button(number).setFocus(Qt.FocusReason.TabFocusReason)

    def set_answer(self, answer: int | None) -> None:
        """Show an answer that was given elsewhere."""
        self._answer = answer
        self._show()

    def suggest(self, value: int | None, words: str = "") -> None:
        """Outline an answer of another day; it counts only when the person gives it.

        Args:
            value: The answer of then, or None for none.
            words: What is read while there is no answer.
        """
        self._suggested, self._suggestion = value, words
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move along the scale, a digit answers."""
        if self.take_digit(event):
            return
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        if step is None or not isinstance(focused, QPushButton):
            super().keyPressEvent(event)
            return
        number = min(10, max(0, self._group.id(focused) + step))
        self.focus_number(number)

    def take_digit(self, event: QKeyEvent) -> bool:
        """Answer with the digit that was typed, if it was one; a 0 right after a 1 makes 10."""
        typed = event.text()
        if len(typed) != 1 or typed not in "0123456789":
            return False
        number = int(typed)
        if number == 0 and self._typed_one:
            number = 10
        self._typed_one = number == 1
        self._answer = number
        self._show()
        self.focus_number(number)
        self.answered.emit(number)
        return True

    def _button(self, number: int) -> QPushButton:
        button = self._make(ScaleButton, number)
        button.setObjectName(f"answer_{number}")
        words = rating(number, self._words)
        button.setToolTip(plain_tip(words))
        button.setAccessibleName(f"{self._question} {words}")
        self._group.addButton(button, number)
        return button

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        number = self._group.id(button)
        self._typed_one = False
        self._answer = None if self._answer == number else number
        self._show()
        self.answered.emit(self._answer)

    def _show(self) -> None:
        open_suggestion = self._suggested if self._answer is None else None
        for number in range(11):
            button = self._group.button(number)
            button.setChecked(number == self._answer)
            if isinstance(button, ScaleButton):
                button.set_suggested(suggested=number == open_suggestion)
        words = rating(self._answer, self._words)
        if open_suggestion is not None and self._suggestion:
            words = self._suggestion
        if self._said.text() != words:
            self._said.setText(words)
        self._said.set_tone("muted" if self._answer is None else "accent")
