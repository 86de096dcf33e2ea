"""Own words, kept with their day."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from posture_app.journal.forms import EntryForm, FormContext, FormField, NoteForm
from posture_app.ui.entries.choices import FoldingSection
from posture_app.ui.entries.sheet import EntrySheet
from posture_app.ui.entries.time_fields import TimeChoice
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fields import NoteField
from posture_app.words.catalogue import _, pgettext


class NoteSheet(EntrySheet):
    """A text, and when it was."""

    def __init__(
        self, make: WidgetFactory, moment: Callable[[], FormContext], parent: QWidget | None = None
    ) -> None:
        super().__init__(make, _("Note"), moment, parent)
        self.setObjectName("note-sheet")
        text = column(tokens.SPACE_S)
        self._text = self.make(NoteField, "", _("What you want to remember"), "entry-text")
        self._text.textChanged.connect(self.note_edit)
        text.addWidget(self._text)
        self.add_fault_line(FormField.TEXT, text)
        self.body.addLayout(text)
        self._more = self.make(FoldingSection, pgettext("entry", "More"), "fold-more")
        self._more.opened.connect(self.note_layout)
        self._when = self.make(TimeChoice, _("When"), "when", moment().local)
        self._when.changed.connect(self.note_edit)
        self._more.body.addWidget(self._when)
        self.add_fault_line(FormField.BEGAN, self._more.body)
        self.body.addWidget(self._more)

    def form(self) -> NoteForm:
        """What is filled in now."""
        return NoteForm(at=self._when.value, text=self._text.toPlainText())

    def fill(self, form: EntryForm) -> None:
        """Show what was filled in elsewhere."""
        if not isinstance(form, NoteForm):
            raise TypeError(form)
        self._text.setPlainText(form.text)
        self._when.set_value(form.at)
        if form.at is not None:
            self._more.open()

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self._text

    def mends(self, place: FormField) -> QWidget:
        """What the keyboard goes to when a place is wrong."""
        return self._when.first if place is FormField.BEGAN else self._text
