"""A scale from 0 to 10 that has no answer until it is touched."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

PAIN_WORDS: Final = ("No pain", "The worst pain you can think of")
EFFORT_WORDS: Final = (
    "0: no effort at all",
    "1: hardly any",
    "2: very easy",
    "3: easy",
    "4: noticeable",
    "5: fairly hard",
    "6: between fairly hard and hard",
    "7: hard",
    "8: very hard",
    "9: almost all I had",
    "10: all I had",
)


class AnswerScale(QWidget):
    """Eleven buttons; pressing the chosen one again takes the answer back.

    Signals:
        answered: The number, or None when the answer was taken back.
    """

    answered = Signal(object)

    def __init__(
        self,
        question: str,
        ends: tuple[str, str],
        words: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._question = question
        self._words = words
        self._answer: int | None = None
        self.setAccessibleName(question)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        heading = QLabel(question)
        heading.setProperty("role", "subheading")
        heading.setWordWrap(True)
        layout.addWidget(heading)
        row = QHBoxLayout()
        row.setSpacing(6)
        for number in range(11):
            row.addWidget(self._button(number))
        layout.addLayout(row)
        below = QHBoxLayout()
        for text, alignment in zip(
            ends, (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True
        ):
            label = QLabel(text)
            label.setProperty("role", "caption")
            label.setAlignment(alignment)
            below.addWidget(label)
        layout.addLayout(below)
        self._said = QLabel()
        self._said.setProperty("role", "caption")
        layout.addWidget(self._said)
        self._show()
        self._group.buttonClicked.connect(self._clicked)

    @property
    def answer(self) -> int | None:
        """The number, or None while nothing was answered."""
        return self._answer

    def set_answer(self, answer: int | None) -> None:
        """Show an answer that was given elsewhere."""
        self._answer = answer
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move along the scale."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        if step is None or not isinstance(focused, QPushButton):
            super().keyPressEvent(event)
            return
        number = min(10, max(0, self._group.id(focused) + step))
        self._group.button(number).setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self, number: int) -> QPushButton:
        button = QPushButton(str(number))
        button.setCheckable(True)
        button.setProperty("variant", "scale")
        button.setObjectName(f"answer_{number}")
        words = self._words[number] if self._words else str(number)
        button.setToolTip(words)
        button.setAccessibleName(f"{self._question} {words}")
        self._group.addButton(button, number)
        return button

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        number = self._group.id(button)
        self._answer = None if self._answer == number else number
        self._show()
        self.answered.emit(self._answer)

    def _show(self) -> None:
        for number in range(11):
            self._group.button(number).setChecked(number == self._answer)
        if self._answer is None:
            self._said.setText("Not answered")
        elif self._words:
            self._said.setText(self._words[self._answer].partition(": ")[2].capitalize())
        else:
            self._said.setText(f"{self._answer} of 10")
