"""The dose: how it is counted, and only the numbers that go with that."""

from dataclasses import replace
from typing import Any, Final, cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from posture_app.coach.timeline import dose_s
from posture_app.library.draft import DoseDraft
from posture_app.library.model import Dose, DoseModel, Sides, Tempo
from posture_app.library.references import NEEDED, UNUSED
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.exercise_form.fields import (
    ChoiceField,
    ExerciseField,
    OptionalNumberField,
)
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.words import exercise_form as words
from posture_app.words import formats
from posture_app.words import library as library_words
from posture_app.words.catalogue import _

_MAIN: Final = ("sets", "reps", "hold_s", "duration_s")
_PAUSES: Final = ("move_s", "return_s", "relax_s", "rest_s", "switch_s")
_OFTEN: Final = ("per_day", "per_week")
_COUNTS: Final = frozenset({"sets", "reps", "per_day", "per_week"})


class DosePart(QWidget):
    """The fields of a dose, and the dose in words.

    Signals:
        changed: The person has changed it.
        rearranged: Others of its fields are there now.
    """

    changed = Signal()
    rearranged = Signal()

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._sides: Sides | None = None
        self._source = DoseDraft().source
        box = column(tokens.SPACE_L)
        self.setLayout(box)
        models = [(str(key), words.dose_model(key)) for key in words.DOSE_MODELS]
        self.model = make(ChoiceField, "dose.model", _("How is it counted?"), models, needed=True)
        self.model.changed.connect(self._choose)
        box.addWidget(self.model)
        self._numbers: dict[str, OptionalNumberField] = {}
        for group in (_MAIN, _PAUSES, _OFTEN):
            flow = Flow(tokens.SPACE_L)
            for name in group:
                field = make(
                    OptionalNumberField,
                    f"dose.{name}",
                    words.dose_field(name),
                    words.dose_unit(name),
                    whole=name in _COUNTS,
                )
                field.changed.connect(self._note)
                self._numbers[name] = field
                flow.add(field)
            box.addWidget(flow)
        self._said = make.label("", "body", "accent")
        self._said.setObjectName("dose-in-words")
        box.addWidget(self._said)
        self.set_value(DoseDraft())

    @property
    def fields(self) -> tuple[ExerciseField, ...]:
        """All of its fields."""
        return (self.model, *self._numbers.values())

    @property
    def value(self) -> DoseDraft:
        """The dose as it is typed."""
        numbers: dict[str, Any] = {
            name: field.count if name in _COUNTS else field.value
            for name, field in self._numbers.items()
        }
        sets = numbers.pop("sets")
        model = cast("DoseModel", self.model.value or "reps")
        return DoseDraft(
            model=model, sets=1 if sets is None else sets, source=self._source, **numbers
        )

    def set_value(self, dose: DoseDraft) -> None:
        """Show what was typed elsewhere."""
        self._source = dose.source
        self.model.set_values((dose.model,))
        for name, field in self._numbers.items():
            field.set_value(getattr(dose, name))
        self._arrange()

    def set_tempo(self, move_s: float, return_s: float, hold_s: float | None) -> None:
        """Take over how long it moves and, if it is held, holds."""
        found = {"move_s": move_s, "return_s": return_s, "hold_s": hold_s}
        for name, value in found.items():
            if value is not None:
                self._numbers[name].set_value(value)
        self._note()

    def set_source(self, source: str) -> None:
        """What the dose rests on."""
        self._source = source

    def show_sides(self, sides: Sides | None) -> None:
        """Say how long it takes with these sides."""
        self._sides = sides
        self._arrange()

    @Slot()
    def _choose(self) -> None:
        self._arrange()
        self.changed.emit()

    @Slot()
    def _note(self) -> None:
        self._say()
        self.changed.emit()

    def _arrange(self) -> None:
        unused = set(UNUSED[self.value.model])
        if self.value.model == "continuous":
            unused |= {"move_s", "return_s"} if self.value.move_s is None else set()
        if self._sides in {None, "together"}:
            unused.add("switch_s")
        is_other = False
        for name, field in self._numbers.items():
            if field.isHidden() != (name in unused):
                field.setVisible(name not in unused)
                is_other = True
        self._say()
        if is_other:
            self.rearranged.emit()

    def _say(self) -> None:
        dose = dose_of(self.value)
        if dose is None:
            self._said.setText("")
            return
        sides = self._sides or "together"
        length = formats.rounded_duration(dose_s(sides, dose))
        said = library_words.dose_words(sides, dose)
        self._said.setText(_("{dose}: {length}").format(dose=said, length=length))


def dose_of(draft: DoseDraft) -> Dose | None:
    """The dose, where what it needs is there."""
    if not all(getattr(draft, name) for name in NEEDED[draft.model]) or draft.sets < 1:
        return None
    values = {
        name: getattr(draft, name)
        for name in ("reps", "hold_s", "relax_s", "duration_s", "rest_s", "switch_s")
        if name not in UNUSED[draft.model]
    }
    tempo = None
    if draft.move_s is not None or draft.return_s is not None:
        tempo = Tempo(draft.move_s or 0, draft.return_s or 0)
    bare = Dose(
        model=draft.model,
        sets=draft.sets,
        tempo_s=tempo,
        per_day=draft.per_day,
        per_week=draft.per_week,
    )
    return replace(bare, **values)
