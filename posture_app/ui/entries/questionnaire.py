"""A questionnaire: the person's own activities, how it is on the whole, or a clinic's total."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from posture_app.journal.entries import QuestionnaireResponse
from posture_app.journal.forms import LONGEST_LINE, EntryForm, FormContext, FormField
from posture_app.journal.questionnaire_form import Activity, QuestionnaireForm, activities_of
from posture_app.journal.questionnaires import QUESTIONNAIRES, QuestionnaireKey, followed
from posture_app.ui.entries.choices import Choices, FoldingSection
from posture_app.ui.entries.sheet import EntrySheet
from posture_app.ui.entries.time_fields import TimeChoice
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.answer_scale import AnswerScale
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words import questionnaires as words
from posture_app.words.catalogue import _, pgettext

MOST_ACTIVITIES: Final = QUESTIONNAIRES["activities"].items
_LONGEST_TOTAL: Final = 12
"""Characters; more than any total has, so that a slip is said and not cut."""


class ActivityRow(QWidget):
    """One activity: its name, and how well it can be done.

    Signals:
        changed: Another name or answer.
    """

    changed = Signal()

    def __init__(self, make: WidgetFactory, place: int) -> None:
        super().__init__()
        self._key = str(place)
        self._value: float | None = None
        self.setObjectName(f"activity-{place}")
        body = column(tokens.SPACE_S)
        self.setLayout(body)
        what = _("Activity {number}").format(number=place)
        body.addWidget(make.label(what, "strong"))
        self.field = QLineEdit()
        self.field.setObjectName(f"activity-name-{place}")
        self.field.setAccessibleName(what)
        self.field.setPlaceholderText(_("What it is, in a few words"))
        self.field.setToolTip(plain_tip(what))
        self.field.setMaxLength(LONGEST_LINE)
        self.field.textChanged.connect(self.changed)
        body.addWidget(self.field)
        question = _("How well can you do it now?")
        spoken = _("Activity {number}: how well can you do it now?").format(number=place)
        self.scale = make(AnswerScale, question, words.ABILITY_ENDS, (), spoken)
        self.scale.setObjectName(f"activity-scale-{place}")
        self.scale.answered.connect(self._answer)
        body.addWidget(self.scale)

    @property
    def activity(self) -> Activity:
        """What is filled in."""
        return Activity(key=self._key, name=self.field.text(), value=self._value)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled in."""
        return not self.field.text().strip() and self._value is None

    def show_activity(self, activity: Activity) -> None:
        """Show what was filled in elsewhere; a value between two numbers stays as it is."""
        self._key, self._value = activity.key, activity.value
        self.field.setText(activity.name)
        self.scale.set_answer(None if activity.value is None else round(activity.value))

    @Slot(object)
    def _answer(self, answer: int | None) -> None:
        self._value = answer
        self.changed.emit()


