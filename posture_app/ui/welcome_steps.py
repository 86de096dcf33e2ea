"""The four steps of the welcome: each shows what is kept, and hands out what is set on it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from posture_app.body.zones import zones, zones_by_id
from posture_app.breaks.hours import WorkHours
from posture_app.breaks.settings import (
    FIRMNESS,
    BreakSettings,
    Firmness,
    firmness_of,
    with_firmness,
)
from posture_app.coach.pain_rule import Sign
from posture_app.dataclass import dataclass
from posture_app.library.model import Region
from posture_app.preferences import AUDIENCES, Audience
from posture_app.ui.pages.breaks_hours import HoursEditor
from posture_app.ui.signs_form import SignsForm
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column, row
from posture_app.ui.widgets.controls import Chip, Option, Segments, Switch
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form
from posture_app.ui.widgets.layouts import Flow, ScrollPage
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.scroll_fade import ScrollFade
from posture_app.ui.widgets.sections import order_focus
from posture_app.ui.widgets.state_card import StatePicture
from posture_app.ui.widgets.text_size import Extent, keep_size
from posture_app.words import library as library_words
from posture_app.words import welcome as welcome_words
from posture_app.words.catalogue import N_, _

if TYPE_CHECKING:
    from posture_app.ui.body_map.widget import BodyMap

_PICTURE_PX: Final = 180
_MAP_PX: Final = 380
_HEAD: Final = frozenset({"forehead", "eye", "crown", "back_of_head"})
"""They belong to the neck; who says that the neck bothers them has said nothing of them."""
ELSEWHERE: Final = N_(
    "For this place Today begins with nothing of its own. What fits it is on the page Body."
)
PATIENTS: Final = N_(
    "Above the pages you change between your own ones and those of your practice: patients by code "
    "or initials, plans and templates, a library with exercises of your own, and what patients "
    "send back. All of it stays on this machine."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeFacts:
    """What the welcome goes by, as it is kept now.

    Attributes:
        audience: For whom the program is used.
        bothers: Where it bothers the person.
        signs: What needs a doctor first.
        number: The number for emergencies.
        breaks: How the breaks are set; None where they are off.
        before_exercise: What to do before any exercise, in lines; then no movement is offered.
        can_move: Whether there is a minute of movement that fits the person.
        problem: Why what was wanted last was not done; empty where it was.
    """

    audience: Audience = "self"
    bothers: frozenset[Region] = frozenset()
    signs: frozenset[Sign] = frozenset()
    number: str = ""
    breaks: BreakSettings | None = None
    before_exercise: Sequence[str] = ()
    can_move: bool = True
    problem: str = ""


class WelcomeStep(ScrollPage):
    """One step: its number, its question, and what is below."""

    def __init__(self, make: WidgetFactory, number: int) -> None:
        super().__init__(make.theme, READING_PX)
        self.make = make
        make(ScrollFade, self)
        self.title = _(welcome_words.STEPS[number - 1])
        self._count = make.label("", "small_strong", "muted")
        self.column.addWidget(self._count)
        self.column.addWidget(make.label(self.title, "display"))

    def show_place(self, number: int, count: int) -> None:
        """Say which of how many steps it is."""
        told = welcome_words.step_of(number, count)
        self._count.setText(told)
        self.setAccessibleName(_("{count}: {title}").format(count=told, title=self.title))

    def show_facts(self, facts: WelcomeFacts) -> None:
        """Show what is kept; nothing is told back."""
        raise NotImplementedError


class AudienceStep(WelcomeStep):
    """For whom the program is.

    Signals:
        chosen: The person has chosen another answer.
    """

    chosen = Signal()

    def __init__(self, make: WidgetFactory, facts: WelcomeFacts) -> None:
        super().__init__(make, 1)
        make = self.make
        about = _("For people who sit a lot or hurt. Everything you tell stays on this computer.")
        self.column.addWidget(make.label(about, "lead", "muted"))
        words = {"self": _("For me"), "patients": _("For patients")}
        options = [Option(one, words[one]) for one in AUDIENCES]
        self._choice: Segments = make.segments(options, self.title, "welcome-audience")
        self._choice.chosen.connect(self._follow)
        self.column.addWidget(self._choice, 0, Qt.AlignmentFlag.AlignLeft)
        self._patients = make.panel("accent", "info", _("For patients"), name="welcome-patients")
        self._patients.body.addWidget(make.label(_(PATIENTS)))
        own = _("For me, too")
        self._own: Switch = make.switch(own, "welcome-own")
        self._own.setChecked(bool(facts.bothers or facts.signs))
        self._own.clicked.connect(self.chosen)
        form = make(Form, is_divided=False)
        form.add(own, _("Then you are also asked where it bothers you."), self._own)
        self._patients.body.addWidget(form)
        self.column.addWidget(self._patients)
        self.column.addWidget(self._what_there_is())
        self.column.addStretch(1)

    def show_facts(self, facts: WelcomeFacts) -> None:
        """Show whom it is for."""
        self._choice.set_value(facts.audience)
        self._follow()

    def _what_there_is(self) -> QWidget:
        """What the program has to offer, beside somebody who makes use of it."""
        make = self.make
        sides = make.columns(520, tokens.SPACE_XL)
        left = Qt.AlignmentFlag.AlignLeft
        sides.box.addWidget(make(StatePicture, "reaching", _PICTURE_PX), 0, left)
        lines = column(tokens.SPACE_M)
        lines.addStretch(1)
        for icon, words in welcome_words.OFFERS:
            line = row(tokens.SPACE_M)
            line.addWidget(make.icon(icon, "accent_ink", 24), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(make.label(_(words)), 1)
            lines.addLayout(line)
        lines.addStretch(1)
        sides.box.addLayout(lines, 1)
        return sides

    @property
    def answer(self) -> Audience:
        """Whom it is for."""
        return AUDIENCES[AUDIENCES.index(self._choice.value)]

    @property
    def is_for_oneself(self) -> bool:
        """Whether the person wants it for themselves, be it beside patients."""
        return self.answer == "self" or self._own.isChecked()

    @Slot()
    def _follow(self) -> None:
        self._patients.setVisible(self._choice.value == "patients")
        self.fit()
        self.chosen.emit()


class BodyStep(WelcomeStep):
    """Where it bothers the person, and when to see somebody."""

    def __init__(self, make: WidgetFactory, facts: WelcomeFacts) -> None:
        super().__init__(make, 2)
        make = self.make
        about = _(
            "Today then begins with what fits. Point at as many places as you like, or at none."
        )
        self.column.addWidget(make.label(about, "lead", "muted"))
        self._map: BodyMap | None = None
        self._pointed_at: set[str] = set()
        self._map_place = column()
        self.column.addLayout(self._map_place)
        self._elsewhere = make.label(_(ELSEWHERE), "small", "muted")
        self._elsewhere.setObjectName("bothers-elsewhere")
        self._elsewhere.hide()
        self.column.addWidget(self._elsewhere)
        flow = Flow()
        self._chips: dict[Region, Chip] = {}
        for region in welcome_words.BOTHERS:
            chip = make.chip(library_words.region(region), name=f"bothers-{region}")
            chip.toggled.connect(self._show_on_map)
            self._chips[region] = chip
            flow.add(chip)
        self.column.addWidget(flow)
        self.column.addWidget(make.label(_("When to see somebody"), "title"))
        self.column.addWidget(make.label(_("Do you have one of these now?"), "heading"))
        self._signs = make(SignsForm, facts.signs, facts.number)
        self.column.addWidget(self._signs)
        self.column.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """The map comes when the step is looked at: the figure takes a while to load."""
        super().showEvent(event)
        if self._map is None:
            from posture_app.ui.body_map.widget import BodyMap  # noqa: PLC0415 - see above

            self._map = self.make(BodyMap, several=True, name="welcome-map")
            keep_size(self._map, self.make.theme, height=Extent(most=_MAP_PX))
            self._map.zone_chosen.connect(self._choose)
            self._map.zone_reached.connect(self._show_reached)
            self._map_place.addWidget(self._map)
            self._map.show()  # a layout alone would show it late
            self._show_on_map()
            order_focus(self)
            self.fit()

    def show_facts(self, facts: WelcomeFacts) -> None:
        """Show what was told."""
        self._elsewhere.hide()
        for region, chip in self._chips.items():
            chip.setChecked(region in facts.bothers)
        self._signs.show_signs(facts.signs)

    @property
    def bothers(self) -> frozenset[Region]:
        """Where it bothers the person."""
        return frozenset(one for one, chip in self._chips.items() if chip.isChecked())

    @property
    def signs(self) -> frozenset[Sign]:
        """What the person has now."""
        return self._signs.signs()

    @Slot(object)
    def _choose(self, zone: str) -> None:
        """A place stands for its region, which is chosen or left with it."""
        chip = self._chips.get(zones_by_id()[zone].regions[0])
        self._elsewhere.setVisible(chip is None)
        if chip is not None:
            self._pointed_at.add(zone)
            chip.setChecked(not chip.isChecked())
        self._show_on_map()

    @Slot()
    def _show_on_map(self) -> None:
        if self._map is not None:
            bothered = [one for one in zones() if one.regions[0] in self.bothers]
            self._pointed_at &= {one.id for one in bothered}
            self._map.set_zones(
                one.id for one in bothered if one.name not in _HEAD or one.id in self._pointed_at
            )

    @Slot(object)
    def _show_reached(self, place: QPoint) -> None:
        """Scroll to where the keyboard has come to on the map."""
        if self._map is not None:
            margin = min(self.make.theme.px(60), self.viewport().height() // 4)
            self.ensureVisible(0, self.top_of(self._map) + place.y(), 0, margin)


class BreaksStep(WelcomeStep):
    """When the person works, and how firm breaks may be.

    Signals:
        break_wanted: Show a break now, as it is set.
    """

    break_wanted = Signal()

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make, 3)
        make = self.make
        self._settings: BreakSettings | None = None
        about = _(
            "After a while of activity a short movement is offered, also when the window is closed."
            " Calls are not interrupted, and you can put a break off or skip it."
        )
        self.column.addWidget(make.label(about, "lead", "muted"))
        self._off = make.label(_("Breaks are off. They are turned on on the page Breaks."), "body")
        self._off.setObjectName("welcome-breaks-off")
        self.column.addWidget(self._off)
        self._on = make.card(name="welcome-breaks")
        self.column.addWidget(self._on)
        self._on.body.addWidget(make.label(_("How firm"), "heading"))
        options = [Option(one, _(welcome_words.FIRMNESS[one][0])) for one in FIRMNESS]
        self._firm: Segments = make.segments(options, _("How firm"), "welcome-firmness")
        self._firm.chosen.connect(self._set_firm)
        self._on.body.addWidget(self._firm, 0, Qt.AlignmentFlag.AlignLeft)
        self._about = make.label("", "small", "muted")
        self._on.body.addWidget(self._about)
        self._try = make.button(_("Show me a break now"), icon="play", name="welcome-break")
        self._try.clicked.connect(self.break_wanted)
        self._on.body.addWidget(self._try, 0, Qt.AlignmentFlag.AlignLeft)
        self._problem = make.label("", "small", "caution")
        self._problem.setObjectName("welcome-problem")
        self._on.body.addWidget(self._problem)
        self._on.body.addWidget(make.hairline())
        self._hours: HoursEditor = make(HoursEditor)
        self._hours.changed.connect(self._set_hours)
        self._on.body.addWidget(self._hours)
        self.column.addStretch(1)

    def show_facts(self, facts: WelcomeFacts) -> None:
        """Show how the breaks are set."""
        self._settings = facts.breaks
        self._off.setVisible(facts.breaks is None)
        self._on.setVisible(facts.breaks is not None)
        self._problem.setText(facts.problem)
        self._problem.setVisible(bool(facts.problem))
        if facts.breaks is not None:
            self._show_firm(firmness_of(facts.breaks))
            self._try.setEnabled(bool(facts.breaks.kinds))
            self._hours.show_hours(facts.breaks.work)
            self.fit()

    @property
    def answer(self) -> BreakSettings | None:
        """How the breaks are set here; None where they are off."""
        return self._settings

    def _show_firm(self, firmness: Firmness | None) -> None:
        self._firm.set_value(firmness or "")
        about = welcome_words.FIRMNESS[firmness][1] if firmness else welcome_words.OWN_FIRMNESS
        self._about.setText(_(about))

    @Slot(object)
    def _set_firm(self, firmness: Firmness) -> None:
        if self._settings is not None:
            self._settings = with_firmness(self._settings, firmness)
            self._show_firm(firmness)

    @Slot(object)
    def _set_hours(self, work: WorkHours | None) -> None:
        if self._settings is not None:
            self._settings = replace(self._settings, work=work)
            self.fit()


class MoveStep(WelcomeStep):
    """A minute of movement, unless a doctor is needed first."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make, 4)
        make = self.make
        self._about = make.label("", "lead", "muted")
        self._about.setObjectName("welcome-move")
        self.column.addWidget(self._about)
        self._picture = make(StatePicture, "sitting", 200)
        self.column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignLeft)
        self._before = make.panel("danger", "stop", _("Before you exercise"), name="welcome-before")
        self._lines = make.label("")
        self._before.body.addWidget(self._lines)
        self.column.addWidget(self._before)
        self.column.addStretch(1)

    def show_facts(self, facts: WelcomeFacts) -> None:
        """Show whether there is something to do now."""
        self._picture.setVisible(not facts.before_exercise)
        self._before.setVisible(bool(facts.before_exercise))
        self._lines.setText("\n".join(facts.before_exercise))
        if facts.before_exercise:
            about = _("No exercise is offered until a doctor has looked at what you told.")
        elif facts.can_move:
            about = _(
                "A few easy movements on your chair, shown second by second. A mild ache that "
                "stays the same or eases is fine; stop for sharp or growing pain."
            )
        else:
            about = _("The one-minute routine does not fit you now. Today shows what does.")
        self._about.setText(about)
