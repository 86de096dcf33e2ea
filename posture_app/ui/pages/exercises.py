"""The exercises on the page Move: grouped by region, or the best first where words are typed."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise
from posture_app.ui.pages.exercise_search import FACETS, FLAGS, Query, options, search
from posture_app.ui.routine_facts import exercise_s
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.card_grid import CardGrid, CardWords, marked, marked_own
from posture_app.ui.widgets.controls import Chip
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.state_card import StateCard
from posture_app.ui.widgets.still import StillCache
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


class ExerciseList(QWidget):
    """The filters, and a card for each exercise that passes them.

    Signals:
        changed: Others are shown than before.
        clear_requested: Neither words nor filters, please; answer with `clear`.
    """

    changed = Signal()
    clear_requested = Signal()

    def __init__(self, make: WidgetFactory, stills: StillCache) -> None:
        super().__init__()
        self._make = make
        self._exercises: Sequence[Exercise] = ()
        self._found: Sequence[Exercise] = ()
        self._query = _EVERYTHING
        self._left_out: frozenset[str] = frozenset()
        self._own: frozenset[str] = frozenset()
        self._chips: dict[str, Chip] = {}
        self.setObjectName("exercises")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens.SPACE_XL)
        self._box.addWidget(self._filters())
        self.grid = self._make(CardGrid, stills, name="exercise-list", title=_("Exercises"))
        self._box.addWidget(self.grid)
        self._why_nothing = self._make.label("", "body", "muted")
        self._why_nothing.setObjectName("no-exercise-found")
        self._all = self._make.button(_("Show all exercises"), "primary", name="show-all")
        self._all.clicked.connect(self.clear_requested)
        self._nothing = self._make(
            StateCard,
            "looking",
            _("Nothing found"),
            [self._why_nothing],
            self._all,
            name="nothing",
        )
        self._box.addWidget(self._nothing)

    @property
    def is_narrowed(self) -> bool:
        """Whether words or filters leave some out."""
        return self._query != _EVERYTHING or self._own_chip.isChecked()

    @property
    def is_filtered(self) -> bool:
        """Whether filters leave some out, whatever is typed."""
        return self._query.with_words("") != _EVERYTHING or self._own_chip.isChecked()

    @property
    def count(self) -> int:
        """How many are shown."""
        return len(self._found)

    @property
    def count_words(self) -> str:
        """How many are shown."""
        return library_words.exercises_found(len(self._found), len(self._exercises))

    def show_exercises(self, exercises: Sequence[Exercise]) -> None:
        """Show what is in the library now."""
        self._exercises = sorted(exercises, key=_by_name)
        self._refresh()

    def mark(self, left_out: frozenset[str]) -> None:
        """Say of these, by their ids, that they are left out for the person."""
        if left_out != self._left_out:
            self._left_out = left_out
            self._refresh()

    def mark_own(self, own: frozenset[str]) -> None:
        """Say of these, by their ids, that they are the person's own, and show them first."""
        if own != self._own:
            self._own = own
            self._own_chip.setChecked(self._own_chip.isChecked() and bool(own))
            self._refresh()

    def look_for(self, words: str) -> None:
        """Show what matches these words."""
        if words != self._query.words:
            self._query = self._query.with_words(words)
            self._refresh()

    def clear(self) -> None:
        """Show all."""
        self._query = _EVERYTHING
        self._own_chip.setChecked(False)
        self._refresh()

    def _filters(self) -> Flow:
        flow = Flow()
        for facet, (title, _values) in FACETS.items():
            chip = self._make.chip(_(title), name=f"filter-{facet}", menu=True)
            FacetMenu(facet, chip).chosen.connect(self._chosen)
            self._chips[facet] = chip
            flow.add(chip)
        for flag, title in FLAGS.items():
            chip = self._make.chip(_(title), name=f"filter-{flag}")
            chip.clicked.connect(self._turned)
            self._chips[flag] = chip
            flow.add(chip)
        self._own_chip = self._make.chip(_("Your own"), name="filter-own")
        self._own_chip.clicked.connect(self._turned)
        self._own_chip.hide()
        flow.add(self._own_chip)
        self._clear_button = self._make.button(
            _("Clear all"), "quiet", tip=_("Clear search and filters (Esc)"), name="clear-all"
        )
        self._clear_button.clicked.connect(self.clear_requested)
        flow.add(self._clear_button)
        return flow

    @Slot(object)
    def _chosen(self, choice: FacetChoice) -> None:
        self._query = self._query.with_facet(choice.facet, choice.value)
        self._refresh()

    @Slot()
    def _turned(self) -> None:
        for flag in FLAGS:
            self._query = self._query.with_flag(flag, on=self._chips[flag].isChecked())
        self._refresh()

    def _refresh(self) -> None:
        self._found = search(self._exercises, self._query)
        self._own_chip.setVisible(bool(self._own))
        self._own_chip.set_count(len(self._own))
        if self._own_chip.isChecked() and self._own:
            self._found = [one for one in self._found if one.id in self._own]
        for facet in FACETS:
            choices = options(self._exercises, self._query, facet)
            self._chips[facet].set_options(choices, self._query.facets.get(facet))
        for flag in FLAGS:
            self._chips[flag].setChecked(flag in self._query.flags)
            self._chips[flag].set_count(
                len(search(self._exercises, self._query.with_flag(flag, on=True)))
            )
        self._clear_button.setVisible(self.is_narrowed)
        if self._query.words:
            found = [found_card(one) for one in self._found]
            cards: Sequence[CardWords | str] = [marked_own(one, self._own) for one in found]
        else:
            cards = self._grouped()
        self.grid.show_cards([marked(one, self._left_out) for one in cards])
        self.grid.setVisible(bool(self._found))
        self._nothing.setVisible(not self._found)
        self._all.setVisible(bool(self._exercises))
        self._why_nothing.setText(
            _("No exercise matches. Try another word, or clear the filters.")
            if self._exercises
            else _("There are no exercises in the library.")
        )
        self.changed.emit()

    def _grouped(self) -> Sequence[CardWords | str]:
        """The person's own first, then by region."""
        own = [one for one in self._found if one.id in self._own]
        rest = [one for one in self._found if one.id not in self._own]
        cards = by_region(rest, self._query.facets.get("region"))
        if not own:
            return cards
        return [_("Your own"), *(found_card(one) for one in own), *cards]


def by_region(exercises: Sequence[Exercise], chosen: str | None = None) -> list[CardWords | str]:
    """Cards below the names of their regions, in the order of the body from the head down.

    Args:
        exercises: What there is, in the order in which it shall stand within a region.
        chosen: The region that all of them have, if one was chosen; else each stands in its first.
    """
    rows: list[CardWords | str] = []
    for region in library_words.REGIONS:
        of_region = [one for one in exercises if (chosen or one.regions[0]) == region]
        if of_region:
            rows.append(library_words.region(region))
            rows += [grouped_card(one) for one in of_region]
    return rows


def grouped_card(exercise: Exercise) -> CardWords:
    """An exercise as a card below the name of its region."""
    return _card(exercise, library_words.category(exercise.category))


def found_card(exercise: Exercise) -> CardWords:
    """An exercise as a card that says its region itself."""
    return _card(exercise, library_words.region(exercise.regions[0]))


def _card(exercise: Exercise, kind: str) -> CardWords:
    line = " · ".join((kind, formats.rounded_duration(exercise_s(exercise))))
    return CardWords(exercise.id, exercise.name, exercise.purpose, line, (exercise,))


def _by_name(exercise: Exercise) -> str:
    return exercise.name.casefold()
