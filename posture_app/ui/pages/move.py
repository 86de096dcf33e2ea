"""Move: find a routine, an exercise, a programme or something to read, look at it, do it."""

from collections.abc import Mapping, Sequence
from typing import Final, assert_never

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from posture_app.library.model import Library
from posture_app.ui.page_targets import (
    ExerciseTarget,
    GuideTarget,
    MoveTarget,
    ProgrammeTarget,
    RoutineTarget,
)
from posture_app.ui.pages.exercise_detail import ExerciseDetail
from posture_app.ui.pages.exercises import ExerciseList
from posture_app.ui.pages.guide import GuideDetail, GuideList
from posture_app.ui.pages.list_with_detail import ListWithDetail
from posture_app.ui.pages.programmes import ProgrammeDetail, ProgrammeList
from posture_app.ui.pages.received_plans import PutAwayPlan, ReceivedPlansCard
from posture_app.ui.pages.routines import RoutineDetail, RoutineList
from posture_app.ui.routine_facts import routine_facts
from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.search_field import SearchField
from posture_app.ui.widgets.state_card import StateCard
from posture_app.ui.widgets.still import StillCache, StillFactory
from posture_app.words.catalogue import _, pgettext
from posture_app.words.page_parts import MovePart, parts_of_move

PARTS: Final[tuple[MovePart, ...]] = ("routines", "exercises", "programmes", "guide")


