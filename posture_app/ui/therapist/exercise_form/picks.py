"""A field that finds things by typed words: muscles, exercises, sources."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from posture_app.dataclass import dataclass
from posture_app.ui.player.signs import AnswerChip
from posture_app.ui.therapist.exercise_form.fields import ExerciseField
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow, clear
from posture_app.ui.widgets.text_size import Extent, keep_size
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _
from posture_app.words.search_index import Searched, SearchIndex, searched

MOST_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Pick:
    """Something that can be found and taken."""

    value: str
    words: str
    found_by: Searched | None = None


class PickLine(QLineEdit):
    """Where the words are typed; Enter takes what is found first.

    Signals:
        taken: Enter.
    """

    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, and does not save; Ctrl with it does."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.text().strip():
            self.taken.emit()
            return
        super().keyPressEvent(event)


class PickField(ExerciseField):
    """What is chosen, a line to find more, and what was found.

    Where one counts, another takes its place.

    Signals:
        found: This field: what was found stands below its line now.
    """

    found = Signal(object)

    def __init__(
        self, make: WidgetFactory, key: str, title: str, hint: str, *, several: bool = False
    ) -> None:
        super().__init__(make, key, title)
        self._several = several
        self._options: Mapping[str, Pick] = {}
        self._index: SearchIndex[Pick] = SearchIndex(())
        self._values: tuple[str, ...] = ()
        self._found: list[Pick] = []
        self._chosen = Flow()
        self._matches = Flow()
        self._line = PickLine()
        self._line.setObjectName(f"edit-{key}")
        self._line.setPlaceholderText(hint)
        self._line.setMaxLength(100)
        keep_size(self._line, make.theme, height=Extent(least=44))
        self._line.textEdited.connect(self._look)
        self._line.taken.connect(self._take_first)
        self._removing, self._taking = ValueButtonGroup(self), ValueButtonGroup(self)
        self.set_control(self._line)
        for one in (self._chosen, self._line, self._matches):
            self.body.addWidget(one)
        self._chosen.hide()
        self._matches.hide()

    @property
    def values(self) -> tuple[str, ...]:
        """What is chosen."""
        return self._values

    @property
    def value(self) -> str | None:
        """What is chosen, where one counts."""
        return next(iter(self._values), None)

    def set_options(self, options: Sequence[Pick]) -> None:
        """What there is to be found."""
        self._options = {one.value: one for one in options}
        self._index = SearchIndex((one, one.found_by or searched(one.words)) for one in options)
        self._show_chosen()

    def set_values(self, values: Sequence[str]) -> None:
        """Show what was chosen elsewhere."""
        if tuple(values) != self._values:
            self._values = tuple(values)
            self._show_chosen()
        self._line.clear()
        self._show_matches([])

    @Slot(str)
    def _look(self, typed: str) -> None:
        found = self._index.find(typed) if typed.strip() else []
        self._show_matches([one for one in found if one.value not in self._values][:MOST_SHOWN])

    @Slot()
    def _take_first(self) -> None:
        if self._found:
            self._take(self._found[0].value)

    @Slot(object)
    def _take(self, value: str) -> None:
        self._values = (*self._values, value) if self._several else (value,)
        self._line.clear()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_matches([])
        self._show_chosen()
        self.changed.emit()

    @Slot(object)
    def _remove(self, value: str) -> None:
        self._values = tuple(one for one in self._values if one != value)
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_chosen()
        self.changed.emit()

    def _show_chosen(self) -> None:
        self._removing.deleteLater()
        self._removing = ValueButtonGroup(self)
        self._removing.chosen.connect(self._remove)
        clear(self._chosen.flow)
        for value in self._values:
            pick = self._options.get(value)
            words = value if pick is None else pick.words
            chip = self._chip(words, _("Remove {what}").format(what=words))
            chip.setChecked(True)
            self._removing.add(chip, value)
            self._chosen.add(chip)
        self._chosen.setVisible(bool(self._values))

    def _show_matches(self, found: list[Pick]) -> None:
        self._found = found
        self._taking.deleteLater()
        self._taking = ValueButtonGroup(self)
        self._taking.chosen.connect(self._take)
        clear(self._matches.flow)
        for one in found:
            chip = self._chip(one.words, _("Take {what}").format(what=one.words))
            self._taking.add(chip, one.value)
            self._matches.add(chip)
        nothing = bool(self._line.text().strip()) and not found
        if nothing:
            self._matches.add(self.make.label(_("Nothing found"), "small", "muted", wrap=False))
        self._matches.setVisible(bool(found) or nothing)
        if found:
            self.found.emit(self)

    def _chip(self, words: str, tip: str) -> AnswerChip:
        chip = self.make(AnswerChip, words)
        chip.setAccessibleName(tip)
        chip.setToolTip(plain_tip(tip))
        return chip
