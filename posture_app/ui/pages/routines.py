"""Routines: choose one, look at it, start it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from posture_app.library.model import Library
from posture_app.ui.facts import RoutineFacts, item_lines, routine_facts
from posture_app.ui.pages.list_with_detail import Detail, ListWithDetail
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.card_grid import CardGrid, CardWords
from posture_app.ui.widgets.cards import column, row
from posture_app.ui.widgets.hero import Hero
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.rows import PressRow, RowWords
from posture_app.ui.widgets.sources import source_labels
from posture_app.ui.widgets.still import StillCache
from posture_app.words import formats
from posture_app.words import library as library_words

NOTE = "The times are computed from the doses below. Not yet reviewed by a physiotherapist."


class RoutinesPage(ListWithDetail):
    """The cards of all routines, and the details of one.

    Signals:
        play_routine_requested: A routine's id.
        show_exercise_requested: The id of an exercise to show.
    """

    play_routine_requested = Signal(object)
    show_exercise_requested = Signal(object)

    def __init__(self, theme: Theme, stills: StillCache) -> None:
        super().__init__(theme)
        make, body = self.make, self.list_view.column
        head = row()
        head.addWidget(make.label("Routines", "display", wrap=False), 1)
        self._count = make.label("", "body", "muted", wrap=False)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        body.addLayout(head)
        self._grid = make(CardGrid, stills, name="routine-list", title="Routines", tall=True)
        self._grid.opened.connect(self.show_details)
        body.addWidget(self._grid)
        body.addStretch(1)
        self.detail = make(RoutineDetail, stills)
        self.join(self._grid, self.detail)
        self.detail.play_requested.connect(self.play_routine_requested)
        self.detail.exercise_requested.connect(self.show_exercise_requested)
        self._facts: Mapping[str, RoutineFacts] = {}

    def show_snapshot(self, snapshot: Library) -> None:
        """Show what is in the library now."""
        library = snapshot
        self._facts = {
            routine.id: routine_facts(routine, library) for routine in library.routines.values()
        }
        self._count.setText(library_words.routines_counted(len(self._facts)))
        self._grid.show_cards([card_words(facts) for facts in self._facts.values()])
        shown = self.detail.show_library(library)
        if self.is_loading or not shown:
            self.show_list()

    @Slot(object)
    def show_details(self, what: str) -> None:
        """Open the details of a routine by its id, if it is there."""
        facts = self._facts.get(what)
        if facts is not None:
            self._grid.select(what)
            self.detail.show_routine(facts)
            self.show_detail()


class RoutineDetail(Detail):
    """One routine with its exercises in order.

    Signals:
        play_requested: The routine's id.
        exercise_requested: The id of an exercise to show.
    """

    play_requested = Signal(object)
    exercise_requested = Signal(object)

    def __init__(self, theme: Theme, stills: StillCache) -> None:
        super().__init__(theme, "routine-detail", READING_PX)
        self._stills = stills
        self._library: Library | None = None
        self._facts: RoutineFacts | None = None

    def show_library(self, library: Library) -> bool:
        """Take over a library; returns whether what is shown is still in it."""
        self._library = library
        if self._facts is None:
            return False
        routine = library.routines.get(self._facts.routine.id)
        if routine is None:
            self._facts = None
            return False
        self.show_routine(routine_facts(routine, library))
        return True

    def show_routine(self, facts: RoutineFacts) -> None:
        """Draw a routine of the library."""
        if self._library is None:
            return
        self._facts = facts
        make, body = self._make, self.column
        self.begin("Routines")
        body.addWidget(self._head(facts))
        body.addLayout(self._items(facts, self._library))
        if facts.routine.cautions:
            panel = make.panel("caution", "caution", "Take care", name="cautions")
            for words in facts.routine.cautions:
                panel.body.addWidget(make.label(words))
            body.addWidget(panel)
        body.addLayout(source_labels(make, facts.routine.sources, self._library.sources, NOTE))
        self.end()

    def _head(self, facts: RoutineFacts) -> Hero:
        make = self._make
        hero = make(Hero, "routine-head")
        if facts.routine.audience:
            hero.body.addWidget(make.label(facts.routine.audience, "body", "hero_muted"))
        hero.body.addWidget(make.label(facts.routine.name, "display", "hero"))
        hero.body.addWidget(make.label(facts.routine.goal, "lead", "hero_muted"))
        hero.body.addSpacing(tokens.SPACE_L)
        foot = make.columns(460, tokens.SPACE_L)
        start = make.button(
            f"Start, {formats.rounded_duration(facts.total_s)}",
            "hero",
            icon="play",
            large=True,
            key="Ctrl+Return",
            name="start-routine",
            tip=f"Start {facts.routine.name}",
        )
        start.clicked.connect(self._play)
        foot.box.addWidget(start, 0, Qt.AlignmentFlag.AlignLeft)
        needs = library_words.equipment_words(facts.equipment)
        about = f"{facts.count_words} · {facts.place}\nYou need: {needs.lower()}"
        foot.box.addWidget(make.label(about, "body", "hero_muted"), 1)
        hero.body.addWidget(foot)
        return hero

    def _items(self, facts: RoutineFacts, library: Library) -> QVBoxLayout:
        make = self._make
        box = column(tokens.SPACE_M)
        box.addWidget(make.label("In this order", "heading"))
        card = make.card(pad=tokens.SPACE_S, name="items")
        card.body.setSpacing(0)
        for place, (exercise, words, seconds) in enumerate(item_lines(facts.routine, library)):
            if place:
                card.body.addWidget(make.hairline(tokens.SPACE_M))
            line = make(
                PressRow,
                RowWords(exercise.name, words, formats.clock(seconds)),
                exercise.id,
                exercise=exercise,
                stills=self._stills,
                name=f"item-{place}",
            )
            line.opened.connect(self.exercise_requested)
            card.body.addWidget(line)
        box.addWidget(card)
        total = formats.spoken_duration(facts.total_s)
        told = f"{total} in all, with getting ready and changing position."
        box.addWidget(make.label(told[:1].upper() + told[1:], "small", "muted"))
        return box

    @Slot()
    def _play(self) -> None:
        if self._facts is not None:
            self.play_requested.emit(self._facts.routine.id)


def card_words(facts: RoutineFacts) -> CardWords:
    """A routine as a card."""
    routine = facts.routine
    return CardWords(
        routine.id,
        routine.name,
        routine.goal,
        facts.line,
        facts.exercises,
        note=routine.audience,
        strip=True,
    )