class MovePage(ListWithDetail):
    """Routines, exercises, programmes or the guide, one line that searches all, and one of them.

    Signals:
        play_routine_requested: A routine's id.
        play_exercise_requested: An exercise's id.
        follow_requested: The id of a programme to follow from today on.
        stop_following_requested: Follow no programme any more.
        workplace_requested: The check of the workplace.
        plan_wanted: The `Path` of a plan that is to be looked at, or the id of one put away.
    """

    play_routine_requested = Signal(object)
    play_exercise_requested = Signal(object)
    follow_requested = Signal(object)
    stop_following_requested = Signal()
    workplace_requested = Signal()
    plan_wanted = Signal(object)

    def __init__(self, make: WidgetFactory, stills: StillCache, figure: StillFactory) -> None:
        super().__init__(make)
        self.part: MovePart = "routines"
        self._library = Library({}, {}, {})
        self.routines = self.make(RoutineList, stills)
        self.exercises = self.make(ExerciseList, stills)
        self.programmes = self.make(ProgrammeList, stills)
        self.received = self.make(ReceivedPlansCard)
        self.guide = self.make(GuideList, stills)
        self._lay_out()
        self.programme_detail = self.make(ProgrammeDetail, stills)
        self.routine_detail = self.make(RoutineDetail, stills)
        self.exercise_detail = self.make(ExerciseDetail, figure)
        self.guide_detail = self.make(GuideDetail, stills)
        self.join(self.routines.grid, self.routine_detail)
        self.join(self.exercises.grid, self.exercise_detail)
        self.join(self.programmes.grid, self.programme_detail)
        self.join(self.guide.grid, self.guide_detail)
        self.guide.grid.opened.connect(self.show_page)
        self.guide.changed.connect(self._arrange)
        self.guide_detail.exercise_requested.connect(self.show_exercise)
        self.guide_detail.page_requested.connect(self.show_page)
        self.guide_detail.workplace_requested.connect(self.workplace_requested)
        self.received.plan_wanted.connect(self.plan_wanted)
        self.programmes.grid.opened.connect(self.show_programme)
        self.programmes.changed.connect(self._arrange)
        self.programme_detail.routine_requested.connect(self.show_routine)
        self.programme_detail.follow_requested.connect(self.follow_requested)
        self.programme_detail.stop_requested.connect(self.stop_following_requested)
        self.routines.grid.opened.connect(self.show_routine)
        self.exercises.grid.opened.connect(self.show_exercise)
        self.routines.changed.connect(self._arrange)
        self.exercises.changed.connect(self._arrange)
        self.exercises.clear_requested.connect(self._clear)
        self.routine_detail.play_requested.connect(self.play_routine_requested)
        self.routine_detail.exercise_requested.connect(self.show_exercise)
        self.exercise_detail.play_requested.connect(self.play_exercise_requested)
        self.exercise_detail.exercise_requested.connect(self.show_exercise)
        self.exercise_detail.page_requested.connect(self.show_page)

    def show_snapshot(self, snapshot: Library) -> None:
        """Show what is in the library now."""
        self._library = snapshot
        self.routines.show_routines(snapshot)
        self.exercises.show_exercises(tuple(snapshot.exercises.values()))
        self.programmes.show_programmes(snapshot)
        self.guide.show_guide(snapshot)
        shown = self.where()
        self.exercise_detail.show_library(snapshot)
        self.routine_detail.show_library(snapshot)
        self.programme_detail.show_library(snapshot)
        self.guide_detail.show_library(snapshot)
        if self.is_loading or shown != self.where():
            self.show_list()

    def show_safety(self, safety: Safety) -> None:
        """Show what is known of the person's health: what is left out for them, and why."""
        left_out = safety.left_out(self._library)
        self.routines.mark(left_out)
        self.exercises.mark(left_out)
        self.exercise_detail.show_safety(safety)
        self.routine_detail.show_safety(safety)
        self.guide_detail.show_safety(safety)

    @Slot(object)
    def show_exercise(self, exercise_id: str) -> None:
        """Open the details of an exercise, if it is there."""
        if exercise_id in self._library.exercises:
            self.exercises.grid.select(exercise_id)
            self.exercise_detail.show_exercise(exercise_id)
            self.show_detail(self.exercise_detail)

    @Slot(object)
    def show_routine(self, routine_id: str) -> None:
        """Open the details of a routine, if it is there."""
        routine = self._library.routines.get(routine_id)
        if routine is not None:
            self.routines.grid.select(routine_id)
            self.routine_detail.show_routine(routine_facts(routine, self._library))
            self.show_detail(self.routine_detail)

    @Slot(object)
    def show_programme(self, programme_id: str) -> None:
        """Open the details of a programme, if it is there."""
        if programme_id in self._library.programmes:
            self.programmes.grid.select(programme_id)
            self.programme_detail.show_programme(programme_id)
            self.show_detail(self.programme_detail)

    @Slot(object)
    def show_page(self, page_id: str) -> None:
        """Open a page of the guide, if it is there."""
        if page_id in self._library.guide:
            self.guide.grid.select(page_id)
            self.guide_detail.show_page(page_id)
            self.show_detail(self.guide_detail)

    def show_followed(self, followed: Mapping[str, str]) -> None:
        """Show which phase of which programme is followed, by their ids."""
        self.programmes.mark(next(iter(followed), ""))
        self.programme_detail.show_followed(followed)

    def show_put_away(self, plans: Sequence[PutAwayPlan]) -> None:
        """Show the plans that were received and can be taken up again."""
        self.received.show_put_away(plans)

    def show_details(self, target: MoveTarget) -> None:
        """Open the details of an exercise, a routine or a programme, or a page, if it is there."""
        match target:
            case ExerciseTarget(one):
                self.show_exercise(one)
            case RoutineTarget(one):
                self.show_routine(one)
            case ProgrammeTarget(one):
                self.show_programme(one)
            case GuideTarget(one):
                self.show_page(one)
            case _:
                assert_never(target)

    @Slot(object)
    def show_part(self, part: MovePart) -> None:
        """Show the list of all routines, exercises, programmes or pages of the guide."""
        self.part = part
        self._segments.set_value(part)
        self._arrange()

    def where(self) -> MoveTarget | None:
        """Which exercise, routine, programme or page is shown; None for the lists."""
        shown = self.views.currentWidget()
        if shown is self.exercise_detail and self.exercise_detail.exercise_id:
            return ExerciseTarget(self.exercise_detail.exercise_id)
        if shown is self.routine_detail and self.routine_detail.routine_id:
            return RoutineTarget(self.routine_detail.routine_id)
        if shown is self.programme_detail and self.programme_detail.programme_id:
            return ProgrammeTarget(self.programme_detail.programme_id)
        if shown is self.guide_detail and self.guide_detail.page_id:
            return GuideTarget(self.guide_detail.page_id)
        return None

    def go_to(self, where: object) -> None:
        """Show the lists, or these details."""
        if where == self.where():
            return
        if isinstance(where, MoveTarget):
            self.show_details(where)
        else:
            super().go_back()

    @Slot(result=bool)
    def go_back(self) -> bool:
        """From the details to the lists; from narrowed lists to everything."""
        if super().go_back():
            return True
        if self._field.text() or self.exercises.is_narrowed:
            self._clear()
            return True
        return False

    def focus_search(self) -> bool:
        """Back to the lists with the keyboard in the search field."""
        return self.search_list(self._field)

    def _lay_out(self) -> None:
        make, body = self.make, self.list_view.column
        body.addWidget(make.label(pgettext("page", "Move"), "display"))
        find = column(tokens.SPACE_L)
        hint = _("Search exercises, routines, programmes and the guide")
        self._field = make(SearchField, hint, "search-move")
        self._field.textChanged.connect(self._typed)
        self._field.left_downwards.connect(self._leave_field)
        find.addWidget(self._field)
        line = make.columns(560, tokens.SPACE_M)
        words = parts_of_move()
        parts = [Option(part, words[part]) for part in PARTS]
        self._segments = make.segments(parts, _("Show"), "move-parts")
        self._segments.set_value(self.part)
        self._segments.chosen.connect(self.show_part)
        line.box.addWidget(self._segments, 0, Qt.AlignmentFlag.AlignLeft)
        line.box.addStretch(1)
        self._shown_count = make.label("", "body", "muted", wrap=False)
        line.box.addWidget(self._shown_count)
        find.addWidget(line)
        body.addLayout(find)
        self._routines_heading = make.label("", "heading")
        self._exercises_heading = make.label("", "heading")
        self._programmes_heading = make.label("", "heading")
        self._guide_heading = make.label("", "heading")
        body.addWidget(self._made_nothing())
        body.addWidget(self._routines_heading)
        body.addWidget(self.routines)
        body.addWidget(self._exercises_heading)
        body.addWidget(self.exercises)
        body.addWidget(self._programmes_heading)
        body.addWidget(self.programmes)
        body.addWidget(self.received)
        body.addWidget(self._guide_heading)
        body.addWidget(self.guide)
        body.addStretch(1)
        self._arrange()

    def _made_nothing(self) -> StateCard:
        make = self.make
        self._why_nothing = make.label("", "body", "muted")
        clear = make.button(_("Clear the search"), "primary", name="clear-search")
        clear.clicked.connect(self._clear_search)
        self._nothing = make(
            StateCard, "looking", _("Nothing found"), [self._why_nothing], clear, name="nothing"
        )
        return self._nothing

    @property
    def _is_searching(self) -> bool:
        return bool(self._field.text().strip())

    @Slot()
    def _arrange(self) -> None:
        """The chosen part; where words are looked for, those in which something was found.

        Exercises stay as long as filters may be why none is found.
        """
        every = self._is_searching
        found = {part for part, (shown, _heading) in self._parts().items() if shown.count}
        if self.exercises.is_filtered:
            found.add("exercises")
        self._segments.setVisible(not every)
        self._shown_count.setVisible(not every)
        for part, (shown, heading) in self._parts().items():
            heading.setVisible(every and part in found)
            shown.setVisible(part in found if every else self.part == part)
        self.received.setVisible(not every and self.part == "programmes")
        self._nothing.setVisible(every and not found)
        self._why_nothing.setText(
            _("Nothing matches “{typed}”. Try another word, or a shorter one.").format(
                typed=self._field.text().strip()
            )
        )
        self._count()

    def _parts(
        self,
    ) -> Mapping[MovePart, tuple[RoutineList | ExerciseList | ProgrammeList | GuideList, QWidget]]:
        return {
            "routines": (self.routines, self._routines_heading),
            "exercises": (self.exercises, self._exercises_heading),
            "programmes": (self.programmes, self._programmes_heading),
            "guide": (self.guide, self._guide_heading),
        }

    def _count(self) -> None:
        self._shown_count.setText(self._parts()[self.part][0].count_words)
        self._programmes_heading.setText(self.programmes.count_words)
        self._guide_heading.setText(_("Guide: {pages}").format(pages=self.guide.count_words))
        self._routines_heading.setText(self.routines.count_words)
        self._exercises_heading.setText(self.exercises.count_words)

    @Slot(str)
    def _typed(self, typed: str) -> None:
        words = typed.strip()
        self.routines.look_for(words)
        self.exercises.look_for(words)
        self.programmes.look_for(words)
        self.guide.look_for(words)
        self._arrange()

    @Slot()
    def _leave_field(self) -> None:
        """On to what was found first."""
        grids = [part.grid for part, _heading in self._parts().values()]
        found = next((one for one in grids if one.isVisibleTo(self)), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _clear_search(self) -> None:
        """The button goes with what it stood in; the keyboard stays where one types on."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._clear()

    @Slot()
    def _clear(self) -> None:
        self._field.clear()
        self.exercises.clear()
