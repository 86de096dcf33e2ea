"""All fields of the form, in its cards: what is typed becomes a draft, and a draft is shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.body.muscles import MUSCLES
from posture_app.coach.cautions import cautions
from posture_app.library.draft import LINES, ExerciseDraft
from posture_app.library.model import COMMON_PRACTICE, Dose, Exercise, Library, Muscles
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.exercise_form.dose import DosePart
from posture_app.ui.therapist.exercise_form.fields import (
    ChoiceField,
    ExerciseField,
    LineField,
    TextField,
)
from posture_app.ui.therapist.exercise_form.picks import Pick, PickField
from posture_app.ui.therapist.exercise_form.shown import ShownPart
from posture_app.ui.therapist.exercise_form.sources import OwnSourcesField, source_line
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import FormRow
from posture_app.words import exercise_form as words
from posture_app.words import library as library_words
from posture_app.words.anatomy import muscle_name
from posture_app.words.catalogue import _
from posture_app.words.cautions import caution
from posture_app.words.plain_words import exercise_words

_TEXT_FIELDS: Final = ("name", "purpose", "feel", "breathing", *LINES)
_CHOICE_FIELDS: Final = ("category", "position", "sides")


class ExerciseFields(QWidget):
    """The fields.

    Attributes:
        fields: Each by its name in the library's format.
        shown: How the exercise is shown.
        dose: How much of it is done.

    Signals:
        changed: The person has changed one of them.
        rearranged: They need another height.
        found: A `PickField` that shows what was found.
        cursor_moved: The field that is written in, and the `QRect` of the cursor in it.
    """

    changed = Signal()
    found = Signal(object)
    cursor_moved = Signal(object, object)
    rearranged = Signal()

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self.make = make
        self.fields: dict[str, ExerciseField] = {}
        self._texts: dict[str, LineField | TextField] = {}
        self._choices: dict[str, ChoiceField] = {}
        self._picks: dict[str, PickField] = {}
        self._box = column(tokens.SPACE_XL)
        self.setLayout(self._box)
        self._lay_out_what()
        self._lay_out_how()
        self._lay_out_dose()
        self._lay_out_care()
        self._lay_out_more()
        for field in self.fields.values():
            field.changed.connect(self.changed)

    def show_library(self, library: Library) -> None:
        """What there is to choose from."""
        exercises = library.exercises.values()
        picks = exercise_picks(library)
        for key in ("easier", "harder"):
            self._picks[key].set_options(picks)
        self.shown.set_options(tuple(exercises), picks)
        sources = [Pick(one.id, source_line(one)) for one in library.sources.values()]
        self._picks["sources"].set_options(sources)
        known = {name for one in exercises for name in one.muscles.primary}
        muscles = sorted({*MUSCLES, *known}, key=muscle_name)
        for key in ("muscles.primary", "muscles.secondary"):
            self._picks[key].set_options([Pick(one, muscle_name(one)) for one in muscles])

    def typed(self, before: ExerciseDraft) -> ExerciseDraft:
        """What is filled in, as a change of what was."""
        values: dict[str, Any] = {key: self._texts[key].value for key in _TEXT_FIELDS}
        values |= {key: self._choices[key].value for key in _CHOICE_FIELDS}
        sources = self._picks["sources"].values
        own = self._own_sources.values
        self.dose.set_source(_dose_source(before, sources))
        return replace(
            before,
            **values,
            regions=cast("Any", self._choices["regions"].values),
            equipment=cast("Any", self._choices["equipment"].values),
            desk=self._switches["desk"].isChecked(),
            discreet=self._switches["discreet"].isChecked(),
            primary=self._picks["muscles.primary"].values,
            secondary=self._picks["muscles.secondary"].values,
            easier=self._picks["easier"].value,
            harder=self._picks["harder"].value,
            sources=sources,
            own_sources=own,
            dose=self.dose.value,
            motion=self.shown.motion,
            pictures=self.shown.pictures,
        )

    def fill(self, draft: ExerciseDraft) -> None:
        """Show what was filled in elsewhere."""
        for key in _TEXT_FIELDS:
            self._texts[key].set_value(getattr(draft, key))
        for key in _CHOICE_FIELDS:
            value = getattr(draft, key)
            self._choices[key].set_values(() if value is None else (value,))
        for key in ("regions", "equipment"):
            self._choices[key].set_values(getattr(draft, key))
        for key, switch in self._switches.items():
            switch.setChecked(getattr(draft, key))
        self._picks["muscles.primary"].set_values(draft.primary)
        self._picks["muscles.secondary"].set_values(draft.secondary)
        self._picks["sources"].set_values(draft.sources)
        for key in ("easier", "harder"):
            value = getattr(draft, key)
            self._picks[key].set_values(() if value is None else (value,))
        self._own_sources.set_values(draft.own_sources)
        self.dose.set_value(draft.dose)
        self.shown.set_value(draft)
        self.show_what_follows(draft)

    def show_what_follows(self, draft: ExerciseDraft) -> None:
        """Show what follows from what is filled in."""
        self._main_region.setText(words.main_region(draft.regions))
        self.dose.show_sides(draft.sides)
        exercise = _as_exercise(draft)
        self.shown.show_exercise(exercise if draft.motion is not None else None)
        is_placed = bool(draft.category and draft.regions and draft.position)
        found = cautions(exercise) if is_placed else ()
        self._by_itself.setText("\n".join(f"\N{BULLET} {caution(one)}" for one in found))
        self._by_itself.setVisible(bool(found))

    def _lay_out_what(self) -> None:
        box = self._card(_("What it is"))
        self._line(box, "name")
        self._text(box, "purpose")
        self._choice(box, "category", library_words.CATEGORIES, library_words.category)
        self._choice(box, "regions", library_words.REGIONS, library_words.region, several=True)
        self._main_region = self.make.label("", "small", "muted")
        box.addWidget(self._main_region)
        self._choice(box, "position", library_words.POSITIONS, library_words.position)
        self._choice(
            box, "equipment", library_words.EQUIPMENT, library_words.equipment_name, several=True
        )
        self._choice(box, "sides", library_words.SIDES, library_words.sides_words)
        self._switches = {
            "desk": self.make.switch(_("Can be done at a desk"), "edit-desk"),
            "discreet": self.make.switch(_("Others hardly notice it"), "edit-discreet"),
        }
        for switch in self._switches.values():
            switch.clicked.connect(self.changed)
            box.addWidget(self.make(FormRow, switch.text(), "", switch, "body"))

    def _lay_out_how(self) -> None:
        box = self._card(_("How it is done"))
        self._text(box, "steps", least_lines=4)
        self._text(box, "cues")
        self._text(box, "mistakes")
        self._text(box, "feel", least_lines=1)
        self._text(box, "breathing", least_lines=1)
        self.shown = self.make(ShownPart)
        self.shown.rearranged.connect(self.rearranged)
        self.fields["motion"] = self.shown
        box.addWidget(self.shown)

    def _lay_out_dose(self) -> None:
        box = self._card(_("How much"))
        self.dose = self.make(DosePart)
        self.dose.rearranged.connect(self.rearranged)
        self.fields |= {one.key: one for one in self.dose.fields}
        box.addWidget(self.dose)

    def _lay_out_care(self) -> None:
        box = self._card(_("Care"))
        about = _(
            "What holds for all exercises of this kind is added by itself: say here only what is"
            " special about this one."
        )
        box.addWidget(self.make.label(about, "small", "muted"))
        self._by_itself = self.make.label("", "small")
        self._by_itself.setObjectName("cautions-by-itself")
        box.addWidget(self._by_itself)
        self._text(box, "cautions")
        self._text(box, "stop_if")

    def _lay_out_more(self) -> None:
        box = self._card(_("More about it"))
        for key in ("muscles.primary", "muscles.secondary"):
            self._find(box, key, _("Find a muscle"), several=True)
        for key in ("easier", "harder"):
            self._find(box, key, _("Find an exercise"))
        self._find(box, "sources", _("Find a source of the library"), several=True)
        own = self.make(OwnSourcesField)
        own.rearranged.connect(self.rearranged)
        self.fields["own_sources"] = own
        box.addWidget(own)
        self._own_sources = own
        self._text(box, "aliases", least_lines=1)

    def _card(self, title: str) -> QVBoxLayout:
        card = self.make.card()
        card.body.setSpacing(tokens.SPACE_XL)
        card.body.addWidget(self.make.label(title, "heading"))
        self._box.addWidget(card)
        return card.body

    def _line(self, box: QVBoxLayout, key: str) -> None:
        field = self.make(LineField, key, words.field_title(key), words.hint(key))
        self.fields[key] = self._texts[key] = field
        box.addWidget(field)

    def _text(self, box: QVBoxLayout, key: str, least_lines: int = 2) -> None:
        field = self.make(TextField, key, words.field_title(key), words.hint(key), least_lines)
        field.text.grown.connect(self.rearranged)
        field.text.cursor_moved.connect(self.cursor_moved)
        self.fields[key] = self._texts[key] = field
        box.addWidget(field)

    def _choice(
        self,
        box: QVBoxLayout,
        key: str,
        values: Any,  # noqa: ANN401 - keys of any of the library's lists
        said: Callable[[Any], str],
        *,
        several: bool = False,
    ) -> None:
        options = [(str(one), said(one)) for one in values]
        field = self.make(ChoiceField, key, words.field_title(key), options, several=several)
        self.fields[key] = self._choices[key] = field
        box.addWidget(field)

    def _find(self, box: QVBoxLayout, key: str, hint: str, *, several: bool = False) -> None:
        field = self.make(PickField, key, words.field_title(key), hint, several=several)
        field.changed.connect(self.rearranged)
        field.found.connect(self.found)
        self.fields[key] = self._picks[key] = field
        box.addWidget(field)


def exercise_picks(library: Library) -> list[Pick]:
    """All exercises, to be found by their words."""
    exercises = sorted(library.exercises.values(), key=_by_name)
    return [Pick(one.id, one.name, exercise_words(one)) for one in exercises]


def _dose_source(before: ExerciseDraft, sources: Sequence[str]) -> str:
    """What the dose rests on: what it did, as long as that is named as a source."""
    return before.dose.source if before.dose.source in sources else COMMON_PRACTICE


def _as_exercise(draft: ExerciseDraft) -> Exercise:
    """An exercise as far as it goes, to show the figure and the cautions of."""
    return Exercise(
        id=draft.id or "new",
        name=draft.name,
        purpose="",
        category=draft.category or "mobility",
        regions=draft.regions or ("whole_body",),
        muscles=Muscles(primary=draft.primary, secondary=draft.secondary),
        position=draft.position or "standing",
        equipment=draft.equipment,
        sides=draft.sides or "together",
        dose=Dose(model="reps", reps=1),
        steps=(),
        motion=draft.motion,
    )


def _by_name(exercise: Exercise) -> str:
    return exercise.name.casefold()
