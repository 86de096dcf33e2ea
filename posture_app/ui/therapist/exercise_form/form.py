"""The form for an own exercise: from nothing, or from a similar one.

What is wrong with a field stands below it as soon as it was typed; what is only still missing is
named at the foot, and below its field when somebody wants to save.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final, cast

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.body.muscles import MUSCLES
from posture_app.library.draft import LINES, ExerciseDraft, copy_of, draft_of
from posture_app.library.model import COMMON_PRACTICE, Dose, Exercise, Library, Muscles
from posture_app.plans.own_exercises import CheckedDraft, FieldProblem
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.therapist.exercise_form.dose import DosePart
from posture_app.ui.therapist.exercise_form.fields import ChoiceField, Field, LineField, TextField
from posture_app.ui.therapist.exercise_form.picks import Pick, PickField
from posture_app.ui.therapist.exercise_form.shown import ShownPart
from posture_app.ui.therapist.exercise_form.sources import OwnSourcesField, source_line
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import FormRow
from posture_app.ui.widgets.layouts import Flow, ScrollPage
from posture_app.ui.widgets.page_width import READING_PX, page_side
from posture_app.ui.widgets.sections import order_focus
from posture_app.words import exercise_form as words
from posture_app.words import formats
from posture_app.words import library as library_words
from posture_app.words.anatomy import muscle_name
from posture_app.words.catalogue import _
from posture_app.words.plain_words import exercise_words

CHECK_MS: Final = 200
"""After the last key: somebody who types is not told about half a word."""
_TEXT_FIELDS: Final = ("name", "purpose", "feel", "breathing", *LINES)
_CHOICE_FIELDS: Final = ("category", "position", "sides")

Check = Callable[[ExerciseDraft], CheckedDraft]


class ExerciseForm(QWidget):
    """The form.

    Signals:
        edited: The `ExerciseDraft`, after each change.
        save_wanted: The `CheckedDraft` of what is filled in, which has no problems.
        back_requested: Leave the form; what was typed is kept.
        thrown_away: Leave the form, and what was typed goes.
        picture_wanted: `start` or `end`, for which a file is to be chosen.
        picture_dropped: `start` or `end`, and the `Path` of a file.
    """

    edited = Signal(object)
    save_wanted = Signal(object)
    back_requested = Signal()
    thrown_away = Signal()
    picture_wanted = Signal(object)
    picture_dropped = Signal(object, object)

    def __init__(self, theme: Theme, check: Check) -> None:
        """Make an empty form.

        Args:
            theme: The look.
            check: Tells what is wrong with a draft.
        """
        super().__init__()
        self.setObjectName("exercise-form")
        self.theme, self.check = theme, check
        self.make = WidgetFactory(theme)
        self._library = Library({}, {}, {})
        self._builtin_sources: frozenset[str] = frozenset()
        self._draft = ExerciseDraft()
        self._fields: dict[str, Field] = {}
        self._texts: dict[str, LineField | TextField] = {}
        self._choices: dict[str, ChoiceField] = {}
        self._picks: dict[str, PickField] = {}
        self._is_filling = self._is_asked = False
        self._late = QTimer(self, singleShot=True, interval=CHECK_MS)
        self._late.timeout.connect(self.show_problems)
        self._page = self.make(ScrollPage, READING_PX)
        self._lay_out()
        self._lay_out_foot()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, tokens.SPACE_L)
        outer.setSpacing(tokens.SPACE_M)
        outer.addWidget(self._page, 1)
        outer.addLayout(self._foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

    # What the program asks for

    @property
    def draft(self) -> ExerciseDraft:
        """What is filled in."""
        return self._draft

    @property
    def problems(self) -> dict[str, str]:
        """What is said to be wrong with each field, empty where nothing is."""
        return {key: field.problem for key, field in self._fields.items()}

    @property
    def missing_words(self) -> str:
        """What is said to be missing."""
        return self._missing.text()

    @property
    def failure_words(self) -> str:
        """What is said to have failed; empty where nothing has."""
        return self._failure.text()

    def show_library(self, library: Library, builtin_sources: frozenset[str]) -> None:
        """What there is to choose from.

        Args:
            library: What is loaded.
            builtin_sources: Ids of the sources that are not the person's own.
        """
        self._library, self._builtin_sources = library, builtin_sources
        exercises = sorted(library.exercises.values(), key=_by_name)
        picks = [Pick(one.id, one.name, exercise_words(one)) for one in exercises]
        for key in ("similar", "easier", "harder"):
            self._picks[key].set_options(picks)
        self.shown.set_options(exercises, picks)
        sources = [Pick(one.id, source_line(one)) for one in library.sources.values()]
        self._picks["sources"].set_options(sources)
        known = {name for one in exercises for name in (*one.muscles.primary,)}
        muscles = sorted({*MUSCLES, *known}, key=muscle_name)
        for key in ("muscles.primary", "muscles.secondary"):
            self._picks[key].set_options([Pick(one, muscle_name(one)) for one in muscles])

    def show_draft(self, draft: ExerciseDraft) -> None:
        """Show a draft, from the top."""
        self._is_asked = False
        self._fill(draft)
        self._title.setText(_("Change an exercise") if draft.id else _("A new exercise"))
        self.show_failure("")
        self._page.verticalScrollBar().setValue(0)

    def begin(self) -> None:
        """Put the keyboard where it begins."""
        self._fields["name"].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_picture(self, end: str, where: str) -> None:
        """Show a picture that was chosen and is kept now."""
        self.shown.set_picture("end" if end == "end" else "start", where)

    def show_failure(self, problem: str) -> None:
        """Say what could not be done; the form stays as it is, for another try."""
        self._failure.setText(problem)
        self._failure.setVisible(bool(problem))
        if problem:
            self._announce(problem)

    @Slot()
    def save(self) -> None:
        """Save, or say what stands in the way and go there."""
        self._late.stop()
        self._is_asked = True
        self._draft = self._typed()
        checked = self.show_problems()
        if not checked.problems:
            self.save_wanted.emit(checked)
            return
        wrong = {self._field_of(one).key for one in checked.problems}
        first = next(one for one in self._fields.values() if one.key in wrong)
        first.control.setFocus(Qt.FocusReason.TabFocusReason)
        self._page.ensureWidgetVisible(first)
        self._announce(f"{words.field_title(first.key)}: {first.problem}")

    # Its parts

    def _lay_out(self) -> None:
        make, page = self.make, self._page.column
        back = make.button(
            _("Back to the library"),
            "quiet",
            icon="back",
            flush=True,
            name="form-back",
            tip=_("Back; what you typed is kept (Esc)"),
        )
        back.clicked.connect(self.back_requested)
        page.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._title = make.label("", "display")
        page.addWidget(self._title)
        self._begin_with = make.card(name="begin-with")
        self._begin_with.body.addWidget(
            make.label(_("Start with nothing below, or with a similar exercise here."))
        )
        similar = make(PickField, "similar", _("A similar exercise"), _("Find an exercise"))
        similar.changed.connect(self._begin_similar)
        self._fields["similar"] = self._picks["similar"] = similar
        self._begin_with.body.addWidget(similar)
        page.addWidget(self._begin_with)
        self._lay_out_what()
        self._lay_out_how()
        self._lay_out_dose()
        self._lay_out_care()
        self._lay_out_more()
        page.addStretch(1)
        for field in self._fields.values():
            if field.key != "similar":
                field.changed.connect(self._note)

    def _lay_out_what(self) -> None:
        box = self._card(_("What it is"))
        self._line(box, "name")
        self._text(box, "purpose")
        self._choice(box, "category", library_words.CATEGORIES, library_words.category)
        self._choice(box, "regions", library_words.REGIONS, library_words.region, several=True)
        box.addWidget(self.make.label(words.hint("regions"), "small", "muted"))
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
            switch.clicked.connect(self._note)
            box.addWidget(self.make(FormRow, switch.text(), "", switch, "body"))

    def _lay_out_how(self) -> None:
        box = self._card(_("How it is done"))
        self._text(box, "steps", least_lines=4)
        self._text(box, "cues")
        self._text(box, "mistakes")
        self._text(box, "feel", least_lines=1)
        self._text(box, "breathing", least_lines=1)
        self.shown = ShownPart(self.theme)
        self.shown.rearranged.connect(self._fit)
        self.shown.picture_wanted.connect(self.picture_wanted)
        self.shown.picture_dropped.connect(self.picture_dropped)
        self._fields["motion"] = self.shown
        box.addWidget(self.shown)

    def _lay_out_dose(self) -> None:
        box = self._card(_("How much"))
        self.dose = DosePart(self.theme)
        self.dose.rearranged.connect(self._fit)
        self._fields |= {one.key: one for one in self.dose.fields}
        box.addWidget(self.dose)

    def _lay_out_care(self) -> None:
        box = self._card(_("Care"))
        about = _(
            "What holds for all exercises of this kind is added by itself: say here only what is"
            " special about this one."
        )
        box.addWidget(self.make.label(about, "small", "muted"))
        self._text(box, "cautions")
        self._text(box, "stop_if")

    def _lay_out_more(self) -> None:
        box = self._card(_("More about it"))
        for key in ("muscles.primary", "muscles.secondary"):
            self._find(box, key, _("Find a muscle"), several=True)
        for key in ("easier", "harder"):
            self._find(box, key, _("Find an exercise"))
        self._find(box, "sources", _("Find a source of the library"), several=True)
        own = OwnSourcesField(self.theme)
        own.rearranged.connect(self._fit)
        self._fields["own_sources"] = own
        box.addWidget(own)
        self._own_sources = own
        self._text(box, "aliases", least_lines=1)

    def _lay_out_foot(self) -> None:
        make = self.make
        self._foot = column(tokens.SPACE_S)
        self._failure = make.label("", "body", "danger")
        self._failure.setObjectName("form-failure")
        self._missing = make.label("", "small", "muted")
        self._missing.setObjectName("form-missing")
        self._foot.addWidget(self._failure)
        self._foot.addWidget(self._missing)
        flow = Flow()
        save = make.button(_("Save"), "primary", key="", name="form-save", tip=_("Save (Ctrl+S)"))
        save.clicked.connect(self.save)
        away = make.button(_("Throw away"), "quiet", icon="trash", name="form-throw-away")
        away.setToolTip(_("Leave the form; what you typed and did not save goes"))
        away.clicked.connect(self.thrown_away)
        flow.add(save)
        flow.add(away)
        self._foot.addWidget(flow)

    def _card(self, title: str) -> QVBoxLayout:
        card = self.make.card()
        card.body.setSpacing(tokens.SPACE_XL)
        card.body.addWidget(self.make.label(title, "heading"))
        self._page.column.addWidget(card)
        return card.body

    def _line(self, box: QVBoxLayout, key: str) -> None:
        field = LineField(self.theme, key, words.field_title(key), words.hint(key))
        self._fields[key] = self._texts[key] = field
        box.addWidget(field)

    def _text(self, box: QVBoxLayout, key: str, least_lines: int = 2) -> None:
        field = TextField(self.theme, key, words.field_title(key), words.hint(key), least_lines)
        field.text.grown.connect(self._fit)
        self._fields[key] = self._texts[key] = field
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
        field = ChoiceField(self.theme, key, words.field_title(key), options, several=several)
        self._fields[key] = self._choices[key] = field
        box.addWidget(field)

    def _find(self, box: QVBoxLayout, key: str, hint: str, *, several: bool = False) -> None:
        field = PickField(self.theme, key, words.field_title(key), hint, several=several)
        field.changed.connect(self._fit)
        self._fields[key] = self._picks[key] = field
        box.addWidget(field)

    # What is filled in

    def _typed(self) -> ExerciseDraft:
        values: dict[str, Any] = {key: self._texts[key].value for key in _TEXT_FIELDS}
        values |= {key: self._choices[key].value for key in _CHOICE_FIELDS}
        sources = self._picks["sources"].values
        own = self._own_sources.values
        self.dose.set_source(self._dose_source(sources))
        return replace(
            self._draft,
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

    def _dose_source(self, sources: Sequence[str]) -> str:
        """What the dose rests on: what it did, as long as that is named as a source."""
        before = self._draft.dose.source
        return before if before in sources else COMMON_PRACTICE

    def _fill(self, draft: ExerciseDraft) -> None:
        self._is_filling = True
        self._draft = draft
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
        self._picks["similar"].set_values(())
        for key in ("easier", "harder"):
            value = getattr(draft, key)
            self._picks[key].set_values(() if value is None else (value,))
        self._own_sources.set_values(draft.own_sources)
        self.dose.set_value(draft.dose)
        self.shown.set_value(draft)
        self._is_filling = False
        self._show_what_follows()
        self.show_problems()

    def _show_what_follows(self) -> None:
        draft = self._draft
        self._begin_with.setVisible(not draft.id and replace(draft, name="").is_empty)
        self.dose.show_sides(draft.sides)
        self.shown.show_exercise(_preview(draft))
        self._fit()

    @Slot()
    def _note(self) -> None:
        if self._is_filling:
            return
        before = self._draft
        self._draft = self._typed()
        if before != self._draft:
            self._show_what_follows()
            self.show_failure("")
            self._late.start()
            self.edited.emit(self._draft)

    @Slot()
    def _begin_similar(self) -> None:
        one = self._library.exercises.get(self._picks["similar"].value or "")
        if one is None:
            return
        similar = draft_of(one, self._library, self._builtin_sources)
        self._fill(copy_of(similar, self._draft.name))
        self.edited.emit(self._draft)
        self.begin()

    @Slot()
    def show_problems(self) -> CheckedDraft:
        """Say what is wrong with what is filled in now."""
        checked = self.check(self._draft)
        said: dict[str, list[str]] = {}
        for one in checked.problems:
            if one.is_gap and not self._is_asked:
                continue
            text = words.problem_words(one, self._library)
            said.setdefault(self._field_of(one).key, []).append(text)
        # A list: all are told, so that `any` must not end at the first.
        changed = [
            field.show_problem("\n".join(said.get(key, ()))) for key, field in self._fields.items()
        ]
        gaps = [self._field_of(one).key for one in checked.problems if one.is_gap]
        titles = [words.field_title(key) for key in dict.fromkeys(gaps)]
        self._missing.setText(
            _("Still missing: {fields}").format(fields=formats.enumerated(titles))
            if titles
            else _("Nothing is missing.")
        )
        if any(changed):
            self._fit()
        return checked

    def _field_of(self, problem: FieldProblem) -> Field:
        key = problem.field
        if key == "pictures":
            key = "motion"
        found = self._fields.get(key) or self._fields.get(f"{key}.model")
        return found or self._fields["name"]

    @Slot()
    def _fit(self) -> None:
        if not self._is_filling:
            self._page.fit()
            order_focus(self)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons begin where the page does."""
        super().resizeEvent(event)
        self._foot.setContentsMargins(page_side(self.theme, self.width()), 0, tokens.SPACE_XL, 0)


def _preview(draft: ExerciseDraft) -> Exercise | None:
    """An exercise to show the figure of; None where there is no motion."""
    if draft.motion is None:
        return None
    return Exercise(
        id=draft.id or "new",
        name=draft.name,
        purpose="",
        category=draft.category or "mobility",
        regions=draft.regions or ("whole_body",),
        muscles=Muscles(primary=draft.primary, secondary=draft.secondary),
        position=draft.position or "standing",
        sides=draft.sides or "together",
        dose=Dose(model="reps", reps=1),
        steps=(),
        motion=draft.motion,
    )


def _by_name(exercise: Exercise) -> str:
    return exercise.name.casefold()
