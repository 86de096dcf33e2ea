"""The routines on the page Move, and the details of one."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from posture_app.library.model import Library
from posture_app.plans.as_programme import plan_id
from posture_app.ui.pages.card_list import CardList
from posture_app.ui.pages.exercise_search import search_routines
from posture_app.ui.pages.list_with_detail import Detail
from posture_app.ui.routine_facts import RoutineFacts, item_lines, routine_facts
from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.card_grid import CardWords, marked
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.hero import Hero
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.rows import PressRow, RowWords
from posture_app.ui.widgets.sources import source_labels
from posture_app.ui.widgets.still import StillCache
from posture_app.words import formats
from posture_app.words import library as library_words
from posture_app.words.catalogue import N_, _

NOTE = N_("The times are computed from the doses below. Not yet reviewed by a physiotherapist.")


class RoutineList(CardList):
    """A card for each routine, or for those that match what is typed."""

    def __init__(self, make: WidgetFactory, stills: StillCache) -> None:
        names = "routines", "routine-list", "no-routine-found"
        empty = _("There are no routines in the library.")
        super().__init__(make, stills, names, _("Routines"), empty)
        self._facts: Mapping[str, RoutineFacts] = {}
        self._left_out: frozenset[str] = frozenset()

    @property
    def count_words(self) -> str:
        """How many are shown."""
        return library_words.routines_counted(self.count)

    def show_routines(self, library: Library) -> None:
        """Show what is in the library now."""
        self._facts = {
            one.id: routine_facts(one, library) for one in library.free_routines.values()
        }
        self.refresh()

    def mark(self, left_out: frozenset[str]) -> None:
        """Say of these, by their ids, that they are left out for the person."""
        if left_out != self._left_out:
            self._left_out = left_out
            self.refresh()

    def refresh(self) -> None:
        """Show what there is now and matches."""
        routines = [facts.routine for facts in self._facts.values()]
        cards = [card_words(self._facts[one.id]) for one in search_routines(routines, self.typed)]
        self.show_found([marked(one, self._left_out) for one in cards])


class RoutineDetail(Detail):
    """One routine with its exercises in order.

    Signals:
        play_requested: The routine's id.
        exercise_requested: The id of an exercise to show.
    """

    play_requested = Signal(object)
    exercise_requested = Signal(object)

    def __init__(self, make: WidgetFactory, stills: StillCache) -> None:
        super().__init__(make, "routine-detail", READING_PX)
        self._stills = stills
        self._library: Library | None = None
        self._facts: RoutineFacts | None = None
        self._safety = Safety()

    @property
    def routine_id(self) -> str:
        """What is shown, or an empty text."""
        return self._facts.routine.id if self._facts else ""

    def show_safety(self, safety: Safety) -> None:
        """Take over what is known of the person's health; what is shown is drawn anew."""
        self._safety = safety
        if self._facts is not None:
            self.show_routine(self._facts)

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
        self.begin()
        body.addWidget(self._head(facts))
        body.addLayout(self._items(facts, self._library))
        for name, heading, lines in (
            ("for-you", _("For you"), self._safety.changed_in(facts.routine, self._library)),
            ("cautions", _("Take care"), self._safety.of_routine(facts.routine, self._library)),
        ):
            if lines:
                panel = make.panel(mood="caution", icon="caution", heading=heading, name=name)
                for words in lines:
                    panel.body.addWidget(make.label(words))
                body.addWidget(panel)
        if plan_id(facts.routine.id) is None:  # a therapist prescribed the others
            sources = self._library.sources
            body.addLayout(source_labels(make, facts.routine.sources, sources, _(NOTE)))
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
            _("Start, {duration}").format(duration=formats.rounded_duration(facts.total_s)),
            "hero",
            icon="play",
            large=True,
            key="Ctrl+Return",
            name="start-routine",
            tip=_("Start {name}").format(name=facts.routine.name),
        )
        start.clicked.connect(self._play)
        foot.box.addWidget(start, 0, Qt.AlignmentFlag.AlignLeft)
        about = f"{facts.count_words} · {facts.place}", _needs(facts)
        foot.box.addWidget(make.label("\n".join(about), "body", "hero_muted"), 1)
        hero.body.addWidget(foot)
        return hero

    def _items(self, facts: RoutineFacts, library: Library) -> QVBoxLayout:
        make = self._make
        box = column(tokens.SPACE_M)
        box.addWidget(make.label(_("In this order"), "heading"))
        card = make.card(pad=tokens.SPACE_S, name="items")
        card.body.setSpacing(0)
        for place, (exercise, words, seconds) in enumerate(item_lines(facts.routine, library)):
            if place:
                card.body.addWidget(make.hairline(tokens.SPACE_M))
            line = make(
                PressRow,
                RowWords(exercise.name, words, formats.duration(seconds), is_whole=True),
                exercise.id,
                exercise=exercise,
                stills=self._stills,
                wraps=True,
                name=f"item-{place}",
            )
            line.opened.connect(self.exercise_requested)
            card.body.addWidget(line)
        box.addWidget(card)
        told = _("In all {duration}, with getting ready and changing position.").format(
            duration=formats.spoken_duration(facts.total_s)
        )
        box.addWidget(make.label(told, "small", "muted"))
        return box

    @Slot()
    def _play(self) -> None:
        if self._facts is not None:
            self.play_requested.emit(self._facts.routine.id)


def _needs(facts: RoutineFacts) -> str:
    if not facts.equipment:
        return _("You need nothing for it.")
    return _("You need: {equipment}").format(
        equipment=library_words.equipment_words(facts.equipment)
    )


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
