"""A spasm: where, how strong and since when; it stays open while it lasts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from posture_app.coach.pain_rule import Sign
from posture_app.journal.entries import Measure, MeasureTaken, Trigger
from posture_app.journal.forms import EntryForm, FormContext, FormField, SpasmForm
from posture_app.ui.entries.choices import Choices, FoldingSection
from posture_app.ui.entries.places import entry_map
from posture_app.ui.entries.rule import PainAdvice
from posture_app.ui.entries.sheet import EntrySheet
from posture_app.ui.entries.time_fields import TimeChoice
from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.answer_scale import PAIN_ENDS, AnswerScale
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fields import NoteField
from posture_app.words import entries as entry_words
from posture_app.words.catalogue import _, pgettext
from posture_app.words.formats import duration
from posture_app.words.sessions import PAIN

_AFTER_MIN: Final = (5, 15, 30, 60, 120)
"""After how many minutes something helped, as it is offered."""


class _Taken(QWidget):
    """How much a measure helped, and after how long."""

    changed = Signal()

    def __init__(self, make: WidgetFactory, taken: MeasureTaken) -> None:
        super().__init__()
        self._taken = taken
        name = entry_words.measure_name(taken.measure)
        card = make.card(name=f"taken-{taken.measure.value}")
        outer = column()
        outer.addWidget(card)
        self.setLayout(outer)
        reliefs = [(str(one), entry_words.relief_name(one)) for one in range(4)]
        self._relief = make(
            Choices,
            _("{measure}: did it help?").format(measure=name),
            reliefs,
            f"relief-{taken.measure.value}",
        )
        minutes = list(_AFTER_MIN)
        if taken.after is not None and _minutes(taken.after) not in minutes:
            minutes.append(_minutes(taken.after))
        self._after = make(
            Choices,
            _("{measure}: after how long?").format(measure=name),
            [(str(one), duration(60 * one)) for one in minutes],
            f"after-{taken.measure.value}",
            role="body",
        )
        self._relief.set_values(() if taken.relief is None else (str(taken.relief),))
        self._after.set_values(() if taken.after is None else (str(_minutes(taken.after)),))
        for part in (self._relief, self._after):
            part.changed.connect(self.changed)
            card.body.addWidget(part)

    @property
    def taken(self) -> MeasureTaken:
        """What is told of it; a length that was not touched stays to the second."""
        relief, after, before = self._relief.value, self._after.value, self._taken.after
        length = None if after is None else timedelta(minutes=int(after))
        if before is not None and after == str(_minutes(before)):
            length = before
        return MeasureTaken(
            measure=self._taken.measure,
            relief=None if relief is None else int(relief),
            after=length,
        )


class SpasmSheet(EntrySheet):
    """A spasm that goes on, or one that is over."""

    def __init__(
        self,
        make: WidgetFactory,
        moment: Callable[[], FormContext],
        safety: Safety,
        parent: QWidget | None = None,
    ) -> None:
        """Ask nothing that has to be answered.

        Args:
            make: Makes the widgets.
            moment: Tells what is now.
            safety: The person's, for the rule for pain.
            parent: The window that it lies over.
        """
        super().__init__(make, pgettext("entry", "Spasm"), moment, parent)
        self.setObjectName("spasm-sheet")
        make, local = self.make, moment().local
        self.strength = make(AnswerScale, _("How strong is it at its worst?"), PAIN_ENDS, PAIN)
        self.strength.setObjectName("strength")
        self.strength.answered.connect(self._note_pain)
        self.body.addWidget(self.strength)
        self._advice = make(PainAdvice, safety)
        self._advice.changed.connect(self.note_layout)
        self.body.addWidget(self._advice)
        where = column(tokens.SPACE_S)
        where.addWidget(make.label(_("Where is it?"), "strong"))
        self.map = entry_map(make)
        self.map.zone_chosen.connect(self._note_pain)
        self.follow_map(self.map)
        where.addWidget(self.map)
        self.body.addLayout(where)
        began = column(tokens.SPACE_S)
        self._began = make(TimeChoice, _("When did it begin?"), "began", local)
        self._began.changed.connect(self.note_edit)
        began.addWidget(self._began)
        self.add_fault_line(FormField.BEGAN, began)
        self.body.addLayout(began)
        ended = column(tokens.SPACE_S)
        self._ended = make(
            TimeChoice, _("How long?"), "ended", local, (_("It lasts"), _("It is over, since:"))
        )
        self._ended.changed.connect(self.note_edit)
        ended.addWidget(self._ended)
        self.add_fault_line(FormField.ENDED, ended)
        self.body.addLayout(ended)
        self._fill_more()

    def _fill_more(self) -> None:
        make = self.make
        self._more = make(FoldingSection, pgettext("entry", "More"), "fold-more")
        self._more.opened.connect(self.note_layout)
        self.body.addWidget(self._more)
        triggers = [(one.value, entry_words.trigger_name(one)) for one in Trigger]
        self._triggers = make(Choices, _("What set it off?"), triggers, "triggers", several=True)
        self._triggers.changed.connect(self.note_edit)
        measures = [(one.value, entry_words.measure_name(one)) for one in Measure]
        self._measures = make(
            Choices, _("What was done about it?"), measures, "measures", several=True
        )
        self._measures.changed.connect(self._follow_measures)
        self._taken: dict[Measure, _Taken] = {}
        self._taken_column = column(tokens.SPACE_M)
        note = column(tokens.SPACE_S)
        note.addWidget(make.label(_("Note"), "strong"))
        self._note = make(NoteField, "", _("What you want to remember"), "entry-note")
        self._note.textChanged.connect(self.note_edit)
        note.addWidget(self._note)
        self.add_fault_line(FormField.TEXT, note)
        self._more.body.addWidget(self._triggers)
        self._more.body.addWidget(self._measures)
        self._more.body.addLayout(self._taken_column)
        self._more.body.addLayout(note)

    @property
    def signs(self) -> frozenset[Sign]:
        """The signs that were told with the pain."""
        return self._advice.signs

    def form(self) -> SpasmForm:
        """What is filled in now."""
        return SpasmForm(
            began=self._began.value,
            lasts=self._ended.value is None,
            ended=self._ended.value,
            zones=self.map.zones,
            strength=self.strength.answer,
            triggers=tuple(Trigger(one) for one in self._triggers.values),
            measures=tuple(self._taken[one].taken for one in Measure if one in self._taken),
            note=self._note.toPlainText(),
        )

    def fill(self, form: EntryForm) -> None:
        """Show what was filled in elsewhere."""
        if not isinstance(form, SpasmForm):
            raise TypeError(form)
        self.strength.set_answer(form.strength)
        self.map.set_zones(form.zones)
        self._began.set_value(form.began)
        ended = None if form.lasts else form.ended or self.moment().local
        self._ended.set_value(ended)
        self._triggers.set_values(form.triggers)
        self._measures.set_values(one.measure for one in form.measures)
        for measure in tuple(self._taken):
            self._take_out(measure)
        for one in form.measures:
            self._put_in(one)
        self._note.setPlainText(form.note)
        if form.triggers or form.measures or form.note:
            self._more.open()
        self._judge()

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.strength.first

    def mends(self, place: FormField) -> QWidget:
        """What the keyboard goes to when a place is wrong."""
        if place is FormField.TEXT:
            return self._note
        return (self._ended if place is FormField.ENDED else self._began).first

    @Slot()
    def _note_pain(self) -> None:
        self._judge()
        self.note_edit()

    def _judge(self) -> None:
        self._advice.judge(self.strength.answer, self.map.zones, numb=False)

    @Slot()
    def _follow_measures(self) -> None:
        chosen = {Measure(one) for one in self._measures.values}
        for measure in set(self._taken) - chosen:
            self._take_out(measure)
        for measure in chosen - set(self._taken):
            self._put_in(MeasureTaken(measure=measure))
        self.note_edit()

    def _put_in(self, taken: MeasureTaken) -> None:
        part = self._taken[taken.measure] = self.make(_Taken, taken)
        part.changed.connect(self.note_edit)
        self._taken_column.addWidget(part)

    def _take_out(self, measure: Measure) -> None:
        part = self._taken.pop(measure)
        self._taken_column.removeWidget(part)
        part.hide()
        part.deleteLater()


def _minutes(length: timedelta) -> int:
    return round(length / timedelta(minutes=1))
