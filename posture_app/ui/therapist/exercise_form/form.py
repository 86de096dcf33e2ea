"""The form for an own exercise: from nothing, or from a similar one.

What is wrong with a field stands below it as soon as it was typed; what is only still missing is
named at the foot, where it leads to its field, and below its field when somebody wants to save.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.library.draft import ExerciseDraft, copy_of, draft_of
from posture_app.library.model import Library
from posture_app.library.motion import Motion
from posture_app.plans.own_exercises import CheckedDraft, FieldProblem
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.exercise_form.content import ExerciseFields, exercise_picks
from posture_app.ui.therapist.exercise_form.fields import ExerciseField
from posture_app.ui.therapist.exercise_form.missing import MissingFields
from posture_app.ui.therapist.exercise_form.picks import PickField
from posture_app.ui.therapist.exercise_form.posing import PosingPage
from posture_app.ui.therapist.pose.preview import Timing
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.page_width import READING_PX, page_side
from posture_app.ui.widgets.sections import order_focus
from posture_app.ui.widgets.text_size import keep_measured
from posture_app.words import exercise_form as words
from posture_app.words import formats
from posture_app.words.catalogue import _

CHECK_MS: Final = 200
"""After the last key: somebody who types is not told about half a word."""
_BELOW_CURSOR_PX: Final = 56
"""The next line and the edge of its field stay in sight, too."""
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
        turned: To the pose editor, or back from it.
    """

    edited = Signal(object)
    save_wanted = Signal(object)
    back_requested = Signal()
    thrown_away = Signal()
    picture_wanted = Signal(object)
    picture_dropped = Signal(object, object)
    turned = Signal()

    def __init__(self, make: WidgetFactory, check: Check) -> None:
        """Make an empty form.

        Args:
            make: Makes the widgets.
            check: Tells what is wrong with a draft.
        """
        super().__init__()
        self.setObjectName("exercise-form")
        self.check = check
        self.make = make
        self._library = Library({}, {}, {})
        self._builtin_sources: frozenset[str] = frozenset()
        self._draft = ExerciseDraft()
        self._is_filling = self._is_asked = False
        self._late = QTimer(self, singleShot=True, interval=CHECK_MS)
        self._late.timeout.connect(self.show_problems)
        self._page = self.make.scroll_page(READING_PX)
        self._lay_out()
        self._lay_out_foot()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, tokens.SPACE_L)
        outer.setSpacing(tokens.SPACE_M)
        outer.addWidget(self._page, 1)
        outer.addWidget(self._foot_place)
        self._outer = outer
        self._posing: PosingPage | None = None
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)
        keep_measured(self, make.theme)

    # What the program asks for

    @property
    def draft(self) -> ExerciseDraft:
        """What is filled in."""
        return self._draft

    @property
    def problems(self) -> dict[str, str]:
        """What is said to be wrong with each field, empty where nothing is."""
        return {key: field.problem for key, field in self._content.fields.items()}

    @property
    def missing_words(self) -> str:
        """What is said to be missing."""
        return formats.enumerated([words.field_title(key) for key in self._missing.keys])

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
        self._similar.set_options(exercise_picks(library))
        self._content.show_library(library)

    def show_draft(self, draft: ExerciseDraft) -> None:
        """Show a draft, from the top."""
        self._is_asked = False
        if self.is_posing:
            self._show_rest()
        self._fill(draft)
        self._title.setText(_("Change an exercise") if draft.id else _("A new exercise"))
        self.show_failure("")
        self._page.verticalScrollBar().setValue(0)

    def begin(self) -> None:
        """Put the keyboard where it begins."""
        self._content.fields["name"].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_picture(self, end: str, where: str) -> None:
        """Show a picture that was chosen and is kept now."""
        self._content.shown.set_picture("end" if end == "end" else "start", where)

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
        self._draft = self._content.typed(self._draft)
        checked = self.show_problems()
        if not checked.problems:
            self.save_wanted.emit(checked)
            return
        wrong = {self._field_of(one).key for one in checked.problems}
        first = next(one for one in self._content.fields.values() if one.key in wrong)
        self.go_to(first.key)
        self._announce(f"{words.field_title(first.key)}: {first.problem}")

    @Slot(object)
    def go_to(self, key: str) -> None:
        """Put the keyboard into a field, and scroll to it."""
        field = self._content.fields[key]
        field.control.setFocus(Qt.FocusReason.TabFocusReason)
        self._page.ensureWidgetVisible(field)

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
        self._similar = make(PickField, "similar", _("A similar exercise"), _("Find an exercise"))
        self._similar.changed.connect(self._begin_similar)
        self._begin_with.body.addWidget(self._similar)
        page.addWidget(self._begin_with)
        self._content = content = make(ExerciseFields)
        content.changed.connect(self._note)
        content.rearranged.connect(self._fit)
        content.cursor_moved.connect(self._show_cursor)
        content.found.connect(self._show_found)
        content.shown.pose_wanted.connect(self.begin_posing)
        content.shown.picture_wanted.connect(self.picture_wanted)
        content.shown.picture_dropped.connect(self.picture_dropped)
        page.addWidget(content)
        page.addStretch(1)

    def _lay_out_foot(self) -> None:
        make = self.make
        self._foot = column(tokens.SPACE_S)
        self._foot_place = QWidget()
        self._foot_place.setLayout(self._foot)
        self._failure = make.label("", "body", "danger")
        self._failure.setObjectName("form-failure")
        self._missing = make(MissingFields)
        self._missing.wanted.connect(self.go_to)
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

    # What is filled in

    def _fill(self, draft: ExerciseDraft) -> None:
        self._is_filling = True
        self._draft = draft
        self._similar.set_values(())
        self._content.fill(draft)
        self._is_filling = False
        self._show_what_follows()
        self.show_problems()

    def _show_what_follows(self) -> None:
        draft = self._draft
        self._begin_with.setVisible(not draft.id and replace(draft, name="").is_empty)
        self._content.show_what_follows(draft)
        self._fit()

    @Slot()
    def _note(self) -> None:
        if self._is_filling:
            return
        before = self._draft
        self._draft = self._content.typed(self._draft)
        if before != self._draft:
            self._show_what_follows()
            self.show_failure("")
            self._late.start()
            self.edited.emit(self._draft)

    @property
    def is_posing(self) -> bool:
        """Whether the figure is being posed, and the rest of the form is out of sight."""
        return self._posing is not None and not self._posing.isHidden()

    @Slot()
    def end_posing(self) -> None:
        """Back from the figure to the rest of the form."""
        if self._posing is not None and self.is_posing:
            self._posing.finish()

    @Slot()
    def begin_posing(self) -> None:
        """Show the figure to be posed in the place of the rest of the form."""
        if self._posing is None:
            self._posing = posing = self.make(PosingPage)
            posing.motion_changed.connect(self._take_motion)
            posing.timing_changed.connect(self._take_timing)
            posing.done.connect(self._show_rest)
            self._outer.insertWidget(0, posing, 1)
        self._posing.show_draft(self._draft)
        self._page.hide()
        self._foot_place.hide()
        self._posing.show()
        self._posing.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    @Slot(object)
    def _take_motion(self, motion: Motion) -> None:
        self._content.shown.set_motion(motion)

    @Slot(object)
    def _take_timing(self, timing: Timing) -> None:
        holds = self._draft.dose.model == "reps_with_hold"
        self._content.dose.set_tempo(
            timing.move_s, timing.return_s, timing.hold_s if holds else None
        )

    @Slot()
    def _show_rest(self) -> None:
        if self._posing is not None:
            self._posing.hide()
        self._page.show()
        self._foot_place.show()
        self._content.shown.control.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page.ensureWidgetVisible(self._content.shown)
        self.turned.emit()

    @Slot()
    def _begin_similar(self) -> None:
        one = self._library.exercises.get(self._similar.value or "")
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
            text = words.problem_words(one, self._library, self._draft.motion)
            said.setdefault(self._field_of(one).key, []).append(text)
        # A list: all are told, so that `any` must not end at the first.
        changed = [
            field.show_problem("\n".join(said.get(key, ())))
            for key, field in self._content.fields.items()
        ]
        gaps = {self._field_of(one).key for one in checked.problems if one.is_gap}
        self._missing.show_keys([key for key in self._content.fields if key in gaps])
        if any(changed):
            self._fit()
        return checked

    def _field_of(self, problem: FieldProblem) -> ExerciseField:
        key = problem.field
        if key == "pictures":
            key = "motion"
        found = self._content.fields.get(key) or self._content.fields.get(f"{key}.model")
        return found or self._content.fields["name"]

    @Slot()
    def _fit(self) -> None:
        if not self._is_filling:
            self._page.fit()
            order_focus(self)

    @Slot(object, object)
    def _show_cursor(self, text: QWidget, cursor: QRect) -> None:
        """Scroll to the line that is written: the text grows beyond what is in sight."""
        QTimer.singleShot(0, self, partial(self._scroll_to, text, cursor))

    @Slot(object)
    def _show_found(self, field: QWidget) -> None:
        """Scroll to what was found below a field, when it has its place."""
        self._fit()
        QTimer.singleShot(0, self, partial(self._page.ensureWidgetVisible, field))

    def _scroll_to(self, text: QWidget, cursor: QRect) -> None:
        top = self._page.top_of(text) + cursor.center().y()
        self._page.ensureVisible(0, top, 0, self.make.theme.px(_BELOW_CURSOR_PX))

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons begin where the page does."""
        super().resizeEvent(event)
        self._foot.setContentsMargins(
            page_side(self.make.theme, self.width()), 0, tokens.SPACE_XL, 0
        )
