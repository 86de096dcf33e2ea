"""When to get help, and what a person tells about their health, on one sheet over the window."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QRegularExpression, Qt, Signal, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from posture_app.coach.health import FIRST_BIRTH_YEAR, Health
from posture_app.coach.pain_rule import Bands, Condition
from posture_app.library.model import Region
from posture_app.ui.signs_form import SignsForm
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.controls import Option, Switch
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.text_size import exactly, keep_size
from posture_app.words import safety as safety_words
from posture_app.words.catalogue import N_, _

_DAYS: Final[Mapping[str, str]] = {
    "0": N_("Today"),
    "1": N_("Yesterday"),
    "2": N_("2 days ago"),
    "3": N_("3 days ago"),
    "earlier": N_("Earlier"),
}
_PLACES: Final[Mapping[str, tuple[str, frozenset[Region]]]] = {
    "upper": (
        N_("Neck or shoulders"),
        frozenset({"neck", "jaw", "shoulder_girdle", "chest", "upper_back", "arm"}),
    ),
    "lower": (N_("Back or hips"), frozenset({"low_back", "trunk", "hip", "leg"})),
    "": (N_("Elsewhere"), frozenset()),
}
_BANDS: Final[Mapping[str, tuple[str, Bands]]] = {
    "5": (N_("From 5"), Bands(3, 5)),
    "6": (N_("From 6, as usual"), Bands()),
}


class HealthSheet(QDialog):
    """Asked once and changed whenever; nothing on it has to be answered.

    Signals:
        kept: The `Health` as it is set now.
        skipped: The person does not want to be asked.
    """

    kept = Signal(object)
    skipped = Signal()

    def __init__(
        self,
        make: WidgetFactory,
        health: Health,
        number: str,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._health, self._today = health, today
        self._switches: dict[Condition, Switch] = {}
        self.setObjectName("health-sheet")
        self.setWindowTitle(_("Your health"))
        self.resize(make.theme.px(860), make.theme.px(720))
        scroll = make.scroll_page(READING_PX)
        body = scroll.column
        body.addWidget(make.label(_("Your health"), "display"))
        body.addWidget(
            make.label(
                _(
                    "What you tell here stays on this computer. It leaves out or changes exercises "
                    "that do not fit you, and says why. You can skip all of it."
                ),
                "lead",
                "muted",
            )
        )
        body.addWidget(make.label(_("Do you have one of these now?"), "heading"))
        self._signs = make(SignsForm, health.signs, number)
        body.addWidget(self._signs)
        body.addWidget(make.label(_("Does one of these apply to you?"), "heading"))
        body.addWidget(self._conditions())
        body.addWidget(make.label(_("How the program goes by it"), "heading"))
        body.addWidget(self._settings(number))
        body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, tokens.SPACE_L)
        outer.addWidget(scroll, 1)
        outer.addWidget(self._foot())
        self._follow_injection()

    def _conditions(self) -> QWidget:
        make, form = self._make, self._make(Form)
        # Day and place of an injection are asked right below it.
        for condition in sorted(Condition, key=lambda one: one is Condition.RECENT_INJECTION):
            words = safety_words.condition(condition)
            switch = make.switch(words, f"has-{condition.value}")
            switch.setChecked(condition in self._health.conditions)
            switch.clicked.connect(self._follow_injection)
            self._switches[condition] = switch
            form.add(words, control=switch)
        self._day = make.segments(
            [Option(key, _(words)) for key, words in _DAYS.items()],
            _("When was it?"),
            "injected-on",
        )
        self._day.set_value(self._day_set())
        self._place = make.segments(
            [Option(key, _(words)) for key, (words, _regions) in _PLACES.items()],
            _("Where was it?"),
            "injected-where",
        )
        self._place.set_value(self._place_set())
        self._injection = make(Form, is_divided=False)
        self._injection.add(_("When was it?"), control=self._day)
        self._injection.add(_("Where was it?"), control=self._place)
        card = make.card(name="conditions")
        card.body.addWidget(form)
        card.body.addWidget(self._injection)
        return card

    def _settings(self, number: str) -> QWidget:
        make, form, health = self._make, self._make(Form), self._health
        self._number = QLineEdit(health.emergency_number)
        self._number.setObjectName("emergency-number")
        self._number.setPlaceholderText(number)
        self._number.setAccessibleName(_("Number for emergencies"))
        self._number.setToolTip(_("Left empty, it is the number of your region"))
        self._number.setMaxLength(20)
        digits = QRegularExpression("[0-9+ ]*")
        self._number.setValidator(QRegularExpressionValidator(digits, self._number))
        keep_size(self._number, self._make.theme, width=exactly(140))
        form.add(
            _("Number for emergencies"),
            _("Left empty, it is the number of your region."),
            self._number,
        )
        self._birth = QLineEdit("" if health.birth_year is None else str(health.birth_year))
        self._birth.setObjectName("birth-year")
        self._birth.setAccessibleName(_("Year of birth"))
        self._birth.setToolTip(_("Four digits; nothing before it can be entered by mistake"))
        self._birth.setMaxLength(4)
        four = QRegularExpression("[0-9]*")
        self._birth.setValidator(QRegularExpressionValidator(four, self._birth))
        keep_size(self._birth, self._make.theme, width=exactly(96))
        self._birth.textEdited.connect(self._hide_wrong_year)
        year = form.add(
            _("Year of birth"),
            _("You need not tell it. With it, an entry from before it is noticed as a mistake."),
            self._birth,
        )
        self._wrong_year = make.label("", "small", "danger")
        self._wrong_year.hide()
        year.words.addWidget(self._wrong_year)
        self._bands = make.segments(
            [Option(key, _(words)) for key, (words, _bands) in _BANDS.items()],
            _("From which pain to stop"),
            "bands",
        )
        self._bands.set_value(str(self._health.bands.high_from))
        form.add(
            _("From which pain to stop"),
            _("On the scale from 0 to 10. Below it, the program proposes less."),
            self._bands,
        )
        card = make.card(name="health-settings")
        card.body.addWidget(form)
        return card

    def _foot(self) -> QWidget:
        foot = QWidget()
        line = QVBoxLayout(foot)
        line.setContentsMargins(tokens.SPACE_3XL, 0, tokens.SPACE_XL, 0)
        flow = Flow()
        keep = self._make.button(
            _("Keep this"), "primary", tip=_("Keep what you told (Enter)"), name="health-keep"
        )
        keep.setDefault(True)
        skip = self._make.button(
            _("Not now"), tip=_("Close without keeping anything (Esc)"), name="health-skip"
        )
        keep.clicked.connect(self._keep)
        skip.clicked.connect(self.reject)
        self.rejected.connect(self.skipped)
        flow.add(keep)
        flow.add(skip)
        line.addWidget(flow)
        return foot

    def _day_set(self) -> str:
        on = self._health.injected_on
        days = str((self._today - on).days) if on is not None else ""
        return days if days in _DAYS else "earlier"

    def _place_set(self) -> str:
        regions = self._health.injected_regions
        return next((key for key, (_, one) in _PLACES.items() if regions and regions <= one), "")

    def _injected_regions(self) -> frozenset[Region]:
        place = self._place.value or ""
        # A place that is known better than the sheet asks for it is kept.
        return self._health.injected_regions if place == self._place_set() else _PLACES[place][1]

    @Slot()
    def _follow_injection(self) -> None:
        """Day and place are asked only of somebody who has had an injection."""
        self._injection.setVisible(self._switches[Condition.RECENT_INJECTION].isChecked())

    def _birth_year(self) -> int | None:
        """The year in the field; None where there is none.

        Raises:
            ValueError: Nobody can be born in it.
        """
        text = self._birth.text()
        if not text:
            return None
        year = int(text)
        if not FIRST_BIRTH_YEAR <= year <= self._today.year:
            raise ValueError(text)
        return year

    @Slot()
    def _hide_wrong_year(self) -> None:
        self._wrong_year.hide()

    @Slot()
    def _keep(self) -> None:
        try:
            birth_year = self._birth_year()
        except ValueError:
            words = _("Enter a year from {first} to {last}, or leave it empty.")
            last = self._today.year
            self._wrong_year.setText(words.format(first=FIRST_BIRTH_YEAR, last=last))
            self._wrong_year.show()
            self._birth.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        conditions = frozenset(one for one, switch in self._switches.items() if switch.isChecked())
        injected = Condition.RECENT_INJECTION in conditions
        self.kept.emit(
            replace(
                self._health,
                answered=True,
                conditions=conditions,
                signs=self._signs.signs(),
                injected_on=self._injected_on() if injected else None,
                injected_regions=self._injected_regions() if injected else frozenset(),
                bands=_BANDS[self._bands.value][1] if self._bands.value else self._health.bands,
                emergency_number=self._number.text().strip(),
                birth_year=birth_year,
            )
        )
        self.accept()

    def _injected_on(self) -> date | None:
        day, before = self._day.value, self._health.injected_on
        if day in {None, "earlier"}:
            # An earlier day that was told exactly is kept.
            return before if before is not None and self._day_set() == "earlier" else None
        return self._today - timedelta(days=int(day or 0))


def show_health_sheet(sheet: HealthSheet) -> None:
    """Show it over its window, which goes on meanwhile."""
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()
