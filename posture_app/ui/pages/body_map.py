"""Body map: choose where it hurts, see what can refer pain there and what one can do."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLayout, QVBoxLayout

from posture_app.body.muscles import DEEP, names_meant
from posture_app.body.trigger_points import (
    REFERENCES,
    Pattern,
    Side,
    referring_to,
)
from posture_app.body.zones import Zone, zones_by_id
from posture_app.library.demands import Demand, demands
from posture_app.library.model import Exercise, Library
from posture_app.ui.body_map.widget import BodyMap
from posture_app.ui.pages.base import Page
from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.cards import Card, Panel, column, row
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow, Sticky
from posture_app.ui.widgets.rows import PressRow, RowWords
from posture_app.ui.widgets.sections import Sections
from posture_app.ui.widgets.still import StillCache
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words import anatomy
from posture_app.words import library as library_words
from posture_app.words import trigger_points as words
from posture_app.words.catalogue import _

MOST_EXERCISES: Final = 6
_BESIDE_FROM_PX: Final = 360
"""From this width on the words stand beside the figures, so that neither scrolls the other away."""
_LARGE_TEXT: Final = 1.4
_WIDE_PX: Final = 800
"""From this text size on, below this width, the words have more of it than the figures."""
_ON_THE_NERVE: Final = {"back_of_knee", "calf"}
"""Places below the thigh, where pain may be the nerve's that the hamstring stretch pulls on."""
_IN_SIGHT: Final = 0.6
"""The words' beginning is in sight down to this part of the window's height."""
_TO_THE_MAP: Final = "to-the-map"
_ABOUT_SOURCES: Final = (44, 45, 47, 52, 55)


