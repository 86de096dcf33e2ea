"""The exercises that a person has added to the day."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posture_app.ui.pages.snapshots import AddedExercise
from posture_app.ui.routine_facts import together_s
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.cards import column, row
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.rows import PressRow, RowWords
from posture_app.ui.widgets.still import StillCache
from posture_app.words import formats
from posture_app.words import library as library_words
from posture_app.words.catalogue import _


class AddedToDay(QWidget):
    """One line for each: pressing it begins the exercise, and it can be taken out.

    Those that are not done yet are begun together with one button, where there are several.

    Signals:
        play_requested, removed: An exercise's id.
        all_requested: The ids of the exercises that are to be done one after another.
    """

    play_requested = Signal(object)
    all_requested = Signal(object)
    removed = Signal(object)

    def __init__(
        self, make: WidgetFactory, stills: StillCache, exercises: Sequence[AddedExercise]
    ) -> None:
        super().__init__()
        self._make, self._stills = make, stills
        self.setObjectName("added-today")
        body = column(tokens.SPACE_S)
        self.setLayout(body)
        body.addWidget(self._make.label(_("Added to today"), "heading"))
        self._removes = ValueButtonGroup(self)
        self._removes.chosen.connect(self.removed)
        for one in exercises:
            body.addLayout(self._line(one))
        self._open = [one.exercise for one in exercises if not one.is_done]
        if len(self._open) > 1:
            body.addWidget(self._begin_all(), 0, Qt.AlignmentFlag.AlignLeft)

    def _begin_all(self) -> Button:
        length = formats.rounded_duration(together_s(self._open))
        button = self._make.button(
            _("Begin all, {length}").format(length=length),
            icon="play",
            name="begin-added",
            tip=_("Do these exercises one after another"),
        )
        button.clicked.connect(self._ask_for_all)
        return button

    @Slot()
    def _ask_for_all(self) -> None:
        self.all_requested.emit(tuple(one.id for one in self._open))

    def _line(self, added: AddedExercise) -> QHBoxLayout:
        exercise, line = added.exercise, row(tokens.SPACE_XS)
        length = formats.rounded_duration(added.length_s)
        dose = library_words.dose_words(exercise.sides, exercise.dose)
        facts = f"{length} · {dose}"
        if added.is_done:
            facts = _("Done today · {facts}").format(facts=facts)
        play = self._make(
            PressRow,
            RowWords(exercise.name, facts, is_whole=True),
            exercise.id,
            exercise=exercise,
            stills=self._stills,
            card=True,
            wraps=True,
            name=f"added-{exercise.id}",
        )
        play.opened.connect(self.play_requested)
        line.addWidget(play, 1)
        remove = self._make.button(
            "",
            "quiet",
            icon="close",
            tip=_("Take {exercise} out of today").format(exercise=exercise.name),
            name=f"remove-{exercise.id}",
        )
        self._removes.add(remove, exercise.id)
        line.addWidget(remove)
        return line