class QuestionnaireSheet(EntrySheet):
    """One questionnaire at a time; the activities keep the names of the last time."""

    def __init__(
        self, make: WidgetFactory, moment: Callable[[], FormContext], parent: QWidget | None = None
    ) -> None:
        super().__init__(make, _("Questionnaire"), moment, parent)
        self.setObjectName("questionnaire-sheet")
        which = [(key, words.name(key)) for key in QUESTIONNAIRES]
        self._which = self.make(Choices, _("Which one?"), which, "questionnaire", needed=True)
        self._which.set_values(("activities",))
        self._which.changed.connect(self._note_choice)
        self.body.addWidget(self._which)
        self._instruction = self.make.label("")
        self._instruction.setObjectName("instruction")
        self.body.addWidget(self._instruction)
        self._fill_activities()
        self._fill_whole()
        self._fill_total()
        answers = column(0)
        self.add_fault_line(FormField.TEXT, answers)
        self.add_fault_line(FormField.ANSWERS, answers)
        self.body.addLayout(answers)
        self._source = self.make.label("", "small", "muted")
        self._source.setObjectName("source")
        self.body.addWidget(self._source)
        self._fill_when()
        self._follow()

    def _fill_activities(self) -> None:
        box = column(tokens.SPACE_XL)
        self._activities = QWidget()
        self._activities.setLayout(box)
        self._rows = [self.make(ActivityRow, place + 1) for place in range(MOST_ACTIVITIES)]
        for row in self._rows:
            row.changed.connect(self.note_edit)
            row.hide()
            box.addWidget(row)
        self._rows[0].show()
        self._another = self.make.button(_("Another activity"), icon="plus", name="another")
        self._another.clicked.connect(self._show_another)
        flow = Flow()
        flow.add(self._another)
        box.addWidget(flow)
        self.body.addWidget(self._activities)

    def _fill_whole(self) -> None:
        steps = [(str(one), _(said)) for one, said in words.WHOLE.items()]
        self._whole = self.make(Choices, _("All in all I am"), steps, "whole")
        self._whole.changed.connect(self.note_edit)
        self.body.addWidget(self._whole)

    def _fill_total(self) -> None:
        box = column(tokens.SPACE_S)
        self._total_box = QWidget()
        self._total_box.setLayout(box)
        question = _("The total")
        box.addWidget(self.make.label(question, "strong"))
        self._total = QLineEdit()
        self._total.setObjectName("total")
        self._total.setAccessibleName(question)
        self._total.setToolTip(plain_tip(question))
        self._total.setMaxLength(_LONGEST_TOTAL)
        self._total.textChanged.connect(self.note_edit)
        box.addWidget(self._total)
        self.body.addWidget(self._total_box)

    def _fill_when(self) -> None:
        self._more = self.make(FoldingSection, pgettext("entry", "More"), "fold-more")
        self._more.opened.connect(self.note_layout)
        self._when = self.make(TimeChoice, _("When"), "when", self.moment().local)
        self._when.changed.connect(self.note_edit)
        self._more.body.addWidget(self._when)
        self.add_fault_line(FormField.BEGAN, self._more.body)
        self.body.addWidget(self._more)

    def suggest(self, earlier: Sequence[QuestionnaireResponse]) -> None:
        """Begin with what was filled in last, and with the names of its activities.

        The answers of then are not shown: they would lead.
        """
        courses = followed(earlier)
        for one in courses:
            if one.questionnaire.named:
                named = [activity for activity in activities_of(one.newest) if activity.name]
                self._show_activities([replace(activity, value=None) for activity in named])
        if courses:
            newest = max(courses, key=lambda one: one.newest.at)
            self._which.set_values((newest.questionnaire.key,))
        self._follow()

    def choose(self, key: QuestionnaireKey) -> None:
        """Show one of them."""
        self._which.set_values((key,))
        self._follow()

    def form(self) -> QuestionnaireForm:
        """What is filled in now."""
        whole = self._whole.value
        return QuestionnaireForm(
            at=self._when.value,
            questionnaire=self._key,
            activities=tuple(row.activity for row in self._rows if not row.is_empty),
            whole=None if whole is None else int(whole),
            total=self._total.text(),
        )

    def fill(self, form: EntryForm) -> None:
        """Show what was filled in elsewhere."""
        if not isinstance(form, QuestionnaireForm):
            raise TypeError(form)
        self._which.set_values((form.questionnaire,))
        self._show_activities(form.activities)
        self._whole.set_values(() if form.whole is None else (str(round(form.whole)),))
        self._total.setText(form.total)
        self._when.set_value(form.at)
        if form.at is not None:
            self._more.open()
        self._follow()

    def first(self) -> QWidget:
        """Where the keyboard begins: at the first answer, or at the first name that is missing."""
        if self._key == "whole":
            return self._whole.first
        if self._key != "activities":
            return self._total
        row = self._rows[0]
        return row.field if row.is_empty else row.scale.first

    def mends(self, place: FormField) -> QWidget:
        """What the keyboard goes to when a place is wrong."""
        if place is FormField.BEGAN:
            self._more.open()
            return self._when.first
        if place is FormField.TEXT:
            return self._wrong_name()
        return self.first()

    @property
    def _key(self) -> QuestionnaireKey:
        return next(key for key in QUESTIONNAIRES if key == self._which.value)

    def _wrong_name(self) -> QLineEdit:
        """The name that is missing, or the second of two that are the same."""
        seen: set[str] = set()
        for row in self._rows:
            name = row.field.text().strip().casefold()
            if not row.is_empty and (not name or name in seen):
                return row.field
            seen.add(name)
        return self._rows[0].field

    def _show_activities(self, activities: Sequence[Activity]) -> None:
        taken = {one.key for one in activities}
        places = (str(one) for one in range(1, 2 * MOST_ACTIVITIES + 1))
        free = (place for place in places if place not in taken)
        shown = activities[:MOST_ACTIVITIES]
        rest = [Activity(key=next(free)) for _row in self._rows[len(shown) :]]
        for row, activity in zip(self._rows, (*shown, *rest), strict=True):
            row.show_activity(activity)

    @Slot()
    def _show_another(self) -> None:
        row = next((one for one in self._rows if one.isHidden()), None)
        if row is not None:
            row.show()
            row.field.setFocus()
        self._another.setVisible(any(one.isHidden() for one in self._rows))
        self.note_layout()

    @Slot()
    def _note_choice(self) -> None:
        self._follow()
        self.note_edit()

    def _follow(self) -> None:
        """Ask only what belongs to what is chosen."""
        key = self._key
        self._instruction.setText(words.instruction(key))
        self._activities.setVisible(key == "activities")
        self._whole.setVisible(key == "whole")
        self._total_box.setVisible(key not in {"activities", "whole"})
        source = words.source(key)
        self._source.setText(source)
        self._source.setVisible(bool(source))
        for row in self._rows[1:]:
            if not row.is_empty:
                row.show()
        self._another.setVisible(any(one.isHidden() for one in self._rows))
