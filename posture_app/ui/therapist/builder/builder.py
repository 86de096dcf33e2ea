"""The builder of plans: the library, the plan with the panel of what is chosen, the handout."""

from collections.abc import Callable, Sequence
from typing import Final, assert_never

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.library.model import Library
from posture_app.plans.editing import item_keys, item_of, phase_of
from posture_app.plans.model import Plan, PlanPhase
from posture_app.ui.report_pages import DrawnPage
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.builder.conflict import ConflictPanel
from posture_app.ui.therapist.builder.editor import PlanEditor
from posture_app.ui.therapist.builder.fields import FieldEdit, ItemAction, PhaseAction
from posture_app.ui.therapist.builder.handout_pane import HandoutPane, HandoutRequest
from posture_app.ui.therapist.builder.head import BuilderHead
from posture_app.ui.therapist.builder.library_pane import LibraryPane
from posture_app.ui.therapist.builder.panels import Panels
from posture_app.ui.therapist.builder.picture_page import PicturePage
from posture_app.ui.therapist.builder.plan_calculator import PlanCalculator
from posture_app.ui.therapist.builder.plan_list import Drop, ListCommand, PlanList
from posture_app.ui.therapist.builder.plan_pane import PlanPane
from posture_app.ui.therapist.builder.remark_list import RemarkList
from posture_app.ui.therapist.builder.rows import PLAN_KEY, PlanRows, RowKey
from posture_app.ui.therapist.builder.sides import BuilderSide, SideTabs
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keys import is_redo
from posture_app.ui.widgets.page_width import least_side
from posture_app.ui.widgets.still import StillCache
from posture_app.ui.widgets.text_size import keep_measured

_LATE_MS: Final = 120
_HANDOUT_MS: Final = 350
"""So long after the last edit times and remarks are reckoned, and the handout is drawn."""


