"""The check of a workplace on a sheet over the window: one question at a time, then what helps."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from posture_app.dataclass import dataclass
from posture_app.journal.workplace import ITEMS, Answers, WorkplaceKey
from posture_app.library.model import Source
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.page_width import page_side
from posture_app.ui.widgets.scroll_fade import ScrollFade
from posture_app.ui.widgets.sheet_size import open_at_size
from posture_app.ui.widgets.text_size import keep_measured
from posture_app.ui.workplace.pages import BeginPage, QuestionPage, ResultPage
from posture_app.words import workplace as words
from posture_app.words.catalogue import _, pgettext

_SIZE: Final = (900, 720)
_ANSWERS: Final[Mapping[str, bool | None]] = {"1": True, "2": False, "3": None}
"""By the digit that gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkplaceFacts:
    """What the sheet goes by.

    Attributes:
        last: The day of the last check and its answers; None where there was none.
        begun: What was answered on a sheet that was closed before its end.
        sources: What the advice rests on.
    """

    last: tuple[date, Answers] | None = None
    begun: Mapping[WorkplaceKey, bool | None] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)


class WorkplaceSheet(QDialog):
    """Begins by saying what it is, asks, and ends with what helps. Esc closes the sheet.

    Signals:
        save_wanted: The `Answers`; whoever keeps them closes the sheet.
    """

    save_wanted = Signal(object)

    def __init__(
        self, make: WidgetFactory, facts: WorkplaceFacts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._facts = make.theme, facts
        self._given: dict[WorkplaceKey, bool | None] = dict(facts.begun)
        self._number = 0
        self.setObjectName("workplace-sheet")
        self.setWindowTitle(_("Check of your workplace"))
        open_at_size(self, make.theme, _SIZE)
        self._begin = make(BeginPage, facts.last, is_begun=bool(facts.begun))
        self._question = make(QuestionPage)
        self._result = make(ResultPage, facts.last, facts.sources)
        self._stack = make.page_stack()
        for page in (self._begin, self._question, self._result):
            self._stack.addWidget(page)
            make(ScrollFade, page)
        self._question.answered.connect(self._take)
        self._failure = make.label("", "body", "danger")
        self._failure.setObjectName("workplace-failure")
        self._failure.hide()
        self._go = make.button("", "primary", name="workplace-go")
        self._go.clicked.connect(self._go_on)
        self._back = make.button(pgettext("welcome", "Back"), "quiet", name="workplace-back")
        self._back.clicked.connect(self._go_back)
        self._close = make.button(_("Not now"), tip=_("Close (Esc)"), name="workplace-close")
        self._close.clicked.connect(self.reject)
        flow = Flow()
        for button in (self._go, self._back, self._close):
            flow.add(button)
        foot = self._foot = QVBoxLayout()
        foot.setSpacing(tokens.SPACE_S)
        foot.addWidget(self._failure)
        foot.addWidget(flow)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, tokens.SPACE_L)
        outer.addWidget(self._stack, 1)
        outer.addLayout(foot)
        self._show_begin()
        keep_measured(self, self._theme)

    @property
    def given(self) -> Mapping[WorkplaceKey, bool | None]:
        """What was answered up to now; None for what does not apply."""
        return self._given

    @property
    def answers(self) -> Answers:
        """What was answered with yes or no."""
        return {key: answer for key, answer in self._given.items() if answer is not None}

    @property
    def number(self) -> int:
        """Which question is shown, counted from 1; 0 before them, one more after the last."""
        return self._number

    def show_question(self, number: int) -> None:
        """Ask a question, counted from 1, with the keyboard at its first answer."""
        self._number = number
        key = ITEMS[number - 1].key
        self._question.show_item(
            ITEMS[number - 1], number, key in self._given, self._given.get(key)
        )
        self._stack.show_page(self._question)
        self._stack.fade_in()  # also from one question to the next, which is the same page
        self._go.hide()
        self._back.show()
        self._question.take_focus()
        self._announce(words.question(key))

    def show_result(self) -> None:
        """Say what came of it."""
        self._number = len(ITEMS) + 1
        self._result.show_answers(self.answers)
        self._stack.show_page(self._result)
        self._go.set_text(_("Save"))
        self._go.setVisible(bool(self.answers))
        self._go.setDefault(True)
        self._back.show()
        (self._go if self.answers else self._back).setFocus(Qt.FocusReason.OtherFocusReason)
        self._announce(self._result.said)

    def show_failure(self, problem: str) -> None:
        """Say why it could not be saved; the sheet stays for another try."""
        self._failure.setText(problem)
        self._failure.setVisible(bool(problem))
        self._go.set_text(_("Try again") if problem else _("Save"))
        if problem:
            self._announce(problem)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2 and 3 answer, Backspace goes back."""
        asks = self._stack.currentWidget() is self._question
        if asks and event.text() in _ANSWERS:
            self._take(_ANSWERS[event.text()])
        elif event.key() == Qt.Key.Key_Backspace and self._number:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons begin where the pages do."""
        super().resizeEvent(event)
        side = page_side(self._theme, self.width())
        self._foot.setContentsMargins(side, 0, tokens.SPACE_XL, 0)

    def _show_begin(self) -> None:
        self._number = 0
        self._stack.show_page(self._begin)
        self._go.set_text(_("Go on") if self._given else pgettext("a check", "Begin"))
        self._go.show()
        self._go.setDefault(True)
        self._back.hide()
        self._go.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go_on(self) -> None:
        if self._stack.currentWidget() is self._result:
            self.save_wanted.emit(self.answers)
        else:
            self._show_next(1)

    @Slot()
    def _go_back(self) -> None:
        self.show_failure("")
        if self._number <= 1:
            self._show_begin()
        else:
            self.show_question(self._number - 1)

    @Slot(object)
    def _take(self, answer: bool | None) -> None:
        self._given[ITEMS[self._number - 1].key] = answer
        if self._number == len(ITEMS):
            self.show_result()
        else:
            self.show_question(self._number + 1)

    def _show_next(self, number: int) -> None:
        """The first question from there on that has no answer yet, or the result."""
        open_now = [at for at, item in enumerate(ITEMS, 1) if item.key not in self._given]
        after = next((at for at in open_now if at >= number), None)
        if after is None:
            self.show_result()
        else:
            self.show_question(after)

    def _announce(self, said: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))


def show_workplace_sheet(sheet: WorkplaceSheet) -> None:
    """Show it over its window, which goes on meanwhile."""
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()
