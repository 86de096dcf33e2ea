"""The left side: the library with a line to search it and filters, to add to the plan from."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.library.model import Exercise, Library, Routine
from posture_app.ui.pages.exercise_search import FACETS, ExerciseSearch, Query, search_routines
from posture_app.ui.pages.exercises import FacetChoice, FacetMenu
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.builder import dragging
from posture_app.ui.therapist.builder.library_list import LibraryList, LibraryRow
from posture_app.ui.widgets.controls import Chip, Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow, ScrollPage
from posture_app.ui.widgets.search_field import SearchField
from posture_app.ui.widgets.state_card import StateWords
from posture_app.ui.widgets.still import StillCache
from posture_app.words import library as library_words
from posture_app.words.catalogue import _

_SHOWN: Final = ("exercises", "routines")
_COUNT_MS: Final = 150


class LibrarySearch(SearchField):
    """The line to search by: Enter adds what was found first.

    Signals:
        add_requested: The first that was found is to be added.
    """

    add_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds, and what is typed then is looked for anew."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.add_requested.emit()
            self.selectAll()
            return
        super().keyPressEvent(event)


class LibraryPane(QWidget):
    """The library.

    Signals:
        exercises_wanted: The ids of exercises to be added to the plan.
        routines_wanted: The ids of routines to be added.
    """

    exercises_wanted = Signal(object)
    routines_wanted = Signal(object)

    def __init__(self, make: WidgetFactory, stills: StillCache) -> None:
        super().__init__()
        self._make = make
        self._search = ExerciseSearch(())
        self._routines: Sequence[Routine] = ()
        self._query = Query()
        self._shown = _SHOWN[0]
        self._counting = QTimer(self)  # how many each filter would leave, when nobody types
        self._counting.setSingleShot(True)
        self._counting.setInterval(_COUNT_MS)
        self._counting.timeout.connect(self._count_options)
        self._chips: dict[str, Chip] = {}
        self.setObjectName("library-pane")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.SPACE_S)
        self.field = self._make(LibrarySearch, _("Search the library"), "builder-search")
        self.field.textEdited.connect(self._typed)
        self.field.add_requested.connect(self._add_first)
        self.field.left_downwards.connect(self._go_down)
        box.addWidget(self.field)
        options = [Option("exercises", _("Exercises")), Option("routines", _("Routines"))]
        self._kinds = self._make.segments(options, _("What is shown"), "builder-kinds")
        self._kinds.set_value(self._shown)
        self._kinds.chosen.connect(self._show_kind)
        box.addWidget(self._kinds)
        self._filters = self._make_filters()
        box.addWidget(self._filters)
        self._count = self._make.label("", "small", "muted")
        box.addWidget(self._count)
        self.list = self._make(LibraryList, stills)
        self.list.add_wanted.connect(self._add)
        box.addWidget(self.list, 1)
        box.addWidget(self._made_nothing(), 1)

    def _made_nothing(self) -> ScrollPage:
        """What stands in the list's place; where that is low, it can be scrolled."""
        make = self._make
        every = make.button(_("Show all of the library"), "primary", name="builder-show-all")
        every.clicked.connect(self.clear)
        every.clicked.connect(self.field.setFocus)
        words = _("Try another word, or clear the filters.")
        state = make(StateWords, "looking", _("Nothing found"), [words], every)
        state.setObjectName("builder-nothing")
        self._nothing = make.scroll_page()
        self._nothing.column.addWidget(state)
        self._nothing.column.addStretch(1)
        return self._nothing

    def show_library(self, library: Library) -> None:
        """Show what is in the library now."""
        exercises = sorted(library.exercises.values(), key=_by_name)
        self._search = ExerciseSearch(exercises)
        self._routines = sorted(library.free_routines.values(), key=_routine_by_name)
        for facet in FACETS:
            self._chips[facet].setVisible(bool(exercises))
        self._refresh()
        self._count_options()

    def mark(self, used: frozenset[str]) -> None:
        """Show which of them stand in the phase at hand."""
        self.list.mark(used)

    def focus_search(self) -> None:
        """Put the keyboard into the line to search by."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _make_filters(self) -> Flow:
        flow = Flow(tokens.SPACE_XS)
        for facet, (title, _values) in FACETS.items():
            chip = self._make.chip(_(title), name=f"builder-filter-{facet}", menu=True)
            FacetMenu(facet, chip).chosen.connect(self._chosen)
            self._chips[facet] = chip
            flow.add(chip)
        self._clear = self._make.button(_("Clear all"), "quiet", name="builder-clear")
        self._clear.clicked.connect(self.clear)
        flow.add(self._clear)
        return flow

    @Slot()
    def clear(self) -> None:
        """Show all of the library."""
        self._query = Query()
        self.field.clear()
        self._refresh()
        self._count_options()

    @Slot(str)
    def _typed(self, words: str) -> None:
        self._query = self._query.with_words(words.strip())
        self._refresh()

    @Slot(object)
    def _chosen(self, choice: FacetChoice) -> None:
        self._query = self._query.with_facet(choice.facet, choice.value)
        self._refresh()
        self._count_options()

    @Slot()
    def _count_options(self) -> None:
        for facet, chip in self._chips.items():
            options = self._search.options(self._query, facet)
            chip.set_options(options, self._query.facets.get(facet))

    @Slot(object)
    def _show_kind(self, kind: str) -> None:
        self._shown = kind
        self._refresh()

    @Slot()
    def _add_first(self) -> None:
        chosen = self.list.chosen
        if chosen:
            self._add(chosen[:1])

    @Slot()
    def _go_down(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def _add(self, keys: tuple[str, ...]) -> None:
        wanted = self.exercises_wanted if self._shown == "exercises" else self.routines_wanted
        wanted.emit(keys)

    def _refresh(self) -> None:
        are_exercises = self._shown == "exercises"
        self._filters.setVisible(are_exercises)
        if are_exercises:
            found = self._search.search(self._query)
            self._counting.start()
            title, kind = _("Exercises of the library"), dragging.EXERCISES
            rows = [_exercise_row(one) for one in found]
            counted = library_words.exercises_counted(len(rows))
        else:
            routines = search_routines(self._routines, self._query.words)
            title, kind = _("Routines of the library"), dragging.ROUTINES
            rows = [_routine_row(one) for one in routines]
            counted = library_words.routines_counted(len(rows))
        self._clear.setVisible(self._query != Query())
        self._count.setText(counted)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self.list.show_rows(rows, kind, title)


def _exercise_row(one: Exercise) -> LibraryRow:
    detail = " · ".join(
        (library_words.category(one.category), library_words.region(one.regions[0]))
    )
    return LibraryRow(one.id, one.name, detail, one.purpose, one)


def _routine_row(one: Routine) -> LibraryRow:
    detail = library_words.exercises_counted(len(one.items))
    return LibraryRow(one.id, one.name, detail, one.goal)


def _by_name(exercise: Exercise) -> str:
    return exercise.name.casefold()


def _routine_by_name(routine: Routine) -> str:
    return routine.name.casefold()
