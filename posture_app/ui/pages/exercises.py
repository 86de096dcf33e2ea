"""Exercises: find one, look at it, do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from posture_app.library.model import Exercise, Library
from posture_app.ui.facts import exercise_s
from posture_app.ui.pages.exercise_detail import ExerciseDetail
from posture_app.ui.pages.exercise_search import FACETS, FLAGS, Query, options, search
from posture_app.ui.pages.list_with_detail import ListWithDetail
from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.card_grid import CardGrid, CardWords
from posture_app.ui.widgets.cards import column, row
from posture_app.ui.widgets.controls import Chip
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.still import StillCache, StillFactory
from posture_app.words import formats
from posture_app.words import library as library_words
from posture_app.words.catalogue import _

_EVERYTHING: Final = Query()


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """What is to be chosen of a facet; None is everything."""

    facet: str
    value: str | None


class FacetMenu(QObject):
    """Tells which facet a chip with a menu belongs to; lives as long as the chip.

    Signals:
        chosen: A `FacetChoice`.
    """

    chosen = Signal(object)

    def __init__(self, facet: str, chip: Chip) -> None:
        super().__init__(chip)
        self._facet = facet
        chip.chosen.connect(self._tell)

    @Slot(object)
    def _tell(self, value: str | None) -> None:
        self.chosen.emit(FacetChoice(self._facet, value))


class SearchField(QLineEdit):
    """A search field with a glass. Arrow down goes on to the list."""

    left_downwards = Signal()

    def __init__(self, theme: Theme, hint: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(name)
        self.setProperty("search", "true")
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setToolTip(f"{hint} (Ctrl+F)")
        self.setMaxLength(100)
        self.setMinimumHeight(theme.px(44))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leaves the field."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left_downwards.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glass over the field."""
        super().paintEvent(event)
        side = self._theme.px(18)
        place = QRectF(self._theme.px(14), (self.height() - side) / 2, side, side)
        paint_icon(QPainter(self), "search", place, self._theme.colour("muted"))


class ExercisesPage(ListWithDetail):
    """The list with search and filters, and the details of one.

    Signals:
        play_exercise_requested: An exercise's id.
    """

    play_exercise_requested = Signal(object)

    def __init__(self, theme: Theme, stills: StillCache, still: StillFactory) -> None:
        super().__init__(theme)
        self._exercises: Sequence[Exercise] = ()
        self._by_id: Mapping[str, Exercise] = {}
        self._query = _EVERYTHING
        self._chips: dict[str, Chip] = {}
        self._lay_out(stills)
        self.detail = self.make(ExerciseDetail, still)
        self.join(self._grid, self.detail)
        self.detail.play_requested.connect(self.play_exercise_requested)
        self.detail.exercise_requested.connect(self.show_details)

    def show_snapshot(self, snapshot: Library) -> None:
        """Show what is in the library now."""
        library = snapshot
        self._exercises = sorted(library.exercises.values(), key=_by_name)
        self._by_id = library.exercises
        self.detail.show_library(library)
        self._refresh()
        if self.is_loading or self.detail.exercise_id not in self._by_id:
            self.show_list()

    @Slot(object)
    def show_details(self, what: str) -> None:
        """Open the details of an exercise by its id, if it is there."""
        if what in self._by_id:
            self._grid.select(what)
            self.detail.show_exercise(what)
            self.show_detail()

    @Slot(result=bool)
    def go_back(self) -> bool:
        """From the details to the list; from a narrowed list to everything."""
        if super().go_back():
            return True
        if self._query != _EVERYTHING:
            self._clear()
            return True
        return False

    def focus_search(self) -> bool:
        """Back to the list with the keyboard in the search field."""
        if self.is_loading:
            return False
        self.show_list()
        self.list_view.verticalScrollBar().setValue(0)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        return True

    def _lay_out(self, stills: StillCache) -> None:
        make, body = self.make, self.list_view.column
        head = row()
        head.addWidget(make.label("Exercises", "display", wrap=False), 1)
        self._count = make.label("", "body", "muted", wrap=False)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        body.addLayout(head)
        find = column(tokens.SPACE_M)
        self._field = make(SearchField, "Search by name, muscle or region", "search-exercises")
        self._field.textChanged.connect(self._typed)
        find.addWidget(self._field)
        find.addWidget(self._filters())
        body.addLayout(find)
        self._grid = make(CardGrid, stills, name="exercise-list", title="Exercises")
        self._grid.opened.connect(self.show_details)
        self._field.left_downwards.connect(self._grid.setFocus)
        body.addWidget(self._grid)
        self._nothing = make.label("", "lead", "muted")
        self._nothing.setObjectName("nothing-found")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(0, tokens.SPACE_3XL, 0, 0)
        body.addWidget(self._nothing)
        body.addStretch(1)

    def _filters(self) -> Flow:
        flow = Flow()
        for facet, (title, _values) in FACETS.items():
            chip = self.make.chip(_(title), name=f"filter-{facet}", menu=True)
            FacetMenu(facet, chip).chosen.connect(self._chosen)
            self._chips[facet] = chip
            flow.add(chip)
        for flag, title in FLAGS.items():
            chip = self.make.chip(_(title), name=f"filter-{flag}")
            chip.clicked.connect(self._turned)
            self._chips[flag] = chip
            flow.add(chip)
        self._clear_button = self.make.button(
            "Clear all", "quiet", tip="Clear search and filters (Esc)", name="clear-all"
        )
        self._clear_button.clicked.connect(self._clear)
        flow.add(self._clear_button)
        return flow

    @Slot(str)
    def _typed(self, words: str) -> None:
        self._query = self._query.with_words(words)
        self._refresh()

    @Slot(object)
    def _chosen(self, choice: FacetChoice) -> None:
        self._query = self._query.with_facet(choice.facet, choice.value)
        self._refresh()

    @Slot()
    def _turned(self) -> None:
        for flag in FLAGS:
            self._query = self._query.with_flag(flag, on=self._chips[flag].isChecked())
        self._refresh()

    @Slot()
    def _clear(self) -> None:
        self._query = _EVERYTHING
        self._field.clear()
        self._refresh()

    def _refresh(self) -> None:
        found = search(self._exercises, self._query)
        for facet in FACETS:
            choices = options(self._exercises, self._query, facet)
            self._chips[facet].set_options(choices, self._query.facets.get(facet))
        for flag in FLAGS:
            self._chips[flag].setChecked(flag in self._query.flags)
            self._chips[flag].set_count(
                len(search(self._exercises, self._query.with_flag(flag, on=True)))
            )
        self._clear_button.setVisible(self._query != _EVERYTHING)
        every = len(self._exercises)
        self._count.setText(library_words.exercises_found(len(found), every))
        self._grid.show_cards([card_words(one) for one in found])
        self._grid.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._nothing.setText(
            "Nothing matches. Try another word, or clear the filters."
            if every
            else "There are no exercises in the library."
        )


def card_words(exercise: Exercise) -> CardWords:
    """An exercise as a card of the list."""
    facts = [
        library_words.region(exercise.regions[0]),
        library_words.category(exercise.category),
        formats.rounded_duration(exercise_s(exercise)),
    ]
    return CardWords(exercise.id, exercise.name, exercise.purpose, " · ".join(facts), (exercise,))


def _by_name(exercise: Exercise) -> str:
    return exercise.name.casefold()
