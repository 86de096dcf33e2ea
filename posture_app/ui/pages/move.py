"""Move: find a routine or an exercise, look at it, do it."""

from typing import Final, Literal

from PySide6.QtCore import Qt, Signal, Slot

from posture_app.library.model import Library
from posture_app.ui.pages.exercise_detail import ExerciseDetail
from posture_app.ui.pages.exercises import ExerciseList
from posture_app.ui.pages.list_with_detail import ListWithDetail
from posture_app.ui.pages.routines import RoutineDetail, RoutineList
from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.cards import column, row
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.search_field import SearchField
from posture_app.ui.widgets.still import StillCache, StillFactory
from posture_app.words.catalogue import _, pgettext

Part = Literal["routines", "exercises"]
PARTS: Final[tuple[Part, ...]] = ("routines", "exercises")
Shown = tuple[Literal["exercise", "routine"], str]
"""Which details are shown, and the id of the one that they are of."""


class MovePage(ListWithDetail):
    """Routines or exercises, one line that searches both, and the details of one.

    Signals:
        play_routine_requested: A routine's id.
        play_exercise_requested: An exercise's id.
    """

    play_routine_requested = Signal(object)
    play_exercise_requested = Signal(object)

    def __init__(self, theme: Theme, stills: StillCache, figure: StillFactory) -> None:
        super().__init__(theme)
        self.part: Part = "routines"
        self._library = Library({}, {}, {})
        self.routines = self.make(RoutineList, stills)
        self.exercises = self.make(ExerciseList, stills)
        self._lay_out()
        self.routine_detail = self.make(RoutineDetail, stills)
        self.exercise_detail = self.make(ExerciseDetail, figure)
        self.join(self.routines.grid, self.routine_detail)
        self.join(self.exercises.grid, self.exercise_detail)
        self.routines.grid.opened.connect(self.show_routine)
        self.exercises.grid.opened.connect(self.show_exercise)
        self.routines.changed.connect(self._count)
        self.exercises.changed.connect(self._count)
        self.exercises.clear_requested.connect(self._clear)
        self.routine_detail.play_requested.connect(self.play_routine_requested)
        self.routine_detail.exercise_requested.connect(self.show_exercise)
        self.exercise_detail.play_requested.connect(self.play_exercise_requested)
        self.exercise_detail.exercise_requested.connect(self.show_exercise)

    def show_snapshot(self, snapshot: Library) -> None:
        """Show what is in the library now."""
        self._library = snapshot
        self.routines.show_routines(snapshot)
        self.exercises.show_exercises(tuple(snapshot.exercises.values()))
        shown = self.where()
        self.exercise_detail.show_library(snapshot)
        self.routine_detail.show_library(snapshot)
        if self.is_loading or shown != self.where():
            self.show_list()

    def show_safety(self, safety: Safety) -> None:
        """Show what is known of the person's health: what is left out for them, and why."""
        left_out = safety.left_out(self._library)
        self.routines.mark(left_out)
        self.exercises.mark(left_out)
        self.exercise_detail.show_safety(safety)
        self.routine_detail.show_safety(safety)

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
        facts = self.routines.facts(routine_id)
        if facts is not None:
            self.routines.grid.select(routine_id)
            self.routine_detail.show_routine(facts)
            self.show_detail(self.routine_detail)

    def show_details(self, what: Shown) -> None:
        """Open the details of an exercise or a routine, if it is there."""
        kind, one = what
        if kind == "exercise":
            self.show_exercise(one)
        else:
            self.show_routine(one)

    @Slot(object)
    def show_part(self, part: Part) -> None:
        """Show the list of all routines, or of all exercises."""
        self.part = part
        self._segments.set_value(part)
        self._arrange()

    def where(self) -> Shown | None:
        """Which exercise or routine is shown; None for the lists."""
        shown = self.views.currentWidget()
        if shown is self.exercise_detail and self.exercise_detail.exercise_id:
            return "exercise", self.exercise_detail.exercise_id
        if shown is self.routine_detail and self.routine_detail.routine_id:
            return "routine", self.routine_detail.routine_id
        return None

    def go_to(self, where: object) -> None:
        """Show the lists, or these details."""
        if where == self.where():
            return
        match where:
            case ("exercise" | "routine") as kind, str(one):
                self.show_details((kind, one))
            case _:
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
        if self.is_loading:
            return False
        self.show_list()
        self.list_view.verticalScrollBar().setValue(0)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        return True

    def _lay_out(self) -> None:
        make, body = self.make, self.list_view.column
        body.addWidget(make.label(pgettext("page", "Move"), "display"))
        find = column(tokens.SPACE_L)
        hint = _("Search routines and exercises")
        self._field = make(SearchField, hint, "search-move")
        self._field.textChanged.connect(self._typed)
        self._field.left_downwards.connect(self._leave_field)
        find.addWidget(self._field)
        line = row()
        words = {"routines": _("Routines"), "exercises": _("Exercises")}
        parts = [Option(part, words[part]) for part in PARTS]
        self._segments = make.segments(parts, _("Show"), "move-parts")
        self._segments.set_value(self.part)
        self._segments.chosen.connect(self.show_part)
        line.addWidget(self._segments)
        line.addStretch(1)
        self._shown_count = make.label("", "body", "muted", wrap=False)
        line.addWidget(self._shown_count)
        find.addLayout(line)
        body.addLayout(find)
        self._routines_heading = make.label("", "heading")
        self._exercises_heading = make.label("", "heading")
        body.addWidget(self._routines_heading)
        body.addWidget(self.routines)
        body.addWidget(self._exercises_heading)
        body.addWidget(self.exercises)
        body.addStretch(1)
        self._arrange()

    @property
    def _is_searching(self) -> bool:
        return bool(self._field.text().strip())

    def _arrange(self) -> None:
        """The chosen part, or both where words are looked for."""
        both = self._is_searching
        self._segments.setVisible(not both)
        self._shown_count.setVisible(not both)
        self._routines_heading.setVisible(both)
        self._exercises_heading.setVisible(both)
        self.routines.setVisible(both or self.part == "routines")
        self.exercises.setVisible(both or self.part == "exercises")
        self._count()

    @Slot()
    def _count(self) -> None:
        shown = self.routines if self.part == "routines" else self.exercises
        self._shown_count.setText(shown.count_words)
        self._routines_heading.setText(self.routines.count_words)
        self._exercises_heading.setText(self.exercises.count_words)

    @Slot(str)
    def _typed(self, typed: str) -> None:
        words = typed.strip()
        self.routines.look_for(words)
        self.exercises.look_for(words)
        self._arrange()

    @Slot()
    def _leave_field(self) -> None:
        """On to what was found first."""
        grids = (self.routines.grid, self.exercises.grid)
        found = next((one for one in grids if one.isVisibleTo(self)), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _clear(self) -> None:
        self._field.clear()
        self.exercises.clear()
