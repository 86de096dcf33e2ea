"""The programmes on the page Move, and the details of one."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.library.model import Library, Phase, Programme
from posture_app.plans import PREFIX
from posture_app.plans.as_programme import HowOften
from posture_app.ui.pages.card_list import CardList
from posture_app.ui.pages.list_with_detail import Detail
from posture_app.ui.pages.routines import NOTE
from posture_app.ui.routine_facts import routine_facts
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.card_grid import CardWords
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.hero import Hero
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.rows import PressRow, RowWords
from posture_app.ui.widgets.sources import source_labels
from posture_app.ui.widgets.still import StillCache
from posture_app.words import formats
from posture_app.words import programmes as words
from posture_app.words.catalogue import _
from posture_app.words.phases import goes_on
from posture_app.words.plain_words import programme_words
from posture_app.words.plans import how_often
from posture_app.words.search_index import SearchIndex


class ProgrammeList(CardList):
    """A card for each programme, or for those that match what is typed."""

    def __init__(self, make: WidgetFactory, stills: StillCache) -> None:
        names = "programmes", "programme-list", "no-programme-found"
        empty = _("There are no programmes in the library.")
        super().__init__(make, stills, names, _("Programmes"), empty)
        self._library = Library({}, {}, {})
        self._followed = ""

    @property
    def count_words(self) -> str:
        """How many are shown."""
        return words.programmes_counted(self.count)

    def show_programmes(self, library: Library) -> None:
        """Show what is in the library now."""
        self._library = library
        self.refresh()

    def mark(self, followed: str) -> None:
        """Say of this one, by its id, that it is followed."""
        if followed != self._followed:
            self._followed = followed
            self.refresh()

    def refresh(self) -> None:
        """Show what there is now and matches."""
        every = self._library.programmes.values()
        found = SearchIndex((one, programme_words(one)) for one in every).find(self.typed)
        self.show_found([self._card(one) for one in found])

    def _card(self, programme: Programme) -> CardWords:
        line = words.programme_line(programme)
        if programme.id == self._followed:
            line = _("{facts} · you follow it").format(facts=line)
        # A received plan may have phases that ask for nothing yet.
        asked = [one.routine for phase in reversed(programme.phases) for one in phase.routines]
        items = self._library.routines[asked[0]].items if asked else ()
        exercises = tuple(self._library.exercises[item.exercise] for item in items)
        return CardWords(
            programme.id,
            programme.name,
            programme.goal,
            line,
            exercises,
            note=programme.audience,
            strip=True,
        )


class ProgrammeDetail(Detail):
    """One programme with its phases in order.

    Signals:
        follow_requested: The id of the programme to follow from today on.
        stop_requested: Follow none any more.
        routine_requested: The id of a routine to show.
    """

    follow_requested = Signal(object)
    stop_requested = Signal()
    routine_requested = Signal(object)

    def __init__(self, make: WidgetFactory, stills: StillCache) -> None:
        super().__init__(make, "programme-detail", READING_PX)
        self._stills = stills
        self._library = Library({}, {}, {})
        self.programme_id = ""
        self._followed: Mapping[str, str] = {}

    def show_library(self, library: Library) -> bool:
        """Take over a library; returns whether what is shown is still in it."""
        self._library = library
        if self.programme_id not in library.programmes:
            self.programme_id = ""
            return False
        self.show_programme(self.programme_id)
        return True

    def show_followed(self, followed: Mapping[str, str]) -> None:
        """Take over which phase of which programme is followed, by their ids."""
        if followed != self._followed:
            self._followed = followed
            if self.programme_id:
                self.show_programme(self.programme_id)

    def show_programme(self, programme_id: str) -> None:
        """Draw a programme of the library."""
        self.programme_id = programme_id
        programme = self._library.programmes[programme_id]
        make, body = self._make, self.column
        self.begin()
        body.addWidget(self._head(programme))
        for place, phase in enumerate(programme.phases):
            body.addLayout(self._phase(programme, place, phase))
        is_received = programme.id.startswith(PREFIX)  # its phases each say what leads on
        if not is_received:
            body.addWidget(self._afterwards(programme))
        if programme.cautions:
            panel = make.panel(
                mood="caution", icon="caution", heading=_("Take care"), name="cautions"
            )
            for line in programme.cautions:
                panel.body.addWidget(make.label(line))
            body.addWidget(panel)
        if not is_received:
            body.addLayout(source_labels(make, programme.sources, self._library.sources, _(NOTE)))
        self.end()

    def _afterwards(self, programme: Programme) -> QWidget:
        make = self._make
        after = make.card(name="afterwards")
        after.body.addWidget(make.label(_("How it goes on"), "heading"))
        after.body.addWidget(make.label(words.criterion_words(programme)))
        after.body.addWidget(make.label(_("Afterwards"), "strong"))
        after.body.addWidget(make.label(programme.afterwards))
        return after

    def _head(self, programme: Programme) -> Hero:
        make = self._make
        hero = make(Hero, "programme-head")
        if programme.audience:
            hero.body.addWidget(make.label(programme.audience, "body", "hero_muted"))
        hero.body.addWidget(make.label(programme.name, "display", "hero"))
        hero.body.addWidget(make.label(programme.goal, "lead", "hero_muted"))
        hero.body.addSpacing(tokens.SPACE_L)
        foot = make.columns(460, tokens.SPACE_L)
        is_received = programme.id.startswith(PREFIX)
        if programme.id in self._followed:
            button = make.button(
                _("Put this plan away") if is_received else _("Stop following"),
                "hero_quiet",
                flush=True,
                name="stop-programme",
                tip=_("Today asks for nothing of it any more; what you did stays in the log"),
            )
            button.clicked.connect(self.stop_requested)
        else:
            button = make.button(
                _("Take this plan up again") if is_received else _("Follow this programme"),
                "hero",
                large=True,
                key="Ctrl+Return",
                name="follow-programme",
                tip=_("From now on, Today has what it asks for"),
            )
            button.clicked.connect(self._follow)
        foot.box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        foot.box.addWidget(make.label(words.programme_line(programme), "body", "hero_muted"), 1)
        hero.body.addWidget(foot)
        return hero

    def _phase(self, programme: Programme, place: int, phase: Phase) -> QVBoxLayout:
        make = self._make
        box = column(tokens.SPACE_M)
        box.addWidget(
            make.label(words.phase_heading(place + 1, phase.name, phase.weeks), "heading")
        )
        if self._followed.get(programme.id) == phase.id:
            box.addWidget(make.label(_("You are here"), "strong", "accent"))
        box.addWidget(make.label(phase.aim, "body", "muted"))
        if leads_on := goes_on(phase):
            box.addWidget(make.label(leads_on, "body", "muted"))
        card = make.card(pad=tokens.SPACE_S, name=f"phase-{phase.id}")
        card.body.setSpacing(0)
        for number, asked in enumerate(phase.routines):
            facts = routine_facts(self._library.routines[asked.routine], self._library)
            if number:
                card.body.addWidget(make.hairline(tokens.SPACE_M))
            line = make(
                PressRow,
                RowWords(
                    facts.routine.name,
                    how_often(HowOften(asked.per_day, asked.days_per_week, asked.days)),
                    formats.rounded_duration(facts.total_s),
                    is_whole=True,
                ),
                asked.routine,
                exercise=facts.exercises[0],
                stills=self._stills,
                wraps=True,
                name=f"routine-{asked.routine}",
            )
            line.opened.connect(self.routine_requested)
            card.body.addWidget(line)
        box.addWidget(card)
        return box

    @Slot()
    def _follow(self) -> None:
        self.follow_requested.emit(self.programme_id)
