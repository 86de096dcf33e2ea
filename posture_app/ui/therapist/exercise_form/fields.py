"""The fields of the form: each with its title, what it means, and what is wrong with it below."""

import re
from typing import Final

from PySide6.QtCore import QRegularExpression, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from posture_app.ui.entries.choices import Choices
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import TitledField
from posture_app.ui.widgets.text_size import Extent, exactly, keep_font, keep_size
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import language

_LONGEST_LINE: Final = 4000
"""More than the format takes, so that what is too long is said and not cut off."""
_NUMBER: Final = QRegularExpression(r"[0-9]{0,4}([.,][0-9]{0,1})?")
_WHOLE: Final = QRegularExpression(r"[0-9]{0,4}")


class ExerciseField(TitledField):
    """A part of the form that has a place for what is wrong with it.

    Put its control into `body`, and tell by `set_control` which takes the keyboard.

    Signals:
        changed: The person has changed it.
    """

    changed = Signal()

    def __init__(self, make: WidgetFactory, key: str, title: str = "", hint: str = "") -> None:
        """Make it empty.

        Args:
            make: Makes the widgets.
            key: The field's name in the library's format.
            title: What it is called; empty where the control says so itself.
            hint: What it means, or an example.
        """
        super().__init__(make, title, hint)
        self.key = key
        self.make = make
        self.setObjectName(f"field-{key}")
        self._control: QWidget = self
        self._hint = hint
        self._problem = self.make.label("", "small", "danger")
        self._problem.setObjectName(f"problem-{key}")
        self._problem.hide()
        self.add_below(self._problem)

    @property
    def control(self) -> QWidget:
        """What the keyboard goes to."""
        return self._control

    @property
    def problem(self) -> str:
        """What is said to be wrong with it; empty where nothing is."""
        return self._problem.text()

    def set_control(self, control: QWidget) -> None:
        """Tell what the keyboard goes to, and name it for screen readers."""
        self._control = control
        title = self.title.text()
        if title:
            control.setAccessibleName(title)
            control.setToolTip(plain_tip(self._hint or title))
        control.setAccessibleDescription(self._hint)

    def show_problem(self, words: str) -> bool:
        """Say what is wrong with it, or nothing; returns whether that is other than before."""
        if words == self._problem.text():
            return False
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self._control.setAccessibleDescription(words or self._hint)
        return True


class LineField(ExerciseField):
    """A line of text."""

    def __init__(self, make: WidgetFactory, key: str, title: str, hint: str = "") -> None:
        super().__init__(make, key, title, hint)
        self._line = QLineEdit()
        self._line.setObjectName(f"edit-{key}")
        self._line.setMaxLength(_LONGEST_LINE)
        keep_size(self._line, make.theme, height=Extent(least=44))
        self._line.textEdited.connect(self.changed)
        self.set_control(self._line)
        self.body.addWidget(self._line)

    @property
    def value(self) -> str:
        """What stands in it."""
        return self._line.text()

    def set_value(self, text: str) -> None:
        """Show what was typed elsewhere."""
        if text != self._line.text():
            self._line.setText(text)