class BodyMapPage(Page):
    """The map, and beside it what is known about the chosen place.

    Signals:
        show_exercise_requested: An exercise's id.
        signs_requested: All signs that need help, please.
        add_requested, remove_requested: The id of an exercise that the day is to have, or not.
    """

    show_exercise_requested = Signal(object)
    signs_requested = Signal()
    add_requested = Signal(object)
    remove_requested = Signal(object)

    def __init__(self, make: WidgetFactory, stills: StillCache) -> None:
        super().__init__(make)
        self._stills = stills
        self._exercises: Sequence[Exercise] = ()
        self._safety = Safety()
        self._added: frozenset[str] = frozenset()
        self._zone: Zone | None = None
        self._pattern: Pattern | None = None
        self._scroll = make.scroll_page()
        self._scroll.setObjectName("body-map-page")
        self._sections = Sections(self._scroll)
        self.map = make(BodyMap)
        self.map.zone_chosen.connect(self._chosen_by_hand)
        self.map.zone_reached.connect(self._show_reached)
        self._lay_out()
        self.views.addWidget(self._scroll)

    def show_snapshot(self, snapshot: Library) -> None:
        """Show what is in the library now."""
        self._exercises = tuple(snapshot.exercises.values())
        self._tell()
        self.views.setCurrentWidget(self._scroll)

    def show_safety(self, safety: Safety) -> None:
        """Say which exercises are left out for the person."""
        if safety != self._safety:
            self._safety = safety
            self._tell()

    def show_added(self, exercises: frozenset[str]) -> None:
        """Say which exercises the person has added to the day, by their ids."""
        if exercises != self._added:
            self._added = exercises
            self._tell()

    def show_place(self, zone_id: str) -> None:
        """Choose a zone by its id, if there is one."""
        if zone_id in zones_by_id():
            self.map.set_zones((zone_id,))
            self._chose(zone_id)

    def go_back(self) -> bool:
        """From a muscle to its place; from a place to none."""
        if self._pattern is not None:
            self._pick(None)
            return True
        if self._zone is not None:
            self.map.set_zones(())
            self._chose("")
            return True
        return False

    def _lay_out(self) -> None:
        head = column(tokens.SPACE_S)
        head.addWidget(self.make.label(_("Body map"), "display"))
        head.addWidget(self.make.label(_(words.LEAD), "lead", "muted"))
        self._scroll.column.addLayout(head)
        columns = self.make.columns(_BESIDE_FROM_PX)
        columns.box.addWidget(Sticky(self._scroll, self.map), 1)
        self._told = self._sections.add(tokens.SPACE_L, to=columns.box)
        self._columns = columns
        self.make.theme.changed.connect(self._share_width)
        self._share_width()
        columns.rearranged.connect(self._offer_map)
        self._scroll.column.addWidget(columns)
        self._scroll.column.addStretch(1)

    @Slot()
    def _share_width(self) -> None:
        large = self.make.theme.px(100) >= 100 * _LARGE_TEXT
        large = large and self.width() < self.make.theme.px(_WIDE_PX)
        self._columns.box.setStretch(0, 2 if large else 1)
        self._columns.box.setStretch(1, 3 if large else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The figures are never higher than the window."""
        super().resizeEvent(event)
        self._share_width()
        least = self.map.minimumSizeHint().height()
        self.map.setMaximumHeight(max(least, event.size().height() - 2 * tokens.SPACE_L))

    @Slot(object)
    def _chosen_by_hand(self, zone_id: str) -> None:
        self._chose(zone_id)
        if self._zone is not None:
            QTimer.singleShot(0, self._show_told)  # the words are laid out by then

    @Slot()
    def _show_told(self) -> None:
        """Scroll to the words about a place, unless their beginning is in sight."""
        bar, room = self._scroll.verticalScrollBar(), self._scroll.viewport().height()
        top = self._scroll.top_of(self._told)
        if not 0 <= top - bar.value() <= room * _IN_SIGHT:
            bar.setValue(top - tokens.SPACE_XL)

    @Slot()
    def _show_map(self) -> None:
        self._scroll.verticalScrollBar().setValue(self._scroll.top_of(self.map))

    @Slot()
    def _offer_map(self) -> None:
        for button in self.findChildren(QAbstractButton, _TO_THE_MAP):
            button.setVisible(self._columns.stacked)

    @Slot(object)
    def _show_reached(self, place: QPoint) -> None:
        margin = min(self.make.theme.px(60), self._scroll.viewport().height() // 4)
        self._scroll.ensureVisible(0, self._scroll.top_of(self.map) + place.y(), 0, margin)

    @Slot(object)
    def _chose(self, _zone_id: str) -> None:
        chosen = self.map.zones
        self._zone = zones_by_id()[chosen[0]] if chosen else None
        self._pick(None)

    @Slot(object)
    def _picked(self, pattern: Pattern) -> None:
        self._pick(None if pattern is self._pattern else pattern)

    def _pick(self, pattern: Pattern | None) -> None:
        self._pattern = pattern
        self.map.show_referral(pattern, _sides(self._zone))
        self._tell()

    def _tell(self) -> None:
        with self._sections.drawing():
            value = self._zone, self._pattern, self._exercises, self._safety, self._added
            self._told.show_value(value, self._draw_told)

    def _draw_told(
        self,
        body: QVBoxLayout,
        value: tuple[Zone | None, Pattern | None, Sequence[Exercise], Safety, frozenset[str]],
    ) -> None:
        zone = value[0]
        if zone is None:
            self._tell_about(body)
        else:
            self._tell_zone(body, zone)
        body.addStretch(1)

    def _tell_about(self, body: QVBoxLayout) -> None:
        card = self.make.card(name="about-trigger-points")
        card.body.addWidget(self.make.label(_("What trigger points are"), "heading"))
        for line in words.ABOUT:
            card.body.addWidget(self.make.label(_(line)))
        body.addWidget(card)
        self._add_sources(body, _ABOUT_SOURCES)

    def _tell_zone(self, body: QVBoxLayout, zone: Zone) -> None:
        make = self.make
        head = column(tokens.SPACE_XS)
        title = make.label(anatomy.zone_title(zone), "title")
        title.setObjectName("zone-title")
        head.addWidget(title)
        head.addWidget(make.label(anatomy.anatomical_name(zone), "small", "muted"))
        head.addWidget(self._way_to_the_map(), 0, Qt.AlignmentFlag.AlignLeft)
        body.addLayout(head)
        if words.is_by_the_heart(zone):
            body.addWidget(self._doctor(zone))
        found = referring_to(zone.id)
        body.addLayout(self._muscles(found))
        if self._pattern is not None:
            body.addWidget(self._details(self._pattern))
        body.addLayout(self._what_helps(zone))
        if not words.is_by_the_heart(zone):
            body.addWidget(self._doctor(zone))
        sources = self._pattern.sources if self._pattern is not None else _ABOUT_SOURCES
        self._add_sources(body, sources)

    def _way_to_the_map(self) -> QAbstractButton:
        """A button that brings the map back, where the words stand below it."""
        button = self.make.button(_("Back to the map"), "quiet", flush=True, name=_TO_THE_MAP)
        button.clicked.connect(self._show_map)
        button.setVisible(self._columns.stacked)
        return button

    def _muscles(self, found: Sequence[Pattern]) -> QLayout:
        make = self.make
        box = column(tokens.SPACE_S)
        if not found:
            box.addWidget(make.label(_(words.NO_MUSCLE)))
            return box
        box.addWidget(make.label(_("Can refer pain to here"), "heading"))
        chips = Flow()
        picks = ValueButtonGroup(chips)
        picks.chosen.connect(self._picked)
        for one in found:
            said = words.pattern_words(one)
            chip = make.chip(said.title, name=f"muscle-{one.id}")
            chip.setToolTip(plain_tip(said.lies))
            chip.setChecked(one is self._pattern)
            picks.add(chip, one)
            chips.add(chip)
        box.addWidget(chips)
        if self._pattern is None:
            hint = _("Pick a muscle to see its usual trigger points and its pattern on the map.")
            for line in (hint, _(words.TRADITION)):
                box.addWidget(make.label(line, "small", "muted"))
        return box

    def _details(self, pattern: Pattern) -> Card:
        make = self.make
        said = words.pattern_words(pattern)
        card = make.card(name="muscle-details")
        card.body.addWidget(make.label(said.title, "heading"))
        deep = DEEP.issuperset(pattern.muscles)
        for title, line in (
            (
                _("Where it lies, the dashed patch") if deep else _("Where it lies, the patch"),
                said.lies,
            ),
            (_("Usual trigger points, the crosses"), said.usual_point),
            (_("Can refer pain to, the dotted places"), words.refers_to(pattern)),
            (_("Said to make it worse"), said.aggravated_by),
        ):
            fact = column(2)
            fact.addWidget(make.label(title, "small", "muted"))
            fact.addWidget(make.label(line))
            card.body.addLayout(fact)
        card.body.addWidget(make.label(_(words.TRADITION), "small_strong", "muted"))
        return card

    def _what_helps(self, zone: Zone) -> QLayout:
        make = self.make
        box = column(tokens.SPACE_S)
        if self._pattern is not None:
            title = _("Exercises for this muscle: {muscle}").format(
                muscle=words.pattern_words(self._pattern).title
            )
            found = exercises_for(self._pattern, self._exercises)
        else:
            title = _("Exercises for {zone}").format(zone=anatomy.zone_in_a_sentence(zone.name))
            found = exercises_near(zone, self._exercises)
            if zone.name in _ON_THE_NERVE:
                found = [one for one in found if Demand.NERVE_TENSION not in demands(one)]
        heading = make.label(title, "heading")
        box.addWidget(heading)
        if found:
            hint = _("The plus beside an exercise adds it to today.")
            box.addWidget(make.label(hint, "small", "muted"))
        adds, removes = ValueButtonGroup(heading), ValueButtonGroup(heading)
        adds.chosen.connect(self.add_requested)
        removes.chosen.connect(self.remove_requested)
        for one in found[:MOST_EXERCISES]:
            line = row(tokens.SPACE_XS)
            line.addWidget(self._exercise(one), 1)
            if self._safety.fits(one):
                is_added = one.id in self._added
                button = self._add_button(one, is_added=is_added)
                (removes if is_added else adds).add(button, one.id)
                line.addWidget(button)
            box.addLayout(line)
        if not found:
            box.addWidget(
                make.label(_("The library has no exercise for this yet."), "body", "muted")
            )
        return box

    def _exercise(self, exercise: Exercise) -> PressRow:
        facts = (
            f"{library_words.category(exercise.category)} · "
            f"{library_words.position(exercise.position)}"
        )
        if not self._safety.fits(exercise):
            facts = _("{facts} · left out for you").format(facts=facts)
        line = self.make(
            PressRow,
            RowWords(exercise.name, facts, is_whole=True),
            exercise.id,
            exercise=exercise,
            stills=self._stills,
            card=True,
            wraps=True,
            name=f"exercise-{exercise.id}",
        )
        line.opened.connect(self.show_exercise_requested)
        return line

    def _add_button(self, exercise: Exercise, *, is_added: bool) -> Button:
        """Puts an exercise into the day, or takes it out again, with one press."""
        pattern = _("Take {exercise} out of today") if is_added else _("Add {exercise} to today")
        return self.make.button(
            "",
            "quiet",
            icon="check" if is_added else "plus",
            tip=pattern.format(exercise=exercise.name),
            name=f"add-{exercise.id}",
        )

    def _doctor(self, zone: Zone) -> Panel:
        by_heart = words.is_by_the_heart(zone)
        panel = self.make.panel(
            "danger" if by_heart else "accent",
            "stop" if by_heart else "info",
            _("When to see a doctor"),
            name="see-a-doctor",
        )
        for line in words.doctor_lines(zone):
            panel.body.addWidget(self.make.label(line))
        every = self.make.button(
            _("All warning signs"),
            "quiet",
            flush=True,
            name="all-signs",
            tip=_("What to do, how soon, and why"),
        )
        every.clicked.connect(self.signs_requested)
        panel.body.addWidget(every, 0, Qt.AlignmentFlag.AlignLeft)
        return panel

    def _add_sources(self, body: QVBoxLayout, numbers: Iterable[int]) -> None:
        box = column(tokens.SPACE_XS)
        box.addWidget(self.make.label(_("Sources"), "small_strong", "muted"))
        for number in numbers:
            box.addWidget(self.make.text(f"[{number}] {REFERENCES[number]}", "small"))
        body.addLayout(box)


def exercises_for(pattern: Pattern, exercises: Iterable[Exercise]) -> list[Exercise]:
    """Exercises that are said to help a muscle, then those that work on it or stretch it."""
    ranked: list[tuple[int, int, Exercise]] = []
    for place, one in enumerate(exercises):
        if one.id in pattern.exercises:
            ranked.append((0, pattern.exercises.index(one.id), one))
        elif _uses(one.muscles.primary, pattern):
            ranked.append((1, place, one))
        elif _uses(one.muscles.secondary, pattern):
            ranked.append((2, place, one))
    return [one for _, _, one in sorted(ranked, key=lambda entry: entry[:2])]


def exercises_near(zone: Zone, exercises: Iterable[Exercise]) -> list[Exercise]:
    """Exercises for a zone's regions, the nearest region first; else those for the whole body."""
    every = tuple(exercises)
    near = [one for region in zone.regions for one in every if region in one.regions]
    return list(
        {
            one.id: one for one in near or [one for one in every if "whole_body" in one.regions]
        }.values()
    )


def _uses(muscles: Iterable[str], pattern: Pattern) -> bool:
    return any(name in pattern.muscles for words_ in muscles for name in names_meant(words_))


def _sides(zone: Zone | None) -> tuple[Side, ...]:
    if zone is None or zone.side == "middle":
        return ("right", "left")
    return (zone.side,)
