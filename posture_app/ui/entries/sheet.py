"""What the sheets for all kinds of entries have in common: a page of questions, and its foot."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from posture_app.coach.pain_rule import Sign
from posture_app.journal.forms import EntryForm, FormContext, FormFault, FormField, faults
from posture_app.ui.body_map.widget import BodyMap
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.answer_scale import AnswerScale
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keys import key_name
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.page_width import READING_PX, page_side
from posture_app.ui.widgets.scroll_fade import ScrollFade
from posture_app.ui.widgets.sections import order_focus
from posture_app.ui.widgets.sheet_size import open_at_size
from posture_app.ui.widgets.text_size import keep_measured
from posture_app.words.catalogue import _
from posture_app.words.entry_faults import fault as fault_words

_SIZE: Final = (860, 720)
_WHEN_SAVED: Final = frozenset(
    {FormFault.NOTHING_ANSWERED, FormFault.NO_KIND, FormFault.NO_TEXT, FormFault.NO_NAME}
)
"""What is missing is said only to somebody who wants to save."""


class EntrySheet(QDialog):
    """A sheet over the window; closing it without saving loses nothing, as a draft is kept.

    What is derived from it puts its questions into `body`, tells every change by `note_edit`, and
    puts a line for what is wrong below each place by `add_fault_line`.

    Signals:
        edited: The `EntryForm`, after each change.
        save_wanted: The `EntryForm`, which has no faults.
        resumed, begun_anew: What becomes of the draft that was offered.
    """

    edited = Signal(object)
    save_wanted = Signal(object)
    resumed = Signal()
    begun_anew = Signal()

    def __init__(
        self,
        make: WidgetFactory,
        title: str,
        moment: Callable[[], FormContext],
        parent: QWidget | None = None,
    ) -> None:
        """Make the frame.

        Args:
            make: Makes the widgets.
            title: What the sheet is for.
            moment: Tells what is now whenever it is asked.
            parent: The window that it lies over.
        """
        super().__init__(parent)
        self.make = make
        self.moment = moment
        self._is_filling = True
        self._map: BodyMap | None = None
        self._fault_lines: dict[FormField, Label] = {}
        self.setWindowTitle(title)
        open_at_size(self, make.theme, _SIZE)
        self.page = make.scroll_page(READING_PX)
        make(ScrollFade, self.page)
        self.page.column.addWidget(make.label(title, "display"))
        self._offer = QWidget()
        self._offer.hide()
        self.page.column.addWidget(self._offer)
        self._questions = QWidget()
        self.body = column(tokens.SPACE_XL)
        self._questions.setLayout(self.body)
        self.page.column.addWidget(self._questions)
        self.page.column.addStretch(1)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(tokens.SPACE_S)
        self._failure = make.label("", "body", "danger")
        self._failure.hide()
        self._foot.addWidget(self._failure)
        self._foot.addWidget(self._buttons(make))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, tokens.SPACE_L)
        outer.addWidget(self.page, 1)
        outer.addLayout(self._foot)
        self.save.setDefault(True)  # known to the dialog only when it lies in it
        for keys_of_save in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys_of_save), self).activated.connect(self._save)
        keep_measured(self, make.theme)

    def _buttons(self, make: WidgetFactory) -> Flow:
        flow = Flow()
        keys = key_name("Ctrl+Return")
        self.save = make.button(
            _("Save"), "primary", tip=_("Save (Enter, {keys})").format(keys=keys), name="entry-save"
        )
        self.save.clicked.connect(self._save)
        self.close_button = make.button(
            _("Not now"), tip=_("Close; what you entered is kept as a draft (Esc)")
        )
        self.close_button.setObjectName("entry-close")
        self.close_button.clicked.connect(self.reject)
        for button in (self.save, self.close_button):
            flow.add(button)
        return flow

    # What each sheet has of its own

    def form(self) -> EntryForm:
        """What is filled in now."""
        raise NotImplementedError

    def fill(self, form: EntryForm) -> None:
        """Show what was filled in elsewhere."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        raise NotImplementedError

    def mends(self, place: FormField) -> QWidget:
        """What the keyboard goes to when a place is wrong."""
        raise NotImplementedError

    @property
    def signs(self) -> frozenset[Sign]:
        """The signs that were told with a pain, which may need a doctor."""
        return frozenset()

    # What the program asks for

    @property
    def is_offering(self) -> bool:
        """Whether it asks what becomes of a draft, and nothing is entered yet."""
        return self._questions.isHidden()

    def show_form(self, form: EntryForm) -> None:
        """Show what was filled in elsewhere, without telling that it was changed."""
        self._is_filling = True
        self.fill(form)
        self._is_filling = False
        self._lay_out_anew()

    def offer_draft(self, words: str) -> None:
        """Ask first what becomes of what was begun earlier; `words` names the time of it."""
        make, box = self.make, column(tokens.SPACE_M)
        panel = make.panel("accent", "clock", words, name="entry-draft")
        panel.body.addWidget(make.label(_("It is not saved yet."), "body", "muted"))
        flow = Flow()
        go_on = make.button(_("Go on"), "primary", name="draft-resume")
        anew = make.button(_("Begin anew"), tip=_("Throw the draft away"), name="draft-anew")
        go_on.clicked.connect(self.resume)
        anew.clicked.connect(self._begin_anew)
        for button in (go_on, anew):
            flow.add(button)
        panel.body.addWidget(flow)
        box.addWidget(panel)
        self._offer.setLayout(box)
        self._offer.show()
        self._questions.hide()
        self.save.hide()
        go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, problem: str) -> None:
        """Say why it could not be saved; the sheet stays as it is, for another try."""
        self._failure.setText(problem)
        self._failure.setVisible(bool(problem))
        self.save.set_text(_("Try again") if problem else _("Save"))
        if problem:
            self._announce(problem)

    def begin(self) -> None:
        """Put the keyboard where it begins, unless a draft is offered first."""
        self._is_filling = False
        self._lay_out_anew()
        if not self.is_offering:
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    # For those that are derived

    def add_fault_line(self, place: FormField, below: QVBoxLayout) -> None:
        """Put a line for what is wrong below a place; `mends` tells what is to be focused then."""
        line = self.make.label("", "small", "danger")
        line.setObjectName(f"fault-{place.value}")
        line.hide()
        below.addWidget(line)
        self._fault_lines[place] = line

    def follow_map(self, body_map: BodyMap) -> None:
        """Scroll to where the keyboard has come to on the sheet's body map."""
        self._map = body_map
        body_map.zone_reached.connect(self._show_reached)

    @Slot()
    def note_edit(self) -> None:
        """Something was changed by the person."""
        if self._is_filling:
            return
        form = self.form()
        found = faults(form, self.moment())
        for place, line in self._fault_lines.items():
            fault = found.get(place)
            late = fault in _WHEN_SAVED
            self._say_fault(line, None if late else fault)
        self.show_failure("")
        self._lay_out_anew()
        self.edited.emit(form)

    @Slot()
    def note_layout(self) -> None:
        """Something was opened or closed."""
        if not self._is_filling:
            self._lay_out_anew()

    # Qt's

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit answers the first open scale, wherever the keyboard is but in a text."""
        if not self.is_offering and event.text() in set("0123456789"):
            scales = [one for one in self.findChildren(AnswerScale) if one.isVisibleTo(self)]
            still_open = next((one for one in scales if one.answer is None), None)
            if still_open is not None and still_open.take_digit(event):
                return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons begin where the page does."""
        super().resizeEvent(event)
        self._foot.setContentsMargins(
            page_side(self.make.theme, self.width()), 0, tokens.SPACE_XL, 0
        )

    @Slot()
    def _save(self) -> None:
        if self.is_offering:
            return
        form = self.form()
        found = faults(form, self.moment())
        for place, line in self._fault_lines.items():
            self._say_fault(line, found.get(place))
        self._lay_out_anew()
        for place in found:
            line, wrong = self._fault_lines[place], self.mends(place)
            wrong.setFocus(Qt.FocusReason.TabFocusReason)
            self.page.ensureWidgetVisible(line)
            self.page.ensureWidgetVisible(wrong)
            self._announce(line.text())
            return
        self.save_wanted.emit(form)

    @Slot(object)
    def _show_reached(self, place: QPoint) -> None:
        if self._map is not None:
            margin = min(self.make.theme.px(60), self.page.viewport().height() // 4)
            self.page.ensureVisible(0, self.page.top_of(self._map) + place.y(), 0, margin)

    def _say_fault(self, line: Label, fault: FormFault | None) -> None:
        words = fault_words(fault) if fault is not None else ""
        line.setText(words)
        line.setVisible(bool(words))

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _lay_out_anew(self) -> None:
        for button in self.findChildren(QPushButton):
            if button is not self.save:
                button.setAutoDefault(False)  # Enter saves, wherever the keyboard is
        self.page.fit()
        order_focus(self)

    @Slot()
    def resume(self) -> None:
        """Go on with the draft that is offered, if one is."""
        if self.is_offering:
            self._end_offer()
            self.resumed.emit()
            self.begin()

    @Slot()
    def _begin_anew(self) -> None:
        self._end_offer()
        self.begun_anew.emit()
        self.begin()

    def _end_offer(self) -> None:
        self._offer.hide()
        self._questions.show()
        self.save.show()


def show_sheet(sheet: EntrySheet) -> None:
    """Show it over its window, which goes on meanwhile."""
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.begin()
    sheet.open()
    sheet.begin()  # what was hidden takes no focus
