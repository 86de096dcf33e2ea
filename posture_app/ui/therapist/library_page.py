"""The page Library: all exercises, and the therapist's own, which are written here."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, assert_never

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from posture_app.library.draft import ExerciseDraft
from posture_app.library.model import Exercise, Library
from posture_app.plans.own_exercises import CheckedDraft
from posture_app.ui.page_targets import (
    ExerciseFormTarget,
    LibraryTarget,
    NewTarget,
    OwnExerciseTarget,
)
from posture_app.ui.pages.exercise_detail import ExerciseDetail
from posture_app.ui.pages.exercises import ExerciseList
from posture_app.ui.pages.list_with_detail import ListWithDetail
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.exercise_form.form import ExerciseForm
from posture_app.ui.widgets.cards import column, row
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.folding_row import FoldingRow
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.search_field import SearchField
from posture_app.words.catalogue import _, pgettext

if TYPE_CHECKING:
    from posture_app.ui.widgets.still import StillCache, StillFactory

PICTURES: Final = ("jpg", "jpeg", "png", "webp", "heic", "bmp", "tif", "tiff")
"""The endings of files that a picture can be taken from."""


class LibraryDetail(ExerciseDetail):
    """An exercise, with what can be done with it in the library.

    Signals:
        edit_wanted: The id of an own exercise that is to be changed.
        copy_wanted: The id of an exercise that another one is to begin as.
        remove_wanted: The id of an own exercise that is to go.
    """

    edit_wanted = Signal(object)
    copy_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, make: WidgetFactory, still: "StillFactory") -> None:
        super().__init__(make, still)
        self.own: frozenset[str] = frozenset()

    def note_on(self, exercise: Exercise) -> str:
        """Of an exercise of one's own nobody says that no physiotherapist has seen it."""
        return "" if exercise.id in self.own else super().note_on(exercise)

    def actions_for(self, exercise: Exercise) -> Flow:
        """Change, copy, remove."""
        flow, make = Flow(), self._make
        if exercise.id in self.own:
            edit = make.button(_("Change"), "primary", name="edit-exercise", key="Ctrl+E")
            edit.clicked.connect(self._edit)
            flow.add(edit)
        copy = make.button(_("Make a similar one"), name="copy-exercise")
        copy.setToolTip(_("Begin an exercise of your own as this one is"))
        copy.clicked.connect(self._copy)
        flow.add(copy)
        if exercise.id in self.own:
            remove = make.button(_("Remove"), "danger", icon="trash", name="remove-exercise")
            remove.clicked.connect(self._remove)
            flow.add(remove)
        return flow

    @Slot()
    def _edit(self) -> None:
        self.edit_wanted.emit(self.exercise_id)

    @Slot()
    def _copy(self) -> None:
        self.copy_wanted.emit(self.exercise_id)

    @Slot()
    def _remove(self) -> None:
        self.remove_wanted.emit(self.exercise_id)


