"""A treatment: what it was and on which day; the first days after needling are told."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from posture_app.journal.entries import NEEDLED, TreatmentKind
from posture_app.journal.forms import LONGEST_LINE, EntryForm, FormContext, FormField, TreatmentForm
from posture_app.ui.entries.choices import Choices, FoldingSection
from posture_app.ui.entries.places import entry_map
from posture_app.ui.entries.sheet import EntrySheet
from posture_app.ui.entries.time_fields import DayField, TimeField
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fields import NoteField
from posture_app.ui.widgets.forms import Form as Rows
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words import entries as entry_words
from posture_app.words import safety as safety_words
from posture_app.words.catalogue import _, pgettext

_OTHER_DAY: Final = "other"


class TreatmentSheet(EntrySheet):
    """What was done by somebody, or taken."""

    def __init__(
        self, make: WidgetFactory, moment: Callable[[], FormContext], parent: QWidget | None = None
    ) -> None:
        super().__init__(make, pgettext("entry", "Treatment"), moment, parent)
        self.setObjectName("treatment-sheet")
        self._fill_kind()
        self._fill_day()
        self._fill_aftercare()
        self._more = self.make(FoldingSection, pgettext("entry", "More"), "fold-more")
        self._more.opened.connect(self.note_layout)
        self.body.addWidget(self._more)
        self._fill_more()
        self._follow()

    def _fill_kind(self) -> None:
        box = column(tokens.SPACE_S)
        kinds = [(one.value, entry_words.treatment_name(one)) for one in TreatmentKind]
        self._kind = self.make(Choices, _("What was it?"), kinds, "kind")
        self._kind.changed.connect(self._note_change)
        box.addWidget(self._kind)
        self.add_fault_line(FormField.KIND, box)
        self.body.addLayout(box)

    def _fill_day(self) -> None:
        make, box = self.make, column(tokens.SPACE_S)
        days = (
            ("0", pgettext("when", "Today")),
            ("1", pgettext("when", "Yesterday")),
            (_OTHER_DAY, pgettext("when", "Another day")),
        )
        self._days = make(Choices, _("When was it?"), days, "day-choice", needed=True)
        self._days.set_values(("0",))
        self._days.changed.connect(self._note_change)
        self._day = make(DayField, _("Day of the treatment"), "day")
        self._day.set_day(self._today)
        self._day.dateChanged.connect(self.note_edit)
        self._day.hide()
        box.addWidget(self._days)
        box.addWidget(self._day)
        self.add_fault_line(FormField.BEGAN, box)
        self.body.addLayout(box)

    def _fill_aftercare(self) -> None:
        make = self.make
        self._after = make.panel("accent", "info", _("The first days after it"), name="aftercare")
        self._after.body.addWidget(make.label(safety_words.after_needling()))
        rows = make(Rows, is_divided=False)
        words = _("My clinic said otherwise")
        self._overruled = make.switch(words, "clinic-said-otherwise")
        self._overruled.clicked.connect(self.note_edit)
        rows.add(words, _("Then exercises and breaks stay as they are."), self._overruled)
        self._after.body.addWidget(rows)
        self.body.addWidget(self._after)

    def _fill_more(self) -> None:
        make, body = self.make, self._more.body
        where = column(tokens.SPACE_S)
        where.addWidget(make.label(_("Where on the body?"), "strong"))
        self.map = entry_map(self.make)
        self.map.zone_chosen.connect(self.note_edit)
        self.follow_map(self.map)
        where.addWidget(self.map)
        body.addLayout(where)
        self._times = make(
            Choices,
            _("At what time?"),
            (("no", pgettext("time", "Not known")), ("at", pgettext("time", "Set a time"))),
            "time-choice",
            needed=True,
        )
        self._times.set_values(("no",))
        self._times.changed.connect(self._note_change)
        self._time = make(TimeField, _("Time of the treatment"), "time")
        self._time.set_time_of_day(self.moment().local.time())
        self._time.timeChanged.connect(self.note_edit)
        body.addWidget(self._times)
        body.addWidget(self._time)
        self._by = self._line(body, _("By whom?"), "by")
        self._what = self._line(
            body, _("What exactly? A medication with its dose, for example"), "what"
        )
        note = column(tokens.SPACE_S)
        note.addWidget(make.label(_("Note"), "strong"))
        self._note = make(NoteField, "", _("What you want to remember"), "entry-note")
        self._note.textChanged.connect(self.note_edit)
        note.addWidget(self._note)
        self.add_fault_line(FormField.TEXT, note)
        body.addLayout(note)

    def _line(self, body: QVBoxLayout, question: str, name: str) -> QLineEdit:
        box = column(tokens.SPACE_S)
        box.addWidget(self.make.label(question, "strong"))
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(question)
        field.setToolTip(plain_tip(question))
        field.setMaxLength(LONGEST_LINE)
        field.textChanged.connect(self.note_edit)
        box.addWidget(field)
        body.addLayout(box)
        return field

    def form(self) -> TreatmentForm:
        """What is filled in now."""
        kind = self._kind.value
        return TreatmentForm(
            kind=None if kind is None else TreatmentKind(kind),
            day=self._chosen_day(),
            at_time=self._time.time_of_day if self._times.value == "at" else None,
            zones=self.map.zones,
            by=self._by.text(),
            what=self._what.text(),
            note=self._note.toPlainText(),
            aftercare=not self._overruled.isChecked(),
        )

    def fill(self, form: EntryForm) -> None:
        """Show what was filled in elsewhere."""
        if not isinstance(form, TreatmentForm):
            raise TypeError(form)
        self._kind.set_values(() if form.kind is None else (form.kind.value,))
        self._show_day(form.day)
        self._show_time(form.at_time)
        self.map.set_zones(form.zones)
        self._by.setText(form.by)
        self._what.setText(form.what)
        self._note.setPlainText(form.note)
        self._overruled.setChecked(not form.aftercare)
        if form.at_time is not None or form.zones or form.by or form.what or form.note:
            self._more.open()
        self._follow()

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self._kind.first

    def mends(self, place: FormField) -> QWidget:
        """What the keyboard goes to when a place is wrong."""
        if place is FormField.KIND:
            return self._kind.first
        return self._note if place is FormField.TEXT else self._wrong_day()

    @property
    def _today(self) -> date:
        return self.moment().local.date()

    def _chosen_day(self) -> date | None:
        """The day; None for today, as that of a form that was not touched."""
        chosen = self._days.value
        if chosen == _OTHER_DAY:
            return self._day.day
        return None if chosen == "0" else self._today - timedelta(days=1)

    def _show_day(self, day: date | None) -> None:
        day = day or self._today
        days = (self._today - day).days
        self._days.set_values((str(days) if days in {0, 1} else _OTHER_DAY,))
        self._day.set_day(day)

    def _show_time(self, at: time | None) -> None:
        self._times.set_values(("no" if at is None else "at",))
        if at is not None:
            self._time.set_time_of_day(at)

    def _wrong_day(self) -> QWidget:
        """The time, where the day is that of now and only the time is ahead."""
        at = datetime.combine(self._chosen_day() or self._today, time())
        if at <= self.moment().local and self._times.value == "at":
            self._more.open()
            return self._time
        return self._day if self._days.value == _OTHER_DAY else self._days.first

    @Slot()
    def _note_change(self) -> None:
        self._follow()
        self.note_edit()

    def _follow(self) -> None:
        """Ask only what belongs to what is chosen."""
        kind = self._kind.value
        self._day.setVisible(self._days.value == _OTHER_DAY)
        self._time.setVisible(self._times.value == "at")
        self._after.setVisible(kind is not None and TreatmentKind(kind) in NEEDLED)