class GrowingText(QPlainTextEdit):
    """Lines of text, as high as they are; Tab goes on to the next field.

    Signals:
        grown: It needs another height.
        cursor_moved: The text itself, and where the cursor is now, as a `QRect` within it.
    """

    grown = Signal()
    cursor_moved = Signal(object, object)

    def __init__(self, make: WidgetFactory, least_lines: int) -> None:
        super().__init__()
        self._theme, self._least = make.theme, least_lines
        self._asked_px = 0
        keep_font(self, make.theme, "body")
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._measure)
        self.cursorPositionChanged.connect(self._tell_cursor)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        line_px = self.fontMetrics().lineSpacing()
        lines = max(self._least, round(self.document().size().height()))
        return QSize(self._theme.px(240), lines * line_px + self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        """No higher than its lines."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps otherwise."""
        super().resizeEvent(event)
        self._measure()

    @Slot()
    def _tell_cursor(self) -> None:
        if self.hasFocus():
            self.cursor_moved.emit(self, self.cursorRect())

    @Slot()
    def _measure(self) -> None:
        height = self.sizeHint().height()
        if height != self._asked_px:
            self._asked_px = height
            self.updateGeometry()
            self.grown.emit()


class TextField(ExerciseField):
    """A text of several lines, or a list with a line for each entry."""

    def __init__(
        self, make: WidgetFactory, key: str, title: str, hint: str = "", least_lines: int = 2
    ) -> None:
        super().__init__(make, key, title, hint)
        self.text = make(GrowingText, least_lines)
        self.text.setObjectName(f"edit-{key}")
        self.text.textChanged.connect(self._tell)
        self._is_filling = False
        self.set_control(self.text)
        self.body.addWidget(self.text)

    @property
    def value(self) -> str:
        """What stands in it."""
        return self.text.toPlainText()

    def set_value(self, text: str) -> None:
        """Show what was typed elsewhere."""
        if text != self.value:
            self._is_filling = True
            self.text.setPlainText(text)
            self._is_filling = False

    @Slot()
    def _tell(self) -> None:
        if not self._is_filling:
            self.changed.emit()


class ChoiceField(ExerciseField):
    """One of several things, or some of them in the order in which they were chosen."""

    def __init__(
        self,
        make: WidgetFactory,
        key: str,
        title: str,
        options: list[tuple[str, str]],
        *,
        several: bool = False,
        needed: bool = False,
    ) -> None:
        super().__init__(make, key)
        self.choices = make(Choices, title, options, f"edit-{key}", several=several, needed=needed)
        self._order: tuple[str, ...] = ()
        self.choices.changed.connect(self._chosen)
        self.set_control(self.choices.first)
        self.body.addWidget(self.choices)

    @property
    def values(self) -> tuple[str, ...]:
        """What is chosen, the first chosen first."""
        return self._order

    @property
    def value(self) -> str | None:
        """What is chosen, where one counts."""
        return next(iter(self._order), None)

    def set_values(self, values: tuple[str, ...]) -> None:
        """Show what was chosen elsewhere."""
        self._order = values
        self.choices.set_values(values)

    @Slot()
    def _chosen(self) -> None:
        chosen = self.choices.values
        kept = [one for one in self._order if one in chosen]
        self._order = (*kept, *(one for one in chosen if one not in kept))
        self.changed.emit()


class NumberLine(QLineEdit):
    """A number; Up and Down count."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count up or down."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        value = max(0, (number_of(self.text()) or 0) + step)
        self.setText(number_text(value))
        self.textEdited.emit(self.text())


class OptionalNumberField(ExerciseField):
    """A number with its unit; empty is None."""

    def __init__(
        self, make: WidgetFactory, key: str, title: str, unit: str = "", *, whole: bool = False
    ) -> None:
        super().__init__(make, key, title)
        self._whole = whole
        self._line = NumberLine()
        self._line.setObjectName(f"edit-{key}")
        self._line.setValidator(QRegularExpressionValidator(_WHOLE if whole else _NUMBER, self))
        keep_size(self._line, make.theme, width=exactly(88), height=Extent(least=44))
        self._line.textEdited.connect(self.changed)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(self._line)
        if unit:
            row.addWidget(self.make.label(unit, "body", "muted", wrap=False))
        row.addStretch(1)
        self.set_control(self._line)
        self.body.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    @property
    def value(self) -> float | None:
        """The number; None where nothing is typed."""
        return number_of(self._line.text())

    @property
    def count(self) -> int | None:
        """The number where it is a whole one."""
        value = self.value
        return None if value is None else round(value)

    def set_value(self, value: float | None) -> None:
        """Show a number, or none."""
        if value != self.value:
            self._line.setText("" if value is None else number_text(value))


def number_of(text: str) -> float | None:
    """The number that was typed, with a point or a comma; None where there is none."""
    plain = re.sub(r"\s", "", text).replace(",", ".").rstrip(".")
    return float(plain) if plain else None


def number_text(value: float) -> str:
    """A number as it is typed in the person's language."""
    text = f"{value:g}"
    return text.replace(".", ",") if language() == "de" else text