class LibraryPage(ListWithDetail):
    """All exercises, one of them, and the form for one of the therapist's own.

    Signals:
        new_wanted: A new exercise is to be written.
        edit_wanted, copy_wanted, remove_wanted: As those of `LibraryDetail`.
        edited: The `ExerciseDraft` in the form, after each change.
        save_wanted: The `CheckedDraft` that is to be saved.
        thrown_away: What is in the form goes.
        picture_wanted: `start` or `end`, and the `Path` of the file that is to be taken.
        export_wanted: The `Path` that the own exercises are to be written to.
        import_wanted: The `Path` of a library whose exercises are to be taken in.
    """

    new_wanted = Signal()
    edit_wanted = Signal(object)
    copy_wanted = Signal(object)
    remove_wanted = Signal(object)
    edited = Signal(object)
    save_wanted = Signal(object)
    thrown_away = Signal()
    picture_wanted = Signal(object, object)
    export_wanted = Signal(object)
    import_wanted = Signal(object)

    def __init__(self, make: WidgetFactory, stills: "StillCache", figure: "StillFactory") -> None:
        super().__init__(make)
        self._library = Library({}, {}, {})
        self._own: frozenset[str] = frozenset()
        self._builtin_sources: frozenset[str] = frozenset()
        self._check: Callable[[ExerciseDraft], CheckedDraft] = _unchecked
        self.form: ExerciseForm | None = None
        self.exercises = self.make(ExerciseList, stills)
        self._lay_out()
        self.detail = self.make(LibraryDetail, figure)
        self.join(self.exercises.grid, self.detail)
        self.exercises.grid.opened.connect(self.show_exercise)
        self.exercises.changed.connect(self._count)
        self.exercises.clear_requested.connect(self._clear)
        self.detail.exercise_requested.connect(self.show_exercise)
        self.detail.edit_wanted.connect(self.edit_wanted)
        self.detail.copy_wanted.connect(self.copy_wanted)
        self.detail.remove_wanted.connect(self.remove_wanted)

    # What the program shows

    def use_check(
        self, check: Callable[[ExerciseDraft], CheckedDraft], builtin_sources: frozenset[str]
    ) -> None:
        """How the form finds what is wrong, and which sources are not the person's own."""
        self._check, self._builtin_sources = check, builtin_sources

    def show_snapshot(self, snapshot: Library) -> None:
        """Show the library's exercises; what is in the form stays."""
        self._library = snapshot
        self.exercises.show_exercises(tuple(snapshot.exercises.values()))
        if self.detail.exercise_id and self.detail.exercise_id not in snapshot.exercises:
            was_shown = self.views.currentWidget() is self.detail
            self.detail.show_library(snapshot)
            if was_shown:
                self.show_list()
        self.detail.show_library(snapshot)
        if self.form is not None:
            self.form.show_library(snapshot, self._builtin_sources)
        if self.is_loading:
            self.show_list()

    def show_own(self, own: frozenset[str], begun: str | None) -> None:
        """Say which exercises are the person's own, and whether a new one was begun.

        Args:
            own: Their ids.
            begun: The name of the new one that was begun and not saved; None without one.
        """
        self._own = self.detail.own = own
        self.exercises.mark_own(own)
        self._export.setEnabled(bool(own))
        if begun is None:
            self._new.set_text(_("New exercise"))
        elif begun:
            self._new.set_text(_('Go on with "{name}"').format(name=begun))
        else:
            self._new.set_text(_("Go on with the new exercise"))

    def show_busy(self, *, is_busy: bool) -> None:
        """Say that exercises are being taken in; one file at a time."""
        self._bring.setEnabled(not is_busy)
        self._bring.set_text(_("Taking in …") if is_busy else _("Take exercises in"))

    def show_form(self, draft: ExerciseDraft) -> None:
        """Show the form with a draft."""
        form = self._form_made()
        form.show_draft(draft)
        self.views.setCurrentWidget(form)
        form.begin()
        self.moved.emit()

    def show_failure(self, problem: str) -> None:
        """Say in the form what could not be done."""
        if self.form is not None:
            self.form.show_failure(problem)

    @Slot(object)
    def show_exercise(self, exercise_id: str) -> None:
        """Open the details of an exercise, if it is there."""
        if exercise_id in self._library.exercises:
            self.exercises.grid.select(exercise_id)
            self.detail.show_exercise(exercise_id)
            self.show_detail(self.detail)

    def show_details(self, target: LibraryTarget) -> None:
        """Open the details of an exercise, or the form as it was left; begin an exercise."""
        match target:
            case OwnExerciseTarget(one):
                self.show_exercise(one)
            case ExerciseFormTarget():
                self.go_to(target)
            case NewTarget():
                self.new_wanted.emit()
            case _:
                assert_never(target)

    # Going to and fro

    def where(self) -> OwnExerciseTarget | ExerciseFormTarget | None:
        """Which exercise, or the form, is shown; None for the list."""
        shown = self.views.currentWidget()
        if shown is self.detail and self.detail.exercise_id:
            return OwnExerciseTarget(self.detail.exercise_id)
        if self.form is None or shown is not self.form:
            return None
        return ExerciseFormTarget(self.form.is_posing)

    def go_to(self, where: object) -> None:
        """Show the list, an exercise, or the form as it was left."""
        if where == self.where():
            return
        if self.form is not None and where != ExerciseFormTarget(is_posing=True):
            self.form.end_posing()
        match where:
            case OwnExerciseTarget(one):
                self.show_exercise(one)
            case ExerciseFormTarget(is_posing) if self.form is not None:
                self.views.setCurrentWidget(self.form)
                if is_posing:
                    self.form.begin_posing()
                self.moved.emit()
            case _:
                self.show_list()
                self.exercises.grid.setFocus()

    @Slot(result=bool)
    def go_back(self) -> bool:
        """From the form to where one came from, from the details to the list, then to all."""
        if self.form is not None and self.views.currentWidget() is self.form:
            if self.form.is_posing:
                self.form.end_posing()
            else:
                self._leave_form()
            return True
        if super().go_back():
            return True
        if self._field.text() or self.exercises.is_narrowed:
            self._clear()
            return True
        return False

    def focus_search(self) -> bool:
        """Back to the list with the keyboard in the search field."""
        return self.search_list(self._field)

    def _lay_out(self) -> None:
        make, body = self.make, self.list_view.column
        head = make.columns(640, tokens.SPACE_M)
        head.box.addWidget(make.label(pgettext("page", "Library"), "display"), 1)
        self._new = make.button(
            _("New exercise"), "primary", icon="plus", name="new-exercise", key="Ctrl+Shift+N"
        )
        self._new.clicked.connect(self.new_wanted)
        head.box.addWidget(self._new, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(head)
        find = column(tokens.SPACE_M)
        self._field = make(SearchField, _("Search exercises"), "search-library")
        self._field.textChanged.connect(self._typed)
        self._field.left_downwards.connect(self._leave_field)
        find.addWidget(self._field)
        line, actions = row(tokens.SPACE_M), make(FoldingRow, "library-more", tokens.SPACE_M)
        self._shown_count = make.label("", "body", "muted", wrap=False)
        self._export = make.button(
            _("Hand your own on"), "quiet", icon="file", flush=True, name="export-own"
        )
        self._export.setToolTip(_("Write all exercises of your own into one file"))
        self._export.clicked.connect(self._choose_target)
        self._bring = bring = make.button(
            _("Take exercises in"), "quiet", icon="folder", flush=True, name="import-own"
        )
        bring.setToolTip(_("Take the exercises of a colleague's file into your own"))
        bring.clicked.connect(self._choose_source)
        for one in (self._export, bring):
            actions.add_folding(one)
        line.addWidget(actions, 1)
        line.addWidget(self._shown_count)
        find.addLayout(line)
        body.addLayout(find)
        body.addWidget(self.exercises)
        body.addStretch(1)

    def _form_made(self) -> ExerciseForm:
        if self.form is None:
            self.form = form = self.make(ExerciseForm, self._check)
            form.show_library(self._library, self._builtin_sources)
            form.edited.connect(self.edited)
            form.save_wanted.connect(self.save_wanted)
            form.thrown_away.connect(self.thrown_away)
            form.back_requested.connect(self._leave_form)
            form.turned.connect(self._note_turn)
            form.picture_wanted.connect(self._choose_picture)
            form.picture_dropped.connect(self.picture_wanted)
            self.views.addWidget(form)
        return self.form

    @Slot()
    def _leave_form(self) -> None:
        draft = None if self.form is None else self.form.draft
        if draft is not None and draft.id:
            self.show_exercise(draft.id)
        else:
            self.show_list()
            self._new.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _note_turn(self) -> None:
        if self.views.currentWidget() is self.form:
            self.moved.emit()

    @Slot()
    def _count(self) -> None:
        self._shown_count.setText(self.exercises.count_words)

    @Slot(str)
    def _typed(self, typed: str) -> None:
        self.exercises.look_for(typed.strip())

    @Slot()
    def _leave_field(self) -> None:
        self.exercises.grid.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _clear(self) -> None:
        self._field.clear()
        self.exercises.clear()

    @Slot(object)
    def _choose_picture(self, end: str) -> None:
        kinds = _("Pictures ({kinds})").format(kinds=" ".join(f"*.{one}" for one in PICTURES))
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a picture"), "", kinds)
        if name:
            self.picture_wanted.emit(end, Path(name))

    @Slot()
    def _choose_target(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Hand your own exercises on"), "exercises.json", _("Files (*.json)")
        )
        if name:
            self.export_wanted.emit(Path(name))

    @Slot()
    def _choose_source(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Take exercises in"), "", _("Files (*.json)")
        )
        if name:
            self.import_wanted.emit(Path(name))


def _unchecked(_draft: ExerciseDraft) -> CheckedDraft:
    return CheckedDraft(())
