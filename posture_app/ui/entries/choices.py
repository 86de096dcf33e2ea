"""Answers as chips, and parts of a sheet that are opened when somebody wants to tell more."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from posture_app.ui.player.signs import AnswerChip
from posture_app.ui.theme import tokens
from posture_app.ui.theme.tokens import Role
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.tips import plain_tip


class Choices(QWidget):
    """A question with a chip for each answer; pressing a chosen one again takes it back.

    Signals:
        changed: The person has chosen otherwise.
    """

    changed = Signal()

    def __init__(
        self,
        make: WidgetFactory,
        question: str,
        options: Sequence[tuple[str, str]],
        name: str,
        *,
        several: bool = False,
        needed: bool = False,
        role: Role = "strong",
        spoken: str = "",
    ) -> None:
        """Ask.

        Args:
            make: Makes the widgets.
            question: What is asked.
            options: Values, and the words of each.
            name: The object's name; that of a chip is `NAME-VALUE`.
            several: Whether more than one counts.
            needed: Whether one always counts, so that the last cannot be taken back.
            role: How the question is written.
            spoken: The question as a screen reader says it, where it needs more words.
        """
        super().__init__()
        self._several, self._needed = several, needed
        self._chips: dict[str, AnswerChip] = {}
        self._suggested: frozenset[str] = frozenset()
        self.setObjectName(name)
        self.setAccessibleName(spoken or question)
        body = column(tokens.SPACE_S)
        self.setLayout(body)
        body.addWidget(make.label(question, role))
        flow, actions = Flow(), ValueButtonGroup(self)
        for value, words in options:
            chip = make(AnswerChip, words)
            chip.setObjectName(f"{name}-{value}")
            chip.setAccessibleName(f"{spoken or question}: {words}")
            chip.setToolTip(plain_tip(words))
            actions.add(chip, value)
            self._chips[value] = chip
            flow.add(chip)
        actions.chosen.connect(self._press)
        body.addWidget(flow)

    @property
    def values(self) -> tuple[str, ...]:
        """What is chosen, in the order of the options."""
        return tuple(value for value, chip in self._chips.items() if chip.isChecked())

    @property
    def value(self) -> str | None:
        """What is chosen, where one counts."""
        return next(iter(self.values), None)

    @property
    def first(self) -> QPushButton:
        """Where the keyboard goes first."""
        chosen = self.value
        return next(iter(self._chips.values())) if chosen is None else self._chips[chosen]

    def set_values(self, values: Iterable[str]) -> None:
        """Show what was chosen elsewhere, without telling anybody."""
        wanted = frozenset(values)
        for value, chip in self._chips.items():
            chip.setChecked(value in wanted)
        self._outline()

    def suggest(self, values: Iterable[str]) -> None:
        """Outline answers of another day; they count only when the person gives them."""
        self._suggested = frozenset(values)
        self._outline()

    @Slot(object)
    def _press(self, value: str) -> None:
        pressed = self._chips[value]
        if not self._several:
            for chip in self._chips.values():
                if chip is not pressed:
                    chip.setChecked(False)
            if self._needed:
                pressed.setChecked(True)
        self._outline()
        self.changed.emit()

    def _outline(self) -> None:
        is_open = not self.values
        for value, chip in self._chips.items():
            chip.set_suggested(suggested=is_open and value in self._suggested)


class FoldingSection(QWidget):
    """A part of a sheet behind its title; put things into `body`.

    Signals:
        opened: It was opened or closed.
    """

    opened = Signal()

    def __init__(self, make: WidgetFactory, title: str, name: str) -> None:
        super().__init__()
        outer = column(tokens.SPACE_M)
        self.setLayout(outer)
        self.button = make.button(title, "quiet", icon="forward", flush=True, name=name)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._show)
        outer.addWidget(self.button)
        self._inside = QWidget()
        self.body: QVBoxLayout = column(tokens.SPACE_L)
        self._inside.setLayout(self.body)
        self._inside.hide()
        outer.addWidget(self._inside)

    def open(self) -> None:
        """Show what is in it."""
        self.button.setChecked(True)

    @Slot(bool)
    def _show(self, is_open: bool) -> None:
        self.button.set_icon("down" if is_open else "forward")
        self._inside.setVisible(is_open)
        self.opened.emit()
