"""A value with a button for less and one for more, which go from one sensible step to the next."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _

MINUS: Final = "\N{MINUS SIGN}"
_HOLD_MS: Final = 400
_AGAIN_MS: Final = 120
"""A button that is held down steps on after the first, and then every so often."""
_Words = Callable[[float], str]
Read = Callable[[str], float | None]


class Stepper(QWidget):
    """A value, its two buttons, and, where it can be written, too, a field between them.

    Signals:
        chosen: The new value.
    """

    chosen = Signal(object)

    def __init__(
        self,
        make: WidgetFactory,
        title: str,
        steps: Sequence[float],
        words: _Words,
        name: str,
        read: Read | None = None,
    ) -> None:
        """Make it show its first step.

        Args:
            make: Makes the widgets.
            title: What is set, for screen readers.
            steps: What the buttons go to, from the least.
            words: A value as a person reads it.
            name: The object's name.
            read: What a person writes as a value, None where it is none; without, nobody can write.
        """
        super().__init__()
        self._theme = make.theme
        self._steps, self._words, self._read = tuple(steps), words, read
        self._value = self._steps[0]
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.SPACE_S)
        less, more = _("{title}: less").format(title=title), _("{title}: more").format(title=title)
        self.less = make.button(MINUS, tip=less, name=f"{name}-less")
        self.more = make.button("+", tip=more, name=f"{name}-more")
        for button in (self.less, self.more):
            button.setAccessibleName(button.toolTip())
            button.setAutoRepeat(True)
            button.setAutoRepeatDelay(_HOLD_MS)
            button.setAutoRepeatInterval(_AGAIN_MS)
        self.less.clicked.connect(self._take_less)
        self.more.clicked.connect(self._take_more)
        self._shown = self._make_field(title) if read else make.label("", "strong", wrap=False)
        self._shown.setObjectName(f"{name}-value")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.less)
        layout.addWidget(self._shown, 1)
        layout.addWidget(self.more)

    def set_value(self, value: float) -> None:
        """Show a value, also one between the steps, without telling anyone."""
        self._value = value
        shown = self._shown
        if not (isinstance(shown, QLineEdit) and shown.isModified()):  # somebody writes
            shown.setText(self._words(value))
        self.less.setEnabled(value > self._steps[0])
        self.more.setEnabled(value < self._steps[-1])

    def sizeHint(self) -> QSize:
        """As wide for every value, so that the buttons stay under the pointer."""
        hint = super().sizeHint()
        return QSize(max(hint.width(), self._theme.px(232)), hint.height())

    def _make_field(self, title: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(title)
        field.setToolTip(plain_tip(title))
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        field.editingFinished.connect(self._written)
        return field

    @property
    def value(self) -> float:
        """The value that is shown."""
        return self._value

    @Slot()
    def _take_less(self) -> None:
        self._take(next((one for one in reversed(self._steps) if one < self._value), self._value))

    @Slot()
    def _take_more(self) -> None:
        self._take(next((one for one in self._steps if one > self._value), self._value))

    @Slot()
    def _written(self) -> None:
        field, read = self._shown, self._read
        if not isinstance(field, QLineEdit) or read is None:
            return
        value = read(field.text()) if field.isModified() else None
        field.setModified(False)
        field.setText(self._words(self._value))
        if value is not None:
            self._take(value)

    def _take(self, value: float) -> None:
        if value != self._value:
            self.set_value(value)
            self.chosen.emit(value)