class PlanBuilder(QWidget):
    """The builder; it shows nothing until it is given a plan.

    Signals:
        edited: The `Plan` as it is now, after each edit.
        handout_wanted: A `HandoutRequest`, to be answered by `show_handout`.
        back_requested: Back to where the person came from.
        field_left: A text was left, so that what was typed is whole; or the builder itself was.
        conflict_settled: Which of two versions is to stay, as a `ConflictChoice`.
        template_wanted: The `Plan` is to be kept as a template, too.
        hand_over_wanted: The plan is to be handed over.
        preview_wanted: The phase with this id is to be played as the patient does.
    """

    edited = Signal(object)
    handout_wanted = Signal(object)
    back_requested = Signal()
    field_left = Signal()
    conflict_settled = Signal(object)
    template_wanted = Signal(object)
    hand_over_wanted = Signal()
    preview_wanted = Signal(str)

    def __init__(self, make: WidgetFactory, stills: StillCache) -> None:
        super().__init__()
        self._theme, self._make = make.theme, make
        self._library = Library({}, {}, {})
        self._editor: PlanEditor | None = None
        self._rows = PlanRows()
        self._calculator = PlanCalculator()
        self.setObjectName("builder")
        self.head = make(BuilderHead)
        self.pane = make(LibraryPane, stills)
        self.list = make(PlanList, stills)
        self.remarks = make(RemarkList)
        self.conflict = make(ConflictPanel)
        self.panels = make(Panels)
        self.handout = make(HandoutPane)
        self._late = self._timer(_LATE_MS, self._reckon)
        self._looking = self._timer(0, self._look)
        self._drawing = self._timer(_HANDOUT_MS, self._ask_for_handout)
        self._lay_out()
        self._connect()
        keep_measured(self, make.theme)

    # What is shown

    def show_library(self, library: Library) -> None:
        """Take exercises, routines and pages from this library."""
        if library is self._library:
            return
        self._library = library
        self._rows.show_library(library)
        self._calculator.forget()
        self.pane.show_library(library)
        self.panels.show_library(library)
        if self._editor is not None:
            self._editor.library = library
            self._refresh(anyway=True)

    def show_plan(self, plan: Plan) -> None:
        """Begin with this plan; what was done with another one is forgotten."""
        if self._editor is not None:
            self._editor.deleteLater()
        self._editor = PlanEditor(plan, self._library, self)
        self._editor.changed.connect(self._changed)
        self._editor.refreshed.connect(self._shown_anew)
        self._calculator.forget()
        self._refresh(anyway=True)
        self._reckon()
        self._look()
        first = next((one for one in plan.phases), None)
        self.list.choose([PLAN_KEY if first is None else RowKey("phase", first.id)])
        self._drawing.start()

    @property
    def plan(self) -> Plan | None:
        """The plan as it is now; None before there is one."""
        return None if self._editor is None else self._editor.plan

    def show_handout(self, pages: Sequence[DrawnPage]) -> None:
        """Show the handout of the phase at hand."""
        self.handout.show_pages(pages)

    def show_pictures(self, pages: Sequence[tuple[int, int, bytes]]) -> None:
        """Show the handout as pictures: each its width, its height and its pixels of 32 bits."""
        self.show_handout([PicturePage(*one) for one in pages])

    def show_conflict(self, *, is_there: bool) -> None:
        """Ask which version is to stay, as somebody else has written meanwhile; or no longer."""
        self.conflict.setVisible(is_there)

    def show_template(self, *, is_template: bool) -> None:
        """Offer what can be made of a patient's plan, or not."""
        self.head.show_template(is_template=is_template)

    def show_saved(self, words: str) -> None:
        """Show whether what was done is kept."""
        self.head.show_saved(words)

    def focus_search(self) -> None:
        """Put the keyboard into the line that searches the library."""
        if not self.sides.shows(BuilderSide.LIBRARY):
            self.sides.turn(BuilderSide.LIBRARY)
        self.pane.focus_search()

    # Layout

    def _lay_out(self) -> None:
        box = self._box = QVBoxLayout(self)
        box.setSpacing(tokens.SPACE_S)
        box.addWidget(self.head)
        box.addWidget(self.conflict)
        self.conflict.hide()
        self.middle = self._make(PlanPane, self.remarks, self.list, self.panels)
        self.sides = self._make(SideTabs, self.pane, self.middle, self.handout)
        self.sides.arranged.connect(self._arrange)
        self.middle.arranged.connect(self._fit_panel)
        box.addWidget(self.sides, 1)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Begin where other pages do."""
        super().resizeEvent(event)
        side = least_side(self._theme, event.size().width())
        self._box.setContentsMargins(side, *(tokens.SPACE_S,) * 3)

    def hideEvent(self, event: QHideEvent, /) -> None:
        """What was done is whole."""
        super().hideEvent(event)
        self._leave_field()

    @Slot()
    def _arrange(self) -> None:
        """Show which sides there are, and give the panel its share of the height."""
        self.head.library.setChecked(self.sides.shows(BuilderSide.LIBRARY))
        self.head.handout.setChecked(self.sides.shows(BuilderSide.HANDOUT))
        self._fit_panel()
        if self.sides.shows(BuilderSide.HANDOUT):
            self._drawing.start()

    @Slot()
    def _turn_library(self) -> None:
        self.sides.turn(BuilderSide.LIBRARY)

    @Slot()
    def _turn_handout(self) -> None:
        self.sides.turn(BuilderSide.HANDOUT)

    @Slot()
    def _turn_remarks(self) -> None:
        self.remarks.setVisible(self.head.remarks.isChecked())
        self._fit_panel()

    @Slot()
    def _fit_panel(self) -> None:
        self.middle.fit(self.height())

    # What the person does

    def _connect(self) -> None:
        head = self.head
        head.back_requested.connect(self.back_requested)
        head.undo.clicked.connect(self._undo)
        head.redo.clicked.connect(self._redo)
        head.add_phase.clicked.connect(self._add_phase)
        head.library.clicked.connect(self._turn_library)
        head.handout.clicked.connect(self._turn_handout)
        head.remarks.clicked.connect(self._turn_remarks)
        head.name.wanted.connect(self._rename)
        head.keep_template.clicked.connect(self._ask_for_template)
        self.conflict.settled.connect(self.conflict_settled)
        head.hand_over.clicked.connect(self.hand_over_wanted)
        head.preview.clicked.connect(self._ask_for_preview)
        self.pane.exercises_wanted.connect(self._add_exercises)
        self.pane.routines_wanted.connect(self._add_routines)
        self.list.chosen.connect(self._choose)
        self.list.wanted.connect(self._do)
        self.list.dropped.connect(self._drop)
        self.remarks.show_wanted.connect(self._show_row)
        self.panels.edited.connect(self._edit)
        self.panels.action_wanted.connect(self._action)
        for texts in (head.name, self.panels):
            texts.left.connect(self._leave_field)
            texts.undo_wanted.connect(self._undo)
            texts.redo_wanted.connect(self._redo)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Undo and redo, wherever in the builder the keyboard is."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._undo()
        elif is_redo(event):
            self._redo()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _undo(self) -> None:
        if self._editor is not None:
            self._editor.undo()

    @Slot()
    def _redo(self) -> None:
        if self._editor is not None:
            self._editor.redo()

    @Slot()
    def _leave_field(self) -> None:
        if self._editor is not None:
            self._editor.end_typing()
            self._show_panel(anyway=False)
            self.head.name.show_texts([self._editor.plan.name], anyway=False)
            self.field_left.emit()

    @Slot(str)
    def _rename(self, name: str) -> None:
        if self._editor is not None:
            self._editor.change_plan({"name": name})

    @Slot()
    def _ask_for_template(self) -> None:
        if self._editor is not None:
            self.template_wanted.emit(self._editor.plan)

    @Slot()
    def _ask_for_preview(self) -> None:
        phase = self._phase_at_hand()
        if phase is not None:
            self.preview_wanted.emit(phase.id)

    @Slot()
    def _add_phase(self) -> None:
        if self._editor is not None:
            self._editor.add_phase(self.list.phase)
            self._focus_name()

    @Slot(object)
    def _add_exercises(self, exercises: tuple[str, ...]) -> None:
        """Behind the item at hand, or at the end of the phase at hand."""
        editor, phase = self._editor, self._phase_at_hand()
        if editor is None or phase is None:
            return
        current = self.list.current_key
        item = None if current is None else current.item
        ids = [one.exercise for one in phase.items]
        at = ids.index(item.exercise) + 1 if item is not None and item.exercise in ids else None
        editor.add_exercises(exercises, phase.id, at)

    @Slot(object)
    def _add_routines(self, routines: tuple[str, ...]) -> None:
        phase = self._phase_at_hand()
        if self._editor is not None and phase is not None:
            self._editor.add_routines(routines, phase.id)

    @Slot(object)
    def _drop(self, drop: Drop) -> None:
        if self._editor is not None:
            self._editor.drop(drop)

    @Slot(object)
    def _do(self, command: ListCommand) -> None:
        editor, rows = self._editor, self.list.chosen_keys
        if editor is None:
            return
        phase = self._phase_at_hand()
        match command:
            case ListCommand.REMOVE:
                editor.remove(rows)
            case ListCommand.UP | ListCommand.DOWN:
                editor.shift(rows, -1 if command is ListCommand.UP else 1)
            case ListCommand.COPY_PHASE:
                if phase is not None:
                    editor.copy_phase(phase.id)
            case ListCommand.RENAME:
                self._focus_name()
            case ListCommand.FIELDS:
                self.middle.open_panel()
                self.panels.focus_first()
            case ListCommand.SEARCH:
                self.focus_search()
            case ListCommand.CHOOSE_ALL:
                self._choose_all()
            case _:
                assert_never(command)

    def _focus_name(self) -> None:
        """The name of the phase at hand, or of the plan at its own row."""
        phase = self.list.phase
        if phase is None:
            self.head.name.setFocus()
            self.head.name.selectAll()
            return
        self.list.choose([RowKey("phase", phase)])
        self._show_panel(anyway=True)
        self.middle.open_panel()
        self.panels.focus_name()

    @Slot(object)
    def _edit(self, change: FieldEdit) -> None:
        if self._editor is not None:
            self._editor.change(change, self.list.chosen_items, self.list.phase)

    def _choose_all(self) -> None:
        """All items of the phase at hand; where these are chosen, all of the plan."""
        phase = self._phase_at_hand()
        if self._editor is None or phase is None:
            return
        every = [RowKey("item", *key) for key in item_keys(self._editor.plan)]
        of_phase = [one for one in every if one.phase == phase.id]
        chosen = set(self.list.chosen_keys)
        self.list.choose(of_phase if set(of_phase) - chosen else every)

    @Slot(object)
    def _action(self, action: ItemAction | PhaseAction) -> None:
        editor, phase, items = self._editor, self._phase_at_hand(), self.list.chosen_items
        if editor is None or phase is None:
            return
        match action:
            case ItemAction.TAKE_EASIER | ItemAction.TAKE_HARDER:
                if items:
                    editor.take_step(items[0], is_easier=action is ItemAction.TAKE_EASIER)
            case ItemAction.USE_OWN_DOSE:
                editor.use_own_doses(items)
            case PhaseAction.CHOOSE_ALL:
                self._choose_all()
            case PhaseAction.COPY:
                editor.copy_phase(phase.id)
            case PhaseAction.MOVE_UP | PhaseAction.MOVE_DOWN:
                by = -1 if action is PhaseAction.MOVE_UP else 1
                editor.shift([RowKey("phase", phase.id)], by)
            case ItemAction.REMOVE | PhaseAction.REMOVE:
                editor.remove(self.list.chosen_keys)
            case _:
                assert_never(action)

    # What became of it

    @Slot(object)
    def _changed(self, came: tuple[RowKey, ...]) -> None:
        self._after_edit(came, anyway=False)

    @Slot(object)
    def _shown_anew(self, came: tuple[RowKey, ...]) -> None:
        self._after_edit(came, anyway=True)

    def _after_edit(self, came: tuple[RowKey, ...], *, anyway: bool) -> None:
        if self._editor is None:
            return
        self._refresh(anyway=anyway)
        if came:
            items = [one for one in came if one.kind == "item"]
            phases = [one for one in came if one.kind == "phase"]
            self.list.choose(phases[:1] or items or came)
        elif not self.list.chosen_keys and self.list.current_key is not None:
            self.list.choose([self.list.current_key])
        self._late.start()
        if self.handout.isVisibleTo(self):
            self._drawing.start()
        self.edited.emit(self._editor.plan)

    def _refresh(self, *, anyway: bool) -> None:
        editor = self._editor
        if editor is None:
            return
        self._refresh_rows()
        self.head.show_history(editor.undoes, editor.redoes)
        self.head.name.show_texts([editor.plan.name], anyway=anyway)
        self._show_panel(anyway=anyway)

    def _refresh_rows(self) -> None:
        known = self._calculator
        if self._editor is not None:
            self.list.show_rows(self._rows.rows(self._editor.plan, known.times, known.remarked))

    @Slot()
    def _choose(self) -> None:
        if self._editor is not None:
            self._editor.end_typing()
        self._show_panel(anyway=True)
        self._drawing.start()

    def _show_panel(self, *, anyway: bool) -> None:
        editor, library = self._editor, self._library
        if editor is None:
            return
        phase = self._phase_at_hand()
        self.pane.mark(_used(phase))
        chosen = []
        for key in self.list.chosen_items:
            item, exercise = item_of(editor.plan, key), library.exercises.get(key.exercise)
            if item is not None and exercise is not None:
                chosen.append((item, exercise))
        if chosen:
            self.panels.show_items(chosen, anyway=anyway)
        elif phase is not None and self.list.phase is not None:
            is_only = len(editor.plan.phases) == 1
            self.panels.show_phase(phase, is_only=is_only, anyway=anyway)
        else:
            self.panels.show_plan(editor.plan, anyway=anyway)
        self._fit_panel()

    def _phase_at_hand(self) -> PlanPhase | None:
        """The phase of the row where the keyboard is, or else the first one."""
        if self._editor is None:
            return None
        plan, chosen = self._editor.plan, self.list.phase
        found = None if chosen is None else phase_of(plan, chosen)
        return found or plan.phases[0]

    @Slot(object)
    def _show_row(self, key: RowKey) -> None:
        self.sides.show_plan()
        self.middle.let_rows_be_seen()
        self.list.choose([key])
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # What takes longer, after a while without edits

    @Slot()
    def _reckon(self) -> None:
        """Times first; remarks, when these are painted."""
        if self._editor is not None:
            self._calculator.reckon_times(self._editor.plan, self._library)
            self._refresh_rows()
            self._looking.start()

    @Slot()
    def _look(self) -> None:
        if self._editor is None:
            return
        self._calculator.reckon_remarks(self._editor.plan, self._library)
        rows = self._calculator.remarks
        self.remarks.show_remarks(rows)
        self.remarks.setVisible(bool(rows) and self.head.remarks.isChecked())
        self.head.show_remark_count(len(rows))
        self._refresh_rows()

    @Slot()
    def _ask_for_handout(self) -> None:
        phase = self._phase_at_hand()
        if self._editor is None or phase is None or not self.handout.isVisible():
            return
        width = self.handout.page_width
        self.handout_wanted.emit(HandoutRequest(self._editor.plan, phase.id, width))

    def _timer(self, ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(slot)
        return timer


def _used(phase: PlanPhase | None) -> frozenset[str]:
    if phase is None:
        return frozenset()
    return frozenset([*(one.exercise for one in phase.items), *phase.routines])
